"""The example that holds the engines of frames against the records of a log."""

import csv
import lzma
import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from conftest import ROOT
from frame_engines import require
from mof.frames import measure_attainment
from mof.judgements import measure_attainment as measure_records
from mof.sources import read_event_log
from mof.values import Period

sys.path.insert(0, str(ROOT / "examples"))

import frames_servicenow as example
from servicenow_log import FITTED, MAPPING

SMALL = ROOT / "tests" / "data" / "servicenow_log.csv"
AS_OF = "2016-09-13T11:00"


def run(monkeypatch: pytest.MonkeyPatch, path: Path) -> object:
    require("pandas")
    require("pyarrow")
    # Spark takes long to start, and the verdicts of every engine are tested by themselves.
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(sys, "argv", ["frames_servicenow.py", str(path), "--as-of", AS_OF])
    with pytest.raises(SystemExit) as stopped:
        example.main()
    return stopped.value.code


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Two incidents of the log, of which nothing is wrong."""
    path = tmp_path / "log.csv"
    lines = SMALL.read_text(encoding="utf-8").splitlines(keepends=True)
    sound = [line for line in lines[1:] if line.startswith(("INC0000001", "INC0000002"))]
    path.write_text("".join([lines[0], *sound]), encoding="utf-8")
    return path


def test_every_engine_agrees_with_the_records(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(monkeypatch, log)

    records, *engines = capsys.readouterr().out.splitlines()
    assert not code
    assert records.startswith("records: 2 judgements")
    assert len(engines) >= 2
    assert all(": 2 judgements, 0 differ, " in line for line in engines)


def test_record_of_which_something_was_not_read_is_no_difference(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = log.read_text(encoding="utf-8")
    log.write_text(text.replace("INC0000001,Active", "INC0000001,Parked"), encoding="utf-8")

    assert not run(monkeypatch, log)
    records, *engines = capsys.readouterr().out.splitlines()
    assert "1 unknown" in records
    assert all(", 0 differ, " in line for line in engines)


def test_judgement_that_differs_fails_the_example(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(example, "judge_records", lambda *_: {})

    assert run(monkeypatch, log)
    engines = capsys.readouterr().out.splitlines()[1:]
    assert all(", 2 differ, " in line for line in engines)


def test_junk_in_the_real_log_is_judged_alike_on_records_and_frames(
    real_data: Path, tmp_path: Path
) -> None:
    require("polars")
    real = real_data / "servicenow_incident_log.csv.xz"
    if not real.is_file():
        pytest.skip(f"no real log at {real}; name a folder with MOF_REAL_DATA or --real-data")
    path, random = tmp_path / "log.csv", Random(15)
    with lzma.open(real, "rt", encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    place = header.index("incident_state")
    for row in rows:  # one in a hundred
        if random.random() < 0.01:
            row[place] = "-100"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    as_of = datetime(2017, 3, 1, tzinfo=UTC)

    expected = example.judge_records(path, as_of)
    frame = dict(example.make_frames(list(example.read_rows(path))))["polars"]

    assert expected == example.judge_frame(frame, as_of)
    unknown = [verdict for verdict, _ in expected.values() if verdict == "unknown"]
    assert 500 < len(unknown) < 1500
    june = Period.month(2016, 6, tz="UTC")
    (of_records, *_) = measure_records(
        read_event_log(path, MAPPING).records, FITTED, during=june, as_of=as_of
    )
    (of_frame, *_) = measure_attainment(
        frame, FITTED, MAPPING, during=june, as_of=as_of, order="row"
    )
    assert of_records.counts == of_frame
    assert of_frame.faulty
