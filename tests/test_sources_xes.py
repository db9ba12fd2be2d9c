"""XES: what other tools wrote is read, what we write comes back, and traps are refused."""

import bz2
import gzip
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import ROOT
from lives import hours, note, tell
from mof.conformance import discover_process, find_variants
from mof.converters import make_converter
from mof.errors import DefinitionError, MappingError, UnreadableSourceError, UnwritableTextError
from mof.framework import RoleType
from mof.help_requests import Origin
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.records import Actor, Entry, Fact, Priority
from mof.sources import (
    SERVICENOW_AUDIT_LOG,
    DefectKind,
    EventLogMapping,
    TicketMapping,
    read_event_log,
    read_xes,
    write_xes,
)
from mof.values import IncidentId, PersonId
from mof.values._instants import MICROSECOND
from world import MONDAY, resolve_incident

DATA = ROOT / "tests" / "data"
LATER = datetime(2027, 1, 1, tzinfo=UTC)
MAPPING = EventLogMapping(
    columns={
        "id": "case:concept:name",
        "at": "time:timestamp",
        "state": "concept:name",
        "team": "org:group",
        "by": "org:resource",
        "priority": "Severity",
    },
    states={
        "New": IncidentState.OPEN,
        "Working": IncidentState.IN_PROGRESS,
        "Reopened": IncidentState.IN_PROGRESS,
        "Waiting for user": (IncidentState.PENDING, "user"),
        "Waiting for vendor": (IncidentState.PENDING, "supplier"),
        "Fixed": IncidentState.RESOLVED,
        "Closed": IncidentState.CLOSED,
        "Withdrawn": IncidentState.CANCELLED,
    },
    words={"priority": {"high": "2", "normal": "3", "low": "4"}},
    automated={"portal", "timer"},
)
PLAIN = EventLogMapping(
    columns={"id": "case:concept:name", "at": "time:timestamp", "state": "concept:name"},
    states={"New": IncidentState.OPEN, "Fixed": IncidentState.RESOLVED},
)
# As the library does that most tools of process mining build on.
NESTED = """\
<?xml version="1.0" encoding="UTF-8" ?>
<!-- This file has been generated with the OpenXES library. -->
<log xes.version="1.0" xes.features="nested-attributes" openxes.version="1.0RC7">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event">
    <string key="concept:name" value="__INVALID__"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
  <string key="source" value="desk"><string key="version" value="2"/></string>
  <trace>
    <string key="concept:name" value="D1"/>
    <event>
      <string key="concept:name" value="New"><int key="seen" value="3"/></string>
      <date key="time:timestamp" value="2026-03-02T09:00:00.000+01:00"/>
      <list key="tags"><string key="tag" value="a"/><string key="tag" value="b"/></list>
    </event>
    <event>
      <date key="time:timestamp" value="2026-03-02T10:30:00.000+01:00"/>
      <string key="concept:name" value="Fixed"/>
      <list key="tags"><values><string key="tag" value="c"/></values></list>
    </event>
  </trace>
</log>
"""


def wrap(inside: str) -> str:
    return f"<log>{inside}</log>"


def write_trace(*events: str, name: str = "D1") -> str:
    return f'<trace><string key="concept:name" value="{name}"/>{"".join(events)}</trace>'


def write_event(activity: str = "New", at: str = "2026-03-02T09:00:00Z", more: str = "") -> str:
    return (
        f'<event><string key="concept:name" value="{activity}"/>'
        f'<date key="time:timestamp" value="{at}"/>{more}</event>'
    )


def save(folder: Path, text: str | bytes, name: str = "log.xes") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


class TestOtherTools:
    @pytest.mark.parametrize("style", ["etree", "lines"])
    def test_file_of_another_tool_is_read_whole(self, style: str) -> None:
        extract = read_xes(DATA / f"desk_log_pm4py_{style}.xes", MAPPING)

        assert (20, 96, 96, ()) == (
            len(extract.records),
            extract.rows,
            extract.entries,
            extract.defects,
        )

    def test_file_of_another_tool_says_what_the_same_log_says_as_text(self) -> None:
        text = (ROOT / "examples" / "desk_log.json").read_text(encoding="utf-8")
        mapping = make_converter().loads(text, EventLogMapping)
        in_text = {r.id: r for r in read_event_log(ROOT / "examples/desk_log.csv", mapping).records}

        in_xes = read_xes(DATA / "desk_log_pm4py_etree.xes", MAPPING).records

        assert [in_text[record.id] for record in in_xes] == list(in_xes)

    def test_moves_and_paths_are_counted_as_another_tool_counts_them(self) -> None:
        counted = json.loads((DATA / "desk_log_pm4py.json").read_text(encoding="utf-8"))
        words = {
            word: f"{state} ({reason})" if reason else str(state)
            for word, state, reason in MAPPING.states
        }
        transitions = Counter[tuple[str, str]]()
        for origin, to, count in counted["transitions"]:
            transitions[words[origin], words[to]] += count
        paths = Counter[str]()
        for path, count in counted["variants"]:
            states = [words[word] for word in path]
            kept = [states[0], *(b for a, b in pairwise(states) if a != b)]
            paths[" → ".join(kept)] += count

        records = read_xes(DATA / "desk_log_pm4py_lines.xes", MAPPING).records
        process = discover_process(records, as_of=LATER)
        variants = find_variants(records, as_of=LATER)

        stages = [use.stage for use in process.stages]
        found = {
            (str(a), str(b)): process.count(a, b)
            for a in stages
            for b in stages
            if process.count(a, b)
        }
        assert dict(transitions) == found
        assert dict(paths) == {str(v): len(v.records) for v in variants.variants}

    def test_nested_and_collected_attributes_are_understood(self, tmp_path: Path) -> None:
        mapping = EventLogMapping(
            columns={**dict(PLAIN.columns), "knowledge": "tags"}, states=PLAIN.states
        )

        extract = read_xes(save(tmp_path, NESTED), mapping)

        (incident,) = extract.records
        assert () == extract.defects
        assert datetime(2026, 3, 2, 8, tzinfo=UTC) == incident.opened_at
        assert [("a", "b"), ("c",)] == [dict(e.changes)["knowledge"] for e in incident.history]

    @pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, bytes])
    def test_packed_files_are_unpacked(
        self, tmp_path: Path, pack: Callable[[bytes], bytes]
    ) -> None:
        extract = read_xes(save(tmp_path, pack(NESTED.encode())), PLAIN)

        assert 2 == extract.entries

    @pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
    def test_other_encodings_are_read(self, tmp_path: Path, encoding: str) -> None:
        text = f'<?xml version="1.0" encoding="{encoding}"?>{wrap(write_trace(write_event()))}'

        extract = read_xes(save(tmp_path, text.encode(encoding)), PLAIN)

        assert 1 == extract.entries

    def test_prefixed_elements_are_read(self, tmp_path: Path) -> None:
        text = (
            '<x:log xmlns:x="http://www.xes-standard.org/"><x:trace>'
            '<x:string key="concept:name" value="D1"/><x:event>'
            '<x:string key="concept:name" value="New"/>'
            '<x:date key="time:timestamp" value="2026-03-02T09:00:00Z"/>'
            "</x:event></x:trace></x:log>"
        )

        assert 1 == read_xes(save(tmp_path, text), PLAIN).entries


class TestNothingIsLost:
    def test_every_event_is_an_entry_or_a_defect(self, tmp_path: Path) -> None:
        text = wrap(
            write_trace(write_event(), write_event("Odd"), write_event(at="yesterday"))
            + write_trace(name="empty")
            + "<trace/>"
            + write_event()
        )

        extract = read_xes(save(tmp_path, text), PLAIN)

        assert (6, 2, 4) == (extract.rows, extract.entries, extract.rows_lost)
        assert [
            DefectKind.UNKNOWN_STATE,
            DefectKind.NO_TIME,
            DefectKind.NO_TIME,
            DefectKind.NO_TIME,
            DefectKind.NO_ID,
        ] == [defect.kind for defect in extract.defects]
        assert "empty" == extract.defects[2].record

    def test_rows_are_numbered_by_the_line_of_the_event(self, tmp_path: Path) -> None:
        text = wrap(f"\n\n{write_trace(write_event('Odd'))}")

        (defect,) = read_xes(save(tmp_path, text), PLAIN).defects

        assert 3 == defect.row

    def test_what_xes_does_not_have_is_told(self, tmp_path: Path) -> None:
        more = (
            '<string key="a"/><string value="b"/><string key="concept:name" value="again"/>'
            "<note>text</note>"
        )
        text = wrap(write_trace(write_event(more=more)) + "<note><event/></note>")

        extract = read_xes(save(tmp_path, text), PLAIN)

        assert (1, 1) == (extract.rows, extract.entries)
        assert [
            "a string without a key or a value",
            "a string without a key or a value",
            "the key 'concept:name' comes twice",
            "XES has no element 'note' here",
            "XES has no element 'note' here",
        ] == [defect.reason for defect in extract.defects]

    def test_key_that_no_event_has_is_told(self, tmp_path: Path) -> None:
        columns = {**dict(PLAIN.columns), "team": "org:groups"}
        mapping = EventLogMapping(columns=columns, states=PLAIN.states)
        more = '<string key="org:group" value="a"/>'

        extract = read_xes(save(tmp_path, wrap(write_trace(write_event(more=more)))), mapping)

        (defect,) = extract.defects
        assert "no event has 'org:groups' (is it 'org:group'?)" == defect.reason
        assert not defect.is_row_lost

    def test_key_that_the_mapping_needs_is_missed(self, tmp_path: Path) -> None:
        mapping = EventLogMapping(
            columns={"id": "case:concept:name", "at": "time:stamp", "state": "concept:name"},
            states=PLAIN.states,
        )
        path = save(tmp_path, wrap(write_trace(write_event())))

        with pytest.raises(MappingError, match=r"has 'time:stamp' \(is it 'time:timestamp'\?\)"):
            read_xes(path, mapping)

    def test_file_without_traces_has_no_records(self, tmp_path: Path) -> None:
        extract = read_xes(save(tmp_path, "<log/>"), PLAIN)

        assert (0, ()) == (extract.rows, extract.records)

    def test_progress_is_told(self, tmp_path: Path) -> None:
        events = "".join(write_event() for _ in range(10_001))
        told: list[int] = []

        read_xes(save(tmp_path, wrap(write_trace(events))), PLAIN, progress=told.append)

        assert [10_000, 10_001] == told

    def test_mapping_for_another_kind_of_file_is_refused(self, tmp_path: Path) -> None:
        mapping = TicketMapping(columns={"id": "a", "opened_at": "b"}, moments={})

        with pytest.raises(TypeError, match="TicketMapping is for no event log"):
            read_xes(save(tmp_path, "<log/>"), mapping)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


LAUGHS = """<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<log><trace><string key="concept:name" value="&b;"/></trace></log>"""
OUTSIDE = """<!DOCTYPE log [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<log><trace><string key="concept:name" value="&secret;"/></trace></log>"""
ELSEWHERE = '<!DOCTYPE log SYSTEM "http://example.org/log.dtd"><log/>'


class TestTraps:
    @pytest.mark.parametrize("mapping", [None, PLAIN])
    @pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, ELSEWHERE, "<!DOCTYPE log><log/>"])
    def test_document_types_are_refused(
        self, tmp_path: Path, text: str, mapping: EventLogMapping | None
    ) -> None:
        with pytest.raises(UnreadableSourceError, match=r"line 1 of .* declares a document type"):
            read_xes(save(tmp_path, text), mapping)

    @pytest.mark.parametrize(
        "text, reason",
        [
            ("", "no element found"),
            ("<log>", "no element found"),
            ("<log></trace></log>", "mismatched tag"),
            ("<log/><log/>", "junk after document element"),
            ("id;state\n1;New\n", "not well-formed"),
            ("<log>&secret;</log>", "undefined entity"),
            ('<log a="1" a="2"/>', "duplicate attribute"),
            ("<log>\x00</log>", "not well-formed"),
            ('<?xml version="1.0" encoding="klingon"?><log/>', "unknown encoding"),
            ('<?xml version="1.0" encoding="utf-7"?><log/>', "encoding"),
        ],
    )
    def test_what_is_no_xml_is_refused(self, tmp_path: Path, text: str, reason: str) -> None:
        with pytest.raises(UnreadableSourceError, match=rf"no well-formed XML: .*{reason}"):
            read_xes(save(tmp_path, text), PLAIN)

    def test_other_xml_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableSourceError, match="begins with 'html'"):
            read_xes(save(tmp_path, "<html/>"))

    def test_deep_nesting_is_refused(self, tmp_path: Path) -> None:
        deep = '<string key="a" value="b">' * 500

        with pytest.raises(UnreadableSourceError, match="more than 64 deep"):
            read_xes(save(tmp_path, wrap(deep)), PLAIN)

    def test_large_files_are_refused_as_soon_as_they_are_too_large(self, tmp_path: Path) -> None:
        bomb = gzip.compress(b"<log>" + b" " * 20_000_000)

        with pytest.raises(
            UnreadableSourceError, match="more than 1000000 bytes when unpacked; raise"
        ):
            read_xes(save(tmp_path, bomb), PLAIN, size_limit=1_000_000)

    def test_endless_tags_are_refused(self, tmp_path: Path) -> None:
        text = f'<log><string key="{"a" * 10_000_000}" value=""/></log>'

        with pytest.raises(UnreadableSourceError, match="a tag of more than 4194304 bytes"):
            read_xes(save(tmp_path, text), PLAIN)

    def test_missing_and_damaged_files_are_refused(self, tmp_path: Path) -> None:
        damaged = save(tmp_path, gzip.compress(NESTED.encode())[:-20])

        with pytest.raises(UnreadableSourceError, match="No such file"):
            read_xes(tmp_path / "absent.xes", PLAIN)
        with pytest.raises(UnreadableSourceError, match="cannot read"):
            read_xes(damaged, PLAIN)
        with pytest.raises(UnreadableSourceError, match="archive of 0 files"):
            read_xes(save(tmp_path, b"PK\x05\x06" + bytes(18)), PLAIN)
        with pytest.raises(UnreadableSourceError, match="cannot read"):
            read_xes(save(tmp_path, b"PK\x05\x06"), PLAIN)


CLERK = Actor(PersonId("person-1"), RoleType.CUSTOMER_SERVICE_REPRESENTATIVE)
FACTS: dict[str, Fact] = {
    "situation": "no\tmail\r\n<>&",
    "team": "network",
    "priority": Priority.P2,
    "level": 2,
    "effort_spent": timedelta(hours=1, microseconds=1),
    "knowledge": ("KB 1", "KB;2", ""),
    "expected_at": hours(3) + MICROSECOND,
    "odd name": "kept",
    "flag": True,
    "empty": "",
}
FULL = Incident(
    IncidentId('<"I&\n1">'),
    (
        Entry(
            hours(0),
            IncidentEvent.OPEN,
            IncidentState.OPEN,
            reason="by phone",
            by=CLERK,
            changes=FACTS,
            recorded_at=hours(0.5),
        ),
        note(1, team=None, topic=None),
        Entry(hours(2), by=Actor()),
        Entry(hours(2), by=Actor(PersonId("timer"), is_automated=True), changes={"impact": "odd"}),
    ),
    opened_at=hours(-1),
    origin=Origin.PHONE,
)


class TestWriting:
    @pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
    def test_incidents_come_back_as_they_were(self, tmp_path: Path, name: str) -> None:
        incidents = (FULL, resolve_incident("b"), Incident(IncidentId("c"), (), opened_at=MONDAY))

        write_xes(tmp_path / name, incidents)
        extract = read_xes(tmp_path / name)

        assert incidents == extract.records
        assert (extract.entries, ()) == (extract.rows, extract.defects)
        assert [name] == [path.name for path in tmp_path.iterdir()]

    def test_same_incidents_give_the_same_file(self, tmp_path: Path) -> None:
        for name in ("a.gz", "b.gz"):
            write_xes(tmp_path / name, [FULL])

        assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()

    def test_file_tells_other_tools_activity_time_person_and_team(self, tmp_path: Path) -> None:
        write_xes(tmp_path / "log.xes", [tell(note(1, IncidentState.PENDING, "user"), team="a")])
        mapping = EventLogMapping(
            columns={**dict(PLAIN.columns), "team": "org:group"},
            states={
                "open": IncidentState.OPEN,
                "pending (user)": (IncidentState.PENDING, "user"),
            },
        )

        (incident,) = read_xes(tmp_path / "log.xes", mapping).records

        assert (IncidentState.PENDING, "user", "a") == (
            incident.state,
            incident.state_reason,
            incident.team,
        )

    def test_what_xml_cannot_hold_is_refused_and_leaves_no_file(self, tmp_path: Path) -> None:
        path = tmp_path / "log.xes"
        path.write_text("as it was")

        with pytest.raises(UnwritableTextError, match="a text of 'a' has the character") as caught:
            write_xes(path, [tell(note(1, situation="\x1b[31m"), name="a")])

        assert ("a", "\x1b[31m") == (caught.value.record, caught.value.text)
        assert "as it was" == path.read_text()
        assert [path] == list(tmp_path.iterdir())

    def test_id_that_comes_twice_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(DefinitionError, match="given twice"):
            write_xes(tmp_path / "log.xes", [FULL, FULL])

    def test_event_log_survives_the_way_through_xes(self, tmp_path: Path) -> None:
        records = read_event_log(DATA / "servicenow_log.csv", SERVICENOW_AUDIT_LOG).records

        write_xes(tmp_path / "log.xes", records)

        assert records == read_xes(tmp_path / "log.xes").records


class TestRetelling:
    def test_file_of_another_tool_without_a_mapping_is_refused_with_its_keys(
        self, tmp_path: Path
    ) -> None:
        with pytest.raises(
            MappingError, match=r"a mapping has to say .*; it has: case:concept:name, concept:name"
        ):
            read_xes(save(tmp_path, NESTED))

    def test_what_cannot_be_placed_is_a_defect(self, tmp_path: Path) -> None:
        text = wrap(
            write_trace(write_event(at="never"))
            + write_trace(write_event(more='<string key="mof.state" value="open"/>'))
            + f"<trace>{write_event()}</trace>"
            + write_trace(name="empty")
        )

        extract = read_xes(save(tmp_path, text.replace("<trace>", "\n<trace>")))

        assert (4, 0, 4) == (extract.rows, extract.entries, extract.rows_lost)
        assert [
            DefectKind.UNREADABLE_VALUE,
            DefectKind.NO_TIME,
            DefectKind.REPEATED_ID,
            DefectKind.NO_ID,
            DefectKind.NO_TIME,
        ] == [defect.kind for defect in extract.defects]

    def test_gap_that_is_none_is_told(self, tmp_path: Path) -> None:
        member = '<string key="member" value="{&quot;x&quot;: 1}"/>'
        gaps = f'<list key="mof.gaps"><values>{member}</values></list>'
        trace = write_trace(write_event()).replace("<event>", f"{gaps}<event>", 1)

        extract = read_xes(save(tmp_path, wrap(trace)))

        assert ["write a gap as a JSON object"] == [
            each.remedy.rpartition("; ")[2] for each in extract.defects
        ]

    def test_value_that_cannot_be_read_is_left_out_and_told(self, tmp_path: Path) -> None:
        more = (
            '<string key="mof.state" value="odd"/><int key="mof.fact.level" value="two"/>'
            '<int key="mof.duration.effort" value="9e9"/><boolean key="mof.fact.x" value="?"/>'
            '<int key="mof.duration.spent" value="999999999999999999999"/>'
        )

        extract = read_xes(save(tmp_path, wrap(write_trace(write_event(more=more)))))

        assert [(), ()] == [extract.records[0].history[0].changes, ()]
        assert {
            "mof.state",
            "mof.fact.level",
            "mof.duration.effort",
            "mof.fact.x",
            "mof.duration.spent",
        } == {defect.field for defect in extract.defects}
        assert 0 == extract.rows_lost
