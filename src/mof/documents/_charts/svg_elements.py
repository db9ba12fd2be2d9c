"""SVG elements: those that every chart is drawn with, and the room that words take."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from mof.documents._blocks import Figure
from mof.documents._escaping import clean, escape_html, measure_width, wrap
from mof.documents._styles import CHART_STYLE, LABEL

WIDTH = 800
"""The width of every chart in units of its own, which browsers scale to the page."""

# Wider than in common fonts, so that words take less room than is kept for them.
_LETTER = 0.66
_CAPITAL = 0.8
_LETTERS = dict.fromkeys("mwMW@%&…–", 1.02) | dict.fromkeys(" .,:;'!|ijl", 0.4)


def draw_element(name: str, style: str, /, **attributes: float) -> str:
    """A shape of a style, with its numbers to a tenth of a unit."""
    return f'<{name} class="{style}"{_write_attributes(attributes)}/>'


def draw_path(style: str, points: Iterable[tuple[float, float]], /, **attributes: float) -> str:
    """A line through points; filled, what it goes around."""
    written = " ".join(f"{_write_number(x)},{_write_number(y)}" for x, y in points)
    return f'<polyline class="{style}" points="{written}"{_write_attributes(attributes)}/>'


def _write_attributes(attributes: Mapping[str, float]) -> str:
    return "".join(f' {key}="{_write_number(value)}"' for key, value in attributes.items())


def draw_words(
    x: float, y: float, words: str, *, style: str = "label", anchor: str = "start"
) -> str:
    """Words that begin, end or have their middle at a point."""
    return (
        f'<text class="{style}" x="{_write_number(x)}" y="{_write_number(y)}" '
        f'text-anchor="{anchor}">{escape_html(words)}</text>'
    )


def draw_row_label(x: float, middle: float, words: str) -> Iterator[str]:
    """The name of a row, ending before a point, on two lines where it takes more than one."""
    lines = break_lines(words, x - 20)
    for number, line in enumerate(lines):
        y = middle + LABEL * (0.35 + 1.2 * (number - (len(lines) - 1) / 2))
        yield draw_words(x - 14, y, line, anchor="end")


def assemble(
    parts: Iterable[str], *, title: str, alternative: Iterable[str], height: float
) -> Figure:
    """The figure of a drawing: an image with a title and a description, which scales."""
    heading, lines = escape_html(title), [clean(line) for line in alternative]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="mof-chart" role="img" '
        f'viewBox="0 0 {WIDTH} {_write_number(height)}" width="100%" aria-label="{heading}">'
        f"<title>{heading}</title><desc>{escape_html('; '.join(lines))}</desc>"
        f"<style>{CHART_STYLE}</style>{''.join(parts)}</svg>"
    )
    return Figure(svg, "\n".join(lines), title)


def draw_nothing(title: str) -> Figure:
    """The figure that says there is nothing to draw."""
    words = draw_words(WIDTH / 2, 34, "no data", style="small", anchor="middle")
    return assemble([words], title=title, alternative=["no data"], height=60)


def measure(words: str, size: float = LABEL) -> float:
    """The room that words take at most."""
    return size * sum(map(_measure_letter, clean(words)))


def _measure_letter(letter: str) -> float:
    usual = _CAPITAL if letter.isupper() else _LETTER * measure_width(letter)
    return _LETTERS.get(letter, usual)


def shorten(words: str, room: float, size: float = LABEL) -> str:
    """The words, cut off with an ellipsis where they take more than the room."""
    if measure(words, size) <= room:
        return words
    return f"{_cut(words, room - measure('…', size), size).rstrip()}…"


def _cut(words: str, room: float, size: float) -> str:
    ends = accumulate(measure(letter, size) for letter in words)
    return words[: sum(1 for end in ends if end <= room)]


def break_lines(words: str, room: float, *, most: int = 2) -> list[str]:
    """The words on so many lines at most, the last one cut off where they take more."""
    lines = wrap(words, int(room / (LABEL * _LETTER)))
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} {lines[most]}"]
    return [shorten(line, room) for line in lines]


def _write_number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
