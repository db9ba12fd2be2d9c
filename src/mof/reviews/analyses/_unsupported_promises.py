"""Underpinning gaps: SLAs that their OLAs and contracts do not underpin."""

from collections.abc import Iterator

from mof.documents import Table, format_count
from mof.documents._renderables import Block
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.judgements import UnderpinningGap
from mof.judgements._underpinning.gaps import UnderpinningGapKind
from mof.reviews._finding_rules import Finding, FindingRule, Severity, slug_term
from mof.reviews.analyses._target_attainment import find_item
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.values import TargetStatus


def _examine(evidence: ReviewEvidence) -> Examination | None:
    findings = tuple(_find(evidence))
    if not findings:
        return None
    summary = (
        f"{format_count(len(findings), 'reason', 'reasons')} why support cannot carry a promise"
    )
    return Examination(has_data=True, findings=findings, summary=summary)


def _find(evidence: ReviewEvidence) -> Iterator[Finding]:
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
            subject=f"{promise}:{slug_term(rule)}",
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


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
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


UNDERPINNING = Topic(
    name="agreements that rest on others",
    analysis=AnalysisKind.RISK_CHANGES,
    shown_in=InputKind.AGREEMENT_PERFORMANCE,
    examine=_examine,
    show=_show,
)
"""The promises that their support cannot carry."""
