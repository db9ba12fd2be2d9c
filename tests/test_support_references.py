"""Where the records of support meet: alerts, entitlements, references and repercussions."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.changes import ChangeOutcome, RequestForChange
from mof.errors import DefinitionError
from mof.incidents import (
    Incident,
    IncidentState,
    find_change_related_incidents,
)
from mof.judgements import find_entitlement
from mof.monitoring import Alert, raise_incident
from mof.problems import (
    KnownError,
    KnownErrorTrigger,
    Problem,
    ProblemOrigin,
    find_reference_faults,
)
from mof.problems._reference_faults import ReferenceFaultKind
from mof.records import Actor, find_deviations
from mof.services import Service, ServiceCatalog, measure_flawed_downtime
from mof.values import ChangeId, EventId, IncidentId, ProblemId, ServiceId
from support import MAIL, ROLES, P
from world import CATALOG, DESK, JUNE, SLA_MAIL, open_incident

MANAGER = Actor(P[0], ROLES["PM"])
HOUR = timedelta(hours=1)


def test_alert_becomes_an_incident_that_waits_to_be_categorized() -> None:
    alert = Alert(EventId("a-17"), at=hours(0), text="disk 95 %", subject="relay")

    incident = raise_incident(alert, id="incident-1")

    assert ("a-17", "disk 95 % (relay)", None) == (
        incident.alert,
        incident.situation,
        incident.service,
    )
    assert incident.state is IncidentState.RECORDED
    assert not find_deviations(incident)
    assert incident == raise_incident(alert, id="incident-1")
    served = raise_incident(
        Alert(EventId("a-18"), at=hours(0), text="slow", services=[MAIL]), id="i"
    )
    assert (MAIL, "slow") == (served.service, served.situation)


# Entitlements


@pytest.mark.parametrize(
    "service, expected",
    [
        (None, (None, None, "the service is not known")),
        ("unknown", (None, None, "the service is not known")),
        ("fax", (False, None, "fax is not in the catalog")),
        ("old", (False, None, "old is not in operation")),
        ("payroll", (False, None, "no agreement covers payroll")),
        ("mail", (True, "sla-mail", "sla-mail covers mail")),
    ],
)
def test_request_is_held_against_catalog_and_agreements(
    service: str | None, expected: tuple[Any, ...]
) -> None:
    old = Service(ServiceId("old"), "Old", retired_at=hours(-9))
    catalog = ServiceCatalog([CATALOG[MAIL], CATALOG[ServiceId("payroll")], old])
    request = tell(service=service)

    found = find_entitlement(request, catalog, [SLA_MAIL], at=hours(1))

    assert expected == (found.is_supportable, found.agreement, found.reason)


def test_agreement_that_is_over_covers_nothing() -> None:
    over = evolve(SLA_MAIL, valid_until=hours(0))

    assert not find_entitlement(tell(), CATALOG, [over], at=hours(1)).is_supportable


# References


def identify(name: str, *incidents: str) -> Problem:
    return Problem.identify(
        name,
        title="?",
        symptoms="?",
        origin=ProblemOrigin.REACTIVE,
        services=(MAIL,),
        frequency="weekly",
        impact="all",
        incidents=incidents,
        at=hours(0),
        by=MANAGER,
    )


def draft(name: str, problem: str | None, **facts: Any) -> KnownError:
    return KnownError.draft(
        name,
        title="?",
        symptoms="?",
        trigger=KnownErrorTrigger.PROGRESS,
        problem=None if problem is None else ProblemId(problem),
        at=hours(0),
        by=MANAGER,
        **facts,
    )


def find(**records: Any) -> list[tuple[str, ReferenceFaultKind, str, str]]:
    faults = find_reference_faults(**records)
    return [(each.record, each.kind, each.fact, each.reference) for each in faults]


def test_problem_that_lists_an_unknown_incident_is_found() -> None:
    problem = identify("problem-1", "incident-1", "incident-9")

    faults = find_reference_faults(requests=[open_incident("incident-1")], problems=[problem])

    assert ["problem-1 names the request 'incident-9', which is not there"] == [
        each.message for each in faults
    ]


def test_circular_duplicates_are_found() -> None:
    requests = [
        open_incident("a").merge(master="b", at=hours(1), by=DESK),
        open_incident("b").merge(master="a", at=hours(1), by=DESK),
    ]

    assert [("a", ReferenceFaultKind.CIRCULAR, "master", "b")] == find(requests=requests)


def test_incident_that_its_problem_does_not_list_is_found() -> None:
    named, listed = tell(name="a", problem="problem-1"), tell(name="b", problem="problem-1")

    assert [("a", ReferenceFaultKind.ONE_SIDED, "problem", "problem-1")] == find(
        requests=[named, listed], problems=[identify("problem-1", "b")]
    )


def test_problem_has_one_known_error_in_the_making_or_in_use() -> None:
    problem = identify("problem-1", "a")
    discarded = draft("ke-3", "problem-1").discard(reason="wrong", at=hours(1), by=MANAGER)
    errors = [
        draft("ke-2", "problem-1"),
        draft("ke-1", "problem-1"),
        discarded,
        draft("ke-4", None),
    ]

    assert [("ke-2", ReferenceFaultKind.SECOND_KNOWN_ERROR, "problem", "ke-1")] == find(
        requests=[open_incident("a")], problems=[problem], known_errors=errors
    )


def test_changes_that_are_named_have_to_be_there() -> None:
    waiting = tell(name="a", change="change-1")
    known = RequestForChange.from_register("change-1", title="?", requested_at=hours(0))

    assert [("a", ReferenceFaultKind.UNKNOWN, "change", "change-1")] == find(requests=[waiting])
    assert [] == find(requests=[waiting], changes=[known])


# Repercussions


def release(
    name: str, at: float, outcome: ChangeOutcome | None = None, *services: str
) -> RequestForChange:
    return RequestForChange.from_register(
        name,
        title="?",
        requested_at=hours(-9),
        services=[ServiceId(each) for each in services or ("mail",)],
        completed_at=hours(at),
        outcome=outcome,
    )


def fail(name: str, at: float, service: str = "mail") -> Incident:
    return tell(opened=at, name=name, service=ServiceId(service))


def test_incidents_that_followed_a_change_to_their_service_are_found() -> None:
    changes = [
        release("change-1", 1, ChangeOutcome.FAILED, "mail", "payroll"),
        release("change-2", 2, ChangeOutcome.SUCCESSFUL),
        RequestForChange.from_register(
            "change-3", title="?", requested_at=hours(0), services=[MAIL]
        ),
    ]
    incidents = [
        fail("early", 0.9),
        fail("at-once", 1),
        fail("last", 3),
        fail("late", 3.01),
        fail("payroll", 2, "payroll"),
        fail("other", 2, "fax"),
        tell(note(2.1, IncidentState.CANCELLED), opened=2, name="wrong number", service=MAIL),
        Incident(IncidentId("empty"), (), opened_at=hours(2)),
    ]

    found = find_change_related_incidents(changes, incidents, within=2 * HOUR, as_of=hours(99))

    assert [
        ("change-1", "at-once", 0 * HOUR, True),
        ("change-1", "last", 2 * HOUR, True),
        ("change-1", "payroll", HOUR, True),
        ("change-2", "last", HOUR, False),
        ("change-2", "late", 1.01 * HOUR, False),
    ] == [(each.change, each.incident, each.after, each.is_flawed) for each in found]
    assert ChangeId("change-1") == found[0].change


def test_downtime_after_two_flawed_changes_counts_once_and_in_its_period() -> None:
    changes = [
        release("change-1", 1, ChangeOutcome.FAILED),
        release("change-2", 1.5, ChangeOutcome.BACKED_OUT),
        release("change-3", 800, ChangeOutcome.FAILED),
        release("change-4", 5),
    ]
    incidents = [fail("a", 2), fail("july", 801), fail("b", 5.5)]

    downtime = measure_flawed_downtime(
        changes, incidents, within=2 * HOUR, during=JUNE, as_of=hours(999)
    )

    assert 1 == downtime.count
    assert [("a", "change-2", False)] == [
        (each.cause, each.change, each.is_rated) for each in downtime.instances
    ]


def test_incidents_do_not_follow_backwards() -> None:
    with pytest.raises(DefinitionError, match="within some time after"):
        find_change_related_incidents([], [], within=-HOUR, as_of=hours(0))
