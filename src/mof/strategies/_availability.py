"""Outages, what is promised of availability, and what a broken promise gives back."""

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from mof.agreements import (
    AvailabilityBasis,
    AvailabilityTarget,
    CreditScope,
    CreditTerms,
    CreditTier,
    LinearCredits,
    Overlap,
    OverlapRule,
    Span,
    TieredCredits,
    Treatment,
)
from mof.agreements._service_credits import ShareRange
from mof.judgements import ErrorBudget
from mof.services import DataGap, Dependency, Maintenance, Outage, OutageLog
from mof.strategies._calendars import calendars
from mof.strategies._scalars import durations, identifiers, instants, shares, texts
from mof.values import ServiceId

Fields = st.SearchStrategy[Any]

_SOME = st.fractions(Fraction(1, 100), 1, max_denominator=100)
_LENGTHS = durations(timedelta(microseconds=1), timedelta(days=3))
_DELAYS = durations(max_value=timedelta(days=1))
_FEATURES = st.none() | st.sampled_from(("api", "web"))


@st.composite
def outages(
    draw: st.DrawFn,
    starts: st.SearchStrategy[datetime] | None = None,
    features: st.SearchStrategy[str | None] = _FEATURES,
) -> Outage:
    """Outages, some of them open, partial, or written down late."""
    start = draw(starts or instants())
    end = draw(st.none() | _LENGTHS.map(lambda length: start + length))
    return Outage(
        start,
        end,
        weight=draw(st.just(Fraction(1)) | _SOME),
        feature=draw(features),
        cause=draw(st.none() | identifiers("incident")),
        recorded_at=start + draw(_DELAYS),
        end_recorded_at=None if end is None else end + draw(_DELAYS),
    )


@st.composite
def maintenances(draw: st.DrawFn) -> Maintenance:
    """Maintenance, agreed in advance or not."""
    start = draw(instants())
    return Maintenance(
        start,
        start + draw(_LENGTHS),
        agreed_at=draw(instants()),
        feature=draw(_FEATURES),
        reason=draw(texts()),
    )


@st.composite
def data_gaps(draw: st.DrawFn) -> DataGap:
    """Times without data."""
    start = draw(instants())
    return DataGap(start, start + draw(_LENGTHS), feature=draw(_FEATURES), reason=draw(texts()))


def share_ranges() -> st.SearchStrategy[ShareRange]:
    """Ranges of shares, some of them empty."""
    return st.builds(ShareRange, shares(), shares(), st.booleans(), st.booleans())


@st.composite
def credit_tiers(draw: st.DrawFn) -> CreditTier:
    """Tiers with edges of every kind."""
    lower, upper = sorted(draw(st.tuples(shares(), shares())))
    if lower == upper:
        return CreditTier(credit=draw(shares()), at_least=lower, at_most=upper)
    edges: dict[str, Any] = {
        draw(st.sampled_from(("at_least", "above"))): lower,
        draw(st.sampled_from(("at_most", "below"))): upper,
    }
    kept = draw(st.sets(st.sampled_from(sorted(edges))))
    return CreditTier(credit=draw(shares()), **{name: edges[name] for name in kept})


@st.composite
def tiered_credits(draw: st.DrawFn) -> TieredCredits:
    """Tiers that leave holes, or none, and tiers of which one is said to count."""
    if draw(st.booleans()):
        rule = draw(st.sampled_from((OverlapRule.HIGHEST, OverlapRule.LOWEST)))
        return TieredCredits(draw(st.lists(credit_tiers(), min_size=1, max_size=3)), overlaps=rule)
    edges = sorted(draw(st.sets(shares(), min_size=2, max_size=4)))
    return TieredCredits(
        CreditTier(
            credit=draw(shares()),
            below=upper,
            **{draw(st.sampled_from(("at_least", "above"))): lower},
        )
        for lower, upper in pairwise(edges)
    )


def linear_credits() -> st.SearchStrategy[LinearCredits]:
    """Credits for each point that is missing."""
    return st.builds(
        LinearCredits, below=_SOME, per_point=_SOME, cap=_SOME, is_pro_rata=st.booleans()
    )


def credit_terms() -> st.SearchStrategy[CreditTerms]:
    """Terms of credits, with and without limits."""
    day_counts = st.none() | st.integers(1, 99)
    return st.builds(
        CreditTerms,
        tiered_credits() | linear_credits(),
        scope=st.sampled_from(CreditScope),
        claim_within_days=day_counts,
        most_paid_days=day_counts,
    )


def outage_logs(**fields: Fields) -> st.SearchStrategy[OutageLog]:
    """Logs of outages; fields that are given are drawn from the strategies given."""
    usual: dict[str, Fields] = {
        "service": identifiers("service").map(ServiceId),
        "outages": st.lists(outages(), max_size=2),
        "maintenance": st.lists(maintenances(), max_size=1),
        "gaps": st.lists(data_gaps(), max_size=1),
        "since": st.none() | instants(),
    }
    return st.builds(OutageLog, **usual | fields)


def availability_targets(**fields: Fields) -> st.SearchStrategy[AvailabilityTarget]:
    """Availabilities promised; fields that are given are drawn from the strategies given."""
    usual: dict[str, Fields] = {
        "required_share": _SOME,
        "tolerance": shares(),
        "feature": _FEATURES,
        "per": st.sampled_from(Span),
        "calendar": st.none() | calendars(),
        "basis": st.sampled_from(AvailabilityBasis),
        "maintenance": st.sampled_from(Treatment),
        "notice": _DELAYS,
        "no_data": st.sampled_from([t for t in Treatment if t is not Treatment.AS_OBSERVED]),
        "overlap": st.sampled_from(Overlap),
        "ignores_below": _DELAYS,
        "credits": st.none() | credit_terms(),
    }
    return st.builds(AvailabilityTarget, **usual | fields)


@st.composite
def error_budgets(draw: st.DrawFn) -> ErrorBudget:
    """Budgets, measured in whole, in part, or not at all."""
    window = draw(durations(max_value=timedelta(days=90)))
    return ErrorBudget(
        required_share=draw(_SOME),
        window=window,
        share=draw(st.none() | shares()),
        measured=draw(st.none() | durations(max_value=window)),
    )


@st.composite
def dependencies(draw: st.DrawFn) -> Dependency:
    """Wholes of parts, some of which are wholes themselves."""
    names = draw(st.lists(texts(min_size=1), min_size=1, max_size=4, unique=True))
    cut = draw(st.integers(0, len(names) - 1))
    inner: list[str | Dependency] = []
    if names[:cut]:
        inner.append(Dependency(draw(st.integers(1, cut)), names[:cut]))
    parts = [*names[cut:], *inner]
    return Dependency(draw(st.integers(1, len(parts))), parts)
