"""Open time on arrays and frames: beside what NumPy has, calls, other ways, and by engine.

All count Monday to Friday, 9 to 17 o'clock in Berlin. Contenders take turns, and medians are
compared, with the garbage collector off. Engines are measured each in a process of its own, with
the collector on, as programs have it. Answers are checked against one another, and the run fails
if engines differ.
"""

import argparse
import gc
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time as time_of_day, timedelta
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from _frames_engines import (
    CALENDAR,
    END,
    ENGINES,
    FIRST,
    LAST,
    QUESTIONS,
    START,
    WARM_UP,
    ZONE,
    draw_tickets,
    store_tickets,
)
from business_time import Goal, find_ratio
from mof.frames import with_elapsed
from mof.frames._open_time_arrays import OpenTime, compile_around
from mof.values._instants import from_microseconds, to_microseconds

Ints = NDArray[np.int64]

SIZES = (100_000, 1_000_000, 10_000_000)
PARTS = ("arrays", "calls", "ways", "engines")
TEN_YEARS = datetime(2015, 6, 1, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC)
NINE, FIVE = time_of_day(9), time_of_day(17)
HOLIDAYS = ("01-01", "05-01", "10-03", "12-25", "12-26")
HOURS_A_DAY = timedelta(hours=8)
MICROSECOND = timedelta(microseconds=1)
MINUTE = 60_000_000
ROUNDS = 5
LIMIT = 120.0
"""Seconds beyond which one measurement of an engine is left out."""


@dataclass
class Runner:
    """One way to answer a question about so many rows, and the nanoseconds a row it took."""

    name: str
    run: Callable[[], Any]
    rows: int
    remark: str = ""
    samples: list[float] = field(default_factory=list[float])

    @property
    def median(self) -> float:
        return statistics.median(self.samples)


def race(runners: Sequence[Runner], rounds: int) -> None:
    """Time contenders, taking turns, after each has run once."""
    for runner in runners:
        runner.run()
    for _ in range(rounds):
        for runner in runners:
            start = time.perf_counter()
            runner.run()
            runner.samples.append(1e9 * (time.perf_counter() - start) / runner.rows)


def print_table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print(f"\n{title}\n")
    print("| " + " | ".join(header) + " |")
    print("| --- |" + " --: |" * (len(header) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


# Arrays


def make_searchsorted(known: OpenTime) -> Callable[[Ints, Ints], Ints]:
    """What one writes with NumPy: the boundaries, and what to add behind each of them."""
    starts, ends = known.totals + known.shifts, known.totals
    lengths = np.diff(ends, prepend=0)
    bounds = np.stack([starts - lengths, starts], axis=1).ravel()
    # Behind an opening the open time is the instant and a constant; behind a closing a constant.
    lifts = np.zeros(len(bounds) + 1, dtype=np.int64)
    masks = np.zeros(len(bounds) + 1, dtype=np.int64)
    lifts[1::2], lifts[2::2] = ends - starts, ends
    masks[1::2] = -1

    def count(at: Ints) -> Ints:
        place = np.searchsorted(bounds, at, side="right")
        return np.asarray(lifts[place] + (at & masks[place]))

    return lambda since, until: count(until) - count(since)


def run_arrays(sizes: Sequence[int], rounds: int) -> list[Goal]:
    first, last = map(to_microseconds, TEN_YEARS)
    known = compile_around(CALENDAR, np.array([first, last]))
    search = make_searchsorted(known)
    fixed = [np.datetime64(f"{year}-{day}") for year in range(2015, 2026) for day in HOLIDAYS]
    count_days = partial(np.busday_count, busdaycal=np.busdaycalendar(holidays=fixed))
    rows, goals = [], []
    for size in sizes:
        drawn = np.random.default_rng(5).integers(first, last, (2, size))
        starts, ends = drawn.min(axis=0), drawn.max(axis=0)
        days = [each.view("M8[us]").astype("M8[D]") for each in (starts, ends)]
        assert np.array_equal(known.elapsed(starts, ends), search(starts, ends))
        ours, searched, counted, holidays, subtracted = runners = [
            Runner("mof", partial(known.elapsed, starts, ends), size),
            Runner("numpy.searchsorted", partial(search, starts, ends), size),
            Runner("numpy.busday_count, days only", partial(np.busday_count, *days), size),
            Runner("the same, with holidays", partial(count_days, *days), size),
            Runner("end - start, memory only", partial(np.subtract, ends, starts), size),
        ]
        race(runners, max(5, rounds * sizes[0] // size))
        rows += [
            (
                f"{runner.name}, {size:,}",
                f"{runner.median:.1f}",
                f"{find_ratio(runner.samples, ours.samples):.2f}",
            )
            for runner in runners
        ]
        goals += [
            Goal(
                f"arrays vs searchsorted, {size:,}",
                find_ratio(searched.samples, ours.samples),
                10,
            ),
            Goal(f"arrays vs busday_count, {size:,}", find_ratio(counted.samples, ours.samples), 4),
            Goal(
                f"arrays vs busday_count with holidays, {size:,}",
                find_ratio(holidays.samples, ours.samples),
                4,
            ),
            Goal(
                f"arrays: time of the subtraction alone, {size:,}",
                find_ratio(ours.samples, subtracted.samples),
                8,
                -1,
            ),
        ]
    print_table(
        "Arrays of instants over ten years; searchsorted gave the same answers",
        ("", "ns an interval", "× the time of mof"),
        rows,
    )
    return goals


# Frames and calls


def run_calls(size: int, calls: int, rounds: int) -> list[Goal]:
    table = draw_tickets(size)
    table = table.filter(import_module("pyarrow.compute").is_valid(table[END]))
    frames = make_frames(table.select([START, END]))
    pairs = list_pairs(table, calls)
    elapsed = CALENDAR.elapsed
    loop = Runner(
        "one call per row", lambda: [elapsed(start, end) for start, end in pairs], len(pairs)
    )
    runners = [
        Runner(f"with_elapsed, {engine}", partial(count_elapsed, frame), len(table))
        for engine, frame in frames.items()
    ]
    expected = [span // MICROSECOND for span in loop.run()]
    for runner in runners:
        assert read_elapsed(runner.run())[: len(pairs)].tolist() == expected
    race([loop, *runners], rounds)
    ratios = {runner.name: find_ratio(loop.samples, runner.samples) for runner in runners}
    print_table(
        f"Frames of {len(table):,} rows, and {len(pairs):,} calls of Calendar.elapsed in UTC",
        ("", "ns a row", "times faster"),
        [
            (loop.name, f"{loop.median:.0f}", "1"),
            *((each.name, f"{each.median:.1f}", f"{ratios[each.name]:.1f}") for each in runners),
        ],
    )
    return [Goal(f"{name} vs one call per row", ratio, 30) for name, ratio in ratios.items()]


def count_elapsed(frame: Any) -> Any:
    return with_elapsed(frame, CALENDAR, start=START, end=END)


def make_frames(table: Any) -> dict[str, Any]:
    """The same rows on the engines that have them in memory."""
    return {
        "pandas": table.to_pandas(),
        "polars": import_module("polars").from_arrow(table),
        "pyarrow": table,
    }


def list_pairs(table: Any, count: int) -> list[tuple[datetime, datetime]]:
    """The openings and resolutions of the first rows, as datetimes in UTC."""
    head = table.slice(0, count)
    columns = (head[name].cast("int64").to_pylist() for name in (START, END))
    return [
        (from_microseconds(start), from_microseconds(end))
        for start, end in zip(*columns, strict=True)
    ]


def read_elapsed(frame: Any, name: str = "elapsed") -> Ints:
    """A column of durations as microseconds."""
    values = nw.from_native(frame, eager_only=True)[name].to_numpy()
    return np.asarray(values.astype("m8[us]").astype(np.int64))


# Other ways


@dataclass
class Way:
    """What one would write instead, and what it answers, in microseconds of each row."""

    name: str
    engine: str
    run: Callable[[], Any]
    rows: int
    answer: Callable[[], Ints]
    tolerance: int = 0


def to_wall_clock(column: Any) -> Any:
    return column.dt.tz_convert(ZONE).dt.tz_localize(None)


def by_business_duration(table: Any, rows: int) -> Way:
    minutes = import_module("business_duration").businessDuration
    frame = table.slice(0, rows).to_pandas()

    def run() -> Any:
        local = frame.assign(**{name: to_wall_clock(frame[name]) for name in (START, END)})
        return local.apply(
            lambda row: minutes(row[START], row[END], NINE, FIVE, unit="min"), axis=1
        )

    def answer() -> Ints:
        return np.asarray((run().to_numpy() * MINUTE).round().astype(np.int64))

    return Way("apply with business-duration", "pandas", run, rows, answer)


DAY_TABLE = f"""
    WITH days AS (
        SELECT
            timezone('{ZONE}', day + INTERVAL 9 HOUR) AS opens,
            timezone('{ZONE}', day + INTERVAL 17 HOUR) AS closes
        FROM generate_series(
            TIMESTAMP '{FIRST:%Y-%m-%d}' - INTERVAL 1 DAY,
            TIMESTAMP '{LAST:%Y-%m-%d}' + INTERVAL 3 YEAR,
            INTERVAL 1 DAY
        ) AS series(day)
        WHERE isodow(day) <= 5
    )
    SELECT
        number,
        coalesce(sum(
            epoch_us(least({END}, closes)) - epoch_us(greatest({START}, opens))
        ) FILTER (WHERE opens IS NOT NULL), 0)::BIGINT AS elapsed
    FROM tickets LEFT JOIN days ON opens < {END} AND closes > {START}
    GROUP BY number
"""


def by_day_table(connection: Any, rows: int) -> Way:
    def run() -> Any:
        return connection.execute(f"SELECT sum(elapsed) FROM ({DAY_TABLE})").fetchall()

    def answer() -> Ints:
        found = connection.execute(f"SELECT elapsed FROM ({DAY_TABLE}) ORDER BY number")
        return np.array([each for (each,) in found.fetchall()], dtype=np.int64)

    return Way("SQL with a table of days", "duckdb", run, rows, answer)


def by_business_days(frame: Any, rows: int) -> Way:
    polars = import_module("polars")
    dates = [polars.col(name).dt.convert_time_zone(ZONE).dt.date() for name in (START, END)]
    days = polars.business_day_count(*dates).alias("days")

    def run() -> Any:
        return frame.with_columns(days)

    def answer() -> Ints:
        found = run()["days"].to_numpy().astype(np.int64)
        return np.asarray(found * (HOURS_A_DAY // MICROSECOND))

    return Way("business_day_count × 8 h, days only", "polars", run, rows, answer)


def run_ways(size: int, sample: int, rounds: int) -> None:
    table = draw_whole_minutes(size)
    frames = make_frames(table)
    connection = import_module("duckdb").connect()
    connection.register("arrow_tickets", table)
    connection.execute("CREATE TABLE tickets AS SELECT * FROM arrow_tickets")

    def ask_duckdb() -> Any:
        relation = count_elapsed(connection.table("tickets"))
        return relation.aggregate("sum(epoch_us(elapsed))").fetchall()

    ours = {
        "duckdb": Runner("mof", ask_duckdb, size),
        **{
            name: Runner("mof", partial(count_elapsed, frame), size)
            for name, frame in frames.items()
        },
    }
    expected = read_elapsed(ours["polars"].run())
    by_number = expected[np.argsort(table["number"].to_numpy(), kind="stable")]
    ways = [
        by_business_duration(table, sample),
        by_day_table(connection, size),
        by_business_days(frames["polars"], size),
    ]
    rows = []
    for way in ways:
        answers = way.answer()
        right = (by_number if way.engine == "duckdb" else expected)[: way.rows]
        wrong = int((answers != right).sum())
        other = Runner(way.name, way.run, way.rows)
        race([other, ours[way.engine]], rounds)
        mine = ours[way.engine]
        rows.append(
            (
                f"{way.engine}: {way.name}",
                f"{way.rows:,}",
                f"{other.median / 1e3:.3g}",
                f"{mine.median / 1e3:.3g}",
                f"{find_ratio(other.samples, mine.samples):.3g}",
                f"{wrong:,} of {len(answers):,}",
            )
        )
    print_table(
        f"Other ways to count, beside with_elapsed of {size:,} rows on the same engine",
        ("", "rows", "µs a row", "mof, µs a row", "× the time of mof", "wrong answers"),
        rows,
    )


def draw_whole_minutes(size: int) -> Any:
    """Resolved tickets, at whole minutes, which every contender can tell."""
    arrow, compute = import_module("pyarrow"), import_module("pyarrow.compute")
    table = draw_tickets(2 * size)
    table = table.filter(compute.is_valid(table[END])).slice(0, size)
    columns = {"number": table["number"]} | {
        name: compute.floor_temporal(table[name], unit="minute") for name in (START, END)
    }
    return arrow.table(columns)


# Engines


@dataclass(frozen=True)
class Measurement:
    """What one engine took for one question, or why it was not asked."""

    seconds: float = 0.0
    reading: float | None = None
    own: float = 0.0
    others: float = 0.0
    answers: tuple[tuple[int, ...], ...] = ()
    remark: str = ""


def measure(engine: str, question: str, path: Path, rounds: int, limit: float) -> Measurement:
    """Ask an engine in a process of its own, and end that with all it started."""
    script = Path(__file__).with_name("_frames_engines.py")
    command = [sys.executable, str(script), engine, question, str(path), str(rounds)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            told, errors = process.communicate(timeout=60 + 2 * rounds * limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return Measurement(remark=f"took more than {limit:.0f} s")
    if process.returncode:
        why = (errors.strip().splitlines() or ["without a word"])[-1][:100]
        return Measurement(remark=f"failed with {process.returncode}: {why}")
    found = json.loads(told.splitlines()[-1])
    answers = tuple(tuple(each) for each in found.pop("answers"))
    return Measurement(answers=answers, **found)


def foresee(known: dict[int, Measurement], size: int, limit: float) -> str:
    """Why a measurement would take too much, told by those of fewer tickets; empty if not."""
    if any(each.remark for each in known.values()):
        return "not asked either"
    if not known:
        return ""
    fewer, more = ([0, *sorted(known)])[-2:]
    first, last = known.get(fewer, Measurement()), known[more]
    reach = (size - more) / (more - fewer)
    seconds = last.seconds + reach * (last.seconds - first.seconds)
    if seconds > limit:
        return f"not asked: {seconds:.0f} s expected"
    mebibytes = (last.own + last.others) * size / more
    room = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20
    if mebibytes > 0.7 * room:
        return f"not asked: {mebibytes / 1024:.0f} GiB expected"
    return ""


def run_engines(sizes: Sequence[int], engines: Sequence[str], limit: float) -> bool:
    """Whether all engines gave the same answers."""
    found: dict[tuple[str, str, int], Measurement] = {}
    agree = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store_tickets(WARM_UP, folder)
        for place, size in enumerate(sizes):
            path = store_tickets(size, folder)
            for question in QUESTIONS:
                rounds = 3 if question == "elapsed" or size <= 100_000 else 1
                for engine in engines:
                    known = {fewer: found[engine, question, fewer] for fewer in sizes[:place]}
                    remark = foresee(known, size, limit)
                    found[engine, question, size] = (
                        Measurement(remark=remark)
                        if remark
                        else measure(engine, question, path, rounds, limit)
                    )
                agree &= compare_answers(found, question, size)
            if size != WARM_UP:
                path.unlink()
    for question in QUESTIONS:
        show_engines(found, question, sizes, engines)
    return agree and not any(each.remark.startswith("failed") for each in found.values())


def compare_answers(
    found: dict[tuple[str, str, int], Measurement], question: str, size: int
) -> bool:
    """Whether the engines that were asked gave one answer, which is printed."""
    answers = {
        engine: each.answers
        for (engine, asked, rows), each in found.items()
        if (asked, rows) == (question, size) and each.answers
    }
    different = set(answers.values())
    same = len(different) <= 1 and all(len(each) == 1 for each in different)
    told = f"all answered {next(iter(different), ((),))[0]}" if same else f"DIFFERENT: {answers}"
    print(f"{question}, {size:,} tickets, {len(answers)} engines: {told}", flush=True)
    return same


def show_engines(
    found: dict[tuple[str, str, int], Measurement],
    question: str,
    sizes: Sequence[int],
    engines: Sequence[str],
) -> None:
    rows = []
    for engine in engines:
        each = {size: found[engine, question, size] for size in sizes}
        first, last = each[sizes[0]], each[sizes[-1]]
        is_whole = not (first.remark or last.remark)
        for size, one in each.items():
            name, growth = f"{engine}, {size:,}", "-"
            if one.remark:
                rows.append((name, one.remark, *["-"] * 5))
                continue
            if is_whole and size == sizes[-1] and len(sizes) > 1:
                growth = f"{last.seconds / first.seconds:.1f}"
            rows.append(
                (
                    name,
                    f"{one.seconds:.3g}",
                    "-" if one.reading is None else f"{one.reading:.2g}",
                    f"{1e6 * one.seconds / size:.3g}",
                    f"{one.own:.0f}",
                    f"{one.others:.0f}" if one.others else "-",
                    growth,
                )
            )
    print_table(
        f"{question.capitalize()} of tickets, by engine",
        (
            "engine, tickets",
            "s, reading included",
            "s to read",
            "µs a ticket",
            "MiB beyond start",
            "MiB of JVM and workers",
            f"s, {sizes[-1]:,} / {sizes[0]:,}" if len(sizes) > 1 else "growth",
        ),
        rows,
    )


# All


def show_versions() -> None:
    libraries = ("numpy", "narwhals", *dict.fromkeys(each.library for each in ENGINES.values()))
    told = ", ".join(f"{name} {version(name)}" for name in (*libraries, "business-duration"))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Open time on arrays and frames.")
    parser.add_argument("--sizes", nargs="+", type=float, default=None, help="tickets of engines")
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for one measurement")
    parser.add_argument("--quick", action="store_true", help="few rows, to see that it works")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    quick = options.quick
    gc.disable()
    show_versions()
    goals: list[Goal] = []
    if "arrays" in options.parts:
        print("\ngarbage collector off; medians of rounds in turn")
        goals += run_arrays((100_000,) if quick else (1_000_000, 10_000_000), 5 if quick else 15)
    if "calls" in options.parts:
        goals += run_calls(20_000 if quick else 1_000_000, 5_000 if quick else 100_000, ROUNDS)
    if "ways" in options.parts:
        run_ways(10_000 if quick else 100_000, 200 if quick else 2_000, ROUNDS)
    if goals:
        print(f"\n| {'':54} | goal            | measured |         |")
        print(f"|{'-' * 56}|{'-' * 17}|{'-' * 9}:|{'-' * 9}|")
        print(*goals, sep="\n", flush=True)
    if "engines" in options.parts:
        default = (10_000,) if quick else SIZES
        sizes = sorted({int(size) for size in options.sizes or default})
        print(
            "\nEach engine in a process of its own, garbage collector on, a session started and "
            "a thousand tickets\nasked about before. Memory is the most held beyond that; the "
            "JVM and the workers of Spark are counted apart.\n"
        )
        if not run_engines(sizes, options.engines, options.limit):
            sys.exit("engines differ, or failed")


if __name__ == "__main__":
    main()
