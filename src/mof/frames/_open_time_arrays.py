"""Open time as arrays: the kernel of a calendar for a million instants at a time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np
from attrs import field, frozen

from mof.calendars import Calendar, Timeline
from mof.errors import HorizonError
from mof.frames._types import Flags, Ints
from mof.values._instants import from_microseconds, to_microseconds

# Microseconds, as everywhere in these arrays.
DAY = 86_400_000_000


def _list_years(first: int, last: int) -> tuple[int, int]:
    """The beginnings of two years."""
    start, end = (to_microseconds(datetime(year, 1, 1, tzinfo=UTC)) for year in (first, last))
    return start, end


HORIZON = _list_years(1900, 2200)
"""The instants from and up to which calendars count: the beginnings of 1900 and of 2200."""


@frozen(eq=False)
class OpenTime:
    """What a timeline knows, one column for each day of UTC.

    The open time before an instant is the base of its day plus, for each stretch of that day,
    the instant clipped to the stretch. Stretches that a day does not have are empty ones.
    """

    first_day: int
    bases: Ints = field(repr=False)
    """Shape (days,)."""
    openings: Ints = field(repr=False)
    """Shape (stretches a day, days)."""
    closings: Ints = field(repr=False)
    """Shape (stretches a day, days)."""
    totals: Ints = field(repr=False)
    """The open time up to the end of each stretch of the timeline."""
    shifts: Ints = field(repr=False)
    """What to add to an amount of open time for its instant, stretch by stretch."""

    @classmethod
    def of(cls, timeline: Timeline) -> "OpenTime":
        """The same open time as arrays."""
        bounds = np.array(timeline.bounds, dtype=np.int64)
        starts, ends = bounds[::2], bounds[1::2]
        totals = np.cumsum(ends - starts)
        days = np.arange(timeline.start // DAY, (timeline.end - 1) // DAY + 1)
        place, opening, closing = _split_by_day(starts, ends, days[0])
        ranks = np.arange(len(place)) - np.searchsorted(place, place)
        most = int(ranks.max(initial=0)) + 1
        midnights = np.broadcast_to((days + 1) * DAY, (most, len(days)))
        openings, closings = midnights.copy(), midnights.copy()
        openings[ranks, place], closings[ranks, place] = opening, closing
        open_in_day = (closings - openings).sum(axis=0)
        before = np.concatenate([[0], np.cumsum(open_in_day)[:-1]])
        return cls(
            first_day=int(days[0]),
            bases=before - openings.sum(axis=0),
            openings=openings,
            closings=closings,
            totals=totals,
            shifts=ends - totals,
        )

    def before(self, at: Ints) -> Ints:
        """The open time before each instant."""
        found = np.empty_like(at)
        for part, desk in _cut(len(at)):
            self._count(at[part], found[part], desk)
        return found

    def elapsed(self, starts: Ints, ends: Ints) -> Ints:
        """The open time from each instant to another, negative if the other is earlier."""
        found, before = np.empty_like(ends), np.empty(_CHUNK, dtype=np.int64)
        for part, desk in _cut(len(ends)):
            until, since = found[part], before[: len(found[part])]
            self._count(ends[part], until, desk)
            self._count(starts[part], since, desk)
            until -= since
        return found

    def _count(self, at: Ints, found: Ints, desk: "_Desk") -> None:
        """Write the open time before each instant into an array."""
        day, edge, clipped = (each[: len(at)] for each in desk)
        np.floor_divide(at, DAY, out=day)
        day -= self.first_day
        # Clipping is the fastest way to gather, and counts the last midnight with the day before.
        np.take(self.bases, day, out=found, mode="clip")
        for opening, closing in zip(self.openings, self.closings, strict=True):
            np.maximum(at, np.take(opening, day, out=edge, mode="clip"), out=clipped)
            np.minimum(clipped, np.take(closing, day, out=edge, mode="clip"), out=clipped)
            found += clipped

    def reach(self, amount: Ints) -> Ints:
        """The first instants with so much open time before them; -1 where it never comes."""
        return self._find(amount, np.searchsorted(self.totals, amount, side="left"))

    def pass_(self, amount: Ints) -> Ints:
        """The last instants with so much open time before them; -1 where it never ends."""
        return self._find(amount, np.searchsorted(self.totals, amount, side="right"))

    def _find(self, amount: Ints, place: Ints) -> Ints:
        is_known = (place < len(self.totals)) & (amount >= 0)
        shift = self.shifts[np.minimum(place, len(self.totals) - 1)]
        return np.where(is_known, amount + shift, _UNKNOWN)

    def is_open(self, at: Ints) -> Flags:
        """Whether time counts from each instant on."""
        day = np.minimum(at // DAY - self.first_day, len(self.bases) - 1)
        inside = (self.openings[:, day] <= at) & (at < self.closings[:, day])
        return np.asarray(inside.any(axis=0))


_CHUNK = 1 << 15
"""How many instants are counted at once: what they need stays in the cache of a core."""

_Desk = tuple[Ints, Ints, Ints]
"""Room for the numbers of the days, for edges, and for what is clipped to them."""


def _cut(count: int) -> Iterator[tuple[slice, _Desk]]:
    """The chunks of so many instants, with room to count them in."""
    day, edge, clipped = (np.empty(min(count, _CHUNK), dtype=np.int64) for _ in range(3))
    for start in range(0, count, _CHUNK):
        yield slice(start, start + _CHUNK), (day, edge, clipped)


# As far below 0 as `NEVER` of `mof.frames._clock_walk` is above it.
_UNKNOWN = np.int64(-(1 << 62))
"""In place of an instant that a calendar does not know."""


def is_known(at: Ints) -> Flags:
    """Which instants the calendar knew."""
    return np.asarray(at != _UNKNOWN)


def _split_by_day(starts: Ints, ends: Ints, first_day: int) -> tuple[Ints, Ints, Ints]:
    """The stretches cut at each midnight: their days, counted from the first, starts and ends."""
    first, last = starts // DAY, (ends - 1) // DAY
    counts = last - first + 1
    which = np.repeat(np.arange(len(starts)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    day = first[which] + offset
    opening = np.maximum(starts[which], day * DAY)
    closing = np.minimum(ends[which], (day + 1) * DAY)
    return day - first_day, opening, closing


def compile_around(
    calendar: Calendar, *at: Ints, reach: int = 0, goes_back: bool = False
) -> OpenTime:
    """The open time of a calendar around some instants, and so much open time after them.

    Where it ``goes_back``, all of it before them too.

    Raises:
        HorizonError: business time is not kept for one of the instants.
    """
    told = [instants for instants in at if len(instants)]
    first = int(min((instants.min() for instants in told), default=0))
    last = int(max((instants.max() for instants in told), default=0))
    for edge in (first, last):
        if not HORIZON[0] <= edge <= HORIZON[1]:
            value = from_microseconds(edge) if abs(edge) < _TOLD else edge
            raise HorizonError(f"{value} is outside the years 1900 to 2199", value=value)
    start = HORIZON[0] if goes_back else first
    return _compile(calendar.timeline_over(start, last, reach=reach))


CALENDARS_KEPT = 64
"""How many calendars stay compiled. Our judgement: an organization has fewer."""

_TOLD = 60_000_000_000_000_000  # microseconds from the epoch to the end of the year 3871


@lru_cache(maxsize=CALENDARS_KEPT)
def _compile(timeline: Timeline) -> OpenTime:
    return OpenTime.of(timeline)


WINDOW = _list_years(1970, 2100)
"""The instants from and up to which lazy engines count, so that a small table says it all."""


@lru_cache(maxsize=CALENDARS_KEPT)
def compile_window(calendar: Calendar) -> OpenTime:
    """The open time of a calendar in the years for which lazy engines count."""
    timeline = calendar.timeline_over(*WINDOW)
    return OpenTime.of(Timeline.of(WINDOW[0], WINDOW[1], timeline.pairs()))
