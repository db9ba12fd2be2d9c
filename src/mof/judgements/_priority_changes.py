"""Priority changes: which time is judged by which target where the priority of a record changes.

What is said of the priority holds for the other facts that decide which target holds, too.

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
from mof.agreements._target_terms import FactWords, read_words
from mof.agreements._targets import find_kind, kind_of
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


Standing = tuple[Priority | None, FactWords]
"""What decides which target holds: the priority and the words of other facts."""

Standings = list[tuple[datetime, Standing]]
"""What held from which instants on."""

_NOTHING: Standing = (None, ())
_PRIORITY = "priority"

Notes = list[tuple[datetime, dict[str, Fact]]]
"""What entries noted of what decides; None was noted where something was taken back."""


def list_notes(view: Record[Any, Any], names: frozenset[str]) -> Notes:
    """What was noted of the priority and of some other facts."""
    told = (
        (entry.at, {name: value for name, value in entry.changes if _decides(name, value, names)})
        for entry in view.chronology
        if entry.changes
    )
    return [(at, noted) for at, noted in told if noted]


def _decides(name: str, value: Fact, names: frozenset[str]) -> bool:
    if name == _PRIORITY:
        return value is None or isinstance(value, Priority)
    return name in names


def list_standings(notes: Notes, names: tuple[str, ...], first: Mapping[str, Fact]) -> Standings:
    """What held from each note on, where something held at first."""
    facts = dict(first)
    standings: Standings = []
    for at, noted in notes:
        facts.update(noted)
        priority = facts.get(_PRIORITY)
        assert priority is None or isinstance(priority, Priority)  # others were left out
        standings.append((at, (priority, read_words(facts, names))))
    return standings


_get_time = itemgetter(0)


def find_standing(noted: Standings, at: datetime) -> Standing:
    """What was in force at an instant."""
    place = bisect_right(noted, at, key=_get_time)
    return noted[place - 1][1] if place else _NOTHING


def find_turn(
    noted: Sequence[tuple[datetime, Any]],
    holds: Callable[[Any], bool],
    *,
    at: datetime,
    start: datetime,
    nothing: object = None,
) -> datetime:
    """Since when what holds at an instant has done so without a break, from a start on.

    Of values noted at one instant the last one counts; before anything is noted it is nothing.
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
    return start if holds(nothing) else since


@frozen
class Segment:
    """What is judged by itself: a cycle or a part of one, and what it is judged by."""

    number: int
    cycle: Cycle
    standing: Standing
    chosen_at: datetime
    """The instant at which that held."""
    earlier: tuple["Segment", ...] = ()
    """What was before a restart."""
    opened_at: datetime = field(kw_only=True)
    """When the cycle began that it is a part of."""

    @property
    def priority(self) -> Priority | None:
        """The priority it is judged by."""
        return self.standing[0]


@frozen
class PriorityChanges:
    """What decides which target holds, as noted on a record by an instant."""

    view: Record[Any, Any]
    agreement: Agreement
    as_of: datetime

    @cached_property
    def noted(self) -> Standings:
        """What held from when on."""
        return list_standings(self._notes, self.agreement.deciding_facts, {})

    @cached_property
    def _notes(self) -> Notes:
        return list_notes(self.view, frozenset(self.agreement.deciding_facts))

    @cached_property
    def _in_force(self) -> Standings:
        """The last one noted at each instant."""
        return list(dict(self.noted).items())

    @cached_property
    def _kind(self) -> str:
        return kind_of(self.view)

    def _list_settled(self, end: datetime) -> Standings:
        """What held from when on, where the first that is noted of a fact by an end always did."""
        if not self.agreement.deciding_facts:
            return self.noted  # of one fact alone, the first that is noted is where it begins
        first: dict[str, Fact] = {}
        for at, noted in self._notes:
            if at <= end:
                first = {**noted, **first}
        return list_standings(self._notes, self.agreement.deciding_facts, first)

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
        return find_standing(self.noted, self.as_of)[0]

    def divide(self, cycle: Cycle, clock: str) -> Iterator[Segment]:
        """The parts of a cycle that are judged by themselves."""
        end = cycle.ended_at or self.as_of
        rule = self.agreement.on_priority_change
        if rule is OnPriorityChange.KEEP or len(self.noted) < 2:
            standing, opened_at = find_standing(self.noted, end), cycle.started_at
            yield Segment(1, cycle, standing, end, opened_at=opened_at)
            return
        settled = self._list_settled(end)
        cuts = self._find_cuts(clock, cycle, settled)
        starts, ends = [cycle.started_at, *cuts], [*cuts, None]
        segments: list[Segment] = []
        for number, (start, until) in enumerate(zip(starts, ends, strict=True), 1):
            chosen_at = min(max(start, self.noted[0][0]), end)
            standing, part = find_standing(settled, chosen_at), cycle.cut(start, until)
            segments.append(Segment(number, part, standing, chosen_at, opened_at=cycle.started_at))
        if rule is OnPriorityChange.SEGMENTED:
            yield from segments
        else:
            yield evolve(segments[-1], earlier=tuple(segments[:-1]))

    def _find_cuts(self, clock: str, cycle: Cycle, settled: Standings) -> list[datetime]:
        """When other targets began to hold while a cycle was under way."""
        find, end = self.agreement.targets_for, cycle.ended_at
        return [
            at
            for (_, before), (at, after) in pairwise(dict(settled).items())
            if cycle.started_at < at <= self.as_of
            and (end is None or at < end)
            and find(clock, *before) != find(clock, *after)
        ]

    def find_known_at(self, target: Target, segment: Segment) -> datetime:
        """When a target came into force for a segment: its start, or a later change on the record.

        A target that leaves no more time, on the same clock and in the same hours, counts as the
        target itself: who kept an eye on that one was warned in time. By when things happened,
        whenever they were written down.
        """
        find = partial(find_turn, at=segment.chosen_at, start=segment.cycle.started_at)
        binds_then = partial(self._binds, target)
        turns = [find(self._in_force, binds_then, nothing=_NOTHING)]
        if target.kinds is not None:
            categories = self._noted_facts.get("category", [])
            binds = partial(self._binds_category, target, segment.standing)
            turns.append(find_turn(categories, binds, at=self.as_of, start=turns[0]))
        if isinstance(target.within, Deadline):
            deadlines = self._noted_facts.get(target.within.fact, [])
            end = segment.cycle.ended_at or self.as_of
            is_same = partial(eq, target.within.find(self.view, at=end))
            turns.append(find_turn(deadlines, is_same, at=end, start=turns[0]))
        return max(turns)

    def _binds(self, target: Target, standing: Standing, kind: str | None = None) -> bool:
        """Whether a record that stands so has a target or one as strict."""
        held = self.agreement.targets_for(target.clock.name, *standing, kind=kind or self._kind)
        return target in held or any(self._is_as_strict(other, target) for other in held)

    def _binds_category(self, target: Target, standing: Standing, category: Fact) -> bool:
        """Whether a record of a category has a target or one as strict."""
        return self._binds(target, standing, find_kind(self.view, category))

    def _is_as_strict(self, other: Target, target: Target) -> bool:
        """Whether a target leaves no more time than another on the same clock and in its hours."""
        hours = self.agreement.calendar_for(target)
        return (
            other.clock == target.clock
            and self.agreement.calendar_for(other) == hours
            and other.chosen_hours == target.chosen_hours
            and _leaves_no_more(other, target)
        )

    def find_superseded(self, target: Target, segment: Segment) -> Iterator[Superseded]:
        """The breaches of targets that held before the priority changed."""
        if segment.earlier:
            for each in segment.earlier:
                until = each.cycle.voided_at
                assert until is not None  # a segment before a restart ends with it
                for earlier in self._list_rivals(target, each.standing):
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
        for (_, standing), (until, following) in pairwise(self._list_settled(end)):
            if standing == following or not cycle.started_at < until <= end:
                continue
            for earlier in self._list_rivals(target, standing):
                if earlier not in breaches:
                    breaches[earlier] = self._find_breach(earlier, under_way, end)
                breached_at = breaches[earlier]
                # A breach is told by the first instant after it, as everywhere.
                if breached_at is not None and breached_at < until:
                    yield Superseded(standing[0], earlier, breached_at, until)

    def _list_rivals(self, target: Target, standing: Standing) -> list[Target]:
        """The other targets on the clock of one, which held for a record that stood so."""
        held = self.agreement.targets_for(target.clock.name, *standing, kind=self._kind)
        return [earlier for earlier in held if earlier != target]

    def _find_breach(self, target: Target, cycle: Cycle, until: datetime) -> datetime | None:
        """When the time that a target left was over; a deadline is no such time."""
        if isinstance(target.within, Deadline):
            return None
        calendar = self.agreement.calendar_for(target, self.view, until=until)
        return measure(cycle, target.within, calendar, as_of=until).breached_at


def _leaves_no_more(one: Target, other: Target) -> bool:
    """Whether a target leaves as much time as another or less; days and hours do not compare."""
    if isinstance(one.within, timedelta) and isinstance(other.within, timedelta):
        return one.within <= other.within
    return one.within == other.within
