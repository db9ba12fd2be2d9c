"""The example for a cluster, on the Spark of this machine: its figures are those of records."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import narwhals as nw
import pytest
from attrs import evolve

from conftest import ROOT
from frame_engines import find_session, require
from mof.frames import to_records
from mof.incidents import Incident
from mof.judgements import AttainmentCounts, find_breaches, measure_attainment
from mof.values import Period

sys.path.insert(0, str(ROOT / "examples"))

import spark_attainment as example

FAULTY = "INC0000371"
COLUMNS = {
    **dict.fromkeys(("number", "state", "priority", "service", "month"), nw.String()),
    **dict.fromkeys(("opened_at", "updated_at"), nw.Datetime("us", "UTC")),
    "step": nw.Int64(),
}
ORDER = ("number", "step", "state", "priority", "service", "opened_at", "updated_at", "month")


@pytest.fixture(scope="module")
def spark() -> Any:
    return find_session()


@pytest.fixture(scope="module")
def log(spark: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("log") / "incident_log")
    example.write_log(spark, path)
    return path


@pytest.fixture(scope="module")
def records() -> list[Incident]:
    """The incidents of the made-up rows, but the one that a frame does not judge."""
    require("pyarrow")
    columns = zip(ORDER, zip(*example.make_up_rows(), strict=True), strict=True)
    schema: dict[str, Any] = {name: COLUMNS[name] for name in ORDER}
    frame = nw.from_dict(
        {name: list(values) for name, values in columns}, schema=schema, backend="pyarrow"
    )
    extract = to_records(frame.to_native(), example.MAPPING)
    assert [FAULTY] == [rows[0] for rows in example.make_up_rows() if rows[2] == "Parked"]
    return [record for record in extract.records if record.id != FAULTY]


def count(records: list[Incident], period: Period, *, faulty: int) -> list[AttainmentCounts]:
    attained = measure_attainment(records, example.SLA, during=period, as_of=period.end)
    looked_at = len(records) + 1  # with the one that cannot be judged
    return [evolve(each.counts, faulty=faulty, looked_at=looked_at) for each in attained]


def test_without_a_path_a_made_up_log_is_measured(
    spark: Any, records: list[Incident], capsys: pytest.CaptureFixture[str]
) -> None:
    example.main([])

    expected = count(records, example.to_month("2016-03"), faulty=1)
    assert all(each.met and each.breached and each.undecided for each in expected)
    assert f"{example.tabulate(expected).to_text(120)}\n" == capsys.readouterr().out


def test_breaches_of_an_earlier_month_are_written_as_they_were_known(
    log: str,
    spark: Any,
    records: list[Incident],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "breaches"
    month = example.to_month("2016-02")

    example.main([log, "--month", "2016-02", "--breaches", str(path)])

    expected = find_breaches(records, [example.SLA], as_of=month.end)
    written = spark.read.parquet(str(path)).select("number", "target").collect()
    assert expected
    assert sorted((each.record, str(each.target)) for each in expected) == sorted(
        (row["number"], row["target"]) for row in written
    )
    told = capsys.readouterr().out
    assert told.startswith(example.tabulate(count(records, month, faulty=0)).to_text(120))
    assert str(path) in told


def test_files_of_later_months_are_left_alone(log: str, spark: Any) -> None:
    rows = example.read_log(spark, log, example.to_month("2016-01"))

    plan = rows._jdf.queryExecution().executedPlan().toString()
    latest: datetime = max(row["updated_at"] for row in rows.collect())
    assert "PartitionFilters: [isnotnull(month" in plan
    assert latest < example.to_month("2016-03").start.astimezone().replace(tzinfo=None)
    assert "month" not in rows.columns


def test_log_may_be_in_one_piece(log: str, spark: Any, tmp_path: Path) -> None:
    whole = str(tmp_path / "whole")
    spark.read.parquet(log).drop("month").write.parquet(whole)

    rows = example.read_log(spark, whole, example.to_month("2016-01"))

    assert sum(1 for _ in example.make_up_rows()) == rows.count()


@pytest.mark.parametrize("month", ["2016", "2016-13", "March"])
def test_what_is_no_month_is_refused(month: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        example.main(["log", "--month", month])

    assert "--month" in capsys.readouterr().err
