"""Bursts: more incidents at a time than the same group usually has."""

from collections import defaultdict
from fractions import Fraction

from mof.problems._candidates import IdentificationRule, Trial
from mof.problems._sightings import ProblemSighting
from mof.problems._signs import WEEK, Ground, Key, Sign, count_weeks, find_keys
from mof.values import Period
from mof.values._chances import bound_binomial, find_limit
from mof.values._instants import MICROSECOND


def search_bursts(ground: Ground, rate: Fraction) -> tuple[Trial, list[Sign]]:
    """Weeks of the period, or all of it, into which too many incidents of a group fall.

    Of all incidents of a group, those before the period included, each part of the time is to
    have its share by length. Weeks are counted back from the end.
    """
    if not ground.weeks:
        why = "no whole week before the period is known"
        return Trial(rule=IdentificationRule.BURST, untested=why), []
    groups: dict[Key, list[ProblemSighting]] = defaultdict(list)
    groupings = ground.list_groupings()
    totals: dict[Key, int] = defaultdict(int)
    for sighting in ground.earlier:
        for key in find_keys(sighting, groupings):
            totals[key] += 1
    for sighting in ground.sightings:
        for key in find_keys(sighting, groupings):
            totals[key] += 1
            groups[key].append(sighting)
    windows = _list_windows(ground)
    least = ((bound_binomial(n, n, share), 1) for n in totals.values() for _, share in windows)
    tests, limit = find_limit(least, rate)
    usual = f"{count_weeks(ground.weeks)} before and the period itself"
    signs = [
        Sign(
            subject=ground.name(*key),
            period=window,
            expected=totals[key] * share,
            compared_with=f"{totals[key]} incidents in {usual}",
            bound=bound,
            evidence=evidence,
        )
        for key, sightings in groups.items()
        for window, share in windows
        if len(evidence := _select(sightings, window)) >= ground.fewest
        if (bound := bound_binomial(len(evidence), totals[key], share, limit=float(limit))) <= limit
    ]
    return Trial(rule=IdentificationRule.BURST, tests=tests, limit=limit), signs


def _select(sightings: list[ProblemSighting], window: Period) -> tuple[ProblemSighting, ...]:
    start, end = window.start, window.end
    return tuple(each for each in sightings if start <= each.opened_at < end)


def _list_windows(ground: Ground) -> list[tuple[Period, Fraction]]:
    """The whole period and each of its weeks, with its part of all the time looked at."""
    whole = ground.elapsed
    ends = (ground.until - number * WEEK for number in range(ground.length // WEEK))
    weeks = [Period(end - WEEK, end, tz=whole.tz) for end in ends]
    all_time = (ground.usual + ground.length) // MICROSECOND
    return [
        (window, Fraction((window.end - window.start) // MICROSECOND, all_time))
        for window in dict.fromkeys([whole, *weeks])
    ]
