"""Segregation of duties: what one person did on one record and should not have done alone."""

from collections import Counter

from mof.documents import format_count
from mof.framework import AnalysisKind, CombinationVerdict, DutyCombination, EvaluatedItem
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.teams._duties_on_records import DutyConflict


def _examine(evidence: ReviewEvidence) -> Examination | None:
    """What one person did on one record and had better not done together, rule by rule.

    Where a log does not say who acted, no conflict can be seen, so finding none says nothing.
    """
    together: dict[DutyCombination, list[DutyConflict]] = {}
    for conflict in evidence.duty_conflicts:
        together.setdefault(conflict.combination, []).append(conflict)
    records = {conflict.record for conflict in evidence.duty_conflicts}
    if not records:
        return None
    return Examination(
        has_data=True,
        findings=tuple(map(_write_conflicts, together, together.values())),
        summary=f"{format_count(len(records), 'record')} with a segregation-of-duties conflict",
    )


def _write_conflicts(rule: DutyCombination, conflicts: list[DutyConflict]) -> Finding:
    records = tuple(dict.fromkeys(conflict.record for conflict in conflicts))
    persons = Counter(conflict.person for conflict in conflicts)
    is_forbidden = rule.verdict is CombinationVerdict.FORBIDDEN
    return Finding(
        analysis=AnalysisKind.PEOPLE_TRENDS,
        rule=FindingRule.DUTY_CONFLICT,
        subject=str(rule).replace(" ", "-"),
        severity=Severity.MEDIUM if is_forbidden else Severity.LOW,
        title=f"{rule}: one person did both on {format_count(len(records), 'record')}",
        compared_with=f"{rule.verdict}, since {rule.reason}",
        evidence=records,
        details=tuple(
            f"{person} on {format_count(persons[person], 'record')}" for person in sorted(persons)
        ),
        item=EvaluatedItem.STAFF_PERFORMANCE,
    )


DUTY_CONFLICTS = Topic(
    name="who acted on records", analysis=AnalysisKind.PEOPLE_TRENDS, examine=_examine
)
"""Conflicts of duties on the records of the period."""
