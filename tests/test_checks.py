"""What is handed over in another kind than asked for is refused, and never taken silently."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lives import hours, note, tell
from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.errors import (
    ArgumentError,
    CalendarError,
    DefinitionError,
    FactError,
    MissingFactError,
    RoleError,
)
from mof.help_requests import PendingReason
from mof.incidents import IncidentState
from mof.judgements import TimePartLabel, find_breaches, judge, judge_all, measure_attainment
from mof.records import DEFAULT_PRIORITY_MATRIX, Actor, Entry, Level, Priority
from mof.values import AgreementId, Period, PersonId, SupplierId
from world import CALENDAR, HOUR, MAIL, RESOLVER, prioritize_incident

WEEK = Period(hours(0), hours(168))
TARGET = Target(Clock.RESOLUTION, 8 * HOUR)
GIVEN: dict[str, Any] = {
    "service": MAIL,
    "calendar": CALENDAR,
    "targets": [TARGET],
    "valid_from": date(2026, 1, 1),
    "version": "1",
}
AGREEMENT = SLA(AgreementId("sla-mail"), **GIVEN)
INCIDENT = tell(note(30, IncidentState.RESOLVED), name="late")


@pytest.mark.parametrize("priorities", [["1"], [1], "P1", Priority.P1])
def test_target_is_for_a_list_of_priorities(priorities: Any) -> None:
    with pytest.raises(DefinitionError, match=r"Priority|given as a list"):
        Target(Clock.RESOLUTION, HOUR, priorities=priorities)


@pytest.mark.parametrize("stops", ["closed", IncidentState.CLOSED, [7]])
def test_clock_stops_in_a_list_of_states(stops: Any) -> None:
    with pytest.raises(DefinitionError, match="conditions of a clock"):
        Clock("closure", stops=stops)


@pytest.mark.parametrize(
    "part",
    [
        {"valid_from": "2026-01-01"},
        {"calendar": None},
        {"service": object()},
        {"targets": TARGET},
        {"supports": "ola"},
    ],
    ids="".join,
)
def test_agreement_is_made_of_the_right_kinds(part: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError):
        SLA(AgreementId("sla-mail"), **{**GIVEN, **part})


def test_term_is_as_good_a_reason_as_its_word() -> None:
    carrier = SupplierId("carrier")
    started = prioritize_incident("incident-1").start(at=hours(1), by=RESOLVER)

    waiting = started.wait(
        reason=PendingReason.SUPPLIER, supplier=carrier, at=hours(2), by=RESOLVER
    )

    assert waiting.state_reason == "supplier"
    assert Entry[Any, Any](hours(1), reason=PendingReason.USER).reason == "user"
    with pytest.raises(MissingFactError, match="supplier where reason is supplier"):
        started.wait(reason=PendingReason.SUPPLIER, at=hours(2), by=RESOLVER)


def test_record_given_twice_is_refused_by_its_id() -> None:
    twice = [INCIDENT, INCIDENT]

    with pytest.raises(DefinitionError, match="'late' is given twice"):
        measure_attainment(twice, AGREEMENT, during=WEEK, as_of=hours(99))
    with pytest.raises(DefinitionError, match="'late' is given twice"):
        find_breaches(twice, [AGREEMENT], as_of=hours(99))
    with pytest.raises(DefinitionError, match="'late' is given twice"):
        list(judge_all(twice, [AGREEMENT], as_of=hours(99)))


def test_entrances_say_what_they_take() -> None:
    wrong: Any = [AGREEMENT]
    nothing: Any = object()

    with pytest.raises(ArgumentError, match="each agreement in turn"):
        judge(INCIDENT, wrong, as_of=hours(9))
    with pytest.raises(ArgumentError, match="each record by itself"):
        judge(nothing, AGREEMENT, as_of=hours(9))
    with pytest.raises(ArgumentError, match="each agreement by itself"):
        measure_attainment([INCIDENT], wrong, during=WEEK, as_of=hours(9))
    for records in (nothing, [nothing]):
        with pytest.raises(ArgumentError, match="the records themselves"):
            measure_attainment(records, AGREEMENT, during=WEEK, as_of=hours(9))


def test_acting_says_who_and_what_it_takes() -> None:
    incident = prioritize_incident("incident-1")
    name: Any = "p1"
    high: Any = "high"

    with pytest.raises(ArgumentError, match="Actor"):
        incident.start(at=hours(1), by=name)
    with pytest.raises(RoleError, match="whose role is not given"):
        incident.start(at=hours(1), by=Actor(PersonId("p1")))
    with pytest.raises(FactError, match="impact"):
        incident.reassess(impact=high, urgency=Level.LOW, reason="x", at=hours(1), by=RESOLVER)
    with pytest.raises(ArgumentError, match="Level"):
        DEFAULT_PRIORITY_MATRIX.prioritize(high, Level.LOW)


def test_cleared_priority_is_no_priority() -> None:
    incident = tell(note(1, priority=Priority.P1), note(2, priority=None))

    (judgement,) = judge(incident, AGREEMENT, as_of=hours(3))

    assert judgement.priority is None


def test_explanation_totals_by_word_too() -> None:
    (judgement,) = judge(INCIDENT, AGREEMENT, as_of=hours(40))
    explanation = judgement.explain()

    assert explanation.total("running") == explanation.total(TimePartLabel.RUNNING) != 0 * HOUR


def test_calendar_takes_zones_and_refuses_lists_of_times() -> None:
    times: Any = ["08:00", "16:00"]

    assert Calendar.always(tz=ZoneInfo("Europe/Oslo")) == Calendar.always(tz="Europe/Oslo")
    assert Calendar.always().tz == "UTC"
    with pytest.raises(CalendarError, match="09:00-12:00"):
        Calendar.weekdays(times, tz="UTC")


def test_year_has_four_quarters_and_twelve_months() -> None:
    with pytest.raises(DefinitionError, match="no quarter 5"):
        Period.quarter(2026, 5, tz="UTC")
    with pytest.raises(DefinitionError, match="no month 13"):
        Period.month(2026, 13, tz="UTC")
