"""Review components: what goes into each review, what it works out, decides and puts out."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_knowledge, cite_overview, cite_page
from mof.framework._management_reviews import ReviewKind
from mof.framework._operational_health_kinds import (
    AnalysisKind,
    ChangeSubject,
    DecisionKind,
    EvaluatedItem,
    InputKind,
    OutputKind,
    StakeholderGroup,
)
from mof.values import Term


class ReviewColumn(Term):
    """A column of the table that describes a review, or a list that stands beside it."""

    EVALUATED_ITEMS = "item to evaluate"
    STAKEHOLDERS = "stakeholder"
    INPUTS = "input"
    ANALYSES = "analysis"
    DECISIONS = "decision"
    CHANGE_SUBJECTS = "subject of a request for change"
    OUTPUTS = "output"


@frozen
class ReviewComponent:
    """One entry in the description of a review."""

    review: ReviewKind
    column: ReviewColumn
    entry: str
    details: tuple[str, ...] = ()
    citations: Citations = field(kw_only=True)


def _list(
    review: ReviewKind, column: ReviewColumn, citation: Citations, *entries: str
) -> tuple[ReviewComponent, ...]:
    return tuple(ReviewComponent(review, column, entry, citations=citation) for entry in entries)


# What the overview adds to an entry.
_DETAILS: dict[Term, tuple[str, ...]] = {
    StakeholderGroup.SERVICE_MANAGERS: ("they answer for the services delivered",),
    StakeholderGroup.TECHNOLOGY_MANAGERS: (
        "for network administration, messaging or data lifecycle management, for instance",
    ),
    StakeholderGroup.EVENT_MONITORING: ("also called bridge or command center",),
    InputKind.PEOPLE: ("the metrics are basic ones",),
    OutputKind.RESOURCES: ("resources that have the capabilities wanted",),
}


_HEALTH = ReviewKind.OPERATIONAL_HEALTH
_SECTION = "Management Review for the Phase"
_OPERATIONAL_HEALTH: tuple[tuple[ReviewColumn, type[Term], str], ...] = (
    (ReviewColumn.EVALUATED_ITEMS, EvaluatedItem, _SECTION),
    (ReviewColumn.STAKEHOLDERS, StakeholderGroup, _SECTION),
    (ReviewColumn.INPUTS, InputKind, "Table 2, column 1"),
    (ReviewColumn.ANALYSES, AnalysisKind, "Table 2, column 2"),
    (ReviewColumn.DECISIONS, DecisionKind, "Table 2, column 3"),
    (ReviewColumn.CHANGE_SUBJECTS, ChangeSubject, "Table 2, column 3, second entry"),
    (ReviewColumn.OUTPUTS, OutputKind, "Table 2, column 4"),
)

OPERATIONAL_HEALTH_COMPONENTS: tuple[ReviewComponent, ...] = tuple(
    ReviewComponent(
        ReviewKind.OPERATIONAL_HEALTH,
        column,
        str(term),
        _DETAILS.get(term, ()),
        citations=cite_overview(place),
    )
    for column, terms, place in _OPERATIONAL_HEALTH
    for term in terms
)

_ALIGNMENT, _PORTFOLIO = ReviewKind.SERVICE_ALIGNMENT, ReviewKind.PORTFOLIO
_PLAN, _RELEASE = ReviewKind.PROJECT_PLAN_APPROVED, ReviewKind.RELEASE_READINESS
_POLICY, _IMPLEMENTED = ReviewKind.POLICY_AND_CONTROL, ReviewKind.POST_IMPLEMENTATION
_STAKEHOLDERS, _INPUTS = ReviewColumn.STAKEHOLDERS, ReviewColumn.INPUTS
_ANALYSES, _DECISIONS = ReviewColumn.ANALYSES, ReviewColumn.DECISIONS
_OUTPUTS = ReviewColumn.OUTPUTS
_UNVERIFIED = cite_knowledge()
_READINESS = cite_page("cc543313")
_ARTICLE = cite_page("article mof-management-reviews")

# The framework's own tables for these are not at hand, so they are as complete as is known.
OTHER_REVIEW_COMPONENTS: tuple[ReviewComponent, ...] = (
    *_list(
        _ALIGNMENT,
        _STAKEHOLDERS,
        _UNVERIFIED,
        "Account Manager, Service Level Manager, Portfolio Manager",
        "Customer Service Manager, Operations Manager",
        "representatives of the business",
    ),
    *_list(
        _ALIGNMENT,
        _INPUTS,
        _UNVERIFIED,
        "service portfolio and catalog",
        "results against SLAs",
        "demand",
        "customer satisfaction",
        "business strategy",
        "costs",
    ),
    *_list(_ALIGNMENT, _ANALYSES, _UNVERIFIED, "supply and demand", "value", "gaps", "fit of SLAs"),
    *_list(_ALIGNMENT, _ANALYSES, cite_page("cc543273"), "planned and actual spending"),
    *_list(
        _ALIGNMENT,
        _DECISIONS,
        _UNVERIFIED,
        "add, change or retire a service",
        "improve a service",
    ),
    *_list(
        _ALIGNMENT,
        _OUTPUTS,
        _UNVERIFIED,
        "request for change to an SLA",
        "proposal of a new service",
        "improvement plan",
    ),
    *_list(
        _PORTFOLIO,
        _STAKEHOLDERS,
        _UNVERIFIED,
        "IT executives",
        "business sponsors",
        "Portfolio Manager and finance",
        "architecture",
    ),
    *_list(
        _PORTFOLIO,
        _INPUTS,
        _UNVERIFIED,
        "proposals",
        "business cases",
        "capacity",
        "costs",
        "risks",
    ),
    *_list(_PORTFOLIO, _ANALYSES, _UNVERIFIED, "value", "risk", "dependencies", "fit of resources"),
    *_list(
        _PORTFOLIO,
        _DECISIONS,
        _UNVERIFIED,
        "go, no-go or later",
        "priority",
        "funding",
    ),
    *_list(
        _PORTFOLIO,
        _OUTPUTS,
        _UNVERIFIED,
        "approved project with charter and team",
        "updated portfolio",
    ),
    *_list(
        _PLAN,
        _STAKEHOLDERS,
        _UNVERIFIED,
        "sponsor",
        "Solution Manager and Program Manager",
        "customer",
        "operations",
    ),
    *_list(
        _PLAN,
        _INPUTS,
        _UNVERIFIED,
        "functional specification",
        "master project plan and schedule",
        "risks",
        "budget",
    ),
    *_list(
        _PLAN,
        _ANALYSES,
        _UNVERIFIED,
        "requirements traced",
        "feasibility",
        "fitness for operation",
    ),
    *_list(_PLAN, _DECISIONS, _UNVERIFIED, "approve", "rework", "cancel"),
    *_list(_PLAN, _OUTPUTS, _UNVERIFIED, "signed baseline of the plan"),
    *_list(
        _RELEASE,
        _STAKEHOLDERS,
        _READINESS,
        "customers",
        "users",
        "operations and support staff",
        "key stakeholders",
    ),
    *_list(
        _RELEASE,
        _INPUTS,
        _READINESS,
        "final release with its source, deliverables and documentation",
        "release notes",
        "test results and tools",
        "master plan with plans for deployment and operations",
    ),
    *_list(
        _RELEASE,
        _ANALYSES,
        _READINESS,
        "did the pilot meet its criteria of success?",
        "are there workarounds for the pilot's issues?",
        "is every role of the team ready to sign?",
        "are the procedures of deployment and operations written down and tried in the pilot?",
    ),
    *_list(_RELEASE, _ANALYSES, _ARTICLE, "deliverables", "readiness of the business", "quality"),
    *_list(
        _RELEASE,
        _ANALYSES,
        cite_overview("Overview of the Operate Phase"),
        "operability and supportability of the release",
        "readiness of the production environment",
    ),
    *_list(
        _RELEASE,
        _ANALYSES,
        cite_page("MOF 3, e2d0b6eb"),
        "are OLAs and underpinning contracts in place for the levels required?",
    ),
    *_list(_RELEASE, _DECISIONS, _ARTICLE, "go", "no-go"),
    *_list(_RELEASE, _OUTPUTS, _READINESS, "release sign-off form"),
    *_list(
        _IMPLEMENTED,
        _ANALYSES,
        cite_page("MOF 3, 7bd0c129"),
        "results that differ from what was expected",
    ),
    *_list(
        _POLICY,
        _STAKEHOLDERS,
        _UNVERIFIED,
        "compliance and internal control",
        "IT executives",
        "legal counsel",
        "IT Policy Manager",
    ),
    *_list(
        _POLICY,
        _INPUTS,
        _UNVERIFIED,
        "policies",
        "evidence of audits and of compliance",
        "violations",
        "incidents",
        "risk register",
        "changes",
    ),
    *_list(
        _POLICY,
        _ANALYSES,
        cite_page("cc543352"),
        "is the policy still relevant, accurate and lawful?",
        "have laws, technology or processes changed?",
        "are there new risks?",
    ),
    *_list(_POLICY, _ANALYSES, _UNVERIFIED, "effectiveness", "exceptions", "cost of controls"),
    *_list(
        _POLICY,
        _DECISIONS,
        _UNVERIFIED,
        "change or retire a policy or control",
        "accept a risk",
    ),
    *_list(
        _POLICY,
        _OUTPUTS,
        _UNVERIFIED,
        "request for change to a policy, control or configuration",
        "accountabilities",
    ),
    *_list(
        _POLICY,
        _OUTPUTS,
        cite_page("cc543352"),
        "each change of a policy with its reason and who approved it",
    ),
)
