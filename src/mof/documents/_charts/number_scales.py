"""Number scales: where a number stands on a chart, and which numbers stand beside an axis."""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from mof.documents._formats import format_limit, format_share
from mof.documents._inlines import check_text
from mof.values._shares import to_optional_fraction

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
    # Steps of 1, 2 and 5 in every decade are the ones that people can read between.
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
    return _write(value, 2)


def format_level(value: Fraction, *, percent: bool) -> str:
    """A number that was agreed or computed once for all points."""
    return format_limit(value) if percent else _write(value, 2)


# Our judgement: up to here a number is as short as it would be in thousands.
_LONG = 10_000
_UNITS = ((Fraction(10**9), "bn"), (Fraction(10**6), "M"), (Fraction(10**3), "k"))


def shorten_number(value: Fraction, *, percent: bool, against: Fraction | None = None) -> str:
    """A number as it is drawn: long ones in thousands, millions or billions."""
    if percent or abs(value) < _LONG:
        return format_number(value, percent=percent, against=against)
    unit, name = next(unit for unit in _UNITS if abs(value) >= unit[0])
    return f"{_write(value / unit, 3)} {name}"


def shorten_level(value: Fraction, *, percent: bool) -> str:
    """A number beside an axis, as short."""
    return format_limit(value) if percent else shorten_number(value, percent=False)


def _write(value: Fraction, digits: int) -> str:
    return f"{float(value):,.{digits}f}".rstrip("0").rstrip(".").replace("-", "−")


def get_values(values: Sequence[Fraction | None]) -> list[Fraction]:
    """The values that are known."""
    return [value for value in values if value is not None]
