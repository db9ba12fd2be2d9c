"""Amount bars: bars beside each other that share a scale which begins at nothing."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen

from mof.documents._blocks import Figure
from mof.documents._charts.number_scales import Scale
from mof.documents._charts.svg_elements import (
    WIDTH,
    assemble,
    draw_element,
    draw_nothing,
    draw_row_label,
    draw_words,
    shorten,
)
from mof.documents._inlines import check_text
from mof.documents._styles import SMALL
from mof.errors import DefinitionError
from mof.values._shares import to_fraction

_LEFT, _RIGHT = 232, 548
_TEXT = _RIGHT + 20
_TOP, _ROW, _BAR = 8, 40, 16
_ZERO = Fraction(0)


def _to_amount(value: Fraction | str | float) -> Fraction:
    amount = to_fraction(value)
    if amount < 0:
        raise DefinitionError(f"an amount is zero or more, not {value!r}")
    return amount


@frozen
class AmountBar:
    """An amount, how it is written, and a few words on it."""

    label: str = field(converter=check_text)
    amount: Fraction = field(converter=_to_amount)
    figure: str = field(converter=check_text)
    detail: str = field(converter=check_text, default="")


def draw_amounts(bars: Iterable[AmountBar], *, title: str) -> Figure:
    """A bar per amount, in the order given, the greatest as long as there is room."""
    rows = tuple(bars)
    if not rows:
        return draw_nothing(title)
    scale = Scale(_ZERO, max(row.amount for row in rows) or Fraction(1), _LEFT, _RIGHT)
    bottom = _TOP + _ROW * len(rows)
    parts = [
        *(part for place, row in enumerate(rows) for part in _draw_row(row, place, scale)),
        draw_element("line", "axis", x1=_LEFT, x2=_LEFT, y1=_TOP, y2=bottom),
    ]
    alternative = map(_describe, rows)
    return assemble(parts, title=title, alternative=alternative, height=bottom + 8)


def _draw_row(row: AmountBar, place: int, scale: Scale) -> Iterator[str]:
    middle = _TOP + _ROW * (place + 0.5)
    yield from draw_row_label(_LEFT, middle, row.label)
    width = scale.place(row.amount) - _LEFT
    yield draw_element("rect", "full", x=_LEFT, y=middle - _BAR / 2, width=width, height=_BAR)
    y = middle - 2 if row.detail else middle + 5
    figure = shorten(row.figure, WIDTH - _TEXT)
    yield draw_words(_TEXT, y, figure, style="strong")
    yield draw_words(_TEXT, middle + 14, shorten(row.detail, WIDTH - _TEXT, SMALL), style="small")


def _describe(row: AmountBar) -> str:
    return f"{row.label}: {row.figure}" + (f" ({row.detail})" if row.detail else "")
