"""What a review says of risks: what their register lacks and what changed in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mof.controls import (
    Control,
    ControlEvidence,
    ControlRegister,
    Objective,
    Policy,
    Risk,
    Violation,
)
from mof.framework import AnalysisKind
from mof.records import Level
from mof.reviews import (
    Finding,
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    review_operational_health,
)
from mof.reviews._finding_rules import AnalysisResult
from mof.values import ControlId, EvidenceId, ObjectiveId, PersonId, PolicyId, RiskId, ViolationId
from world import JUNE

MANAGER = PersonId("person-016")
JANUARY = datetime(2026, 1, 10, tzinfo=UTC)
MID_JUNE = datetime(2026, 6, 15, 10, tzinfo=UTC)
PAY = ObjectiveId("objective-pay")
LATE, CHECK = RiskId("risk-late"), ControlId("control-check")
RULES = PolicyId("policy-pay")


def make_risk(probability: str = "0.2", **facts: Any) -> Risk:
    risk = Risk(LATE, "the run is late", **{"objectives": [PAY], **facts})
    assessed = risk.assess(probability=probability, impact=20, at=JANUARY, by=MANAGER)
    return assessed.tolerate(5, at=JANUARY, by=MANAGER)


def make_register(risk: Risk, **facts: Any) -> ControlRegister:
    whole: dict[str, Any] = {
        "objectives": [Objective(PAY, "everybody is paid")],
        "risks": [risk],
        "controls": [
            Control(CHECK, "compare", mitigates=[LATE], owner=MANAGER, interval=timedelta(days=40))
        ],
        "policies": [Policy(RULES, "pay is checked", controls=[CHECK])],
        "evidence": [
            ControlEvidence(
                EvidenceId("evidence-1"), controls=[CHECK], what="list", at=MID_JUNE, by=MANAGER
            )
        ],
    }
    return ControlRegister(**whole | facts)


def review(register: ControlRegister, **facts: Any) -> OperationalHealthReview:
    inputs = OperationalHealthInputs(period=JUNE, register=register, **facts)
    return review_operational_health(inputs)


def find(held: OperationalHealthReview, rule: FindingRule) -> tuple[Finding, ...]:
    return tuple(finding for finding in held.findings if finding.rule is rule)


def get_result(held: OperationalHealthReview) -> AnalysisResult:
    (result,) = [each for each in held.analyses if each.analysis is AnalysisKind.RISK_CHANGES]
    return result


def violate(*, resolved_at: datetime | None = None, severity: Level = Level.HIGH) -> Violation:
    return Violation(
        ViolationId("violation-1"),
        policies=[RULES],
        what="paid unchecked",
        at=MID_JUNE,
        severity=severity,
        resolved_at=resolved_at,
    )


def test_register_without_gaps_has_no_findings() -> None:
    held = review(make_register(make_risk()))

    assert () == held.findings
    assert get_result(held).has_data
    assert "0 of 1 risk outside tolerance, 0 gaps" in get_result(held).summary


def test_register_that_was_not_brought_is_said_to_be_missing() -> None:
    held = review(ControlRegister())

    assert not get_result(held).has_data
    assert "register of risks and controls missing" in get_result(held).summary
    assert "register of risks and controls" in held.minutes().to_text(200)


def test_risk_outside_tolerance_is_compared_with_its_boundary() -> None:
    held = review(make_register(make_risk("0.5")))

    (finding,) = find(held, FindingRule.OUTSIDE_TOLERANCE)
    assert "outside-tolerance:risk-late" == finding.id
    assert "the run is late: exposure 10 points, boundary 5" == finding.title
    assert "the tolerance boundary, as person-016 decided" == finding.compared_with
    assert (LATE,) == finding.evidence


def test_control_without_evidence_is_a_finding() -> None:
    held = review(make_register(make_risk(), evidence=[]))

    (finding,) = find(held, FindingRule.CONTROL_GAP)
    assert "control-gap:control-without-evidence:control-check" == finding.id
    assert (Severity.MEDIUM, (CHECK,)) == (finding.severity, finding.evidence)
    assert ("nothing shows that it is carried out",) == finding.details


def test_gap_of_a_control_names_its_last_evidence() -> None:
    late = JUNE.end + timedelta(days=60)

    (finding,) = find(review(make_register(make_risk()), as_of=late), FindingRule.CONTROL_GAP)

    assert "evidence out of date: compare" == finding.title
    assert (CHECK, "evidence-1") == finding.evidence


def test_risk_without_control_is_a_finding_and_policies_without_one_a_lesser() -> None:
    held = review(
        make_register(make_risk(), controls=[], evidence=[], policies=[Policy(RULES, "pay")])
    )

    found = [(finding.subject, finding.severity) for finding in find(held, FindingRule.CONTROL_GAP)]
    assert [
        ("risk-without-control:risk-late", Severity.MEDIUM),
        ("policy-without-control:policy-pay", Severity.LOW),
    ] == found


@pytest.mark.parametrize("probability", ["0.1", "0.2"])
def test_exposure_that_fell_or_was_confirmed_is_no_finding(probability: str) -> None:
    risk = make_risk().assess(probability=probability, impact=20, at=MID_JUNE, by=MANAGER)

    assert () == review(make_register(risk)).findings


def test_exposure_that_rose_in_the_period_is_a_finding_though_it_is_tolerated() -> None:
    risk = make_risk().assess(probability="0.25", impact=20, at=MID_JUNE, by=MANAGER)

    (finding,) = review(make_register(risk)).findings

    assert FindingRule.RISEN_EXPOSURE is finding.rule
    assert ("the run is late: exposure is now 5 points", "4 points before") == (
        finding.title,
        finding.compared_with,
    )


def test_first_assessment_in_the_period_is_no_rise() -> None:
    risk = Risk(LATE, "late", objectives=[PAY]).tolerate(9, at=JANUARY, by=MANAGER)
    assessed = risk.assess(probability="0.1", impact=20, at=MID_JUNE, by=MANAGER)

    assert () == find(review(make_register(assessed)), FindingRule.RISEN_EXPOSURE)


def test_boundary_moved_in_the_period_is_a_finding() -> None:
    risk = make_risk("0.3").tolerate(7, at=MID_JUNE, by=MANAGER)

    (finding,) = review(make_register(risk)).findings

    assert FindingRule.SET_AFTER_START is finding.rule
    assert "up to 7 points is borne, as person-016 decided at 2026-06-15 12:00" in finding.title
    assert "5 points on 2026-06-01, when the period began" == finding.compared_with


def test_first_boundary_of_a_risk_that_comes_in_the_period_is_one_too() -> None:
    risk = Risk(LATE, "late", objectives=[PAY])
    assessed = risk.assess(probability="0.1", impact=20, at=JANUARY, by=MANAGER)
    bounded = assessed.tolerate(7, at=MID_JUNE, by=MANAGER)

    (finding,) = find(review(make_register(bounded)), FindingRule.SET_AFTER_START)

    assert "2026-06-01, when the period began" == finding.compared_with


def test_boundary_decided_on_the_first_morning_is_in_time() -> None:
    risk = make_risk("0.3").tolerate(7, at=JUNE.start + timedelta(hours=8), by=MANAGER)

    assert () == find(review(make_register(risk)), FindingRule.SET_AFTER_START)


def test_risk_that_has_ended_is_not_looked_at() -> None:
    risk = make_risk("0.3", valid_until=MID_JUNE).tolerate(7, at=MID_JUNE, by=MANAGER)

    held = review(make_register(risk))

    assert {"objective-without-risk:objective-pay"} == {f.subject for f in held.findings}


def test_violation_that_is_open_weighs_as_it_is_severe() -> None:
    held = review(make_register(make_risk(), violations=[violate()]))

    (finding,) = find(held, FindingRule.OPEN_VIOLATION)
    assert Severity.HIGH is finding.severity
    assert "policy: pay is checked" == finding.compared_with
    assert ("violation-1", RULES) == finding.evidence
    assert "Open violations" in held.minutes().to_text()
    assert "beyond its tolerance" not in held.minutes().to_text()


def test_violation_put_right_is_a_change_and_no_finding() -> None:
    violation = violate(resolved_at=MID_JUNE + timedelta(days=1))

    held = review(make_register(make_risk(), violations=[violation]))

    assert () == held.findings
    assert "2 changes in the period" in get_result(held).summary
    assert "resolution of a violation" in held.minutes().to_text(200)
    assert "Open violations" not in held.minutes().to_text()


def test_minutes_show_risks_without_assessment_as_no_data() -> None:
    held = review(make_register(Risk(LATE, "late", objectives=[PAY])))

    text = held.minutes().to_text(200)
    assert "no data" in text[text.index("Risks against") : text.index("Controls and")]
    assert "Risks against their tolerance boundaries" in text
    assert "Controls and their evidence" in text
