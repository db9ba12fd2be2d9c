"""Calendars as people may write them; the oracles are the laws of open time."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from mof.calendars import BusinessDays, Calendar, RecurringHours
from mof.converters import make_converter
from mof.errors import HorizonError, MofError, NoOpenTimeError

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "Mon", "8")
TIMES = ("00:00", "24:00", "09:00", "12:00", "13:00", "17:00", "22:00", "06:00", "02:30", "23:59")
ODD_TIMES = (
    "25:00",
    "9",
    "",
    "09:60",
    "-1:00",
    "09:00:00.5",
    "\u0660\u0669:00",
    "09.00",
    "noon",
    "09:00\n",
)
RULES = (
    *("FREQ=DAILY;BYDAY=MO,TU", "FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    *("FREQ=YEARLY;BYEASTER=1", "FREQ=YEARLY;BYMONTH=3,4;BYDAY=SU", "FREQ=DAILY;BYMONTH=4"),
)
ODD_RULES = (
    *(
        "",
        "FREQ=",
        "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYDAY=",
    ),
    *(
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;X=1",
        "12-25",
    ),
    *("FREQ=DAILY;BYDAY=MO;BYDAY=TU", "freq=daily", "RRULE:FREQ=DAILY", "FREQ=YEARLY;BYWEEKNO=54"),
)
MICROSECOND = timedelta(microseconds=1)
NOTHING = timedelta(0)
CONVERTER = make_converter()


def fuzz_calendar(random: Random) -> str:
    try:
        calendar = Calendar(**write_calendar(random))
    except MofError:
        return "refused"
    start, end = make_instant(random), make_instant(random)
    try:
        check_laws(calendar, start, end, make_span(random))
        check_days(calendar, start, random.randint(1, 30))
    except (HorizonError, NoOpenTimeError):
        return "without an answer"
    assert calendar == CONVERTER.loads(CONVERTER.dumps(calendar), Calendar)
    return "counted"


def write_calendar(random: Random) -> dict[str, Any]:
    days: list[str] = random.sample(DAYS[:7], random.randint(0, 7))
    if random.random() < 0.02:
        days.append(random.choice(DAYS))
    return {
        "tz": random.choice(ZONES[: len(ZONES) - (random.random() < 0.95)]),
        "weekly": {day: write_hours(random) for day in days},
        "holidays": [make_date(random) for _ in range(random.choice((0, 0, 1, 5)))],
        "annual_holidays": random.sample(
            ("12-25", "02-29", "01-01", "03-29", write_rule(random)), random.choice((0, 1))
        ),
        "holidays_until": random.choice((*[None] * 9, date(2026, 12, 31))),
        "recurring": write_recurring(random),
        "breaks": write_dates(random),
        "shifts": write_dates(random),
    }


def write_recurring(random: Random) -> list[RecurringHours]:
    return [
        RecurringHours(
            write_rule(random),
            write_hours(random),
            since=random.choice((None, None, make_date(random))),
            until=random.choice((None, None, make_date(random))),
        )
        for _ in range(random.choice((0, 0, 0, 1, 2)))
    ]


def write_rule(random: Random) -> str:
    return random.choice(RULES if random.random() < 0.9 else ODD_RULES)


def write_dates(random: Random) -> dict[date, Any]:
    return {make_date(random): write_hours(random) for _ in range(random.choice((0, 0, 0, 1, 3)))}


def write_hours(random: Random) -> list[tuple[str, str]]:
    odd = random.random() < 0.005
    times = TIMES + ODD_TIMES if odd else TIMES
    if random.random() < 0.95:
        first, *rest = sorted(random.sample(TIMES, random.choice((2, 4))))
        pairs = [(first, rest[0]), *zip(rest[1::2], rest[2::2], strict=True)]
        return pairs if not odd else [*pairs, (random.choice(times), random.choice(times))]
    return [
        (random.choice(times), random.choice(times)) for _ in range(random.choice((0, 1, 1, 2)))
    ]


def make_date(random: Random) -> date:
    return date(2026, 3, 20) + timedelta(days=random.randint(0, 40))


def make_instant(random: Random) -> datetime:
    """Mostly near the dates with hours of their own, on a full minute or not."""
    day = datetime(2026, 3, 20, tzinfo=UTC) + timedelta(days=random.randint(-3, 45))
    if random.random() < 0.02:
        day = day.replace(year=random.choice((1899, 1900, 1901, 2011, 2198, 2199, 2200)), day=28)
    unit = random.choice((timedelta(hours=1), timedelta(minutes=1), MICROSECOND))
    return day + random.randint(0, timedelta(days=1) // unit) * unit


def make_span(random: Random) -> timedelta:
    unit = random.choice((timedelta(hours=1), timedelta(minutes=1), MICROSECOND, timedelta(days=9)))
    return random.choice((1, 1, -1)) * random.randint(1, 60) * unit


def check_laws(calendar: Calendar, start: datetime, end: datetime, span: timedelta) -> None:
    elapsed = calendar.elapsed(start, end)
    assert elapsed == -calendar.elapsed(end, start)
    assert abs(elapsed) <= abs(end - start)
    if elapsed > NOTHING:
        assert calendar.due(start, elapsed) == calendar.previous_open(end)
    if elapsed < NOTHING:
        assert calendar.due(start, elapsed) == calendar.next_open(end)
    due = calendar.due(start, span)
    assert span == calendar.elapsed(start, due)
    assert calendar.due(start, 2 * span) == calendar.due(due, span)
    if span > NOTHING:
        assert calendar.due(due, -span) == calendar.next_open(start)
        assert calendar.is_open(due - MICROSECOND)
    assert calendar.is_open(start) is (calendar.next_open(start) == start)
    first, last = min(start, end), max(start, end)
    total = NOTHING
    for since, until in calendar.periods(first, last):
        assert first <= since < until <= last
        total += until - since
    assert total == abs(elapsed)
    for since, until in islice(calendar.periods(start), 3):
        assert calendar.is_open(since)
        assert not calendar.is_open(until)


def check_days(calendar: Calendar, start: datetime, count: int) -> None:
    due = calendar.due(start, BusinessDays(count))
    assert start < due
    assert due == calendar.due(start, calendar.elapsed(start, due))
    assert due <= calendar.due(start, BusinessDays(count + 1))
    assert due <= calendar.add_days(calendar.next_open(start), count, end_of_day=True)
