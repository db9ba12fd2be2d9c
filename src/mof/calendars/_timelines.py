"""Timelines: open time in compiled form, counted in integer microseconds since 1970 UTC.

A timeline is what a calendar becomes for a range of instants, and the algebra of everything
that is counted: open hours, pauses and maintenance are all stretches of it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, count, repeat
from operator import itemgetter, sub
from typing import Self

from attrs import Factory, field, frozen

from mof.errors import HorizonError

# Lookup tables have slots of a power of two, so that a shift finds the slot. Nine and a half
# hours of real time, or half of that of open time, hold about one boundary of office hours.
_SLOT = 35
_OPEN_SLOT = 34
# Later than every instant in microseconds.
_NEVER = 1 << 63

Stretches = list[tuple[int, int]]
"""Stretches of time, each from an instant up to but not including another."""


def unite(stretches: Iterable[tuple[int, int]]) -> Stretches:
    """The same time as sorted stretches that neither overlap nor touch; empty ones vanish."""
    united: list[tuple[int, int]] = []
    united_start = united_end = -_NEVER
    for start, end in sorted(stretches):
        if start > united_end:
            if united_start < united_end:
                united.append((united_start, united_end))
            united_start, united_end = start, end
        elif end > united_end:
            united_end = end
    if united_start < united_end:
        united.append((united_start, united_end))
    return united


def intersect(
    ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The time that is in both of two united lists of stretches."""
    common: list[tuple[int, int]] = []
    first = 0
    for start, end in theirs:
        first = bisect_right(ours, start, first, key=itemgetter(1))
        inside = list(ours[first : bisect_left(ours, end, first, key=itemgetter(0))])
        if inside:
            inside[0] = max(start, inside[0][0]), inside[0][1]
            inside[-1] = inside[-1][0], min(end, inside[-1][1])
            common += inside
    return common


def subtract(
    stretches: Sequence[tuple[int, int]], cuts: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The time of one united list of stretches that is not in another."""
    edges = (-_NEVER, *chain.from_iterable(cuts), _NEVER)
    return intersect(stretches, list(zip(edges[::2], edges[1::2], strict=True)))


# With i boundaries at or before an instant t, t is in open time if i is odd. The open time before
# t is then `lifts[i] + t`, and `lifts[i]` if i is even. The inverse looks for the first stretch,
# by the odd i inside it, that ends with enough open time behind it. Slots say where to begin: for
# instants how many boundaries lie at or before the beginning of the slot, for open time which
# stretch is the first to reach into it.
_Kernel = tuple[
    int,  # start
    int,  # end
    int,  # number of the first slot
    tuple[int, ...],  # slots
    tuple[int, ...],  # boundaries, and one that is never reached
    tuple[int, ...],  # lifts
    tuple[int, ...],  # slots of open time
]


def _compile(timeline: "Timeline") -> _Kernel:
    start, end, bounds = timeline.start, timeline.end, timeline.bounds
    openings, closings = bounds[::2], bounds[1::2]
    totals = (0, *accumulate(map(sub, closings, openings)))
    lifts = chain.from_iterable(zip(totals, map(sub, totals, openings), strict=False))
    first_slot = start >> _SLOT
    last_slots = [(bound - 1 >> _SLOT) - first_slot for bound in (*bounds, end + (1 << _SLOT))]
    last_open_slots = [total >> _OPEN_SLOT for total in totals[1:]]
    return (
        start,
        end,
        first_slot,
        _fill_slots(count(), last_slots),
        (*bounds, _NEVER),
        (*lifts, totals[-1]),
        _fill_slots(count(1, 2), last_open_slots),
    )


def _fill_slots(indices: Iterable[int], last_slots: list[int]) -> tuple[int, ...]:
    """Slots that hold each index up to its last slot."""
    lengths = map(sub, last_slots, [-1, *last_slots])
    return tuple(chain.from_iterable(map(repeat, indices, lengths)))


@frozen
class Timeline:
    """Open time between two instants, ready to be counted.

    All arguments and answers are integers: microseconds since 1970 UTC, or microseconds of
    open time. The timeline knows nothing outside its ``start`` and ``end``. An argument out
    there is refused with `HorizonError`; an answer out there is None, and a caller who wants it
    takes a longer timeline. Only differences of `open_before` mean anything across timelines.

    >>> shop = Timeline.of(0, 100, [(10, 20), (40, 70)])
    >>> shop.elapsed(15, 50), shop.due(15, 15), shop.due(15, 99)
    (15, 50, None)
    """

    start: int
    end: int
    bounds: tuple[int, ...] = field(repr=False)
    """Opening, closing, opening, closing …, strictly increasing."""
    _kernel: _Kernel = field(
        init=False,
        eq=False,
        repr=False,
        default=Factory(_compile, takes_self=True),
    )

    @classmethod
    def of(cls, start: int, end: int, stretches: Iterable[tuple[int, int]]) -> Self:
        """The timeline from start to end that is open during the given stretches."""
        clipped = intersect(unite(stretches), [(start, end)])
        return cls(start, end, tuple(chain.from_iterable(clipped)))

    def open_before(self, at: int) -> int:
        """Open time from where the timeline starts until an instant."""
        index, lifts = self._count_bounds(at), self._kernel[5]
        return lifts[index] + at if index & 1 else lifts[index]

    def elapsed(self, start: int, end: int) -> int:
        """Open time from one instant to another, negative if the other is earlier."""
        # The difference of two `open_before`, written out: everything else waits for this.
        first, last, first_slot, slots, bounds, lifts, _ = self._kernel
        if not (first <= start <= last and first <= end <= last):
            raise self._not_covered(end if first <= start <= last else start)
        index = slots[(start >> _SLOT) - first_slot]
        while bounds[index] <= start:
            index += 1
        before = lifts[index] + start if index & 1 else lifts[index]
        index = slots[(end >> _SLOT) - first_slot]
        while bounds[index] <= end:
            index += 1
        return (lifts[index] + end if index & 1 else lifts[index]) - before

    def due(self, start: int, within: int) -> int | None:
        """The instant at which an amount of open time has passed since another instant.

        Forward it is the earliest such instant, so never an opening; backward, for a negative
        amount, the latest such instant, so never a closing; for none at all it is the start.
        """
        first, last, first_slot, slots, bounds, lifts, open_slots = self._kernel
        if not first <= start <= last:
            raise self._not_covered(start)
        index = slots[(start >> _SLOT) - first_slot]
        while bounds[index] <= start:
            index += 1
        goal = within + (lifts[index] + start if index & 1 else lifts[index])
        if within == 0:
            return start
        if not 0 <= goal <= lifts[-1]:
            return None
        index = open_slots[goal >> _OPEN_SLOT]
        least = goal if within > 0 else goal + 1
        while lifts[index + 1] < least:
            index += 2
        return goal - lifts[index]

    def is_open(self, at: int) -> bool:
        """Whether time counts from this instant on."""
        return self._count_bounds(at) & 1 == 1

    def next_open(self, at: int) -> int | None:
        """The instant itself while open, otherwise the next opening."""
        index = self._count_bounds(at)
        if index & 1:
            return at
        return self.bounds[index] if index < len(self.bounds) else None

    def previous_open(self, at: int) -> int | None:
        """The instant itself if open until it, otherwise the last closing before it."""
        index = self._count_bounds(at - 1) if at > self.start else 0
        if index & 1:
            return at
        return self.bounds[index - 1] if index else None

    def next_close(self, at: int) -> int | None:
        """The next instant at which open time ends."""
        index = self._count_bounds(at) | 1
        if index >= len(self.bounds) or self.bounds[index] == self.end:
            return None
        return self.bounds[index]

    def last_opening(self, at: int) -> int | None:
        """The last instant before another at which open time began."""
        index = (self._count_bounds(at - 1) - 1 if at > self.start else -1) & -2
        if index < 0 or self.bounds[index] == self.start:
            return None
        return self.bounds[index]

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The open stretches from one instant to a later one, cut at both."""
        index = self._count_bounds(start) & -2
        bounds = self.bounds
        while index < len(bounds) and bounds[index] < end and start < end:
            yield max(start, bounds[index]), min(end, bounds[index + 1])
            index += 2

    def pairs(self) -> list[tuple[int, int]]:
        """All open stretches."""
        return list(zip(self.bounds[::2], self.bounds[1::2], strict=True))

    def __and__(self, other: "Timeline") -> "Timeline":
        """Open when both are, for as long as both are known."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        common = intersect(self.pairs(), other.pairs())
        return Timeline(start, end, tuple(chain.from_iterable(common)))

    def without(self, stretches: Iterable[tuple[int, int]]) -> "Timeline":
        """The same timeline, closed during the given stretches as well."""
        rest = subtract(self.pairs(), unite(stretches))
        return Timeline(self.start, self.end, tuple(chain.from_iterable(rest)))

    def _count_bounds(self, at: int) -> int:
        """How many boundaries lie at or before an instant."""
        first, last, first_slot, slots, bounds, _, _ = self._kernel
        if not first <= at <= last:
            raise self._not_covered(at)
        index = slots[(at >> _SLOT) - first_slot]
        while bounds[index] <= at:
            index += 1
        return index

    def _not_covered(self, at: int) -> HorizonError:
        return HorizonError(
            f"this timeline from {self.start} to {self.end} does not cover {at}; take a longer one",
            value=at,
        )
