"""Recurring hours: other hours on dates that come round by a rule, such as those of a season."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Literal, Self

from attrs import field, frozen

from mof.calendars._written_hours import (
    DateHours,
    make_date_rule,
    read_rule,
    refusing_rules,
    split_hours,
    to_date_hours,
    to_filled,
    to_optional_date,
    write_times,
)
from mof.errors import CalendarError
from mof.values._checks import collect
from mof.values._date_rule_words import write_rule
from mof.values._date_rules import YEARS, DateRule, list_weekdays, to_day_of_month


@frozen
class RecurringHours:
    """Hours on dates that come round by a rule (RFC 5545), instead of the weekly ones.

    A calendar takes several. On a date of more than one the last of them holds, and a shift
    goes before all of them.

    >>> workdays = ["mon", "tue", "wed", "thu", "fri"]
    >>> print(RecurringHours.in_months([7, 8], "10:00-18:30", days=workdays))
    jul and aug mon–fri 10:00–18:30
    >>> print(RecurringHours.in_weeks("even", "09:00-13:00", days=["sat"]))
    even weeks sat 09:00–13:00

    Raises:
        CalendarError: the rule contradicts itself, names no date, or needs a first date.
    """

    rule: str = field(converter=read_rule)
    """Which dates, as a subset of RFC 5545 without times: ``FREQ=MONTHLY;BYDAY=1MO``."""
    hours: DateHours = field(converter=to_date_hours)
    """Pairs such as ``("09:00", "17:00")``; an empty list closes, and makes no holiday."""
    since: date | None = field(default=None, converter=to_optional_date, kw_only=True)
    """The first date, inclusive. None: all years; a rule that counts from a date needs one."""
    until: date | None = field(default=None, converter=to_optional_date, kw_only=True)
    """The last date, inclusive. None: it goes on."""

    def __attrs_post_init__(self) -> None:
        self.make_dates()

    @classmethod
    @refusing_rules()
    def in_months(cls, months: Iterable[int], hours: str, *, days: Iterable[str]) -> Self:
        """On days of the week in some months of each year, such as ``[7, 8]``."""
        numbers = ",".join(map(str, collect(months, int, "months")))
        named = list_weekdays(collect(days, str, "days"))
        return cls(f"FREQ=DAILY;BYDAY={named};BYMONTH={numbers}", split_hours(hours))

    @classmethod
    @refusing_rules()
    def in_weeks(cls, weeks: Literal["even", "odd"], hours: str, *, days: Iterable[str]) -> Self:
        """On days of the week in even or odd weeks of ISO 8601; after week 53 comes week 1."""
        if weeks not in ("even", "odd"):
            raise CalendarError(f"weeks are 'even' or 'odd', got {weeks!r}")
        numbers = ",".join(map(str, range(2 if weeks == "even" else 1, 54, 2)))
        named = list_weekdays(collect(days, str, "days"))
        return cls(f"FREQ=YEARLY;BYDAY={named};BYWEEKNO={numbers}", split_hours(hours))

    @classmethod
    @refusing_rules()
    def monthly(cls, day: int | str, hours: str) -> Self:
        """On a day of each month that has it: 31, -1 for the last, or such as ``"first mon"``."""
        return cls(f"FREQ=MONTHLY;{to_day_of_month(day)}", split_hours(hours))

    def make_dates(self) -> DateRule:
        """The dates on which they hold."""
        return make_date_rule(self.rule, self.since, self.until)

    def __str__(self) -> str:
        hours = write_times(self.hours) if self.hours else "closed"
        since = f" from {self.since}" if self.since else ""
        until = f" until {self.until}" if self.until else ""
        return f"{write_rule(self.rule)} {hours}{since}{until}"


def to_recurring(given: Iterable[RecurringHours]) -> tuple[RecurringHours, ...]:
    """Recurring hours as they stand, since the last of a date holds.

    Raises:
        CalendarError: they are none, or some never hold.
    """
    hours = to_filled(given, "recurring", "a list, or fill it first")
    for each in hours:
        if not isinstance(each, RecurringHours):
            raise CalendarError(f"recurring takes a list of RecurringHours, got {each!r}")
    rules = [each.make_dates() for each in hours]
    for place, each in enumerate(hours):
        if _is_hidden(rules[place], rules[place + 1 :]):
            raise CalendarError(
                f"the recurring hours '{each}' never hold, since those after them have all their "
                "dates; put the ones with fewer dates last"
            )
    return tuple(hours)


def _is_hidden(rule: DateRule, later: Sequence[DateRule]) -> bool:
    """Whether later rules name every date of a rule."""
    return all(
        set(days).issubset(chain.from_iterable(other.list_year(year) for other in later))
        for year in YEARS
        if (days := rule.list_year(year))
    )
