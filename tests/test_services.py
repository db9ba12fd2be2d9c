"""Services live from proposal to retirement, through gates; a catalogue lists each once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from lives import hours
from mof.calendars import Calendar
from mof.documents import Named
from mof.errors import (
    ChronologyError,
    CycleError,
    DefinitionError,
    FactError,
    MissingFactError,
    NaiveTimestampError,
    RoleError,
    TransitionError,
    UnknownReferenceError,
)
from mof.framework import GateDecision, LifeStage, Phase, ReviewKind, RoleType
from mof.improvement import ReviewHeld
from mof.records import Actor, DeviationKind, Edge, Entry, find_deviations
from mof.services import (
    SERVICE_LIFECYCLE,
    Baseline,
    ConfigurationItem,
    Customer,
    Service,
    ServiceCatalog,
    ServiceEvent,
    ServiceKind,
    ServiceState,
    Supplier,
    list_gates,
)
from mof.services._gate_gaps import GateGap, GateGapKind, find_gate_gaps
from mof.values import (
    AgreementId,
    ConfigurationItemId,
    CustomerId,
    PersonId,
    ReviewId,
    ServiceId,
    SupplierId,
    TeamId,
    TechnologyAreaId,
)
from transitions import SERVICE_ROWS, Row

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
MAIL = ServiceId("mail")

S, E, K = ServiceState, ServiceEvent, ReviewKind
GO, NO_GO = GateDecision.GO, GateDecision.NO_GO
ROLES = {
    "AM": RoleType.ACCOUNT_MANAGER,
    "SLM": RoleType.SERVICE_LEVEL_MANAGER,
    "PFM": RoleType.PORTFOLIO_MANAGER,
    "PGM": RoleType.PROGRAM_MANAGER,
    "SOL": RoleType.SOLUTION_MANAGER,
    "DEV": RoleType.DEVELOPER,
    "REL": RoleType.RELEASE_MANAGEMENT,
    "OM": RoleType.OPERATIONS_MANAGER,
    "TAM": RoleType.TECHNOLOGY_AREA_MANAGER,
    "IM": RoleType.IT_MANAGER,
    "CIO": RoleType.IT_EXECUTIVE_OFFICER,
}
PORTFOLIO, SOLUTION, OPERATIONS, EXECUTIVE = (
    Actor(PersonId(f"person-{key}"), ROLES[key]) for key in ("PFM", "SOL", "OM", "CIO")
)


def hold_review(
    kind: ReviewKind,
    at: float = 0,
    *,
    decision: GateDecision | None = GO,
    name: str | None = None,
    services: tuple[str, ...] = (),
) -> ReviewHeld:
    return ReviewHeld(
        ReviewId(name or f"review-{kind.name.lower()}-{at:g}"),
        held_at=hours(at),
        kind=kind,
        decision=decision,
        services=map(ServiceId, services),
    )


EVIDENCE: dict[str, Any] = {
    "version": "1.0",
    "operability": "the runbook was tried in the pilot",
    "supportability": "the desk is trained",
    "environment": "the target passed its checks",
    "agreements": (AgreementId("ola-network"),),
}
FUNDING = hold_review(K.PORTFOLIO, 1)
PLANS = hold_review(K.PROJECT_PLAN_APPROVED, 3)
READINESS = hold_review(K.RELEASE_READINESS, 5)
LOOK_BACK = hold_review(K.POST_IMPLEMENTATION, 7)
READINESS_2 = hold_review(K.RELEASE_READINESS, 9)
ALIGNMENT = hold_review(K.SERVICE_ALIGNMENT, 9)
REVIEWS = (FUNDING, PLANS, READINESS, LOOK_BACK, READINESS_2, ALIGNMENT)

LISTED = Service(MAIL, "E-mail")
PROPOSED = LISTED.propose(need="customers write to us", at=hours(0), by=PORTFOLIO)
ENVISIONING = PROPOSED.fund(review=FUNDING, at=hours(1), by=PORTFOLIO)
PLANNING = ENVISIONING.plan(vision="vision-1", at=hours(2), by=SOLUTION)
BUILDING = PLANNING.approve_plan(review=PLANS, project_plan="plan-1", at=hours(3), by=SOLUTION)
STABILIZING = BUILDING.stabilize(at=hours(4), by=SOLUTION)
DEPLOYING = STABILIZING.release(review=READINESS, **EVIDENCE, at=hours(5), by=SOLUTION)
DEPLOYED = DEPLOYING.deploy(at=hours(6), by=SOLUTION)
OPERATING = DEPLOYED.accept(review=LOOK_BACK, at=hours(7), by=OPERATIONS)
MAINTENANCE = OPERATING.maintain(reason="patches", at=hours(8), by=OPERATIONS)
RELEASING = MAINTENANCE.release(review=READINESS_2, **EVIDENCE, at=hours(9), by=SOLUTION)
RETIRED = OPERATING.retire(review=ALIGNMENT, at=hours(9), by=PORTFOLIO)


# The table


def list_edges() -> dict[tuple[str, str], Edge[ServiceState]]:
    return {
        (state.value if state else "-", event.value): edge
        for state, event, edge in SERVICE_LIFECYCLE.edges
    }


def test_table_has_every_row_written_down_and_no_other() -> None:
    assert {(row.state, row.event) for row in SERVICE_ROWS} == {*list_edges()}
    assert set(SERVICE_LIFECYCLE.states) == set(ServiceState)
    assert set(SERVICE_LIFECYCLE.events) == set(ServiceEvent)


@pytest.mark.parametrize("row", SERVICE_ROWS, ids=lambda row: f"{row.state}: {row.event}")
def test_row_leads_where_it_should_by_those_who_may(row: Row) -> None:
    edge = list_edges()[row.state, row.event]

    assert edge.to.value == row.to
    assert edge.roles == {ROLES[role] for role in row.roles}
    assert not edge.is_automatable
    needs = {*edge.given, *edge.recorded, *(fact for fact, _ in edge.fixed)}
    assert needs | ({"reason"} if edge.needs_reason else set()) == row.needs


def test_gates_are_those_of_the_framework() -> None:
    assert {(str(state), kind, str(to)) for state, kind, to in list_gates()} == {
        ("proposed", K.PORTFOLIO, "envisioning"),
        ("planning", K.PROJECT_PLAN_APPROVED, "building"),
        ("stabilizing", K.RELEASE_READINESS, "deploying"),
        ("maintenance", K.RELEASE_READINESS, "releasing"),
        ("deployed", K.POST_IMPLEMENTATION, "operating"),
        ("deployed", K.SERVICE_ALIGNMENT, "retired"),
        ("operating", K.SERVICE_ALIGNMENT, "retired"),
        ("maintenance", K.SERVICE_ALIGNMENT, "retired"),
    }


def test_every_gate_can_be_waived_or_hold_a_service_back() -> None:
    by_event = {
        event: {(state, dict(edge.fixed)["review_kind"]) for state, e, edge in edges if e is event}
        for edges in [SERVICE_LIFECYCLE.edges]
        for event in (E.HOLD, E.WAIVE_REVIEW)
    }
    gates = {(state, kind) for state, kind, _ in list_gates()}
    # While another review stands before the service, that of its retirement is asked for anew.
    retiring_early = {(state, K.SERVICE_ALIGNMENT) for state in (S.DEPLOYED, S.MAINTENANCE)}

    assert by_event[E.HOLD] == by_event[E.WAIVE_REVIEW] == gates - retiring_early


def test_what_a_gate_takes_is_printed() -> None:
    edge = SERVICE_LIFECYCLE.find_edge(S.PROPOSED, E.FUND)

    assert edge
    assert edge.conditions_text == "review given; review_kind is Portfolio; decision is go"


# Acting

ACTS: dict[ServiceEvent, tuple[Service, Callable[[Service, Any], Service], Actor]] = {
    E.PROPOSE: (LISTED, lambda s, act: s.propose(need="wanted", **act), PORTFOLIO),
    E.FUND: (PROPOSED, lambda s, act: s.fund(review=FUNDING, **act), PORTFOLIO),
    E.PLAN: (ENVISIONING, lambda s, act: s.plan(vision="vision-1", **act), SOLUTION),
    E.APPROVE_PLAN: (
        PLANNING,
        lambda s, act: s.approve_plan(review=PLANS, project_plan="plan-1", **act),
        SOLUTION,
    ),
    E.STABILIZE: (BUILDING, lambda s, act: s.stabilize(**act), SOLUTION),
    E.REWORK: (STABILIZING, lambda s, act: s.rework(reason="it leaks", **act), SOLUTION),
    E.REPLAN: (BUILDING, lambda s, act: s.replan(reason="too long", **act), SOLUTION),
    E.RELEASE: (
        STABILIZING,
        lambda s, act: s.release(review=READINESS, **EVIDENCE, **act),
        SOLUTION,
    ),
    E.FAIL_DEPLOYMENT: (
        RELEASING,
        lambda s, act: s.fail_deployment(reason="rolled back", **act),
        SOLUTION,
    ),
    E.DEPLOY: (DEPLOYING, lambda s, act: s.deploy(**act), SOLUTION),
    E.ACCEPT: (DEPLOYED, lambda s, act: s.accept(review=LOOK_BACK, **act), OPERATIONS),
    E.MAINTAIN: (OPERATING, lambda s, act: s.maintain(reason="patches", **act), OPERATIONS),
    E.RESUME: (MAINTENANCE, lambda s, act: s.resume(**act), OPERATIONS),
    E.RETIRE: (OPERATING, lambda s, act: s.retire(review=ALIGNMENT, **act), PORTFOLIO),
    E.HOLD: (
        PROPOSED,
        lambda s, act: s.hold(review=evolve(FUNDING, decision=NO_GO), reason="too dear", **act),
        PORTFOLIO,
    ),
    E.WAIVE_REVIEW: (
        STABILIZING,
        lambda s, act: s.waive_review(K.RELEASE_READINESS, reason="a security hole", **act),
        EXECUTIVE,
    ),
    E.ABANDON: (BUILDING, lambda s, act: s.abandon(reason="no need any more", **act), SOLUTION),
}


def test_every_event_has_its_acting_method() -> None:
    methods = {name for name in vars(Service) if name[0] != "_"}

    assert {event.name.lower() for event in ServiceEvent} <= methods
    assert {*ServiceEvent} == {*ACTS}


@pytest.mark.parametrize("event", ACTS, ids=str)
def test_acting_method_does_what_the_row_of_its_event_says(event: ServiceEvent) -> None:
    before, act, by = ACTS[event]
    edge = list_edges()[before.state.value if before.state else "-", event.value]

    after = act(before, {"at": hours(10), "by": by})

    assert after.history[:-1] == before.history
    assert after.history[-1].event is event
    assert after.state is edge.to
    noted = dict(after.history[-1].changes)
    assert noted.keys() >= {*edge.given}
    assert {*edge.fixed} <= {*noted.items()}
    assert not find_deviations(after)


@pytest.mark.parametrize("event", ACTS, ids=str)
def test_acting_method_refuses_those_who_may_not(event: ServiceEvent) -> None:
    before, act, _ = ACTS[event]

    with pytest.raises(RoleError):
        act(before, {"at": hours(10), "by": Actor(role=RoleType.INCIDENT_RESOLVER)})


@pytest.mark.parametrize(
    "service, stage, phase",
    [
        (LISTED, None, None),
        (PROPOSED, LifeStage.CONCEPTION, Phase.PLAN),
        (DEPLOYING, LifeStage.DEVELOPMENT, Phase.DELIVER),
        (DEPLOYED, LifeStage.OPERATION, Phase.OPERATE),
        (RELEASING, LifeStage.MAINTENANCE, Phase.OPERATE),
        (RETIRED, LifeStage.RETIREMENT, None),
    ],
    ids=lambda value: str(value.state) if isinstance(value, Service) else None,
)
def test_service_is_in_a_stage_of_its_life_and_a_phase_of_the_framework(
    service: Service, stage: LifeStage | None, phase: Phase | None
) -> None:
    assert (service.stage, service.phase) == (stage, phase)


def test_gate_keeps_the_id_of_its_review_and_the_decision() -> None:
    assert ENVISIONING.review == FUNDING.id
    assert ENVISIONING.review_kind is K.PORTFOLIO
    assert ENVISIONING.decision is GO
    assert DEPLOYING.agreements == ("ola-network",)


def test_gate_cannot_be_leapt_over() -> None:
    with pytest.raises(TransitionError, match="cannot deploy when stabilizing; allowed: rework"):
        STABILIZING.deploy(at=hours(5), by=SOLUTION)


@pytest.mark.parametrize(
    "review, error, message",
    [
        (
            evolve(FUNDING, decision=NO_GO),
            FactError,
            "cannot fund mail: decision is no-go, and has to be go",
        ),
        (evolve(FUNDING, decision=None), MissingFactError, "cannot fund mail without decision"),
        (
            evolve(FUNDING, kind=K.SERVICE_ALIGNMENT),
            FactError,
            "cannot fund mail: review_kind is Service Alignment, and has to be Portfolio",
        ),
        (
            evolve(FUNDING, services=[ServiceId("web"), ServiceId("wiki")]),
            FactError,
            "cannot fund mail: review review-portfolio-1 decided on web, wiki",
        ),
        (
            evolve(FUNDING, held_at=hours(2)),
            ChronologyError,
            f"cannot fund mail at {hours(1)}: review review-portfolio-1 is of {hours(2)}",
        ),
    ],
    ids=["no go", "no decision", "other kind", "other services", "held later"],
)
def test_review_that_does_not_let_through_is_refused(
    review: ReviewHeld, error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        PROPOSED.fund(review=review, at=hours(1), by=PORTFOLIO)

    assert str(caught.value) == message


def test_review_of_this_very_service_lets_it_through() -> None:
    review = evolve(FUNDING, services=[MAIL])

    assert PROPOSED.fund(review=review, at=hours(1), by=PORTFOLIO).state is S.ENVISIONING


def test_each_release_and_each_plan_has_a_review_of_its_own() -> None:
    replanned = BUILDING.replan(reason="too long", at=hours(4), by=SOLUTION)

    with pytest.raises(FactError, match="review-release_readiness-5 has decided on it before"):
        MAINTENANCE.release(review=READINESS, **EVIDENCE, at=hours(9), by=SOLUTION)
    with pytest.raises(FactError, match="review-project_plan_approved-3 has decided on it before"):
        replanned.approve_plan(review=PLANS, project_plan="plan-2", at=hours(5), by=SOLUTION)


@pytest.mark.parametrize("name", EVIDENCE)
def test_release_is_let_through_only_on_evidence(name: str) -> None:
    evidence = {**EVIDENCE, name: () if name == "agreements" else ""}

    with pytest.raises(MissingFactError, match=f"cannot release mail without {name}"):
        STABILIZING.release(review=READINESS, **evidence, at=hours(5), by=SOLUTION)


def test_evidence_of_the_last_release_does_not_serve_for_the_next() -> None:
    facts: dict[str, Any] = {"review": "r", "review_kind": K.RELEASE_READINESS, "decision": GO}

    with pytest.raises(MissingFactError) as caught:
        MAINTENANCE.act(E.RELEASE, at=hours(9), by=SOLUTION, **facts)

    assert caught.value.missing == tuple(EVIDENCE)


def test_review_that_said_no_is_on_record_and_the_next_may_say_yes() -> None:
    refused = evolve(FUNDING, id=ReviewId("review-0"), decision=NO_GO)

    held = PROPOSED.hold(review=refused, reason="too dear", at=hours(1), by=PORTFOLIO)

    assert (held.state, held.decision, held.history[-1].reason) == (S.PROPOSED, NO_GO, "too dear")
    assert held.fund(review=FUNDING, at=hours(2), by=PORTFOLIO).state is S.ENVISIONING


def test_waiver_keeps_its_reason_and_who_waived() -> None:
    act: dict[str, Any] = {"reason": "a security hole", "at": hours(5), "by": EXECUTIVE}

    own = STABILIZING.waive_review(K.RELEASE_READINESS, **act)
    other = STABILIZING.waive_review(K.RELEASE_READINESS, waived_by=PersonId("person-board"), **act)

    assert own.state is S.DEPLOYING
    assert (own.state_reason, own.waived_by) == ("a security hole", "person-CIO")
    assert other.waived_by == "person-board"


def test_waiver_without_reason_or_person_or_of_another_review_is_refused() -> None:
    act: dict[str, Any] = {"at": hours(5), "by": EXECUTIVE}

    with pytest.raises(MissingFactError, match="without a reason"):
        STABILIZING.waive_review(K.RELEASE_READINESS, **act)
    with pytest.raises(MissingFactError, match="without waived_by"):
        STABILIZING.waive_review(
            K.RELEASE_READINESS, reason="haste", at=hours(5), by=Actor(role=ROLES["CIO"])
        )
    with pytest.raises(FactError, match="review_kind is Portfolio, and has to be Release Readine"):
        STABILIZING.waive_review(K.PORTFOLIO, reason="haste", **act)


def test_stored_decision_against_its_event_is_a_deviation() -> None:
    facts: dict[str, Any] = {"review": "r", "review_kind": K.PORTFOLIO, "decision": NO_GO}
    wrong = Entry(hours(1), event=E.FUND, state=S.ENVISIONING, changes=facts, by=PORTFOLIO)

    (found,) = find_deviations(evolve(PROPOSED, history=(*PROPOSED.history, wrong)))

    assert found.kind is DeviationKind.CONTRADICTION
    assert found.message == "decision is no-go; lawful: go"


# In operation


@pytest.mark.parametrize(
    "deployed_at, retired_at, expected",
    [
        (None, None, True),
        (NOON, None, True),
        (NOON + MINUTE, None, False),
        (None, NOON + MINUTE, True),
        (None, NOON, False),
        (NOON - MINUTE, NOON - MINUTE, False),
    ],
)
def test_listed_service_is_in_operation_from_deployment_until_retirement(
    deployed_at: datetime | None, retired_at: datetime | None, expected: bool
) -> None:
    service = Service(MAIL, "E-mail", deployed_at=deployed_at, retired_at=retired_at)

    assert expected is service.is_in_operation(NOON)


@pytest.mark.parametrize(
    "at, expected",
    [(-1, False), (0, False), (5.9, False), (6, True), (8.5, True), (8.9, True), (9, False)],
)
def test_service_with_a_history_is_in_operation_as_that_says(at: float, expected: bool) -> None:
    assert expected is RETIRED.is_in_operation(hours(at))


def test_history_that_begins_late_is_completed_by_the_day_of_deployment() -> None:
    told = Service(
        MAIL,
        "E-mail",
        history=[Entry(hours(2), state=S.MAINTENANCE)],
        deployed_at=hours(0),
        retired_at=hours(4),
    )

    assert [False, True, True, False] == [told.is_in_operation(hours(n)) for n in (-1, 1, 3, 4)]
    assert [None, S.MAINTENANCE] == [told.find_state(hours(n)) for n in (1, 2)]


def test_service_stays_in_operation_while_a_new_version_is_released() -> None:
    assert RELEASING.is_in_operation(hours(9))


def test_naive_instant_is_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        LISTED.is_in_operation(datetime(2026, 6, 1))
    with pytest.raises(NaiveTimestampError):
        LISTED.find_state(datetime(2026, 6, 1))


# Gates of a catalogue from elsewhere


def tell(*entries: Entry[Any, Any], **fields: Any) -> Service:
    return Service(MAIL, "E-mail", history=entries, **fields)


def find_kinds(service: Service, *reviews: ReviewHeld) -> list[tuple[ReviewKind | None, str]]:
    return [(gap.gate, str(gap.kind)) for gap in find_gate_gaps([service], reviews)]


@pytest.mark.parametrize("service", [OPERATING, RELEASING, RETIRED, PROPOSED])
def test_life_that_went_through_its_gates_has_no_gaps(service: Service) -> None:
    assert () == find_gate_gaps([service], REVIEWS)


def test_life_of_which_nothing_is_told_is_a_gap_of_its_own() -> None:
    (gap,) = find_gate_gaps([LISTED], REVIEWS)

    assert gap == GateGap(
        service=MAIL,
        gate=None,
        at=None,
        kind=GateGapKind.UNKNOWN_LIFE,
        message="neither its history nor when it was deployed is on record",
    )


def test_leap_over_states_is_asked_for_all_gates_on_the_way() -> None:
    leap = tell(Entry(hours(0), state=S.PROPOSED), Entry(hours(9), state=S.OPERATING))

    gaps = find_gate_gaps([leap], ())

    assert [gap.gate for gap in gaps] == [
        K.PORTFOLIO,
        K.PROJECT_PLAN_APPROVED,
        K.RELEASE_READINESS,
        K.POST_IMPLEMENTATION,
    ]
    assert {(gap.service, gap.at, gap.kind) for gap in gaps} == {
        (MAIL, hours(9), GateGapKind.NO_REVIEW)
    }
    assert gaps[0].message == "no Portfolio review is on record"


@pytest.mark.parametrize(
    "fields, gates",
    [
        (
            {"deployed_at": hours(6)},
            [K.PORTFOLIO, K.PROJECT_PLAN_APPROVED, K.RELEASE_READINESS],
        ),
        (
            {"deployed_at": hours(6), "retired_at": hours(9)},
            [K.PORTFOLIO, K.PROJECT_PLAN_APPROVED, K.RELEASE_READINESS, K.SERVICE_ALIGNMENT],
        ),
        (
            {"deployed_at": hours(6), "history": [Entry(hours(8), state=S.MAINTENANCE)]},
            [
                *(K.PORTFOLIO, K.PROJECT_PLAN_APPROVED, K.RELEASE_READINESS),
                K.POST_IMPLEMENTATION,
            ],
        ),
    ],
    ids=["deployed", "retired", "told from later on"],
)
def test_dates_of_a_service_are_asked_about_where_its_history_is_silent(
    fields: Any, gates: list[ReviewKind]
) -> None:
    service = Service(MAIL, "E-mail", **fields)

    assert [(gate, "no review") for gate in gates] == find_kinds(service)


def test_dates_that_the_history_tells_as_well_are_asked_about_once() -> None:
    service = evolve(RETIRED, deployed_at=hours(6), retired_at=hours(9))

    assert [] == find_kinds(service, *REVIEWS)


def test_move_against_the_table_goes_through_no_gate() -> None:
    back = tell(Entry(hours(0), state=S.RETIRED), Entry(hours(1), state=S.OPERATING))

    assert K.POST_IMPLEMENTATION not in {gate for gate, _ in find_kinds(back)}


def fund(**changes: Any) -> Service:
    entry = Entry(hours(1), state=S.ENVISIONING, **changes)
    return evolve(PROPOSED, history=(*PROPOSED.history, entry))


NAMED = fund(changes={"review": FUNDING.id})


@pytest.mark.parametrize(
    "review, kind, message",
    [
        (PLANS, "unknown review", "review review-portfolio-1 is not among those held"),
        (
            evolve(FUNDING, kind=K.SERVICE_ALIGNMENT),
            "other kind of review",
            "review-portfolio-1 is a Service Alignment review",
        ),
        (
            evolve(FUNDING, services=[ServiceId("web")]),
            "review of other services",
            "review-portfolio-1 decided on web",
        ),
        (evolve(FUNDING, decision=NO_GO), "not let through", "review-portfolio-1 decided no-go"),
        (evolve(FUNDING, decision=None), "not let through", "review-portfolio-1 decided nothing"),
        (
            evolve(FUNDING, held_at=hours(1.5)),
            "held later",
            "review-portfolio-1 was held at 2026-06-01 08:30:00+00:00",
        ),
    ],
)
def test_review_that_is_named_and_let_nothing_through_is_a_gap(
    review: ReviewHeld, kind: str, message: str
) -> None:
    (gap,) = find_gate_gaps([NAMED], [review])

    assert (str(gap.kind), gap.message) == (kind, message)


def test_review_that_let_a_service_through_before_is_a_gap() -> None:
    once_more: Entry[Any, Any] = Entry(
        hours(9), state=S.RELEASING, changes={**EVIDENCE, "review": READINESS.id}
    )
    service = evolve(MAINTENANCE, history=(*MAINTENANCE.history, once_more))

    (gap,) = find_gate_gaps([service], REVIEWS)

    assert gap.kind is GateGapKind.USED_BEFORE
    assert gap.message == "review-release_readiness-5 had let it through before"


@pytest.mark.parametrize(
    "review, expected",
    [
        (hold_review(K.PORTFOLIO, 1, services=("mail", "web")), []),
        (hold_review(K.PORTFOLIO, 1), [(K.PORTFOLIO, "no review")]),
        (hold_review(K.PORTFOLIO, 1, services=("web",)), [(K.PORTFOLIO, "no review")]),
        (hold_review(K.PORTFOLIO, 1.5, services=("mail",)), [(K.PORTFOLIO, "no review")]),
        (
            hold_review(K.PORTFOLIO, 1, services=("mail",), decision=NO_GO),
            [(K.PORTFOLIO, "no review")],
        ),
    ],
    ids=["names it", "names none", "names others", "held later", "no go"],
)
def test_where_no_review_is_named_one_will_do_that_names_the_service(
    review: ReviewHeld, expected: list[tuple[ReviewKind, str]]
) -> None:
    assert expected == find_kinds(fund(), review)


def test_review_of_the_first_release_does_not_cover_the_next() -> None:
    service = tell(
        *(Entry(hours(n), state=s) for n, s in enumerate([S.PROPOSED, S.ENVISIONING, S.BUILDING])),
        Entry(hours(5), state=S.DEPLOYING, changes=EVIDENCE),
        Entry(hours(7), state=S.OPERATING),
        Entry(hours(9), state=S.RELEASING, changes=EVIDENCE),
    )
    reviews = [evolve(review, services=[MAIL]) for review in REVIEWS if review is not READINESS_2]

    assert [(K.RELEASE_READINESS, "no review")] == [
        pair for pair in find_kinds(service, *reviews) if pair[0] is K.RELEASE_READINESS
    ]


def test_leap_that_names_the_review_of_one_gate_is_asked_for_those_of_the_others() -> None:
    leap = tell(
        Entry(hours(0), state=S.PROPOSED),
        Entry(hours(4), state=S.BUILDING, changes={"review": FUNDING.id}),
    )

    assert [(K.PROJECT_PLAN_APPROVED, "no review")] == find_kinds(leap, FUNDING)


def test_release_without_evidence_is_a_gap() -> None:
    bare: Entry[Any, Any] = Entry(
        hours(5), state=S.DEPLOYING, changes={"review": READINESS.id, "version": "1.0"}
    )
    service = evolve(STABILIZING, history=(*STABILIZING.history, bare))

    (gap,) = find_gate_gaps([service], REVIEWS)

    assert gap.kind is GateGapKind.MISSING_EVIDENCE
    assert gap.message == "without operability, supportability, environment, agreements"


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"event": E.WAIVE_REVIEW, "by": EXECUTIVE, "reason": "haste"}, None),
        ({"changes": {"waived_by": "person-1"}, "reason": "haste"}, None),
        ({"changes": {"waived_by": "person-1"}}, "waived without a reason"),
        ({"event": E.WAIVE_REVIEW, "reason": "haste"}, "waived without who waived it"),
        ({"event": E.WAIVE_REVIEW}, "waived without a reason, who waived it"),
    ],
)
def test_waiver_from_elsewhere_has_a_reason_and_somebody_who_waived(
    changes: Any, message: str | None
) -> None:
    assert ([message] if message else []) == [
        gap.message for gap in find_gate_gaps([fund(**changes)], ())
    ]


def test_waiver_of_one_gate_is_none_of_another() -> None:
    waived: dict[str, Any] = {"waived_by": "person-1", "review_kind": K.PORTFOLIO}
    leap = tell(
        Entry(hours(0), state=S.PROPOSED),
        Entry(hours(4), state=S.BUILDING, changes=waived, reason="haste"),
    )

    assert [(K.PROJECT_PLAN_APPROVED, "no review")] == find_kinds(leap)


def test_lifecycle_of_ones_own_has_gates_of_its_own() -> None:
    free = Edge(S.ENVISIONING, roles=[RoleType.PORTFOLIO_MANAGER])
    lifecycle = SERVICE_LIFECYCLE.changed(
        {(S.PROPOSED, E.FUND): free, (S.PROPOSED, E.WAIVE_REVIEW): None}
    )

    assert () == find_gate_gaps([fund()], (), lifecycle=lifecycle)


# The catalogue


def make(name: str, *needed: str, **fields: Any) -> Service:
    return Service(ServiceId(name), name.title(), depends_on=map(ServiceId, needed), **fields)


SHOP = ServiceCatalog(
    [
        make("shop", "payment", "database"),
        make("payment", "network"),
        make("database", "network"),
        make("network"),
        make("intranet"),
    ]
)


def test_catalog_finds_its_services() -> None:
    catalog = ServiceCatalog([make("web", "network"), make("network")])

    assert [service.id for service in catalog] == ["network", "web"]
    assert catalog[ServiceId("web")].name == "Web"
    assert "web" in catalog
    assert "mail" not in catalog
    assert len(catalog) == 2


@pytest.mark.parametrize("services, known", [([make("web")], "web"), ([], "none")])
def test_service_that_is_not_listed_is_not_guessed(services: list[Service], known: str) -> None:
    with pytest.raises(
        UnknownReferenceError, match=f"no service 'mail'; it has: {known}"
    ) as caught:
        ServiceCatalog(services)[ServiceId("mail")]

    assert caught.value.reference == "mail"


def test_catalogue_speaks_of_suppliers_and_customers_by_their_names() -> None:
    mail = make("mail", customers=["finance", "health"], partners=["telecom"])
    catalog = ServiceCatalog(
        [mail],
        suppliers=[Supplier(SupplierId("telecom"), name="Telecom supplier")],
        customers=[Customer(CustomerId("finance"), name="Finance department")],
    )

    written = catalog.to_table().to_csv()

    assert ',"Finance department, health",Telecom supplier,' in written
    assert Supplier(SupplierId("courier")) == catalog.find_supplier(SupplierId("courier"))


@pytest.mark.parametrize(
    "listed, message",
    [
        ({"suppliers": [Supplier(SupplierId("a"))] * 2}, "each supplier once; not so: a"),
        ({"customers": [Customer(CustomerId("b"))] * 2}, "each customer once; not so: b"),
    ],
)
def test_supplier_or_customer_listed_twice_is_refused(listed: dict[str, Any], message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        ServiceCatalog([], **listed)


def test_service_listed_twice_is_refused_and_named() -> None:
    with pytest.raises(DefinitionError, match="lists each service once; not so: web"):
        ServiceCatalog([make("web"), make("mail"), make("web")])


def test_service_that_needs_an_unlisted_one_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="no service 'network'"):
        ServiceCatalog([make("web", "network")])


@pytest.mark.parametrize(
    "services, cycle",
    [
        ([make("web", "web")], ("web", "web")),
        (
            [make("a", "b"), make("b", "c"), make("c", "a"), make("d", "a")],
            ("a", "b", "c", "a"),
        ),
    ],
    ids=["itself", "by way of others"],
)
def test_services_that_need_each_other_in_a_circle_are_refused(
    services: list[Service], cycle: tuple[str, ...]
) -> None:
    with pytest.raises(CycleError) as caught:
        ServiceCatalog(services)

    assert caught.value.cycle == cycle
    assert str(caught.value) == (f"services depend on each other in a circle: {' on '.join(cycle)}")


def test_failure_reaches_up_and_support_reaches_down() -> None:
    def name(services: tuple[Service, ...]) -> list[str]:
        return [service.name for service in services]

    assert name(SHOP.impact_of(ServiceId("network"))) == ["Database", "Payment", "Shop"]
    assert name(SHOP.support_of(ServiceId("shop"))) == ["Database", "Payment", "Network"]
    assert name(SHOP.impact_of(ServiceId("intranet"))) == []
    for ask in (SHOP.impact_of, SHOP.support_of):
        with pytest.raises(UnknownReferenceError, match="the catalog has no service 'mail'"):
            ask(ServiceId("mail"))


def test_deep_chain_of_services_is_no_trouble() -> None:
    depth = 10_000
    chain = ServiceCatalog(make(f"s{n:05}", *([f"s{n - 1:05}"] if n else [])) for n in range(depth))

    assert len(chain.impact_of(ServiceId("s00000"))) == depth - 1
    assert len(chain.support_of(ServiceId("s09999"))) == depth - 1


def test_catalog_is_drawn_as_mermaid() -> None:
    assert ServiceCatalog([make("web", "network"), make("network")]).to_mermaid() == (
        'flowchart TD\n    n0["Network"]\n    n1["Web"]\n    n1 --> n0\n'
    )


def test_catalog_is_shown_as_a_table() -> None:
    catalog = ServiceCatalog(
        [
            evolve(
                OPERATING,
                kind=ServiceKind.BUSINESS_FACING,
                owner=PersonId("person-1"),
                team=TeamId("messaging"),
                technology_areas=[TechnologyAreaId("servers"), TechnologyAreaId("directory")],
                users=["everybody"],
                customers=[CustomerId("sales")],
                partners=[SupplierId("carrier")],
                service_hours=Calendar.always(),
                support_hours=Calendar(
                    tz="Europe/Oslo",
                    weekly={
                        "mon": [("09:00", "12:00"), ("13:00", "17:00")],
                        "tue": [("09:00", "12:00"), ("13:00", "17:00")],
                        "sat": [("10:00", "14:00")],
                    },
                ),
                depends_on=[ServiceId("network")],
            ),
            make(
                "network",
                support_hours=Calendar(tz="UTC", shifts={NOON.date(): [("10:00", "11:00")]}),
            ),
        ]
    )

    table = catalog.to_table()

    assert table.rows[0] == (
        *("mail", "E-mail", "business-facing", "operating", "person-1", "messaging"),
        *("directory, servers", "everybody", "sales", "carrier"),
        "mon tue wed thu fri sat sun 00:00-24:00 (UTC)",
        "mon tue 09:00-12:00, 13:00-17:00; sat 10:00-14:00 (Europe/Oslo)",
        (Named("network", "Network"),),
    )
    assert table.rows[1] == ("network", "Network", *[None] * 9, "by dates (UTC)", None)


SERVER = ConfigurationItem(
    ConfigurationItemId("server-1"),
    "Mail server",
    owner=PersonId("person-2"),
    technology_area=TechnologyAreaId("servers"),
    baseline=Baseline(version="4.2", taken_at=NOON),
)
SWITCH = ConfigurationItem(ConfigurationItemId("a-switch"), "Switch")


def test_configuration_items_are_listed_once_with_the_services_they_are_part_of() -> None:
    catalog = ServiceCatalog(
        [
            make("mail", configuration_items=[SERVER, SWITCH]),
            make("network", configuration_items=[SWITCH]),
        ]
    )

    mail, network = Named("mail", "Mail"), Named("network", "Network")
    server = ("Mail server", "person-2", "servers", "4.2", "2026-06-01 12:00")
    assert catalog.to_items_table().rows == (
        ("a-switch", "Switch", None, None, None, None, (mail, ", ", network)),
        ("server-1", *server, (mail,)),
    )


def test_configuration_item_told_twice_or_differently_is_refused() -> None:
    newer = evolve(SERVER, baseline=None)

    with pytest.raises(DefinitionError, match="mail has two configuration items of one id: server"):
        make("mail", configuration_items=[SERVER, newer])
    with pytest.raises(DefinitionError, match="mail and web tell of server-1 differently: "):
        ServiceCatalog(
            [
                make("mail", configuration_items=[SERVER]),
                make("web", configuration_items=[newer]),
            ]
        )
