"""The example that holds the engines of frames against the records of a log."""

import sys
from pathlib import Path

import pytest

from conftest import ROOT
from frame_engines import require

sys.path.insert(0, str(ROOT / "examples"))

import frames_servicenow as example

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


def test_record_that_no_engine_judges_is_a_difference(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = log.read_text(encoding="utf-8")
    log.write_text(text.replace("INC0000001,Active", "INC0000001,Parked"), encoding="utf-8")

    assert run(monkeypatch, log)
    engines = capsys.readouterr().out.splitlines()[1:]
    assert all(", 1 differ, " in line for line in engines)
