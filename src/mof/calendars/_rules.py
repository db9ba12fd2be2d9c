"""A calendar definition at work: which wall-clock time it opens and closes, as instants.

Everything up to `_to_instants` happens on wall-clock time, counted in microseconds since 1970
as if it were UTC, where dates have 24 hours and the algebra needs no zone. The mapping to
instants keeps the order, so that it may come last and be done in bulk.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from zoneinfo import ZoneInfo

from attrs import frozen

from mof.calendars._definitions import DAY
from mof.calendars._timelines import intersect, subtract, unite
from mof.values._instants import resolve_wall_times

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_EPOCH_WEEKDAY = date(1970, 1, 1).weekday()
# An offset from UTC and an overnight stretch each reach less than a day into other dates.
_MARGIN = 2

Stretches = list[tuple[int, int]]
DayHours = tuple[tuple[int, int], ...]


@frozen
class Rules:
    """A definition with days as numbers since 1970 and hours as microseconds from midnight."""

    zone: ZoneInfo
    weekly: tuple[DayHours, ...]
    shifts: Mapping[int, DayHours]
    breaks: Mapping[int, DayHours]
    holidays: frozenset[int]
    annual_holidays: frozenset[tuple[int, int]]
    also: tuple["Rules", ...]

    def find_open(self, start: int, end: int) -> Stretches:
        """The open stretches between two instants."""
        days = _span_days(start, end)
        generated = unite(self._generate(days))
        opened = self._to_instants(self._close(generated, days))
        return self._share(intersect(opened, [(start, end)]))

    def find_holidays(self, start: int, end: int) -> Stretches:
        """The holidays of which any part may lie between two instants."""
        return self._to_instants(unite(self._list_holidays(_span_days(start, end))))

    def find_breaks(self, start: int, end: int) -> Stretches:
        """The breaks of which any part may lie between two instants."""
        return self._to_instants(unite(self._list_breaks(_span_days(start, end))))

    def find_hours(self, day: int) -> Stretches:
        """The open stretches that belong to a date, although some may end on the next."""
        return self._share(self.find_owned(day))

    def is_holiday(self, day: int) -> bool:
        """Whether a date is a holiday."""
        on = to_date(day)
        return day in self.holidays or (on.month, on.day) in self.annual_holidays

    def is_business_day(self, day: int) -> bool:
        """Whether a date is no holiday and owns open time by this definition alone."""
        return not self.is_holiday(day) and bool(self.find_owned(day))

    def _share(self, opened: Stretches) -> Stretches:
        """What the other definitions leave of open time."""
        for other in self.also:
            if opened:
                opened = intersect(opened, other.find_open(opened[0][0], opened[-1][1]))
        return opened

    def find_owned(self, day: int) -> Stretches:
        """The stretches that this definition alone opens on behalf of a date."""
        generated = unite(self._generate(range(day, day + 1)))
        return self._to_instants(self._close(generated, range(day, day + 2)))

    def _generate(self, days: range) -> Iterator[tuple[int, int]]:
        """The wall-clock time that weekly hours and shifts open."""
        for weekday, hours in enumerate(self.weekly):
            first = days.start + (weekday - _EPOCH_WEEKDAY - days.start) % 7
            for opening, closing in hours:
                for day in range(first, days.stop, 7):
                    if day not in self.shifts:
                        yield day * DAY + opening, day * DAY + closing
        yield from _place(self.shifts, days)

    def _close(self, stretches: Stretches, days: range) -> Stretches:
        """What holidays and breaks leave of wall-clock time on some dates."""
        return subtract(stretches, unite([*self._list_holidays(days), *self._list_breaks(days)]))

    def _list_holidays(self, days: range) -> Iterator[tuple[int, int]]:
        years = range(to_date(days.start).year, to_date(days.stop).year + 1)
        annual = (_find_day(year, *day) for year in years for day in self.annual_holidays)
        for day in _within(chain(self.holidays, annual), days):
            yield day * DAY, (day + 1) * DAY

    def _list_breaks(self, days: range) -> Iterator[tuple[int, int]]:
        # A break that began on the date before may reach into the first.
        return _place(self.breaks, range(days.start - 1, days.stop))

    def _to_instants(self, walls: Stretches) -> Stretches:
        instants = resolve_wall_times(list(chain.from_iterable(walls)), self.zone)
        return unite(zip(instants[::2], instants[1::2], strict=True))


def _place(hours: Mapping[int, DayHours], days: range) -> Iterator[tuple[int, int]]:
    """Hours of single dates as stretches of wall-clock time."""
    for day in _within(hours, days):
        for start, end in hours[day]:
            yield day * DAY + start, day * DAY + end


def to_date(day: int) -> date:
    """The date with a number."""
    return date.fromordinal(day + _EPOCH_ORDINAL)


def to_number(on: date) -> int:
    """The number of a date, counted from 1970."""
    return on.toordinal() - _EPOCH_ORDINAL


def _span_days(start: int, end: int) -> range:
    """The dates whose hours may reach between two instants, whatever the zone."""
    return range(start // DAY - _MARGIN, end // DAY + _MARGIN)


def _within(numbers: Iterable[int | None], days: range) -> Iterator[int]:
    return (number for number in numbers if number is not None and number in days)


def _find_day(year: int, month: int, day: int) -> int | None:
    """The number of a day of one year, if that year has it: not all have a 29 February."""
    try:
        return to_number(date(year, month, day))
    except ValueError:
        return None
