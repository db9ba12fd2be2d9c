"""Short ways to write down histories; the hours are counted from a Monday, 09:00 in Oslo."""

from datetime import datetime, timedelta
from typing import Any

from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.records import Entry
from mof.values import IncidentId, Term
from world import MAIL, MONDAY

IncidentEntry = Entry[IncidentState, IncidentEvent]


def hours(count: float) -> datetime:
    """So many hours after nine on Monday."""
    return MONDAY + timedelta(hours=count)


def note(
    at: float,
    state: IncidentState | None = None,
    reason: str | Term | None = None,
    *,
    recorded: float | None = None,
    **changes: Any,
) -> IncidentEntry:
    """An entry as another tool writes it, without an event."""
    return Entry(
        hours(at),
        state=state,
        reason=None if reason is None else str(reason),
        changes=changes,
        recorded_at=hours(at if recorded is None else recorded),
    )


def tell(
    *entries: IncidentEntry, opened: float = 0, name: str = "incident-1", **changes: Any
) -> Incident:
    """An incident about mail, opened at nine, with a history from elsewhere."""
    first = note(opened, IncidentState.OPEN, **{"service": MAIL, **changes})
    return Incident(IncidentId(name), (first, *entries), opened_at=hours(opened))
