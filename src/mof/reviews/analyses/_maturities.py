"""Maturity of operations: where it is below what is desired, fell, or is not improved in time."""

from collections.abc import Iterator
from fractions import Fraction

from mof.documents import Table, format_count, format_share
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.framework import AnalysisKind, EvaluatedItem
from mof.improvement import (
    Initiative,
    InitiativeProgress,
    Maturity,
    ServiceImprovementProgram,
    tabulate_maturity,
)
from mof.improvement._actions import has_passed
from mof.improvement._programs import write_effect
from mof.reviews._findings import AnalysisResult, Finding, FindingRule, Severity
from mof.reviews.evidence._drawings import draw_maturity
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.values import TargetStatus


def analyze_maturity(evidence: ReviewEvidence) -> AnalysisResult:
    """Every capability against the level that is desired, and against when the period began."""
    maturities = evidence.maturities
    if not maturities:
        return AnalysisResult(
            analysis=AnalysisKind.MATURITY, has_data=False, summary="no rating of maturity brought"
        )
    rated = sum(each.rating is not None for each in maturities)
    return AnalysisResult(
        analysis=AnalysisKind.MATURITY,
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
                compared_with=f"{each.desired}, as {each.goal.by} decided"
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


# Programs that improve services


def analyze_programs(evidence: ReviewEvidence) -> AnalysisResult:
    """The initiatives that are overdue, and those that achieved less than was expected."""
    initiatives = _list_initiatives(evidence)
    if not initiatives:
        summary = "no improvement program brought"
        return AnalysisResult(analysis=AnalysisKind.MATURITY, has_data=False, summary=summary)
    overdue, short = tuple(_find_overdue(evidence)), tuple(_find_short(evidence))
    return AnalysisResult(
        analysis=AnalysisKind.MATURITY,
        has_data=True,
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
                compared_with=f"the promise of {each.owner} in {program.id}",
                evidence=(each.id,),
                item=EvaluatedItem.EFFICIENCY,
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


def show_maturity(evidence: ReviewEvidence) -> Iterator[Block]:
    """Every capability with its dimensions, what was measured, and the programs."""
    if evidence.maturities:
        yield draw_maturity(evidence.maturities)
        yield tabulate_maturity(evidence.maturities)
    if evidence.opened_incidents:
        yield _tabulate_conformance(evidence)
    for program in evidence.inputs.programs:
        yield program.to_table(as_of=evidence.inputs.as_of, tz=evidence.inputs.period.tz)


def _tabulate_conformance(evidence: ReviewEvidence) -> Table:
    """How far incidents went as the process has it, and how often they came back."""
    found, rework = evidence.conformance, evidence.rework
    counted = found.records - found.without_steps
    bounced = {name for each in rework.ping_pongs for name in each.records}
    known = format_count(len(found.observed), "state")
    by = f", of which its source records {known}" if evidence.inputs.observed_states else ""
    return Table(
        ("Measured", "Share", "Number", "Of"),
        (
            _show_part(
                "fitness: conforming steps of all steps", found.conforming_steps, found.steps
            ),
            _show_part("incidents with conforming steps only", found.conforming, counted),
            _show_part("reopened incidents", len(rework.reopened), rework.records),
            _show_part("back at a team after one other", len(bounced), rework.records),
        ),
        caption="What conformance measured of the incidents opened in the period",
        numbers=("Share", "Number", "Of"),
        note=f"Held against the {found.lifecycle} lifecycle{by}. A step is lawful if the "
        "lifecycle has it from the state that the incident was in; incidents without a step are "
        "not counted in the first two. The framework has no figure for it: what is measured, "
        "and how, is our judgement. No level of maturity follows from it.",
    )


def _show_part(name: str, number: int, of: int) -> tuple[Cell, ...]:
    return name, format_share(Fraction(number, of) if of else None), number, of
