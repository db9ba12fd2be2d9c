"""The operations guide: what it lacks, and where what is written and what is done are apart."""

from collections.abc import Iterator
from datetime import datetime

from mof.documents import Status, Table, Tone, format_count, format_instant
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.operations import (
    InstructionState,
    OperationsGuide,
    OperationsSchedule,
    Task,
    WorkInstruction,
    find_conflicts,
)
from mof.operations._guide_gaps import (
    GuideGap,
    GuideGapKind,
    PracticeGap,
    PracticeGapKind,
    find_guide_gaps,
    find_practice_gaps,
    find_task_of,
)
from mof.operations._logs import list_entries
from mof.reviews._finding_rules import Finding, FindingRule, Severity, slug_term
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence

# Our judgement: work that is done otherwise than it is written down is the greater risk; what
# is only not approved, or serves nothing, can wait.
_SEVERITIES: dict[GuideGapKind | PracticeGapKind, Severity] = {
    GuideGapKind.NO_INSTRUCTION: Severity.MEDIUM,
    GuideGapKind.NOT_APPROVED: Severity.LOW,
    GuideGapKind.UNKNOWN_TASK: Severity.LOW,
    PracticeGapKind.NEVER_EXECUTED: Severity.MEDIUM,
    PracticeGapKind.NOT_DOCUMENTED: Severity.MEDIUM,
    PracticeGapKind.SERVES_NOTHING: Severity.LOW,
}
_EXPECTED = {
    PracticeGapKind.NEVER_EXECUTED: "the operations guide, which says that it is done",
    PracticeGapKind.NOT_DOCUMENTED: "the operations guide, which says how work is done",
    PracticeGapKind.SERVES_NOTHING: "the agreements and objectives brought to the review",
}


def _is_brought(evidence: ReviewEvidence) -> bool:
    """Whether an operations guide was brought."""
    return evidence.inputs.operations.guide is not None


def _get_guide(evidence: ReviewEvidence) -> OperationsGuide:
    guide = evidence.inputs.operations.guide
    assert guide is not None  # nothing of the topic is asked where none was brought
    return guide


def _examine(evidence: ReviewEvidence) -> Examination:
    """What the operations guide lacks, and where knowing and doing are apart."""
    guide = _get_guide(evidence)
    lacking = find_guide_gaps(guide, as_of=evidence.inputs.as_of)
    apart = _find_practice_gaps(evidence, guide)
    return Examination(
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
        subject=f"{slug_term(gap.kind)}:{gap.subject}",
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
        subject=f"{slug_term(gap.kind)}:{gap.subject}",
        severity=_SEVERITIES[gap.kind],
        title=f"{gap.subject}: {gap.kind}",
        compared_with=_EXPECTED[gap.kind],
        evidence=(gap.subject, *(each for each in gap.evidence if each != gap.subject)),
        details=(gap.message,),
        item=EvaluatedItem.EFFICIENCY,
    )


# What was brought


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """Which task has a tested instruction and was done, and what is amiss in the schedule."""
    guide, schedule = _get_guide(evidence), evidence.inputs.operations.schedule
    yield _show_guide(evidence, guide)
    if schedule is not None:
        yield from _show_schedule(evidence, schedule, guide)


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


def _show_guide(evidence: ReviewEvidence, guide: OperationsGuide) -> Table:
    known = guide.as_of(evidence.inputs.as_of)
    done = _count_work(evidence, known)
    return Table(
        ("Task", "Service", "How often", "Instruction", "Version", "Test", "In the period"),
        [_show_task(evidence, task, known, done) for task in known.tasks],
        caption="Tasks of the operations guide, and the instruction that each is done by",
        numbers=("In the period",),
        note="An instruction is tested once its test was told; in the period is how often the "
        "log says that the task was begun.",
    )


def _show_task(
    evidence: ReviewEvidence,
    task: Task,
    guide: OperationsGuide,
    done: dict[str | None, int] | None,
) -> tuple[Cell, ...]:
    own = [each for each in guide.instructions if each.task == task.id]
    best = max(own, key=_rank, default=None)
    return (
        task.name,
        evidence.show_name(task.service) if task.service else None,
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


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """The guide, if there is anything in it; it specifies no solution."""
    guide = _get_guide(evidence)
    if guide.tasks or guide.instructions:
        yield "operational guides"


OPERATIONS_GUIDE = Topic(
    name="operations guide with its instructions",
    analysis=AnalysisKind.MATURITY,
    shown_in=InputKind.GUIDES,
    provides=_provide,
    is_brought=_is_brought,
    examine=_examine,
    show=_show,
)
"""What operations wrote down, tested and did."""
