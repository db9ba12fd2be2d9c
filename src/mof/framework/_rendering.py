"""Rendering: a part of the framework as a table, one column a field, its sources in the last."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from attrs import AttrsInstance, fields

from mof.documents import Table
from mof.documents._tables import Cell
from mof.framework._citations import Citations, Source


class Row(AttrsInstance, Protocol):
    """A row of data that says where it comes from."""

    @property
    @abstractmethod
    def citations(self) -> Citations:
        """Where the row comes from."""


NOT_STATED = "not stated in the sources"
_REMARKS = {
    Source.PAGE: "Public pages are named by the ids of their documents.",
    Source.GENERAL_KNOWLEDGE: "General knowledge was not verified in any document at hand.",
    Source.JUDGEMENT: "What is marked as our judgement is said by this library, "
    "not by the framework or any other source.",
}
_NAMES = {
    "smf": "SMF",
    "itil_v3": "ITIL v3",
    "itil_4": "ITIL 4",
    "iso_20000": "ISO/IEC 20000-1:2018",
    "it_is": "IT is",
    "at_basic": "at the basic level",
    "at_dynamic": "at the dynamic level",
    "citations": "sources",
}


def tabulate(rows: Sequence[Row], *, caption: str) -> Table:
    """The rows as a table; columns in which no row has anything are left out."""
    names = [
        field.name
        for field in fields(type(rows[0]))
        if any(getattr(row, field.name) != () for row in rows)
    ]
    cells = [[_write(getattr(row, name)) for name in names] for row in rows]
    return Table(map(_title, names), cells, caption=caption, note=_write_note(rows))


def _title(name: str) -> str:
    words = _NAMES.get(name) or name.removeprefix("is_").replace("_", " ")
    return words[0].upper() + words[1:]


def _write(value: object) -> Cell:
    match value:
        case None:
            return NOT_STATED
        case bool():
            return "yes" if value else "no"
        case int():
            return value
        case tuple():
            return "; ".join(map(str, value)) or None
        case _:
            return str(value)


def _write_note(rows: Sequence[Row]) -> str | None:
    sources = {citation.source for row in rows for citation in row.citations}
    return " ".join(remark for source, remark in _REMARKS.items() if source in sources) or None
