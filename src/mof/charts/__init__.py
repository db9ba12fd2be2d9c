"""Charts: figures as inline SVG, with the same in words."""

from mof.charts.amounts import AmountBar, draw_amounts
from mof.charts.bars import ShareBar, draw_attainment
from mof.charts.flows import FlowArrow, FlowNode, draw_flow
from mof.charts.levels import LevelRow, draw_levels
from mof.charts.limits import BoundedPoint, draw_control_chart
from mof.charts.scales import Number, Point
from mof.charts.series import draw_columns, draw_line
from mof.charts.strips import Marker, Stretch, draw_timeline

__all__ = [
    "AmountBar",
    "BoundedPoint",
    "FlowArrow",
    "FlowNode",
    "LevelRow",
    "Marker",
    "Number",
    "Point",
    "ShareBar",
    "Stretch",
    "draw_amounts",
    "draw_attainment",
    "draw_columns",
    "draw_control_chart",
    "draw_flow",
    "draw_levels",
    "draw_line",
    "draw_timeline",
]
