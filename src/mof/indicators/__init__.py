"""Indicators: what a review looks at that is no ticket: satisfaction, cost, series, charts."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.indicators._control_charts import (
        ControlChart as ControlChart,
        ControlState as ControlState,
    )
    from mof.indicators._control_limits import (
        chart_moving_ranges as chart_moving_ranges,
        chart_shares as chart_shares,
        chart_values as chart_values,
    )
    from mof.indicators._control_rules import (
        NELSON as NELSON,
        TRENDS as TRENDS,
        WESTERN_ELECTRIC as WESTERN_ELECTRIC,
        ControlRule as ControlRule,
        Pattern as Pattern,
    )
    from mof.indicators._control_signals import (
        Shift as Shift,
    )
    from mof.indicators._indicators import (
        Direction as Direction,
        Indicator as Indicator,
        Observation as Observation,
    )
    from mof.indicators._ledgers import (
        CostPosition as CostPosition,
        CostTolerance as CostTolerance,
        EntryKind as EntryKind,
        Ledger as Ledger,
        LedgerEntry as LedgerEntry,
        measure_costs as measure_costs,
    )
    from mof.indicators._money import (
        Money as Money,
    )
    from mof.indicators._surveys import (
        Feedback as Feedback,
        RatingScale as RatingScale,
        Satisfaction as Satisfaction,
        SatisfactionTarget as SatisfactionTarget,
        Survey as Survey,
        SurveyResponse as SurveyResponse,
        measure_satisfaction as measure_satisfaction,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_control_charts": (
                "ControlChart",
                "ControlState",
            ),
            "_control_limits": (
                "chart_moving_ranges",
                "chart_shares",
                "chart_values",
            ),
            "_control_rules": (
                "NELSON",
                "TRENDS",
                "WESTERN_ELECTRIC",
                "ControlRule",
                "Pattern",
            ),
            "_control_signals": ("Shift",),
            "_indicators": (
                "Direction",
                "Indicator",
                "Observation",
            ),
            "_ledgers": (
                "CostPosition",
                "CostTolerance",
                "EntryKind",
                "Ledger",
                "LedgerEntry",
                "measure_costs",
            ),
            "_money": ("Money",),
            "_surveys": (
                "Feedback",
                "RatingScale",
                "Satisfaction",
                "SatisfactionTarget",
                "Survey",
                "SurveyResponse",
                "measure_satisfaction",
            ),
        },
    )
