"""Coverage counts: how many records the rows of a frame tell of, and how many are covered."""

from datetime import datetime
from typing import Any

import narwhals as nw
import numpy as np

from mof.agreements import Agreement
from mof.frames._engine_choice import compute_by_record, list_rows
from mof.frames._history_joins import ID, number, number_lazily, read_histories
from mof.frames._judging_arrays import NONE, find_covered, number_eager, read_numbered
from mof.frames._record_rows import RecordMapping, read_log
from mof.frames._types import Eager, Lazy
from mof.values._instants import to_microseconds, to_utc


def count_coverage(
    frame: object,
    agreement: Agreement,
    mapping: RecordMapping,
    *,
    as_of: datetime,
    order: str | None,
) -> tuple[int, int]:
    """How many records there are, and of how many of them an agreement does not speak.

    Rows without an id are of no record; what cannot be judged for a defect is no silence, and
    does not count as uncovered.
    """
    cut = to_microseconds(to_utc(as_of))

    def count(rows: Eager) -> Eager:
        log = read_log(rows, mapping, agreement, order=order)
        ids, histories, defects = read_numbered(number_eager(log.rows), log, cut)
        is_heard = find_covered(histories, agreement) | (defects != NONE)
        covered = int(np.sum(is_heard & ~ids.is_null().to_numpy().astype(bool)))
        looked_at = len(log.rows["mof_id"].drop_nulls().unique())
        told = {"mof_kind": [0, 1], "mof_count": [looked_at, covered]}
        return nw.from_dict(told, backend=rows.implementation)

    def relate(lazy: Lazy) -> Lazy:
        log = read_log(lazy, mapping, agreement, order=order)
        numbered = number_lazily(log.rows)
        heard = read_histories(numbered, log, agreement, as_of=cut)
        parts = [
            rows.filter(~nw.col(ID).is_null())
            .group_by(ID)
            .agg(mof_rows=nw.len())
            .with_columns(mof_kind=number(kind))
            for kind, rows in enumerate((numbered, heard))
        ]
        both: Any = nw.concat(parts, how="vertical")
        return both.group_by("mof_kind").agg(mof_count=nw.len())  # type: ignore[no-any-return]

    counts = [0, 0]
    for kind, found in list_rows(compute_by_record(frame, mapping, count, relate)):
        counts[kind] += int(found)
    looked_at, covered = counts
    return looked_at, looked_at - covered
