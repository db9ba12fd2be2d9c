"""Outcomes: what Customer Service and Problem Management achieve, in numbers of a period.

Each outcome that the framework states for the two functions has measures with a formula, a unit
and a direction. What was measured says of how many cases it is and which records are behind it;
what nobody can know is not guessed.
"""

from mof.outcomes.indications import measure_by_indicator
from mof.outcomes.loads import AGES, measure_backlog, measure_complaints, measure_incidents
from mof.outcomes.losses import measure_impact_time, measure_lost_user_time
from mof.outcomes.measured import Outcome, Trend, tabulate_outcomes
from mof.outcomes.measures import (
    BACKLOG,
    COMPETITIVENESS,
    COMPLAINTS,
    FIRST_CONTACT_RESOLUTION,
    IMPACT_TIME,
    INCIDENTS,
    LOST_USER_TIME,
    MEASURES,
    OWNED_PROBLEMS,
    PERMANENT_SOLUTIONS,
    PREVENTED_PROBLEMS,
    PROBLEMS,
    REOPEN_RATE,
    SATISFACTION,
    SHARE,
    TIME_TO_RESOLVE,
    TIME_TO_RESTORE,
    TIME_TO_SOLVE,
    UNASSIGNED_PROBLEMS,
    VALUE_ADDED,
    WORKAROUNDS,
    Measure,
    tabulate_measures,
)
from mof.outcomes.problems import (
    measure_owned_problems,
    measure_permanent_solutions,
    measure_prevented_problems,
    measure_problems,
    measure_time_to_solve,
    measure_unassigned_problems,
    measure_workarounds,
)
from mof.outcomes.reports import measure_outcomes
from mof.outcomes.resolutions import (
    measure_first_contact_resolution,
    measure_reopen_rate,
    measure_time_to_resolve,
    measure_time_to_restore,
)
from mof.outcomes.tallies import SHARES

__all__ = [
    "AGES",
    "BACKLOG",
    "COMPETITIVENESS",
    "COMPLAINTS",
    "FIRST_CONTACT_RESOLUTION",
    "IMPACT_TIME",
    "INCIDENTS",
    "LOST_USER_TIME",
    "MEASURES",
    "OWNED_PROBLEMS",
    "PERMANENT_SOLUTIONS",
    "PREVENTED_PROBLEMS",
    "PROBLEMS",
    "REOPEN_RATE",
    "SATISFACTION",
    "SHARE",
    "SHARES",
    "TIME_TO_RESOLVE",
    "TIME_TO_RESTORE",
    "TIME_TO_SOLVE",
    "UNASSIGNED_PROBLEMS",
    "VALUE_ADDED",
    "WORKAROUNDS",
    "Measure",
    "Outcome",
    "Trend",
    "measure_backlog",
    "measure_by_indicator",
    "measure_complaints",
    "measure_first_contact_resolution",
    "measure_impact_time",
    "measure_incidents",
    "measure_lost_user_time",
    "measure_outcomes",
    "measure_owned_problems",
    "measure_permanent_solutions",
    "measure_prevented_problems",
    "measure_problems",
    "measure_reopen_rate",
    "measure_time_to_resolve",
    "measure_time_to_restore",
    "measure_time_to_solve",
    "measure_unassigned_problems",
    "measure_workarounds",
    "tabulate_measures",
    "tabulate_outcomes",
]
