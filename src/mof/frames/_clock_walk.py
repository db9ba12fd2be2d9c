"""Clock walk: a clock followed over many histories at once, on arrays."""

from functools import cached_property

import numpy as np
from attrs import fields, frozen

from mof.agreements import Reopening
from mof.agreements._clocks import ClockState
from mof.frames._judgeable_terms import Count
from mof.frames._open_time_arrays import OpenTime, compile_around, is_known
from mof.frames._record_rows import UNKNOWN, Log
from mof.frames._types import Flags, Ints

# Half of what 64 bits hold, so that adding a duration of the years that count stays inside them.
NEVER = np.int64(1 << 62)
"""Later than everything."""


def find_distinct(numbers: Ints) -> Ints:
    """Each of some sorted numbers once."""
    return np.asarray(numbers[find_begins(numbers)])


def find_latest(record: Ints, at: Ints, asked: Ints, until: Ints) -> Ints:
    """For instants of records, the place of the last row of theirs up to then; -1 for none.

    The rows are sorted by record and time.
    """
    kinds = np.repeat([0, 1], [len(record), len(asked)])
    records = np.concatenate([record, asked])
    order = np.lexsort([kinds, np.concatenate([at, until]), records])
    places = np.where(kinds[order] == 0, order, -1)
    latest = np.maximum.accumulate(places) if len(places) else places
    found = np.empty(len(order), dtype=np.int64)
    found[order] = latest
    last = found[len(record) :]
    is_own = (last >= 0) & (np.append(record, -1)[last] == asked)
    return np.asarray(np.where(is_own, last, -1))


def find_begins(numbers: Ints) -> Flags:
    """Where in sorted numbers each comes for the first time."""
    return np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]


def find_firsts(numbers: Ints) -> Ints:
    """For each of some sorted numbers, the place where it comes for the first time."""
    begins = find_begins(numbers)
    return np.asarray(np.flatnonzero(begins)[np.cumsum(begins) - 1])


@frozen(eq=False, kw_only=True)
class Histories:
    """The rows of records as arrays, record by record and in the order in which they happened."""

    at: Ints
    state: Ints
    priority: Ints
    is_covered: Ints
    order: Ints
    team: Ints
    """A number for each team that a row may name; all have the same where teams do not matter."""
    is_automated: Ints
    """1 where a program told the state; 0 everywhere where that does not matter."""
    begins: Flags
    """Which rows are the first of their record."""
    opened_at: Ints
    """When each record was opened, which its rows may not tell."""

    @cached_property
    def record(self) -> Ints:
        """The number of the record of each row."""
        return np.cumsum(self.begins) - 1

    @cached_property
    def starts(self) -> Ints:
        """The place of the first row of each record."""
        return np.flatnonzero(self.begins)

    def keep(self, which: Flags) -> "Histories":
        """The histories of some records."""
        rows = which[self.record] if len(self.at) else which
        parts = {
            each.name: getattr(self, each.name)[which if each.name == "opened_at" else rows]
            for each in fields(Histories)
        }
        return Histories(**parts)

    def keep_rows(self, which: Flags) -> "Histories":
        """What some rows tell, of the records of which they tell anything."""
        record = self.record[which]
        kept = {
            each.name: getattr(self, each.name)[which]
            for each in fields(Histories)
            if each.name != "opened_at"
        }
        kept["begins"] = find_begins(record)
        return Histories(**kept, opened_at=self.opened_at[find_distinct(record)])

    def find_last(self, is_told: Flags, values: Ints, until: Ints, default: int) -> Ints:
        """The last value told by each record up to an instant of its own."""
        place = np.where(is_told & (self.at <= until[self.record]), np.arange(len(self.at)), -1)
        if not len(place):
            return place
        last = np.maximum.reduceat(place, self.starts)
        return np.where(last >= 0, values[last], default)

    def find_gaps(self, as_of: int) -> Ints:
        """From when on the state of each record is not known; `NEVER` where all is."""
        is_unread = (self.state == UNKNOWN) & (self.at <= as_of)
        unread_at = np.where(is_unread, self.at, NEVER)
        return np.minimum.reduceat(unread_at, self.starts) if len(unread_at) else unread_at

    def is_priority_unread(self, until: Ints, *, keeps_blank: bool) -> Flags:
        """Whether the priority last told by an instant of each record was not read."""
        told = (self.priority > 0) | (self.priority == UNKNOWN) | (not keeps_blank)
        return np.asarray(self.find_last(told, self.priority, until, 0) == UNKNOWN)

    def changes_priority(self, rank: Ints, since: Ints, as_of: int, *, keeps_blank: bool) -> Flags:
        """Whether each record is told another rank after an instant, or one that was not read."""
        told = (self.priority > 0) | (self.priority == UNKNOWN) | (not keeps_blank)
        is_later = told & (self.at > since[self.record]) & (self.at <= as_of)
        differs = is_later & (self.priority != rank[self.record])
        return np.maximum.reduceat(differs, self.starts) if len(differs) else differs

    def tells_priority(self, *, keeps_blank: bool) -> Flags:
        """Which rows tell a rank, or that there is none."""
        return np.asarray(self.priority > 0 if keeps_blank else self.priority != UNKNOWN)

    def find_priority(self, until: Ints, *, keeps_blank: bool) -> Ints:
        """The rank in force at an instant of each record; 0 for none."""
        told = self.tells_priority(keeps_blank=keeps_blank)
        return self.find_last(told, self.priority, until, 0)


@frozen(eq=False, kw_only=True)
class Cycles:
    """The runs of a clock, in the order of their records."""

    record: Ints
    number: Ints
    started_at: Ints
    stopped_at: Ints
    """`NEVER` where it has not stopped."""
    voided_at: Ints
    is_paused: Flags
    is_untold: Flags
    """Whether it is known no further than to its end, where a state was not read."""
    elapsed: Ints
    paused: Ints
    end: Ints
    end_before: Ints
    """The open time before the end."""
    steps: "Steps"


@frozen(eq=False, kw_only=True)
class Steps:
    """What a clock did from row to row."""

    cycle: Ints
    starts: Ints
    """The place of the first row of each cycle."""
    runs: Flags
    before: Ints
    """The open time of the calendar before each row."""
    spent_before: Ints
    """What the cycle had spent before each row."""
    spent_after: Ints

    def find_first(self, limit: int, *, exceeds: bool) -> Ints:
        """When, in open time, each cycle reached or exceeded a limit; `NEVER` if it did not."""
        is_late = self.spent_after > limit if exceeds else self.spent_after >= limit
        reached = self.before + limit - self.spent_before
        return np.minimum.reduceat(np.where(self.runs & is_late, reached, NEVER), self.starts)


def follow(histories: Histories, count: Count, log: Log, *, as_of: int) -> tuple[Cycles, OpenTime]:
    """The cycles of a clock in all histories, and the open time that they were counted in."""
    gaps = histories.find_gaps(as_of)
    is_told = (histories.at <= as_of) & (histories.state >= 0)
    rows = np.flatnonzero(is_told & (histories.at < gaps[histories.record]))
    rows = _leave_out_repeated(histories, rows)
    record = histories.record[rows]
    at = np.maximum(histories.at[rows], histories.opened_at[record])
    by_actor = np.array([count.find_state(log.steps, is_automated=each) for each in (False, True)])
    state = histories.state[rows]
    clock_state = by_actor[histories.is_automated[rows], state % len(log.steps)]
    # A clock runs from the opening on, whatever the first row tells.
    begun = np.flatnonzero(histories.opened_at <= as_of)
    is_begun = np.isin(record, begun)
    is_undated = state[is_begun] >= len(log.steps)
    record, at, clock_state = record[is_begun], at[is_begun], clock_state[is_begun]
    places = np.searchsorted(record, begun)
    record = np.insert(record, places, begun)
    at = np.insert(at, places, histories.opened_at[begun])
    clock_state = np.insert(clock_state, places, ClockState.RUNS)
    is_undated = np.insert(is_undated, places, False)
    # A state that is told without its moment ends what is known, unless it changes nothing.
    is_same = clock_state == np.roll(clock_state, 1)
    kept = ~is_undated | ~is_same
    clock_state = np.where(is_undated, UNTOLD, clock_state)[kept]
    record, at = record[kept], at[kept]
    untold = begun[gaps[begun] < NEVER]
    places = np.searchsorted(record, untold, side="right")
    record = np.insert(record, places, untold)
    at = np.insert(at, places, np.maximum(gaps, histories.opened_at)[untold])
    clock_state = np.insert(clock_state, places, UNTOLD)
    rows = _leave_out_ended(record, clock_state, count.clock.reopening)
    at, record, clock_state = at[rows], record[rows], clock_state[rows]
    limits = [limit for _, limit, _ in count.list_limits()]
    known = compile_around(count.calendar, at, np.array([as_of]), reach=max(limits, default=0))
    cycles = _cut(
        at, record, clock_state, reopening=count.clock.reopening, known=known, as_of=as_of
    )
    return cycles, known


UNTOLD = max(ClockState) + 1
"""What a clock does once a state was not read."""


def _leave_out_repeated(histories: Histories, rows: Ints) -> Ints:
    """The places of the rows that enter a state; one that is told again is not entered again."""
    enters = find_begins(histories.record[rows]) | find_begins(histories.state[rows])
    return np.asarray(rows[enters])


def _leave_out_ended(record: Ints, clock_state: Ints, reopening: Reopening) -> Ints:
    """The places of the rows up to the one with which the clock came to an end for good."""
    ends = (clock_state == ClockState.IS_VOID) | (clock_state == UNTOLD)
    if reopening is Reopening.IGNORE:
        ends |= clock_state == ClockState.STOPS
    earlier = np.cumsum(ends) - ends
    return np.flatnonzero(earlier == earlier[find_firsts(record)])


def _cut(
    at: Ints,
    record: Ints,
    clock_state: Ints,
    *,
    reopening: Reopening,
    known: OpenTime,
    as_of: int,
) -> Cycles:
    begins = find_begins(record)
    previous = np.where(begins, -1, np.roll(clock_state, 1))
    is_first = begins
    if reopening is Reopening.NEW_CYCLE:
        is_first = begins | ((previous == ClockState.STOPS) & (clock_state <= ClockState.PAUSES))
    starts = np.flatnonzero(is_first)
    cycle = np.cumsum(is_first) - 1
    lasts = np.append(starts[1:], len(at)) - 1 if len(at) else starts
    before = known.before(at)
    now = known.before(np.array([as_of]))[0]
    following = np.append(before[1:], now)[: len(before)]
    following[lasts] = now
    runs = clock_state == ClockState.RUNS
    spent = np.where(runs, following - before, 0)
    total = np.cumsum(spent)
    spent_after = total - (total[starts] - spent[starts])[cycle]
    stops = clock_state == ClockState.STOPS
    begins_stop = stops & (is_first | (previous != ClockState.STOPS))
    is_void = clock_state[lasts] == ClockState.IS_VOID
    keeps_stop = is_void & (previous[lasts] == ClockState.STOPS) & ~is_first[lasts]
    has_stopped = stops[lasts] | keeps_stop
    latest_stop = _reduce(np.maximum, np.where(begins_stop, at, -NEVER), starts)
    stopped_at = np.where(has_stopped, latest_stop, NEVER)
    voided_at = np.where(is_void & ~has_stopped, at[lasts], NEVER)
    is_untold = clock_state[lasts] == UNTOLD
    end = np.minimum(np.minimum(stopped_at, voided_at), as_of)
    end = np.where(is_untold, at[lasts], end)
    elapsed = _reduce(np.add, spent, starts)
    end_before = known.before(end)
    records = record[starts]
    return Cycles(
        record=records,
        number=np.arange(len(starts)) - find_firsts(records) + 1,
        started_at=at[starts],
        stopped_at=stopped_at,
        voided_at=voided_at,
        is_paused=clock_state[lasts] == ClockState.PAUSES,
        is_untold=is_untold,
        elapsed=elapsed,
        paused=end_before - before[starts] - elapsed,
        end=end,
        end_before=end_before,
        steps=Steps(
            cycle=cycle,
            starts=starts,
            runs=runs,
            before=before,
            spent_before=spent_after - spent,
            spent_after=spent_after,
        ),
    )


def _reduce(combine: np.ufunc, values: Ints, starts: Ints) -> Ints:
    return combine.reduceat(values, starts) if len(starts) else values[:0]


@frozen(eq=False)
class Measured:
    """Cycles against one limit."""

    due_at: Ints
    """`NEVER` where the calendar knows no such instant."""
    breached_at: Ints
    """`NEVER` where nothing is late."""


def measure(cycles: Cycles, limit: int, known: OpenTime) -> Measured:
    """When each cycle is due, and since when it is late."""
    steps = cycles.steps
    if not len(steps.starts):
        return Measured(cycles.end, cycles.end)
    reached = steps.find_first(limit, exceeds=False)
    exceeded = steps.find_first(limit, exceeds=True)
    projected = cycles.end_before + limit - cycles.elapsed
    due_at = known.reach(np.where(reached < NEVER, reached, projected))
    breached_at = known.pass_(exceeded)
    return Measured(
        np.where(is_known(due_at), due_at, NEVER),
        np.where((exceeded < NEVER) & is_known(breached_at), breached_at, NEVER),
    )
