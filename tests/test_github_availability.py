"""The example that measures a published SLA: its figures, computed a second time by hand."""

import json
import lzma
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from mof.values import Period

sys.path.insert(0, str(ROOT / "examples"))

import github_availability as example

NAMES = [*example.TIMED, *example.COUNTED]


@pytest.fixture(scope="module")
def folder(real_data: Path) -> Path:
    if not (real_data / example.INCIDENTS).is_file():
        pytest.skip(f"no real incidents in {real_data}; name a folder with MOF_REAL_DATA")
    return real_data


def write(folder: Path, *updates: dict[str, Any], resolved_at: str | None = None) -> Path:
    incidents = [{"id": "i1", "resolved_at": resolved_at, "incident_updates": updates}]
    (folder / example.INCIDENTS).write_bytes(lzma.compress(json.dumps(incidents).encode()))
    components = json.dumps([{"name": name} for name in NAMES])
    (folder / example.COMPONENTS).write_text(components, "utf-8")
    return folder


def update(at: str, *changes: tuple[str, str], created_at: str | None = None) -> dict[str, Any]:
    affected = [{"name": name, "new_status": status} for name, status in changes]
    created_at = created_at or at
    return {
        "id": at,
        "display_at": at,
        "created_at": created_at,
        "updated_at": created_at,
        "affected_components": affected or None,
    }


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object
) -> list[str]:
    monkeypatch.setattr(sys, "argv", ["github_availability.py", *map(str, arguments)])
    assert example.main() == 0
    return capsys.readouterr().out.splitlines()


def count_down_microseconds(folder: Path, feature: str, period: Period, down: set[str]) -> int:
    """The time down, by a list of instants at which each incident's word on a feature changes."""
    turns: list[tuple[datetime, str, bool]] = []
    for incident in json.loads(lzma.decompress((folder / example.INCIDENTS).read_bytes())):
        for told in incident["incident_updates"]:
            for change in told["affected_components"] or ():
                if change["name"] == feature:
                    at = datetime.fromisoformat(told["display_at"])
                    turns.append((at, incident["id"], change["new_status"] in down))
        end = datetime.fromisoformat(incident["resolved_at"])
        turns.append((end, incident["id"], False))
    going_on: set[str] = set()
    total, last = 0, period.start
    for at, incident_id, is_down in [*sorted(turns), (period.end, "", False)]:
        now = min(max(at, period.start), period.end)
        if going_on:
            seconds = (now - last).days * 86400 + (now - last).seconds
            total += seconds * 10**6 + (now - last).microseconds
        last = now
        (going_on.add if is_down else going_on.discard)(incident_id)
    return total


@pytest.mark.parametrize(
    "interpretation, down",
    [("major", {"major_outage"}), ("outage", {"major_outage", "partial_outage"})],
)
def test_downtime_is_the_same_counted_by_hand(
    folder: Path, interpretation: str, down: set[str]
) -> None:
    history = example.read(folder)

    for period in history.find_quarters():
        for each in history.measure(period, interpretation, history.recorded_until):
            if each.target.feature in example.TIMED:
                feature = str(each.target.feature)
                expected = count_down_microseconds(folder, feature, period, down)
                assert expected == each.lost.days * 86400 * 10**6 + each.lost.seconds * 10**6 + (
                    each.lost.microseconds
                )


def test_real_history_earns_credits_and_marks_what_is_partial(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(monkeypatch, capsys, folder)

    assert told[-1].startswith("credits: 2025 Q3 (partial): Git Operations 10 %; 2025 Q4: Issues ")
    assert "• exactly 99 %: in no tier" in told
    assert "• exactly 99.9 %: kept, and credited all the same" in told


def test_absent_data_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = run(monkeypatch, capsys, tmp_path)

    assert line.startswith("this needs github_status_incidents.json.xz and ")


def test_degraded_is_down_only_where_that_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        tmp_path,
        update("2026-01-01T00:00:00Z", ("Issues", "degraded_performance"), ("Pages", "x")),
        update("2026-01-02T00:00:00Z", ("Issues", "operational")),
        update("2026-04-01T00:00:00Z"),
    )

    shown = run(monkeypatch, capsys, tmp_path)[-1]
    degraded = run(monkeypatch, capsys, tmp_path, "--down", "degraded")[-1]

    assert "credits: 2026 Q1: none; 2026 Q2 (partial): none" == shown
    assert "credits: 2026 Q1: Issues 25 %; 2026 Q2 (partial): none" == degraded


def test_update_counts_from_when_it_happened_once_it_was_written(tmp_path: Path) -> None:
    write(
        tmp_path,
        update("2026-01-01T00:00:00Z"),
        update(
            "2026-01-02T00:00:00Z",
            ("Issues", "major_outage"),
            created_at="2026-01-02T06:00:00Z",
        ),
        resolved_at="2026-01-03T00:00:00Z",
    )
    history = example.read(tmp_path)
    (period,) = history.find_quarters()

    early = history.measure(period, "major", datetime(2026, 1, 2, 5, tzinfo=UTC))[0]
    late = history.measure(period, "major", datetime(2026, 1, 2, 12, tzinfo=UTC))[0]

    assert (0, 12) == (early.lost.total_seconds(), late.lost.total_seconds() / 3600)


def test_feature_that_the_page_does_not_know_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / example.COMPONENTS).write_text("[]", "utf-8")

    with pytest.raises(SystemExit, match="lacks what the SLA names: Issues, "):
        example.read(tmp_path)
