"""Open time as columns: those that a calendar adds to a frame."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

import narwhals as nw
import numpy as np

from mof.calendars import Calendar
from mof.errors import DefinitionError, NoOpenTimeError, UnknownReferenceError
from mof.frames._cell_texts import read_text
from mof.frames._columns import (
    add_durations,
    add_instants,
    check_columns,
    check_instants,
    check_new,
    read_instants,
)
from mof.frames._engine_choice import compute_by_row
from mof.frames._engines import to_durations, to_epoch, to_instants
from mof.frames._open_time_arrays import compile_around, is_known
from mof.frames._open_time_tables import Calendars, Relations
from mof.frames._types import Eager, F, Flags, Ints, Lazy
from mof.values._checks import check_argument
from mof.values._instants import MICROSECOND

Places = Flags | slice
"""Which rows of a frame: some of them, or all."""


def with_elapsed(
    frame: F,
    calendar: Calendar | Mapping[str, Calendar],
    *,
    start: str,
    end: str,
    by: str | None = None,
    name: str = "elapsed",
) -> F:
    """The frame with the open time from one column of instants to another, as a duration.

    It is negative where the end is earlier, and null where one of the two is. With several
    calendars, ``by`` is the column that says which one counts in each row.

    Raises:
        ColumnError: a column is not there, or holds no instants.
        NaiveTimestampError: times have no zone.
        HorizonError: an instant lies outside 1900 to 2199; null where the engine is lazy.
        UnknownReferenceError: no calendar has the key of a row; null where the engine is lazy.
        DefinitionError: there are several calendars and no ``by``, or the other way round.
        ArgumentError: it is no frame, or one of an engine that is not supported.
    """
    calendars = _name_calendars(calendar, by)

    def count(table: Eager) -> Eager:
        starts, ends = read_instants(table, start), read_instants(table, end)
        both = starts[1] & ends[1]

        def subtract(rows: Places, one: Calendar) -> Ints:
            first, last = starts[0][rows], ends[0][rows]
            return compile_around(one, first, last).elapsed(first, last)

        elapsed = _count_by_calendar(table, calendars, by, both, subtract)
        return add_durations(table, {name: (elapsed, both)})

    def relate(lazy: Lazy) -> Lazy:
        check_instants(lazy, start, end)
        counted = to_epoch(lazy, {"mof_start": start, "mof_end": end})
        columns = {"mof_before": "mof_start", "mof_until": "mof_end"}
        counted = Relations(lazy, calendars, _read_words(by)).join_open_time(counted, columns)
        spent = nw.col("mof_until") - nw.col("mof_before")
        return to_durations(counted.with_columns(spent.alias(name)), name)

    return _compute(frame, count, relate, name=name, words=[by])


def with_due(
    frame: F,
    calendar: Calendar | Mapping[str, Calendar],
    *,
    start: str,
    within: timedelta | Mapping[str, timedelta],
    by: str | None = None,
    of: str | None = None,
    name: str = "due_at",
) -> F:
    """The frame with the instants at which so much open time has passed since a column of them.

    ``within`` is one duration, or one for each word of the column ``of``, as targets are by
    priority; a word without one leads to null. A negative duration counts back.

    Raises:
        ArgumentError: as `with_elapsed`.
        ColumnError: as `with_elapsed`.
        DefinitionError: as `with_elapsed`, also of limits and ``of``.
        HorizonError: as `with_elapsed`.
        NaiveTimestampError: as `with_elapsed`.
        UnknownReferenceError: as `with_elapsed`.
        NoOpenTimeError: a calendar has not so much open time; null where the engine is lazy.
    """
    calendars = _name_calendars(calendar, by)
    limits = _name_limits(within, of)

    def count(table: Eager) -> Eager:
        starts, known = read_instants(table, start)
        amounts, are_given = _read_limits(table, limits, of)
        both = known & are_given

        def project(rows: Places, one: Calendar) -> Ints:
            return _find_due(one, starts[rows], amounts[rows])

        due = _count_by_calendar(table, calendars, by, both, project)
        return add_instants(table, {name: (due, both)})

    def relate(lazy: Lazy) -> Lazy:
        check_instants(lazy, start)
        relations = Relations(lazy, calendars, _read_words(by))
        counted = to_epoch(lazy, {"mof_start": start})
        counted = relations.join_open_time(counted, {"mof_before": "mof_start"})
        counted = counted.with_columns(_choose_limit(limits, of).alias("mof_within"))
        counted = counted.with_columns(
            (nw.col("mof_before") + nw.col("mof_within")).alias("mof_goal")
        )
        counted = relations.join_instants(
            counted, first={"mof_first": "mof_goal"}, last={"mof_last": "mof_goal"}
        )
        limit = nw.col("mof_within")
        due = (
            nw.when(limit > 0)
            .then(nw.col("mof_first"))
            .when(limit < 0)
            .then(nw.col("mof_last"))
            .otherwise(nw.col("mof_start") + limit)
        )
        return to_instants(counted.with_columns(due.alias(name)), name)

    return _compute(frame, count, relate, name=name, words=[by, of])


def with_is_open(
    frame: F,
    calendar: Calendar | Mapping[str, Calendar],
    *,
    at: str,
    by: str | None = None,
    name: str = "is_open",
) -> F:
    """The frame with whether time counts from each instant of a column on; null where none is.

    Raises:
        ArgumentError: as `with_elapsed`.
        ColumnError: as `with_elapsed`.
        DefinitionError: as `with_elapsed`.
        HorizonError: as `with_elapsed`.
        NaiveTimestampError: as `with_elapsed`.
        UnknownReferenceError: as `with_elapsed`.
    """
    calendars = _name_calendars(calendar, by)

    def count(table: Eager) -> Eager:
        moments, known = read_instants(table, at)

        def look(rows: Places, one: Calendar) -> Ints:
            return compile_around(one, moments[rows]).is_open(moments[rows]).astype(np.int64)

        found = _count_by_calendar(table, calendars, by, known, look).astype(bool)
        engine = table.implementation
        if known.all():
            return table.with_columns(nw.new_series(name, found, backend=engine))
        values = [flag if here else None for flag, here in zip(found.tolist(), known, strict=True)]
        # A column of pandas that can be null as well as true or false has no type of its own.
        kind = None if engine.is_pandas_like() else nw.Boolean()
        return table.with_columns(nw.new_series(name, values, kind, backend=engine))

    def relate(lazy: Lazy) -> Lazy:
        check_instants(lazy, at)
        counted = to_epoch(lazy, {"mof_start": at})
        counted = counted.with_columns((nw.col("mof_start") + 1).alias("mof_end"))
        columns = {"mof_before": "mof_start", "mof_until": "mof_end"}
        counted = Relations(lazy, calendars, _read_words(by)).join_open_time(counted, columns)
        return counted.with_columns((nw.col("mof_until") > nw.col("mof_before")).alias(name))

    return _compute(frame, count, relate, name=name, words=[by])


def _compute(
    frame: F,
    count: Callable[[Eager], Eager],
    relate: Callable[[Lazy], Lazy],
    *,
    name: str,
    words: Iterable[str | None],
) -> F:
    """The native frame with a new column, which an engine computes on its own terms.

    ``words`` are the columns of words that say what counts, if there are such.
    """
    needed = [each for each in words if each is not None]

    def count_alone(table: Eager) -> Eager:
        check_columns(table, *needed)
        check_new(table, name)
        return count(table)

    def relate_alone(lazy: Lazy) -> Lazy:
        check_columns(lazy, *needed)
        check_new(lazy, name)
        return _leave_out_scratch(relate(lazy), kept=lazy.collect_schema())

    native: F = compute_by_row(frame, count_alone, relate_alone).to_native()
    return native


def _leave_out_scratch(frame: Lazy, *, kept: Iterable[str]) -> Lazy:
    """The frame without the columns that were needed on the way."""
    names = list(kept)
    added = [name for name in frame.collect_schema() if name not in names]
    return frame.select(*names, *(name for name in added if not name.startswith("mof_")))


def _name_calendars(calendar: Calendar | Mapping[str, Calendar], by: str | None) -> Calendars:
    if isinstance(calendar, Calendar):
        if by is not None:
            raise DefinitionError(f"one calendar needs no column {by!r}; leave it out")
        return {None: calendar}
    check_argument(calendar, Mapping, "give a calendar, or calendars by the words of a column")
    for each in calendar.values():
        check_argument(each, Calendar, "give a calendar for each word")
    if by is None or not calendar:
        raise DefinitionError("several calendars need a column that says which one counts; by=")
    return {str(key): each for key, each in calendar.items()}


def _count_by_calendar(
    table: Eager,
    calendars: Calendars,
    by: str | None,
    known: Flags,
    count: Callable[[Places, Calendar], Ints],
) -> Ints:
    """What is counted of each row on its own calendar."""
    if by is None and known.all():
        return count(slice(None), calendars[None])  # which copies nothing
    found = np.zeros(len(known), dtype=np.int64)
    if by is None:
        found[known] = count(known, calendars[None])
        return found
    keys = table.select(read_text(by))[by]
    left = known.copy()
    for key, calendar in calendars.items():
        rows = known & (keys == key).fill_null(value=False).to_numpy().astype(bool)
        found[rows] = count(rows, calendar)
        left &= ~rows
    if left.any():
        unknown = keys.filter(left.tolist()).fill_null("")[0]
        told = f"{unknown!r}" if unknown else f"a row without a word in {by!r}"
        raise UnknownReferenceError(
            f"no calendar for {told}; there are: {', '.join(map(repr, calendars))}",
            reference=unknown,
        )
    return found


def _find_due(calendar: Calendar, starts: Ints, amounts: Ints) -> Ints:
    reach, goes_back = int(amounts.max(initial=0)), bool((amounts < 0).any())
    known = compile_around(calendar, starts, reach=reach, goes_back=goes_back)
    goals = known.before(starts) + amounts
    due = np.where(amounts > 0, known.reach(goals), known.pass_(goals))
    due = np.where(amounts == 0, starts, due)
    if not is_known(due).all():
        raise NoOpenTimeError(
            f"a calendar of {calendar.tz} has not so much open time in the years 1900 to 2199"
        )
    return due


def _name_limits(
    within: timedelta | Mapping[str, timedelta], of: str | None
) -> dict[str | None, int]:
    if isinstance(within, timedelta):
        if of is not None:
            raise DefinitionError(f"one duration needs no column {of!r}; leave it out")
        return {None: _to_limit(within)}
    check_argument(within, Mapping, "give a duration, or durations by the words of a column")
    for each in within.values():
        check_argument(each, timedelta, "give a duration for each word")
    if of is None or not within:
        raise DefinitionError("several durations need a column that says which one counts; of=")
    return {str(word): _to_limit(limit) for word, limit in within.items()}


def _read_words(column: str | None) -> "nw.Expr | None":
    return None if column is None else read_text(column)


def _to_limit(within: timedelta) -> int:
    """A duration in microseconds; what is longer than all years that count is cut there."""
    return max(-_FAR, min(_FAR, within // MICROSECOND))


# Some 36,000 years in microseconds; an instant and this add up to less than 64 bits hold.
_FAR = 1 << 60


def _read_limits(
    table: Eager, limits: Mapping[str | None, int], of: str | None
) -> tuple[Ints, Flags]:
    if of is None:
        return np.full(len(table), limits[None]), np.ones(len(table), dtype=bool)
    words = table.select(read_text(of))[of]
    amounts, given = np.zeros(len(table), dtype=np.int64), np.zeros(len(table), dtype=bool)
    for word, limit in limits.items():
        rows = (words == word).fill_null(value=False).to_numpy().astype(bool)
        amounts[rows], given = limit, given | rows
    return amounts, given


def _choose_limit(limits: Mapping[str | None, int], of: str | None) -> "nw.Expr":
    if of is None:
        return nw.lit(limits[None], nw.Int64())
    chosen: Any = nw
    for word, limit in limits.items():
        chosen = chosen.when(read_text(of) == word).then(nw.lit(limit, nw.Int64()))
    return chosen  # type: ignore[no-any-return]
