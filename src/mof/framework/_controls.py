"""Controls: what may keep a phase from its objectives, and what manages that risk."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_overview, cite_page
from mof.framework._management_reviews import ReviewKind
from mof.framework._phases import Phase


@frozen
class ControlledRisk:
    """A risk to an objective of a phase, and the reviews that control it."""

    phase: Phase
    objective: str
    risk: str
    controls: tuple[ReviewKind, ...]
    citations: Citations = field(kw_only=True)


_TABLE_6 = cite_overview("Table 6")
_HEALTH = (ReviewKind.OPERATIONAL_HEALTH,)


def _plan(objective: str, *risks: str) -> tuple[ControlledRisk, ...]:
    controls = (ReviewKind.SERVICE_ALIGNMENT, ReviewKind.PORTFOLIO)
    return tuple(
        ControlledRisk(Phase.PLAN, objective, risk, controls, citations=cite_page("cc543273"))
        for risk in risks
    )


CONTROLLED_RISKS: tuple[ControlledRisk, ...] = (
    ControlledRisk(
        Phase.OPERATE,
        "every service runs at the level that its OLAs and SLAs set",
        "services miss what OLAs or SLAs oblige IT to",
        _HEALTH,
        citations=_TABLE_6,
    ),
    ControlledRisk(
        Phase.OPERATE,
        "every service is supported as its SLA says, and recovers when it fails",
        "customers fare badly because support is inadequate",
        _HEALTH,
        citations=_TABLE_6,
    ),
    *_plan(
        "the right services, at the right quality and cost",
        "what the business needs is missed",
        "costs cannot be foreseen",
    ),
    *_plan(
        "services that are reliable and can be trusted",
        "waste",
        "bad design",
        "improvement that has no effect",
        "losses by failure",
    ),
    *_plan("services that people want to use", "little value", "too little or too much use"),
)
