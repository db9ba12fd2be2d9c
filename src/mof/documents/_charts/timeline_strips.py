"""Timeline strips: one stretch of time in its parts, with what fell due and happened in it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count

from attrs import field, frozen

from mof.documents._blocks import Figure
from mof.documents._charts.svg_elements import (
    WIDTH,
    assemble,
    draw_element,
    draw_words,
    measure,
    shorten,
)
from mof.documents._formats import format_duration, format_instant
from mof.documents._inlines import Tone, check_text
from mof.documents._styles import LABEL, SMALL
from mof.errors import DefinitionError

_MARGIN, _STRIP, _LANE, _LEGEND_ROW = 10, 36, 22, 24
_INNER = WIDTH - 2 * _MARGIN
_STYLES = ("warning-soft", "good-soft", "neutral-soft", "soft")
_NONE = timedelta(0)


def _check_duration(value: object) -> timedelta:
    if not isinstance(value, timedelta) or value < _NONE:
        raise DefinitionError(f"a duration of zero or more is needed, not {value!r}")
    return value


@frozen
class Stretch:
    """A part of the strip; those that are counted are drawn in full color."""

    label: str = field(converter=check_text)
    duration: timedelta = field(converter=_check_duration)
    counted: bool = False


@frozen
class Marker:
    """What fell due or happened so long after the strip begins."""

    label: str = field(converter=check_text)
    after: timedelta = field(converter=_check_duration)
    tone: Tone = Tone.NEUTRAL


@frozen
class _Key:
    """A number, a style and the whole duration for all stretches of one label."""

    number: int
    label: str
    style: str
    total: timedelta

    @property
    def words(self) -> str:
        return f"{self.label}: {format_duration(self.total)}"


@frozen
class _Flag:
    """Words beside the line of a marker, in a lane above the strip."""

    marker: Marker
    words: str
    x: float
    left: float
    lane: int

    @property
    def right(self) -> float:
        return self.left + measure(self.words)


def draw_timeline(
    stretches: Iterable[Stretch],
    *,
    title: str,
    markers: Iterable[Marker] = (),
    start: datetime | None = None,
    tz: str = "UTC",
) -> Figure:
    """Stretches one after the other, each as long as it lasted, with markers above them.

    Local times stand at both ends where ``start`` is known, else what has elapsed.

    Raises:
        DefinitionError: nothing lasts any time.
    """
    parts, marked = tuple(stretches), tuple(markers)
    lasted = sum((part.duration for part in parts), _NONE)
    whole = max([lasted, *(marker.after for marker in marked)])
    if not whole:
        raise DefinitionError("a timeline lasts some time, and nothing in it does")
    keys = _find_keys(parts)
    flags = tuple(_place_flags(marked, whole))
    top = 8 + _LANE * (1 + max((flag.lane for flag in flags), default=-1))
    drawn = [
        *_draw_stretches(parts, keys, whole, top),
        *(part for flag in flags for part in _draw_flag(flag, top)),
        *_draw_ends(whole, top + _STRIP + 18, start, tz),
        *_draw_keys(keys.values(), top + _STRIP + 48),
    ]
    height = top + _STRIP + 40 + _LEGEND_ROW * ((len(keys) + 1) // 2)
    return assemble(drawn, title=title, alternative=_describe(keys, marked), height=height)


def _find_keys(parts: tuple[Stretch, ...]) -> dict[tuple[str, bool], _Key]:
    totals: dict[tuple[str, bool], timedelta] = {}
    for part in parts:
        known = totals.get((part.label, part.counted), _NONE)
        totals[part.label, part.counted] = known + part.duration
    return {
        (label, counted): _Key(
            number, label, "full" if counted else _STYLES[number % len(_STYLES)], total
        )
        for number, ((label, counted), total) in enumerate(totals.items(), start=1)
    }


def _draw_stretches(
    parts: tuple[Stretch, ...],
    keys: dict[tuple[str, bool], _Key],
    whole: timedelta,
    top: float,
) -> Iterator[str]:
    x = float(_MARGIN)
    for part in parts:
        key = keys[part.label, part.counted]
        width = _INNER * (part.duration / whole)
        yield draw_element("rect", key.style, x=x, y=top, width=width, height=_STRIP)
        if measure(str(key.number)) + 4 <= width:
            style = "strong inverse" if part.counted else "label"
            middle, y = x + width / 2, top + _STRIP / 2 + LABEL * 0.35
            yield draw_words(middle, y, str(key.number), style=style, anchor="middle")
        x += width


def _place_flags(markers: tuple[Marker, ...], whole: timedelta) -> Iterator[_Flag]:
    placed: list[_Flag] = []
    for marker in sorted(markers, key=lambda marker: marker.after, reverse=True):
        x = _MARGIN + _INNER * (marker.after / whole)
        room = max(x, WIDTH - x) - 6
        words = shorten(f"{marker.tone.sign} {marker.label}", room)
        width = measure(words)
        left = x + 6 if x + 6 + width <= WIDTH else x - 6 - width
        taken = {
            flag.lane for flag in placed if flag.left < left + width + 8 and left - 8 < flag.right
        }
        lane = next(lane for lane in count() if lane not in taken)
        placed.append(_Flag(marker, words, x, left, lane))
    # The words of a lower lane stand before the line that passes behind them.
    yield from sorted(placed, key=lambda flag: -flag.lane)


def _draw_flag(flag: _Flag, top: float) -> Iterator[str]:
    y = top - 8 - _LANE * flag.lane
    bottom = top + _STRIP
    yield draw_element("line", "mark", x1=flag.x, x2=flag.x, y1=y - 10, y2=top + 5)
    yield draw_element("line", "mark", x1=flag.x, x2=flag.x, y1=bottom - 5, y2=bottom + 5)
    style = f"halo strong {flag.marker.tone.value}"
    yield draw_words(flag.left, y, flag.words, style=style)


def _draw_ends(whole: timedelta, y: float, start: datetime | None, tz: str) -> Iterator[str]:
    ends = ("0", format_duration(whole))
    if start is not None:
        ends = (format_instant(start, tz=tz), format_instant(start + whole, tz=tz))
    for x, words, anchor in zip((_MARGIN, WIDTH - _MARGIN), ends, ("start", "end"), strict=True):
        yield draw_words(x, y, words, style="small", anchor=anchor)


def _draw_keys(keys: Iterable[_Key], y: float) -> Iterator[str]:
    for place, key in enumerate(keys):
        x = _MARGIN + (place % 2) * _INNER / 2
        line = y + _LEGEND_ROW * (place // 2)
        yield draw_element("rect", key.style, x=x, y=line - 13, width=22, height=18)
        style = "strong inverse" if key.style == "full" else "label"
        yield draw_words(x + 11, line + 1, str(key.number), style=style, anchor="middle")
        words = shorten(key.words, _INNER / 2 - 40, SMALL)
        yield draw_words(x + 30, line, words, style="small")


def _describe(keys: dict[tuple[str, bool], _Key], markers: tuple[Marker, ...]) -> list[str]:
    lasting = [f"{key.words}{' (counted)' if full else ''}" for (_, full), key in keys.items()]
    marked = [f"{marker.label} after {format_duration(marker.after)}" for marker in markers]
    return [*lasting, *marked]
