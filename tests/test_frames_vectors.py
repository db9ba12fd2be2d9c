"""Numeric cases from other tools, on every engine at once; see ``--vectors``."""

import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from frame_engines import ENGINES, INSTANT, NUMBER, TEXT, make, read, read_column
from frame_histories import KINDS, MAPPING, agree
from mof.agreements import Clock, Target
from mof.calendars import Calendar
from mof.calendars._timelines import unite
from mof.frames import with_due, with_elapsed, with_is_open, with_judgement
from test_vectors import Case, read_calendar, to_instant

SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def cases(pytestconfig: pytest.Config) -> list[Case]:
    path = pytestconfig.getoption("--vectors")
    assert isinstance(path, Path)
    if not path.is_file():
        pytest.skip(f"no numeric cases at {path}; name a file with --vectors")
    return [
        case
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
        if "error" not in case["expected"]
    ]


def pick(cases: list[Case], operation: str) -> tuple[list[Case], dict[str, Calendar]]:
    picked = [case for case in cases if case["op"] == operation]
    return picked, {case["id"]: read_calendar(case) for case in picked}


def make_cases(engine: str, picked: list[Case], *instants: str) -> Any:
    columns: dict[str, list[Any]] = {
        "row": list(range(len(picked))),
        "case": [case["id"] for case in picked],
        **{name: [to_instant(case[name]) for case in picked] for name in instants},
    }
    return make(engine, columns, {"row": NUMBER, "case": TEXT} | dict.fromkeys(instants, INSTANT))


@pytest.mark.parametrize("engine", ENGINES)
def test_elapsed_of_all_cases(cases: list[Case], engine: str) -> None:
    picked, calendars = pick(cases, "elapsed")
    picked = [case for case in picked if case.get("reversed") != "zero"]
    frame = make_cases(engine, picked, "start", "end")

    counted = with_elapsed(frame, calendars, start="start", end="end", by="case")

    found = {
        case["id"]: pytest.approx(elapsed / SECOND, abs=case["expected"].get("tolerance", 0))
        for case, elapsed in zip(picked, read_column(counted, "elapsed"), strict=True)
    }
    assert found == {case["id"]: case["expected"]["seconds"] for case in picked}


@pytest.mark.parametrize("engine", ENGINES)
def test_due_of_all_cases(cases: list[Case], engine: str) -> None:
    picked, calendars = pick(cases, "add")
    picked = [case for case in picked if case.get("edge") != "roll"]
    limits = {case["id"]: timedelta(seconds=case["seconds"]) for case in picked}
    frame = make_cases(engine, picked, "start")

    counted = with_due(frame, calendars, start="start", within=limits, of="case", by="case")

    found = dict(zip(limits, read_column(counted, "due_at"), strict=True))
    assert found == {case["id"]: to_instant(case["expected"]["due"]) for case in picked}


@pytest.mark.parametrize("engine", ENGINES)
def test_is_open_of_all_cases(cases: list[Case], engine: str) -> None:
    picked, calendars = pick(cases, "is_open")
    frame = make_cases(engine, picked, "at")

    counted = with_is_open(frame, calendars, at="at", by="case")

    found = dict(zip(calendars, read_column(counted, "is_open"), strict=True))
    assert found == {case["id"]: case["expected"]["open"] for case in picked}


# Judging plans anew for every agreement, which takes Spark and DuckDB a second each.
@pytest.mark.parametrize("engine", [e for e in ENGINES if e not in {"duckdb", "pyspark"}])
def test_judgements_of_all_cases(cases: list[Case], engine: str) -> None:
    picked, calendars = pick(cases, "sla")
    groups: dict[tuple[Calendar, float, datetime | None], list[Case]] = defaultdict(list)
    for case in picked:
        at = to_instant(case["at"]) if case.get("at") else None
        groups[calendars[case["id"]], case["target_seconds"], at].append(case)

    for (calendar, seconds, at), group in groups.items():
        target = Target(Clock.RESOLUTION, timedelta(seconds=seconds))
        agreement = agree(target, calendar=calendar, valid_from=date(1999, 1, 1))
        as_of = at or max(to_instant(case["stop"]) for case in group)
        judged = with_judgement(
            make_history(engine, group), agreement, MAPPING, as_of=as_of, order="row"
        )
        found = {row["number"]: row for row in read(judged)}
        for case in group:
            check(case, found[case["id"]])


def check(case: Case, row: dict[str, Any]) -> None:
    expected = case["expected"]
    found = {
        "due": row["due_at"],
        "elapsed_seconds": row["elapsed"] / SECOND,
        "variance_seconds": row["remaining"] / SECOND,
        "paused_seconds": row["paused"] / SECOND,
        "breached": row["breached_at"] is not None,
        "percent": pytest.approx(100 * row["share_used"], abs=0.005),
    }
    if case.get("edge") == "roll":
        del found["due"]
    for key in found.keys() & expected.keys():
        value = to_instant(expected[key]) if key == "due" else expected[key]
        assert found[key] == value, (case["id"], key)


def make_history(engine: str, group: list[Case]) -> Any:
    """The cases as a log: a wait for each pause, and the solution at the stop."""
    columns: dict[str, list[Any]] = {name: [] for name in KINDS}
    for case in group:
        for at, state in list_steps(case):
            row = (case["id"], at, at, state, "1", "mail", len(columns["row"]), None, None)
            for name, value in zip(columns, row, strict=True):
                columns[name].append(value)
    return make(engine, columns, KINDS)


def list_steps(case: Case) -> list[tuple[datetime, str]]:
    start = to_instant(case["start"])
    stop = to_instant(case["stop"]) if case.get("stop") else None
    far = datetime.max.replace(tzinfo=start.tzinfo).timestamp() // 2
    pauses = [
        (to_instant(since).timestamp(), to_instant(until).timestamp() if until else far)
        for since, until in case["pauses"]
    ]
    steps = [(start, "New")]
    for since, until in unite(pauses):  # type: ignore[arg-type]
        steps.append((max(start, datetime.fromtimestamp(since, start.tzinfo)), "Wait"))
        if until != far:
            steps.append((datetime.fromtimestamp(until, start.tzinfo), "Work"))
    kept = [(at, state) for at, state in steps if stop is None or at < stop]
    return kept + ([(stop, "Done")] if stop else [])
