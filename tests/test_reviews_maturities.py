"""What a review says of the maturity of operations, against the desired and the former level."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mof.errors import DefinitionError
from mof.framework import (
    AnalysisKind,
    DecisionKind,
    EvaluatedItem,
    OptimizationDimension,
    OptimizationLevel,
)
from mof.improvement import (
    Achievement,
    Expectation,
    ExpectedEffect,
    Initiative,
    MaturityGoal,
    MaturityRating,
    MeasuredChange,
    ServiceImprovementProgram,
)
from mof.incidents import Incident, IncidentState
from mof.records import Entry
from mof.reviews import (
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    review_operational_health,
)
from mof.reviews._finding_rules import AnalysisResult
from mof.values import IncidentId, InitiativeId, PersonId, ProgramId
from review_cases import find_table, list_rows
from world import JUNE, MONDAY, resolve_incident

OWNER, MANAGER = PersonId("person-005"), PersonId("person-001")
JANUARY = datetime(2026, 1, 10, tzinfo=UTC)
MID_JUNE = datetime(2026, 6, 15, 10, tzinfo=UTC)
BASIC, STANDARDIZED, RATIONALIZED, _ = OptimizationLevel
PROCESS = OptimizationDimension.PROCESS


def rate(level: OptimizationLevel, at: datetime = JANUARY, basis: str = "") -> MaturityRating:
    return MaturityRating("problem management", PROCESS, level, at=at, by=OWNER, basis=basis)


def want(level: OptimizationLevel, due_on: date | None = None) -> MaturityGoal:
    return MaturityGoal("problem management", PROCESS, level, at=JANUARY, by=MANAGER, due_on=due_on)


def review(*brought: MaturityRating | MaturityGoal, **facts: Any) -> OperationalHealthReview:
    inputs = OperationalHealthInputs(
        period=JUNE,
        maturity_ratings=[each for each in brought if isinstance(each, MaturityRating)],
        maturity_goals=[each for each in brought if isinstance(each, MaturityGoal)],
        **facts,
    )
    return review_operational_health(inputs)


def get_result(held: OperationalHealthReview) -> AnalysisResult:
    (result,) = [each for each in held.analyses if each.analysis is AnalysisKind.MATURITY]
    return result


def test_level_below_the_desired_one_is_a_finding() -> None:
    held = review(rate(BASIC), want(RATIONALIZED, date(2026, 12, 31)))

    (finding,) = held.findings
    assert "below-desired:problem-management:process" == finding.id
    assert "problem management, process: basic" == finding.title
    assert "rationalized, as person-001 decided, due on 2026-12-31" == finding.compared_with
    assert ("2 levels to climb",) == finding.details
    assert (OWNER, MANAGER) == finding.evidence
    assert (Severity.LOW, EvaluatedItem.EFFICIENCY) == (finding.severity, finding.item)


def test_desired_level_whose_day_has_passed_weighs_more() -> None:
    (finding,) = review(rate(BASIC), want(STANDARDIZED, date(2026, 6, 15))).findings

    assert Severity.MEDIUM is finding.severity
    assert finding.title.endswith("basic, and due on 2026-06-15")


def test_desired_level_may_have_no_day() -> None:
    (finding,) = review(rate(BASIC), want(STANDARDIZED)).findings

    assert "standardized, as person-001 decided" == finding.compared_with


def test_level_as_desired_is_no_finding() -> None:
    held = review(rate(STANDARDIZED), want(STANDARDIZED))

    assert () == held.findings
    assert "0 dimensions of capabilities below the desired level, 1 of 3 rated" in (
        get_result(held).summary
    )
    assert "Maturity, current against desired" in held.minutes().to_text()


def test_level_that_fell_in_the_period_is_a_finding_without_any_goal() -> None:
    fallen = rate(BASIC, MID_JUNE, "audit")

    (finding,) = review(rate(STANDARDIZED), fallen).findings

    assert FindingRule.FALLEN_MATURITY is finding.rule
    assert "standardized when the period began" == finding.compared_with
    assert ("audit",) == finding.details
    assert () == review(rate(STANDARDIZED), rate(BASIC, MID_JUNE)).findings[0].details


def test_level_that_rose_or_was_not_rated_before_is_no_finding() -> None:
    assert () == review(rate(BASIC), rate(STANDARDIZED, MID_JUNE)).findings
    assert () == review(rate(BASIC, MID_JUNE)).findings


def test_desired_level_without_a_rating_is_no_data() -> None:
    held = review(want(STANDARDIZED))

    assert not get_result(held).has_data
    assert "0 of 3 rated" in get_result(held).summary


def test_rating_that_came_after_the_review_is_not_looked_at() -> None:
    later = rate(STANDARDIZED, datetime(2026, 7, 2, tzinfo=UTC))

    held = review(later)

    assert () == held.evidence.maturities
    assert "ratings of maturity missing" in get_result(held).summary
    assert "ratings of maturity" in held.minutes().to_text(200)


# Programs that improve services


def plan(achieved: str | None = None, **facts: Any) -> Initiative:
    effects = (
        []
        if achieved is None
        else [ExpectedEffect(stated_change=MeasuredChange(achieved), source="log")]
    )
    expected = ExpectedEffect(stated_change=MeasuredChange("-0.5"), source="plan")
    usual: dict[str, Any] = {
        "title": "Automate deployment",
        "owner": OWNER,
        "due_on": date(2026, 6, 15),
        "measure": "time to rebuild",
        "started_at": JANUARY,
        "expected": [Expectation(expected, recorded_at=JANUARY)],
        "achieved": [Achievement(each, recorded_at=MID_JUNE) for each in effects],
    }
    return Initiative(InitiativeId("i1"), **{**usual, **facts})


def improve(*initiatives: Initiative, **facts: Any) -> OperationalHealthReview:
    program = ServiceImprovementProgram(ProgramId("sip"), title="t", initiatives=initiatives)
    return review(programs=[program], **facts)


def test_initiative_whose_day_has_passed_is_a_finding() -> None:
    held = improve(plan())

    (finding,) = held.findings
    assert "overdue-initiative:i1" == finding.id
    assert "Automate deployment: due on 2026-06-15, under way" == finding.title
    assert "the promise of person-005 in sip" == finding.compared_with
    assert (Severity.MEDIUM, ("i1",)) == (finding.severity, finding.evidence)
    assert not finding.rule.is_framework
    assert "1 of 1 initiative overdue, 0 with less effect" in get_result(held).summary
    assert [DecisionKind.IMPROVE_SERVICE] == [proposal.kind for proposal in held.proposals]


def test_less_effect_than_expected_is_a_finding_that_weighs_more_once_the_work_is_done() -> None:
    later = date(2026, 12, 31)

    (started,) = improve(plan("-0.2", due_on=later)).findings
    (done,) = improve(plan("-0.2", completed_at=MID_JUNE)).findings

    assert "short-effect:i1" == done.id
    assert "Automate deployment, time to rebuild: 20 % less (log)" == done.title
    assert "expected: 50 % less (plan)" == done.compared_with
    assert ("the work is completed",) == done.details
    assert [Severity.LOW, Severity.MEDIUM] == [started.severity, done.severity]


def test_initiative_that_did_as_expected_in_time_is_shown_and_no_finding() -> None:
    held = improve(plan("-0.6", completed_at=MID_JUNE))

    assert () == held.findings
    assert get_result(held).has_data
    assert "as expected or better" in held.minutes().to_text(200)


def test_effect_that_was_seen_after_the_review_does_not_count() -> None:
    held = improve(plan("-0.2", due_on=date(2026, 12, 31)), as_of=MID_JUNE - timedelta(days=1))

    assert () == held.findings
    assert "log" not in held.minutes().to_text(200)


def test_review_without_programs_says_so() -> None:
    held = review()

    assert "improvement programs missing" in get_result(held).summary


def test_program_is_brought_once() -> None:
    program = ServiceImprovementProgram(ProgramId("sip"), title="t")

    with pytest.raises(DefinitionError, match="two improvement programs brought are 'sip'"):
        review(programs=[program, program])


def test_what_conformance_measured_stands_beside_the_assessed_levels() -> None:
    held = review(rate(BASIC), incidents=[resolve_incident("INC1"), resolve_incident("INC2")])

    table = find_table(held.minutes(), "What conformance measured")

    rows = {row[0]: row[1:] for row in list_rows(table)}
    conformance = held.evidence.conformance
    steps = [str(conformance.conforming_steps), str(conformance.steps)]
    assert ["100.0 %", *steps] == rows["fitness: conforming steps of all steps"]
    assert ["100.0 %", "2", "2"] == rows["incidents with conforming steps only"]
    assert ["0.0 %", "0", "2"] == rows["reopened incidents"]
    assert ["0.0 %", "0", "2"] == rows["ping-pong assignments"]
    assert table.note
    assert "source records" not in str(table.note)


def test_conformance_is_measured_by_the_states_that_a_source_records() -> None:
    incident = Incident(
        id=IncidentId("INC1"),
        opened_at=MONDAY,
        history=[
            Entry(MONDAY, state=IncidentState.OPEN),
            Entry(MONDAY + timedelta(hours=1), state=IncidentState.RESOLVED),
        ],
    )
    told = (IncidentState.OPEN, IncidentState.RESOLVED)

    partly = review(incidents=[incident], observed_states=told)
    fully = review(incidents=[incident])

    assert 1 == partly.evidence.conformance.conforming
    assert 0 == fully.evidence.conformance.conforming
    note = find_table(partly.minutes(), "What conformance measured").note
    assert "its source records 2 states" in str(note)


def test_incidents_of_other_periods_are_not_measured() -> None:
    held = review(incidents=[resolve_incident("INC1", MONDAY - timedelta(days=60))])

    assert () == held.evidence.opened_incidents
    with pytest.raises(ValueError, match="values to unpack"):
        find_table(held.minutes(), "What conformance measured")
