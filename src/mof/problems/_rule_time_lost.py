"""Longest incidents: groups with more of them than their part."""

from collections import defaultdict
from datetime import timedelta
from fractions import Fraction

from mof.problems._candidates import IdentificationRule, Trial
from mof.problems._sightings import ProblemSighting
from mof.problems._signs import Ground, Key, Sign, find_keys
from mof.values._chances import bound_hypergeometric, find_limit

_LONGEST = Fraction(1, 5)
"""Pareto's part of all incidents that is looked at; our judgement."""


def search_longest(ground: Ground, rate: Fraction) -> tuple[Trial, list[Sign]]:
    """Groups with too many of the longest fifth of all incidents."""
    groups: dict[Key, list[ProblemSighting]] = defaultdict(list)
    groupings = ground.list_groupings()
    for sighting in ground.sightings:
        for key in find_keys(sighting, groupings):
            groups[key].append(sighting)
    threshold, longest = _find_longest([each.time_lost for each in ground.sightings])
    total = len(ground.sightings)
    least = (
        (bound_hypergeometric(min(len(group), longest), len(group), longest, total), 1)
        for group in groups.values()
    )
    tests, limit = find_limit(least, rate)
    signs: list[Sign] = []
    for key, group in groups.items():
        long = [each for each in group if each.time_lost >= threshold]
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
    return Trial(rule=IdentificationRule.TIME_LOST, tests=tests, limit=limit), signs


def _find_longest(losses: list[timedelta]) -> tuple[timedelta, int]:
    """From which loss on one is among the longest, and how many are: about a fifth."""
    losses = sorted(losses, reverse=True)
    wanted = int(_LONGEST * len(losses))
    counts = {loss: count for count, loss in enumerate(losses, start=1)}
    # Equal losses go together, so it may be some more or some less; of two as near, the fewer.
    return min(counts.items(), key=lambda pair: (abs(pair[1] - wanted), pair[1]))
