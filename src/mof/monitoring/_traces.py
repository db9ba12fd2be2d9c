"""Traces: how healthy something was through time, and what of that was an outage."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from itertools import groupby, zip_longest

from attrs import field, frozen

from mof.ids import EventId, MonitorId
from mof.instants import to_optional_utc, to_utc
from mof.kinds import collect
from mof.monitoring._events import Event, get_order
from mof.monitoring._models import Health, HealthModel, combine
from mof.monitoring._monitors import Monitor, collect_monitors
from mof.outages import DataGap, Outage
from mof.shares import to_share


@frozen(kw_only=True)
class HealthStretch:
    """A time in which something was of one health; the last one has no end yet.

    It began with the event named, if with any, and that was known at ``recorded_at``.
    """

    start: datetime = field(converter=to_utc)
    end: datetime | None = field(converter=to_optional_utc)
    health: Health
    event: EventId | None = None
    recorded_at: datetime = field(converter=to_utc)


def trace_health(
    model: HealthModel,
    subject: str,
    *,
    monitors: Iterable[Monitor],
    events: Iterable[Event],
    since: datetime,
    as_of: datetime,
) -> tuple[HealthStretch, ...]:
    """How healthy a service or component was from one instant until another, as known then.

    Give all events, not only those that raise alerts: one that says again what is known already
    shows that its monitor is there. Before its first event, and once it has been silent for
    longer than its interval, a monitor says unknown. Events of other monitors say nothing of it.

    Raises:
        UnknownReferenceError: the model has no such subject.
    """
    since, as_of = to_utc(since), to_utc(as_of)
    below = model.cut(subject)
    watching = {i: m for i, m in collect_monitors(monitors).items() if m.subject in below}
    known = [
        event
        for event in collect(events, Event, "events")
        if event.monitor in watching and max(event.at, event.recorded_at) <= as_of
    ]
    if since >= as_of:
        return ()
    changes = sorted(_list_changes(known, watching, as_of), key=lambda change: change.at)
    said = dict.fromkeys(watching, Health.UNKNOWN)
    said.update((each.monitor, each.health) for each in changes if each.at <= since)
    points: list[tuple[datetime, Health, Event | None]] = [
        (since, _roll_up(below, subject, watching, said), None)
    ]
    later = (each for each in changes if each.at > since)
    for at, group in groupby(later, key=lambda change: change.at):
        now = tuple(group)
        said.update((each.monitor, each.health) for each in now)
        cause = next((each.event for each in now if each.event), None)
        health = _roll_up(below, subject, watching, said)
        if health is not points[-1][1]:
            points.append((at, health, cause))
    ends = [*(at for at, _, _ in points[1:]), None]
    return tuple(
        HealthStretch(
            start=at,
            end=end,
            health=health,
            event=cause.id if cause else None,
            recorded_at=max(cause.recorded_at, at) if cause else at,
        )
        for (at, health, cause), end in zip(points, ends, strict=True)
    )


def _roll_up(
    model: HealthModel,
    subject: str,
    watching: Mapping[MonitorId, Monitor],
    said: Mapping[MonitorId, Health],
) -> Health:
    by_subject: dict[str, list[Health]] = {}
    for id_, monitor in watching.items():
        by_subject.setdefault(monitor.subject, []).append(said[id_])
    return model.roll_up({name: combine(each) for name, each in by_subject.items()})[subject]


@frozen
class _Change:
    """What a monitor says from an instant on; without an event, that it has fallen silent."""

    at: datetime
    monitor: MonitorId
    health: Health
    event: Event | None = None


def _list_changes(
    events: list[Event], watching: Mapping[MonitorId, Monitor], as_of: datetime
) -> Iterator[_Change]:
    ordered = sorted(events, key=lambda event: (event.monitor, *get_order(event)))
    for event, following in zip_longest(ordered, ordered[1:]):
        yield _Change(event.at, event.monitor, event.health, event)
        until = as_of
        if following is not None and following.monitor == event.monitor:
            until = following.at
        interval = watching[event.monitor].interval
        if interval is not None and event.at + interval < until:
            yield _Change(event.at + interval, event.monitor, Health.UNKNOWN)


def derive_outages(
    stretches: Iterable[HealthStretch], *, degraded: Fraction | str | float = Fraction(0)
) -> tuple[Outage, ...]:
    """The outages that a trace tells of, for `mof.availability`.

    What failed did not work at all; of what was degraded, so great a share did not. What nobody
    knows is no outage: `derive_data_gaps` has it.
    """
    traced = collect(stretches, HealthStretch, "stretches")
    weights = {Health.FAILED: Fraction(1), Health.DEGRADED: to_share(degraded)}
    return tuple(
        Outage(
            stretch.start,
            stretch.end,
            weight=weight,
            cause=stretch.event,
            recorded_at=stretch.recorded_at,
            end_recorded_at=following.recorded_at if following else None,
        )
        for stretch, following in zip_longest(traced, traced[1:])
        if (weight := weights.get(stretch.health))
    )


def derive_data_gaps(stretches: Iterable[HealthStretch], *, as_of: datetime) -> tuple[DataGap, ...]:
    """The times in which a trace does not know how healthy its subject was."""
    as_of = to_utc(as_of)
    return tuple(
        DataGap(stretch.start, stretch.end or as_of, reason="no monitor told")
        for stretch in collect(stretches, HealthStretch, "stretches")
        if stretch.health is Health.UNKNOWN and stretch.start < (stretch.end or as_of)
    )
