"""Judgements: how one record stands against one agreement at one instant, and why."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from attrs import evolve, frozen

from mof.agreements import Agreement, Target
from mof.calendars import Calendar, Hours
from mof.clocks import Clock, Cycle, Pause
from mof.documents import Table, format_duration, format_instant
from mof.ids import AgreementId
from mof.instants import to_utc
from mof.kinds import check_argument
from mof.measurements import Measurement, measure
from mof.priorities import Priority
from mof.records import Record, iterate_once
from mof.terms import Term

_Priorities = list[tuple[datetime, Priority | None]]


class Verdict(Term):
    """How a record stands against a target."""

    MET = "met"
    BREACHED = "breached"
    RUNNING = "running"
    PAUSED = "paused"
    NOT_STARTED = "not started"
    VOID = "void"
    NO_TARGET = "no target"


class Label(Term):
    """What a stretch of time counts as, the first that applies."""

    HOLIDAY = "holiday"
    BREAK = "break"
    OUTSIDE_HOURS = "outside hours"
    PAUSED = "paused"
    RUNNING = "running"


@frozen
class Part:
    """A stretch of a record's time and what it counts as."""

    start: datetime
    end: datetime
    label: Label
    reason: str = ""

    @property
    def duration(self) -> timedelta:
        """How long the stretch is by the wall clock."""
        return self.end - self.start


@frozen
class Explanation:
    """Every microsecond of a judgement, labelled; the parts add up to wall-clock time."""

    judgement: "Judgement"
    parts: tuple[Part, ...]

    def total(self, label: Label | str) -> timedelta:
        """How much time has a label, or the label of that word."""
        label = Label(label)
        return sum((p.duration for p in self.parts if p.label is label), timedelta(0))

    def to_table(self) -> Table:
        """The parts in order of time, in the zone of the calendar."""
        tz = self.judgement.calendar.tz if self.judgement.calendar else "UTC"
        return Table(
            columns=("From", "To", "Counts as", "Duration"),
            rows=tuple(
                (
                    format_instant(part.start, tz=tz),
                    format_instant(part.end, tz=tz),
                    f"{part.label} ({part.reason})" if part.reason else str(part.label),
                    format_duration(part.duration),
                )
                for part in self.parts
            ),
            caption=f"{self.judgement} ({tz})",
        )


@frozen
class Superseded:
    """A breach of an earlier target, which a later change of priority has undone."""

    priority: Priority | None
    target: Target
    breached_at: datetime
    until: datetime


@frozen(kw_only=True)
class Judgement:
    """A verdict, and all that it was reached from.

    ``elapsed`` and ``paused`` are open time; ``due_at`` of a paused clock is computed as if it
    resumed at ``as_of``, and is None where no opening is long enough or no target applies.
    """

    record: str
    agreement: AgreementId
    version: str
    clock: str
    cycle: int
    priority: Priority | None
    verdict: Verdict
    as_of: datetime
    target: Target | None = None
    calendar: Calendar | None = None
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    voided_at: datetime | None = None
    due_at: datetime | None = None
    breached_at: datetime | None = None
    allowance: timedelta | None = None
    elapsed: timedelta = timedelta(0)
    paused: timedelta = timedelta(0)
    pauses: tuple[Pause, ...] = ()
    superseded: tuple[Superseded, ...] = ()

    @property
    def remaining(self) -> timedelta | None:
        """Open time left, negative once it is too late; None without a target."""
        return None if self.allowance is None else self.allowance - self.elapsed

    @property
    def decided_at(self) -> datetime | None:
        """When the verdict became final: the stop if met, the breach if breached."""
        if self.verdict is Verdict.BREACHED:
            return self.breached_at
        return self.stopped_at or self.voided_at

    @property
    def ended_at(self) -> datetime:
        """Until when the clock is looked at: its stop, or the instant of the judgement."""
        return self.stopped_at or self.voided_at or self.as_of

    def explain(self) -> Explanation:
        """Label every microsecond from the start to the stop, or to the instant judged at."""
        if self.calendar is None or self.started_at is None:
            return Explanation(self, ())
        stretches = self.calendar.stretches(self.started_at, self.ended_at)
        parts = (p for start, end, hours in stretches for p in self._label(start, end, hours))
        return Explanation(self, tuple(parts))

    def _label(self, start: datetime, end: datetime, hours: Hours) -> Iterator[Part]:
        if hours is not Hours.OPEN:
            yield Part(start, end, Label(hours.value))
            return
        for pause in self.pauses:
            pause_start = max(start, pause.start)
            pause_end = min(end, pause.end or end)
            if pause_start < pause_end:
                if start < pause_start:
                    yield Part(start, pause_start, Label.RUNNING)
                yield Part(pause_start, pause_end, Label.PAUSED, pause.reason)
                start = pause_end
        if start < end:
            yield Part(start, end, Label.RUNNING)

    def __str__(self) -> str:
        return f"{self.record}: {self.clock} {self.verdict} ({self.agreement} {self.version})"


def judge(
    record: Record[Any, Any], agreement: Agreement, *, as_of: datetime
) -> tuple[Judgement, ...]:
    """How a record stands against an agreement: one judgement per target and cycle.

    Nothing recorded after ``as_of`` is looked at. A record that the agreement does not speak
    of has no judgement; one of a priority without a target has the verdict NO_TARGET.

    Raises:
        HorizonError: the record or ``as_of`` lies outside the years that calendars cover.
        ArgumentError: it is not one record and one agreement.
    """
    check_argument(record, Record, "judge each record by itself")
    check_argument(agreement, Agreement, "judge by each agreement in turn")
    as_of = to_utc(as_of)
    view = record.as_of(as_of)
    if not agreement.covers(view):
        return ()
    return tuple(
        judgement
        for clock in agreement.clocks
        for judgement in _judge_clock(view, agreement, clock, as_of)
    )


def _judge_clock(
    view: Record[Any, Any], agreement: Agreement, clock: str, as_of: datetime
) -> Iterator[Judgement]:
    judged = 0
    noted = _list_priorities(view)
    followed: dict[Clock, tuple[Cycle, ...]] = {}
    for target in agreement.targets:
        if target.clock.name != clock:
            continue
        if target.clock not in followed:
            followed[target.clock] = agreement.find_cycles(view, target.clock, as_of=as_of)
        for number, cycle in enumerate(followed[target.clock], 1):
            priority = _find_priority(noted, cycle.stopped_at or cycle.voided_at or as_of)
            if target.applies_to(priority):
                judged += 1
                yield _judge_cycle(
                    view, agreement, target, cycle, number=number, noted=noted, as_of=as_of
                )
    if not judged and (verdict := _find_verdict_without_target(view, followed, as_of)):
        yield Judgement(
            record=view.id,
            agreement=agreement.id,
            version=agreement.version,
            clock=clock,
            cycle=1,
            priority=_find_priority(noted, as_of),
            verdict=verdict,
            as_of=as_of,
            started_at=view.started_at,
        )


def _find_verdict_without_target(
    view: Record[Any, Any], followed: Mapping[Clock, tuple[Cycle, ...]], as_of: datetime
) -> Verdict | None:
    if view.started_at is not None and view.started_at > as_of:
        return Verdict.NOT_STARTED
    return Verdict.NO_TARGET if any(followed.values()) else None


def _judge_cycle(
    view: Record[Any, Any],
    agreement: Agreement,
    target: Target,
    cycle: Cycle,
    *,
    number: int,
    noted: _Priorities,
    as_of: datetime,
) -> Judgement:
    calendar = agreement.calendar_for(target)
    measured = measure(cycle, target.within, calendar, as_of=as_of)
    return Judgement(
        record=view.id,
        agreement=agreement.id,
        version=agreement.version,
        clock=target.clock.name,
        cycle=number,
        priority=_find_priority(noted, cycle.stopped_at or cycle.voided_at or as_of),
        verdict=_find_verdict(cycle, measured),
        as_of=as_of,
        target=target,
        calendar=calendar,
        started_at=cycle.started_at,
        stopped_at=cycle.stopped_at,
        voided_at=cycle.voided_at,
        due_at=measured.due_at,
        breached_at=measured.breached_at,
        allowance=measured.allowance,
        elapsed=measured.elapsed,
        paused=measured.paused,
        pauses=cycle.pauses,
        superseded=tuple(_find_superseded(noted, agreement, target, cycle, as_of))
        if len(noted) > 1
        else (),
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


def _find_superseded(
    noted: _Priorities, agreement: Agreement, target: Target, cycle: Cycle, as_of: datetime
) -> Iterator[Superseded]:
    """The breaches of targets that held before the priority changed.

    The original start and pauses are kept, and so is the memory of what was breached then.
    """
    end = cycle.stopped_at or cycle.voided_at or as_of
    for (_, priority), (until, new_priority) in pairwise(noted):
        if priority is new_priority or not cycle.started_at < until <= end:
            continue
        under_way = evolve(cycle, stopped_at=None, voided_at=None)
        for earlier in agreement.targets_for(target.clock.name, priority):
            calendar = agreement.calendar_for(earlier)
            measured = measure(under_way, earlier.within, calendar, as_of=until)
            if earlier != target and measured.breached_at is not None:
                yield Superseded(priority, earlier, measured.breached_at, until)


def find_breaches(
    records: Iterable[Record[Any, Any]], agreements: Iterable[Agreement], *, as_of: datetime
) -> tuple[Judgement, ...]:
    """The breaches of all records against all agreements, the earliest first.

    Raises:
        DefinitionError: the id of a record comes twice.
    """
    agreements = tuple(agreements)
    breaches = (
        (judgement.breached_at, judgement.record, judgement.agreement, judgement)
        for record in iterate_once(records)
        for agreement in agreements
        for judgement in judge(record, agreement, as_of=as_of)
        if judgement.breached_at is not None
    )
    return tuple(row[-1] for row in sorted(breaches, key=lambda row: row[:3]))
