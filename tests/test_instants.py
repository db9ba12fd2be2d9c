"""Instants: what counts as one, and which one a wall clock means."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from brute_force import ODD_DATES, find_instant
from mof.errors import HorizonError, NaiveTimestampError, ZoneError
from mof.values._instants import (
    from_microseconds,
    load_zone,
    resolve_wall_time,
    resolve_wall_times,
    to_microseconds,
    to_optional_utc,
    to_utc,
)

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 12, 24, 12, tzinfo=UTC)


def test_an_instant_is_the_same_in_utc() -> None:
    in_tokyo = NOON.astimezone(ZoneInfo("Asia/Tokyo"))

    assert NOON == to_utc(in_tokyo)
    assert UTC is to_utc(in_tokyo).tzinfo
    assert NOON is to_utc(NOON)
    assert NOON == to_optional_utc(in_tokyo)
    assert to_optional_utc(None) is None


@pytest.mark.parametrize("convert", [to_utc, to_microseconds])
def test_a_naive_datetime_is_no_instant(convert: Any) -> None:
    with pytest.raises(NaiveTimestampError, match="has no time zone; say which one") as caught:
        convert(datetime(2026, 12, 24))

    assert datetime(2026, 12, 24) == caught.value.value


@pytest.mark.parametrize("convert", [to_utc, to_microseconds])
@pytest.mark.parametrize("value", [NOON.date(), "2026-12-24", 5, None, timedelta(1)])
def test_what_is_no_datetime_is_no_instant(convert: Any, value: object) -> None:
    with pytest.raises(TypeError, match="expected an aware datetime"):
        convert(value)


def test_an_instant_without_equivalent_in_utc_is_refused() -> None:
    ahead = timezone(timedelta(hours=14))

    with pytest.raises(HorizonError, match="has no equivalent in UTC"):
        to_utc(datetime(1, 1, 1, tzinfo=ahead))


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Europe/Berlin"), timezone(timedelta(hours=-3))])
def test_microseconds_count_from_1970_both_ways(zone: Any) -> None:
    at = datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC).astimezone(zone)

    assert -1 == to_microseconds(at)
    assert at == from_microseconds(-1)


@pytest.mark.parametrize("tz", ["Mars/Olympus", "", "../etc", "\0", None])
def test_an_unknown_zone_is_refused(tz: Any) -> None:
    with pytest.raises(ZoneError, match="unknown time zone"):
        load_zone(tz)


@pytest.mark.parametrize("tz, on", ODD_DATES)
def test_a_wall_clock_time_is_the_first_instant_that_shows_it_or_a_later_one(
    tz: str, on: Any
) -> None:
    zone, start = ZoneInfo(tz), datetime(on.year, on.month, on.day) - timedelta(days=1)
    walls = [start + count * 15 * MINUTE for count in range(3 * 96)]
    expected = [find_instant(wall, tz) for wall in walls]

    assert expected == [resolve_wall_time(wall, zone) for wall in walls]
    assert expected == [
        from_microseconds(at)
        for at in resolve_wall_times(
            [to_microseconds(wall.replace(tzinfo=UTC)) for wall in walls], zone
        )
    ]
    for wall, at in zip(walls[::7], expected[::7], strict=True):
        alone = resolve_wall_times([to_microseconds(wall.replace(tzinfo=UTC))], zone)
        assert [to_microseconds(at)] == alone


def test_no_wall_clock_times_are_no_instants() -> None:
    assert [] == resolve_wall_times([], ZoneInfo("UTC"))
