"""Statements of an assessment are ranked by weights, exactly, and each score explains itself."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from mof.errors import DefinitionError
from mof.framework import RankingCriterion
from mof.improvement import ProblemOpportunity, RankingWeights, ServiceAssessment
from mof.improvement._ranking import EQUAL_WEIGHTS, rank_opportunities, tabulate_ranking
from mof.values import AssessmentId, OpportunityId, PersonId

RISK, COST, TIME, VALUE = RankingCriterion


def state(name: str, *ratings: Any) -> ProblemOpportunity:
    given = {c: r for c, r in zip(RankingCriterion, ratings, strict=False) if r is not None}
    return ProblemOpportunity(OpportunityId(name), "it breaks", "mend it", ratings=given)


def list_ranks(*statements: ProblemOpportunity, **options: Any) -> list[tuple[str, int | None]]:
    return [(r.statement.id, r.rank) for r in rank_opportunities(statements, **options)]


def test_score_is_the_exact_sum_of_its_parts() -> None:
    (ranked,) = rank_opportunities(
        [state("s1", 0.1, "0.2", "1/3", 1)],
        weights=RankingWeights({RISK: 3, COST: 1, TIME: 1, VALUE: 1}),
    )

    assert [Fraction(1, 20), Fraction(2, 15), Fraction(1, 9), Fraction(1, 6)] == [
        part.points for part in ranked.parts
    ]
    assert Fraction(83, 180) == ranked.score


@pytest.mark.parametrize(
    "weights, expected",
    [
        ({RISK: 1}, ["risky", "cheap"]),
        ({COST: 1}, ["cheap", "risky"]),
        ({RISK: 1, COST: 1}, ["cheap", "risky"]),
        ({RISK: 2, COST: 1}, ["risky", "cheap"]),
    ],
)
def test_order_follows_the_weights(weights: Any, expected: list[str]) -> None:
    risky, cheap = state("risky", 1, 1), state("cheap", "0.2", 0)

    ranked = rank_opportunities([risky, cheap], weights=RankingWeights(weights))

    assert expected == [each.statement.id for each in ranked]


def test_what_costs_less_and_takes_less_time_comes_first() -> None:
    assert ["s2", "s1"] == [
        name for name, _ in list_ranks(state("s1", 1, 1, 1, 1), state("s2", 1, 0, 0, 1))
    ]


def test_equal_scores_share_a_rank_and_stand_by_id() -> None:
    tied = [state(name, "0.5", "0.5", "0.5", "0.5") for name in ("c", "a", "b")]

    assert [("z", 1), ("a", 2), ("b", 2), ("c", 2), ("d", 5)] == list_ranks(
        *tied, state("d", 0, 1, 1, 0), state("z", 1, 0, 0, 1)
    )


def test_statement_without_a_rating_that_counts_comes_last_without_a_rank() -> None:
    unrated, low = state("a", 1, 0, 0), state("b", 0, 1, 1, 0)
    first, last = rank_opportunities([unrated, low])

    assert [("b", 1, 0), ("a", None, None)] == [
        (each.statement.id, each.rank, each.score) for each in (first, last)
    ]
    assert (VALUE,) == last.missing
    assert None is unrated.rate(VALUE)
    assert [("a", 1), ("b", 2)] == list_ranks(unrated, low, weights=RankingWeights({RISK: 1}))


def test_table_shows_each_part_of_the_score() -> None:
    weights = RankingWeights({RISK: 3, COST: 1})

    row, unrated = tabulate_ranking(
        rank_opportunities([state("s1", "0.5", "0.2"), state("s2", 1)], weights=weights)
    ).rows

    assert ("s1", 1, "it breaks", "mend it") == row[:4]
    assert (
        "0.5 × 75.0 % = 37.5 %",
        "(1 − 0.2) × 25.0 % = 20.0 %",
        None,
        None,
        "57.5 %",
    ) == row[4:]
    assert ("1 × 75.0 % = 75.0 %", "not rated", None, None, "not rated") == unrated[4:]


@given(st.from_type(ProblemOpportunity), st.from_type(RankingWeights))
def test_score_lies_between_nothing_and_all(
    statement: ProblemOpportunity, weights: RankingWeights
) -> None:
    # Oracle: the shares of the weights are a whole, so no score can leave it.
    (ranked,) = rank_opportunities([statement], weights=weights)

    assert 1 == sum(weights.share(criterion) for criterion in RankingCriterion)
    assert ranked.missing if ranked.score is None else 0 <= ranked.score <= 1


@pytest.mark.parametrize(
    "weights, message",
    [
        ({}, "all weights are zero"),
        ({RISK: 0, COST: "0.0"}, "all weights are zero"),
        ({RISK: 1, COST: -1}, "is not negative"),
        ({"risk": 1}, "'risk' is no criterion to rank by; there are: RankingCriterion.RISK"),
        ({RISK: "much"}, "is no exact number"),
    ],
)
def test_weights_that_rank_nothing_are_refused(weights: Any, message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        RankingWeights(weights)


@pytest.mark.parametrize("rating", [2, "-0.1"])
def test_rating_off_the_scale_is_refused(rating: Any) -> None:
    with pytest.raises(DefinitionError, match="between 0 and 1"):
        state("s1", rating)


def test_assessment_ranks_its_statements_and_lists_each_once() -> None:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    first, second = state("s1", 0, 0, 0, 0), state("s2", 1, 0, 0, 0)
    options: Any = {"subject": "operations", "at": at, "by": PersonId("Ada")}

    assessment = ServiceAssessment(AssessmentId("a1"), statements=[first, second], **options)

    assert [second, first] == [each.statement for each in assessment.rank()]
    assert assessment.rank() == assessment.rank(weights=EQUAL_WEIGHTS)
    assert [("s2", 1), ("s1", 2)] == [row[:2] for row in assessment.to_table().rows]
    with pytest.raises(DefinitionError, match="two statements of a1 are called 's1'"):
        ServiceAssessment(AssessmentId("a1"), statements=[first, first], **options)
