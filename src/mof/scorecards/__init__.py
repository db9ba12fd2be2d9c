"""Scorecards: what workgroups did month by month, and whether the framework's promises hold."""

from mof.scorecards.promises import (
    OutcomeTarget,
    Promise,
    PromiseIndicator,
    check_promises,
    tabulate_promises,
)
from mof.scorecards.workgroups import (
    Scorecard,
    ScorecardCounts,
    WorkgroupCounts,
    WorkgroupScore,
    find_workgroup,
    measure_scorecards,
)

__all__ = [
    "OutcomeTarget",
    "Promise",
    "PromiseIndicator",
    "Scorecard",
    "ScorecardCounts",
    "WorkgroupCounts",
    "WorkgroupScore",
    "check_promises",
    "find_workgroup",
    "measure_scorecards",
    "tabulate_promises",
]
