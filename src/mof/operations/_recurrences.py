"""Recurrences: when work comes round again, by the clocks of a zone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from re import compile as compile_pattern
from typing import Self
from zoneinfo import ZoneInfo

from attrs import field, frozen
from dateutil.rrule import rrule, rrulestr

from mof.errors import DefinitionError
from mof.values import Period
from mof.values._checks import check_argument, collect
from mof.values._instants import load_zone, resolve_wall_time

# The years in which calendars count time.
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)
_TIME = compile_pattern(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DAY = timedelta(days=1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}

# A subset of RFC 5545: dates only, since times are wall-clock times of the zone, and nothing that
# takes long to look for in vain. What ends the rule is its count, or the last date of the value.
_PARTS = {
    "FREQ": compile_pattern(r"DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": compile_pattern(r"[1-9][0-9]{0,3}"),
    "COUNT": compile_pattern(r"[1-9][0-9]{0,4}"),
    "WKST": compile_pattern(r"MO|TU|WE|TH|FR|SA|SU"),
    "BYDAY": compile_pattern(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?[A-Z]{2})*"),
    "BYMONTHDAY": compile_pattern(r"-?[1-9][0-9]?(,-?[1-9][0-9]?)*"),
    "BYMONTH": compile_pattern(r"[1-9][0-9]?(,[1-9][0-9]?)*"),
    "BYSETPOS": compile_pattern(r"-?[1-9][0-9]{0,2}(,-?[1-9][0-9]{0,2})*"),
}
_OF_MONTHS = frozenset({"BYMONTHDAY", "BYSETPOS"})


def _to_rule(value: str) -> str:
    if not isinstance(value, str):
        raise DefinitionError(f"a rule is text such as 'FREQ=DAILY', not {value!r}")
    pairs = [part.partition("=") for part in value.upper().removeprefix("RRULE:").split(";")]
    parts = {name: rest for name, _, rest in pairs}
    if len(parts) < len(pairs):
        raise DefinitionError(f"the rule {value!r} says something twice")
    for name, rest in parts.items():
        if name not in _PARTS or not _PARTS[name].fullmatch(rest):
            raise DefinitionError(
                f"the rule {value!r} cannot say {name}={rest}; it is made of "
                f"{', '.join(_PARTS)}, and times, since and until stand beside it"
            )
    if "FREQ" not in parts:
        raise DefinitionError(f"the rule {value!r} does not say how often; begin with FREQ=DAILY")
    if parts["FREQ"] in {"DAILY", "WEEKLY"} and (misplaced := sorted(_OF_MONTHS & parts.keys())):
        raise DefinitionError(
            f"the rule {value!r} counts days of months by {misplaced[0]}; that takes FREQ=MONTHLY"
        )
    if parts["FREQ"] in {"DAILY", "WEEKLY"} and any(map(str.isdigit, parts.get("BYDAY", ""))):
        raise DefinitionError(
            f"the rule {value!r} counts days of the week within months; that takes FREQ=MONTHLY"
        )
    # Otherwise the week would begin as a setting of the whole program says.
    parts.setdefault("WKST", "MO")
    return ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)


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
    if not is_date or not _FIRST <= value <= _LAST:
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

    rule: str = field(converter=_to_rule)
    """Which dates, as a subset of RFC 5545 without times, such as FREQ=WEEKLY;BYDAY=SU."""
    times: tuple[str, ...] = field(converter=_to_times)
    """At which wall-clock times of each date, such as 02:30; in order, each once."""
    tz: str
    """The IANA zone of the times, such as Europe/Oslo."""
    since: date = field(converter=_check_date)
    """The first date, inclusive; intervals and counts begin with it."""
    until: date = field(default=_LAST, converter=_check_date)
    """The last date, inclusive; 2199-12-31 where it goes on."""
    except_on: tuple[date, ...] = field(default=(), converter=_to_dates)
    """Dates of the rule on which it does not occur."""

    def __attrs_post_init__(self) -> None:
        load_zone(self.tz)
        try:
            first = next(self._iterate_dates(), None)
        except ValueError as error:
            raise DefinitionError(f"the rule {self.rule!r} is invalid: {error}") from error
        if first is None:
            raise DefinitionError(
                f"the rule {self.rule!r} names no date from {self.since} to {self.until}"
            )

    @classmethod
    def daily(cls, *times: str, tz: str, since: date, every: int = 1) -> Self:
        """Each day, or every so many days."""
        return cls(rule=f"FREQ=DAILY;INTERVAL={every}", times=times, tz=tz, since=since)

    @classmethod
    def weekly(cls, days: Iterable[str], *times: str, tz: str, since: date, every: int = 1) -> Self:
        """On some days of each week, such as ``["mon", "thu"]``."""
        names = ",".join(_to_day(day) for day in collect(days, str, "days"))
        rule = f"FREQ=WEEKLY;INTERVAL={every};BYDAY={names}"
        return cls(rule=rule, times=times, tz=tz, since=since)

    @classmethod
    def monthly(cls, day: int | str, *times: str, tz: str, since: date, every: int = 1) -> Self:
        """On a day of each month that has it: 31, -1 for the last, or such as ``"last fri"``."""
        if isinstance(day, str):
            place, _, name = day.partition(" ")
            if place not in _PLACES:
                raise DefinitionError(
                    f"{day!r} is no day of a month; write it as 'last fri', with one of "
                    f"{', '.join(_PLACES)}"
                )
            which = f"BYDAY={_PLACES[place]}{_to_day(name)}"
        else:
            which = f"BYMONTHDAY={day}"
        return cls(rule=f"FREQ=MONTHLY;INTERVAL={every};{which}", times=times, tz=tz, since=since)

    def expand(self, during: Period) -> tuple[datetime, ...]:
        """The instants within a period at which it comes round, each once, in order."""
        check_argument(during, Period, "name the period, such as Period.month(2026, 6, tz='UTC')")
        zone = load_zone(self.tz)
        first = max(during.start, _FIRST_INSTANT).astimezone(zone).date() - _DAY
        last = min(during.end, _LAST_INSTANT).astimezone(zone).date() + _DAY
        instants = {
            resolve_wall_time(datetime.combine(on, time.fromisoformat(each)), zone)
            for on in self._list_dates(first, last)
            if _exists(on, zone)
            for each in self.times
        }
        return tuple(sorted(at for at in instants if at in during))

    def _list_dates(self, first: date, last: date) -> Iterator[date]:
        for on in self._iterate_dates():
            if on > last:
                return
            if on >= first and on not in self.except_on:
                yield on

    def _iterate_dates(self) -> Iterator[date]:
        for at in self._rule:
            if at.date() > self.until:
                return
            yield at.date()

    @cached_property
    def _rule(self) -> rrule:
        rule = rrulestr(self.rule, dtstart=datetime.combine(self.since, time()))
        assert isinstance(rule, rrule)  # no set of rules is written like that
        return rule

    def __str__(self) -> str:
        return f"{self.rule} at {', '.join(self.times)} ({self.tz}) since {self.since}"


# Two days outside of those dates, so that neither a zone nor the day to each side cuts one off.
_FIRST_INSTANT = datetime(1899, 12, 30, tzinfo=UTC)
_LAST_INSTANT = datetime(2200, 1, 3, tzinfo=UTC)


def _to_day(name: str) -> str:
    written = name.lower()
    for day in _WEEKDAYS:
        # Three letters tell the days apart.
        if len(written) >= 3 and day.startswith(written):
            return day[:2].upper()
    raise DefinitionError(f"{name!r} is no day of the week; write it as 'mon'")


def _exists(on: date, zone: ZoneInfo) -> bool:
    """Whether a zone had a date at all: Samoa, for one, had no 30 December 2011."""
    midnight = datetime.combine(on, time())
    return resolve_wall_time(midnight, zone) < resolve_wall_time(midnight + _DAY, zone)
