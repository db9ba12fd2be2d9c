"""Clocks and verdicts: what was judged otherwise than a contract means it, case by case."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import mof
from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.incidents import Correspondent, IncidentState
from mof.judgements import Judgement, Verdict, judge, measure_attainment
from mof.records import Actor, Entry, Priority
from mof.sources import EventLogMapping, read_event_log
from mof.values import AgreementId, IncidentId, Period, PersonId, ServiceId

CASES = Path(__file__).parent / "data" / "cases"

MORNING = datetime(2026, 6, 1, 9, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
PROGRAM, PERSON = Actor(PersonId("mailer"), is_automated=True), Actor(PersonId("anna"))


def tell(after: timedelta, state: IncidentState | None = None, **given: Any) -> Entry[Any, Any]:
    by = given.pop("by", None)
    return Entry(MORNING + after, state=state, by=by, changes=given)


def make_incident(*entries: Entry[Any, Any], **facts: Any) -> mof.Incident:
    opened = tell(timedelta(0), IncidentState.OPEN, service="it", **facts)
    return mof.Incident(IncidentId("INC-1"), [opened, *entries], opened_at=MORNING)


def agree(*targets: mof.Target, **terms: Any) -> mof.SLA:
    given: dict[str, Any] = {
        "service": ServiceId("it"),
        "calendar": mof.Calendar.always(),
        "targets": targets,
        "valid_from": date(2026, 1, 1),
        "version": "1",
    }
    return mof.SLA(AgreementId("sla"), **{**given, **terms})


def judge_at(incident: mof.Incident, agreement: mof.SLA, after: timedelta) -> Judgement:
    (judgement,) = judge(incident, agreement, as_of=MORNING + after)
    return judgement


class TestCV1:
    """What is closed, resolved by a program or fixed without an answer."""

    @pytest.mark.parametrize(
        "clock, by, state, verdict",
        [
            (Clock.RESPONSE, PERSON, IncidentState.CLOSED, Verdict.VOID),
            (Clock.RESPONSE, PROGRAM, IncidentState.RESOLVED, Verdict.VOID),
            (Clock.RESPONSE, PERSON, IncidentState.RESOLVED, Verdict.MET),
            (Clock.RESPONSE, None, IncidentState.RESOLVED, Verdict.MET),
            (Clock.RESPONSE.stopping("closed"), PERSON, IncidentState.CLOSED, Verdict.MET),
            (Clock.RESPONSE.voiding("resolved"), PERSON, IncidentState.RESOLVED, Verdict.VOID),
        ],
    )
    def test_end_without_an_answer(
        self, clock: Clock, by: Actor | None, state: IncidentState, verdict: Verdict
    ) -> None:
        incident = make_incident(tell(3.9 * HOUR, state, by=by))

        judged = judge_at(incident, agree(mof.Target(clock, 4 * HOUR)), 9 * HOUR)

        assert verdict is judged.verdict


class TestCV2:
    """The automatic reply."""

    INCIDENT = make_incident(
        tell(5 * SECOND, correspondent=Correspondent.DESK, by=PROGRAM),
        tell(1.5 * HOUR, IncidentState.IN_PROGRESS, correspondent=Correspondent.DESK, by=PERSON),
    )

    def test_is_no_response(self) -> None:
        judged = judge_at(self.INCIDENT, agree(mof.Target(Clock.RESPONSE, HOUR)), 9 * HOUR)

        assert (Verdict.BREACHED, 1.5 * HOUR) == (judged.verdict, judged.elapsed)

    def test_is_one_by_a_term_of_the_clock(self) -> None:
        clock = Clock.RESPONSE.counting_automated()

        judged = judge_at(self.INCIDENT, agree(mof.Target(clock, HOUR)), 9 * HOUR)

        assert (Verdict.MET, 5 * SECOND) == (judged.verdict, judged.elapsed)


class TestCV9:
    """A word of a state that is in no mapping: records and frames say the same."""

    MAPPING = EventLogMapping(
        columns={
            "id": "number",
            "at": "sys_updated_at",
            "opened_at": "opened_at",
            "state": "incident_state",
            "priority": "priority",
        },
        constants={"service": "it"},
        states={
            "New": IncidentState.OPEN,
            "Resolved": IncidentState.RESOLVED,
            "Closed": IncidentState.CLOSED,
        },
    )
    AGREEMENT = SLA(
        AgreementId("closure"),
        service=ServiceId("it"),
        calendar=Calendar.weekdays("14:00-23:00", tz="UTC"),
        targets=[
            Target(Clock.CLOSURE.without_pauses(), timedelta(hours=62), priorities=[Priority.P3])
        ],
        valid_from=date(2016, 1, 1),
        version="1",
    )
    AS_OF = datetime(2017, 3, 1, tzinfo=UTC)
    MAY = Period.month(2016, 5, tz="UTC")
    LOG = CASES / "unknown-state.csv"

    def test_record_with_an_unknown_state_is_unknown(self) -> None:
        extract = read_event_log(self.LOG, self.MAPPING)

        one, other = (
            judgement
            for record in extract.records
            for judgement in judge(record, self.AGREEMENT, as_of=self.AS_OF)
        )

        assert (Verdict.UNKNOWN, Verdict.MET) == (one.verdict, other.verdict)
        assert timedelta(hours=10) == other.elapsed
        assert one.at_least is not None
        assert one.at_least > timedelta(hours=62)
        assert [3, 4] == [gap.row for gap in extract.records[0].gaps]

    def test_attainment_counts_it_apart(self) -> None:
        records = read_event_log(self.LOG, self.MAPPING).records

        (attainment,) = measure_attainment(
            records, self.AGREEMENT, during=self.MAY, as_of=self.AS_OF
        )

        assert (("T-2",), (), ("T-1",)) == (
            attainment.met,
            attainment.breached,
            attainment.faulty,
        )
        assert 1 == attainment.share


class TestCV4:
    """A promise by topic, tag or team."""

    AGREEMENT = agree(
        mof.Target(Clock.RESOLUTION, 4 * HOUR, facts={"topic": "vpn"}),
        mof.Target(Clock.RESOLUTION, 8 * HOUR),
    )

    @pytest.mark.parametrize(
        "facts, verdict, breached_after",
        [
            ({"topic": "vpn"}, Verdict.BREACHED, 4 * HOUR),
            ({"topic": "mail"}, Verdict.MET, None),
            ({}, Verdict.MET, None),
        ],
    )
    def test_is_judged_once_by_the_target_that_applies(
        self, facts: dict[str, Any], verdict: Verdict, breached_after: timedelta | None
    ) -> None:
        resolved = tell(5 * HOUR, IncidentState.RESOLVED)

        judged = judge_at(make_incident(resolved, **facts), self.AGREEMENT, 99 * HOUR)

        breached_at = None if breached_after is None else MORNING + breached_after
        assert (verdict, breached_at) == (judged.verdict, judged.breached_at)
        assert ("resolution",) == self.AGREEMENT.clocks


class TestCV12:
    """Right before, and noticed by no test."""

    def test_clearing_a_fact_leaves_the_priority(self) -> None:
        incident = make_incident(
            tell(timedelta(0), priority=mof.Priority.P1, team="net"), tell(HOUR, team=None)
        )
        urgent = mof.Target(Clock.RESOLUTION, 2 * HOUR, priorities=[mof.Priority.P1])

        judged = judge_at(incident, agree(urgent), 6 * HOUR)

        assert (Verdict.BREACHED, MORNING + 2 * HOUR) == (judged.verdict, judged.breached_at)

    def test_next_response_of_a_cancelled_record_is_void(self) -> None:
        incident = make_incident(
            tell(HOUR, IncidentState.IN_PROGRESS),
            tell(2 * HOUR, correspondent=Correspondent.CUSTOMER),
            tell(3 * HOUR, IncidentState.CANCELLED),
        )

        judged = judge_at(incident, agree(mof.Target(Clock.NEXT_RESPONSE, 2 * HOUR)), 9 * HOUR)

        assert Verdict.VOID is judged.verdict
