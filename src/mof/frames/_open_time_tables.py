"""Open time as relations: small tables that an engine joins with its own rows."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, reduce
from operator import add
from types import MappingProxyType
from typing import Any

import narwhals as nw
import numpy as np

from mof.calendars import Calendar
from mof.frames._engines import upload
from mof.frames._open_time_arrays import CALENDARS_KEPT, DAY, WINDOW, compile_window
from mof.frames._types import Ints, Lazy

Calendars = Mapping[Any, Calendar]
"""Calendars by what a column says; by None where there is but one."""

_Table = dict[str, Ints]
# Our judgement: about as many rows as the table of days, which has 47,482 from 1970 to 2099.
_BUCKETS = 40_000
# Beyond all open time in microseconds, and still 64 bits after it is added to an instant.
_NEVER = 1 << 61
_PLACE, _NUMBER = "mof_place", "mof_number"


class Relations:
    """The tables of some calendars on the engine of one frame, each brought there once."""

    def __init__(self, frame: Lazy, calendars: Calendars, by: "nw.Expr | None" = None) -> None:
        self._frame, self._by = frame, by
        self._keys: dict[Calendar, list[Any]] = {}
        for key, calendar in calendars.items():
            self._keys.setdefault(calendar, []).append(key)
        self._uploaded: dict[Callable[[Calendar], _Table], tuple[Lazy, int]] = {}

    def join_open_time(self, frame: Lazy, columns: Mapping[str, str]) -> Lazy:
        """A frame with the open time before instants, by new name, all in microseconds.

        It is null where the instant is, where no calendar has the key, and outside the years
        that lazy engines count.
        """
        days, depth = self._bring(_list_days)
        for new, at in columns.items():
            joined = self._join(frame, days, nw.col(at) // DAY)
            parts = (
                nw.col(at).clip(nw.col(f"mof_opening{n}"), nw.col(f"mof_closing{n}"))
                for n in range(depth)
            )
            total = reduce(add, parts, nw.col("mof_base"))
            frame = _drop(joined.with_columns(total.alias(new)))
        return frame

    def join_instants(
        self,
        frame: Lazy,
        *,
        first: Mapping[str, str] = MappingProxyType({}),
        last: Mapping[str, str] = MappingProxyType({}),
    ) -> Lazy:
        """A frame with the first, and last, instants that have so much open time before them.

        It is null where the calendar knows no such instant.
        """
        buckets, depth = self._bring(_list_buckets)
        for new, amount in (*first.items(), *last.items()):
            spent = nw.col(amount)
            joined = self._join(frame, buckets, spent // self._choose(_find_width))
            at = spent + nw.col("mof_shift")
            for n in range(depth):
                edge = nw.col(f"mof_edge{n}")
                is_past = spent >= edge if new in last else spent > edge
                at = at + nw.when(is_past).then(nw.col(f"mof_step{n}")).otherwise(nw.lit(0))
            found = nw.when(at <= WINDOW[1]).then(at)
            frame = _drop(joined.with_columns(found.alias(new)))
        return frame

    def _bring(self, make: Callable[[Calendar], _Table]) -> tuple[Lazy, int]:
        """The tables of all calendars as one on the engine, and how many stretches a row has."""
        if make not in self._uploaded:
            tables = [make(calendar) for calendar in self._keys]
            uploaded = upload(self._frame, _stack(tables))
            self._uploaded[make] = uploaded, max(map(len, tables)) // 2 - 1
        return self._uploaded[make]

    def _join(self, frame: Lazy, table: Lazy, place: "nw.Expr") -> Lazy:
        number = self._choose([*self._keys].index)
        placed = frame.with_columns(place.alias(_PLACE), number.alias(_NUMBER))
        return placed.join(table, on=[_NUMBER, _PLACE], how="left")

    def _choose(self, find: Callable[[Calendar], int]) -> "nw.Expr":
        """A number for each row, by its calendar."""
        if self._by is None:
            (calendar,) = self._keys
            return nw.lit(find(calendar), nw.Int64())
        chosen: Any = nw
        for calendar, keys in self._keys.items():
            number = nw.lit(find(calendar), nw.Int64())
            chosen = chosen.when(self._by.is_in(keys)).then(number)
        return chosen  # type: ignore[no-any-return]


@lru_cache(maxsize=CALENDARS_KEPT)
def _list_days(calendar: Calendar) -> _Table:
    """One row a day: the open time before it, less its openings, and its stretches."""
    known = compile_window(calendar)
    table = {
        _PLACE: np.arange(len(known.bases)) + known.first_day,
        "mof_base": known.bases,
    }
    for n, (opening, closing) in enumerate(zip(known.openings, known.closings, strict=True)):
        table |= {f"mof_opening{n}": opening, f"mof_closing{n}": closing}
    return table


def _find_width(calendar: Calendar) -> int:
    """How much open time has a bucket, so that there are not too many of them."""
    return int(compile_window(calendar).totals[-1]) // _BUCKETS + 1


@lru_cache(maxsize=CALENDARS_KEPT)
def _list_buckets(calendar: Calendar) -> _Table:
    """One row a bucket of open time: what leads to an instant, and the edges where that steps."""
    known, width = compile_window(calendar), _find_width(calendar)
    totals, shifts = known.totals, known.shifts
    places = np.arange(int(totals[-1]) // width + 1)
    first = np.searchsorted(totals, places * width, side="left")
    last = np.searchsorted(totals, (places + 1) * width, side="left")
    steps = np.append(np.diff(shifts), _NEVER)
    table = {_PLACE: places, "mof_shift": shifts[np.minimum(first, len(shifts) - 1)]}
    for n in range(int((last - first).max())):
        place = np.minimum(first + n, len(totals) - 1)
        has_edge = first + n < last
        table[f"mof_edge{n}"] = np.where(has_edge, totals[place], _NEVER)
        table[f"mof_step{n}"] = np.where(has_edge, steps[place], 0)
    return table


def _stack(tables: Sequence[_Table]) -> _Table:
    """The tables one beneath the other, with the number of each; what one lacks does nothing."""
    lengths = [len(table[_PLACE]) for table in tables]
    deepest: _Table = max(tables, key=len)
    return {
        _NUMBER: np.repeat(np.arange(len(tables)), lengths),
        **{
            name: np.concatenate([table.get(name, _lack(name, table)) for table in tables])
            for name in deepest
        },
    }


def _lack(name: str, table: _Table) -> Ints:
    """An edge that is never reached, or a stretch in which nothing is open."""
    return np.full(len(table[_PLACE]), _NEVER if "edge" in name else 0)


def _drop(frame: Lazy) -> Lazy:
    stems = (name.rstrip("0123456789") for name in frame.collect_schema())
    names = zip(frame.collect_schema(), stems, strict=True)
    return frame.drop(*(name for name, stem in names if stem in _OF_TABLES))


_OF_TABLES = frozenset(
    f"mof_{word}"
    for word in ("place", "number", "base", "opening", "closing", "shift", "edge", "step")
)
