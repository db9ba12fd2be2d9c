"""Frames of every engine for the tests, and what they hold as plain values."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import narwhals as nw
import pytest

from mof.frames._types import Backend

Columns = Mapping[str, Sequence[object]]

TEXT, NUMBER, INSTANT = nw.String(), nw.Int64(), nw.Datetime("us", "UTC")
ELSEWHERE = "America/New_York"
"""The zone of sessions, which is to change nothing."""

EAGER: tuple[Backend, ...] = ("pandas", "polars", "pyarrow")
LAZY = ("polars lazy", "duckdb", "dask", "pyspark")
ENGINES = (*EAGER, *LAZY)


def make(engine: str, columns: Columns, kinds: Mapping[str, Any]) -> Any:
    """A native frame of an engine; the test is skipped where the engine is not there."""
    return _MAKERS[engine](columns, kinds)


def _make_eager(engine: Backend) -> Callable[[Columns, Mapping[str, Any]], Any]:
    def build(columns: Columns, kinds: Mapping[str, Any]) -> Any:
        require(engine)
        schema = {name: kinds[name] for name in columns}
        return nw.from_dict(dict(columns), schema=schema, backend=engine).to_native()

    return build


def _make_lazy_polars(columns: Columns, kinds: Mapping[str, Any]) -> Any:
    return make("polars", columns, kinds).lazy()


def _make_duckdb(columns: Columns, kinds: Mapping[str, Any]) -> Any:
    require("duckdb")
    connection = import_module("duckdb").connect()
    connection.execute(f"SET TimeZone = '{ELSEWHERE}'")
    connection.register("rows", make("pyarrow", columns, kinds))
    return connection.sql("SELECT * FROM rows")


def _make_dask(columns: Columns, kinds: Mapping[str, Any]) -> Any:
    require("dask")
    return import_module("dask.dataframe").from_pandas(
        make("pandas", columns, kinds), npartitions=2
    )


def _make_pyspark(columns: Columns, kinds: Mapping[str, Any]) -> Any:
    return find_session().createDataFrame(make("pyarrow", columns, kinds))


@cache
def find_session() -> Any:
    """A Spark session on this machine, in a zone of its own."""
    require("pyspark")
    if not (shutil.which("java") or "JAVA_HOME" in os.environ):
        pytest.skip("no Java for Spark on this machine")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ["PYSPARK_PYTHON"] = sys.executable  # the workers need this library too
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    options = {
        "spark.driver.memory": "3g",  # one session serves all tests, some with twenty calendars
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": ELSEWHERE,
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def require(engine: str) -> None:
    """Skip the test where an engine is not installed."""
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")


_MAKERS: dict[str, Callable[[Columns, Mapping[str, Any]], Any]] = {
    **{engine: _make_eager(engine) for engine in EAGER},
    "polars lazy": _make_lazy_polars,
    "duckdb": _make_duckdb,
    "dask": _make_dask,
    "pyspark": _make_pyspark,
}


def read(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame as plain values, instants in UTC."""
    is_dask = hasattr(frame, "npartitions")
    opened: Any = nw.from_native(frame.compute() if is_dask else frame)
    collected = opened.collect() if isinstance(opened, nw.LazyFrame) else opened
    return [
        {name: _clean(value) for name, value in row.items()}
        for row in collected.iter_rows(named=True)
    ]


def _clean(value: Any) -> Any:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if value != value:  # noqa: PLR0124 - a number that is none
        return None
    if hasattr(value, "nanoseconds") and hasattr(value, "months"):  # of an interval in Arrow
        return timedelta(microseconds=value.nanoseconds // 1000)
    for name in ("to_pydatetime", "to_pytimedelta", "item"):
        value = getattr(value, name)() if hasattr(value, name) else value
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def read_column(frame: Any, name: str, *, by: str = "row") -> list[Any]:
    """One column, in the order of another."""
    return [row[name] for row in sorted(read(frame), key=lambda row: row[by])]
