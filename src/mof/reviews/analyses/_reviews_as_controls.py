"""The review as its own control: whether those due in the period operated, as Table 6 asks."""

from collections.abc import Iterator

from mof.documents import Table
from mof.framework import AnalysisKind, InputKind
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews._review_schedules import (
    ControlFault,
    ControlOperation,
    ControlVerdict,
    evaluate_reviews,
    tabulate_controls,
)
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence


def _find_operations(evidence: ReviewEvidence) -> tuple[ControlOperation, ...]:
    """How the earlier reviews operated that were due in the period, by kind of review."""
    inputs = evidence.inputs
    return tuple(
        evaluate_reviews(schedule, inputs.previous, during=inputs.period, as_of=inputs.as_of)
        for schedule in inputs.schedules
    )


def _examine(evidence: ReviewEvidence) -> Examination:
    """Whether the reviews due in the period operated as the controls that they are."""
    operations = _find_operations(evidence)
    verdicts = [f"{each.kind} {each.verdict}" for each in operations]
    return Examination(
        has_data=any(each.verdict is not ControlVerdict.NOT_DUE for each in operations),
        findings=tuple(finding for each in operations for finding in _find_failures(each)),
        summary=f"reviews as controls: {', '.join(verdicts) or 'no schedule says when due'}",
    )


def _find_failures(operation: ControlOperation) -> Iterator[Finding]:
    for occasion in operation.occasions:
        if occasion.verdict is ControlVerdict.FAILED:
            is_missed = ControlFault.NOT_HELD in occasion.faults
            due_on = occasion.due_at.date()
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.CONTROL_FAILED,
                subject=f"{occasion.kind}:{due_on}".lower().replace(" ", "-"),
                severity=Severity.HIGH if is_missed else Severity.MEDIUM,
                title=f"the {occasion.kind} review due on {due_on}: {occasion.describe()}",
                compared_with="a review held when due, with quorum, inputs and closed actions",
                evidence=(occasion.review,) if occasion.review else (),
                since=occasion.due_at,
            )


def _show(evidence: ReviewEvidence) -> Iterator[Table]:
    """Table 6 with how its control did, and each time that a review was due."""
    operations = _find_operations(evidence)
    if operations:
        yield tabulate_controls(operations)
        yield from (operation.to_table() for operation in operations)


REVIEWS_AS_CONTROLS = Topic(
    name="schedules of reviews",
    analysis=AnalysisKind.RISK_CHANGES,
    shown_in=InputKind.RISKS,
    examine=_examine,
    show=_show,
)
"""The reviews due in the period, as the controls that they are."""
