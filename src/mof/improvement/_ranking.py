"""Ranking: what an assessment found, and in which order to take it up."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from mof.documents import Table, format_share
from mof.documents._formats import format_number
from mof.errors import DefinitionError
from mof.framework import RankingCriterion
from mof.values import AssessmentId, OpportunityId, PersonId
from mof.values._ids import check_distinct
from mof.values._instants import to_utc
from mof.values._shares import to_fraction, to_share

Number: TypeAlias = Fraction | str | float | Decimal
Figures: TypeAlias = tuple[tuple[RankingCriterion, Fraction], ...]

_AGAINST = {RankingCriterion.COST, RankingCriterion.TIME}
"""Criteria on which more speaks against acting. The white paper names the four criteria only;
which way each points, and how they are added up, is our judgement."""


def _to_ratings(
    value: Mapping[RankingCriterion, Number] | Iterable[tuple[RankingCriterion, Number]],
) -> Figures:
    given = _check_criteria(value)
    return tuple((each, to_share(given[each])) for each in RankingCriterion if each in given)


def _to_weights(
    value: Mapping[RankingCriterion, Number] | Iterable[tuple[RankingCriterion, Number]],
) -> Figures:
    given = {each: to_fraction(weight) for each, weight in _check_criteria(value).items()}
    if any(weight < 0 for weight in given.values()):
        raise DefinitionError("the weight of a criterion is not negative; leave it out instead")
    if not any(given.values()):
        raise DefinitionError("all weights are zero, so nothing can be ranked; give one a weight")
    return tuple((each, given.get(each, Fraction(0))) for each in RankingCriterion)


def _check_criteria(
    value: Mapping[RankingCriterion, Number] | Iterable[tuple[RankingCriterion, Number]],
) -> dict[RankingCriterion, Number]:
    given = dict(value)
    for each in given:
        if not isinstance(each, RankingCriterion):
            known = ", ".join(
                f"RankingCriterion.{criterion.name}" for criterion in RankingCriterion
            )
            raise DefinitionError(f"{each!r} is no criterion to rank by; there are: {known}")
    return given


@frozen(kw_only=True)
class ProblemOpportunity:
    """A problem-opportunity statement: what goes wrong, and what there is to gain."""

    id: OpportunityId = field(kw_only=False)
    """How guidance and initiatives refer to it."""
    problem: str = field(kw_only=False)
    """What goes wrong."""
    opportunity: str = field(kw_only=False)
    """What could be done, and gained."""
    ratings: Figures = field(default=(), converter=_to_ratings)
    """Criterion and rating from 0 to 1, exactly; a dict is accepted. Risk is that of leaving
    things as they are, cost and time are what the opportunity takes, value is its value to the
    business."""
    basis: str = ""
    """What the ratings rest on, in words."""

    def rate(self, criterion: RankingCriterion) -> Fraction | None:
        """The rating on a criterion; None where there is none."""
        return dict(self.ratings).get(criterion)


@frozen
class RankingWeights:
    """How much each criterion counts; one that is not given counts nothing.

    >>> weights = RankingWeights({RankingCriterion.RISK: 3, RankingCriterion.COST: 1})
    >>> weights.share(RankingCriterion.RISK)
    Fraction(3, 4)

    Raises:
        DefinitionError: a weight is negative, or all are zero.
    """

    weights: Figures = field(converter=_to_weights)
    """Criterion and weight, 0 or more, on a scale of your own; a dict is accepted."""

    def share(self, criterion: RankingCriterion) -> Fraction:
        """The part of the whole score that a criterion decides on."""
        return dict(self.weights)[criterion] / sum(weight for _, weight in self.weights)


EQUAL_WEIGHTS = RankingWeights(dict.fromkeys(RankingCriterion, 1))
"""Every criterion counts alike. Our judgement: the white paper names the four and weighs none."""


@frozen
class ScorePart:
    """What one criterion adds to a score: its share of the weight times what speaks for acting."""

    criterion: RankingCriterion
    rating: Fraction
    share: Fraction

    @property
    def points(self) -> Fraction:
        """The part of the score; of cost and time, what is *not* needed counts."""
        in_favor = 1 - self.rating if self.criterion in _AGAINST else self.rating
        return self.share * in_favor


@frozen
class RankedOpportunity:
    """A statement with its place in the order, and the parts that its score consists of.

    Without a rating that counts, there is neither a place nor a score.
    """

    statement: ProblemOpportunity
    rank: int | None
    parts: tuple[ScorePart, ...]
    missing: tuple[RankingCriterion, ...] = ()

    @property
    def score(self) -> Fraction | None:
        """From 0 to 1, the sum of the parts; None where a rating is missing."""
        return None if self.missing else sum((part.points for part in self.parts), Fraction(0))


def rank_opportunities(
    statements: Iterable[ProblemOpportunity], *, weights: RankingWeights = EQUAL_WEIGHTS
) -> tuple[RankedOpportunity, ...]:
    """Statements, the highest score first; equal scores share a rank and stand by id.

    A statement that lacks a rating with a weight comes last, without a rank.
    """
    scored = [_score(statement, weights) for statement in statements]
    scored.sort(key=lambda each: (each.score is None, -(each.score or 0), each.statement.id))
    scores = [each.score for each in scored]
    return tuple(
        RankedOpportunity(
            each.statement,
            None if each.score is None else scores.index(each.score) + 1,
            each.parts,
            each.missing,
        )
        for each in scored
    )


def _score(statement: ProblemOpportunity, weights: RankingWeights) -> RankedOpportunity:
    rated = dict(statement.ratings)
    counted = [criterion for criterion in RankingCriterion if weights.share(criterion)]
    return RankedOpportunity(
        statement,
        None,
        tuple(ScorePart(c, rated[c], weights.share(c)) for c in counted if c in rated),
        tuple(criterion for criterion in counted if criterion not in rated),
    )


def tabulate_ranking(ranked: Iterable[RankedOpportunity]) -> Table:
    """Ranked statements with each part of their score, in the order given."""
    criteria = [_title(criterion) for criterion in RankingCriterion]
    return Table(
        ("Statement", "Rank", "Problem", "Opportunity", *criteria, "Score"),
        [
            (
                each.statement.id,
                each.rank,
                each.statement.problem,
                each.statement.opportunity,
                *(_explain(each, criterion) for criterion in RankingCriterion),
                format_share(each.score) if each.score is not None else "not rated",
            )
            for each in ranked
        ],
        caption="Problem-opportunity statements, the most urgent first",
        numbers=(*criteria, "Score"),
        note="Each part is its rating times its share of the weights; of cost and time, "
        "one less the rating. That is our judgement; the white paper names the criteria.",
    )


def _title(criterion: RankingCriterion) -> str:
    return str(criterion).capitalize()


def _explain(ranked: RankedOpportunity, criterion: RankingCriterion) -> str | None:
    if criterion in ranked.missing:
        return "not rated"
    part = next((part for part in ranked.parts if part.criterion is criterion), None)
    if part is None:
        return None
    rating = format_number(part.rating)
    in_favor = f"(1 − {rating})" if criterion in _AGAINST else rating
    return f"{in_favor} × {format_share(part.share)} = {format_share(part.points)}"


def _to_statements(value: Iterable[ProblemOpportunity]) -> tuple[ProblemOpportunity, ...]:
    return tuple(sorted(value, key=lambda each: each.id))


@frozen(kw_only=True)
class ServiceAssessment:
    """What an assessment of service management found, as problem-opportunity statements.

    Raises:
        DefinitionError: two statements share an id.
    """

    id: AssessmentId = field(kw_only=False)
    """How tables refer to it."""
    subject: str
    """What was assessed."""
    at: datetime = field(converter=to_utc)
    """When it was assessed."""
    by: PersonId
    """Who assessed it."""
    statements: tuple[ProblemOpportunity, ...] = field(default=(), converter=_to_statements)
    """What was found, by id."""

    def __attrs_post_init__(self) -> None:
        check_distinct(f"statements of {self.id}", (each.id for each in self.statements))

    def rank(self, *, weights: RankingWeights = EQUAL_WEIGHTS) -> tuple[RankedOpportunity, ...]:
        """Its statements, the most urgent first; equal scores share a rank."""
        return rank_opportunities(self.statements, weights=weights)

    def to_table(self, *, weights: RankingWeights = EQUAL_WEIGHTS) -> Table:
        """Its statements, the most urgent first, with each part of their score."""
        return tabulate_ranking(self.rank(weights=weights))
