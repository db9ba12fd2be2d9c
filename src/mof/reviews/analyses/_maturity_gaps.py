"""Maturity of operations: where it is below what is desired, and where it fell."""

from collections.abc import Iterator

from mof.documents import format_count
from mof.documents._renderables import Block
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.improvement._earlier_reviews import has_passed
from mof.improvement._maturity_levels import Maturity, tabulate_maturity
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._drawings import draw_maturity
from mof.reviews.evidence._evidence import ReviewEvidence


def _is_brought(evidence: ReviewEvidence) -> bool:
    return bool(evidence.maturities)


def _examine(evidence: ReviewEvidence) -> Examination:
    """Every capability against the level that is desired, and against when the period began."""
    maturities = evidence.maturities
    rated = sum(each.rating is not None for each in maturities)
    return Examination(
        has_data=bool(rated),
        findings=(*_find_below(evidence), *_find_fallen(evidence)),
        summary=f"{format_count(count_below(maturities), 'dimension')} of capabilities below the "
        f"desired level, {rated} of {len(maturities)} rated",
    )


def count_below(maturities: tuple[Maturity, ...]) -> int:
    """How many dimensions of capabilities are below the desired level."""
    return sum(bool(each.gap) for each in maturities)


def _find_below(evidence: ReviewEvidence) -> Iterator[Finding]:
    tz, as_of = evidence.inputs.period.tz, evidence.inputs.as_of
    for each in evidence.maturities:
        if each.gap and each.goal:
            due = each.goal.due_on
            is_late = due is not None and has_passed(due, as_of, tz=tz)
            yield Finding(
                analysis=AnalysisKind.MATURITY,
                rule=FindingRule.BELOW_DESIRED,
                subject=_slug(each),
                severity=Severity.MEDIUM if is_late else Severity.LOW,
                title=f"{each.capability}, {each.dimension}: {each.current}"
                + (f", and due on {due}" if is_late else ""),
                compared_with=f"{each.desired}, as {evidence.name_of(each.goal.by)} decided"
                + (f", due on {due}" if due and not is_late else ""),
                evidence=_list_persons(each),
                details=(f"{format_count(each.gap, 'level')} to climb",),
                item=EvaluatedItem.EFFICIENCY,
            )


def _find_fallen(evidence: ReviewEvidence) -> Iterator[Finding]:
    earlier = {(b.capability, b.dimension): b.current for b in evidence.maturities_before}
    for each in evidence.maturities:
        before = earlier.get((each.capability, each.dimension))
        if before and each.current and each.current < before:
            yield Finding(
                analysis=AnalysisKind.MATURITY,
                rule=FindingRule.FALLEN_MATURITY,
                subject=_slug(each),
                severity=Severity.MEDIUM,
                title=f"{each.capability}, {each.dimension}: now {each.current}",
                compared_with=f"{before} when the period began",
                evidence=_list_persons(each),
                details=(each.rating.basis,) if each.rating and each.rating.basis else (),
                item=EvaluatedItem.EFFICIENCY,
            )


def _list_persons(maturity: Maturity) -> tuple[str, ...]:
    """Who rated it and who set the goal: a rating has no other name."""
    found = (each.by for each in (maturity.rating, maturity.goal) if each)
    return tuple(dict.fromkeys(found))


def _slug(maturity: Maturity) -> str:
    return f"{maturity.capability}:{maturity.dimension}".replace(" ", "-")


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """Every capability with its dimensions, drawn and in figures."""
    yield draw_maturity(evidence.maturities)
    yield tabulate_maturity(evidence.maturities)


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """What was rated; a goal alone is no metric."""
    if any(each.rating is not None for each in evidence.maturities):
        yield str(InputKind.MATURITY)


MATURITY = Topic(
    name="ratings of maturity",
    analysis=AnalysisKind.MATURITY,
    shown_in=InputKind.MATURITY,
    provides=_provide,
    is_brought=_is_brought,
    examine=_examine,
    show=_show,
)
"""The maturity of every capability against the level desired."""
