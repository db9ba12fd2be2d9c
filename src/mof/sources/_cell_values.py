"""Values: what the text in one cell means."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from attrs import frozen

from mof.values import Term
from mof.values._instants import load_zone, resolve_wall_time
from mof.values._shares import to_fraction

# Our judgement: what exports write, in lower case. A mapping translates other words; a guess
# would turn a name into a yes.
_YES = frozenset({"true", "yes", "1"})
_NO = frozenset({"false", "no", "0"})
Parser = Callable[[str], object]
"""Gives the value that a text stands for; a ValueError says what would have stood for one."""

ISO = "iso"
# Eighteen digits fit into 64 bits.
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
# Short enough that no number takes long to read.
_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30}|/\d{1,30})?", re.ASCII)
# Hours of up to six digits: more than a hundred years, and quick to read.
_CLOCK = re.compile(r"(\d{1,6}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
# The years that calendars count.
_YEARS = range(1900, 2200)
# How many texts are remembered: our judgement, as many as fit into a few megabytes.
_REMEMBERED = 1 << 16


@frozen
class Fault:
    """A text could not be read; this is what could have been."""

    remedy: str


class CellReader(dict[str, Any]):
    """The meaning of each text in a column: a value, None where it is empty, or a `Fault`.

    Texts come again and again, so what was read once is remembered.
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
        try:
            return self._parser(meaning)
        except ValueError as error:
            return Fault(str(error))


def make_parser(kind: type, *, formats: tuple[str, ...], tz: str, separator: str) -> Parser:
    """What turns a text into a value of a type."""
    if kind is datetime:
        return make_time_parser(formats, tz)
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


def make_time_parser(formats: tuple[str, ...], tz: str) -> Callable[[str], datetime]:
    """What turns a text into an instant; a time without an offset is one of the zone."""
    zone = load_zone(tz)
    readers = tuple(map(_make_format_reader, formats))

    def read(text: str) -> datetime:
        found = [at for reader in readers if (at := _try(reader, text, zone)) is not None]
        if len(set(found)) > 1:
            ways = " or ".join(dict.fromkeys(f"{at:%d %B %Y}" for at in found))
            raise ValueError(f"it reads as {ways}; leave one of the patterns in date_formats")
        if not found:
            ways = " or ".join(map(_show, formats))
            raise ValueError(f"write a time from 1900 to 2199 as {ways}")
        return found[0]

    return read


def _try(reader: Callable[[str], datetime], text: str, zone: ZoneInfo) -> datetime | None:
    try:
        return _place(reader(text), zone)
    except ValueError:
        return None


def _show(pattern: str) -> str:
    return "2026-06-01T09:30" if pattern == ISO else pattern


def _place(moment: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a time that business time is kept for."""
    if moment.year not in _YEARS:
        raise ValueError("business time is not kept for that year")
    if moment.tzinfo is not None:
        instant = moment.astimezone(UTC)
    elif zone.key == "UTC":
        return moment.replace(tzinfo=UTC)
    else:
        instant = resolve_wall_time(moment, zone)
    if instant.year not in _YEARS:
        raise ValueError("business time is not kept for that year")
    return instant


_DATE = frozenset({"%Y", "%y", "%m", "%b", "%B", "%d"})
_TIME_OF_DAY = frozenset({"%H", "%I", "%M", "%S", "%f", "%p"})


def _make_format_reader(pattern: str) -> Callable[[str], datetime]:
    if pattern == ISO:
        return datetime.fromisoformat
    on, _, at = pattern.partition(" ")
    if {*re.findall("%.", on)} <= _DATE and {*re.findall("%.", at)} <= _TIME_OF_DAY and at:
        return _make_quick_reader(on, at)
    return lambda text: datetime.strptime(text, pattern)  # noqa: DTZ007


def _make_quick_reader(date_pattern: str, time_pattern: str) -> Callable[[str], datetime]:
    """What reads each date, and each time of day, only once: strptime is slow."""

    @lru_cache(maxsize=_REMEMBERED)
    def read_date(text: str) -> datetime:
        return datetime.strptime(text, date_pattern)  # noqa: DTZ007

    @lru_cache(maxsize=_REMEMBERED)
    def read_time(text: str) -> timedelta:
        return datetime.strptime(text.strip(), time_pattern) - datetime(1900, 1, 1)  # noqa: DTZ007

    def read(text: str) -> datetime:
        on, _, at = text.partition(" ")
        return read_date(on) + read_time(at)

    return read
