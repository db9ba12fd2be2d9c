"""Weekly hours, recurring ones and shifts: which wall-clock time is opened, before anything closes.

Hours that end before they start run overnight: they belong to the date on which they start, and
end on the next. Recurring hours replace what the weekly hours of their dates would open, the last
that recur on a date go before all others, and a shift goes before all of them. Nothing of the
overnight hours that began on the date before is replaced.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from mof.calendars._written_hours import DAY
from mof.values._date_rules import DateRule

DayHours = tuple[tuple[int, int], ...]
"""The hours of one date in microseconds from its midnight; overnight ones end after 24 hours."""

_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_EPOCH_WEEKDAY = date(1970, 1, 1).weekday()


@frozen
class Openings:
    """The hours of a calendar, with dates as numbers since 1970."""

    weekly: tuple[DayHours, ...]
    shifts: Mapping[int, DayHours]
    recurring: tuple[tuple[DateRule, DayHours], ...] = ()

    def generate(self, days: range) -> Iterator[tuple[int, int]]:
        """The wall-clock time that they open on behalf of some dates."""
        replaced = self._replace(days) if self.recurring else self.shifts
        for weekday, hours in enumerate(self.weekly):
            first = days.start + (weekday - _EPOCH_WEEKDAY - days.start) % 7
            for opening, closing in hours:
                for day in range(first, days.stop, 7):
                    if day not in replaced:
                        yield day * DAY + opening, day * DAY + closing
        yield from place(replaced, days)

    def _replace(self, days: range) -> dict[int, DayHours]:
        """The hours of those dates that go before the weekly ones."""
        found: dict[int, DayHours] = {}
        for rule, hours in self.recurring:
            found |= dict.fromkeys(list_numbers(rule, days), hours)
        return found | {day: self.shifts[day] for day in keep_within(self.shifts, days)}


def list_numbers(rule: DateRule, days: range) -> Iterator[int]:
    """The dates of a rule among some dates."""
    ordinals = rule.list_ordinals(days.start + _EPOCH_ORDINAL, days.stop - 1 + _EPOCH_ORDINAL)
    return (ordinal - _EPOCH_ORDINAL for ordinal in ordinals)


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
