"""Judge a real ServiceNow audit log on every data frame engine, and hold each against records.

    python examples/frames_servicenow.py incident_log.csv.xz --as-of 2016-04-01T00:00

Each engine that is installed judges the rows of the log by the agreement, and with the mapping, of
`servicenow_log.py`. A line tells of each; the program fails if one judgement differs from that
of the record.
"""

import argparse
import csv
import lzma
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import narwhals as nw

from mof.frames import with_judgement
from mof.judgements import judge
from mof.sources import read_event_log
from servicenow_log import FITTED, MAPPING

Verdicts = dict[str, tuple[str | None, datetime | None]]
COLUMNS = dict(MAPPING.columns)
KEPT = [COLUMNS[name] for name in ("id", "at", "opened_at", "state", "priority")]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of the log in their order, with the columns that judging asks for."""
    opener: Callable[..., Any] = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            kept = {name: row[name] for name in KEPT}
            for name in (COLUMNS["at"], COLUMNS["opened_at"]):
                kept[name] = parse(row[name])
            yield {**kept, "row": number}


def parse(text: str) -> datetime | None:
    if text in MAPPING.missing:
        return None
    return datetime.strptime(text, MAPPING.date_formats[0]).replace(tzinfo=UTC)


def make_frames(rows: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The rows on every engine that is there, by the engine's name."""
    text, instant = nw.String(), nw.Datetime("us", "UTC")
    kinds: dict[str, Any] = dict.fromkeys(KEPT, text) | {"row": nw.Int64()}
    kinds |= {COLUMNS["at"]: instant, COLUMNS["opened_at"]: instant}
    columns = {name: [row[name] for row in rows] for name in kinds}
    made: dict[str, Any] = {}
    for engine in ("pandas", "polars", "pyarrow"):
        if find_spec(engine):
            made[engine] = nw.from_dict(columns, schema=kinds, backend=engine).to_native()
            yield engine, made[engine]
    if "polars" in made:
        yield "polars lazy", made["polars"].lazy()
    if find_spec("duckdb") and "pyarrow" in made:
        connection = import_module("duckdb").connect()
        connection.register("log", made["pyarrow"])
        yield "duckdb", connection.sql("SELECT * FROM log")
    if find_spec("dask") and "pandas" in made:
        yield "dask", import_module("dask.dataframe").from_pandas(made["pandas"], npartitions=4)
    if find_spec("pyspark") and "pyarrow" in made and shutil.which("java"):
        yield "pyspark", make_session().createDataFrame(made["pyarrow"])


def make_session() -> Any:
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def judge_records(path: Path, as_of: datetime) -> Verdicts:
    """The verdict of each record, and when it was decided."""
    views = (record.as_of(as_of) for record in read_event_log(path, MAPPING).records)
    return {
        judgement.record: (str(judgement.verdict), judgement.decided_at)
        for view in views
        if view.history
        for judgement in judge(view, FITTED, as_of=as_of)
    }


def judge_frame(frame: Any, as_of: datetime) -> Verdicts:
    """The same from the rows of a frame."""
    native: Any = with_judgement(frame, FITTED, MAPPING, as_of=as_of, order="row")
    computed = native.compute() if hasattr(native, "npartitions") else native
    judged: Any = nw.from_native(computed).select(COLUMNS["id"], "verdict", "decided_at")
    told = judged.collect() if isinstance(judged, nw.LazyFrame) else judged
    return {name: (verdict, to_moment(at)) for name, verdict, at in told.iter_rows()}


def to_moment(value: Any) -> datetime | None:
    """An instant in UTC; what pandas has in place of none is not even equal to itself."""
    is_there = isinstance(value, datetime) and value == value  # noqa: PLR0124
    return value.astimezone(UTC) if is_there else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("log", type=Path)
    parser.add_argument("--as-of", type=datetime.fromisoformat, required=True)
    options = parser.parse_args()
    as_of = options.as_of.replace(tzinfo=options.as_of.tzinfo or UTC).astimezone(UTC)
    expected = judge_records(options.log, as_of)
    counts = Counter(verdict for verdict, _ in expected.values())
    print(f"records: {len(expected)} judgements,", ", ".join(f"{n} {v}" for v, n in counts.items()))
    failed = False
    for engine, frame in make_frames(list(read_rows(options.log))):
        begun = time.perf_counter()
        found = judge_frame(frame, as_of)
        seconds = time.perf_counter() - begun
        different = {n for n in expected.keys() | found.keys() if expected.get(n) != found.get(n)}
        failed |= bool(different)
        print(f"{engine}: {len(found)} judgements, {len(different)} differ, {seconds:.1f} s")
    sys.exit(failed)


if __name__ == "__main__":
    main()
