"""Doubts: what the gaps of a record leave open of its judgements, and what stays certain."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Any

from attrs import frozen

from mof.agreements import Clock, OnPriorityChange, Target
from mof.agreements._clocks import ClockState
from mof.judgements._priority_changes import PriorityChanges, Segment
from mof.records import Record, RecordGap

_PRIORITY = "priority"


@frozen
class Doubts:
    """The gaps of a record as known at an instant, before one agreement."""

    view: Record[Any, Any]
    changes: PriorityChanges

    def find_untold(self, clock: str, segment: Segment) -> RecordGap | None:
        """What leaves open which target holds, or which time counts, if anything does.

        Our judgement: the target is that of the priority, where it is the same from the gap on.
        Where it is another later, nothing tells which one was in force when the clock ended.
        """
        if not self.view.gaps:
            return None
        gap = segment.cycle.gap
        if gap is not None and (gap.at is None or gap.field == "opened_at"):
            return gap
        end = segment.cycle.ended_at or self.changes.as_of
        until = end if gap is None else self.changes.as_of
        for each in self.view.gaps:
            # Which hours counted depends on all that was noted, not on the last of it.
            if each.field in self._find_choosers(clock) and (each.at is None or each.at <= until):
                return each
        deciding = self._find_deciding(clock)
        if not deciding:
            return None
        for each in self.view.gaps:
            if each.field in deciding and self._is_open(each, end, until):
                return each
        is_settled = all(
            value == segment.standing or not end < at <= until for at, value in self.changes.noted
        )
        return None if is_settled else gap

    def _is_open(self, gap: RecordGap, end: datetime, until: datetime) -> bool:
        """Whether a value that was not read may be the one by which a cycle is judged."""
        if gap.at is not None and gap.at > until:
            return False
        is_told_again = gap.until is not None and gap.until <= end
        keeps = self.changes.agreement.on_priority_change is OnPriorityChange.KEEP
        return not (keeps and is_told_again)

    def _find_deciding(self, clock: str) -> frozenset[str]:
        """The facts that decide which target holds on a clock."""
        found: set[str] = set()
        for target in self._list_targets(clock):
            found.update(name for name, _ in target.facts)
            if target.priorities is not None:
                found.add(_PRIORITY)
        return frozenset(found)

    def _find_choosers(self, clock: str) -> frozenset[str | None]:
        """The facts that choose the hours in which a target counts."""
        return frozenset(target.calendar_by for target in self._list_targets(clock))

    def _list_targets(self, clock: str) -> Iterator[Target]:
        for target in self.changes.agreement.targets:
            if target.clock.name == clock and target.fits(self.view):
                yield target

    def find_gap_of(self, fact: str, end: datetime) -> RecordGap | None:
        """What was not read of a fact that counts at an instant, if anything was not."""
        for gap in self.view.gaps:
            has_begun = gap.at is None or gap.at <= end
            if gap.field == fact and has_begun and (gap.until is None or gap.until > end):
                return gap
        return None

    @cached_property
    def _last_at(self) -> datetime | None:
        """The last instant of which something was not read; None where one is not known."""
        ats = [gap.at for gap in self.view.gaps]
        return None if None in ats else max(at for at in ats if at is not None)

    def find_latest_end(self, clock: Clock) -> datetime | None:
        """By when a clock had surely ended, by what is told after all gaps; None if it may run."""
        if self._last_at is None or not clock.is_moved_by_states(self.view.facts):
            return None
        ended_at = None
        told = [e for e in self.view.chronology if e.state and e.at <= self.changes.as_of]
        for entry in reversed(told):
            assert entry.state is not None
            # What entered the state may be a gap, so that nothing tells who did.
            state = min(
                clock.find_by_state(entry.state.value, entry.reason, is_automated=is_automated)
                for is_automated in (False, True)
            )
            if entry.at <= self._last_at or state < ClockState.IS_VOID:
                break
            ended_at = entry.at
        return ended_at
