"""Paths: which stages a record went through, and how long it stayed in each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from attrs import field, frozen

from mof.documents import Table, format_duration, format_instant
from mof.documents._tables import Tabular
from mof.records import Entry, Record
from mof.records._records import iterate_once
from mof.values import Term
from mof.values._instants import to_optional_utc, to_utc

AnyRecord = Record[Any, Any]
AnyEntry = Entry[Any, Any]
Key = tuple[Term | None, str | None]
"""A stage as counted: cheaper to compare than a `Stage`, and in an order of its own."""

UNKNOWN: Key = (None, None)


@frozen
class Stage:
    """A state, and what it was entered for; no state where none is told yet.

    >>> str(Stage("pending", "user"))
    'pending (user)'
    """

    state: str | None = None
    """The state; None where the history tells none yet."""
    reason: str | None = None
    """What it was entered for; None where it is not told, or not looked at."""

    def __str__(self) -> str:
        if self.state is None:
            return "(none)"
        return self.state if self.reason is None else f"{self.state} ({self.reason})"


@frozen
class Visit:
    """One stay of a record in a stage.

    ``left_at`` is None for the stage that it is in. ``updates`` are the entries that came in
    the meantime and changed no stage.
    """

    stage: Stage
    """The stage that the record was in."""
    entered_at: datetime = field(converter=to_utc)
    """When it came there."""
    left_at: datetime | None = field(default=None, converter=to_optional_utc)
    updates: int = 0

    @property
    def lasted(self) -> timedelta | None:
        """How long it stayed; None where it is there still."""
        return None if self.left_at is None else self.left_at - self.entered_at


def _to_visits(visits: Iterable[Visit]) -> tuple[Visit, ...]:
    return tuple(visits)


@frozen
class Path(Tabular):
    """The stages that a record went through, in the order in which it did."""

    record: str
    """The id of the record."""
    visits: tuple[Visit, ...] = field(converter=_to_visits)
    """Its stays, in the order of time."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages alone."""
        return tuple(visit.stage for visit in self.visits)

    def __str__(self) -> str:
        return " → ".join(map(str, self.stages)) or "(nothing)"

    def to_table(self, *, tz: str = "UTC") -> Table:
        """One row for each stay."""
        return Table(
            ("Stage", "Entered", "Left", "Stayed", "Updates"),
            [
                (
                    str(visit.stage),
                    format_instant(visit.entered_at, tz=tz),
                    format_instant(visit.left_at, tz=tz),
                    format_duration(visit.lasted),
                    visit.updates,
                )
                for visit in self.visits
            ],
            caption=f"The path of {self.record}",
            numbers=("Stayed",),
        )


def find_path(record: AnyRecord, *, by_reason: bool = True) -> Path:
    """The path that a record took, in the order of time.

    Without ``by_reason`` a state is one stage, whatever it was entered for.
    """
    visits: list[Visit] = []
    stays = list(list_stays(record.chronology, by_reason=by_reason))
    for place, (key, entered_at, updates) in enumerate(stays):
        left_at = stays[place + 1][1] if place + 1 < len(stays) else None
        visits.append(Visit(to_stage(key), entered_at, left_at, updates))
    return Path(record.id, visits)


def list_stays(
    chronology: Sequence[AnyEntry], *, by_reason: bool
) -> Iterator[tuple[Key, datetime, int]]:
    """Each stage that was entered, when, and how many later entries left it as it was."""
    key, entered_at, updates = UNKNOWN, None, 0
    for entry in chronology:
        found = key
        if entry.state is not None:
            found = (entry.state, entry.reason if by_reason else None)
        if entered_at is None:
            key, entered_at = found, entry.at
        elif found == key:
            updates += 1
        else:
            yield key, entered_at, updates
            key, entered_at, updates = found, entry.at, 0
    if entered_at is not None:
        yield key, entered_at, updates


def to_stage(key: Key) -> Stage:
    """The stage that is counted by a key."""
    state, reason = key
    return Stage(None if state is None else str(state), reason)


def rank(key: Key) -> tuple[str, int, str]:
    """What puts stages in the order of their states, as the record's class lists them."""
    state, reason = key
    if state is None:
        return "", 0, ""
    return type(state).__name__, _list_places(type(state))[state], reason or ""


@cache
def _list_places(kind: type[Term]) -> dict[Term, int]:
    return {term: place for place, term in enumerate(kind)}


def view(records: Iterable[AnyRecord], as_of: datetime) -> Iterator[AnyRecord]:
    """Each record of which anything was known at an instant, as it was known then.

    Raises:
        DefinitionError: an id comes twice.
        ArgumentError: it is no records.
    """
    as_of = to_utc(as_of)
    for record in iterate_once(records):
        known = record.as_of(as_of)
        if known.history:
            yield known
