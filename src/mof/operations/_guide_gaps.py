"""Gaps of the guide, and between what is written down and what is done: knowing and doing."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from attrs import field, frozen

from mof.documents import format_count
from mof.operations._guides import Frequency, OperationsGuide, Task
from mof.operations._instructions import InstructionState, WorkInstruction
from mof.operations._logs import LogEntry, list_entries
from mof.values import Period, TaskId, Term
from mof.values._checks import check_argument
from mof.values._instants import to_utc


class GuideGapKind(Term):
    """What an operations guide lacks."""

    NO_INSTRUCTION = "no instruction"
    NOT_APPROVED = "not approved"
    UNKNOWN_TASK = "unknown task"


@frozen(kw_only=True)
class GuideGap:
    """Something that an operations guide lacks, and of which task or instruction."""

    subject: str
    kind: GuideGapKind
    message: str


def find_guide_gaps(guide: OperationsGuide, *, as_of: datetime) -> tuple[GuideGap, ...]:
    """What a guide lacks at an instant: instructions, and their approval.

    Whether its tasks are done, and what for, is asked by `find_practice_gaps`.
    """
    return tuple(_find_lacks(guide.as_of(as_of), to_utc(as_of)))


def _find_lacks(guide: OperationsGuide, at: datetime) -> Iterator[GuideGap]:
    states: dict[TaskId, list[str]] = {}
    for each in guide.instructions:
        if guide.find_task(each.task) is None:
            yield GuideGap(
                subject=each.id,
                kind=GuideGapKind.UNKNOWN_TASK,
                message=f"it is for {each.task or 'no task at all'}, which the guide lacks",
            )
        elif each.task and (state := each.find_state(at)) is not InstructionState.RETIRED:
            states.setdefault(each.task, []).append(f"{each.id} is {state or 'not yet begun'}")
    instructed = guide.find_instructed(at=at)
    for task in guide.tasks:
        if task.id not in states:
            yield GuideGap(
                subject=task.id,
                kind=GuideGapKind.NO_INSTRUCTION,
                message="nothing in the guide says how it is done",
            )
        elif task.id not in instructed:
            yield GuideGap(
                subject=task.id,
                kind=GuideGapKind.NOT_APPROVED,
                message=", ".join(states[task.id]),
            )


class PracticeGapKind(Term):
    """In which way knowing and doing are apart."""

    # A Microsoft white paper on ITIL v3 and MOF 4.0 calls it the knowing-doing gap, and asks for
    # processes that are followed, and that serve something. The kinds are our judgement.
    NEVER_EXECUTED = "documented, never executed"
    NOT_DOCUMENTED = "executed, not documented"
    SERVES_NOTHING = "serves no agreement or objective"


def _to_ids(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(kw_only=True)
class PracticeGap:
    """Something that is written down and not done, done and not written down, or done for nothing.

    The subject is a task, an instruction or a service; ``evidence`` are the entries of the log,
    or the instructions, that show it.
    """

    kind: PracticeGapKind
    subject: str
    message: str
    evidence: tuple[str, ...] = field(default=(), converter=_to_ids)


# Our judgement: how long one waits for work that comes round before one says it is not done.
_SPANS = {
    Frequency.DAILY: timedelta(days=1),
    Frequency.WEEKLY: timedelta(weeks=1),
    Frequency.MONTHLY: timedelta(days=31),
}


def find_practice_gaps(
    guide: OperationsGuide,
    log: Iterable[LogEntry] | None,
    *,
    during: Period | None,
    as_of: datetime,
    serves: Collection[str],
) -> tuple[PracticeGap, ...]:
    """Where what the guide says and what the log shows of a period are apart.

    ``serves`` are the agreements and objectives that there are. Without a log or a period (None) it
    is not known what was done, so only what serves nothing is told. Our judgement: a task is
    documented while an instruction for it is approved. One that comes round has to be begun in
    the period, or within one round of its end if that is longer, provided that it was documented
    all the time; one done as needed has to have been begun at any time since it was documented.

    Raises:
        DefinitionError: two entries of the log share an id.
    """
    check_argument(guide, OperationsGuide, "hand over the guide that work is done by")
    as_of = to_utc(as_of)
    known = guide.as_of(as_of)
    if log is None or during is None:
        return tuple(_find_useless(known, serves))
    check_argument(during, Period, "name the period, such as Period.month(2026, 6, tz='UTC')")
    entries = list_entries(log, as_of)
    edge = min(during.end, as_of)
    begun = tuple(entry for entry in entries if entry.started_at < edge)
    current = tuple(entry for entry in begun if entry.started_at >= during.start)
    return (
        *_find_unexecuted(known, begun, during.start, edge),
        *_find_undocumented(known, current),
        *_find_useless(known, serves),
    )


def _find_unexecuted(
    guide: OperationsGuide, begun: Iterable[LogEntry], start: datetime, edge: datetime
) -> Iterator[PracticeGap]:
    last: dict[TaskId | None, datetime] = {}
    for entry in begun:
        done = find_task_of(entry, guide)
        last[done] = max(last.get(done, entry.started_at), entry.started_at)
    written: dict[TaskId | None, list[WorkInstruction]] = {}
    for each in guide.instructions:
        written.setdefault(each.task, []).append(each)
    for task in guide.tasks:
        span = _SPANS.get(task.frequency)
        since = start if span is None else min(start, edge - span)
        own = written.get(task.id, ())
        approved = [each for each in own if each.is_approved(since) and each.is_approved(edge)]
        done_at = last.get(task.id)
        if approved and (done_at is None or (span is not None and done_at < since)):
            yield PracticeGap(
                kind=PracticeGapKind.NEVER_EXECUTED,
                subject=task.id,
                message=_tell_unexecuted(task, done_at, since),
                evidence=[each.id for each in approved],
            )


def _tell_unexecuted(task: Task, done_at: datetime | None, since: datetime) -> str:
    if done_at is None:
        return f"the {task.frequency} task is documented, and was never logged"
    return f"the {task.frequency} task was not begun since {since}; last at {done_at}"


def find_task_of(entry: LogEntry, guide: OperationsGuide) -> TaskId | None:
    """The task that logged work was for: the one it names, else that of its instruction."""
    instruction = guide.find_instruction(entry.instruction)
    return entry.task or (instruction.task if instruction else None)


def _find_undocumented(
    guide: OperationsGuide, current: Iterable[LogEntry]
) -> Iterator[PracticeGap]:
    done: dict[str, list[LogEntry]] = {}
    for entry in current:
        instruction = guide.find_instruction(entry.instruction)
        if instruction is None or not instruction.is_approved(entry.started_at):
            task = find_task_of(entry, guide)
            done.setdefault(task or entry.instruction or entry.service, []).append(entry)
    for subject, entries in sorted(done.items()):
        yield PracticeGap(
            kind=PracticeGapKind.NOT_DOCUMENTED,
            subject=subject,
            message=f"{format_count(len(entries), 'entry', 'entries')} of the log without an "
            "instruction that was approved when the work began",
            evidence=[entry.id for entry in entries],
        )


def _find_useless(guide: OperationsGuide, serves: Collection[str]) -> Iterator[PracticeGap]:
    for task in guide.tasks:
        if not any(name in serves for name in task.serves):
            named = ", ".join(sorted(task.serves))
            yield PracticeGap(
                kind=PracticeGapKind.SERVES_NOTHING,
                subject=task.id,
                message=f"it is done for {named}, which is no agreement or objective given"
                if named
                else "it names no agreement and no objective that it is done for",
            )
