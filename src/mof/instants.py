"""Instants: moments of real time, kept in UTC and counted in microseconds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mof.errors import NaiveTimestampError, ZoneError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)


def to_utc(value: datetime) -> datetime:
    """The same instant in UTC.

    Raises:
        NaiveTimestampError: the value has no time zone.
        TypeError: the value is no datetime at all.
    """
    if not isinstance(value, datetime):
        raise TypeError(f"expected an aware datetime, got {value!r}")
    if value.tzinfo is UTC:
        return value
    if value.utcoffset() is None:
        raise NaiveTimestampError(
            f"{value!r} has no time zone; say which one, "
            'for instance value.replace(tzinfo=ZoneInfo("Europe/Oslo"))',
            value=value,
        )
    return value.astimezone(UTC)


def to_optional_utc(value: datetime | None) -> datetime | None:
    """The same instant in UTC, or None where there is none."""
    return None if value is None else to_utc(value)


def to_microseconds(at: datetime) -> int:
    """Microseconds since 1970-01-01 UTC."""
    delta = to_utc(at) - EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def from_microseconds(microseconds: int) -> datetime:
    """The UTC instant so many microseconds after 1970-01-01 UTC."""
    return EPOCH + timedelta(microseconds=microseconds)


def load_zone(tz: str) -> ZoneInfo:
    """The IANA time zone of that name.

    Raises:
        ZoneError: the zone database has no such zone.
    """
    try:
        return ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError, TypeError) as error:
        raise ZoneError(
            f"unknown time zone {tz!r}; use an IANA name such as 'Europe/Oslo' "
            "(on a machine without zone data, install the tzdata package)",
            tz=tz,
        ) from error


def resolve_wall_time(wall: datetime, zone: ZoneInfo) -> datetime:
    """The UTC instant at which clocks in the zone show a wall-clock time.

    An ambiguous time is its first occurrence; a time that the clocks skip is the
    instant of the skip, so that later wall-clock times never come out earlier.
    """
    before = wall.replace(tzinfo=zone, fold=0)
    after = wall.replace(tzinfo=zone, fold=1)
    offset, offset_after = before.utcoffset(), after.utcoffset()
    assert offset is not None and offset_after is not None  # ZoneInfo always answers
    if offset >= offset_after:
        return (wall - offset).replace(tzinfo=UTC)
    return _find_skip(wall - offset_after, wall - offset, offset, zone)


def _find_skip(low: datetime, high: datetime, offset: timedelta, zone: ZoneInfo) -> datetime:
    """The first second in (low, high] at which the zone no longer has the offset."""
    base = low.replace(tzinfo=UTC, microsecond=0)
    few, many = 0, -(-(high.replace(tzinfo=UTC) - base) // _SECOND)
    while many - few > 1:
        middle = (few + many) // 2
        if (base + middle * _SECOND).astimezone(zone).utcoffset() == offset:
            few = middle
        else:
            many = middle
    return base + many * _SECOND
