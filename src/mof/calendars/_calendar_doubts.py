"""Doubts about a calendar: what is probably not meant, and dates of which it may not know all."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from mof.calendars._written_hours import DateHours
from mof.values._instants import MICROSECOND, load_zone, to_utc

_LAST_MINUTE = ("23:59", "23:59:59")


def find_last_minutes(hours: Iterable[tuple[object, DateHours]]) -> Iterator[str]:
    """The days whose hours end just before midnight, as one doubt."""
    # Our judgement: who writes 23:59 cannot write 24:00 elsewhere, and means the end of the day.
    days = [str(on) for on, each in hours if any(end in _LAST_MINUTE for _, end in each)]
    if days:
        names = ", ".join(days[:7]) + (f" and {len(days) - 7} more" if len(days) > 7 else "")
        yield f"hours of {names} end just before midnight; a day ends with 24:00"


def find_unknown_holidays(
    until: date | None, tz: str, start: datetime, end: datetime
) -> Iterator[str]:
    """The dates up to an instant of which holidays are not known, as one doubt."""
    if until is None or to_utc(end) <= to_utc(start):
        return
    last = (end.astimezone(UTC) - MICROSECOND).astimezone(load_zone(tz)).date()
    if last > until:
        yield f"holidays are known until {until} only, and time until {last} is counted"
