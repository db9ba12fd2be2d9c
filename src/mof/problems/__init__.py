"""Problems: the unknown causes beneath incidents, and the search for them."""

from mof.problems._lifecycles import (
    PROBLEM_LIFECYCLE,
    Closure,
    ProblemEvent,
    ProblemOrigin,
    ProblemState,
    ResearchKind,
)
from mof.problems._payoffs import SIGNIFICANT, Payoff
from mof.problems._problems import Problem

__all__ = [
    "PROBLEM_LIFECYCLE",
    "SIGNIFICANT",
    "Closure",
    "Payoff",
    "Problem",
    "ProblemEvent",
    "ProblemOrigin",
    "ProblemState",
    "ResearchKind",
]
