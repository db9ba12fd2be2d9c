"""Instants: moments of real time, kept in UTC and counted in microseconds."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mof.errors import ArgumentError, HorizonError, NaiveTimestampError, ZoneError
from mof.values._checks import shorten

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
_SECOND = 1_000_000
_DAY = 86_400 * _SECOND


def to_utc(value: datetime) -> datetime:
    """The same instant in UTC.

    Raises:
        NaiveTimestampError: the value has no time zone.
        HorizonError: in UTC the value lies outside the years 1 to 9999.
        ArgumentError: the value is no datetime at all.
    """
    if not isinstance(value, datetime):
        raise ArgumentError(
            f"expected an aware datetime, got {shorten(value)}; give an instant, such as "
            "datetime(2026, 6, 1, 9, tzinfo=UTC)",
            value=value,
        )
    if value.tzinfo is UTC:
        return value
    if value.utcoffset() is None:
        raise NaiveTimestampError(
            f"{value!r} has no time zone; say which one, "
            'for instance value.replace(tzinfo=ZoneInfo("Europe/Oslo"))',
            value=value,
        )
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise HorizonError(f"{value!r} has no equivalent in UTC", value=value) from None


def to_optional_utc(value: datetime | None) -> datetime | None:
    """The same instant in UTC, or None where there is none."""
    return None if value is None else to_utc(value)


def to_microseconds(at: datetime) -> int:
    """Microseconds since 1970-01-01 UTC."""
    try:
        delta = at - EPOCH
        return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds
    except (TypeError, AttributeError):
        # Only an aware datetime has a distance from the epoch; this says what is wrong.
        return to_microseconds(to_utc(at))


def from_microseconds(microseconds: int) -> datetime:
    """The UTC instant so many microseconds after 1970-01-01 UTC."""
    return EPOCH + microseconds * MICROSECOND


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
    offset = _offset_at(wall.replace(fold=0), zone)
    later_offset = _offset_at(wall.replace(fold=1), zone)
    if offset >= later_offset:
        return (wall - offset).replace(tzinfo=UTC)
    before = to_microseconds((wall - later_offset).replace(tzinfo=UTC, microsecond=0))
    after = to_microseconds((wall - offset).replace(tzinfo=UTC)) + _SECOND
    return from_microseconds(_find_change(zone, before, after))


def find_second_occurrence(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The UTC instant at which clocks show a wall-clock time again; None where they do not."""
    offset = _offset_at(wall.replace(fold=0), zone)
    later_offset = _offset_at(wall.replace(fold=1), zone)
    return (wall - later_offset).replace(tzinfo=UTC) if later_offset < offset else None


def resolve_wall_times(walls: Sequence[int], zone: ZoneInfo) -> list[int]:
    """The instants of many wall-clock times, oldest first, as `resolve_wall_time` gives them.

    Both are counted in microseconds since 1970, the wall-clock times as if they were UTC.
    """
    if not walls:
        return []
    instants: list[int] = []
    offsets = _find_offsets(zone, walls[0], walls[-1])
    ends = [since for since, _ in offsets[1:]]
    for (since, offset), until in zip_longest(offsets, ends):
        first = len(instants)
        # The old offset holds until clocks that keep to it show the instant of the change.
        stop = len(walls) if until is None else bisect_left(walls, until + offset, first)
        instants += [wall - offset for wall in walls[first:stop]]
        for skipped in range(first, bisect_left(instants, since, first)):
            instants[skipped] = since
    return instants


def _find_offsets(zone: ZoneInfo, first: int, last: int) -> list[tuple[int, int]]:
    """The offsets of the wall-clock times between two, each with the instant of its beginning."""
    # No zone ever changed its offset twice within three days, so a look at each midnight finds
    # every change, and nothing else happens a day to either side of it.
    midnights = range(first // _DAY * _DAY, last + 2 * _DAY, _DAY)
    wall, one_day = from_microseconds(midnights[0]).replace(tzinfo=None), timedelta(days=1)
    offsets = [(midnights[0] - 2 * _DAY, _offset_at(wall, zone) // MICROSECOND)]
    seen = zone.utcoffset(wall)
    for midnight in midnights:
        if zone.utcoffset(wall) != seen:
            seen = zone.utcoffset(wall)
            since = _find_change(zone, midnight - 2 * _DAY, midnight + _DAY)
            offsets.append((since, _offset_at(wall, zone) // MICROSECOND))
        wall += one_day
    return offsets


def _find_change(zone: ZoneInfo, before: int, after: int) -> int:
    """The second, later than one instant, from which a zone has no longer the offset it had."""
    offset = _offset_after(zone, before)
    seconds = range(before, after + 1, _SECOND)
    return seconds[bisect_left(seconds, 1, key=lambda at: _offset_after(zone, at) != offset)]


def _offset_after(zone: ZoneInfo, at: int) -> int:
    """The offset of a zone from an instant on."""
    local = from_microseconds(at).astimezone(zone)
    return to_microseconds(local.replace(tzinfo=UTC)) - at


def _offset_at(wall: datetime, zone: ZoneInfo) -> timedelta:
    offset = zone.utcoffset(wall)
    assert offset is not None  # a ZoneInfo knows the offset of every wall-clock time
    return offset
