"""Service management functions: the sixteen units that the framework's work is divided into."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_knowledge, cite_overview, cite_page
from mof.framework._phases import Phase
from mof.values import Term


class SMF(Term):
    """A service management function, by its one canonical name."""

    BUSINESS_IT_ALIGNMENT = "Business/IT Alignment"
    RELIABILITY = "Reliability"
    POLICY = "Policy"
    FINANCIAL_MANAGEMENT = "Financial Management"
    ENVISION = "Envision"
    PROJECT_PLANNING = "Project Planning"
    BUILD = "Build"
    STABILIZE = "Stabilize"
    DEPLOY = "Deploy"
    OPERATIONS = "Operations"
    SERVICE_MONITORING_AND_CONTROL = "Service Monitoring and Control"
    CUSTOMER_SERVICE = "Customer Service"
    PROBLEM_MANAGEMENT = "Problem Management"
    GOVERNANCE_RISK_AND_COMPLIANCE = "Governance, Risk, and Compliance"
    CHANGE_AND_CONFIGURATION = "Change and Configuration"
    TEAM = "Team"


@frozen(kw_only=True)
class ServiceManagementFunction:
    """What the framework says of one function; None where the sources are silent.

    The order is the natural one within the phase; the functions depend on each other and
    need not be taken one after the other.
    """

    smf: SMF = field(kw_only=False)
    phase: Phase
    order: int | None = None
    also_called: tuple[str, ...] = ()
    focus: str | None = None
    deliverable: str | None = None
    purposes: tuple[str, ...] | None = None
    outcomes: tuple[str, ...] | None = None
    citations: Citations


_MANAGE_SECTION = "Integrating the Operate Phase with Manage Layer SMFs"
_MANAGE = (
    *cite_overview(_MANAGE_SECTION, "name and phase"),
    *cite_page("cc539509", "deliverable, purposes and outcomes"),
)
_OPERATE = (
    *cite_overview("Table 1", "name, phase, deliverable, purposes and outcomes"),
    *cite_overview("Operate Phase Workflow", "focus"),
    *cite_overview("Service Management Functions Within the Operate Phase", "order"),
)
_GOAL = "services that are effective, efficient and compliant"
_PROJECT = (*cite_page("cc543223", "name and phase"), *cite_knowledge("deliverable"))

FUNCTIONS: tuple[ServiceManagementFunction, ...] = (
    ServiceManagementFunction(
        SMF.BUSINESS_IT_ALIGNMENT,
        phase=Phase.PLAN,
        also_called=("BITA",),
        deliverable="IT service strategy",
        purposes=("the services that the business finds worth having, and the right ones",),
        outcomes=(
            "a service portfolio mapped to what the business does and can do",
            "services that serve the needs of the business",
            "demand and use of services known",
            "satisfied customers",
        ),
        citations=(
            *cite_page("cc543275", "phase, deliverable, purposes and outcomes"),
            *cite_knowledge("other name"),
        ),
    ),
    ServiceManagementFunction(
        SMF.RELIABILITY,
        phase=Phase.PLAN,
        focus="turn what the business needs into measures that hold in normal running, "
        "in growth and when the unexpected happens",
        deliverable="IT standards",
        purposes=(
            "capacity, availability, continuity and data integrity at a cost that is worth it",
        ),
        outcomes=("plans for reliability", "reports on reliability", "services without surprises"),
        citations=(
            *cite_page("cc543275", "phase, deliverable, purposes and outcomes"),
            *cite_page("cc506068", "focus"),
        ),
    ),
    ServiceManagementFunction(
        SMF.POLICY,
        phase=Phase.PLAN,
        deliverable="IT policies",
        purposes=("IT policies that put those of the business into effect, kept without waste",),
        citations=cite_page("cc543275", "phase, deliverable and purpose"),
    ),
    ServiceManagementFunction(
        SMF.FINANCIAL_MANAGEMENT,
        phase=Phase.PLAN,
        deliverable="IT planning and accounting",
        citations=cite_knowledge(),
    ),
    ServiceManagementFunction(
        SMF.ENVISION,
        phase=Phase.DELIVER,
        deliverable="vision document",
        citations=(*cite_page("cc543223", "name and phase"), *cite_page("cc543226", "deliverable")),
    ),
    ServiceManagementFunction(
        SMF.PROJECT_PLANNING, phase=Phase.DELIVER, deliverable="project plan", citations=_PROJECT
    ),
    ServiceManagementFunction(
        SMF.BUILD, phase=Phase.DELIVER, deliverable="developed solution", citations=_PROJECT
    ),
    ServiceManagementFunction(
        SMF.STABILIZE,
        phase=Phase.DELIVER,
        deliverable="tested and stable solution",
        citations=_PROJECT,
    ),
    ServiceManagementFunction(
        SMF.DEPLOY, phase=Phase.DELIVER, deliverable="service in operation", citations=_PROJECT
    ),
    ServiceManagementFunction(
        SMF.OPERATIONS,
        phase=Phase.OPERATE,
        order=1,
        # The workflow section of the overview calls it by the name of the phase.
        also_called=("Operations Management", "Operate"),
        focus="tasks of every day, week and month, and as needed, that keep a service going",
        deliverable="operations guide",
        purposes=(
            "know and describe the work that running the services takes",
            "less reactive work, so that operations staff have time",
            "as few disruptions and as little downtime as possible",
            "do recurring work well and without waste",
        ),
        outcomes=(
            "staff who work more efficiently",
            "services available more of the time",
            "new and changed services operated better",
            "less reactive work",
        ),
        citations=(
            *_OPERATE,
            *cite_overview("Service Management Functions Within the Operate Phase", "as needed"),
            *cite_overview("Operations Accountability", "Operations Management"),
            *cite_overview("Operate Phase Workflow", "Operate"),
        ),
    ),
    ServiceManagementFunction(
        SMF.SERVICE_MONITORING_AND_CONTROL,
        phase=Phase.OPERATE,
        order=2,
        also_called=("SMC",),
        focus="the health of services and their components, watched all the time",
        deliverable="IT health monitoring data",
        purposes=(
            "see how healthy the services are",
            "set remedies going that limit what incidents and system events do",
        ),
        outcomes=(
            "better availability of services overall",
            "fewer breaches of SLAs and OLAs",
            "a better grasp of which infrastructure components deliver a service",
            "users more satisfied with the service",
            "faster and more effective answers to incidents",
        ),
        citations=(*_OPERATE, *cite_overview("Table 4", "other name")),
    ),
    ServiceManagementFunction(
        SMF.CUSTOMER_SERVICE,
        phase=Phase.OPERATE,
        order=3,
        # So the overview shortens the title of its guide; it may have lost a word there.
        also_called=("Customer Service Management",),
        focus="how users ask for services, and report what is wrong with those they have",
        deliverable="effective user service",
        purposes=(
            "a good experience for those who use the provider's services",
            "complaints and issues dealt with",
        ),
        outcomes=(
            "business as productive as before",
            "more value added by IT",
            "a business that works better, competes better and wastes less",
        ),
        citations=(
            *_OPERATE,
            *cite_overview("Service Management Functions Within the Operate Phase", "other name"),
        ),
    ),
    ServiceManagementFunction(
        SMF.PROBLEM_MANAGEMENT,
        phase=Phase.OPERATE,
        order=4,
        focus="complex problems that go beyond what resolving an incident can do",
        deliverable="effective problem resolution process",
        purposes=("problems found by analysis of root causes", "problems foreseen"),
        outcomes=(
            "fewer problems without an owner, more with one",
            "fewer incidents and problems, and less harm from those there are",
            "more workarounds and permanent solutions for problems that were identified",
            "more problems solved earlier or never arising",
        ),
        citations=_OPERATE,
    ),
    ServiceManagementFunction(
        SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
        phase=Phase.MANAGE,
        also_called=("GRC",),
        focus="governance, risks of every origin, and compliance with directives",
        deliverable="objectives met; change and risk managed and documented",
        purposes=(
            _GOAL,
            "an organization that lasts and grows, with its risks and constraints in hand",
        ),
        outcomes=("services that match strategy and objectives of the business",),
        citations=(
            *_MANAGE,
            *cite_overview(_MANAGE_SECTION, "first purpose, and other name"),
            *cite_page("cc531019", "focus"),
        ),
    ),
    ServiceManagementFunction(
        SMF.CHANGE_AND_CONFIGURATION,
        phase=Phase.MANAGE,
        deliverable="known configurations and predictable adaptations",
        purposes=(_GOAL, "changes that are planned, few that are not, and services that bear them"),
        outcomes=("services that are predictable, reliable and trusted",),
        citations=(*_MANAGE, *cite_overview(_MANAGE_SECTION, "first purpose")),
    ),
    ServiceManagementFunction(
        SMF.TEAM,
        phase=Phase.MANAGE,
        focus="principles for organizing IT, accountabilities and role types, "
        "and who is assigned to which",
        deliverable="clear accountabilities, roles and work assignments",
        purposes=("teams that do what has to be done, and bend, grow and shrink with it",),
        outcomes=(
            "solutions delivered within the limits that were set",
            "no service worse off unless that was planned",
            "operation that the business trusts",
        ),
        citations=(*_MANAGE, *cite_page("cc543311", "focus")),
    ),
)


def find_function(smf: SMF) -> ServiceManagementFunction:
    """What the framework says of a service management function.

    >>> find_function(SMF.OPERATIONS).deliverable
    'operations guide'
    """
    return next(function for function in FUNCTIONS if function.smf is smf)
