"""Priority changes: which time is judged by which target where the priority of a record changes.

Our judgement, since tools of the field differ and the framework does not say: `OnPriorityChange`
names the three ways, and KEEP, the original start and pauses against the new target, is used
where an agreement says nothing.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property, partial
from itertools import pairwise
from operator import eq, itemgetter
from typing import Any

from attrs import evolve, field, frozen

from mof.agreements import Agreement, Deadline, OnPriorityChange, Target
from mof.agreements._cycles import Cycle
from mof.agreements._targets import find_kind
from mof.judgements._breaches import measure
from mof.records import Fact, Priority, Record


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


_get_time = itemgetter(0)


def find_priority(noted: Priorities, at: datetime) -> Priority | None:
    """The priority in force at an instant."""
    place = bisect_right(noted, at, key=_get_time)
    return noted[place - 1][1] if place else None


def find_turn(
    noted: Sequence[tuple[datetime, Any]],
    holds: Callable[[Any], bool],
    *,
    at: datetime,
    start: datetime,
) -> datetime:
    """Since when what holds at an instant has done so without a break, from a start on.

    Of values noted at one instant the last one counts; before anything is noted it is None.
    """
    since, until = start, None
    for place in reversed(range(bisect_right(noted, at, key=_get_time))):
        noted_at, value = noted[place]
        if noted_at == until:
            continue
        if not holds(value):
            return since
        if noted_at <= start:
            return start
        since = until = noted_at
    return start if holds(None) else since


@frozen
class Segment:
    """What is judged by itself: a cycle or a part of one, and the priority it is judged by."""

    number: int
    cycle: Cycle
    priority: Priority | None
    chosen_at: datetime
    """The instant whose priority it is."""
    earlier: tuple["Segment", ...] = ()
    """What was before a restart."""
    opened_at: datetime = field(kw_only=True)
    """When the cycle began that it is a part of."""


@frozen
class PriorityChanges:
    """The priorities noted on a record by an instant, before one agreement."""

    view: Record[Any, Any]
    agreement: Agreement
    as_of: datetime

    @cached_property
    def noted(self) -> Priorities:
        """When which priority was noted."""
        return list_priorities(self.view)

    @cached_property
    def _in_force(self) -> Priorities:
        """The last one noted at each instant."""
        return list(dict(self.noted).items())

    @cached_property
    def _noted_facts(self) -> Mapping[str, list[tuple[datetime, Fact]]]:
        """When which value of each fact was noted, where a target asks for more than priority."""
        noted: dict[str, list[tuple[datetime, Fact]]] = {}
        for entry in self.view.chronology:
            for name, value in entry.changes:
                noted.setdefault(name, []).append((entry.at, value))
        return noted

    def find_latest(self) -> Priority | None:
        """The priority in force in the end."""
        return find_priority(self.noted, self.as_of)

    def divide(self, cycle: Cycle, clock: str) -> Iterator[Segment]:
        """The parts of a cycle that are judged by themselves."""
        end = cycle.ended_at or self.as_of
        rule = self.agreement.on_priority_change
        if rule is OnPriorityChange.KEEP or len(self.noted) < 2:
            opened_at = cycle.started_at
            yield Segment(1, cycle, find_priority(self.noted, end), end, opened_at=opened_at)
            return
        cuts = self._find_cuts(clock, cycle)
        starts, ends = [cycle.started_at, *cuts], [*cuts, None]
        segments: list[Segment] = []
        for number, (start, until) in enumerate(zip(starts, ends, strict=True), 1):
            chosen_at = min(max(start, self.noted[0][0]), end)
            priority, part = find_priority(self.noted, chosen_at), cycle.cut(start, until)
            segments.append(Segment(number, part, priority, chosen_at, opened_at=cycle.started_at))
        if rule is OnPriorityChange.SEGMENTED:
            yield from segments
        else:
            yield evolve(segments[-1], earlier=tuple(segments[:-1]))

    def _find_cuts(self, clock: str, cycle: Cycle) -> list[datetime]:
        """When other targets began to hold while a cycle was under way."""
        find, end = self.agreement.targets_for, cycle.ended_at
        return [
            at
            for (_, before), (at, after) in pairwise(self._in_force)
            if cycle.started_at < at <= self.as_of
            and (end is None or at < end)
            and find(clock, before) != find(clock, after)
        ]

    def find_known_at(self, target: Target, segment: Segment) -> datetime:
        """When a target came into force for a segment: its start, or a later change on the record.

        A target that leaves no more time, on the same clock and in the same hours, counts as the
        target itself: who kept an eye on that one was warned in time. By when things happened,
        whenever they were written down.
        """
        find = partial(find_turn, at=segment.chosen_at, start=segment.cycle.started_at)
        turns = [find(self._in_force, partial(self._binds_priority, target))]
        if target.kinds is not None:
            categories = self._noted_facts.get("category", [])
            binds = partial(self._binds_category, target, segment.priority)
            turns.append(find_turn(categories, binds, at=self.as_of, start=turns[0]))
        if isinstance(target.within, Deadline):
            deadlines = self._noted_facts.get(target.within.fact, [])
            end = segment.cycle.ended_at or self.as_of
            is_same = partial(eq, target.within.find(self.view, at=end))
            turns.append(find_turn(deadlines, is_same, at=end, start=turns[0]))
        return max(turns)

    def _binds_priority(self, target: Target, priority: Priority | None) -> bool:
        """Whether a record of a priority has a target or one as strict."""
        return target.applies_to(priority) or any(
            other.applies_to(priority) and other.fits(self.view)
            for other in self._list_as_strict(target)
        )

    def _binds_category(self, target: Target, priority: Priority | None, category: Fact) -> bool:
        """Whether a record of a category has a target or one as strict."""
        kind = find_kind(self.view, category)
        return any(
            other.kinds is None or kind in other.kinds
            for other in (target, *self._list_as_strict(target))
            if other.applies_to(priority)
        )

    def _list_as_strict(self, target: Target) -> Iterator[Target]:
        """The targets on the same clock and in the same hours that leave no more time."""
        hours = self.agreement.calendar_for(target)
        for other in self.agreement.targets:
            is_alike = other.clock == target.clock and self.agreement.calendar_for(other) == hours
            if is_alike and _leaves_no_more(other, target):
                yield other

    def find_superseded(self, target: Target, segment: Segment) -> Iterator[Superseded]:
        """The breaches of targets that held before the priority changed."""
        if segment.earlier:
            for each in segment.earlier:
                until = each.cycle.voided_at
                assert until is not None  # a segment before a restart ends with it
                for earlier in self._list_rivals(target, each.priority):
                    breached_at = self._find_breach(earlier, each.cycle, until)
                    if breached_at is not None:
                        yield Superseded(each.priority, earlier, breached_at, until)
        elif len(self.noted) > 1 and self.agreement.on_priority_change is OnPriorityChange.KEEP:
            yield from self._find_superseded_by_change(target, segment.cycle)

    def _find_superseded_by_change(self, target: Target, cycle: Cycle) -> Iterator[Superseded]:
        """The original start and pauses are kept, and so is the memory of what was breached."""
        end = cycle.ended_at or self.as_of
        under_way = evolve(cycle, stopped_at=None, voided_at=None)
        breaches: dict[Target, datetime | None] = {}  # one look at each, however often it changed
        for (_, priority), (until, new_priority) in pairwise(self.noted):
            if priority is new_priority or not cycle.started_at < until <= end:
                continue
            for earlier in self._list_rivals(target, priority):
                if earlier not in breaches:
                    breaches[earlier] = self._find_breach(earlier, under_way, end)
                breached_at = breaches[earlier]
                # A breach is told by the first instant after it, as everywhere.
                if breached_at is not None and breached_at < until:
                    yield Superseded(priority, earlier, breached_at, until)

    def _list_rivals(self, target: Target, priority: Priority | None) -> list[Target]:
        """The other targets on the clock of one, which held for a priority."""
        held = self.agreement.targets_for(target.clock.name, priority)
        return [earlier for earlier in held if earlier != target]

    def _find_breach(self, target: Target, cycle: Cycle, until: datetime) -> datetime | None:
        """When the time that a target left was over; a deadline is no such time."""
        if isinstance(target.within, Deadline):
            return None
        calendar = self.agreement.calendar_for(target)
        return measure(cycle, target.within, calendar, as_of=until).breached_at


def _leaves_no_more(one: Target, other: Target) -> bool:
    """Whether a target leaves as much time as another or less; days and hours do not compare."""
    if isinstance(one.within, timedelta) and isinstance(other.within, timedelta):
        return one.within <= other.within
    return one.within == other.within
