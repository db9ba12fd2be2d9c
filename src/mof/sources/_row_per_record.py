"""Registers: files with one row for each record."""

import os
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from operator import attrgetter
from typing import Any, overload

from attrs import evolve

from mof.changes import RequestForChange
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.incidents._restorations import NO_INCIDENT
from mof.indicators import Observation
from mof.indicators._indicators import is_share_of
from mof.records import Entry, Record, RecordGap
from mof.sources._cell_times import Moment, RepeatedTime, keep_order, tell_first
from mof.sources._cell_values import Fault
from mof.sources._delimited_text import Grid, ReadingProgress, open_sheet
from mof.sources._extracts import Defect, DefectKind, Extract, shorten
from mof.sources._mappings import ChangeMapping, ObservationMapping, SourceMapping, TicketMapping
from mof.sources._row_per_update import list_lost_rows, make_step_parser
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
    register = _choose_register(grid, mapping)
    records = tuple(register.add_gaps(register.read(progress)))
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
        self.gaps: defaultdict[str, list[RecordGap]] = defaultdict(list)
        """What was not read of each record."""

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

    def add_gaps(self, records: Iterable[Any]) -> Iterator[Any]:
        """The records with what was not read of them, of rows that came later too."""
        read = tuple(records)
        if "id" in self.columns:
            place = self.sheet.place_of(self.columns["id"])
            ids = self.mapping.make_reader("id")
            for name, gap in list_lost_rows(self.sheet, place, ids, self.lines):
                self.gaps[name].append(gap)
        for record in read:
            is_whole = not (isinstance(record, Record) and record.id in self.gaps)
            yield record if is_whole else evolve(record, gaps=self.gaps[record.id])

    def _has_place(self, line: int, row: list[str], values: dict[str, Any]) -> bool:
        for name in self.mapping.REQUIRED:
            if values[name] is None or isinstance(values[name], Fault):
                self._report(line, row, values, name, is_row_lost=True)
                return False
        first = self.lines.setdefault(values["id"], line) if "id" in values else line
        if first != line:
            defect = self.sheet.report(
                DefectKind.REPEATED_ID,
                f"{values['id']!r} has a row already, line {first}",
                "keep one row for each id, or read an event log",
                row=line,
                is_row_lost=True,
                record=values["id"],
            )
            self.gaps[values["id"]].append(RecordGap("row", defect.reason, line))
        return first == line

    def _sift(self, line: int, row: list[str], values: dict[str, Any]) -> dict[str, Any]:
        """The values that are there; what could not be read is noted and left out."""
        for name, value in values.items():
            if isinstance(value, Fault):
                defect = self._report(line, row, values, name, is_row_lost=False)
                if "id" in values:
                    gap = self._find_gap(name, values, defect)
                    self.gaps[values["id"]].append(gap)
        return {n: v for n, v in values.items() if v is not None and not isinstance(v, Fault)}

    def _find_gap(self, name: str, _values: dict[str, Any], defect: Defect) -> RecordGap:
        """What is not known of a record whose cell was not read."""
        return RecordGap(name, defect.reason, defect.row)

    def _report(
        self, line: int, row: list[str], values: dict[str, Any], name: str, *, is_row_lost: bool
    ) -> Defect:
        column, known = self.columns[name], values.get("id")
        return self.sheet.report_cell(
            values[name],
            self._find_kind(name, is_row_lost=is_row_lost),
            row=line,
            column=column,
            value=row[self.sheet.place_of(column)],
            is_row_lost=is_row_lost,
            record=known if isinstance(known, str) else None,
        )

    def _find_kind(self, name: str, *, is_row_lost: bool) -> DefectKind | None:
        if not is_row_lost:
            return DefectKind.UNKNOWN_STATE if name == "state" else None
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
        self.by_column = defaultdict[str, list[str]](list)
        self.by_column[self.columns["opened_at"]].append("opened_at")
        times = mapping.make_moment_reader("opened_at")
        self.cells = [
            (name, place, times if name == "opened_at" else reader)
            for name, place, reader in self.cells
        ]
        for number, (column, state, reason) in enumerate(mapping.moments):
            name = f"moment {number}"  # no fact, so it cannot be one of the fields
            self.moments[name] = (state, reason)
            self.columns[name] = column
            self.by_column[column].append(name)
            self.cells.append((name, sheet.place_of(column), times))
        if mapping.states:
            steps = mapping.make_reader("state", make_step_parser(mapping))
            self.cells = [
                (name, place, steps if name == "state" else reader)
                for name, place, reader in self.cells
            ]

    def _sift(self, line: int, row: list[str], values: dict[str, Any]) -> dict[str, Any]:
        self._choose_moments(values)
        self._settle_repeated(values)
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
        if "state" in sifted:
            self._compare(line, row, sifted, told[-1])
        return sifted

    def _choose_moments(self, values: dict[str, Any]) -> None:
        """Leave of the states that one column tells of the one that the ticket says now."""
        present = values.get("state")
        for names in self.by_column.values():
            chosen = [n for n in names if present == self.moments.get(n)] or names
            for name in names:
                if name not in {chosen[0], "opened_at"}:
                    values[name] = None

    def _settle_repeated(self, values: dict[str, Any]) -> None:
        """Choose of the instants that a wall-clock time may be the one in order of the moments."""
        told = [
            name for name in ("opened_at", *self.moments) if isinstance(values.get(name), Moment)
        ]
        moments = [values[name] for name in told]
        if any(isinstance(moment, RepeatedTime) for moment in moments):
            # What is in no order is told as such, below.
            ordered = keep_order(moments) or map(tell_first, moments)
            values.update(zip(told, ordered, strict=True))

    def _compare(self, line: int, row: list[str], values: dict[str, Any], last: str) -> None:
        """Note where the state that the ticket says now is not the last one that has a moment."""
        state, reason = present = values.pop("state")
        if present == self.moments.get(last, (IncidentState.OPEN, None)):
            return
        is_told = any(present == self.moments[name] for name in values.keys() & self.moments)
        if is_told and state in NO_INCIDENT:  # what came after it counts for nothing
            return
        column = self.columns["state"]
        text = row[self.sheet.place_of(column)]
        defect = self.sheet.report(
            DefectKind.STATE_WITHOUT_MOMENT,
            f"{shorten(text)!r} in {column!r}, and nothing tells since when",
            "name the column that does in the mapping's moments, or read a log of updates",
            column=column,
            value=shorten(text),
            row=line,
            is_row_lost=False,
            record=values["id"],
        )
        gap = RecordGap(
            "state", defect.reason, line, at=values[last], state=str(state), state_reason=reason
        )
        self.gaps[values["id"]].append(gap)

    def _find_gap(self, name: str, values: dict[str, Any], defect: Defect) -> RecordGap:
        names = ["opened_at", *self.moments]
        told = [n for n in names if isinstance(values.get(n), datetime)]
        if name == "state":
            return RecordGap("state", defect.reason, defect.row, at=values[told[-1]])
        if name not in self.moments:
            return RecordGap(name, defect.reason, defect.row, at=values["opened_at"])
        place, (state, reason) = names.index(name), self.moments[name]
        before = [values[n] for n in told if names.index(n) < place]
        after = [values[n] for n in told if names.index(n) > place]
        return RecordGap(
            "state",
            defect.reason,
            defect.row,
            at=before[-1],
            until=next(iter(after), None),
            state=str(state),
            state_reason=reason,
        )

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
