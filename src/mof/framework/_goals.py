"""Goals: what the Operate phase is there to achieve, and what achieving it takes."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_overview
from mof.framework._phases import Phase
from mof.values import Term


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
