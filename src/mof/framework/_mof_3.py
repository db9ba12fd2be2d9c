"""MOF 3: what it called things, and where they are found in MOF 4.0."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_page, cite_white_paper
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


def _list_function(page: str, name: str, *functions: SMF) -> Predecessor:
    return Predecessor(
        PredecessorKind.FUNCTION,
        name,
        functions=functions,
        citations=(*cite_page(f"MOF 3, {page}", "name"), *_OURS),
    )


def _list_review(name: str, *reviews: ReviewKind) -> Predecessor:
    return Predecessor(
        PredecessorKind.REVIEW,
        name,
        reviews=reviews,
        citations=(*cite_page("MOF 3, 2aebe6fb", "name"), *_OURS),
    )


def _list_cluster(name: str, *accountabilities: Accountability) -> Predecessor:
    return Predecessor(
        PredecessorKind.ROLE_CLUSTER,
        name,
        accountabilities=accountabilities,
        citations=(*cite_page("MOF 3, document 8044768", "name"), *_OURS),
    )


# Of some twenty functions and seven role clusters, those that a page names. Which quadrant a
# function or a review belongs to was found on none.
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
    _list_function("smfsmc", "Service Monitoring and Control", SMF.SERVICE_MONITORING_AND_CONTROL),
    _list_function("smfprbmg", "Service Desk", SMF.CUSTOMER_SERVICE),
    _list_function("smfprbmg", "Incident Management", SMF.CUSTOMER_SERVICE),
    _list_function("smfprbmg", "Problem Management", SMF.PROBLEM_MANAGEMENT),
    _list_function("smfprbmg", "Service Level Management", SMF.BUSINESS_IT_ALIGNMENT),
    _list_review(
        "Change Initiation Review", ReviewKind.PORTFOLIO, ReviewKind.PROJECT_PLAN_APPROVED
    ),
    _list_review("Release Readiness Review", ReviewKind.RELEASE_READINESS),
    _list_review("Operations Review", ReviewKind.OPERATIONAL_HEALTH),
    _list_review("SLA Review", ReviewKind.OPERATIONAL_HEALTH, ReviewKind.SERVICE_ALIGNMENT),
    _list_cluster("Release", Accountability.SOLUTION),
    _list_cluster("Infrastructure", Accountability.ARCHITECTURE, Accountability.OPERATIONS),
    _list_cluster("Support", Accountability.SUPPORT),
    _list_cluster("Operations", Accountability.OPERATIONS),
    _list_cluster("Security", Accountability.COMPLIANCE),
    _list_cluster("Partner", Accountability.SERVICE),
)
