"""Gaps: what of a record its source tells and was not read, and since when."""

from collections.abc import Iterable
from datetime import datetime

from attrs import evolve, field as make_field, frozen

from mof.values._checks import collect
from mof.values._instants import to_optional_utc

_ROW = frozenset({"row", "at"})


@frozen
class RecordGap:
    """Something of a record that its source tells, and that was not read.

    Readers of files note one beside each defect that is of a record. A clock that it can touch
    has the verdict UNKNOWN.

    >>> print(RecordGap("state", "cannot read '-100' in 'incident_state'", 18))
    state, row 18: cannot read '-100' in 'incident_state'
    """

    field: str
    """What was not read: ``state``, ``opened_at`` or the name of a fact; ``row`` where it is all
    that a row tells, and ``at`` where that is so since the row has no time."""
    reason: str
    """Why, in the words of the defect."""
    row: int | None = None
    """The line at which the row begins; None where it is no row of a file."""
    at: datetime | None = make_field(default=None, converter=to_optional_utc, kw_only=True)
    """From when on it is not known; None where nothing tells, so from the beginning.

    The instant of the row. Of a list, which tells no more than some moments: the last one told
    before it.
    """
    until: datetime | None = make_field(default=None, converter=to_optional_utc, kw_only=True)
    """When the source tells it again; None where it does not."""
    until_recorded_at: datetime | None = make_field(
        default=None, converter=to_optional_utc, kw_only=True
    )
    """When that was written down; None where that is ``until``."""
    recorded_at: datetime | None = make_field(default=None, converter=to_optional_utc, kw_only=True)
    """When the row was written down; None where that is ``at``, or where nothing tells."""
    state: str | None = make_field(default=None, kw_only=True)
    """The state that was entered, where all that was not read is when; None otherwise."""
    state_reason: str | None = make_field(default=None, kw_only=True)
    """What that state was entered for."""

    @property
    def is_of_row(self) -> bool:
        """Whether all that a row tells was not read."""
        return self.field in _ROW

    def is_known(self, at: datetime) -> bool:
        """Whether a view of the record as of an instant has it: what was written down by then."""
        written_at = self.recorded_at or self.at
        return written_at is None or written_at <= at

    def __str__(self) -> str:
        place = "" if self.row is None else f", row {self.row}"
        return f"{self.field}{place}: {self.reason}"


def to_gaps(value: Iterable[RecordGap]) -> tuple[RecordGap, ...]:
    """The gaps of a record, as they stand."""
    return collect(value, RecordGap, "gaps of a record")


def cut_gaps(gaps: Iterable[RecordGap], at: datetime) -> tuple[RecordGap, ...]:
    """The gaps as they were known at an instant: what was told again later was not, then."""
    return tuple(_reopen(gap, at) for gap in gaps if gap.is_known(at))


def _reopen(gap: RecordGap, at: datetime) -> RecordGap:
    told_again_at = gap.until_recorded_at or gap.until
    if told_again_at is None or told_again_at <= at:
        return gap
    return evolve(gap, until=None, until_recorded_at=None)
