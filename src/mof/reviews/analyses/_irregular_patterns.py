"""Irregularities: patterns in what was done just before cases were due, worth a question."""

from collections.abc import Iterator

from mof.agreements import Agreement
from mof.documents import Table, format_count, format_share
from mof.documents._formats import format_limit
from mof.documents._inlines import Text
from mof.documents._renderables import Block
from mof.framework import AnalysisKind, InputKind
from mof.judgements import Irregularity, IrregularityThresholds
from mof.judgements._irregularities.irregularities import IrregularityRule
from mof.reviews._finding_rules import Finding, FindingRule, Severity, slug_term
from mof.reviews.analyses._target_attainment import find_item
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._names import show_promise


def _examine(evidence: ReviewEvidence) -> Examination | None:
    """Patterns in what was done just before cases were due; each is a question, not a charge."""
    if not evidence.irregularities:
        return None
    return Examination(
        has_data=True,
        findings=tuple(_write_irregularity(evidence, each) for each in evidence.irregularities),
        summary=format_count(len(evidence.irregularities), "irregularity", "irregularities"),
    )


def _write_irregularity(evidence: ReviewEvidence, irregularity: Irregularity) -> Finding:
    agreement = _find_agreement(evidence, irregularity)
    return Finding(
        analysis=AnalysisKind.PERFORMANCE,
        rule=FindingRule.IRREGULARITY,
        subject=f"{irregularity.subject}:{slug_term(irregularity.rule)}".replace(" ", "-"),
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


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """What was looked for, and where it shows."""
    if evidence.incidents:
        yield Table(
            ("Pattern", "Of", "Shows on", "Compared", "By chance", "Records"),
            tuple(
                (
                    str(each.rule),
                    _show_subject(evidence, each),
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


def _show_subject(evidence: ReviewEvidence, irregularity: Irregularity) -> Text:
    agreement, subject = _find_agreement(evidence, irregularity), irregularity.subject
    if agreement is None:
        return subject
    return show_promise(evidence, agreement.id, subject.removeprefix(f"{agreement.id} "))


IRREGULARITIES = Topic(
    name="irregularities",
    analysis=AnalysisKind.PERFORMANCE,
    shown_in=InputKind.AGREEMENT_PERFORMANCE,
    examine=_examine,
    show=_show,
)
"""Patterns in what was done to clocks."""
