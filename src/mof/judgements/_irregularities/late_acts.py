"""What is done to a running clock, and how much of its time had passed by then."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import frozen

from mof.agreements import Agreement, Deadline, Reopening, select_agreements
from mof.agreements._cycles import Cycle
from mof.agreements._target_terms import read_words_at
from mof.agreements._targets import kind_of
from mof.judgements._breaches import measure
from mof.judgements._irregularities.irregularities import (
    IrregularityRule,
    IrregularitySighting,
    IrregularityThresholds,
)
from mof.records import Priority, Record
from mof.values._instants import MICROSECOND


@frozen
class Act:
    """Something done to a running clock: ``used`` is the share of the time that had passed."""

    rule: IrregularityRule
    subject: str
    sighting: IrregularitySighting
    used: Fraction
    is_written_late: bool = False

    def is_last(self, share: Fraction) -> bool:
        """Whether it falls into the last stretch, the instant at which it is due included."""
        return 1 - share <= self.used <= 1

    def is_before_last(self, share: Fraction) -> bool:
        """Whether it falls into the stretch before that."""
        return 1 - 2 * share <= self.used < 1 - share


def list_acts(
    view: Record[Any, Any],
    agreements: tuple[Agreement, ...],
    as_of: datetime,
    given: IrregularityThresholds,
) -> Iterator[Act]:
    """All that was done to the clocks of a record while they ran."""
    for agreement in select_agreements(view, agreements, as_of=as_of).agreements:
        case = _Case(view, agreement, given)
        for clock in dict.fromkeys(target.clock for target in agreement.targets):
            cycles = agreement.find_cycles(view, clock, as_of=as_of)
            for cycle in cycles:
                yield from case.list_pauses(clock.name, cycle)
                yield from case.list_downgrades(clock.name, cycle, cycle.ended_at or as_of)
                yield from case.list_stops(clock.name, cycle)
            if clock.reopening is Reopening.NEW_CYCLE and not clock.starts:
                for cycle, following in pairwise(cycles):
                    yield from case.list_escapes(clock.name, cycle, following)


@frozen
class _Case:
    """A record before one agreement."""

    view: Record[Any, Any]
    agreement: Agreement
    given: IrregularityThresholds

    def list_pauses(self, clock: str, cycle: Cycle) -> Iterator[Act]:
        for pause in cycle.pauses:
            if not pause.is_away and pause.start > cycle.started_at:
                yield from self._place(IrregularityRule.LATE_PAUSE, clock, cycle, pause.start)

    def list_downgrades(self, clock: str, cycle: Cycle, end: datetime) -> Iterator[Act]:
        for (_, before), (at, after) in pairwise(_list_priorities(self.view)):
            if after.rank > before.rank and cycle.started_at < at <= end:
                yield from self._place(IrregularityRule.LATE_DOWNGRADE, clock, cycle, at, before)

    def list_stops(self, clock: str, cycle: Cycle) -> Iterator[Act]:
        if cycle.stopped_at is not None:
            yield from self._place(IrregularityRule.LATE_STOP, clock, cycle, cycle.stopped_at)

    def list_escapes(self, clock: str, cycle: Cycle, following: Cycle) -> Iterator[Act]:
        at = cycle.stopped_at
        if at is not None and following.started_at - at <= self.given.reopened_within:
            yield from self._place(IrregularityRule.ESCAPED_CYCLE, clock, cycle, at)

    def _place(
        self,
        rule: IrregularityRule,
        clock: str,
        cycle: Cycle,
        at: datetime,
        priority: Priority | None = None,
    ) -> Iterator[Act]:
        """The act, by how much of the time had passed that a target left."""
        priority = priority or _find_priority(self.view, at)
        under_way = Cycle(cycle.started_at, None, None, cycle.pauses)
        facts = read_words_at(self.view, self.agreement.deciding_facts, at)
        for target in self.agreement.targets_for(clock, priority, facts, kind=kind_of(self.view)):
            if not isinstance(target.within, Deadline):
                calendar = self.agreement.calendar_for(target, self.view, until=at)
                measured = measure(under_way, target.within, calendar, as_of=at)
                used = measured.elapsed // MICROSECOND
                yield Act(
                    rule,
                    f"{self.agreement.id} {clock}",
                    IrregularitySighting(at, self.view.id),
                    Fraction(used, max(1, measured.allowance // MICROSECOND)),
                    self._is_written_late(at),
                )
                return  # what is done once is counted once

    def _is_written_late(self, at: datetime) -> bool:
        written = (e.recorded_at for e in self.view.chronology if e.at == at)
        return max(written, default=at) - at >= self.given.written_later_by


def _list_priorities(view: Record[Any, Any]) -> list[tuple[datetime, Priority]]:
    noted = ((entry.at, dict(entry.changes).get("priority")) for entry in view.chronology)
    return [(at, value) for at, value in noted if isinstance(value, Priority)]


def _find_priority(view: Record[Any, Any], at: datetime) -> Priority | None:
    noted = [value for noted_at, value in _list_priorities(view) if noted_at <= at]
    return noted[-1] if noted else None
