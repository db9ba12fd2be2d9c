"""Values of one word in JSON: read strictly, written in one form only."""

from datetime import UTC, date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from functools import cache
from re import compile as compile_pattern

from mof.converters._faults import describe, find_fault
from mof.converters._hook_types import Reader, Value
from mof.errors import NaiveTimestampError
from mof.values._checks import find_half_character
from mof.values._instants import MICROSECOND, to_utc

_DURATION = compile_pattern(
    r"(-)?P(?=[0-9T])(?:([0-9]{1,12})D)?"
    r"(?:T(?=[0-9])(?:([0-9]{1,14})H)?(?:([0-9]{1,15})M)?"
    r"(?:([0-9]{1,16})(?:\.([0-9]{1,6}))?S)?)?"
)
# What this library writes, and what RFC 3339 allows besides: a blank between the two, any offset.
_INSTANT = compile_pattern(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?:[01][0-9]|2[0-3]):[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2}(?::?[0-9]{2})?)?"
)
_FRACTION = compile_pattern(r"-?[0-9]{1,4000}(/[0-9]{1,4000})?")


def to_reader(kind: type, words: str) -> Reader:
    """A reader that takes values of exactly one type of JSON."""

    def read(value: object, _: object = None) -> Value:
        if type(value) is kind:
            return value
        raise find_fault(f"expected {words}, got {describe(value)}")

    return read


def read_text(value: object, _: object = None) -> str:
    """A text of whole characters.

    Tools that cut a title may leave half a character behind, which cannot be written again.
    """
    if type(value) is not str:
        raise find_fault(f"expected text, got {describe(value)}")
    if half := find_half_character(value):
        raise find_fault(
            f"holds half a character ({half}); take it out, or write \\ufffd in its place"
        )
    return value


def read_term(value: object, terms: type[Enum]) -> Enum:
    """A word of a vocabulary."""
    members = _list_members(terms)
    try:
        return members[value]
    except (KeyError, TypeError):
        words = ", ".join(map(repr, members))
        raise find_fault(f"expected one of {words}, got {describe(value)}") from None


@cache
def _list_members(terms: type[Enum]) -> dict[object, Enum]:
    return {term.value: term for term in terms}


def write_term(term: Enum) -> object:
    """The word of a term."""
    return term.value


def read_instant(value: object, _: object = None) -> datetime:
    """An instant from ISO 8601 text with its offset from UTC, to the microsecond at most.

    Dates are those of the calendar: neither of weeks nor written without dashes.
    """
    try:
        if type(value) is str and _INSTANT.fullmatch(value):
            return to_utc(datetime.fromisoformat(value))
    except NaiveTimestampError:
        raise find_fault(
            f"{describe(value)} does not say its offset from UTC; write for instance "
            "'2026-06-01T10:00:00Z' or '2026-06-01T12:00:00+02:00'"
        ) from None
    except ValueError:
        pass
    raise find_fault(f"expected an instant such as '2026-06-01T10:00:00Z', got {describe(value)}")


def write_instant(value: datetime) -> str:
    """An instant as ISO 8601 text in UTC, ending in Z."""
    at = value if value.tzinfo is UTC else to_utc(value)
    return f"{at.isoformat()[:-6]}Z"


def read_date(value: object, _: object = None) -> date:
    """A date from its one ISO 8601 form with dashes."""
    try:
        if type(value) is str and (on := date.fromisoformat(value)).isoformat() == value:
            return on
    except ValueError:
        pass
    raise find_fault(f"expected a date such as '2026-12-24', got {describe(value)}")


def write_date(value: date) -> str:
    """A date as ISO 8601 text."""
    return value.isoformat()


def read_day_or_instant(value: object, _: object = None) -> date | datetime:
    """A date, or an instant, told apart by their form."""
    is_instant = isinstance(value, str) and len(value) > len("2026-12-24")
    return read_instant(value) if is_instant else read_date(value)


def write_day_or_instant(value: date | datetime) -> str:
    """A date or an instant, each in its own form."""
    return write_instant(value) if isinstance(value, datetime) else write_date(value)


def read_duration(value: object, _: object = None) -> timedelta:
    """A duration from ISO 8601 text; a day is 24 hours, and months have no fixed length.

    >>> read_duration("-PT1H0.5S")
    datetime.timedelta(days=-1, seconds=82799, microseconds=500000)
    """
    try:
        if isinstance(value, str) and (match := _DURATION.fullmatch(value)):
            sign, days, hours, minutes, seconds, fraction = match.groups(default="")
            duration = timedelta(
                days=int(days or 0),
                hours=int(hours or 0),
                minutes=int(minutes or 0),
                seconds=int(seconds or 0),
                microseconds=int(fraction.ljust(6, "0")),
            )
            return -duration if sign else duration
    except OverflowError:
        pass
    raise find_fault(f"expected a duration such as 'PT8H30M', got {describe(value)}")


def write_duration(value: timedelta) -> str:
    """A duration as ISO 8601 text in hours, minutes and seconds.

    It has no days, since a day of a calendar is not always 24 hours long.

    >>> write_duration(timedelta(days=2, hours=14, seconds=-0.5))
    'PT61H59M59.5S'
    """
    microseconds = value // MICROSECOND
    if not microseconds:
        return "PT0S"
    minutes, rest = divmod(abs(microseconds), 60_000_000)
    hours, minutes = divmod(minutes, 60)
    seconds, fraction = divmod(rest, 1_000_000)
    second = f"{seconds}.{fraction:06}".rstrip("0") if fraction else str(seconds)
    parts = ((hours, f"{hours}H"), (minutes, f"{minutes}M"), (rest, f"{second}S"))
    text = "".join(part for amount, part in parts if amount)
    return f"{'-' if microseconds < 0 else ''}PT{text}"


def read_fraction(value: object, _: object = None) -> Fraction:
    """An exact number from text such as 19/20 or 3."""
    try:
        if isinstance(value, str) and _FRACTION.fullmatch(value):
            return Fraction(value)
    except ZeroDivisionError:
        pass
    raise find_fault(f"expected an exact number such as '19/20' or '3', got {describe(value)}")


def write_fraction(value: Fraction) -> str:
    """An exact number as text, such as 19/20."""
    return str(value)
