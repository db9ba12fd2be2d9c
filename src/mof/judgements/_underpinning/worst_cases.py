"""Paths: the worst that a promise has to bear when work goes from hand to hand."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property

from attrs import frozen

from mof.calendars import BusinessDays, Calendar
from mof.errors import HorizonError, NoOpenTimeError
from mof.values import Period
from mof.values._instants import MICROSECOND, load_zone, resolve_wall_time

_DAY = timedelta(days=1)


@frozen
class Leg:
    """A time that is taken in full, counted on its own calendar."""

    within: timedelta | BusinessDays
    calendar: Calendar

    def find_end(self, start: datetime) -> datetime:
        """When the time is over if it begins at an instant."""
        return self.calendar.due(start, self.within)


@frozen(kw_only=True)
class WorstCase:
    """The case that exceeds a limit by most, or comes nearest to it.

    ``needed`` and ``allowed`` are open time of the promise; where the work never ends because
    a calendar does not open long enough, ``ended_at`` and ``needed`` are None.
    """

    started_at: datetime
    ended_at: datetime | None
    needed: timedelta | None
    allowed: timedelta

    @property
    def is_too_long(self) -> bool:
        """Whether it takes longer than is allowed; exactly as long is in time."""
        return self.needed is None or self.needed > self.allowed


def find_worst_case(limit: Leg, legs: Iterable[Leg], *, during: Period) -> WorstCase:
    """The worst case among all that may begin in a period, at any microsecond of it.

    Every leg takes its time in full, one after another in the order given, each in the open
    time of its own calendar; what that comes to is counted on the calendar of the limit.
    """
    path = _Path(limit, tuple(legs), during)
    return max(path.list_cases(), key=_rank)


def _rank(case: WorstCase) -> tuple[bool, timedelta]:
    if case.needed is None:
        return True, timedelta(0)
    return False, case.needed - case.allowed


@frozen
class _Path:
    limit: Leg
    legs: tuple[Leg, ...]
    during: Period

    def list_cases(self) -> Iterator[WorstCase]:
        """The cases of which the first with the largest excess is the worst.

        Where one never ends none can be worse, and where one is never due no later one is.
        """
        for start in self.list_starts():
            end, allowed = self._find_end(start), self._find_allowance(start)
            needed = None if end is None else self.limit.calendar.elapsed(start, end)
            yield WorstCase(
                started_at=start,
                ended_at=end,
                needed=needed,
                allowed=(needed or timedelta(0)) if allowed is None else allowed,
            )
            if needed is None or allowed is None:
                return

    def _find_allowance(self, start: datetime) -> timedelta | None:
        if isinstance(self.limit.within, timedelta):
            return self.limit.within
        due = self._find_due(start)
        return None if due is None else self.limit.calendar.elapsed(start, due)

    def _find_due(self, start: datetime) -> datetime | None:
        return _follow((self.limit,), start)

    def _find_end(self, start: datetime) -> datetime | None:
        return _follow(self.legs, start)

    def list_starts(self) -> Iterator[datetime]:
        """The starts of which one is the worst.

        What a case needs grows and shrinks in straight lines between the starts from which it
        reaches an opening or closing at some stage, so that only those and the microseconds
        beside them have to be looked at. Where business days count, every midnight is one too.
        """
        first, last = self.during.start, self.during.end - MICROSECOND
        yield first
        starts = {at + step for at in self._list_bends() for step in (-MICROSECOND, 0 * _DAY)}
        starts |= {at + MICROSECOND for at in starts}
        yield from (at for at in sorted(starts | {last}) if first < at <= last)

    def _list_bends(self) -> set[datetime]:
        """The starts from which a case reaches an opening or closing at some stage."""
        edges = set(self._list_edges())
        bends = edges
        for leg in reversed(self.legs):
            bends = edges | self._pull(leg, bends)
        return bends | self._pull(self.limit, edges)

    def _list_edges(self) -> Iterator[datetime]:
        for calendar in {leg.calendar for leg in (self.limit, *self.legs)}:
            for stretch in calendar.periods(self.during.start, self._last_end):
                yield from stretch

    @cached_property
    def _last_end(self) -> datetime:
        ends = (self._find_end(self.during.end), self._find_due(self.during.end), self.during.end)
        return max(end for end in ends if end is not None)

    def _pull(self, leg: Leg, ends: set[datetime]) -> set[datetime]:
        """The starts from which a leg ends at one of some instants."""
        if isinstance(leg.within, BusinessDays):
            return set(self._list_days(leg, ends))
        return set(_count_back(leg, leg.within, ends))

    def _list_days(self, leg: Leg, ends: set[datetime]) -> Iterator[datetime]:
        """Every date with each time of day that comes up, since business days keep it."""
        zone = load_zone(leg.calendar.tz)
        times = {at.astimezone(zone).time() for at in ends} | {time()}
        last = self._last_end.astimezone(zone).date()
        day: date = self.during.start.astimezone(zone).date()
        while day <= last:
            for each in times:
                yield resolve_wall_time(datetime.combine(day, each), zone)
            day += _DAY


def _follow(legs: Iterable[Leg], at: datetime) -> datetime | None:
    """When all legs are over; None where a calendar does not open that long."""
    try:
        for leg in legs:
            at = leg.find_end(at)
    except (NoOpenTimeError, HorizonError):
        return None
    return at


def _count_back(leg: Leg, within: timedelta, ends: set[datetime]) -> Iterator[datetime]:
    for end in ends:
        try:
            yield leg.calendar.due(end, -within)
        except (NoOpenTimeError, HorizonError):
            continue
