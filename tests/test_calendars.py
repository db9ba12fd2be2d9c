"""Calendars: what may be written, and what each rule of counting means on one day."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from mof.calendars import BusinessDays, Calendar
from mof.calendars._opening_rules import Hours
from mof.errors import (
    CalendarError,
    DefinitionError,
    HorizonError,
    NaiveTimestampError,
    NoOpenTimeError,
    ZoneError,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALL_DAY = [("00:00", "24:00")]
EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFICE = Calendar.weekdays("09:00-17:00", tz="UTC")
# 24 December 2026 is a Thursday.
EVE, CHRISTMAS = date(2026, 12, 24), date(2026, 12, 25)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text: str, tz: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(tz), fold=fold)


def make(tz: str = "UTC", *, hours: Any = (("09:00", "17:00"),), **given: Any) -> Calendar:
    """A calendar with the same hours every day."""
    return Calendar(tz=tz, weekly=dict.fromkeys(EVERY_DAY, hours), **given)


def list_hours(calendar: Calendar, start: str, end: str) -> list[str]:
    """Open stretches between two local times, by the wall clock."""
    zone = ZoneInfo(calendar.tz)
    periods = calendar.periods(local(start, calendar.tz), local(end, calendar.tz))
    return [
        f"{opening.astimezone(zone):%d %H:%M} {closing.astimezone(zone):%d %H:%M}"
        for opening, closing in periods
    ]


class TestDefinition:
    def test_is_kept_in_one_canonical_form(self) -> None:
        calendar = Calendar(
            tz="Europe/Berlin",
            weekly={
                "fri": [("13:00:00", "17:00"), ("09:00", "12:00")],
                "mon": [("22:00", "00:00")],
                "sun": [],
            },
            holidays=[CHRISTMAS, EVE, CHRISTMAS],
            annual_holidays=["12-26", "01-01"],
            breaks={CHRISTMAS: [("12:00", "13:00")], EVE: []},
            shifts={CHRISTMAS: [], EVE: [("10:00:30", "14:00")]},
        )

        assert calendar.weekly == (
            ("mon", (("22:00", "24:00"),)),
            ("fri", (("09:00", "12:00"), ("13:00", "17:00"))),
        )
        assert calendar.holidays == (EVE, CHRISTMAS)
        assert calendar.annual_holidays == ("01-01", "12-26")
        assert calendar.breaks == ((CHRISTMAS, (("12:00", "13:00"),)),)
        assert calendar.shifts == ((EVE, (("10:00:30", "14:00"),)), (CHRISTMAS, ()))

    def test_is_read_from_its_canonical_form(self) -> None:
        calendar = make(holidays=[EVE], breaks={EVE: ALL_DAY}, shifts={CHRISTMAS: []})

        assert calendar == evolve(calendar)

    def test_makes_equal_calendars_equal_and_stays_small(self) -> None:
        first = Calendar.weekdays("09:00-12:00, 13:00-17:00", tz="UTC", holidays=[EVE, CHRISTMAS])
        second = Calendar.weekdays("13:00-17:00,09:00-12:00", tz="UTC", holidays=[CHRISTMAS, EVE])
        first.elapsed(utc("2026-01-01"), utc("2027-01-01"))

        assert first == second
        assert hash(first) == hash(second)
        assert "holidays=<2>" in repr(first)

    @pytest.mark.parametrize(
        "duplicate", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))]
    )
    def test_copies_and_pickles_without_what_was_compiled(self, duplicate: Any) -> None:
        calendar = OFFICE & make(holidays=[EVE])
        size = len(pickle.dumps(calendar))
        elapsed = calendar.elapsed(utc("2026-01-01"), utc("2027-01-01"))

        copied = duplicate(calendar)

        assert calendar == copied
        assert elapsed == copied.elapsed(utc("2026-01-01"), utc("2027-01-01"))
        assert size == len(pickle.dumps(calendar))

    @pytest.mark.parametrize(
        "given, message",
        [
            ({"weekly": {"monday": ALL_DAY}}, "unknown weekday 'monday'; use mon, tue, wed"),
            ({"weekly": {0: ALL_DAY}}, "unknown weekday 0"),
            ({"weekly": "mon"}, "weekly maps each day to a list of hours, got 'mon'"),
            ({"weekly": 5}, "weekly maps each day to a list of hours, got 5"),
            ({"weekly": {"mon": "09:00"}}, "mon takes a list, got '09:00'"),
            (
                {"weekly": {"mon": [("09:00",)]}},
                r"hours of mon are pairs such as .* got \('09:00',\)",
            ),
            ({"weekly": {"mon": [("9:00", "17:00")]}}, "'9:00' in the hours of mon is no time"),
            ({"weekly": {"mon": [("09:00", "24:30")]}}, "'24:30' in the hours of mon is no time"),
            ({"weekly": {"mon": [("09:00", 17)]}}, "17 in the hours of mon is no time of day"),
            ({"weekly": {"mon": [("09:00", "09:00")]}}, "mon from 09:00 to 09:00 are empty"),
            ({"weekly": {"mon": [("24:00", "02:00")]}}, "mon from 24:00 to 02:00 are empty"),
            (
                {"weekly": {"mon": [("12:00", "18:00"), ("08:00", "13:00")]}},
                "hours of mon overlap: 08:00-13:00 and 12:00-18:00",
            ),
            (
                {"weekly": {"mon": [("22:00", "06:00"), ("23:00", "24:00")]}},
                "hours of mon overlap: 22:00-06:00 and 23:00-24:00",
            ),
            ({"shifts": {"2026-12-24": ALL_DAY}}, "a shift needs a date, got '2026-12-24'"),
            ({"shifts": [EVE]}, "shifts maps each day to a list of hours"),
            ({"breaks": {utc("2026-12-24"): ALL_DAY}}, "a break needs a date, got datetime"),
            ({"breaks": {EVE: [("12:00", "12:00")]}}, "hours of 2026-12-24 from 12:00 to 12:00"),
            ({"holidays": ["2026-12-24"]}, "a holiday needs a date, got '2026-12-24'"),
            ({"holidays": EVE}, "holidays takes a list"),
            ({"annual_holidays": ["02-30"]}, "annual holiday '02-30' is no day of any year"),
            ({"annual_holidays": ["2-3"]}, "use 'MM-DD' such as '12-25'"),
            ({"annual_holidays": [1225]}, "annual holiday 1225 is no day"),
            ({"annual_holidays": "12-25"}, "annual_holidays takes a list, got '12-25'"),
        ],
    )
    def test_that_cannot_be_meant_is_refused(self, given: dict[str, Any], message: str) -> None:
        with pytest.raises(CalendarError, match=message):
            Calendar(tz="UTC", **given)

    def test_in_an_unknown_zone_is_refused(self) -> None:
        with pytest.raises(ZoneError, match="unknown time zone 'Mars/Olympus'"):
            OFFICE.weekdays("09:00-17:00", tz="Mars/Olympus")

    def test_may_name_dates_that_are_never_counted(self) -> None:
        calendar = make(holidays=[date.min, date.max], shifts={date.max: [], date.min: []})

        assert make().elapsed(utc("1900-01-01"), utc("2200-01-01")) == calendar.elapsed(
            utc("1900-01-01"), utc("2200-01-01")
        )

    @pytest.mark.parametrize(
        "given",
        [
            {},
            {"weekly": {"mon": []}},
            {"shifts": {EVE: []}},
            {"shifts": {EVE: ALL_DAY}, "holidays": [EVE]},
            {"shifts": {EVE: ALL_DAY}, "breaks": {EVE: ALL_DAY}},
            {
                "weekly": {"mon": [("09:00", "17:00")]},
                "annual_holidays": [f"{date(2000, 1, 1) + day * DAY:%m-%d}" for day in range(366)],
            },
        ],
        ids=["empty", "no hours", "closed", "holiday", "break", "all holidays"],
    )
    def test_that_can_never_open_is_refused(self, given: dict[str, Any]) -> None:
        with pytest.raises(CalendarError, match="can never open"):
            Calendar(tz="Europe/Berlin", **given)

    def test_of_two_calendars_that_are_never_open_together_is_refused(self) -> None:
        evenings = Calendar.weekdays("17:00-21:00", tz="UTC")

        with pytest.raises(CalendarError, match="can never open"):
            _ = OFFICE & evenings


class TestWallClock:
    def test_hours_keep_to_the_wall_clock_on_both_sides_of_a_change(self) -> None:
        calendar = make("Europe/Berlin")

        assert calendar.next_open(utc("2024-03-30")) == utc("2024-03-30T08:00")
        assert calendar.next_open(utc("2024-03-31")) == utc("2024-03-31T07:00")

    def test_a_day_has_as_many_hours_as_it_really_has(self) -> None:
        calendar = make("Europe/Berlin", hours=ALL_DAY)

        spring = calendar.elapsed(
            local("2024-03-31", "Europe/Berlin"), local("2024-04-01", "Europe/Berlin")
        )
        autumn = calendar.elapsed(
            local("2024-10-27", "Europe/Berlin"), local("2024-10-28", "Europe/Berlin")
        )

        assert (23 * HOUR, 25 * HOUR) == (spring, autumn)

    def test_hours_that_begin_in_a_gap_begin_when_the_clocks_have_jumped(self) -> None:
        calendar = make("Europe/Berlin", hours=[("02:30", "03:30")])

        assert list_hours(calendar, "2024-03-31", "2024-04-01") == ["31 03:00 31 03:30"]

    def test_hours_inside_a_gap_do_not_exist(self) -> None:
        calendar = make("Europe/Berlin", hours=[("02:00", "03:00")])

        assert list_hours(calendar, "2024-03-31", "2024-04-01") == []

    def test_an_ambiguous_end_is_its_first_occurrence(self) -> None:
        morning = make("Europe/Berlin", hours=[("01:00", "02:30")])
        later = make("Europe/Berlin", hours=[("02:30", "03:00")])
        midnight = local("2024-10-27", "Europe/Berlin")

        assert 1.5 * HOUR == morning.elapsed(midnight, midnight + DAY)
        assert 1.5 * HOUR == later.elapsed(midnight, midnight + DAY)
        assert later.is_open(local("2024-10-27T02:15", "Europe/Berlin", fold=1))

    def test_half_an_hour_may_change_too(self) -> None:
        calendar = make("Australia/Lord_Howe", hours=ALL_DAY)
        midnight = local("2024-04-07", "Australia/Lord_Howe")

        assert 24.5 * HOUR == calendar.elapsed(midnight, calendar.add_days(midnight, 1))

    def test_midnight_itself_may_be_skipped(self) -> None:
        calendar = make("America/Sao_Paulo", hours=ALL_DAY, holidays=[date(2018, 11, 4)])

        assert list_hours(calendar, "2018-11-03", "2018-11-05T12:00") == [
            "03 00:00 04 01:00",
            "05 00:00 05 12:00",
        ]

    def test_a_date_that_never_was_opens_nothing(self) -> None:
        calendar = make("Pacific/Apia")
        skipped = date(2011, 12, 30)

        assert calendar.hours_on(skipped) == ()
        assert not calendar.is_business_day(skipped)
        assert 16 * HOUR == calendar.elapsed(utc("2011-12-29T12:00"), utc("2011-12-31T12:00"))


class TestRules:
    def test_intervals_include_their_start_and_not_their_end(self) -> None:
        assert OFFICE.is_open(utc("2026-12-24T09:00"))
        assert not OFFICE.is_open(utc("2026-12-24T17:00"))

    def test_24_00_is_the_next_midnight(self) -> None:
        calendar = Calendar(tz="UTC", weekly={"thu": ALL_DAY, "fri": [("00:00", "01:00")]})

        assert list_hours(calendar, "2026-12-20", "2026-12-27") == ["24 00:00 25 01:00"]

    def test_overnight_hours_belong_to_the_date_of_their_start(self) -> None:
        calendar = Calendar(tz="UTC", weekly={"thu": [("22:00", "06:00")]})

        assert list_hours(calendar, "2026-12-20", "2026-12-27") == ["24 22:00 25 06:00"]
        assert calendar.is_business_day(EVE)
        assert not calendar.is_business_day(CHRISTMAS)

    def test_hours_of_different_dates_may_overlap(self) -> None:
        calendar = Calendar(
            tz="UTC", weekly={"thu": [("22:00", "06:00")], "fri": [("05:00", "08:00")]}
        )

        assert list_hours(calendar, "2026-12-20", "2026-12-27") == ["24 22:00 25 08:00"]

    def test_a_night_shift_before_a_holiday_ends_at_midnight(self) -> None:
        calendar = make(hours=[("22:00", "06:00")], holidays=[CHRISTMAS])

        assert list_hours(calendar, "2026-12-24T12:00", "2026-12-26T23:00") == [
            "24 22:00 25 00:00",
            "26 00:00 26 06:00",
            "26 22:00 26 23:00",
        ]
        assert not calendar.is_business_day(CHRISTMAS)

    def test_a_shift_on_a_holiday_stays_closed(self) -> None:
        calendar = make(holidays=[EVE], shifts={EVE: [("10:00", "12:00")]})

        assert list_hours(calendar, "2026-12-24", "2026-12-25") == []

    def test_a_shift_replaces_what_its_date_generates_and_no_other(self) -> None:
        calendar = make(hours=[("22:00", "06:00")], shifts={EVE: [("10:00", "14:00")]})

        assert list_hours(calendar, "2026-12-24", "2026-12-25T23:00") == [
            "24 00:00 24 06:00",
            "24 10:00 24 14:00",
            "25 22:00 25 23:00",
        ]

    def test_a_shift_without_hours_closes_its_date(self) -> None:
        calendar = make(shifts={EVE: []})

        assert not calendar.is_business_day(EVE)
        assert list_hours(calendar, "2026-12-24", "2026-12-25") == []

    def test_a_break_closes_whoever_owns_the_time(self) -> None:
        calendar = make(hours=[("22:00", "06:00")], breaks={EVE: [("23:00", "05:00")]})

        assert list_hours(calendar, "2026-12-24T12:00", "2026-12-25T12:00") == [
            "24 22:00 24 23:00",
            "25 05:00 25 06:00",
        ]

    def test_a_date_whose_hours_are_all_break_is_no_business_day(self) -> None:
        calendar = make(breaks={EVE: [("08:00", "18:00")]})

        assert not calendar.is_business_day(EVE)

    def test_29_february_is_a_holiday_in_leap_years(self) -> None:
        calendar = make(annual_holidays=["02-29"])

        assert calendar.is_holiday(utc("2028-02-29"))
        assert not calendar.is_holiday(utc("2027-03-01"))
        assert 28 == calendar.business_days(date(2027, 2, 1), date(2027, 2, 28))
        assert 28 == calendar.business_days(date(2028, 2, 1), date(2028, 2, 29))

    def test_a_holiday_is_a_local_date(self) -> None:
        calendar = make("America/Los_Angeles", hours=ALL_DAY, holidays=[CHRISTMAS])

        assert not calendar.is_holiday(utc("2026-12-25T07:59"))
        assert calendar.is_holiday(utc("2026-12-25T08:00"))

    def test_both_of_two_calendars_have_to_be_open(self) -> None:
        london = Calendar.weekdays("08:00-16:00", tz="Europe/London", holidays=[CHRISTMAS])
        both = OFFICE & london & make(hours=[("10:00", "12:00"), ("13:00", "18:00")])

        assert list_hours(both, "2026-12-24", "2026-12-26") == [
            "24 10:00 24 12:00",
            "24 13:00 24 16:00",
        ]
        assert both.hours_on(CHRISTMAS) == ()
        assert both.is_business_day(CHRISTMAS)
        assert not both.is_holiday(utc("2026-12-25T12:00"))
        assert both == OFFICE & (london & make(hours=[("10:00", "12:00"), ("13:00", "18:00")]))

    @pytest.mark.parametrize("other", [5, None, "OFFICE"])
    def test_a_calendar_combines_with_calendars_only(self, other: Any) -> None:
        with pytest.raises(TypeError, match="unsupported operand"):
            _ = OFFICE & other


class TestCounting:
    def test_microseconds_are_kept(self) -> None:
        start, moment = utc("2026-12-24T16:59:59.999999"), timedelta(microseconds=1)

        assert moment == OFFICE.elapsed(start, utc("2026-12-25T09:00"))
        assert utc("2026-12-25T09:00:00.000001") == OFFICE.due(start, 2 * moment)

    def test_elapsed_is_negative_backward(self) -> None:
        assert -HOUR == OFFICE.elapsed(utc("2026-12-24T10:00"), utc("2026-12-24T09:00"))

    def test_elapsed_of_nothing_is_nothing(self) -> None:
        assert 0 * HOUR == OFFICE.elapsed(utc("2026-12-24T10:00"), utc("2026-12-24T10:00"))

    def test_due_at_a_closing_stays_there_unless_it_rolls(self) -> None:
        start = utc("2026-12-24T15:00")

        assert utc("2026-12-24T17:00") == OFFICE.due(start, 2 * HOUR)
        assert utc("2026-12-25T09:00") == OFFICE.due(start, 2 * HOUR, roll=True)

    def test_due_backward_at_an_opening_stays_there_unless_it_rolls(self) -> None:
        start = utc("2026-12-24T11:00")

        assert utc("2026-12-24T09:00") == OFFICE.due(start, -2 * HOUR)
        assert utc("2026-12-23T17:00") == OFFICE.due(start, -2 * HOUR, roll=True)

    def test_nothing_is_due_at_once_unless_it_rolls(self) -> None:
        night = utc("2026-12-24T03:00")

        assert night == OFFICE.due(night, 0 * HOUR)
        assert utc("2026-12-24T09:00") == OFFICE.due(night, 0 * HOUR, roll=True)

    def test_next_open_and_previous_open_are_where_time_counts(self) -> None:
        opening, closing = utc("2026-12-24T09:00"), utc("2026-12-24T17:00")

        assert opening == OFFICE.next_open(opening)
        assert closing == OFFICE.previous_open(closing)
        assert utc("2026-12-25T09:00") == OFFICE.next_open(closing)
        assert utc("2026-12-23T17:00") == OFFICE.previous_open(opening)
        assert utc("2026-12-25T17:00") == OFFICE.next_close(closing)

    def test_instants_come_in_any_zone_and_go_in_utc(self) -> None:
        at = local("2026-12-24T20:00", "Asia/Tokyo")

        assert OFFICE.is_open(at)
        assert UTC is OFFICE.next_open(at).tzinfo
        assert UTC is OFFICE.add_days(at, 0).tzinfo

    def test_periods_go_on_from_where_they_start(self) -> None:
        first, second = islice(OFFICE.periods(utc("2026-12-24T12:00")), 2)

        assert (utc("2026-12-24T12:00"), utc("2026-12-24T17:00")) == first
        assert (utc("2026-12-25T09:00"), utc("2026-12-25T17:00")) == second

    def test_periods_go_back_from_where_they_start(self) -> None:
        first, second = islice(OFFICE.periods(utc("2026-12-24T12:00"), backward=True), 2)

        assert (utc("2026-12-24T09:00"), utc("2026-12-24T12:00")) == first
        assert (utc("2026-12-23T09:00"), utc("2026-12-23T17:00")) == second

    @pytest.mark.parametrize("backward", [False, True])
    def test_periods_of_nothing_are_none(self, backward: bool) -> None:
        noon = utc("2026-12-24T12:00")
        wrong_side = noon + (DAY if backward else -DAY)

        assert [] == list(OFFICE.periods(noon, noon, backward=backward))
        assert [] == list(OFFICE.periods(noon, wrong_side, backward=backward))

    def test_a_calendar_that_never_closes_is_one_period(self) -> None:
        noon = utc("2026-12-24T12:00")

        assert [(noon, utc("2200-01-01"))] == list(Calendar.always().periods(noon))
        assert [(utc("1900-01-01"), noon)] == list(Calendar.always().periods(noon, backward=True))

    def test_stretches_say_why_time_does_not_count(self) -> None:
        calendar = Calendar.weekdays("09:00-17:00", tz="UTC", holidays=[CHRISTMAS])
        calendar = evolve(calendar, breaks={EVE: [("12:00", "24:00")]})

        stretches = calendar.stretches(utc("2026-12-24T08:00"), utc("2026-12-26T08:00"))

        assert [
            (utc("2026-12-24T08:00"), utc("2026-12-24T09:00"), Hours.OUTSIDE_HOURS),
            (utc("2026-12-24T09:00"), utc("2026-12-24T12:00"), Hours.OPEN),
            (utc("2026-12-24T12:00"), utc("2026-12-25T00:00"), Hours.BREAK),
            (utc("2026-12-25T00:00"), utc("2026-12-26T00:00"), Hours.HOLIDAY),
            (utc("2026-12-26T00:00"), utc("2026-12-26T08:00"), Hours.OUTSIDE_HOURS),
        ] == list(stretches)

    def test_no_time_has_no_stretches(self) -> None:
        noon = utc("2026-12-24T12:00")

        assert [] == list(OFFICE.stretches(noon, noon))
        assert [] == list(OFFICE.stretches(noon, noon - DAY))

    def test_always_is_open_all_the_time(self) -> None:
        start = utc("2024-03-30T12:00")

        assert 400 * DAY == Calendar.always().elapsed(start, start + 400 * DAY)
        assert start + 400 * DAY == Calendar.always().due(start, 400 * DAY)

    def test_a_timeline_counts_as_the_calendar_does(self) -> None:
        start = 1_700_000_000_000_000
        timeline = OFFICE.timeline_over(start, start, reach=50_000_000_000_000)

        due = timeline.due(start, 50_000_000_000_000)

        assert due is not None
        assert 50_000_000_000_000 == timeline.elapsed(start, due)


class TestDays:
    FRIDAY = utc("2026-12-18T20:00")

    def test_an_hour_is_real_time_and_a_day_keeps_the_wall_clock(self) -> None:
        calendar = make("Europe/Berlin", hours=ALL_DAY)
        noon = local("2024-03-30T12:00", "Europe/Berlin")

        assert local("2024-03-31T12:00", "Europe/Berlin") == calendar.add_days(noon, 1)
        assert local("2024-03-31T13:00", "Europe/Berlin") == calendar.due(noon, 24 * HOUR)

    def test_days_go_forward_and_back_over_weekends(self) -> None:
        assert utc("2026-12-21T20:00") == OFFICE.add_days(self.FRIDAY, 1)
        assert utc("2026-12-11T20:00") == OFFICE.add_days(self.FRIDAY, -5)

    def test_no_days_change_nothing_even_on_a_holiday(self) -> None:
        saturday = utc("2026-12-19T20:00")

        assert saturday == OFFICE.add_days(saturday, 0)

    def test_days_roll_to_open_time(self) -> None:
        assert utc("2026-12-22T09:00") == OFFICE.add_days(self.FRIDAY, 1, roll=True)
        assert utc("2026-12-17T17:00") == OFFICE.add_days(self.FRIDAY, -1, roll=True)

    def test_days_are_counted_from_a_business_day_if_asked_for(self) -> None:
        saturday = utc("2026-12-19T10:00")

        assert utc("2026-12-21T10:00") == OFFICE.add_days(saturday, 1)
        assert utc("2026-12-22T10:00") == OFFICE.add_days(saturday, 1, roll_start=True)
        assert utc("2026-12-21T10:00") == OFFICE.add_days(saturday, 0, roll_start=True)
        assert utc("2026-12-17T10:00") == OFFICE.add_days(saturday, -1, roll_start=True)

    def test_days_end_when_the_last_one_closes(self) -> None:
        assert utc("2026-12-21T17:00") == OFFICE.add_days(self.FRIDAY, 1, end_of_day=True)
        assert utc("2026-12-18T17:00") == OFFICE.add_days(self.FRIDAY, 0, end_of_day=True)
        saturday = utc("2026-12-19T10:00")
        assert utc("2026-12-21T17:00") == OFFICE.add_days(saturday, 0, end_of_day=True)

    def test_business_days_are_due_as_they_are_added_from_open_time(self) -> None:
        friday = utc("2026-12-18T10:00")

        assert OFFICE.add_days(friday, 5) == OFFICE.due(friday, BusinessDays(5))
        assert OFFICE.add_days(friday, -5) == OFFICE.due(friday, BusinessDays(-5))

    def test_business_days_count_both_ends_or_only_the_later(self) -> None:
        friday, monday = date(2026, 12, 18), date(2026, 12, 21)

        assert 2 == OFFICE.business_days(friday, monday)
        assert 1 == OFFICE.business_days(friday, monday, inclusive=False)
        assert -1 == OFFICE.business_days(monday, friday, inclusive=False)

    def test_hours_of_a_date_are_its_open_stretches(self) -> None:
        calendar = make(hours=[("22:00", "06:00"), ("08:00", "09:00")], holidays=[CHRISTMAS])

        assert (
            (utc("2026-12-24T08:00"), utc("2026-12-24T09:00")),
            (utc("2026-12-24T22:00"), utc("2026-12-25T00:00")),
        ) == calendar.hours_on(EVE)
        assert ((utc("2026-12-26T00:00"), utc("2026-12-26T06:00")),) == calendar.hours_on(CHRISTMAS)

    @pytest.mark.parametrize("count", [1.5, True, "5"])
    def test_business_days_are_whole(self, count: Any) -> None:
        with pytest.raises(DefinitionError, match="counted in whole days"):
            BusinessDays(count)

    def test_business_days_read_as_such(self) -> None:
        assert ["1 business day", "5 business days"] == [str(BusinessDays(1)), str(BusinessDays(5))]
        assert BusinessDays(1) < BusinessDays(2)


class TestRefusals:
    @pytest.mark.parametrize(
        "ask",
        [
            lambda at: OFFICE.elapsed(at, at),
            lambda at: OFFICE.due(at, HOUR),
            OFFICE.is_open,
            OFFICE.is_holiday,
            OFFICE.next_open,
            OFFICE.previous_open,
            OFFICE.next_close,
            OFFICE.periods,
            lambda at: list(OFFICE.stretches(at, at + DAY)),
            lambda at: OFFICE.add_days(at, 1),
        ],
        ids=lambda ask: "",
    )
    def test_naive_and_far_instants_are_refused(self, ask: Any) -> None:
        with pytest.raises(NaiveTimestampError, match="has no time zone"):
            ask(datetime(2026, 12, 24))
        for at in (
            datetime(1, 1, 1, tzinfo=UTC),
            datetime(1899, 12, 31, tzinfo=UTC),
            datetime(2200, 1, 2, tzinfo=UTC),
            datetime(9999, 12, 30, tzinfo=UTC),
        ):
            with pytest.raises(HorizonError, match="outside the years 1900 to 2199"):
                ask(at)
        with pytest.raises(TypeError):
            ask("2026-12-24")

    @pytest.mark.parametrize("on", [utc("2026-12-24"), "2026-12-24", None])
    def test_what_is_no_date_is_refused(self, on: Any) -> None:
        with pytest.raises(TypeError, match="expected a date"):
            OFFICE.is_business_day(on)

    def test_a_date_that_is_not_counted_is_refused(self) -> None:
        with pytest.raises(HorizonError, match="9999-12-31 is outside the years"):
            OFFICE.business_days(CHRISTMAS, date.max)

    @pytest.mark.parametrize("no_duration", [5, "1 h", None])
    def test_what_is_no_duration_is_refused(self, no_duration: Any) -> None:
        with pytest.raises(TypeError, match="expected a timedelta or BusinessDays"):
            OFFICE.due(utc("2026-12-24"), no_duration)

    def test_a_calendar_of_a_few_shifts_runs_out_of_open_time(self) -> None:
        calendar = Calendar(tz="UTC", shifts={EVE: [("10:00", "14:00")]})
        noon = utc("2026-12-24T12:00")

        assert utc("2026-12-24T14:00") == calendar.due(noon, 2 * HOUR)
        assert utc("2026-12-24T14:00") == calendar.previous_open(noon + DAY)
        asks: list[tuple[str, Callable[[], object]]] = [
            ("after", lambda: calendar.due(noon, 3 * HOUR)),
            ("before", lambda: calendar.due(noon, -3 * HOUR)),
            ("after", lambda: calendar.next_open(noon + DAY)),
            ("before", lambda: calendar.previous_open(noon - DAY)),
            ("after", lambda: calendar.next_close(noon + DAY)),
            ("after", lambda: calendar.add_days(noon, 1)),
            ("before", lambda: calendar.add_days(noon, -1)),
        ]
        for side, ask in asks:
            with pytest.raises(NoOpenTimeError, match=f"has not that much open time {side} 2026"):
                ask()
        assert [(utc("2026-12-24T10:00"), utc("2026-12-24T14:00"))] == list(
            calendar.periods(utc("2020-01-01"))
        )
        assert [] == list(calendar.periods(utc("2020-01-01"), backward=True))

    def test_an_answer_beyond_the_years_counted_is_refused(self) -> None:
        new_year = utc("2199-12-31T20:00")

        asks: list[Callable[[], object]] = [
            lambda: OFFICE.due(new_year, HOUR),
            lambda: OFFICE.due(new_year, timedelta.max),
            lambda: OFFICE.next_open(new_year),
            lambda: OFFICE.next_close(new_year),
            lambda: OFFICE.add_days(new_year, 1),
            lambda: OFFICE.previous_open(utc("1900-01-01T03:00")),
        ]
        for ask in asks:
            with pytest.raises(HorizonError, match="outside the years 1900 to 2199"):
                ask()

    def test_the_first_and_the_last_instant_are_counted(self) -> None:
        first, last = utc("1900-01-01"), utc("2200-01-01")
        calendar = Calendar.always()

        assert last - first == calendar.elapsed(first, last)
        assert first == calendar.next_open(first)
        assert last == calendar.previous_open(last)
