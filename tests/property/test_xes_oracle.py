"""Oracle: the incidents that were written, and the expat of the standard library's own tree."""

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from hypothesis import given, settings, strategies as st

from mof.errors import UnreadableSourceError, UnwritableTextError
from mof.incidents import Incident
from mof.sources import read_xes, write_xes
from mof.strategies import foreign_incidents, incidents

LOGS = st.lists(incidents() | foreign_incidents(), max_size=3, unique_by=lambda each: each.id)
PIECES = st.sampled_from(
    [
        *("<log>", "</log>", "<trace>", "</trace>", "<event>", "</event>", "<list key='a'>"),
        *("</list>", "<string key='concept:name' value='D1'/>", "<values>", "</values>", "x"),
        "<date key='time:timestamp' value='2026-03-02T09:00:00Z'/>",
    ]
)


@settings(max_examples=40)
@given(LOGS)
def test_incidents_come_back_as_they_were(records: list[Incident]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.xes"
        try:
            write_xes(path, records)
        except UnwritableTextError:
            assert [] == list(path.parent.iterdir())
            return

        extract = read_xes(path)

        assert tuple(records) == extract.records
        assert () == extract.defects


@settings(max_examples=100)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_every_row_is_counted_or_the_file_is_refused(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.xes"
        path.write_text(text, encoding="utf-8")
        try:
            extract = read_xes(path)
        except UnreadableSourceError:
            return

        events = sum(1 for _ in ET.fromstring(text).iter("event"))
        assert extract.rows == extract.entries + extract.rows_lost
        assert extract.rows <= events + text.count("<trace>")
