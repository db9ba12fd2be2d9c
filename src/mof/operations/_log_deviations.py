"""Deviations of a log: work that guide and schedule do not bear out."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import frozen

from mof.operations._guides import OperationsGuide
from mof.operations._logs import LogEntry, collect_log, explain_role
from mof.operations._schedules import OperationsSchedule
from mof.values import InstructionId, Term


class LogDeviationKind(Term):
    """In which way logged work departs from guide and schedule."""

    NOT_ENTITLED = "not entitled"
    """The role that did it may not do such work."""
    NOT_INSTRUCTED = "not instructed"
    """The entry names no instruction."""
    UNKNOWN_INSTRUCTION = "unknown instruction"
    """The guide has no instruction of that id."""
    NOT_APPROVED = "instruction not approved"
    """The instruction was not approved when the work began, such as one under change."""
    NOT_SCHEDULED = "not scheduled"
    """It names a start at which the schedule has no such work."""
    DONE_TWICE = "done twice"
    """An earlier entry had done the same scheduled work."""


@frozen(kw_only=True)
class LogDeviation:
    """Something about logged work that guide and schedule do not bear out."""

    entry: str
    """The id of the entry."""
    kind: LogDeviationKind
    """In which way it departs from the guide or the schedule."""
    message: str
    """What was found, in words."""


def find_log_deviations(
    log: Iterable[LogEntry],
    guide: OperationsGuide,
    schedule: OperationsSchedule | None = None,
) -> tuple[LogDeviation, ...]:
    """Where a log departs from the guide, and from the schedule if there is one.

    Only entries that name a start within the period of the schedule are held against it.
    """
    entries = collect_log(log)
    return tuple(
        LogDeviation(entry=entry.id, kind=kind, message=message)
        for entry in entries
        for kind, message in _find_departures(entry, guide)
    ) + tuple(_find_unscheduled(entries, schedule) if schedule else ())


def _find_departures(
    entry: LogEntry, guide: OperationsGuide
) -> Iterator[tuple[LogDeviationKind, str]]:
    instruction = guide.find_instruction(entry.instruction)
    is_instructed = instruction is not None and instruction.is_approved(entry.started_at)
    if entry.instruction is None:
        yield LogDeviationKind.NOT_INSTRUCTED, "it names no instruction"
    elif instruction is None:
        yield LogDeviationKind.UNKNOWN_INSTRUCTION, f"the guide has no {entry.instruction}"
    elif not is_instructed:
        state = instruction.find_state(entry.started_at) or "not yet begun"
        yield LogDeviationKind.NOT_APPROVED, f"{instruction.id} was {state}"
    if refusal := explain_role(entry.by, is_instructed=is_instructed):
        yield LogDeviationKind.NOT_ENTITLED, refusal


def _find_unscheduled(
    entries: Iterable[LogEntry], schedule: OperationsSchedule
) -> Iterator[LogDeviation]:
    planned = {(work.instruction, work.start) for work in schedule.work}
    done: dict[tuple[InstructionId | None, datetime], str] = {}
    for entry in sorted(entries, key=lambda each: (each.started_at, each.id)):
        at = entry.scheduled_at
        if at is None or at not in schedule.period:
            continue
        key = (entry.instruction, at)
        if key not in planned:
            yield LogDeviation(
                entry=entry.id,
                kind=LogDeviationKind.NOT_SCHEDULED,
                message=f"nothing of {entry.instruction or 'the kind'} is scheduled at {at}",
            )
        elif (first := done.setdefault(key, entry.id)) != entry.id:
            yield LogDeviation(
                entry=entry.id,
                kind=LogDeviationKind.DONE_TWICE,
                message=f"{first} had done what was scheduled at {at}",
            )
