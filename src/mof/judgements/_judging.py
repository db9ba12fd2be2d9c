"""Judging: from a history and an agreement to verdicts."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import Any

from attrs import evolve, frozen

from mof.agreements import (
    Agreement,
    Clock,
    Cycle,
    Deadline,
    OnPriorityChange,
    Target,
    select_agreements,
)
from mof.agreements._cycles import find_start
from mof.calendars import Calendar
from mof.judgements._judgements import Judgement, Superseded, Verdict
from mof.judgements._measurements import Measurement, measure
from mof.records import Priority, Record
from mof.records._records import iterate_once
from mof.values._checks import check_argument, collect
from mof.values._instants import to_utc

_REAL_TIME = Calendar.always()


def judge(
    record: Record[Any, Any], agreement: Agreement, *, as_of: datetime
) -> tuple[Judgement, ...]:
    """How a record stands against an agreement: one judgement per target, cycle and segment.

    Nothing recorded after ``as_of`` is looked at. A record that the agreement does not speak
    of has no judgement; one without a target for its kind and priority, or without the deadline
    that the target names, has the verdict NO_TARGET.

    Raises:
        HorizonError: the record or ``as_of`` lies outside the years that calendars cover.
        NoOpenTimeError: a target allows business days that the calendar never has.
        ArgumentError: it is not one record and one agreement.
    """
    check_argument(record, Record, "judge each record by itself")
    check_argument(agreement, Agreement, "judge by each agreement in turn")
    as_of = to_utc(as_of)
    view = record.as_of(as_of)
    if not agreement.covers(view):
        return ()
    case = _Case(view, agreement, _list_priorities(view), as_of)
    return tuple(judgement for clock in agreement.clocks for judgement in case.judge(clock))


def judge_all(
    records: Iterable[Record[Any, Any]], agreements: Iterable[Agreement], *, as_of: datetime
) -> Iterator[Judgement]:
    """Every judgement of each record by the agreements that apply to it, record by record.

    Where several agreements of one party speak of a record, `select_agreements` tells which
    one applies.

    Raises:
        DefinitionError: the id of a record comes twice.
    """
    agreements = collect(agreements, Agreement, "agreements")
    for record in iterate_once(records):
        for agreement in select_agreements(record, agreements, as_of=as_of).agreements:
            yield from judge(record, agreement, as_of=as_of)


def find_breaches(
    records: Iterable[Record[Any, Any]], agreements: Iterable[Agreement], *, as_of: datetime
) -> tuple[Judgement, ...]:
    """The breaches of all records against the agreements that apply to them, the earliest first.

    Raises:
        DefinitionError: the id of a record comes twice.
    """
    breaches = (
        (judgement.breached_at, judgement.record, judgement.agreement, judgement)
        for judgement in judge_all(records, agreements, as_of=as_of)
        if judgement.breached_at is not None
    )
    return tuple(row[-1] for row in sorted(breaches, key=lambda row: row[:3]))


_Priorities = list[tuple[datetime, Priority | None]]


def _list_priorities(view: Record[Any, Any]) -> _Priorities:
    """When which priority was noted; None was noted where it was taken back."""
    return [
        (entry.at, value)
        for entry in view.chronology
        if entry.changes
        for name, value in entry.changes
        if name == "priority" and (value is None or isinstance(value, Priority))
    ]


def _find_priority(noted: _Priorities, at: datetime) -> Priority | None:
    """The priority in force at an instant."""
    priority = None
    for noted_at, value in noted:
        if noted_at <= at:
            priority = value
    return priority


@frozen
class _Segment:
    """What is judged by itself: a cycle or a part of one, and the priority it is judged by."""

    number: int
    cycle: Cycle
    priority: Priority | None
    earlier: tuple["_Segment", ...] = ()
    """What was before a restart."""


_Segments = list[tuple[int, _Segment]]
"""Segments, each with the number of its cycle."""


@frozen
class _Case:
    """A record as known at an instant, before one agreement."""

    view: Record[Any, Any]
    agreement: Agreement
    noted: _Priorities
    as_of: datetime

    def judge(self, clock: str) -> list[Judgement]:
        """The judgements on the clocks of one name, cycle by cycle."""
        followed: dict[Clock, _Segments] = {}
        judged = list(self._judge_targets(clock, followed))
        if not judged and (verdict := self._find_verdict_without_target(followed)):
            return [self._judge_without_target(clock, verdict)]
        return sorted(judged, key=attrgetter("cycle", "segment")) if len(judged) > 1 else judged

    def _judge_targets(self, clock: str, followed: dict[Clock, _Segments]) -> Iterator[Judgement]:
        for target in self.agreement.targets:
            if target.clock.name != clock or not target.fits(self.view):
                continue
            if target.clock not in followed:
                followed[target.clock] = self._follow(target.clock)
            for number, segment in followed[target.clock]:
                if not target.applies_to(segment.priority):
                    continue
                if judgement := self._judge_segment(target, number, segment):
                    yield judgement

    def _follow(self, clock: Clock) -> _Segments:
        """The cycles of a clock in the parts that are judged by themselves."""
        cycles = self.agreement.find_cycles(self.view, clock, as_of=self.as_of)
        return [
            (number, segment)
            for number, cycle in enumerate(cycles, 1)
            for segment in self._divide(cycle, clock.name)
        ]

    def _divide(self, cycle: Cycle, clock: str) -> Iterator[_Segment]:
        """The parts of a cycle that are judged by themselves."""
        end = cycle.ended_at or self.as_of
        carryover = self.agreement.on_priority_change
        if carryover is OnPriorityChange.KEEP or len(self.noted) < 2:
            yield _Segment(1, cycle, _find_priority(self.noted, end))
            return
        cuts = self._find_cuts(clock, cycle)
        starts, ends = [cycle.started_at, *cuts], [*cuts, None]
        segments: list[_Segment] = []
        for number, (start, until) in enumerate(zip(starts, ends, strict=True), 1):
            priority = _find_priority(self.noted, min(max(start, self.noted[0][0]), end))
            segments.append(_Segment(number, cycle.cut(start, until), priority))
        if carryover is OnPriorityChange.SEGMENTED:
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

    def _find_verdict_without_target(self, followed: dict[Clock, _Segments]) -> Verdict | None:
        starts = [find_start(self.view, clock) for clock in followed]
        if any(start is not None and start > self.as_of for start in starts):
            return Verdict.NOT_STARTED
        return Verdict.NO_TARGET if any(followed.values()) else None

    def _judge_without_target(self, clock: str, verdict: Verdict) -> Judgement:
        return Judgement(
            record=self.view.id,
            agreement=self.agreement.id,
            version=self.agreement.version,
            clock=clock,
            cycle=1,
            priority=_find_priority(self.noted, self.as_of),
            verdict=verdict,
            as_of=self.as_of,
            started_at=self.view.started_at,
        )

    def _judge_segment(self, target: Target, number: int, segment: _Segment) -> Judgement | None:
        """The judgement of a segment; None where the deadline that counts is not known."""
        cycle = segment.cycle
        if isinstance(target.within, Deadline):
            deadline = target.within.find(self.view, at=cycle.ended_at or self.as_of)
            if deadline is None:
                return None
            calendar, cycle = _REAL_TIME, evolve(cycle, pauses=())
            measured = _measure_until(cycle, deadline, as_of=self.as_of)
        else:
            calendar = self.agreement.calendar_for(target)
            measured = measure(cycle, target.within, calendar, as_of=self.as_of)
        superseded = tuple(self._find_superseded(target, segment))
        verdict = _find_verdict(cycle, measured)
        breached_at = measured.breached_at
        if breached_at is not None and self._is_forgotten(cycle):
            superseded += (
                Superseded(
                    segment.priority, target, breached_at, self.agreement.ends_at or breached_at
                ),
            )
            verdict, breached_at = Verdict.VOID, None
        return Judgement(
            record=self.view.id,
            agreement=self.agreement.id,
            version=self.agreement.version,
            clock=target.clock.name,
            cycle=number,
            segment=segment.number,
            priority=segment.priority,
            verdict=verdict,
            as_of=self.as_of,
            target=target,
            calendar=calendar,
            started_at=cycle.started_at,
            stopped_at=cycle.stopped_at,
            voided_at=cycle.voided_at,
            due_at=measured.due_at,
            breached_at=breached_at,
            allowance=measured.allowance,
            elapsed=measured.elapsed,
            paused=measured.paused,
            pauses=cycle.pauses,
            superseded=superseded,
        )

    def _is_forgotten(self, cycle: Cycle) -> bool:
        """Whether the next version restarted the count."""
        return (
            self.agreement.on_new_version is OnPriorityChange.RESTART
            and cycle.voided_at is not None
            and cycle.voided_at == self.agreement.ends_at
        )

    def _find_superseded(self, target: Target, segment: _Segment) -> Iterator[Superseded]:
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


def _measure_until(cycle: Cycle, deadline: datetime, *, as_of: datetime) -> Measurement:
    """Measure a cycle against a fixed instant, in real time."""
    end = max(cycle.started_at, cycle.ended_at or as_of)
    return Measurement(
        allowance=deadline - cycle.started_at,
        elapsed=end - cycle.started_at,
        paused=timedelta(0),
        due_at=deadline,
        breached_at=max(deadline, cycle.started_at) if end > deadline else None,
    )


def _find_verdict(cycle: Cycle, measured: Measurement) -> Verdict:
    if measured.breached_at is not None:
        return Verdict.BREACHED
    if cycle.voided_at is not None:
        return Verdict.VOID
    if cycle.stopped_at is not None:
        return Verdict.MET
    is_paused = bool(cycle.pauses) and cycle.pauses[-1].end is None
    return Verdict.PAUSED if is_paused else Verdict.RUNNING
