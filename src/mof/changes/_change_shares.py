"""Shares of changes: how many were planned, standard, unplanned or emergencies, and succeeded."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

from attrs import frozen

from mof.changes._change_lifecycle import ChangeCategory, ChangeOutcome, ChangePriority, ChangeState
from mof.changes._requests_for_change import RequestForChange
from mof.documents import Table
from mof.documents._tables import Tabular
from mof.records._records import iterate_once
from mof.values import Period, Term


class ChangeKind(Term):
    """In which of four ways a change came about; each released change is of exactly one."""

    # MOF 4.0, Change and Configuration: fewer unplanned changes, smooth standard changes.
    PLANNED = "planned"
    """A time was planned for it before it took effect."""
    STANDARD = "standard"
    """It was of the category standard, planned or not."""
    UNPLANNED = "unplanned"
    """It took effect without a time planned for it before."""
    EMERGENCY = "emergency"
    """It had the priority of an emergency, whatever its category."""


def find_kind(change: RequestForChange) -> ChangeKind | None:
    """The way a change came about; None while it has not taken effect.

    Our judgement: an emergency is one whatever its category; of the others, a standard change
    is one whether planned or not; and unplanned is what had no time planned for it before it
    took effect.
    """
    released_at = change.completed_at
    if released_at is None:
        return None
    if change.priority is ChangePriority.EMERGENCY:
        return ChangeKind.EMERGENCY
    if change.category is ChangeCategory.STANDARD:
        return ChangeKind.STANDARD
    return ChangeKind.PLANNED if _was_planned(change, released_at) else ChangeKind.UNPLANNED


def _was_planned(change: RequestForChange, released_at: datetime) -> bool:
    return any(
        dict(entry.changes).get("planned_at") is not None
        for entry in change.chronology
        if entry.at <= released_at and entry.state is not ChangeState.RELEASED
    )


@frozen(kw_only=True)
class ChangeShares(Tabular):
    """The changes that took effect in a period, by how they came about and what came of them."""

    during: Period
    """The period that is counted."""
    counts: tuple[tuple[ChangeKind, int], ...]
    """How many changes of each kind took effect in it, all kinds in their order."""
    reviewed: int
    """How many of them have been reviewed, as known then."""
    succeeded: int
    """How many of those reviewed were successful."""

    @property
    def released(self) -> int:
        """How many took effect."""
        return sum(count for _, count in self.counts)

    def find_share(self, kind: ChangeKind) -> Fraction | None:
        """The part of one kind in all; None where there were no changes."""
        return Fraction(dict(self.counts)[kind], self.released) if self.released else None

    @property
    def success(self) -> Fraction | None:
        """The part of those reviewed that succeeded; None where none was reviewed."""
        return Fraction(self.succeeded, self.reviewed) if self.reviewed else None

    def to_table(self) -> Table:
        """One row for each kind."""
        return Table(
            columns=("Kind", "Changes"),
            rows=(
                *((str(kind), str(count)) for kind, count in self.counts),
                ("all", str(self.released)),
                ("successful of those reviewed", f"{self.succeeded} of {self.reviewed}"),
            ),
            caption="Changes by how they came about",
        )


def measure_changes(
    changes: Iterable[RequestForChange], *, during: Period, as_of: datetime
) -> ChangeShares:
    """The changes that took effect in a period, counted as known at an instant."""
    known = [change.as_of(as_of) for change in iterate_once(changes)]
    released = [c for c in known if c.completed_at is not None and c.completed_at in during]
    kinds = Counter(find_kind(change) for change in released)
    outcomes = Counter(change.outcome for change in released if change.outcome)
    return ChangeShares(
        during=during,
        counts=tuple((kind, kinds[kind]) for kind in ChangeKind),
        reviewed=outcomes.total(),
        succeeded=outcomes[ChangeOutcome.SUCCESSFUL],
    )
