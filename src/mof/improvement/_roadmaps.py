"""Roadmaps: from what an assessment found, by way of guidance, to what improves services."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import field, frozen

from mof.documents import Table
from mof.documents._tables import Cell
from mof.framework import SMF
from mof.improvement._initiatives import (
    Initiative,
    InitiativeProgress,
    ServiceImprovementProgram,
    write_effect,
)
from mof.improvement._ranking import (
    EQUAL_WEIGHTS,
    RankedOpportunity,
    RankingWeights,
    ServiceAssessment,
)
from mof.values import GuidanceId, OpportunityId, Term
from mof.values._ids import check_distinct, check_known


def _to_opportunity_ids(value: Iterable[OpportunityId]) -> frozenset[OpportunityId]:
    return frozenset(value)


@frozen(kw_only=True)
class Guidance:
    """An established practice, and the problem-opportunity statements that it helps with."""

    id: GuidanceId = field(kw_only=False)
    """How initiatives refer to it."""
    title: str = field(kw_only=False)
    """What the practice is called."""
    helps_with: frozenset[OpportunityId] = field(default=frozenset(), converter=_to_opportunity_ids)
    """The statements that it helps with."""
    function: SMF | None = None
    """The service management function that it belongs to; None where it belongs to none."""
    link: str = ""
    """Where to read it."""


class RoadmapGapKind(Term):
    """Where the way from an assessment to an improvement is interrupted."""

    # White paper, Continuous Improvement Roadmap: assessment, guidance, improvement. Which
    # gaps between them to look for is our judgement.
    STATEMENT_WITHOUT_GUIDANCE = "statement without guidance"
    STATEMENT_WITHOUT_INITIATIVE = "statement without initiative"
    INITIATIVE_WITHOUT_STATEMENT = "initiative without statement"
    INITIATIVE_WITHOUT_EXPECTATION = "initiative without expectation"
    INITIATIVE_WITHOUT_ACHIEVEMENT = "completed initiative without achievement"


@frozen
class RoadmapGap:
    """One interruption: of what kind, and at which statement or initiative."""

    kind: RoadmapGapKind
    item: str


def _tabulate_gaps(gaps: Iterable[RoadmapGap]) -> Table:
    return Table(
        ("Gap", "Of"),
        [(str(gap.kind), gap.item) for gap in gaps],
        caption="Gaps between assessment, guidance and improvement",
        note="Which gaps are looked for is our judgement, not the framework's.",
    )


def _to_guidance(value: Iterable[Guidance]) -> tuple[Guidance, ...]:
    return tuple(sorted(value, key=lambda each: each.id))


@frozen
class ImprovementRoadmap:
    """The three components of continuous improvement, linked by ids.

    MOF's Continuous Improvement Roadmap, from the white paper, Figure 5.

    Raises:
        DefinitionError: two pieces of guidance share an id.
        UnknownReferenceError: guidance or an initiative names what is not there.
    """

    assessment: ServiceAssessment
    """What was found."""
    guidance: tuple[Guidance, ...] = field(converter=_to_guidance)
    """The practices that help with it, by id."""
    program: ServiceImprovementProgram
    """What is done about it."""

    def __attrs_post_init__(self) -> None:
        check_distinct("pieces of guidance", (each.id for each in self.guidance))
        stated = {each.id for each in self.assessment.statements}
        guidance = {each.id for each in self.guidance}
        statements = f"statements of {self.assessment.id}"
        for each in self.guidance:
            check_known(statements, stated, named=each.helps_with, by=each.id)
        for initiative in self.program.initiatives:
            check_known(statements, stated, named=initiative.answers, by=initiative.id)
            check_known("pieces of guidance", guidance, named=initiative.follows, by=initiative.id)

    def find_guidance(self, statement: OpportunityId) -> tuple[Guidance, ...]:
        """The guidance that helps with a statement."""
        return tuple(each for each in self.guidance if statement in each.helps_with)

    def find_initiatives(self, statement: OpportunityId) -> tuple[Initiative, ...]:
        """The initiatives that answer a statement."""
        return tuple(each for each in self.program.initiatives if statement in each.answers)

    def find_gaps(self, *, as_of: datetime) -> tuple[RoadmapGap, ...]:
        """Where the way is interrupted, as known as of an instant; by kind, then by id."""
        kinds = list(RoadmapGapKind)
        found = [*self._check_statements(), *self._check_initiatives(as_of)]
        return tuple(sorted(found, key=lambda gap: (kinds.index(gap.kind), gap.item)))

    def tabulate_gaps(self, *, as_of: datetime) -> Table:
        """Where the way is interrupted, as a table."""
        return _tabulate_gaps(self.find_gaps(as_of=as_of))

    def _check_statements(self) -> Iterator[RoadmapGap]:
        for statement in self.assessment.statements:
            if not self.find_guidance(statement.id):
                yield RoadmapGap(RoadmapGapKind.STATEMENT_WITHOUT_GUIDANCE, statement.id)
            if not self.find_initiatives(statement.id):
                yield RoadmapGap(RoadmapGapKind.STATEMENT_WITHOUT_INITIATIVE, statement.id)

    def _check_initiatives(self, as_of: datetime) -> Iterator[RoadmapGap]:
        for each in self.program.initiatives:
            if not each.answers:
                yield RoadmapGap(RoadmapGapKind.INITIATIVE_WITHOUT_STATEMENT, each.id)
            if each.find_expected(as_of) is None:
                yield RoadmapGap(RoadmapGapKind.INITIATIVE_WITHOUT_EXPECTATION, each.id)
            is_completed = each.progress(as_of) is InitiativeProgress.COMPLETED
            if is_completed and each.find_achieved(as_of) is None:
                yield RoadmapGap(RoadmapGapKind.INITIATIVE_WITHOUT_ACHIEVEMENT, each.id)

    def to_table(self, *, as_of: datetime, weights: RankingWeights = EQUAL_WEIGHTS) -> Table:
        """From each statement, the most urgent first, to the effects of what answers it."""
        return Table(
            ("Statement", "Rank", "Problem", "Guidance", "Initiative", "Expected", "Achieved"),
            [
                row
                for ranked in self.assessment.rank(weights=weights)
                for row in self._write_statement(ranked, as_of)
            ],
            caption=f"From assessment {self.assessment.id} to program {self.program.id}",
        )

    def _write_statement(
        self, ranked: RankedOpportunity, as_of: datetime
    ) -> Iterator[tuple[Cell, ...]]:
        statement = ranked.statement
        guidance = "; ".join(each.title for each in self.find_guidance(statement.id)) or None
        said = (statement.id, ranked.rank, statement.problem, guidance)
        for each in self.find_initiatives(statement.id):
            expected, achieved = each.find_expected(as_of), each.find_achieved(as_of)
            yield *said, each.title, write_effect(expected), write_effect(achieved)
        if not self.find_initiatives(statement.id):
            yield *said, None, None, None
