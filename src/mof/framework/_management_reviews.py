"""Management reviews: where management looks, decides, and lets a service go on or not."""

from attrs import field, frozen

from mof.framework._citations import (
    Citations,
    cite_judgement,
    cite_knowledge,
    cite_overview,
    cite_page,
)
from mof.framework._functions import SMF
from mof.framework._phases import Phase
from mof.values import Term


class ReviewKind(Term):
    """One of the six management reviews, or the post-implementation review beside them."""

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
    """What brings a review about."""

    GATE = "gate"
    CALENDAR = "calendar"
    EMERGENCY = "emergency"


class GateDecision(Term):
    """What a review that is a gate decides."""

    # A public page gives these two to Release Readiness; that they serve for every gate is our
    # judgement: what is deferred or sent back for rework is not let through either.
    GO = "go"
    NO_GO = "no-go"


@frozen(kw_only=True)
class ManagementReview:
    """A review as the framework places it.

    A gate stands between two phases, between two functions, or both; where a review stands
    at no gate these are empty.
    """

    kind: ReviewKind = field(kw_only=False)
    phase: Phase
    place: str
    between_phases: tuple[Phase, ...] = ()
    between_functions: tuple[SMF, ...] = ()
    scope: ReviewScope
    triggers: tuple[ReviewTrigger, ...]
    question: str
    cadence: str | None = None
    also_called: tuple[str, ...] = ()
    is_management_review: bool = True
    citations: Citations


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
            *cite_knowledge("place and question"),
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
        citations=(*_PHASE, *_SCOPE, *cite_knowledge("place, triggers, question and cadence")),
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
        citations=(*_PHASE, *_SCOPE, *cite_knowledge("place, trigger, question and cadence")),
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
        citations=(*_PHASE, *_SCOPE, *cite_knowledge("place, trigger, question and cadence")),
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
    """Where the framework places a review.

    >>> [str(smf) for smf in find_management_review(ReviewKind.RELEASE_READINESS).between_functions]
    ['Stabilize', 'Deploy']
    """
    return next(review for review in MANAGEMENT_REVIEWS if review.kind is kind)
