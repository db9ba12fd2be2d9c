"""Service management functions: the units that all work is divided into, and their processes."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_knowledge, cite_overview, cite_page
from mof.framework._phases import Phase
from mof.values import Term


class SMF(Term):
    """A service management function of MOF 4.0, by its one canonical name.

    The four of the Operate phase are those of the overview; `find_function` tells what each is
    for and where that comes from.
    """

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

    >>> function: ServiceManagementFunction = find_function(SMF.PROBLEM_MANAGEMENT)
    >>> function.order, function.deliverable
    (4, 'effective problem resolution process')
    """

    smf: SMF = field(kw_only=False)
    """Which function it is."""
    phase: Phase
    """The phase that it belongs to, or the Manage layer."""
    order: int | None = None
    """Its place in the natural order of the phase, from 1. The functions depend on each other
    and need not be taken one after the other."""
    also_called: tuple[str, ...] = ()
    """Other names for it in the sources, abbreviations among them."""
    focus: str | None = None
    """What it is about, in a few words."""
    deliverable: str | None = None
    """What it brings about, by the name that MOF gives it."""
    purposes: tuple[str, ...] | None = None
    """What it is for, in our own words."""
    outcomes: tuple[str, ...] | None = None
    """What becomes better by it, in our own words; `mof.outcomes` measures these."""
    citations: Citations
    """Where all of this comes from."""


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
# No document at hand gives the deliverables of these functions.
_PROJECT = cite_page("cc543223", "name and phase")

FUNCTIONS: tuple[ServiceManagementFunction, ...] = (
    ServiceManagementFunction(
        SMF.BUSINESS_IT_ALIGNMENT,
        phase=Phase.PLAN,
        deliverable="IT service strategy",
        purposes=("the services that the business finds worth having, and the right ones",),
        outcomes=(
            "a service portfolio mapped to what the business does and can do",
            "services that serve the needs of the business",
            "demand and use of services known",
            "satisfied customers",
        ),
        citations=cite_page("cc543275", "phase, deliverable, purposes and outcomes"),
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
        # The sixteenth function; no document at hand describes it.
        citations=cite_knowledge("name and phase"),
    ),
    ServiceManagementFunction(
        SMF.ENVISION,
        phase=Phase.DELIVER,
        deliverable="vision document",
        citations=(*cite_page("cc543223", "name and phase"), *cite_page("cc543226", "deliverable")),
    ),
    *(
        ServiceManagementFunction(smf, phase=Phase.DELIVER, citations=_PROJECT)
        for smf in (SMF.PROJECT_PLANNING, SMF.BUILD, SMF.STABILIZE, SMF.DEPLOY)
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


@frozen
class FunctionProcess:
    """One process of a service management function, by its number there."""

    smf: SMF
    number: int
    name: str
    citations: Citations = field(kw_only=True)


def _number(smf: SMF, page: str, *names: str, first: int = 1) -> tuple[FunctionProcess, ...]:
    """Processes of one page, numbered from the first of them."""
    return tuple(
        FunctionProcess(smf, number, name, citations=cite_page(page))
        for number, name in enumerate(names, first)
    )


# Only processes that a page names. Those of Service Monitoring and Control and the first four of
# Business/IT Alignment were found on none.
PROCESSES: tuple[FunctionProcess, ...] = (
    *_number(SMF.BUSINESS_IT_ALIGNMENT, "cc543312", "manage service levels", first=5),
    *_number(
        SMF.RELIABILITY, "cc506068", "planning", "implementation", "monitoring and improvement"
    ),
    *_number(
        SMF.OPERATIONS,
        "cc531140",
        "define operational work requirements",
        "build operational work instructions",
        "plan operational work",
        "execute operational work",
        "maintain operational work instructions",
        "manage operational work",
    ),
    *_number(SMF.CUSTOMER_SERVICE, "cc543282", "record the user's request"),
    *_number(SMF.CUSTOMER_SERVICE, "cc543283", "classify the request", first=2),
    *_number(SMF.CUSTOMER_SERVICE, "cc543284", "resolve the request", first=3),
    *_number(SMF.CUSTOMER_SERVICE, "cc543290", "confirm resolution and close the request", first=4),
    *_number(SMF.CUSTOMER_SERVICE, "slides 501865549", "ensure good service", first=5),
    *_number(SMF.PROBLEM_MANAGEMENT, "cc543261", "document the problem"),
    *_number(SMF.PROBLEM_MANAGEMENT, "cc543295", "filter the problem", first=2),
    *_number(SMF.PROBLEM_MANAGEMENT, "cc543298", "research the problem", first=3),
    *_number(SMF.PROBLEM_MANAGEMENT, "cc543302", "research the outcome", first=4),
    *_number(
        SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
        "cc531019",
        "establish IT governance",
        "assess, monitor and control risk",
        "comply with directives",
    ),
    *_number(
        SMF.CHANGE_AND_CONFIGURATION,
        "cc543208",
        "baseline the configuration",
        "initiate the change",
        "classify the change",
        "approve and schedule the change",
        "develop and test the change",
        "release the change",
        "validate and review the change",
    ),
    *_number(
        SMF.TEAM,
        "cc543327",
        "identify the changes needed",
        "align responsibilities",
        "assign roles",
    ),
)
