"""Figures: indicators, charts, satisfaction, money, outcomes, and what searches find."""

from datetime import timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from hypothesis import strategies as st

from mof.help_requests import Complaint
from mof.indicators import (
    ControlChart,
    ControlRule,
    CostPosition,
    CostTolerance,
    Feedback,
    Indicator,
    Ledger,
    LedgerEntry,
    Money,
    Observation,
    Pattern,
    RatingScale,
    SatisfactionTarget,
    Survey,
    SurveyResponse,
    chart_moving_ranges,
    chart_shares,
    chart_values,
)
from mof.indicators._control_limits import Subgroup
from mof.outcomes import (
    MEASURES,
    Measure,
    Outcome,
    OutcomeTarget,
    Scorecard,
    ScorecardCounts,
)
from mof.outcomes._scorecards import WorkgroupCounts, WorkgroupScore
from mof.problems import Identification
from mof.problems._candidates import Candidate, Trial
from mof.problems._loss_ranking import IncidentLoss
from mof.problems._predictions import Prediction
from mof.strategies._registry import draws, generate, register, values
from mof.strategies._scalars import days, durations, fractions, identifiers, shares, texts
from mof.values import ConfidenceInterval, ResponseId, SurveyId

_FEW_DAYS = durations(max_value=timedelta(days=20))
_ZONES = (Pattern.ONE_SIDE, Pattern.EITHER_SIDE, Pattern.WITHIN)


register(Indicator, tolerance=fractions().map(abs), set_on=days())


@draws(Observation)
def observations() -> st.SearchStrategy[Observation]:
    """Observations of values alone, and of shares that say of how many cases they are."""
    counts = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))
    pooled = counts.flatmap(
        lambda pair: generate(
            Observation, {"value": st.just(Fraction(*pair)), "size": st.just(pair[1])}
        )
    )
    return generate(Observation, {"size": st.none()}) | pooled


@draws(ControlRule)
@st.composite
def control_rules(draw: st.DrawFn) -> ControlRule:
    """Rules of every pattern, of few points so that they are found."""
    pattern = draw(st.sampled_from(Pattern))
    needed = draw(st.integers(1, 9))
    return ControlRule(
        name=draw(texts().filter(str.strip)),
        pattern=pattern,
        needed=needed,
        of=needed + draw(st.integers(0, 3)) if pattern is Pattern.ONE_SIDE else needed,
        sigmas=draw(st.integers(0, 3)) if pattern in _ZONES else 0,
        source=draw(texts()),
    )


@draws(Subgroup)
@st.composite
def subgroups(draw: st.DrawFn) -> Subgroup:
    """Some of so many cases, or of none."""
    size = draw(st.integers(0, 50))
    return Subgroup(draw(texts()), draw(st.integers(0, size)), size)


@draws(ControlChart)
@st.composite
def control_charts(draw: st.DrawFn) -> ControlChart:
    """Charts of shares, values and moving ranges, with gaps and with too few points."""
    rules = draw(st.lists(control_rules(), min_size=1, max_size=3))
    if draw(st.booleans()):
        groups: list[Any] = draw(st.lists(subgroups(), max_size=16, unique_by=_get_label))
        return chart_shares(groups, rules=rules)
    labels = draw(st.lists(texts(), max_size=16, unique=True))
    points = [(label, draw(st.none() | fractions())) for label in labels]
    return draw(st.sampled_from((chart_values, chart_moving_ranges)))(points, rules=rules)


def _get_label(group: Subgroup) -> str:
    return group.label


@draws(ConfidenceInterval)
@st.composite
def intervals(draw: st.DrawFn) -> ConfidenceInterval:
    """Intervals, some of a single number."""
    low = draw(fractions())
    return ConfidenceInterval(low, low + draw(shares()))


@draws(Money)
def amounts(*currencies: str) -> st.SearchStrategy[Money]:
    """Amounts of money in one of some currencies, or in any; some of them owed."""
    return st.builds(Money, fractions(), st.sampled_from(currencies or ("NOK", "EUR", "XTS")))


@draws(RatingScale)
@st.composite
def scales(draw: st.DrawFn) -> RatingScale:
    """Scales on which some scores are satisfied and some are not."""
    lowest = draw(st.integers(-1, 1))
    satisfied_from = draw(st.integers(lowest + 1, 9))
    highest = draw(st.integers(satisfied_from, 10))
    return RatingScale(lowest=lowest, satisfied_from=satisfied_from, highest=highest)


register(Survey, invited=st.integers(1, 9))
register(SatisfactionTarget, required_share=shares(), tolerance=shares())


@draws(Feedback)
@st.composite
def feedback(draw: st.DrawFn) -> Feedback:
    """Surveys with responses that fit them, complaints, and targets."""
    asked = draw(st.lists(values(Survey), max_size=3, unique_by=lambda survey: survey.id))
    found: list[SurveyResponse] = []
    for survey in asked:
        for _ in range(draw(st.integers(0, min(survey.invited, 3)))):
            found.append(draw(_responses(survey, len(found))))
    return Feedback(
        surveys=asked,
        responses=found,
        complaints=draw(st.lists(values(Complaint), max_size=1)),
        targets=draw(
            st.lists(
                values(SatisfactionTarget), max_size=2, unique_by=lambda t: (t.service, t.customer)
            )
        ),
    )


def _responses(survey: Survey, number: int) -> st.SearchStrategy[SurveyResponse]:
    return st.builds(
        SurveyResponse,
        st.just(ResponseId(f"response-{number}")),
        survey=st.just(SurveyId(survey.id)),
        score=st.integers(survey.scale.lowest, survey.scale.highest),
        answered_at=_FEW_DAYS.map(lambda delay: survey.sent_at + delay),
        record=st.none() | texts(),
        comment=texts(),
    )


register(LedgerEntry, category=texts(min_size=1))
register(CostTolerance, share=shares(), category=st.none() | texts(min_size=1))


register(
    CostPosition,
    **dict.fromkeys(("budget", "actual", "forecast"), st.none() | amounts("NOK")),
    currency=st.just("NOK"),
    tolerance=shares(),
    parts=st.just(()),
)
register(
    Ledger,
    entries=st.lists(values(LedgerEntry), max_size=3, unique_by=lambda entry: entry.id),
    tolerances=st.lists(values(CostTolerance), max_size=2, unique_by=lambda each: each.category),
)


@draws(OutcomeTarget)
@st.composite
def outcome_targets(draw: st.DrawFn) -> OutcomeTarget:
    """Targets that are numbers or durations, with a tolerance of the same sort or none."""
    kinds = (fractions(), shares()), (durations(), durations(timedelta(0)))
    value, tolerance = draw(st.sampled_from(kinds))
    return draw(generate(OutcomeTarget, {"value": value, "tolerance": st.none() | tolerance}))


def _choose_few(kind: type[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(generate(kind), max_size=2, unique_by=lambda score: score.team)


register(Scorecard, scores=_choose_few(WorkgroupScore))
register(ScorecardCounts, scores=_choose_few(WorkgroupCounts))
register(Outcome, cases=st.integers(0, 99), open=st.integers(0, 99))
draws(Measure)(partial(st.sampled_from, tuple(MEASURES)))
register(
    Candidate,
    count=st.integers(1, 99),
    expected=shares(),
    chance=shares(),
    incidents=st.lists(identifiers("incident"), max_size=3, unique=True),
    time_lost=durations(),
)
register(Trial, tests=st.integers(0, 9999), limit=shares())
register(Identification, false_alarms=shares())
register(IncidentLoss, time_lost=durations(), share=shares(), cumulative=shares())
register(Prediction, coverage=shares())
