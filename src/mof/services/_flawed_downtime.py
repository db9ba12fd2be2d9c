"""Downtime that followed flawed changes: what counts as an instance, and how many a month."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import chain

from attrs import field, frozen

from mof.changes import ChangeOutcome, RequestForChange
from mof.errors import DefinitionError
from mof.incidents import Incident
from mof.incidents._restorations import NO_INCIDENT
from mof.records import Priority
from mof.records._records import iterate_once
from mof.services._catalogs import ServiceCatalog
from mof.services._outages import Outage, OutageLog
from mof.values import ChangeId, Period, ServiceId
from mof.values._checks import collect
from mof.values._instants import to_utc

# Our judgement: of incidents that follow a change only the grave ones stand for a service that is
# down; one without a priority may.
DOWN = (Priority.P1, Priority.P2)
"""The priorities of the incidents that stand for downtime where others are not chosen."""


@frozen(order=True)
class DowntimeInstance:
    """A service that went down after a flawed change to it, or to what it stands on."""

    started_at: datetime
    """When it went down."""
    service: ServiceId
    """The service that was down."""
    cause: str
    """The incident that tells of it, or what the log of outages names; blank where it does not."""
    change: ChangeId
    """The change that it followed, the last one where there are several."""
    is_rated: bool = True
    """Whether its severity is known; an incident without a priority is counted all the same."""


def _to_instances(value: Iterable[DowntimeInstance]) -> tuple[DowntimeInstance, ...]:
    return collect(value, DowntimeInstance, "instances of downtime")


@frozen(kw_only=True)
class FlawedDowntime:
    """The instances of downtime in a period that followed flawed changes, each once.

    >>> from mof.values import Period
    >>> year, quarter = Period.year(2005, tz="UTC"), Period.quarter(2007, 1, tz="UTC")
    >>> FlawedDowntime(period=year, instances=()).monthly_mean
    Fraction(0, 1)
    """

    # Microsoft and ITIL v3 white paper: the monthly average of instances of server downtime due to
    # flawed changes went from 293 in a year to 47 in a quarter, 84 % less. What an instance is, is
    # our judgement.
    period: Period
    """The period in which they began."""
    instances: tuple[DowntimeInstance, ...] = field(converter=_to_instances)
    """The instances, the earliest first."""

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.instances)

    @property
    def monthly_mean(self) -> Fraction:
        """How many there were in a month, on average over the months that the period touches."""
        return Fraction(self.count, len(list(self.period.months())))

    def find_change(self, earlier: "FlawedDowntime") -> Fraction | None:
        """By which part of what it was the monthly mean changed; None where it was nothing."""
        before = earlier.monthly_mean
        return (self.monthly_mean - before) / before if before else None


def measure_flawed_downtime(
    changes: Iterable[RequestForChange],
    incidents: Iterable[Incident] = (),
    *,
    outages: Iterable[OutageLog] = (),
    catalog: ServiceCatalog | None = None,
    priorities: Iterable[Priority] = DOWN,
    within: timedelta,
    during: Period,
    as_of: datetime,
) -> FlawedDowntime:
    """How often services went down in a period after flawed changes, as known at an instant.

    A change is flawed where its review found that it failed, or it was backed out. What went down
    within some time after it, both ends included, is an instance: an outage of the service
    changed or, with a ``catalog``, of one that stands on it. Where no log of its outages is given,
    incidents of some ``priorities`` tell of it; those cancelled, rejected, rerouted or merged into
    another are none.

    Raises:
        DefinitionError: the time is negative, or an id comes twice.
    """
    if within < timedelta():
        raise DefinitionError(f"downtime follows within some time after a change, not {within}")
    logs = collect(outages, OutageLog, "logs of outages")
    downs = [
        *_list_outages(logs, to_utc(as_of)),
        *_list_incidents(incidents, {log.service for log in logs}, frozenset(priorities), as_of),
    ]
    flawed = sorted(_list_flawed(changes, catalog, as_of), key=_tell_time)
    instances = (
        instance
        for down in downs
        if down[0] in during and (instance := _blame(down, flawed, within))
    )
    return FlawedDowntime(period=during, instances=sorted(instances))


_Down = tuple[datetime, ServiceId, str, bool]
"""When a service went down, which one, what tells of it, and whether its severity is known."""

_Flawed = tuple[datetime, ChangeId, frozenset[ServiceId]]
"""When a flawed change took effect, which one, and the services that it can bring down."""


def _tell_time(flawed: _Flawed) -> datetime:
    return flawed[0]


def _list_outages(logs: Iterable[OutageLog], as_of: datetime) -> Iterator[_Down]:
    """When services went down by their logs; what overlaps is one outage."""
    for log in logs:
        over: datetime | None = None
        known = (each.as_of(as_of) for each in log.outages)
        for outage in sorted(filter(None, known), key=lambda each: each.start):
            is_new = over is None or outage.start > over
            over = max(over or outage.start, outage.end or as_of)
            if is_new and not _is_agreed(log, outage):
                yield outage.start, log.service, outage.cause or "", True


def _is_agreed(log: OutageLog, outage: Outage) -> bool:
    """Whether an outage began in maintenance that was agreed on."""
    return any(each.start <= outage.start < each.end for each in log.maintenance)


def _list_incidents(
    incidents: Iterable[Incident],
    logged: set[ServiceId],
    priorities: frozenset[Priority],
    as_of: datetime,
) -> Iterator[_Down]:
    for incident in (each.as_of(as_of) for each in iterate_once(incidents)):
        service, priority = incident.service, incident.priority
        if service is None or service in logged or incident.state in NO_INCIDENT:
            continue
        if priority is None or priority in priorities:
            yield incident.opened_at, service, incident.id, priority is not None


def _list_flawed(
    changes: Iterable[RequestForChange], catalog: ServiceCatalog | None, as_of: datetime
) -> Iterator[_Flawed]:
    for change in (each.as_of(as_of) for each in iterate_once(changes)):
        is_flawed = change.outcome in {ChangeOutcome.FAILED, ChangeOutcome.BACKED_OUT}
        if is_flawed and change.completed_at is not None:
            reached = (_reach(service, catalog) for service in change.services)
            yield change.completed_at, change.id, frozenset(chain.from_iterable(reached))


def _reach(service: ServiceId, catalog: ServiceCatalog | None) -> frozenset[ServiceId]:
    """A service and all that stand on it by the catalogue."""
    if catalog is None or service not in catalog:
        return frozenset({service})
    return frozenset({service, *(each.id for each in catalog.impact_of(service))})


def _blame(down: _Down, flawed: list[_Flawed], within: timedelta) -> DowntimeInstance | None:
    """An instance, if the last of the flawed changes before it could bring the service down."""
    started_at, service, cause, is_rated = down
    first = bisect_left(flawed, started_at - within, key=_tell_time)
    last = bisect_right(flawed, started_at, key=_tell_time)
    for _, change, services in reversed(flawed[first:last]):
        if service in services:
            return DowntimeInstance(started_at, service, cause, change, is_rated)
    return None
