"""Histories on a lazy engine: the rows of records, numbered, and what is to be thought of them."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from mof.agreements import Agreement
from mof.frames._engines import to_epoch
from mof.frames._open_time_arrays import WINDOW
from mof.frames._record_rows import NO_ORDER, UNKNOWN, UNSAID, Log
from mof.frames._types import Lazy
from mof.values._instants import to_microseconds

ID, ROW = "mof_id", "mof_row"
INTS = nw.Int64()


def number(value: int) -> "nw.Expr":
    """A whole number of the one width that all columns here have."""
    return nw.lit(value, INTS)


def number_lazily(rows: Lazy) -> Lazy:
    """The rows with their place among those of their record, and instants as numbers.

    Instants are microseconds since 1970 UTC, null where something happened without a time.
    """
    columns = {
        "mof_at_": "mof_at",
        "mof_recorded_": "mof_recorded",
        "mof_opened_": "mof_opened",
    }
    told = to_epoch(rows, columns).drop("mof_at", "mof_recorded", "mof_opened")
    at = nw.col("mof_at_")
    told = told.with_columns(
        mof_at=at,
        mof_is_timed=~at.is_null(),
        mof_recorded=nw.coalesce(nw.col("mof_recorded_"), at),
        mof_opened=nw.coalesce(nw.col("mof_opened_"), at),
        mof_one=number(1),
    ).drop(*columns)
    told = told.with_columns(add_up("mof_one", ID, order=["mof_at", "mof_order"]).alias(ROW))
    first = nw.when(nw.col(ROW) == nw.col(ROW).min().over(ID)).then(nw.col("mof_opened"))
    told = told.with_columns(mof_first=first)
    return told.with_columns(mof_opened=nw.col("mof_first").max().over(ID))


def add_up(name: str, *by: str, order: Sequence[str] = (ROW,)) -> "nw.Expr":
    """The sum of a column up to each row; some engines widen it."""
    return nw.col(name).cum_sum().over(*by, order_by=order).cast(INTS)


def read_histories(numbered: Lazy, log: Log, agreement: Agreement, *, as_of: int) -> Lazy:
    """The rows known at an instant of records that an agreement speaks of, or that have a defect.

    Beside the rows: ``mof_defect``, the number of the worst defect of their record, or null;
    ``mof_is_first`` of the record; and of the row ``mof_rank_then``, which has the priority in
    force at the end of its instant, and ``mof_rank_now``, the same as of the instant asked for.
    Both are the place of the row that told it and, as the last digit of base 8, the rank.
    """
    known = numbered.filter((nw.col("mof_recorded") <= as_of) | ~nw.col("mof_is_timed"))
    rows = _add_gaps(_add_cover(_add_defects(known, log)), as_of)
    rows = _add_ranks(rows, log, as_of)
    rows = rows.with_columns(mof_is_first=nw.col(ROW) == nw.col(ROW).min().over(ID))
    conditions = [
        nw.col("mof_told") == 1,
        nw.col("mof_opened") >= to_microseconds(agreement.starts_at),
    ]
    if agreement.ends_at is not None:
        conditions.append(nw.col("mof_opened") < to_microseconds(agreement.ends_at))
    # Rows without an id are of no record that could be of another agreement.
    is_faulty = (nw.col("mof_told") == 1) | (nw.col("mof_defect") == 0)
    return rows.filter(
        (~nw.col("mof_defect").is_null() & is_faulty.fill_null(value=False))
        | (nw.col("mof_defect").is_null() & reduce(and_, conditions))
    )


def _add_gaps(rows: Lazy, as_of: int) -> Lazy:
    """The rows with whether they come before all states that were not read, or are the first."""
    at = nw.col("mof_at")
    unread = nw.when((nw.col("mof_state") == UNKNOWN) & (at <= as_of)).then(at)
    rows = rows.with_columns(mof_unread=unread)
    rows = rows.with_columns(mof_gap=nw.col("mof_unread").min().over(ID))
    is_before = nw.col("mof_gap").is_null() | (at < nw.col("mof_gap"))
    return rows.with_columns(
        mof_is_before=is_before.fill_null(value=True),
        mof_is_gap=(nw.col("mof_unread") == nw.col("mof_gap")).fill_null(value=False),
    )


def _add_defects(rows: Lazy, log: Log) -> Lazy:
    """The rows with the number of the worst defect of their record, or null."""
    order = [ROW]
    if log.has_team:
        rows = rows.with_columns(nw.col("mof_team").fill_null(""))
    teams = ("mof_team",) if log.has_team else ()
    actors = ("mof_is_automated",) if log.has_automated else ()
    names = ("mof_at", "mof_order", "mof_state", "mof_priority", "mof_is_covered", *teams, *actors)
    rows = rows.with_columns(
        nw.col(name).shift(1).over(ID, order_by=order).alias(f"{name}_before") for name in names
    )
    at = nw.col("mof_at")
    same = at == nw.col("mof_at_before")
    differs = reduce(or_, (nw.col(name) != nw.col(f"{name}_before") for name in names[2:]))
    order_, before = nw.col("mof_order"), nw.col("mof_order_before")
    is_tied = (order_ == before) | (order_ == NO_ORDER) | (before == NO_ORDER)
    found = (
        nw.col(ID).is_null(),
        at.is_null(),
        (at < WINDOW[0]) | (at > WINDOW[1]),
        None,  # what is not known of states and priorities is told clock by clock
        None,
        same & differs & is_tied,
        *(_find_second_openings() if log.is_told_once else ()),
    )
    chosen: Any = nw
    for place, condition in enumerate(found):
        if condition is not None:
            chosen = chosen.when(condition).then(number(place))
    rows = rows.with_columns(mof_fault=chosen)
    return rows.with_columns(mof_defect=nw.col("mof_fault").min().over(ID))


def _find_second_openings() -> Iterator["nw.Expr"]:
    opening = nw.when(nw.col("mof_order") == 0).then(number(1)).otherwise(number(0))
    yield opening.sum().over(ID) > 1


def _add_cover(rows: Lazy) -> Lazy:
    """The rows with whether, as last told, the agreement speaks of their record."""
    told = nw.when(nw.col("mof_is_covered") != UNSAID).then(
        nw.col(ROW) * 2 + nw.col("mof_is_covered")
    )
    rows = rows.with_columns(mof_told=told)
    return rows.with_columns(mof_told=nw.col("mof_told").max().over(ID) % 2)


UNREAD_RANK = 7
"""What stands for a priority that was not read, beside the ranks and 0 for none."""


def _add_ranks(rows: Lazy, log: Log, as_of: int) -> Lazy:
    rank, at = nw.col("mof_priority"), nw.col("mof_at")
    tells = rank > 0 if log.keeps_blank else rank != UNKNOWN
    has_come, is_unread = at <= as_of, rank == UNKNOWN
    read = nw.when(is_unread).then(number(UNREAD_RANK)).otherwise(rank)
    # Nothing happens to a record before it is opened.
    rows = rows.with_columns(
        mof_code=nw.when(tells & has_come).then(nw.col(ROW) * 8 + rank).otherwise(number(0)),
        mof_read=nw.when((tells | is_unread) & has_come)
        .then(nw.col(ROW) * 8 + read)
        .otherwise(number(0)),
        mof_at=nw.when(at < nw.col("mof_opened")).then(nw.col("mof_opened")).otherwise(at),
        mof_gap=nw.when(nw.col("mof_gap") < nw.col("mof_opened"))
        .then(nw.col("mof_opened"))
        .otherwise(nw.col("mof_gap")),
    )
    is_later = nw.col("mof_at") > nw.col("mof_gap")
    rows = rows.with_columns(
        mof_rank_then=nw.col("mof_code").cum_max().over(ID, order_by=[ROW]),
        mof_read_then=nw.col("mof_read").cum_max().over(ID, order_by=[ROW]),
        mof_later=nw.when(is_later & (nw.col("mof_read") > 0)).then(nw.col("mof_read") % 8),
    )
    return rows.with_columns(
        mof_rank_then=nw.col("mof_rank_then").max().over(ID, "mof_at"),
        mof_read_then=nw.col("mof_read_then").max().over(ID, "mof_at"),
        mof_rank_now=nw.col("mof_code").max().over(ID),
        mof_read_now=nw.col("mof_read").max().over(ID),
        mof_later_least=nw.col("mof_later").min().over(ID),
        mof_later_most=nw.col("mof_later").max().over(ID),
    )
