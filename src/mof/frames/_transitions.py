"""Transitions: which stage of a log leads to which, counted on the engine."""

from collections import Counter
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

import narwhals as nw
from attrs import field, frozen

from mof.conformance import Stage
from mof.conformance._processes import tabulate_steps
from mof.documents import Table, format_count
from mof.errors import ArgumentError, DefinitionError
from mof.frames._engine_choice import compute_by_record, list_rows
from mof.frames._record_rows import NO_ORDER, UNKNOWN, UNSAID, list_steps, read_log
from mof.frames._types import Eager, Lazy
from mof.sources import EventLogMapping
from mof.values._instants import to_utc

_COLUMNS = ("mof_from", "mof_to", "mof_goes_on", "mof_is_tied")


@frozen
class Transitions:
    """How often one stage leads to another; None is before the first, and after the last."""

    stages: tuple[Stage, ...]
    """Those that occur, in the order of the mapping."""
    counts: Counter[tuple[Stage | None, Stage | None]] = field(repr=False)
    left_out: int
    """The rows without an id or a time, or with a state that the mapping does not know."""

    def count(self, origin: Stage | None, to: Stage | None) -> int:
        """How many steps lead from one stage to another, or to itself."""
        return self.counts[origin, to]

    @property
    def steps(self) -> int:
        """How many steps lead from one row to the next."""
        return sum(count for (one, other), count in self.counts.items() if one and other)


def measure_transitions(
    frame: object, mapping: EventLogMapping, *, as_of: datetime, order: str | None = None
) -> Table:
    """How often the rows of a log lead from one stage to another, as known at an instant.

    As `mof.conformance.Process.to_matrix` has it, with the stages in the order of the mapping. Rows
    without a state are no steps; those that cannot be placed are counted beneath. The engine
    counts; only the counts come back.

    Raises:
        ArgumentError: it is no frame, or the mapping is for no event log.
        ColumnError: a column is not there, or holds no instants.
        NaiveTimestampError: times, or ``as_of``, have no zone.
        DefinitionError: nothing tells which of two steps of one instant came first.
    """
    moves = count_moves(frame, mapping, as_of=to_utc(as_of), order=order)
    note = f"{format_count(moves.steps, 'step')} from row to row."
    if moves.left_out:
        lost = format_count(moves.left_out, "row")
        note += f" {lost} left out: without id or time, or of a state that the mapping lacks."
    return tabulate_steps(moves.stages, moves.count, note=note)


def count_moves(
    frame: object, mapping: EventLogMapping, *, as_of: datetime, order: str | None
) -> Transitions:
    """The moves of a log.

    Raises:
        DefinitionError: nothing tells which of two steps of one instant came first.
    """
    if not isinstance(mapping, EventLogMapping):
        raise ArgumentError("moves are told by event logs alone", value=mapping)

    def count_sorted(rows: Eager) -> Any:
        known = _read_known(rows, mapping, order, as_of)
        return _add_up(_move_sorted(_keep_steps(known)), _leave_out(known))

    def count_windows(lazy: Lazy) -> Any:
        known = _read_known(lazy, mapping, order, as_of)
        return _add_up(_move_windows(_keep_steps(known)), _leave_out(known))

    steps = [Stage(str(state), reason) for state, reason in list_steps(mapping)]
    stages = dict(enumerate(steps)) | {UNSAID: None}
    left_out, counts = 0, Counter[tuple[Stage | None, Stage | None]]()
    computed = compute_by_record(frame, mapping, count_sorted, count_windows)
    for origin, to, goes_on, is_tied, count in list_rows(computed):
        if is_tied:
            raise DefinitionError(
                "rows of one instant have different states, and nothing tells their order; name "
                "the column that does, order="
            )
        if to == UNKNOWN:
            left_out += int(count)
            continue
        counts[stages[int(origin)], stages[int(to)]] += int(count)
        if not goes_on:
            counts[stages[int(to)], None] += int(count)
    used = {stage for pair in counts for stage in pair}
    return Transitions(tuple(stage for stage in steps if stage in used), counts, left_out)


def _read_known(rows: Any, mapping: EventLogMapping, order: str | None, as_of: datetime) -> Any:
    log = read_log(rows, mapping, None, order=order)
    at = nw.col("mof_at")
    recorded = nw.coalesce(nw.col("mof_recorded"), at)
    return log.rows.filter((recorded <= as_of) | at.is_null()).with_columns(
        mof_state=nw.col("mof_state").cast(nw.Int64()),
        mof_is_lost=nw.col("mof_id").is_null() | at.is_null() | (nw.col("mof_state") == UNKNOWN),
    )


def _keep_steps(known: Any) -> Any:
    return known.filter(~nw.col("mof_is_lost") & (nw.col("mof_state") >= 0))


def _leave_out(known: Any) -> Any:
    lost = nw.lit(UNKNOWN, nw.Int64())
    return known.filter(nw.col("mof_is_lost")).select(
        mof_from=lost,
        mof_to=lost,
        mof_goes_on=nw.col("mof_is_lost"),
        mof_is_tied=~nw.col("mof_is_lost"),
    )


def _move_sorted(steps: Eager) -> Eager:
    rows = steps.sort("mof_id", "mof_at", "mof_order")
    ids, state = nw.col("mof_id"), nw.col("mof_state")
    is_same = (ids == ids.shift(1)).fill_null(value=False)
    before = (nw.col(name).shift(1) for name in ("mof_at", "mof_order", "mof_state"))
    return rows.select(
        mof_from=nw.when(is_same).then(state.shift(1)).otherwise(nw.lit(UNSAID, nw.Int64())),
        mof_to=state,
        mof_goes_on=(ids == ids.shift(-1)).fill_null(value=False),
        mof_is_tied=is_same & _find_tied(*before),
    )


def _move_windows(steps: Lazy) -> Lazy:
    names, order = ("mof_at", "mof_order", "mof_state"), ["mof_at", "mof_order"]
    rows = steps.with_columns(
        *(
            nw.col(name).shift(1).over("mof_id", order_by=order).alias(f"{name}_before")
            for name in names
        ),
        mof_next=nw.col("mof_state").shift(-1).over("mof_id", order_by=order),
    )
    return rows.select(
        nw.col("mof_state_before").fill_null(UNSAID).alias("mof_from"),
        nw.col("mof_state").alias("mof_to"),
        mof_goes_on=~nw.col("mof_next").is_null(),
        mof_is_tied=_find_tied(*(nw.col(f"{name}_before") for name in names)),
    )


def _find_tied(at: "nw.Expr", order: "nw.Expr", state: "nw.Expr") -> "nw.Expr":
    """Whether nothing tells that a step came after the one before, which had another state."""
    own = nw.col("mof_order")
    tied = reduce(or_, (own == order, own == NO_ORDER, order == NO_ORDER))
    differs = nw.col("mof_state") != state
    return ((nw.col("mof_at") == at) & tied & differs).fill_null(value=False)


def _add_up(moves: Any, left_out: Any) -> Any:
    whole: Any = nw.concat([moves, left_out], how="vertical")
    return whole.group_by(*_COLUMNS).agg(mof_count=nw.len())
