"""Drawings: what a review shows as charts, each with the same in words."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from mof.documents import Figure, draw_line, format_count, format_duration
from mof.documents._charts.amount_bars import AmountBar, draw_amounts
from mof.documents._charts.maturity_levels import LevelRow, draw_levels
from mof.documents._charts.monthly_series import draw_columns
from mof.framework import OptimizationLevel
from mof.improvement._maturity_levels import Maturity
from mof.indicators import Direction
from mof.judgements import Attainment
from mof.judgements._breach_attribution import Party
from mof.outcomes._backlog import AGES, measure_backlog
from mof.reviews.evidence._evidence import Reading, ReviewEvidence
from mof.values._instants import MICROSECOND

_MOST = 8
"""How many of those that used the time of breaches are named. Our judgement."""


def draw_trend(periods: tuple[Attainment, ...]) -> Figure:
    """A target period by period, against its promise and what is tolerated below it."""
    target = periods[-1].target
    return draw_line(
        ((each.period.label, each.share) for each in periods),
        title=f"{periods[-1].agreement}: {target}, period by period",
        target=target.required_share,
        band=(target.required_share - target.tolerance, target.required_share),
        percent=True,
    )


def draw_indicator(readings: tuple[Reading, ...]) -> Figure:
    """An indicator period by period, against its target and what is tolerated beyond it."""
    indicator = readings[-1].indicator
    band = None
    if indicator.target is not None and indicator.tolerance:
        is_lower = indicator.direction is Direction.LOWER
        limit = indicator.target + (indicator.tolerance if is_lower else -indicator.tolerance)
        band = (indicator.target, limit)
    return draw_line(
        ((reading.period.label, reading.value) for reading in readings),
        title=f"{indicator.name} ({indicator.unit})",
        target=indicator.target,
        band=band,
        percent=indicator.unit == "share",
    )


def draw_backlog(evidence: ReviewEvidence) -> Figure:
    """The incidents open at the end of the period, by how long they had been open."""
    inputs = evidence.inputs
    _, *aged = measure_backlog(evidence.incidents, during=inputs.period, as_of=inputs.as_of)
    return draw_columns(
        zip(_name_ages(), (len(each.evidence) for each in aged), strict=True),
        title="Incidents open at the end of the period, by age",
    )


def _name_ages() -> Iterator[str]:
    first, *_, last = AGES
    yield f"under {format_count(first.days, 'day')}"
    yield from (f"{younger.days} to {older.days} days" for younger, older in pairwise(AGES))
    yield f"from {last.days} days"


def draw_attribution(evidence: ReviewEvidence) -> Figure:
    """Who or what used the time of the breaches of promises to customers, the most first."""
    spent: dict[Party, timedelta] = {}
    most: Counter[Party] = Counter()
    for breach in evidence.sla_breaches:
        attribution = evidence.attribute_breach(breach)
        for portion in attribution.portions:
            spent[portion.party] = spent.get(portion.party, timedelta(0)) + portion.counted
        most.update(portion.party for portion in attribution.portions[:1])
    ranked = sorted(spent.items(), key=lambda pair: (-pair[1], str(pair[0])))
    named = [(str(party), time, most[party]) for party, time in ranked[:_MOST] if time]
    if others := [(time, most[party]) for party, time in ranked[_MOST:] if time]:
        time = sum((time for time, _ in others), timedelta(0))
        named.append((f"{len(others)} others", time, sum(count for _, count in others)))
    breaches = len(evidence.sla_breaches)
    return draw_amounts(
        (
            AmountBar(
                name,
                Fraction(time // MICROSECOND),
                format_duration(time, seconds=False),
                f"the most on {count} of {breaches}",
            )
            for name, time, count in named
        ),
        title="Who or what used the time of the breaches",
    )


def draw_maturity(maturities: tuple[Maturity, ...]) -> Figure:
    """Every dimension of every capability where it is, and where it is to be."""
    return draw_levels(
        (
            LevelRow(
                f"{each.capability}, {each.dimension}",
                str(each.current) if each.current else None,
                str(each.desired) if each.desired else None,
            )
            for each in maturities
        ),
        levels=list(map(str, OptimizationLevel)),
        title="Levels of maturity, current and desired",
    )
