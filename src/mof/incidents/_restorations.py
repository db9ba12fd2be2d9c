"""Restorations: when the users of an incident were without, and when they had the service back."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import takewhile

from attrs import frozen

from mof.incidents._incident_lifecycle import IncidentEvent, IncidentState
from mof.incidents._incidents import Incident
from mof.records import Entry

# Restoration is that the service is resumed, which is not yet that the incident is resolved
# (ITIL's time to restore service ends there too). MOF 4.0 names no such state: that a source
# which does not record it is taken at its resolution or closure is our judgement.
RESTORED = frozenset({IncidentState.SERVICE_RESUMED, IncidentState.RESOLVED, IncidentState.CLOSED})
"""The states in which users have the service back."""

RESOLVED = frozenset({IncidentState.RESOLVED, IncidentState.CLOSED})
"""The states in which nothing more is to be done."""

# Our judgement: users wait for nothing here where there was no incident, or where another record
# stands for it.
NO_INCIDENT = frozenset({IncidentState.CANCELLED, IncidentState.REJECTED, IncidentState.REROUTED})
"""The states of what turned out to be no incident, or one that another record stands for."""

_Entry = Entry[IncidentState, IncidentEvent]


@frozen
class Wait:
    """A time in which users waited, from one entry to another, and when each was recorded.

    ``end`` and ``end_recorded_at`` are None while they wait.
    """

    start: datetime
    recorded_at: datetime
    end: datetime | None = None
    end_recorded_at: datetime | None = None


def list_waits(incident: Incident, until: Collection[IncidentState] = RESTORED) -> tuple[Wait, ...]:
    """The times in which users of an incident waited for the service, in order.

    This is the library's one measure of time to restore: from the opening of the incident until
    its service was resumed, whatever the ticket itself waited for meanwhile, and again from a
    relapse or a reopening on. What lies between, and what is cancelled, rejected or rerouted,
    is no waiting. With other states, until it came to one of those.
    """
    return tuple(_follow(incident, incident.chronology, until))


def find_waits(
    incident: Incident, until: Collection[IncidentState] = RESTORED
) -> tuple[Wait, ...] | None:
    """The same for a figure of times; None where the wait came to no end that counts.

    As for a clock, an incident that was cancelled, rejected or rerouted while users waited does
    not count, even if somebody took it up again, and what comes after counts for nothing.
    """
    kept = tuple(takewhile(lambda e: e.state not in NO_INCIDENT, incident.chronology))
    waits = tuple(_follow(incident, kept, until))
    is_void = len(kept) < len(incident.chronology) and (not waits or waits[-1].end is None)
    return None if is_void else waits


def _follow(
    incident: Incident, entries: Sequence[_Entry], until: Collection[IncidentState]
) -> Iterator[Wait]:
    if not entries:
        return
    begun: tuple[datetime, datetime] | None = (incident.opened_at, entries[0].recorded_at)
    for entry in entries:
        if entry.state is None:
            continue
        at = max(entry.at, incident.opened_at)
        is_waiting = entry.state not in until and entry.state not in NO_INCIDENT
        if is_waiting and begun is None:
            begun = at, entry.recorded_at
        elif begun is not None and not is_waiting:
            yield Wait(*begun, at, entry.recorded_at)
            begun = None
    if begun is not None:
        yield Wait(*begun)
