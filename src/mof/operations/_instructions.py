"""Work instructions: how a task is done, and the life of what says so."""

from datetime import datetime, timedelta
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.framework import OperationsActivity, find_decision_right
from mof.records import Edge, Entry, Lifecycle, Noted, Record
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import ChangeId, InstructionId, TaskId, Term
from mof.values._instants import to_utc


class InstructionState(Term):
    """Where a work instruction stands."""

    # Our judgement: MOF 4.0 has instructions developed, tested, changed and retired, and names
    # no states.
    DRAFT = "draft"
    """It is being written, and is not worked by."""
    TESTED = "tested"
    """It was tried, and waits for approval."""
    APPROVED = "approved"
    """Work is done by it."""
    UNDER_CHANGE = "under change"
    """It is being changed, and not worked by until it is approved again."""
    RETIRED = "retired"
    """It is out of the guide for good."""


class InstructionEvent(Term):
    """What can happen to a work instruction."""

    DRAFT = "draft"
    """Its first text is written."""
    REVISE = "revise"
    """Parts of it are written anew."""
    TEST = "test"
    """It was tried, and what that showed is on record."""
    REJECT = "reject"
    """The test did not show what was wanted, and it goes back to a draft."""
    APPROVE = "approve"
    """It becomes the version that work is done by."""
    CHANGE = "change"
    """Its change begins, with a request for change if one is needed."""
    WITHDRAW_CHANGE = "withdraw change"
    """It stays as it was approved."""
    RETIRE = "retire"
    """It is taken out of the guide."""


_S, _E = InstructionState, InstructionEvent

# MOF 4.0, Operate phase overview, Table 4: work instructions are the Technology Area Manager's.
_OWNERS = find_decision_right(OperationsActivity.CHANGE_INSTRUCTIONS).role_types

_EDGES: dict[tuple[InstructionState | None, InstructionEvent], Edge[InstructionState]] = {
    (None, _E.DRAFT): Edge(_S.DRAFT, roles=_OWNERS, given=("task", "title", "steps", "duration")),
    (_S.DRAFT, _E.REVISE): Edge(_S.DRAFT, roles=_OWNERS),
    (_S.DRAFT, _E.TEST): Edge(_S.TESTED, roles=_OWNERS, given=("test_result",)),
    (_S.TESTED, _E.REJECT): Edge(_S.DRAFT, roles=_OWNERS, needs_reason=True),
    (_S.TESTED, _E.APPROVE): Edge(_S.APPROVED, roles=_OWNERS, given=("version",)),
    # Whether a change of an instruction falls under change management is asked each time
    # (a page on MOF 4.0, Operations, maintain work instructions), so its id may be there or not.
    (_S.APPROVED, _E.CHANGE): Edge(_S.UNDER_CHANGE, roles=_OWNERS, needs_reason=True),
    (_S.UNDER_CHANGE, _E.REVISE): Edge(_S.DRAFT, roles=_OWNERS),
    (_S.UNDER_CHANGE, _E.WITHDRAW_CHANGE): Edge(_S.APPROVED, roles=_OWNERS, needs_reason=True),
    **{
        (state, _E.RETIRE): Edge(_S.RETIRED, roles=_OWNERS, needs_reason=True)
        for state in (_S.DRAFT, _S.TESTED, _S.APPROVED, _S.UNDER_CHANGE)
    },
}

INSTRUCTION_LIFECYCLE = Lifecycle[InstructionState, InstructionEvent]("instruction", _EDGES)


@frozen
class WorkInstruction(Record[InstructionState, InstructionEvent]):
    """How a task is done: its steps, how long they take, what they need and what they follow.

    ``resources`` are what no other work can use meanwhile (people, systems, tapes, rooms), and
    ``after`` the tasks that are to be over before. Our judgement: only an approved instruction
    is worked by, so that one which is being changed is not, until it is approved again.

    Raises:
        DefinitionError: it is said to take no time, or less.
    """

    id: InstructionId
    """What schedules and logs refer to it by."""
    history: tuple[Entry[InstructionState, InstructionEvent], ...] = field(converter=to_history)
    """What happened to it, in order."""

    LIFECYCLE: ClassVar[Lifecycle[InstructionState, InstructionEvent]] = INSTRUCTION_LIFECYCLE

    task = Noted(TaskId)
    title = Noted(str)
    steps = Noted[tuple[str, ...]](tuple)
    # What a page on MOF 4.0, Operations, asks of every change of an instruction.
    duration = Noted(timedelta)
    resources = Noted[tuple[str, ...]](tuple)
    after = Noted[tuple[str, ...]](tuple)
    tools = Noted[tuple[str, ...]](tuple)
    is_automated = Noted(bool)
    test_result = Noted(str)
    version = Noted(str)
    change = Noted(ChangeId)

    def __attrs_post_init__(self) -> None:
        for entry in self.history:
            duration = dict(entry.changes).get("duration")
            if isinstance(duration, timedelta) and duration <= timedelta():
                raise DefinitionError(
                    f"{self.id} is said to take {duration}; say how long it takes, "
                    "which is more than no time"
                )

    def find_state(self, at: datetime) -> InstructionState | None:
        """The state at an instant; None where it was not yet begun."""
        at = to_utc(at)
        told = (entry.state for entry in reversed(self.chronology) if entry.at <= at)
        return next(filter(None, told), None)

    def is_approved(self, at: datetime) -> bool:
        """Whether it was to be worked by at an instant."""
        return self.find_state(at) is InstructionState.APPROVED

    @classmethod
    def draft(
        cls,
        id: InstructionId | str,  # noqa: A002 - the field's own word
        *,
        task: TaskId,
        title: str,
        steps: tuple[str, ...],
        duration: timedelta,
        resources: tuple[str, ...] = (),
        after: tuple[TaskId, ...] = (),
        tools: tuple[str, ...] = (),
        is_automated: bool | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """A new instruction for a task."""
        return cls(id=InstructionId(id), history=()).act(
            _E.DRAFT,
            task=task,
            title=title,
            steps=steps,
            duration=duration,
            resources=resources,
            after=after,
            tools=tools,
            is_automated=is_automated,
            **act,
        )

    def revise(
        self,
        *,
        title: str | None = None,
        steps: tuple[str, ...] = (),
        duration: timedelta | None = None,
        resources: tuple[str, ...] = (),
        after: tuple[TaskId, ...] = (),
        tools: tuple[str, ...] = (),
        is_automated: bool | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Write parts of it anew; what is not given stays as it was."""
        return self.act(
            _E.REVISE,
            title=title,
            steps=steps,
            duration=duration,
            resources=resources,
            after=after,
            tools=tools,
            is_automated=is_automated,
            **act,
        )

    def test(self, *, test_result: str, **act: Unpack[ActArguments]) -> Self:
        """Note that it was tried, and what that showed."""
        return self.act(_E.TEST, test_result=test_result, **act)

    def reject(self, **act: Unpack[ActArguments]) -> Self:
        """Send it back because the test did not show what was wanted."""
        return self.act(_E.REJECT, **act)

    def approve(self, *, version: str, **act: Unpack[ActArguments]) -> Self:
        """Let people work by it, as a version."""
        return self.act(_E.APPROVE, version=version, **act)

    def begin_change(self, *, change: ChangeId | None = None, **act: Unpack[ActArguments]) -> Self:
        """Stop working by it, to change it; with the request for change if one is needed."""
        return self.act(_E.CHANGE, change=change, **act)

    def withdraw_change(self, **act: Unpack[ActArguments]) -> Self:
        """Leave it as it was approved."""
        return self.act(_E.WITHDRAW_CHANGE, **act)

    def retire(self, **act: Unpack[ActArguments]) -> Self:
        """Take it out of the guide for good."""
        return self.act(_E.RETIRE, **act)
