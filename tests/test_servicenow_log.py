"""The example that judges a real log: its figures, and that it looks at nothing too late."""

import csv
import lzma
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import ROOT
from mof.incidents import IncidentState
from mof.judgements import Verdict
from mof.records import DeviationKind, find_deviations
from mof.sources import read_event_log

sys.path.insert(0, str(ROOT / "examples"))

import servicenow_log as example

SMALL = ROOT / "tests" / "data" / "servicenow_log.csv"
REAL = "servicenow_incident_log.csv.xz"


@pytest.fixture(scope="module")
def real_log(real_data: Path) -> Path:
    path = real_data / REAL
    if not path.is_file():
        pytest.skip(f"no real log at {path}; name a folder with MOF_REAL_DATA or --real-data")
    return path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["servicenow_log.py", *map(str, arguments)])
    example.main()


def make_report(path: Path, as_of: datetime | None = None) -> example.Report:
    extract = read_event_log(path, example.MAPPING)
    return example.Report.make(extract, as_of or example.find_last_instant(extract))


def cut(lines: list[str], as_of: datetime) -> str:
    """The log as it was then; what came later is blank, so that lines keep their numbers."""
    place = lines[0].split(",").index("sys_updated_at")
    kept = [
        line if number == 0 or not is_later(row, place, as_of) else "\n"
        for number, (line, row) in enumerate(zip(lines, csv.reader(lines), strict=True))
    ]
    return "".join(kept)


def is_later(row: list[str], place: int, as_of: datetime) -> bool:
    try:
        at = datetime.strptime(row[place], "%d/%m/%Y %H:%M").replace(tzinfo=UTC)
    except (IndexError, ValueError):
        return False
    return at > as_of


def tell_all(path: Path, content: str, as_of: datetime) -> str:
    path.write_text(content, encoding="utf-8")
    report = make_report(path, as_of)
    return f"{example.tell(report, 3)}\n{example.tell_line(report)}"


def assert_cut_log_tells_the_same(lines: list[str], folder: Path, as_of: datetime) -> None:
    path = folder / "log.csv"

    assert tell_all(path, cut(lines, as_of), as_of) == tell_all(path, "".join(lines), as_of)


def test_every_row_and_every_defect_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, SMALL, "--worst", 2)

    told = capsys.readouterr().out
    counts = dict(line.rsplit(maxsplit=1) for line in told.splitlines() if line[-1:].isdigit())
    assert ("36", "34", "2") == (
        counts["rows"],
        counts["= entries of histories"],
        counts["+ rows left out, each with a defect"],
    )
    for kind in ("no id", "ragged row", "unknown state", "unreadable value"):
        assert kind in told
    assert "Fitted, not contractual" in told
    assert "agreement: P3 100.000 % (3 of 3), P4 100.000 % (2 of 2)" == told.splitlines()[-1]


def test_long_explanations_are_cut_unless_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, SMALL)
    short = capsys.readouterr().out
    run(monkeypatch, SMALL, "--all-parts")
    whole = capsys.readouterr().out

    assert "parts between them are not shown" in short
    assert "parts between them are not shown" not in whole
    assert len(short.splitlines()) < len(whole.splitlines()) / 2


@pytest.mark.parametrize(
    "as_of", ["2016-03-08T15:00", "2016-03-10T00:00+01:00", "2016-04-08T15:30", "2016-09-13T11:00"]
)
def test_nothing_recorded_later_is_looked_at(tmp_path: Path, as_of: str) -> None:
    lines = SMALL.read_text(encoding="utf-8").splitlines(keepends=True)

    assert_cut_log_tells_the_same(lines, tmp_path, example.read_instant(as_of))


def test_before_the_first_row_there_is_nothing_to_tell() -> None:
    report = make_report(SMALL, datetime(2016, 1, 1, tzinfo=UTC))

    told = str(example.tell(report, 3))

    assert "agreement: P3 no data (0 of 0), P4 no data (0 of 0)" == example.tell_line(report)
    assert "INC0000001" not in told


def test_file_without_rows_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(SMALL.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")

    report = make_report(path)

    assert () == report.cases
    assert "agreement: P3 no data" in example.tell_line(report)


@pytest.fixture(scope="module")
def report(real_log: Path) -> example.Report:
    return make_report(real_log)


class TestRealLog:
    def test_every_row_is_accounted_for(self, report: example.Report) -> None:
        extract = report.extract

        assert (101_045, 101_045, 0) == (extract.rows, extract.entries, extract.rows_lost)
        assert 17_136 == len(extract.records) == len(report.cases)
        assert () == extract.defects

    def test_verdicts_agree_with_those_of_the_tool(self, report: example.Report) -> None:
        assert (
            "agreement: P3 99.944 % (16135 of 16144), P4 100.000 % (527 of 527)"
            == example.tell_line(report)
        )

    def test_priorities_without_a_target_are_no_target(self, report: example.Report) -> None:
        verdicts = [case.judgement.verdict for case in report.cases]

        assert 465 == verdicts.count(Verdict.NO_TARGET)

    def test_histories_tell_what_is_known_of_the_log(self, report: example.Report) -> None:
        reopened = [
            case.incident
            for case in report.cases
            if IncidentState.CLOSED in [entry.state for entry in case.incident.chronology][:-1]
            and case.incident.reopen_count
        ]
        kinds = [
            deviation.kind for case in report.cases for deviation in find_deviations(case.incident)
        ]

        assert 7 == sum(
            [entry.state for entry in incident.chronology].count(IncidentState.CLOSED) > 1
            for incident in reopened
        )
        assert 5 == kinds.count(DeviationKind.BEFORE_START)
        assert 1 == kinds.count(DeviationKind.OUT_OF_ORDER)

    def test_nothing_recorded_later_is_looked_at(self, real_log: Path, tmp_path: Path) -> None:
        with lzma.open(real_log, "rt", encoding="utf-8", newline="") as file:
            lines = list(file)[:20_000]

        assert_cut_log_tells_the_same(lines, tmp_path, datetime(2016, 3, 20, 16, 30, tzinfo=UTC))
