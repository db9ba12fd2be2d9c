"""Roles: the role types under each accountability, what they do, and who answers for what."""

from attrs import field, frozen

from mof.errors import UnknownReferenceError
from mof.framework._citations import (
    Citations,
    cite_judgement,
    cite_knowledge,
    cite_overview,
    cite_page,
)
from mof.framework._functions import SMF
from mof.values import Term


class Accountability(Term):
    """An area of work for whose results exactly one role type answers.

    Operations and support are those of the Operate phase overview. The others are named by
    public pages, or commonly; `Part.ACCOUNTABILITIES` tells which.
    """

    OPERATIONS = "operations"
    SUPPORT = "support"
    SERVICE = "service"
    ARCHITECTURE = "architecture"
    SOLUTION = "solution"
    COMPLIANCE = "compliance"
    MANAGEMENT = "management"


class RoleType(Term):
    """A part that a person plays; one person may play several, and a part is not a job.

    The first twelve are those of the Operate phase overview, Tables 4 and 5. Of the others,
    those that no document at hand names are marked as unverified in `Part.ROLES`, and are here
    since lifecycles, duties or accountabilities of this library need them.
    """

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
    # Outside the Operate phase.
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
    RELEASE_MANAGEMENT = "release management"
    SOLUTION_MANAGER = "solution manager"
    INTERNAL_CONTROL_MANAGER = "internal control manager"
    ASSURANCE_AND_REPORTING = "assurance and reporting"
    IT_RISK_AND_COMPLIANCE_MANAGER = "IT risk and compliance manager"
    IT_MANAGER = "IT manager"
    CHANGE_MANAGER = "change manager"
    CONFIGURATION_ADMINISTRATOR = "configuration administrator"
    IT_EXECUTIVE_OFFICER = "IT executive officer"


@frozen
class Role:
    """What the framework says of a role type under an accountability.

    The same role type may be under two.

    >>> role: Role = find_role(RoleType.INCIDENT_RESOLVER)
    >>> role.responsibilities, str(role.accountability)
    (('diagnose', 'investigate', 'resolve'), 'support')
    """

    role_type: RoleType
    """Which role type it is."""
    accountability: Accountability
    """The area of work that it belongs to here."""
    responsibilities: tuple[str, ...] | None = None
    """What it does, in our own words; None where the sources are silent."""
    goals: tuple[str, ...] | None = None
    """What it is to achieve, in our own words; None where the sources are silent."""
    is_accountable: bool = False
    """Whether it is the one that answers for the accountability."""
    citations: Citations = field(kw_only=True)
    """Where all of this comes from."""


_Row = tuple[RoleType, tuple[str, ...], tuple[str, ...]]

# MOF 4.0, Operate phase overview, in our own words. The accountable one is the last.
_TABLE_4: tuple[_Row, ...] = (
    (RoleType.OPERATOR, ("carry out instructed tasks",), ("the same result every time",)),
    (
        RoleType.ADMINISTRATOR,
        ("carry out tasks without exact instructions, from deeper knowledge",),
        ("results one can rely on",),
    ),
    (
        RoleType.TECHNOLOGY_AREA_MANAGER,
        (
            "how the components of one technology perform in the short term",
            "own the work instructions",
            "see that the area's operational requirements are met",
        ),
        (
            "technology that runs steadily",
            "as much work as possible structured, so that it can be handed on or automated",
        ),
    ),
    (
        RoleType.MONITORING_MANAGER,
        (
            "the work of Service Monitoring and Control",
            "see that the right systems are watched",
            "keep the means of monitoring effective",
            "know how to monitor; what to monitor is for others to say",
        ),
        ("the monitoring information that is needed exists",),
    ),
    (
        RoleType.SCHEDULING_MANAGER,
        (
            "plan when each activity of operations happens",
            "decide on timing",
            "plan operational work, maintenance included",
            "see that the work has been scheduled",
        ),
        ("no two pieces of work in each other's way",),
    ),
    (
        RoleType.OPERATIONS_MANAGER,
        ("answer for Operations and for Service Monitoring and Control",),
        ("daily system management that is predictable, repeatable and automated",),
    ),
)
_TABLE_5: tuple[_Row, ...] = (
    (
        RoleType.CUSTOMER_SERVICE_REPRESENTATIVE,
        (
            "take calls",
            "meet the user first",
            "register and categorize the call, judge supportability, dispatch it",
        ),
        ("help the customer",),
    ),
    (RoleType.INCIDENT_RESOLVER, ("diagnose", "investigate", "resolve"), ("incidents fixed",)),
    (
        RoleType.INCIDENT_COORDINATOR,
        ("own an incident from its beginning to its end", "own quality control"),
        ("the incident solved as soon as can be",),
    ),
    (
        RoleType.PROBLEM_ANALYST,
        ("investigate and diagnose",),
        ("the root causes beneath the incidents",),
    ),
    (
        RoleType.PROBLEM_MANAGER,
        ("pick out problems from the list of incidents",),
        ("incidents that never happen",),
    ),
    (
        RoleType.CUSTOMER_SERVICE_MANAGER,
        ("answer for the goals of support", "cover incidents and problems"),
        (
            "fewer incidents, solved in less time, with little effort",
            "better resolutions at lower cost",
        ),
    ),
)


def _list_roles(
    accountability: Accountability, rows: tuple[_Row, ...], citations: Citations
) -> tuple[Role, ...]:
    accountable = rows[-1]
    return tuple(
        Role(*row[:1], accountability, *row[1:], row is accountable, citations=citations)
        for row in rows
    )


def _name(
    accountability: Accountability, citation: Citations, *role_types: RoleType
) -> tuple[Role, ...]:
    """Roles of which no more than the name is known."""
    return tuple(Role(each, accountability, citations=citation) for each in role_types)


_SERVICE, _ARCHITECTURE = Accountability.SERVICE, Accountability.ARCHITECTURE
_SOLUTION, _COMPLIANCE = Accountability.SOLUTION, Accountability.COMPLIANCE
_MANAGEMENT = Accountability.MANAGEMENT
_LOW = cite_knowledge("that it is accountable", place="low confidence")
_MEDIUM = cite_knowledge(place="medium confidence")
_UNVERIFIED = cite_knowledge()

ROLES: tuple[Role, ...] = (
    *_list_roles(Accountability.OPERATIONS, _TABLE_4, cite_overview("Table 4")),
    *_list_roles(Accountability.SUPPORT, _TABLE_5, cite_overview("Table 5")),
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
        citations=(*cite_page("cc506068", "responsibilities"), *cite_judgement("name")),
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
        citations=(*cite_page("cc531014"), *cite_judgement("accountability")),
    ),
    *_name(
        _SOLUTION, _UNVERIFIED, RoleType.DEVELOPER, RoleType.TESTER, RoleType.RELEASE_MANAGEMENT
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
        _COMPLIANCE, _MEDIUM, RoleType.INTERNAL_CONTROL_MANAGER, RoleType.ASSURANCE_AND_REPORTING
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
        RoleType.IT_RISK_AND_COMPLIANCE_MANAGER,
        RoleType.ASSURANCE_AND_REPORTING,
        RoleType.CHANGE_MANAGER,
        RoleType.CONFIGURATION_ADMINISTRATOR,
    ),
    Role(
        RoleType.IT_EXECUTIVE_OFFICER, _MANAGEMENT, is_accountable=True, citations=(*_MEDIUM, *_LOW)
    ),
)


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


class TeamKind(Term):
    """Whether a team has an end in sight.

    Dedicated teams, for ongoing work, are those of the Operate phase overview; project teams as
    the contrast to them are our judgement.
    """

    DEDICATED = "dedicated"
    PROJECT = "project"


@frozen
class AccountabilityScope:
    """The functions that an accountability is for, and the role type that answers for them."""

    accountability: Accountability
    functions: tuple[SMF, ...]
    accountable: RoleType
    teams: tuple[TeamKind, ...] | None = None
    citations: Citations = field(kw_only=True)


_TEAMS = cite_overview("Overview of the Operate Phase", "teams, most of them")
_ACCOUNTABLE = cite_knowledge("accountable", place="low confidence")

ACCOUNTABILITIES: tuple[AccountabilityScope, ...] = (
    AccountabilityScope(
        Accountability.OPERATIONS,
        (SMF.OPERATIONS, SMF.SERVICE_MONITORING_AND_CONTROL),
        RoleType.OPERATIONS_MANAGER,
        (TeamKind.DEDICATED,),
        citations=(*cite_overview("Operations Accountability"), *_TEAMS),
    ),
    AccountabilityScope(
        Accountability.SUPPORT,
        (SMF.CUSTOMER_SERVICE, SMF.PROBLEM_MANAGEMENT),
        RoleType.CUSTOMER_SERVICE_MANAGER,
        (TeamKind.DEDICATED,),
        citations=(*cite_overview("Support Accountability"), *_TEAMS),
    ),
    AccountabilityScope(
        Accountability.SERVICE,
        (SMF.BUSINESS_IT_ALIGNMENT,),
        RoleType.SERVICE_LEVEL_MANAGER,
        citations=(*cite_page("cc543301", "functions"), *_ACCOUNTABLE),
    ),
    AccountabilityScope(
        Accountability.ARCHITECTURE,
        (SMF.RELIABILITY, SMF.POLICY),
        RoleType.ARCHITECTURE_MANAGER,
        citations=(*cite_page("cc506068"), *cite_knowledge("Policy")),
    ),
    AccountabilityScope(
        Accountability.SOLUTION,
        (SMF.ENVISION, SMF.PROJECT_PLANNING, SMF.BUILD, SMF.STABILIZE, SMF.DEPLOY),
        RoleType.SOLUTION_MANAGER,
        citations=(*cite_page("cc465179", "accountable, and Deploy"), *cite_knowledge("the rest")),
    ),
    AccountabilityScope(
        Accountability.COMPLIANCE,
        (SMF.GOVERNANCE_RISK_AND_COMPLIANCE, SMF.POLICY),
        RoleType.IT_RISK_AND_COMPLIANCE_MANAGER,
        citations=(*cite_knowledge("functions"), *_ACCOUNTABLE),
    ),
    AccountabilityScope(
        Accountability.MANAGEMENT,
        (
            SMF.FINANCIAL_MANAGEMENT,
            SMF.POLICY,
            SMF.GOVERNANCE_RISK_AND_COMPLIANCE,
            SMF.CHANGE_AND_CONFIGURATION,
            SMF.BUSINESS_IT_ALIGNMENT,
        ),
        RoleType.IT_EXECUTIVE_OFFICER,
        citations=(
            *cite_knowledge("functions"),
            *cite_page("cc543301", "Business/IT Alignment"),
            *_ACCOUNTABLE,
        ),
    ),
)
