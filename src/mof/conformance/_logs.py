"""Logs: how many records, entries and steps there are, before anything is made of them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any

from attrs import field, frozen

from mof.conformance._paths import UNKNOWN, AnyRecord, Key, view
from mof.documents import Table, format_instant
from mof.documents._tables import Tabular
from mof.values._instants import to_optional_utc, to_utc


@frozen(kw_only=True)
class LogSummary(Tabular):
    """What a log consists of, as known at an instant.

    A step leads from one entry of a record to the next, so ``entries == records + steps``.
    Entries are taken as they stand in the history, also where that is out of order.
    """

    as_of: datetime = field(converter=to_utc)
    """The instant as known at which records are taken."""
    records: int
    """Records of which anything was known."""
    entries: int
    """Entries of all histories."""
    steps: int
    """Steps from one entry of a record to the next."""
    steps_in_place: int
    """Steps that change neither the state nor what it was entered for."""
    simultaneous: int
    """Entries of the same instant as the entry before them in the history."""
    out_of_order: int
    """Entries that stand in the history after a later one."""
    without_state: int
    """Records whose history tells no state."""
    last_by_tool: int
    """Records whose last entry is of an automated actor."""
    first_at: datetime | None = field(converter=to_optional_utc)
    """When the earliest entry happened; None where there is none."""
    last_at: datetime | None = field(converter=to_optional_utc)
    """When the latest entry happened; None where there is none."""

    def to_table(self, *, tz: str = "UTC") -> Table:
        """One row for each count."""
        rows: list[tuple[str, str | int]] = [
            ("Records", self.records),
            ("Entries", self.entries),
            ("Steps from entry to entry", self.steps),
            ("Steps that change no stage", self.steps_in_place),
            ("Entries of the same instant as the one before", self.simultaneous),
            ("Entries that stand after a later one", self.out_of_order),
            ("Records that tell no state", self.without_state),
            ("Records whose last entry is of a tool", self.last_by_tool),
            ("First entry", format_instant(self.first_at, tz=tz)),
            ("Last entry", format_instant(self.last_at, tz=tz)),
        ]
        caption = f"The log as of {format_instant(self.as_of, tz=tz)}"
        return Table(("What", "Figure"), rows, caption=caption, numbers=("Figure",))


def summarize_log(records: Iterable[AnyRecord], *, as_of: datetime) -> LogSummary:
    """Count what a log consists of, as known at an instant.

    Raises:
        DefinitionError: the id of a record comes twice.
        ArgumentError: it is no records.
    """
    counts = Counter[str]()
    first_at: datetime | None = None
    last_at: datetime | None = None
    for record in view(records, as_of):
        counts.update(_count(record))
        first, last = record.chronology[0].at, record.chronology[-1].at
        first_at = first if first_at is None else min(first_at, first)
        last_at = last if last_at is None else max(last_at, last)
    figures: dict[str, Any] = {name: counts[name] for name in _COUNTED}
    return LogSummary(as_of=as_of, first_at=first_at, last_at=last_at, **figures)


_COUNTED = (
    "records",
    "entries",
    "steps",
    "steps_in_place",
    "simultaneous",
    "out_of_order",
    "without_state",
    "last_by_tool",
)


def _count(record: AnyRecord) -> dict[str, int]:
    times = [entry.at for entry in record.history]
    pairs = list(pairwise(times))
    by = record.chronology[-1].by
    return {
        "records": 1,
        "entries": len(times),
        "steps": len(pairs),
        "steps_in_place": sum(before == after for before, after in pairwise(_list_keys(record))),
        "simultaneous": sum(before == after for before, after in pairs),
        "out_of_order": sum(before > after for before, after in pairs),
        "without_state": record.state is None,
        "last_by_tool": by is not None and by.is_automated,
    }


def _list_keys(record: AnyRecord) -> list[Key]:
    """The stage after each entry of a history; which it was follows from the order of time."""
    keys: list[Key] = [UNKNOWN] * len(record.history)
    key = UNKNOWN
    for place in sorted(range(len(keys)), key=lambda place: record.history[place].at):
        entry = record.history[place]
        if entry.state is not None:
            key = entry.state, entry.reason
        keys[place] = key
    return keys
