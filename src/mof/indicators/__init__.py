"""Indicators: what a review looks at that is no ticket: satisfaction, cost, series, charts."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.indicators._control_charts import (
        ControlChart as ControlChart,
    )
    from mof.indicators._control_charts import (
        ControlState as ControlState,
    )
    from mof.indicators._control_limits import (
        chart_moving_ranges as chart_moving_ranges,
    )
    from mof.indicators._control_limits import (
        chart_shares as chart_shares,
    )
    from mof.indicators._control_limits import (
        chart_values as chart_values,
    )
    from mof.indicators._control_rules import (
        NELSON as NELSON,
    )
    from mof.indicators._control_rules import (
        TRENDS as TRENDS,
    )
    from mof.indicators._control_rules import (
        WESTERN_ELECTRIC as WESTERN_ELECTRIC,
    )
    from mof.indicators._control_rules import (
        ControlRule as ControlRule,
    )
    from mof.indicators._control_rules import (
        Pattern as Pattern,
    )
    from mof.indicators._control_signals import (
        Shift as Shift,
    )
    from mof.indicators._indicators import (
        Direction as Direction,
    )
    from mof.indicators._indicators import (
        Indicator as Indicator,
    )
    from mof.indicators._indicators import (
        Observation as Observation,
    )
    from mof.indicators._ledgers import (
        CostPosition as CostPosition,
    )
    from mof.indicators._ledgers import (
        CostTolerance as CostTolerance,
    )
    from mof.indicators._ledgers import (
        EntryKind as EntryKind,
    )
    from mof.indicators._ledgers import (
        Ledger as Ledger,
    )
    from mof.indicators._ledgers import (
        LedgerEntry as LedgerEntry,
    )
    from mof.indicators._ledgers import (
        measure_costs as measure_costs,
    )
    from mof.indicators._money import (
        Money as Money,
    )
    from mof.indicators._surveys import (
        Feedback as Feedback,
    )
    from mof.indicators._surveys import (
        RatingScale as RatingScale,
    )
    from mof.indicators._surveys import (
        Satisfaction as Satisfaction,
    )
    from mof.indicators._surveys import (
        SatisfactionTarget as SatisfactionTarget,
    )
    from mof.indicators._surveys import (
        Survey as Survey,
    )
    from mof.indicators._surveys import (
        SurveyResponse as SurveyResponse,
    )
    from mof.indicators._surveys import (
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
