"""What a review hears of customers, money and people besides tickets."""

from datetime import timedelta

from hypothesis import strategies as st

from mof.indicators import (
    CostPosition,
    CostTolerance,
    Feedback,
    Ledger,
    LedgerEntry,
    Money,
    RatingScale,
    SatisfactionTarget,
    Survey,
    SurveyResponse,
)
from mof.strategies._agreements import Fields
from mof.strategies._generic import generate
from mof.strategies._records import complaints
from mof.strategies._scalars import durations, fractions, instants, shares, texts
from mof.teams import Absence, Establishment, Workforce, WorkforceTarget
from mof.values import ConfidenceInterval, ResponseId, SurveyId

_FEW_DAYS = durations(max_value=timedelta(days=20))


@st.composite
def intervals(draw: st.DrawFn) -> ConfidenceInterval:
    """Intervals, some of a single number."""
    low = draw(fractions())
    return ConfidenceInterval(low, low + draw(shares()))


def amounts(*currencies: str) -> st.SearchStrategy[Money]:
    """Amounts of money in one of some currencies, or in any; some of them owed."""
    return st.builds(Money, fractions(), st.sampled_from(currencies or ("NOK", "EUR", "XTS")))


@st.composite
def scales(draw: st.DrawFn) -> RatingScale:
    """Scales on which some scores are satisfied and some are not."""
    lowest = draw(st.integers(-1, 1))
    satisfied_from = draw(st.integers(lowest + 1, 9))
    highest = draw(st.integers(satisfied_from, 10))
    return RatingScale(lowest=lowest, satisfied_from=satisfied_from, highest=highest)


def surveys(**fields: Fields) -> st.SearchStrategy[Survey]:
    """Surveys; fields that are given are drawn from the strategies given."""
    return generate(Survey, {"invited": st.integers(1, 9), **fields})


def satisfaction_targets(**fields: Fields) -> st.SearchStrategy[SatisfactionTarget]:
    """Targets of satisfaction; fields that are given are drawn from the strategies given."""
    return generate(
        SatisfactionTarget, {"required_share": shares(), "tolerance": shares(), **fields}
    )


@st.composite
def feedback(draw: st.DrawFn) -> Feedback:
    """Surveys with responses that fit them, complaints, and targets."""
    asked = draw(st.lists(surveys(), max_size=3, unique_by=lambda survey: survey.id))
    found: list[SurveyResponse] = []
    for survey in asked:
        for _ in range(draw(st.integers(0, min(survey.invited, 3)))):
            found.append(draw(_responses(survey, len(found))))
    return Feedback(
        surveys=asked,
        responses=found,
        complaints=draw(st.lists(complaints(), max_size=1)),
        targets=draw(
            st.lists(
                satisfaction_targets(), max_size=2, unique_by=lambda t: (t.service, t.customer)
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


def ledger_entries(**fields: Fields) -> st.SearchStrategy[LedgerEntry]:
    """Entries of a ledger; fields that are given are drawn from the strategies given."""
    return generate(LedgerEntry, {"category": texts(min_size=1), **fields})


def cost_tolerances(**fields: Fields) -> st.SearchStrategy[CostTolerance]:
    """Tolerances of costs; fields that are given are drawn from the strategies given."""
    categories = st.none() | texts(min_size=1)
    return generate(CostTolerance, {"share": shares(), "category": categories, **fields})


def cost_positions(**fields: Fields) -> st.SearchStrategy[CostPosition]:
    """What categories cost; fields that are given are drawn from the strategies given."""
    one = amounts("NOK")
    usual: dict[str, Fields] = {
        **dict.fromkeys(("budget", "actual", "forecast"), st.none() | one),
        "currency": st.just("NOK"),
        "tolerance": shares(),
        "parts": st.just(()),
    }
    return generate(CostPosition, {**usual, **fields})


def ledgers() -> st.SearchStrategy[Ledger]:
    """Ledgers of a few entries in several currencies."""
    entries = st.lists(ledger_entries(), max_size=3, unique_by=lambda entry: entry.id)
    limits = st.lists(cost_tolerances(), max_size=2, unique_by=lambda each: each.category)
    return st.builds(Ledger, entries=entries, tolerances=limits)


@st.composite
def establishments(draw: st.DrawFn, /, **fields: Fields) -> Establishment:
    """How many posts teams have; fields that are given are drawn from the strategies given."""
    start, posts = draw(instants()), draw(st.integers(0, 9))
    usual: dict[str, Fields] = {
        "posts": st.just(posts),
        "vacant": st.integers(0, posts),
        "valid_from": st.just(start),
        "valid_until": st.none()
        | durations(timedelta(microseconds=1)).map(lambda length: start + length),
    }
    return draw(generate(Establishment, {**usual, **fields}))


def workforce_targets(**fields: Fields) -> st.SearchStrategy[WorkforceTarget]:
    """Targets for the workforce; fields that are given are drawn from the strategies given."""
    return generate(WorkforceTarget, {"at_most": shares(), "tolerance": shares(), **fields})


def workforces() -> st.SearchStrategy[Workforce]:
    """Posts, absences and targets."""
    return generate(
        Workforce,
        {
            "establishments": st.lists(
                establishments(), max_size=2, unique_by=lambda each: each.team
            ),
            "absences": st.lists(generate(Absence), max_size=3, unique_by=lambda each: each.id),
            "targets": st.lists(
                workforce_targets(), max_size=2, unique_by=lambda each: each.measure
            ),
        },
    )
