"""Control limits: what the center of a chart is, and how far values vary by themselves."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from attrs import field, frozen

from mof.documents._charts.number_scales import Number, Point, get_values, to_points
from mof.documents._inlines import check_text
from mof.errors import DefinitionError
from mof.indicators._control_charts import (
    MINIMUM_POINTS,
    ChartKind,
    ControlChart,
    ControlPoint,
)
from mof.indicators._control_rules import TRENDS, WESTERN_ELECTRIC, ControlRule

# d2 and d3 of the table of control chart constants for ranges of two, such as in ISO 7870-2: the
# mean and the standard deviation of a range of two values, in sigmas.
_D2 = Fraction("1.128")
_D3 = Fraction("0.853")

T = TypeVar("T")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@frozen
class Subgroup:
    """How many of so many cases had something in common, such as a kept promise."""

    label: str = field(converter=check_text)
    """What the cases are of, such as a month."""
    count: int
    """How many of them have it, from 0 up to all."""
    size: int
    """How many cases there are."""

    def __attrs_post_init__(self) -> None:
        for number in (self.count, self.size):
            if not _is_count(number):
                raise DefinitionError(f"{self.label}: cases are counted, not {number!r}")
        if not 0 <= self.count <= self.size:
            raise DefinitionError(f"{self.label}: {self.count} of {self.size} is no part of them")

    @property
    def share(self) -> Fraction | None:
        """The share of its cases; None where there are none."""
        return Fraction(self.count, self.size) if self.size else None


def chart_shares(
    subgroups: Iterable[Subgroup | tuple[str, int, int]],
    *,
    rules: Iterable[ControlRule] = TRENDS,
    baseline: int | None = None,
) -> ControlChart:
    """The p-chart of shares of however many cases.

    The center is the share of all cases together, never the average of shares; the fewer
    cases a point has, the further apart are its limits. With a ``baseline`` the center comes
    from so many points, the first ones. Points without cases have no share.

    >>> chart = chart_shares([(f"month {n}", 18, 20) for n in range(11)] + [("month 11", 9, 20)])
    >>> print(chart.center, *chart.latest_signals)
    69/80 one point beyond three sigmas (down)

    Raises:
        DefinitionError: a count is no part of its cases, a label comes twice, or the baseline
            is no number of the points.
    """
    groups = tuple(map(_to_subgroup, subgroups))
    known = [group for group in _cut(groups, baseline) if group.size]
    if len(known) < MINIMUM_POINTS:
        points = tuple(ControlPoint(group.label, group.share) for group in groups)
        return ControlChart(kind=ChartKind.SHARES, points=points, rules=rules)
    center = Fraction(sum(group.count for group in known), sum(group.size for group in known))
    spread = center * (1 - center)
    return ControlChart(
        kind=ChartKind.SHARES,
        points=tuple(
            ControlPoint(group.label, group.share, spread / group.size if group.size else None)
            for group in groups
        ),
        center=center,
        rules=rules,
    )


def _to_subgroup(given: Subgroup | tuple[str, int, int]) -> Subgroup:
    if isinstance(given, Subgroup):
        return given
    if not isinstance(given, tuple) or len(given) != 3:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise DefinitionError(f"a subgroup is a label, a count and a size, not {given!r}")
    return Subgroup(*given)


def chart_values(
    points: Iterable[Point | tuple[str, Number | None]],
    *,
    rules: Iterable[ControlRule] = TRENDS,
    baseline: int | None = None,
) -> ControlChart:
    """The individuals chart of values, one for each point.

    Sigma is the mean of the moving ranges, from each known value to the next, divided by
    1.128. Shares belong on a p-chart, since an average of percentages means nothing.

    >>> chart = chart_values([(f"month {n}", 40 + n % 2) for n in range(11)] + [("month 11", 47)])
    >>> print(*chart.latest_signals)
    one point beyond three sigmas (up)

    Raises:
        DefinitionError: a value is no finite number, a label comes twice, or the baseline is
            no number of the points.
    """
    given = to_points(points)
    known = get_values([point.value for point in _cut(given, baseline)])
    if len(known) < MINIMUM_POINTS:
        return _chart(ChartKind.VALUES, given, rules)
    sigma = _find_mean(_list_ranges(known)) / _D2
    return _chart(ChartKind.VALUES, given, rules, _find_mean(known), sigma)


def chart_moving_ranges(
    points: Iterable[Point | tuple[str, Number | None]],
    *,
    rules: Iterable[ControlRule] = WESTERN_ELECTRIC[:1],
    baseline: int | None = None,
) -> ControlChart:
    """The chart of moving ranges that belongs to the individuals chart of the same values.

    Each point is how far its value is from the one known before. Neighbouring ranges share a
    value, so that by default only the limits are looked at, and no rows of points.

    Raises:
        DefinitionError: as for :func:`chart_values`.
    """
    ranges = _to_ranges(to_points(points))
    known = get_values([each.value for each in _cut(ranges, baseline)])
    # `MINIMUM_POINTS` is of values, and twelve values have eleven ranges.
    if len(known) + 1 < MINIMUM_POINTS:
        return _chart(ChartKind.MOVING_RANGES, ranges, rules)
    center = _find_mean(known)
    return _chart(ChartKind.MOVING_RANGES, ranges, rules, center, center * _D3 / _D2)


def _chart(
    kind: ChartKind,
    points: Sequence[Point],
    rules: Iterable[ControlRule],
    center: Fraction | None = None,
    sigma: Fraction | None = None,
) -> ControlChart:
    """The chart of points that all vary alike."""
    variance = None if sigma is None else sigma**2
    return ControlChart(
        kind=kind,
        points=tuple(
            ControlPoint(each.label, each.value, None if each.value is None else variance)
            for each in points
        ),
        center=center,
        rules=rules,
    )


def _cut(points: Sequence[T], baseline: int | None) -> Sequence[T]:
    if baseline is None:
        return points
    if baseline not in range(1, len(points) + 1) or not _is_count(baseline):
        raise DefinitionError(f"a baseline is so many of {len(points)} points, not {baseline!r}")
    return points[:baseline]


def _find_mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _list_ranges(values: Sequence[Fraction]) -> list[Fraction]:
    return [abs(later - earlier) for earlier, later in pairwise(values)]


def _to_ranges(points: Sequence[Point]) -> tuple[Point, ...]:
    ranges: list[Point] = []
    before: Fraction | None = None
    for point in points:
        if point.value is None:
            ranges.append(point)
        else:
            ranges.append(Point(point.label, None if before is None else abs(point.value - before)))
            before = point.value
    return tuple(ranges)
