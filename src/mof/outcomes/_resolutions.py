"""Resolutions: how fast and how well incidents are resolved."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import chain

from mof.agreements import Clock
from mof.agreements._cycles import follow
from mof.calendars import Calendar
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.incidents._incident_lifecycle import OPEN_STATES
from mof.judgements._breaches import measure
from mof.outcomes._losses import REAL_TIME
from mof.outcomes._measured import Outcome
from mof.outcomes._measures import (
    FIRST_CONTACT_RESOLUTION,
    REOPEN_RATE,
    TIME_TO_RESOLVE,
    TIME_TO_RESTORE,
    Measure,
)
from mof.outcomes._tallies import SHARES, tell_percentiles, tell_share
from mof.outcomes._views import View
from mof.values import Period


def measure_time_to_restore(
    incidents: Iterable[Incident],
    *,
    during: Period,
    as_of: datetime,
    shares: Iterable[Fraction | str | float] = SHARES,
    calendar: Calendar = REAL_TIME,
) -> tuple[Outcome, ...]:
    """Within which time services came back, for shares of the incidents; one outcome for each.

    Where a source does not record that a service was resumed, it is when it was resolved.

    Raises:
        DefinitionError: a share is not between 0 and 1.
    """
    view = View.of(during, as_of)
    return _measure_times(
        TIME_TO_RESTORE, Clock.RESTORATION, incidents, view=view, shares=shares, calendar=calendar
    )


def measure_time_to_resolve(
    incidents: Iterable[Incident],
    *,
    during: Period,
    as_of: datetime,
    shares: Iterable[Fraction | str | float] = SHARES,
    calendar: Calendar = REAL_TIME,
) -> tuple[Outcome, ...]:
    """Within which time incidents were resolved, for shares of them; one outcome for each.

    Raises:
        DefinitionError: a share is not between 0 and 1.
    """
    view = View.of(during, as_of)
    return _measure_times(
        TIME_TO_RESOLVE, Clock.RESOLUTION, incidents, view=view, shares=shares, calendar=calendar
    )


def _measure_times(
    outcome: Measure,
    clock: Clock,
    incidents: Iterable[Incident],
    *,
    view: View,
    shares: Iterable[Fraction | str | float],
    calendar: Calendar,
) -> tuple[Outcome, ...]:
    # Our judgement: whoever waits for a service waits through every pause of the desk.
    clock = clock.without_pauses()
    ended: list[tuple[str, timedelta]] = []
    still_open: list[timedelta] = []
    for incident in view.list_incidents(incidents):
        for cycle in follow(incident, clock, as_of=view.edge):
            taken = measure(cycle, timedelta(), calendar, as_of=view.edge).elapsed
            if cycle.ended_at is None:
                still_open.append(taken)
            elif cycle.stopped_at is not None and cycle.stopped_at in view.period:
                ended.append((incident.id, taken))
    return tell_percentiles(
        outcome, view, ended=ended, still_open=still_open, shares=shares, calendar=calendar
    )


_DONE = frozenset({IncidentState.RESOLVED, IncidentState.CLOSED})
_NOT_AT_ONCE = frozenset(
    {
        IncidentEvent.DISPATCH,
        IncidentEvent.ESCALATE,
        IncidentEvent.WAIT,
        IncidentEvent.RELAPSE,
    }
)


def measure_first_contact_resolution(
    incidents: Iterable[Incident], *, during: Period, as_of: datetime
) -> Outcome:
    """Which share of the incidents resolved in a period were so by the first to work on them."""
    view = View.of(during, as_of)
    resolved = [
        incident
        for incident in view.list_incidents(incidents)
        if incident.resolved_at is not None and incident.resolved_at in during
    ]
    verdicts = {str(incident.id): _is_first_contact(incident) for incident in resolved}
    return tell_share(FIRST_CONTACT_RESOLUTION, view, verdicts)


def _is_first_contact(incident: Incident) -> bool | None:
    """Whether nobody but the first had to do with it; None where it does not tell who had."""
    entries = incident.chronology
    noted: dict[str, set[object]] = {"assignee": set(), "team": set()}
    for name, fact in chain.from_iterable(entry.changes for entry in entries):
        if name in noted and fact is not None:
            noted[name].add(fact)
    if (
        incident.reopen_count
        or any(entry.event in _NOT_AT_ONCE for entry in entries)
        or any(entry.state is IncidentState.PENDING for entry in entries)
        or any(len(facts) > 1 for facts in noted.values())
    ):
        return False
    is_told = any(noted.values()) or any(e.event for e in entries if e.state in _DONE)
    return True if is_told else None


def measure_reopen_rate(
    incidents: Iterable[Incident], *, during: Period, as_of: datetime
) -> Outcome:
    """Which share of the incidents resolved in a period came back in it."""
    view = View.of(during, as_of)
    came_back: dict[str, bool | None] = {
        str(incident.id): any(returns)
        for incident in view.list_incidents(incidents)
        if (returns := list(_follow_resolutions(incident, during)))
    }
    return tell_share(REOPEN_RATE, view, came_back)


def _follow_resolutions(incident: Incident, during: Period) -> Iterator[bool]:
    """For each time that it was resolved in a period, whether it went back to work after it."""
    entries = [entry for entry in incident.chronology if entry.state]
    last_open = max((n for n, e in enumerate(entries) if e.state in OPEN_STATES), default=-1)
    was_done = False
    for position, entry in enumerate(entries):
        is_done = entry.state in _DONE
        if is_done and not was_done and entry.at in during:
            yield position < last_open
        was_done = is_done
