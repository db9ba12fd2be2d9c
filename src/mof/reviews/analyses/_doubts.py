"""Doubts: patterns worth a question, and SLAs not underpinned by their OLAs and contracts."""

from collections.abc import Iterator

from mof.agreements import Agreement
from mof.documents import Table, format_count, format_share
from mof.documents._formats import format_limit
from mof.documents._renderables import Block
from mof.framework import AnalysisKind, EvaluatedItem
from mof.judgements import Irregularity, IrregularityThresholds, UnderpinningGap
from mof.judgements._irregularities.irregularities import IrregularityRule
from mof.judgements._underpinning.gaps import UnderpinningGapKind
from mof.reviews._findings import AnalysisResult, Finding, FindingRule, Severity
from mof.reviews.analyses._performances import find_item
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.values import TargetStatus, Term

# Irregularities


def analyze_irregularities(evidence: ReviewEvidence) -> AnalysisResult:
    """Patterns in what was done just before cases were due; each is a question, not a charge."""
    return AnalysisResult(
        analysis=AnalysisKind.PERFORMANCE,
        has_data=True,
        findings=tuple(_write_irregularity(evidence, each) for each in evidence.irregularities),
        summary=format_count(len(evidence.irregularities), "irregularity", "irregularities"),
    )


def _write_irregularity(evidence: ReviewEvidence, irregularity: Irregularity) -> Finding:
    agreement = _find_agreement(evidence, irregularity)
    return Finding(
        analysis=AnalysisKind.PERFORMANCE,
        rule=FindingRule.IRREGULARITY,
        subject=f"{irregularity.subject}:{_slug(irregularity.rule)}".replace(" ", "-"),
        severity=Severity.LOW,
        title=str(irregularity),
        compared_with=irregularity.model,
        evidence=irregularity.records,
        item=find_item(agreement) if agreement else None,
    )


def _find_agreement(evidence: ReviewEvidence, irregularity: Irregularity) -> Agreement | None:
    """The agreement whose clock it is about; what is done to whole tickets is about none."""
    return next(
        (
            agreement
            for agreement in evidence.inputs.agreements
            if irregularity.subject in {f"{agreement.id} {clock}" for clock in agreement.clocks}
        ),
        None,
    )


def _slug(term: Term) -> str:
    return term.name.lower().replace("_", "-")


def show_irregularities(evidence: ReviewEvidence) -> Iterator[Block]:
    """What was looked for, and where it shows."""
    if evidence.incidents:
        yield Table(
            ("Pattern", "Of", "Shows on", "Compared", "By chance", "Records"),
            tuple(
                (
                    str(each.rule),
                    each.subject,
                    len(each.sightings),
                    each.compared,
                    format_share(each.chance, digits=2),
                    ", ".join(each.records),
                )
                for each in evidence.irregularities
            ),
            caption="Irregularities",
            note=f"Looked for: {'; '.join(map(str, IrregularityRule))}. What is looked for, and "
            f"from which chance on ({format_limit(IrregularityThresholds().chance)}), is the "
            "judgement of this library. Each has innocent explanations too.",
        )


# Underpinning gaps


def find_weak_promises(evidence: ReviewEvidence) -> Iterator[Finding]:
    """The promises that their support cannot carry: each reason once, with the targets it hits."""
    failing = {
        attainment.agreement
        for attainment in evidence.attainments
        if attainment.status is TargetStatus.OUTSIDE_TOLERANCE
    }
    tz = evidence.inputs.period.tz
    grouped: dict[tuple[str, UnderpinningGapKind], list[UnderpinningGap]] = {}
    for gap in evidence.underpinning_gaps:
        grouped.setdefault((gap.promise, gap.kind), []).append(gap)
    for (promise, rule), found in grouped.items():
        support = tuple(dict.fromkeys(name for gap in found for name in gap.support))
        yield Finding(
            analysis=AnalysisKind.RISK_CHANGES,
            rule=FindingRule.UNDERPINNING_GAP,
            subject=f"{promise}:{_slug(rule)}",
            severity=Severity.MEDIUM if promise in failing else Severity.LOW,
            title=f"{promise}: {rule} ({', '.join(support)})",
            compared_with=found[0].tell_figures(tz=tz) or "what the promise needs",
            evidence=(promise, *support),
            details=tuple(dict.fromkeys(str(gap.target) for gap in found if gap.target)),
            item=_find_item(evidence, promise),
        )


def _find_item(evidence: ReviewEvidence, promise: str) -> EvaluatedItem | None:
    named = (each for each in evidence.inputs.agreements if each.id == promise)
    return next(map(find_item, named), None)


def show_underpinning_gaps(evidence: ReviewEvidence) -> Iterator[Block]:
    """Every promise with the support that cannot carry it."""
    if evidence.underpinning_gaps:
        yield Table(
            ("Promise", "Of", "Why", "Support", "Cases", "Found and promised"),
            tuple(
                (
                    f"{gap.promise} {gap.version}".rstrip(),
                    str(gap.target or gap.availability or "all of it"),
                    str(gap.kind),
                    ", ".join(gap.support),
                    ", ".join(gap.cases) or "all",
                    gap.tell_figures(tz=evidence.inputs.period.tz) or None,
                )
                for gap in evidence.underpinning_gaps
            ),
            caption="SLAs not underpinned by their OLAs and contracts",
        )
