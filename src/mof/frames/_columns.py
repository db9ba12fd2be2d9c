"""Columns: what a frame has to have, and how instants get out of it and back."""

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw
import numpy as np
from narwhals.exceptions import DuplicateError

from mof.errors import ArgumentError, ColumnError, NaiveTimestampError
from mof.frames._engines import find_engine
from mof.frames._partitions import DaskParts, Partitioned, is_dask
from mof.frames._types import OWN, Eager, Flags, Ints, Lazy
from mof.sources._mappings import suggest


def open_frame(frame: object) -> Eager | Lazy | Partitioned:
    """A native frame of any engine, to be worked on.

    Raises:
        ArgumentError: it is none that is known.
        ColumnError: the names of its columns do not tell them apart, or are kept for our own.
    """
    if is_dask(frame):
        parts = DaskParts(frame)
        _check_own(parts.list_columns())
        return parts
    try:
        opened: Eager | Lazy = nw.from_native(frame)
        names = list(opened.collect_schema())
    except TypeError as error:
        raise ArgumentError(
            f"{type(frame).__name__} is no data frame; bring one of pandas, Polars, PyArrow, "
            "DuckDB, Dask or PySpark",
            value=frame,
        ) from error
    except DuplicateError as error:
        raise ColumnError(f"a name of a column comes twice: {error}", column="") from error
    _check_own(names)
    return opened


def _check_own(names: Iterable[object]) -> None:
    for name in names:
        if str(name).lower().startswith(OWN):
            raise ColumnError(
                f"the column {name!r} has a name that begins with {OWN}, as columns on the way to "
                "an answer do; rename it",
                column=str(name),
            )


def check_new(frame: Eager | Lazy, name: str) -> None:
    """Refuse a name for a new column that would not be told apart from another's.

    Raises:
        ColumnError: it differs from another by case alone, or is kept for our own.
    """
    _check_own([name])
    for known in frame.collect_schema():
        if known != name and str(known).lower() == name.lower():
            raise ColumnError(
                f"the new column {name!r} and the column {known!r} differ by case alone, which not "
                "every engine sees; rename one of them",
                column=name,
            )


def check_columns(frame: Eager | Lazy, *columns: str) -> Mapping[str, Any]:
    """The types of the columns of a frame, among them those named.

    Raises:
        ColumnError: one of them is not there.
    """
    schema = frame.collect_schema()
    check_names(map(str, schema), *columns)
    return schema


def check_names(names: Iterable[str], *columns: str) -> None:
    """Refuse names that are none of the columns.

    Raises:
        ColumnError: there is no such column.
    """
    known = list(names)
    for name in columns:
        if name not in known:
            raise ColumnError(
                f"no column {name!r}{suggest(name, known)}; there are: {', '.join(known)}",
                column=name,
            )


def check_instants(frame: Eager | Lazy, *columns: str) -> None:
    """Refuse columns that are not there, or hold no instants.

    Raises:
        ColumnError: a column is not there, or is of another type.
        NaiveTimestampError: its times have no zone.
    """
    schema = check_columns(frame, *columns)
    for name in columns:
        kind = schema[name]
        if _is_zoned_pandas(frame, name):
            continue
        if not isinstance(kind, nw.Datetime):
            raise ColumnError(
                f"the column {name!r} holds {kind}, not instants; parse it first, or make it a "
                "column of instants where nothing is in it yet",
                column=name,
            )
        if kind.time_zone is None:
            raise NaiveTimestampError(
                f"the times in the column {name!r} have no zone; say which one they are in",
                value=name,
            )


def _is_zoned_pandas(frame: Eager | Lazy, name: str) -> bool:
    """Whether a column of pandas has instants; not all zones of it are known elsewhere."""
    if not find_engine(frame).is_pandas_like():
        return False
    native: Any = frame.to_native()
    return getattr(native.dtypes[name], "tz", None) is not None


def to_utc_column(frame: Eager | Lazy, column: str) -> "nw.Expr":
    """A column of instants in the one unit and zone in which columns can be put together."""
    if find_engine(frame) in {nw.Implementation.DUCKDB, nw.Implementation.PYSPARK}:
        return nw.col(column)  # which know but one kind of instants
    return nw.col(column).cast(nw.Datetime("us", "UTC"))


def read_instants(frame: Eager, column: str) -> tuple[Ints, Flags]:
    """Microseconds since 1970 UTC, and which of them are there.

    Raises:
        ColumnError: the column is not there, or is of another type.
        NaiveTimestampError: its times have no zone.
    """
    check_instants(frame, column)
    if _is_zoned_pandas(frame, column):
        native: Any = frame.to_native()[column]
        moments = native.dt.tz_convert(None).to_numpy().astype("M8[us]")
        known, numbers = ~np.isnat(moments), moments.view(np.int64)
        return numbers if known.all() else np.where(known, numbers, _NO_TIME), known
    series = frame[column]
    known = ~series.is_null().to_numpy().astype(bool)
    return series.dt.timestamp("us").fill_null(_NO_TIME).to_numpy(), known


_NO_TIME = 0
"""What is not there counts as 1970, so that every kernel can count on; it is taken out later."""


def add_instants(frame: Eager, columns: Mapping[str, tuple[Ints, Flags]]) -> Eager:
    """The frame with columns of instants in UTC."""
    return frame.with_columns(
        _make_series(frame, name, values, known, "M8[us]").dt.replace_time_zone("UTC")
        for name, (values, known) in columns.items()
    )


def add_durations(frame: Eager, columns: Mapping[str, tuple[Ints, Flags]]) -> Eager:
    """The frame with columns of durations."""
    return frame.with_columns(
        _make_series(frame, name, values, known, "m8[us]")
        for name, (values, known) in columns.items()
    )


def _make_series(
    frame: Eager, name: str, values: Ints, known: Flags, kind: str
) -> "nw.Series[Any]":
    moments = values.view(kind)
    if not known.all():
        moments = np.where(known, moments, np.array("NaT", dtype=kind))
    return nw.new_series(name, moments, backend=frame.implementation)
