"""Monthly series: values that follow each other, as columns or as a line."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from mof.documents._blocks import Figure
from mof.documents._charts.number_scales import (
    Number,
    Point,
    find_ticks,
    format_level,
    get_values,
    shorten_level,
    to_points,
)
from mof.documents._charts.series_axes import (
    BOTTOM,
    HEIGHT,
    LEFT,
    Axes,
    describe_points,
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
    measure,
    shorten,
)
from mof.documents._styles import SMALL
from mof.errors import DefinitionError
from mof.values._shares import to_fraction, to_optional_fraction

_RIGHT = 50
_ZERO = Fraction(0)
_ABOVE, _BELOW = -9, 19


def draw_columns(
    points: Iterable[Point | tuple[str, Number | None]],
    *,
    title: str,
    name: str = "",
    highlight: str | None = None,
    line: Iterable[Number | None] | None = None,
    line_name: str = "",
) -> Figure:
    """A column per point, one of them set apart, and a line for a second count beside them."""
    columns = to_points(points)
    beside = () if line is None else tuple(map(to_optional_fraction, line))
    if line is not None and len(beside) != len(columns):
        raise DefinitionError(f"a line over {len(columns)} columns has not {len(beside)} values")
    keep = _find_highlight(columns, highlight)
    counts = [column.value for column in columns]
    known = get_values([*counts, *beside])
    if not known:
        return draw_nothing(title)
    least = Fraction(all(value.denominator == 1 for value in known))
    ticks = find_ticks(min(_ZERO, *known), max(_ZERO, *known), count=4, least=least)
    axes = Axes(tuple(c.label for c in columns), ticks, WIDTH - _RIGHT, percent=False, keep=keep)
    parts = [
        *axes.draw_axes(),
        *_draw_columns(axes, counts),
        *axes.draw_line(beside),
        *axes.draw_gaps(counts),
        *_draw_counts(axes, counts, inside=bool(beside)),
        *_draw_names(name, line_name if beside else ""),
    ]
    alternative = [describe_points(columns, name, percent=False)]
    if beside:
        second = [Point(c.label, value) for c, value in zip(columns, beside, strict=True)]
        alternative.append(describe_points(second, line_name, percent=False))
    return assemble(parts, title=title, alternative=alternative, height=HEIGHT)


def _find_highlight(columns: Sequence[Point], highlight: str | None) -> int | None:
    if highlight is None:
        return None
    labels = [column.label for column in columns]
    if highlight not in labels:
        raise DefinitionError(f"no column {highlight!r}; there are {', '.join(labels)}")
    return labels.index(highlight)


def _draw_columns(axes: Axes, counts: Sequence[Fraction | None]) -> Iterator[str]:
    zero = axes.scale.place(_ZERO)
    for place, count in enumerate(counts):
        if count is not None:
            end = axes.scale.place(count)
            yield draw_element(
                "rect",
                "full" if axes.keep in {None, place} else "soft",
                x=axes.find_x(place) - axes.column / 2,
                y=min(zero, end),
                width=axes.column,
                height=abs(zero - end),
            )


def _draw_counts(axes: Axes, counts: Sequence[Fraction | None], *, inside: bool) -> Iterator[str]:
    """The figures above the columns, or at their feet where a line passes above."""
    zero = axes.scale.place(_ZERO)
    for place, words in axes.choose_words(counts).items():
        y, style = axes.scale.place(counts[place] or _ZERO) - 7, "small halo"
        if inside and zero - y > 2 * SMALL and measure(words, SMALL) <= axes.column:
            y, style = zero - 8, "small inverse" if axes.keep in {None, place} else "small ink"
        yield draw_words(axes.find_x(place), y, words, style=style, anchor="middle")


def _draw_names(name: str, line_name: str) -> Iterator[str]:
    room = (WIDTH - LEFT) / 2 - 40
    shown, x = shorten(name, room, SMALL), float(LEFT)
    if name:
        yield draw_element("rect", "full", x=x, y=8, width=13, height=13)
        yield draw_words(x + 20, 19, shown, style="small")
        x += 44 + measure(shown, SMALL)
    if line_name:
        yield draw_path("line", [(x, 15), (x + 24, 15)])
        yield draw_element("circle", "dot", cx=x + 12, cy=15, r=3.6)
        yield draw_words(x + 32, 19, shorten(line_name, room, SMALL), style="small")


def draw_line(
    points: Iterable[Point | tuple[str, Number | None]],
    *,
    title: str,
    target: Number | None = None,
    band: tuple[Number, Number] | None = None,
    percent: bool = False,
) -> Figure:
    """A line through the values, broken where there is no data, beside a target and a band.

    With ``percent`` the values are shares of one.
    """
    values = to_points(points)
    wanted = to_optional_fraction(target)
    limits = () if band is None else tuple(sorted(map(to_fraction, band)))
    series = [point.value for point in values]
    if not get_values(series):
        return draw_nothing(title)
    known = get_values([*series, wanted, *limits])
    axes = Axes(
        tuple(point.label for point in values),
        find_line_ticks(known, percent=percent),
        WIDTH - (_RIGHT if wanted is None else 108),
        percent,
    )
    parts = [
        *_draw_band(axes, limits),
        *axes.draw_axes(),
        *_draw_target(axes, wanted),
        *axes.draw_line(series),
        *axes.draw_gaps(series),
        *_draw_values(axes, series, wanted),
        *draw_beginning(axes),
    ]
    alternative = [describe_points(values, "", percent=percent, against=wanted)]
    if wanted is not None:
        alternative.append(f"target: {format_level(wanted, percent=percent)}")
    return assemble(parts, title=title, alternative=alternative, height=HEIGHT)


def _draw_band(axes: Axes, limits: tuple[Fraction, ...]) -> Iterator[str]:
    if limits:
        low, high = map(axes.scale.place, limits)
        width = axes.right - LEFT
        yield draw_element("rect", "band", x=LEFT, y=high, width=width, height=low - high)


def _draw_target(axes: Axes, target: Fraction | None) -> Iterator[str]:
    if target is not None:
        y = axes.scale.place(target)
        yield draw_element("line", "dashed", x1=LEFT, x2=axes.right, y1=y, y2=y)
        words = shorten(shorten_level(target, percent=axes.percent), 80, SMALL)
        yield draw_words(axes.right + 24, y - 2, "target", style="small")
        yield draw_words(axes.right + 24, y + 12, words, style="small strong")


def _draw_values(
    axes: Axes, series: Sequence[Fraction | None], target: Fraction | None
) -> Iterator[str]:
    """The figures above the line, or below it where it bends upwards, off the target."""
    crossed = None if target is None else axes.scale.place(target)
    for place, words in axes.choose_words(series, against=target).items():
        value = series[place] or _ZERO
        around = get_values([*series[max(0, place - 1) : place], *series[place + 1 : place + 2]])
        y = axes.scale.place(value)
        sides = [_ABOVE, _BELOW] if y + 2 * SMALL < BOTTOM else [_ABOVE]
        if 2 * value < sum(around[:1] + around[-1:]):
            sides.reverse()
        free = [side for side in sides if crossed is None or not _crosses(crossed, y + side)]
        y += [*free, *sides][0]
        yield draw_words(axes.find_x(place), y, words, style="small halo", anchor="middle")


def _crosses(line: float, baseline: float) -> bool:
    return baseline - SMALL < line < baseline + 3
