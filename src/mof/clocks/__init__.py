"""Clocks: what starts, pauses and stops a count over the life of a record."""

from mof.clocks._clocks import Clock, Reopening, Standing
from mof.clocks._conditions import Condition
from mof.clocks._cycles import Cycle, Engages, Pause, find_start, follow

__all__ = [
    "Clock",
    "Condition",
    "Cycle",
    "Engages",
    "Pause",
    "Reopening",
    "Standing",
    "find_start",
    "follow",
]
