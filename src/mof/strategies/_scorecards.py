"""Scorecards and the targets of outcomes."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from mof.outcomes import OutcomeTarget, Scorecard, ScorecardCounts
from mof.outcomes._scorecards import WorkgroupCounts, WorkgroupScore
from mof.strategies._generic import generate
from mof.strategies._scalars import durations, fractions, shares


@st.composite
def outcome_targets(draw: st.DrawFn) -> OutcomeTarget:
    """Targets that are numbers or durations, with a tolerance of the same sort or none."""
    kinds = (fractions(), shares()), (durations(), durations(timedelta(0)))
    value, tolerance = draw(st.sampled_from(kinds))
    return draw(generate(OutcomeTarget, {"value": value, "tolerance": st.none() | tolerance}))


def scorecards() -> st.SearchStrategy[Scorecard]:
    """Scorecards of a few workgroups."""
    return generate(Scorecard, {"scores": _choose_few(WorkgroupScore)})


def scorecard_counts() -> st.SearchStrategy[ScorecardCounts]:
    """The same in numbers alone."""
    return generate(ScorecardCounts, {"scores": _choose_few(WorkgroupCounts)})


def _choose_few(kind: type[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(generate(kind), max_size=2, unique_by=lambda score: score.team)
