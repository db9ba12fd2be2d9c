"""Role types of the Operate phase: who does what, and who is accountable."""

from attrs import frozen

from mof.terms import Term


class Accountability(Term):
    """An area of work for whose results exactly one role type answers."""

    # MOF 4.0, Operate phase overview: the two Team SMF accountabilities of this phase.
    OPERATIONS = "operations"
    SUPPORT = "support"


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


@frozen
class Role:
    """What the framework says of one role type."""

    role_type: RoleType
    accountability: Accountability
    responsibilities: tuple[str, ...]
    goals: tuple[str, ...]
    is_accountable: bool = False


_OPERATIONS, _SUPPORT = Accountability.OPERATIONS, Accountability.SUPPORT

# MOF 4.0, Operate phase overview, Tables 4 and 5, in our own words.
ROLES: tuple[Role, ...] = (
    Role(
        RoleType.OPERATOR,
        _OPERATIONS,
        ("carry out instructed tasks",),
        ("the same result every time",),
    ),
    Role(
        RoleType.ADMINISTRATOR,
        _OPERATIONS,
        ("carry out tasks without exact instructions, from deeper knowledge",),
        ("results one can rely on",),
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
    ),
    Role(
        RoleType.OPERATIONS_MANAGER,
        _OPERATIONS,
        ("answer for Operations and for Service Monitoring and Control",),
        ("daily system management that is predictable, repeatable and automated",),
        is_accountable=True,
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
    ),
    Role(
        RoleType.INCIDENT_RESOLVER,
        _SUPPORT,
        ("diagnose", "investigate", "resolve"),
        ("incidents fixed",),
    ),
    Role(
        RoleType.INCIDENT_COORDINATOR,
        _SUPPORT,
        ("own an incident from its beginning to its end", "own quality control"),
        ("the incident solved as soon as can be",),
    ),
    Role(
        RoleType.PROBLEM_ANALYST,
        _SUPPORT,
        ("investigate and diagnose",),
        ("the root causes beneath the incidents",),
    ),
    Role(
        RoleType.PROBLEM_MANAGER,
        _SUPPORT,
        ("pick out problems from the list of incidents",),
        ("incidents that never happen",),
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
    ),
)


def find_role(role_type: RoleType) -> Role:
    """What the framework says of a role type.

    >>> find_role(RoleType.OPERATIONS_MANAGER).is_accountable
    True
    """
    return next(role for role in ROLES if role.role_type is role_type)
