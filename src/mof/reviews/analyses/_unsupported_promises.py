"""Support that cannot carry its promise: SLAs that their OLAs and contracts do not underpin."""

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
    for link in evidence.weak_links:
        grouped.setdefault((link.promise, link.rule), []).append(link)
    for (promise, rule), found in grouped.items():
        links = tuple(dict.fromkeys(name for link in found for name in link.links))
        yield Finding(
            analysis=AnalysisKind.RISK_CHANGES,
            rule=FindingRule.WEAK_LINK,
            subject=f"{promise}:{slug_term(rule)}",
            severity=Severity.MEDIUM if promise in failing else Severity.LOW,
            title=f"{promise}: {rule} ({', '.join(links)})",
            compared_with=found[0].tell_figures(tz=tz) or "what the promise needs",
            evidence=(promise, *links),
            details=tuple(dict.fromkeys(str(link.target) for link in found if link.target)),
            item=_find_item(evidence, promise),
        )


def _find_item(evidence: ReviewEvidence, promise: str) -> EvaluatedItem | None:
    named = (each for each in evidence.inputs.agreements if each.id == promise)
    return next(map(find_item, named), None)


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """Every promise with the support that cannot carry it."""
    if evidence.weak_links:
        yield Table(
            ("Promise", "Of", "Why", "Support", "Cases", "Found and promised"),
            tuple(
                (
                    f"{link.promise} {link.version}".rstrip(),
                    str(link.target or link.availability or "all of it"),
                    str(link.rule),
                    ", ".join(link.links),
                    ", ".join(link.cases) or "all",
                    link.tell_figures(tz=evidence.inputs.period.tz) or None,
                )
                for link in evidence.weak_links
            ),
            caption="Support that cannot carry its promise",
        )


UNDERPINNING = Topic(
    name="agreements that rest on others",
    analysis=AnalysisKind.RISK_CHANGES,
    shown_in=InputKind.AGREEMENT_PERFORMANCE,
    examine=_examine,
    show=_show,
)
"""The promises that their support cannot carry."""
