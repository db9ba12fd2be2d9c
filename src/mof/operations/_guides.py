"""Operations guides: the tasks that keep services going, and the instructions for them."""

from collections.abc import Iterable
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
    """Each day, or more often."""
    WEEKLY = "weekly"
    """Each week."""
    MONTHLY = "monthly"
    """Each month."""
    AS_NEEDED = "as needed"
    """When there is a reason, such as a restore; it is not expected to come round."""


def _to_purposes(value: Iterable[str]) -> frozenset[str]:
    return frozenset(collect(value, str, "agreements and objectives that a task serves"))


@frozen(kw_only=True)
class Task:
    """Work that a service needs: what, how often, and in which hours it may be done.

    ``serves`` names the agreements and objectives that it is done for.
    """

    id: TaskId = field(kw_only=False)
    """What instructions, schedules and logs refer to it by."""
    name: str
    """What people call it."""
    service: ServiceId
    """The service that needs it."""
    frequency: Frequency
    """How often it comes round."""
    technology_area: TechnologyAreaId | None = None
    """The area whose manager is responsible for it; None where that is not said."""
    window: Calendar | None = None
    """The hours in which it may be done; None for at any time."""
    serves: frozenset[str] = field(default=frozenset(), converter=_to_purposes)

    def __attrs_post_init__(self) -> None:
        check_part(self.frequency, Frequency, f"the frequency of {self.id}")
        check_part(self.window, (Calendar, NoneType), f"the window of {self.id}")


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
    """What is to be done, in the order of ids."""
    instructions: tuple[WorkInstruction, ...] = field(default=(), converter=_to_instructions)
    """How it is done, in the order of ids; several instructions may be for one task."""

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
