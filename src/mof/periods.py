"""Periods: half-open stretches of time that reports and reviews are about."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import Self

from attrs import field, frozen
from dateutil.relativedelta import relativedelta

from mof.errors import DefinitionError
from mof.instants import load_zone, resolve_wall_time, to_utc


@frozen
class Period:
    """The instants from ``start`` up to but not including ``end``.

    The zone is for showing local dates only; two periods with the same instants are equal.

    >>> print(Period.month(2026, 6, tz="Europe/Oslo"))
    June 2026 (Europe/Oslo)
    """

    start: datetime = field(converter=to_utc)
    end: datetime = field(converter=to_utc)
    tz: str = field(default="UTC", eq=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        load_zone(self.tz)
        if self.end <= self.start:
            raise DefinitionError(f"a period ends after it starts: {self.start} to {self.end}")

    @classmethod
    def month(cls, year: int, month: int, *, tz: str) -> Self:
        """A calendar month of a zone."""
        return cls._local(datetime(year, month, 1), relativedelta(months=1), tz)

    @classmethod
    def quarter(cls, year: int, quarter: int, *, tz: str) -> Self:
        """A calendar quarter of a zone, 1 to 4."""
        return cls._local(datetime(year, 3 * quarter - 2, 1), relativedelta(months=3), tz)

    @classmethod
    def year(cls, year: int, *, tz: str) -> Self:
        """A calendar year of a zone."""
        return cls._local(datetime(year, 1, 1), relativedelta(years=1), tz)

    @classmethod
    def _local(cls, first: datetime, length: relativedelta, tz: str) -> Self:
        zone = load_zone(tz)
        return cls(resolve_wall_time(first, zone), resolve_wall_time(first + length, zone), tz=tz)

    def __contains__(self, at: datetime) -> bool:
        return self.start <= to_utc(at) < self.end

    def months(self) -> Iterator["Period"]:
        """The calendar months that the period touches, whole, oldest first."""
        first = self.start.astimezone(self._zone).replace(tzinfo=None, hour=0, minute=0)
        first = first.replace(day=1, second=0, microsecond=0)
        while resolve_wall_time(first, load_zone(self.tz)) < self.end:
            yield Period.month(first.year, first.month, tz=self.tz)
            first += relativedelta(months=1)

    def months_before(self, count: int) -> tuple["Period", ...]:
        """So many whole calendar months up to where this period starts, oldest first."""
        first = self.start.astimezone(self._zone)
        starts = [first - relativedelta(months=back) for back in range(count, 0, -1)]
        return tuple(Period.month(start.year, start.month, tz=self.tz) for start in starts)

    @property
    def first_day(self) -> date:
        """The local date on which the period starts."""
        return self.start.astimezone(self._zone).date()

    @property
    def _zone(self) -> tzinfo:
        return load_zone(self.tz)

    def __str__(self) -> str:
        start, end = self.start.astimezone(self._zone), self.end.astimezone(self._zone)
        first = datetime(start.year, start.month, 1)
        names = {1: f"{start:%B %Y}"}
        if start.month % 3 == 1:
            names[3] = f"{start:%Y} Q{(start.month + 2) // 3}"
        if start.month == 1:
            names[12] = f"{start:%Y}"
        for months, name in names.items():
            if self == Period._local(first, relativedelta(months=months), self.tz):
                return f"{name} ({self.tz})"
        return f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} ({self.tz})"
