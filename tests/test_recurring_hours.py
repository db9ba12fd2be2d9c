"""Hours and holidays that come round by a rule."""

import pickle
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from mof.calendars import Calendar, RecurringHours
from mof.converters import make_converter
from mof.errors import CalendarError, HorizonError, NoOpenTimeError

WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]
PARIS = ZoneInfo("Europe/Paris")
MORNING = [("09:00", "12:00")]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


def make(*recurring: RecurringHours, **given: Any) -> Calendar:
    weekly = {day: [("08:00", "16:00")] for day in WORKDAYS}
    return Calendar(**{"tz": "Europe/Paris", "weekly": weekly, "recurring": recurring} | given)


def count_hours(calendar: Calendar, on: str) -> float:
    hours = calendar.hours_on(date.fromisoformat(on))
    return sum((end - start).total_seconds() for start, end in hours) / 3600


class TestPrecedence:
    """First come shifts, then the last of the recurring hours of a date, and then weekly ones."""

    def test_recurring_hours_replace_the_weekly_ones_of_their_dates(self) -> None:
        calendar = make(RecurringHours.monthly("first mon", "09:00-12:00"))

        assert (3, 8) == (count_hours(calendar, "2026-06-01"), count_hours(calendar, "2026-06-08"))

    def test_last_of_several_holds(self) -> None:
        short = RecurringHours.in_months([6], "09:00-12:00", days=WORKDAYS)
        closed = RecurringHours("FREQ=MONTHLY;BYDAY=1MO", [])

        hours = [
            count_hours(make(*each), "2026-06-01") for each in ([short, closed], [closed, short])
        ]

        assert [0, 3] == hours

    def test_shift_goes_before_them(self) -> None:
        recurring = RecurringHours.in_months([6], "09:00-12:00", days=WORKDAYS)

        calendar = make(recurring, shifts={date(2026, 6, 1): [("10:00", "11:00")]})

        assert (1, 3) == (count_hours(calendar, "2026-06-01"), count_hours(calendar, "2026-06-02"))

    def test_holidays_and_breaks_take_out_of_them(self) -> None:
        recurring = RecurringHours.in_months([6], "09:00-12:00", days=WORKDAYS)

        calendar = make(
            recurring,
            holidays=[date(2026, 6, 1)],
            breaks={date(2026, 6, 2): [("10:00", "11:00")]},
        )

        assert (0, 2) == (count_hours(calendar, "2026-06-01"), count_hours(calendar, "2026-06-02"))
        assert not calendar.is_business_day(date(2026, 6, 1))

    def test_date_that_they_close_is_no_holiday_and_no_business_day(self) -> None:
        calendar = make(RecurringHours("FREQ=MONTHLY;BYDAY=1MO", []))

        assert not calendar.is_holiday(at("2026-06-01T10:00"))
        assert not calendar.is_business_day(date(2026, 6, 1))

    def test_what_runs_overnight_belongs_to_the_date_on_which_it_starts(self) -> None:
        calendar = make(RecurringHours("FREQ=MONTHLY;BYMONTHDAY=-1", [("22:00", "06:00")]))

        assert calendar.is_open(at("2026-06-30T23:00"))
        assert calendar.is_open(at("2026-07-01T05:00"))
        assert 8 == count_hours(calendar, "2026-07-01")


class TestRules:
    """Which dates a rule names."""

    @pytest.mark.parametrize(
        "recurring, inside, outside",
        [
            (
                RecurringHours.in_weeks("even", "09:00-12:00", days=["sat"]),
                "2026-07-11",
                "2026-07-04",
            ),
            (
                RecurringHours.in_weeks("odd", "09:00-12:00", days=["sat"]),
                "2026-07-04",
                "2026-07-11",
            ),
            # 2020 had 53 weeks, so that two odd ones follow each other.
            (
                RecurringHours.in_weeks("odd", "09:00-12:00", days=["sun"]),
                "2021-01-03",
                "2021-01-17",
            ),
            (
                RecurringHours.in_weeks("odd", "09:00-12:00", days=["sun"]),
                "2021-01-10",
                "2020-12-27",
            ),
            (RecurringHours.monthly(-1, "09:00-12:00"), "2028-02-29", "2028-02-28"),
            (RecurringHours("FREQ=YEARLY;BYEASTER=-1", MORNING), "2026-04-04", "2026-04-11"),
            (
                RecurringHours("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", MORNING, since=date(2026, 7, 11)),
                "2150-07-11",
                "2026-07-18",
            ),
            (
                RecurringHours("FREQ=WEEKLY", MORNING, since=date(2026, 7, 11)),
                "2026-07-18",
                "2026-07-04",
            ),
            (
                RecurringHours("FREQ=MONTHLY;BYDAY=1SA", MORNING, until=date(2026, 7, 4)),
                "2026-07-04",
                "2026-08-01",
            ),
        ],
        ids=str,
    )
    def test_hours_hold_on_its_dates(
        self, recurring: RecurringHours, inside: str, outside: str
    ) -> None:
        calendar = Calendar(tz="Europe/Paris", weekly={"wed": MORNING}, recurring=[recurring])

        assert (3, 0) == (count_hours(calendar, inside), count_hours(calendar, outside))

    def test_holidays_come_round_by_a_rule_too(self) -> None:
        days = ["12-25", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "FREQ=YEARLY;BYEASTER=1"]
        calendar = make(annual_holidays=days)

        holidays = [
            on
            for n in range(365)
            if calendar.is_holiday(at("2026-01-01T12:00") + timedelta(n))
            for on in [date(2026, 1, 1) + timedelta(n)]
        ]

        assert [date(2026, 4, 6), date(2026, 11, 26), date(2026, 12, 25)] == holidays
        assert calendar.is_holiday(at("2150-11-26T12:00"))
        assert timedelta(0) == calendar.elapsed(at("2150-11-26T00:00"), at("2150-11-27T00:00"))

    def test_first_day_of_1970_can_be_a_holiday_by_rule(self) -> None:
        calendar = make(annual_holidays=["FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"])

        assert calendar.is_holiday(at("1970-01-01T12:00"))

    @pytest.mark.parametrize(
        "given, message",
        [
            ({"rule": "FREQ=SECONDLY"}, "cannot say FREQ=SECONDLY"),
            ({"rule": "FREQ=DAILY;UNTIL=20270101"}, "since and until stand beside it"),
            ({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}, "names no date from 1900-01-01"),
            ({"rule": "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6"}, "names no date"),
            ({"rule": "FREQ=YEARLY;BYMONTH=9;BYEASTER=0"}, "names no date"),
            ({"rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"}, "counts from a first date .*since="),
            ({"rule": "FREQ=DAILY;COUNT=5"}, "counts from a first date"),
            ({"rule": "FREQ=YEARLY;BYMONTH=7"}, "does not say on which days, as by BYDAY"),
            ({"rule": "FREQ=WEEKLY"}, "does not say on which days"),
            ({"rule": "FREQ=YEARLY;BYWEEKNO=2"}, "numbers weeks by ISO 8601"),
            ({"rule": "FREQ=YEARLY;BYWEEKNO=2;BYDAY=1SA"}, "numbers weeks by ISO 8601"),
            ({"rule": "FREQ=YEARLY;BYWEEKNO=2;BYDAY=SA;WKST=SU"}, "numbers weeks by ISO 8601"),
            ({"rule": "FREQ=MONTHLY;BYWEEKNO=2;BYDAY=SA"}, "that takes FREQ=YEARLY"),
            ({"rule": 5}, "a rule is text"),
            (
                {"since": date(2026, 2, 1), "until": date(2026, 1, 1)},
                "names no date from 2026-02-01",
            ),
            ({"since": "2026-02-01"}, "needs a date, got '2026-02-01'"),
            ({"hours": [("09:00", "09:00")]}, "hours of a rule from 09:00 to 09:00 are empty"),
        ],
    )
    def test_rule_that_cannot_hold_is_refused(self, given: Any, message: str) -> None:
        usual = {"rule": "FREQ=MONTHLY;BYDAY=1MO", "hours": MORNING}

        with pytest.raises(CalendarError, match=message):
            RecurringHours(**usual | given)

    @pytest.mark.parametrize(
        "make_it, message",
        [
            (
                lambda: RecurringHours.in_weeks(cast(Any, "all"), "09:00-12:00", days=["sat"]),
                "'even' or 'odd'",
            ),
            (
                lambda: RecurringHours.in_weeks("odd", "09:00-12:00", days=["xx"]),
                "no day of the week",
            ),
            (lambda: RecurringHours.in_months([13], "09:00-12:00", days=["sat"]), "BYMONTH=13"),
            (lambda: RecurringHours.in_months([], "09:00-12:00", days=["sat"]), "BYMONTH="),
            (lambda: RecurringHours.monthly("mon", "09:00-12:00"), "is no day of a month"),
            (lambda: make(annual_holidays=["FREQ=YEARLY;BYMONTH=7"]), "does not say on which days"),
            (lambda: make("FREQ=DAILY"), "takes a list of RecurringHours"),  # type: ignore[arg-type]
            (
                lambda: make(*[RecurringHours("FREQ=MONTHLY;BYDAY=1MO", [])] * 2),
                "the recurring hours 'first mon of each month closed' never hold",
            ),
            (
                lambda: make(
                    RecurringHours.monthly("first mon", "09:00-12:00"),
                    RecurringHours.in_months(range(1, 7), "09:00-12:00", days=["mon"]),
                    RecurringHours.in_months(range(7, 13), "09:00-12:00", days=["mon", "tue"]),
                ),
                "since those after them have all their dates; put the ones with fewer dates last",
            ),
            (lambda: make(recurring=iter(())), "holds nothing"),
            (
                lambda: make(RecurringHours("FREQ=MONTHLY;BYDAY=1MO", []), weekly={}),
                "can never open",
            ),
        ],
    )
    def test_definition_that_cannot_be_meant_is_refused(self, make_it: Any, message: str) -> None:
        with pytest.raises(CalendarError, match=message):
            make_it()

    def test_calendar_of_rules_alone_goes_on_until_the_years_end(self) -> None:
        calendar = make(RecurringHours.monthly("first mon", "09:00-12:00"), weekly={})
        ended = evolve(
            calendar,
            recurring=[RecurringHours("FREQ=DAILY;COUNT=3", MORNING, since=date(2026, 6, 1))],
        )

        with pytest.raises(HorizonError):
            calendar.due(at("2026-06-01T00:00"), timedelta(hours=100_000))
        with pytest.raises(NoOpenTimeError):
            ended.due(at("2026-06-01T00:00"), timedelta(hours=10))
        assert at("2026-06-03T12:00") == ended.due(at("2026-06-01T00:00"), timedelta(hours=9))

    def test_calendar_with_rules_can_close_though_its_week_does_not(self) -> None:
        calendar = evolve(
            Calendar.always(), recurring=[RecurringHours("FREQ=MONTHLY;BYDAY=1MO", [])]
        )

        assert datetime(2026, 6, 1, tzinfo=UTC) == calendar.next_close(
            datetime(2026, 5, 20, tzinfo=UTC)
        )


class TestData:
    """A rule is data as all else."""

    def test_is_kept_in_one_form_and_read_back(self) -> None:
        calendar = make(
            RecurringHours("rrule:byday=MO;freq=monthly;bysetpos=1", MORNING),
            RecurringHours("FREQ=DAILY;COUNT=3", [], since=date(2026, 6, 1)),
            annual_holidays=["freq=yearly;byeaster=1", "12-25"],
            holidays_until=date(2027, 12, 31),
        )
        converter = make_converter()

        again = converter.structure(converter.unstructure(calendar), Calendar)

        assert calendar == again == pickle.loads(pickle.dumps(calendar))
        assert hash(calendar) == hash(again)
        assert "FREQ=MONTHLY;WKST=MO;BYDAY=MO;BYSETPOS=1" == calendar.recurring[0].rule
        assert ("12-25", "FREQ=YEARLY;WKST=MO;BYEASTER=1") == calendar.annual_holidays
        assert "recurring=<2>" in repr(calendar)

    @pytest.mark.parametrize(
        "rule, words",
        [
            ("FREQ=DAILY;BYDAY=TH,MO,TU,SU;BYMONTH=7,8,9", "jul, aug and sep mon–tue, thu, sun"),
            ("FREQ=YEARLY;BYDAY=SA;BYWEEKNO=1,5", "weeks 1, 5 sat"),
            ("FREQ=YEARLY;BYDAY=+4TH,-1FR;BYMONTH=11", "fourth thu and last fri of nov"),
            ("FREQ=MONTHLY;BYDAY=1MO", "first mon of each month"),
            ("FREQ=WEEKLY;BYDAY=SA", "sat"),
            ("FREQ=YEARLY;BYDAY=1MO", "FREQ=YEARLY;WKST=MO;BYDAY=1MO"),
            ("FREQ=MONTHLY;BYDAY=-2MO", "FREQ=MONTHLY;WKST=MO;BYDAY=-2MO"),
            ("FREQ=MONTHLY;BYDAY=MO,1TU", "FREQ=MONTHLY;WKST=MO;BYDAY=MO,1TU"),
            ("FREQ=MONTHLY;BYMONTHDAY=5", "FREQ=MONTHLY;WKST=MO;BYMONTHDAY=5"),
        ],
    )
    def test_shows_itself_in_words_where_few_do(self, rule: str, words: str) -> None:
        assert f"{words} closed" == str(RecurringHours(rule, []))

    def test_ends_are_shown(self) -> None:
        recurring = RecurringHours(
            "FREQ=WEEKLY;BYDAY=SA", MORNING, since=date(2026, 1, 1), until=date(2026, 12, 31)
        )

        assert "sat 09:00–12:00 from 2026-01-01 until 2026-12-31" == str(recurring)


class TestHolidaysUntil:
    """Until when the holidays are known."""

    def test_holiday_after_that_is_refused(self) -> None:
        with pytest.raises(CalendarError, match="known until 2026-12-31, and 2027-01-01 is one"):
            make(holidays=[date(2027, 1, 1)], holidays_until=date(2026, 12, 31))

    def test_it_stands_in_the_description(self) -> None:
        calendar = make(holidays_until=date(2026, 12, 31))

        assert "mon–fri 08:00–16:00, holidays known until 2026-12-31 (Europe/Paris)" == (
            calendar.hours_text
        )
