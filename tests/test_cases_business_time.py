"""Business time as contracts word it: what went wrong in tools of the field, case by case."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from frame_engines import INSTANT, TEXT, make
from mof import frames
from mof.agreements import SLA, Clock, Target
from mof.calendars import BusinessDays, Calendar, RecurringHours, Timeline
from mof.errors import ArgumentError, CalendarError, DefinitionError, HorizonError, NoOpenTimeError
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.judgements import Judgement, Verdict, judge, measure_attainment
from mof.records import Entry
from mof.sources import TicketMapping
from mof.values import AgreementId, IncidentId, Period, ServiceId
from mof.values._instants import EPOCH, MICROSECOND

OSLO = ZoneInfo("Europe/Oslo")
DESK = Calendar.weekdays("09:00-17:00", tz="Europe/Oslo", holidays=[date(2026, 12, 25)])


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def resolve(opened: str, resolved: str) -> Incident:
    entries = (
        Entry[IncidentState, IncidentEvent](
            at(opened), state=IncidentState.OPEN, changes={"service": ServiceId("it")}
        ),
        Entry[IncidentState, IncidentEvent](at(resolved), state=IncidentState.RESOLVED),
    )
    return Incident(IncidentId("INC-1"), entries, opened_at=at(opened))


def judge_days(opened: str, resolved: str, within: BusinessDays) -> Judgement:
    sla = SLA(
        AgreementId("sla-it"),
        service=ServiceId("it"),
        calendar=DESK,
        targets=[Target(Clock.RESOLUTION, within)],
        valid_from=date(2026, 1, 1),
        version="1",
    )
    as_of = datetime(2027, 1, 1, tzinfo=UTC)
    (judgement,) = judge(resolve(opened, resolved), sla, as_of=as_of)
    return judgement


class TestBT1:
    """A promise of business days, for a ticket of the weekend."""

    @pytest.mark.parametrize(
        "opened, due",
        [
            ("2026-06-05T16:59", "2026-06-08T16:59"),
            ("2026-06-06T08:00", "2026-06-08T17:00"),
            ("2026-06-06T10:00", "2026-06-08T17:00"),
            ("2026-06-06T20:00", "2026-06-08T17:00"),
            ("2026-06-08T08:00", "2026-06-08T17:00"),
        ],
    )
    def test_ticket_has_a_whole_day_whenever_it_arrives(self, opened: str, due: str) -> None:
        day = BusinessDays(1)

        judgement = judge_days(opened, "2026-06-08T09:05", day)

        assert (Verdict.MET, at(due)) == (judgement.verdict, judgement.due_at)
        assert at(due) == DESK.due(at(opened), day)
        assert timedelta(hours=8) == judgement.allowance

    @pytest.mark.parametrize("opened", ["2026-06-06T08:00", "2026-06-08T08:00"])
    def test_two_days_are_two_whole_ones(self, opened: str) -> None:
        judgement = judge_days(opened, "2026-06-08T09:05", BusinessDays(2))

        assert timedelta(hours=16) == judgement.allowance

    def test_target_can_ask_for_the_end_of_the_day(self) -> None:
        judgement = judge_days(
            "2026-06-05T10:00", "2026-06-08T16:00", BusinessDays(1, end_of_day=True)
        )

        assert (Verdict.MET, at("2026-06-08T17:00")) == (judgement.verdict, judgement.due_at)
        assert "1 business day, to the end of the day" == str(BusinessDays(1, end_of_day=True))


class TestBT2:
    """The same on a holiday."""

    @pytest.mark.parametrize(
        "opened, due",
        [("2026-12-25T08:00", "2026-12-28T17:00"), ("2026-12-24T16:00", "2026-12-28T16:00")],
    )
    def test_ticket_of_a_holiday_has_a_whole_day(self, opened: str, due: str) -> None:
        judgement = judge_days(opened, "2026-12-28T09:05", BusinessDays(1))

        assert (Verdict.MET, at(due)) == (judgement.verdict, judgement.due_at)
        assert timedelta(hours=8) == judgement.allowance


class TestBT3:
    """Holidays given as an object that is still empty."""

    @pytest.mark.parametrize(
        "make", [dict, lambda: iter(()), lambda: (day for day in list[date]())]
    )
    @pytest.mark.parametrize("name", ["holidays", "annual_holidays"])
    def test_what_holds_nothing_by_accident_is_refused(
        self, make: Callable[[], Iterable[Any]], name: str
    ) -> None:
        with pytest.raises(CalendarError, match=r"holds nothing; .* years=range\(2021, 2024\)"):
            Calendar.weekdays("09:00-17:00", tz="America/New_York", **{name: make()})  # type: ignore[arg-type]

    @pytest.mark.parametrize("name", ["weekly", "breaks", "shifts"])
    @pytest.mark.parametrize("make", [lambda: iter(()), lambda: defaultdict[Any, Any](list)])
    def test_mappings_of_hours_that_hold_nothing_by_accident_are_refused(
        self, make: Callable[[], Any], name: str
    ) -> None:
        with pytest.raises(CalendarError, match=f"{name} were given as a .* that holds nothing"):
            Calendar(**{"tz": "UTC", "weekly": {"mon": [("09:00", "17:00")]}, name: make()})

    def test_hours_of_a_date_that_are_used_up_are_refused(self) -> None:
        with pytest.raises(
            CalendarError, match="hours of 2026-06-01 were given as a list_iterator"
        ):
            Calendar(
                tz="UTC",
                weekly={"mon": [("09:00", "17:00")]},
                shifts={date(2026, 6, 1): iter(list[tuple[str, str]]())},
            )

    @pytest.mark.parametrize("empty", [{}, [], (), MappingProxyType({})])
    def test_no_shifts_at_all_can_be_said(self, empty: Any) -> None:
        desk = Calendar(tz="UTC", weekly={"mon": [("09:00", "17:00")]}, shifts=empty)

        assert () == desk.shifts

    @pytest.mark.parametrize("empty", [[], (), set(), frozenset()])
    def test_no_holidays_at_all_can_be_said(self, empty: Any) -> None:
        assert () == Calendar.weekdays("09:00-17:00", tz="UTC", holidays=empty).holidays


WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]


class TestBT4:
    """Seasons and alternate weeks as a rule."""

    paris = ZoneInfo("Europe/Paris")
    shop = Calendar(
        tz="Europe/Paris",
        weekly={day: [("10:00", "12:00"), ("14:00", "18:00")] for day in WORKDAYS},
        recurring=[
            RecurringHours.in_months([7, 8], "10:00-12:00, 14:00-18:30", days=WORKDAYS),
            RecurringHours.in_weeks("even", "09:00-13:00", days=["sat"]),
        ],
    )

    def test_hours_of_two_weeks_around_the_beginning_of_the_season(self) -> None:
        start, end = (
            datetime(2026, 6, 29, tzinfo=self.paris),
            datetime(2026, 7, 13, tzinfo=self.paris),
        )

        assert timedelta(hours=68) == self.shop.elapsed(start, end)
        assert () == self.shop.hours_on(date(2026, 7, 4))
        assert 1 == len(self.shop.hours_on(date(2026, 7, 11)))

    def test_season_has_no_end(self) -> None:
        late = datetime(2150, 7, 3, 18, 15, tzinfo=self.paris)

        assert self.shop.is_open(late)
        assert self.shop.next_open(late.replace(year=2199)) < datetime(2200, 1, 1, tzinfo=UTC)

    def test_frame_counts_the_same(self) -> None:
        starts = [at("2026-06-29T00:00") + timedelta(hours=25 * n) for n in range(400)]
        ends = [start + timedelta(hours=7 * n) for n, start in enumerate(starts)]
        frame = make("pandas", {"start": starts, "end": ends}, {"start": INSTANT, "end": INSTANT})

        counted = frames.with_elapsed(frame, self.shop, start="start", end="end", name="open")

        assert list(map(self.shop.elapsed, starts, ends)) == list(counted["open"])

    def test_it_says_what_it_is(self) -> None:
        assert (
            "mon–fri 10:00–12:00 and 14:00–18:00, jul and aug mon–fri 10:00–12:00 and "
            "14:00–18:30, even weeks sat 09:00–13:00 (Europe/Paris)"
        ) == self.shop.hours_text


class TestBT5:
    """Hours until 23:59."""

    desk = Calendar.weekdays("00:00-23:59", tz="UTC")
    week = datetime(2023, 1, 16, tzinfo=UTC), datetime(2023, 1, 21, tzinfo=UTC)

    def test_doubt_stands_in_the_description(self) -> None:
        doubt = "hours of mon, tue, wed, thu, fri end just before midnight; a day ends with 24:00"

        assert (doubt,) == self.desk.find_doubts()
        assert f"mon–fri 00:00–23:59, in doubt: {doubt} (UTC)" == self.desk.hours_text
        assert timedelta(days=4, hours=23, minutes=55) == self.desk.elapsed(*self.week)

    def test_hours_until_the_end_of_the_day_are_not_doubted(self) -> None:
        desk = Calendar.weekdays("00:00-24:00", tz="UTC")

        assert () == desk.find_doubts()
        assert timedelta(days=5) == desk.elapsed(*self.week)

    def test_every_kind_of_hours_is_looked_at(self) -> None:
        late = [("22:00", "23:59:59")]
        days = [date(2026, 6, day) for day in range(1, 11)]
        season = RecurringHours("FREQ=MONTHLY;BYDAY=1MO", late)
        calendar = Calendar.always() & Calendar(
            tz="UTC",
            weekly={"sun": late},
            breaks={days[0]: late},
            shifts=dict.fromkeys(days, late),
            recurring=[season],
        )

        (doubt,) = calendar.find_doubts()

        assert (
            "hours of sun, first mon of each month 22:00–23:59:59, 2026-06-01, 2026-06-02, "
            "2026-06-03, 2026-06-04, 2026-06-05 and 6 more end just before midnight; a day ends "
            "with 24:00"
        ) == doubt


class TestBT6:
    """Counting days at the edge of the time that is known."""

    @pytest.mark.parametrize(
        "tz, start, days, due",
        [
            ("Etc/GMT+7", "1900-01-03T02:47:12", -2, "1900-01-01T02:47:12"),
            ("Etc/GMT-7", "2199-12-30T20:00:00", 1, "2199-12-31T20:00:00"),
        ],
    )
    def test_days_are_counted_as_far_as_instants_are_known(
        self, tz: str, start: str, days: int, due: str
    ) -> None:
        always = Calendar.always(tz=tz)
        first = datetime.fromisoformat(start).replace(tzinfo=UTC)

        assert datetime.fromisoformat(due).replace(tzinfo=UTC) == always.add_days(first, days)
        with pytest.raises(HorizonError):
            always.add_days(first, 2 * days)


class TestBT7:
    """What is right, and would go wrong unnoticed."""

    @pytest.mark.parametrize(
        "day, inclusive, exclusive", [(date(2026, 6, 1), 1, 0), (date(2026, 6, 6), 0, 0)]
    )
    def test_business_days_of_one_day(self, day: date, inclusive: int, exclusive: int) -> None:
        assert inclusive == DESK.business_days(day, day)
        assert exclusive == DESK.business_days(day, day, inclusive=False)

    def test_earlier_date_is_the_one_left_out(self) -> None:
        friday, monday = date(2026, 6, 5), date(2026, 6, 8)

        assert (2, 1) == (
            DESK.business_days(friday, monday),
            DESK.business_days(friday, monday, inclusive=False),
        )
        assert -1 == DESK.business_days(monday, friday, inclusive=False)
        assert 1 == DESK.business_days(monday, date(2026, 6, 9), inclusive=False)

    def test_questions_at_the_exact_ends_of_what_is_compiled(self) -> None:
        open_all_day = Calendar.always()
        first = open_all_day.timeline_over(0, 0)
        edges = [EPOCH + at * MICROSECOND for at in (first.start, first.end)]

        assert first.start < 0 < first.end
        assert open_all_day.timeline_over(first.start, 0).start < first.start
        for edge in edges:
            fresh = Calendar.always()
            fresh.timeline_over(0, 0)
            assert fresh.is_open(edge)
            assert edge == fresh.next_open(edge) == fresh.previous_open(edge)
            assert MICROSECOND == fresh.elapsed(edge - MICROSECOND, edge)
            assert MICROSECOND == fresh.elapsed(edge, edge + MICROSECOND)
            assert edge + MICROSECOND == fresh.due(edge, MICROSECOND)
            assert edge - MICROSECOND == fresh.due(edge, -MICROSECOND)
            assert edge == fresh.due(edge - MICROSECOND, MICROSECOND)

    def test_last_instant_after_a_timeline_has_grown(self) -> None:
        short = DESK.timeline_over(0, 0)
        last = EPOCH + short.end * MICROSECOND

        grown = DESK.timeline_over(0, short.end)

        assert short.end < grown.end
        assert short.open_before(short.end) == grown.elapsed(short.start, short.end)
        assert DESK.elapsed(EPOCH, last) == sum(
            (until - since for since, until in DESK.periods(EPOCH, last)), timedelta()
        )

    def test_last_instant_that_is_counted(self) -> None:
        last = datetime(2200, 1, 1, tzinfo=UTC)

        assert MICROSECOND == Calendar.always().elapsed(last - MICROSECOND, last)
        assert last == Calendar.always().due(last - MICROSECOND, MICROSECOND)
        with pytest.raises(HorizonError):
            Calendar.always().elapsed(last, last + MICROSECOND)
        with pytest.raises(HorizonError):
            Calendar.always().due(last, MICROSECOND)

    def test_day_before_1900_is_not_counted(self) -> None:
        always = Calendar.always()

        with pytest.raises(HorizonError):
            always.is_business_day(date(1899, 12, 31))
        with pytest.raises(HorizonError):
            always.is_open(datetime(1900, 1, 1, tzinfo=UTC) - MICROSECOND)
        assert always.is_business_day(date(1900, 1, 1))

    def test_day_after_2199_is_not_counted(self) -> None:
        with pytest.raises(HorizonError):
            Calendar.always().is_business_day(date(2200, 1, 1))
        assert Calendar.always().is_business_day(date(2199, 12, 31))

    def test_previous_opening_at_the_very_start(self) -> None:
        start = datetime(1900, 1, 1, tzinfo=UTC)

        with pytest.raises(HorizonError):
            Calendar.always().previous_open(start)
        assert start + MICROSECOND == Calendar.always().previous_open(start + MICROSECOND)
        assert None is Timeline(0, 10, (0, 5)).previous_open(0)
        assert 1 == Timeline(0, 10, (0, 5)).previous_open(1)

    def test_goal_of_nothing(self) -> None:
        timeline = Timeline(0, 10, (2, 5))

        assert [0, 3, 10] == [timeline.due(at, 0) for at in (0, 3, 10)]
        assert 2 == timeline.due(5, -3)
        assert None is timeline.due(5, -4)
        assert 5 == timeline.due(0, 3)
        assert None is timeline.due(0, 4)

    def test_hours_of_weekdays_are_text(self) -> None:
        with pytest.raises(CalendarError, match="hours are written as '09:00-12:00"):
            Calendar.weekdays(5, tz="UTC")  # type: ignore[arg-type]

    @pytest.mark.parametrize("days", [10**9, -(10**9)])
    def test_more_days_than_there_are_is_refused_at_once(self, days: int) -> None:
        with pytest.raises(DefinitionError, match="which have 109573 days"):
            BusinessDays(days)
        before = perf_counter()
        with pytest.raises(HorizonError):
            DESK.add_days(at("2026-06-01T09:00"), days)
        assert perf_counter() - before < 0.1


class TestHolidaysThatAreNotKnownYet:
    """A list of holidays that has run out is told."""

    calendar = Calendar.weekdays(
        "09:00-17:00",
        tz="Europe/Oslo",
        holidays=[date(2026, 12, 25)],
        holidays_until=date(2026, 12, 31),
    )
    sla = SLA(
        AgreementId("sla-it"),
        service=ServiceId("it"),
        calendar=calendar,
        targets=[Target(Clock.RESOLUTION, timedelta(hours=8))],
        valid_from=date(2026, 1, 1),
        version="1",
    )
    doubt = "holidays are known until 2026-12-31 only, and time until 2027-01-31 is counted"

    @pytest.mark.parametrize("month, is_known", [((2026, 12), True), ((2027, 1), False)])
    def test_attainment_says_so(self, month: tuple[int, int], is_known: bool) -> None:
        period = Period.month(*month, tz="Europe/Oslo")

        (attainment,) = measure_attainment([], self.sla, during=period, as_of=period.end)

        assert (() if is_known else (self.doubt,)) == attainment.warnings
        assert attainment.warnings == attainment.counts.warnings
        shown = " ".join(attainment.to_table().to_text().split())
        assert (self.doubt in shown) is not is_known

    def test_what_was_not_counted_yet_is_not_in_doubt(self) -> None:
        year = Period.year(2027, tz="Europe/Oslo")

        (attainment,) = measure_attainment([], self.sla, during=year, as_of=year.start)

        assert () == attainment.warnings

    def test_frame_says_the_same(self) -> None:
        period = Period.month(2027, 1, tz="Europe/Oslo")
        mapping = TicketMapping(
            columns={"id": "ticket", "opened_at": "opened"},
            constants={"service": "it"},
            moments={"resolved": IncidentState.RESOLVED},
        )
        columns: dict[str, list[object]] = {
            "ticket": ["1"],
            "opened": [period.start],
            "resolved": [period.end],
        }
        kinds = {"ticket": TEXT, "opened": INSTANT, "resolved": INSTANT}

        (counts,) = frames.measure_attainment(
            make("pandas", columns, kinds), self.sla, mapping, during=period, as_of=period.end
        )

        assert (self.doubt,) == counts.warnings

    def test_error_is_raised_where_asked(self) -> None:
        self.calendar.check_holidays(Period.month(2026, 12, tz="Europe/Oslo"))
        with pytest.raises(CalendarError, match=f"{self.doubt}; give the holidays of later years"):
            self.calendar.check_holidays(Period.month(2027, 1, tz="Europe/Oslo"))

    def test_calendars_that_are_open_together_tell_each_their_own(self) -> None:
        both = Calendar.always() & self.calendar

        assert (self.doubt,) == both.find_doubts(Period.month(2027, 1, tz="Europe/Oslo"))
        assert () == both.find_doubts()

    def test_period_is_asked_for(self) -> None:
        with pytest.raises(ArgumentError, match="expected a Period, got a date"):
            self.calendar.check_holidays(date(2027, 1, 1))  # type: ignore[arg-type]


def test_calendar_that_never_closes_says_so_at_once() -> None:
    with pytest.raises(NoOpenTimeError, match="without closed time has no next closing"):
        Calendar.always().next_close(at("2026-06-01T09:00"))
