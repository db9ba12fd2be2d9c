"""The coverage calendar itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import Self
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from mof.calendars._business_days import BusinessDays
from mof.calendars._calendar_doubts import find_last_minutes, find_unknown_holidays
from mof.calendars._compiled_timelines import HORIZON_END, HORIZON_START, Compilation, check_horizon
from mof.calendars._hand_overs import to_hand_overs
from mof.calendars._holidays import Closures
from mof.calendars._opening_rules import Hours, Rules
from mof.calendars._recurring_hours import RecurringHours, to_recurring
from mof.calendars._timelines import Timeline
from mof.calendars._weekly_hours import Openings, to_date, to_number
from mof.calendars._written_hours import (
    DAY,
    WEEKDAYS,
    DateHours,
    is_rule,
    make_date_rule,
    read_annual_day,
    split_hours,
    to_annual_holidays,
    to_breaks,
    to_day_hours,
    to_holidays,
    to_optional_date,
    to_shifts,
    to_weekly,
    to_zone_name,
    write_hours,
)
from mof.documents import format_count
from mof.errors import CalendarError, HorizonError, NoOpenTimeError
from mof.values import Period
from mof.values._checks import check_argument, check_part
from mof.values._instants import (
    EPOCH,
    MICROSECOND,
    from_microseconds,
    load_zone,
    resolve_wall_time,
    to_microseconds,
)

_A_PERIOD = "name the period, such as Period.month(2026, 6, tz='UTC')"
# The dates just before and just after those that calendars count.
_FIRST_DAY, _LAST_DAY = to_number(date(1899, 12, 31)), to_number(date(2200, 1, 1))


def _to_hand_overs(
    value: "Mapping[datetime, Calendar] | Iterable[tuple[datetime, Calendar]]",
) -> "tuple[tuple[datetime, Calendar], ...]":
    return to_hand_overs(value)


def _count(values: tuple[object, ...]) -> str:
    return f"<{len(values)}>"


@frozen(kw_only=True, cache_hash=True)
class Calendar:
    """The hours in which a service is supported, in one time zone.

    Weekly hours open by weekday, recurring ones by a rule, and shifts by date; a shift replaces
    what the others would open on its date, and recurring hours replace weekly ones. Hours that
    end before they start run overnight and belong to the date on which they start. Holidays
    (whole dates) and breaks close, whatever the date that owns the hours: what is left of a
    shift after a holiday's midnight stays open.

    All hours are wall-clock times of the zone; all time counted is real time. A time that the
    clocks skip is the instant of the skip, an ambiguous one its first occurrence.

    >>> desk = Calendar.weekdays("09:00-17:00", tz="Europe/Oslo")
    >>> friday = datetime.fromisoformat("2026-06-05T16:00+02:00")
    >>> print(desk.due(friday, timedelta(hours=2)))
    2026-06-08 08:00:00+00:00

    Every question about an instant outside the years 1900 to 2199 raises `HorizonError`, every
    one about a datetime without a zone `NaiveTimestampError`.

    Raises:
        CalendarError: the definition contradicts itself, or can never open.
        ZoneError: the zone is unknown.
    """

    tz: str = field(converter=to_zone_name)
    """The IANA name of the zone in which all dates and hours are meant; a `ZoneInfo` will do."""
    weekly: tuple[tuple[str, DateHours], ...] = field(default=(), converter=to_weekly)
    """Hours by weekday, ``mon`` to ``sun``, each a pair such as ``("09:00", "17:00")``.

    A weekday without hours is closed. ``("22:00", "06:00")`` runs overnight; a whole day is
    ``("00:00", "24:00")``. A mapping will do.
    """
    holidays: tuple[date, ...] = field(default=(), converter=to_holidays, repr=_count)
    """Dates that are closed from midnight to midnight and are no business days."""
    annual_holidays: tuple[str, ...] = field(default=(), converter=to_annual_holidays)
    """The same for days of every year, written ``MM-DD`` such as ``12-25``.

    Or as a rule (RFC 5545): ``FREQ=YEARLY;BYMONTH=11;BYDAY=4TH`` is the fourth Thursday of
    November, and ``FREQ=YEARLY;BYEASTER=1`` the day after Easter Sunday.
    """
    breaks: tuple[tuple[date, DateHours], ...] = field(default=(), converter=to_breaks, repr=_count)
    """Hours by date in which it is closed, such as for a move; the date is no holiday."""
    shifts: tuple[tuple[date, DateHours], ...] = field(default=(), converter=to_shifts, repr=_count)
    """Hours by date instead of the weekly hours of that date; an empty list closes the date."""
    also: tuple["Calendar", ...] = ()
    """Calendars that have to be open at the same time; ``&`` fills them in."""
    recurring: tuple[RecurringHours, ...] = field(default=(), converter=to_recurring, repr=_count)
    """Hours by a rule instead of the weekly ones; on a date of several the last holds."""
    holidays_until: date | None = field(default=None, converter=to_optional_date)
    """The last date whose holidays are known. None: ``holidays`` names all there ever are."""
    hand_overs: tuple[tuple[datetime, "Calendar"], ...] = field(
        default=(), converter=_to_hand_overs
    )
    """From which instants on the hours of another calendar hold, as when work follows the sun.

    Dates, zone and business days stay those of this one. A mapping will do.
    """

    def __attrs_post_init__(self) -> None:
        for _, calendar in self.hand_overs:
            check_part(calendar, Calendar, "what takes over from a calendar")
        last = self.holidays[-1] if self.holidays else None
        if last and self.holidays_until and last > self.holidays_until:
            raise CalendarError(
                f"holidays are known until {self.holidays_until}, and {last} is one after that"
            )
        # Nearly every calendar opens within the first days, so the look is short.
        start, length = HORIZON_START, 8 * DAY
        while not self._rules.find_open(start, min(start + length, HORIZON_END)):
            start, length = start + length, 2 * length
            if start > HORIZON_END:
                raise CalendarError(f"{self} can never open; give it weekly hours or shifts")

    @property
    def hours_text(self) -> str:
        """The weekly hours in words, with the zone; exceptions are counted, not listed.

        >>> Calendar.weekdays("09:00-17:00", tz="Europe/Oslo").hours_text
        'mon–fri 09:00–17:00 (Europe/Oslo)'
        """
        dated = len(self.holidays) + len(self.annual_holidays) + len(self.breaks)
        parts = (
            write_hours(self.weekly),
            *map(str, self.recurring),
            f"{format_count(len(self.shifts), 'date')} with shifts" if self.shifts else "",
            f"closed by {format_count(dated, 'holiday or break', 'holidays or breaks')}"
            if dated
            else "",
            f"holidays known until {self.holidays_until}" if self.holidays_until else "",
            *(f"in doubt: {doubt}" for doubt in find_last_minutes(_list_hours(self))),
            f"then {format_count(len(self.hand_overs), 'hand-over')}" if self.hand_overs else "",
        )
        own = f"{', '.join(part for part in parts if part)} ({self.tz})"
        return " and ".join([own, *(other.hours_text for other in self.also)])

    def find_doubts(self, during: Period | None = None) -> tuple[str, ...]:
        """What is probably not meant so, and whether holidays of a period may not be known.

        >>> for doubt in Calendar.weekdays("00:00-23:59", tz="UTC").find_doubts():
        ...     print(doubt)
        hours of mon, tue, wed, thu, fri end just before midnight; a day ends with 24:00
        """
        doubts = chain.from_iterable(find_last_minutes(_list_hours(each)) for each in self._parts)
        if during is None:
            return tuple(doubts)
        check_argument(during, Period, _A_PERIOD)
        return (*doubts, *self.find_unknown_holidays(during.start, during.end))

    def find_unknown_holidays(self, start: datetime, end: datetime) -> tuple[str, ...]:
        """Until when holidays are known, of each calendar that knows too few up to an instant."""
        return tuple(
            doubt
            for each in self._parts
            for doubt in find_unknown_holidays(each.holidays_until, each.tz, start, end)
        )

    def check_holidays(self, during: Period) -> None:
        """Refuse a period of whose dates not all holidays are known.

        Raises:
            CalendarError: the period goes on after ``holidays_until``.
            ArgumentError: it is no period.
        """
        check_argument(during, Period, _A_PERIOD)
        for doubt in self.find_unknown_holidays(during.start, during.end):
            raise CalendarError(f"{doubt}; give the holidays of later years, and until when")

    @classmethod
    def always(cls, *, tz: str | ZoneInfo = "UTC") -> Self:
        """The calendar that never closes; the zone says when its dates begin."""
        return cls(tz=tz, weekly={day: [("00:00", "24:00")] for day in WEEKDAYS})

    @classmethod
    def weekdays(
        cls,
        hours: str,
        *,
        tz: str | ZoneInfo,
        holidays: Iterable[date] = (),
        annual_holidays: Iterable[str] = (),
        holidays_until: date | None = None,
    ) -> Self:
        """The same hours from Monday to Friday, such as ``"09:00-12:00, 13:00-17:00"``."""
        return cls(
            tz=tz,
            weekly=dict.fromkeys(WEEKDAYS[:5], split_hours(hours)),
            holidays=holidays,
            annual_holidays=annual_holidays,
            holidays_until=holidays_until,
        )

    def __and__(self, other: "Calendar") -> Self:
        """Open when both are; zone, holidays and business days are those of the left one."""
        if not isinstance(other, Calendar):
            return NotImplemented
        return evolve(self, also=(*self.also, evolve(other, also=()), *other.also))

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Open time from one instant to another, negative if the other is earlier."""
        first, last = to_microseconds(start), to_microseconds(end)
        try:
            return MICROSECOND * self._compilation.timeline.elapsed(first, last)
        except HorizonError:
            return MICROSECOND * self._compilation.cover(first, last).elapsed(first, last)

    def due(
        self, start: datetime, within: timedelta | BusinessDays, *, roll: bool = False
    ) -> datetime:
        """The instant at which so much open time has passed since another instant.

        An amount that ends exactly at a closing is due at the closing; with ``roll`` at the
        next opening instead. A negative amount counts back. Business days leave a whole day for
        each: from the next opening on, at the same wall-clock time so many business days later,
        and no earlier than the close of that day where less open time would be left than the
        shortest day on the way has. Negative ones are added as `add_days` does.

        Raises:
            NoOpenTimeError: the calendar has not that much open time.
        """
        if isinstance(within, BusinessDays):
            return self._due_in_days(start, within, roll=roll)
        at, span = to_microseconds(start), _to_span(within)
        try:
            due = self._compilation.timeline.due(at, span)
        except HorizonError:
            due = None
        if due is None:
            due = self._find(lambda line, at: line.due(at, span), at, backward=span < 0)
        return self._roll(due, backward=span < 0) if roll else EPOCH + due * MICROSECOND

    def _due_in_days(self, start: datetime, within: BusinessDays, *, roll: bool) -> datetime:
        if within.count <= 0:
            return self.add_days(start, within.count, roll=roll)
        start = self.next_open(start)
        later = self.add_days(start, within.count)
        # Our judgement: who is told "a day" counts on a whole one, whenever the ticket arrives.
        if within.end_of_day or self.elapsed(start, later) < self._find_shortest(start, later):
            last = self.previous_open(later) if within.end_of_day else later
            later = self.add_days(last, 0, end_of_day=True)
        return self.next_open(later) if roll else self.previous_open(later)

    def _find_shortest(self, start: datetime, end: datetime) -> timedelta:
        """The open time of the shortest business day from one instant's date to another's."""
        days = range(self._day_at(start), self._day_at(end) + 1)
        hours = (self._rules.find_hours(d) for d in days if self._rules.is_business_day(d))
        sizes = (sum(close - opening for opening, close in stretches) for stretches in hours)
        return min(filter(None, sizes), default=0) * MICROSECOND

    def is_open(self, at: datetime) -> bool:
        """Whether the service is supported from an instant on."""
        instant = to_microseconds(at)
        return self._compilation.cover(instant, instant).is_open(instant)

    def next_open(self, at: datetime) -> datetime:
        """The instant itself while open, otherwise the next opening.

        Raises:
            NoOpenTimeError: the calendar does not open again.
        """
        return self._roll(to_microseconds(at), backward=False)

    def previous_open(self, at: datetime) -> datetime:
        """The instant itself if open until then, otherwise the last closing before it.

        Raises:
            NoOpenTimeError: the calendar was never open before.
        """
        return self._roll(to_microseconds(at), backward=True)

    def next_close(self, at: datetime) -> datetime:
        """The next instant at which open time ends, now or after the next opening.

        Raises:
            NoOpenTimeError: the calendar does not open again, or never closes.
        """
        if all(map(_never_closes, self._parts)):
            raise NoOpenTimeError("a calendar without closed time has no next closing")
        return from_microseconds(self._find(Timeline.next_close, to_microseconds(at)))

    def periods(
        self, start: datetime, end: datetime | None = None, *, backward: bool = False
    ) -> Iterator[tuple[datetime, datetime]]:
        """The open stretches from one instant to another, cut at both, one by one.

        Stretches that touch are one. Backward, the latest comes first and the end lies before
        the start. Without an end they go on for as long as calendars count.
        """
        horizon = HORIZON_START if backward else HORIZON_END
        at = check_horizon(to_microseconds(start))
        until = horizon if end is None else check_horizon(to_microseconds(end))
        walk = self._compilation.walk_back if backward else self._compilation.walk
        return _to_periods(walk(at, until))

    def stretches(
        self, start: datetime, end: datetime
    ) -> Iterator[tuple[datetime, datetime, Hours]]:
        """Every moment from one instant to another, as stretches of one coverage each.

        What is closed is a holiday if its local date is one, else a break, else outside hours.
        """
        first, last = to_microseconds(start), to_microseconds(end)
        opened = list(self.timeline_over(first, last).stretches(first, last))
        for (since, until), kind in self._rules.label(opened, first, last):
            yield from_microseconds(since), from_microseconds(until), kind

    def is_holiday(self, at: datetime) -> bool:
        """Whether the local date of an instant is a holiday."""
        return self._rules.closures.is_holiday(self._day_at(at))

    def is_business_day(self, on: date) -> bool:
        """Whether a date is no holiday and owns open time, once breaks are taken out."""
        return self._rules.is_business_day(_to_number(on))

    def business_days(self, first: date, last: date, *, inclusive: bool = True) -> int:
        """The number of business days from one date to another, negative if that is earlier.

        Both dates count; with ``inclusive=False`` the earlier one does not.
        """
        start, end = _to_number(first), _to_number(last)
        if end < start:
            return -self.business_days(last, first, inclusive=inclusive)
        days = range(start if inclusive else start + 1, end + 1)
        return sum(self._rules.is_business_day(day) for day in days)

    def add_days(
        self,
        start: datetime,
        days: int,
        *,
        roll: bool = False,
        roll_start: bool = False,
        end_of_day: bool = False,
    ) -> datetime:
        """The same wall-clock time so many business days later, or earlier if negative.

        With ``roll`` it then goes on to open time, or back to it if the days are negative. With
        ``roll_start`` it counts from a business day, after moving to one if need be. With
        ``end_of_day`` the answer is the closing of that business day.

        Raises:
            NoOpenTimeError: the calendar has not that many business days.
        """
        step = -1 if days < 0 else 1
        day = first = self._day_at(start)
        # Each business day is a date of its own, so that there is no need to look for too many.
        if abs(days) > (_LAST_DAY - day if step > 0 else day - _FIRST_DAY):
            raise self._no_answer(to_microseconds(start), backward=step < 0)
        if roll_start or (end_of_day and not days):
            day = self._seek_business_day(first, step)
        for _ in range(abs(days)):
            day = self._seek_business_day(day + step, step)
        if end_of_day:
            due = self._rules.find_owned(day)[-1][1]
        else:
            due = to_microseconds(start) if day == first else self._move(start, day)
        if roll:
            return self._roll(check_horizon(due), backward=step < 0)
        return from_microseconds(check_horizon(due))

    def hours_on(self, on: date) -> tuple[tuple[datetime, datetime], ...]:
        """The open stretches that belong to a date; an overnight one ends on the next."""
        return tuple(_to_periods(self._rules.find_hours(_to_number(on))))

    def timeline_over(self, start: int, end: int, *, reach: int = 0) -> Timeline:
        """The compiled open time around some instants, for those who count a lot.

        All in integers (see `mof.values._instants.to_microseconds`): convert the instants of one
        computation, take one timeline for the earliest and the latest of them, and count on
        that. It answers `Timeline.elapsed` between them exactly as the calendar does. Ask with
        ``reach`` for at least so much open time after the end; then `Timeline.due` of any of
        the instants within the reach is None only if the calendar itself knows no answer.
        """
        if reach:
            self._compilation.search(lambda line, at: line.due(at, reach), end, HORIZON_END)
        return self._compilation.cover(start, end)

    @property
    def _parts(self) -> tuple["Calendar", ...]:
        """The calendars that have a part in it."""
        return (self, *self.also, *(calendar for _, calendar in self.hand_overs))

    @cached_property
    def _compilation(self) -> Compilation:
        return Compilation(self._rules.find_open)

    @cached_property
    def _rules(self) -> Rules:
        return _make_rules(self)

    def _find(
        self, ask: Callable[[Timeline, int], int | None], at: int, *, backward: bool = False
    ) -> int:
        horizon = HORIZON_START if backward else HORIZON_END
        answer = self._compilation.search(ask, at, horizon)
        if answer is None:
            raise self._no_answer(at, backward=backward)
        return answer

    def _no_answer(self, at: int, *, backward: bool) -> HorizonError | NoOpenTimeError:
        """The error for a question that has no answer on any day that calendars count."""
        side = "before" if backward else "after"
        where = f"{side} {from_microseconds(at)}"
        if all(map(_goes_on, self._parts)):
            return HorizonError(
                f"the answer {where} lies outside the years 1900 to 2199",
                value=from_microseconds(at),
            )
        return NoOpenTimeError(
            f"{self} has not that much open time {where}; its shifts are all it has"
        )

    def _roll(self, at: int, *, backward: bool) -> datetime:
        ask = Timeline.previous_open if backward else Timeline.next_open
        return from_microseconds(self._find(ask, at, backward=backward))

    def _day_at(self, at: datetime) -> int:
        """The number of the local date of an instant."""
        check_horizon(to_microseconds(at))
        return to_number(at.astimezone(self._rules.zone).date())

    def _seek_business_day(self, day: int, step: int) -> int:
        """The first business day from a date on, or back from it."""
        # The first and the last instant can lie on one more date of a zone.
        for candidate in range(day, _LAST_DAY + 1 if step > 0 else _FIRST_DAY - 1, step):
            if self._rules.is_business_day(candidate):
                return candidate
        raise self._no_answer(day * DAY, backward=step < 0)

    def _move(self, at: datetime, day: int) -> int:
        """The instant at which a date shows the same wall-clock time as another instant."""
        zone = self._rules.zone
        time = at.astimezone(zone).time()
        return to_microseconds(resolve_wall_time(datetime.combine(to_date(day), time), zone))


def _list_hours(calendar: Calendar) -> Iterator[tuple[object, DateHours]]:
    """All hours of a definition, by the days on which they hold."""
    recurring = ((each, each.hours) for each in calendar.recurring)
    return chain(calendar.weekly, recurring, calendar.shifts, calendar.breaks)


def _goes_on(calendar: Calendar) -> bool:
    """Whether a calendar opens again and again, and not on the dates of a list alone."""
    recurring = map(RecurringHours.make_dates, calendar.recurring)
    return bool(calendar.weekly) or any(dates.goes_on for dates in recurring)


def _never_closes(calendar: Calendar) -> bool:
    """Whether a definition leaves no moment of any date closed."""
    takes_out = calendar.holidays or calendar.annual_holidays or calendar.breaks
    replaces = calendar.shifts or calendar.recurring
    whole = dict.fromkeys(WEEKDAYS, (("00:00", "24:00"),))
    return not takes_out and not replaces and dict(calendar.weekly) == whole


def _make_rules(calendar: Calendar) -> Rules:
    weekly = dict(calendar.weekly)
    rules = [day for day in calendar.annual_holidays if is_rule(day)]
    days = [day for day in calendar.annual_holidays if not is_rule(day)]
    return Rules(
        zone=load_zone(calendar.tz),
        openings=Openings(
            weekly=tuple(to_day_hours(weekly.get(day, ())) for day in WEEKDAYS),
            shifts={to_number(on): to_day_hours(hours) for on, hours in calendar.shifts},
            recurring=tuple((r.make_dates(), to_day_hours(r.hours)) for r in calendar.recurring),
        ),
        closures=Closures(
            holidays=frozenset(map(to_number, calendar.holidays)),
            annual_holidays=frozenset(map(read_annual_day, days)),
            breaks={to_number(on): to_day_hours(hours) for on, hours in calendar.breaks},
            rules=tuple(map(make_date_rule, rules)),
        ),
        also=tuple(map(_make_rules, calendar.also)),
        hand_overs=tuple(
            (to_microseconds(at), _make_rules(other)) for at, other in calendar.hand_overs
        ),
    )


def _to_periods(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[datetime, datetime]]:
    for start, end in stretches:
        yield from_microseconds(start), from_microseconds(end)


def _to_span(within: timedelta) -> int:
    try:
        return within // MICROSECOND
    except TypeError:
        raise TypeError(f"expected a timedelta or BusinessDays, got {within!r}") from None


def _to_number(on: date) -> int:
    """The number of a date that calendars count."""
    if not isinstance(on, date) or isinstance(on, datetime):
        raise TypeError(f"expected a date, got {on!r}; an instant has one in each zone")
    day = to_number(on)
    if day not in range(_FIRST_DAY + 1, _LAST_DAY):
        raise HorizonError(f"{on} is outside the years 1900 to 2199", value=on)
    return day
