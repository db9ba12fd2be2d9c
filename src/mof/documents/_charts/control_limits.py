"""Control limits: values that follow each other, each between the limits of its own place."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from attrs import field, frozen

from mof.documents._blocks import Figure
from mof.documents._charts.number_scales import (
    Number,
    format_level,
    format_number,
    get_values,
    shorten_number,
)
from mof.documents._charts.series_axes import (
    BOTTOM,
    HEIGHT,
    LEFT,
    Axes,
    draw_beginning,
    find_line_ticks,
)
from mof.documents._charts.svg_elements import (
    WIDTH,
    assemble,
    draw_element,
    draw_nothing,
    draw_path,
    draw_words,
    shorten,
)
from mof.documents._inlines import check_text
from mof.documents._styles import SMALL
from mof.errors import DefinitionError
from mof.values._shares import to_fraction, to_optional_fraction

_RIGHT = 144
_LEAST_APART = 16
_ROOM = 42


def _to_limits(value: tuple[Number, Number] | None) -> tuple[Fraction, Fraction] | None:
    if value is None:
        return None
    lower, upper = map(to_fraction, value)
    if lower > upper:
        raise DefinitionError(f"the lower limit {lower} is above the upper one, {upper}")
    return lower, upper


@frozen
class BoundedPoint:
    """A value under its label, between its limits; None where there is no data."""

    label: str = field(converter=check_text)
    value: Fraction | None = field(converter=to_optional_fraction)
    limits: tuple[Fraction, Fraction] | None = field(default=None, converter=_to_limits)
    is_signal: bool = field(default=False, kw_only=True)


def draw_control_chart(
    points: Iterable[BoundedPoint],
    *,
    title: str,
    center: Number | None = None,
    percent: bool = False,
) -> Figure:
    """A line through the values between the limits of each, with the signals set apart.

    With ``percent`` the values are shares of one. A signal is a larger, filled mark with a
    word beside it, so that it shows without color too.
    """
    bounded = tuple(points)
    middle = to_optional_fraction(center)
    values = [point.value for point in bounded]
    if not get_values(values):
        return draw_nothing(title)
    limits = [limit for point in bounded for limit in point.limits or ()]
    axes = Axes(
        tuple(point.label for point in bounded),
        find_line_ticks(get_values([*values, middle, *limits]), percent=percent),
        WIDTH - _RIGHT,
        percent,
    )
    parts = [
        *axes.draw_axes(),
        *_draw_limits(axes, bounded),
        *_draw_center(axes, middle),
        *axes.draw_line(values),
        *axes.draw_gaps(values),
        *_draw_signals(axes, bounded, middle),
        *_draw_names(axes, bounded, middle),
        *draw_beginning(axes),
    ]
    alternative = list(_describe(bounded, middle, percent=percent))
    return assemble(parts, title=title, alternative=alternative, height=HEIGHT)


def _draw_limits(axes: Axes, points: Sequence[BoundedPoint]) -> Iterator[str]:
    """A step per place, since the limits of shares depend on how many cases there were."""
    for place, point in enumerate(points):
        left, right = axes.find_x(place) - axes.slot / 2, axes.find_x(place) + axes.slot / 2
        for limit in point.limits or ():
            y = axes.scale.place(limit)
            yield draw_path("limit", [(left, y), (right, y)])


def _draw_center(axes: Axes, center: Fraction | None) -> Iterator[str]:
    if center is not None:
        y = axes.scale.place(center)
        yield draw_element("line", "center", x1=LEFT, x2=axes.right, y1=y, y2=y)


def _draw_signals(
    axes: Axes, points: Sequence[BoundedPoint], middle: Fraction | None
) -> Iterator[str]:
    marked = {
        place: point.value
        for place, point in enumerate(points)
        if point.is_signal and point.value is not None
    }
    named = axes.choose(["signal"] * bool(marked), keep=max(marked, default=None))
    for place, value in marked.items():
        x, y = axes.find_x(place), axes.scale.place(value)
        yield draw_element("circle", "bad", cx=x, cy=y, r=6)
        if place in named:
            # Away from the line, which comes from the center, and from dashes at the bottom.
            is_low = middle is not None and value < middle and y + _ROOM < BOTTOM
            beside = y + 20 if is_low else min(y - 11, BOTTOM - 20)
            yield draw_words(x, beside, "signal", style="small halo", anchor="middle")


def _draw_names(
    axes: Axes, points: Sequence[BoundedPoint], center: Fraction | None
) -> Iterator[str]:
    """The center and the last limits, named beside the axes where there is room."""
    limits = next((point.limits for point in reversed(points) if point.limits), None)
    if limits is None or center is None:
        return
    lower, upper = limits
    taken: list[float] = []
    for name, value in (("center", center), ("upper", upper), ("lower", lower)):
        y = axes.scale.place(value)
        if all(abs(y - other) >= _LEAST_APART for other in taken):
            taken.append(y)
            figure = shorten_number(value, percent=axes.percent)
            words = shorten(f"{name} {figure}", _RIGHT - 28, SMALL)
            yield draw_words(axes.right + 24, y + 4, words, style="small")


def _describe(
    points: Sequence[BoundedPoint], center: Fraction | None, *, percent: bool
) -> Iterator[str]:
    for point in points:
        words = f"{point.label}: {format_number(point.value, percent=percent)}"
        if point.limits:
            lower, upper = (format_number(limit, percent=percent) for limit in point.limits)
            words += f", limits {lower} to {upper}"
        yield f"{words}, signal" if point.is_signal else words
    yield "no limits" if center is None else f"center: {format_level(center, percent=percent)}"
