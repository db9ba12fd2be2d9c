"""Texts: foreign words made safe to show in a terminal, in Markdown and in HTML."""

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

ABSENT = "–"
"""What stands where nothing is known."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BLANKS = "\t\n\v\f\r\x85\u2028\u2029"
# They reorder what stands around them, so that a text can be read as another.
_DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),
    **dict.fromkeys((0xFFFE, 0xFFFF), _REPLACEMENT),
    **dict.fromkeys(map(ord, _DIRECTION_MARKS), _REPLACEMENT),
    **dict.fromkeys(map(ord, _BLANKS), " "),
}
_CONTROLS_IN_LINES = {code: seen for code, seen in _CONTROLS.items() if chr(code) not in "\t\n\r"}
_MARKUP = re.compile(r"[\\`*_\[\]{}|~$@#]|!$")
_AUTOLINK = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_OPENING = re.compile(r"^(\d*)([-+=:.)])")


def clean(text: str) -> str:
    r"""The text on one line, with nothing in it that a terminal or reader would obey.

    Line breaks and tabs become spaces, control characters their pictures, and marks that
    reverse the direction of writing the replacement character.

    >>> clean("red\x1b[31m")
    'red␛[31m'
    """
    return text.replace("\r\n", "\n").translate(_CONTROLS)


def clean_lines(text: str) -> str:
    """The text cleaned as by :func:`clean`, with its tabs and line breaks."""
    return text.translate(_CONTROLS_IN_LINES)


def escape_html(text: str) -> str:
    """The cleaned text as it stands in HTML and SVG, attributes included."""
    return html.escape(clean(text))


def escape_markdown(text: str) -> str:
    """The cleaned text as it stands inside a line of Markdown, without becoming markup."""
    plain = html.escape(clean(text), quote=False)
    return _AUTOLINK.sub(r"\\\g<0>", _MARKUP.sub(r"\\\g<0>", plain))


def guard_line(markdown: str) -> str:
    """A line of Markdown that does not begin a list, a rule or a heading by accident."""
    return _LINE_OPENING.sub(r"\1\\\2", markdown.strip())


def to_fragment(name: str) -> str:
    """The name as an HTML id and as the fragment of a link to it."""
    return quote(name.encode("utf-8", "replace"), safe="")


def measure_width(text: str) -> int:
    """The columns that a text takes in a terminal: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_measure_character, text))


def _measure_character(character: str) -> int:
    # Unicode Standard Annex 11: wide (W) and full-width (F) characters take two columns.
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """The cleaned text in lines of at most so many columns (two at least); words too long split."""
    width, lines, line = max(width, 2), [], ""
    for word in filter(None, clean(text).split(" ")):
        for piece in _split(word, width):
            longer = f"{line} {piece}" if line else piece
            if measure_width(longer) > width:
                lines.append(line)
                longer = piece
            line = longer
    return [*lines, line]


def _split(word: str, width: int) -> Iterator[str]:
    piece, taken = "", 0
    for character in word:
        size = _measure_character(character)
        if taken + size > width:
            end = piece.rfind("-") + 1 or len(piece)
            yield piece[:end]
            piece = piece[end:]
            taken = measure_width(piece)
        piece, taken = piece + character, taken + size
    yield piece
