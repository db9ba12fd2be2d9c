"""Duty combinations: what one person had better not do together, and what does no harm."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_overview
from mof.framework._roles import RoleType
from mof.values import Term


class CombinationVerdict(Term):
    """What to think of one person having two duties."""

    ALLOWED = "allowed"
    RISKY = "risky"
    FORBIDDEN = "forbidden"


class CombinationExtent(Term):
    """Where two duties meet."""

    PERSON = "in one person at one time"
    RECORD = "on one record"


@frozen
class Duty:
    """Something to be done, and how to see whose it is.

    It falls to whoever holds one of the role types; on a record, to whoever acts in one of
    them, is noted as one of the facts, or brings one of the events about. Where a log tells
    no events, it falls to whoever brought the record into one of the states.
    """

    name: str
    role_types: tuple[RoleType, ...] = ()
    facts: tuple[str, ...] = field(default=(), kw_only=True)
    events: tuple[str, ...] = field(default=(), kw_only=True)
    states: tuple[str, ...] = field(default=(), kw_only=True)

    def __str__(self) -> str:
        return self.name


@frozen
class DutyCombination:
    """Two duties, and what to think of them in one hand."""

    first: Duty
    second: Duty
    verdict: CombinationVerdict
    extent: CombinationExtent
    reason: str
    citations: Citations = field(kw_only=True)

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"


_RESOLVING = Duty(
    "resolve incidents",
    (RoleType.INCIDENT_RESOLVER,),
    events=("resume service", "resolve"),
    states=("service resumed", "resolved"),
)
_COORDINATING = Duty(
    "coordinate incidents", (RoleType.INCIDENT_COORDINATOR,), facts=("coordinator",)
)
_RESEARCHING = Duty("research problems", (RoleType.PROBLEM_ANALYST,), facts=("analyst",))
_ASSESSING = Duty(
    "assess controls", (RoleType.INTERNAL_CONTROL_MANAGER, RoleType.ASSURANCE_AND_REPORTING)
)
_ANSWERING = Duty(
    "answer for operations or support",
    (RoleType.OPERATIONS_MANAGER, RoleType.CUSTOMER_SERVICE_MANAGER),
)
_WORKING = Duty(
    "do or manage the work that is controlled",
    (
        RoleType.OPERATOR,
        RoleType.ADMINISTRATOR,
        RoleType.TECHNOLOGY_AREA_MANAGER,
        RoleType.MONITORING_MANAGER,
        RoleType.SCHEDULING_MANAGER,
        RoleType.CUSTOMER_SERVICE_REPRESENTATIVE,
        RoleType.INCIDENT_RESOLVER,
        RoleType.INCIDENT_COORDINATOR,
        RoleType.PROBLEM_ANALYST,
        RoleType.PROBLEM_MANAGER,
        RoleType.CHANGE_MANAGER,
        RoleType.CONFIGURATION_ADMINISTRATOR,
    ),
)

_JUDGEMENT = cite_judgement()

# MOF 4.0 leaves open which roles one person may play together. All verdicts are our judgement,
# from two principles: work that interrupts starves work that is planned, and nobody judges
# their own work.
DUTY_COMBINATIONS: tuple[DutyCombination, ...] = (
    DutyCombination(
        Duty("run instructed work", (RoleType.OPERATOR,)),
        Duty("run work without instructions", (RoleType.ADMINISTRATOR,)),
        CombinationVerdict.ALLOWED,
        CombinationExtent.PERSON,
        "more knowledge does not get in the way of instructions",
        citations=_JUDGEMENT,
    ),
    DutyCombination(
        Duty("take calls", (RoleType.CUSTOMER_SERVICE_REPRESENTATIVE,)),
        _RESOLVING,
        CombinationVerdict.ALLOWED,
        CombinationExtent.PERSON,
        "both follow the calls, and many are solved at the first",
        citations=_JUDGEMENT,
    ),
    DutyCombination(
        Duty("manage problems", (RoleType.PROBLEM_MANAGER,)),
        _RESEARCHING,
        CombinationVerdict.RISKY,
        CombinationExtent.PERSON,
        "whoever researches also decides whether the research goes on; small shops live with it",
        citations=_JUDGEMENT,
    ),
    DutyCombination(
        _RESOLVING,
        _RESEARCHING,
        CombinationVerdict.RISKY,
        CombinationExtent.PERSON,
        "what interrupts starves what is planned, and speed is not the search for causes",
        citations=_JUDGEMENT,
    ),
    DutyCombination(
        Duty("own work instructions", (RoleType.TECHNOLOGY_AREA_MANAGER,)),
        Duty("set times", (RoleType.SCHEDULING_MANAGER,)),
        CombinationVerdict.RISKY,
        CombinationExtent.PERSON,
        "one area would plan around itself, and conflicts with the others go unseen",
        citations=_JUDGEMENT,
    ),
    DutyCombination(
        _COORDINATING,
        _RESOLVING,
        CombinationVerdict.RISKY,
        CombinationExtent.RECORD,
        "the coordinator controls the quality of what the resolver does",
        citations=(
            *cite_overview("Table 5", "that the coordinator controls quality"),
            *cite_judgement("that the two are kept apart"),
        ),
    ),
    DutyCombination(
        Duty("develop", (RoleType.DEVELOPER,), facts=("developer",)),
        Duty("test", (RoleType.TESTER,), facts=("tester",)),
        CombinationVerdict.FORBIDDEN,
        CombinationExtent.RECORD,
        "nobody finds their own mistakes",
        citations=_JUDGEMENT,
    ),
    DutyCombination(
        Duty("request a change", facts=("requested_by", "requester"), events=("request",)),
        Duty("approve a change", facts=("approved_by", "approver"), events=("approve",)),
        CombinationVerdict.FORBIDDEN,
        CombinationExtent.RECORD,
        "nobody approves their own wish",
        citations=_JUDGEMENT,
    ),
    DutyCombination(
        _ASSESSING,
        _ANSWERING,
        CombinationVerdict.FORBIDDEN,
        CombinationExtent.PERSON,
        "nobody assesses what they answer for",
        citations=_JUDGEMENT,
    ),
    DutyCombination(
        _ASSESSING,
        _WORKING,
        CombinationVerdict.FORBIDDEN,
        CombinationExtent.PERSON,
        "nobody assesses controls over their own work",
        citations=_JUDGEMENT,
    ),
)
