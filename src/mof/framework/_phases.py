"""Phases: the parts of the lifecycle, the life of a service in them, and the goals of Operate."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_overview
from mof.values import Term


class Phase(Term):
    """A phase of the MOF 4.0 lifecycle, or the Manage layer that all three phases rest on.

    From the overview of the Operate phase; `Part.LIFECYCLE` says what each is for.
    """

    PLAN = "Plan"
    DELIVER = "Deliver"
    OPERATE = "Operate"
    MANAGE = "Manage"


@frozen
class LifecyclePhase:
    """What the framework says of one phase, or of the layer beneath the phases."""

    phase: Phase
    focus: str
    is_layer: bool = False
    citations: Citations = field(kw_only=True)


_FOCUS = cite_overview("Overview of the Operate Phase")

LIFECYCLE: tuple[LifecyclePhase, ...] = (
    LifecyclePhase(Phase.PLAN, "find out which IT services the business needs", citations=_FOCUS),
    LifecyclePhase(
        Phase.DELIVER,
        "bring services from design and planning through building into production",
        citations=_FOCUS,
    ),
    LifecyclePhase(
        Phase.OPERATE,
        "run services once they are there: the steady state of their environment",
        citations=_FOCUS,
    ),
    LifecyclePhase(
        Phase.MANAGE,
        "the foundation: its activities happen within all the phases, not beside them",
        is_layer=True,
        citations=cite_overview("Integrating the Operate Phase with Manage Layer SMFs"),
    ),
)


class LifeStage(Term):
    """A stage in the life of a service, from the idea to its retirement.

    From the overview, "Introduction to MOF". `mof.services.ServiceState` has the finer states;
    in which phases a stage falls is our judgement:

    >>> from mof.framework import Part, get_rows
    >>> for row in get_rows(Part.SERVICE_LIFE):
    ...     print(row.stage, "-", *row.phases)
    conception - Plan
    development - Deliver
    operation - Operate
    maintenance - Operate
    retirement - Plan Operate
    >>> LifeStage.RETIREMENT.value
    'retirement'
    """

    CONCEPTION = "conception"
    DEVELOPMENT = "development"
    OPERATION = "operation"
    MAINTENANCE = "maintenance"
    RETIREMENT = "retirement"


@frozen
class ServiceLifeStage:
    """A stage in the life of a service, and the phases in which it falls."""

    stage: LifeStage
    phases: tuple[Phase, ...]
    citations: Citations = field(kw_only=True)


_STAGES = (*cite_overview("Introduction to MOF", "stage"), *cite_judgement("phases"))

SERVICE_LIFE: tuple[ServiceLifeStage, ...] = tuple(
    ServiceLifeStage(stage, phases, citations=_STAGES)
    for stage, phases in (
        (LifeStage.CONCEPTION, (Phase.PLAN,)),
        (LifeStage.DEVELOPMENT, (Phase.DELIVER,)),
        (LifeStage.OPERATION, (Phase.OPERATE,)),
        (LifeStage.MAINTENANCE, (Phase.OPERATE,)),
        # It is decided on when services are aligned, and carried out where they run.
        (LifeStage.RETIREMENT, (Phase.PLAN, Phase.OPERATE)),
    )
)


class GoalKind(Term):
    """Whether a statement is the goal, a part of it, its condition, or a help towards it."""

    PRIMARY = "primary goal"
    SPECIFIC = "what it means"
    REQUIREMENT = "what it requires"
    PRACTICE = "what its practices help with"


@frozen
class PhaseGoal:
    """One statement about the goals of a phase."""

    phase: Phase
    kind: GoalKind
    statement: str
    citations: Citations = field(kw_only=True)


def _state(kind: GoalKind, statement: str) -> PhaseGoal:
    section = (
        "Overview of the Operate Phase"
        if kind is GoalKind.PRACTICE
        else "Goals of the Operate Phase"
    )
    return PhaseGoal(Phase.OPERATE, kind, statement, citations=cite_overview(section))


PHASE_GOALS: tuple[PhaseGoal, ...] = (
    _state(
        GoalKind.PRIMARY,
        "deployed services run, are watched and get support as the SLA targets demand",
    ),
    _state(
        GoalKind.SPECIFIC,
        "services are available, because staff are put to better use and their load is managed",
    ),
    _state(
        GoalKind.SPECIFIC,
        "health is observed as it happens, and people are trained to deal with what shows up",
    ),
    _state(GoalKind.SPECIFIC, "a service that failed is back soon, and back properly"),
    _state(GoalKind.REQUIREMENT, "work in keeping with the phase's service management functions"),
    _state(GoalKind.REQUIREMENT, "management reviews, at intervals, of how effective the phase is"),
    _state(GoalKind.PRACTICE, "manage each service ahead of trouble and to good effect"),
    _state(GoalKind.PRACTICE, "keep an eye on the health of each service at all times"),
    _state(GoalKind.PRACTICE, "bring a service back to health after a failure"),
)
