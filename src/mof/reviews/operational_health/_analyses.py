"""The eight analyses of an Operational Health Review, each a function of the evidence."""

from collections import Counter
from collections.abc import Callable, Iterator

from attrs import evolve

from mof.agreements import SLA
from mof.documents import format_count
from mof.framework import AnalysisKind
from mof.reviews._findings import AnalysisResult, Finding, FindingRule, Severity
from mof.reviews.analyses._credits import analyze_availability, find_downtime_trends
from mof.reviews.analyses._doubts import analyze_irregularities, find_weak_promises
from mof.reviews.analyses._finances import analyze_finances, find_cost_trends
from mof.reviews.analyses._follow_ups import analyze_follow_ups
from mof.reviews.analyses._issues import analyze_issues
from mof.reviews.analyses._maturities import analyze_maturity, analyze_programs
from mof.reviews.analyses._new_services import analyze_new_services
from mof.reviews.analyses._performances import analyze_performance, find_item, find_target_trends
from mof.reviews.analyses._practices import analyze_monitoring, analyze_practices
from mof.reviews.analyses._risks import analyze_register
from mof.reviews.analyses._satisfaction import analyze_satisfaction, find_satisfaction_trends
from mof.reviews.analyses._self_controls import analyze_operation
from mof.reviews.analyses._staffing import analyze_duties, analyze_staffing
from mof.reviews.analyses._targets import find_changed_promises
from mof.reviews.analyses._trends import (
    Trend,
    find_analysis,
    find_indicator_trends,
    find_volume_trends,
)
from mof.reviews.analyses._upcoming_changes import analyze_upcoming_changes
from mof.reviews.analyses._workforce import analyze_workforce, find_absence_trends
from mof.reviews.evidence._evidence import Reading, ReviewEvidence, find_since
from mof.reviews.evidence._readings import describe_target, describe_value
from mof.values import TargetStatus

Findings = Iterator[Finding]


def analyze(evidence: ReviewEvidence) -> tuple[AnalysisResult, ...]:
    """All eight analyses, in the framework's order, each finding under an id of its own."""
    trends = find_trends(evidence)
    results = [_add_trends(_ANALYZE[each](evidence), trends) for each in AnalysisKind]
    seen: Counter[str] = Counter()
    return tuple(
        evolve(result, findings=tuple(_tell_apart(finding, seen) for finding in result.findings))
        for result in results
    )


def find_trends(evidence: ReviewEvidence) -> tuple[Trend, ...]:
    """Every series of the review, held against its own variation."""
    return tuple(trend for find in _FIND_TRENDS for trend in find(evidence))


def _add_trends(result: AnalysisResult, trends: tuple[Trend, ...]) -> AnalysisResult:
    """The result with what became worse among the series that its analysis looks at."""
    found = [f for t in trends if t.analysis is result.analysis for f in t.find_worsening()]
    return evolve(result, findings=(*result.findings, *found))


def _tell_apart(finding: Finding, seen: Counter[str]) -> Finding:
    """The finding, with a number behind the subject where rule and subject come again."""
    seen[finding.id] += 1
    number = seen[finding.id]
    return finding if number == 1 else evolve(finding, subject=f"{finding.subject}:{number}")


# Indicators


def _analyze_indicators(analysis: AnalysisKind) -> Callable[[ReviewEvidence], AnalysisResult]:
    def analyze_them(evidence: ReviewEvidence) -> AnalysisResult:
        series = [r for r in evidence.readings if find_analysis(r[-1].indicator) is analysis]
        known = [readings for readings in series if readings[-1].value is not None]
        return AnalysisResult(
            analysis=analysis,
            has_data=bool(known),
            findings=tuple(f for readings in series for f in _find_in_series(analysis, readings)),
            summary=f"{format_count(len(series), 'indicator')}, {len(known)} with data",
        )

    return analyze_them


def _analyze_together(
    *analyses: Callable[[ReviewEvidence], AnalysisResult],
) -> Callable[[ReviewEvidence], AnalysisResult]:
    """One analysis of what several kinds of input show."""

    def analyze_all(evidence: ReviewEvidence) -> AnalysisResult:
        results = [analyze_one(evidence) for analyze_one in analyses]
        # What nothing was brought of is told only where nothing else was brought either.
        told = [result for result in results if result.has_data] or results
        return AnalysisResult(
            analysis=results[0].analysis,
            has_data=any(result.has_data for result in results),
            findings=tuple(finding for result in results for finding in result.findings),
            summary="; ".join(result.summary for result in told),
        )

    return analyze_all


def _analyze_performance(evidence: ReviewEvidence) -> AnalysisResult:
    """The targets, with availability and the indicators that belong to them."""
    analysis = AnalysisKind.PERFORMANCE
    analyses: list[Callable[[ReviewEvidence], AnalysisResult]] = [analyze_performance]
    if evidence.availabilities:
        analyses.append(analyze_availability)
    if evidence.irregularities:
        analyses.append(analyze_irregularities)
    latest = (readings[-1].indicator for readings in evidence.readings)
    if any(find_analysis(indicator) is analysis for indicator in latest):
        analyses.append(_analyze_indicators(analysis))
    return _analyze_together(*analyses)(evidence)


def _find_in_series(analysis: AnalysisKind, readings: tuple[Reading, ...]) -> Findings:
    now = readings[-1]
    indicator = now.indicator
    if now.status is TargetStatus.OUTSIDE_TOLERANCE:
        yield Finding(
            analysis=analysis,
            rule=FindingRule.OUTSIDE_TOLERANCE,
            subject=indicator.id,
            severity=Severity.MEDIUM,
            title=f"{indicator.name}: {describe_value(now)}",
            compared_with=describe_target(now),
            evidence=(indicator.id,),
            item=indicator.item,
            since=find_since((each.period, each.status) for each in readings),
        )


# Risks, tolerances, violations


def _analyze_risks(evidence: ReviewEvidence) -> AnalysisResult:
    looked_at = _analyze_together(_analyze_indicators(AnalysisKind.RISK_CHANGES), analyze_register)(
        evidence
    )
    findings = (
        *looked_at.findings,
        *_find_set_late(evidence),
        *find_changed_promises(evidence),
        *find_weak_promises(evidence),
        *_find_promises_without_data(evidence),
        *_find_unpromised_services(evidence),
        *_find_lost_rows(evidence),
    )
    return AnalysisResult(
        analysis=AnalysisKind.RISK_CHANGES,
        has_data=looked_at.has_data or bool(findings),
        findings=findings,
        summary=f"{looked_at.summary}; {format_count(len(findings), 'finding')}",
    )


def _find_set_late(evidence: ReviewEvidence) -> Findings:
    period = evidence.inputs.period
    for indicator in evidence.inputs.indicators:
        if indicator.target is not None and not indicator.was_set_before(period):
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.SET_AFTER_START,
                subject=indicator.id,
                severity=Severity.MEDIUM,
                title=f"the target of {indicator.name} was set on {indicator.set_on}"
                + (f" by {indicator.set_by}" if indicator.set_by else ""),
                compared_with=f"{period.first_day}, when the period began",
                evidence=(indicator.id,),
                item=indicator.item,
            )


def _find_promises_without_data(evidence: ReviewEvidence) -> Findings:
    for agreement in evidence.inputs.agreements:
        own = [a for a in evidence.attainments if evidence.agreement_of(a) is agreement]
        uptimes = [row.raw for row in evidence.availabilities if row.agreement is agreement]
        is_measured = any(a.counted for a in own) or any(u.share is not None for u in uptimes)
        if agreement.overlaps(evidence.inputs.period) and not is_measured:
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.PROMISE_WITHOUT_DATA,
                subject=agreement.id,
                severity=Severity.LOW,
                title=f"no case of {agreement.id} ({agreement.service}) was decided in the period",
                compared_with="its targets, which can be neither met nor missed",
                evidence=(agreement.id,),
                item=find_item(agreement),
            )


def _find_unpromised_services(evidence: ReviewEvidence) -> Findings:
    inputs = evidence.inputs
    promised = {
        agreement.service
        for agreement in inputs.agreements
        if isinstance(agreement, SLA) and agreement.overlaps(inputs.period)
    }
    for service in inputs.catalog:
        if service.id not in promised and service.is_in_operation(inputs.as_of):
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.UNPROMISED_SERVICE,
                subject=service.id,
                severity=Severity.LOW,
                title=f"{service.name} is in operation, and no agreement speaks of it",
                compared_with="the service catalog",
                evidence=(service.id,),
            )


def _find_lost_rows(evidence: ReviewEvidence) -> Findings:
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


_ANALYZE: dict[AnalysisKind, Callable[[ReviewEvidence], AnalysisResult]] = {
    AnalysisKind.ISSUES: _analyze_together(
        analyze_issues, analyze_new_services, analyze_follow_ups
    ),
    AnalysisKind.PERFORMANCE: _analyze_performance,
    AnalysisKind.SATISFACTION_TRENDS: _analyze_together(
        _analyze_indicators(AnalysisKind.SATISFACTION_TRENDS), analyze_satisfaction
    ),
    AnalysisKind.FINANCES: _analyze_together(
        _analyze_indicators(AnalysisKind.FINANCES), analyze_finances
    ),
    AnalysisKind.RISK_CHANGES: _analyze_together(_analyze_risks, analyze_operation),
    AnalysisKind.PEOPLE_TRENDS: _analyze_together(
        _analyze_indicators(AnalysisKind.PEOPLE_TRENDS),
        analyze_staffing,
        analyze_workforce,
        analyze_duties,
    ),
    AnalysisKind.MATURITY: _analyze_together(
        _analyze_indicators(AnalysisKind.MATURITY),
        analyze_maturity,
        analyze_programs,
        analyze_practices,
        analyze_monitoring,
    ),
    AnalysisKind.UPCOMING_CHANGES: analyze_upcoming_changes,
}

_FIND_TRENDS: tuple[Callable[[ReviewEvidence], Iterator[Trend]], ...] = (
    find_target_trends,
    find_downtime_trends,
    find_volume_trends,
    find_indicator_trends,
    find_satisfaction_trends,
    find_cost_trends,
    find_absence_trends,
)
