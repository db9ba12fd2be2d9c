"""Judging on arrays: from the rows of an eager frame to verdicts."""

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals as nw
import numpy as np
from attrs import evolve, fields, frozen

from mof.agreements import Agreement
from mof.frames._clock_walk import (
    NEVER,
    Cycles,
    Histories,
    Measured,
    find_begins,
    find_distinct,
    find_latest,
    follow,
    measure,
)
from mof.frames._columns import add_durations, add_instants, read_instants
from mof.frames._judgeable_terms import Count, list_counts, name_targets
from mof.frames._judgement_columns import (
    COLUMNS,
    DEFECTS,
    PRIORITIES,
    UNREAD_PRIORITY,
    UNREAD_STATE,
    VERDICTS,
)
from mof.frames._open_time_arrays import HORIZON, OpenTime
from mof.frames._record_rows import NO_ORDER, UNSAID, Log, RecordMapping, read_log
from mof.frames._types import Eager, Flags, Ints
from mof.values._instants import to_microseconds

NONE = -1
_NO_ID = 0


@frozen(eq=False, kw_only=True)
class Rows:
    """Judgements as arrays; `NONE`, or `NEVER` of instants, is what there is none of."""

    record: Ints
    clock: Ints
    target: Ints
    cycle: Ints
    priority: Ints
    verdict: Ints
    started_at: Ints
    stopped_at: Ints
    voided_at: Ints
    due_at: Ints
    breached_at: Ints
    elapsed: Ints
    paused: Ints
    allowance: Ints
    defect: Ints
    known_at: Ints

    def take(self, places: Ints) -> "Rows":
        """The judgements at some places."""
        return Rows(**{each.name: getattr(self, each.name)[places] for each in fields(Rows)})

    def keep(self, which: Flags) -> "Rows":
        """The judgements that are asked for."""
        return self.take(np.flatnonzero(which))


def judge_eager(
    frame: Eager, agreement: Agreement, mapping: RecordMapping, *, as_of: int, order: str | None
) -> Eager:
    """The judgements of the records of a frame."""
    log = read_log(frame, mapping, agreement, order=order)
    ids, rows = judge_numbers(number_eager(log.rows), log, agreement, as_of=as_of)
    return _write(ids, rows, agreement, dict(mapping.columns)["id"])


def judge_numbers(
    numbered: Eager, log: Log, agreement: Agreement, *, as_of: int
) -> tuple["nw.Series[Any]", Rows]:
    """The judgements of the records of a log, and the id of each."""
    ids, histories, defects = read_numbered(numbered, log, as_of)
    nothing = _make(np.array([], dtype=np.int64))
    judged = _join([nothing, *_judge(histories, defects, agreement, log=log, as_of=as_of)])
    return ids[judged.record], judged


def number_eager(rows: Eager) -> Eager:
    """The rows in the order in which they happened, record by record, with instants as numbers.

    Instants are microseconds since 1970 UTC; what happened without a time is told beside them.
    """
    at, is_timed = read_instants(rows, "mof_at")
    recorded, is_recorded = read_instants(rows, "mof_recorded")
    opened, is_opened = read_instants(rows, "mof_opened")
    told = {
        "mof_at": at,
        "mof_is_timed": is_timed,
        "mof_recorded": np.where(is_recorded, recorded, at),
        "mof_opened": np.where(is_opened, opened, at),
    }
    engine = rows.implementation
    numbered = rows.with_columns(
        nw.new_series(name, values, backend=engine) for name, values in told.items()
    ).sort("mof_id", "mof_at", "mof_order")
    begins = _find_begins(numbered)
    opened = numbered["mof_opened"].to_numpy()[begins][np.cumsum(begins) - 1]
    told = {"mof_opened": opened, "mof_row": np.arange(len(begins))}
    return numbered.with_columns(
        nw.new_series(name, values, backend=engine) for name, values in told.items()
    )


def _find_begins(rows: Eager) -> Flags:
    """Which rows are the first of their record; those without an id are of one record."""
    ids = rows["mof_id"]
    has_id = ~ids.is_null().to_numpy().astype(bool)
    begins = (ids != ids.shift(1)).fill_null(value=True).to_numpy().astype(bool)
    return np.asarray(begins & (has_id | np.append(True, has_id[:-1])[: len(begins)]))


def read_numbered(rows: Eager, log: Log, as_of: int) -> tuple["nw.Series[Any]", Histories, Ints]:
    """The ids of all records, their histories, and the defect of each or `NONE`."""
    arrays = {
        name: rows[f"mof_{name}"].to_numpy()
        for name in ("at", "state", "priority", "is_covered", "order")
    }
    arrays["team"] = (
        _number_words(rows["mof_team"]) if log.has_team else np.zeros_like(arrays["at"])
    )
    arrays["is_automated"] = (
        rows["mof_is_automated"].to_numpy() if log.has_automated else np.zeros_like(arrays["at"])
    )
    is_timed, begins = rows["mof_is_timed"].to_numpy().astype(bool), _find_begins(rows)
    ids, opened_at = rows["mof_id"], rows["mof_opened"].to_numpy()[begins]
    whole = Histories(**arrays, begins=begins, opened_at=opened_at)
    is_known = ~is_timed | (rows["mof_recorded"].to_numpy() <= as_of)
    places = np.flatnonzero(begins)[find_distinct(whole.record[is_known])]
    histories = whole.keep_rows(is_known)
    has_id = ~ids.is_null().to_numpy().astype(bool)
    defects = _find_defects(histories, is_timed[is_known], has_id[is_known], log)
    return ids[places], histories, defects


def _number_words(words: "nw.Series[Any]") -> Ints:
    """A number for each word of a column."""
    return np.unique(words.fill_null("").to_numpy().astype(object), return_inverse=True)[1]


def _find_defects(histories: Histories, is_timed: Flags, has_id: Flags, log: Log) -> Ints:
    at, begins = histories.at, histories.begins
    if not len(at):
        return at
    is_inside = (HORIZON[0] <= at) & (at <= HORIZON[1])
    same = ~begins & (at == np.roll(at, 1))
    differs = np.zeros(len(at), dtype=bool)
    told = (
        histories.state,
        histories.priority,
        histories.is_covered,
        histories.team,
        histories.is_automated,
    )
    for values in told:
        differs |= values != np.roll(values, 1)
    nothing = np.zeros(len(at), dtype=bool)
    openings = np.add.reduceat(histories.order == 0, histories.starts)[histories.record]
    order = histories.order
    is_tied = (order == np.roll(order, 1)) | (np.roll(order, 1) == NO_ORDER)
    found = (
        ~has_id,
        ~is_timed,
        ~is_inside,
        nothing,  # what is not known of states and priorities is told clock by clock
        nothing,
        same & differs & (is_tied | (order == NO_ORDER)),
        (openings > 1) & log.is_told_once,
    )
    number = np.select(found, range(len(found)), default=len(found))
    worst = np.minimum.reduceat(number, histories.starts)
    return np.where(worst < len(found), worst, NONE)


def _find_about(histories: Histories) -> Flags:
    """Which records the agreement speaks of by what was last told of them."""
    always = np.full(len(histories.opened_at), NEVER)
    is_told = histories.is_covered != UNSAID
    return np.asarray(histories.find_last(is_told, histories.is_covered, always, 0) == 1)


def find_covered(histories: Histories, agreement: Agreement) -> Flags:
    """Which records the agreement speaks of, by what they are about and when they started."""
    started_at = histories.opened_at
    is_valid = started_at >= to_microseconds(agreement.starts_at)
    if agreement.ends_at is not None:
        is_valid &= started_at < to_microseconds(agreement.ends_at)
    return np.asarray(_find_about(histories) & is_valid)


def _judge(
    histories: Histories,
    defects: Ints,
    agreement: Agreement,
    *,
    log: Log,
    as_of: int,
) -> Iterator[Rows]:
    sound = defects == NONE
    # Rows without an id are of no record that could be of another agreement.
    faulty = np.flatnonzero(~sound & (_find_about(histories) | (defects == _NO_ID)))
    covered = histories.keep(sound)
    numbers = np.flatnonzero(sound)
    is_covered = find_covered(covered, agreement)
    covered, numbers = covered.keep(is_covered), numbers[is_covered]
    target = 0
    for clock, counted in enumerate(list_counts(agreement).values()):
        yield _make(faulty, clock=clock, cycle=0, verdict=_UNKNOWN, defect=defects[faulty])
        is_judged = np.zeros(len(numbers), dtype=bool)
        depends = any(count.depends_on_priority for count in counted)
        told: list[Rows] = []
        for count in counted:
            cycles, known = follow(covered, count, log, as_of=as_of)
            unread = _find_unread(covered, cycles, log, depends=depends, as_of=as_of)
            told.append(_make_untold(cycles, unread))
            ranks = _Told.of(covered, log)
            told += (
                evolve(rows, target=rows.target + target)
                for rows in _judge_count(count, cycles, known, ranks, unread)
            )
            target += len(count.targets)
        for rows in _drop_repeated(told):
            is_judged[rows.record] = True
            yield evolve(rows, record=numbers[rows.record], clock=np.full(len(rows.record), clock))
        others = _judge_rest(covered, ~is_judged, log=log, as_of=as_of)
        yield evolve(
            others, record=numbers[others.record], clock=np.full(len(others.record), clock)
        )


def _drop_repeated(told: Sequence[Rows]) -> Iterator[Rows]:
    """The judgements, of which those without a target are told once for each cycle."""
    seen = np.zeros(0, dtype=np.int64)
    for rows in told:
        place = (rows.record << 32) + rows.cycle
        is_again = (rows.target == NONE) & np.isin(place, seen)
        seen = np.concatenate([seen, place[rows.target == NONE]])
        yield rows.keep(~is_again)


def _judge_rest(histories: Histories, rest: Flags, *, log: Log, as_of: int) -> Rows:
    """What no target applies to, and what has not begun."""
    started_at = histories.opened_at
    until = np.full(len(started_at), as_of)
    verdict = np.where(started_at > as_of, _NOT_STARTED, _NO_TARGET)
    priority = histories.find_priority(until, keeps_blank=log.keeps_blank)
    return _make(
        np.flatnonzero(rest),
        cycle=1,
        verdict=verdict[rest],
        priority=priority[rest],
        started_at=started_at[rest],
        elapsed=0,
        paused=0,
    )


def _make_untold(cycles: Cycles, unread: Ints) -> Rows:
    """The judgements of cycles of which nothing tells which target holds."""
    which = unread != NONE
    return _make(
        cycles.record[which],
        cycle=cycles.number[which],
        verdict=_UNKNOWN,
        started_at=cycles.started_at[which],
        elapsed=0,
        paused=0,
        defect=unread[which],
    )


def _judge_count(
    count: Count, cycles: Cycles, known: OpenTime, told: "_Told", unread: Ints
) -> Iterator[Rows]:
    """The judgements of the cycles of a clock, target by target."""
    is_untold = cycles.is_untold
    priority = told.find_ranks(cycles)
    limits, binding = count.list_limits(), count.list_binding()
    for number, ((_, limit, ranks), binds) in enumerate(zip(limits, binding, strict=True)):
        applies = np.isin(priority, ranks) & (unread == NONE)
        measured = measure(cycles, limit, known)
        found = _make(
            cycles.record,
            target=number,
            cycle=cycles.number,
            priority=priority,
            verdict=np.where(is_untold, _UNKNOWN, _find_verdict(cycles, measured)),
            started_at=cycles.started_at,
            stopped_at=cycles.stopped_at,
            voided_at=cycles.voided_at,
            due_at=np.where(is_untold, NEVER, measured.due_at),
            breached_at=np.where(is_untold, NEVER, measured.breached_at),
            elapsed=cycles.elapsed,
            paused=cycles.paused,
            allowance=limit,
            known_at=np.where(is_untold, NEVER, told.find_turns(cycles, binds)),
            defect=np.where(is_untold, UNREAD_STATE, NONE),
        )
        yield found.keep(applies)


def _list_ends(histories: Histories, cycles: Cycles) -> Iterator[tuple[Flags, Ints]]:
    """Which cycles are the first of their records, the second …, and when each has its end."""
    for number in range(1, int(cycles.number.max(initial=0)) + 1):
        rows = cycles.number == number
        until = np.full(len(histories.starts), NEVER)
        until[cycles.record[rows]] = cycles.end[rows]
        yield rows, until


def _find_unread(
    histories: Histories, cycles: Cycles, log: Log, *, depends: bool, as_of: int
) -> Ints:
    """The defect that leaves open by which priority each cycle is judged, or `NONE`."""
    found = np.full(len(cycles.record), NONE)
    if not depends:
        return found
    blank = log.keeps_blank
    for rows, until in _list_ends(histories, cycles):
        rank = histories.find_priority(until, keeps_blank=blank)
        is_unread = histories.is_priority_unread(until, keeps_blank=blank)
        changes = histories.changes_priority(rank, until, as_of, keeps_blank=blank)
        record = cycles.record[rows]
        defect = np.where(cycles.is_untold[rows] & changes[record], UNREAD_STATE, NONE)
        found[rows] = np.where(is_unread[record], UNREAD_PRIORITY, defect)
    return found


@frozen(eq=False)
class _Told:
    """The ranks that rows tell, the last one of each instant of a record."""

    record: Ints
    at: Ints
    rank: Ints

    @classmethod
    def of(cls, histories: Histories, log: Log) -> "_Told":
        rows = np.flatnonzero(histories.tells_priority(keeps_blank=log.keeps_blank))
        record, at, rank = histories.record[rows], histories.at[rows], histories.priority[rows]
        same = (record[1:] == record[:-1]) & (at[1:] == at[:-1])
        is_last = np.append(~same, True)[: len(rows)]
        return cls(record[is_last], at[is_last], rank[is_last])

    def find_ranks(self, cycles: Cycles) -> Ints:
        """The rank in force at the end of each cycle; 0 for none."""
        last = find_latest(self.record, self.at, cycles.record, cycles.end)
        return np.asarray(np.where(last >= 0, np.append(self.rank, 0)[last], 0))

    def find_turns(self, cycles: Cycles, binds: tuple[int, ...]) -> Ints:
        """Since when, within each cycle, some ranks were in force without a break until its end."""
        holds = np.isin(self.rank, binds)
        before = np.where(find_begins(self.record), 0 in binds, np.roll(holds, 1))
        turns = np.flatnonzero(holds & ~before)
        last = find_latest(self.record[turns], self.at[turns], cycles.record, cycles.end)
        since = np.where(last >= 0, np.append(self.at[turns], 0)[last], -NEVER)
        return np.asarray(np.maximum(since, cycles.started_at))


def _find_verdict(cycles: Cycles, measured: Measured) -> Ints:
    return np.select(
        [
            measured.breached_at < NEVER,
            cycles.voided_at < NEVER,
            cycles.stopped_at < NEVER,
            cycles.is_paused,
        ],
        [_BREACHED, _VOID, _MET, _PAUSED],
        default=_RUNNING,
    )


_MET, _BREACHED, _RUNNING, _PAUSED, _NOT_STARTED, _VOID, _NO_TARGET, _UNKNOWN = range(len(VERDICTS))


def _make(record: Ints, **given: Ints | int) -> Rows:
    """Judgements of records, with nothing where nothing is given."""
    columns = {
        name: np.broadcast_to(np.asarray(given.get(name, _find_nothing(name))), record.shape)
        for name in _NAMES
    }
    return Rows(record=record, **columns)


_NAMES = tuple(each.name for each in fields(Rows) if each.name != "record")


def _find_nothing(name: str) -> int:
    return int(NEVER) if name.endswith("_at") else NONE


def _join(parts: Sequence[Rows]) -> Rows:
    joined = Rows(
        **{
            each.name: np.concatenate([getattr(part, each.name) for part in parts])
            for each in fields(Rows)
        }
    )
    return joined.take(np.lexsort([joined.target, joined.cycle, joined.clock, joined.record]))


def _name_columns(rows: Rows, agreement: Agreement) -> dict[str, list[str | None]]:
    """The columns of words."""
    targets = [name for _, name, _ in name_targets(agreement)]
    return {
        "agreement": [str(agreement.id)] * len(rows.record),
        "version": [agreement.version] * len(rows.record),
        "clock": _name(rows.clock, list(list_counts(agreement))),
        "target": _name(rows.target, targets),
        "priority": _name(np.where(rows.priority > 0, rows.priority - 1, NONE), PRIORITIES),
        "verdict": _name(rows.verdict, VERDICTS),
        "defect": _name(rows.defect, DEFECTS),
    }


Numbers = dict[str, tuple[Ints, Flags]]
"""Columns of numbers, each with which of them are there."""


def _list_instants(rows: Rows) -> Numbers:
    """The columns of instants."""
    ended_at = np.minimum(rows.stopped_at, rows.voided_at)
    instants = {
        "started_at": rows.started_at,
        "stopped_at": rows.stopped_at,
        "voided_at": rows.voided_at,
        "due_at": rows.due_at,
        "breached_at": rows.breached_at,
        "decided_at": np.where(rows.verdict == _BREACHED, rows.breached_at, ended_at),
        "known_at": rows.known_at,
    }
    return {name: (at, at < NEVER) for name, at in instants.items()}


def _list_durations(rows: Rows) -> Numbers:
    """The columns of durations."""
    has_limit, is_counted = rows.allowance != NONE, rows.elapsed != NONE
    return {
        "elapsed": (rows.elapsed, is_counted),
        "paused": (rows.paused, is_counted),
        "allowance": (rows.allowance, has_limit),
        "remaining": (rows.allowance - rows.elapsed, has_limit & (rows.verdict != _UNKNOWN)),
    }


def _find_share_used(rows: Rows) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """What share of its limit each has used, not a number without one."""
    has_limit = (rows.allowance != NONE) & (rows.verdict != _UNKNOWN)
    return np.where(has_limit, rows.elapsed / np.where(has_limit, rows.allowance, 1), np.nan)


def _is_retroactive(rows: Rows) -> Flags:
    """Which were breached before their target was in force."""
    return np.asarray((rows.known_at < NEVER) & (rows.breached_at < rows.known_at))


def _write(ids: "nw.Series[Any]", rows: Rows, agreement: Agreement, name: str) -> Eager:
    engine = ids.implementation
    frame = (
        ids.alias(name)
        .to_frame()
        .with_columns(
            *(
                nw.new_series(column, values, nw.String(), backend=engine)
                for column, values in _name_columns(rows, agreement).items()
            ),
            nw.new_series("cycle", rows.cycle, backend=engine),
            nw.new_series("is_retroactive", _is_retroactive(rows), backend=engine),
            nw.new_series("share_used", _find_share_used(rows), backend=engine).fill_nan(None),
        )
    )
    frame = add_durations(add_instants(frame, _list_instants(rows)), _list_durations(rows))
    return frame.select(name, *COLUMNS)


def _name(numbers: Ints, words: Sequence[str]) -> list[str | None]:
    """The word of each number; `NONE` has none."""
    return np.array([*words, None], dtype=object)[numbers].tolist()  # type: ignore[no-any-return]
