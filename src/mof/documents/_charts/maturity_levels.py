"""Maturity levels: where things stand on a scale of named steps, and where they are to stand."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from mof.documents._blocks import Figure
from mof.documents._charts.svg_elements import (
    assemble,
    draw_element,
    draw_nothing,
    draw_row_label,
    draw_words,
    shorten,
)
from mof.documents._inlines import Tone, check_optional_text, check_text
from mof.documents._styles import LABEL, SMALL
from mof.errors import DefinitionError

_LEFT, _RIGHT = 232, 640
_TEXT = _RIGHT + 24
_TOP, _ROW = 34, 38


@frozen
class LevelRow:
    """Where something stands, and where it is to stand; None where it is not known."""

    label: str = field(converter=check_text)
    current: str | None = field(converter=check_optional_text)
    desired: str | None = field(converter=check_optional_text)


@frozen
class _Steps:
    """The named steps from left to right, the lowest first."""

    names: tuple[str, ...]

    @property
    def slot(self) -> float:
        return (_RIGHT - _LEFT) / len(self.names)

    def place(self, name: str) -> float:
        return _LEFT + self.slot * (self.names.index(name) + 0.5)

    def climb(self, row: LevelRow) -> int | None:
        if row.current is None or row.desired is None:
            return None
        return max(0, self.names.index(row.desired) - self.names.index(row.current))


def draw_levels(rows: Iterable[LevelRow], *, levels: Sequence[str], title: str) -> Figure:
    """A line per thing with a disc where it stands and a ring where it is to stand.

    Raises:
        DefinitionError: a row names a level that is not among those given, the lowest first.
    """
    lines, steps = tuple(rows), _Steps(tuple(levels))
    for name in (name for row in lines for name in (row.current, row.desired) if name):
        if name not in steps.names:
            raise DefinitionError(f"no level {name!r}; there are {', '.join(steps.names)}")
    if not lines:
        return draw_nothing(title)
    bottom = _TOP + _ROW * len(lines)
    parts = [
        *_draw_steps(steps, bottom),
        *(part for place, row in enumerate(lines) for part in _draw_row(row, place, steps)),
        *_draw_legend(bottom + 26),
    ]
    alternative = (_describe(row, steps) for row in lines)
    return assemble(parts, title=title, alternative=alternative, height=bottom + 40)


def _draw_steps(steps: _Steps, bottom: float) -> Iterator[str]:
    for name in steps.names:
        x = steps.place(name)
        yield draw_element("line", "grid", x1=x, x2=x, y1=_TOP - 8, y2=bottom)
        words = shorten(name, steps.slot - 6, SMALL)
        yield draw_words(x, _TOP - 16, words, style="small", anchor="middle")


def _draw_row(row: LevelRow, place: int, steps: _Steps) -> Iterator[str]:
    middle = _TOP + _ROW * (place + 0.5)
    yield from draw_row_label(_LEFT, middle, row.label)
    if row.current and row.desired:
        start, end = steps.place(row.current), steps.place(row.desired)
        yield draw_element("line", "mark", x1=start, x2=end, y1=middle, y2=middle)
    if row.desired:
        yield draw_element("circle", "dot", cx=steps.place(row.desired), cy=middle, r=9)
    if row.current:
        yield draw_element("circle", "full", cx=steps.place(row.current), cy=middle, r=5)
    words, tone = _tell(row, steps)
    y = middle + LABEL * 0.35
    yield draw_words(_TEXT, y, f"{tone.sign} {words}", style=f"strong {tone.value}")


def _tell(row: LevelRow, steps: _Steps) -> tuple[str, Tone]:
    climb = steps.climb(row)
    if climb is None:
        return "no data", Tone.NEUTRAL
    return (f"{climb} to climb", Tone.WARNING) if climb else ("as desired", Tone.GOOD)


def _draw_legend(y: float) -> Iterator[str]:
    yield draw_element("circle", "full", cx=_LEFT + 10, cy=y - 4, r=5)
    yield draw_words(_LEFT + 24, y, "current", style="small")
    yield draw_element("circle", "dot", cx=_LEFT + 110, cy=y - 4, r=9)
    yield draw_words(_LEFT + 126, y, "desired", style="small")


def _describe(row: LevelRow, steps: _Steps) -> str:
    words, _ = _tell(row, steps)
    return f"{row.label}: {row.current or 'not rated'}, {row.desired or 'nothing'} desired, {words}"
