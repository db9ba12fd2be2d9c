"""Predecessors: what MOF 3 called things, and where they are found in MOF 4.0."""

from attrs import field, frozen

from mof.framework._citations import (
    Citations,
    cite_judgement,
    cite_knowledge,
    cite_page,
    cite_white_paper,
)
from mof.framework._functions import SMF
from mof.framework._management_reviews import ReviewKind
from mof.framework._phases import Phase
from mof.framework._roles import Accountability
from mof.values import Term


class PredecessorKind(Term):
    """What sort of thing MOF 3 had."""

    QUADRANT = "quadrant"
    FUNCTION = "service management function"
    REVIEW = "operations management review"
    ROLE_CLUSTER = "role cluster"


class Quadrant(Term):
    """A quarter of the MOF 3 process model."""

    # Short for what the white paper calls changing and deploying.
    CHANGING = "Changing"
    OPERATING = "Operating"
    SUPPORTING = "Supporting"
    OPTIMIZING = "Optimizing"


@frozen(kw_only=True)
class Predecessor:
    """A name of MOF 3, and what stands in its place."""

    kind: PredecessorKind = field(kw_only=False)
    name: str = field(kw_only=False)
    quadrants: tuple[Quadrant, ...] = ()
    phases: tuple[Phase, ...] = ()
    functions: tuple[SMF, ...] = ()
    reviews: tuple[ReviewKind, ...] = ()
    accountabilities: tuple[Accountability, ...] = ()
    citations: Citations


_OURS = cite_judgement("what stands in its place")
_CLUSTERS = cite_page("MOF 3, document 8044768", "name")


def _list_quadrant(
    quadrant: Quadrant, phase: Phase, *functions: SMF, name: str = ""
) -> Predecessor:
    return Predecessor(
        PredecessorKind.QUADRANT,
        name or str(quadrant),
        quadrants=(quadrant,),
        phases=(phase,),
        functions=functions,
        citations=(*cite_white_paper("Microsoft Operations Framework (MOF)", "name"), *_OURS),
    )


def _list_function(quadrant: Quadrant, name: str, *functions: SMF) -> Predecessor:
    return Predecessor(
        PredecessorKind.FUNCTION,
        name,
        quadrants=(quadrant,),
        functions=functions,
        citations=(*cite_knowledge("name and quadrant"), *_OURS),
    )


def _list_review(quadrant: Quadrant, name: str, *reviews: ReviewKind) -> Predecessor:
    return Predecessor(
        PredecessorKind.REVIEW,
        name,
        quadrants=(quadrant,),
        reviews=reviews,
        citations=(
            *cite_page("MOF 3, 2aebe6fb", "name"),
            *cite_knowledge("quadrant and what stands in its place"),
        ),
    )


def _list_cluster(names: Citations, name: str, *accountabilities: Accountability) -> Predecessor:
    return Predecessor(
        PredecessorKind.ROLE_CLUSTER,
        name,
        accountabilities=accountabilities,
        citations=(*names, *_OURS),
    )


PREDECESSORS: tuple[Predecessor, ...] = (
    _list_quadrant(
        Quadrant.CHANGING,
        Phase.DELIVER,
        SMF.CHANGE_AND_CONFIGURATION,
        SMF.STABILIZE,
        SMF.DEPLOY,
        name="Changing and Deploying",
    ),
    _list_quadrant(
        Quadrant.OPERATING, Phase.OPERATE, SMF.OPERATIONS, SMF.SERVICE_MONITORING_AND_CONTROL
    ),
    _list_quadrant(
        Quadrant.SUPPORTING, Phase.OPERATE, SMF.CUSTOMER_SERVICE, SMF.PROBLEM_MANAGEMENT
    ),
    _list_quadrant(
        Quadrant.OPTIMIZING,
        Phase.PLAN,
        SMF.BUSINESS_IT_ALIGNMENT,
        SMF.RELIABILITY,
        SMF.FINANCIAL_MANAGEMENT,
    ),
    _list_function(Quadrant.CHANGING, "Change Management", SMF.CHANGE_AND_CONFIGURATION),
    _list_function(Quadrant.CHANGING, "Configuration Management", SMF.CHANGE_AND_CONFIGURATION),
    _list_function(Quadrant.CHANGING, "Release Management", SMF.STABILIZE, SMF.DEPLOY),
    _list_function(Quadrant.OPERATING, "System Administration", SMF.OPERATIONS),
    _list_function(Quadrant.OPERATING, "Security Administration", SMF.OPERATIONS),
    _list_function(
        Quadrant.OPERATING, "Service Monitoring and Control", SMF.SERVICE_MONITORING_AND_CONTROL
    ),
    _list_function(Quadrant.OPERATING, "Job Scheduling", SMF.OPERATIONS),
    _list_function(Quadrant.OPERATING, "Network Administration", SMF.OPERATIONS),
    _list_function(Quadrant.OPERATING, "Directory Services Administration", SMF.OPERATIONS),
    _list_function(Quadrant.OPERATING, "Storage Management", SMF.OPERATIONS),
    _list_function(Quadrant.SUPPORTING, "Service Desk", SMF.CUSTOMER_SERVICE),
    _list_function(Quadrant.SUPPORTING, "Incident Management", SMF.CUSTOMER_SERVICE),
    _list_function(Quadrant.SUPPORTING, "Problem Management", SMF.PROBLEM_MANAGEMENT),
    _list_function(Quadrant.OPTIMIZING, "Service Level Management", SMF.BUSINESS_IT_ALIGNMENT),
    _list_function(Quadrant.OPTIMIZING, "Financial Management", SMF.FINANCIAL_MANAGEMENT),
    _list_function(Quadrant.OPTIMIZING, "Capacity Management", SMF.RELIABILITY),
    _list_function(Quadrant.OPTIMIZING, "Availability Management", SMF.RELIABILITY),
    _list_function(Quadrant.OPTIMIZING, "IT Service Continuity Management", SMF.RELIABILITY),
    _list_function(Quadrant.OPTIMIZING, "Workforce Management", SMF.TEAM),
    _list_function(
        Quadrant.OPTIMIZING, "Security Management", SMF.POLICY, SMF.GOVERNANCE_RISK_AND_COMPLIANCE
    ),
    _list_function(Quadrant.OPTIMIZING, "Infrastructure Engineering", SMF.RELIABILITY, SMF.POLICY),
    _list_review(
        Quadrant.OPTIMIZING,
        "Change Initiation Review",
        ReviewKind.PORTFOLIO,
        ReviewKind.PROJECT_PLAN_APPROVED,
    ),
    _list_review(Quadrant.CHANGING, "Release Readiness Review", ReviewKind.RELEASE_READINESS),
    _list_review(Quadrant.OPERATING, "Operations Review", ReviewKind.OPERATIONAL_HEALTH),
    _list_review(
        Quadrant.SUPPORTING,
        "SLA Review",
        ReviewKind.OPERATIONAL_HEALTH,
        ReviewKind.SERVICE_ALIGNMENT,
    ),
    _list_cluster(_CLUSTERS, "Release", Accountability.SOLUTION),
    _list_cluster(
        _CLUSTERS, "Infrastructure", Accountability.ARCHITECTURE, Accountability.OPERATIONS
    ),
    _list_cluster(_CLUSTERS, "Support", Accountability.SUPPORT),
    _list_cluster(_CLUSTERS, "Operations", Accountability.OPERATIONS),
    _list_cluster(_CLUSTERS, "Security", Accountability.COMPLIANCE),
    _list_cluster(_CLUSTERS, "Partner", Accountability.SERVICE),
    _list_cluster(cite_knowledge("name"), "Service", Accountability.SERVICE),
)
