"""Aftermaths: more incidents after a change than its services usually have at that time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from fractions import Fraction

from mof.problems._candidates import ChangeMade, IdentificationRule, Trial
from mof.problems._sightings import ProblemSighting
from mof.problems._signs import WEEK, Ground, Sign, count_weeks
from mof.values import Period
from mof.values._chances import bound_binomial

_ByService = dict[str | None, list[ProblemSighting]]


def search_aftermaths(
    ground: Ground, rate: Fraction, changes: Sequence[ChangeMade], within: timedelta
) -> tuple[Trial, list[Sign]]:
    """Changes after which their services had more incidents than at that time of other weeks."""
    made = [each for each in changes if ground.period.start <= each.at < ground.until]
    if not ground.weeks:
        why = "no whole week before the period is known"
        return Trial(rule=IdentificationRule.CHANGE, untested=why), []
    if "service" not in ground.attributes:
        why = "the service is not among the attributes"
        return Trial(rule=IdentificationRule.CHANGE, untested=why), []
    if not made:
        return Trial(
            rule=IdentificationRule.CHANGE, untested="no change was made in the period"
        ), []
    # Shared equally among the changes (Bonferroni), so that all together keep the rate.
    limit = rate / len(made)
    now, before = (_sort_by_service(each, ground) for each in (ground.sightings, ground.earlier))
    signs: list[Sign] = []
    for change in made:
        end = min(change.at + within, ground.until)
        window = Period(change.at, end, tz=ground.period.tz)
        after = [each for each in _select(now, change) if each.opened_at in window]
        usual = _count_usual(_select(before, change), window)
        # By chance alone an incident falls into this stretch or that of any week before alike.
        total, share = len(after) + usual, Fraction(1, ground.weeks + 1)
        bound = bound_binomial(len(after), total, share, limit=float(limit))
        if len(after) >= ground.fewest and bound <= limit:
            sign = Sign(
                subject=(("change", change.id),),
                period=window,
                expected=Fraction(usual, ground.weeks),
                compared_with=f"{usual} at that time of {count_weeks(ground.weeks)} before",
                bound=bound,
                evidence=tuple(after),
            )
            signs.append(sign)
    return Trial(rule=IdentificationRule.CHANGE, tests=len(made), limit=limit), signs


def _sort_by_service(sightings: Iterable[ProblemSighting], ground: Ground) -> _ByService:
    place = ground.attributes.index("service")
    found: _ByService = defaultdict(list)
    for sighting in sightings:
        found[sighting.values[place]].append(sighting)
    return found


def _select(sightings: _ByService, change: ChangeMade) -> Iterator[ProblemSighting]:
    for service in sorted(change.services):
        yield from sightings.get(service, ())


def _count_usual(sightings: Iterable[ProblemSighting], window: Period) -> int:
    """How many were opened at that time of a week: every whole week has it once."""
    length = window.end - window.start
    return sum((each.opened_at - window.start) % WEEK < length for each in sightings)
