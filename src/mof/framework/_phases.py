"""Phases: the parts of the lifecycle that the framework arranges all its functions in."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_judgement, cite_overview
from mof.values import Term


class Phase(Term):
    """A phase of the lifecycle, or the layer that all three phases rest on."""

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
    """A stage in the life of a service, from the idea to its end."""

    # MOF 4.0, Operate phase overview, "Introduction to MOF".
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

SERVICE_LIFE: tuple[ServiceLifeStage, ...] = (
    ServiceLifeStage(LifeStage.CONCEPTION, (Phase.PLAN,), citations=_STAGES),
    ServiceLifeStage(LifeStage.DEVELOPMENT, (Phase.DELIVER,), citations=_STAGES),
    ServiceLifeStage(LifeStage.OPERATION, (Phase.OPERATE,), citations=_STAGES),
    ServiceLifeStage(LifeStage.MAINTENANCE, (Phase.OPERATE,), citations=_STAGES),
    # It is decided on when services are aligned, and carried out where they run.
    ServiceLifeStage(LifeStage.RETIREMENT, (Phase.PLAN, Phase.OPERATE), citations=_STAGES),
)
