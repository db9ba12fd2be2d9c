"""Calendars, and the pieces that they are made of."""

from datetime import date
from itertools import pairwise

from hypothesis import strategies as st

from mof.calendars import BusinessDays, Calendar
from mof.strategies._scalars import days, zones

_WEEKDAYS: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEARLY = ("01-01", "02-29", "05-01", "12-24", "12-25", "12-31")
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
_NIGHT = ("22:00", "06:00")

Hours = list[tuple[str, str]]


def _to_text(quarters: int) -> str:
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Hours of one date, none overlapping; the last may run overnight."""
    size = draw(st.sampled_from((2, 4, 6)))
    marks = sorted(draw(st.sets(st.integers(0, 96), min_size=size, max_size=size)))
    found = [(_to_text(a), _to_text(b)) for a, b in list(pairwise(marks))[::2]]
    start = found[-1][0]
    if start != "00:00" and draw(st.booleans()):
        before = st.integers(1, int(start[:2]) * 4 + int(start[3:]) // 15)
        found[-1] = (start, _to_text(draw(before) - 1))
    return found


def dates() -> st.SearchStrategy[date]:
    """Dates, often odd ones."""
    return st.sampled_from(_ODD_DATES) | days()


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Calendars of odd zones, with overnight hours, holidays, breaks and shifts.

    Some are open at all times, some on the dates of their shifts only, some only while
    another one is open too.
    """
    shape = draw(st.sampled_from(("weekly", "weekly", "weekly", "shifts", "always", "both")))
    if shape == "always":
        return Calendar.always()
    zone = draw(zones())
    some_dates = st.lists(dates(), max_size=3)
    if shape == "shifts":
        shifts = st.dictionaries(dates(), hours(), min_size=1, max_size=3)
        return Calendar(tz=zone, shifts=draw(shifts))
    night_or_day = st.just([_NIGHT]) | hours()
    weekly = st.dictionaries(st.sampled_from(_WEEKDAYS), night_or_day, min_size=1, max_size=7)
    calendar = Calendar(
        tz=zone,
        weekly=draw(weekly),
        holidays=draw(some_dates),
        annual_holidays=draw(st.lists(st.sampled_from(_YEARLY), max_size=3)),
        breaks=draw(st.dictionaries(dates(), hours(), max_size=2)),
        shifts=draw(st.dictionaries(dates(), st.just([]) | hours(), max_size=2)),
    )
    if shape == "weekly":
        return calendar
    whole_week = dict.fromkeys(_WEEKDAYS, (("00:00", "24:00"),))
    return calendar & Calendar(tz=draw(zones()), weekly=whole_week, holidays=draw(some_dates))


def business_days() -> st.SearchStrategy[BusinessDays]:
    """Numbers of business days, from 1 on."""
    return st.integers(1, 30).map(BusinessDays)
