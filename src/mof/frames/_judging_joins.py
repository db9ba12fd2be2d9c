"""Judging on a lazy engine: the same walk as on arrays, told in joins, windows and sums.

Engines plan anew whatever is asked for twice, so that all counts of all targets are made in one
line: each step takes the rows of the one before, and joins nothing but small tables.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any

import narwhals as nw
import numpy as np
from attrs import frozen

from mof.agreements import Agreement, Reopening
from mof.agreements._clocks import ClockState
from mof.errors import ArgumentError
from mof.frames._clock_walk import UNTOLD
from mof.frames._engines import to_durations, to_instants, upload
from mof.frames._history_joins import (
    ID,
    INTS,
    ROW,
    UNREAD_RANK,
    add_up,
    number,
    number_lazily,
    read_histories,
)
from mof.frames._judgeable_terms import Count, list_counts, name_targets
from mof.frames._judgement_columns import (
    COLUMNS,
    DEFECTS,
    DURATIONS,
    INSTANTS,
    PRIORITIES,
    UNREAD_PRIORITY,
    UNREAD_STATE,
)
from mof.frames._open_time_arrays import WINDOW, compile_window
from mof.frames._open_time_tables import Relations
from mof.frames._record_rows import Log, RecordMapping, find_id, read_log
from mof.frames._types import Ints, Lazy
from mof.judgements import Verdict
from mof.values._instants import from_microseconds

_COUNT, _CYCLE = "mof_count", "mof_cycle"
_RUNS, _PAUSES, _STOPS, _IS_VOID = (
    int(each) for each in (ClockState.RUNS, ClockState.PAUSES, ClockState.STOPS, ClockState.IS_VOID)
)
_NO_TARGET = -1
_UNTOLD = int(UNTOLD)
# What a clock does in a state whose moment is not told, until it is held against the one before.
_UNDATED = 8


def judge_lazy(
    frame: Lazy, agreement: Agreement, mapping: RecordMapping, *, as_of: int, order: str | None
) -> Lazy:
    """The judgements of the records of a frame, nothing of which is computed yet."""
    if not WINDOW[0] <= as_of < WINDOW[1]:
        raise ArgumentError(
            f"lazy engines count from 1970 to 2099, not until {from_microseconds(as_of)}",
            value=as_of,
        )
    log = read_log(frame, mapping, agreement, order=order)
    whole = judge_lazily(number_lazily(log.rows), log, agreement, as_of=as_of)
    return _finish(whole, agreement, find_id(mapping))


def judge_lazily(numbered: Lazy, log: Log, agreement: Agreement, *, as_of: int) -> Lazy:
    """The judgements of the records of a log, with instants and durations as numbers."""
    terms = _Terms(agreement)
    calendars = {place: count.calendar for place, count in enumerate(terms.counts)}
    # Where nothing counts, there still is a table to join.
    relations = Relations(numbered, calendars or {_NO_TARGET: agreement.calendar}, nw.col(_COUNT))
    rows = _add_turns(read_histories(numbered, log, agreement, as_of=as_of), terms)
    steps = _list_steps(rows.join(upload(numbered, terms.tabulate_counts()), how="cross"), as_of)
    steps = _leave_out_repeated(steps) if log.has_automated else steps
    steps = relations.join_open_time(steps, {"mof_before": "mof_at"})
    steps = _add_clock_state(steps, terms, log)
    steps = _place_undated(steps) if log.is_told_once else steps
    steps = _keep_until_end(steps, terms)
    cycles = _find_cycles(_add_spent(_number_cycles(steps, terms), terms, as_of), terms, as_of)
    cycles = relations.join_open_time(cycles, {"mof_end_before": "mof_end"})
    cases = cycles.join(upload(numbered, terms.tabulate_targets()), on=_COUNT, how="inner")
    cases = _add_goals(_keep_applying(cases, terms), terms)
    cases = relations.join_instants(
        cases, first={"due_at": "mof_goal"}, last={"breached_at": "mof_late"}
    )
    return _shape(cases, terms)


@frozen
class _Terms:
    """What an agreement counts, as numbers that an engine can join."""

    agreement: Agreement

    @cached_property
    def counts(self) -> list[Count]:
        """All counts, clock by clock; their places are their numbers."""
        return [count for counted in list_counts(self.agreement).values() for count in counted]

    @cached_property
    def clocks(self) -> list[str]:
        """The name of the clock of each count."""
        return [count.clock.name for count in self.counts]

    def tabulate_counts(self) -> dict[str, Ints]:
        """Two rows for each count: one for what is told, and one for the opening."""
        places = range(len(self.counts))
        table = [
            (place, self.clocks.index(self.clocks[place]), n) for place in places for n in (0, 1)
        ]
        return _to_columns((_COUNT, "mof_clock", "mof_opens"), table)

    def tabulate_targets(self) -> dict[str, Ints]:
        """A row for each target, with 1 where it holds for a rank, and one for none of a clock."""
        table: list[tuple[int, ...]] = []
        target = 0
        for place, count in enumerate(self.counts):
            if self.clocks.index(self.clocks[place]) == place:
                table.append((place, _NO_TARGET, _NO_TARGET, 0, *[0] * (len(PRIORITIES) + 1)))
            for slot, (_, limit, ranks) in enumerate(count.list_limits()):
                holds = (int(rank in ranks) for rank in range(len(PRIORITIES) + 1))
                table.append((place, slot, target, limit, *holds))
                target += 1
        names = (f"mof_holds{rank}" for rank in range(len(PRIORITIES) + 1))
        return _to_columns((_COUNT, "mof_slot", "mof_target", "mof_limit", *names), table)

    @property
    def depends(self) -> "nw.Expr":
        """Whether a target on the clock of each row holds for some priorities only."""
        asking = {count.clock.name for count in self.counts if count.depends_on_priority}
        return self.is_any(lambda count: count.clock.name in asking)

    @cached_property
    def slots(self) -> range:
        """The places of targets within a count."""
        return range(max((len(count.targets) for count in self.counts), default=0))

    @cached_property
    def binding(self) -> list[tuple[int, ...]]:
        """The sets of ranks that bind, each once."""
        sets = (ranks for count in self.counts for ranks in count.list_binding())
        return sorted(set(sets))

    def find_binding(self, count: Count, slot: int) -> int:
        """The place of the ranks that bind as a target does, among all such sets."""
        return self.binding.index(count.list_binding()[slot])

    def choose(self, find: Callable[[Count], int | None]) -> "nw.Expr":
        """A number of the count of each row; null where it has none."""
        chosen: Any = nw.when(nw.col(_COUNT) < 0).then(number(0))
        for place, count in enumerate(self.counts):
            if (value := find(count)) is not None:
                chosen = chosen.when(nw.col(_COUNT) == place).then(number(value))
        return chosen  # type: ignore[no-any-return]

    def is_any(self, fits: Callable[[Count], bool]) -> "nw.Expr":
        """Whether the count of each row is one that fits."""
        places = [place for place, count in enumerate(self.counts) if fits(count)]
        return nw.col(_COUNT).is_in(places)


def _to_columns(names: Sequence[str], table: Sequence[Sequence[int]]) -> dict[str, Ints]:
    columns = np.array(table, dtype=np.int64).reshape(-1, len(names)).T
    return dict(zip(names, columns, strict=True))


def _add_turns(rows: Lazy, terms: _Terms) -> Lazy:
    """The rows with since when some ranks are in force: until then, and as of the instant asked.

    Nothing where they have not come into force, or were so before anything was told.
    """
    rank = nw.col("mof_rank_then") % 8
    for place, ranks in enumerate(terms.binding):
        holds, before = f"mof_holds_then{place}", f"mof_held{place}"
        then, now = f"mof_since_then{place}", f"mof_since_now{place}"
        is_in = nw.when(rank.is_in(ranks)).then(number(1)).otherwise(number(0))
        rows = rows.with_columns(is_in.alias(holds))
        rows = rows.with_columns(
            nw.col(holds).shift(1).over(ID, order_by=[ROW]).alias(before),
        )
        held = nw.coalesce(nw.col(before), number(int(0 in ranks)))
        turn = nw.when((nw.col(holds) == 1) & (held == 0)).then(nw.col("mof_at"))
        rows = rows.with_columns(turn.otherwise(number(0)).alias(then)).drop(holds, before)
        rows = rows.with_columns(nw.col(then).cum_max().over(ID, order_by=[ROW]).alias(then))
        rows = rows.with_columns(nw.col(then).max().over(ID, "mof_at").alias(then))
        rows = rows.with_columns(nw.col(then).max().over(ID).alias(now))
    return rows


def _list_steps(rows: Lazy, as_of: int) -> Lazy:
    """What happened, after the opening of each record; of one with a defect only that."""
    is_opening, at, opened = nw.col("mof_opens") == 1, nw.col("mof_at"), nw.col("mof_opened")
    is_sound = nw.col("mof_defect").is_null()
    has_come = (at <= as_of) & (opened <= as_of)
    is_read = (nw.col("mof_state") >= 0) & nw.col("mof_is_before")
    is_told = is_sound & has_come & (is_read | nw.col("mof_is_gap"))
    kept = rows.filter((is_opening & nw.col("mof_is_first")) | (~is_opening & is_told))
    return kept.with_columns(
        mof_at=nw.when(is_opening).then(opened).otherwise(at),
        mof_row=nw.when(is_opening).then(number(0)).otherwise(nw.col(ROW)),
    )


def _leave_out_repeated(steps: Lazy) -> Lazy:
    """The steps that enter a state; one that is told again is not entered again."""
    state = nw.col("mof_state")
    before = state.shift(1).over(ID, _COUNT, "mof_opens", order_by=[ROW])
    steps = steps.with_columns(mof_step_before=before)
    enters = (nw.col("mof_step_before") != state).fill_null(value=True)
    return steps.filter(enters | (nw.col("mof_opens") == 1))


def _add_clock_state(steps: Lazy, terms: _Terms, log: Log) -> Lazy:
    """The steps with what the clock does from there on; from the opening on it runs."""
    chosen: Any = nw.when(nw.col("mof_opens") == 1).then(number(_RUNS))
    chosen = chosen.when(nw.col("mof_is_gap")).then(number(_UNTOLD))
    for place, count in enumerate(terms.counts):
        for is_automated in (True, False) if log.has_automated else (False,):
            is_its = nw.col(_COUNT) == place
            if is_automated:
                is_its &= nw.col("mof_is_automated") == 1
            clock_states = count.find_state(log.steps, is_automated=is_automated)
            for clock_state in np.unique(clock_states).tolist():
                states = np.flatnonzero(clock_states == clock_state).tolist()
                is_so = is_its & nw.col("mof_state").is_in(states)
                chosen = chosen.when(is_so).then(number(clock_state))
                undated = [state + len(log.steps) for state in states]
                is_so = is_its & nw.col("mof_state").is_in(undated)
                chosen = chosen.when(is_so).then(number(clock_state + _UNDATED))
    return steps.with_columns(mof_clock_state=chosen)


def _place_undated(steps: Lazy) -> Lazy:
    """The steps, of which a state without its moment ends what is told if it changes anything."""
    clock_state = nw.col("mof_clock_state")
    steps = steps.with_columns(
        mof_previous=clock_state.shift(1).over(ID, _COUNT, order_by=[ROW]),
    )
    is_same = (clock_state == nw.col("mof_previous") + _UNDATED).fill_null(value=False)
    steps = steps.filter(~is_same)
    is_undated = nw.col("mof_clock_state") >= _UNDATED
    return steps.with_columns(
        mof_clock_state=nw.when(is_undated).then(number(_UNTOLD)).otherwise(clock_state)
    )


def _keep_until_end(steps: Lazy, terms: _Terms) -> Lazy:
    """The steps up to the one with which the clock came to an end for good."""
    clock_state = nw.col("mof_clock_state")
    ignores = terms.is_any(lambda count: count.clock.reopening is Reopening.IGNORE)
    ends = clock_state.is_in([_IS_VOID, _UNTOLD]) | ((clock_state == _STOPS) & ignores)
    steps = steps.with_columns(mof_ends=nw.when(ends).then(number(1)).otherwise(number(0)))
    ended = add_up("mof_ends", ID, _COUNT) - nw.col("mof_ends")
    return steps.with_columns(mof_ended=ended).filter(nw.col("mof_ended") == 0)


def _number_cycles(steps: Lazy, terms: _Terms) -> Lazy:
    clock_state, previous = nw.col("mof_clock_state"), nw.col("mof_previous")
    renews = terms.is_any(lambda count: count.clock.reopening is Reopening.NEW_CYCLE)
    is_undone = renews & (previous == _STOPS) & (clock_state <= _PAUSES)
    steps = steps.with_columns(mof_previous=clock_state.shift(1).over(ID, _COUNT, order_by=[ROW]))
    steps = steps.with_columns(mof_renews=nw.when(is_undone).then(number(1)).otherwise(number(0)))
    return steps.with_columns((add_up("mof_renews", ID, _COUNT) + 1).alias(_CYCLE))


def _add_spent(steps: Lazy, terms: _Terms, as_of: int) -> Lazy:
    """The steps with the open time that each took, and all until its end."""
    own, before = (ID, _COUNT, _CYCLE), nw.col("mof_before")
    steps = steps.with_columns(
        mof_next=before.shift(-1).over(*own, order_by=[ROW]),
        mof_is_last=nw.col(ROW) == nw.col(ROW).max().over(*own),
    )
    moment = np.array([as_of])
    now = terms.choose(lambda count: int(compile_window(count.calendar).before(moment)[0]))
    took = nw.coalesce(nw.col("mof_next"), now) - before
    runs = nw.col("mof_clock_state") == _RUNS
    steps = steps.with_columns(mof_spent=nw.when(runs).then(took).otherwise(number(0)))
    return steps.with_columns(mof_total=add_up("mof_spent", *own))


def _find_cycles(steps: Lazy, terms: _Terms, as_of: int) -> Lazy:
    """The cycles of clocks, with when each reached and exceeded each limit, in open time."""
    clock_state, previous, total = (
        nw.col(f"mof_{n}") for n in ("clock_state", "previous", "total")
    )
    at, is_last, runs = nw.col("mof_at"), nw.col("mof_is_last"), clock_state == _RUNS
    stops_anew = (clock_state == _STOPS) & (previous.is_null() | (previous != _STOPS))
    told = {
        "mof_stop": nw.when(stops_anew).then(at),
        "mof_stop_rank": nw.when(stops_anew).then(nw.col("mof_rank_then")),
        "mof_stop_read": nw.when(stops_anew).then(nw.col("mof_read_then")),
        "mof_last_at": nw.when(is_last).then(at),
        "mof_last_rank": nw.when(is_last).then(nw.col("mof_rank_then")),
        "mof_last_read": nw.when(is_last).then(nw.col("mof_read_then")),
        "mof_last": nw.when(is_last).then(clock_state),
        "mof_last_but_one": nw.when(is_last).then(previous),
    }
    for place in range(len(terms.binding)):
        since = nw.col(f"mof_since_then{place}")
        told[f"mof_stop_since{place}"] = nw.when(stops_anew).then(since)
        told[f"mof_last_since{place}"] = nw.when(is_last).then(since)
    latest = list(told)
    firsts: list[str] = []
    for slot in terms.slots:
        limit = terms.choose(partial(_find_limit, slot=slot))
        reached = nw.col("mof_before") + limit - (total - nw.col("mof_spent"))
        told[f"mof_reached{slot}"] = nw.when(runs & (total >= limit)).then(reached)
        told[f"mof_exceeded{slot}"] = nw.when(runs & (total > limit)).then(reached)
        firsts += [f"mof_reached{slot}", f"mof_exceeded{slot}"]
    nows = (f"mof_since_now{place}" for place in range(len(terms.binding)))
    lasts = ("mof_clock", "mof_opened", "mof_defect", "mof_rank_now", "mof_read_now", *nows)
    lasts += ("mof_later_least", "mof_later_most")
    cycles = (
        steps.with_columns(**told)
        .group_by(ID, _COUNT, _CYCLE)
        .agg(
            at.min().alias("mof_started"),
            nw.col("mof_before").min().alias("mof_start_before"),
            nw.col("mof_spent").sum().cast(INTS).alias("mof_elapsed"),
            *(nw.col(name).max() for name in (*latest, *lasts)),
            *(nw.col(name).min() for name in firsts),
        )
    )
    return _end_cycles(cycles, terms, as_of)


def _find_limit(count: Count, *, slot: int) -> int | None:
    limits = [limit for _, limit, _ in count.list_limits()]
    return limits[slot] if slot < len(limits) else None


def _end_cycles(cycles: Lazy, terms: _Terms, as_of: int) -> Lazy:
    """The cycles with when they ended, and the rank in force then."""
    is_void = nw.col("mof_last") == _IS_VOID
    keeps_stop = (is_void & (nw.col("mof_last_but_one") == _STOPS)).fill_null(value=False)
    has_stopped = (nw.col("mof_last") == _STOPS) | keeps_stop
    cycles = cycles.with_columns(mof_has_stopped=has_stopped)
    has_stopped = nw.col("mof_has_stopped")
    has_ended_void = is_void & ~has_stopped
    is_untold = nw.col("mof_last") == _UNTOLD
    codes: dict[str, Any] = {}
    for name in ("rank", "read"):
        code = nw.when(has_stopped).then(nw.col(f"mof_stop_{name}"))
        code = code.when(has_ended_void | is_untold).then(nw.col(f"mof_last_{name}"))
        codes[f"mof_{name}"] = code.otherwise(nw.col(f"mof_{name}_now")) % 8
    cycles = cycles.with_columns(
        mof_stopped=nw.when(has_stopped).then(nw.col("mof_stop")),
        mof_voided=nw.when(has_ended_void).then(nw.col("mof_last_at")),
        mof_untold=nw.when(is_untold).then(nw.col("mof_last_at")),
        **codes,
        **{
            f"mof_since{place}": nw.when(has_stopped)
            .then(nw.col(f"mof_stop_since{place}"))
            .when(has_ended_void)
            .then(nw.col(f"mof_last_since{place}"))
            .otherwise(nw.col(f"mof_since_now{place}"))
            for place in range(len(terms.binding))
        },
    )
    rank = nw.col("mof_rank")
    is_unsettled = (nw.col("mof_later_least") != rank) | (nw.col("mof_later_most") != rank)
    is_untold = ~nw.col("mof_untold").is_null()
    return cycles.with_columns(
        mof_end=nw.coalesce(
            nw.col("mof_stopped"), nw.col("mof_voided"), nw.col("mof_untold"), number(as_of)
        ),
        mof_has_begun=nw.col("mof_opened") <= as_of,
        mof_is_unread=nw.col("mof_read") == UNREAD_RANK,
        mof_is_unsettled=is_untold & is_unsettled.fill_null(value=False),
    )


def _keep_applying(cases: Lazy, terms: _Terms) -> Lazy:
    """The targets that hold for each cycle; where none does for a record, the row of none."""
    chosen: Any = nw.when(nw.col("mof_rank") == 0).then(nw.col("mof_holds0"))
    for rank in range(1, len(PRIORITIES) + 1):
        chosen = chosen.when(nw.col("mof_rank") == rank).then(nw.col(f"mof_holds{rank}"))
    is_judged = nw.col("mof_defect").is_null() & nw.col("mof_has_begun")
    # Whether nothing tells which target holds.
    is_open = is_judged & terms.depends & (nw.col("mof_is_unread") | nw.col("mof_is_unsettled"))
    cases = cases.with_columns(mof_is_open=is_open)
    is_judged &= ~nw.col("mof_is_open")
    cases = cases.with_columns(
        mof_applies=nw.when(is_judged).then(chosen).otherwise(number(0)),
    )
    cases = cases.with_columns(mof_any=nw.col("mof_applies").max().over(ID, "mof_clock"))
    cases = cases.with_columns(
        mof_open=nw.when(nw.col("mof_is_open")).then(number(1)).otherwise(number(0))
    )
    cases = cases.with_columns(mof_any_open=nw.col("mof_open").max().over(ID, "mof_clock"))
    is_none = nw.col("mof_slot") < 0
    is_judged_at_all = (nw.col("mof_any") == 1) | (nw.col("mof_any_open") == 1)
    stands_alone = is_none & (nw.col(_CYCLE) == 1) & ~is_judged_at_all
    is_open = is_none & nw.col("mof_is_open")
    return cases.filter((nw.col("mof_applies") == 1) | stands_alone | is_open)


def _add_goals(cases: Lazy, terms: _Terms) -> Lazy:
    """The cases with how much open time leads to the due instant, and to the breach."""
    limit, is_target = nw.col("mof_limit"), nw.col("mof_slot") >= 0
    projected = nw.col("mof_end_before") - nw.col("mof_elapsed") + limit
    reached: Any = nw.when(~is_target).then(nw.lit(None))
    late: Any = nw.when(~is_target).then(nw.lit(None))
    for slot in terms.slots:
        is_slot = nw.col("mof_slot") == slot
        reached = reached.when(is_slot).then(nw.col(f"mof_reached{slot}"))
        late = late.when(is_slot).then(nw.col(f"mof_exceeded{slot}"))
    cases = cases.with_columns(
        mof_reached=reached.cast(INTS), mof_late=late.cast(INTS), mof_known=_find_turn(terms)
    )
    goal = nw.coalesce(nw.col("mof_reached"), projected)
    return cases.with_columns(mof_goal=nw.when(is_target).then(goal))


def _find_turn(terms: _Terms) -> "nw.Expr":
    """Since when the target of each case is in force, or one that leaves no more time."""
    chosen: Any = nw.when(nw.col("mof_slot") < 0).then(nw.lit(None))
    for place, count in enumerate(terms.counts):
        for slot in range(len(count.targets)):
            is_it = (nw.col(_COUNT) == place) & (nw.col("mof_slot") == slot)
            since = nw.col(f"mof_since{terms.find_binding(count, slot)}")
            chosen = chosen.when(is_it).then(since)
    return chosen.cast(INTS)  # type: ignore[no-any-return]


def _shape(cases: Lazy, terms: _Terms) -> Lazy:
    """The cases as judgements; null where there is nothing to say."""
    is_sound, is_target = nw.col("mof_defect").is_null(), nw.col("mof_slot") >= 0
    is_open, is_untold = nw.col("mof_is_open"), ~nw.col("mof_untold").is_null() & is_target
    is_told = ~is_open & ~is_untold
    defect = (
        nw.when(is_sound & is_open & nw.col("mof_is_unread"))
        .then(number(UNREAD_PRIORITY))
        .when(is_sound & (is_open | is_untold))
        .then(number(UNREAD_STATE))
        .otherwise(nw.col("mof_defect"))
    )
    spent, paused = nw.col("mof_elapsed"), nw.col("mof_end_before") - nw.col("mof_start_before")
    rank = nw.when(is_target).then(nw.col("mof_rank")).otherwise(nw.col("mof_rank_now") % 8)
    targets = [name for _, name, _ in name_targets(terms.agreement)]
    return cases.select(
        ID,
        clock=_name(nw.col("mof_clock"), terms.clocks),
        target=_name(nw.col("mof_target"), targets),
        verdict=_find_verdict(is_known=is_sound & is_told),
        defect=_name(defect, DEFECTS),
        cycle=nw.when(is_sound).then(nw.col(_CYCLE)).otherwise(number(0)),
        rank=nw.when(is_sound & ~is_open).then(rank),
        started_at=nw.when(is_sound).then(nw.col("mof_started")),
        stopped_at=nw.when(is_target).then(nw.col("mof_stopped")),
        voided_at=nw.when(is_target).then(nw.col("mof_voided")),
        due_at=nw.when(is_told).then(nw.col("due_at")),
        breached_at=nw.when(is_told).then(nw.col("breached_at")),
        elapsed=nw.when(is_target).then(spent).when(is_sound).then(number(0)),
        paused=nw.when(is_target).then(paused - spent).when(is_sound).then(number(0)),
        allowance=nw.when(is_target).then(nw.col("mof_limit")),
        known_at=nw.when(is_untold)
        .then(nw.lit(None).cast(INTS))
        .when(is_target & (nw.col("mof_known") > nw.col("mof_started")))
        .then(nw.col("mof_known"))
        .when(is_target)
        .then(nw.col("mof_started")),
    )


def _find_verdict(*, is_known: "nw.Expr") -> "nw.Expr":
    words = {verdict: nw.lit(str(verdict)) for verdict in Verdict}
    chosen = (
        nw.when(~is_known)
        .then(words[Verdict.UNKNOWN])
        .when(~nw.col("mof_has_begun"))
        .then(words[Verdict.NOT_STARTED])
        .when(nw.col("mof_slot") < 0)
        .then(words[Verdict.NO_TARGET])
        .when(~nw.col("breached_at").is_null())
        .then(words[Verdict.BREACHED])
        .when(~nw.col("mof_voided").is_null())
        .then(words[Verdict.VOID])
        .when(~nw.col("mof_stopped").is_null())
        .then(words[Verdict.MET])
        .when(nw.col("mof_last") == _PAUSES)
        .then(words[Verdict.PAUSED])
    )
    return chosen.otherwise(words[Verdict.RUNNING])


def _name(place: "nw.Expr", words: Sequence[str]) -> "nw.Expr":
    chosen: Any = nw.when(place < 0).then(nw.lit(None))
    for n, word in enumerate(words):
        chosen = chosen.when(place == n).then(nw.lit(word))
    return chosen.cast(nw.String())  # type: ignore[no-any-return]


def _finish(whole: Lazy, agreement: Agreement, name: str) -> Lazy:
    decided = (
        nw.when(nw.col("verdict") == str(Verdict.BREACHED))
        .then(nw.col("breached_at"))
        .otherwise(nw.coalesce("stopped_at", "voided_at"))
    )
    allowance, elapsed = nw.col("allowance"), nw.col("elapsed")
    is_known = nw.col("verdict") != str(Verdict.UNKNOWN)
    share = elapsed.cast(nw.Float64()) / allowance.cast(nw.Float64())
    is_before = nw.col("breached_at") < nw.col("known_at")
    told = whole.with_columns(
        is_retroactive=nw.when(is_before).then(nw.lit(value=True)).otherwise(nw.lit(value=False)),
        decided_at=decided,
        remaining=nw.when(is_known).then(allowance - elapsed),
        share_used=nw.when(is_known).then(share),
        priority=_name(nw.col("rank") - 1, PRIORITIES),
        agreement=nw.lit(str(agreement.id)),
        version=nw.lit(agreement.version),
    )
    told = to_durations(to_instants(told, *INSTANTS), *DURATIONS)
    return told.select(nw.col(ID).alias(name), *COLUMNS)
