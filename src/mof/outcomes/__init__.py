"""Outcomes: what the functions of the Operate phase achieve, in numbers of a period.

Each outcome that the framework states for the four functions has measures with a formula, a unit
and a direction. What was measured says of how many cases it is and which records are behind it;
what nobody can know is not guessed.
"""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.outcomes._gaps import (
        Gap as Gap,
    )
    from mof.outcomes._gaps import (
        GapReport as GapReport,
    )
    from mof.outcomes._gaps import (
        find_gaps as find_gaps,
    )
    from mof.outcomes._measured import (
        Outcome as Outcome,
    )
    from mof.outcomes._measured import (
        OutcomeComparison as OutcomeComparison,
    )
    from mof.outcomes._measured import (
        tabulate_outcomes as tabulate_outcomes,
    )
    from mof.outcomes._measures import (
        MEASURES as MEASURES,
    )
    from mof.outcomes._measures import (
        Measure as Measure,
    )
    from mof.outcomes._measures import (
        tabulate_measures as tabulate_measures,
    )
    from mof.outcomes._reports import (
        measure_monitoring as measure_monitoring,
    )
    from mof.outcomes._reports import (
        measure_operations as measure_operations,
    )
    from mof.outcomes._reports import (
        measure_outcomes as measure_outcomes,
    )
    from mof.outcomes._scorecards.promises import (
        OutcomeTarget as OutcomeTarget,
    )
    from mof.outcomes._scorecards.promises import (
        Promise as Promise,
    )
    from mof.outcomes._scorecards.promises import (
        check_promises as check_promises,
    )
    from mof.outcomes._scorecards.promises import (
        tabulate_promises as tabulate_promises,
    )
    from mof.outcomes._scorecards.workgroups import (
        Scorecard as Scorecard,
    )
    from mof.outcomes._scorecards.workgroups import (
        ScorecardCounts as ScorecardCounts,
    )
    from mof.outcomes._scorecards.workgroups import (
        WorkgroupScore as WorkgroupScore,
    )
    from mof.outcomes._scorecards.workgroups import (
        measure_scorecards as measure_scorecards,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_gaps": (
                "Gap",
                "GapReport",
                "find_gaps",
            ),
            "_measured": (
                "Outcome",
                "OutcomeComparison",
                "tabulate_outcomes",
            ),
            "_measures": (
                "MEASURES",
                "Measure",
                "tabulate_measures",
            ),
            "_reports": (
                "measure_monitoring",
                "measure_operations",
                "measure_outcomes",
            ),
            "_scorecards.promises": (
                "OutcomeTarget",
                "Promise",
                "check_promises",
                "tabulate_promises",
            ),
            "_scorecards.workgroups": (
                "Scorecard",
                "ScorecardCounts",
                "WorkgroupScore",
                "measure_scorecards",
            ),
        },
    )
