"""The eight analyses of an Operational Health Review, as its topics make them."""

from collections import Counter

from attrs import evolve

from mof.framework import AnalysisKind
from mof.reviews._finding_rules import AnalysisResult, Finding
from mof.reviews.analyses._topics import TOPICS
from mof.reviews.analyses._trends import Trend
from mof.reviews.evidence._evidence import ReviewEvidence


def analyze(evidence: ReviewEvidence) -> tuple[AnalysisResult, ...]:
    """All eight analyses, in the framework's order, each finding under an id of its own."""
    trends = find_trends(evidence)
    seen: Counter[str] = Counter()
    results = (_analyze(evidence, analysis, trends) for analysis in AnalysisKind)
    return tuple(
        evolve(result, findings=tuple(_tell_apart(finding, seen) for finding in result.findings))
        for result in results
    )


def find_trends(evidence: ReviewEvidence) -> tuple[Trend, ...]:
    """Every series of the review, held against its own variation."""
    return tuple(trend for topic in TOPICS for trend in topic.list_trends(evidence))


def _analyze(
    evidence: ReviewEvidence, analysis: AnalysisKind, trends: tuple[Trend, ...]
) -> AnalysisResult:
    """What the topics of an analysis found, and then which of their series became worse."""
    found = [topic.find(evidence) for topic in TOPICS if topic.analysis is analysis]
    examined = [each for each in found if each is not None]
    known = [each for each in examined if each.has_data]
    return AnalysisResult(
        analysis=analysis,
        has_data=bool(known),
        findings=(
            *(finding for each in examined for finding in each.findings),
            *(f for t in trends if t.analysis is analysis for f in t.find_worsening()),
        ),
        # What is missing is told only where nothing else was brought either.
        summary="; ".join(each.summary for each in known or examined),
    )


def _tell_apart(finding: Finding, seen: Counter[str]) -> Finding:
    """The finding, with a number behind the subject where rule and subject come again."""
    seen[finding.id] += 1
    number = seen[finding.id]
    return finding if number == 1 else evolve(finding, subject=f"{finding.subject}:{number}")
