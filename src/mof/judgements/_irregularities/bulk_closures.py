"""Many records closed or cancelled at once."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from mof.incidents import IncidentState
from mof.judgements._irregularities.irregularities import (
    Irregularity,
    IrregularityRule,
    IrregularitySighting,
    IrregularityThresholds,
)
from mof.records import Entry, Record
from mof.values import Period
from mof.values._chances import bound_binomial, to_nearest_chance
from mof.values._instants import MICROSECOND, load_zone

_ENDS = {
    IncidentState.CLOSED.value: "closed",
    IncidentState.CANCELLED.value: "cancelled",
}


def find_bulks(
    views: list[Record[Any, Any]], during: Period, given: IrregularityThresholds
) -> Iterator[Irregularity]:
    """The times at which one hand closed or cancelled many records at once."""
    by_actor: dict[tuple[str, str], list[IrregularitySighting]] = defaultdict(list)
    for view in views:
        for entry in view.chronology:
            kind = _ENDS.get(str(entry.state))
            if kind and entry.at in during and (person := _find_person(entry)):
                by_actor[kind, person].append(IrregularitySighting(entry.at, view.id))
    for (kind, _), sightings in by_actor.items():
        for bulk in _cluster(sorted(sightings), given):
            yield _tell_bulk(kind, bulk, sightings, during, given)


def _find_person(entry: Entry[Any, Any]) -> str | None:
    """The person who did it; unnamed actors may be several persons, so they are left out."""
    return None if entry.by is None or entry.by.is_automated else entry.by.person


def _cluster(
    sightings: list[IrregularitySighting], given: IrregularityThresholds
) -> Iterator[list[IrregularitySighting]]:
    """The largest groups within the time of a bulk, none of which shares a sighting."""
    start = 0
    while start < len(sightings):
        end = start
        while end < len(sightings) and _is_close(sightings[start], sightings[end], given):
            end += 1
        if end - start >= given.bulk_count:
            yield sightings[start:end]
            start = end
        else:
            start += 1


def _is_close(
    one: IrregularitySighting, other: IrregularitySighting, given: IrregularityThresholds
) -> bool:
    return other.at - one.at <= given.bulk_within


def _tell_bulk(
    kind: str,
    bulk: list[IrregularitySighting],
    all_of_them: list[IrregularitySighting],
    during: Period,
    given: IrregularityThresholds,
) -> Irregularity:
    count, busy = len(all_of_them), _measure_busy_time(all_of_them, during)
    share = min(
        Fraction(1), Fraction(given.bulk_within // MICROSECOND, max(busy // MICROSECOND, 1))
    )
    each = bound_binomial(len(bulk) - 1, count - 1, share)
    return Irregularity(
        rule=IrregularityRule.BULK_END,
        subject=kind,
        sightings=tuple(bulk),
        compared=count,
        chance=to_nearest_chance(count * each),
        model=(
            f"All {count} by the same hand fall at random into the time between the first and the "
            "last of each day; the chance is at most that of so many after any one of them."
        ),
    )


def _measure_busy_time(sightings: list[IrregularitySighting], during: Period) -> timedelta:
    """The time from the first to the last of each local day."""
    days: dict[date, list[datetime]] = defaultdict(list)
    for each in sightings:
        days[each.at.astimezone(load_zone(during.tz)).date()].append(each.at)
    return sum((max(instants) - min(instants) for instants in days.values()), timedelta(0))
