"""Practices: what operations wrote down, tested and did, and what is watched of its services."""

from collections.abc import Iterator
from datetime import datetime

from attrs import evolve

from mof.documents import Status, Table, Tone, format_count, format_instant
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.framework import AnalysisKind, EvaluatedItem
from mof.monitoring._monitors import MonitorGap, MonitorGapKind, find_monitor_gaps
from mof.operations import (
    InstructionState,
    OperationsGuide,
    OperationsSchedule,
    Task,
    WorkInstruction,
    find_conflicts,
)
from mof.operations._gaps import PracticeGap, PracticeGapKind, find_practice_gaps, find_task_of
from mof.operations._guides import GuideGap, GuideGapKind, find_guide_gaps
from mof.operations._logs import list_entries
from mof.outcomes import Outcome, measure_monitoring, measure_operations, tabulate_outcomes
from mof.reviews._findings import AnalysisResult, Finding, FindingRule, Severity
from mof.reviews.evidence._evidence import ReviewEvidence

_Kind = GuideGapKind | PracticeGapKind | MonitorGapKind

# Our judgement: nobody can be sure of work that is done, or to be done, as nobody wrote down.
_SEVERITIES: dict[_Kind, Severity] = {
    GuideGapKind.NO_INSTRUCTION: Severity.MEDIUM,
    GuideGapKind.NOT_APPROVED: Severity.LOW,
    GuideGapKind.UNKNOWN_TASK: Severity.LOW,
    PracticeGapKind.NEVER_EXECUTED: Severity.MEDIUM,
    PracticeGapKind.NOT_DOCUMENTED: Severity.MEDIUM,
    PracticeGapKind.SERVES_NOTHING: Severity.LOW,
    MonitorGapKind.UNWATCHED: Severity.MEDIUM,
    MonitorGapKind.UNKNOWN_SUBJECT: Severity.LOW,
    MonitorGapKind.UNDECIDED: Severity.LOW,
    MonitorGapKind.NOT_ENTITLED: Severity.LOW,
}
_EXPECTED = {
    PracticeGapKind.NEVER_EXECUTED: "the operations guide, which says that it is done",
    PracticeGapKind.NOT_DOCUMENTED: "the operations guide, which says how work is done",
    PracticeGapKind.SERVES_NOTHING: "the agreements and objectives brought to the review",
}


def is_guide_brought(evidence: ReviewEvidence) -> bool:
    """Whether an operations guide was brought."""
    return evidence.inputs.operations.guide is not None


def analyze_practices(evidence: ReviewEvidence) -> AnalysisResult:
    """What the operations guide lacks, and where knowing and doing are apart."""
    guide = evidence.inputs.operations.guide
    if guide is None:
        return AnalysisResult(
            analysis=AnalysisKind.MATURITY, has_data=False, summary="no operations guide brought"
        )
    lacking = find_guide_gaps(guide, as_of=evidence.inputs.as_of)
    apart = _find_practice_gaps(evidence, guide)
    return AnalysisResult(
        analysis=AnalysisKind.MATURITY,
        has_data=True,
        findings=(*map(_write_guide_gap, lacking), *map(_write_practice_gap, apart)),
        summary=(
            f"{format_count(len(lacking), 'gap')} in the operations guide, "
            f"{format_count(len(apart), 'gap')} between what is written and what is done"
        ),
    )


def _find_practice_gaps(
    evidence: ReviewEvidence, guide: OperationsGuide
) -> tuple[PracticeGap, ...]:
    """Where in the period what is written down and what is done were apart."""
    inputs = evidence.inputs
    return find_practice_gaps(
        guide,
        inputs.operations.log,
        during=inputs.period,
        as_of=inputs.as_of,
        serves={
            *(agreement.id for agreement in inputs.agreements),
            *(objective.id for objective in inputs.register.objectives),
        },
    )


def _write_guide_gap(gap: GuideGap) -> Finding:
    return Finding(
        analysis=AnalysisKind.MATURITY,
        rule=FindingRule.GUIDE_GAP,
        subject=_name_subject(gap.kind, gap.subject),
        severity=_SEVERITIES[gap.kind],
        title=f"{gap.subject}: {gap.kind}",
        compared_with="a guide that says of every task how it is done, tested and approved",
        evidence=(gap.subject,),
        details=(gap.message,),
        item=EvaluatedItem.EFFICIENCY,
    )


def _write_practice_gap(gap: PracticeGap) -> Finding:
    return Finding(
        analysis=AnalysisKind.MATURITY,
        rule=FindingRule.KNOWING_DOING_GAP,
        subject=_name_subject(gap.kind, gap.subject),
        severity=_SEVERITIES[gap.kind],
        title=f"{gap.subject}: {gap.kind}",
        compared_with=_EXPECTED[gap.kind],
        evidence=(gap.subject, *(each for each in gap.evidence if each != gap.subject)),
        details=(gap.message,),
        item=EvaluatedItem.EFFICIENCY,
    )


def analyze_monitoring(evidence: ReviewEvidence) -> AnalysisResult:
    """What is not watched as it should be."""
    data = evidence.inputs.monitoring
    if data.model is None:
        return AnalysisResult(
            analysis=AnalysisKind.MATURITY, has_data=False, summary="no health model brought"
        )
    gaps = find_monitor_gaps(data.monitors, data.model)
    return AnalysisResult(
        analysis=AnalysisKind.MATURITY,
        has_data=True,
        findings=tuple(map(_write_monitor_gap, gaps)),
        summary=f"{format_count(len(gaps), 'gap')} in the monitoring of "
        f"{format_count(len(data.model.services), 'service')}",
    )


def _write_monitor_gap(gap: MonitorGap) -> Finding:
    return Finding(
        analysis=AnalysisKind.MATURITY,
        rule=FindingRule.MONITOR_GAP,
        subject=_name_subject(gap.kind, gap.subject),
        severity=_SEVERITIES[gap.kind],
        title=f"{gap.subject}: {gap.kind}",
        compared_with="services of which each part is watched, by monitors that two answer for",
        evidence=(gap.subject,),
        details=(gap.message,),
        item=EvaluatedItem.EFFICIENCY,
    )


def _name_subject(kind: _Kind, subject: str) -> str:
    return f"{kind.name.lower().replace('_', '-')}:{subject}"


# What was brought


def show_practices(evidence: ReviewEvidence) -> Iterator[Block]:
    """Which task has a tested instruction and was done, and what came of the work."""
    data = evidence.inputs.operations
    if data.guide is not None:
        yield _show_guide(evidence, data.guide)
        if data.schedule is not None:
            yield from _show_schedule(evidence, data.schedule, data.guide)
    outcomes = [each for each in measure_practices(evidence) if each.value is not None]
    if outcomes:
        yield evolve(tabulate_outcomes(outcomes), caption="What operations achieved in the period")


def _show_schedule(
    evidence: ReviewEvidence, schedule: OperationsSchedule, guide: OperationsGuide
) -> Iterator[Block]:
    """Where the schedule is in conflict, and what is held back from it."""
    freezes, tz = evidence.inputs.freezes, evidence.inputs.period.tz
    conflicts = find_conflicts(schedule, guide=guide, freezes=freezes)
    in_conflict = [(str(each.kind), each.subject, each.start) for each in conflicts]
    held_back = [(str(each.instruction), each.message, each.at) for each in schedule.held_back]
    for columns, cases, caption in (
        (("Conflict", "Over what"), in_conflict, "Conflicts in the operations schedule"),
        (("Instruction", "Why"), held_back, "Work held back from the operations schedule"),
    ):
        if cases:
            yield Table(
                (*columns, "Times", "First"), _group(cases, tz), caption=caption, numbers=("Times",)
            )


def _group(cases: list[tuple[str, str, datetime]], tz: str) -> list[tuple[Cell, ...]]:
    """How often each case comes, and when first; the most frequent ones first."""
    found: dict[tuple[str, str], list[datetime]] = {}
    for kind, subject, at in cases:
        found.setdefault((kind, subject), []).append(at)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        (kind, subject, len(times), format_instant(min(times), tz=tz))
        for (kind, subject), times in ordered
    ]


def show_monitoring(evidence: ReviewEvidence) -> Iterator[Block]:
    """What monitoring achieved in the period, as far as it was brought."""
    inputs = evidence.inputs
    outcomes = measure_monitoring(
        inputs.monitoring,
        during=inputs.period,
        as_of=inputs.as_of,
        outages={log.service: log.outages for log in inputs.outage_logs},
    )
    if known := [each for each in outcomes if each.value is not None]:
        yield evolve(tabulate_outcomes(known), caption="What monitoring achieved in the period")


def measure_practices(evidence: ReviewEvidence) -> tuple[Outcome, ...]:
    """What operations achieved in the period, as far as it was brought."""
    inputs = evidence.inputs
    return measure_operations(
        inputs.operations,
        during=inputs.period,
        as_of=inputs.as_of,
        services=inputs.catalog,
    )


def _show_guide(evidence: ReviewEvidence, guide: OperationsGuide) -> Table:
    known = guide.as_of(evidence.inputs.as_of)
    done = _count_work(evidence, known)
    return Table(
        ("Task", "Service", "How often", "Instruction", "Version", "Test", "In the period"),
        [_show_task(task, known, done) for task in known.tasks],
        caption="Tasks of the operations guide, and the instruction that each is done by",
        numbers=("In the period",),
        note="An instruction is tested once its test was told; in the period is how often the "
        "log says that the task was begun.",
    )


def _show_task(
    task: Task, guide: OperationsGuide, done: dict[str | None, int] | None
) -> tuple[Cell, ...]:
    own = [each for each in guide.instructions if each.task == task.id]
    best = max(own, key=_rank, default=None)
    return (
        task.name,
        task.service,
        str(task.frequency),
        best.id if best else None,
        best.version if best else None,
        _show_test(best),
        None if done is None else done.get(task.id, 0),
    )


_RANKS = {
    InstructionState.APPROVED: 4,
    InstructionState.TESTED: 3,
    InstructionState.UNDER_CHANGE: 2,
    InstructionState.DRAFT: 1,
}


def _rank(instruction: WorkInstruction) -> tuple[int, str]:
    state = instruction.state
    return (_RANKS.get(state, 0) if state else 0, instruction.id)


def _show_test(instruction: WorkInstruction | None) -> Status:
    if instruction is None:
        return Status("no instruction", Tone.BAD)
    if instruction.state is InstructionState.APPROVED:
        return Status("tested and approved", Tone.GOOD)
    if instruction.state is InstructionState.TESTED:
        return Status("tested", Tone.WARNING)
    return Status(f"not tested ({instruction.state or 'not yet begun'})", Tone.BAD)


def _count_work(evidence: ReviewEvidence, guide: OperationsGuide) -> dict[str | None, int] | None:
    inputs = evidence.inputs
    if inputs.operations.log is None:
        return None
    counts: dict[str | None, int] = {}
    for entry in list_entries(inputs.operations.log, inputs.as_of):
        if entry.started_at in inputs.period:
            task = find_task_of(entry, guide)
            counts[task] = counts.get(task, 0) + 1
    return counts
