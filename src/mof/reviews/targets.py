"""Targets: those that were set too late to prove anything about a period."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from mof.framework.operational_health import Analysis, EvaluatedItem
from mof.ids import PersonId
from mof.periods import Period
from mof.reviews.findings import Finding, Rule, Severity


class SetTarget(Protocol):
    """A target that says since when it stands, and who set it."""

    @property
    def set_on(self) -> date:
        """The day on which it was set."""
        ...

    @property
    def set_by(self) -> PersonId | None:
        """Who set it."""
        ...

    def was_set_before(self, period: Period, /) -> bool:
        """Whether it stood when a period began."""
        ...


def find_set_late(
    targets: Iterable[tuple[str, SetTarget]],
    *,
    period: Period,
    analysis: Analysis,
    item: EvaluatedItem,
) -> Iterator[Finding]:
    """The targets, each with what it is called, that were set after a period had begun."""
    for name, target in targets:
        if not target.was_set_before(period):
            yield Finding(
                analysis=analysis,
                rule=Rule.SET_AFTER_START,
                subject=name.replace(" ", "-"),
                severity=Severity.MEDIUM,
                title=f"the target of {name} was set on {target.set_on}"
                + (f" by {target.set_by}" if target.set_by else ""),
                compared_with=f"{period.first_day}, when the period began",
                evidence=(target.set_by,) if target.set_by else (),
                item=item,
            )
