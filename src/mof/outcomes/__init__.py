"""Outcomes: what the functions of the Operate phase achieve, in numbers of a period.

Each outcome that the framework states for the four functions has measures with a formula, a unit
and a direction. What was measured says of how many cases it is and which records are behind it;
what is not known is not guessed.
"""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.outcomes._all_outcomes import (
        measure_outcomes as measure_outcomes,
    )
    from mof.outcomes._baselines import (
        OutcomeTarget as OutcomeTarget,
    )
    from mof.outcomes._gaps import (
        Gap as Gap,
        GapReport as GapReport,
        find_gaps as find_gaps,
    )
    from mof.outcomes._measures import (
        MEASURES as MEASURES,
        Measure as Measure,
    )
    from mof.outcomes._outcomes import (
        Outcome as Outcome,
        OutcomeComparison as OutcomeComparison,
    )
    from mof.outcomes._promises import (
        Promises as Promises,
        check_promises as check_promises,
    )
    from mof.outcomes._scorecards import (
        Scorecard as Scorecard,
        ScorecardCounts as ScorecardCounts,
    )
    from mof.outcomes._shown import (
        tabulate_outcomes as tabulate_outcomes,
    )
    from mof.outcomes._workgroups import (
        measure_scorecards as measure_scorecards,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_all_outcomes": ("measure_outcomes",),
            "_baselines": ("OutcomeTarget",),
            "_gaps": (
                "Gap",
                "GapReport",
                "find_gaps",
            ),
            "_measures": (
                "MEASURES",
                "Measure",
            ),
            "_outcomes": (
                "Outcome",
                "OutcomeComparison",
            ),
            "_promises": (
                "Promises",
                "check_promises",
            ),
            "_scorecards": (
                "Scorecard",
                "ScorecardCounts",
            ),
            "_shown": ("tabulate_outcomes",),
            "_workgroups": ("measure_scorecards",),
        },
    )
