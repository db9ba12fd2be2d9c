"""Sheets: the rows of a delimited text file, under the header that a mapping needs."""

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, islice
from typing import NotRequired, TypedDict, Unpack

from mof.errors import MappingError, UnreadableSourceError
from mof.sources.extracts import Defect, DefectKind, shorten
from mof.sources.files import open_lines
from mof.sources.mappings import SourceMapping, suggest
from mof.sources.values import Fault

Progress = Callable[[int], None]
"""Told the number of rows read, every so many rows and at the end."""

_DELIMITERS = ",;\t|"
_HEADER_LINES = 50
_STRIDE = 10_000


class Place(TypedDict):
    """Where something is wrong, and whether the row is lost by it."""

    row: int
    is_row_lost: bool
    record: NotRequired[str | None]
    at: NotRequired[datetime | None]


class Sheet:
    """The rows of an open file, and what was found wrong with them so far."""

    def __init__(self, path: str, lines: Iterable[str], mapping: SourceMapping) -> None:
        self.path = path
        self.defects: list[Defect] = []
        self.row_count = 0
        lines = iter(lines)
        first = list(islice(lines, _HEADER_LINES))
        delimiter = self._find_delimiter(first, mapping)
        self._reader = csv.reader(chain(first, lines), delimiter=delimiter)
        self._header = self._find_header(self._reader)
        self._places = self._find_places(mapping)

    def _find_delimiter(self, lines: list[str], mapping: SourceMapping) -> str:
        """The delimiter that gives the header the most mapped columns, and the most at all."""
        needed = set(mapping.needed_columns)
        headers = {
            mark: self._find_header(csv.reader(lines, delimiter=mark))
            for mark in dict.fromkeys((*_DELIMITERS, mapping.delimiter or _DELIMITERS[0]))
        }
        best = max(headers, key=lambda mark: (len(needed & {*headers[mark]}), len(headers[mark])))
        chosen = mapping.delimiter or best
        header = headers[chosen]
        if not header:
            raise MappingError(f"{self.path} is empty; its first row should be a header")
        if len(header) == 1 and len(needed) > 1:
            hint = f"; try {best!r}" if len(headers[best]) > 1 else ""
            raise UnreadableSourceError(
                f"cut at {chosen!r}, {self.path} has only one column: {shorten(header[0])!r}{hint}",
                path=self.path,
            )
        return chosen

    def _find_header(self, rows: Iterator[list[str]]) -> list[str]:
        try:
            return [name.strip() for name in next(filter(None, rows), [])]
        except csv.Error as error:
            raise UnreadableSourceError(
                f"the first row of {self.path} is no header: {error}", path=self.path
            ) from error

    def _find_places(self, mapping: SourceMapping) -> dict[str, int]:
        names = self._header
        for column in mapping.needed_columns:
            if column not in names:
                raise MappingError(
                    f"{self.path} has no column {column!r}{suggest(column, names)}; "
                    f"it has: {', '.join(map(shorten, names))}"
                )
            if names.count(column) > 1:
                raise MappingError(f"{self.path} has the column {column!r} twice; rename one")
        return {name: place for place, name in enumerate(names)}

    def place_of(self, column: str) -> int:
        """Which cell of a row is in a column, counted from 0."""
        return self._places[column]

    def rows(self, progress: Progress | None) -> Iterator[tuple[int, list[str]]]:
        """Each row of the right length with the line at which it begins; others are defects."""
        reader, header, width = self._reader, self._header, len(self._header)
        line = reader.line_num + 1
        while True:
            try:
                for cells in reader:
                    if cells:
                        self.row_count += 1
                        if progress and self.row_count % _STRIDE == 0:
                            progress(self.row_count)
                        if len(cells) != width or cells == header:
                            self._report_shape(line, cells)
                        else:
                            yield line, cells
                    line = reader.line_num + 1
                break
            except csv.Error as error:
                self.row_count += 1
                self._report_quote(line, str(error))
                line = reader.line_num + 1
        if progress:
            progress(self.row_count)

    def _report_quote(self, line: int, error: str) -> None:
        self.report(
            DefectKind.OVERSIZED_FIELD,
            f"lines {line} to {self._reader.line_num} are no row: {error}",
            "look for a quote that is not closed",
            row=line,
            is_row_lost=True,
        )

    def _report_shape(self, line: int, cells: list[str]) -> None:
        if cells == self._header:
            kind, reason = DefectKind.REPEATED_HEADER, "the header again"
            remedy = "write it once, as the first row"
        else:
            kind, reason = DefectKind.RAGGED_ROW, f"{len(cells)} cells, not {len(self._header)}"
            remedy = "quote cells that contain delimiters or line ends"
        if self._reader.line_num > line:
            reason += f", in lines {line} to {self._reader.line_num}"
        self.report(kind, reason, remedy, row=line, is_row_lost=True)

    def report(
        self,
        kind: DefectKind,
        reason: str,
        remedy: str,
        *,
        column: str | None = None,
        value: str | None = None,
        **place: Unpack[Place],
    ) -> None:
        """Note a defect of a row."""
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

    def report_cell(
        self,
        fault: Fault | None,
        kind: DefectKind | None = None,
        *,
        column: str,
        value: str,
        **place: Unpack[Place],
    ) -> None:
        """Note that a cell cannot be read, or that it should not be empty."""
        text = shorten(value)
        if fault is None:
            kind = kind or DefectKind.MISSING_VALUE
            reason, remedy = f"nothing in {column!r}", "fill it in"
        else:
            kind = kind or DefectKind.UNREADABLE_VALUE
            reason, remedy = f"cannot read {text!r} in {column!r}", fault.remedy
        self.report(kind, reason, remedy, column=column, value=text, **place)


@contextmanager
def open_sheet(path: str | os.PathLike[str], mapping: SourceMapping) -> Iterator[Sheet]:
    """A file, opened as a mapping says.

    Raises:
        UnreadableSourceError: the file is not there, damaged, or no table of text.
        MappingError: it has no header, or lacks a column that the mapping names.
    """
    with open_lines(path, mapping.encoding) as lines:
        yield Sheet(os.fspath(path), lines, mapping)
