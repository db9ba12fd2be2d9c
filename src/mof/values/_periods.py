"""Periods: half-open stretches of time that reports and reviews are about."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Self

from attrs import field, frozen
from dateutil.relativedelta import relativedelta

from mof.errors import DefinitionError
from mof.values._instants import load_zone, resolve_wall_time, to_utc


@frozen
class Period:
    """The instants from ``start`` up to but not including ``end``.

    >>> print(Period.month(2026, 6, tz="Europe/Oslo"))
    June 2026 (Europe/Oslo)
    """

    start: datetime = field(converter=to_utc)
    """The first instant, in UTC."""
    end: datetime = field(converter=to_utc)
    """The first instant after it, in UTC."""
    tz: str = field(default="UTC", eq=False, kw_only=True)
    """The IANA name of the zone in which dates are shown and months begin.

    Two periods with the same instants are equal whatever their zones.
    """

    def __attrs_post_init__(self) -> None:
        load_zone(self.tz)
        if self.end <= self.start:
            raise DefinitionError(f"a period ends after it starts: {self.start} to {self.end}")

    @classmethod
    def week(cls, year: int, week: int, *, tz: str) -> Self:
        """A week of ISO 8601, Monday to Sunday, of a year of such weeks: 1 to 52 or 53.

        >>> print(Period.week(2026, 23, tz="Europe/Oslo"))
        2026-W23 (Europe/Oslo)
        """
        last = date(year, 12, 28).isocalendar().week  # which always lies in the last week
        _check_number(week, last, "week", f"the year {year}")
        monday = date.fromisocalendar(year, week, 1)
        return cls._local(datetime.combine(monday, time()), relativedelta(days=7), tz)

    @classmethod
    def days(cls, count: int, *, last: date, tz: str) -> Self:
        """So many whole days of a zone, up to and including the last of them.

        >>> print(Period.days(30, last=date(2026, 6, 15), tz="Europe/Oslo").preceding(1)[0].label)
        30 days to 2026-05-16

        Days that are a calendar month, quarter, year or week are that, and are shown as such.
        """
        check_days(count)
        if isinstance(last, datetime):
            raise DefinitionError(f"the last of the days is a date, not the instant {last}")
        end = datetime.combine(last, time()) + relativedelta(days=1)
        return cls._local(end - relativedelta(days=count), relativedelta(days=count), tz)

    @classmethod
    def month(cls, year: int, month: int, *, tz: str) -> Self:
        """A calendar month of a zone, 1 to 12."""
        _check_number(month, 12, "month")
        return cls._local(datetime(year, month, 1), relativedelta(months=1), tz)

    @classmethod
    def quarter(cls, year: int, quarter: int, *, tz: str) -> Self:
        """A calendar quarter of a zone, 1 to 4."""
        _check_number(quarter, 4, "quarter")
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

    def preceding(self, count: int) -> tuple["Period", ...]:
        """So many periods of the same length up to where this one starts, oldest first.

        Before a calendar month, quarter or year of the zone come months, quarters or years, and
        before whole days of it as many days, also where the clocks change.
        """
        months, days = self._whole_months, self._whole_days
        if months is None and days is None:
            length = self.end - self.start
            starts = [self.start - back * length for back in range(count, 0, -1)]
            return tuple(Period(start, start + length, tz=self.tz) for start in starts)
        span = relativedelta(months=months or 0, days=0 if months else days or 0)
        first = datetime.combine(self.first_day, time())
        return tuple(
            Period._local(first - back * span, span, self.tz) for back in range(count, 0, -1)
        )

    @property
    def first_day(self) -> date:
        """The local date on which the period starts."""
        return self.start.astimezone(self._zone).date()

    def is_in_time(self, set_on: date | datetime) -> bool:
        """Whether what was set then, such as a target or a budget, stood when the period began.

        In time is what was set on or before the first local day of the period. An instant counts
        by its date in the period's zone, so that a budget recorded on the morning of 1 June is in
        time for June. Our judgement: the framework asks for indicators that were set previously
        and does not say when; a target is set for a day, and seldom at midnight.

        >>> june = Period.month(2026, 6, tz="Europe/Oslo")
        >>> june.is_in_time(date(2026, 6, 1)), june.is_in_time(date(2026, 6, 2))
        (True, False)
        >>> june.is_in_time(datetime.fromisoformat("2026-06-01T08:00:00+02:00"))
        True
        """
        if isinstance(set_on, datetime):
            set_on = to_utc(set_on).astimezone(self._zone).date()
        return set_on <= self.first_day

    @property
    def _zone(self) -> tzinfo:
        return load_zone(self.tz)

    @property
    def _first_of_month(self) -> datetime:
        start = self.start.astimezone(self._zone)
        return datetime(start.year, start.month, 1)

    @property
    def _whole_months(self) -> int | None:
        """1, 3 or 12 for a calendar month, quarter or year of the zone, otherwise None."""
        first = self._first_of_month
        lengths = {1: True, 3: first.month % 3 == 1, 12: first.month == 1}
        for months, may_begin in lengths.items():
            if may_begin and self == Period._local(first, relativedelta(months=months), self.tz):
                return months
        return None

    @property
    def _whole_days(self) -> int | None:
        """How many local days it is, from midnight to midnight, otherwise None."""
        end = self.end.astimezone(self._zone).date()
        days = (end - self.first_day).days
        first = datetime.combine(self.first_day, time())
        is_whole = days > 0 and self == Period._local(first, relativedelta(days=days), self.tz)
        return days if is_whole else None

    @property
    def _days_text(self) -> str | None:
        """A week, one day or so many of them; None where it is not of whole days, or of months."""
        days, first = self._whole_days, self.first_day
        if days is None or first.day == (first + timedelta(days=days)).day == 1:
            return None
        if days == _WEEK and first.isoweekday() == 1:
            return f"{first:%G-W%V}"
        return str(first) if days == 1 else f"{days} days to {first + timedelta(days=days - 1)}"

    @property
    def label(self) -> str:
        """The period in a word or two.

        Such as "Jun 2026", "2026 Q2", "2026", "2026-W23", "30 days to 2026-06-15" or its first day.
        """
        start = self.start.astimezone(self._zone)
        labels = {
            1: f"{start:%b %Y}",
            3: f"{start:%Y} Q{(start.month + 2) // 3}",
            12: f"{start:%Y}",
            None: self._days_text or f"{start:%Y-%m-%d}",
        }
        return labels[self._whole_months]

    def __str__(self) -> str:
        start, end = self.start.astimezone(self._zone), self.end.astimezone(self._zone)
        if self._whole_months is None and self._days_text is None:
            return f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} ({self.tz})"
        name = f"{start:%B %Y}" if self._whole_months == 1 else self.label
        return f"{name} ({self.tz})"


_WEEK = 7


def _check_number(number: int, last: int, what: str, whole: str = "a year") -> None:
    if number not in range(1, last + 1):
        raise DefinitionError(f"{whole} has no {what} {number!r}; use 1 to {last}")


def check_days(count: int) -> None:
    """Refuse what is no number of days.

    Raises:
        DefinitionError: it is no whole number from 1 on.
    """
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise DefinitionError(f"days are counted from 1, not {count!r}")
