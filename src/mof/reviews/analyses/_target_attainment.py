"""Performance: targets outside tolerance, those that became worse, and who used the time."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from mof.agreements import OLA, SLA, Agreement
from mof.documents import (
    ShareBar,
    Table,
    draw_attainment,
    format_count,
    format_instant,
    format_share,
)
from mof.documents._formats import format_limit
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.documents._target_statuses import show_target_status
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.indicators import ControlChart, Shift, chart_shares
from mof.judgements import Attainment, Judgement
from mof.judgements._breach_attribution import ChainOutcome
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.analyses._trends import Trend, label_periods
from mof.reviews.evidence._drawings import draw_trend
from mof.reviews.evidence._evidence import ReviewEvidence, find_since
from mof.reviews.evidence._names import list_names, name_party, name_promise
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


def _examine(evidence: ReviewEvidence) -> Examination:
    """Every target against its tolerance."""
    counted = [attainment for attainment in evidence.attainments if attainment.counted]
    statuses = Counter(attainment.status for attainment in counted)
    return Examination(
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
                title=f"{name_promise(evidence, now.agreement, now.target)}: {describe_share(now)}",
                compared_with=describe_requirement(now.target.required_share, now.target.tolerance),
                evidence=now.breached,
                details=(
                    *_count_retroactive(breaches),
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
    priorities = (f"p{each}" for each in target.sorted_priorities)
    return "-".join([target.clock.name, *priorities, *target.fact_texts])


def _count_retroactive(breaches: list[Judgement]) -> Iterator[str]:
    if count := sum(breach.is_retroactive for breach in breaches):
        yield f"{count} of {len(breaches)} breaches retroactive: the target came into force later"


def _explain_by_support(evidence: ReviewEvidence, breaches: list[Judgement]) -> Iterator[str]:
    attributions = [evidence.attribute_breach(breach) for breach in breaches]
    broken = Counter(name for each in attributions for name in {j.agreement for j in each.broken})
    for support, count in sorted(broken.items()):
        yield f"on {count} of {len(breaches)} breaches {evidence.name_of(support)} was broken too"
    held = sum(each.outcome is ChainOutcome.ONLY_PROMISE_BROKEN for each in attributions)
    if held:
        yield f"on {held} of {len(breaches)} breaches its support held"
    parties = Counter(each.largest.party for each in attributions if each.largest and each.support)
    for party, count in sorted(parties.items(), key=lambda pair: (-pair[1], str(pair[0]))):
        name = name_party(evidence, party)
        yield f"on {count} of {len(breaches)} breaches most time was spent: {name}"


def _name_doubts(evidence: ReviewEvidence, attainment: Attainment) -> Iterator[str]:
    """What of the share may be other than it looks, and whether support could carry it."""
    subject = f"{attainment.agreement} {attainment.target.clock.name}"
    for each in evidence.irregularities:
        if each.subject == subject:
            yield f"worth a question: {each.rule}, {len(each.sightings)} of {each.compared}"
    for gap in evidence.underpinning_gaps:
        named = (gap.promise, gap.version, gap.target)
        if named == (attainment.agreement, attainment.version, attainment.target):
            yield f"{list_names(evidence, gap.support)}: {gap.kind}"


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
            compared_with="the target that held until then "
            f"({evidence.name_of(judgement.agreement)})",
            evidence=(judgement.record,),
            item=find_item(evidence.agreement_of(judgement)),
        )


def _follow(evidence: ReviewEvidence) -> Iterator[Trend]:
    """The trend of every target with cases in the reviewed period."""
    for periods in evidence.attainments_by_period:
        now = periods[-1]
        if now.counted:
            yield Trend(
                analysis=AnalysisKind.PERFORMANCE,
                subject=f"{now.agreement}:{_slug_target(now)}",
                name=name_promise(evidence, now.agreement, now.target),
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


# What was brought


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    weakest = _find_weakest(evidence)
    if weakest:
        yield draw_attainment(
            (_to_bar(evidence, each) for each in weakest),
            title="The weakest target of each agreement against promise and tolerance",
        )
        for periods in evidence.attainments_by_period:
            if periods[-1].status is TargetStatus.OUTSIDE_TOLERANCE:
                yield draw_trend(evidence, periods)
        kept = sum(attainment.status in _KEPT for attainment in evidence.attainments)
        yield Table(
            (
                "Agreement",
                "Target",
                "Within",
                "Attained",
                "Required",
                "Tolerated",
                "Status",
                "Undecided",
                "Void",
            ),
            tuple(
                _show_attainment(evidence, each) for each in sorted(evidence.attainments, key=_rank)
            ),
            caption="Attainment of every target, what is not met first",
            folded=kept if kept > _MANY else 0,
            folded_as="Met or without data",
            numbers=("Attained", "Required", "Tolerated"),
        )
    yield from _show_exclusions(evidence)


def _show_exclusions(evidence: ReviewEvidence) -> Iterator[Block]:
    """What both parties agreed not to count: the adjusted share never without the raw one."""
    rows = [
        (
            evidence.show_name(attainment.agreement),
            name_target(attainment),
            describe_share(attainment),
            format_share(attainment.adjusted_share),
            show_target_status(attainment.adjusted_status),
            exclusion.record,
            str(exclusion.reason),
            (evidence.show_name(exclusion.approved_by), f": {'; '.join(exclusion.evidence)}"),
        )
        for attainment in evidence.attainments
        for exclusion in attainment.exclusions
    ]
    if rows:
        yield Table(
            (
                "Agreement",
                "Target",
                "Attained",
                "Adjusted",
                "Status",
                "Left out",
                "Because",
                "Approved by, on what evidence",
            ),
            rows,
            caption="Attainment without the cases that both parties agreed not to count",
        )


_WORST_FIRST = (
    TargetStatus.OUTSIDE_TOLERANCE,
    TargetStatus.MISSED_WITHIN_TOLERANCE,
    TargetStatus.MET,
    TargetStatus.NO_DATA,
)

_KEPT = {TargetStatus.MET, TargetStatus.NO_DATA}
_MANY = 12  # rows that are shown although nothing is wrong with them


def _rank(attainment: Attainment) -> int:
    return _WORST_FIRST.index(attainment.status)


def _find_weakest(evidence: ReviewEvidence) -> list[Attainment]:
    """For each agreement the target that is furthest below its promise, or least above it."""
    weakest: dict[tuple[str, str], Attainment] = {}
    for attainment in evidence.attainments:
        key = (attainment.agreement, attainment.version)
        if attainment.counted and (
            key not in weakest or _measure_margin(attainment) < _measure_margin(weakest[key])
        ):
            weakest[key] = attainment
    return sorted(weakest.values(), key=_measure_margin)


def _measure_margin(attainment: Attainment) -> Fraction:
    return (attainment.share or Fraction(0)) - attainment.target.required_share


def _to_bar(evidence: ReviewEvidence, attainment: Attainment) -> ShareBar:
    target = attainment.target
    return ShareBar(
        f"{evidence.name_of(attainment.agreement)}: {name_target(attainment)}",
        attainment.share,
        target.required_share,
        target.tolerance,
        f"{len(attainment.met)} of {attainment.counted}",
    )


def name_target(attainment: Attainment) -> str:
    """The clock of a target and the priorities and facts that it is for."""
    target = attainment.target
    priorities = ", ".join(f"P{priority}" for priority in target.sorted_priorities)
    return " ".join(filter(None, (target.clock.name, priorities, ", ".join(target.fact_texts))))


def _show_attainment(evidence: ReviewEvidence, attainment: Attainment) -> tuple[Cell, ...]:
    return (
        evidence.show_name(attainment.agreement),
        name_target(attainment),
        attainment.target.within_text,
        describe_share(attainment) if attainment.counted else None,
        format_limit(attainment.target.required_share),
        format_limit(attainment.target.required_share - attainment.target.tolerance),
        show_target_status(attainment.status),
        len(attainment.undecided),
        len(attainment.void),
    )


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """What was attained; a promise that no case put to the test has no performance."""
    if any(each.counted for each in evidence.attainments):
        yield str(InputKind.AGREEMENT_PERFORMANCE)


TARGET_ATTAINMENT = Topic(
    name="agreements and incidents",
    analysis=AnalysisKind.PERFORMANCE,
    shown_in=InputKind.AGREEMENT_PERFORMANCE,
    provides=_provide,
    examine=_examine,
    follow=_follow,
    show=_show,
)
"""Every target of every agreement, held against its tolerance."""
