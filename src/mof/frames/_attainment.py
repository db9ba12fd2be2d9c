"""Attainment and breaches of frames, computed on the engine; of attainment only sums come back."""

from collections import Counter
from datetime import datetime
from typing import Any

import narwhals as nw
from attrs import evolve

from mof.agreements import Agreement, CountedBy
from mof.agreements._counted_by import to_optional_counted_by
from mof.frames._columns import check_columns
from mof.frames._coverage_counts import count_coverage
from mof.frames._engine_choice import compute_by_row, list_rows
from mof.frames._judgeable_terms import name_targets
from mof.frames._judgements import with_judgement
from mof.frames._record_rows import RecordMapping, find_id
from mof.frames._types import F
from mof.judgements import AttainmentCounts, Verdict
from mof.judgements._attainment import find_warnings
from mof.values import Period
from mof.values._checks import check_argument
from mof.values._instants import to_utc


def measure_attainment(
    frame: object,
    agreement: Agreement,
    mapping: RecordMapping,
    *,
    during: Period,
    as_of: datetime,
    order: str | None = None,
    counted_by: CountedBy | str | None = None,
) -> tuple[AttainmentCounts, ...]:
    """How often each target of an agreement was met in a period, as known at an instant.

    The engine judges and counts, and one row for each target and outcome comes back, beside how
    many records there are and how many of them the agreement does not cover. Cases count in the
    period as each target says, or all as ``counted_by`` says. Other arguments are those of
    `with_judgement`.

    Raises:
        ArgumentError: as `with_judgement`.
        ColumnError: as `with_judgement`.
        NaiveTimestampError: as `with_judgement`.
        DefinitionError: as `with_judgement`, or there is no such way to count.
    """
    judged = with_judgement(frame, agreement, mapping, as_of=as_of, order=order)
    counts = summarize_attainment(
        judged, agreement, during=during, as_of=as_of, counted_by=counted_by
    )
    looked_at, uncovered = count_coverage(frame, agreement, mapping, as_of=as_of, order=order)
    return tuple(evolve(each, looked_at=looked_at, uncovered=uncovered) for each in counts)


def summarize_attainment(
    judged: object,
    agreement: Agreement,
    *,
    during: Period,
    as_of: datetime,
    counted_by: CountedBy | str | None = None,
) -> tuple[AttainmentCounts, ...]:
    """How often each target was met in a period, from what `with_judgement` answered as of then.

    Whoever measures several periods judges once. The engine counts, as in `measure_attainment`.

    Raises:
        ArgumentError: it is no frame.
        NaiveTimestampError: ``as_of`` has no zone.
        DefinitionError: the agreement promises what frames cannot tell, or there is no such way
            to count.
    """
    check_argument(during, Period, "name the period, such as Period.month(2026, 6, tz='UTC')")
    chosen, named = to_optional_counted_by(counted_by), name_targets(agreement)
    ways = {(clock, name): chosen or target.counted_by for clock, name, target in named}
    place = _choose_place(during, ways)

    def count(frame: Any) -> Any:
        check_columns(frame, "clock", "target", "verdict", "defect", *_list_instants(ways))
        placed = frame.with_columns(mof_place=place)
        return placed.group_by("clock", "target", "mof_place").agg(mof_count=nw.len())

    counts: Counter[tuple[str, str | None, str]] = Counter()
    for clock, target, found, number in list_rows(compute_by_row(judged, count, count)):
        counts[clock, target if isinstance(target, str) else None, found] += int(number)
    return tuple(
        AttainmentCounts(
            agreement=agreement.id,
            version=agreement.version,
            target=target,
            period=during,
            as_of=to_utc(as_of),
            faulty=counts[clock, None, "faulty"] + counts[clock, name, "faulty"],
            warnings=find_warnings(agreement, target, during, to_utc(as_of)),
            counted_by=ways[clock, name],
            met=counts[clock, name, "met"],
            breached=counts[clock, name, "breached"],
            undecided=counts[clock, name, "undecided"],
            void=counts[clock, name, "void"],
            decided_outside=counts[clock, name, "decided_outside"],
            unstopped=counts[clock, name, "unstopped"] + counts[clock, name, _LATE],
            unstopped_late=counts[clock, name, _LATE],
        )
        for clock, name, target in named
    )


_LATE = "unstopped, late"
_INSTANTS = {
    CountedBy.DECIDED: ("decided_at",),
    CountedBy.STOPPED: ("stopped_at", "voided_at"),
    CountedBy.OPENED: ("started_at",),
}
_Ways = dict[tuple[str, str], CountedBy]
"""By the names of the clock and of the target, which instant says where a case counts."""


def _list_instants(ways: _Ways) -> list[str]:
    """The columns that say where cases count."""
    used = dict.fromkeys((CountedBy.DECIDED, *ways.values()))
    return [column for way in used for column in _INSTANTS[way]]


def _choose_place(during: Period, ways: _Ways) -> "nw.Expr":
    """Where each row counts, by the way of its target."""
    place = _find_place(during, CountedBy.DECIDED)
    for way in dict.fromkeys(ways.values()):
        if way is not CountedBy.DECIDED:
            named = [n for n, chosen in ways.items() if chosen is way]
            is_so = [(nw.col("clock") == c) & (nw.col("target") == t) for c, t in named]
            counts_so = nw.any_horizontal(*is_so, ignore_nulls=True)
            place = nw.when(counts_so).then(_find_place(during, way)).otherwise(place)
    return place


def _find_place(during: Period, way: CountedBy) -> "nw.Expr":
    verdict = nw.col("verdict")
    at = nw.coalesce(*_INSTANTS[way]) if way is CountedBy.STOPPED else nw.col(*_INSTANTS[way])
    undecided = (Verdict.RUNNING, Verdict.PAUSED, Verdict.NOT_STARTED)
    is_undecided = verdict.is_in(list(map(str, undecided)))
    is_inside = ((at >= during.start) & (at < during.end)).fill_null(value=False)
    place = nw.when(~nw.col("defect").is_null()).then(nw.lit("faulty"))
    if way is CountedBy.DECIDED:
        place = place.when(is_undecided).then(nw.lit("undecided"))
    elif way is CountedBy.STOPPED:
        is_late = at.is_null() & (verdict == str(Verdict.BREACHED))
        place = place.when(is_late).then(nw.lit(_LATE))
        place = place.when(at.is_null()).then(nw.lit("unstopped"))
    else:
        place = place.when(is_inside & is_undecided).then(nw.lit("undecided"))
    return place.when(is_inside).then(verdict).otherwise(nw.lit("decided_outside"))


def find_breaches(
    frame: F,
    agreement: Agreement,
    mapping: RecordMapping,
    *,
    as_of: datetime,
    order: str | None = None,
) -> F:
    """The breaches of an agreement, the earliest first, as a frame of the same kind.

    A frame of Dask has them in order part by part, since it would have to compute them to sort
    them all. Arguments are those of `with_judgement`.

    Raises:
        ArgumentError: as `with_judgement`.
        ColumnError: as `with_judgement`.
        NaiveTimestampError: as `with_judgement`.
        DefinitionError: as `with_judgement`.
    """
    judged = with_judgement(frame, agreement, mapping, as_of=as_of, order=order)
    name = find_id(mapping)

    def keep(rows: Any) -> Any:
        return rows.filter(~nw.col("breached_at").is_null()).sort("breached_at", name)

    breaches: F = compute_by_row(judged, keep, keep).to_native()
    return breaches
