"""Oracle: every date of years asked by itself, and every minute of a day."""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings, strategies as st

from mof.operations import (
    Freeze,
    OperationsGuide,
    OperationsSchedule,
    Recurrence,
    ScheduledWork,
    find_conflicts,
)
from mof.operations._conflicts import ConflictKind
from mof.values import InstructionId, Period, ServiceId, TaskId

FIRST = date(2025, 1, 1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def list_same_days(on: date) -> list[int]:
    """The days of the month on which the same day of the week falls."""
    last = monthrange(on.year, on.month)[1]
    return [day for day in range(1, last + 1) if on.replace(day=day).weekday() == on.weekday()]


@st.composite
def rules(draw: st.DrawFn, since: date) -> tuple[Recurrence, Callable[[date], bool]]:
    """A recurrence at six in Oslo, and whether a date is one of it."""
    every = draw(st.integers(1, 4))
    options: dict[str, Any] = {"tz": "Europe/Oslo", "since": since, "every": every}
    kind = draw(st.sampled_from(("daily", "weekly", "by day", "by place")))
    if kind == "daily":
        return Recurrence.daily("06:00", **options), lambda on: (on - since).days % every == 0
    if kind == "weekly":
        chosen = draw(st.lists(st.sampled_from(DAYS), min_size=1, unique=True))
        monday = since - timedelta(days=since.weekday())
        return (
            Recurrence.weekly(chosen, "06:00", **options),
            lambda on: DAYS[on.weekday()] in chosen and (on - monday).days // 7 % every == 0,
        )

    def is_month(on: date) -> bool:
        return (12 * (on.year - since.year) + on.month - since.month) % every == 0

    if kind == "by day":
        day = draw(st.integers(1, 31) | st.integers(-3, -1))
        return (
            Recurrence.monthly(day, "06:00", **options),
            lambda on: (
                is_month(on)
                and on.day == (day if day > 0 else monthrange(on.year, on.month)[1] + 1 + day)
            ),
        )
    place, name = draw(st.sampled_from(sorted(PLACES))), draw(st.sampled_from(DAYS))
    return (
        Recurrence.monthly(f"{place} {name}", "06:00", **options),
        lambda on: (
            is_month(on)
            and DAYS[on.weekday()] == name
            and on.day == list_same_days(on)[PLACES[place]]
        ),
    )


@settings(max_examples=100)
@given(st.data(), st.integers(0, 40), st.integers(0, 400), st.integers(1, 120))
def test_recurrence_falls_on_the_dates_that_are_asked_one_by_one(
    data: st.DataObject, offset: int, start: int, length: int
) -> None:
    since = FIRST + timedelta(days=offset)
    recurrence, is_due = data.draw(rules(since))
    first = FIRST + timedelta(days=start)
    zone = ZoneInfo("Europe/Oslo")
    edges = [datetime.combine(first + timedelta(days=n), time(), zone) for n in (0, length)]

    actual = recurrence.expand(Period(*edges, tz="Europe/Oslo"))

    dates = (first + timedelta(days=n) for n in range(length))
    expected = [
        datetime.combine(on, time(6), zone).astimezone(UTC)
        for on in dates
        if on >= since and is_due(on)
    ]
    assert expected == list(actual)


@settings(max_examples=60)
@given(st.from_type(Recurrence), st.integers(0, 300), st.integers(1, 60), st.integers(1, 60))
def test_parts_of_a_period_add_up_to_the_whole(
    recurrence: Recurrence, offset: int, first: int, second: int
) -> None:
    begin = datetime.combine(recurrence.since, time(), UTC) + timedelta(days=offset)
    assume(begin.year < 2199)
    middle = begin + timedelta(days=first)
    end = middle + timedelta(days=second)

    parts = recurrence.expand(Period(begin, middle)) + recurrence.expand(Period(middle, end))

    assert recurrence.expand(Period(begin, end)) == parts


START = datetime(2026, 6, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SERVICES = ("mail", "web")
LAST = 40


@st.composite
def works(draw: st.DrawFn) -> ScheduledWork:
    start, length = draw(st.integers(0, LAST - 10)), draw(st.integers(1, 10))
    return ScheduledWork(
        instruction=InstructionId(f"i-{draw(st.integers(0, 99))}"),
        task=TaskId("task"),
        service=ServiceId(draw(st.sampled_from(SERVICES))),
        start=START + start * MINUTE,
        end=START + (start + length) * MINUTE,
        resources=draw(st.frozensets(st.sampled_from(("tape", "robot")))),
    )


@settings(max_examples=150)
@given(
    st.lists(works(), max_size=6),
    st.tuples(st.integers(0, LAST), st.integers(1, 10), st.frozensets(st.sampled_from(SERVICES))),
)
def test_conflicts_are_those_of_a_walk_minute_by_minute(
    work: list[ScheduledWork], frozen: tuple[int, int, frozenset[str]]
) -> None:
    since, length, services = frozen
    freeze = Freeze(
        START + since * MINUTE,
        START + (since + length) * MINUTE,
        services=map(ServiceId, services),
    )
    schedule = OperationsSchedule(
        period=Period(START, START + LAST * MINUTE), as_of=START, work=work
    )

    found = find_conflicts(schedule, guide=OperationsGuide(), freezes=[freeze])

    for minute in range(LAST):
        at = START + minute * MINUTE
        now = [each for each in work if each.start <= at < each.end]
        for resource in ("tape", "robot"):
            users = [each for each in now if resource in each.resources]
            told = [
                each
                for each in found
                if each.kind is ConflictKind.SHARED_RESOURCE
                if each.subject == resource and each.start <= at < each.end
            ]
            assert (len(users) > 1) is bool(told)
            assert all(user in told[0].work for user in users if told)
        stopped = [
            each
            for each in now
            if since <= minute < since + length and (not services or each.service in services)
        ]
        in_freeze = [
            each
            for each in found
            if each.kind is ConflictKind.IN_FREEZE and each.start <= at < each.end
        ]
        assert len(stopped) == len(in_freeze)
