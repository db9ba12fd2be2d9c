"""Holidays and breaks: which wall-clock time is closed, whatever would open it.

A holiday closes a whole local date, from midnight to midnight, and not the shift that begins on
it. So of an overnight shift on a holiday, what lies after the holiday's midnight stays open; and
the shift of the day before ends at midnight, where the holiday begins.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from attrs import frozen

from mof.calendars._timelines import Stretches, subtract, unite
from mof.calendars._weekly_hours import (
    DayHours,
    keep_within,
    list_numbers,
    place,
    to_date,
    to_number,
)
from mof.calendars._written_hours import DAY
from mof.values._date_rules import DateRule


@frozen
class Closures:
    """The holidays and breaks of a calendar, with dates as numbers since 1970."""

    holidays: frozenset[int]
    annual_holidays: frozenset[tuple[int, int]]
    breaks: Mapping[int, DayHours]
    rules: tuple[DateRule, ...] = ()
    """The holidays that come round by a rule."""

    def is_holiday(self, day: int) -> bool:
        """Whether a date is a holiday."""
        on = to_date(day)
        return (
            day in self.holidays
            or (on.month, on.day) in self.annual_holidays
            or any(day in list_numbers(rule, range(day, day + 1)) for rule in self.rules)
        )

    def close(self, stretches: Stretches, days: range) -> Stretches:
        """What holidays and breaks leave of wall-clock time on some dates."""
        return subtract(stretches, unite([*self.list_holidays(days), *self.list_breaks(days)]))

    def list_holidays(self, days: range) -> Iterator[tuple[int, int]]:
        """The holidays among some dates, each from midnight to midnight."""
        years = range(to_date(days.start).year, to_date(days.stop).year + 1)
        annual = (_find_day(year, *day) for year in years for day in self.annual_holidays)
        recurring = chain.from_iterable(list_numbers(rule, days) for rule in self.rules)
        for day in chain(keep_within(chain(self.holidays, annual), days), recurring):
            yield day * DAY, (day + 1) * DAY

    def list_breaks(self, days: range) -> Iterator[tuple[int, int]]:
        """The breaks that reach into some dates."""
        # A break that began on the date before may reach into the first.
        return place(self.breaks, range(days.start - 1, days.stop))


def _find_day(year: int, month: int, day: int) -> int | None:
    """The number of a day of one year, if that year has it: not all have a 29 February."""
    try:
        return to_number(date(year, month, day))
    except ValueError:
        return None
