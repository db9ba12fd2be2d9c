"""Extracts: what was read from a file, and what could not be."""

from datetime import datetime
from typing import Generic, TypeVar

from attrs import frozen

from mof.errors import DefectError
from mof.values import Term

R = TypeVar("R")

# Characters of a cell that a message shows: our judgement, one line of a terminal.
_LONGEST = 80


class DefectKind(Term):
    """What is wrong with a row or with one of its cells."""

    RAGGED_ROW = "ragged row"
    """The row has more or fewer cells than the header, as an unquoted comma in a text makes."""
    OVERSIZED_FIELD = "oversized field"
    """A cell is longer than a reader of CSV takes, 131,072 characters."""
    BROKEN_QUOTE = "broken quote"
    """A quote is not closed, or stands within an unquoted cell; reading resumes a line later."""
    REPEATED_HEADER = "repeated header"
    """The row is the header again, as in files that were put together from several exports."""
    NO_ID = "no id"
    """The row does not say which record it is about."""
    REPEATED_ID = "repeated id"
    """A file with one row for each record has a second one for this id; the first counts."""
    NO_TIME = "no time"
    """A time without which the row has no place is empty or unreadable."""
    UNKNOWN_STATE = "unknown state"
    """The word for the state is not among the ``states`` of the mapping, such as ``-100``."""
    MISSING_VALUE = "missing value"
    """A cell is empty that has to be filled in, such as the title of a change."""
    UNREADABLE_VALUE = "unreadable value"
    """A cell cannot be read as its field's type, such as a priority of ``urgent``."""
    STATE_WITHOUT_MOMENT = "state without a moment"
    """A list says in which state a ticket is, such as on hold, and not since when."""
    IMPOSSIBLE_ORDER = "impossible order"
    """Times are in an order that cannot be, such as closed before opened; all are kept."""


def shorten(text: str) -> str:
    """A text of a length that fits a message."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@frozen(kw_only=True)
class Defect:
    """Something in a file that does not mean what the mapping says it would.

    Its text names the place, what is wrong, what was done about it and what would mend it.
    """

    file: str
    """The path of the file, as it was given."""
    row: int
    """The line at which the row begins, as an editor counts lines: the header is line 1."""
    kind: DefectKind
    """What is wrong, to count and sort defects by."""
    reason: str
    """What is wrong, in words: ``cannot read 'urgent' in 'priority'``."""
    remedy: str
    """What would mend the file or the mapping, in words."""
    is_row_lost: bool
    """Whether the whole row was left out; otherwise one value was, or nothing.

    Times in an order that cannot be are kept, and so is what a list tells of a state.
    """
    record: str | None = None
    """The id of the record that the row is about; None where it cannot be told."""
    field: str | None = None
    """The column that the defect is in; None where it is the row as a whole."""
    value: str | None = None
    """The text of the cell, cut after 80 characters; None where it is the row as a whole."""
    at: datetime | None = None
    """When the row was recorded; None where that could not be read."""

    def __str__(self) -> str:
        who = f" of {shorten(self.record)}" if self.record else ""
        return f"{self.file}:{self.row}{who}: {self.reason}; {self._outcome}; {self.remedy}"

    @property
    def _outcome(self) -> str:
        if self.kind in {DefectKind.IMPOSSIBLE_ORDER, DefectKind.STATE_WITHOUT_MOMENT}:
            return "kept as told"
        return "row left out" if self.is_row_lost else "value left out"


@frozen(kw_only=True)
class Extract(Generic[R]):
    """Everything that a file gave: records, and the defects of what is missing from them.

    Every row of the file is in one of two places: ``rows == entries + rows_lost``.
    """

    path: str
    """The path of the file, as it was given."""
    records: tuple[R, ...]
    """What was read, in the order in which the file first names each record."""
    defects: tuple[Defect, ...]
    """What could not be read, in the order of the file."""
    rows: int
    """How many rows the file has, the header not counted."""
    entries: int
    """How many rows have entered the records."""

    def __str__(self) -> str:
        return ", ".join(
            (
                _count(self.rows, "row"),
                _count(len(self.records), "record"),
                _count(len(self.defects), "defect"),
            )
        )

    @property
    def rows_lost(self) -> int:
        """How many rows have entered no record; each has one defect that says why."""
        return sum(defect.is_row_lost for defect in self.defects)

    def strict(self) -> tuple[R, ...]:
        """The records of a file without any defect.

        Raises:
            ExceptionGroup: of one `mof.errors.DefectError` for each defect.
        """
        if self.defects:
            errors = [DefectError(str(defect), defect=defect) for defect in self.defects]
            raise ExceptionGroup(f"{self.path} has defects", errors)
        return self.records
