"""Attainment and breaches of frames, computed on the engine; of attainment only sums come back."""

from collections import Counter
from datetime import datetime
from typing import Any

import narwhals as nw

from mof.agreements import Agreement
from mof.frames._columns import check_columns
from mof.frames._engine_choice import compute_by_row, list_rows
from mof.frames._judgeable_terms import name_targets
from mof.frames._judgements import with_judgement
from mof.frames._record_rows import RecordMapping, find_id
from mof.frames._types import F
from mof.judgements import AttainmentCounts, Verdict
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
) -> tuple[AttainmentCounts, ...]:
    """How often each target of an agreement was met in a period, as known at an instant.

    The engine judges and counts, and one row for each target and outcome comes back. Other
    arguments are those of `with_judgement`.

    Raises:
        ArgumentError: as `with_judgement`.
        ColumnError: as `with_judgement`.
        NaiveTimestampError: as `with_judgement`.
        DefinitionError: as `with_judgement`.
    """
    judged = with_judgement(frame, agreement, mapping, as_of=as_of, order=order)
    return summarize_attainment(judged, agreement, during=during, as_of=as_of)


def summarize_attainment(
    judged: object, agreement: Agreement, *, during: Period, as_of: datetime
) -> tuple[AttainmentCounts, ...]:
    """How often each target was met in a period, from what `with_judgement` answered as of then.

    Whoever measures several periods judges once. The engine counts, as in `measure_attainment`.

    Raises:
        ArgumentError: it is no frame.
        NaiveTimestampError: ``as_of`` has no zone.
        DefinitionError: the agreement promises what frames cannot tell.
    """
    check_argument(during, Period, "name the period, such as Period.month(2026, 6, tz='UTC')")
    place = _find_place(during)

    def count(frame: Any) -> Any:
        check_columns(frame, "clock", "target", "verdict", "decided_at", "defect")
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
            **{found: counts[clock, name, found] for found in _PLACES},
        )
        for clock, name, target in name_targets(agreement)
    )


_PLACES = ("met", "breached", "undecided", "void", "decided_outside")


def _find_place(during: Period) -> "nw.Expr":
    verdict, decided = nw.col("verdict"), nw.col("decided_at")
    undecided = (Verdict.RUNNING, Verdict.PAUSED, Verdict.NOT_STARTED)
    is_inside = (decided >= during.start) & (decided < during.end)
    return (
        nw.when(~nw.col("defect").is_null())
        .then(nw.lit("faulty"))
        .when(verdict.is_in(list(map(str, undecided))))
        .then(nw.lit("undecided"))
        .when(is_inside.fill_null(value=False))
        .then(verdict)
        .otherwise(nw.lit("decided_outside"))
    )


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
