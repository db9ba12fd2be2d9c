"""How mature the processes were found to be, and should become."""

from datetime import date, datetime

from example_world.hours import at
from example_world.organisation import (
    CUSTOMER_SERVICE_MANAGER,
    OPERATIONS_MANAGER,
    PROBLEM_MANAGER,
)
from mof.framework import OptimizationDimension, OptimizationLevel
from mof.improvement import MaturityGoal, MaturityRating
from mof.values import PersonId

INCIDENTS, PROBLEMS = "incident management", "problem management"
CHANGES, MONITORING = "change management", "service monitoring and control"

_FIRST, _SECOND, _THIRD = at(2025, 7, 8, 13), at(2026, 1, 13, 13), at(2026, 6, 17, 13)
_GOALS_SET = at(2025, 8, 20, 10)
_LEVELS = {
    "b": OptimizationLevel.BASIC,
    "s": OptimizationLevel.STANDARDIZED,
    "r": OptimizationLevel.RATIONALIZED,
    "d": OptimizationLevel.DYNAMIC,
}
_BASES = {
    _FIRST: "self-assessment of the process owners",
    _SECOND: "self-assessment of the process owners",
    _THIRD: "assessment by internal control",
}
# People, process and technology by their first letters; a dash where nobody looked.
_RATED: tuple[tuple[str, PersonId, dict[datetime, str]], ...] = (
    (INCIDENTS, CUSTOMER_SERVICE_MANAGER, {_FIRST: "sss", _SECOND: "srs", _THIRD: "srr"}),
    (PROBLEMS, PROBLEM_MANAGER, {_FIRST: "bbb", _SECOND: "sbb", _THIRD: "sbb"}),
    (CHANGES, OPERATIONS_MANAGER, {_FIRST: "sss", _SECOND: "srs", _THIRD: "sss"}),
    # Nobody has answered for it since the monitoring manager left.
    (MONITORING, OPERATIONS_MANAGER, {_FIRST: "s--"}),
)
_WANTED = (
    (INCIDENTS, "srr", date(2026, 12, 31)),
    (PROBLEMS, "rrs", date(2026, 6, 30)),
    (CHANGES, "srs", date(2026, 12, 31)),
    (MONITORING, "srr", date(2027, 6, 30)),
)

RATINGS = tuple(
    MaturityRating(capability, dimension, _LEVELS[letter], at=when, by=owner, basis=_BASES[when])
    for capability, owner, rated in _RATED
    for when, letters in rated.items()
    for dimension, letter in zip(OptimizationDimension, letters, strict=True)
    if letter != "-"
)
GOALS = tuple(
    MaturityGoal(
        capability,
        dimension,
        _LEVELS[letter],
        at=_GOALS_SET,
        by=OPERATIONS_MANAGER,
        due_on=due_on,
    )
    for capability, letters, due_on in _WANTED
    for dimension, letter in zip(OptimizationDimension, letters, strict=True)
)
