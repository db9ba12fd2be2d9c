"""Series: values that follow each other, month by month."""

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from attrs import frozen

from mof.charts.canvases import (
    SMALL,
    WIDTH,
    assemble,
    draw_element,
    draw_nothing,
    draw_path,
    draw_words,
    measure,
    shorten,
)
from mof.charts.scales import (
    Number,
    Point,
    Scale,
    choose_places,
    find_ticks,
    format_number,
    format_tick,
    get_values,
    to_points,
)
from mof.documents.blocks import Figure
from mof.errors import DefinitionError
from mof.shares import to_fraction, to_optional_fraction

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 62, 50, 44, 236, 290
_LONGEST = 100
_GAP = 6
_ZERO = Fraction(0)


@frozen
class _Plot:
    """The places along the axis, and the scale beside it."""

    labels: tuple[str, ...]
    ticks: tuple[Fraction, ...]
    right: float
    percent: bool
    keep: int | None = None

    @property
    def scale(self) -> Scale:
        return Scale(self.ticks[0], self.ticks[-1], _BOTTOM, _TOP)

    @property
    def slot(self) -> float:
        return (self.right - _LEFT) / len(self.labels)

    @property
    def column(self) -> float:
        return min(self.slot * 0.66, 54)

    def find_x(self, place: int) -> float:
        return _LEFT + self.slot * (place + 0.5)

    def choose(self, words: Iterable[str]) -> frozenset[int]:
        """The places that have room for words of such lengths."""
        widest = max((measure(word, SMALL) for word in words), default=0) + _GAP
        every = max(1, math.ceil(widest / self.slot))
        return choose_places(len(self.labels), every=every, keep=self.keep)

    def draw_axes(self) -> Iterator[str]:
        for tick in self.ticks:
            y = self.scale.place(tick)
            style = "axis" if tick == self.ticks[0] else "grid"
            yield draw_element("line", style, x1=_LEFT, x2=self.right, y1=y, y2=y)
            words = shorten(format_tick(tick, percent=self.percent), _LEFT - 10, SMALL)
            yield draw_words(_LEFT - 8, y + 4, words, style="small", anchor="end")
        yield from self._draw_labels()

    def _draw_labels(self) -> Iterator[str]:
        labels = [
            [shorten(line, _LONGEST, SMALL) for line in _halve(label)] for label in self.labels
        ]
        for place in sorted(self.choose(line for lines in labels for line in lines)):
            style = "small strong" if place == self.keep else "small"
            for number, line in enumerate(labels[place]):
                x, y = self.find_x(place), _BOTTOM + 20 + 16 * number
                yield draw_words(x, y, line, style=style, anchor="middle")

    def draw_gaps(self, values: Sequence[Fraction | None]) -> Iterator[str]:
        for place, value in enumerate(values):
            if value is None:
                x = self.find_x(place)
                yield draw_words(x, _BOTTOM - 6, "–", style="small", anchor="middle")

    def choose_words(
        self, values: Sequence[Fraction | None], *, against: Fraction | None = None
    ) -> dict[int, str]:
        """The figures of the places that have room for theirs."""
        words = {
            place: format_number(value, percent=self.percent, against=against)
            for place, value in enumerate(values)
            if value is not None
        }
        chosen = self.choose(words.values())
        return {place: figure for place, figure in words.items() if place in chosen}

    def draw_line(self, values: Sequence[Fraction | None]) -> Iterator[str]:
        places = range(len(values))
        for known, stretch in groupby(places, key=lambda place: values[place] is not None):
            if known:
                points = [self._find_point(place, values[place]) for place in stretch]
                yield draw_path("line", points)
                yield from (draw_element("circle", "dot", cx=x, cy=y, r=3.6) for x, y in points)

    def _find_point(self, place: int, value: Fraction | None) -> tuple[float, float]:
        return self.find_x(place), self.scale.place(value or _ZERO)


def _halve(label: str) -> list[str]:
    """A label of two words, such as month and year, one below the other."""
    head, _, tail = label.rpartition(" ")
    return [head, tail] if head and " " not in head else [label]


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
    plot = _Plot(tuple(c.label for c in columns), ticks, WIDTH - _RIGHT, percent=False, keep=keep)
    parts = [
        *plot.draw_axes(),
        *_draw_columns(plot, counts),
        *plot.draw_line(beside),
        *plot.draw_gaps(counts),
        *_draw_counts(plot, counts, inside=bool(beside)),
        *_draw_names(name, line_name if beside else ""),
    ]
    alternative = [_describe(columns, name, percent=False)]
    if beside:
        second = [Point(c.label, value) for c, value in zip(columns, beside, strict=True)]
        alternative.append(_describe(second, line_name, percent=False))
    return assemble(parts, title=title, alternative=alternative, height=_HEIGHT)


def _find_highlight(columns: Sequence[Point], highlight: str | None) -> int | None:
    if highlight is None:
        return None
    labels = [column.label for column in columns]
    if highlight not in labels:
        raise DefinitionError(f"no column {highlight!r}; there are {', '.join(labels)}")
    return labels.index(highlight)


def _draw_columns(plot: _Plot, counts: Sequence[Fraction | None]) -> Iterator[str]:
    zero = plot.scale.place(_ZERO)
    for place, count in enumerate(counts):
        if count is not None:
            end = plot.scale.place(count)
            yield draw_element(
                "rect",
                "full" if plot.keep in {None, place} else "soft",
                x=plot.find_x(place) - plot.column / 2,
                y=min(zero, end),
                width=plot.column,
                height=abs(zero - end),
            )


def _draw_counts(plot: _Plot, counts: Sequence[Fraction | None], *, inside: bool) -> Iterator[str]:
    """The figures above the columns, or at their feet where a line passes above."""
    zero = plot.scale.place(_ZERO)
    for place, words in plot.choose_words(counts).items():
        y, style = plot.scale.place(counts[place] or _ZERO) - 7, "small halo"
        if inside and zero - y > 2 * SMALL and measure(words, SMALL) <= plot.column:
            y, style = zero - 8, "small inverse" if plot.keep in {None, place} else "small ink"
        yield draw_words(plot.find_x(place), y, words, style=style, anchor="middle")


def _draw_names(name: str, line_name: str) -> Iterator[str]:
    room = (WIDTH - _LEFT) / 2 - 40
    shown, x = shorten(name, room, SMALL), float(_LEFT)
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
    plot = _Plot(
        tuple(point.label for point in values),
        _find_line_ticks(known, percent=percent),
        WIDTH - (_RIGHT if wanted is None else 108),
        percent,
    )
    parts = [
        *_draw_band(plot, limits),
        *plot.draw_axes(),
        *_draw_target(plot, wanted),
        *plot.draw_line(series),
        *plot.draw_gaps(series),
        *_draw_values(plot, series, wanted),
        *_draw_beginning(plot),
    ]
    alternative = [_describe(values, "", percent=percent, against=wanted)]
    if wanted is not None:
        alternative.append(f"target: {format_tick(wanted, percent=percent)}")
    return assemble(parts, title=title, alternative=alternative, height=_HEIGHT)


def _find_line_ticks(known: Sequence[Fraction], *, percent: bool) -> tuple[Fraction, ...]:
    ticks = find_ticks(min(known), max(known), count=4)
    # Room below the lowest point keeps the line off the axis.
    if min(known) == ticks[0] and ticks[0] > 0:
        ticks = (2 * ticks[0] - ticks[1], *ticks)
    return tuple(tick for tick in ticks if not percent or tick <= 1 or max(known) > 1)


def _draw_band(plot: _Plot, limits: tuple[Fraction, ...]) -> Iterator[str]:
    if limits:
        low, high = map(plot.scale.place, limits)
        width = plot.right - _LEFT
        yield draw_element("rect", "band", x=_LEFT, y=high, width=width, height=low - high)


def _draw_target(plot: _Plot, target: Fraction | None) -> Iterator[str]:
    if target is not None:
        y = plot.scale.place(target)
        yield draw_element("line", "dashed", x1=_LEFT, x2=plot.right, y1=y, y2=y)
        words = shorten(format_tick(target, percent=plot.percent), 80, SMALL)
        yield draw_words(plot.right + 24, y - 2, "target", style="small")
        yield draw_words(plot.right + 24, y + 12, words, style="small strong")


def _draw_values(
    plot: _Plot, series: Sequence[Fraction | None], target: Fraction | None
) -> Iterator[str]:
    """The figures above the line, or below it where it bends upwards."""
    for place, words in plot.choose_words(series, against=target).items():
        value = series[place] or _ZERO
        around = get_values([*series[max(0, place - 1) : place], *series[place + 1 : place + 2]])
        y = plot.scale.place(value)
        below = 2 * value < sum(around[:1] + around[-1:]) and y + 2 * SMALL < _BOTTOM
        y += 19 if below else -9
        yield draw_words(plot.find_x(place), y, words, style="small halo", anchor="middle")


def _draw_beginning(plot: _Plot) -> Iterator[str]:
    if plot.ticks[0] > 0:
        begin = format_tick(plot.ticks[0], percent=plot.percent)
        words = f"axis begins at {begin}, not at 0"
        yield draw_words(_LEFT, 19, words, style="small")


def _describe(
    points: Iterable[Point], name: str, *, percent: bool, against: Fraction | None = None
) -> str:
    words = ", ".join(
        f"{point.label} {format_number(point.value, percent=percent, against=against)}"
        for point in points
    )
    return f"{name}: {words}" if name else words
