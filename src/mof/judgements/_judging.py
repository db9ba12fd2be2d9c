"""Judging: from a history and an agreement to verdicts."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any

from attrs import evolve, frozen

from mof.agreements import Agreement, Clock, Deadline, OnPriorityChange, Target, select_agreements
from mof.agreements._cycles import Cycle, find_start
from mof.agreements._targets import kind_of
from mof.calendars import Calendar
from mof.judgements._breaches import Measurement, measure, measure_until
from mof.judgements._doubts import Doubts
from mof.judgements._judgements import Judgement
from mof.judgements._priority_changes import PriorityChanges, Segment, Superseded
from mof.judgements._verdicts import Verdict, find_verdict
from mof.records import Record, RecordGap
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
    that the target names, has the verdict NO_TARGET. What was not read of the record, and can have
    moved a clock, makes its verdict UNKNOWN.

    >>> from datetime import UTC, timedelta
    >>> import mof
    >>> from mof.incidents import IncidentState
    >>> from mof.records import Entry
    >>> morning = datetime(2026, 6, 1, 8, tzinfo=UTC)
    >>> target = mof.Target(mof.Clock.RESOLUTION, timedelta(hours=4))
    >>> sla = mof.SLA(
    ...     "sla-mail", service="mail", calendar=mof.Calendar.always(), targets=[target],
    ...     valid_from=morning, version="1",
    ... )
    >>> opened = Entry(morning, state=IncidentState.OPEN, changes={"service": "mail"})
    >>> incident = mof.Incident("INC-1", [opened], opened_at=morning)
    >>> for hours in (4, 5):
    ...     (judgement,) = judge(incident, sla, as_of=morning + timedelta(hours=hours))
    ...     print(judgement.verdict, judgement.remaining)
    running 0:00:00
    breached -1 day, 23:00:00

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
    changes = PriorityChanges(view, agreement, as_of)
    case = _Case(view, agreement, changes, Doubts(view, changes), as_of)
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

    >>> from datetime import UTC, timedelta
    >>> import mof
    >>> from mof.incidents import IncidentState
    >>> from mof.records import Entry
    >>> morning = datetime(2026, 6, 1, 8, tzinfo=UTC)
    >>> target = mof.Target(mof.Clock.RESOLUTION, timedelta(hours=4))
    >>> sla = mof.SLA(
    ...     "sla-mail", service="mail", calendar=mof.Calendar.always(), targets=[target],
    ...     valid_from=morning, version="1",
    ... )
    >>> opened = Entry(morning, state=IncidentState.OPEN, changes={"service": "mail"})
    >>> incident = mof.Incident("INC-1", [opened], opened_at=morning)
    >>> for breach in find_breaches([incident], [sla], as_of=morning + timedelta(hours=5)):
    ...     print(breach, breach.breached_at)
    INC-1: resolution breached (sla-mail 1) 2026-06-01 12:00:00+00:00

    Raises:
        DefinitionError: the id of a record comes twice.
    """
    breaches = (
        (judgement.breached_at, judgement.record, judgement.agreement, judgement)
        for judgement in judge_all(records, agreements, as_of=as_of)
        if judgement.breached_at is not None
    )
    return tuple(row[-1] for row in sorted(breaches, key=lambda row: row[:3]))


_Segments = list[tuple[int, Segment]]
"""Segments, each with the number of its cycle."""


@frozen
class _Case:
    """A record as known at an instant, before one agreement."""

    view: Record[Any, Any]
    agreement: Agreement
    changes: PriorityChanges
    doubts: Doubts
    as_of: datetime

    def judge(self, clock: str) -> list[Judgement]:
        """The judgements on the clocks of one name, cycle by cycle."""
        followed: dict[Clock, _Segments] = {}
        judged = list(self._judge_targets(clock, followed))
        if not judged and (verdict := self._find_verdict_without_target(followed)):
            return [self._judge_without_target(clock, verdict)]
        return sorted(judged, key=attrgetter("cycle", "segment")) if len(judged) > 1 else judged

    def _judge_targets(self, clock: str, followed: dict[Clock, _Segments]) -> Iterator[Judgement]:
        untold: dict[int, Judgement] = {}
        for target in self.agreement.targets:
            if target.clock.name != clock or not target.fits(self.view):
                continue
            if target.clock not in followed:
                followed[target.clock] = self._follow(target.clock)
            for number, segment in followed[target.clock]:
                if (gap := self.doubts.find_untold(clock, segment)) is not None:
                    untold.setdefault(number, self._judge_untold(clock, number, segment, gap))
                elif not self._holds(target, segment):
                    continue
                elif judgement := self._judge_segment(target, number, segment):
                    yield judgement
        yield from untold.values()

    def _holds(self, target: Target, segment: Segment) -> bool:
        """Whether a target is in force for a segment, and gives way to no other."""
        if not self.agreement.deciding_facts:
            return target.applies_to(segment.priority)
        name, kind = target.clock.name, kind_of(self.view)
        return target in self.agreement.targets_for(name, *segment.standing, kind=kind)

    def _follow(self, clock: Clock) -> _Segments:
        """The cycles of a clock in the parts that are judged by themselves."""
        cycles = self.agreement.find_cycles(self.view, clock, as_of=self.as_of)
        return [
            (number, segment)
            for number, cycle in enumerate(cycles, 1)
            for segment in self.changes.divide(cycle, clock.name)
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
            priority=self.changes.find_latest(),
            verdict=verdict,
            as_of=self.as_of,
            started_at=self.view.started_at,
        )

    def _judge_untold(self, clock: str, number: int, segment: Segment, gap: RecordGap) -> Judgement:
        """The judgement where nothing tells which target holds, or from when the clock counts."""
        judgement = self._judge_without_target(clock, Verdict.UNKNOWN)
        is_begun = gap.at is not None
        started_at = segment.cycle.started_at if is_begun else None
        return evolve(judgement, cycle=number, priority=None, started_at=started_at, gap=gap)

    def _judge_segment(self, target: Target, number: int, segment: Segment) -> Judgement | None:
        """The judgement of a segment; None where the deadline that counts is not known."""
        cycle = segment.cycle
        if isinstance(target.within, Deadline):
            end = cycle.ended_at or self.as_of
            if (gap := self.doubts.find_gap_of(target.within.fact, end)) is not None:
                judgement = self._judge_untold(target.clock.name, number, segment, gap)
                return evolve(judgement, target=target)
            deadline = target.within.find(self.view, at=end)
            if deadline is None:
                return None
            calendar, cycle = _REAL_TIME, evolve(cycle, pauses=())
            measured = measure_until(cycle, deadline, as_of=self.as_of)
        else:
            until = cycle.ended_at or self.as_of
            calendar = self.agreement.calendar_for(target, self.view, until=until)
            measured = measure(cycle, target.within, calendar, as_of=self.as_of)
        if cycle.gap is not None:
            return self._judge_until_gap(target, number, segment, calendar, measured)
        superseded = tuple(self.changes.find_superseded(target, segment))
        verdict = find_verdict(cycle, measured)
        breached_at = measured.breached_at
        if breached_at is not None and self._is_forgotten(cycle):
            superseded += (
                Superseded(
                    segment.priority, target, breached_at, self.agreement.ends_at or breached_at
                ),
            )
            verdict, breached_at = Verdict.VOID, None
        return self._tell(
            target,
            number,
            segment,
            measured,
            verdict=verdict,
            calendar=calendar,
            stopped_at=cycle.stopped_at,
            voided_at=cycle.voided_at,
            due_at=measured.due_at,
            breached_at=breached_at,
            pauses=cycle.pauses,
            superseded=superseded,
            known_at=self.changes.find_known_at(target, segment),
        )

    def _tell(
        self,
        target: Target,
        number: int,
        segment: Segment,
        measured: Measurement,
        **more: Any,  # noqa: ANN401 - the other fields of a judgement
    ) -> Judgement:
        """The judgement of a segment that was measured against a target."""
        return Judgement(
            record=self.view.id,
            agreement=self.agreement.id,
            version=self.agreement.version,
            clock=target.clock.name,
            cycle=number,
            segment=segment.number,
            priority=segment.priority,
            as_of=self.as_of,
            target=target,
            started_at=segment.cycle.started_at,
            allowance=measured.allowance,
            elapsed=measured.elapsed,
            paused=measured.paused,
            opened_at=segment.opened_at,
            **more,
        )

    def _judge_until_gap(
        self,
        target: Target,
        number: int,
        segment: Segment,
        calendar: Calendar,
        measured: Measurement,
    ) -> Judgement:
        """What is known of a cycle up to what was not read, and what bounds the rest of it."""
        cycle, doubts = segment.cycle, self.doubts
        ended_by = doubts.find_latest_end(target.clock)
        at_most = None
        if self.agreement.on_priority_change is OnPriorityChange.KEEP:
            assert cycle.voided_at is not None  # with a gap it is known up to there
            rest = calendar.elapsed(cycle.voided_at, ended_by or self.as_of)
            at_most = measured.elapsed + rest
        return self._tell(
            target,
            number,
            segment,
            measured,
            verdict=Verdict.UNKNOWN,
            calendar=calendar,
            pauses=cycle.pauses,
            gap=cycle.gap,
            at_least=None if target.clock.resets else measured.elapsed,
            at_most=at_most,
            ended_by=ended_by,
        )

    def _is_forgotten(self, cycle: Cycle) -> bool:
        """Whether the next version restarted the count."""
        return (
            self.agreement.on_new_version is OnPriorityChange.RESTART
            and cycle.voided_at is not None
            and cycle.voided_at == self.agreement.ends_at
        )
