"""Measures: what is measured of each outcome that the framework states for Operate."""

from collections.abc import Iterable

from attrs import field, frozen

from mof.documents import Table
from mof.errors import DefinitionError
from mof.framework import SMF, find_function
from mof.indicators import Direction
from mof.values._checks import check_part

SHARE = "share"
"""The unit of what is a part of a whole, and shown in percent."""


def _list_outcomes(smf: SMF) -> tuple[str, ...]:
    return find_function(smf).outcomes or ()


@frozen(kw_only=True)
class Measure:
    """What is measured, by which formula, and which outcome of the framework it shows.

    What tickets cannot tell is brought: somebody else has to observe it (``is_brought``).

    Raises:
        DefinitionError: the framework states no such outcome of that function.
    """

    name: str = field(kw_only=False)
    smf: SMF
    serves: str
    formula: str
    unit: str
    direction: Direction
    is_brought: bool = False

    def __attrs_post_init__(self) -> None:
        check_part(self.smf, SMF, f"the function of {self.name!r}")
        check_part(self.direction, Direction, f"the direction of {self.name!r}")
        stated = _list_outcomes(self.smf)
        if self.serves not in stated:
            raise DefinitionError(
                f"{self.smf} has no outcome {self.serves!r}; stated: {'; '.join(stated) or 'none'}"
            )

    def __str__(self) -> str:
        return self.name


_OPERATIONS, _MONITORING = SMF.OPERATIONS, SMF.SERVICE_MONITORING_AND_CONTROL
_CUSTOMER, _PROBLEM = SMF.CUSTOMER_SERVICE, SMF.PROBLEM_MANAGEMENT
# MOF 4.0, Operate phase overview, Table 1: the outcomes of the functions, in its order. Which
# measure shows which of them is our judgement, and so are the formulas.
_EFFICIENT, _AVAILABLE, _NEW, _REACTIVE = _list_outcomes(_OPERATIONS)
_WORKING, _KEPT, _MAPPED, _SATISFIED, _REMEDIED = _list_outcomes(_MONITORING)
_PRODUCTIVE, _VALUE, _BETTER = _list_outcomes(_CUSTOMER)
_OWNED, _FEWER, _ANSWERS, _EARLY = _list_outcomes(_PROBLEM)

STAFF_USE = Measure(
    "staff use",
    smf=_OPERATIONS,
    serves=_EFFICIENT,
    formula="effort of the staff on logged work that ended in the period ÷ the hours in which "
    "they were available",
    unit=SHARE,
    # Much more than four fifths leaves no room for the unforeseen.
    direction=Direction.HIGHER,
)
AUTOMATED_WORK = Measure(
    "automated work",
    smf=_OPERATIONS,
    serves=_EFFICIENT,
    formula="of the work that ended in the period, the share that tools did",
    unit=SHARE,
    direction=Direction.HIGHER,
)
AVAILABLE_TIME = Measure(
    "available time",
    smf=_OPERATIONS,
    serves=_AVAILABLE,
    formula="1 − the time of outages ÷ the time of the period, over all services of which "
    "outages are kept; the worst of several at once counts",
    unit=SHARE,
    direction=Direction.HIGHER,
)
ON_SCHEDULE = Measure(
    "on schedule",
    smf=_OPERATIONS,
    serves=_NEW,
    formula="of the work scheduled in the period whose time has passed, the share begun and "
    "over in time; all services, and new and changed ones by themselves",
    unit=SHARE,
    direction=Direction.HIGHER,
)
WANTED_OUTCOME = Measure(
    "wanted outcome",
    smf=_OPERATIONS,
    serves=_NEW,
    formula="of the work that ended in the period, the share with the wanted outcome, where "
    "that is told; all services, and new and changed ones by themselves",
    unit=SHARE,
    direction=Direction.HIGHER,
)
INSTRUCTED_TASKS = Measure(
    "instructed tasks",
    smf=_OPERATIONS,
    serves=_NEW,
    formula="of the tasks of the guide, the share with an approved instruction at the end of "
    "the period",
    unit=SHARE,
    direction=Direction.HIGHER,
)
REACTIVE_WORK = Measure(
    "reactive work",
    smf=_OPERATIONS,
    serves=_REACTIVE,
    formula="of the effort on work that ended in the period, the share on work that answered "
    "what had gone wrong",
    unit=SHARE,
    direction=Direction.LOWER,
)
WORKING_TIME = Measure(
    "working time seen",
    smf=_MONITORING,
    serves=_WORKING,
    formula="of the time in which monitors told how services were, the share healthy or degraded",
    unit=SHARE,
    direction=Direction.HIGHER,
)
BREACHES = Measure(
    "breaches",
    smf=_MONITORING,
    serves=_KEPT,
    formula="targets of SLAs and OLAs that were breached in the period",
    unit="breaches",
    direction=Direction.LOWER,
)
MONITORED_SERVICES = Measure(
    "services mapped and monitored",
    smf=_MONITORING,
    serves=_MAPPED,
    formula="of the services, the share of which the parts are known and each is watched",
    unit=SHARE,
    direction=Direction.HIGHER,
)
SERVICE_SATISFACTION = Measure(
    "satisfaction with the service",
    smf=_MONITORING,
    serves=_SATISFIED,
    formula="the latest observation in the period of an indicator that is brought, as of a survey",
    unit="as the indicator says",
    direction=Direction.HIGHER,
    is_brought=True,
)
DETECTION_TIME = Measure(
    "detection time",
    smf=_MONITORING,
    serves=_REMEDIED,
    formula="from the start of an outage of the period until an alert reached its service; the "
    "least time that a share of the outages detected took at most",
    unit="time",
    direction=Direction.LOWER,
)
DETECTED_OUTAGES = Measure(
    "outages detected",
    smf=_MONITORING,
    serves=_REMEDIED,
    formula="of the outages that began in the period, the share with an alert while they lasted",
    unit=SHARE,
    direction=Direction.HIGHER,
)
REMEDIED_ALERTS = Measure(
    "alerts remedied",
    smf=_MONITORING,
    serves=_REMEDIED,
    formula="of the alerts raised in the period that are decided, the share that a remedy ended",
    unit=SHARE,
    direction=Direction.HIGHER,
)
LOST_USER_TIME = Measure(
    "lost user time",
    smf=_CUSTOMER,
    serves=_PRODUCTIVE,
    formula="for each incident, affected users × the service time lost in the period, added up; "
    "users of two incidents at once lose it twice",
    unit="user time",
    direction=Direction.LOWER,
)
TIME_TO_RESTORE = Measure(
    "time to restore",
    smf=_CUSTOMER,
    serves=_PRODUCTIVE,
    formula="from the opening of an incident until its service was resumed in the period, "
    "waiting included, the time between a resolution and a reopening left out; the least time "
    "that a share of the incidents took at most",
    unit="time",
    direction=Direction.LOWER,
)
TIME_TO_RESOLVE = Measure(
    "time to resolve",
    smf=_CUSTOMER,
    serves=_PRODUCTIVE,
    formula="as the time to restore, but until the incident was resolved",
    unit="time",
    direction=Direction.LOWER,
)
BACKLOG = Measure(
    "backlog",
    smf=_CUSTOMER,
    serves=_PRODUCTIVE,
    formula="incidents open at the end of the period, all and by their age since opening",
    unit="incidents",
    direction=Direction.LOWER,
)
COMPLAINTS = Measure(
    "complaints",
    smf=_CUSTOMER,
    serves=_VALUE,
    formula="1,000 × complaints received ÷ requests of every category opened, both in the "
    "period; a rerouted request counts as what it became",
    unit="per 1,000 requests",
    direction=Direction.LOWER,
)
SATISFACTION = Measure(
    "satisfaction",
    smf=_CUSTOMER,
    serves=_VALUE,
    formula="the latest observation in the period of an indicator that is brought, as of a survey",
    unit="as the indicator says",
    direction=Direction.HIGHER,
    is_brought=True,
)
VALUE_ADDED = Measure(
    "value added by IT",
    smf=_CUSTOMER,
    serves=_VALUE,
    formula="the latest observation in the period of an indicator that is brought",
    unit="as the indicator says",
    direction=Direction.HIGHER,
    is_brought=True,
)
FIRST_CONTACT_RESOLUTION = Measure(
    "first-contact resolution",
    smf=_CUSTOMER,
    serves=_BETTER,
    formula="of the incidents resolved in the period, the share that never waited, was handed "
    "over, escalated or came back; those that do not tell who worked on them are not counted",
    unit=SHARE,
    direction=Direction.HIGHER,
)
REOPEN_RATE = Measure(
    "reopen rate",
    smf=_CUSTOMER,
    serves=_BETTER,
    formula="of the incidents resolved at least once in the period, the share that went back "
    "to work after that and before its end",
    unit=SHARE,
    direction=Direction.LOWER,
)
COMPETITIVENESS = Measure(
    "competitiveness",
    smf=_CUSTOMER,
    serves=_BETTER,
    formula="the latest observation in the period of an indicator that is brought",
    unit="as the indicator says",
    direction=Direction.HIGHER,
    is_brought=True,
)
UNASSIGNED_PROBLEMS = Measure(
    "unassigned problems",
    smf=_PROBLEM,
    serves=_OWNED,
    formula="problems open at the end of the period without an owner",
    unit="problems",
    direction=Direction.LOWER,
)
OWNED_PROBLEMS = Measure(
    "owned problems",
    smf=_PROBLEM,
    serves=_OWNED,
    formula="problems open at the end of the period with an owner",
    unit="problems",
    direction=Direction.HIGHER,
)
INCIDENTS = Measure(
    "incidents",
    smf=_PROBLEM,
    serves=_FEWER,
    formula="incidents opened in the period; cancelled, rejected and rerouted ones are none",
    unit="incidents",
    direction=Direction.LOWER,
)
IMPACT_TIME = Measure(
    "impact-minutes",
    smf=_PROBLEM,
    serves=_FEWER,
    formula="the service time that incidents lost in the period, added up, whoever was affected",
    unit="time",
    direction=Direction.LOWER,
)
PROBLEMS = Measure(
    "problems",
    smf=_PROBLEM,
    serves=_FEWER,
    formula="problems identified in the period; duplicates are none",
    unit="problems",
    direction=Direction.LOWER,
)
WORKAROUNDS = Measure(
    "workarounds",
    smf=_PROBLEM,
    serves=_ANSWERS,
    formula="problems, and known errors of none, that got a workaround in the period which "
    "was not withdrawn",
    unit="problems",
    direction=Direction.HIGHER,
)
PERMANENT_SOLUTIONS = Measure(
    "permanent solutions",
    smf=_PROBLEM,
    serves=_ANSWERS,
    formula="problems closed as resolved in the period, and known errors of none that were "
    "retired with a verified fix",
    unit="problems",
    direction=Direction.HIGHER,
)
TIME_TO_SOLVE = Measure(
    "time to solve",
    smf=_PROBLEM,
    serves=_EARLY,
    formula="from the identification of a problem until it was closed as resolved in the "
    "period; the least time that a share of the problems took at most",
    unit="time",
    direction=Direction.LOWER,
)
PREVENTED_PROBLEMS = Measure(
    "problems closed before a first incident",
    smf=_PROBLEM,
    serves=_EARLY,
    formula="problems closed as resolved in the period for which no incident was on record",
    unit="problems",
    direction=Direction.HIGHER,
)

MEASURES: tuple[Measure, ...] = (
    STAFF_USE,
    AUTOMATED_WORK,
    AVAILABLE_TIME,
    ON_SCHEDULE,
    WANTED_OUTCOME,
    INSTRUCTED_TASKS,
    REACTIVE_WORK,
    WORKING_TIME,
    BREACHES,
    MONITORED_SERVICES,
    SERVICE_SATISFACTION,
    DETECTION_TIME,
    DETECTED_OUTAGES,
    REMEDIED_ALERTS,
    LOST_USER_TIME,
    TIME_TO_RESTORE,
    TIME_TO_RESOLVE,
    BACKLOG,
    COMPLAINTS,
    SATISFACTION,
    VALUE_ADDED,
    FIRST_CONTACT_RESOLUTION,
    REOPEN_RATE,
    COMPETITIVENESS,
    UNASSIGNED_PROBLEMS,
    OWNED_PROBLEMS,
    INCIDENTS,
    IMPACT_TIME,
    PROBLEMS,
    WORKAROUNDS,
    PERMANENT_SOLUTIONS,
    TIME_TO_SOLVE,
    PREVENTED_PROBLEMS,
)
"""Every measure, in the order of the outcomes that they serve."""


def tabulate_measures(measures: Iterable[Measure] = MEASURES) -> Table:
    """What is measured of which outcome, how, in which unit, and which way is better."""
    return Table(
        ("Function", "Outcome", "Measure", "Formula", "Unit", "Direction"),
        [(str(m.smf), m.serves, m.name, m.formula, m.unit, str(m.direction)) for m in measures],
        note="The outcomes are those of the framework; measures and formulas are our judgement.",
    )
