"""The example that discovers a process: any log by its mapping, and a real one to the last row."""

import sys
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve

from conftest import ROOT
from mof.conformance import Stage, discover_process, measure_conformance, summarize_log
from mof.converters import make_converter
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentEvent, IncidentState
from mof.records import DeviationKind
from mof.sources import (
    SERVICENOW_AUDIT_LOG,
    EventLogMapping,
    Extract,
    read_event_log,
    read_xes,
    write_xes,
)

sys.path.insert(0, str(ROOT / "examples"))

import discover_process as example

EXAMPLES, DATA = ROOT / "examples", ROOT / "tests" / "data"
REAL = "servicenow_incident_log.csv.xz"
OPEN, WORKING = Stage("open"), Stage("in progress")
RESOLVED, CLOSED = Stage("resolved"), Stage("closed")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["discover_process.py", *map(str, arguments)])
    example.main()


def find_line(told: str, beginning: str) -> str:
    return next(line for line in told.splitlines() if line.startswith(beginning))


def test_log_in_another_vocabulary_is_one_mapping_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(monkeypatch, EXAMPLES / "desk_log.csv", EXAMPLES / "desk_log.json", "--into", tmp_path)

    told = capsys.readouterr().out
    for heading in (
        "Stages of 40 records",
        "Steps from stage to stage",
        "The most frequent paths",
        "Rework in 40 records",
        "Where the time went",
        "Fitness, conforming steps of all steps: ",
    ):
        assert heading in told
    assert ["Reopened", "4", "4", "10.0", "%"] == find_line(told, "Reopened").split()
    assert "flowchart TD" in (tmp_path / "process.mmd").read_text(encoding="utf-8")
    assert "svg" in ET.parse(tmp_path / "process.svg").getroot().tag


def test_log_may_be_xes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mapping = EventLogMapping(
        columns={"id": "case:concept:name", "at": "time:timestamp", "state": "concept:name"},
        states={"New": IncidentState.OPEN, "Closed": IncidentState.CLOSED},
    )
    path = tmp_path / "mapping.json"
    path.write_text(make_converter().dumps(mapping), encoding="utf-8")

    run(monkeypatch, DATA / "desk_log_pm4py_etree.xes", path, "--into", tmp_path)

    told = capsys.readouterr().out
    assert "Stages of 20 records" in told
    assert "add it to the mapping's states" in told


def test_log_may_have_one_row_for_each_ticket(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(
        '{"type": "ticket_mapping", "columns": {"id": "number", "opened_at": "opened"}, '
        '"moments": [["restored", "service resumed", null], ["closed", "closed", null]]}',
        encoding="utf-8",
    )

    run(
        monkeypatch,
        EXAMPLES / "tickets.csv",
        path,
        "--into",
        tmp_path,
        "--as-of",
        "2026-08-01T00:00Z",
    )

    assert "open → service resumed → closed" in capsys.readouterr().out


def test_mapping_of_something_else_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(
        '{"type": "observation_mapping", "columns": {"value": "a", "observed_at": "b"}, '
        '"constants": {"indicator": "satisfaction"}}',
        encoding="utf-8",
    )

    with pytest.raises(SystemExit, match="ObservationMapping tells of no tickets"):
        run(monkeypatch, EXAMPLES / "tickets.csv", path)


def test_mapping_for_servicenow_is_the_one_of_the_library() -> None:
    mapping = example.read_mapping(EXAMPLES / "servicenow_log.json")

    assert isinstance(mapping, EventLogMapping)
    assert SERVICENOW_AUDIT_LOG == evolve(mapping, constants={}, automated=())


@pytest.fixture(scope="module")
def extract(real_data: Path) -> Extract[Incident]:
    path = real_data / REAL
    if not path.is_file():
        pytest.skip(f"no real log at {path}; name a folder with MOF_REAL_DATA or --real-data")
    mapping = example.read_mapping(EXAMPLES / "servicenow_log.json")
    assert isinstance(mapping, EventLogMapping)
    counts = {name: name for name in ("reopen_count", "reassignment_count")}
    return read_event_log(path, evolve(mapping, columns={**dict(mapping.columns), **counts}))


@pytest.fixture(scope="module")
def findings(extract: Extract[Incident]) -> example.Findings:
    return example.Findings.make(extract, example.find_last_instant(extract))


class TestRealLog:
    """Every count that the description of the log has."""

    def test_rows_and_incidents(self, findings: example.Findings) -> None:
        assert (101_045, 101_045) == (findings.extract.rows, findings.log.entries)
        assert 17_136 == findings.log.records == findings.process.records
        assert () == findings.extract.defects

    def test_steps_and_their_order(self, findings: example.Findings) -> None:
        log = findings.log

        assert (83_909, 39_583) == (log.steps, log.steps_in_place)
        assert (9_862, 1) == (log.simultaneous, log.out_of_order)
        assert 83_909 == findings.process.steps

    def test_row_out_of_order_is_found(self, extract: Extract[Incident]) -> None:
        as_of = example.find_last_instant(extract)

        found = [
            record.id
            for record in extract.records
            if summarize_log([record], as_of=as_of).out_of_order
        ]

        assert ["INC0000137"] == found

    def test_every_incident_ends_closed(self, findings: example.Findings) -> None:
        assert 17_136 == findings.process.count(CLOSED, None)

    def test_stages(self, findings: example.Findings) -> None:
        assert [
            ("open", 10_877),
            ("in progress", 11_189),
            ("pending (evidence)", 8),
            ("pending (problem)", 195),
            ("pending (supplier)", 166),
            ("pending (user)", 4_509),
            ("resolved", 17_376),
            ("closed", 17_143),
        ] == [(str(use.stage), use.visits) for use in findings.process.stages]

    def test_common_transitions(self, findings: example.Findings) -> None:
        process, pending = findings.process, Stage("pending", "user")

        assert 5_374 == process.count(OPEN, WORKING)
        assert 3_920 == process.count(OPEN, RESOLVED)
        assert 1_472 == process.count(OPEN, pending)
        assert 3_529 == process.count(pending, RESOLVED)

    def test_from_closed_back_to_open(self, findings: example.Findings) -> None:
        backward = [
            each.count for each in findings.process.transitions if each.origin == CLOSED and each.to
        ]

        assert [7] == backward

    def test_closing_is_automatic_five_days_after_resolution(
        self, findings: example.Findings
    ) -> None:
        (transition,) = [
            each
            for each in findings.process.transitions
            if (each.origin, each.to) == (RESOLVED, CLOSED)
        ]

        assert 16_896 == findings.log.last_by_tool
        assert transition.median is not None
        assert timedelta(days=5) <= transition.median < timedelta(days=5, hours=1)

    def test_paths(self, findings: example.Findings) -> None:
        variants = findings.variants.variants

        assert 159 == len(variants)
        assert ("open → resolved → closed", 3_879) == (
            str(variants[0]),
            len(variants[0].records),
        )

    def test_updates_before_the_opening(self, findings: example.Findings) -> None:
        assert 5 == findings.conformance.count(DeviationKind.BEFORE_START)
        assert 1 == findings.conformance.count(DeviationKind.OUT_OF_ORDER)

    def test_reopenings_are_those_that_the_tool_counts(
        self, findings: example.Findings, extract: Extract[Incident]
    ) -> None:
        counted = {record.id: int(str(record.facts["reopen_count"])) for record in extract.records}
        others = [
            record.id for record in extract.records if record.reopen_count != counted[record.id]
        ]

        # In the order of time the row that is out of order is one reopening more.
        assert ["INC0000137"] == others
        assert (243, 244) == (sum(counted.values()), findings.rework.reopenings)

    def test_changes_of_team_are_nearly_those_that_the_tool_counts(
        self, findings: example.Findings, extract: Extract[Incident]
    ) -> None:
        increments = disagreements = 0
        for record in extract.records:
            counts, teams = [0], [None]
            for entry in record.chronology:
                changes = dict(entry.changes)
                counts.append(int(str(changes.get("reassignment_count", counts[-1]))))
                teams.append(changes.get("team", teams[-1]))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
            for (before, after), (team, other) in zip(
                pairwise(counts[1:]), pairwise(teams[1:]), strict=True
            ):
                increments += after > before
                disagreements += (after > before) != (team != other)

        assert (17_645, 17_565, 80) == (
            increments,
            findings.rework.team_changes,
            disagreements,
        )

    def test_priority_by_impact_and_urgency(self, extract: Extract[Incident]) -> None:
        found: set[tuple[str, ...]] = set()
        for record in extract.records:
            facts: dict[str, object] = {}
            for entry in record.chronology:
                facts.update(entry.changes)
                found.add(tuple(str(facts[name]) for name in ("impact", "urgency", "priority")))

        assert {
            ("high", "high", "1"),
            ("high", "medium", "2"),
            ("medium", "high", "2"),
            ("medium", "medium", "3"),
            ("low", "high", "3"),
            ("medium", "low", "4"),
            ("low", "medium", "4"),
            ("low", "low", "4"),
        } == found

    def test_what_is_hardly_ever_filled_in(self, extract: Extract[Incident]) -> None:
        blank = Counter(
            name
            for record in extract.records
            for name in ("configuration_item", "caused_by")
            if record.facts.get(name) is None
        )

        assert {"configuration_item": 17_087, "caused_by": 17_134} == dict(blank)

    def test_verdict_of_the_tool_turns_on_closing(self, extract: Extract[Incident]) -> None:
        turns = Counter[IncidentState | None]()
        for record in extract.records:
            state, verdict = None, str(dict(record.chronology[0].changes)["made_sla"])
            for entry in record.chronology:
                state = entry.state or state
                told = str(dict(entry.changes).get("made_sla", verdict))
                turns[state] += told != verdict
                verdict = told

        # One was turned by the account that closes, three days before somebody closed it.
        assert {IncidentState.CLOSED: 7_330, IncidentState.RESOLVED: 1} == +turns

    def test_priorities_without_a_target(self, extract: Extract[Incident]) -> None:
        priorities = Counter(str(record.facts["priority"]) for record in extract.records)

        assert (465, 16_144, 527) == (
            priorities["1"] + priorities["2"],
            priorities["3"],
            priorities["4"],
        )

    def test_no_case_keeps_to_the_whole_lifecycle_and_a_quarter_to_what_is_observed(
        self, findings: example.Findings, extract: Extract[Incident]
    ) -> None:
        records, as_of = extract.records, example.find_last_instant(extract)
        # The steps of the framework alone; that the desk may resolve at once is ours.
        first_contact = (IncidentState.PRIORITIZED, IncidentEvent.RESOLVE)
        strict = INCIDENT_LIFECYCLE.changed({first_contact: None})
        observed = {entry.state for r in records for entry in r.history if entry.state}

        whole = measure_conformance(records, INCIDENT_LIFECYCLE, as_of=as_of)
        contracted = measure_conformance(records, strict.observing(observed), as_of=as_of)

        assert (0, 4_035, 7_944) == (
            whole.conforming,
            contracted.conforming,
            findings.conformance.conforming,
        )

    def test_every_moment_until_the_closing_is_waited_somewhere(
        self, findings: example.Findings, extract: Extract[Incident]
    ) -> None:
        lasted = timedelta(0)
        for record in extract.records:
            last = next(
                here.at
                for before, here in reversed(list(pairwise(record.chronology)))
                if here.state is IncidentState.CLOSED and before.state is not here.state
            )
            lasted += last - record.chronology[0].at

        assert lasted == findings.waits.total

    def test_log_survives_the_way_through_xes(
        self, extract: Extract[Incident], tmp_path: Path
    ) -> None:
        some = extract.records[:2_000]

        write_xes(tmp_path / "log.xes.gz", some)

        assert some == read_xes(tmp_path / "log.xes.gz").records

    def test_earlier_view_knows_nothing_later(self, extract: Extract[Incident]) -> None:
        as_of = datetime.fromisoformat("2016-04-01T00:00Z")
        known = [r.as_of(as_of) for r in extract.records]

        then = discover_process(extract.records, as_of=as_of)

        assert then == discover_process([r for r in known if r.history], as_of=as_of)
