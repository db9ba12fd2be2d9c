"""Opening rules: what weekly hours and shifts open, less holidays and breaks, as instants.

Everything up to `_to_instants` happens on wall-clock time, counted in microseconds since 1970
as if it were UTC, where dates have 24 hours and the algebra needs no zone. The mapping to
instants keeps the order, so that it may come last and be done in bulk.
"""

from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from zoneinfo import ZoneInfo

from attrs import frozen

from mof.calendars._hand_overs import divide
from mof.calendars._holidays import Closures
from mof.calendars._timelines import Stretches, intersect, subtract, unite
from mof.calendars._weekly_hours import Openings
from mof.calendars._written_hours import DAY
from mof.values import Term
from mof.values._instants import resolve_wall_times

# An offset from UTC and an overnight stretch each reach less than a day into other dates.
_MARGIN = 2


class Hours(Term):
    """What the time of a service is: open, or the first reason why not."""

    OPEN = "open"
    """Time that counts."""
    HOLIDAY = "holiday"
    """Closed, and the local date is a holiday; at night too."""
    BREAK = "break"
    """Closed by a break, which is no holiday."""
    OUTSIDE_HOURS = "outside hours"
    """Closed on any other ground: at night, at weekends."""


@frozen
class Rules:
    """The rules of a calendar at work, and of those that have to be open at the same time."""

    zone: ZoneInfo
    openings: Openings
    closures: Closures
    also: tuple["Rules", ...]
    hand_overs: tuple[tuple[int, "Rules"], ...] = ()
    """The rules that take the place of these, from an instant on."""

    def find_open(self, start: int, end: int) -> Stretches:
        """The open stretches between two instants."""
        if not self.hand_overs:
            return self._share(self._find_own(start, end))
        opened: Stretches = []
        for since, until, rules in divide(start, end, self.hand_overs):
            opened += rules.find_open(since, until) if rules else self._find_own(since, until)
        return self._share(unite(opened))

    def _find_own(self, start: int, end: int) -> Stretches:
        """The stretches between two instants that this calendar alone opens."""
        days = _span_days(start, end)
        generated = unite(self.openings.generate(days))
        opened = self._to_instants(self.closures.close(generated, days))
        return intersect(opened, [(start, end)])

    def label(
        self, opened: Stretches, start: int, end: int
    ) -> Iterator[tuple[tuple[int, int], Hours]]:
        """All time between two instants in order, what is not open with the reason for it."""
        for since, until, rules in divide(start, end, self.hand_overs):
            inside = intersect(opened, [(since, until)])
            label = rules.label if rules else self._label_own
            yield from label(inside, since, until)

    def _label_own(
        self, opened: Stretches, start: int, end: int
    ) -> Iterator[tuple[tuple[int, int], Hours]]:
        """The same by this calendar alone."""
        whole, days = [(start, end)] if start < end else [], _span_days(start, end)
        closed = subtract(whole, opened)
        dates = self._to_instants(unite(self.closures.list_holidays(days)))
        holidays = intersect(closed, dates)
        worked = subtract(closed, holidays)
        breaks = intersect(worked, self._to_instants(unite(self.closures.list_breaks(days))))
        kinds = zip(Hours, (opened, holidays, breaks, subtract(worked, breaks)), strict=True)
        labels = ((stretch, kind) for kind, stretches in kinds for stretch in stretches)
        yield from sorted(labels, key=itemgetter(0))

    def find_hours(self, day: int) -> Stretches:
        """The open stretches that belong to a date, although some may end on the next."""
        return self._share(self.find_owned(day))

    def is_business_day(self, day: int) -> bool:
        """Whether a date is no holiday and owns open time by this calendar alone."""
        return not self.closures.is_holiday(day) and bool(self.find_owned(day))

    def find_owned(self, day: int) -> Stretches:
        """The stretches that this calendar alone opens on behalf of a date."""
        generated = unite(self.openings.generate(range(day, day + 1)))
        return self._to_instants(self.closures.close(generated, range(day, day + 2)))

    def _share(self, opened: Stretches) -> Stretches:
        """What the other calendars leave of open time."""
        for other in self.also:
            if opened:
                opened = intersect(opened, other.find_open(opened[0][0], opened[-1][1]))
        return opened

    def _to_instants(self, walls: Stretches) -> Stretches:
        instants = resolve_wall_times(list(chain.from_iterable(walls)), self.zone)
        return unite(zip(instants[::2], instants[1::2], strict=True))


def _span_days(start: int, end: int) -> range:
    """The dates whose hours may reach between two instants, whatever the zone."""
    return range(start // DAY - _MARGIN, end // DAY + _MARGIN)
