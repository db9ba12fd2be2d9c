"""Losses: the time that users are without, and which groups of incidents cost most of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import field, frozen

from mof.incidents import Incident
from mof.problems._sightings import observe
from mof.values import Period
from mof.values._checks import collect
from mof.values._ids import check_distinct
from mof.values._instants import MICROSECOND, to_utc
from mof.values._shares import to_share


@frozen(kw_only=True)
class IncidentLoss:
    """How much time was lost to one group of incidents, and to all groups down to it.

    A value of None stands for the incidents of which it is not known. The vital few are those
    that it takes to reach the share asked for.
    """

    value: str | None
    """The value of the fact; None for incidents of which it is not known."""
    count: int
    """How many incidents there were."""
    time_lost: timedelta
    """How long users were without, all of them together."""
    share: Fraction = field(converter=to_share)
    """Its part of all time lost, from 0 to 1; exact."""
    cumulative: Fraction = field(converter=to_share)
    """The part of this group and of all before it."""
    is_vital: bool
    """Whether it is among the vital few that it takes to reach the share asked for."""


def rank_losses(
    incidents: Iterable[Incident],
    *,
    by: str = "service",
    during: Period,
    as_of: datetime,
    # The vital few of Pareto's principle bring 80 % of the effect.
    vital: Fraction | str | float = Fraction(4, 5),
) -> tuple[IncidentLoss, ...]:
    """The time lost to incidents opened in a period by the values of a fact, most first (Pareto).

    It counts from opening until the service is resumed, all stretches together, as known at an
    instant, by the clock on the wall. A ranking always has a first; it says nothing of chance.

    Raises:
        DefinitionError: an id comes twice, or the share of the vital few is not between 0 and 1.
    """
    as_of, vital = to_utc(as_of), to_share(vital)
    incidents = collect(incidents, Incident, "incidents")
    check_distinct("incidents", (incident.id for incident in incidents))
    groups: dict[str | None, list[timedelta]] = defaultdict(list)
    for incident in incidents:
        if incident.opened_at in during and incident.opened_at <= as_of:
            view = incident.as_of(as_of)
            sighting = observe(view, as_of, (by,)) if view.history else None
            if sighting is not None:
                groups[sighting.values[0]].append(sighting.time_lost)
    return tuple(_rank(groups, vital))


def _rank(groups: dict[str | None, list[timedelta]], vital: Fraction) -> Iterator[IncidentLoss]:
    sums = {value: sum(lost, timedelta()) for value, lost in groups.items()}
    whole = sum(sums.values(), timedelta()) // MICROSECOND
    so_far = 0
    for value in sorted(sums, key=lambda each: (-sums[each], each is None, each or "")):
        lost = sums[value] // MICROSECOND
        is_vital = so_far < vital * whole
        so_far += lost
        yield IncidentLoss(
            value=value,
            count=len(groups[value]),
            time_lost=sums[value],
            share=Fraction(lost, whole) if whole else Fraction(0),
            cumulative=Fraction(so_far, whole) if whole else Fraction(0),
            is_vital=is_vital,
        )
