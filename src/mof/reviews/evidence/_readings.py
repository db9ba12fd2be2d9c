"""Readings: how values, and the targets that they are held against, are written."""

from fractions import Fraction

from mof.documents import format_share
from mof.documents._formats import format_limit, format_number
from mof.reviews.evidence._evidence import Reading


def describe_value(reading: Reading) -> str | None:
    """The value of an indicator with its unit, shares in percent; None without data."""
    unit = reading.indicator.unit
    if reading.value is None:
        return None
    if unit == "share":
        return format_share(reading.value, against=reading.indicator.target)
    return f"{format_number(reading.value)} {unit}"


def describe_target(reading: Reading) -> str:
    """The target of an indicator, and how far beyond it is still tolerated."""
    target, tolerance = reading.indicator.target, reading.indicator.tolerance
    if target is None:
        return "no target"
    show = format_limit if reading.indicator.unit == "share" else format_number
    tolerated = f", tolerance {show(tolerance)}" if tolerance else ""
    return f"target {show(target)}{tolerated} ({reading.indicator.direction})"


def describe_requirement(required_share: Fraction, tolerance: Fraction) -> str:
    """The share that a target requires, and down to where less is still tolerated."""
    floor = required_share - tolerance
    tolerated = f", tolerated down to {format_limit(floor)}" if tolerance else ""
    return f"required {format_limit(required_share)}{tolerated}"
