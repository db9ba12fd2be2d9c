"""Incidents that followed changes, and what flawed changes brought down."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import frozen

from mof.changes import ChangeOutcome, RequestForChange
from mof.errors import DefinitionError
from mof.incidents._incidents import Incident
from mof.records._records import iterate_once
from mof.values import ChangeId, IncidentId, Period, ServiceId


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
    is named with each.

    Raises:
        DefinitionError: the time is negative.
    """
    if within < timedelta():
        raise DefinitionError(f"incidents follow within some time after a change, not {within}")
    by_service: dict[ServiceId, list[tuple[datetime, Incident]]] = {}
    for incident in (each.as_of(as_of) for each in iterate_once(incidents)):
        if incident.history and incident.service:
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


def count_flawed_downtime(
    changes: Iterable[RequestForChange],
    incidents: Iterable[Incident],
    *,
    within: timedelta,
    during: Period,
    as_of: datetime,
) -> int:
    """How often a flawed change brought a service down in a period.

    The white paper's measure is instances of server downtime from flawed changes per month. Our
    judgement: an instance is an incident opened in the period that followed a flawed change to
    its service; after two such changes it counts once.
    """
    kept = tuple(incidents)
    opened = {incident.id: incident.opened_at for incident in kept}
    found = find_change_related_incidents(changes, kept, within=within, as_of=as_of)
    return len(
        {each.incident for each in found if each.is_flawed and opened[each.incident] in during}
    )
