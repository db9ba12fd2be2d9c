"""Cycles: the runs of a clock over the life of a record."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Self

from attrs import evolve, field, frozen

from mof.agreements._clocks import Clock, ClockState, Conditions
from mof.agreements._conditions import Condition, is_automated
from mof.agreements._gap_reach import EngagedBy, find_reaching, may_begin, moves
from mof.agreements._pauses import Pause, cut_pauses
from mof.records import Entry, Fact, Record, RecordGap
from mof.values._instants import to_optional_utc, to_utc


@frozen
class Cycle:
    """One run of a clock on a record, from its start to its stop, if it has come to one."""

    started_at: datetime = field(converter=to_utc)
    stopped_at: datetime | None = field(default=None, converter=to_optional_utc)
    voided_at: datetime | None = field(default=None, converter=to_optional_utc)
    pauses: tuple[Pause, ...] = ()
    gap: RecordGap | None = None
    """What was not read while it counted, so that it is known up to there and void then."""

    @property
    def ended_at(self) -> datetime | None:
        """When it stopped or became void; None while it runs or is paused."""
        return self.stopped_at or self.voided_at

    def cut(self, start: datetime, end: datetime | None = None) -> Self:
        """The part from one instant on, and up to another, at which it is void then."""
        pauses = cut_pauses(self.pauses, start, end)
        if end is None:
            return evolve(self, started_at=start, pauses=pauses)
        # What is cut off takes the gap along, which is at the very end.
        return evolve(
            self, started_at=start, stopped_at=None, voided_at=end, pauses=pauses, gap=None
        )


Engages = Callable[[str, str | None, Mapping[str, Fact]], bool]
"""Whether a party is at work on a record in that state, for that reason, with those facts."""

_BY_NOTHING: EngagedBy = MappingProxyType({})


def follow(
    record: Record[Any, Any],
    clock: Clock,
    *,
    as_of: datetime,
    engages: Engages | None = None,
    sums_assignments: bool = False,
    engaged_by: EngagedBy = _BY_NOTHING,
) -> tuple[Cycle, ...]:
    """The cycles of a clock on a record, as far as they had come at an instant.

    Without ``engages`` the clock counts from the record's start on. With it, only what one
    party does counts: there is a cycle for each assignment, which begins when the party is engaged
    with something left to do, and ends at the latest when it no longer is. With
    ``sums_assignments`` all assignments are one cycle, and the time between them counts as paused.
    ``engaged_by`` are the facts, or the ``state``, that tell whether the party is at work, each
    with the word that it has then.

    What was not read of the record ends what can be told: a cycle that has come to its end for
    good by then stands, one that has not, or may have begun then, has the gap and is the last.
    """
    as_of = to_utc(as_of)
    start = find_start(record, clock)
    if start is None or start > as_of:
        return ()
    walk = _Walk(clock, start, engages, sums_assignments=sums_assignments)
    entries = [entry for entry in record.chronology if entry.at <= as_of]
    is_simple = engages is None and clock.is_moved_by_states(record.facts)
    gaps = find_reaching(record, clock, as_of=as_of, engaged_by=engaged_by) if record.gaps else ()
    taken = 0
    for gap in gaps:
        before = _count_before(entries, gap)
        walk.take_all(entries[taken:before], is_simple=is_simple)
        taken = max(taken, before)
        begins = may_begin(record, clock, gap, engaged_by=engaged_by)
        if walk.lose(gap, may_begin=begins):
            break
    else:
        walk.take_all(entries[taken:], is_simple=is_simple)
    return tuple(run.to_cycle() for run in walk.runs)


def _count_before(entries: Sequence[Entry[Any, Any]], gap: RecordGap) -> int:
    """How many entries are surely before what was not read.

    What a state not read was before is not told by the order of its instant; the moment of a
    known state comes after the moment that is told before it.
    """
    if gap.at is None:
        return 0
    ats = [entry.at for entry in entries]
    return bisect_right(ats, gap.at) if gap.state else bisect_left(ats, gap.at)


def find_start(record: Record[Any, Any], clock: Clock) -> datetime | None:
    """From when a clock may count; None where nothing is known of the record yet."""
    noted = record.facts.get(clock.since) if clock.since else None
    return noted if isinstance(noted, datetime) else record.started_at


class _Walk:
    """A clock while a record is followed, entry by entry."""

    def __init__(
        self, clock: Clock, start: datetime, engages: Engages | None, *, sums_assignments: bool
    ) -> None:
        self.clock = clock
        self.start = start
        self.engages = engages
        self.sums_assignments = sums_assignments
        self.state = ""
        self.reason: str | None = None
        self.is_automated = False
        """Whether a program brought the record into its state."""
        self.facts: dict[str, Fact] = {}
        self.is_ready = not clock.after
        self.hold: str | None = None
        """What a moment paused the clock for, until another resumes it."""
        self.runs: list[_Run] = []
        self.run: _Run | None = None
        if engages is None and not clock.starts:
            self._begin(start)

    def _begin(self, at: datetime) -> "_Run":
        self.run = _Run(at)
        self.runs.append(self.run)
        return self.run

    def take_all(self, entries: Iterable[Entry[Any, Any]], *, is_simple: bool) -> None:
        """Take note of entries, of which only the states matter where it is simple."""
        for entry in entries:
            if not is_simple:
                self.take(entry)
            elif entry.state:
                self.take_state(entry)

    def lose(self, gap: RecordGap, *, may_begin: bool) -> bool:
        """Follow no further than to what was not read, unless it changes nothing; whether so."""
        at = max(gap.at or self.start, self.start)
        run = self.run
        if run is not None and not run.is_over:
            if not moves(gap, self.clock, self._find_lasting(), self.facts):
                return False
        elif not may_begin:
            return False
        else:
            run = self._begin(at)
        run.lose(at, gap)
        return True

    def take_state(self, entry: Entry[Any, Any]) -> None:
        """Take note of an entry, where states and how they were entered alone decide."""
        run = self.run
        if run is None or run.is_over or not self._enter(entry):
            return
        state, reason = self.state, self.reason
        clock_state = self.clock.find_by_state(state, reason, is_automated=self.is_automated)
        self._move(run, clock_state, [reason or state], max(entry.at, self.start))

    def _enter(self, entry: Entry[Any, Any]) -> bool:
        """Note the state that an entry tells; one that is told again is not entered again."""
        state = entry.state.value if entry.state else self.state
        reason = entry.reason if entry.state else self.reason
        if state == self.state and reason == self.reason:
            return False
        self.state, self.reason, self.is_automated = state, reason, is_automated(entry)
        return True

    def take(self, entry: Entry[Any, Any]) -> None:
        """Take note of an entry."""
        clock, at = self.clock, max(entry.at, self.start)
        before = frozenset(filter(self._holds, clock.lasting_turns))
        self.facts.update(entry.changes)
        self._enter(entry)
        self._note_hold(entry, before)
        lasting = self._find_lasting()
        clock_state = max(lasting, self._find_moment(entry))
        whys = self._list_whys(lasting)
        is_engaged = self.engages is None or self.engages(self.state, self.reason, self.facts)
        is_at_end = clock_state >= ClockState.IS_VOID
        # A party that comes when the work is done already has nothing to count.
        if self.run is None and not clock.starts and is_engaged and not is_at_end:
            self._begin(at)
        if self.run and (is_engaged or is_at_end):
            self._move(self.run, clock_state, whys, at)
            self.run.is_over |= is_at_end and lasting < ClockState.IS_VOID  # a moment is for good
            if self._meets(entry, clock.resets - before):
                self.run.reset(at)
        if self.run and not is_engaged:
            self._leave(self.run, at, is_at_end=is_at_end)
        if is_engaged and lasting < ClockState.IS_VOID and self._is_started(entry):
            clock_state = ClockState.PAUSES if self.hold else lasting
            self._move(self._begin(at), clock_state, whys, at)
        self.is_ready = self.is_ready or self._meets(entry, clock.after)

    def _find_lasting(self) -> ClockState:
        """What how the record stands makes of the clock."""
        return self.clock.find_state(
            self.state, self.reason, self.facts, is_automated=self.is_automated
        )

    def _find_moment(self, entry: Entry[Any, Any]) -> ClockState:
        """What the instant of an entry makes of the clock."""
        if self._meets(entry, self.clock.stops, is_momentary=True):
            return ClockState.STOPS
        if self._meets(entry, self.clock.voids, is_momentary=True):
            return ClockState.IS_VOID
        return ClockState.PAUSES if self.hold else ClockState.RUNS

    def _note_hold(self, entry: Entry[Any, Any], before: Conditions) -> None:
        if self._meets(entry, self.clock.resumes - before):
            self.hold = None
        if self.hold is None and self._meets(entry, self.clock.pauses, is_momentary=True):
            self.hold = str(entry.event or self.reason or self.state)

    def _list_whys(self, lasting: ClockState) -> list[str]:
        """What may be said of why the clock does not run, if it does not."""
        stand = self.reason or self.state
        if self.hold is None:
            return [stand]
        return [self.hold] if lasting is ClockState.RUNS else [stand, self.hold]

    def _is_started(self, entry: Entry[Any, Any]) -> bool:
        """Whether an entry starts a clock that waits for it."""
        if self.run and not self.run.is_ended:
            return False
        if self.is_ready:
            return self._meets(entry, self.clock.starts)
        # What lasts still lasts once what must have been before it has been.
        is_ready = self._meets(entry, self.clock.after)
        return is_ready and self._meets(entry, self.clock.starts, is_momentary=False)

    def _holds(self, condition: Condition) -> bool:
        return condition.holds(self.state, self.reason, self.facts, is_automated=self.is_automated)

    def _meets(
        self,
        entry: Entry[Any, Any],
        conditions: Conditions,
        *,
        is_momentary: bool | None = None,
    ) -> bool:
        """Whether one of the conditions is met, of all or of those of one kind."""
        return any(
            self._holds(condition) and condition.happens(entry)
            for condition in conditions
            if is_momentary in {None, condition.is_momentary}
        )

    def _move(self, run: "_Run", clock_state: ClockState, whys: list[str], at: datetime) -> None:
        if run.is_over:
            return
        if clock_state is ClockState.STOPS:
            run.stop(at, whys)
            run.is_over = self.clock.reopening.keeps_stop
        elif clock_state is ClockState.IS_VOID:
            run.void(at, whys)
        elif run.is_stopped and self.clock.reopening.begins_cycle:
            run.is_over = True
            self._move(self._begin(at), clock_state, whys, at)
        elif clock_state is ClockState.PAUSES:
            run.pause(at, whys)
        else:
            run.release(at)

    def _leave(self, run: "_Run", at: datetime, *, is_at_end: bool) -> None:
        if not self.sums_assignments:
            if not run.is_ended:
                run.stop(at, ["handed over"])
            self.run = None
        elif run.is_over or is_at_end:
            return
        elif run.is_stopped and self.clock.reopening.begins_cycle:
            self.run = None  # another begins when the party is back
        else:
            run.pause(at, ["other team"], is_away=True)


class _Run:
    """A cycle while it is being followed."""

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.pauses: list[Pause] = []
        self.held_since: datetime | None = None
        self.held_for: tuple[str, bool] = ("", False)
        self.is_stopped = False
        self.is_void = False
        self.is_over = False
        self.gap: RecordGap | None = None

    @property
    def is_ended(self) -> bool:
        return self.is_stopped or self.is_over

    def stop(self, at: datetime, whys: list[str]) -> None:
        """Stop, unless it has stopped already: the first instant counts while the stop lasts."""
        if not self.is_stopped:
            self._hold(at, (whys[0], False))
            self.is_stopped = True

    def void(self, at: datetime, whys: list[str]) -> None:
        """Come to an end for good, without a stop unless there was one."""
        if not self.is_stopped:
            self._hold(at, (whys[0], False))
            self.is_void = True
        self.is_over = True

    def lose(self, at: datetime, gap: RecordGap) -> None:
        """Be known no further, whatever it did until then."""
        self._hold(at, ("", False))
        self.is_stopped, self.is_void, self.is_over, self.gap = False, True, True, gap

    def pause(self, at: datetime, whys: list[str], *, is_away: bool = False) -> None:
        """Pause for the first of some reasons, unless it is paused for one of them already."""
        options = [(why, is_away) for why in whys]
        if self.is_stopped or self.held_since is None or self.held_for not in options:
            self._hold(at, options[0])

    def release(self, at: datetime) -> None:
        """Run on, so that whatever held it has been a pause."""
        if self.held_since is not None and self.held_since < at:
            self.pauses.append(Pause(self.held_since, at, *self.held_for))
        self.held_since, self.is_stopped = None, False

    def reset(self, at: datetime) -> None:
        """Begin anew, unless it has come to its end."""
        if not self.is_ended:
            self.start = at
            self.pauses.clear()
            self.held_since = at if self.held_since is not None else None

    def _hold(self, at: datetime, held_for: tuple[str, bool]) -> None:
        self.release(at)
        self.held_since, self.held_for = at, held_for

    def to_cycle(self) -> Cycle:
        """What there is to say of it."""
        if self.is_void:
            return Cycle(self.start, None, self.held_since, tuple(self.pauses), self.gap)
        if self.is_stopped:
            return Cycle(self.start, self.held_since, None, tuple(self.pauses))
        if self.held_since is not None:
            self.pauses.append(Pause(self.held_since, None, *self.held_for))
        return Cycle(self.start, None, None, tuple(self.pauses))
