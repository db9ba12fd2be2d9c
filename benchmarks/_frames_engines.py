"""The engines of frames: how each reads a table of tickets, and what it costs to ask it.

A ticket has an id, an opening, a priority and, nineteen times of twenty, a resolution. Run with an
engine, a question, a file and a number of repetitions, this measures once and prints JSON.
"""

import gc
import json
import logging
import os
import resource
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.frames import measure_attainment, with_elapsed
from mof.incidents import IncidentState
from mof.records import Priority
from mof.sources import TicketMapping
from mof.values import AgreementId, Period, ServiceId
from mof.values._instants import to_microseconds

ZONE = "Europe/Berlin"
CALENDAR = Calendar.weekdays("09:00-17:00", tz=ZONE)
FIRST, LAST = datetime(2023, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
MEAN_LENGTH = timedelta(hours=60)
OPEN_SHARE = 0.05
ROWS_OF_A_GROUP = 250_000
"""Rows are stored in groups, which engines read one by one, and Dask has as its parts."""
START, END = "opened_at", "resolved_at"
MAPPING = TicketMapping(
    columns={"id": "number", "opened_at": START, "priority": "priority"},
    constants={"service": "mail"},
    moments={END: IncidentState.RESOLVED},
)
AGREEMENT = SLA(
    AgreementId("sla-mail"),
    service=ServiceId("mail"),
    calendar=CALENDAR,
    targets=[
        Target(Clock.RESOLUTION, timedelta(hours=8), priorities=[Priority.P1, Priority.P2]),
        Target(Clock.RESOLUTION, timedelta(hours=24), priorities=[Priority.P3, Priority.P4]),
    ],
    valid_from=date(2020, 1, 1),
    version="1",
)
YEAR = Period.year(2025, tz=ZONE)
QUESTIONS = ("elapsed", "attainment")
WARM_UP = 1_000
_MICROSECOND = timedelta(microseconds=1)


def draw_tickets(count: int) -> Any:
    """So many tickets as a table of PyArrow, in no order, each to the microsecond."""
    arrow, compute = import_module("pyarrow"), import_module("pyarrow.compute")
    randomness = np.random.default_rng(7)
    opened = randomness.integers(to_microseconds(FIRST), to_microseconds(LAST), count)
    lengths = randomness.exponential(MEAN_LENGTH / _MICROSECOND, count).astype(np.int64)
    is_open = randomness.random(count) < OPEN_SHARE
    instant = arrow.timestamp("us", "UTC")
    digits = arrow.array(randomness.permutation(count)).cast(arrow.string())
    words = arrow.array([str(priority) for priority in Priority])
    chosen = arrow.array(randomness.integers(0, len(words), count))
    columns = {
        "number": compute.utf8_lpad(digits, 9, "0"),
        "priority": words.take(chosen),
        START: arrow.array(opened).cast(instant),
        END: arrow.array(opened + lengths, mask=is_open).cast(instant),
    }
    return arrow.table(columns)


def store_tickets(count: int, folder: Path) -> Path:
    """A file of so many tickets."""
    path = folder / f"tickets-{count}.parquet"
    write = import_module("pyarrow.parquet").write_table
    write(draw_tickets(count), path, row_group_size=ROWS_OF_A_GROUP)
    return path


# Engines


@dataclass(frozen=True)
class Engine:
    """How an engine opens a file, and how the sum of its open time gets out of it.

    ``reads_first`` says that opening a file brings all of it into memory.
    """

    name: str
    library: str
    open: Callable[[str], Any]
    sum_elapsed: Callable[[Any], int]
    reads_first: bool = False


def _open_dask(path: str) -> Any:
    return import_module("dask.dataframe").read_parquet(path, split_row_groups=True)


def _open_duckdb(path: str) -> Any:
    return import_module("duckdb").connect().read_parquet(path)


def _open_pyspark(path: str) -> Any:
    return find_session().read.parquet(path)


@cache
def find_session() -> Any:
    """A session of Spark on two cores of this machine."""
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ["PYSPARK_PYTHON"] = sys.executable  # the workers need this library too
    sources = Path(__file__).parents[1] / "src"
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(sources), os.environ.get("PYTHONPATH")])
    )
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    options = {
        "spark.driver.memory": "3g",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "8",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _sum_pandas(frame: Any) -> int:
    # Dividing by // stays exact; the quotient of / would be a floating-point number.
    return int(frame["elapsed"].astype("m8[us]").sum() // _MICROSECOND)


def _sum_polars(frame: Any) -> int:
    total = import_module("polars").col("elapsed").dt.total_microseconds().sum()
    return int(frame.lazy().select(total).collect().item())


def _sum_pyarrow(frame: Any) -> int:
    numbers = frame["elapsed"].cast(import_module("pyarrow").int64())
    return int(import_module("pyarrow.compute").sum(numbers).as_py())


def _sum_duckdb(frame: Any) -> int:
    return int(frame.aggregate("sum(epoch_us(elapsed))").fetchall()[0][0])


def _sum_dask(frame: Any) -> int:
    sums = frame[["elapsed"]].map_partitions(_sum_pandas, meta=("elapsed", "int64"))
    return int(sums.compute().sum())


def _sum_pyspark(frame: Any) -> int:
    total: timedelta = frame.selectExpr("sum(elapsed)").first()[0]
    return total // _MICROSECOND


ENGINES = {
    engine.name: engine
    for engine in (
        Engine(
            "pandas",
            "pandas",
            lambda path: import_module("pandas").read_parquet(path),
            _sum_pandas,
            reads_first=True,
        ),
        Engine(
            "polars",
            "polars",
            lambda path: import_module("polars").read_parquet(path),
            _sum_polars,
            reads_first=True,
        ),
        Engine(
            "polars lazy",
            "polars",
            lambda path: import_module("polars").scan_parquet(path),
            _sum_polars,
        ),
        Engine(
            "pyarrow",
            "pyarrow",
            lambda path: import_module("pyarrow.parquet").read_table(path),
            _sum_pyarrow,
            reads_first=True,
        ),
        Engine("duckdb", "duckdb", _open_duckdb, _sum_duckdb),
        Engine("dask", "dask", _open_dask, _sum_dask),
        Engine("pyspark", "pyspark", _open_pyspark, _sum_pyspark),
    )
}


# Questions


def ask(engine: Engine, question: str, frame: Any) -> list[int]:
    """The answer of an engine, as numbers that are the same for all."""
    if question == "elapsed":
        return [engine.sum_elapsed(with_elapsed(frame, CALENDAR, start=START, end=END))]
    counts = measure_attainment(frame, AGREEMENT, MAPPING, during=YEAR, as_of=LAST)
    return [
        number
        for each in counts
        for number in (
            each.met,
            each.breached,
            each.undecided,
            each.void,
            each.decided_outside,
            each.faulty,
        )
    ]


def measure_once(name: str, question: str, path: str, rounds: int) -> dict[str, Any]:
    """The answer, seconds and mebibytes of one question, after one on a small table.

    The time is the median of some rounds; memory is the most that was held in the first of them
    beyond what was held before it.
    """
    engine = ENGINES[name]
    small = Path(path).with_name(f"tickets-{WARM_UP}.parquet")
    ask(engine, question, engine.open(str(small)))
    gc.collect()
    processes = [os.getpid(), *list_children(os.getpid())]
    before = {process: _read_status(process, "VmRSS") for process in processes}
    for process in processes:
        _forget_peak(process)
    answers, seconds, reading = [], [], []
    own = others = 0.0
    for number in range(rounds):
        start = time.perf_counter()
        frame = engine.open(path)
        reading.append(time.perf_counter() - start)
        answers.append(ask(engine, question, frame))
        seconds.append(time.perf_counter() - start)
        del frame
        if not number:
            held = {
                process: _read_status(process, "VmHWM") - before.get(process, 0.0)
                for process in (os.getpid(), *list_children(os.getpid()))
            }
            own = held.pop(os.getpid())
            others = sum(held.values())
    return {
        "answers": sorted(set(map(tuple, answers))),
        "seconds": statistics.median(seconds),
        "reading": statistics.median(reading) if engine.reads_first else None,
        "own": own,
        "others": others,
    }


def list_children(process: int) -> list[int]:
    """The processes that a process has started, and those that they have, where that is told."""
    found = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            started = list(map(int, path.read_text().split()))
        except OSError:
            continue
        for child in started:
            found += [child, *list_children(child)]
    return found


def _read_status(process: int, what: str) -> float:
    """Memory that a process holds, or has held at most, in mebibytes."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        if process != os.getpid():
            return 0.0
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(what)), 0.0)


def _forget_peak(process: int) -> None:
    """Let the most that a process has held be what it holds now, where that can be asked."""
    try:
        Path(f"/proc/{process}/clear_refs").write_text("5")
    except OSError:
        return


def main() -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    name, question, path, rounds = sys.argv[1:]
    print(json.dumps(measure_once(name, question, path, int(rounds))))


if __name__ == "__main__":
    main()
