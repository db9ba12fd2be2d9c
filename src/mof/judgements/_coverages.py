"""Coverages: of which records agreements speak, and why of no others."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from attrs import frozen

from mof.agreements import SLA, Agreement
from mof.agreements._uncovered_reasons import UncoveredReason
from mof.documents import Table
from mof.documents._tables import Tabular
from mof.records import Record
from mof.records._records import iterate_once
from mof.values._checks import collect
from mof.values._instants import to_utc


@frozen
class Uncovered:
    """The records that no agreement covers for one reason, and what may be meant instead."""

    reason: UncoveredReason
    """What comes in the way, of the agreement that fits best."""
    records: tuple[str, ...]
    """Their ids, in the order in which they were given."""
    hint: str = ""
    """What the records say and the agreements ask for, a close match named; blank for no hint."""

    def __str__(self) -> str:
        return f"{self.reason} ({self.hint})" if self.hint else str(self.reason)


@frozen
class Coverage(Tabular):
    """How many records agreements were asked about, and why they do not speak of some of them."""

    looked_at: int
    """How many records were given, covered or not."""
    uncovered: tuple[Uncovered, ...] = ()
    """Those that no agreement covers, by reason; the reason of most records first."""

    @property
    def uncovered_count(self) -> int:
        """How many of the records no agreement covers."""
        return sum(len(each.records) for each in self.uncovered)

    def __str__(self) -> str:
        if not self.uncovered:
            return f"{self.looked_at} of {self.looked_at} records are covered"
        whys = "; ".join(f"{len(each.records)}: {each}" for each in self.uncovered)
        return f"{self.uncovered_count} of {self.looked_at} records are not covered: {whys}"

    def to_table(self) -> Table:
        """A row for each reason, below how many records are covered."""
        covered = self.looked_at - self.uncovered_count
        return Table(
            columns=("Records", "Count", "Such as", "What is noted"),
            rows=(
                ("covered", covered, None, None),
                *(
                    (
                        f"not covered: {each.reason}",
                        len(each.records),
                        ", ".join(each.records[:_EXAMPLES]),
                        each.hint or None,
                    )
                    for each in self.uncovered
                ),
            ),
            caption="Coverage by the agreements",
        )


_EXAMPLES = 3


def measure_coverage(
    records: Iterable[Record[Any, Any]], agreements: Iterable[Agreement], *, as_of: datetime
) -> Coverage:
    """How many records at least one of some agreements covers, and why the others are not.

    >>> from datetime import UTC, date
    >>> import mof
    >>> from mof.incidents import IncidentState
    >>> from mof.records import Entry
    >>> sla = mof.SLA(
    ...     "sla-it", service="IT", calendar=mof.Calendar.always(), valid_from=date(2026, 1, 1),
    ...     targets=[mof.Target(mof.Clock.RESOLUTION, mof.BusinessDays(1))], version="1",
    ... )
    >>> morning = datetime(2026, 6, 1, 8, tzinfo=UTC)
    >>> opened = Entry(morning, state=IncidentState.OPEN, changes={"service": "it"})
    >>> incident = mof.Incident("INC-1", [opened], opened_at=morning)
    >>> print(measure_coverage([incident], [sla], as_of=morning))
    1 of 1 records are not covered: 1: another service ('IT': did you mean 'it'?)

    Raises:
        DefinitionError: the id of a record comes twice.
        ArgumentError: something given is no record.
    """
    agreements = collect(agreements, Agreement, "agreements")
    cut = to_utc(as_of)
    tally = Tally(agreements)
    for record in iterate_once(records):
        tally.look_at(record.as_of(cut))
    return tally.to_coverage()


class Tally:
    """Records while they are counted, by why no agreement covers them."""

    def __init__(self, agreements: tuple[Agreement, ...]) -> None:
        self.agreements = agreements
        self.looked_at = 0
        self.found: dict[UncoveredReason, list[_Miss]] = {}

    def look_at(self, view: Record[Any, Any]) -> None:
        """Take note of a record as it was known."""
        self.looked_at += 1
        misses: list[tuple[UncoveredReason, list[Agreement]]] = [(UncoveredReason.NO_AGREEMENT, [])]
        for agreement in self.agreements:
            reason = agreement.find_uncovered_reason(view)
            if reason is None:
                return
            misses.append((reason, [agreement]))
        nearest = max((reason for reason, _ in misses), key=_ORDER.index)
        tried = [each for reason, agreements in misses if reason is nearest for each in agreements]
        self.found.setdefault(nearest, []).append((view, tried))

    def to_coverage(self) -> Coverage:
        """What was found, the reason of most records first."""
        rows = [
            Uncovered(reason, tuple(view.id for view, _ in misses), _hint(reason, misses))
            for reason, misses in self.found.items()
        ]
        return Coverage(self.looked_at, tuple(sorted(rows, key=lambda row: -len(row.records))))


_Miss = tuple[Record[Any, Any], list[Agreement]]
"""A record, and the agreements that missed it by least."""


def _hint(reason: UncoveredReason, misses: list[_Miss]) -> str:
    views = [view for view, _ in misses]
    tried = list(dict.fromkeys(agreement for _, agreements in misses for agreement in agreements))
    match reason:
        case UncoveredReason.OTHER_SERVICE:
            return _compare({each.service for each in tried}, _list_services(views))
        case UncoveredReason.OTHER_CUSTOMER:
            asked = {str(each.customer) for each in tried if isinstance(each, SLA)}
            return _compare(asked, (str(view.facts["customer"]) for view in views))
        case UncoveredReason.TOO_EARLY:
            first = min(each.starts_at for each in tried)
            return f"valid from {first:%Y-%m-%d %H:%M} UTC"
        case UncoveredReason.TOO_LATE:
            last = max(each.ends_at for each in tried if each.ends_at is not None)
            return f"valid until {last:%Y-%m-%d %H:%M} UTC"
        case _:
            return ""


_ORDER = tuple(UncoveredReason)


def _list_services(views: Iterable[Record[Any, Any]]) -> Iterator[str]:
    for view in views:
        several = view.facts.get("services")
        yield from map(str, several if isinstance(several, tuple) else ())
        if (service := view.facts.get("service")) is not None:
            yield str(service)


_NAMED = 3
"""How many names a hint lists at most."""


def _compare(asked: Iterable[str], noted: Iterable[str]) -> str:
    """What is asked for, and the most similar of what is noted instead, or some of it."""
    found = list(dict.fromkeys(noted))
    slips = [(name, close) for name in sorted(asked) if (close := _find_close(name, found))]
    if slips:
        return "; ".join(f"{name!r}: did you mean {close!r}?" for name, close in slips[:_NAMED])
    rest = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"they name {', '.join(map(repr, found[:_NAMED]))}{rest}"


def _find_close(name: str, found: list[str]) -> str | None:
    folded = name.strip().casefold()
    alike = (other for other in found if other.strip().casefold() == folded)
    return next(alike, None) or next(iter(get_close_matches(name, found, n=1)), None)
