"""The way leads from an assessment by guidance to improvement, and is told where interrupted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import SMF, RankingCriterion
from mof.framework._white_paper import IMPROVEMENT_ROADMAP
from mof.improvement import (
    Achievement,
    Expectation,
    ExpectedEffect,
    Guidance,
    ImprovementRoadmap,
    Initiative,
    MeasuredChange,
    ProblemOpportunity,
    RankingWeights,
    ServiceAssessment,
    ServiceImprovementProgram,
)
from mof.improvement._roadmaps import RoadmapGapKind
from mof.values import AssessmentId, GuidanceId, InitiativeId, OpportunityId, PersonId, ProgramId

ADA = PersonId("Ada")
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
S1, S2, G1 = OpportunityId("s1"), OpportunityId("s2"), GuidanceId("g1")
ADVICE = (Guidance(G1, "Change advice", helps_with=[S1]),)
EXPECTED = Expectation(
    ExpectedEffect(stated_change=MeasuredChange("-0.5"), source="plan"), recorded_at=JUNE
)


def make_initiative(name: str = "i1", **fields: Any) -> Initiative:
    usual: dict[str, Any] = {
        "title": "Assess the risk of changes",
        "owner": ADA,
        "due_on": date(2026, 6, 30),
        "measure": "outages from changes",
        "answers": [S1],
        "follows": [G1],
        "started_at": JUNE,
        "expected": [EXPECTED],
    }
    return Initiative(InitiativeId(name), **{**usual, **fields})


def make_roadmap(*initiatives: Initiative, guidance: Any = ADVICE) -> ImprovementRoadmap:
    statements = [
        ProblemOpportunity(S1, "changes break servers", "fewer outages"),
        ProblemOpportunity(S2, "nobody counts", "count", ratings={RankingCriterion.RISK: 1}),
    ]
    return ImprovementRoadmap(
        ServiceAssessment(
            AssessmentId("a1"), subject="operations", at=JUNE, by=ADA, statements=statements
        ),
        guidance,
        ServiceImprovementProgram(ProgramId("sip"), title="t", initiatives=initiatives),
    )


def test_roadmap_has_the_three_components_of_the_framework() -> None:
    assert ["Service Assessment", "Service Management Guidance", "Service Improvement"] == [
        component.name for component in IMPROVEMENT_ROADMAP
    ]
    assert ["assessment", "guidance", "program"] == list(ImprovementRoadmap.__match_args__)


def test_roadmap_leads_from_each_statement_to_what_came_of_it() -> None:
    seen = ExpectedEffect(baseline=293, value=47, source="log")
    roadmap = make_roadmap(make_initiative(achieved=[Achievement(seen, recorded_at=JUNE + DAY)]))

    first, second = roadmap.to_table(
        as_of=JUNE + DAY, weights=RankingWeights({RankingCriterion.RISK: 1})
    ).rows

    assert ("s2", 1, "nobody counts", None, None, None, None) == first
    assert (
        "s1",
        None,
        "changes break servers",
        "Change advice",
        "Assess the risk of changes",
        "50 % less (plan)",
        "293 → 47, 84.0 % less (log)",
    ) == second


def test_roadmap_without_interruption_has_no_gaps_but_those_named() -> None:
    other = Guidance(GuidanceId("g2"), "Counting", helps_with=[S2], function=SMF.OPERATIONS)
    both = (Guidance(G1, "Change advice", helps_with=[S1]), other)
    whole = make_roadmap(make_initiative(answers=[S1, S2]), guidance=both)

    assert () == whole.find_gaps(as_of=JUNE)
    interrupted = make_roadmap(make_initiative())
    gaps = interrupted.find_gaps(as_of=JUNE)
    assert ("statement without guidance", "s2") == interrupted.tabulate_gaps(as_of=JUNE).rows[0]
    assert [
        (RoadmapGapKind.STATEMENT_WITHOUT_GUIDANCE, "s2"),
        (RoadmapGapKind.STATEMENT_WITHOUT_INITIATIVE, "s2"),
    ] == [(gap.kind, gap.item) for gap in gaps]


def test_initiative_without_aim_or_effect_is_a_gap() -> None:
    roadmap = make_roadmap(
        make_initiative(),
        make_initiative("i2", answers=[], expected=[], completed_at=JUNE + DAY),
    )

    def find(as_of: datetime) -> list[str]:
        return [str(gap.kind) for gap in roadmap.find_gaps(as_of=as_of) if gap.item == "i2"]

    assert ["initiative without statement", "initiative without expectation"] == find(JUNE)
    assert "completed initiative without achievement" == find(JUNE + DAY)[-1]


@pytest.mark.parametrize(
    "initiative, guidance, reference",
    [
        ({"answers": [OpportunityId("s9")]}, (), "s9"),
        ({}, (), "g1"),
        ({"follows": []}, (Guidance(G1, "t", helps_with=[OpportunityId("s8")]),), "s8"),
    ],
)
def test_reference_to_what_is_not_there_is_refused(
    initiative: Any, guidance: Any, reference: str
) -> None:
    with pytest.raises(UnknownReferenceError) as caught:
        make_roadmap(make_initiative(**initiative), guidance=guidance)

    assert reference == caught.value.reference


def test_two_pieces_of_guidance_under_one_id_are_refused() -> None:
    with pytest.raises(DefinitionError, match="two pieces of guidance are called 'g1'"):
        make_roadmap(guidance=[Guidance(G1, "a"), Guidance(G1, "b")])
