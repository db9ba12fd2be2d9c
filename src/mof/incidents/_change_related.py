"""Incidents that followed changes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import frozen

from mof.changes import ChangeOutcome, RequestForChange
from mof.errors import DefinitionError
from mof.incidents._incidents import Incident
from mof.incidents._restorations import NO_INCIDENT
from mof.records._records import iterate_once
from mof.values import ChangeId, IncidentId, ServiceId


@frozen
class ChangeRelatedIncident:
    """An incident that was opened some time after a change to the same service.

    That it followed is no proof that it was caused; ``is_flawed`` says that the review found
    the change to have failed, or that it was backed out.
    """

    change: ChangeId
    """The change that took effect before."""
    incident: IncidentId
    """The incident that was opened after it."""
    service: ServiceId
    """The service that both are about."""
    after: timedelta
    """The time from the change to the opening; zero is the same instant."""
    is_flawed: bool


def find_change_related_incidents(
    changes: Iterable[RequestForChange],
    incidents: Iterable[Incident],
    *,
    within: timedelta,
    as_of: datetime,
) -> tuple[ChangeRelatedIncident, ...]:
    """The incidents opened within some time after a change to their service took effect.

    Both ends count, so an incident of the very instant followed. An incident after two changes
    is named with each; one that was cancelled, rejected, rerouted or merged into another is none.

    Raises:
        DefinitionError: the time is negative.
    """
    if within < timedelta():
        raise DefinitionError(f"incidents follow within some time after a change, not {within}")
    by_service: dict[ServiceId, list[tuple[datetime, Incident]]] = {}
    for incident in (each.as_of(as_of) for each in iterate_once(incidents)):
        if incident.history and incident.service and incident.state not in NO_INCIDENT:
            opened = by_service.setdefault(incident.service, [])
            opened.append((incident.opened_at, incident))
    for opened in by_service.values():
        opened.sort(key=lambda pair: (pair[0], pair[1].id))
    return tuple(
        ChangeRelatedIncident(
            change.id, incident.id, service, opened_at - released_at, _is_flawed(change)
        )
        for change in (each.as_of(as_of) for each in iterate_once(changes))
        if (released_at := change.completed_at) is not None
        for service in sorted(change.services)
        for opened_at, incident in _slice(by_service.get(service, []), released_at, within)
    )


def _slice(
    opened: list[tuple[datetime, Incident]], start: datetime, within: timedelta
) -> list[tuple[datetime, Incident]]:
    first = bisect_left(opened, start, key=lambda pair: pair[0])
    return opened[first : bisect_right(opened, start + within, key=lambda pair: pair[0])]


def _is_flawed(change: RequestForChange) -> bool:
    return change.outcome in {ChangeOutcome.FAILED, ChangeOutcome.BACKED_OUT}
