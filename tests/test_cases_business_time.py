"""Business time as contracts word it: what went wrong in tools of the field, case by case."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mof.agreements import SLA, Clock, Target
from mof.calendars import BusinessDays, Calendar
from mof.errors import CalendarError, HorizonError, NoOpenTimeError
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.judgements import Judgement, Verdict, judge
from mof.records import Entry
from mof.values import AgreementId, IncidentId, ServiceId

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
            Calendar.weekdays("09:00-17:00", tz="America/New_York", **{name: make()})

    @pytest.mark.parametrize("empty", [[], (), set(), frozenset()])
    def test_no_holidays_at_all_can_be_said(self, empty: Any) -> None:
        assert () == Calendar.weekdays("09:00-17:00", tz="UTC", holidays=empty).holidays


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


def test_calendar_that_never_closes_says_so_at_once() -> None:
    with pytest.raises(NoOpenTimeError, match="without closed time has no next closing"):
        Calendar.always().next_close(at("2026-06-01T09:00"))
