"""Major incidents are declared by a rule, staffed, told about in time, and looked back on."""

from datetime import timedelta

import pytest

from lives import hours
from mof.errors import SeparationError
from mof.incidents import Incident, MajorIncident, MajorIncidentRule, MajorIncidentState
from mof.incidents._major_incidents import LateUpdate
from mof.records import Actor, Level, Priority
from mof.values import MajorIncidentId, ServiceId
from support import MAIL, ROLES, P
from world import open_incident, prioritize_incident

LEADER = Actor(P[3], ROLES["IC"])
HALF = timedelta(minutes=30)
DECLARED = MajorIncident.declare(
    "major-1", incidents=("incident-1",), rule="mail", at=hours(0), by=LEADER
)


def test_rules_propose_what_people_declare() -> None:
    rules = [
        MajorIncidentRule("mail", services=[MAIL]),
        MajorIncidentRule("payroll", services=[ServiceId("payroll")]),
        MajorIncidentRule("urgent", priority=Priority.P2),
        MajorIncidentRule("wide", impact=Level.HIGH),
    ]
    worst = prioritize_incident("incident-1", impact=Level.HIGH, urgency=Level.HIGH)

    def list_names(incident: Incident) -> list[str]:
        return [rule.name for rule in rules if rule.applies_to(incident)]

    assert ["mail", "urgent", "wide"] == list_names(worst)
    assert ["mail"] == list_names(prioritize_incident("i"))
    assert ["mail"] == list_names(open_incident("i"))


def test_who_repairs_is_not_who_tells() -> None:
    with pytest.raises(SeparationError, match="person-5 is technical_lead and communicator"):
        DECLARED.staff(leader=P[3], communicator=P[5], technical_lead=P[5], at=hours(1), by=LEADER)


def test_news_that_came_late_or_not_at_all_are_found() -> None:
    told = DECLARED.update(message="we look", next_update_at=hours(2), at=hours(1), by=LEADER)
    noted = told.observe(observation="queue empty", at=hours(1.5), by=LEADER)
    again = noted.update(message="found it", next_update_at=hours(4), at=hours(2), by=LEADER)

    late = again.find_late_updates(as_of=hours(5), first_within=HALF)

    assert (LateUpdate(hours(0.5), hours(1)), LateUpdate(hours(4))) == late
    assert () == DECLARED.find_late_updates(as_of=hours(0.5), first_within=HALF)
    assert () == DECLARED.find_late_updates(as_of=hours(-1), first_within=HALF)


def test_news_are_no_longer_due_once_it_is_over() -> None:
    staffed = DECLARED.staff(
        leader=P[3], communicator=P[4], technical_lead=P[5], at=hours(0), by=LEADER
    )
    ended = staffed.end(message="mail is back", at=hours(0.4), by=LEADER)

    assert () == ended.find_late_updates(as_of=hours(99), first_within=HALF)
    assert [True, False] == [staffed.is_running, ended.is_running]


def test_timeline_tells_what_happened_when_by_whom() -> None:
    joined = DECLARED.join(incidents=("incident-2", "incident-1"), at=hours(1), by=LEADER)
    revoked = joined.revoke(reason="a test", at=hours(2), by=LEADER)
    rows = revoked.to_timeline().rows

    assert ("incident-1", "incident-2") == revoked.incidents
    assert (P[3], MajorIncidentState.REVOKED) == (revoked.declared_by, revoked.state)
    assert [
        (None, "declare", "mail"),
        ("1:00:00", "join", None),
        ("1:00:00", "revoke", "a test"),
    ] == [(row[1], row[2], row[4]) for row in rows]
    assert () == MajorIncident(MajorIncidentId("major-2"), ()).to_timeline().rows
