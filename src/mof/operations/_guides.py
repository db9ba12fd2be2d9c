"""Operations guides: the tasks that keep services going, and the instructions for them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from types import NoneType

from attrs import field, frozen

from mof.calendars import Calendar
from mof.operations._instructions import InstructionState, WorkInstruction
from mof.values import InstructionId, ServiceId, TaskId, TechnologyAreaId, Term
from mof.values._checks import check_part, collect
from mof.values._graphs import AcyclicGraph
from mof.values._ids import check_distinct
from mof.values._instants import to_utc


class Frequency(Term):
    """How often a task comes round."""

    # MOF 4.0, Operate phase overview: tasks of each day, week and month, and as needed.
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    AS_NEEDED = "as needed"


def _to_purposes(value: Iterable[str]) -> frozenset[str]:
    return frozenset(collect(value, str, "agreements and objectives that a task serves"))


@frozen(kw_only=True)
class Task:
    """Work that a service needs: what, how often, and in which hours it may be done.

    ``serves`` names the agreements and objectives that it is done for.
    """

    id: TaskId = field(kw_only=False)
    name: str
    service: ServiceId
    frequency: Frequency
    technology_area: TechnologyAreaId | None = None
    window: Calendar | None = None
    serves: frozenset[str] = field(default=frozenset(), converter=_to_purposes)

    def __attrs_post_init__(self) -> None:
        check_part(self.frequency, Frequency, f"the frequency of {self.id}")
        check_part(self.window, (Calendar, NoneType), f"the window of {self.id}")


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


def _to_tasks(value: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(sorted(collect(value, Task, "tasks"), key=attrgetter("id")))


def _to_instructions(value: Iterable[WorkInstruction]) -> tuple[WorkInstruction, ...]:
    found = collect(value, WorkInstruction, "instructions")
    return tuple(sorted(found, key=attrgetter("id")))


@frozen
class OperationsGuide:
    """The tasks of operations and the instructions for them.

    Raises:
        DefinitionError: two tasks, or two instructions, share an id.
        CycleError: by its approved instructions, some tasks are each to be over before the other.
    """

    tasks: tuple[Task, ...] = field(default=(), converter=_to_tasks)
    instructions: tuple[WorkInstruction, ...] = field(default=(), converter=_to_instructions)

    def __attrs_post_init__(self) -> None:
        check_distinct("tasks", (task.id for task in self.tasks))
        check_distinct("instructions", (each.id for each in self.instructions))
        AcyclicGraph(self._find_order())  # which refuses tasks that wait for each other

    def _find_order(self) -> dict[TaskId, set[TaskId]]:
        """Which tasks each is done after, by the instructions that are worked by."""
        order: dict[TaskId, set[TaskId]] = {}
        for each in self.instructions:
            if each.task is not None and each.state is InstructionState.APPROVED:
                after = {TaskId(task) for task in each.after or ()}
                order.setdefault(each.task, set()).update(after)
                for task in after:
                    order.setdefault(task, set())
        return order

    @cached_property
    def _tasks(self) -> dict[TaskId, Task]:
        return {task.id: task for task in self.tasks}

    @cached_property
    def _instructions(self) -> dict[InstructionId, WorkInstruction]:
        return {each.id: each for each in self.instructions}

    def find_task(self, id: TaskId | None) -> Task | None:  # noqa: A002
        """The task of that id; None where the guide has none."""
        return None if id is None else self._tasks.get(id)

    def find_instruction(self, id: InstructionId | None) -> WorkInstruction | None:  # noqa: A002
        """The instruction of that id; None where the guide has none."""
        return None if id is None else self._instructions.get(id)

    def as_of(self, at: datetime) -> "OperationsGuide":
        """The guide as it was known at an instant, without instructions not yet begun."""
        views = (each.as_of(at) for each in self.instructions)
        return OperationsGuide(self.tasks, [view for view in views if view.history])

    def find_instructed(self, *, at: datetime) -> frozenset[TaskId]:
        """The tasks for which some instruction is approved at an instant."""
        at = to_utc(at)
        return frozenset(
            each.task
            for each in self.instructions
            if each.task and each.task in self._tasks and each.is_approved(at)
        )


def find_guide_gaps(guide: OperationsGuide, *, as_of: datetime) -> tuple[GuideGap, ...]:
    """What a guide lacks at an instant: instructions, and their approval.

    Whether its tasks are done, and what for, is asked by `find_practice_gaps`.
    """
    return tuple(_find_gaps(guide.as_of(as_of), to_utc(as_of)))


def _find_gaps(guide: OperationsGuide, at: datetime) -> Iterator[GuideGap]:
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
