"""Alerts: what events add up to, one for what has one cause, and the incident that an alert is."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from attrs import Factory, field, frozen

from mof.errors import DefinitionError
from mof.help_requests import Origin
from mof.incidents import Incident
from mof.monitoring._event_filtering import Event, get_order
from mof.monitoring._health_models import Health, HealthModel
from mof.monitoring._monitors import Monitor, collect_monitors
from mof.records import Actor
from mof.values import ConfigurationItemId, EventId, MonitorId, PersonId, ServiceId
from mof.values._checks import check_argument, collect
from mof.values._instants import to_utc

MONITORING = Actor(PersonId("monitoring"), is_automated=True)
"""Who opens an incident for an alert, unless another tool is named."""


def _to_services(value: Iterable[ServiceId]) -> tuple[ServiceId, ...]:
    return tuple(map(ServiceId, collect(value, str, "services of an alert")))


@frozen(kw_only=True)
class Alert:
    """That something was seen which may interrupt a service; one alert for what has one cause.

    `correlate` makes alerts of events, and tells all that is known. The alert of another tool
    needs an id, an instant and a text:

    >>> from datetime import datetime, UTC
    >>> at = datetime(2026, 6, 1, tzinfo=UTC)
    >>> alert = Alert("alert-17", at=at, text="queue above 5000", services=["mail"])
    >>> print(alert.service, alert.health, sep=", ")
    mail, unknown
    """

    id: EventId = field(kw_only=False)
    """The id of the first of its events, or the one that the other tool gave it."""
    at: datetime = field(converter=to_utc)
    """When the first of the events happened."""
    raised_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )
    """When the first of the events was on record; `at` where nothing else is known."""
    subject: str | None = None
    """The service or component to look at first; None where it is not named."""
    health: Health = Health.UNKNOWN
    """The worst that was seen."""
    text: str
    """What was said of the subject."""
    services: tuple[ServiceId, ...] = field(default=(), converter=_to_services)
    """The services that it reaches, since they stand on the subject; the nearest first."""
    events: tuple[EventId, ...] = ()
    """The events that it is made of, in order of time; empty for the alert of another tool."""

    @property
    def service(self) -> ServiceId | None:
        """The service that it is about: the nearest one; None where no service is reached."""
        return self.services[0] if self.services else None

    @property
    def item(self) -> ConfigurationItemId | None:
        """The component that it is about; None where it is a service, or where none is named."""
        if self.subject is None or self.subject == self.service:
            return None
        return ConfigurationItemId(self.subject)


def raise_incident(alert: Alert, *, id: str, by: Actor = MONITORING) -> Incident:  # noqa: A002
    """The incident that an alert is, recorded when it was raised and ready to be categorized.

    The same alert gives the same incident. What has not been lost yet counts too: an incident
    is also what may interrupt a service.
    """
    where = f" ({alert.item})" if alert.item else ""
    at = alert.raised_at
    opened = Incident.open(
        id, origin=Origin.ALERT, alert=alert.id, service=alert.service, at=at, by=by
    )
    return opened.record(situation=f"{alert.text}{where}", at=at, by=by)


@frozen
class _Group:
    """Events that have been found to belong together, and all that those are related to."""

    members: list[tuple[str, Event]]
    related: set[str]

    def takes(self, subject: str) -> bool:
        return subject in self.related


def correlate(
    events: Iterable[Event],
    monitors: Iterable[Monitor],
    model: HealthModel,
    *,
    # Our judgement: as often as monitors commonly look, so that one failure is seen by all.
    within: timedelta = timedelta(minutes=5),
) -> tuple[Alert, ...]:
    """The alerts that events add up to, one for what has one cause, in order of time.

    Our judgement: an event belongs to the earliest alert whose last event is no longer ago than
    so much time, and which has an event about the same subject, about something that stands on
    it, or about something that it stands on. Hand over what `filter_events` kept.

    Raises:
        DefinitionError: the time is negative, or the monitor or the subject of an event is
            unknown.
    """
    check_argument(model, HealthModel, "hand over the model that services are watched by")
    check_argument(within, timedelta, "say within which time events belong together")
    if within < timedelta():
        raise DefinitionError(f"events belong together within some time, not {within}")
    by_id = collect_monitors(monitors)
    open_groups: list[_Group] = []
    groups: list[_Group] = []
    kin: dict[str, frozenset[str]] = {}
    for event in sorted(collect(events, Event, "events"), key=get_order):
        subject = _find_subject(event, by_id, model)
        if subject not in kin:
            kin[subject] = _find_kin(subject, model)
        open_groups = [each for each in open_groups if event.at - each.members[-1][1].at <= within]
        group = next((each for each in open_groups if each.takes(subject)), None)
        if group is None:
            group = _Group([], set())
            groups.append(group)
            open_groups.append(group)
        group.members.append((subject, event))
        group.related.update(kin[subject])
    return tuple(_raise_alert(group, model) for group in groups)


def _find_kin(subject: str, model: HealthModel) -> frozenset[str]:
    graph = model.graph
    return frozenset({subject, *graph.find_ancestors(subject), *graph.find_descendants(subject)})


def _find_subject(event: Event, by_id: Mapping[MonitorId, Monitor], model: HealthModel) -> str:
    monitor = by_id.get(event.monitor)
    if monitor is None or monitor.subject not in model:
        raise DefinitionError(
            f"it is unknown what event {event.id} is about; hand over what filter_events kept"
        )
    return monitor.subject


def _raise_alert(group: _Group, model: HealthModel) -> Alert:
    # Of all nodes, those that others stand on come first in the order of the graph.
    subject, root = min(group.members, key=lambda pair: (model.places[pair[0]], get_order(pair[1])))
    return Alert(
        group.members[0][1].id,
        at=group.members[0][1].at,
        raised_at=min(event.recorded_at for _, event in group.members),
        subject=subject,
        health=_find_worst(event.health for _, event in group.members),
        text=root.text,
        services=model.list_services_above(subject),
        events=tuple(event.id for _, event in group.members),
    )


# Our judgement: what is seen to be ill outranks what is not seen.
_WORST_FIRST = (Health.FAILED, Health.DEGRADED, Health.UNKNOWN)


def _find_worst(healths: Iterator[Health]) -> Health:
    found = frozenset(healths)
    return next((health for health in _WORST_FIRST if health in found), Health.HEALTHY)
