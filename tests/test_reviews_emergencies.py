"""Emergencies: a review is called by rule when findings do not wait."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mof.converters import make_converter
from mof.errors import DefinitionError
from mof.framework import AnalysisKind, EvaluatedItem
from mof.reviews import (
    EMERGENCY_RULES,
    EmergencyRule,
    Finding,
    FindingRule,
    Severity,
    call_emergency_reviews,
    tabulate_emergencies,
)

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


def make_finding(subject: str, **changes: Any) -> Finding:
    usual: dict[str, Any] = {
        "analysis": AnalysisKind.PERFORMANCE,
        "rule": FindingRule.OUTSIDE_TOLERANCE,
        "severity": Severity.HIGH,
        "title": "late",
        "compared_with": "the promise",
        "item": EvaluatedItem.SLA_TARGETS,
    }
    return Finding(subject=subject, **usual | changes)


def test_single_grave_violation_calls_a_review_within_two_days() -> None:
    violation = make_finding("V1", rule=FindingRule.OPEN_VIOLATION, item=None)

    (call,) = call_emergency_reviews([violation], at=NOON)

    assert (violation.id,) == call.findings
    assert NOON + timedelta(days=2) == call.due_at


def test_promises_call_a_review_when_three_of_them_fail() -> None:
    broken = [make_finding(f"sla-{number}") for number in range(3)]

    assert () == call_emergency_reviews(broken[:2], at=NOON)
    (call,) = call_emergency_reviews(broken, at=NOON)
    assert 3 == len(call.findings)


def test_most_urgent_call_comes_first() -> None:
    slow = EmergencyRule(within=timedelta(days=9))
    fast = EmergencyRule(within=timedelta(hours=4))

    calls = call_emergency_reviews([make_finding("sla-1")], [slow, fast], at=NOON)

    assert [fast, slow] == [call.rule for call in calls]


def test_nothing_found_calls_nothing() -> None:
    assert () == call_emergency_reviews([], [EmergencyRule()], at=NOON)


@pytest.mark.parametrize("wrong", [{"count": 0}, {"within": timedelta(0)}])
def test_rule_that_needs_no_finding_or_leaves_no_time_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match="call no review"):
        EmergencyRule(**wrong)


def test_table_says_whose_judgement_an_emergency_is() -> None:
    broken = [make_finding(f"sla-{number}") for number in range(3)]

    calls = call_emergency_reviews(broken, [*EMERGENCY_RULES, EmergencyRule()], at=NOON)

    text = tabulate_emergencies(calls).to_text(200)
    assert "3 or more: outside tolerance, SLA targets" in text
    assert "2026-06-17 12:00" in text
    assert "this library" in text
    assert "the organization" in text
    assert "our judgement" in text


def test_rules_are_data_that_can_be_kept_and_read_again() -> None:
    converter = make_converter()

    text = converter.dumps(EMERGENCY_RULES, tuple[EmergencyRule, ...])

    assert EMERGENCY_RULES == converter.loads(text, tuple[EmergencyRule, ...])
