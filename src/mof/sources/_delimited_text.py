"""Sheets: the rows of a delimited text file, under the header that a mapping needs."""

import csv
import os
import re
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, islice
from typing import NotRequired, TypedDict, Unpack

from mof.errors import MappingError, UnreadableSourceError
from mof.sources._cell_values import Fault
from mof.sources._extracts import Defect, DefectKind, shorten
from mof.sources._mappings import SourceMapping, suggest
from mof.sources._unpacking import open_lines

ReadingProgress = Callable[[int], None]
"""Told the number of rows read, every so many rows and at the end."""

# The comma of RFC 4180, the semicolon that spreadsheets write where the comma is a decimal sign,
# the tab, and the bar.
_DELIMITERS = ",;\t|"
# Our judgement: lines that are looked at for the delimiter and the header; reports begin with
# a title and filters, which take fewer.
_HEADER_LINES = 50
# Spreadsheets understand, and write, a first line that names the delimiter.
_DELIMITER_LINE = re.compile(r'"?sep=([^\w"\r\n])"?[\r\n]*', re.IGNORECASE)
# Rows between two reports of progress: our judgement, seen to move and costs nothing.
_STRIDE = 10_000
# As many columns as a message can name and still be read.
_MOST_NAMED = 40


class Place(TypedDict):
    """Where something is wrong, and whether the row is lost by it."""

    row: int
    is_row_lost: bool
    record: NotRequired[str | None]
    at: NotRequired[datetime | None]


class Grid(ABC):
    """Rows of cells from a file, and what was found wrong with them so far."""

    def __init__(self, path: str, defect_limit: int) -> None:
        self.path = path
        self._defect_limit = defect_limit
        self.defects: list[Defect] = []
        self.lost: list[tuple[int, list[str], str]] = []
        """Rows whose cells cannot be told apart: the line, what cells there seem to be, and why."""
        self.row_count = 0

    @abstractmethod
    def place_of(self, column: str) -> int:
        """Which cell of a row is in a column, counted from 0."""

    @abstractmethod
    def rows(self, progress: ReadingProgress | None) -> Iterator[tuple[int, list[str]]]:
        """Each row that has its cells, with the line at which it begins; others are defects."""

    def report(
        self,
        kind: DefectKind,
        reason: str,
        remedy: str,
        *,
        column: str | None = None,
        value: str | None = None,
        **place: Unpack[Place],
    ) -> Defect:
        """Note a defect of a row.

        Raises:
            UnreadableSourceError: there are more than are kept, as where a mapping does not fit.
        """
        if len(self.defects) >= self._defect_limit:
            raise UnreadableSourceError(
                f"{self.path} has more than {self._defect_limit} defects, the first of them: "
                f"{self.defects[0] if self.defects else reason}; mend the mapping, or raise its "
                "defect_limit",
                path=self.path,
            )
        defect = Defect(
            file=self.path,
            kind=kind,
            reason=reason,
            remedy=remedy,
            field=column,
            value=value,
            **place,
        )
        self.defects.append(defect)
        return defect

    def report_order(self, reason: str, *, column: str, value: str, **place: Unpack[Place]) -> None:
        """Note that times follow each other as they cannot have done."""
        self.report(
            DefectKind.IMPOSSIBLE_ORDER,
            reason,
            "correct the time that is wrong",
            column=column,
            value=shorten(value),
            **place,
        )

    def report_cell(
        self,
        fault: Fault | None,
        kind: DefectKind | None = None,
        *,
        column: str,
        value: str,
        **place: Unpack[Place],
    ) -> Defect:
        """Note that a cell cannot be read, or that it should not be empty."""
        text = shorten(value)
        if fault is None:
            kind = kind or DefectKind.MISSING_VALUE
            reason, remedy = f"nothing in {column!r}", "fill it in"
        else:
            kind = kind or DefectKind.UNREADABLE_VALUE
            reason, remedy = f"cannot read {text!r} in {column!r}", fault.remedy
        return self.report(kind, reason, remedy, column=column, value=text, **place)


class Sheet(Grid):
    """The rows of an open file of delimited text."""

    def __init__(self, path: str, lines: Iterable[str], mapping: SourceMapping) -> None:
        super().__init__(path, mapping.defect_limit)
        lines = iter(lines)
        first = list(islice(lines, _HEADER_LINES))
        told = _DELIMITER_LINE.fullmatch(first[0]) if first else None
        if told:
            first[0] = "\n"  # so that the lines after it keep their numbers
        preset = mapping.delimiter or (told and told[1])
        self._delimiter = self._find_delimiter(first, mapping, preset)
        self._lines = chain(first, lines)
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._header = self._find_header(self._make_reader())
        self._line = 1 + len(self._taken)
        if self._has_swallowed(self._header):
            raise UnreadableSourceError(
                f"the first row of {path} is no header: a quote in it is not closed", path=path
            )
        self._places = self._find_places(mapping)

    def _make_reader(self) -> Iterator[list[str]]:
        return csv.reader(self._take_lines(), delimiter=self._delimiter, strict=True)

    def _take_lines(self) -> Iterator[str]:
        """The lines to come; those of the row at hand are held in case it has to be undone."""
        take = self._taken.append
        while self._again:
            text = self._again.popleft()
            take(text)
            yield text
        for text in self._lines:
            take(text)
            yield text

    def _find_delimiter(self, lines: list[str], mapping: SourceMapping, preset: str | None) -> str:
        """The delimiter that gives the header the most mapped columns, and the most at all."""
        needed = set(mapping.needed_columns)
        headers = {
            mark: self._find_header(csv.reader(lines, delimiter=mark), is_trial=True)
            for mark in dict.fromkeys((*_DELIMITERS, preset or _DELIMITERS[0]))
        }
        best = max(headers, key=lambda mark: (len(needed & {*headers[mark]}), len(headers[mark])))
        chosen = preset or best
        header = headers[chosen] or self._find_header(csv.reader(lines, delimiter=chosen))
        if not header:
            raise MappingError(f"{self.path} is empty; its first row should be a header")
        if len(header) == 1 and len(needed) > 1:
            hint = f"; try {best!r}" if len(headers[best]) > 1 else ""
            raise UnreadableSourceError(
                f"cut at {chosen!r}, {self.path} has only one column: {shorten(header[0])!r}{hint}",
                path=self.path,
            )
        return chosen

    def _find_header(self, rows: Iterator[list[str]], *, is_trial: bool = False) -> list[str]:
        try:
            return [name.strip() for name in next(filter(None, rows), [])]
        except csv.Error as error:
            if is_trial:
                return []
            raise UnreadableSourceError(
                f"the first row of {self.path} is no header: {error}", path=self.path
            ) from error

    def _find_places(self, mapping: SourceMapping) -> dict[str, int]:
        names = self._header
        for column in mapping.needed_columns:
            if column not in names:
                raise MappingError(
                    f"{self.path} has no column {column!r}{suggest(column, names)}; "
                    f"it has: {_list_columns(names)}"
                )
            if names.count(column) > 1:
                places = [str(place) for place, name in enumerate(names, 1) if name == column]
                raise MappingError(
                    f"{self.path} has the column {column!r} twice or more, as columns "
                    f"{', '.join(places[:_MOST_NAMED])}, and which is meant cannot be told; leave "
                    "it out of the mapping, or rename all but one in a copy of the file"
                )
        return {name: place for place, name in enumerate(names)}

    def place_of(self, column: str) -> int:
        """Which cell of a row is in a column, counted from 0."""
        return self._places[column]

    def rows(self, progress: ReadingProgress | None) -> Iterator[tuple[int, list[str]]]:
        """Each row of the right length with the line at which it begins; others are defects."""
        header, width, taken = self._header, len(self._header), self._taken
        reader, line = self._make_reader(), self._line
        taken.clear()
        while True:
            fault = ""
            try:
                for cells in reader:
                    if cells:
                        self.row_count += 1
                        if progress and self.row_count % _STRIDE == 0:
                            progress(self.row_count)
                        if len(taken) > 1 and self._has_swallowed(cells):
                            break
                        if len(cells) != width or cells == header:
                            self._report_shape(line, cells)
                        else:
                            yield line, cells
                    line += len(taken)
                    taken.clear()
                else:
                    break
            except csv.Error as error:
                self.row_count += 1
                fault = str(error)
            self._report_quote(line, fault)
            reader = self._undo()
            line += 1
        if progress:
            progress(self.row_count)

    def _has_swallowed(self, cells: list[str]) -> bool:
        """Whether a cell goes on over lines that are rows by themselves, and not prose."""
        width = len(self._header)
        parts = (part for cell in cells for part in cell.splitlines()[1:])
        rows = (part.split(self._delimiter) for part in parts)
        return width > 1 and any(
            len(row) == width and not any(cell.startswith(" ") for cell in row) for row in rows
        )

    def _undo(self) -> Iterator[list[str]]:
        """Goes back to the line after the one at which a broken row began."""
        self._again.extendleft(reversed(self._taken[1:]))
        self._taken.clear()
        return self._make_reader()

    def _report_quote(self, line: int, fault: str) -> None:
        kind, reason = DefectKind.BROKEN_QUOTE, fault
        remedy = "close each quote before a delimiter, and double the quotes within a quoted cell"
        if len(self._taken) > 1 or "end of data" in fault:
            reason = f"a quote opened in line {line} is not closed"
        elif "limit" in fault:
            kind, remedy = DefectKind.OVERSIZED_FIELD, "shorten the cell"
        self.report(kind, reason, remedy, row=line, is_row_lost=True)
        self.lost.append((line, self._taken[0].split(self._delimiter), reason))

    def _report_shape(self, line: int, cells: list[str]) -> None:
        if cells == self._header:
            kind, reason = DefectKind.REPEATED_HEADER, "the header again"
            remedy = "write it once, as the first row"
        else:
            kind, reason = DefectKind.RAGGED_ROW, f"{len(cells)} cells, not {len(self._header)}"
            remedy = "quote cells that contain delimiters or line ends"
            if len({*self._header}) < len(self._header):
                remedy += "; columns that the header repeats may be the cause"
        if len(self._taken) > 1:
            reason += f", in lines {line} to {line + len(self._taken) - 1}"
        self.report(kind, reason, remedy, row=line, is_row_lost=True)
        if kind is DefectKind.RAGGED_ROW:
            self.lost.append((line, cells, reason))


def _list_columns(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(map(shorten, names[:_MOST_NAMED])) + more


@contextmanager
def open_sheet(path: str | os.PathLike[str], mapping: SourceMapping) -> Iterator[Sheet]:
    """A file, opened as a mapping says.

    Raises:
        UnreadableSourceError: the file is not there, damaged, or no table of text.
        MappingError: it has no header, or lacks a column that the mapping names.
    """
    with open_lines(path, mapping.encoding, size_limit=mapping.size_limit) as lines:
        yield Sheet(os.fspath(path), lines, mapping)
