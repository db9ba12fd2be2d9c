"""Weekly hours and shifts: which wall-clock time is opened, before anything closes it.

Hours that end before they start run overnight: they belong to the date on which they start, and
end on the next. A shift replaces what the weekly hours of its date would open, and nothing of the
overnight hours that began on the date before.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from mof.calendars._written_hours import DAY

DayHours = tuple[tuple[int, int], ...]
"""The hours of one date in microseconds from its midnight; overnight ones end after 24 hours."""

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_EPOCH_WEEKDAY = date(1970, 1, 1).weekday()


@frozen
class Openings:
    """The weekly hours and shifts of a calendar, with dates as numbers since 1970."""

    weekly: tuple[DayHours, ...]
    shifts: Mapping[int, DayHours]

    def generate(self, days: range) -> Iterator[tuple[int, int]]:
        """The wall-clock time that they open on behalf of some dates."""
        for weekday, hours in enumerate(self.weekly):
            first = days.start + (weekday - _EPOCH_WEEKDAY - days.start) % 7
            for opening, closing in hours:
                for day in range(first, days.stop, 7):
                    if day not in self.shifts:
                        yield day * DAY + opening, day * DAY + closing
        yield from place(self.shifts, days)


def place(hours: Mapping[int, DayHours], days: range) -> Iterator[tuple[int, int]]:
    """Hours of single dates as stretches of wall-clock time."""
    for day in keep_within(hours, days):
        for start, end in hours[day]:
            yield day * DAY + start, day * DAY + end


def keep_within(numbers: Iterable[int | None], days: range) -> Iterator[int]:
    """The numbers of dates that are among some dates."""
    return (number for number in numbers if number is not None and number in days)


def to_date(day: int) -> date:
    """The date with a number."""
    return date.fromordinal(day + _EPOCH_ORDINAL)


def to_number(on: date) -> int:
    """The number of a date, counted from 1970."""
    return on.toordinal() - _EPOCH_ORDINAL
