"""Recurrences: what comes together more often than its parts would by themselves."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from mof.problems._candidates import IdentificationRule, Trial
from mof.problems._sightings import ProblemSighting
from mof.problems._signs import Ground, Sign
from mof.values._chances import bound_hypergeometric, find_limit

_Stratum = tuple[str | None, tuple[int, int]]
_Cells = dict[tuple[str, str], list[ProblemSighting]]


def search_recurrences(ground: Ground, rate: Fraction) -> tuple[Trial, list[Sign]]:
    """Values of two attributes that come together more often than if they were independent.

    They are looked at within each value of the first attribute, so that what is peculiar to a
    service is no surprise in it.
    """
    # One to look within, and two that may come together.
    if len(ground.attributes) < 3:
        why = "it takes three attributes, and fewer are named"
        return Trial(rule=IdentificationRule.RECURRENCE, untested=why), []
    strata = _cross_tabulate(ground)
    margins = {stratum: _count_margins(cells) for stratum, cells in strata.items()}
    tests, limit = find_limit(_list_least(margins.values()), rate)
    signs = [
        sign
        for stratum, cells in strata.items()
        for sign in _find_signs(ground, stratum, cells, margins[stratum], limit)
    ]
    return Trial(rule=IdentificationRule.RECURRENCE, tests=tests, limit=limit), signs


def _cross_tabulate(ground: Ground) -> dict[_Stratum, _Cells]:
    strata: dict[_Stratum, _Cells] = defaultdict(lambda: defaultdict(list))
    pairs = ground.list_pairs()
    for sighting in ground.sightings:
        values = sighting.values
        for pair in pairs:
            one, other = values[pair[0]], values[pair[1]]
            if one is not None and other is not None:
                strata[values[0], pair][one, other].append(sighting)
    return strata


_Margins = tuple[Counter[str], Counter[str], int]


def _count_margins(cells: _Cells) -> _Margins:
    ones, others = Counter[str](), Counter[str]()
    for (one, other), sightings in cells.items():
        ones[one] += len(sightings)
        others[other] += len(sightings)
    return ones, others, ones.total()


def _list_least(margins: Iterable[_Margins]) -> Iterator[tuple[float, int]]:
    """The least chance of every two values, those that never came together included."""
    for ones, others, total in margins:
        # Values that came equally often are alike.
        alike = [Counter(values.values()).items() for values in (ones, others)]
        for drawn, drawn_number in alike[0]:
            for marked, marked_number in alike[1]:
                least = bound_hypergeometric(min(drawn, marked), drawn, marked, total)
                yield least, drawn_number * marked_number


def _find_signs(
    ground: Ground, stratum: _Stratum, cells: _Cells, margins: _Margins, limit: Fraction
) -> Iterator[Sign]:
    first, pair = stratum
    known = () if first is None else ground.name((0,), (first,))
    where = "" if first is None else f" of {first}"
    ones, others, total = margins
    for (one, other), sightings in cells.items():
        count, drawn, marked = len(sightings), ones[one], others[other]
        if count < ground.fewest:
            continue
        bound = bound_hypergeometric(count, drawn, marked, total, limit=float(limit))
        if bound <= limit:
            yield Sign(
                subject=(*known, *ground.name(pair, (one, other))),
                period=ground.elapsed,
                expected=Fraction(drawn * marked, total),
                compared_with=f"{drawn} and {marked} of {total} incidents{where}, if independent",
                bound=bound,
                evidence=tuple(sightings),
            )
