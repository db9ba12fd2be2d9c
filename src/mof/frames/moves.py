"""Moves: which stage of a log leads to which, counted on the engine."""

from collections import Counter
from datetime import datetime
from typing import Any

import narwhals as nw

from mof.errors import ArgumentError
from mof.frames.computing import compute_by_record, list_rows
from mof.frames.logs import UNSAID, Step, find_id, list_steps, read_log
from mof.frames.types import Eager, Lazy
from mof.sources import EventLogMapping

Moves = Counter[tuple[int, int]]
"""How often one step leads to another; `UNSAID` is before the first, and after the last."""


def count_moves(
    frame: object, mapping: EventLogMapping, *, as_of: datetime, order: str | None
) -> tuple[Moves, tuple[Step, ...]]:
    """The moves of a log, and the steps that they are numbered by."""
    if not isinstance(mapping, EventLogMapping):
        raise ArgumentError("moves are told by event logs alone", value=mapping)

    def read(rows: Any) -> Any:
        return _keep_steps(read_log(rows, mapping, None, order=order).rows, as_of)

    computed = compute_by_record(
        frame,
        find_id(mapping),
        lambda rows: _add_up(_move_sorted(read(rows))),
        lambda lazy: _add_up(_move_windows(read(lazy))),
    )
    found: Moves = Counter()
    for origin, to, goes_on, count in list_rows(computed):
        found[int(origin), int(to)] += int(count)
        if not goes_on:
            found[int(to), UNSAID] += int(count)
    return found, list_steps(mapping)


def _keep_steps(rows: Any, as_of: datetime) -> Any:
    recorded = nw.coalesce(nw.col("mof_recorded"), nw.col("mof_at"))
    return rows.filter(
        (recorded <= as_of) & (nw.col("mof_state") >= 0) & ~nw.col("mof_id").is_null()
    )


def _move_sorted(rows: Eager) -> Eager:
    rows = rows.sort("mof_id", "mof_at", "mof_order")
    ids, state = nw.col("mof_id"), nw.col("mof_state")
    is_same = (ids == ids.shift(1)).fill_null(value=False)
    return rows.select(
        mof_from=nw.when(is_same).then(state.shift(1)).otherwise(nw.lit(UNSAID)),
        mof_to=state,
        mof_goes_on=(ids == ids.shift(-1)).fill_null(value=False),
    )


def _move_windows(rows: Lazy) -> Lazy:
    state, order = nw.col("mof_state"), ["mof_at", "mof_order"]
    moves = rows.with_columns(
        mof_from=state.shift(1).over("mof_id", order_by=order),
        mof_next=state.shift(-1).over("mof_id", order_by=order),
    )
    return moves.select(
        nw.col("mof_from").fill_null(UNSAID),
        state.alias("mof_to"),
        mof_goes_on=~nw.col("mof_next").is_null(),
    )


def _add_up(moves: Any) -> Any:
    return moves.group_by("mof_from", "mof_to", "mof_goes_on").agg(mof_count=nw.len())
