"""Time parts: what each stretch of a record's time counts as, the first label that applies."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import takewhile

from attrs import frozen

from mof.agreements import Pause
from mof.calendars import Calendar
from mof.calendars._opening_rules import Hours
from mof.values import Term


class TimePartLabel(Term):
    """What a stretch of time counts as, the first that applies."""

    HOLIDAY = "holiday"
    """A holiday of the calendar; it does not count, paused or not."""
    BREAK = "break"
    """A break of the calendar, such as Christmas Eve after noon."""
    OUTSIDE_HOURS = "outside hours"
    """Closed by the weekly hours, such as a night."""
    PAUSED = "paused"
    """Open, but the clock was paused, as while the user is waited for."""
    OTHER_TEAM = "other team"
    """Open, but another team had the record, whose time an OLA does not count."""
    RUNNING = "running"
    """Open and counted: these stretches add up to the elapsed time."""


@frozen
class TimePart:
    """A stretch of a record's time and what it counts as."""

    start: datetime
    """Its first instant."""
    end: datetime
    """Where the next stretch begins."""
    label: TimePartLabel
    """What it counts as."""
    reason: str = ""
    """Why it was paused, as noted; blank for all other labels."""

    @property
    def duration(self) -> timedelta:
        """How long the stretch is by the wall clock."""
        return self.end - self.start


def label_time(
    start: datetime, end: datetime, calendar: Calendar, pauses: tuple[Pause, ...]
) -> Iterator[TimePart]:
    """Label every microsecond between two instants; what is closed is never paused.

    The pauses are in order of time.
    """
    passed = 0  # so many of the pauses are over, so that each is looked at about once
    for first, last, hours in calendar.stretches(start, end):
        if hours is not Hours.OPEN:
            yield TimePart(first, last, TimePartLabel(hours.value))
            continue
        while passed < len(pauses) and _is_over(pauses[passed], first):
            passed += 1
        left = (pauses[place] for place in range(passed, len(pauses)))
        yield from _label_open(first, last, left)


def _is_over(pause: Pause, at: datetime) -> bool:
    return pause.end is not None and pause.end <= at


def _label_open(start: datetime, end: datetime, pauses: Iterable[Pause]) -> Iterator[TimePart]:
    for pause in takewhile(lambda each: each.start < end, pauses):
        pause_start = max(start, pause.start)
        pause_end = min(end, pause.end or end)
        if pause_start < pause_end:
            if start < pause_start:
                yield TimePart(start, pause_start, TimePartLabel.RUNNING)
            label = TimePartLabel.OTHER_TEAM if pause.is_away else TimePartLabel.PAUSED
            yield TimePart(pause_start, pause_end, label, "" if pause.is_away else pause.reason)
            start = pause_end
    if start < end:
        yield TimePart(start, end, TimePartLabel.RUNNING)
