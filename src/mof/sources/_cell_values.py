"""Values: what the text in one cell means."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from attrs import frozen

from mof.values import Term
from mof.values._checks import find_half_character
from mof.values._shares import to_fraction

# Our judgement: what exports write, in lower case. A mapping translates other words; a guess
# would turn a name into a yes.
_YES = frozenset({"true", "yes", "1"})
_NO = frozenset({"false", "no", "0"})
Parser = Callable[[str], object]
"""Gives the value that a text stands for; a ValueError says what would have stood for one."""

# A number in groups of three, with blanks between them that keep a line together: no-break,
# figure, thin or narrow no-break.
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[\u00a0\u2007\u2009\u202f]\d{3})+", re.ASCII)
_GROUPING = str.maketrans("", "", "\u00a0\u2007\u2009\u202f")
# Eighteen digits fit into 64 bits.
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
# Short enough that no number takes long to read.
_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30}|/\d{1,30})?", re.ASCII)
# Hours of up to six digits: more than a hundred years, and quick to read.
_CLOCK = re.compile(r"(\d{1,6}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
# How many texts are remembered: our judgement, as many as fit into a few megabytes.
_REMEMBERED = 1 << 16


@frozen
class Fault:
    """A text could not be read; this is what could have been."""

    remedy: str


class CellReader(dict[str, Any]):
    """The meaning of each text in a column: a value, None where it is empty, or a `Fault`.

    Texts come again and again, so what was read once is remembered. A number that is written in
    groups is read without the blanks between them.
    """

    def __init__(
        self,
        parser: Parser,
        *,
        words: Mapping[str, str],
        missing: Iterable[str],
    ) -> None:
        super().__init__()
        self._parser = parser
        self._words = words
        self._missing = frozenset(missing)

    def __missing__(self, text: str) -> Any:  # noqa: ANN401 - of the field's type
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[text] = self._interpret(text.strip())
        return value

    def _interpret(self, text: str) -> object:
        meaning = self._words.get(text, text)
        if not meaning or meaning in self._missing:
            return None
        if half := find_half_character(meaning):
            return Fault(f"it holds half a character ({half}); take it out")
        if _GROUPED.fullmatch(meaning):
            meaning = meaning.translate(_GROUPING)
        try:
            return self._parser(meaning)
        except ValueError as error:
            return Fault(str(error))


def make_parser(kind: type, *, times: Callable[[str], datetime], separator: str) -> Parser:
    """What turns a text into a value of a type; ``times`` reads instants."""
    if kind is datetime:
        return times
    if kind in {tuple, frozenset}:
        return lambda text: kind(part.strip() for part in text.split(separator) if part.strip())
    return lambda text: parse(text, kind)


def parse(text: str, kind: type) -> object:
    """The value of a type that a text stands for.

    Raises:
        ValueError: it stands for none; the message says what would have.
    """
    if issubclass(kind, Term):
        return _parse_term(text, kind)
    parser = _PARSERS.get(kind)
    return parser(text) if parser else text


def _parse_term(text: str, kind: type[Term]) -> Term:
    folded = text.casefold()
    for term in kind:
        if str(term).casefold() == folded:
            return term
    known = ", ".join(map(str, kind))
    raise ValueError(f"known are: {known}; say in the mapping's words what it means")


def _parse_bool(text: str) -> bool:
    folded = text.casefold()
    if folded not in _YES | _NO:
        raise ValueError("write true or false")
    return folded in _YES


def _parse_int(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError("write a whole number, such as 3")
    return int(text)


def _parse_fraction(text: str) -> Fraction:
    if not _NUMBER.fullmatch(text):
        raise ValueError("write a number such as 0.95 or 19/20")
    return to_fraction(text)


def _parse_duration(text: str) -> timedelta:
    found = _CLOCK.fullmatch(text)
    if not found:
        raise ValueError("write hours and minutes, such as 1:30")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


_PARSERS: dict[type, Parser] = {
    bool: _parse_bool,
    int: _parse_int,
    Fraction: _parse_fraction,
    timedelta: _parse_duration,
}
