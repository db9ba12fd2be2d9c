"""The nine inputs of an Operational Health Review: what provides them, and what is missing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from mof.controls import ControlRegister, Objective
from mof.errors import DefinitionError
from mof.framework import InputKind, OptimizationDimension, OptimizationLevel, ReviewKind
from mof.improvement import MaturityGoal
from mof.indicators import EntryKind, Feedback, Ledger, LedgerEntry, Money, Survey
from mof.operations import OperationsData, OperationsGuide
from mof.reviews import BroughtDocument, BroughtInput, OperationalHealthInputs
from mof.reviews.analyses._topics import TOPICS
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.operational_health._nine_inputs import find_missing_inputs, list_inputs
from mof.teams import Workforce, WorkforceMeasure, WorkforceTarget
from mof.values import LedgerEntryId, ObjectiveId, PersonId, SurveyId
from review_cases import MAY_REVIEW, SATISFACTION, bring, observe
from world import JUNE, OLA_NETWORK, SLA_MAIL

JANUARY = datetime(2026, 1, 1, tzinfo=UTC)


def find_missing(**brought: Any) -> tuple[str, ...]:
    return find_missing_inputs(ReviewEvidence(OperationalHealthInputs(period=JUNE, **brought)))


def test_incidents_without_agreements_are_no_performance() -> None:
    missing = find_missing(incidents=bring().incidents)

    assert str(InputKind.AGREEMENT_PERFORMANCE) in missing


GOAL = MaturityGoal(
    "operations",
    OptimizationDimension.PROCESS,
    OptimizationLevel.DYNAMIC,
    at=JANUARY,
    by=PersonId("person-1"),
)
ABSENCE = WorkforceTarget(WorkforceMeasure.ABSENCE, at_most="0.06", set_on=date(2026, 1, 1))
BUDGET = LedgerEntry(
    LedgerEntryId("entry-1"),
    kind=EntryKind.BUDGET,
    category="staff",
    amount=Money(100, "NOK"),
    period=JUNE,
    recorded_at=JANUARY,
)
PAYDAY = Objective(ObjectiveId("pay"), "salaries are paid on the day")
SURVEY = Survey(SurveyId("survey-1"), sent_at=datetime(2026, 6, 3, tzinfo=UTC), invited=9)


@pytest.mark.parametrize(
    "brought, kind",
    [
        ({"operations": OperationsData(guide=OperationsGuide())}, InputKind.GUIDES),
        ({"register": ControlRegister(objectives=[PAYDAY])}, InputKind.RISKS),
        ({"maturity_goals": [GOAL]}, InputKind.MATURITY),
        ({"workforce": Workforce(targets=[ABSENCE])}, InputKind.PEOPLE),
        ({"ledger": Ledger(entries=[BUDGET])}, InputKind.FINANCES),
        ({"feedback": Feedback(surveys=[SURVEY])}, InputKind.SATISFACTION),
        ({"agreements": [SLA_MAIL]}, InputKind.AGREEMENT_PERFORMANCE),
        ({"previous": [evolve(MAY_REVIEW, actions=())]}, InputKind.PREVIOUS_REVIEWS),
    ],
    ids=lambda each: each.name.lower() if isinstance(each, InputKind) else None,
)
def test_record_that_says_nothing_provides_nothing(
    brought: dict[str, Any], kind: InputKind
) -> None:
    assert str(kind) in find_missing(**brought)


def test_minutes_that_are_blank_are_missing() -> None:
    told = evolve(MAY_REVIEW, actions=(), minutes="all went well")

    assert not [each for each in find_missing(previous=[told]) if "minutes" in each]
    assert f"{InputKind.PREVIOUS_REVIEWS}: minutes" in find_missing(
        previous=[evolve(MAY_REVIEW, minutes=" ")]
    )


def test_gate_is_no_operational_health_review() -> None:
    gate = evolve(MAY_REVIEW, kind=ReviewKind.RELEASE_READINESS, minutes="go")

    assert str(InputKind.PREVIOUS_REVIEWS) in find_missing(previous=[gate])


@pytest.mark.parametrize(
    "kind, is_missing",
    [(InputKind.RISKS, False), (InputKind.GUIDES, True)],
    ids=["figure", "paper"],
)
def test_indicator_stands_for_figures_and_for_no_paper(
    kind: InputKind, *, is_missing: bool
) -> None:
    indicator = evolve(SATISFACTION, brought_as=kind)

    missing = find_missing(indicators=[indicator], observations=[observe(SATISFACTION, 6, "0.9")])

    assert (str(kind) in missing) is is_missing


@pytest.mark.parametrize("brought, lacking", [(SLA_MAIL, "OLAs"), (OLA_NETWORK, "SLAs")])
def test_kind_of_agreement_that_is_missing_is_named(brought: Any, lacking: str) -> None:
    papers, *_ = list_inputs(ReviewEvidence(bring(agreements=[brought])))

    assert papers.missing_text == lacking
    assert papers.list_missing() == ()


def test_document_says_which_part_it_is() -> None:
    with pytest.raises(DefinitionError, match="say which part 'guide' is: 'operational guides'"):
        BroughtDocument(InputKind.GUIDES, "guide", content="https://intranet.example")
    with pytest.raises(DefinitionError, match="'recipes', which 'guide' is brought as, is no"):
        BroughtDocument(InputKind.GUIDES, "guide", part="recipes")
    with pytest.raises(DefinitionError, match="brought as is an InputKind"):
        BroughtDocument("guides", "guide")  # type: ignore[arg-type]


def test_parts_that_topics_provide_are_those_of_their_input() -> None:
    documents = [
        BroughtDocument(kind, part, part=part, content="see the shelf")
        for kind in InputKind
        for part in kind.parts
    ]
    evidence = ReviewEvidence(bring(documents=documents, previous=[MAY_REVIEW]))

    for topic in TOPICS:
        known = topic.shown_in.parts if topic.shown_in else ()
        assert {*topic.list_provided(evidence)} <= {*known}


def test_blank_titles_and_pieces_of_evidence_are_refused() -> None:
    with pytest.raises(DefinitionError, match="brought as 'costs' has no title"):
        BroughtInput(entry="costs", title="")
    with pytest.raises(DefinitionError, match="a piece of evidence is blank"):
        BroughtInput(entry="costs", title="costs", evidence=[" "])
