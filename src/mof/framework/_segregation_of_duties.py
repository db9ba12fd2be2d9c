"""Segregation of duties: which duties one person should not combine, and which do no harm."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_overview
from mof.framework._roles import RoleType
from mof.values import Term


class CombinationVerdict(Term):
    """Whether one person may have two duties.

    Our judgement: an allowed combination is never reported, a risky one is one that a small team
    may have to live with, a forbidden one has a person check their own work.
    """

    ALLOWED = "allowed"
    RISKY = "risky"
    FORBIDDEN = "forbidden"


class CombinationExtent(Term):
    """Where two duties clash: wherever one person holds both roles, or on one record only.

    Our judgement: who is both incident coordinator and resolver is no concern until they are
    both on the same incident.
    """

    PERSON = "in one person at one time"
    RECORD = "on one record"


@frozen
class Duty:
    """Something to be done, and how to see whose it is.

    It falls to the holders of its role types; on a record, to the persons who act in one of
    them, are noted as one of the facts, or bring one of the events about.
    """

    name: str
    """What is done, as a verb: "approve a change"."""
    role_types: tuple[RoleType, ...] = ()
    """The role types whose holders have the duty."""
    facts: tuple[str, ...] = field(default=(), kw_only=True)
    """Facts of a record, by name, whose value is the person with the duty: "approved_by"."""
    events: tuple[str, ...] = field(default=(), kw_only=True)
    """Events of a record, by value, that are the duty done: "approve"."""
    states: tuple[str, ...] = field(default=(), kw_only=True)
    """States of a record, by value, asked instead of ``events`` where a log tells no events:
    the duty fell to the person who brought the record into one of them."""

    def __str__(self) -> str:
        return self.name


@frozen
class DutyCombination:
    """Two duties, and whether one person may have both; a rule of `find_duty_conflicts`."""

    first: Duty
    """One duty."""
    second: Duty
    """The other; the order does not matter."""
    verdict: CombinationVerdict
    """Whether one person may have both."""
    extent: CombinationExtent
    """Whether they clash wherever one person has both, or on one record only."""
    reason: str
    """Why, as a clause that can follow "since"."""
    citations: Citations = field(kw_only=True)
    """Where the rule comes from."""

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

_PERSON, _RECORD = CombinationExtent.PERSON, CombinationExtent.RECORD
_ALLOWED, _RISKY = CombinationVerdict.ALLOWED, CombinationVerdict.RISKY
_FORBIDDEN = CombinationVerdict.FORBIDDEN

# MOF 4.0 leaves open which roles one person may play together. All verdicts are our judgement,
# from two principles: work that interrupts starves work that is planned, and no person judges
# their own work.
_ROWS: tuple[tuple[Duty, Duty, CombinationVerdict, CombinationExtent, str], ...] = (
    (
        Duty("run instructed work", (RoleType.OPERATOR,)),
        Duty("run work without instructions", (RoleType.ADMINISTRATOR,)),
        *(_ALLOWED, _PERSON, "more knowledge does not get in the way of instructions"),
    ),
    (
        Duty("take calls", (RoleType.CUSTOMER_SERVICE_REPRESENTATIVE,)),
        _RESOLVING,
        *(_ALLOWED, _PERSON, "both follow the calls, and many are solved at the first"),
    ),
    (
        Duty("manage problems", (RoleType.PROBLEM_MANAGER,)),
        _RESEARCHING,
        *(_RISKY, _PERSON),
        "the researcher also decides whether the research goes on; small shops live with it",
    ),
    (
        _RESOLVING,
        _RESEARCHING,
        *(_RISKY, _PERSON),
        "what interrupts starves what is planned, and speed is not the search for causes",
    ),
    (
        Duty("own work instructions", (RoleType.TECHNOLOGY_AREA_MANAGER,)),
        Duty("set times", (RoleType.SCHEDULING_MANAGER,)),
        *(_RISKY, _PERSON),
        "one area would plan around itself, and conflicts with the others go unseen",
    ),
    (
        _COORDINATING,
        _RESOLVING,
        *(_RISKY, _RECORD, "the coordinator controls the quality of what the resolver does"),
    ),
    (
        Duty("develop", (RoleType.DEVELOPER,), facts=("developer",)),
        Duty("test", (RoleType.TESTER,), facts=("tester",)),
        *(_FORBIDDEN, _RECORD, "a person overlooks their own mistakes"),
    ),
    (
        Duty("request a change", facts=("requested_by", "requester"), events=("request",)),
        Duty("approve a change", facts=("approved_by", "approver"), events=("approve",)),
        *(_FORBIDDEN, _RECORD, "a person does not approve their own request"),
    ),
    (_ASSESSING, _ANSWERING, _FORBIDDEN, _PERSON, "a person does not assess what they answer for"),
    (
        _ASSESSING,
        _WORKING,
        _FORBIDDEN,
        _PERSON,
        "a person does not assess controls of their own work",
    ),
)
_CITATIONS = {
    (_COORDINATING, _RESOLVING): (
        *cite_overview("Table 5", "that the coordinator controls quality"),
        *cite_judgement("that the two are kept apart"),
    )
}

DUTY_COMBINATIONS: tuple[DutyCombination, ...] = tuple(
    DutyCombination(
        first,
        second,
        verdict,
        extent,
        reason,
        citations=_CITATIONS.get((first, second), cite_judgement()),
    )
    for first, second, verdict, extent, reason in _ROWS
)
