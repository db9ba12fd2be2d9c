"""Pauses: the times in which a clock does not count, and how they shorten what it counts.

Only open time inside a pause counts as paused, on the clock's own calendar. Pauses that overlap
count once, and a pause that has not ended lasts until the instant of the judgement. What is
paused when it is already late changes nothing about when it was breached.
"""

from bisect import bisect_left, bisect_right
from datetime import datetime
from operator import attrgetter

from attrs import evolve, field, frozen

from mof.calendars._timelines import subtract, unite
from mof.values._instants import to_microseconds, to_optional_utc, to_utc


@frozen
class Pause:
    """A time in which a clock did not count.

    >>> from datetime import UTC
    >>> Pause(datetime(2026, 6, 1, 9, tzinfo=UTC), None, "user").end is None
    True
    """

    start: datetime = field(converter=to_utc)
    """From when on the clock did not count; this instant is paused already."""
    end: datetime | None = field(converter=to_optional_utc)
    """When it ran on or stopped; None where that has not come yet."""
    reason: str = ""
    """The reason noted for it, such as *user* or *supplier*; else the state that paused it."""
    is_away: bool = False
    """Whether the record was with another team, whose time the clock does not count."""


def cut_pauses(
    pauses: tuple[Pause, ...], start: datetime, end: datetime | None
) -> tuple[Pause, ...]:
    """What of the pauses lies between two instants; without an end, all from the first on.

    They are in order of time, and none begins before the one before it has ended.
    """
    first = bisect_right(pauses, (False, start), key=_find_end)
    last = len(pauses) if end is None else bisect_left(pauses, end, first, key=_find_start)
    return tuple(
        evolve(pause, start=max(pause.start, start), end=_earlier(pause.end, end))
        for pause in pauses[first:last]
    )


_find_start = attrgetter("start")


def _find_end(pause: Pause) -> tuple[bool, datetime]:
    """The end, to be put in order: a pause that lasts comes after all that have ended."""
    return pause.end is None, pause.end or pause.start


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at), default=None)


def find_runs(pauses: tuple[Pause, ...], start: int, end: int) -> list[tuple[int, int]]:
    """The times between two instants that are not paused, in microseconds, each once."""
    if not pauses:
        return [(start, end)]
    cuts = (
        (to_microseconds(pause.start), to_microseconds(pause.end) if pause.end else end)
        for pause in pauses
    )
    return subtract([(start, end)], unite(cuts))
