"""Control charts: what in a series is more than its own variation, by which rule."""

from mof.control_charts._charts import (
    MINIMUM_POINTS,
    ChartKind,
    ControlChart,
    ControlPoint,
    ControlState,
)
from mof.control_charts._makers import (
    Subgroup,
    chart_moving_ranges,
    chart_shares,
    chart_values,
)
from mof.control_charts._rules import (
    NELSON,
    TRENDS,
    WESTERN_ELECTRIC,
    ControlRule,
    Pattern,
)
from mof.control_charts._signals import ControlSignal, Shift

__all__ = [
    "MINIMUM_POINTS",
    "NELSON",
    "TRENDS",
    "WESTERN_ELECTRIC",
    "ChartKind",
    "ControlChart",
    "ControlPoint",
    "ControlRule",
    "ControlSignal",
    "ControlState",
    "Pattern",
    "Shift",
    "Subgroup",
    "chart_moving_ranges",
    "chart_shares",
    "chart_values",
]
