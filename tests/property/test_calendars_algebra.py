"""Oracle: the laws that counting open time and its inverse obey, whatever the calendar."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, strategies as st

from brute_force import DAY, Definition, definitions, durations, fewer_examples, instants
from mof.calendars import BusinessDays, Calendar

Case = tuple[Calendar, datetime, datetime]
signs = st.sampled_from([1, -1])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A calendar and two instants."""
    definition: Definition
    middle: date
    definition, middle = draw(definitions())
    return definition.to_calendar(), draw(instants(middle)), draw(instants(middle))


@fewer_examples
@given(cases(), durations, signs)
def test_as_much_open_time_has_passed_when_due_as_was_asked_for(
    case: Case, duration: timedelta, sign: int
) -> None:
    calendar, start, _ = case

    due = calendar.due(start, sign * duration)

    assert sign * duration == calendar.elapsed(start, due)


@fewer_examples
@given(cases())
def test_what_has_elapsed_is_due_where_open_time_last_passed(case: Case) -> None:
    calendar, start, end = case
    elapsed = calendar.elapsed(start, end)
    assume(elapsed)

    due = calendar.due(start, elapsed)

    expected = calendar.previous_open(end) if elapsed > 0 * DAY else calendar.next_open(end)
    assert expected == due


@fewer_examples
@given(cases(), durations, durations, signs)
def test_durations_of_one_sign_add_up(
    case: Case, duration: timedelta, other: timedelta, sign: int
) -> None:
    calendar, start, _ = case

    due = calendar.due(calendar.due(start, sign * duration), sign * other)

    assert calendar.due(start, sign * (duration + other)) == due


@fewer_examples
@given(cases(), durations)
def test_there_and_back_again_ends_where_open_time_begins(case: Case, duration: timedelta) -> None:
    calendar, start, _ = case

    assert calendar.next_open(start) == calendar.due(calendar.due(start, duration), -duration)
    assert calendar.previous_open(start) == calendar.due(calendar.due(start, -duration), duration)


@fewer_examples
@given(cases(), durations, signs)
def test_a_due_instant_lies_at_the_end_of_open_time_and_rolls_to_its_beginning(
    case: Case, duration: timedelta, sign: int
) -> None:
    calendar, start, _ = case
    near, far = calendar.previous_open, calendar.next_open
    if sign < 0:
        near, far = far, near

    due = calendar.due(start, sign * duration)

    assert due == near(due)
    assert far(due) == calendar.due(start, sign * duration, roll=True)


@fewer_examples
@given(cases())
def test_elapsed_time_is_signed_and_adds_up(case: Case) -> None:
    calendar, start, end = case
    between = start + (end - start) / 3

    assert -calendar.elapsed(end, start) == calendar.elapsed(start, end)
    assert calendar.elapsed(start, end) == calendar.elapsed(start, between) + calendar.elapsed(
        between, end
    )


@fewer_examples
@given(cases())
def test_open_stretches_add_up_to_elapsed_time_and_all_of_them_to_real_time(case: Case) -> None:
    calendar, start, end = case
    start, end = min(start, end), max(start, end)
    stretches = list(calendar.stretches(start, end))

    opened = [until - since for since, until, hours in stretches if hours.value == "open"]

    assert calendar.elapsed(start, end) == sum(opened, 0 * DAY)
    assert end - start == sum((until - since for since, until, _ in stretches), 0 * DAY)
    assert opened == [until - since for since, until in calendar.periods(start, end)]


@fewer_examples
@given(cases())
def test_a_closing_belongs_to_no_open_time_and_an_opening_does(case: Case) -> None:
    calendar, at, _ = case
    closing = calendar.next_close(at)
    opening = calendar.next_open(closing)

    assert not calendar.is_open(closing)
    assert calendar.is_open(opening)
    assert closing == calendar.previous_open(closing)
    assert opening == calendar.next_open(opening)
    assert closing == calendar.previous_open(opening)


@fewer_examples
@given(cases(), st.integers(1, 5), st.booleans())
def test_business_days_leave_as_much_as_the_shortest_of_them_has(
    case: Case, count: int, end_of_day: bool
) -> None:
    calendar, start, _ = case
    within = BusinessDays(count, end_of_day=end_of_day)

    due = calendar.due(start, within)

    opening = calendar.next_open(start)
    assert calendar.due(opening, within) == due
    assert due == calendar.previous_open(due)
    last = calendar.add_days(opening, count).astimezone(ZoneInfo(calendar.tz)).date()
    day = opening.astimezone(ZoneInfo(calendar.tz)).date()
    sizes = []
    while day <= last:
        if calendar.is_business_day(day):
            sizes.append(sum((end - begin for begin, end in calendar.hours_on(day)), 0 * DAY))
        day += DAY
    assert calendar.elapsed(start, due) >= min(sizes)
