"""Irregularities: patterns worth a question, with how often chance alone would show them.

None of them is an accusation. Each has an innocent explanation, which a review asks for.
"""

from mof.irregularities._chances import find_chance, find_draw_chance
from mof.irregularities._irregularities import (
    Irregularity,
    IrregularityRule,
    Sighting,
    Thresholds,
)
from mof.irregularities._searches import find_irregularities

__all__ = [
    "Irregularity",
    "IrregularityRule",
    "Sighting",
    "Thresholds",
    "find_chance",
    "find_draw_chance",
    "find_irregularities",
]
