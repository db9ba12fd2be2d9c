"""The eight analyses of an Operational Health Review, each a function of the evidence."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from fractions import Fraction

from attrs import evolve

from mof.agreements import OLA, SLA, Agreement
from mof.attainment import Attainment
from mof.chains import ChainOutcome
from mof.changes import RequestForChange
from mof.documents import (
    format_count,
    format_instant,
    format_limit,
    format_number,
    format_share,
)
from mof.framework.operational_health import Analysis, EvaluatedItem, Input
from mof.judgements import Judgement
from mof.periods import Period
from mof.reviews.evidence import Evidence, Reading, is_worsening
from mof.reviews.findings import AnalysisResult, Finding, Rule, Severity
from mof.reviews.maturities import analyze_maturity, analyze_programs
from mof.reviews.practices import analyze_practices
from mof.reviews.risks import analyze_register
from mof.reviews.staffing import analyze_duties, analyze_staffing
from mof.shares import Standing

Findings = Iterator[Finding]


def analyze(evidence: Evidence) -> tuple[AnalysisResult, ...]:
    """All eight analyses, in the framework's order, each finding under an id of its own."""
    results = tuple(_ANALYZE[analysis](evidence) for analysis in Analysis)
    seen: Counter[str] = Counter()
    return tuple(
        evolve(result, findings=tuple(_tell_apart(finding, seen) for finding in result.findings))
        for result in results
    )


def _tell_apart(finding: Finding, seen: Counter[str]) -> Finding:
    """The finding, with a number behind the subject where rule and subject come again."""
    seen[finding.id] += 1
    number = seen[finding.id]
    return finding if number == 1 else evolve(finding, subject=f"{finding.subject}:{number}")


def find_item(agreement: Agreement) -> EvaluatedItem:
    """Which of the evaluated items the targets of an agreement belong to."""
    if isinstance(agreement, SLA):
        return EvaluatedItem.SLA_TARGETS
    is_ola = isinstance(agreement, OLA)
    return EvaluatedItem.OLA_TARGETS if is_ola else EvaluatedItem.CONTRACT_TARGETS


def describe_share(attainment: Attainment) -> str:
    """A share with how many cases it is of."""
    share = format_share(attainment.share, against=attainment.target.required_share)
    return f"{share} ({len(attainment.met)} of {attainment.counted})"


def describe_requirement(attainment: Attainment) -> str:
    """What a target requires, and how far below is still tolerated."""
    target = attainment.target
    floor = target.required_share - target.tolerance
    tolerated = f", tolerated down to {format_limit(floor)}" if target.tolerance else ""
    return f"required {format_limit(target.required_share)}{tolerated}"


# Ongoing and emerging issues


def _analyze_issues(evidence: Evidence) -> AnalysisResult:
    inputs = evidence.inputs
    actions = inputs.actions
    left = [action for _, action in actions if not action.is_done(inputs.as_of)]
    findings = (*_find_overdue(evidence), *_find_most_incidents(evidence))
    return AnalysisResult(
        analysis=Analysis.ISSUES,
        has_data=bool(inputs.previous or inputs.incidents),
        findings=findings,
        summary=(
            f"{format_count(len(actions), 'action')} from "
            f"{format_count(len(inputs.previous), 'earlier review')}, {len(left)} not done; "
            f"{format_count(evidence.volumes[-1].open_at_end, 'incident')} open"
        ),
    )


def _find_overdue(evidence: Evidence) -> Findings:
    for held, action in evidence.inputs.actions:
        if action.is_overdue(evidence.inputs.as_of, tz=evidence.inputs.period.tz):
            yield Finding(
                analysis=Analysis.ISSUES,
                rule=Rule.OVERDUE_ACTION,
                subject=action.id,
                severity=Severity.MEDIUM,
                title=f"{action.title}: due on {action.due_on}, not done",
                compared_with=f"the promise of {action.owner} to review {held.id}",
                evidence=(action.id,),
            )


def _find_most_incidents(evidence: Evidence) -> Findings:
    *before, now = evidence.volumes
    most_before = max((volume.opened for volume in before), default=0)
    if before and all(volume.opened for volume in before) and now.opened > most_before:
        yield Finding(
            analysis=Analysis.ISSUES,
            rule=Rule.MOST_INCIDENTS,
            subject="incidents",
            severity=Severity.LOW,
            title=f"{now.opened:,} incidents opened, more than in {len(before)} periods before",
            compared_with=f"{most_before}, the most in one of those periods",
        )


# Performance outside tolerance


def _analyze_performance(evidence: Evidence) -> AnalysisResult:
    counted = [attainment for attainment in evidence.attainments if attainment.counted]
    standings = Counter(attainment.standing for attainment in counted)
    return AnalysisResult(
        analysis=Analysis.PERFORMANCE,
        has_data=bool(counted),
        findings=(*_find_outside_tolerance(evidence), *_find_undone(evidence)),
        summary=(
            f"{format_count(len(counted), 'target')} with data: {standings[Standing.MET]} met, "
            f"{standings[Standing.MISSED_WITHIN_TOLERANCE]} missed within tolerance, "
            f"{standings[Standing.OUTSIDE_TOLERANCE]} outside tolerance; "
            f"{len(evidence.attainments) - len(counted)} without data"
        ),
    )


def _find_outside_tolerance(evidence: Evidence) -> Findings:
    for periods in evidence.trends:
        now = periods[-1]
        if now.standing is Standing.OUTSIDE_TOLERANCE:
            agreement = evidence.agreement_of(now)
            breaches = [b for b in evidence.breaches if _is_of(b, now)]
            yield Finding(
                analysis=Analysis.PERFORMANCE,
                rule=Rule.OUTSIDE_TOLERANCE,
                subject=f"{now.agreement}:{_slug_target(now)}",
                severity=Severity.HIGH if isinstance(agreement, SLA) else Severity.MEDIUM,
                title=f"{now.agreement} {now.target}: {describe_share(now)}",
                compared_with=describe_requirement(now),
                evidence=now.breached,
                details=(*_explain_by_support(evidence, breaches), *_describe_trend(periods)),
                item=find_item(agreement),
            )


def _is_of(breach: Judgement, attainment: Attainment) -> bool:
    named = (breach.agreement, breach.version, breach.target)
    return named == (attainment.agreement, attainment.version, attainment.target)


def _slug_target(attainment: Attainment) -> str:
    target = attainment.target
    return "-".join([target.clock.name, *(f"p{each}" for each in target.sorted_priorities)])


def _explain_by_support(evidence: Evidence, breaches: list[Judgement]) -> Iterator[str]:
    attributions = [evidence.attribute(breach) for breach in breaches]
    broken = Counter(name for each in attributions for name in {j.agreement for j in each.broken})
    for support, count in sorted(broken.items()):
        yield f"on {count} of {len(breaches)} breaches {support} was broken too"
    held = sum(each.outcome is ChainOutcome.ONLY_PROMISE_BROKEN for each in attributions)
    if held:
        yield f"on {held} of {len(breaches)} breaches its support held"
    users = Counter(each.user.holder for each in attributions if each.user and each.support)
    for holder, count in sorted(users.items(), key=lambda pair: (-pair[1], str(pair[0]))):
        yield f"on {count} of {len(breaches)} breaches {holder} used the most time"


def _describe_trend(periods: tuple[Attainment, ...]) -> Iterator[str]:
    shares = [each.share for each in periods]
    if _is_falling(shares):
        steps = ", ".join(format_share(share) for share in shares[-4:])
        yield f"fell three times in a row: {steps}"


def _is_falling(shares: list[Fraction | None]) -> bool:
    known = [share for share in shares[-4:] if share is not None]
    return len(known) == 4 and known == sorted(set(known), reverse=True)


def _find_undone(evidence: Evidence) -> Findings:
    for judgement, superseded in evidence.superseded:
        breached = format_instant(superseded.breached_at, tz=evidence.inputs.period.tz)
        changed = format_instant(superseded.until, tz=evidence.inputs.period.tz)
        yield Finding(
            analysis=Analysis.PERFORMANCE,
            rule=Rule.UNDONE_BREACH,
            subject=f"{judgement.record}:{judgement.agreement}:{judgement.clock}",
            severity=Severity.MEDIUM,
            title=(
                f"{judgement.record} had breached {superseded.target} at {breached}; "
                f"its priority became {judgement.priority} at {changed}, and it counts as "
                f"{judgement.verdict}"
            ),
            compared_with=f"the target that held until then ({judgement.agreement})",
            evidence=(judgement.record,),
            item=find_item(evidence.agreement_of(judgement)),
        )


# Indicators


def _analyze_indicators(
    analysis: Analysis, brought_as: Input
) -> Callable[[Evidence], AnalysisResult]:
    def analyze_them(evidence: Evidence) -> AnalysisResult:
        series = [r for r in evidence.readings if r[-1].indicator.brought_as is brought_as]
        known = [readings for readings in series if readings[-1].value is not None]
        return AnalysisResult(
            analysis=analysis,
            has_data=bool(known),
            findings=tuple(f for readings in series for f in _find_in_series(analysis, readings)),
            summary=f"{format_count(len(series), 'indicator')}, {len(known)} with data",
        )

    return analyze_them


def _analyze_together(
    *analyses: Callable[[Evidence], AnalysisResult],
) -> Callable[[Evidence], AnalysisResult]:
    """One analysis of what several kinds of input show."""

    def analyze_all(evidence: Evidence) -> AnalysisResult:
        results = [analyze_one(evidence) for analyze_one in analyses]
        return AnalysisResult(
            analysis=results[0].analysis,
            has_data=any(result.has_data for result in results),
            findings=tuple(finding for result in results for finding in result.findings),
            summary="; ".join(result.summary for result in results),
        )

    return analyze_all


def _find_in_series(analysis: Analysis, readings: tuple[Reading, ...]) -> Findings:
    now = readings[-1]
    indicator = now.indicator
    if now.standing is Standing.OUTSIDE_TOLERANCE:
        yield Finding(
            analysis=analysis,
            rule=Rule.OUTSIDE_TOLERANCE,
            subject=indicator.id,
            severity=Severity.MEDIUM,
            title=f"{indicator.name}: {describe_value(now)}",
            compared_with=describe_target(now),
            evidence=(indicator.id,),
            item=indicator.item,
        )
    if is_worsening(tuple(reading.value for reading in readings), indicator.direction):
        steps = ", ".join(describe_value(reading) for reading in readings[-4:])
        yield Finding(
            analysis=analysis,
            rule=Rule.WORSENING,
            subject=indicator.id,
            severity=Severity.LOW,
            title=f"{indicator.name} became worse three times in a row",
            compared_with=steps,
            evidence=(indicator.id,),
            item=indicator.item,
        )


def describe_value(reading: Reading) -> str:
    """The value of an indicator with its unit; shares in percent."""
    unit = reading.indicator.unit
    if reading.value is None:
        return "no data"
    if unit == "share":
        return format_share(reading.value, against=reading.indicator.target)
    return f"{format_number(reading.value)} {unit}"


def describe_target(reading: Reading) -> str:
    """The target of an indicator, and how far beyond it is still tolerated."""
    target, tolerance = reading.indicator.target, reading.indicator.tolerance
    if target is None:
        return "no target"
    show = format_limit if reading.indicator.unit == "share" else format_number
    tolerated = f", tolerance {show(tolerance)}" if tolerance else ""
    return f"target {show(target)}{tolerated} ({reading.indicator.direction})"


# Risks, tolerances, violations


def _analyze_risks(evidence: Evidence) -> AnalysisResult:
    looked_at = _analyze_together(
        _analyze_indicators(Analysis.RISK_CHANGES, Input.RISKS), analyze_register
    )(evidence)
    findings = (
        *looked_at.findings,
        *_find_set_late(evidence),
        *_find_promises_without_data(evidence),
        *_find_unpromised_services(evidence),
        *_find_lost_rows(evidence),
    )
    return AnalysisResult(
        analysis=Analysis.RISK_CHANGES,
        has_data=looked_at.has_data or bool(findings),
        findings=findings,
        summary=f"{looked_at.summary}; {format_count(len(findings), 'finding')}",
    )


def _find_set_late(evidence: Evidence) -> Findings:
    period = evidence.inputs.period
    for indicator in evidence.inputs.indicators:
        if indicator.target is not None and not indicator.was_set_before(period):
            yield Finding(
                analysis=Analysis.RISK_CHANGES,
                rule=Rule.SET_AFTER_START,
                subject=indicator.id,
                severity=Severity.MEDIUM,
                title=f"the target of {indicator.name} was set on {indicator.set_on}"
                + (f" by {indicator.set_by}" if indicator.set_by else ""),
                compared_with=f"{period.first_day}, when the period began",
                evidence=(indicator.id,),
                item=indicator.item,
            )


def _find_promises_without_data(evidence: Evidence) -> Findings:
    for agreement in evidence.inputs.agreements:
        own = [a for a in evidence.attainments if evidence.agreement_of(a) is agreement]
        if _is_in_force(agreement, evidence.inputs.period) and not any(a.counted for a in own):
            yield Finding(
                analysis=Analysis.RISK_CHANGES,
                rule=Rule.PROMISE_WITHOUT_DATA,
                subject=agreement.id,
                severity=Severity.LOW,
                title=f"no case of {agreement.id} ({agreement.service}) was decided in the period",
                compared_with="its targets, which can be neither met nor missed",
                evidence=(agreement.id,),
                item=find_item(agreement),
            )


def _is_in_force(agreement: Agreement, period: Period) -> bool:
    """Whether an agreement is valid for some of a period."""
    return agreement.is_valid(period.start) or agreement.starts_at in period


def _find_unpromised_services(evidence: Evidence) -> Findings:
    inputs = evidence.inputs
    promised = {
        agreement.service
        for agreement in inputs.agreements
        if isinstance(agreement, SLA) and _is_in_force(agreement, inputs.period)
    }
    for service in inputs.catalog:
        if service.id not in promised and service.is_in_operation(inputs.as_of):
            yield Finding(
                analysis=Analysis.RISK_CHANGES,
                rule=Rule.UNPROMISED_SERVICE,
                subject=service.id,
                severity=Severity.LOW,
                title=f"{service.name} is in operation, and no agreement speaks of it",
                compared_with="the service catalog",
                evidence=(service.id,),
            )


def _find_lost_rows(evidence: Evidence) -> Findings:
    for source in evidence.inputs.sources:
        if source.lost:
            yield Finding(
                analysis=Analysis.RISK_CHANGES,
                rule=Rule.LOST_ROWS,
                subject=source.name,
                severity=Severity.LOW,
                title=f"{source.lost} of {source.rows} rows of {source.name} could not be used",
                compared_with="a source in which every row can be read",
            )


# Upcoming changes


def _analyze_changes(evidence: Evidence) -> AnalysisResult:
    upcoming = find_upcoming(evidence)
    return AnalysisResult(
        analysis=Analysis.UPCOMING_CHANGES,
        has_data=bool(evidence.inputs.changes),
        findings=tuple(_find_endangered(evidence, upcoming)),
        summary=f"{format_count(len(upcoming), 'change')} planned after the review",
    )


def find_upcoming(evidence: Evidence) -> tuple[RequestForChange, ...]:
    """The changes that will take effect after the review, the soonest first."""
    upcoming: list[tuple[datetime, RequestForChange]] = [
        (change.planned_at, change)
        for change in evidence.inputs.changes
        if change.planned_at and change.is_upcoming(evidence.inputs.as_of)
    ]
    return tuple(change for _, change in sorted(upcoming, key=lambda pair: (pair[0], pair[1].id)))


def _find_endangered(evidence: Evidence, upcoming: tuple[RequestForChange, ...]) -> Findings:
    failing = {
        evidence.agreement_of(attainment).service
        for attainment in evidence.attainments
        if attainment.standing is Standing.OUTSIDE_TOLERANCE
        and isinstance(evidence.agreement_of(attainment), SLA)
    }
    for change in upcoming:
        if touched := sorted(change.services & failing):
            category = change.category or "not classified"
            yield Finding(
                analysis=Analysis.UPCOMING_CHANGES,
                rule=Rule.ENDANGERED_PROMISE,
                subject=change.id,
                severity=Severity.MEDIUM,
                title=f"{change.title} ({category}) touches {', '.join(touched)}",
                compared_with="a promise to its customers that is outside tolerance",
                evidence=(change.id,),
            )


_ANALYZE: dict[Analysis, Callable[[Evidence], AnalysisResult]] = {
    Analysis.ISSUES: _analyze_issues,
    Analysis.PERFORMANCE: _analyze_performance,
    Analysis.SATISFACTION_TRENDS: _analyze_indicators(
        Analysis.SATISFACTION_TRENDS, Input.SATISFACTION
    ),
    Analysis.FINANCES: _analyze_indicators(Analysis.FINANCES, Input.FINANCES),
    Analysis.RISK_CHANGES: _analyze_risks,
    Analysis.PEOPLE_TRENDS: _analyze_together(
        _analyze_indicators(Analysis.PEOPLE_TRENDS, Input.PEOPLE),
        analyze_staffing,
        analyze_duties,
    ),
    Analysis.MATURITY: _analyze_together(
        _analyze_indicators(Analysis.MATURITY, Input.MATURITY),
        analyze_maturity,
        analyze_programs,
        analyze_practices,
    ),
    Analysis.UPCOMING_CHANGES: _analyze_changes,
}
