"""Scales: where a number stands on a chart, and which numbers stand beside an axis."""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from mof.documents.formats import format_limit, format_share
from mof.documents.inlines import check_text
from mof.shares import to_optional_fraction

Number: TypeAlias = int | float | Fraction | Decimal


@frozen
class Point:
    """A value under its label, such as a month; None where there is no data."""

    label: str = field(converter=check_text)
    value: Fraction | None = field(converter=to_optional_fraction)


def to_points(points: Iterable[Point | tuple[str, Number | None]]) -> tuple[Point, ...]:
    """Points, also from pairs of label and value."""
    return tuple(point if isinstance(point, Point) else Point(*point) for point in points)


@frozen
class Scale:
    """A stretch of numbers laid along a stretch of the canvas."""

    low: Fraction
    high: Fraction
    start: float
    end: float

    def place(self, value: Fraction) -> float:
        """Where a number stands on the canvas."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + float(share) * (self.end - self.start)


def find_ticks(
    low: Fraction, high: Fraction, *, count: int = 5, least: Fraction = Fraction(0)
) -> tuple[Fraction, ...]:
    """Round numbers from at most ``low`` to at least ``high``, about so many, ``least`` apart."""
    wanted = max((high - low or abs(high) or Fraction(1)) / count, least)
    decade = Fraction(10) ** math.floor(math.log10(wanted))
    step = next(decade * n for n in (1, 2, 5, 10) if decade * n >= wanted)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(step * n for n in range(first, max(last, first + 1) + 1))


def choose_places(count: int, *, every: int, keep: int | None = None) -> frozenset[int]:
    """Which of so many places get words when only every so-manieth has room for them.

    The last place comes first, and one to keep beats its neighbors.
    """
    kept = count - 1 if keep is None else keep
    return frozenset(range(kept % every, count, every))


def format_number(value: Fraction | None, *, percent: bool, against: Fraction | None = None) -> str:
    """A number with two decimal places at most, or a share in percent."""
    if value is None:
        return "no data"
    if percent:
        return format_share(value, against=against)
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def format_tick(value: Fraction, *, percent: bool) -> str:
    """A number beside an axis."""
    return format_limit(value) if percent else format_number(value, percent=False)


def get_values(values: Sequence[Fraction | None]) -> list[Fraction]:
    """The values that are known."""
    return [value for value in values if value is not None]
