"""Role types: who does what, under which accountability, and who answers for it."""

from attrs import field, frozen

from mof.errors import UnknownReferenceError
from mof.framework._citations import Citations, cite_knowledge, cite_overview, cite_page
from mof.values import Term


class Accountability(Term):
    """An area of work for whose results exactly one role type answers."""

    # MOF 4.0, Operate phase overview: the two Team SMF accountabilities of this phase.
    OPERATIONS = "operations"
    SUPPORT = "support"
    # The others of MOF 4.0; their number is general knowledge.
    SERVICE = "service"
    ARCHITECTURE = "architecture"
    SOLUTION = "solution"
    COMPLIANCE = "compliance"
    MANAGEMENT = "management"


class RoleType(Term):
    """A part that a person plays; one person may play several, and a part is not a job."""

    # MOF 4.0, Operate phase overview, Table 4.
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    TECHNOLOGY_AREA_MANAGER = "technology area manager"
    MONITORING_MANAGER = "monitoring manager"
    SCHEDULING_MANAGER = "scheduling manager"
    OPERATIONS_MANAGER = "operations manager"
    # MOF 4.0, Operate phase overview, Table 5.
    CUSTOMER_SERVICE_REPRESENTATIVE = "customer service representative"
    INCIDENT_RESOLVER = "incident resolver"
    INCIDENT_COORDINATOR = "incident coordinator"
    PROBLEM_ANALYST = "problem analyst"
    PROBLEM_MANAGER = "problem manager"
    CUSTOMER_SERVICE_MANAGER = "customer service manager"
    # Outside the Operate phase, as far as they are known.
    SUPPLIER_MANAGER = "supplier manager"
    PORTFOLIO_MANAGER = "portfolio manager"
    ACCOUNT_MANAGER = "account manager"
    SERVICE_LEVEL_MANAGER = "service level manager"
    ARCHITECT = "architect"
    RELIABILITY_MANAGER = "reliability manager"
    ARCHITECTURE_MANAGER = "architecture manager"
    PROGRAM_MANAGER = "program manager"
    PRODUCT_MANAGER = "product manager"
    DEVELOPER = "developer"
    TESTER = "tester"
    USER_EXPERIENCE = "user experience"
    RELEASE_MANAGEMENT = "release management"
    OPERATIONS_EXPERIENCE = "operations experience"
    SOLUTION_MANAGER = "solution manager"
    INTERNAL_CONTROL_MANAGER = "internal control manager"
    ASSURANCE_AND_REPORTING = "assurance and reporting"
    LEGAL = "legal"
    IT_RISK_AND_COMPLIANCE_MANAGER = "IT risk and compliance manager"
    IT_MANAGER = "IT manager"
    IT_POLICY_MANAGER = "IT policy manager"
    CHANGE_MANAGER = "change manager"
    CONFIGURATION_ADMINISTRATOR = "configuration administrator"
    IT_EXECUTIVE_OFFICER = "IT executive officer"


@frozen
class Role:
    """What the framework says of a role type under an accountability.

    The same role type may be under two; None stands where the sources are silent.
    """

    role_type: RoleType
    accountability: Accountability
    responsibilities: tuple[str, ...] | None = None
    goals: tuple[str, ...] | None = None
    is_accountable: bool = False
    citations: Citations = field(kw_only=True)


_OPERATIONS, _SUPPORT = Accountability.OPERATIONS, Accountability.SUPPORT
_TABLE_4, _TABLE_5 = cite_overview("Table 4"), cite_overview("Table 5")

# In our own words.
_OPERATE_ROLES: tuple[Role, ...] = (
    Role(
        RoleType.OPERATOR,
        _OPERATIONS,
        ("carry out instructed tasks",),
        ("the same result every time",),
        citations=_TABLE_4,
    ),
    Role(
        RoleType.ADMINISTRATOR,
        _OPERATIONS,
        ("carry out tasks without exact instructions, from deeper knowledge",),
        ("results one can rely on",),
        citations=_TABLE_4,
    ),
    Role(
        RoleType.TECHNOLOGY_AREA_MANAGER,
        _OPERATIONS,
        (
            "how the components of one technology perform in the short term",
            "own the work instructions",
            "see that the area's operational requirements are met",
        ),
        (
            "technology that runs steadily",
            "as much work as possible structured, so that it can be handed on or automated",
        ),
        citations=_TABLE_4,
    ),
    Role(
        RoleType.MONITORING_MANAGER,
        _OPERATIONS,
        (
            "the work of Service Monitoring and Control",
            "see that the right systems are watched",
            "keep the means of monitoring effective",
            "know how to monitor; what to monitor is for others to say",
        ),
        ("the monitoring information that is needed exists",),
        citations=_TABLE_4,
    ),
    Role(
        RoleType.SCHEDULING_MANAGER,
        _OPERATIONS,
        (
            "plan when each activity of operations happens",
            "decide on timing",
            "plan operational work, maintenance included",
            "see that the work has been scheduled",
        ),
        ("no two pieces of work in each other's way",),
        citations=_TABLE_4,
    ),
    Role(
        RoleType.OPERATIONS_MANAGER,
        _OPERATIONS,
        ("answer for Operations and for Service Monitoring and Control",),
        ("daily system management that is predictable, repeatable and automated",),
        is_accountable=True,
        citations=_TABLE_4,
    ),
    Role(
        RoleType.CUSTOMER_SERVICE_REPRESENTATIVE,
        _SUPPORT,
        (
            "take calls",
            "meet the user first",
            "register and categorize the call, judge supportability, dispatch it",
        ),
        ("help the customer",),
        citations=_TABLE_5,
    ),
    Role(
        RoleType.INCIDENT_RESOLVER,
        _SUPPORT,
        ("diagnose", "investigate", "resolve"),
        ("incidents fixed",),
        citations=_TABLE_5,
    ),
    Role(
        RoleType.INCIDENT_COORDINATOR,
        _SUPPORT,
        ("own an incident from its beginning to its end", "own quality control"),
        ("the incident solved as soon as can be",),
        citations=_TABLE_5,
    ),
    Role(
        RoleType.PROBLEM_ANALYST,
        _SUPPORT,
        ("investigate and diagnose",),
        ("the root causes beneath the incidents",),
        citations=_TABLE_5,
    ),
    Role(
        RoleType.PROBLEM_MANAGER,
        _SUPPORT,
        ("pick out problems from the list of incidents",),
        ("incidents that never happen",),
        citations=_TABLE_5,
    ),
    Role(
        RoleType.CUSTOMER_SERVICE_MANAGER,
        _SUPPORT,
        ("answer for the goals of support", "cover incidents and problems"),
        (
            "fewer incidents, solved in less time, with little effort",
            "better resolutions at lower cost",
        ),
        is_accountable=True,
        citations=_TABLE_5,
    ),
)

_SERVICE, _ARCHITECTURE = Accountability.SERVICE, Accountability.ARCHITECTURE
_SOLUTION, _COMPLIANCE = Accountability.SOLUTION, Accountability.COMPLIANCE
_MANAGEMENT = Accountability.MANAGEMENT
_LOW = cite_knowledge("that it is accountable", place="low confidence")
_MEDIUM = cite_knowledge(place="medium confidence")
_UNVERIFIED = cite_knowledge()


def _name(
    accountability: Accountability, citation: Citations, *role_types: RoleType
) -> tuple[Role, ...]:
    """Roles of which no more than the name is known."""
    return tuple(Role(each, accountability, citations=citation) for each in role_types)


_OTHER_ROLES: tuple[Role, ...] = (
    Role(
        RoleType.SUPPLIER_MANAGER,
        _SERVICE,
        ("keep track of vendors",),
        citations=cite_page("cc543301"),
    ),
    Role(
        RoleType.PORTFOLIO_MANAGER,
        _SERVICE,
        ("keep the offerings up to date",),
        citations=cite_page("cc543301"),
    ),
    *_name(_SERVICE, _UNVERIFIED, RoleType.ACCOUNT_MANAGER),
    Role(
        RoleType.SERVICE_LEVEL_MANAGER,
        _SERVICE,
        is_accountable=True,
        citations=(*_UNVERIFIED, *_LOW),
    ),
    Role(
        RoleType.ARCHITECT,
        _ARCHITECTURE,
        ("design for the future",),
        citations=(*cite_page("cc506068", "responsibilities"), *cite_knowledge("name")),
    ),
    *_name(_ARCHITECTURE, cite_page("cc506068"), RoleType.RELIABILITY_MANAGER),
    Role(
        RoleType.ARCHITECTURE_MANAGER,
        _ARCHITECTURE,
        is_accountable=True,
        citations=cite_page("cc506068"),
    ),
    Role(
        RoleType.PROGRAM_MANAGER,
        _SOLUTION,
        ("drive design, schedule and resources of a project",),
        citations=cite_page("cc465179"),
    ),
    Role(
        RoleType.PRODUCT_MANAGER,
        _SOLUTION,
        ("drive envisioning",),
        ("the needs found in the business are met",),
        citations=(*cite_page("cc531014", "all but the accountability"), *_UNVERIFIED),
    ),
    *_name(
        _SOLUTION,
        _UNVERIFIED,
        RoleType.DEVELOPER,
        RoleType.TESTER,
        RoleType.USER_EXPERIENCE,
        RoleType.RELEASE_MANAGEMENT,
        RoleType.OPERATIONS_EXPERIENCE,
    ),
    Role(
        RoleType.SOLUTION_MANAGER,
        _SOLUTION,
        (
            "own all functions of the accountability",
            "direct all projects",
            "settle what is in conflict between them",
        ),
        is_accountable=True,
        citations=cite_page("cc465179"),
    ),
    *_name(
        _COMPLIANCE,
        _MEDIUM,
        RoleType.INTERNAL_CONTROL_MANAGER,
        RoleType.ASSURANCE_AND_REPORTING,
        RoleType.LEGAL,
    ),
    Role(
        RoleType.IT_RISK_AND_COMPLIANCE_MANAGER,
        _COMPLIANCE,
        is_accountable=True,
        citations=(*_MEDIUM, *_LOW),
    ),
    *_name(
        _MANAGEMENT,
        _MEDIUM,
        RoleType.IT_MANAGER,
        RoleType.IT_POLICY_MANAGER,
        RoleType.IT_RISK_AND_COMPLIANCE_MANAGER,
        RoleType.ASSURANCE_AND_REPORTING,
        RoleType.CHANGE_MANAGER,
        RoleType.CONFIGURATION_ADMINISTRATOR,
    ),
    Role(
        RoleType.IT_EXECUTIVE_OFFICER,
        _MANAGEMENT,
        is_accountable=True,
        citations=(*_MEDIUM, *_LOW),
    ),
)

ROLES: tuple[Role, ...] = (*_OPERATE_ROLES, *_OTHER_ROLES)


def find_role(role_type: RoleType, *, accountability: Accountability | None = None) -> Role:
    """What the framework says of a role type.

    One that is under two accountabilities is described under the first that it is listed
    with, unless an accountability is named.

    >>> find_role(RoleType.OPERATIONS_MANAGER).is_accountable
    True

    Raises:
        UnknownReferenceError: the role type is not under the accountability.
    """
    roles = [role for role in ROLES if role.role_type is role_type]
    if accountability is None:
        return roles[0]
    for role in roles:
        if role.accountability is accountability:
            return role
    raise UnknownReferenceError(
        f"no role type {str(role_type)!r} under {str(accountability)!r}; "
        f"it is under {', '.join(str(role.accountability) for role in roles)}",
        reference=str(role_type),
    )


def find_roles(accountability: Accountability) -> tuple[Role, ...]:
    """The role types under an accountability, the accountable one last.

    >>> len(find_roles(Accountability.SUPPORT))
    6
    """
    return tuple(role for role in ROLES if role.accountability is accountability)
