"""Breaches: where due_at and breached_at are computed, in the open time of a calendar."""

from datetime import datetime, timedelta

from attrs import frozen

from mof.agreements._cycles import Cycle
from mof.agreements._pauses import find_runs
from mof.calendars import BusinessDays, Calendar
from mof.errors import HorizonError, NoOpenTimeError
from mof.values._instants import MICROSECOND, from_microseconds, to_microseconds


@frozen(kw_only=True)
class Measurement:
    """A cycle measured on a calendar; all durations are open time."""

    allowance: timedelta
    elapsed: timedelta
    paused: timedelta
    due_at: datetime | None
    breached_at: datetime | None


def measure(
    cycle: Cycle, within: timedelta | BusinessDays, calendar: Calendar, *, as_of: datetime
) -> Measurement:
    """Measure a cycle against a limit, up to its end or an instant.

    Exactly on the limit is in time. Only open time inside a pause counts as paused, pauses
    that overlap count once, and a pause after the breach moves nothing.
    """
    start = to_microseconds(cycle.started_at)
    end = max(start, to_microseconds(cycle.stopped_at or cycle.voided_at or as_of))
    timeline = calendar.timeline_over(start, end)
    limit = _find_limit(cycle.started_at, within, calendar)
    elapsed, due, breach = 0, None, None
    for run_start, run_end in find_runs(cycle.pauses, start, end):
        spent = timeline.elapsed(run_start, run_end)
        if breach is None and elapsed + spent >= limit:
            reached = timeline.due(run_start, limit - elapsed)
            assert reached is not None  # the run is as long as that
            due = reached if due is None else due
            breach = timeline.next_open(reached) if elapsed + spent > limit else None
        elapsed += spent
    if due is None:
        due = timeline.due(end, limit - elapsed)
    return Measurement(
        allowance=limit * MICROSECOND,
        elapsed=elapsed * MICROSECOND,
        paused=(timeline.elapsed(start, end) - elapsed) * MICROSECOND,
        due_at=_project(calendar, end, limit - elapsed) if due is None else from_microseconds(due),
        breached_at=None if breach is None else from_microseconds(breach),
    )


def _find_limit(start: datetime, within: timedelta | BusinessDays, calendar: Calendar) -> int:
    """The limit in microseconds of open time.

    Our judgement: business days are the open time from the start to the same wall-clock time
    so many business days on, so that pauses move them as they move hours.
    """
    if isinstance(within, BusinessDays):
        within = calendar.elapsed(start, calendar.due(start, within))
    return within // MICROSECOND


def _project(calendar: Calendar, end: int, left: int) -> datetime | None:
    """When the limit would be reached if the clock ran on from its end."""
    try:
        return calendar.due(from_microseconds(end), left * MICROSECOND)
    except (NoOpenTimeError, HorizonError):
        return None


def measure_until(cycle: Cycle, deadline: datetime, *, as_of: datetime) -> Measurement:
    """Measure a cycle against a fixed instant, in real time."""
    end = max(cycle.started_at, cycle.ended_at or as_of)
    return Measurement(
        allowance=deadline - cycle.started_at,
        elapsed=end - cycle.started_at,
        paused=timedelta(0),
        due_at=deadline,
        breached_at=max(deadline, cycle.started_at) if end > deadline else None,
    )
