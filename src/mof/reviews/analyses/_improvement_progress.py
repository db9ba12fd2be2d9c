"""Improvement programs: initiatives that are overdue, or achieved less than was expected."""

from collections.abc import Iterator

from mof.documents import Table, format_count
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.improvement import Initiative, ServiceImprovementProgram
from mof.improvement._initiatives import InitiativeProgress, write_effect
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._earlier_actions import find_day_after
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.values import TargetStatus


def _is_brought(evidence: ReviewEvidence) -> bool:
    return bool(evidence.inputs.programs)


def _examine(evidence: ReviewEvidence) -> Examination:
    """The initiatives that are overdue, and those that achieved less than was expected."""
    initiatives = _list_initiatives(evidence)
    overdue, short = tuple(_find_overdue(evidence)), tuple(_find_short(evidence))
    return Examination(
        has_data=bool(initiatives),
        findings=(*overdue, *short),
        summary=(
            f"{len(overdue)} of {format_count(len(initiatives), 'initiative')} overdue, "
            f"{len(short)} with less effect than expected"
        ),
    )


def _list_initiatives(
    evidence: ReviewEvidence,
) -> list[tuple[ServiceImprovementProgram, Initiative]]:
    programs = evidence.inputs.programs
    return [(program, initiative) for program in programs for initiative in program.initiatives]


def _find_overdue(evidence: ReviewEvidence) -> Iterator[Finding]:
    tz, as_of = evidence.inputs.period.tz, evidence.inputs.as_of
    for program, each in _list_initiatives(evidence):
        if each.is_overdue(as_of, tz=tz):
            yield Finding(
                analysis=AnalysisKind.MATURITY,
                rule=FindingRule.OVERDUE_INITIATIVE,
                subject=each.id,
                severity=Severity.MEDIUM,
                title=f"{each.title}: due on {each.due_on}, {each.progress(as_of)}",
                compared_with=f"the promise of {evidence.name_of(each.owner)} in {program.id}",
                evidence=(each.id,),
                item=EvaluatedItem.EFFICIENCY,
                since=find_day_after(each.due_on, tz),
            )


def _find_short(evidence: ReviewEvidence) -> Iterator[Finding]:
    as_of = evidence.inputs.as_of
    for _, each in _list_initiatives(evidence):
        if each.find_status(as_of) is TargetStatus.OUTSIDE_TOLERANCE:
            is_completed = each.progress(as_of) is InitiativeProgress.COMPLETED
            yield Finding(
                analysis=AnalysisKind.MATURITY,
                rule=FindingRule.SHORT_EFFECT,
                subject=each.id,
                severity=Severity.MEDIUM if is_completed else Severity.LOW,
                title=f"{each.title}, {each.measure}: {write_effect(each.find_achieved(as_of))}",
                compared_with=f"expected: {write_effect(each.find_expected(as_of))}",
                evidence=(each.id,),
                details=(f"the work is {each.progress(as_of)}",),
                item=EvaluatedItem.EFFICIENCY,
            )


def _show(evidence: ReviewEvidence) -> Iterator[Table]:
    for program in evidence.inputs.programs:
        yield program.to_table(as_of=evidence.inputs.as_of, tz=evidence.inputs.period.tz)


PROGRAMS = Topic(
    name="improvement programs",
    analysis=AnalysisKind.MATURITY,
    shown_in=InputKind.MATURITY,
    is_brought=_is_brought,
    examine=_examine,
    show=_show,
)
"""What improvement programs promised, and what came of it."""
