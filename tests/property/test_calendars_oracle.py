"""Oracle: `brute_force`, which watches the clock of the zone and walks through stretches."""

from datetime import date, datetime
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given, strategies as st

from brute_force import (
    DAY,
    Definition,
    cut,
    definitions,
    durations,
    fewer_examples,
    find_instant,
    instants,
    list_dates,
    measure,
    overlap,
    unite,
    walk,
)
from mof.calendars._opening_rules import Hours


@fewer_examples
@given(st.data(), definitions())
def test_elapsed_is_the_time_inside_open_stretches(
    data: st.DataObject, given_definition: tuple[Definition, date]
) -> None:
    definition, middle = given_definition
    start, end = data.draw(instants(middle)), data.draw(instants(middle))

    elapsed = definition.to_calendar().elapsed(start, end)

    assert measure(definition.find_open(list_dates(middle, 8)), start, end) == elapsed


@fewer_examples
@given(st.data(), definitions())
def test_due_is_where_a_walk_ends(
    data: st.DataObject, given_definition: tuple[Definition, date]
) -> None:
    definition, middle = given_definition
    start = data.draw(instants(middle))
    within = data.draw(durations) * data.draw(st.sampled_from([1, -1]))
    expected = walk(definition.find_open(list_dates(middle, 25)), start, within)
    assume(expected is not None)

    due = definition.to_calendar().due(start, within)

    assert expected == due


@fewer_examples
@given(st.data(), definitions())
def test_openings_and_closings_are_the_ends_of_stretches(
    data: st.DataObject, given_definition: tuple[Definition, date]
) -> None:
    definition, middle = given_definition
    at = data.draw(instants(middle))
    stretches = definition.find_open(list_dates(middle, 25))
    calendar = definition.to_calendar()

    before = [(since, min(until, at)) for since, until in stretches if since < at]
    after = [(max(since, at), until) for since, until in stretches if until > at]
    # Shifts alone could not be told from a calendar that opens far away.
    assume(len(before) > 3 and len(after) > 3)

    assert after[0][0] == calendar.next_open(at)
    assert after[0][1] == calendar.next_close(at)
    assert before[-1][1] == calendar.previous_open(at)
    assert (after[0][0] == at) == calendar.is_open(at)
    assert after[:3] == list(islice(calendar.periods(at), 3))
    assert before[:-4:-1] == list(islice(calendar.periods(at, backward=True), 3))


@fewer_examples
@given(st.data(), definitions())
def test_periods_between_two_instants_are_cut_at_both(
    data: st.DataObject, given_definition: tuple[Definition, date]
) -> None:
    definition, middle = given_definition
    start, end = sorted((data.draw(instants(middle)), data.draw(instants(middle))))
    calendar = definition.to_calendar()

    periods = list(calendar.periods(start, end))

    assert overlap(definition.find_open(list_dates(middle, 8)), [(start, end)]) == periods
    assert periods[::-1] == list(calendar.periods(end, start, backward=True))


@fewer_examples
@given(st.data(), definitions())
def test_stretches_label_every_moment_with_the_first_reason(
    data: st.DataObject, given_definition: tuple[Definition, date]
) -> None:
    definition, middle = given_definition
    start, end = sorted((data.draw(instants(middle)), data.draw(instants(middle))))
    assume(start < end)
    dates = list_dates(middle, 8)
    calendar = definition.to_calendar()
    whole = [(start, end)]
    opened = overlap(definition.find_open(dates), whole)
    holidays = overlap(definition.find_holidays(dates), whole)
    breaks = cut(overlap(unite(definition.find_breaks(dates)), whole), holidays)
    outside = cut(whole, [*opened, *holidays, *breaks])

    stretches = list(calendar.stretches(start, end))

    by_kind = dict(zip(Hours, (opened, holidays, breaks, outside), strict=True))
    assert [(since, until, hours) for hours in Hours for since, until in by_kind[hours]] == sorted(
        stretches, key=lambda stretch: list(Hours).index(stretch[2])
    )
    assert (stretches[0][0], stretches[-1][1]) == (start, end)
    for (_, until, hours), (since, _, next_hours) in pairwise(stretches):
        assert until == since
        assert hours is not next_hours


@fewer_examples
@given(st.data(), definitions(), definitions())
def test_both_of_two_calendars_are_open_in_the_overlap(
    data: st.DataObject,
    given_definition: tuple[Definition, date],
    other_definition: tuple[Definition, date],
) -> None:
    (definition, middle), (other, _) = given_definition, other_definition
    # Some part of each Wednesday is the same time in every two zones.
    definition.weekly[2] = other.weekly[2] = [(0, 24 * 60)]
    dates = list_dates(middle, 8)
    both = overlap(definition.find_open(dates), other.find_open(dates))
    start, end = data.draw(instants(middle)), data.draw(instants(middle))

    elapsed = (definition.to_calendar() & other.to_calendar()).elapsed(start, end)

    assert measure(both, start, end) == elapsed
    assert elapsed == (other.to_calendar() & definition.to_calendar()).elapsed(start, end)


@fewer_examples
@given(definitions())
def test_a_business_day_is_no_holiday_and_owns_open_time(
    given_definition: tuple[Definition, date],
) -> None:
    definition, middle = given_definition
    calendar = definition.to_calendar()
    dates = list_dates(middle, 6)

    assert [definition.is_business_day(on) for on in dates] == [
        calendar.is_business_day(on) for on in dates
    ]
    assert [tuple(definition.find_owned(on)) for on in dates] == [
        calendar.hours_on(on) for on in dates
    ]
    count = sum(map(definition.is_business_day, dates))
    assert count == calendar.business_days(dates[0], dates[-1])
    assert -count == calendar.business_days(dates[-1], dates[0])


@fewer_examples
@given(st.data(), definitions(), st.integers(1, 4), st.sampled_from([1, -1]))
def test_adding_days_keeps_the_wall_clock(
    data: st.DataObject, given_definition: tuple[Definition, date], days: int, step: int
) -> None:
    definition, middle = given_definition
    start = data.draw(instants(middle)).replace(second=0, microsecond=0)
    calendar = definition.to_calendar()
    local = start.astimezone(ZoneInfo(definition.tz)).replace(tzinfo=None)
    on = local.date()
    for _ in range(days):
        on += step * DAY
        while not definition.is_business_day(on):
            on += step * DAY

    due = calendar.add_days(start, step * days)

    assert find_instant(datetime.combine(on, local.time()), definition.tz) == due


@fewer_examples
@given(st.data(), definitions())
def test_a_local_date_is_a_holiday_from_midnight_to_midnight(
    data: st.DataObject, given_definition: tuple[Definition, date]
) -> None:
    definition, middle = given_definition
    at = data.draw(instants(middle))
    holidays = definition.find_holidays(list_dates(middle, 8))

    is_holiday = definition.to_calendar().is_holiday(at)

    assert any(since <= at < until for since, until in holidays) == is_holiday
