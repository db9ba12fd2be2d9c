"""Cutoffs: records as they stood at the end of a period, as known at an instant."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from attrs import evolve, frozen

from mof.errors import ArgumentError
from mof.incidents import Incident
from mof.problems._sightings import is_incident
from mof.records import Record, RecordGap
from mof.records._gaps import cut_gaps
from mof.records._records import iterate_once
from mof.values import Period
from mof.values._checks import check_argument
from mof.values._instants import to_utc

R = TypeVar("R", bound=Record[Any, Any])


@frozen
class View:
    """A period, seen from an instant.

    Nothing counts that was recorded, or happened, after the instant, nor what happened once
    the period was over.
    """

    period: Period
    as_of: datetime

    @classmethod
    def of(cls, during: Period, as_of: datetime) -> "View":
        """The view of a period from an instant."""
        check_argument(during, Period, "name the period, such as Period.month(2026, 6, tz='UTC')")
        return cls(during, to_utc(as_of))

    @property
    def edge(self) -> datetime:
        """Up to when it reaches: the end of the period, or the instant if that comes first."""
        return min(self.as_of, self.period.end)

    def list_records(self, records: Iterable[R], kind: type[R]) -> tuple[R, ...]:
        """The records that had begun by then, each cut there.

        Raises:
            ArgumentError: one of them is of another kind.
            DefinitionError: an id comes twice.
        """
        given = tuple(iterate_once(records))
        for record in given:
            if not isinstance(record, kind):
                raise ArgumentError(
                    f"{record.id!r} is no {kind.__name__}; give each kind of record by its name",
                    value=record,
                )
        if self.as_of < self.period.start:
            return ()
        cut = (self._cut(record) for record in given)
        return tuple(each for each in cut if each.history and self._has_come(each.started_at))

    def list_incidents(self, incidents: Iterable[Incident]) -> tuple[Incident, ...]:
        """The same, without those that turned out to be none, or that another stands for."""
        return tuple(filter(is_incident, self.list_records(incidents, Incident)))

    def _cut(self, record: R) -> R:
        kept = tuple(
            entry
            for entry in record.history
            if entry.recorded_at <= self.as_of and self._has_come(entry.at)
        )
        gaps = tuple(gap for gap in cut_gaps(record.gaps, self.as_of) if self._may_come(gap))
        is_whole = len(kept) == len(record.history) and gaps == record.gaps
        return record if is_whole else evolve(record, history=kept, gaps=gaps)

    def _may_come(self, gap: RecordGap) -> bool:
        return gap.at is None or self._has_come(gap.at)

    def _has_come(self, at: datetime | None) -> bool:
        return at is not None and at <= self.as_of and at < self.period.end
