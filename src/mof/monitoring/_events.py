"""Events: what monitors report, which of it matters, and what belongs together."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from operator import attrgetter

from attrs import Factory, field, frozen

from mof.errors import DefinitionError
from mof.monitoring._models import Health, HealthModel
from mof.monitoring._monitors import Monitor, collect_monitors
from mof.services import Maintenance
from mof.values import ConfigurationItemId, EventId, MonitorId, ServiceId, Term
from mof.values._checks import check_argument, check_part, collect
from mof.values._instants import to_utc


@frozen(kw_only=True)
class Event:
    """That a monitor saw how healthy its subject was at an instant."""

    id: EventId = field(kw_only=False)
    monitor: MonitorId
    at: datetime = field(converter=to_utc)
    health: Health
    text: str = ""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )

    def __attrs_post_init__(self) -> None:
        check_part(self.health, Health, f"what event {self.id} says")


get_order = attrgetter("at", "id")
"""Events in the order in which they happened."""


class DropReason(Term):
    """Why an event raises no alert."""

    REPEATED = "reported before"
    UNKNOWN_MONITOR = "unknown monitor"
    UNKNOWN_SUBJECT = "unknown subject"
    IN_MAINTENANCE = "in maintenance"
    NO_CHANGE = "no change"
    RECOVERY = "recovery"


@frozen
class DroppedEvent:
    """An event that raises no alert, and why not."""

    event: Event
    reason: DropReason


@frozen(kw_only=True)
class Filtering:
    """Events that were looked through: each of them is kept, or dropped for a reason."""

    kept: tuple[Event, ...]
    dropped: tuple[DroppedEvent, ...]


def filter_events(
    events: Iterable[Event],
    monitors: Iterable[Monitor],
    model: HealthModel,
    *,
    as_of: datetime,
    maintenances: Mapping[str, Iterable[Maintenance]] | None = None,
) -> Filtering:
    """Which events are worth an alert, of those on record at an instant, in order of time.

    Dropped is what came before under the same id, what nobody can place, what happens while its
    subject is in maintenance, what only says again what the monitor last said, and good news.
    """
    as_of = to_utc(as_of)
    check_argument(model, HealthModel, "hand over the model that services are watched by")
    by_id = collect_monitors(monitors)
    windows = {
        name: collect(each, Maintenance, f"maintenances of {name}")
        for name, each in (maintenances or {}).items()
    }
    known = [event for event in collect(events, Event, "events") if event.recorded_at <= as_of]
    seen: set[EventId] = set()
    last: dict[MonitorId, Health] = {}
    kept: list[Event] = []
    dropped: list[DroppedEvent] = []
    for event in sorted(known, key=get_order):
        monitor = by_id.get(event.monitor)
        reason = (
            DropReason.REPEATED
            if event.id in seen
            else _place(event, monitor, model, windows)
            or _compare(event.health, last.get(event.monitor))
        )
        if reason not in {DropReason.REPEATED, DropReason.IN_MAINTENANCE}:
            last[event.monitor] = event.health
        seen.add(event.id)
        if reason:
            dropped.append(DroppedEvent(event, reason))
        else:
            kept.append(event)
    return Filtering(kept=tuple(kept), dropped=tuple(dropped))


def _place(
    event: Event,
    monitor: Monitor | None,
    model: HealthModel,
    windows: Mapping[str, tuple[Maintenance, ...]],
) -> DropReason | None:
    if monitor is None:
        return DropReason.UNKNOWN_MONITOR
    if monitor.subject not in model:
        return DropReason.UNKNOWN_SUBJECT
    if any(each.start <= event.at < each.end for each in windows.get(monitor.subject, ())):
        return DropReason.IN_MAINTENANCE
    return None


def _compare(health: Health, last: Health | None) -> DropReason | None:
    if health is last:
        return DropReason.NO_CHANGE
    return DropReason.RECOVERY if health is Health.HEALTHY else None


@frozen(kw_only=True)
class Alert:
    """Events that belong together, with what lies deepest beneath them, and whom it reaches.

    ``subject`` is the service or component to look at first, ``services`` are those that stand
    on it, the nearest first, and ``raised_at`` is when the first of the events was on record.
    """

    id: EventId = field(kw_only=False)
    at: datetime = field(converter=to_utc)
    raised_at: datetime = field(converter=to_utc)
    subject: str
    health: Health
    text: str
    services: tuple[ServiceId, ...] = ()
    events: tuple[EventId, ...] = ()

    @property
    def service(self) -> ServiceId | None:
        """The service that it is about: the nearest one; None where no service is reached."""
        return self.services[0] if self.services else None

    @property
    def item(self) -> ConfigurationItemId | None:
        """The component that it is about; None where it is a service itself."""
        is_service = self.subject == self.service
        return None if is_service else ConfigurationItemId(self.subject)


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
    within: timedelta = timedelta(minutes=5),
) -> tuple[Alert, ...]:
    """The alerts that events add up to, one for what has one cause, in order of time.

    Our judgement: an event belongs to the earliest alert whose last event is no longer ago than
    so much time, and which has an event about the same subject, about something that stands on
    it, or about something that it stands on. Hand over what `filter_events` kept.

    Raises:
        DefinitionError: the time is negative, or an event is of a monitor or of a subject that
            nobody knows.
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
            f"nobody knows what event {event.id} is about; hand over what filter_events kept"
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


_WORST_FIRST = (Health.FAILED, Health.DEGRADED, Health.UNKNOWN)


def _find_worst(healths: Iterator[Health]) -> Health:
    found = frozenset(healths)
    return next((health for health in _WORST_FIRST if health in found), Health.HEALTHY)
