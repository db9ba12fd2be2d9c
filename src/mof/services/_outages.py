"""Outages: when a service, or a feature of it, did not work, and how much of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise

from attrs import Factory, evolve, field, frozen

from mof.agreements import Overlap
from mof.errors import DefinitionError
from mof.incidents import Incident, IncidentState
from mof.incidents._restorations import list_waits
from mof.values import ServiceId
from mof.values._checks import collect
from mof.values._instants import to_microseconds, to_optional_utc, to_utc
from mof.values._shares import to_share

WeightedStretch = tuple[int, int, Fraction]
"""Start and end in microseconds since 1970 UTC, and which share does not work between."""


def _check_order(what: str, start: datetime, end: datetime | None) -> None:
    if end is not None and end <= start:
        raise DefinitionError(f"{what} ends after it starts: {start} to {end}")


@frozen(kw_only=True)
class Outage:
    """A time in which a service did not work, or a share of it (``weight``) did not.

    One without an end is still going on. Without a ``feature`` it is of the whole service.
    Its start and its end were each recorded at some instant, unless told otherwise when they
    came about. ``cause`` is the id of what stands behind it, such as an incident.
    """

    start: datetime = field(kw_only=False, converter=to_utc)
    """When it began, inclusive."""
    end: datetime | None = field(kw_only=False, default=None, converter=to_optional_utc)
    """When it was over, exclusive; None while it goes on."""
    weight: Fraction = field(default=Fraction(1), converter=to_share)
    """The share of the service that did not work, above 0 and at most 1, exact."""
    feature: str | None = None
    """The feature that did not work; None for the whole service."""
    cause: str | None = None
    """The id of what stands behind it, such as an incident or an event; None if unknown."""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.start, takes_self=True), converter=to_utc
    )
    """When its start became known; `start` unless told otherwise."""
    end_recorded_at: datetime | None = field(
        default=Factory(lambda self: self.end, takes_self=True), converter=to_optional_utc
    )
    """When its end became known; `end` unless told otherwise."""

    def __attrs_post_init__(self) -> None:
        _check_order("an outage", self.start, self.end)
        if not self.weight:
            raise DefinitionError("an outage of nothing is none; its weight is more than 0")
        if (self.end is None) != (self.end_recorded_at is None):
            raise DefinitionError("an end and when it was recorded belong together")

    def as_of(self, at: datetime) -> "Outage | None":
        """The outage as it was known at an instant, perhaps without its end; None if it was not."""
        if self.recorded_at > at or self.start > at:
            return None
        if self.end is None or (self.end_recorded_at or self.end) <= at >= self.end:
            return self
        return evolve(self, end=None, end_recorded_at=None)


@frozen(kw_only=True)
class Maintenance:
    """A time in which a service, or a feature of it, may be down by agreement."""

    start: datetime = field(kw_only=False, converter=to_utc)
    """When it may begin, inclusive."""
    end: datetime = field(kw_only=False, converter=to_utc)
    """When it has to be over, exclusive."""
    agreed_at: datetime = field(converter=to_utc)
    """When it was agreed; terms of availability may ask for notice."""
    feature: str | None = None
    """The feature that may be down; None for the whole service."""
    reason: str = ""
    """What it is for, in words."""

    def __attrs_post_init__(self) -> None:
        _check_order("a maintenance", self.start, self.end)


@frozen(kw_only=True)
class DataGap:
    """A time in which it was not watched whether a service, or a feature of it, worked."""

    start: datetime = field(kw_only=False, converter=to_utc)
    """When watching stopped, inclusive."""
    end: datetime = field(kw_only=False, converter=to_utc)
    """When watching began again, exclusive."""
    feature: str | None = None
    """The feature that was not watched; None for the whole service."""
    reason: str = ""
    """Why it was not watched, in words."""

    def __attrs_post_init__(self) -> None:
        _check_order("a gap in the data", self.start, self.end)


def _to_outages(value: Iterable[Outage]) -> tuple[Outage, ...]:
    return collect(value, Outage, "outages")


def _to_maintenance(value: Iterable[Maintenance]) -> tuple[Maintenance, ...]:
    return collect(value, Maintenance, "times of maintenance")


def _to_gaps(value: Iterable[DataGap]) -> tuple[DataGap, ...]:
    return collect(value, DataGap, "gaps in the data")


@frozen(kw_only=True)
class OutageLog:
    """All that is known of when a service worked: what is not in it, it worked.

    ``since`` is from when on outages were written down; before it nothing is known.
    """

    service: ServiceId = field(kw_only=False)
    """The service that it is the log of."""
    outages: tuple[Outage, ...] = field(default=(), converter=_to_outages)
    """When the service did not work; nothing in here means that it worked all the time."""
    maintenance: tuple[Maintenance, ...] = field(default=(), converter=_to_maintenance)
    """When it was allowed to be down by agreement."""
    gaps: tuple[DataGap, ...] = field(default=(), converter=_to_gaps)
    """When it was not watched, so that it is not known whether it worked."""
    since: datetime | None = field(default=None, converter=to_optional_utc)


def find_outages(
    incidents: Iterable[Incident], *, service: ServiceId, as_of: datetime
) -> tuple[Outage, ...]:
    """The outages of a service that its incidents tell of, as known at an instant.

    Our judgement: an incident affects its service from when it was opened to when service was
    resumed, or else to when it was resolved or closed, and again from a relapse on. Those that
    were cancelled, and so turned out to be none or to double another, affect nothing. Hand
    over only the incidents that stand for the loss of the service: most do not.
    """
    as_of = to_utc(as_of)
    views = (incident.as_of(as_of) for incident in incidents)
    return tuple(
        outage for view in views if view.service == service for outage in follow_incident(view)
    )


def follow_incident(incident: Incident) -> Iterator[Outage]:
    """The outages that one incident tells of, each until it was over or still going on.

    Our judgement, as for all incidents of a service (`find_outages`): a service is out while
    its users wait for it.
    """
    # A state that was not noted does not say that the service is out.
    if incident.state in {None, IncidentState.CANCELLED}:
        return
    for wait in list_waits(incident):
        if wait.end is None or wait.end > wait.start:
            yield Outage(
                wait.start,
                wait.end,
                cause=incident.id,
                recorded_at=wait.recorded_at,
                end_recorded_at=wait.end_recorded_at,
            )


def weigh_outages(
    outages: Iterable[Outage], *, until: int, overlap: Overlap = Overlap.WORST
) -> list[WeightedStretch]:
    """The stretches in which outages weigh alike, in order, up to an instant for open ones."""
    stretches = [
        (to_microseconds(o.start), until if o.end is None else to_microseconds(o.end), o.weight)
        for o in outages
    ]
    stretches = [stretch for stretch in stretches if stretch[0] < stretch[1]]
    levels = _add_up(stretches) if overlap is Overlap.SUM else _find_worst(stretches)
    return list(join_stretches(levels))


def join_stretches(stretches: Iterable[WeightedStretch]) -> Iterator[WeightedStretch]:
    """The same weights with equal neighbours joined, and without those of no weight."""
    last: WeightedStretch | None = None
    for start, end, weight in stretches:
        if last is not None and (last[1], last[2]) == (start, weight):
            last = (last[0], end, weight)
            continue
        if last is not None and last[2]:
            yield last
        last = (start, end, weight)
    if last is not None and last[2]:
        yield last


def _find_worst(stretches: list[WeightedStretch]) -> Iterator[WeightedStretch]:
    waiting = sorted(stretches, reverse=True)
    going_on: list[tuple[Fraction, int]] = []
    bounds = sorted({bound for start, end, _ in stretches for bound in (start, end)})
    for since, until in pairwise(bounds):
        while waiting and waiting[-1][0] == since:
            _, end, weight = waiting.pop()
            heappush(going_on, (-weight, end))
        while going_on and going_on[0][1] <= since:
            heappop(going_on)
        yield since, until, -going_on[0][0] if going_on else Fraction(0)


def _add_up(stretches: list[WeightedStretch]) -> Iterator[WeightedStretch]:
    steps: defaultdict[int, Fraction] = defaultdict(Fraction)
    for start, end, weight in stretches:
        steps[start] += weight
        steps[end] -= weight
    total = Fraction(0)
    for since, until in pairwise(sorted(steps)):
        total += steps[since]
        yield since, until, min(total, Fraction(1))
