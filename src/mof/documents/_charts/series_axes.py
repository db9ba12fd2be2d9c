"""Series axes: the places along a series, the scale beside it, and what stands at both."""

import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from attrs import frozen

from mof.documents._charts.number_scales import (
    Point,
    Scale,
    choose_places,
    find_ticks,
    format_number,
    shorten_level,
    shorten_number,
)
from mof.documents._charts.svg_elements import draw_element, draw_path, draw_words, measure, shorten
from mof.documents._styles import SMALL

LEFT, TOP, BOTTOM, HEIGHT = 62, 44, 236, 290
"""Where the axes stand on the canvas, and how high that is."""

# The most room of a label, and the least between two, in units of the chart.
_LONGEST = 100
_GAP = 6
_ZERO = Fraction(0)


@frozen
class Axes:
    """The places along the axis, and the scale beside it."""

    labels: tuple[str, ...]
    ticks: tuple[Fraction, ...]
    right: float
    percent: bool
    keep: int | None = None

    @property
    def scale(self) -> Scale:
        """The numbers along the height of the axes."""
        return Scale(self.ticks[0], self.ticks[-1], BOTTOM, TOP)

    @property
    def slot(self) -> float:
        """The room of a place."""
        return (self.right - LEFT) / len(self.labels)

    @property
    def column(self) -> float:
        """How wide a column is."""
        return min(self.slot * 0.66, 54)

    def find_x(self, place: int) -> float:
        """The middle of a place."""
        return LEFT + self.slot * (place + 0.5)

    def choose(self, words: Iterable[str], *, keep: int | None = None) -> frozenset[int]:
        """The places that have room for words of such lengths, one to keep among them."""
        widest = max((measure(word, SMALL) for word in words), default=0) + _GAP
        every = max(1, math.ceil(widest / self.slot))
        kept = self.keep if keep is None else keep
        return choose_places(len(self.labels), every=every, keep=kept)

    def draw_axes(self) -> Iterator[str]:
        """The lines of the scale, and the labels of the places."""
        for tick in self.ticks:
            y = self.scale.place(tick)
            style = "axis" if tick == self.ticks[0] else "grid"
            yield draw_element("line", style, x1=LEFT, x2=self.right, y1=y, y2=y)
            words = shorten(shorten_level(tick, percent=self.percent), LEFT - 10, SMALL)
            yield draw_words(LEFT - 8, y + 4, words, style="small", anchor="end")
        yield from self._draw_labels()

    def _draw_labels(self) -> Iterator[str]:
        labels = [
            [shorten(line, _LONGEST, SMALL) for line in _halve(label)] for label in self.labels
        ]
        for place in sorted(self.choose(line for lines in labels for line in lines)):
            style = "small strong" if place == self.keep else "small"
            for number, line in enumerate(labels[place]):
                x, y = self.find_x(place), BOTTOM + 20 + 16 * number
                yield draw_words(x, y, line, style=style, anchor="middle")

    def draw_gaps(self, values: Sequence[Fraction | None]) -> Iterator[str]:
        """A dash where there is no data."""
        for place, value in enumerate(values):
            if value is None:
                x = self.find_x(place)
                yield draw_words(x, BOTTOM - 6, "–", style="small", anchor="middle")

    def choose_words(
        self, values: Sequence[Fraction | None], *, against: Fraction | None = None
    ) -> dict[int, str]:
        """The figures of the places that have room for theirs."""
        words = {
            place: shorten_number(value, percent=self.percent, against=against)
            for place, value in enumerate(values)
            if value is not None
        }
        chosen = self.choose(words.values())
        return {place: figure for place, figure in words.items() if place in chosen}

    def draw_line(self, values: Sequence[Fraction | None]) -> Iterator[str]:
        """A line through the values, broken where there is no data."""
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


def find_line_ticks(known: Sequence[Fraction], *, percent: bool) -> tuple[Fraction, ...]:
    """The numbers beside a line, which need not begin at nothing."""
    ticks = find_ticks(min(known), max(known), count=4)
    # Room below the lowest point keeps the line off the axis.
    if min(known) == ticks[0] and ticks[0] > 0:
        ticks = (2 * ticks[0] - ticks[1], *ticks)
    return tuple(tick for tick in ticks if not percent or tick <= 1 or max(known) > 1)


def draw_beginning(axes: Axes) -> Iterator[str]:
    """The word that the scale does not begin at nothing, where it does not."""
    if axes.ticks[0] > 0:
        begin = shorten_level(axes.ticks[0], percent=axes.percent)
        words = f"axis begins at {begin}, not at 0"
        yield draw_words(LEFT, 19, words, style="small")


def describe_points(
    points: Iterable[Point], name: str, *, percent: bool, against: Fraction | None = None
) -> str:
    """The points in words, under the name of what they are of."""
    words = ", ".join(
        f"{point.label} {format_number(point.value, percent=percent, against=against)}"
        for point in points
    )
    return f"{name}: {words}" if name else words
