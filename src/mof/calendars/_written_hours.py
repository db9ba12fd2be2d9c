"""Written hours: what people write into a calendar, checked and brought into one form."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby, pairwise
from re import fullmatch
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

from mof.errors import CalendarError, DefinitionError
from mof.values._date_rules import DateRule, to_rule
from mof.values._instants import load_zone

DateHours = tuple[tuple[str, str], ...]
GivenHours = Iterable[tuple[str, str]]
_Key = TypeVar("_Key", str, date)
_Item = TypeVar("_Item")

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SECOND = 1_000_000
DAY = 86_400 * SECOND


def to_zone_name(tz: str | ZoneInfo) -> str:
    """The name of a zone, once it is known to exist."""
    return load_zone(tz.key if isinstance(tz, ZoneInfo) else tz).key


def to_weekly(
    given: Mapping[str, GivenHours] | Iterable[tuple[str, GivenHours]],
) -> tuple[tuple[str, DateHours], ...]:
    """Weekly hours by weekday, Monday first; weekdays without hours are left out."""
    hours = _to_dict(given, "weekly")
    for weekday in hours:
        if weekday not in WEEKDAYS:
            raise CalendarError(f"unknown weekday {weekday!r}; use {', '.join(WEEKDAYS)}")
    weekly = [(day, to_hours(hours[day], day)) for day in WEEKDAYS if day in hours]
    return tuple((day, day_hours) for day, day_hours in weekly if day_hours)


def to_shifts(
    given: Mapping[date, GivenHours] | Iterable[tuple[date, GivenHours]],
) -> tuple[tuple[date, DateHours], ...]:
    """Shifts by date, oldest first; a date with an empty list is closed by it."""
    hours = {_check_date(on, "a shift"): each for on, each in _to_dict(given, "shifts").items()}
    return tuple((on, to_hours(hours[on], on)) for on in sorted(hours))


def to_breaks(
    given: Mapping[date, GivenHours] | Iterable[tuple[date, GivenHours]],
) -> tuple[tuple[date, DateHours], ...]:
    """Breaks by date, oldest first; dates with an empty list are left out."""
    hours = {_check_date(on, "a break"): each for on, each in _to_dict(given, "breaks").items()}
    breaks = [(on, to_hours(hours[on], on)) for on in sorted(hours)]
    return tuple((on, date_hours) for on, date_hours in breaks if date_hours)


def to_holidays(given: Iterable[date]) -> tuple[date, ...]:
    """Dates, oldest first, each once."""
    days = to_filled(given, "holidays", _HOLIDAYS)
    return tuple(sorted({_check_date(on, "a holiday") for on in days}))


def to_optional_date(given: date | None) -> date | None:
    """A date, or none."""
    return None if given is None else _check_date(given, "an end of what is known or recurs")


def to_annual_holidays(given: Iterable[str]) -> tuple[str, ...]:
    """Days of the year as month and day, January first, and then rules, each once."""
    days = to_filled(given, "annual_holidays", _HOLIDAYS)
    return tuple(sorted({_to_annual_day(day) for day in days}))


def _to_annual_day(day: str) -> str:
    if is_rule(day):
        return make_date_rule(read_rule(day)).text
    # In a leap year, since 29 February is a day of some years.
    if not _is_date_text(f"2000-{day}"):
        raise CalendarError(
            f"annual holiday {day!r} is no day of any year; use 'MM-DD' such as '12-25', or a "
            "rule such as 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'"
        )
    return day


def is_rule(day: str) -> bool:
    """Whether an annual holiday is written as a rule, and not as month and day."""
    return isinstance(day, str) and "=" in day


@contextmanager
def refusing_rules() -> Iterator[None]:
    """Where a rule that is none makes a calendar that is none.

    Raises:
        CalendarError: a definition is refused within.
    """
    try:
        yield
    except DefinitionError as error:
        raise CalendarError(str(error)) from None


def read_rule(text: str) -> str:
    """The text of a rule of dates in one form."""
    with refusing_rules():
        return to_rule(text)


@refusing_rules()
def make_date_rule(text: str, since: date | None = None, until: date | None = None) -> DateRule:
    """The dates of a rule, if there are any."""
    return DateRule(text, since, until)


def to_hours(given: GivenHours, where: object) -> DateHours:
    """The hours of one date in order, none overlapping another."""
    pairs = sorted((_to_pair(pair, where) for pair in _to_list(given, where)), key=measure)
    if not pairs and not isinstance(given, _PLAIN_LISTS):
        raise _hold_nothing(given, f"hours of {where}", "a list, or fill it first")
    for earlier, later in pairwise(pairs):
        if measure(later)[0] < measure(earlier)[1]:
            raise CalendarError(
                f"hours of {where} overlap: {'-'.join(earlier)} and {'-'.join(later)}"
            )
    return tuple(pairs)


def to_date_hours(given: GivenHours) -> DateHours:
    """The hours of each date of a rule."""
    return to_hours(given, "a rule")


def write_hours(weekly: Iterable[tuple[str, DateHours]]) -> str:
    """Weekly hours as people write them: weekdays in a row with the same hours taken together."""
    hours = dict(weekly)
    runs = groupby(WEEKDAYS, key=lambda day: hours.get(day, ()))
    spans = [(tuple(days), each) for each, days in runs if each]
    return ", ".join(f"{_write_days(days)} {write_times(each)}" for days, each in spans)


def _write_days(days: tuple[str, ...]) -> str:
    return days[0] if len(days) == 1 else f"{days[0]}–{days[-1]}"


def write_times(hours: DateHours) -> str:
    """The hours of one date as people write them."""
    return " and ".join(f"{start}–{end}" for start, end in hours)


def split_hours(text: str) -> list[tuple[str, str]]:
    """Hours written in one line: ``09:00-12:00, 13:00-17:00``.

    Raises:
        CalendarError: they are no text.
    """
    if not isinstance(text, str):
        raise CalendarError(f"hours are written as '09:00-12:00, 13:00-17:00', got {text!r}")
    parts = [part.partition("-") for part in text.split(",")]
    return [(start.strip(), end.strip()) for start, _, end in parts]


def read_annual_day(text: str) -> tuple[int, int]:
    """Month and day of a day of the year."""
    return int(text[:2]), int(text[3:])


def to_day_hours(hours: DateHours) -> tuple[tuple[int, int], ...]:
    """Hours as microseconds from midnight."""
    return tuple(map(measure, hours))


def measure(hours: tuple[str, str]) -> tuple[int, int]:
    """Microseconds from midnight to both ends of hours; overnight ones end after 24 h."""
    start, end = (_read_time(text) for text in hours)
    return start, end if end > start else end + DAY


def _check_date(on: date, what: str) -> date:
    """The date, if it is one and no instant.

    Raises:
        CalendarError: it is something else.
    """
    if isinstance(on, date) and not isinstance(on, datetime):
        return on
    raise CalendarError(f"{what} needs a date, got {on!r}; use for instance date(2026, 12, 25)")


def _to_pair(given: Iterable[str], where: object) -> tuple[str, str]:
    pair = _to_list(given, where)
    if len(pair) != 2:
        raise CalendarError(f"hours of {where} are pairs such as ('09:00', '17:00'), got {given!r}")
    start, end = (_to_time(text, where) for text in pair)
    if start in (end, "24:00"):
        raise CalendarError(
            f"hours of {where} from {start} to {end} are empty; a whole day is 00:00 to 24:00"
        )
    return start, "24:00" if end == "00:00" else end


def _to_time(text: str, where: object) -> str:
    """The time of day in its shortest form."""
    if not isinstance(text, str) or not fullmatch(
        r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?", text
    ):
        raise CalendarError(
            f"{text!r} in the hours of {where} is no time of day; use 'HH:MM', 00:00 to 24:00"
        )
    return text.removesuffix(":00") if text.count(":") > 1 else text


def _read_time(text: str) -> int:
    hours, minutes, *seconds = (int(part) for part in text.split(":"))
    return (hours * 3600 + minutes * 60 + sum(seconds)) * SECOND


def _is_date_text(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# What is given as one of these and holds nothing is meant to hold nothing.
_PLAIN_LISTS = (list, tuple, set, frozenset)
_PLAIN_MAPPINGS = (dict, MappingProxyType, list, tuple)
_HOLIDAYS = "a list of dates, or fill it first (for instance with years=range(2021, 2024))"


def _to_dict(
    given: Mapping[_Key, GivenHours] | Iterable[tuple[_Key, GivenHours]], what: str
) -> dict[_Key, GivenHours]:
    try:
        hours = dict(given)
    except (TypeError, ValueError):
        raise CalendarError(f"{what} maps each day to a list of hours, got {given!r}") from None
    # A mapping that fills itself when asked for a day is made of dict, and is not one.
    if not hours and type(given) not in _PLAIN_MAPPINGS:
        raise _hold_nothing(given, what, "a dict, or fill it first")
    return hours


def to_filled(given: Iterable[_Item], what: str, hint: str) -> list[_Item]:
    """What is given as a list; nothing only where that is plainly meant.

    An iterator that is used up, and a mapping that fills itself when it is asked for a day, hold
    nothing by accident.
    """
    items = _to_list(given, what)
    if not items and not isinstance(given, _PLAIN_LISTS):
        raise _hold_nothing(given, what, hint)
    return items


def _hold_nothing(given: object, what: str, hint: str) -> CalendarError:
    return CalendarError(
        f"{what} were given as a {type(given).__name__} that holds nothing; give {hint}"
    )


def _to_list(given: Iterable[_Item], what: object) -> list[_Item]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise CalendarError(f"{what} takes a list, got {given!r}")
    return list(given)
