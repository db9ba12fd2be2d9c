"""Hostile and damaged input: what went wrong in tools of the field, case by case."""

import csv
import io
import random
import re
import time
from pathlib import Path
from typing import Any

import pytest

from mof.documents import Figure, Table, draw_line
from mof.documents._tables import _disarm
from mof.errors import DefinitionError, MappingError, UnreadableSourceError
from mof.incidents import IncidentState
from mof.problems import FiveWhys
from mof.sources import DefectKind, EventLogMapping, read_event_log, read_xes
from mof.values._graphs import AcyclicGraph, quote_mermaid

CASES = Path(__file__).with_name("data") / "cases"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9">{}</svg>'


class TestHI2:
    """A figure that acts or loads."""

    @pytest.mark.parametrize(
        "svg",
        [
            '<svg xmlns="http://www.w3.org/2000/svg" ONLOAD="alert(1)"/>',
            SVG.format('<g tabindex="1" ONFOCUS="alert(1)" autofocus=""/>'),
            SVG.format(r'<style>@\69mport "//evil/x.css";</style>'),
            SVG.format("<style>*{background:URL(//evil/x)}</style>"),
            SVG.format("<rect style=\"background:image-set('//evil/x' 1x)\"/>"),
            SVG.format('<rect fill="URL(//evil/#x)"/>'),
            SVG.format("<style>body{display:none}</style>"),
        ],
    )
    def test_it_is_refused(self, svg: str) -> None:
        with pytest.raises(DefinitionError, match="a figure"):
            Figure(svg, "nothing")

    def test_charts_of_the_library_and_plain_drawings_pass(self) -> None:
        chart = draw_line([("May", 12), ("Jun", 9)], title="Incidents")

        assert chart == Figure(chart.svg, chart.alternative, chart.caption)
        assert Figure(SVG.format('<rect x="1" fill="red" stroke-width="2"/>'), "red").svg


class TestHI5:
    """Labels of Mermaid that are taken for directives, or are empty."""

    def test_directive_stays_a_text(self) -> None:
        graph = AcyclicGraph({"%%{init: {'theme':'forest'}}%%": ()})

        assert "%" not in graph.to_mermaid()
        assert "#37;#37;{init" in graph.to_mermaid()

    def test_empty_label_is_a_blank(self) -> None:
        drawn = FiveWhys("", answers=("because",)).to_mermaid()

        assert '[""]' not in drawn
        assert " " == quote_mermaid("")


# The guard as it was, which looks through a run of blanks from each of them.
UNSEEN = r"[\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
SLOW = re.compile(rf"([;\t\r\n]{UNSEEN}[\"']*{UNSEEN})(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")


class TestHI9:
    """Runs of blanks in a cell."""

    @pytest.mark.parametrize("blank", ["\n", "\t", "; ", " "])
    def test_long_runs_are_written_and_read_back(self, blank: str) -> None:
        begun = time.process_time()

        text = Table(("a",), [(f"x{blank * 50_000}x",)]).to_csv()

        (_, (cell,)) = csv.reader(io.StringIO(text, newline=""))
        assert f"x{blank * 50_000}x" == cell
        # It took hours; whatever the machine, it is done within seconds.
        assert time.process_time() - begun < 20

    def test_what_a_spreadsheet_would_execute_is_guarded_as_ever(self) -> None:
        draw = random.Random(1)
        for _ in range(20_000):
            text = "x" + "".join(draw.choices(";\t\n\r \"'=+-@ab\u200b", k=draw.randint(0, 9)))

            assert SLOW.sub(r"\g<1>'", text) == _disarm(text).replace("␍", "\r")


def map_log(**changes: Any) -> EventLogMapping:
    given: dict[str, Any] = {
        "columns": {"id": "id", "at": "at", "state": "state"},
        "states": {"New": IncidentState.OPEN, "Solved": IncidentState.RESOLVED},
    }
    return EventLogMapping(**{**given, **changes})


def write(folder: Path, text: str) -> Path:
    path = folder / "log.csv"
    path.write_text(text, encoding="utf-8")
    return path


class TestHI3:
    """A first column called PK."""

    def test_it_is_no_archive(self) -> None:
        mapping = map_log(columns={"id": "PK", "at": "at", "state": "state"})

        extract = read_event_log(CASES / "pk-header.csv", mapping)

        assert (["A"], ()) == ([record.id for record in extract.records], extract.defects)


class TestHI4:
    """Damaged archives and odd arguments."""

    @pytest.mark.parametrize("name", ["zip-version-99.zip", "zip-bad-name.zip", "a\0b"])
    def test_what_cannot_be_unpacked_is_told(self, name: str) -> None:
        with pytest.raises(UnreadableSourceError, match="cannot read"):
            read_event_log(CASES / name, map_log())
        with pytest.raises(UnreadableSourceError, match="cannot read"):
            read_xes(CASES / name)

    @pytest.mark.parametrize("encoding", ["undefined", "utf\0", "nowhere"])
    def test_encoding_that_is_none_is_refused(self, encoding: str) -> None:
        with pytest.raises(DefinitionError, match="for instance 'utf-8-sig'"):
            map_log(encoding=encoding)


class TestHI6:
    """Traces of one id, on one line of XES or on several."""

    @pytest.mark.parametrize("name", ["traces-twice-on-lines.xes", "traces-twice-on-one-line.xes"])
    def test_second_trace_is_a_defect(self, name: str) -> None:
        extract = read_xes(CASES / name)

        assert 1 == len(extract.records)
        assert [DefectKind.REPEATED_ID] == [defect.kind for defect in extract.defects]


class TestHI11:
    """A wide header."""

    WIDE = ",".join(["id", "at", "state", *["c"] * 70_000])

    @pytest.mark.parametrize("delimiter", [None, ","])
    def test_it_is_read(self, tmp_path: Path, delimiter: str | None) -> None:
        row = ",".join(["A", "2026-06-01T09:00", "New", *["1"] * 70_000])
        path = write(tmp_path, f"{self.WIDE}\n{row}\n")

        extract = read_event_log(path, map_log(delimiter=delimiter))

        assert (["A"], ()) == ([record.id for record in extract.records], extract.defects)

    def test_message_about_it_stays_short(self, tmp_path: Path) -> None:
        mapping = map_log(columns={"id": "number", "at": "at", "state": "state"})

        with pytest.raises(MappingError, match="and 69963 more") as caught:
            read_event_log(write(tmp_path, f"{self.WIDE}\n"), mapping)

        assert len(str(caught.value)) < 1000


class TestHI12:
    """Two exports in one file."""

    def test_mark_of_byte_order_is_no_part_of_an_id(self, tmp_path: Path) -> None:
        path = write(
            tmp_path,
            "\ufeffid,at,state\nA,2026-06-01T09:00,New\n"
            "\ufeffB,2026-06-01T09:00,New\n\ufeffid,at,state\n",
        )

        extract = read_event_log(path, map_log())

        assert ["A", "B"] == [record.id for record in extract.records]
        assert [DefectKind.REPEATED_HEADER] == [defect.kind for defect in extract.defects]
