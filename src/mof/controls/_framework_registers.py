"""Registers to begin with: the objectives, risks and controls that the framework names."""

from mof.controls._definitions import Control, Objective
from mof.controls._registers import ControlRegister
from mof.controls._risks import Risk
from mof.framework import Phase, ReviewKind
from mof.framework._controls import CONTROLLED_RISKS
from mof.values import ControlId, ObjectiveId, RiskId


def start_register(*phases: Phase) -> ControlRegister:
    """A register of the objectives, risks and controls that the framework names of phases.

    Without a phase it is that of the Operate phase. It says what can be said for everybody,
    so nobody owns or has assessed anything yet: `mof.outcomes.find_gaps` lists what is left to do.
    """
    # MOF 4.0, Operate phase overview, Table 6; for other phases see their citations.
    rows = [row for row in CONTROLLED_RISKS if row.phase in (phases or (Phase.OPERATE,))]
    names = dict.fromkeys((row.phase, row.objective) for row in rows)
    objectives = _number([phase for phase, _ in names], "objective")
    by_name = dict(zip(names, map(ObjectiveId, objectives), strict=True))
    risks = list(map(RiskId, _number([row.phase for row in rows], "risk")))
    return ControlRegister(
        objectives=[Objective(by_name[phase, name], name, phase=phase) for phase, name in names],
        risks=[
            Risk(risk, row.risk, objectives=[by_name[row.phase, row.objective]])
            for risk, row in zip(risks, rows, strict=True)
        ],
        controls=[
            Control(
                ControlId(f"{review}-review".lower().replace(" ", "-")),
                f"{review} Review",
                review=review,
                mitigates=[
                    risk for risk, row in zip(risks, rows, strict=True) if review in row.controls
                ],
            )
            for review in ReviewKind
            if any(review in row.controls for row in rows)
        ],
    )


def _number(phases: list[Phase], noun: str) -> list[str]:
    """An id for each row of a list, counted within its phase."""
    return [
        f"{phase.value.lower()}-{noun}-{phases[: place + 1].count(phase)}"
        for place, phase in enumerate(phases)
    ]
