"""Recurrences: when work comes round again, by the clocks of a zone."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from re import compile as compile_pattern
from typing import Self
from zoneinfo import ZoneInfo

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.values import Period
from mof.values._checks import check_argument, collect
from mof.values._date_rules import (
    FIRST_DATE,
    LAST_DATE,
    DateRule,
    list_weekdays,
    to_day_of_month,
    to_rule,
)
from mof.values._instants import load_zone, resolve_wall_time

_TIME = compile_pattern(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DAY = timedelta(days=1)


def _to_times(value: Iterable[str]) -> tuple[str, ...]:
    times = collect(value, str, "times")
    for each in times:
        if not _TIME.fullmatch(each):
            raise DefinitionError(f"{each!r} is no time of the day; write it as '06:30'")
    if not times:
        raise DefinitionError("work that recurs has a time; give times=['06:30']")
    return tuple(sorted(set(times)))


def _to_dates(value: Iterable[date]) -> tuple[date, ...]:
    return tuple(sorted({_check_date(each) for each in collect(value, date, "dates")}))


def _check_date(value: date) -> date:
    is_date = isinstance(value, date) and not isinstance(value, datetime)
    if not is_date or not FIRST_DATE <= value <= LAST_DATE:
        raise DefinitionError(f"expected a date of the years 1900 to 2199, not {value!r}")
    return value


@frozen(kw_only=True)
class Recurrence:
    """The dates of a rule (RFC 5545) from a date on, and the times of the day on each of them.

    Times are wall-clock times of the zone: one that the clocks skip is the instant of the skip,
    an ambiguous one its first occurrence, and a date that the zone skipped does not occur.
    Nothing recurs after 2199.

    >>> backup = Recurrence.daily("02:30", tz="Europe/Oslo", since=date(2026, 3, 28))
    >>> for at in backup.expand(Period.month(2026, 3, tz="Europe/Oslo"))[:2]:
    ...     print(at)
    2026-03-28 01:30:00+00:00
    2026-03-29 01:00:00+00:00

    Raises:
        DefinitionError: the rule contradicts itself, or names no date at all.
        ZoneError: the zone is unknown.
    """

    rule: str = field(converter=to_rule)
    """Which dates, as a subset of RFC 5545 without times, such as FREQ=WEEKLY;BYDAY=SU."""
    times: tuple[str, ...] = field(converter=_to_times)
    """At which wall-clock times of each date, such as 02:30; in order, each once."""
    tz: str
    """The IANA zone of the times, such as Europe/Oslo."""
    since: date = field(converter=_check_date)
    """The first date, inclusive; intervals and counts begin with it."""
    until: date = field(default=LAST_DATE, converter=_check_date)
    """The last date, inclusive; 2199-12-31 where it goes on."""
    except_on: tuple[date, ...] = field(default=(), converter=_to_dates)
    """Dates of the rule on which it does not occur."""

    def __attrs_post_init__(self) -> None:
        load_zone(self.tz)
        _ = self._dates

    @classmethod
    def daily(cls, *times: str, tz: str, since: date, every: int = 1) -> Self:
        """Each day, or every so many days."""
        return cls(rule=f"FREQ=DAILY;INTERVAL={every}", times=times, tz=tz, since=since)

    @classmethod
    def weekly(cls, days: Iterable[str], *times: str, tz: str, since: date, every: int = 1) -> Self:
        """On some days of each week, such as ``["mon", "thu"]``."""
        names = list_weekdays(collect(days, str, "days"))
        rule = f"FREQ=WEEKLY;INTERVAL={every};BYDAY={names}"
        return cls(rule=rule, times=times, tz=tz, since=since)

    @classmethod
    def monthly(cls, day: int | str, *times: str, tz: str, since: date, every: int = 1) -> Self:
        """On a day of each month that has it: 31, -1 for the last, or such as ``"last fri"``."""
        which = to_day_of_month(day)
        return cls(rule=f"FREQ=MONTHLY;INTERVAL={every};{which}", times=times, tz=tz, since=since)

    def expand(self, during: Period) -> tuple[datetime, ...]:
        """The instants within a period at which it comes round, each once, in order."""
        check_argument(during, Period, "name the period, such as Period.month(2026, 6, tz='UTC')")
        zone = load_zone(self.tz)
        first = max(during.start, _FIRST_INSTANT).astimezone(zone).date() - _DAY
        last = min(during.end, _LAST_INSTANT).astimezone(zone).date() + _DAY
        instants = {
            resolve_wall_time(datetime.combine(on, time.fromisoformat(each)), zone)
            for on in self._dates.list_dates(first, last)
            if on not in self.except_on and _exists(on, zone)
            for each in self.times
        }
        return tuple(sorted(at for at in instants if at in during))

    @cached_property
    def _dates(self) -> DateRule:
        return DateRule(self.rule, self.since, self.until)

    def __str__(self) -> str:
        return f"{self.rule} at {', '.join(self.times)} ({self.tz}) since {self.since}"


# Two days outside of those dates, so that neither a zone nor the day to each side cuts one off.
_FIRST_INSTANT = datetime(1899, 12, 30, tzinfo=UTC)
_LAST_INSTANT = datetime(2200, 1, 3, tzinfo=UTC)


def _exists(on: date, zone: ZoneInfo) -> bool:
    """Whether a zone had a date at all: Samoa, for one, had no 30 December 2011."""
    midnight = datetime.combine(on, time())
    return resolve_wall_time(midnight, zone) < resolve_wall_time(midnight + _DAY, zone)
