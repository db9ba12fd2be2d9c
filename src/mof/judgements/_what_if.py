"""Negotiations: which promise could have been kept, from what was measured on the clock."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from attrs import frozen

from mof.agreements import Agreement, Target
from mof.documents import Table, format_duration, format_share
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.judgements._judgements import Judgement
from mof.judgements._judging import judge
from mof.judgements._verdicts import Verdict
from mof.records import Record
from mof.records._records import iterate_once
from mof.values import Period
from mof.values._checks import check_argument
from mof.values._instants import to_utc
from mof.values._percentiles import Percentile, find_percentiles


@frozen
class WhatIf(Tabular):
    """What a target would have had to allow for each share of the cases to meet it."""

    target: Target
    """The target as it is."""
    ended: int
    """How many cases ended on its clock."""
    open: int
    """How many are open."""
    percentiles: tuple[Percentile, ...]
    """For each share asked for, the time within which that share of the cases ended."""
    unknown: int = 0
    """How many could not be measured, since something of them was not read."""

    @property
    def _unknown_text(self) -> str:
        return f", {self.unknown} not to be judged" if self.unknown else ""

    def to_table(self) -> Table:
        """A row for each share."""
        return Table(
            columns=("Share", "Within", "Surely"),
            rows=tuple(
                (format_share(p.share), format_duration(p.least), format_duration(p.most))
                for p in self.percentiles
            ),
            caption=(
                f"{self.target}: {self.ended} cases ended, {self.open} open{self._unknown_text}"
            ),
        )


# Our judgement: the shares that agreements ask for most often.
_SHARES = ("0.9", "0.95", "0.99")


def what_if(
    records: Iterable[Record[Any, Any]],
    agreement: Agreement,
    target: Target,
    *,
    as_of: datetime,
    during: Period | None = None,
    shares: Iterable[Fraction | str | float] = _SHARES,
) -> WhatIf:
    """Which times 90, 95 and 99 % of the cases would have met, measured as the target counts.

    Cases count whose clock stopped in the period, or ever, and those that are open at the
    instant; void ones do not, and those of which the verdict is unknown are counted apart.

    Raises:
        DefinitionError: the agreement has no such target, or the id of a record comes twice.
    """
    check_argument(agreement, Agreement, "ask about one agreement")
    if target not in agreement.targets:
        raise DefinitionError(f"{agreement} has no target {target}; take one of its targets")
    as_of = to_utc(as_of)
    cases = [
        judgement
        for record in iterate_once(records)
        for judgement in judge(record, agreement, as_of=as_of)
        if judgement.target == target
    ]
    ended = [each.elapsed for each in cases if _has_ended(each, during)]
    known = [each for each in cases if each.verdict is not Verdict.UNKNOWN]
    still_open = [each.elapsed for each in known if each.is_open]
    percentiles = find_percentiles(ended, still_open, shares)
    return WhatIf(target, len(ended), len(still_open), percentiles, len(cases) - len(known))


def _has_ended(judgement: Judgement, during: Period | None) -> bool:
    if judgement.stopped_at is None or judgement.verdict is Verdict.VOID:
        return False
    return during is None or judgement.stopped_at in during
