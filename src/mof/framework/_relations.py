"""Relations: how functions and reviews feed and support each other, and the Manage layer."""

from itertools import product

from attrs import field, frozen

from mof.framework._citations import Citations, cite_overview, cite_page
from mof.framework._functions import SMF
from mof.framework._management_reviews import ReviewKind
from mof.framework._phases import Phase
from mof.values import Term


class RelationKind(Term):
    """In which way a function, or a review, matters to a function."""

    PRECEDES = "comes before"
    FEEDS = "feeds"
    SUPPORTS = "supports"
    REVIEWS = "reviews"


@frozen
class FunctionRelation:
    """An edge from one function to another, and what passes along it."""

    origin: SMF
    kind: RelationKind
    target: SMF
    what: str
    citations: Citations = field(kw_only=True)


@frozen
class ReviewRelation:
    """An edge from a review to a function, and what passes along it."""

    review: ReviewKind
    kind: RelationKind
    target: SMF
    what: str
    citations: Citations = field(kw_only=True)


# Figure 2 of the overview shows the four functions between Release Readiness and the
# Operational Health Review. What passes between them is told in the text around it.
_ORDER = cite_overview("Service Management Functions Within the Operate Phase")
_BRIDGE = cite_overview("Overview of the Operate Phase")
_HEALTH = (
    *cite_overview("Figure 2", "that it is for the four"),
    *cite_overview("Management Review for the Phase", "what"),
)
_MANAGE = cite_overview("Integrating the Operate Phase with Manage Layer SMFs")
_OPERATIONS, _MONITORING = SMF.OPERATIONS, SMF.SERVICE_MONITORING_AND_CONTROL
_SERVICE, _PROBLEMS = SMF.CUSTOMER_SERVICE, SMF.PROBLEM_MANAGEMENT
_SUPPORT = {
    SMF.GOVERNANCE_RISK_AND_COMPLIANCE: "evidence that policy and regulation are kept",
    SMF.CHANGE_AND_CONFIGURATION: "few unplanned changes, and smooth standard ones",
    SMF.TEAM: "principles for organizing the work",
}

RELATIONS: tuple[FunctionRelation, ...] = (
    FunctionRelation(
        _OPERATIONS,
        RelationKind.PRECEDES,
        _MONITORING,
        "first the tasks are known, then it is watched whether all runs as expected",
        citations=_ORDER,
    ),
    FunctionRelation(
        _MONITORING,
        RelationKind.PRECEDES,
        _SERVICE,
        "what is seen to go wrong can then be put right",
        citations=_ORDER,
    ),
    FunctionRelation(
        _SERVICE,
        RelationKind.PRECEDES,
        _PROBLEMS,
        "what was put right should then happen less often",
        citations=_ORDER,
    ),
    FunctionRelation(
        SMF.DEPLOY,
        RelationKind.FEEDS,
        _OPERATIONS,
        "the service that was deployed",
        citations=cite_overview("Overview of the Operate Phase"),
    ),
    FunctionRelation(
        _MONITORING,
        RelationKind.FEEDS,
        _SERVICE,
        "automatic requests for what monitoring found",
        citations=_ORDER,
    ),
    FunctionRelation(
        _MONITORING,
        RelationKind.FEEDS,
        _PROBLEMS,
        "event data that bear on a problem",
        citations=cite_page("cc543261"),
    ),
    FunctionRelation(
        _SERVICE,
        RelationKind.FEEDS,
        _PROBLEMS,
        "incidents, and what is too complex to be resolved with them",
        citations=(*cite_overview("Operate Phase Workflow"), *cite_overview("Table 5")),
    ),
    FunctionRelation(
        _PROBLEMS,
        RelationKind.FEEDS,
        _SERVICE,
        "known errors with workarounds and fixes",
        citations=cite_page("cc543302"),
    ),
    FunctionRelation(
        _PROBLEMS,
        RelationKind.FEEDS,
        SMF.CHANGE_AND_CONFIGURATION,
        "changes that apply a fix, and standard changes where it is applied often",
        citations=cite_page("cc543302"),
    ),
    FunctionRelation(
        _OPERATIONS,
        RelationKind.FEEDS,
        SMF.CHANGE_AND_CONFIGURATION,
        "work instructions that change",
        citations=cite_page("cc531141"),
    ),
    FunctionRelation(
        SMF.BUSINESS_IT_ALIGNMENT,
        RelationKind.FEEDS,
        SMF.OPERATIONS,
        "agreements whose targets operation is measured against",
        citations=(
            *cite_overview("Management Review for the Phase", "service level management"),
            *cite_page("cc543312", "that it belongs to this function"),
        ),
    ),
    *(
        FunctionRelation(layer, RelationKind.SUPPORTS, function, what, citations=_MANAGE)
        for (layer, what), function in product(
            _SUPPORT.items(), (_OPERATIONS, _MONITORING, _SERVICE, _PROBLEMS)
        )
    ),
)

REVIEW_RELATIONS: tuple[ReviewRelation, ...] = (
    ReviewRelation(
        ReviewKind.RELEASE_READINESS,
        RelationKind.FEEDS,
        _OPERATIONS,
        "a release that can be operated and supported, and production ready to do both",
        citations=_BRIDGE,
    ),
    ReviewRelation(
        ReviewKind.POST_IMPLEMENTATION,
        RelationKind.FEEDS,
        _OPERATIONS,
        "a deployment looked back on: the other half of the bridge into the phase",
        citations=_BRIDGE,
    ),
    *(
        ReviewRelation(
            ReviewKind.OPERATIONAL_HEALTH,
            RelationKind.REVIEWS,
            function,
            "how effective it is, and what is done to make it better",
            citations=_HEALTH,
        )
        for function in (_OPERATIONS, _MONITORING, _SERVICE, _PROBLEMS)
    ),
)


@frozen
class ManageLayerFocus:
    """What a function of the Manage layer attends to in a phase, and to what end."""

    phase: Phase
    smf: SMF
    focus: tuple[str, ...]
    aim: str | None = None
    citations: Citations = field(kw_only=True)


_TABLE_3 = cite_overview("Table 3", "focus")
_AIM = cite_overview("Integrating the Operate Phase with Manage Layer SMFs", "aim")

OPERATE_OBJECTIVE = "services run, are maintained and supported as SLAs between business and IT say"
"""What the Manage layer serves in the Operate phase (MOF 4.0, Operate phase overview, Table 3)."""

MANAGE_LAYER: tuple[ManageLayerFocus, ...] = (
    ManageLayerFocus(
        Phase.OPERATE,
        SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
        (
            "procedures and controls at work",
            "records and documentation",
            "compliance with policy",
        ),
        "information captured where the work happens, so that compliance can be shown",
        citations=(*_TABLE_3, *_AIM),
    ),
    ManageLayerFocus(
        Phase.OPERATE,
        SMF.CHANGE_AND_CONFIGURATION,
        ("IT environment and configuration", "process and procedure", "standard change"),
        "few unplanned changes, performance and availability kept, standard changes smooth",
        citations=(*_TABLE_3, *_AIM),
    ),
    ManageLayerFocus(
        Phase.OPERATE,
        SMF.TEAM,
        (
            "principles for organizing operations work",
            "principles for organizing monitoring work",
            "principles for organizing support work",
        ),
        citations=_TABLE_3,
    ),
    ManageLayerFocus(
        Phase.PLAN,
        SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
        (
            "strategy, from the corporation to IT",
            "decision rights",
            "high-level risks",
            "regulatory environment",
            "policies defined",
            "investment",
        ),
        "those who decide brought together on the right mix of investment and risk",
        citations=cite_page("cc543271"),
    ),
    ManageLayerFocus(
        Phase.PLAN,
        SMF.CHANGE_AND_CONFIGURATION,
        ("no change without review, approval and a trace",),
        citations=cite_page("cc543271"),
    ),
)
