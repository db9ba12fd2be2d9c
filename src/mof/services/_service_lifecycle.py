"""The life of a service as a table: from the proposal by way of its gates to retirement."""

from collections.abc import Iterable, Mapping
from typing import Any

from mof.framework import GateDecision, LifeStage, Phase, ReviewKind, RoleType
from mof.records import Edge, Lifecycle
from mof.values import Term


class ServiceState(Term):
    """Where a service stands in its life."""

    # Our judgement, after the functions of the Deliver phase and the stages of a service's life:
    # MOF 4.0 names these, not states.
    PROPOSED = "proposed"
    """The business has named a need, and no money is decided on."""
    ENVISIONING = "envisioning"
    """A Portfolio review has funded it, and its vision is being worked out."""
    PLANNING = "planning"
    """Its vision is agreed, and the project is being planned."""
    BUILDING = "building"
    """A Project Plan Approved review has let it be built."""
    STABILIZING = "stabilizing"
    """What was built is being tested and made fit for release."""
    DEPLOYING = "deploying"
    """A Release Readiness review has let it be deployed, which is going on."""
    DEPLOYED = "deployed"
    """It is in use, and its post-implementation review is still to come."""
    OPERATING = "operating"
    """It is in regular operation."""
    MAINTENANCE = "maintenance"
    """It is in operation while a new version or a repair is prepared."""
    RELEASING = "releasing"
    """It is in operation while its new version is being deployed."""
    RETIRED = "retired"
    """It is out of operation for good."""
    ABANDONED = "abandoned"
    """It was given up before it was in operation."""


class ServiceEvent(Term):
    """What can happen to a service."""

    PROPOSE = "propose"
    """It is proposed, with the need that it is for."""
    FUND = "fund"
    """A Portfolio review lets it be delivered."""
    PLAN = "plan"
    """Its vision is agreed, and planning begins."""
    APPROVE_PLAN = "approve plan"
    """A Project Plan Approved review lets it be built."""
    STABILIZE = "stabilize"
    """Building is done, and tests begin."""
    REWORK = "rework"
    """Tests have shown what has to be built anew."""
    REPLAN = "replan"
    """It goes back to planning, and its new plan is reviewed again."""
    RELEASE = "release"
    """A Release Readiness review lets a version be deployed."""
    FAIL_DEPLOYMENT = "fail deployment"
    """The deployment did not succeed, and it goes back to where it was."""
    DEPLOY = "deploy"
    """The deployment succeeded."""
    ACCEPT = "accept"
    """A post-implementation review lets operations take it over."""
    MAINTAIN = "maintain"
    """Work on a new version or a repair begins."""
    RESUME = "resume"
    """Maintenance ends without a new version."""
    RETIRE = "retire"
    """A Service Alignment review takes it out of operation."""
    HOLD = "hold"
    """The review it stands before did not let it go on; it stays where it is."""
    WAIVE_REVIEW = "waive review"
    """It goes on without the review, for a reason, on the word of one person."""
    ABANDON = "abandon"
    """It is given up before it is in operation."""


_S, _E, _R, _K = ServiceState, ServiceEvent, RoleType, ReviewKind

# MOF 4.0, Operate phase overview, "Overview of the Operate Phase": what the Release Readiness
# review ensures. That OLAs and contracts are in place is found in a page on MOF 3; that the
# version is named is our judgement.
READINESS = ("version", "operability", "supportability", "environment", "agreements")
"""What a release is let through on."""

# Who may is our judgement throughout.
_PROPOSERS = (_R.ACCOUNT_MANAGER, _R.SERVICE_LEVEL_MANAGER, _R.PORTFOLIO_MANAGER)
_PLANNERS = (_R.PROGRAM_MANAGER, _R.SOLUTION_MANAGER)
_BUILDERS = (_R.PROGRAM_MANAGER, _R.DEVELOPER, _R.SOLUTION_MANAGER)
_RELEASERS = (_R.RELEASE_MANAGEMENT, _R.SOLUTION_MANAGER)
_OPERATORS = (_R.OPERATIONS_MANAGER, _R.TECHNOLOGY_AREA_MANAGER)
_WAIVERS = (_R.IT_EXECUTIVE_OFFICER, _R.IT_MANAGER)
_ALIGNERS = (_R.PORTFOLIO_MANAGER, _R.SERVICE_LEVEL_MANAGER)

_Edge = Edge[ServiceState]
_Edges = dict[tuple[ServiceState | None, ServiceEvent], _Edge]


def _pass(
    kind: ReviewKind, to: ServiceState, roles: Iterable[RoleType], given: tuple[str, ...] = ()
) -> _Edge:
    """The edge of a review that lets a service go on."""
    fixed = (("review_kind", kind), ("decision", GateDecision.GO))
    return Edge(to, roles=roles, given=("review", *given), fixed=fixed)


def _hold(kind: ReviewKind, state: ServiceState, roles: Iterable[RoleType]) -> _Edge:
    """The edge of a review that does not let a service go on."""
    fixed = (("review_kind", kind), ("decision", GateDecision.NO_GO))
    return Edge(state, roles=roles, given=("review",), fixed=fixed, needs_reason=True)


def _waive(kind: ReviewKind, to: ServiceState) -> _Edge:
    """The edge past a review that was not held."""
    fixed = (("review_kind", kind),)
    return Edge(to, roles=_WAIVERS, given=("waived_by",), fixed=fixed, needs_reason=True)


# The gates are those of the framework's management reviews. That retirement is
# decided by a Service Alignment review, and that maintenance releases pass Release Readiness
# as new services do, is our judgement.
_EDGES: _Edges = {
    (None, _E.PROPOSE): Edge(_S.PROPOSED, roles=_PROPOSERS, given=("need",)),
    (_S.PROPOSED, _E.FUND): _pass(_K.PORTFOLIO, _S.ENVISIONING, [_R.PORTFOLIO_MANAGER]),
    (_S.PROPOSED, _E.HOLD): _hold(_K.PORTFOLIO, _S.PROPOSED, [_R.PORTFOLIO_MANAGER]),
    (_S.PROPOSED, _E.WAIVE_REVIEW): _waive(_K.PORTFOLIO, _S.ENVISIONING),
    (_S.ENVISIONING, _E.PLAN): Edge(_S.PLANNING, roles=_PLANNERS, given=("vision",)),
    (_S.PLANNING, _E.APPROVE_PLAN): _pass(
        _K.PROJECT_PLAN_APPROVED, _S.BUILDING, _PLANNERS, given=("project_plan",)
    ),
    (_S.PLANNING, _E.HOLD): _hold(_K.PROJECT_PLAN_APPROVED, _S.PLANNING, _PLANNERS),
    (_S.PLANNING, _E.WAIVE_REVIEW): _waive(_K.PROJECT_PLAN_APPROVED, _S.BUILDING),
    (_S.BUILDING, _E.STABILIZE): Edge(_S.STABILIZING, roles=_BUILDERS),
    (_S.BUILDING, _E.REPLAN): Edge(_S.PLANNING, roles=_PLANNERS, needs_reason=True),
    (_S.STABILIZING, _E.REWORK): Edge(_S.BUILDING, roles=_BUILDERS, needs_reason=True),
    (_S.STABILIZING, _E.REPLAN): Edge(_S.PLANNING, roles=_PLANNERS, needs_reason=True),
    (_S.STABILIZING, _E.RELEASE): _pass(
        _K.RELEASE_READINESS, _S.DEPLOYING, _RELEASERS, given=READINESS
    ),
    (_S.STABILIZING, _E.HOLD): _hold(_K.RELEASE_READINESS, _S.STABILIZING, _RELEASERS),
    (_S.STABILIZING, _E.WAIVE_REVIEW): _waive(_K.RELEASE_READINESS, _S.DEPLOYING),
    (_S.DEPLOYING, _E.DEPLOY): Edge(_S.DEPLOYED, roles=_RELEASERS),
    (_S.DEPLOYING, _E.FAIL_DEPLOYMENT): Edge(_S.STABILIZING, roles=_RELEASERS, needs_reason=True),
    (_S.DEPLOYED, _E.ACCEPT): _pass(
        _K.POST_IMPLEMENTATION, _S.OPERATING, [*_RELEASERS, _R.OPERATIONS_MANAGER]
    ),
    (_S.DEPLOYED, _E.HOLD): _hold(
        _K.POST_IMPLEMENTATION, _S.DEPLOYED, [*_RELEASERS, _R.OPERATIONS_MANAGER]
    ),
    (_S.DEPLOYED, _E.WAIVE_REVIEW): _waive(_K.POST_IMPLEMENTATION, _S.OPERATING),
    (_S.OPERATING, _E.MAINTAIN): Edge(_S.MAINTENANCE, roles=_OPERATORS, needs_reason=True),
    (_S.MAINTENANCE, _E.RESUME): Edge(_S.OPERATING, roles=_OPERATORS),
    (_S.MAINTENANCE, _E.RELEASE): _pass(
        _K.RELEASE_READINESS, _S.RELEASING, _RELEASERS, given=READINESS
    ),
    (_S.MAINTENANCE, _E.HOLD): _hold(_K.RELEASE_READINESS, _S.MAINTENANCE, _RELEASERS),
    (_S.MAINTENANCE, _E.WAIVE_REVIEW): _waive(_K.RELEASE_READINESS, _S.RELEASING),
    (_S.RELEASING, _E.DEPLOY): Edge(_S.DEPLOYED, roles=_RELEASERS),
    (_S.RELEASING, _E.FAIL_DEPLOYMENT): Edge(_S.MAINTENANCE, roles=_RELEASERS, needs_reason=True),
    **{
        (state, _E.RETIRE): _pass(_K.SERVICE_ALIGNMENT, _S.RETIRED, _ALIGNERS)
        for state in (_S.DEPLOYED, _S.OPERATING, _S.MAINTENANCE)
    },
    (_S.OPERATING, _E.HOLD): _hold(_K.SERVICE_ALIGNMENT, _S.OPERATING, _ALIGNERS),
    # In maintenance the review to waive is that of the release, so one resumes first.
    (_S.OPERATING, _E.WAIVE_REVIEW): _waive(_K.SERVICE_ALIGNMENT, _S.RETIRED),
    **{
        (state, _E.ABANDON): Edge(
            _S.ABANDONED, roles=[_R.PORTFOLIO_MANAGER, _R.SOLUTION_MANAGER], needs_reason=True
        )
        for state in (
            *(_S.PROPOSED, _S.ENVISIONING, _S.PLANNING),
            *(_S.BUILDING, _S.STABILIZING, _S.DEPLOYING),
        )
    },
}

SERVICE_LIFECYCLE = Lifecycle[ServiceState, ServiceEvent]("service", _EDGES)

IN_OPERATION = frozenset({_S.DEPLOYED, _S.OPERATING, _S.MAINTENANCE, _S.RELEASING})
"""The states in which people use a service."""

PLACES: Mapping[ServiceState, tuple[LifeStage, Phase | None]] = {
    _S.PROPOSED: (LifeStage.CONCEPTION, Phase.PLAN),
    **dict.fromkeys(
        (_S.ENVISIONING, _S.PLANNING, _S.BUILDING, _S.STABILIZING, _S.DEPLOYING),
        (LifeStage.DEVELOPMENT, Phase.DELIVER),
    ),
    # MOF 4.0, Operate phase overview: the phase begins once a new service has been deployed.
    **dict.fromkeys((_S.DEPLOYED, _S.OPERATING), (LifeStage.OPERATION, Phase.OPERATE)),
    **dict.fromkeys((_S.MAINTENANCE, _S.RELEASING), (LifeStage.MAINTENANCE, Phase.OPERATE)),
    **dict.fromkeys((_S.RETIRED, _S.ABANDONED), (LifeStage.RETIREMENT, None)),
}
"""The stage of its life, and the phase, in which a service in some state is."""


def find_gate(edge: Edge[Any]) -> ReviewKind | None:
    """The review that an edge stands behind; None where it is free."""
    kind = dict(edge.fixed).get("review_kind")
    return kind if isinstance(kind, ReviewKind) else None


def list_gates(
    lifecycle: Lifecycle[Any, Any] = SERVICE_LIFECYCLE,
) -> tuple[tuple[Any, ReviewKind, Any], ...]:
    """The moves of a lifecycle that a review decides: from a state, by a kind, to a state.

    >>> for state, kind, to in list_gates()[:3]:
    ...     print(f"{state} → {kind} → {to}")
    proposed → Portfolio → envisioning
    planning → Project Plan Approved → building
    stabilizing → Release Readiness → deploying
    """
    gates = (
        (state, kind, edge.to)
        for state, _, edge in lifecycle.edges
        if (kind := find_gate(edge)) and edge.to is not state
    )
    return tuple(dict.fromkeys(gates))
