"""Reassignments: incidents that come straight back to the team that handed them over."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from mof.problems._candidates import IdentificationRule, Trial
from mof.problems._sightings import ProblemSighting
from mof.problems._signs import Ground, Sign
from mof.values._chances import bound_hypergeometric, find_limit

_Pair = tuple[str, str]


def search_reassignments(ground: Ground, rate: Fraction) -> tuple[Trial, list[Sign]]:
    """Two teams between whom incidents go to and fro more often than between others.

    An incident counts once for each two teams that hand it over; it came back if one of them
    got it straight back from the other.
    """
    handed: dict[_Pair, int] = defaultdict(int)
    returned: dict[_Pair, list[ProblemSighting]] = defaultdict(list)
    for sighting in ground.sightings:
        for pair, is_back in sighting.find_returns().items():
            handed[pair] += 1
            if is_back:
                returned[pair].append(sighting)
    total, back = sum(handed.values()), sum(map(len, returned.values()))
    least = (
        (bound_hypergeometric(min(count, back), count, back, total), 1) for count in handed.values()
    )
    tests, limit = find_limit(least, rate)
    trial = Trial(rule=IdentificationRule.REASSIGNMENT, tests=tests, limit=limit)
    return trial, list(_find_signs(ground, handed, returned, limit))


def _find_signs(
    ground: Ground,
    handed: dict[_Pair, int],
    returned: dict[_Pair, list[ProblemSighting]],
    limit: Fraction,
) -> Iterator[Sign]:
    total, back = sum(handed.values()), sum(map(len, returned.values()))
    for pair, sightings in returned.items():
        count = len(sightings)
        bound = bound_hypergeometric(count, handed[pair], back, total, limit=float(limit))
        if count >= ground.fewest and bound <= limit:
            yield Sign(
                subject=(("team", pair[0]), ("other_team", pair[1])),
                period=ground.elapsed,
                expected=Fraction(handed[pair] * back, total),
                compared_with=f"{handed[pair]} handed over; {back} of all {total} came back",
                bound=bound,
                evidence=tuple(sightings),
            )
