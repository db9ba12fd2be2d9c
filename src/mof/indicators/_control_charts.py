"""Control charts: a series with its center, its limits and what they show."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from math import isqrt

from attrs import field, frozen

from mof.documents import Figure, Table, format_share
from mof.documents._charts.control_limits import BoundedPoint, draw_control_chart
from mof.documents._formats import format_number
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.indicators._control_rules import TRENDS, ControlRule
from mof.indicators._control_signals import (
    ControlSignal,
    LimitDeviation,
    deviate,
    find_signals,
)
from mof.values import Term
from mof.values._checks import check_part, collect
from mof.values._shares import to_optional_fraction

MINIMUM_POINTS = 12
"""With fewer points there are no limits. Our judgement: they would vary too much themselves."""

# Decimals of a square root: far more than any chart shows, so that no comparison turns on them.
_PLACES = 10**12


class ChartKind(Term):
    """What a chart is of, and so how far its values vary by themselves."""

    SHARES = "p-chart"
    """Of shares of cases; the fewer cases a point has, the further apart are its limits."""
    VALUES = "individuals chart"
    """Of values, one for each period; all limits are alike."""
    MOVING_RANGES = "moving range chart"
    """Of how far each value is from the one before."""


class ControlState(Term):
    """What a chart shows."""

    IN_CONTROL = "in control"
    """No rule finds its pattern: what varies may be chance."""
    OUT_OF_CONTROL = "out of control"
    """A rule finds its pattern, which chance rarely shows."""
    NOT_ENOUGH_DATA = "not enough data"
    """There are fewer than twelve points with data, so no limits and no verdict."""


@frozen
class ControlPoint:
    """A value under its label, with the square of sigma at its place; None without data."""

    label: str
    """What the point is of, such as a month; each label comes once."""
    value: Fraction | None = field(default=None, converter=to_optional_fraction)
    """The value; None where the period has no data."""
    variance: Fraction | None = field(default=None, converter=to_optional_fraction)
    """The square of sigma at this point; None without a value or without limits."""


def _to_points(value: Iterable[ControlPoint]) -> tuple[ControlPoint, ...]:
    return collect(value, ControlPoint, "points of a chart")


def _to_rules(value: Iterable[ControlRule]) -> tuple[ControlRule, ...]:
    rules = collect(value, ControlRule, "rules of a chart")
    if not rules:
        raise DefinitionError("a chart without rules shows nothing; give it some, such as TRENDS")
    return rules


@frozen(kw_only=True)
class ControlChart(Tabular):
    """A series held against its own variation.

    >>> from mof.indicators import chart_values
    >>> chart = chart_values((f"month {n}", 40 + n % 3) for n in range(12))
    >>> isinstance(chart, ControlChart), chart.limits_text
    (True, 'center 41, limits 37.62 to 44.38')

    All is exact: whether a point is beyond a limit is compared in squares. Limits, which are
    roots, are shown to the twelfth decimal, and nothing is judged by them. A point without
    data ends every row of points.
    """

    kind: ChartKind
    """What its values are, which says how far they vary by themselves."""
    points: tuple[ControlPoint, ...] = field(converter=_to_points)
    """The points in the order of time."""
    center: Fraction | None = field(default=None, converter=to_optional_fraction)
    """Around what they vary; None where there are not enough points for limits."""
    rules: tuple[ControlRule, ...] = field(default=TRENDS, converter=_to_rules)
    """By which patterns it is judged; at least one."""

    def __attrs_post_init__(self) -> None:
        check_part(self.kind, ChartKind, "the kind of a chart")
        seen: set[str] = set()
        for point in self.points:
            if point.label in seen:
                raise DefinitionError(f"two points of a chart are {point.label!r}; name each once")
            seen.add(point.label)
            if self.center is not None and (point.value is None) != (point.variance is None):
                raise DefinitionError(f"the point {point.label!r} has a value or a sigma only")

    @property
    def state(self) -> ControlState:
        """Whether any rule finds its pattern anywhere."""
        if self.center is None:
            return ControlState.NOT_ENOUGH_DATA
        return ControlState.OUT_OF_CONTROL if self.signals else ControlState.IN_CONTROL

    @cached_property
    def signals(self) -> tuple[ControlSignal, ...]:
        """Every pattern, by where it is complete; none where there is not enough data."""
        if self.center is None:
            return ()
        return tuple(find_signals(map(self._deviate, self.points), self.rules))

    @property
    def latest_signals(self) -> tuple[ControlSignal, ...]:
        """The patterns that are complete at the last point, so that they are news."""
        return tuple(s for s in self.signals if s.last == len(self.points) - 1)

    def _deviate(self, point: ControlPoint) -> LimitDeviation | None:
        if point.value is None or point.variance is None or self.center is None:
            return None
        return deviate(point.value, self.center, point.variance)

    def find_limits(
        self, point: ControlPoint, *, sigmas: int = 3
    ) -> tuple[Fraction, Fraction] | None:
        """The limits at a point, no further out than its values can be; None without any."""
        if self.center is None or point.variance is None:
            return None
        reach = _find_root(sigmas**2 * point.variance)
        lower, upper = self.center - reach, self.center + reach
        if self.kind is not ChartKind.VALUES:
            lower = max(lower, Fraction(0))
        if self.kind is ChartKind.SHARES:
            upper = min(upper, Fraction(1))
        return lower, upper

    @property
    def limits_text(self) -> str:
        """The center and the limits at the last point that has any, in words."""
        bounded = (self.find_limits(point) for point in reversed(self.points))
        limits = next((each for each in bounded if each), None)
        if self.center is None or limits is None:
            return str(ControlState.NOT_ENOUGH_DATA)
        lower, upper = map(self._show, limits)
        return f"center {self._show(self.center)}, limits {lower} to {upper}"

    def describe_last(self) -> str:
        """The last value in words."""
        return self._show(self.points[-1].value) if self.points else "no data"

    def _show(self, value: Fraction | None) -> str:
        if value is None:
            return "no data"
        return format_share(value) if self.kind is ChartKind.SHARES else format_number(value)

    def to_table(self) -> Table:
        """Every point with its limits, and the rules whose pattern is complete there."""
        rows: list[tuple[str | None, ...]] = []
        for place, point in enumerate(self.points):
            limits = self.find_limits(point)
            shown = [str(signal) for signal in self.signals if signal.last == place]
            rows.append(
                (
                    point.label,
                    self._show(point.value),
                    *(map(self._show, limits) if limits else (None, None)),
                    "; ".join(shown) or None,
                )
            )
        center = "" if self.center is None else f", center {self._show(self.center)}"
        return Table(
            ("Point", "Value", "Lower limit", "Upper limit", "Signals"),
            rows,
            caption=f"{self.kind}{center}: {self.state}",
            numbers=("Value", "Lower limit", "Upper limit"),
        )

    def to_figure(self, title: str) -> Figure:
        """The chart as a drawing, the points set apart at which a pattern is complete."""
        marked = {signal.last for signal in self.signals}
        return draw_control_chart(
            (
                BoundedPoint(
                    point.label, point.value, self.find_limits(point), is_signal=place in marked
                )
                for place, point in enumerate(self.points)
            ),
            title=title,
            center=self.center,
            percent=self.kind is ChartKind.SHARES,
        )


def _find_root(square: Fraction) -> Fraction:
    """The square root of a fraction, cut off after the twelfth decimal."""
    return Fraction(isqrt(square.numerator * _PLACES**2 // square.denominator), _PLACES)
