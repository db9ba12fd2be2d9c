"""The hours of an invented Norwegian organisation: its holidays, its calendars, its months."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from mof.calendars import Calendar
from mof.values import Period, ReviewId

TZ = "Europe/Oslo"
ZONE = ZoneInfo(TZ)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """The instant of a wall-clock time in Oslo."""
    return datetime(year, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


START = at(2025, 7, 1)
END = at(2026, 7, 1)
YEAR = Period(START, END, tz=TZ)
MONTHS = tuple(YEAR.months())
REVIEWED = MONTHS[-1]
REVIEW = ReviewId("review-2026-06")

ANNUAL_HOLIDAYS = ("01-01", "05-01", "05-17", "12-25", "12-26")
# Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday.
_DAYS_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
_YEARS = range(2025, 2028)
HOLIDAYS = tuple(
    easter(year) + timedelta(days=days) for year in _YEARS for days in _DAYS_FROM_EASTER
)
_HALF_DAYS = tuple(
    day
    for year in _YEARS
    for day in (date(year, 12, 24), date(year, 12, 31), easter(year) - timedelta(days=4))
)
_BREAKS = {day: [("12:00", "24:00")] for day in _HALF_DAYS}
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _make_calendar(weekdays: tuple[str, str], saturday: tuple[str, str] | None = None) -> Calendar:
    weekly = {day: [weekdays] for day in _WEEK[:5]}
    if saturday:
        weekly["sat"] = [saturday]
    return Calendar(
        tz=TZ,
        weekly=weekly,
        holidays=HOLIDAYS,
        annual_holidays=ANNUAL_HOLIDAYS,
        breaks=_BREAKS,
    )


OFFICE_HOURS = _make_calendar(("08:00", "16:00"))
LONG_HOURS = _make_calendar(("07:00", "17:00"))
LONG_WEEK = _make_calendar(("07:00", "18:00"), ("10:00", "14:00"))
EVERY_DAY = Calendar(tz=TZ, weekly={day: [("06:00", "22:00")] for day in _WEEK})
ALWAYS = Calendar(tz=TZ, weekly={day: [("00:00", "24:00")] for day in _WEEK})


def is_working_day(on: date) -> bool:
    """Whether the offices are open on a date."""
    return OFFICE_HOURS.is_business_day(on)


def avoid_repeated_hour(moment: datetime) -> datetime:
    """The instant itself, or the end of an hour that clocks in Oslo show twice.

    A log of wall-clock times cannot tell the two apart, so nothing is logged then.
    """
    wall = moment.astimezone(ZONE).replace(tzinfo=None)
    first, second = wall.replace(fold=0), wall.replace(fold=1)
    if ZONE.utcoffset(first) == ZONE.utcoffset(second):
        return moment
    # The hour that is shown twice lasts two hours.
    hour = first.replace(minute=0, second=0, microsecond=0, tzinfo=ZONE).astimezone(UTC)
    return hour + timedelta(hours=2)
