"""Oracle: dateutil's rules; for numbered weeks, each date asked for its week; for calendars, the
same calendar with one shift for each date.
"""

from datetime import UTC, date, datetime, timedelta

from dateutil.rrule import rrulestr
from hypothesis import assume, given, strategies as st

from brute_force import WEEKDAYS, Minutes, date_hours, fewer_examples, write
from mof.calendars import Calendar, RecurringHours
from mof.errors import DefinitionError
from mof.strategies._calendars import recurring_hours
from mof.values._date_rules import DateRule

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = timedelta(days=1)


def write_list(*numbers: int) -> st.SearchStrategy[str]:
    chosen = st.lists(st.sampled_from(numbers), min_size=1, max_size=4, unique=True)
    return chosen.map(lambda found: ",".join(map(str, found)))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules of every part but numbered weeks."""
    often = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    is_long = often in {"MONTHLY", "YEARLY"}
    parts = [f"FREQ={often}", f"WKST={draw(st.sampled_from(CODES))}"]
    days = draw(st.lists(st.sampled_from(CODES), max_size=4, unique=True))
    if days and is_long and draw(st.booleans()):
        # Places all or none: dateutil takes a list of both for two conditions.
        days = [f"{draw(st.sampled_from([-5, -2, -1, 1, 3, 5]))}{day}" for day in days]
    if days:
        parts.append(f"BYDAY={','.join(days)}")
    if draw(st.booleans()):
        parts.append(f"BYMONTH={draw(write_list(*range(1, 13)))}")
    if is_long and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={draw(write_list(1, 2, 13, 30, 31, -1, -2, -31))}")
    if often == "YEARLY" and draw(st.booleans()):
        parts.append(f"BYEASTER={draw(write_list(-2, 0, 1, 39, 50))}")
    if is_long and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(write_list(1, 2, 7, -1, -3))}")
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(2, 9))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    return ";".join(parts)


@given(rules(), st.dates(date(1990, 1, 1), date(2010, 1, 1)), st.integers(0, 4000))
def test_rule_names_the_dates_that_dateutil_names(text: str, since: date, days: int) -> None:
    until = since + days * DAY
    try:
        rule = DateRule(text, since)
    except DefinitionError:
        assume(False)
    midnight = datetime.combine(since, datetime.min.time())
    theirs = rrulestr(text, dtstart=midnight).between(midnight, midnight + days * DAY, inc=True)

    assert [at.date() for at in theirs] == list(rule.list_dates(since, until))


@given(write_list(*range(1, 54)), st.sampled_from(CODES), st.integers(1900, 2199))
def test_numbered_week_is_that_of_its_dates(weeks: str, code: str, year: int) -> None:
    numbers = {int(week) for week in weeks.split(",")}
    first, last = date(year, 1, 1), date(year, 12, 31)

    dates = DateRule(f"FREQ=YEARLY;BYDAY={code};BYWEEKNO={weeks}").list_dates(first, last)

    assert [
        on
        for on in (first + n * DAY for n in range((last - first).days + 1))
        if on.weekday() == CODES.index(code) and on.isocalendar().week in numbers
    ] == list(dates)


def list_own_dates(hours: RecurringHours, first: date, last: date) -> set[date]:
    """The dates of a rule by dateutil, and of numbered weeks date by date."""
    parts = dict(part.split("=") for part in hours.rule.split(";"))
    weeks = parts.pop("BYWEEKNO", None)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    start = datetime.combine(hours.since or date(1900, 1, 1), datetime.min.time())
    end = datetime.combine(last, datetime.min.time())
    found = {at.date() for at in rrulestr(text, dtstart=start).between(start, end, inc=True)}
    if weeks is not None:
        found = {on for on in found if str(on.isocalendar().week) in weeks.split(",")}
    return {on for on in found if first <= on}


@fewer_examples
@given(
    st.data(),
    st.sampled_from(["Europe/Paris", "Pacific/Apia", "America/New_York", "UTC"]),
    st.lists(recurring_hours(), min_size=1, max_size=3, unique_by=lambda r: (r.rule, r.since)),
    st.dictionaries(st.integers(0, 6), date_hours(), min_size=1),
    st.integers(1990, 2060),
)
def test_calendar_with_rules_is_the_one_with_a_shift_for_each_date(
    data: st.DataObject,
    tz: str,
    recurring: list[RecurringHours],
    weekly: dict[int, list[Minutes]],
    year: int,
) -> None:
    weekly = {**weekly, 2: [(9 * 60, 17 * 60)]}
    base = Calendar(tz=tz, weekly={WEEKDAYS[day]: write(hours) for day, hours in weekly.items()})
    first, last = date(year - 1, 12, 25), date(year + 1, 1, 7)
    shifts: dict[date, tuple[tuple[str, str], ...]] = {}
    for each in recurring:
        shifts |= dict.fromkeys(list_own_dates(each, first, last), each.hours)

    calendar = Calendar(tz=tz, weekly=base.weekly, recurring=recurring)
    expected = Calendar(tz=tz, weekly=base.weekly, shifts=shifts)

    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    assert list(expected.periods(start, end)) == list(calendar.periods(start, end))
    at = start + timedelta(hours=data.draw(st.integers(0, 8760)))
    assert expected.elapsed(start, at) == calendar.elapsed(start, at)
    on = first + timedelta(days=data.draw(st.integers(7, 370)))
    assert expected.hours_on(on) == calendar.hours_on(on)
    assert expected.is_business_day(on) == calendar.is_business_day(on)
