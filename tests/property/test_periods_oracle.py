"""Oracle: the last microsecond of the first local day, found by asking the wall clock."""

from datetime import date, datetime, time, timedelta

from hypothesis import given

from mof.strategies import instants
from mof.strategies._calendars import periods
from mof.values import Period
from mof.values._instants import load_zone


@given(periods(), instants())
def test_instant_is_in_time_as_its_date_in_the_zone_of_the_period_is(
    period: Period, at: datetime
) -> None:
    # An instant at random is seldom near the beginning, so those around it are asked for too.
    hours = (period.start + timedelta(hours=each) for each in (-25, -1, 0, 1, 12, 23, 25, 49))
    for asked in (at, *hours):
        local = asked.astimezone(load_zone(period.tz))
        wall = local.replace(tzinfo=None)

        expected = wall < datetime.combine(period.first_day + timedelta(days=1), time.min)

        assert expected is period.is_in_time(asked)
        assert expected is period.is_in_time(local.date())


@given(periods())
def test_what_is_set_earlier_is_in_time_where_what_is_set_later_is(period: Period) -> None:
    days: list[date] = [period.first_day + timedelta(days=each) for each in range(-3, 4)]

    assert [True] * 4 + [False] * 3 == [period.is_in_time(day) for day in days]
