"""Traces: how healthy something was through time, and what of that was an outage."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from itertools import groupby, zip_longest

from attrs import field, frozen

from mof.monitoring._event_filtering import Event, get_order
from mof.monitoring._health_models import Health, HealthModel, RollUp, combine_health
from mof.monitoring._monitors import Monitor, collect_monitors
from mof.services import DataGap, Outage
from mof.values import EventId, MonitorId
from mof.values._checks import check_argument, collect
from mof.values._instants import to_optional_utc, to_utc
from mof.values._shares import to_share


@frozen(kw_only=True)
class HealthStretch:
    """A time in which something was of one health; the last one has no end yet.

    It began with the event named, if with any, and that was known at ``recorded_at``.
    """

    start: datetime = field(converter=to_utc)
    """When the health began, inclusive."""
    end: datetime | None = field(converter=to_optional_utc)
    """When it changed, exclusive; None for the last stretch."""
    health: Health
    """How healthy the subject was."""
    event: EventId | None = None
    """The event that told so; None at the beginning, or where a monitor fell silent."""
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
    check_argument(model, HealthModel, "hand over the model that services are watched by")
    return trace_all(
        model.cut(subject), [subject], monitors=monitors, events=events, since=since, as_of=as_of
    )[subject]


def trace_all(
    model: HealthModel,
    subjects: Iterable[str],
    *,
    monitors: Iterable[Monitor],
    events: Iterable[Event],
    since: datetime,
    as_of: datetime,
) -> dict[str, tuple[HealthStretch, ...]]:
    """How healthy several nodes of a model were, in one walk through the events."""
    since, as_of = to_utc(since), to_utc(as_of)
    watching = {i: m for i, m in collect_monitors(monitors).items() if m.subject in model}
    known = [
        event
        for event in collect(events, Event, "events")
        if event.monitor in watching and max(event.at, event.recorded_at) <= as_of
    ]
    below = {subject: frozenset(model.list_below(subject)) for subject in subjects}
    if since >= as_of:
        return dict.fromkeys(below, ())
    changes = sorted(_list_changes(known, watching, as_of), key=lambda change: change.at)
    watched = _Watched(watching)
    observed = watched.take(change for change in changes if change.at <= since)
    rolled = RollUp(model, observed)
    points = {name: [_Point(since, rolled.find_health(name), None)] for name in below}
    later = (change for change in changes if change.at > since)
    for at, group in groupby(later, key=lambda change: change.at):
        now = tuple(group)
        for name in rolled.observe(watched.take(now)) & below.keys():
            health = rolled.find_health(name)
            if health is not points[name][-1].health:
                points[name].append(_Point(at, health, watched.find_cause(now, below[name])))
    return {name: _join(each) for name, each in points.items()}


@frozen
class _Point:
    """An instant from which on a node was of another health, and the event that told so."""

    at: datetime
    health: Health
    cause: Event | None


def _join(points: list[_Point]) -> tuple[HealthStretch, ...]:
    ends = [*(point.at for point in points[1:]), None]
    return tuple(
        HealthStretch(
            start=point.at,
            end=end,
            health=point.health,
            event=point.cause.id if point.cause else None,
            recorded_at=max(point.cause.recorded_at, point.at) if point.cause else point.at,
        )
        for point, end in zip(points, ends, strict=True)
    )


@frozen
class _Change:
    """What a monitor says from an instant on; without an event, that it has fallen silent."""

    at: datetime
    monitor: MonitorId
    health: Health
    event: Event | None = None


class _Watched:
    """What each monitor said last, and what those of one subject say together."""

    def __init__(self, watching: Mapping[MonitorId, Monitor]) -> None:
        self._subjects = {id_: monitor.subject for id_, monitor in watching.items()}
        self._said: dict[str, dict[MonitorId, Health]] = {}
        for id_, subject in self._subjects.items():
            self._said.setdefault(subject, {})[id_] = Health.UNKNOWN

    def take(self, changes: Iterable[_Change]) -> dict[str, Health]:
        """What is observed of each subject after some changes, in order of time."""
        touched: set[str] = set()
        for change in changes:
            subject = self._subjects[change.monitor]
            self._said[subject][change.monitor] = change.health
            touched.add(subject)
        return {subject: combine_health(self._said[subject].values()) for subject in touched}

    def find_cause(self, changes: Iterable[_Change], below: frozenset[str]) -> Event | None:
        """The first event of some changes that is about one of some nodes."""
        told = (change for change in changes if self._subjects[change.monitor] in below)
        return next((change.event for change in told if change.event), None)


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
    """The outages that a trace tells of, for `mof.judgements`.

    What failed did not work at all; of what was degraded, so great a share did not. What is
    unknown is no outage: `derive_data_gaps` has it.
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
