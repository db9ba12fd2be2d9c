"""Review columns: what goes into each review, what it works out, decides and puts out."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_overview, cite_page
from mof.framework._management_reviews import ReviewKind
from mof.values import Term

# The columns of the Operational Health Review, from the overview of the Operate phase


class InputKind(Term):
    """What is brought to an Operational Health Review: column 1 of Table 2 of the overview.

    A review has an exhibit for each, whether provided or missing.

    >>> len(InputKind), InputKind.GUIDES.value
    (9, 'operational guides and solution specifications')
    """

    AGREEMENTS = "OLA and SLA documents"
    AGREEMENT_PERFORMANCE = "OLA and SLA performance"
    GUIDES = "operational guides and solution specifications"
    PREVIOUS_REVIEWS = "actions, accountabilities and minutes of previous reviews"
    SATISFACTION = "customer satisfaction"
    FINANCES = "financial performance"
    RISKS = "risk management and current issues"
    PEOPLE = "human resources metrics and organizational health"
    MATURITY = "operations process maturity"

    @property
    def parts(self) -> tuple[str, ...]:
        """What it consists of, where that is more than one thing; else its own name.

        >>> InputKind.GUIDES.parts
        ('operational guides', 'solution specifications')
        >>> InputKind.FINANCES.parts
        ('financial performance',)
        """
        return _PARTS.get(self, (self.value,))


# The overview names them in one entry of Table 2. Our judgement: what says nothing about the other
# is brought for itself; a paper is about an OLA or an SLA, and either is one of the agreements.
_PARTS: dict[InputKind, tuple[str, ...]] = {
    InputKind.GUIDES: ("operational guides", "solution specifications"),
    InputKind.PREVIOUS_REVIEWS: ("actions and accountabilities", "minutes"),
    InputKind.RISKS: ("risk management", "current issues"),
    InputKind.PEOPLE: ("human resources metrics", "organizational health"),
}


class AnalysisKind(Term):
    """What an Operational Health Review works out: column 2 of Table 2 of the overview.

    Each finding names the analysis that it comes from.

    >>> AnalysisKind.PERFORMANCE.value
    'OLA and SLA performance outside tolerance'
    """

    ISSUES = "ongoing and emerging issues from earlier actions and minutes"
    PERFORMANCE = "OLA and SLA performance outside tolerance"
    SATISFACTION_TRENDS = "trends in customer satisfaction"
    FINANCES = "financial performance, overall and by category"
    RISK_CHANGES = "changes in risk assessments, tolerance boundaries and compliance violations"
    PEOPLE_TRENDS = "trends in organizational health"
    MATURITY = "operational maturity against the desired state"
    UPCOMING_CHANGES = "upcoming changes that may affect operations"


class DecisionKind(Term):
    """What an Operational Health Review may decide: column 3 of Table 2 of the overview."""

    IMPROVE_SERVICE = "immediate service improvement"
    REQUEST_CHANGE = "request for change"
    CHANGE_PROCESS = "change of process or procedure"
    PROVIDE_RESOURCES = "resources or training"
    CHANGE_FUNDING = "change of funding"


class ChangeSubject(Term):
    """What a request for change is about: column 3 of Table 2 of the overview, second entry."""

    OLA = "OLA"
    SLA = "SLA"
    TECHNICAL = "technical"
    PROCEDURAL = "procedural"
    RESOURCE = "resource"


class OutputKind(Term):
    """What leaves an Operational Health Review: column 4 of Table 2 of the overview."""

    MINUTES = "minutes, actions and accountabilities"
    SERVICE_CHANGE = "request for change to a service"
    INFRASTRUCTURE_CHANGE = "request for change to infrastructure or configuration"
    PROCEDURE_CHANGE = "request for change to a procedure"
    DOCUMENTATION_CHANGE = "request for change to documentation"
    AGREEMENT_CHANGE = "request for change to a contract or agreement"
    IMPROVEMENT_PLAN = "request for a formal service improvement plan"
    RESOURCES = "request for resources or training"
    FUNDING = "request to change funding"


class EvaluatedItem(Term):
    """What an Operational Health Review evaluates: "Items to evaluate" of the overview."""

    STAFF_PERFORMANCE = "IT staff performance"
    EFFICIENCY = "operational efficiency"
    SKILLS = "skills and competencies"
    OLA_TARGETS = "OLA targets"
    SLA_TARGETS = "SLA targets"
    CONTRACT_TARGETS = "contract targets"
    SATISFACTION = "customer satisfaction"
    COSTS = "costs"


class StakeholderGroup(Term):
    """Who takes part in an Operational Health Review and decides, as the overview lists them."""

    OPERATIONS_MANAGEMENT = "IT operations management"
    SERVICE_MANAGERS = "service managers"
    TECHNOLOGY_MANAGERS = "managers of platform and technology teams"
    EVENT_MONITORING = "event monitoring"
    STORAGE = "storage, backup and recovery"
    SECURITY = "security administration"
    DELIVERY = "delivery (development and test)"
    CUSTOMERS = "customers"
    USERS = "users"
    PARTNERS = "partners"


class ReviewColumn(Term):
    """A column of the table that describes a review, or a list that stands beside it.

    Table 2 of the overview has four columns; its text adds the items to evaluate, the
    stakeholders and the subjects of requests for change.

    >>> from mof.framework import Part, get_rows
    >>> row = get_rows(Part.OPERATIONAL_HEALTH)[-1]
    >>> row.column is ReviewColumn.OUTPUTS, row.entry
    (True, 'request to change funding')
    """

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

# The columns of the other reviews

_STAKEHOLDERS, _INPUTS = ReviewColumn.STAKEHOLDERS, ReviewColumn.INPUTS
_ANALYSES, _DECISIONS = ReviewColumn.ANALYSES, ReviewColumn.DECISIONS
_OUTPUTS = ReviewColumn.OUTPUTS
_OURS = cite_judgement()
_READINESS = cite_page("cc543313")
_ARTICLE = cite_page("article mof-management-reviews")
_BRIDGE = cite_overview("Overview of the Operate Phase")
_POLICY = cite_page("cc543352")

_Row = tuple[ReviewColumn, Citations, tuple[str, ...]]

# MOF's own tables for these reviews are not at hand. So that they can be held, this library
# proposes what no page gives: those entries are cited as our judgement.
_OTHERS: dict[ReviewKind, tuple[_Row, ...]] = {
    ReviewKind.SERVICE_ALIGNMENT: (
        (
            _STAKEHOLDERS,
            _OURS,
            (
                "Account Manager, Service Level Manager, Portfolio Manager",
                "Customer Service Manager, Operations Manager",
                "representatives of the business",
            ),
        ),
        (
            _INPUTS,
            _OURS,
            (
                "service portfolio and catalog",
                "results against SLAs",
                "demand",
                "customer satisfaction",
                "business strategy",
                "costs",
            ),
        ),
        (_ANALYSES, _OURS, ("supply and demand", "value", "gaps", "fit of SLAs")),
        (
            _ANALYSES,
            cite_page("cc543273"),
            ("planned and actual spending",),
        ),
        (_DECISIONS, _OURS, ("add, change or retire a service", "improve a service")),
        (
            _OUTPUTS,
            _OURS,
            ("request for change to an SLA", "proposal of a new service", "improvement plan"),
        ),
    ),
    ReviewKind.PORTFOLIO: (
        (
            _STAKEHOLDERS,
            _OURS,
            ("IT executives", "business sponsors", "Portfolio Manager and finance", "architecture"),
        ),
        (_INPUTS, _OURS, ("proposals", "business cases", "capacity", "costs", "risks")),
        (_ANALYSES, _OURS, ("value", "risk", "dependencies", "fit of resources")),
        (_DECISIONS, _OURS, ("go, no-go or later", "priority", "funding")),
        (_OUTPUTS, _OURS, ("approved project with charter and team", "updated portfolio")),
    ),
    ReviewKind.PROJECT_PLAN_APPROVED: (
        (
            _STAKEHOLDERS,
            _OURS,
            ("sponsor", "Solution Manager and Program Manager", "customer", "operations"),
        ),
        (
            _INPUTS,
            _OURS,
            ("functional specification", "master project plan and schedule", "risks", "budget"),
        ),
        (_ANALYSES, _OURS, ("requirements traced", "feasibility", "fitness for operation")),
        (_DECISIONS, _OURS, ("approve", "rework", "cancel")),
        (_OUTPUTS, _OURS, ("signed baseline of the plan",)),
    ),
    ReviewKind.RELEASE_READINESS: (
        (
            _STAKEHOLDERS,
            _READINESS,
            ("customers", "users", "operations and support staff", "key stakeholders"),
        ),
        (
            _INPUTS,
            _READINESS,
            (
                "final release with its source, deliverables and documentation",
                "release notes",
                "test results and tools",
                "master plan with plans for deployment and operations",
            ),
        ),
        (
            _ANALYSES,
            _READINESS,
            (
                "did the pilot meet its criteria of success?",
                "are there workarounds for the pilot's issues?",
                "is every role of the team ready to sign?",
                (
                    "are the procedures of deployment and operations written down and tried in "
                    "the pilot?"
                ),
            ),
        ),
        (_ANALYSES, _ARTICLE, ("deliverables", "readiness of the business", "quality")),
        (
            _ANALYSES,
            _BRIDGE,
            (
                "operability and supportability of the release",
                "readiness of the production environment",
            ),
        ),
        (
            _ANALYSES,
            cite_page("MOF 3, e2d0b6eb"),
            ("are OLAs and underpinning contracts in place for the levels required?",),
        ),
        (_DECISIONS, _ARTICLE, ("go", "no-go")),
        (_OUTPUTS, _READINESS, ("release sign-off form",)),
    ),
    ReviewKind.POST_IMPLEMENTATION: (
        (
            _ANALYSES,
            cite_page("MOF 3, 7bd0c129"),
            ("results that differ from what was expected",),
        ),
    ),
    ReviewKind.POLICY_AND_CONTROL: (
        (
            _STAKEHOLDERS,
            _OURS,
            (
                "compliance and internal control",
                "IT executives",
                "legal counsel",
                "IT Policy Manager",
            ),
        ),
        (
            _INPUTS,
            _OURS,
            (
                "policies",
                "evidence of audits and of compliance",
                "violations",
                "incidents",
                "risk register",
                "changes",
            ),
        ),
        (
            _ANALYSES,
            _POLICY,
            (
                "is the policy still relevant, accurate and lawful?",
                "have laws, technology or processes changed?",
                "are there new risks?",
            ),
        ),
        (_ANALYSES, _OURS, ("effectiveness", "exceptions", "cost of controls")),
        (_DECISIONS, _OURS, ("change or retire a policy or control", "accept a risk")),
        (
            _OUTPUTS,
            _OURS,
            ("request for change to a policy, control or configuration", "accountabilities"),
        ),
        (_OUTPUTS, _POLICY, ("each change of a policy with its reason and who approved it",)),
    ),
}

OTHER_REVIEW_COMPONENTS: tuple[ReviewComponent, ...] = tuple(
    ReviewComponent(review, column, entry, citations=citations)
    for review, rows in _OTHERS.items()
    for column, citations, entries in rows
    for entry in entries
)
