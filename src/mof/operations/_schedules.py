"""Operations schedules: what is to be done when, and what may not be scheduled yet."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import zip_longest

from attrs import field, frozen

from mof.errors import DefinitionError, FactError, RoleError
from mof.framework import OperationsActivity, find_decision_right
from mof.improvement import ReviewHeld
from mof.operations._guides import OperationsGuide, Task
from mof.operations._instructions import WorkInstruction
from mof.operations._recurrences import Recurrence
from mof.operations._release_readiness import HeldBackKind, Release, find_releases
from mof.records import Actor
from mof.services import Service
from mof.values import InstructionId, Period, ServiceId, TaskId
from mof.values._checks import check_argument, collect
from mof.values._instants import to_utc

_LAST = datetime.max.replace(tzinfo=UTC)


@frozen(kw_only=True)
class Timing:
    """When an instruction is to be worked by, as set at an instant; until it is set anew.

    Without a recurrence, its times are taken away: it is then worked by as needed.
    """

    instruction: InstructionId = field(kw_only=False)
    """The instruction that is worked by."""
    recurrence: Recurrence | None
    """When it comes round; None for as needed."""
    set_at: datetime = field(converter=to_utc)
    """When it was set; it holds from then until the next timing of the instruction."""
    set_by: Actor
    """Who set it, which is for the Scheduling Manager."""


@frozen(kw_only=True)
class HeldBack:
    """Work that came round and is not scheduled, with the first reason why not."""

    instruction: InstructionId
    """The instruction that came round."""
    at: datetime = field(converter=to_utc)
    """When the work would have begun."""
    kind: HeldBackKind
    """The first reason why it is not scheduled."""
    message: str
    """That reason with what it is about, in words."""


def _to_words(value: Iterable[str]) -> frozenset[str]:
    return frozenset(collect(value, str, "resources"))


def _to_task_ids(value: Iterable[TaskId]) -> frozenset[TaskId]:
    return frozenset(map(TaskId, collect(value, str, "tasks before")))


@frozen(kw_only=True)
class ScheduledWork:
    """One piece of work: from when to when, by which instruction, and what it takes.

    The zone is the one whose clocks its times are set by.

    Raises:
        DefinitionError: it ends before it starts.
    """

    instruction: InstructionId
    """The instruction that it is done by."""
    task: TaskId
    """The task that it is for."""
    service: ServiceId
    """The service that needs it."""
    start: datetime = field(converter=to_utc)
    """When it begins."""
    end: datetime = field(converter=to_utc)
    """When it is to be over: the start and the duration that the instruction says."""
    tz: str = "UTC"
    """The zone by whose clocks its times are set."""
    resources: frozenset[str] = field(default=frozenset(), converter=_to_words)
    """What no other work can use meanwhile, such as a tape drive."""
    after: frozenset[TaskId] = field(default=frozenset(), converter=_to_task_ids)
    """The tasks that are to be over before."""
    is_automated: bool = False
    """Whether a tool does it, as the instruction says."""

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            raise DefinitionError(f"work ends after it starts: {self.start} to {self.end}")


def _to_work(value: Iterable[ScheduledWork]) -> tuple[ScheduledWork, ...]:
    return tuple(
        sorted(
            collect(value, ScheduledWork, "scheduled work"),
            key=lambda work: (work.start, work.instruction),
        )
    )


def _to_held_back(value: Iterable[HeldBack]) -> tuple[HeldBack, ...]:
    return tuple(
        sorted(
            collect(value, HeldBack, "work held back"),
            key=lambda held: (held.at, held.instruction),
        )
    )


@frozen(kw_only=True)
class OperationsSchedule:
    """What is to be done in a period, as known at an instant, and what is held back.

    Whatever came round in the period is in one of the two.
    """

    period: Period
    """The period in which the work begins."""
    as_of: datetime = field(converter=to_utc)
    """The instant as of which guide, services and timings were known."""
    work: tuple[ScheduledWork, ...] = field(default=(), converter=_to_work)
    """What is to be done, in the order of starts."""
    held_back: tuple[HeldBack, ...] = field(default=(), converter=_to_held_back)
    """What came round and is not scheduled, in the order of times, with the reason."""


# MOF 4.0, Operate phase overview, Table 4: the Scheduling Manager plans when work happens.
_TIMES = find_decision_right(OperationsActivity.SET_TIMES)


def _explain_role(by: Actor) -> str | None:
    """Why an actor may not set times; None if they may."""
    if by.role is None:
        return f"{by}, whose role is not given, may not {_TIMES.activity}"
    return _TIMES.explain_refusal(by.role)


def set_times(
    instruction: WorkInstruction,
    recurrence: Recurrence | None,
    *,
    service: Service,
    reviews: Iterable[ReviewHeld],
    at: datetime,
    by: Actor,
) -> Timing:
    """Say when an approved instruction of a released service is worked by; None for as needed.

    Raises:
        RoleError: that role may not set times.
        FactError: the instruction is not approved, or its service has not passed Release
            Readiness (a page on MOF 4.0, Operations: planning is completed after that).
    """
    event = "set the times of"
    if refusal := _explain_role(by):
        raise RoleError(
            refusal,
            record=instruction.id,
            event=event,
            role=str(by.role) if by.role else None,
            allowed=tuple(map(str, _TIMES.role_types)),
        )
    if not instruction.is_approved(at):
        state = instruction.find_state(at) or "not yet begun"
        raise FactError(
            f"cannot {event} {instruction.id}: it is {state}, and has to be approved",
            record=instruction.id,
            event=event,
            fact="state",
        )
    (release,) = find_releases([service], reviews).values()
    if found := release.find_refusal(to_utc(at)):
        kind, message = found
        raise FactError(
            f"cannot {event} {instruction.id}: {kind}, {message}",
            record=instruction.id,
            event=event,
            fact="service",
        )
    return Timing(instruction.id, recurrence=recurrence, set_at=at, set_by=by)


def plan_work(
    guide: OperationsGuide,
    timings: Iterable[Timing],
    *,
    services: Iterable[Service],
    reviews: Iterable[ReviewHeld],
    during: Period,
    as_of: datetime,
) -> OperationsSchedule:
    """The work that begins in a period, as known at an instant.

    Timings from elsewhere are taken as they are; what they may not schedule is held back: work
    by an instruction that is not approved by then, for a service that has not passed Release
    Readiness by then (or its waiver), or at times that no Scheduling Manager set.
    """
    as_of = to_utc(as_of)
    check_argument(guide, OperationsGuide, "plan by a guide")
    check_argument(during, Period, "name the period, such as Period.month(2026, 6, tz='UTC')")
    known = guide.as_of(as_of)
    views = [service.as_of(as_of) for service in collect(services, Service, "services")]
    releases = find_releases(views, reviews)
    work: list[ScheduledWork] = []
    held_back: list[HeldBack] = []
    for timing, tz, at in _expand(timings, during, as_of):
        outcome = _schedule(known, releases, timing, tz, at)
        if isinstance(outcome, ScheduledWork):
            work.append(outcome)
        else:
            kind, message = outcome
            held_back.append(
                HeldBack(instruction=timing.instruction, at=at, kind=kind, message=message)
            )
    return OperationsSchedule(period=during, as_of=as_of, work=work, held_back=held_back)


def _expand(
    timings: Iterable[Timing], during: Period, as_of: datetime
) -> Iterator[tuple[Timing, str, datetime]]:
    """What comes round in a period, each instruction by the timing that is in force then."""
    by_instruction: dict[InstructionId, list[Timing]] = {}
    for timing in sorted(collect(timings, Timing, "timings"), key=lambda each: each.set_at):
        if timing.set_at <= as_of:
            by_instruction.setdefault(timing.instruction, []).append(timing)
    for own in by_instruction.values():
        for timing, following in zip_longest(own, own[1:]):
            until = following.set_at if following else _LAST
            if timing.recurrence:
                for at in timing.recurrence.expand(during):
                    if timing.set_at <= at < until:
                        yield timing, timing.recurrence.tz, at


def _schedule(
    guide: OperationsGuide,
    releases: Mapping[ServiceId, Release],
    timing: Timing,
    tz: str,
    at: datetime,
) -> ScheduledWork | tuple[HeldBackKind, str]:
    instruction = guide.find_instruction(timing.instruction)
    if instruction is None:
        return HeldBackKind.UNKNOWN_INSTRUCTION, "the guide has no such instruction"
    task = guide.find_task(instruction.task)
    if task is None:
        return HeldBackKind.UNKNOWN_TASK, f"the guide has no task {instruction.task!r}"
    refusal = _find_refusal(instruction, timing, at) or _find_service_refusal(releases, task, at)
    if refusal:
        return refusal
    if instruction.duration is None:
        return HeldBackKind.NO_DURATION, f"how long {instruction.id} takes is not known"
    return _make_work(instruction, instruction.duration, task, tz, at)


def _find_refusal(
    instruction: WorkInstruction, timing: Timing, at: datetime
) -> tuple[HeldBackKind, str] | None:
    if refusal := _explain_role(timing.set_by):
        return HeldBackKind.NOT_ENTITLED, refusal
    if not instruction.is_approved(at):
        state = instruction.find_state(at) or "not yet begun"
        return HeldBackKind.NOT_APPROVED, f"{instruction.id} is {state}"
    return None


def _find_service_refusal(
    releases: Mapping[ServiceId, Release], task: Task, at: datetime
) -> tuple[HeldBackKind, str] | None:
    if release := releases.get(task.service):
        return release.find_refusal(at)
    return HeldBackKind.UNKNOWN_SERVICE, f"nothing is told of {task.service}"


def _make_work(
    instruction: WorkInstruction, duration: timedelta, task: Task, tz: str, at: datetime
) -> ScheduledWork:
    return ScheduledWork(
        instruction=instruction.id,
        task=task.id,
        service=task.service,
        start=at,
        end=at + duration,
        tz=tz,
        resources=instruction.resources or (),
        after=[TaskId(each) for each in instruction.after or ()],
        is_automated=bool(instruction.is_automated),
    )
