"""Calendars and what they are made of, business days, and periods."""

from datetime import date, timedelta
from itertools import pairwise

from attrs import evolve
from hypothesis import strategies as st

from mof.calendars import BusinessDays, Calendar, RecurringHours
from mof.strategies._registry import draws
from mof.strategies._scalars import days, durations, instants, zones
from mof.values import Period

_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_YEARLY = ("01-01", "02-29", "05-01", "12-24", "12-25", "12-31")
_FEASTS = ("FREQ=YEARLY;BYEASTER=1", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")
_RULES = (
    "FREQ=DAILY;BYMONTH=3,7;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=YEARLY;BYWEEKNO=1,13,24,44,53;BYDAY=SA,SU",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
)
_COUNTING_RULES = ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "FREQ=DAILY;COUNT=9", "FREQ=MONTHLY")
# Dates on which clocks change, a date that does not exist in Apia, and feasts.
_ODD_DATES = (
    date(2011, 12, 30),
    date(2024, 2, 29),
    date(2026, 3, 8),
    date(2026, 3, 29),
    date(2026, 4, 5),
    date(2026, 10, 25),
    date(2026, 12, 24),
    date(2026, 12, 25),
)

Hours = list[tuple[str, str]]


def _to_text(quarters: int) -> str:
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


# Built once, since Hypothesis looks each strategy over before it first draws from it.
_ZONES = zones()
_MARKS = st.sampled_from((2, 4, 6)).flatmap(
    lambda size: st.sets(st.integers(0, 96), min_size=size, max_size=size)
)
_QUARTERS = st.integers(0, 95)


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Hours of one date, none overlapping; the last may run overnight."""
    marks = sorted(draw(_MARKS))
    end = draw(_QUARTERS)
    found = [(_to_text(a), _to_text(b)) for a, b in list(pairwise(marks))[::2]]
    # An end before the start is one on the next date.
    return [*found[:-1], (found[-1][0], _to_text(end))] if end < marks[-2] else found


def dates() -> st.SearchStrategy[date]:
    """Dates, often odd ones."""
    return st.sampled_from(_ODD_DATES) | days()


_DATES, _HOURS = dates(), hours()
_FEW_DATES = st.lists(_DATES, max_size=3)
_FEW_ANNUAL_DAYS = st.lists(st.sampled_from((*_YEARLY, *_FEASTS)), max_size=3)
_UNTIL = st.none() | st.just(date(2199, 12, 31))
_BREAKS = st.dictionaries(_DATES, _HOURS, max_size=2)
_SHIFTS = st.dictionaries(_DATES, st.just([]) | _HOURS, max_size=2)
_SURE_DATE = date(2026, 6, 10)  # which every zone has, and on which none changes its clocks
_SHIFTS_ALONE = st.builds(
    lambda odd, sure: {**odd, _SURE_DATE: sure},
    st.dictionaries(_DATES, _HOURS, max_size=2),
    _HOURS,
)
_WHOLE_WEEK: dict[str, Hours] = {day: [("00:00", "24:00")] for day in _WEEKDAYS}
_WEEKDAY: st.SearchStrategy[str] = st.sampled_from(_WEEKDAYS)
_NIGHTS: st.SearchStrategy[Hours] = st.just([("22:00", "06:00")])
_WEEKLY = st.dictionaries(_WEEKDAY, _NIGHTS | _HOURS, min_size=1, max_size=7)
_SHAPES = st.sampled_from(("weekly", "weekly", "weekly", "shifts", "always", "both", "handed"))


@draws(RecurringHours)
def recurring_hours() -> st.SearchStrategy[RecurringHours]:
    """Recurring hours that stand by themselves, or count from a date; some close."""
    none: st.SearchStrategy[Hours] = st.just([])
    given = none | _HOURS
    return st.builds(RecurringHours, st.sampled_from(_RULES), given) | st.builds(
        RecurringHours, st.sampled_from(_COUNTING_RULES), given, since=_DATES
    )


_FEW_RECURRING = st.lists(recurring_hours(), max_size=2, unique_by=lambda each: each.rule)


@draws(Calendar)
@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Calendars of odd zones, with overnight and recurring hours, holidays, breaks and shifts.

    Some are open at all times, some on the dates of their shifts only, some only while
    another one is open too, and some hand over to another.
    """
    shape = draw(_SHAPES)
    if shape == "always":
        return Calendar.always()
    if shape == "shifts":
        return Calendar(tz=draw(_ZONES), shifts=draw(_SHIFTS_ALONE))
    calendar = Calendar(
        tz=draw(_ZONES),
        weekly=draw(_WEEKLY),
        holidays=draw(_FEW_DATES),
        annual_holidays=draw(_FEW_ANNUAL_DAYS),
        breaks=draw(_BREAKS),
        shifts=draw(_SHIFTS),
        recurring=draw(_FEW_RECURRING),
        holidays_until=draw(_UNTIL),
    )
    if shape == "weekly":
        return calendar
    if shape == "handed":
        others = Calendar.weekdays("09:00-17:00", tz=draw(_ZONES)), Calendar.always()
        turns = st.dictionaries(instants(), st.sampled_from(others), min_size=1, max_size=3)
        return evolve(calendar, hand_overs=draw(turns))
    return calendar & Calendar(tz=draw(_ZONES), weekly=_WHOLE_WEEK, holidays=draw(_FEW_DATES))


@draws(BusinessDays)
def business_days() -> st.SearchStrategy[BusinessDays]:
    """Numbers of business days, from 1 on."""
    return st.integers(1, 30).map(BusinessDays)


@draws(Period)
@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Days, weeks, months, quarters and years of odd zones, and stretches of any two instants."""
    year, tz = draw(st.integers(1990, 2049)), draw(zones())
    match draw(st.sampled_from(("month", "quarter", "year", "week", "days", "stretch"))):
        case "month":
            return Period.month(year, draw(st.integers(1, 12)), tz=tz)
        case "quarter":
            return Period.quarter(year, draw(st.integers(1, 4)), tz=tz)
        case "year":
            return Period.year(year, tz=tz)
        case "week":
            return Period.week(year, draw(st.integers(1, 52)), tz=tz)
        case "days":
            return Period.days(draw(st.integers(1, 90)), last=draw(days()), tz=tz)
        case _:
            start = draw(instants())
            return Period(start, start + draw(durations(timedelta(microseconds=1))), tz=tz)
