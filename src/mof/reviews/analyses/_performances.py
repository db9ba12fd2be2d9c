"""Performance: targets outside tolerance, those that became worse, and who used the time."""

from collections import Counter
from collections.abc import Iterator

from mof.agreements import OLA, SLA, Agreement
from mof.documents import format_count, format_instant, format_share
from mof.framework import AnalysisKind, EvaluatedItem
from mof.indicators import ControlChart, Shift, chart_shares
from mof.judgements import Attainment, Judgement
from mof.judgements._breach_attribution import ChainOutcome
from mof.reviews._findings import AnalysisResult, Finding, FindingRule, Severity
from mof.reviews.analyses._trends import Trend, label_periods
from mof.reviews.evidence._evidence import ReviewEvidence, find_since
from mof.reviews.evidence._readings import describe_requirement
from mof.values import TargetStatus


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


def analyze_performance(evidence: ReviewEvidence) -> AnalysisResult:
    """Every target against its tolerance."""
    counted = [attainment for attainment in evidence.attainments if attainment.counted]
    statuses = Counter(attainment.status for attainment in counted)
    return AnalysisResult(
        analysis=AnalysisKind.PERFORMANCE,
        has_data=bool(counted),
        findings=(
            *_find_outside_tolerance(evidence),
            *_find_undone(evidence),
        ),
        summary=(
            f"{format_count(len(counted), 'target')} with data: {statuses[TargetStatus.MET]} met, "
            f"{statuses[TargetStatus.MISSED_WITHIN_TOLERANCE]} missed within tolerance, "
            f"{statuses[TargetStatus.OUTSIDE_TOLERANCE]} outside tolerance; "
            f"{len(evidence.attainments) - len(counted)} without data"
        ),
    )


def _find_outside_tolerance(evidence: ReviewEvidence) -> Iterator[Finding]:
    for periods in evidence.attainments_by_period:
        now = periods[-1]
        if now.status is TargetStatus.OUTSIDE_TOLERANCE:
            agreement = evidence.agreement_of(now)
            breaches = [b for b in evidence.breaches if _is_of(b, now)]
            yield Finding(
                analysis=AnalysisKind.PERFORMANCE,
                rule=FindingRule.OUTSIDE_TOLERANCE,
                subject=f"{now.agreement}:{_slug_target(now)}",
                severity=Severity.HIGH if isinstance(agreement, SLA) else Severity.MEDIUM,
                title=f"{now.agreement} {now.target}: {describe_share(now)}",
                compared_with=describe_requirement(now.target.required_share, now.target.tolerance),
                evidence=now.breached,
                details=(
                    *_explain_by_support(evidence, breaches),
                    *_name_doubts(evidence, now),
                ),
                item=find_item(agreement),
                since=find_since((each.period, each.status) for each in periods),
            )


def _is_of(breach: Judgement, attainment: Attainment) -> bool:
    named = (breach.agreement, breach.version, breach.target)
    return named == (attainment.agreement, attainment.version, attainment.target)


def _slug_target(attainment: Attainment) -> str:
    target = attainment.target
    return "-".join([target.clock.name, *(f"p{each}" for each in target.sorted_priorities)])


def _explain_by_support(evidence: ReviewEvidence, breaches: list[Judgement]) -> Iterator[str]:
    attributions = [evidence.attribute_breach(breach) for breach in breaches]
    broken = Counter(name for each in attributions for name in {j.agreement for j in each.broken})
    for support, count in sorted(broken.items()):
        yield f"on {count} of {len(breaches)} breaches {support} was broken too"
    held = sum(each.outcome is ChainOutcome.ONLY_PROMISE_BROKEN for each in attributions)
    if held:
        yield f"on {held} of {len(breaches)} breaches its support held"
    parties = Counter(each.largest.party for each in attributions if each.largest and each.support)
    for party, count in sorted(parties.items(), key=lambda pair: (-pair[1], str(pair[0]))):
        yield f"on {count} of {len(breaches)} breaches {party} used the most time"


def _name_doubts(evidence: ReviewEvidence, attainment: Attainment) -> Iterator[str]:
    """What of the share may be other than it looks, and whether support could carry it."""
    subject = f"{attainment.agreement} {attainment.target.clock.name}"
    for each in evidence.irregularities:
        if each.subject == subject:
            yield f"worth a question: {each.rule}, {len(each.sightings)} of {each.compared}"
    for gap in evidence.underpinning_gaps:
        named = (gap.promise, gap.version, gap.target)
        if named == (attainment.agreement, attainment.version, attainment.target):
            yield f"{', '.join(gap.support)}: {gap.kind}"


def _find_undone(evidence: ReviewEvidence) -> Iterator[Finding]:
    for judgement, superseded in evidence.superseded:
        breached = format_instant(superseded.breached_at, tz=evidence.inputs.period.tz)
        changed = format_instant(superseded.until, tz=evidence.inputs.period.tz)
        yield Finding(
            analysis=AnalysisKind.PERFORMANCE,
            rule=FindingRule.UNDONE_BREACH,
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


def find_target_trends(evidence: ReviewEvidence) -> Iterator[Trend]:
    """The trend of every target with cases in the reviewed period."""
    for periods in evidence.attainments_by_period:
        now = periods[-1]
        if now.counted:
            yield Trend(
                analysis=AnalysisKind.PERFORMANCE,
                subject=f"{now.agreement}:{_slug_target(now)}",
                name=f"{now.agreement} {now.target}",
                chart=_chart_attainments(periods),
                worse=Shift.DOWN,
                periods=tuple(each.period for each in periods),
                status=now.status,
                evidence=now.breached,
                item=find_item(evidence.agreement_of(now)),
            )


def _chart_attainments(periods: tuple[Attainment, ...]) -> ControlChart:
    labels = label_periods(each.period for each in periods)
    counts = ((len(each.met), each.counted) for each in periods)
    return chart_shares((label, *pair) for label, pair in zip(labels, counts, strict=True))
