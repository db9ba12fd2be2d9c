"""Business time the slow way: an oracle that shares no code with `mof.calendars`.

It works on aware datetimes and lists of stretches, maps every wall-clock end by watching the
clock, and walks where the library looks up.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from hypothesis import settings, strategies as st

from mof.calendars import Calendar, RecurringHours

Stretch = tuple[datetime, datetime]
Minutes = tuple[int, int]

DAY, HALF_HOUR, MINUTE = timedelta(days=1), timedelta(minutes=30), timedelta(minutes=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Zones that do odd things to their clocks, and dates on which they did.
ODD_DATES = [
    ("Europe/Berlin", date(2024, 3, 31)),
    ("Europe/Berlin", date(2024, 10, 27)),
    ("America/New_York", date(2024, 3, 10)),
    ("America/New_York", date(2024, 11, 3)),
    ("Australia/Lord_Howe", date(2024, 4, 7)),  # by half an hour
    ("Australia/Lord_Howe", date(2024, 10, 6)),
    ("America/Sao_Paulo", date(2018, 2, 18)),  # from midnight back to 23:00
    ("America/Sao_Paulo", date(2018, 11, 4)),  # from midnight to 01:00
    ("Africa/Cairo", date(2023, 4, 28)),
    ("Africa/Cairo", date(2024, 11, 1)),
    ("Pacific/Apia", date(2011, 12, 30)),  # there was no such date
    ("America/Havana", date(2024, 3, 10)),
    ("America/Havana", date(2024, 11, 3)),  # from 01:00 back to midnight
    ("Asia/Beirut", date(2022, 3, 27)),
    ("Asia/Beirut", date(2022, 10, 30)),
]


@lru_cache(maxsize=100_000)
def find_instant(wall: datetime, tz: str) -> datetime:
    """The first instant at which the clocks of a zone show a time or a later one."""
    zone = ZoneInfo(tz)

    def show(at: datetime) -> datetime:
        return at.astimezone(zone).replace(tzinfo=None)

    at = wall.replace(tzinfo=UTC, minute=0) - DAY
    # Clocks change at half hours, so in less than one they do not jump ahead.
    while show(at) + HALF_HOUR <= wall:
        at += HALF_HOUR
    while show(at) < wall:
        at += MINUTE
    return at


def unite(stretches: Iterable[Stretch]) -> list[Stretch]:
    united: list[Stretch] = []
    for start, end in sorted(stretches):
        if start >= end:
            continue
        if united and start <= united[-1][1]:
            united[-1] = united[-1][0], max(end, united[-1][1])
        else:
            united.append((start, end))
    return united


def cut(stretches: list[Stretch], cuts: Iterable[Stretch]) -> list[Stretch]:
    for start, end in cuts:
        pieces = [
            piece
            for since, until in stretches
            for piece in ((since, min(until, start)), (max(since, end), until))
        ]
        stretches = unite(pieces)
    return stretches


def overlap(ours: list[Stretch], theirs: list[Stretch]) -> list[Stretch]:
    return unite((max(a, c), min(b, d)) for a, b in ours for c, d in theirs)


@dataclass
class Rule:
    """Dates that come round: as a rule of RFC 5545, and date by date."""

    text: str
    names: Callable[[date], bool]
    hours: list[Minutes] = field(default_factory=list[Minutes])


@dataclass
class Definition:
    """A calendar, with hours as minutes from midnight."""

    tz: str
    weekly: dict[int, list[Minutes]]
    holidays: set[date] = field(default_factory=set[date])
    annual_holidays: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    breaks: dict[date, list[Minutes]] = field(default_factory=dict[date, list[Minutes]])
    shifts: dict[date, list[Minutes]] = field(default_factory=dict[date, list[Minutes]])
    recurring: list[Rule] = field(default_factory=list[Rule])
    holiday_rules: list[Rule] = field(default_factory=list[Rule])

    def to_calendar(self) -> Calendar:
        return Calendar(
            tz=self.tz,
            weekly={WEEKDAYS[day]: write(hours) for day, hours in self.weekly.items()},
            holidays=self.holidays,
            annual_holidays=self.write_annual_holidays(),
            breaks={on: write(hours) for on, hours in self.breaks.items()},
            shifts={on: write(hours) for on, hours in self.shifts.items()},
            recurring=[RecurringHours(rule.text, write(rule.hours)) for rule in self.recurring],
        )

    def write_annual_holidays(self) -> list[str]:
        days = [f"{month:02}-{day:02}" for month, day in sorted(self.annual_holidays)]
        return [*days, *(rule.text for rule in self.holiday_rules)]

    def is_holiday(self, on: date) -> bool:
        return (
            on in self.holidays
            or (on.month, on.day) in self.annual_holidays
            or any(rule.names(on) for rule in self.holiday_rules)
        )

    def place(self, on: date, hours: Iterable[Minutes]) -> list[Stretch]:
        """Hours of a date as instants."""
        midnight = datetime.combine(on, time())
        return [
            (
                find_instant(midnight + start * MINUTE, self.tz),
                find_instant(midnight + end * MINUTE + (DAY if end < start else 0 * DAY), self.tz),
            )
            for start, end in hours
        ]

    def find_holidays(self, dates: Iterable[date]) -> list[Stretch]:
        whole_day = [(0, 24 * 60)]
        return [each for on in dates if self.is_holiday(on) for each in self.place(on, whole_day)]

    def find_breaks(self, dates: Iterable[date]) -> list[Stretch]:
        return [each for on in dates for each in self.place(on, self.breaks.get(on, ()))]

    def find_owned(self, on: date) -> list[Stretch]:
        """What is open on behalf of a date."""
        hours = self.weekly.get(on.weekday(), [])
        for rule in self.recurring:
            hours = rule.hours if rule.names(on) else hours
        hours = self.shifts.get(on, hours)
        around = [on - DAY, on, on + DAY]
        closed = [*self.find_holidays(around), *self.find_breaks(around)]
        return cut(unite(self.place(on, hours)), closed)

    def find_open(self, dates: Iterable[date]) -> list[Stretch]:
        return unite(stretch for on in dates for stretch in self.find_owned(on))

    def is_business_day(self, on: date) -> bool:
        return not self.is_holiday(on) and bool(self.find_owned(on))


def write(hours: Iterable[Minutes]) -> list[tuple[str, str]]:
    return [(write_time(start), write_time(end)) for start, end in hours]


def write_time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def list_dates(middle: date, days: int) -> list[date]:
    return [middle + offset * DAY for offset in range(-days, days + 1)]


def measure(stretches: Iterable[Stretch], start: datetime, end: datetime) -> timedelta:
    if end < start:
        return -measure(stretches, end, start)
    parts = (min(until, end) - max(since, start) for since, until in stretches)
    return sum((part for part in parts if part > 0 * DAY), 0 * DAY)


def walk(stretches: list[Stretch], start: datetime, within: timedelta) -> datetime | None:
    """The due instant, if the stretches reach it."""
    left = within
    if within < 0 * DAY:
        for since, until in reversed(stretches):
            length = min(until, start) - since
            if length > 0 * DAY and length >= -left:
                return min(until, start) + left
            left += max(length, 0 * DAY)
        return None
    for since, until in stretches:
        length = until - max(since, start)
        if length > 0 * DAY and length >= left:
            return max(since, start) + left
        left -= max(length, 0 * DAY)
    return None


# Strategies

# Each example is a calendar with days around it, and worth two of other tests.
fewer_examples = settings(max_examples=settings().max_examples // 2)

_quarters = st.integers(0, 95).map(lambda quarter: 15 * quarter)


@st.composite
def date_hours(draw: st.DrawFn) -> list[Minutes]:
    """Hours of one date without overlaps, of which the last may run overnight."""
    edges = sorted(draw(st.sets(_quarters, max_size=6)))
    hours = list(zip(edges[::2], edges[1::2], strict=False))
    if len(edges) % 2:
        end = draw(st.sampled_from([24 * 60, *range(15, edges[-1], 15)]))
        hours.append((edges[-1], end))
    return hours


@st.composite
def definitions(draw: st.DrawFn) -> tuple[Definition, date]:
    """A calendar with exceptions around a date on which its zone changed the clocks."""
    tz, middle = draw(st.sampled_from(ODD_DATES))
    near = st.sampled_from(list_dates(middle, 5))
    weekly = draw(st.dictionaries(st.integers(0, 6), date_hours(), min_size=1))
    weekly[draw(st.integers(0, 6))] = [(9 * 60, 17 * 60)]
    definition = Definition(
        tz=tz,
        weekly=weekly,
        holidays=draw(st.sets(near, max_size=2)),
        annual_holidays={(on.month, on.day) for on in draw(st.sets(near, max_size=1))},
        breaks=draw(st.dictionaries(near, date_hours(), max_size=2)),
        shifts=draw(st.dictionaries(near, date_hours(), max_size=2)),
    )
    return definition, middle


def instants(middle: date) -> st.SearchStrategy[datetime]:
    """Instants in the days around a date, more often than not at a quarter of an hour."""
    start = datetime.combine(middle - 5 * DAY, time(), UTC)
    quarters = st.integers(0, 10 * 96).map(lambda quarter: start + quarter * 15 * MINUTE)
    return quarters | st.integers(0, 10 * 86_400_000_000).map(
        lambda microseconds: start + timedelta(microseconds=microseconds)
    )


durations = st.integers(1, 4 * 96).map(lambda quarter: quarter * 15 * MINUTE) | st.timedeltas(
    timedelta(microseconds=1), 4 * DAY
)
