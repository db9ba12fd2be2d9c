"""Registers: files with one row for each record."""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from operator import attrgetter
from typing import Any, overload

from mof.changes import RequestForChange
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.indicators import Observation
from mof.indicators._indicators import is_share_of
from mof.records import Entry
from mof.sources._cell_values import Fault
from mof.sources._delimited_text import Grid, ReadingProgress, open_sheet
from mof.sources._extracts import DefectKind, Extract
from mof.sources._mappings import ChangeMapping, ObservationMapping, SourceMapping, TicketMapping
from mof.values import IncidentId

_Entry = Entry[IncidentState, IncidentEvent]


@overload
def read_csv(
    path: str | os.PathLike[str], mapping: TicketMapping, *, progress: ReadingProgress | None = None
) -> Extract[Incident]: ...
@overload
def read_csv(
    path: str | os.PathLike[str],
    mapping: ObservationMapping,
    *,
    progress: ReadingProgress | None = None,
) -> Extract[Observation]: ...
@overload
def read_csv(
    path: str | os.PathLike[str], mapping: ChangeMapping, *, progress: ReadingProgress | None = None
) -> Extract[RequestForChange]: ...
def read_csv(
    path: str | os.PathLike[str], mapping: SourceMapping, *, progress: ReadingProgress | None = None
) -> Extract[Any]:
    """The records of a file that has one row for each of them.

    Raises:
        UnreadableSourceError: the file is not there, damaged, or no table of text.
        MappingError: it lacks a column that the mapping names.
        TypeError: the mapping is for another kind of file.
    """
    with open_sheet(path, mapping) as sheet:
        return extract_records(sheet, mapping, progress)


def extract_records(
    grid: Grid, mapping: SourceMapping, progress: ReadingProgress | None = None
) -> Extract[Any]:
    """The records that the rows of a grid are about, one each."""
    records = tuple(_choose_register(grid, mapping).read(progress))
    return Extract(
        path=grid.path,
        records=records,
        defects=tuple(sorted(grid.defects, key=attrgetter("row"))),
        rows=grid.row_count,
        entries=len(records),
    )


class _Register(ABC):
    """The rows of a sheet, each read as the values of one record."""

    def __init__(self, sheet: Grid, mapping: SourceMapping) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.columns = dict(mapping.columns)
        self.cells = [
            (name, sheet.place_of(column), mapping.make_reader(name))
            for name, column in mapping.columns
        ]
        self.lines: dict[str, int] = {}

    @abstractmethod
    def build(self, values: dict[str, Any]) -> object:
        """The record that has these values."""

    def read(self, progress: ReadingProgress | None) -> Iterator[Any]:
        """The records of all rows that have what a record needs."""
        for line, row in self.sheet.rows(progress):
            values = dict(self.mapping.fixed)
            values.update((name, reader[row[place]]) for name, place, reader in self.cells)
            if self._has_place(line, row, values):
                yield self.build(self._sift(line, row, values))

    def _has_place(self, line: int, row: list[str], values: dict[str, Any]) -> bool:
        for name in self.mapping.REQUIRED:
            if values[name] is None or isinstance(values[name], Fault):
                self._report(line, row, values, name, is_row_lost=True)
                return False
        first = self.lines.setdefault(values["id"], line) if "id" in values else line
        if first != line:
            self.sheet.report(
                DefectKind.REPEATED_ID,
                f"{values['id']!r} has a row already, line {first}",
                "keep one row for each id, or read an event log",
                row=line,
                is_row_lost=True,
                record=values["id"],
            )
        return first == line

    def _sift(self, line: int, row: list[str], values: dict[str, Any]) -> dict[str, Any]:
        """The values that are there; what could not be read is noted and left out."""
        for name, value in values.items():
            if isinstance(value, Fault):
                self._report(line, row, values, name, is_row_lost=False)
        return {n: v for n, v in values.items() if v is not None and not isinstance(v, Fault)}

    def _report(
        self, line: int, row: list[str], values: dict[str, Any], name: str, *, is_row_lost: bool
    ) -> None:
        column, known = self.columns[name], values.get("id")
        self.sheet.report_cell(
            values[name],
            self._find_kind(name) if is_row_lost else None,
            row=line,
            column=column,
            value=row[self.sheet.place_of(column)],
            is_row_lost=is_row_lost,
            record=known if isinstance(known, str) else None,
        )

    def _find_kind(self, name: str) -> DefectKind | None:
        if name == "id":
            return DefectKind.NO_ID
        return DefectKind.NO_TIME if self.mapping.KINDS[name] is datetime else None


class _Observations(_Register):
    def _sift(self, line: int, row: list[str], values: dict[str, Any]) -> dict[str, Any]:
        sifted = super()._sift(line, row, values)
        if "size" in sifted and not is_share_of(sifted["value"], sifted["size"]):
            del sifted["size"]
            name = "size" if "size" in self.columns else "value"
            fault = Fault("write of how many cases the value is a share, such as 83/87 of 87")
            self._report(line, row, {**values, name: fault}, name, is_row_lost=False)
        return sifted

    def build(self, values: dict[str, Any]) -> Observation:
        return Observation(**values)


class _Changes(_Register):
    def build(self, values: dict[str, Any]) -> RequestForChange:
        return RequestForChange.from_register(**values)


class _Tickets(_Register):
    def __init__(self, sheet: Grid, mapping: TicketMapping) -> None:
        super().__init__(sheet, mapping)
        self.moments: dict[str, tuple[IncidentState, str | None]] = {}
        for number, (column, state, reason) in enumerate(mapping.moments):
            name = f"moment {number}"  # no fact, so it cannot be one of the fields
            self.moments[name] = (state, reason)
            self.columns[name] = column
            times = mapping.make_reader("opened_at")
            self.cells.append((name, sheet.place_of(column), times))

    def _sift(self, line: int, row: list[str], values: dict[str, Any]) -> dict[str, Any]:
        sifted = super()._sift(line, row, values)
        told = [name for name in ("opened_at", *self.moments) if name in sifted]
        for before, after in pairwise(told):
            if sifted[after] < sifted[before]:
                column = self.columns[after]
                self.sheet.report_order(
                    f"{column!r} lies before {self.columns[before]!r}",
                    column=column,
                    value=row[self.sheet.place_of(column)],
                    row=line,
                    is_row_lost=False,
                    record=sifted["id"],
                )
        return sifted

    def build(self, values: dict[str, Any]) -> Incident:
        name, opened_at = values.pop("id"), values.pop("opened_at")
        origin = values.pop("origin", None)
        entered = [
            _Entry(at=values.pop(moment), state=state, reason=reason)
            for moment, (state, reason) in self.moments.items()
            if moment in values
        ]
        opening = _Entry(at=opened_at, state=IncidentState.OPEN, changes=values)
        return Incident(IncidentId(name), (opening, *entered), opened_at=opened_at, origin=origin)


def _choose_register(sheet: Grid, mapping: SourceMapping) -> _Register:
    if isinstance(mapping, TicketMapping):
        return _Tickets(sheet, mapping)
    if isinstance(mapping, ObservationMapping):
        return _Observations(sheet, mapping)
    if isinstance(mapping, ChangeMapping):
        return _Changes(sheet, mapping)
    raise TypeError(f"{type(mapping).__name__} is for no file of one row each; use read_event_log")
