"""Time to restore and to resolve: how long users waited for services and resolutions."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction

from mof.agreements import Clock
from mof.calendars import Calendar
from mof.incidents import Incident, IncidentState
from mof.incidents._restorations import RESOLVED, RESTORED, Wait, find_waits
from mof.outcomes._cutoffs import View
from mof.outcomes._lost_user_time import REAL_TIME
from mof.outcomes._measures import MEASURES, Measure
from mof.outcomes._open_cases import SHARES, tell_percentiles
from mof.outcomes._outcomes import Outcome
from mof.outcomes._untold import RECOVERY, find_untold
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
        MEASURES["time to restore"],
        RESTORED,
        incidents,
        view=view,
        shares=shares,
        calendar=calendar,
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
        MEASURES["time to resolve"],
        RESOLVED,
        incidents,
        view=view,
        shares=shares,
        calendar=calendar,
    )


# The clocks that end where waits for these states do.
_CLOCKS = {RESTORED: RECOVERY, RESOLVED: Clock.RESOLUTION.without_pauses()}


def _measure_times(
    outcome: Measure,
    until: frozenset[IncidentState],
    incidents: Iterable[Incident],
    *,
    view: View,
    shares: Iterable[Fraction | str | float],
    calendar: Calendar,
) -> tuple[Outcome, ...]:
    ended: list[tuple[str, timedelta]] = []
    still_open: list[timedelta] = []
    unknown: list[str] = []
    for incident in view.list_incidents(incidents):
        waits = find_waits(incident, until)
        if find_untold(incident, _CLOCKS[until], as_of=view.edge) is not None:
            unknown.append(incident.id)
            continue
        if waits is None:
            continue
        taken = add_up_waits(waits, calendar, as_of=view.edge)
        if waits[-1].end is None:
            still_open.append(taken)
        elif waits[-1].end in view.period:
            ended.append((incident.id, taken))
    return tell_percentiles(
        outcome,
        view,
        ended=ended,
        still_open=still_open,
        unknown=unknown,
        shares=shares,
        calendar=calendar,
    )


def add_up_waits(waits: Iterable[Wait], calendar: Calendar, *, as_of: datetime) -> timedelta:
    """How long users waited in all, in the open time of a calendar, up to an instant at most."""
    return sum((calendar.elapsed(w.start, w.end or as_of) for w in waits), timedelta())
