"""Date rules: dates that come round by a rule, such as the fourth Thursday of November.

The rules are a subset of RFC 5545: dates only, since times are wall-clock times of a zone. Each
year is looked at day by day, so that a rule that names no date at all is known to do so.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain, groupby
from re import compile as compile_pattern

from attrs import field, frozen
from dateutil.easter import easter

from mof.errors import DefinitionError

FIRST_DATE, LAST_DATE = date(1900, 1, 1), date(2199, 12, 31)
"""The dates of the years in which calendars count time."""
YEARS = range(1899, 2201)
"""One year more on both sides, since a zone may be a date behind or ahead of UTC."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CODES = tuple(day[:2].upper() for day in _WEEKDAYS)
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}

_DAYS = "|".join(_CODES)
_MONTH = "1[0-2]|[1-9]"
_MONTH_DAY = "-?(3[01]|[12][0-9]|[1-9])"
_WEEK = "5[0-3]|[1-4][0-9]|[1-9]"
_PLACE = "-?(36[0-6]|3[0-5][0-9]|[12][0-9]{2}|[1-9][0-9]?)"
_PARTS = {
    "FREQ": compile_pattern(r"DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": compile_pattern(r"[1-9][0-9]{0,3}"),
    "COUNT": compile_pattern(r"[1-9][0-9]{0,4}"),
    "WKST": compile_pattern(_DAYS),
    "BYDAY": compile_pattern(rf"([+-]?[1-5])?({_DAYS})(,([+-]?[1-5])?({_DAYS}))*"),
    "BYMONTHDAY": compile_pattern(rf"({_MONTH_DAY})(,({_MONTH_DAY}))*"),
    "BYMONTH": compile_pattern(rf"({_MONTH})(,({_MONTH}))*"),
    "BYWEEKNO": compile_pattern(rf"({_WEEK})(,({_WEEK}))*"),
    # Not of the RFC: days from Easter Sunday on, as python-dateutil writes them.
    "BYEASTER": compile_pattern(r"[+-]?[1-7]?[0-9](,[+-]?[1-7]?[0-9])*"),
    "BYSETPOS": compile_pattern(rf"({_PLACE})(,({_PLACE}))*"),
}
# Which parts count within something, and how often a rule has to come round for that.
_WITHIN = {
    "BYMONTHDAY": ("days of months", ("MONTHLY", "YEARLY")),
    "BYSETPOS": ("days of months", ("MONTHLY", "YEARLY")),
    "BYWEEKNO": ("weeks of years", ("YEARLY",)),
    "BYEASTER": ("days from Easter on", ("YEARLY",)),
}
# Without one of these, the first date says on which days the rule falls.
_SAYING_DAYS = {
    "DAILY": (),
    "WEEKLY": ("BYDAY",),
    "MONTHLY": ("BYDAY", "BYMONTHDAY"),
    "YEARLY": ("BYDAY", "BYMONTHDAY", "BYEASTER"),
}


def to_rule(value: str) -> str:
    """The text of a rule in one form.

    Raises:
        DefinitionError: it is no rule, or contradicts itself.
    """
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
    _check_parts(value, parts)
    # Otherwise the week would begin as a setting of the whole program says.
    parts.setdefault("WKST", "MO")
    return ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)


def _check_parts(value: str, parts: Mapping[str, str]) -> None:
    """Refuse parts that do not go together."""
    often = parts["FREQ"]
    for name, (what, allowed) in _WITHIN.items():
        if name in parts and often not in allowed:
            raise DefinitionError(
                f"the rule {value!r} counts {what} by {name}; that takes FREQ={allowed[0]}"
            )
    has_places = any(map(str.isdigit, parts.get("BYDAY", "")))
    if has_places and often in {"DAILY", "WEEKLY"}:
        raise DefinitionError(
            f"the rule {value!r} counts days of the week within months; that takes FREQ=MONTHLY"
        )
    # What the RFC leaves open where weeks are numbered is not guessed.
    is_plain = "BYDAY" in parts and "BYSETPOS" not in parts and not has_places
    if "BYWEEKNO" in parts and not (is_plain and parts.get("WKST", "MO") == "MO"):
        raise DefinitionError(
            f"the rule {value!r} numbers weeks by ISO 8601, from Monday on; it takes days such as "
            "BYDAY=SA, without places among them, and no other WKST"
        )


@frozen
class DateRule:
    """The dates of a rule from a date on.

    Without a first date it holds in all years that are counted, and has to say by itself on
    which days it falls.

    Raises:
        DefinitionError: the rule contradicts itself, names no date, or needs a first date.
    """

    text: str = field(converter=to_rule)
    since: date | None = None
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.since is None and (why := self._find_need()):
            raise DefinitionError(f"the rule {self.text!r} {why}; give the first one as since=")
        if not any(map(self.list_year, self._years)):
            raise DefinitionError(
                f"the rule {self.text!r} names no date from {self.since or FIRST_DATE} to "
                f"{self.until or LAST_DATE}"
            )

    def _find_need(self) -> str | None:
        """Why the rule needs a first date."""
        if self._parts.get("INTERVAL", "1") != "1" or "COUNT" in self._parts:
            return "counts from a first date on"
        saying = _SAYING_DAYS[self._parts["FREQ"]]
        if saying and self._parts.keys().isdisjoint(saying):
            return f"does not say on which days, as by {saying[0]}, but takes them from a date"
        return None

    def list_dates(self, first: date, last: date) -> Iterator[date]:
        """The dates from one to another, both inclusive."""
        return map(date.fromordinal, self.list_ordinals(first.toordinal(), last.toordinal()))

    def list_ordinals(self, first: int, last: int) -> Iterator[int]:
        """The same as ordinals."""
        years = self._years
        start = max(years.start, date.fromordinal(first).year)
        for year in range(start, min(years.stop, date.fromordinal(last).year + 1)):
            days = self.list_year(year)
            yield from days[bisect_left(days, first) : bisect_right(days, last)]

    @cached_property
    def goes_on(self) -> bool:
        """Whether nothing ends it."""
        return self.until is None and "COUNT" not in self._parts

    def list_year(self, year: int) -> tuple[int, ...]:
        """The dates of one year, as ordinals in order."""
        if year not in self._years:
            return ()
        days = _list_days(self, year)
        if "COUNT" not in self._parts:
            return days
        before = sum(len(_list_days(self, each)) for each in range(self._years.start, year))
        return days[: max(0, int(self._parts["COUNT"]) - before)]

    @cached_property
    def _years(self) -> range:
        first = self.since.year if self.since else YEARS.start
        return range(first, self.until.year + 1 if self.until else YEARS.stop)

    @cached_property
    def _parts(self) -> dict[str, str]:
        return dict(part.split("=") for part in self.text.split(";"))

    @cached_property
    def limits(self) -> "_Limits":
        """What the parts of the rule ask of a date."""
        return _read_limits(self._parts, self.since)


@frozen
class _Limits:
    """What the parts of a rule ask of a date; nothing where they are empty."""

    often: str
    months: frozenset[int]
    month_days: frozenset[int]
    weekdays: frozenset[tuple[int, int]]
    """Each with its place in the month or year, 0 for all of them."""
    weeks: frozenset[int]
    easter_days: frozenset[int]
    places: frozenset[int]
    interval: int
    week_start: int
    phase: int
    """Which of so many days, weeks, months or years it falls in."""

    def list_days(self, year: int) -> list[int]:
        """The dates of a year that all of them allow, as ordinals."""
        months = [
            _list_month(year, month)
            for month in range(1, 13)
            if (not self.months or month in self.months)
            and (self.often in {"DAILY", "WEEKLY"} or self._has_turn(date(year, month, 1)))
        ]
        by_month = self.often == "MONTHLY" or self.months
        sets = months if by_month or not months else [range(months[0].start, months[-1].stop)]
        days = set(chain.from_iterable(months))
        if self.weekdays:
            days.intersection_update(self._find_weekdays(sets))
        if self.month_days:
            days.intersection_update(_pick(months, self.month_days))
        if self.weeks:
            days = {day for day in days if date.fromordinal(day).isocalendar().week in self.weeks}
        if self.easter_days:
            feast = easter(year).toordinal()
            days.intersection_update(feast + offset for offset in self.easter_days)
        if self.interval > 1 and self.often in {"DAILY", "WEEKLY"}:
            dates = map(date.fromordinal, days)
            days = {on.toordinal() for on in dates if self._has_turn(on)}
        return self._pick_places(sorted(days))

    def _find_weekdays(self, sets: Iterable[range]) -> Iterator[int]:
        for days in sets:
            for weekday, place in self.weekdays:
                # The ordinal of a Monday is 1 more than a multiple of 7.
                first = days.start + (weekday + 1 - days.start) % 7
                found = range(first, days.stop, 7)
                yield from _pick([found], [place]) if place else found

    def _pick_places(self, days: list[int]) -> list[int]:
        """The dates of a year that have the places asked for in their month or year."""
        if not self.places:
            return days
        months = groupby(days, lambda day: self.often == "MONTHLY" and date.fromordinal(day).month)
        return sorted(set(_pick([list(found) for _, found in months], self.places)))

    def _has_turn(self, on: date) -> bool:
        return _count_turns(on, self.often, self.week_start) % self.interval == self.phase


def _list_month(year: int, month: int) -> range:
    first = date(year, month, 1).toordinal()
    return range(first, first + monthrange(year, month)[1])


def _pick(sets: Iterable[Sequence[int]], places: Iterable[int]) -> Iterator[int]:
    """What has some places, counted from 1 or back from -1, in each of some sets."""
    for found in sets:
        for place in places:
            if abs(place) <= len(found):
                yield found[place - 1 if place > 0 else place]


@lru_cache(maxsize=1024)
def _list_days(rule: DateRule, year: int) -> tuple[int, ...]:
    """The dates of one year as ordinals, whatever its count."""
    since, until = rule.since or date.min, rule.until or date.max
    days = rule.limits.list_days(year)
    first, last = since.toordinal(), until.toordinal()
    return tuple(days[bisect_left(days, first) : bisect_right(days, last)])


def _read_limits(parts: Mapping[str, str], since: date | None) -> _Limits:
    often = parts["FREQ"]
    months, days = _read_numbers(parts, "BYMONTH"), _read_numbers(parts, "BYMONTHDAY")
    weekdays = frozenset(map(_read_weekday, filter(None, parts.get("BYDAY", "").split(","))))
    if since and parts.keys().isdisjoint(_SAYING_DAYS[often]):
        if often == "WEEKLY":
            weekdays = frozenset([(since.weekday(), 0)])
        elif often != "DAILY":
            days = frozenset([since.day])
            months = months or frozenset([since.month] if often == "YEARLY" else ())
    interval, week_start = int(parts.get("INTERVAL", "1")), _CODES.index(parts["WKST"])
    return _Limits(
        often=often,
        months=months,
        month_days=days,
        weekdays=weekdays,
        weeks=_read_numbers(parts, "BYWEEKNO"),
        easter_days=_read_numbers(parts, "BYEASTER"),
        places=_read_numbers(parts, "BYSETPOS"),
        interval=interval,
        week_start=week_start,
        phase=_count_turns(since, often, week_start) % interval if since else 0,
    )


def _count_turns(on: date, often: str, week_start: int) -> int:
    """The number of the day, week, month or year in which a date lies."""
    match often:
        case "DAILY":
            return on.toordinal()
        case "WEEKLY":
            return (on.toordinal() - 1 - week_start) // 7
        case "MONTHLY":
            return 12 * on.year + on.month
        case _:
            return on.year


def _read_numbers(parts: Mapping[str, str], name: str) -> frozenset[int]:
    return frozenset(map(int, parts[name].split(","))) if name in parts else frozenset()


def _read_weekday(text: str) -> tuple[int, int]:
    return _CODES.index(text[-2:]), int(text[:-2] or "0")


def list_weekdays(days: Iterable[str]) -> str:
    """Days of the week as rules write them, such as ``MO,TH``."""
    return ",".join(to_weekday(day) for day in days)


def to_weekday(name: str) -> str:
    """A day of the week as rules write it.

    Raises:
        DefinitionError: it is no day of the week.
    """
    written = name.lower()
    for day in _WEEKDAYS:
        # Three letters tell the days apart.
        if len(written) >= 3 and day.startswith(written):
            return day[:2].upper()
    raise DefinitionError(f"{name!r} is no day of the week; write it as 'mon'")


def to_day_of_month(day: int | str) -> str:
    """A day of the month as the part of a rule: 31, -1 for the last, or ``"last fri"``.

    Raises:
        DefinitionError: it is no day of a month.
    """
    if not isinstance(day, str):
        return f"BYMONTHDAY={day}"
    place, _, name = day.partition(" ")
    if place not in _PLACES:
        raise DefinitionError(
            f"{day!r} is no day of a month; write it as 'last fri', with one of "
            f"{', '.join(_PLACES)}"
        )
    return f"BYDAY={_PLACES[place]}{to_weekday(name)}"
