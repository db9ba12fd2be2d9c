"""Priority changes: which time is judged by which target where the priority of a record changes.

Our judgement, since tools of the field differ and the framework does not say: `OnPriorityChange`
names the three ways, and KEEP, the original start and pauses against the new target, is used
where an agreement says nothing.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from attrs import evolve, field, frozen

from mof.agreements import Agreement, Deadline, OnPriorityChange, Target
from mof.agreements._cycles import Cycle
from mof.judgements._breaches import measure
from mof.records import Priority, Record


@frozen
class Superseded:
    """A breach of an earlier target, undone by a later change of priority or of version."""

    priority: Priority | None
    """The priority that held before."""
    target: Target
    """The target that held before."""
    breached_at: datetime
    """When that target was breached."""
    until: datetime
    """When it ceased to hold."""


Priorities = list[tuple[datetime, Priority | None]]


def list_priorities(view: Record[Any, Any]) -> Priorities:
    """When which priority was noted; None was noted where it was taken back."""
    return [
        (entry.at, value)
        for entry in view.chronology
        if entry.changes
        for name, value in entry.changes
        if name == "priority" and (value is None or isinstance(value, Priority))
    ]


def find_priority(noted: Priorities, at: datetime) -> Priority | None:
    """The priority in force at an instant."""
    priority = None
    for noted_at, value in noted:
        if noted_at <= at:
            priority = value
    return priority


@frozen
class Segment:
    """What is judged by itself: a cycle or a part of one, and the priority it is judged by."""

    number: int
    cycle: Cycle
    priority: Priority | None
    earlier: tuple["Segment", ...] = ()
    """What was before a restart."""
    opened_at: datetime = field(kw_only=True)
    """When the cycle began that it is a part of."""


@frozen
class PriorityChanges:
    """The priorities noted on a record by an instant, before one agreement."""

    noted: Priorities
    agreement: Agreement
    as_of: datetime

    def find_latest(self) -> Priority | None:
        """The priority in force in the end."""
        return find_priority(self.noted, self.as_of)

    def divide(self, cycle: Cycle, clock: str) -> Iterator[Segment]:
        """The parts of a cycle that are judged by themselves."""
        end = cycle.ended_at or self.as_of
        rule = self.agreement.on_priority_change
        if rule is OnPriorityChange.KEEP or len(self.noted) < 2:
            opened_at = cycle.started_at
            yield Segment(1, cycle, find_priority(self.noted, end), opened_at=opened_at)
            return
        cuts = self._find_cuts(clock, cycle)
        starts, ends = [cycle.started_at, *cuts], [*cuts, None]
        segments: list[Segment] = []
        for number, (start, until) in enumerate(zip(starts, ends, strict=True), 1):
            priority = find_priority(self.noted, min(max(start, self.noted[0][0]), end))
            part = cycle.cut(start, until)
            segments.append(Segment(number, part, priority, opened_at=cycle.started_at))
        if rule is OnPriorityChange.SEGMENTED:
            yield from segments
        else:
            yield evolve(segments[-1], earlier=tuple(segments[:-1]))

    def _find_cuts(self, clock: str, cycle: Cycle) -> list[datetime]:
        """When other targets began to hold while a cycle was under way."""
        find, end = self.agreement.targets_for, cycle.ended_at
        in_force = list(dict(self.noted).items())  # the last one noted at each instant
        return [
            at
            for (_, before), (at, after) in pairwise(in_force)
            if cycle.started_at < at <= self.as_of
            and (end is None or at < end)
            and find(clock, before) != find(clock, after)
        ]

    def find_superseded(self, target: Target, segment: Segment) -> Iterator[Superseded]:
        """The breaches of targets that held before the priority changed."""
        if segment.earlier:
            for each in segment.earlier:
                until = each.cycle.voided_at
                assert until is not None  # a segment before a restart ends with it
                yield from self._find_breaches_of(target, each.priority, each.cycle, until)
        elif len(self.noted) > 1 and self.agreement.on_priority_change is OnPriorityChange.KEEP:
            yield from self._find_superseded_by_change(target, segment.cycle)

    def _find_superseded_by_change(self, target: Target, cycle: Cycle) -> Iterator[Superseded]:
        """The original start and pauses are kept, and so is the memory of what was breached."""
        end = cycle.ended_at or self.as_of
        under_way = evolve(cycle, stopped_at=None, voided_at=None)
        for (_, priority), (until, new_priority) in pairwise(self.noted):
            if priority is not new_priority and cycle.started_at < until <= end:
                yield from self._find_breaches_of(target, priority, under_way, until)

    def _find_breaches_of(
        self, target: Target, priority: Priority | None, cycle: Cycle, until: datetime
    ) -> Iterator[Superseded]:
        for earlier in self.agreement.targets_for(target.clock.name, priority):
            if earlier == target or isinstance(earlier.within, Deadline):
                continue
            calendar = self.agreement.calendar_for(earlier)
            measured = measure(cycle, earlier.within, calendar, as_of=until)
            if measured.breached_at is not None:
                yield Superseded(priority, earlier, measured.breached_at, until)
