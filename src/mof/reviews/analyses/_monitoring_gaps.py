"""Monitoring: services and parts of them that are not watched as they should be."""

from mof.documents import format_count
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.monitoring._monitors import MonitorGap, MonitorGapKind, find_monitor_gaps
from mof.reviews._finding_rules import Finding, FindingRule, Severity, slug_term
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence

# Our judgement: what is not watched at all fails unseen; the other gaps can wait.
_SEVERITIES = {
    MonitorGapKind.UNWATCHED: Severity.MEDIUM,
    MonitorGapKind.UNKNOWN_SUBJECT: Severity.LOW,
    MonitorGapKind.UNDECIDED: Severity.LOW,
    MonitorGapKind.NOT_ENTITLED: Severity.LOW,
}


def _is_brought(evidence: ReviewEvidence) -> bool:
    return evidence.inputs.monitoring.model is not None


def _examine(evidence: ReviewEvidence) -> Examination:
    """What is not watched as it should be."""
    data = evidence.inputs.monitoring
    assert data.model is not None  # nothing of the topic is asked where none was brought
    gaps = find_monitor_gaps(data.monitors, data.model)
    return Examination(
        has_data=True,
        findings=tuple(_write_monitor_gap(evidence, gap) for gap in gaps),
        summary=f"{format_count(len(gaps), 'gap')} in the monitoring of "
        f"{format_count(len(data.model.services), 'service')}",
    )


def _write_monitor_gap(evidence: ReviewEvidence, gap: MonitorGap) -> Finding:
    return Finding(
        analysis=AnalysisKind.MATURITY,
        rule=FindingRule.MONITOR_GAP,
        subject=f"{slug_term(gap.kind)}:{gap.subject}",
        severity=_SEVERITIES[gap.kind],
        title=f"{evidence.name_of(gap.subject)}: {gap.kind}",
        compared_with="services of which each part is watched, by monitors that two answer for",
        evidence=(gap.subject,),
        details=(gap.message,),
        item=EvaluatedItem.EFFICIENCY,
    )


MONITORING = Topic(
    name="health model of services",
    analysis=AnalysisKind.MATURITY,
    shown_in=InputKind.RISKS,
    is_brought=_is_brought,
    examine=_examine,
)
"""What is watched of services, and by which monitors."""
