"""Assessments, programs and roadmaps of improvement."""

from hypothesis import strategies as st

from mof.framework import RankingCriterion
from mof.improvement import (
    Achievement,
    ExpectedEffect,
    Guidance,
    ImprovementRoadmap,
    Initiative,
    MeasuredChange,
    ProblemOpportunity,
    RankingWeights,
    ResourceRequest,
    ServiceAssessment,
    ServiceImprovementProgram,
)
from mof.strategies._registry import Strategy, draws, generate, register, values
from mof.strategies._scalars import durations, fractions, identifiers, instants, shares

_CRITERIA = st.sampled_from(RankingCriterion)


@draws(MeasuredChange)
@st.composite
def measured_changes(draw: st.DrawFn) -> MeasuredChange:
    """Changes of a measure, either way, by one figure or within bounds."""
    least, more = draw(fractions()), draw(shares())
    most = st.none() | st.just(least * (1 + more))
    return MeasuredChange(least, draw(most), is_monthly=draw(st.booleans()))


@draws(ExpectedEffect)
@st.composite
def effects(draw: st.DrawFn, /, **fields: Strategy) -> ExpectedEffect:
    """Effects, with a value or the change alone; given fields are drawn from those strategies."""
    told = st.none(), fractions()
    is_value = draw(st.booleans())
    usual = {
        "value": told[is_value],
        "stated_change": st.none() if is_value else measured_changes(),
    }
    return draw(generate(ExpectedEffect, {**usual, **fields}))


@draws(Initiative)
@st.composite
def initiatives(draw: st.DrawFn, /, **fields: Strategy) -> Initiative:
    """Initiatives that achieve and complete nothing before they start."""
    start, later = draw(instants()), draw(durations())
    achievement = st.builds(
        Achievement, effects(period=st.none()), recorded_at=st.just(start + later)
    )
    usual: dict[str, Strategy] = {
        "id": identifiers("initiative"),
        "started_at": st.just(start),
        "completed_at": st.none() | st.just(start + later),
        "achieved": st.lists(achievement, max_size=2),
    }
    return draw(generate(Initiative, {**usual, **fields}))


@draws(ServiceImprovementProgram)
def improvement_programs(**fields: Strategy) -> st.SearchStrategy[ServiceImprovementProgram]:
    """Service Improvement Programs; given fields are drawn from those strategies."""
    few = st.lists(initiatives(), max_size=2, unique_by=lambda each: each.id)
    return generate(ServiceImprovementProgram, {"initiatives": few, **fields})


register(
    ProblemOpportunity,
    id=identifiers("statement"),
    ratings=st.dictionaries(_CRITERIA, shares(), max_size=4),
)


@draws(RankingWeights)
def ranking_weights() -> st.SearchStrategy[RankingWeights]:
    """Weights of criteria, of which one counts at least."""
    some = st.fractions(0, 10, max_denominator=10)
    more = st.dictionaries(_CRITERIA, some, max_size=3)
    one = st.tuples(_CRITERIA, some.map(lambda weight: weight + 1))
    return st.builds(lambda weights, pair: RankingWeights({**weights, pair[0]: pair[1]}), more, one)


register(
    ServiceAssessment,
    statements=st.lists(values(ProblemOpportunity), max_size=2, unique_by=lambda each: each.id),
)


@draws(ImprovementRoadmap)
@st.composite
def improvement_roadmaps(draw: st.DrawFn) -> ImprovementRoadmap:
    """Roadmaps in which everything that is named is there."""
    assessment = draw(values(ServiceAssessment))
    stated = _some([each.id for each in assessment.statements])
    help_offered = generate(Guidance, {"id": identifiers("guidance"), "helps_with": stated})
    guidance = draw(st.lists(help_offered, max_size=2, unique_by=lambda each: each.id))
    follows = _some([each.id for each in guidance])
    linked = initiatives(answers=stated, follows=follows)
    few = st.lists(linked, max_size=2, unique_by=lambda each: each.id)
    return ImprovementRoadmap(
        assessment, tuple(guidance), draw(improvement_programs(initiatives=few))
    )


def _some(ids: list[str]) -> Strategy:
    return st.frozensets(st.sampled_from(ids), max_size=2) if ids else st.just(frozenset())


@draws(ResourceRequest)
@st.composite
def resource_requests(draw: st.DrawFn) -> ResourceRequest:
    """Requests that are open, or were answered after they were made."""
    asked_at, is_answered = draw(instants()), draw(st.booleans())
    answered_at = st.just(asked_at + draw(durations()) if is_answered else None)
    fields = {
        "requested_at": st.just(asked_at),
        "answered_at": answered_at,
        "is_granted": st.booleans() if is_answered else st.none(),
    }
    return draw(generate(ResourceRequest, fields))
