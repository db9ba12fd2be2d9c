"""Attainment bars: shares held against what is required of them, with the tolerance."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import field, frozen
from attrs.converters import optional

from mof.documents._blocks import Figure
from mof.documents._charts.number_scales import Scale
from mof.documents._charts.svg_elements import (
    WIDTH,
    assemble,
    draw_element,
    draw_nothing,
    draw_path,
    draw_row_label,
    draw_words,
    shorten,
)
from mof.documents._formats import format_limit, format_share
from mof.documents._inlines import Tone, check_text
from mof.documents._styles import SMALL
from mof.documents._target_statuses import TONES
from mof.values import TargetStatus
from mof.values._shares import to_share
from mof.values._tolerances import to_target_status

_LEFT, _RIGHT = 264, 548
_TEXT = _RIGHT + 20
_TOP, _ROW, _BAR = 8, 48, 16
_ZERO, _ONE = Fraction(0), Fraction(1)
# Where the axis may begin. Our judgement: shares of support lie near 100 %, where a bar from 0 %
# would show no difference; the axis says where it begins.
_LOW_ENDS = tuple(map(Fraction, ("0.99", "0.98", "0.95", "0.9", "0.8", "0.5", "0")))


@frozen
class ShareBar:
    """A share from 0 to 1, what is required of it, and how far below is still tolerated.

    >>> bar = ShareBar("SLA Mail", "0.9496", required="0.95", tolerance="0.02")
    >>> bar.figure, str(bar.status)
    ('94.96 %', 'missed within tolerance')
    """

    label: str = field(converter=check_text)
    """What the share is of, such as the name of an agreement."""
    share: Fraction | None = field(converter=optional(to_share))
    """The share that was reached, from 0 to 1; None where there are no data."""
    required: Fraction = field(converter=to_share)
    """The share that the target asks for, from 0 to 1."""
    tolerance: Fraction = field(converter=to_share, default=_ZERO)
    """How far below ``required`` is still tolerated; 0 for not at all."""
    detail: str = field(converter=check_text, default="")
    """A few words beside the bar, such as how many cases it is of."""

    @property
    def status(self) -> TargetStatus:
        """How the share stands."""
        return to_target_status(self.share, self.required, self.tolerance)

    @property
    def tone(self) -> Tone:
        """How the share is shown."""
        return TONES[self.status]

    @property
    def floor(self) -> Fraction:
        """The least share that is still tolerated."""
        return max(_ZERO, self.required - self.tolerance)

    @property
    def figure(self) -> str:
        """The share in percent with as many digits as tell it from what is required."""
        if self.share is None:
            return self.status.value
        return format_share(self.share, against=self.required)


def draw_attainment(bars: Iterable[ShareBar], *, title: str) -> Figure:
    """A bar per share, with a line where it should end and a band for what is tolerated.

    The axis begins near the lowest share, and says so.
    """
    rows = tuple(bars)
    if not rows:
        return draw_nothing(title)
    scale = Scale(_find_low_end(rows), _ONE, _LEFT, _RIGHT)
    bottom = _TOP + _ROW * len(rows)
    parts = [
        *_draw_axis(scale, bottom),
        *(part for place, row in enumerate(rows) for part in _draw_row(row, place, scale)),
        *_draw_legend(bottom + 62),
    ]
    alternative = map(_describe, rows)
    return assemble(parts, title=title, alternative=alternative, height=bottom + 74)


def _find_low_end(rows: tuple[ShareBar, ...]) -> Fraction:
    lowest = min(min(row.floor, row.floor if row.share is None else row.share) for row in rows)
    return next(low for low in _LOW_ENDS if low == 0 or lowest - low >= (1 - low) / 10)


def _draw_axis(scale: Scale, bottom: float) -> Iterator[str]:
    step = (scale.high - scale.low) / 5
    for number in range(6):
        tick = scale.low + number * step
        x = scale.place(tick)
        yield draw_element("line", "grid", x1=x, x2=x, y1=_TOP, y2=bottom)
        yield draw_words(x, bottom + 17, format_limit(tick), style="small", anchor="middle")
    if scale.low:
        teeth = range(_TOP, int(bottom) + 1, 6)
        yield draw_path("axis", [(_LEFT + (3 if y // 6 % 2 else -3), y) for y in teeth])
        words = f"axis begins at {format_limit(scale.low)}, not at 0 %"
        yield draw_words(_LEFT, bottom + 35, words, style="small")
    else:
        yield draw_element("line", "axis", x1=_LEFT, x2=_LEFT, y1=_TOP, y2=bottom)


def _draw_row(row: ShareBar, place: int, scale: Scale) -> Iterator[str]:
    middle = _TOP + _ROW * place + _ROW / 2
    yield from draw_row_label(_LEFT, middle, row.label)
    required = scale.place(row.required)
    if row.tolerance:
        start = scale.place(row.floor)
        yield _draw_box("band", start, required, middle, _BAR + 14)
    if row.share is not None:
        yield _draw_box(row.tone.value, _LEFT, scale.place(row.share), middle, _BAR)
    yield draw_element("line", "mark", x1=required, x2=required, y1=middle - 17, y2=middle + 17)
    words = f"{row.tone.sign} {row.figure}"
    yield draw_words(_TEXT, middle - 3, words, style=f"strong {row.tone.value}")
    small = f"required {format_limit(row.required)}" + (f" · {row.detail}" if row.detail else "")
    small = shorten(small, WIDTH - _TEXT, SMALL)
    yield draw_words(_TEXT, middle + 14, small, style="small")


def _draw_box(style: str, start: float, end: float, middle: float, height: float) -> str:
    return draw_element(
        "rect", style, x=start, y=middle - height / 2, width=end - start, height=height
    )


def _draw_legend(y: float) -> Iterator[str]:
    yield draw_element("line", "mark", x1=4, x2=4, y1=y - 12, y2=y + 3)
    yield draw_words(14, y, "required", style="small")
    yield draw_element("rect", "band", x=86, y=y - 11, width=18, height=13)
    yield draw_words(112, y, "tolerance", style="small")
    words = "\u2003".join(f"{tone.sign} {status.value}" for status, tone in TONES.items())
    yield draw_words(_LEFT, y, words, style="small")


def _describe(row: ShareBar) -> str:
    detail = f" ({row.detail})" if row.detail else ""
    status = "" if row.share is None else f", {row.status.value}"
    return f"{row.label}: {row.figure}{detail}, required {format_limit(row.required)}{status}"
