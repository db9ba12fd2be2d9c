"""Management reviews: where each stands, what it asks, and which risks it controls."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_overview, cite_page
from mof.framework._functions import SMF
from mof.framework._phases import Phase
from mof.values import Term


class ReviewKind(Term):
    """One of the six management reviews, or the post-implementation review beside them.

    Release Readiness, Operational Health and the post-implementation review are those of the
    Operate phase overview; a public page names all six.
    """

    SERVICE_ALIGNMENT = "Service Alignment"
    PORTFOLIO = "Portfolio"
    PROJECT_PLAN_APPROVED = "Project Plan Approved"
    RELEASE_READINESS = "Release Readiness"
    OPERATIONAL_HEALTH = "Operational Health"
    POLICY_AND_CONTROL = "Policy and Control"
    POST_IMPLEMENTATION = "Post-Implementation"


class ReviewScope(Term):
    """Whether a review looks at one project or at everything."""

    PROJECT = "project"
    BROAD = "broad"


class ReviewTrigger(Term):
    """What brings a review about: a gate to pass, the calendar, or an emergency.

    The overview has the Operational Health Review held regularly; a public page adds a review
    after a major break of service.
    """

    GATE = "gate"
    CALENDAR = "calendar"
    EMERGENCY = "emergency"


class GateDecision(Term):
    """What a review that is a gate decides.

    A public page gives these two to Release Readiness. That they serve for every gate is our
    judgement: what is deferred or sent back for rework is not let through either.
    """

    GO = "go"
    NO_GO = "no-go"


@frozen(kw_only=True)
class ManagementReview:
    """A review as the framework places it.

    >>> review: ManagementReview = find_management_review(ReviewKind.RELEASE_READINESS)
    >>> [str(smf) for smf in review.between_functions]
    ['Stabilize', 'Deploy']
    """

    kind: ReviewKind = field(kw_only=False)
    """Which review it is."""
    phase: Phase
    """The phase that it belongs to, or the Manage layer."""
    place: str
    """Where in the phase it stands, in our own words."""
    between_phases: tuple[Phase, ...] = ()
    """The two phases that it is a gate between; empty where it is none between phases."""
    between_functions: tuple[SMF, ...] = ()
    """The two functions that it is a gate between; empty where it is none between functions."""
    scope: ReviewScope
    """Whether it looks at one project or at everything."""
    triggers: tuple[ReviewTrigger, ...]
    """What brings it about."""
    question: str
    """What it is to answer, in our own words."""
    cadence: str | None = None
    """How often it is held, in words; None where the sources are silent."""
    also_called: tuple[str, ...] = ()
    """Other names for it in the sources, abbreviations among them."""
    is_management_review: bool = True
    """False for the post-implementation review, which stands beside the six."""
    citations: Citations
    """Where all of this comes from."""


# MOF's own descriptions of Service Alignment, Portfolio, Project Plan Approved and Policy and
# Control are not at hand: what no page is cited for there is proposed by this library.
_PHASE = cite_page("article mof-management-reviews", "phase")
_SCOPE = cite_page("slides mof-management-reviews", "scope")

MANAGEMENT_REVIEWS: tuple[ManagementReview, ...] = (
    ManagementReview(
        ReviewKind.SERVICE_ALIGNMENT,
        phase=Phase.PLAN,
        place="recurs throughout the phase",
        scope=ReviewScope.BROAD,
        triggers=(ReviewTrigger.CALENDAR, ReviewTrigger.EMERGENCY),
        question="do the services and their levels fit what the business needs?",
        cadence="once or twice a year at least, and after a major break of service",
        citations=(
            *_PHASE,
            *_SCOPE,
            *cite_page("cc543273", "triggers and cadence"),
            *cite_judgement("place and question"),
        ),
    ),
    ManagementReview(
        ReviewKind.PORTFOLIO,
        phase=Phase.PLAN,
        place="ends planning: what it funds is delivered",
        between_phases=(Phase.PLAN, Phase.DELIVER),
        scope=ReviewScope.BROAD,
        triggers=(ReviewTrigger.GATE, ReviewTrigger.CALENDAR),
        question="which initiatives are chosen and funded?",
        cadence="periodic, and on demand",
        citations=(*_PHASE, *_SCOPE, *cite_judgement("place, triggers, question and cadence")),
    ),
    ManagementReview(
        ReviewKind.PROJECT_PLAN_APPROVED,
        phase=Phase.DELIVER,
        place="ends project planning, before anything is built",
        between_functions=(SMF.PROJECT_PLANNING, SMF.BUILD),
        scope=ReviewScope.PROJECT,
        triggers=(ReviewTrigger.GATE,),
        question="is the plan agreed, so that building may begin?",
        cadence="once for each project, and again when it is planned anew",
        citations=(*_PHASE, *_SCOPE, *cite_judgement("place, trigger, question and cadence")),
    ),
    ManagementReview(
        ReviewKind.RELEASE_READINESS,
        phase=Phase.DELIVER,
        place="ends stabilizing, before deployment; begins the bridge to operation",
        between_phases=(Phase.DELIVER, Phase.OPERATE),
        between_functions=(SMF.STABILIZE, SMF.DEPLOY),
        scope=ReviewScope.PROJECT,
        triggers=(ReviewTrigger.GATE,),
        question="can the release be operated and supported, "
        "and is production ready to do both for it?",
        cadence="once for each release",
        citations=(
            *_PHASE,
            *_SCOPE,
            *cite_overview("Overview of the Operate Phase", "place, trigger and question"),
            *cite_judgement("cadence"),
        ),
    ),
    ManagementReview(
        ReviewKind.OPERATIONAL_HEALTH,
        phase=Phase.OPERATE,
        place="ends the phase in principle, and recurs throughout it in fact",
        scope=ReviewScope.BROAD,
        triggers=(ReviewTrigger.CALENDAR, ReviewTrigger.EMERGENCY),
        question="how effective are IT's own operating processes, "
        "held against indicators that were set before?",
        cadence="regular; no interval is given",
        also_called=(
            "Operational Health Review",
            "OHR",
            "Operational Health MR",
            "Operational Health Management Review",
            "OHMR",
        ),
        citations=(
            *_SCOPE,
            *cite_overview("Management Review for the Phase", "all else"),
            *cite_page("cc531142", "OHMR"),
        ),
    ),
    ManagementReview(
        ReviewKind.POLICY_AND_CONTROL,
        phase=Phase.MANAGE,
        place="recurs, across all the phases",
        scope=ReviewScope.BROAD,
        triggers=(ReviewTrigger.CALENDAR,),
        question="are policies and controls effective?",
        cadence="periodic; once or twice a year by default",
        citations=(*_PHASE, *_SCOPE, *cite_judgement("place, trigger, question and cadence")),
    ),
    ManagementReview(
        ReviewKind.POST_IMPLEMENTATION,
        phase=Phase.DELIVER,
        place="follows deployment; completes the bridge to operation",
        between_phases=(Phase.DELIVER, Phase.OPERATE),
        between_functions=(SMF.DEPLOY, SMF.OPERATIONS),
        scope=ReviewScope.PROJECT,
        triggers=(ReviewTrigger.GATE,),
        question="did the deployment bring what it was to bring?",
        cadence="once for each deployment",
        also_called=("PIR",),
        is_management_review=False,
        citations=(
            *cite_overview("Overview of the Operate Phase", "place"),
            *cite_page("MOF 3, 7bd0c129", "question"),
            *cite_judgement("scope, trigger and cadence"),
        ),
    ),
)


def find_management_review(kind: ReviewKind) -> ManagementReview:
    """Where the framework places a review, and what it asks.

    >>> print(find_management_review(ReviewKind.PORTFOLIO).question)
    which initiatives are chosen and funded?
    """
    return next(review for review in MANAGEMENT_REVIEWS if review.kind is kind)


@frozen
class ControlledRisk:
    """A risk to an objective of a phase, and the reviews that control it."""

    phase: Phase
    objective: str
    risk: str
    controls: tuple[ReviewKind, ...]
    citations: Citations = field(kw_only=True)


_TABLE_6 = cite_overview("Table 6")
_BY_HEALTH = (ReviewKind.OPERATIONAL_HEALTH,)


def _plan(objective: str, *risks: str) -> tuple[ControlledRisk, ...]:
    controls = (ReviewKind.SERVICE_ALIGNMENT, ReviewKind.PORTFOLIO)
    return tuple(
        ControlledRisk(Phase.PLAN, objective, risk, controls, citations=cite_page("cc543273"))
        for risk in risks
    )


CONTROLLED_RISKS: tuple[ControlledRisk, ...] = (
    ControlledRisk(
        Phase.OPERATE,
        "every service runs at the level that its OLAs and SLAs set",
        "services miss what OLAs or SLAs oblige IT to",
        _BY_HEALTH,
        citations=_TABLE_6,
    ),
    ControlledRisk(
        Phase.OPERATE,
        "every service is supported as its SLA says, and recovers when it fails",
        "customers fare badly because support is inadequate",
        _BY_HEALTH,
        citations=_TABLE_6,
    ),
    *_plan(
        "the right services, at the right quality and cost",
        "what the business needs is missed",
        "costs cannot be foreseen",
    ),
    *_plan(
        "services that are reliable and can be trusted",
        "waste",
        "bad design",
        "improvement that has no effect",
        "losses by failure",
    ),
    *_plan("services that people want to use", "little value", "too little or too much use"),
)
