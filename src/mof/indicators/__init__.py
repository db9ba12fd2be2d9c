"""Indicators: what a review looks at that is no ticket: satisfaction, cost, series, charts."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.indicators._control_charts.charts import (
        ControlChart as ControlChart,
    )
    from mof.indicators._control_charts.charts import (
        ControlPoint as ControlPoint,
    )
    from mof.indicators._control_charts.charts import (
        ControlState as ControlState,
    )
    from mof.indicators._control_charts.makers import (
        Subgroup as Subgroup,
    )
    from mof.indicators._control_charts.makers import (
        chart_moving_ranges as chart_moving_ranges,
    )
    from mof.indicators._control_charts.makers import (
        chart_shares as chart_shares,
    )
    from mof.indicators._control_charts.makers import (
        chart_values as chart_values,
    )
    from mof.indicators._control_charts.rules import (
        NELSON as NELSON,
    )
    from mof.indicators._control_charts.rules import (
        TRENDS as TRENDS,
    )
    from mof.indicators._control_charts.rules import (
        WESTERN_ELECTRIC as WESTERN_ELECTRIC,
    )
    from mof.indicators._control_charts.rules import (
        ControlRule as ControlRule,
    )
    from mof.indicators._control_charts.rules import (
        Pattern as Pattern,
    )
    from mof.indicators._control_charts.signals import (
        ControlSignal as ControlSignal,
    )
    from mof.indicators._control_charts.signals import (
        Shift as Shift,
    )
    from mof.indicators._finances import (
        CostPosition as CostPosition,
    )
    from mof.indicators._finances import (
        CostTolerance as CostTolerance,
    )
    from mof.indicators._finances import (
        EntryKind as EntryKind,
    )
    from mof.indicators._finances import (
        Ledger as Ledger,
    )
    from mof.indicators._finances import (
        LedgerEntry as LedgerEntry,
    )
    from mof.indicators._finances import (
        UnitCost as UnitCost,
    )
    from mof.indicators._finances import (
        measure_costs as measure_costs,
    )
    from mof.indicators._finances import (
        measure_unit_costs as measure_unit_costs,
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
    from mof.indicators._money import (
        Money as Money,
    )
    from mof.indicators._satisfaction import (
        Feedback as Feedback,
    )
    from mof.indicators._satisfaction import (
        RatingScale as RatingScale,
    )
    from mof.indicators._satisfaction import (
        Satisfaction as Satisfaction,
    )
    from mof.indicators._satisfaction import (
        SatisfactionTarget as SatisfactionTarget,
    )
    from mof.indicators._satisfaction import (
        Survey as Survey,
    )
    from mof.indicators._satisfaction import (
        SurveyResponse as SurveyResponse,
    )
    from mof.indicators._satisfaction import (
        measure_satisfaction as measure_satisfaction,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_control_charts.charts": (
                "ControlChart",
                "ControlPoint",
                "ControlState",
            ),
            "_control_charts.makers": (
                "Subgroup",
                "chart_moving_ranges",
                "chart_shares",
                "chart_values",
            ),
            "_control_charts.rules": (
                "ControlRule",
                "NELSON",
                "Pattern",
                "TRENDS",
                "WESTERN_ELECTRIC",
            ),
            "_control_charts.signals": (
                "ControlSignal",
                "Shift",
            ),
            "_finances": (
                "CostPosition",
                "CostTolerance",
                "EntryKind",
                "Ledger",
                "LedgerEntry",
                "UnitCost",
                "measure_costs",
                "measure_unit_costs",
            ),
            "_indicators": (
                "Direction",
                "Indicator",
                "Observation",
            ),
            "_money": ("Money",),
            "_satisfaction": (
                "Feedback",
                "Satisfaction",
                "SatisfactionTarget",
                "RatingScale",
                "Survey",
                "SurveyResponse",
                "measure_satisfaction",
            ),
        },
    )
