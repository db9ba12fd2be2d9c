"""Periods are half-open, keep instants, and show local dates."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mof.errors import DefinitionError, NaiveTimestampError, ZoneError
from mof.values import Period

OSLO = ZoneInfo("Europe/Oslo")
JUNE = Period.month(2026, 6, tz="Europe/Oslo")


def test_month_starts_and_ends_at_local_midnight() -> None:
    assert datetime(2026, 5, 31, 22, tzinfo=UTC) == JUNE.start
    assert datetime(2026, 6, 30, 22, tzinfo=UTC) == JUNE.end


def test_month_in_which_clocks_move_is_as_long_as_it_really_is() -> None:
    march = Period.month(2026, 3, tz="Europe/Oslo")

    assert timedelta(days=31, hours=-1) == march.end - march.start


def test_month_whose_first_midnight_the_clocks_skip_starts_at_the_skip() -> None:
    april = Period.month(2012, 4, tz="America/Havana")

    assert datetime(2012, 4, 1, 5, tzinfo=UTC) == april.start
    assert [april] == list(april.months())
    assert str(april) == "April 2012 (America/Havana)"


def test_period_holds_its_start_but_not_its_end() -> None:
    assert JUNE.start in JUNE
    assert JUNE.end - timedelta(microseconds=1) in JUNE
    assert JUNE.end not in JUNE


def test_instants_are_kept_in_utc() -> None:
    period = Period(datetime(2026, 6, 1, tzinfo=OSLO), datetime(2026, 7, 1, tzinfo=OSLO))

    assert (UTC, UTC) == (period.start.tzinfo, period.end.tzinfo)


def test_zone_is_no_part_of_what_a_period_is() -> None:
    period = Period(JUNE.start, JUNE.end)

    assert period == JUNE
    assert hash(period) == hash(JUNE)


@pytest.mark.parametrize("length", [timedelta(0), timedelta(days=-1)], ids=["empty", "reversed"])
def test_period_without_length_is_refused(length: timedelta) -> None:
    with pytest.raises(DefinitionError, match="a period ends after it starts"):
        Period(JUNE.start, JUNE.start + length)


def test_naive_instant_is_refused() -> None:
    with pytest.raises(NaiveTimestampError, match="has no time zone"):
        Period(datetime(2026, 6, 1), JUNE.end)


def test_naive_instant_is_not_looked_for() -> None:
    with pytest.raises(NaiveTimestampError, match="has no time zone"):
        assert datetime(2026, 6, 1) in JUNE


def test_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneError, match="unknown time zone 'Europe/Atlantis'"):
        Period(JUNE.start, JUNE.end, tz="Europe/Atlantis")


def test_quarters_partition_the_year() -> None:
    year = Period.year(2026, tz="Europe/Oslo")

    quarters = [Period.quarter(2026, number, tz="Europe/Oslo") for number in (1, 2, 3, 4)]

    assert year.start == quarters[0].start
    assert year.end == quarters[-1].end
    assert [quarter.end for quarter in quarters[:-1]] == [quarter.start for quarter in quarters[1:]]


def test_months_of_a_period_are_whole() -> None:
    start, end = datetime(2026, 1, 31, 12, tzinfo=OSLO), datetime(2026, 3, 1, tzinfo=OSLO)

    months = list(Period(start, end, tz="Europe/Oslo").months())

    assert [Period.month(2026, month, tz="Europe/Oslo") for month in (1, 2)] == months


@pytest.mark.parametrize(
    "period, expected, label",
    [
        (Period.month(2026, 1, tz="Europe/Oslo"), ["Nov 2025", "Dec 2025"], "Jan 2026"),
        (Period.quarter(2026, 1, tz="Europe/Oslo"), ["2025 Q3", "2025 Q4"], "2026 Q1"),
        (Period.year(2026, tz="Europe/Oslo"), ["2024", "2025"], "2026"),
        (
            Period(datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 12, tzinfo=UTC)),
            ["2025-W52", "2026-W01"],
            "2026-W02",
        ),
    ],
    ids=["month", "quarter", "year", "week"],
)
def test_preceding_periods_are_of_the_same_kind_and_lead_up_to_the_start(
    period: Period, expected: list[str], label: str
) -> None:
    before = period.preceding(2)

    assert expected == [each.label for each in before]
    assert label == period.label
    assert before[0].end == before[1].start
    assert before[1].end == period.start


@pytest.mark.parametrize(
    "set_on, expected",
    [
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), True),
        (date(2026, 6, 2), False),
        (datetime(2026, 6, 1, 8, tzinfo=OSLO), True),
        (datetime(2026, 6, 1, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 1, 22, tzinfo=UTC), False),
    ],
)
def test_in_time_is_what_was_set_on_or_before_the_first_local_day(
    set_on: date, *, expected: bool
) -> None:
    assert expected is JUNE.is_in_time(set_on)


def test_first_day_is_the_local_date() -> None:
    assert date(2026, 6, 1) == JUNE.first_day


@pytest.mark.parametrize(
    "period, expected",
    [
        (JUNE, "June 2026 (Europe/Oslo)"),
        (Period.quarter(2026, 2, tz="UTC"), "2026 Q2 (UTC)"),
        (Period.year(2026, tz="UTC"), "2026 (UTC)"),
        (
            Period(JUNE.start, JUNE.start + timedelta(days=1), tz="Europe/Oslo"),
            "2026-06-01 (Europe/Oslo)",
        ),
        (
            Period(
                datetime(2026, 2, 1, tzinfo=UTC),
                datetime(2026, 5, 1, tzinfo=UTC),
            ),
            "2026-02-01 00:00 to 2026-05-01 00:00 (UTC)",
        ),
    ],
    ids=["month", "quarter", "year", "day", "three months"],
)
def test_period_is_shown_by_its_name_where_it_has_one(period: Period, expected: str) -> None:
    assert expected == str(period)


def test_week_is_that_of_iso_8601_and_says_so() -> None:
    week = Period.week(2026, 23, tz="Europe/Oslo")

    assert datetime(2026, 6, 1, tzinfo=OSLO) == week.start
    assert datetime(2026, 6, 8, tzinfo=OSLO) == week.end
    assert ("2026-W23", "2026-W23 (Europe/Oslo)") == (week.label, str(week))
    assert "2026-W53" == Period.week(2026, 53, tz="UTC").label
    assert date(2024, 12, 30) == Period.week(2025, 1, tz="UTC").first_day


@pytest.mark.parametrize("year, week, last", [(2025, 53, 52), (2026, 54, 53), (2026, 0, 53)])
def test_week_that_its_year_does_not_have_is_refused(year: int, week: int, last: int) -> None:
    with pytest.raises(DefinitionError, match=f"year {year} has no week {week}; use 1 to {last}"):
        Period.week(year, week, tz="UTC")


def test_days_are_whole_local_days_up_to_the_last() -> None:
    month = Period.days(30, last=date(2026, 4, 15), tz="Europe/Oslo")

    assert datetime(2026, 3, 17, tzinfo=OSLO) == month.start
    assert datetime(2026, 4, 16, tzinfo=OSLO) == month.end
    assert timedelta(days=30, hours=-1) == month.end - month.start
    assert "30 days to 2026-04-15" == month.label
    assert "30 days to 2026-04-15 (Europe/Oslo)" == str(month)
    assert "2026-04-15" == Period.days(1, last=date(2026, 4, 15), tz="Europe/Oslo").label


@pytest.mark.parametrize("count", [0, -1, 1.5, True])
def test_days_are_counted_from_one(count: int) -> None:
    with pytest.raises(DefinitionError, match="days are counted from 1"):
        Period.days(count, last=date(2026, 4, 15), tz="UTC")


def test_last_of_the_days_is_a_date() -> None:
    with pytest.raises(DefinitionError, match="is a date, not the instant"):
        Period.days(7, last=datetime(2026, 4, 15, tzinfo=UTC), tz="UTC")


@pytest.mark.parametrize(
    "period, labels",
    [
        (Period.week(2026, 14, tz="Europe/Oslo"), ["2026-W12", "2026-W13"]),
        (Period.week(2026, 2, tz="Europe/Oslo"), ["2025-W52", "2026-W01"]),
        (
            Period.days(10, last=date(2026, 4, 9), tz="Europe/Oslo"),
            ["10 days to 2026-03-20", "10 days to 2026-03-30"],
        ),
    ],
)
def test_before_weeks_and_days_come_as_many_though_clocks_change(
    period: Period, labels: list[str]
) -> None:
    before = period.preceding(2)

    assert labels == [each.label for each in before]
    assert [each.end for each in before] == [before[1].start, period.start]
