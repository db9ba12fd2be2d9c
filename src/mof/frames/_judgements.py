"""Judgements on frames of any engine."""

from datetime import datetime

from mof.agreements import Agreement
from mof.frames._engine_choice import compute_by_record
from mof.frames._judgeable_terms import list_counts
from mof.frames._judging_arrays import judge_eager
from mof.frames._judging_joins import judge_lazy
from mof.frames._record_rows import RecordMapping
from mof.frames._types import Eager, F, Lazy
from mof.values._instants import to_microseconds, to_utc


def with_judgement(
    frame: F,
    agreement: Agreement,
    mapping: RecordMapping,
    *,
    as_of: datetime,
    order: str | None = None,
) -> F:
    """The judgements of the records that the rows of a frame tell of, as a frame of its kind.

    One row for each record, target and cycle, as `mof.judge` has them, behind the column of the
    record's id. Where something of a record was not read that can have moved a clock, the verdict
    is unknown, and ``defect`` has the reason; with the cycle 0 where it touches every clock,
    as rows do that make no sense. ``order`` is the column by which rows of one instant
    happened; a list of tickets needs none. What was recorded after ``as_of`` is not looked at.

    Raises:
        ArgumentError: the frame, the agreement or the mapping is of no kind that is known, or
            ``as_of`` is outside the years in which a lazy engine counts, 1970 to 2099.
        ColumnError: a column that the mapping names is not there, or holds no instants.
        NaiveTimestampError: times, or ``as_of``, have no zone.
        DefinitionError: the agreement promises what only a whole history can be judged by, or the
            mapping does not say of which service or customer the records are.
    """
    at = to_microseconds(to_utc(as_of))
    list_counts(agreement)  # so that what it cannot tell is refused before an engine works

    def judge(rows: Eager) -> Eager:
        return judge_eager(rows, agreement, mapping, as_of=at, order=order)

    def relate(lazy: Lazy) -> Lazy:
        return judge_lazy(lazy, agreement, mapping, as_of=at, order=order)

    judged: F = compute_by_record(frame, mapping, judge, relate).to_native()
    return judged
