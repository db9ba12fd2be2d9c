"""Conflicts: work that gets in the way of other work, or stands where none may."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.operations._guides import OperationsGuide
from mof.operations._schedules import OperationsSchedule, ScheduledWork
from mof.values import ServiceId, TaskId, Term
from mof.values._checks import check_argument, collect
from mof.values._ids import to_service_ids
from mof.values._instants import load_zone, resolve_wall_time, to_utc


@frozen(kw_only=True)
class Freeze:
    """A time in which nothing may be done to some services; to none at all if none is named."""

    start: datetime = field(kw_only=False, converter=to_utc)
    """When it begins, inclusive."""
    end: datetime = field(kw_only=False, converter=to_utc)
    """When it is over, exclusive."""
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    """The services that nothing may be done to; empty for all services."""
    reason: str = ""
    """Why, such as quarter end; it is named in the conflict."""

    def __attrs_post_init__(self) -> None:
        if self.end <= self.start:
            raise DefinitionError(f"a freeze ends after it starts: {self.start} to {self.end}")

    def covers(self, service: ServiceId) -> bool:
        """Whether it is of a service."""
        return not self.services or service in self.services


class ConflictKind(Term):
    """In which way work is in conflict."""

    # Our judgement, after what MOF 4.0 asks of instructions: their duration, dependencies and
    # resources. That no two works conflict is a goal of the Scheduling Manager.
    SHARED_RESOURCE = "shared resource"
    """Two works need one resource at the same time, such as a tape drive."""
    BROKEN_ORDER = "broken order"
    """A work begins before one that it is to follow is over."""
    OUTSIDE_WINDOW = "outside its window"
    """A work lies, if only in part, outside the hours in which its task may be done."""
    IN_FREEZE = "inside a freeze"
    """A work lies in a time in which nothing may be done to its service."""


@frozen(kw_only=True)
class Conflict:
    """A time in which work is in conflict: which work, and over what."""

    kind: ConflictKind
    """In which way the work is in conflict."""
    start: datetime = field(converter=to_utc)
    """When the conflict begins, inclusive."""
    end: datetime = field(converter=to_utc)
    """When it is over, exclusive."""
    work: tuple[ScheduledWork, ...]
    """The works in conflict, in the order of their starts; one work alone outside a window or in a
    freeze."""
    subject: str
    """The resource, the task that is to come before, the window's hours, or why it is frozen."""


def find_conflicts(
    schedule: OperationsSchedule, *, guide: OperationsGuide, freezes: Iterable[Freeze] = ()
) -> tuple[Conflict, ...]:
    """Where the work of a schedule is in conflict, the earliest first.

    A resource is one of its kind: each stretch in which more than one work needs it is one
    conflict. Our judgement on order: work is to begin once all of the tasks before it that
    began by then, or are to begin on the same local date, are over.
    """
    check_argument(schedule, OperationsSchedule, "plan one first")
    check_argument(guide, OperationsGuide, "hand over the guide that was planned by")
    freezes = collect(freezes, Freeze, "freezes")
    found = (
        *_find_shared(schedule.work),
        *_find_disorder(schedule.work),
        *_find_outside(schedule.work, guide),
        *_find_frozen(schedule.work, freezes),
    )
    return tuple(sorted(found, key=lambda each: (each.start, str(each.kind), each.subject)))


def _find_shared(work: Iterable[ScheduledWork]) -> Iterator[Conflict]:
    by_resource: dict[str, list[ScheduledWork]] = {}
    for each in work:
        for resource in each.resources:
            by_resource.setdefault(resource, []).append(each)
    for resource, users in sorted(by_resource.items()):
        for start, end, places in _find_contention(users):
            yield Conflict(
                kind=ConflictKind.SHARED_RESOURCE,
                start=start,
                end=end,
                work=tuple(users[place] for place in sorted(places)),
                subject=resource,
            )


def _find_contention(
    users: list[ScheduledWork],
) -> Iterator[tuple[datetime, datetime, set[int]]]:
    """The stretches in which more than one is at work, and which are."""
    # At one instant, what ends makes room for what begins.
    steps = sorted(
        step
        for place, each in enumerate(users)
        for step in ((each.start, True, place), (each.end, False, place))
    )
    active: set[int] = set()
    involved: set[int] = set()
    since: datetime | None = None
    for at, is_start, place in steps:
        if is_start:
            active.add(place)
            if len(active) == 2:
                since, involved = at, set(active)
            elif since is not None:
                involved.add(place)
        else:
            active.remove(place)
            if len(active) == 1 and since is not None:
                yield since, at, involved
                since = None


def _find_disorder(work: tuple[ScheduledWork, ...]) -> Iterator[Conflict]:
    by_task: dict[TaskId, list[ScheduledWork]] = {}
    for each in work:
        by_task.setdefault(each.task, []).append(each)
    longest = {task: max(each.end - each.start for each in own) for task, own in by_task.items()}
    for each in work:
        tomorrow = _find_tomorrow(each)
        for task in sorted(each.after & by_task.keys()):
            own = by_task[task]
            first = bisect_left(own, each.start - longest[task], key=lambda w: w.start)
            for place in range(first, bisect_left(own, tomorrow, key=lambda w: w.start)):
                earlier = own[place]
                if earlier.end > each.start and earlier is not each:
                    yield Conflict(
                        kind=ConflictKind.BROKEN_ORDER,
                        start=each.start,
                        end=earlier.end,
                        work=(earlier, each),
                        subject=task,
                    )


def _find_tomorrow(work: ScheduledWork) -> datetime:
    zone = load_zone(work.tz)
    on = work.start.astimezone(zone).date()
    return resolve_wall_time(datetime.combine(on + timedelta(days=1), time()), zone)


def _find_outside(work: Iterable[ScheduledWork], guide: OperationsGuide) -> Iterator[Conflict]:
    for each in work:
        task = guide.find_task(each.task)
        if task is None or task.window is None:
            continue
        if task.window.elapsed(each.start, each.end) < each.end - each.start:
            yield Conflict(
                kind=ConflictKind.OUTSIDE_WINDOW,
                start=each.start,
                end=each.end,
                work=(each,),
                subject=task.window.hours_text,
            )


def _find_frozen(work: Iterable[ScheduledWork], freezes: tuple[Freeze, ...]) -> Iterator[Conflict]:
    for each in work:
        for freeze in freezes:
            start, end = max(each.start, freeze.start), min(each.end, freeze.end)
            if start < end and freeze.covers(each.service):
                yield Conflict(
                    kind=ConflictKind.IN_FREEZE,
                    start=start,
                    end=end,
                    work=(each,),
                    subject=freeze.reason or "freeze",
                )
