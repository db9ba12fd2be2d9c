"""Incidents live by the table of the Customer Service function, row by row."""

from collections.abc import Callable
from typing import Any

import pytest

from lives import hours, note, tell
from mof.errors import ActingError, MissingFactError, RoleError
from mof.framework import RoleType
from mof.help_requests import Origin, PendingReason, RequestCategory
from mof.help_requests._categories import UNKNOWN_SERVICE
from mof.incidents import (
    INCIDENT_LIFECYCLE,
    Incident,
    IncidentEvent,
    IncidentState,
    ResolutionMethod,
)
from mof.incidents._incident_lifecycle import OPEN_STATES
from mof.records import DEFAULT_PRIORITY_MATRIX, Actor, Edge, Level, Priority, PriorityMatrix
from mof.values import AgreementId, ChangeId, IncidentId, PersonId, ProblemId, ServiceId, SupplierId
from transitions import INCIDENT_ROWS, Row
from world import DESK, RESOLVER, TIMER, open_incident, prioritize_incident, resolve_incident

ROLES = {
    "CSR": RoleType.CUSTOMER_SERVICE_REPRESENTATIVE,
    "IR": RoleType.INCIDENT_RESOLVER,
    "IC": RoleType.INCIDENT_COORDINATOR,
    "CSM": RoleType.CUSTOMER_SERVICE_MANAGER,
}
COORDINATOR = Actor(PersonId("person-003"), ROLES["IC"])
MANAGER = Actor(PersonId("person-004"), ROLES["CSM"])
OPENED = open_incident("incident-1")
RECORDED = OPENED.record(
    situation="no mail arrives", contact=PersonId("person-900"), at=hours(0), by=DESK
)
CATEGORIZED = RECORDED.categorize(at=hours(0), by=DESK)
PRIORITIZED = prioritize_incident("incident-1")
STARTED = PRIORITIZED.start(at=hours(1), by=RESOLVER)
PENDING = STARTED.wait(reason=PendingReason.USER.value, at=hours(2), by=RESOLVER)
RESUMED = STARTED.resume_service(method=ResolutionMethod.FIX, at=hours(2), by=RESOLVER)
RESOLVED = RESUMED.resolve(
    resolution="restarted", resolution_code="restart", at=hours(3), by=RESOLVER
)
CLOSED = resolve_incident("incident-1")

Edges = dict[tuple[str, str], Edge[IncidentState]]


def list_edges() -> Edges:
    return {
        (state.value if state else "-", event.value): edge
        for state, event, edge in INCIDENT_LIFECYCLE.edges
    }


def test_table_has_every_row_of_the_framework_and_no_other() -> None:
    assert {(row.state, row.event) for row in INCIDENT_ROWS} == {*list_edges()}


@pytest.mark.parametrize("row", INCIDENT_ROWS, ids=lambda row: f"{row.state}: {row.event}")
def test_row_leads_where_it_should_by_those_who_may(row: Row) -> None:
    edge = list_edges()[row.state, row.event]

    assert edge.to.value == row.to
    assert edge.roles == {ROLES[role] for role in row.roles - {"SYS"}}
    assert edge.is_automatable is ("SYS" in row.roles)
    needs = {*edge.given, *edge.recorded, *("/".join(choice.facts) for choice in edge.any_of)}
    assert needs | ({"reason"} if edge.needs_reason else set()) == row.needs


def test_representative_may_resolve_at_first_contact() -> None:
    resolved = PRIORITIZED.resolve(
        resolution="password reset",
        resolution_code="reset",
        method=ResolutionMethod.FIX,
        at=hours(0.1),
        by=DESK,
    )

    assert resolved.state is IncidentState.RESOLVED
    assert resolved.method is ResolutionMethod.FIX


def test_tool_may_close_what_nobody_objects_to() -> None:
    closed = RESOLVED.close(closure_code="solved", at=hours(80), by=TIMER)

    assert (closed.state, closed.state_reason) == (IncidentState.CLOSED, "no objection")


@pytest.mark.parametrize("state", IncidentState)
def test_whatever_is_not_yet_closed_may_be_cancelled(state: IncidentState) -> None:
    ended = {"closed", "rerouted", "rejected", "cancelled"}

    for event in (IncidentEvent.CANCEL, IncidentEvent.MERGE):
        edge = INCIDENT_LIFECYCLE.find_edge(state, event)
        assert (edge is None) is (state.value in ended)


def test_open_is_what_somebody_has_yet_to_work_on() -> None:
    over = {"resolved", "closed", "rerouted", "rejected", "cancelled"}

    assert {state.value for state in IncidentState} - over == {state.value for state in OPEN_STATES}
    assert [OPENED, PENDING, RESUMED, RESOLVED, CLOSED].index(RESOLVED) == 3
    assert [True, True, True, False, False] == [
        each.is_open for each in (OPENED, PENDING, RESUMED, RESOLVED, CLOSED)
    ]


ACTS: dict[IncidentEvent, tuple[Incident, Callable[[Incident, Any], Incident], Actor]] = {
    IncidentEvent.RECORD: (
        OPENED,
        lambda i, act: i.record(situation="no mail", contact=PersonId("person-900"), **act),
        DESK,
    ),
    IncidentEvent.CATEGORIZE: (RECORDED, lambda i, act: i.categorize(topic="mailbox", **act), DESK),
    IncidentEvent.REROUTE: (
        RECORDED,
        lambda i, act: i.reroute(
            category=RequestCategory.INFORMATION, successor="request-1", **act
        ),
        DESK,
    ),
    IncidentEvent.ACCEPT: (
        CATEGORIZED,
        lambda i, act: i.accept(agreement=AgreementId("sla-mail"), **act),
        DESK,
    ),
    IncidentEvent.REJECT: (CATEGORIZED, lambda i, act: i.reject(reason="not ours", **act), DESK),
    IncidentEvent.PRIORITIZE: (
        CATEGORIZED.accept(at=hours(0), by=DESK),
        lambda i, act: i.prioritize(
            impact=Level.HIGH, urgency=Level.LOW, coordinator=PersonId("person-003"), **act
        ),
        COORDINATOR,
    ),
    IncidentEvent.START: (PRIORITIZED, lambda i, act: i.start(**act), RESOLVER),
    IncidentEvent.DISPATCH: (
        PRIORITIZED,
        lambda i, act: i.dispatch(assignee=PersonId("person-002"), **act),
        DESK,
    ),
    IncidentEvent.ESCALATE: (
        STARTED,
        lambda i, act: i.escalate(assignee=PersonId("person-005"), reason="too hard", **act),
        RESOLVER,
    ),
    IncidentEvent.NOTIFY: (
        STARTED,
        lambda i, act: i.notify(
            notified=PersonId("person-004"), threatened_target="restoration", **act
        ),
        MANAGER,
    ),
    IncidentEvent.WAIT: (
        STARTED,
        lambda i, act: i.wait(reason="supplier", supplier=SupplierId("carrier"), **act),
        RESOLVER,
    ),
    IncidentEvent.CONTINUE: (PENDING, lambda i, act: i.continue_work(**act), TIMER),
    IncidentEvent.RESUME_SERVICE: (
        STARTED,
        lambda i, act: i.resume_service(method=ResolutionMethod.FIX, knowledge=("kb-1",), **act),
        RESOLVER,
    ),
    IncidentEvent.RELAPSE: (RESUMED, lambda i, act: i.relapse(reason="down again", **act), DESK),
    IncidentEvent.RESOLVE: (
        RESUMED,
        lambda i, act: i.resolve(resolution="restarted", resolution_code="restart", **act),
        RESOLVER,
    ),
    IncidentEvent.CONFIRM: (
        RESOLVED,
        lambda i, act: i.confirm(confirmation="user", closure_code="solved", **act),
        DESK,
    ),
    IncidentEvent.CLOSE: (RESOLVED, lambda i, act: i.close(closure_code="solved", **act), TIMER),
    IncidentEvent.OBJECT: (RESOLVED, lambda i, act: i.object(reason="still slow", **act), DESK),
    IncidentEvent.REOPEN: (
        CLOSED,
        lambda i, act: i.reopen(recurrence="same failure", reason="it is back", **act),
        MANAGER,
    ),
    IncidentEvent.REASSESS: (
        PENDING,
        lambda i, act: i.reassess(
            impact=Level.HIGH, urgency=Level.HIGH, reason="more users", **act
        ),
        COORDINATOR,
    ),
    IncidentEvent.SUSPECT_PROBLEM: (
        PENDING,
        lambda i, act: i.suspect_problem(symptom="queue full", **act),
        RESOLVER,
    ),
    IncidentEvent.CANCEL: (OPENED, lambda i, act: i.cancel(reason="withdrawn", **act), DESK),
    IncidentEvent.MERGE: (
        OPENED,
        lambda i, act: i.merge(master=IncidentId("incident-0"), **act),
        COORDINATOR,
    ),
}


def test_every_event_has_its_acting_method() -> None:
    methods = {
        name.removesuffix("_work")
        for name in dir(Incident)
        if callable(getattr(Incident, name)) and name[0] != "_"
    }

    assert {event.name.lower() for event in IncidentEvent} <= methods
    assert {*IncidentEvent} - {IncidentEvent.OPEN} == {*ACTS}


@pytest.mark.parametrize("event", ACTS, ids=str)
def test_acting_method_does_what_the_row_of_its_event_says(event: IncidentEvent) -> None:
    before, act, by = ACTS[event]
    assert before.state
    edge = list_edges()[before.state.value, event.value]

    after = act(before, {"at": hours(5), "by": by})

    assert after.history[:-1] == before.history
    assert after.history[-1].event is event
    assert after.history[-1].by == by
    assert after.state is edge.to
    assert all(after.facts.get(fact) is not None for fact in (*edge.given, *edge.recorded))


@pytest.mark.parametrize("event", ACTS, ids=str)
def test_acting_method_refuses_those_who_may_not(event: IncidentEvent) -> None:
    before, act, _ = ACTS[event]

    with pytest.raises(RoleError):
        act(before, {"at": hours(5), "by": Actor(role=RoleType.SCHEDULING_MANAGER)})


def test_incident_is_opened_with_what_is_known_then() -> None:
    incident = Incident.open(
        "incident-1", origin=Origin.ALERT, alert="disk full", at=hours(0), by=TIMER
    )

    assert (incident.state, incident.origin) == (IncidentState.OPEN, Origin.ALERT)
    assert incident.opened_at == incident.started_at == hours(0)
    assert incident.history[0].changes == (("alert", "disk full"),)


def test_alert_stands_in_for_a_contact() -> None:
    incident = Incident.open(
        "incident-1", origin=Origin.ALERT, alert="disk full", at=hours(0), by=TIMER
    )

    recorded = incident.record(situation="disk full", at=hours(0), by=TIMER)

    assert recorded.state is IncidentState.RECORDED


def test_service_that_nobody_can_name_is_unknown() -> None:
    opened = Incident.open("incident-1", origin=Origin.CHAT, at=hours(0), by=DESK)

    categorized = opened.record(
        situation="something is slow", contact=PersonId("person-900"), at=hours(0), by=DESK
    ).categorize(at=hours(0), by=DESK)

    assert categorized.service == UNKNOWN_SERVICE
    assert categorized.category is RequestCategory.INCIDENT_RESOLUTION


def test_service_named_later_replaces_the_earlier_one() -> None:
    assert RECORDED.categorize(at=hours(0), by=DESK).service == "mail"
    renamed = RECORDED.categorize(service=ServiceId("web"), at=hours(0), by=DESK)
    assert renamed.service == "web"


def test_priority_comes_from_the_matrix() -> None:
    flat = PriorityMatrix({(i, u): Priority.P3 for i, u, _ in DEFAULT_PRIORITY_MATRIX.cells})
    by = {"at": hours(5), "by": COORDINATOR, "reason": "more users"}
    high: dict[str, Any] = {"impact": Level.HIGH, "urgency": Level.HIGH, **by}

    assert PENDING.reassess(**high).priority is Priority.P1
    assert PENDING.reassess(**high, matrix=flat).priority is Priority.P3


def test_whoever_starts_is_the_assignee_unless_another_is_named() -> None:
    other = PRIORITIZED.start(assignee=PersonId("person-005"), at=hours(1), by=RESOLVER)

    assert (STARTED.assignee, other.assignee) == ("person-002", "person-005")


def test_escalation_moves_the_assignee_and_never_the_coordinator() -> None:
    second = STARTED.escalate(
        assignee=PersonId("person-005"), reason="too hard", at=hours(2), by=RESOLVER
    )
    third = second.escalate(
        assignee=PersonId("person-006"), reason="harder yet", at=hours(3), by=RESOLVER
    )

    assert [None, 2, 3] == [each.level for each in (STARTED, second, third)]
    assert {each.coordinator for each in (STARTED, second, third)} == {"person-003"}


@pytest.mark.parametrize("known", ["problem", "known_error"])
def test_workaround_leaves_a_problem_or_a_known_error_behind(known: str) -> None:
    around = STARTED.resume_service(method=ResolutionMethod.WORKAROUND, at=hours(2), by=RESOLVER)
    act: dict[str, Any] = {"resolution": "rerouted", "resolution_code": "w", "at": hours(3)}

    linked: dict[str, Any] = {"by": RESOLVER, known: "problem-1"}
    with pytest.raises(MissingFactError) as caught:
        around.resolve(**act, by=RESOLVER)
    resolved = around.resolve(**act, **linked)

    assert caught.value.missing == ("problem or known_error where method is workaround",)
    assert resolved.state is IncidentState.RESOLVED


def test_waiting_for_a_change_names_it() -> None:
    act: dict[str, Any] = {"reason": PendingReason.CHANGE.value, "at": hours(2), "by": RESOLVER}

    with pytest.raises(MissingFactError, match="change where reason is change"):
        STARTED.wait(**act)
    assert STARTED.wait(change=ChangeId("change-1"), **act).change == "change-1"


def test_escalating_or_suspecting_a_problem_closes_nothing() -> None:
    suspected = STARTED.suspect_problem(
        symptom="queue full", problem=ProblemId("problem-1"), at=hours(2), by=RESOLVER
    )

    assert suspected.state is IncidentState.IN_PROGRESS
    assert suspected.problem == "problem-1"


def test_objection_and_return_count_as_reopening_but_a_relapse_does_not() -> None:
    relapsed = RESUMED.relapse(reason="down again", at=hours(4), by=DESK)
    disputed = RESUMED.object(reason="not for me", at=hours(4), by=DESK)
    rejected = RESOLVED.object(reason="still slow", at=hours(4), by=DESK)
    reopened = CLOSED.reopen(recurrence="same", reason="it is back", at=hours(4), by=MANAGER)

    counts = [each.reopen_count for each in (CLOSED, relapsed, disputed, rejected, reopened)]

    assert counts == [0, 0, 1, 1, 1]


def test_reopening_is_seen_in_a_history_that_names_no_events() -> None:
    state = IncidentState
    told = tell(
        note(1, state.RESOLVED),
        note(1.5, team="network"),
        note(2, state.IN_PROGRESS),
        note(3, state.CLOSED),
        note(4, state.CANCELLED),
    )

    assert told.reopen_count == 1


def test_resolution_before_a_reopening_stays_in_the_history() -> None:
    reopened = RESOLVED.object(reason="still slow", at=hours(4), by=DESK)

    assert reopened.as_of(hours(3)) == RESOLVED
    assert [entry.at for entry in reopened.history if entry.state is IncidentState.RESOLVED] == [
        hours(3)
    ]


def test_naive_opening_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        open_incident("incident-1", hours(0).replace(tzinfo=None))


def test_refused_act_leaves_the_incident_as_it_was() -> None:
    before = OPENED.history

    with pytest.raises(ActingError):
        OPENED.start(at=hours(1), by=RESOLVER)

    assert OPENED.history is before
