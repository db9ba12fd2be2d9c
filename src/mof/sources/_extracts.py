"""Extracts: what was read from a file, and what could not be."""

from datetime import datetime
from typing import Generic, TypeVar

from attrs import frozen

from mof.errors import DefectError
from mof.values import Term

R = TypeVar("R")

_LONGEST = 80


class DefectKind(Term):
    """What is wrong with a row or with one of its cells."""

    RAGGED_ROW = "ragged row"
    OVERSIZED_FIELD = "oversized field"
    BROKEN_QUOTE = "broken quote"
    REPEATED_HEADER = "repeated header"
    NO_ID = "no id"
    REPEATED_ID = "repeated id"
    NO_TIME = "no time"
    UNKNOWN_STATE = "unknown state"
    MISSING_VALUE = "missing value"
    UNREADABLE_VALUE = "unreadable value"
    IMPOSSIBLE_ORDER = "impossible order"


def shorten(text: str) -> str:
    """A text of a length that fits a message."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@frozen(kw_only=True)
class Defect:
    """Something in a file that does not mean what the mapping says it would.

    The row is the line at which it begins, as an editor counts lines. A row is lost when it
    can be placed nowhere; otherwise only the one value was left out. Times in an order that
    cannot be are kept as told. ``at`` is when the row was recorded, where that could be read.
    """

    file: str
    row: int
    kind: DefectKind
    reason: str
    remedy: str
    is_row_lost: bool
    record: str | None = None
    field: str | None = None
    value: str | None = None
    at: datetime | None = None

    def __str__(self) -> str:
        who = f" of {self.record}" if self.record else ""
        return f"{self.file}:{self.row}{who}: {self.reason}; {self._outcome}; {self.remedy}"

    @property
    def _outcome(self) -> str:
        if self.kind is DefectKind.IMPOSSIBLE_ORDER:
            return "kept as told"
        return "row left out" if self.is_row_lost else "value left out"


@frozen(kw_only=True)
class Extract(Generic[R]):
    """Everything that a file gave: records, and the defects of what is missing from them.

    Every row of the file is in one of two places: ``rows == entries + rows_lost``.
    """

    path: str
    records: tuple[R, ...]
    defects: tuple[Defect, ...]
    rows: int
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
