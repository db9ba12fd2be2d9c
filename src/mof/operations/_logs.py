"""Operations logs: what was done, by whom, when, and whether it had the wanted outcome."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from attrs import Factory, field, frozen

from mof.errors import DefinitionError, RoleError
from mof.framework import OperationsActivity, find_decision_right
from mof.operations._instructions import WorkInstruction
from mof.records import Actor
from mof.values import InstructionId, ServiceId, TaskId
from mof.values._checks import check_part, collect
from mof.values._ids import check_distinct
from mof.values._instants import to_optional_utc, to_utc


@frozen(kw_only=True)
class LogEntry:
    """One piece of work that was begun, and what became of it as far as that is known.

    ``scheduled_at`` is the start in the schedule that it was done for, and ``is_reactive`` says
    that it answered something that had gone wrong. Without an ``effort`` it took people as long
    as it lasted, and tools no effort at all.

    Raises:
        DefinitionError: it ended before it began, or its effort is negative.
    """

    id: str = field(kw_only=False)
    """The id of the entry; each stands once in a log."""
    service: ServiceId
    """The service that the work was done for."""
    started_at: datetime = field(converter=to_utc)
    """When the work began."""
    ended_at: datetime | None = field(default=None, converter=to_optional_utc)
    """When it was over; None while it goes on, or where that is not known."""
    by: Actor
    """Who did it: a person in a role, or a tool."""
    instruction: InstructionId | None = None
    """The instruction that it was done by; None for work without one."""
    task: TaskId | None = None
    """The task that it was for; None where it is that of the instruction, or not known."""
    scheduled_at: datetime | None = field(default=None, converter=to_optional_utc)
    is_reactive: bool = False
    has_wanted_outcome: bool | None = None
    """Whether it came to what was wanted; None while that is not known."""
    effort: timedelta | None = None
    note: str = ""
    """What else was written down, in words."""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.ended_at or self.started_at, takes_self=True),
        converter=to_utc,
    )
    """When the entry was written; its end or else its start unless told otherwise."""

    def __attrs_post_init__(self) -> None:
        check_part(self.by, Actor, f"who did {self.id}")
        if self.ended_at is not None and self.ended_at < self.started_at:
            raise DefinitionError(
                f"{self.id} ended at {self.ended_at}, before it started at {self.started_at}"
            )
        if self.effort is not None and self.effort < timedelta():
            raise DefinitionError(f"the effort of {self.id} is negative: {self.effort}")

    @classmethod
    def begin(
        cls,
        id: str,  # noqa: A002 - the field's own word
        instruction: WorkInstruction | None,
        *,
        service: ServiceId,
        at: datetime,
        by: Actor,
        scheduled_at: datetime | None = None,
        is_reactive: bool = False,
    ) -> Self:
        """Begin work by an instruction, or without one.

        Raises:
            RoleError: that role may not run such work. Work by an instruction that is
                not approved counts as work without one.
        """
        is_instructed = instruction is not None and instruction.is_approved(at)
        if refusal := explain_role(by, is_instructed=is_instructed):
            right = find_decision_right(_find_activity(is_instructed=is_instructed))
            raise RoleError(
                refusal,
                record=id,
                event="begin",
                role=str(by.role) if by.role else None,
                allowed=tuple(map(str, right.role_types)),
            )
        return cls(
            id,
            service=service,
            started_at=at,
            by=by,
            instruction=instruction.id if instruction else None,
            task=instruction.task if instruction else None,
            scheduled_at=scheduled_at,
            is_reactive=is_reactive,
        )

    @property
    def spent(self) -> timedelta | None:
        """The effort it took; None where that is not known yet."""
        if self.effort is not None:
            return self.effort
        if self.by.is_automated:
            return timedelta()
        return None if self.ended_at is None else self.ended_at - self.started_at


def _find_activity(*, is_instructed: bool) -> OperationsActivity:
    if is_instructed:
        return OperationsActivity.RUN_INSTRUCTED_WORK
    return OperationsActivity.RUN_UNINSTRUCTED_WORK


def explain_role(by: Actor, *, is_instructed: bool) -> str | None:
    """Why an actor may not run such work; None if they may."""
    right = find_decision_right(_find_activity(is_instructed=is_instructed))
    if by.is_automated:
        # Our judgement: no tool runs work by itself for which no instruction is approved.
        return None if is_instructed else f"{by} may not {right.activity}"
    if by.role is None:
        return f"{by}, whose role is not given, may not {right.activity}"
    return right.explain_refusal(by.role)


def collect_log(log: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """The entries of a log, each id once.

    Raises:
        DefinitionError: two entries share an id.
    """
    entries = collect(log, LogEntry, "entries of the log")
    check_distinct("entries of the log", (entry.id for entry in entries))
    return entries


def list_entries(log: Iterable[LogEntry], as_of: datetime) -> tuple[LogEntry, ...]:
    """The entries of a log that were on record at an instant."""
    return tuple(entry for entry in collect_log(log) if entry.recorded_at <= as_of)
