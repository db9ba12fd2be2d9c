"""Timelines against sets of integers, and at their edges."""

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from mof.calendars import Timeline
from mof.calendars._timelines import intersect, subtract, unite
from mof.errors import HorizonError

# One unit of the sets is so many microseconds that a few of them fill a slot of the tables.
UNIT = 1 << 33
SIZE = 40
units = st.integers(0, SIZE)
stretch_lists = st.lists(st.tuples(units, units), max_size=6)


def to_set(stretches: list[tuple[int, int]]) -> set[int]:
    return {unit for start, end in stretches for unit in range(start, end)}


def from_set(members: set[int]) -> list[tuple[int, int]]:
    """The runs of consecutive numbers in a set."""
    starts = sorted(unit for unit in members if unit - 1 not in members)
    ends = sorted(unit + 1 for unit in members if unit + 1 not in members)
    return list(zip(starts, ends, strict=True))


def make_timeline(stretches: list[tuple[int, int]]) -> Timeline:
    return Timeline.of(0, SIZE * UNIT, [(start * UNIT, end * UNIT) for start, end in stretches])


@given(stretch_lists, stretch_lists)
def test_the_algebra_of_stretches_is_that_of_sets(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    united, other = unite(ours), unite(theirs)

    assert from_set(to_set(ours)) == united
    assert from_set(to_set(ours) & to_set(theirs)) == intersect(united, other)
    assert from_set(to_set(ours) - to_set(theirs)) == subtract(united, other)


@given(stretch_lists, stretch_lists)
def test_the_algebra_of_timelines_is_that_of_stretches(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    timeline, other = make_timeline(ours), make_timeline(theirs)

    assert make_timeline(from_set(to_set(ours) & to_set(theirs))) == timeline & other
    assert make_timeline(from_set(to_set(ours) - to_set(theirs))) == timeline.without(other.pairs())


@given(stretch_lists, units, units)
def test_elapsed_counts_the_members_of_a_set(
    stretches: list[tuple[int, int]], start: int, end: int
) -> None:
    timeline, members = make_timeline(stretches), to_set(stretches)

    assert UNIT * len(members & set(range(start))) == timeline.open_before(start * UNIT)
    assert UNIT * (
        len(members & set(range(start, end))) - len(members & set(range(end, start)))
    ) == timeline.elapsed(start * UNIT, end * UNIT)


@given(stretch_lists, units, st.integers(-SIZE, SIZE))
def test_due_is_the_first_unit_after_enough_of_them(
    stretches: list[tuple[int, int]], start: int, within: int
) -> None:
    later = [unit + 1 for unit in sorted(to_set(stretches)) if unit >= start]
    earlier = [unit for unit in sorted(to_set(stretches), reverse=True) if unit < start]
    answers = [start, *later] if within >= 0 else [start, *earlier]
    expected = answers[abs(within)] * UNIT if abs(within) < len(answers) else None

    due = make_timeline(stretches).due(start * UNIT, within * UNIT)

    assert expected == due


@given(stretch_lists, units)
def test_edges_are_found_in_the_set(stretches: list[tuple[int, int]], at: int) -> None:
    timeline, members = make_timeline(stretches), to_set(stretches)
    runs = from_set(members)

    def scale(answers: list[int]) -> int | None:
        return answers[0] * UNIT if answers else None

    openings = [max(start, at) for start, end in runs if end > at]
    closings = [min(end, at) for start, end in reversed(runs) if start < at]
    assert (at in members) == timeline.is_open(at * UNIT)
    assert scale(openings) == timeline.next_open(at * UNIT)
    assert scale(closings) == timeline.previous_open(at * UNIT)
    # What touches an edge of the timeline may go on beyond it.
    assert scale([end for _, end in runs if at < end < SIZE]) == timeline.next_close(at * UNIT)
    assert scale([start for start, _ in reversed(runs) if 0 < start < at]) == (
        timeline.last_opening(at * UNIT)
    )


@given(stretch_lists, units, units)
def test_stretches_are_cut_at_both_ends(
    stretches: list[tuple[int, int]], start: int, end: int
) -> None:
    found = make_timeline(stretches).stretches(start * UNIT, end * UNIT)

    expected = from_set(to_set(stretches) & set(range(start, end)))
    assert [(since * UNIT, until * UNIT) for since, until in expected] == list(found)


@pytest.mark.parametrize("start", [0, 10, 15, 20, 30])
@pytest.mark.parametrize("end", [10, 15, 20, 40, 55, 70, 100])
def test_stretches_cut_at_an_opening_or_a_closing_are_not_empty(start: int, end: int) -> None:
    runs = [(10, 20), (40, 70)]

    found = list(Timeline.of(0, 100, runs).stretches(start, end))

    assert from_set(to_set(runs) & set(range(start, end))) == found


@pytest.mark.parametrize("at", [-1, 101])
def test_an_instant_that_a_timeline_does_not_know_is_refused(at: int) -> None:
    timeline = Timeline.of(0, 100, [(10, 20)])

    asks: list[Callable[[], object]] = [
        lambda: timeline.open_before(at),
        lambda: timeline.elapsed(50, at),
        lambda: timeline.elapsed(at, 50),
        lambda: timeline.due(at, 5),
        lambda: timeline.is_open(at),
    ]
    for ask in asks:
        with pytest.raises(HorizonError, match="from 0 to 100 does not cover") as caught:
            ask()
        assert at == caught.value.value


def test_a_shorter_coverage_limits_what_two_timelines_know() -> None:
    both = Timeline.of(0, 100, [(0, 100)]) & Timeline.of(50, 200, [(60, 200)])

    assert Timeline.of(50, 100, [(60, 100)]) == both


def test_a_timeline_is_a_value() -> None:
    timeline = Timeline.of(0, 100, [(30, 40), (10, 20), (15, 30)])

    assert Timeline(0, 100, (10, 40)) == timeline
    assert "Timeline(start=0, end=100)" == repr(timeline)
    assert hash(Timeline(0, 100, (10, 40))) == hash(timeline)
