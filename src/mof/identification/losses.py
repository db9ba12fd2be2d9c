"""Losses: the time that users are without, and which groups of incidents cost most of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import field, frozen

from mof.identification.candidates import Trial
from mof.identification.chances import bound_hypergeometric, find_limit
from mof.identification.grounds import Ground, Key, Sign, find_keys
from mof.identification.rules import Rule
from mof.identification.subjects import Sighting, observe
from mof.incidents import Incident
from mof.instants import MICROSECOND, to_utc
from mof.periods import Period
from mof.shares import to_share

_LONGEST = Fraction(1, 5)
"""Pareto's part of all incidents that is looked at; our judgement."""


def search_losses(ground: Ground, rate: Fraction) -> tuple[Trial, list[Sign]]:
    """Groups with too many of the longest fifth of all incidents."""
    groups: dict[Key, list[Sighting]] = defaultdict(list)
    groupings = ground.list_groupings()
    for sighting in ground.sightings:
        for key in find_keys(sighting, groupings):
            groups[key].append(sighting)
    threshold = _find_threshold(ground)
    total = len(ground.sightings)
    longest = sum(each.time_lost > threshold for each in ground.sightings)
    least = (
        (bound_hypergeometric(min(len(group), longest), len(group), longest, total), 1)
        for group in groups.values()
    )
    tests, limit = find_limit(least, rate)
    signs: list[Sign] = []
    for key, group in groups.items():
        long = [each for each in group if each.time_lost > threshold]
        bound = bound_hypergeometric(len(long), len(group), longest, total, limit=float(limit))
        if len(long) >= ground.fewest and bound <= limit:
            sign = Sign(
                subject=ground.name(*key),
                period=ground.elapsed,
                expected=Fraction(len(group) * longest, total),
                compared_with=f"{len(group)} in all; {longest} of all {total} took so long",
                bound=bound,
                evidence=tuple(long),
            )
            signs.append(sign)
    return Trial(rule=Rule.TIME_LOST, tests=tests, limit=limit), signs


def _find_threshold(ground: Ground) -> timedelta:
    """The loss that no more than the longest fifth exceed."""
    losses = sorted((each.time_lost for each in ground.sightings), reverse=True)
    return losses[int(_LONGEST * len(losses))] if losses else timedelta()


@frozen(kw_only=True)
class Loss:
    """How much time was lost to one group of incidents, and to all groups down to it.

    A value of None stands for the incidents of which it is not known. The vital few are those
    that it takes to reach the share asked for.
    """

    value: str | None
    count: int
    time_lost: timedelta
    share: Fraction = field(converter=to_share)
    cumulative: Fraction = field(converter=to_share)
    is_vital: bool


def rank_losses(
    incidents: Iterable[Incident],
    *,
    by: str = "service",
    during: Period,
    as_of: datetime,
    vital: Fraction | str | float = Fraction(4, 5),
) -> tuple[Loss, ...]:
    """The time lost to incidents opened in a period by the values of a fact, most first (Pareto).

    It counts from opening until the service is resumed, all stretches together, as known at an
    instant, by the clock on the wall. A ranking always has a first; it says nothing of chance.

    Raises:
        DefinitionError: the share of the vital few is not between 0 and 1.
    """
    as_of, vital = to_utc(as_of), to_share(vital)
    groups: dict[str | None, list[timedelta]] = defaultdict(list)
    for incident in incidents:
        if incident.opened_at in during and incident.opened_at <= as_of:
            sighting = observe(incident, as_of, (by,))
            if sighting is not None:
                groups[sighting.values[0]].append(sighting.time_lost)
    return tuple(_rank(groups, vital))


def _rank(groups: dict[str | None, list[timedelta]], vital: Fraction) -> Iterator[Loss]:
    sums = {value: sum(lost, timedelta()) for value, lost in groups.items()}
    whole = sum(sums.values(), timedelta()) // MICROSECOND
    so_far = 0
    for value in sorted(sums, key=lambda each: (-sums[each], each is None, each or "")):
        lost = sums[value] // MICROSECOND
        is_vital = so_far < vital * whole
        so_far += lost
        yield Loss(
            value=value,
            count=len(groups[value]),
            time_lost=sums[value],
            share=Fraction(lost, whole) if whole else Fraction(0),
            cumulative=Fraction(so_far, whole) if whole else Fraction(0),
            is_vital=is_vital,
        )
