"""Rows of a source that could not be used: what a review does not know."""

from collections.abc import Iterator

from mof.documents import format_count
from mof.framework import AnalysisKind
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence


def _examine(evidence: ReviewEvidence) -> Examination | None:
    findings = tuple(_find_lost_rows(evidence))
    if not findings:
        return None
    summary = f"{format_count(len(findings), 'source')} with rows that could not be used"
    return Examination(has_data=True, findings=findings, summary=summary)


def _find_lost_rows(evidence: ReviewEvidence) -> Iterator[Finding]:
    for source in evidence.inputs.sources:
        if source.lost:
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.LOST_ROWS,
                subject=source.name,
                severity=Severity.LOW,
                title=f"{source.lost} of {source.rows} rows of {source.name} could not be used",
                compared_with="a source in which every row can be read",
            )


LOST_ROWS = Topic(name="rows of sources", analysis=AnalysisKind.RISK_CHANGES, examine=_examine)
"""What could not be read; the basis of preparation counts every row."""
