"""Frames: the same open time, verdicts and counts on the data frames of any engine.

Eager frames of pandas, Polars and PyArrow are counted on arrays; Dask does the same with each of
its partitions; lazy frames of Polars, DuckDB and PySpark do it in joins and windows of their own.
Nothing is computed before it is asked for, and every answer is a frame of the kind that was given.
"""

from mof.frames.aggregates import (
    find_breaches,
    measure_attainment,
    summarize,
    transition_matrix,
)
from mof.frames.counting import with_due, with_elapsed, with_is_open
from mof.frames.exchange import RECORDS_MAPPING, from_records, to_records
from mof.frames.verdicts import with_judgement
from mof.frames.workgroups import scorecard

__all__ = [
    "RECORDS_MAPPING",
    "find_breaches",
    "from_records",
    "measure_attainment",
    "scorecard",
    "summarize",
    "to_records",
    "transition_matrix",
    "with_due",
    "with_elapsed",
    "with_is_open",
    "with_judgement",
]
