"""Reconciliation: every ticket in exactly one place, so that no case is lost from the count."""

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from mof.judgements._judgements import Judgement
from mof.judgements._verdicts import Verdict
from mof.values import Term


class CaseCount(Term):
    """Where a ticket goes when tickets are reconciled."""

    MET = "met"
    """Ended in time."""
    BREACHED = "breached"
    """Late, whether it has ended or not."""
    RUNNING = "running"
    """Not late, and not decided: running, paused or not started."""
    VOID = "void"
    """Ended without a result, as when it was cancelled."""
    NO_TARGET = "no target"
    """Covered by an agreement that has no target for its kind and priority."""
    NO_AGREEMENT = "no agreement"
    """Not covered by any of the agreements on that clock."""
    UNKNOWN = "unknown"
    """Not to be judged, since something of the ticket was not read."""


_COUNTS = {
    Verdict.MET: CaseCount.MET,
    Verdict.BREACHED: CaseCount.BREACHED,
    Verdict.VOID: CaseCount.VOID,
    Verdict.NO_TARGET: CaseCount.NO_TARGET,
    Verdict.UNKNOWN: CaseCount.UNKNOWN,
}

# Our judgement: one breach is a breach, what nothing tells may be one, and what still runs for
# one agreement is not kept yet.
_WORST_FIRST = (
    CaseCount.BREACHED,
    CaseCount.UNKNOWN,
    CaseCount.RUNNING,
    CaseCount.MET,
    CaseCount.VOID,
    CaseCount.NO_TARGET,
)


@frozen
class Reconciliation:
    """Every ticket in exactly one place, for one clock."""

    clock: str
    """The name of the clock."""
    total: int
    """How many tickets there are."""
    counts: tuple[tuple[CaseCount, int], ...]
    """How many are in each place, in the order of `CaseCount`."""

    def __getitem__(self, count: CaseCount) -> int:
        return dict(self.counts)[count]

    @property
    def is_reconciled(self) -> bool:
        """Whether the places add up to all tickets."""
        return sum(number for _, number in self.counts) == self.total


def reconcile_judgements(
    records: Iterable[str], judgements: Iterable[Judgement], *, clock: str
) -> Reconciliation:
    """Sort tickets by how they stand on a clock, from judgements already made.

    A ticket with several judgements stands as the worst of them.

    >>> found = reconcile_judgements(["INC-1"], [], clock="resolution")
    >>> found[CaseCount.NO_AGREEMENT], found[CaseCount.VOID], found.total
    (1, 0, 1)
    """
    places: dict[str, set[CaseCount]] = {record: set() for record in records}
    for judgement in judgements:
        if judgement.clock == clock:
            places[judgement.record].add(_COUNTS.get(judgement.verdict, CaseCount.RUNNING))
    counts = Counter(
        next((count for count in _WORST_FIRST if count in found), CaseCount.NO_AGREEMENT)
        for found in places.values()
    )
    return Reconciliation(clock, counts.total(), tuple((c, counts[c]) for c in CaseCount))
