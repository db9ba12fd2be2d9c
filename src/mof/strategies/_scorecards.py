"""Scorecards and the targets of outcomes."""

from datetime import timedelta

from hypothesis import strategies as st

from mof.scorecards import OutcomeTarget, Scorecard, WorkgroupScore
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
    few = st.lists(generate(WorkgroupScore), max_size=2, unique_by=lambda score: score.team)
    return generate(Scorecard, {"scores": few})
