"""Engines: what each lazy engine says in its own words, and how a small table gets there."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from mof.errors import ArgumentError
from mof.frames._types import Eager, Ints, Lazy


def find_engine(frame: Eager | Lazy) -> nw.Implementation:
    """The engine that a frame belongs to."""
    return frame.implementation


def wrap(native: Any) -> Lazy:
    """What an engine made in its own words, to be worked on."""
    wrapped: Lazy = nw.from_native(native)
    return wrapped


def to_epoch(frame: Lazy, columns: Mapping[str, str]) -> Lazy:
    """The frame with columns of instants, by new name, as microseconds since 1970 UTC."""
    told = {
        nw.Implementation.DUCKDB: "epoch_us(CAST({} AS TIMESTAMPTZ))",
        nw.Implementation.PYSPARK: "unix_micros({})",
    }
    if pattern := told.get(find_engine(frame)):
        told_columns = {new: pattern.format(quote(frame, old)) for new, old in columns.items()}
        return _extend(frame, told_columns)
    _check_engine(frame)
    return frame.with_columns(
        nw.col(old).dt.timestamp("us").alias(new) for new, old in columns.items()
    )


def to_instants(frame: Lazy, *columns: str) -> Lazy:
    """The frame with columns of microseconds since 1970 UTC as instants in UTC."""
    told = {
        nw.Implementation.DUCKDB: "make_timestamptz({})",
        nw.Implementation.PYSPARK: "timestamp_micros({})",
    }
    if pattern := told.get(find_engine(frame)):
        return _replace(frame, pattern, columns)
    kind = nw.Datetime("us", "UTC")
    return frame.with_columns(nw.col(name).cast(kind) for name in columns)


def to_durations(frame: Lazy, *columns: str) -> Lazy:
    """The frame with columns of microseconds as durations."""
    seconds = "CAST({} AS DECIMAL(18, 0)) / 1000000"
    told = {
        nw.Implementation.DUCKDB: "to_microseconds({})",
        nw.Implementation.PYSPARK: f"make_dt_interval(0, 0, 0, {seconds})",
    }
    if pattern := told.get(find_engine(frame)):
        return _replace(frame, pattern, columns)
    return frame.with_columns(nw.col(name).cast(nw.Duration("us")) for name in columns)


def upload(frame: Lazy, table: Mapping[str, Ints]) -> Lazy:
    """A small table of numbers on the engine of a frame, over its own connection or session."""
    if find_engine(frame) is nw.Implementation.DUCKDB:
        native: Any = frame.to_native()
        mof_table_of_open_time = dict(table)  # which the connection finds by its name
        brought = native.limit(0).query("mof_frame", "SELECT * FROM mof_table_of_open_time")
        del mof_table_of_open_time
        return settle(wrap(brought))
    if find_engine(frame) is nw.Implementation.PYSPARK:
        arrow = nw.from_dict(dict(table), backend="pyarrow").to_native()
        return wrap(frame.to_native().sparkSession.createDataFrame(arrow))
    _check_engine(frame)
    return nw.from_dict(dict(table), backend="polars").lazy()


def settle(frame: Lazy) -> Lazy:
    """The frame, computed on its engine where that would else compute it anew for each use."""
    native: Any = frame.to_native()
    return wrap(native.materialize()) if hasattr(native, "materialize") else frame


def _check_engine(frame: Lazy) -> None:
    if find_engine(frame) is not nw.Implementation.POLARS:
        raise ArgumentError(
            f"frames of {frame.implementation} are not supported when lazy; bring one of Polars, "
            "DuckDB, Dask or PySpark, or collect it first",
            value=frame.implementation,
        )


def _extend(frame: Lazy, expressions: Mapping[str, str]) -> Lazy:
    native: Any = frame.to_native()
    told = [f"{text} AS {quote(frame, name)}" for name, text in expressions.items()]
    if find_engine(frame) is nw.Implementation.DUCKDB:
        return wrap(native.project(", ".join(["*", *told])))
    return wrap(native.selectExpr("*", *told))


def _replace(frame: Lazy, pattern: str, columns: Sequence[str]) -> Lazy:
    """The frame with columns replaced by what a pattern makes of them, in their places."""
    native: Any = frame.to_native()
    told = [
        f"{pattern.format(quote(frame, name))} AS {quote(frame, name)}"
        if name in columns
        else quote(frame, name)
        for name in frame.collect_schema()
    ]
    if find_engine(frame) is nw.Implementation.DUCKDB:
        return wrap(native.project(", ".join(told)))
    return wrap(native.selectExpr(*told))


def quote(frame: Lazy, name: str) -> str:
    """The name of a column as an engine writes it."""
    mark = '"' if find_engine(frame) is nw.Implementation.DUCKDB else "`"
    return f"{mark}{name.replace(mark, mark + mark)}{mark}"
