"""Events: what monitors report, and which of it is worth an alert."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter

from attrs import Factory, field, frozen

from mof.monitoring._health_models import Health, HealthModel
from mof.monitoring._monitors import Monitor, collect_monitors
from mof.services import Maintenance
from mof.values import EventId, MonitorId, Term
from mof.values._checks import check_argument, check_part, collect
from mof.values._instants import to_utc


@frozen(kw_only=True)
class Event:
    """That a monitor saw how healthy its subject was at an instant."""

    id: EventId = field(kw_only=False)
    """The id that the monitoring tool gave it; a second event of the same id is dropped."""
    monitor: MonitorId
    """The monitor that saw it."""
    at: datetime = field(converter=to_utc)
    """When it was seen."""
    health: Health
    """How healthy the subject of the monitor was."""
    text: str = ""
    """What the tool said, in words."""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )
    """When the event was on record; `at` unless it came later."""

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

    Dropped is what came before under the same id, what is of an unknown monitor or subject, what
    happens while its subject is in maintenance, what only says again what the monitor last said,
    and good news.
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
