"""Times of cells: which instant the text in a cell stands for, if it stands for one.

A date alone is no instant unless the mapping says which of its instants is meant. A wall-clock
time that comes twice, as when summer time ends, may be either of two.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from attrs import frozen

from mof.values._instants import (
    MICROSECOND,
    find_second_occurrence,
    load_zone,
    resolve_wall_time,
)

ISO = "iso"
DayPart = Literal["start", "end"]
"""Which instant of a day a date alone stands for: its first, or its last microsecond."""
# The years that calendars count.
_YEARS = range(1900, 2200)
# How many texts are remembered: our judgement, as many as fit into a few megabytes.
_REMEMBERED = 1 << 16
# What is certain to be an offset from UTC; abbreviations such as CST stand for several, and hours
# that follow without a blank may be the end of a range, as in 10:00-11:00.
_OFFSET = re.compile(
    r"(?P<rest>.*[\dM.])\s*(?:UTC|GMT|Z|(?:UTC|GMT|(?<=\s))(?P<sign>[+-])(?P<hours>\d{1,2})"
    r"(?::?(?P<minutes>[0-5]\d))?)",
    re.ASCII | re.IGNORECASE,
)
_LAST_WORD = re.compile(r"(?P<rest>.*\S)\s+(?P<word>[A-Za-z]{2,5})", re.ASCII)
# ISO 8601 lets a day end with 24:00.
_END_OF_DAY = re.compile(r"(?P<day>.{8,10})(?P<mark>[T ])24:00(?::00(?:[.,]0{1,6})?)?(?P<rest>.*)")
# Python takes any character for the T between date and time, and a dot without digits behind it.
_ISO_TIME = re.compile(
    r"[\dW-]{7,10}[T ]\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)?"
    r"(?:Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_HOURS = frozenset({"%H", "%I", "%c", "%X"})


@frozen
class RepeatedTime:
    """A wall-clock time that comes twice, and the two instants that it may be."""

    first: datetime
    second: datetime


Moment = datetime | RepeatedTime


def make_time_parser(
    formats: tuple[str, ...], tz: str, *, date_only: DayPart | None = None
) -> Callable[[str], datetime]:
    """What turns a text into an instant; a time without an offset is one of the zone.

    One that comes twice is its first occurrence.
    """
    parse = make_moment_parser(formats, tz, date_only=date_only)

    return lambda text: tell_first(parse(text))


def make_moment_parser(
    formats: tuple[str, ...], tz: str, *, date_only: DayPart | None = None
) -> Callable[[str], Moment]:
    """What turns a text into an instant, or into two where a wall-clock time comes twice."""
    zone = load_zone(tz)
    readers = tuple(_make_format_reader(pattern, date_only) for pattern in formats)

    def find(text: str) -> list[Moment]:
        return [at for reader in readers if (at := _try(reader, text, zone)) is not None]

    def read(text: str) -> Moment:
        found = find(text) or _find_beside_offset(text, readers)
        if len(set(found)) > 1:
            ways = " or ".join(dict.fromkeys(f"{tell_first(at):%d %B %Y}" for at in found))
            raise ValueError(f"it reads as {ways}; leave one of the patterns in date_formats")
        if not found:
            raise ValueError(_explain(text, formats, find))
        return found[0]

    return read


def tell_first(moment: Moment) -> datetime:
    """The instant of a moment, or the first that it may be."""
    return moment.first if isinstance(moment, RepeatedTime) else moment


_Reader = Callable[[str], datetime]


def _find_beside_offset(text: str, readers: tuple[_Reader, ...]) -> list[Moment]:
    """What a time is that is written as a pattern says, with its offset behind it."""
    if not (told := _OFFSET.fullmatch(text)):
        return []
    hours, minutes = int(told["hours"] or 0), int(told["minutes"] or 0)
    if hours > 14:  # no zone is further from UTC
        return []
    ahead = timedelta(hours=hours, minutes=minutes)
    offset = timezone(-ahead if told["sign"] == "-" else ahead)
    rest = told["rest"].rstrip()

    def add_offset(reader: _Reader) -> _Reader:
        return lambda text: reader(text).replace(tzinfo=offset)

    found = (_try(add_offset(reader), rest, None) for reader in readers)
    return [at for at in found if at is not None]


def _explain(text: str, formats: tuple[str, ...], find: Callable[[str], list[Moment]]) -> str:
    """What would have been read in the place of a text."""
    ways = " or ".join(map(_show, formats))
    if _tells_day_alone(text, formats):
        return "a date alone is no instant; say in the mapping's date_only whether its start or end"
    if (told := _LAST_WORD.fullmatch(text)) and find(told["rest"]):
        return (
            f"{told['word']!r} is no zone for certain; write an offset such as +01:00, or put the "
            "word into the pattern and its zone into tz"
        )
    return f"write a time from 1900 to 2199 as {ways}"


def _tells_day_alone(text: str, formats: tuple[str, ...]) -> bool:
    for pattern in formats:
        try:
            day = _read_day(text, pattern)
        except ValueError:
            continue
        return day.year in _YEARS
    return False


def _read_day(text: str, pattern: str) -> date:
    """The date that a text is, where it tells no time of day.

    Raises:
        ValueError: it is none, or tells more.
    """
    if pattern == ISO:
        return date.fromisoformat(text)
    if _HOURS & {*re.findall("%.", pattern)}:
        raise ValueError("the pattern tells a time of day")
    return datetime.strptime(text, pattern).date()  # noqa: DTZ007


def _try(reader: _Reader, text: str, zone: ZoneInfo | None) -> Moment | None:
    try:
        return _place(reader(text), zone)
    except ValueError:
        return None


def _show(pattern: str) -> str:
    return "2026-06-01T09:30" if pattern == ISO else pattern


def _place(moment: datetime, zone: ZoneInfo | None) -> Moment:
    """The instant of a time that business time is kept for, or the two that it may be."""
    if moment.year not in _YEARS:
        raise ValueError("business time is not kept for that year")
    if moment.tzinfo is not None:
        instant = moment.astimezone(UTC)
    elif zone is None or zone.key == "UTC":
        return moment.replace(tzinfo=UTC)
    else:
        instant = resolve_wall_time(moment, zone)
    if instant.year not in _YEARS:
        raise ValueError("business time is not kept for that year")
    if moment.tzinfo is None and zone and (again := find_second_occurrence(moment, zone)):
        return again if moment.fold else RepeatedTime(instant, again)
    return instant


_DATE = frozenset({"%Y", "%y", "%m", "%b", "%B", "%d"})
_TIME_OF_DAY = frozenset({"%H", "%I", "%M", "%S", "%f", "%p"})


def _make_format_reader(pattern: str, date_only: DayPart | None) -> _Reader:
    if pattern == ISO:
        return _make_iso_reader(date_only)
    if not _HOURS & {*re.findall("%.", pattern)}:
        return _make_day_reader(pattern, date_only)
    on, _, at = pattern.partition(" ")
    if {*re.findall("%.", on)} <= _DATE and {*re.findall("%.", at)} <= _TIME_OF_DAY and at:
        return _make_quick_reader(on, at)
    return lambda text: datetime.strptime(text, pattern)  # noqa: DTZ007


def _make_iso_reader(date_only: DayPart | None) -> _Reader:
    read_day = _make_day_reader(ISO, date_only)

    def read(text: str) -> datetime:
        if len(text) <= 10:  # as long as a date is
            return read_day(text)
        if not _ISO_TIME.fullmatch(text):
            raise ValueError("the parts of the time are put together otherwise")
        if "24:00" in text and (told := _END_OF_DAY.fullmatch(text)):
            start = f"{told['day']}{told['mark']}00:00{told['rest']}"
            return datetime.fromisoformat(start) + timedelta(days=1)
        return datetime.fromisoformat(text)

    return read


def _make_day_reader(pattern: str, date_only: DayPart | None) -> _Reader:
    def read(text: str) -> datetime:
        if date_only is None:
            raise ValueError("a date alone is no instant")
        start = datetime.combine(_read_day(text, pattern), datetime.min.time())
        if date_only == "start":
            return start
        # The last microsecond of the day, also where its last hour comes twice.
        return (start + timedelta(days=1) - MICROSECOND).replace(fold=1)

    return read


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


def keep_order(moments: Sequence[Moment]) -> list[datetime] | None:
    """The instants that moments are which stand in order of time; None where no order tells.

    One that may be two is the first that is not before the one it follows.
    """
    instants: list[datetime] = []
    for moment in moments:
        least = instants[-1] if instants else None
        ways = (moment.first, moment.second) if isinstance(moment, RepeatedTime) else (moment,)
        fit = next((at for at in ways if least is None or at >= least), None)
        if fit is None:
            return None
        instants.append(fit)
    return instants
