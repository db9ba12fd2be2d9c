"""Rows of records: what they say, in few columns and the library's own words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import evolve, frozen

from mof.agreements import SLA, Agreement
from mof.errors import ArgumentError, ColumnError, DefinitionError
from mof.frames._cell_texts import is_blank, read_id, read_text, settle_whole_floats
from mof.frames._columns import check_columns, check_instants, to_utc_column
from mof.frames._judgement_columns import COLUMNS
from mof.frames._types import Eager, Lazy
from mof.incidents import IncidentState
from mof.incidents._restorations import NO_INCIDENT
from mof.records import Priority
from mof.sources import BlankMeaning, EventLogMapping, SourceMapping, TicketMapping

UNSAID, UNKNOWN = -1, -2
"""What stands for a word where a cell has none, or one that the mapping does not know."""

NO_ORDER = -(1 << 62)
"""What stands for the place of a row among those of its instant where nothing tells it."""

Facts = Sequence["nw.Expr"]
RecordMapping = EventLogMapping | TicketMapping

Step = tuple[IncidentState, str | None]


@frozen(kw_only=True)
class Log:
    """The rows of a frame as updates of records.

    Their columns: ``mof_id``; ``mof_at``, ``mof_recorded`` and ``mof_opened``, as instants;
    ``mof_order``, in which rows of one instant happened; ``mof_state``, a number of ``steps``,
    `UNSAID` or `UNKNOWN`; of a list also the number of a state that has no moment, plus that of
    all steps, at the last moment that is told.
    With an agreement also ``mof_priority``, its rank, 0 for none, or
    `UNKNOWN`, and ``mof_is_covered``, 1 if the agreement speaks of what the row says, 0 if not,
    or `UNSAID`. Where it is asked for, ``mof_team``; where its clocks ask and the mapping tells,
    ``mof_is_automated``, 1 if a program told the state.
    """

    rows: Any
    steps: tuple[Step, ...]
    keeps_blank: bool
    has_team: bool
    is_told_once: bool
    """Whether a record has but one row of its own, so that two mean a mistake."""
    has_automated: bool = False


def find_id(mapping: SourceMapping) -> str:
    """The column that says which record a row is of.

    Raises:
        ArgumentError: the mapping is for no records.
        ColumnError: the column is called as one of judgements.
    """
    if not isinstance(mapping, (EventLogMapping, TicketMapping)):
        raise ArgumentError(
            f"{type(mapping).__name__} is for no records; "
            "bring an EventLogMapping or a TicketMapping",
            value=mapping,
        )
    name = dict(mapping.columns)["id"]
    if name.lower() in COLUMNS:
        raise ColumnError(
            f"the column of ids is called {name!r}, as a column of judgements is; rename it",
            column=name,
        )
    return name


def read_log(
    frame: Eager | Lazy,
    mapping: RecordMapping,
    agreement: Agreement | None,
    *,
    order: str | None,
    needs_team: bool = False,
) -> Log:
    """The rows of a frame by what a mapping says of its columns.

    Raises:
        ColumnError: a column is not there, or is of another type.
        NaiveTimestampError: times have no zone.
        DefinitionError: the mapping does not say which service records are about, or an order is
            given for a list of tickets.
    """
    named = (column for name, column in mapping.columns if name != "id")
    frame = settle_whole_floats(frame, named)
    facts = [] if agreement is None else list(_read_facts(frame, mapping, agreement))
    if needs_team:
        facts.append(_read_team(frame, mapping).alias("mof_team"))
    has_automated = agreement is not None and _tells_automated(mapping, agreement)
    if has_automated:
        facts.append(_read_automated(frame, mapping).alias("mof_is_automated"))
    if isinstance(mapping, EventLogMapping):
        log = _read_events(frame, mapping, facts, order)
    elif order is not None:
        raise DefinitionError(f"a list of tickets needs no column {order!r}; leave order= out")
    else:
        log = _read_tickets(frame, mapping, facts)
    return evolve(log, has_team=needs_team, has_automated=has_automated)


def _tells_automated(mapping: RecordMapping, agreement: Agreement) -> bool:
    """Whether a mapping tells programs from people, and a clock of the agreement asks for it."""
    is_told = isinstance(mapping, EventLogMapping) and mapping.automated
    asks = any(target.clock.asks_who_acted for target in agreement.targets)
    return bool(is_told and asks and "by" in dict(mapping.columns))


def list_steps(mapping: RecordMapping) -> tuple[Step, ...]:
    """The steps that the words or the moments of a mapping stand for, each once."""
    if isinstance(mapping, EventLogMapping):
        told = [(state, reason) for _, state, reason in mapping.states]
    else:
        named = (*mapping.moments, *mapping.states)
        told = [_OPENING, *((state, reason) for _, state, reason in named)]
    return tuple(dict.fromkeys(told))


_OPENING: Step = (IncidentState.OPEN, None)


def _read_events(
    frame: Eager | Lazy, mapping: EventLogMapping, facts: Facts, order: str | None
) -> Log:
    columns = dict(mapping.columns)
    recorded = columns.get("recorded_at", columns["at"])
    opened = columns.get("opened_at", columns["at"])
    check_instants(frame, columns["at"], recorded, opened)
    schema = check_columns(frame, columns["id"], columns["state"], *((order,) if order else ()))
    if order and not schema[order].is_integer():
        raise ColumnError(
            f"the column {order!r} holds {schema[order]}; an order is told by whole numbers",
            column=order,
        )
    steps = list_steps(mapping)
    numbers = {word: steps.index((state, reason)) for word, state, reason in mapping.states}
    rows = frame.select(
        read_id(columns["id"], schema[columns["id"]], mapping.missing).alias("mof_id"),
        to_utc_column(frame, columns["at"]).alias("mof_at"),
        to_utc_column(frame, recorded).alias("mof_recorded"),
        to_utc_column(frame, opened).alias("mof_opened"),
        _read_order(order).alias("mof_order"),
        _translate(columns["state"], numbers, mapping.missing).alias("mof_state"),
        *facts,
    )
    return Log(
        rows=rows,
        steps=steps,
        keeps_blank=mapping.blank is BlankMeaning.KEEPS,
        has_team=False,
        is_told_once=False,
    )


def _read_order(order: str | None) -> "nw.Expr":
    """The place of each row among those of its instant; all have the same where nothing tells."""
    if order is None:
        return nw.lit(NO_ORDER, nw.Int64())
    return nw.col(order).cast(nw.Int64()).fill_null(NO_ORDER)


def _read_tickets(frame: Eager | Lazy, mapping: TicketMapping, facts: Facts) -> Log:
    columns = dict(mapping.columns)
    opening = (columns["opened_at"], *_OPENING)
    check_instants(frame, *(column for column, *_ in (opening, *mapping.moments)))
    schema = check_columns(frame, columns["id"])
    steps = list_steps(mapping)
    present = _read_present(frame, mapping, steps)
    moments = [
        (column, steps.index((state, reason)), _is_meant(mapping, number, steps, present))
        for number, (column, state, reason) in enumerate(mapping.moments)
    ]

    def select(number: int, at: "nw.Expr", state: "nw.Expr") -> Any:
        return frame.select(
            read_id(columns["id"], schema[columns["id"]], mapping.missing).alias("mof_id"),
            at.alias("mof_at"),
            at.alias("mof_recorded"),
            to_utc_column(frame, opening[0]).alias("mof_opened"),
            nw.lit(number, nw.Int64()).alias("mof_order"),
            state.cast(nw.Int64()).alias("mof_state"),
            *facts,
        )

    opened_at, opened = to_utc_column(frame, opening[0]), nw.lit(steps.index(_OPENING))
    # Of an opening without a time there is a row, so that it is told of; of other moments none.
    told = [select(0, opened_at, opened)]
    for number, (column, step, is_meant) in enumerate(moments, 1):
        at: Any = nw.when(is_meant).then(to_utc_column(frame, column))
        part = select(number, at, nw.lit(step))
        told.append(part.filter(~nw.col("mof_at").is_null()))
    if mapping.states:
        at, state = _find_undated(frame, opening, moments, steps, present)
        part = select(len(moments) + 1, at, state)
        told.append(part.filter(nw.col("mof_state") != UNSAID))
    rows: Any = nw.concat(told, how="vertical")
    return Log(rows=rows, steps=steps, keeps_blank=True, has_team=False, is_told_once=True)


def _read_present(
    frame: Eager | Lazy, mapping: TicketMapping, steps: tuple[Step, ...]
) -> "nw.Expr":
    """The number of the state that a ticket says now; `UNSAID` without a column of states."""
    if not mapping.states:
        return nw.lit(UNSAID)
    column = dict(mapping.columns)["state"]
    check_columns(frame, column)
    numbers = {word: steps.index((state, reason)) for word, state, reason in mapping.states}
    return _translate(column, numbers, mapping.missing)


def _is_meant(
    mapping: TicketMapping, number: int, steps: tuple[Step, ...], present: "nw.Expr"
) -> "nw.Expr":
    """Whether a moment is the one that its column tells of, of several that it may."""
    column, state, reason = mapping.moments[number]
    is_first = column != dict(mapping.columns)["opened_at"]
    others: list[int] = []
    for place, (name, *step) in enumerate(mapping.moments):
        if name == column and place != number:
            others.append(steps.index((step[0], step[1])))
            is_first &= place > number
    is_said = present == steps.index((state, reason))
    return is_said | ~present.is_in(others) if is_first else is_said


def _find_undated(
    frame: Eager | Lazy,
    opening: tuple[str, IncidentState, str | None],
    moments: Sequence[tuple[str, int, "nw.Expr"]],
    steps: tuple[Step, ...],
    present: "nw.Expr",
) -> tuple["nw.Expr", "nw.Expr"]:
    """The last moment that a ticket tells of, and the state that it says now without one.

    `UNSAID` where the two agree, and the number of the state after those of all steps else.
    """
    last_at: Any = to_utc_column(frame, opening[0])
    last: Any = nw.lit(steps.index(_OPENING))
    is_over: Any = nw.lit(value=False)
    for column, step, is_meant in moments:
        is_told = is_meant & ~to_utc_column(frame, column).is_null()
        last_at = nw.when(is_told).then(to_utc_column(frame, column)).otherwise(last_at)
        last = nw.when(is_told).then(nw.lit(step)).otherwise(last)
        if steps[step][0] in NO_INCIDENT:
            is_over = is_over | (is_told & (present == step))
    agrees = (present == last) | (present == UNSAID) | is_over
    state = nw.when(present >= 0).then(present + len(steps)).otherwise(nw.lit(UNKNOWN))
    return last_at, nw.when(agrees).then(nw.lit(UNSAID)).otherwise(state)


def _read_facts(
    frame: Eager | Lazy, mapping: SourceMapping, agreement: Agreement
) -> Iterable["nw.Expr"]:
    columns, words = dict(mapping.columns), dict(mapping.words)
    yield _read_priority(frame, mapping).alias("mof_priority")
    asked = {"service": str(agreement.service)}
    if isinstance(agreement, SLA) and agreement.customer is not None:
        asked["customer"] = str(agreement.customer)
    covered: Any = nw.lit(1)
    for name, word in asked.items():
        if name in mapping.fixed:
            covered = covered if str(mapping.fixed[name]) == word else nw.lit(0)
        elif name not in columns:
            raise DefinitionError(
                f"nothing says of which {name} the records are; give the mapping a column or a "
                f"constant {name!r}"
            )
        else:
            check_columns(frame, columns[name])
            meant = [raw for raw, meaning in words.get(name, ()) if meaning == word] or [word]
            is_meant = read_text(columns[name]).is_in(meant)
            covered = nw.when(is_meant.fill_null(value=False)).then(covered).otherwise(nw.lit(0))
            blank = is_blank(columns[name], mapping.missing)
            covered = nw.when(blank).then(nw.lit(UNSAID)).otherwise(covered)
    yield covered.alias("mof_is_covered")


def _read_priority(frame: Eager | Lazy, mapping: SourceMapping) -> "nw.Expr":
    columns = dict(mapping.columns)
    if (fixed := mapping.fixed.get("priority")) is not None:
        return nw.lit(fixed.rank)
    if "priority" not in columns:
        return nw.lit(0)
    check_columns(frame, columns["priority"])
    known = {str(priority): priority.rank for priority in Priority}
    known |= {raw: known[word] for raw, word in dict(mapping.words).get("priority", ())}
    found = _translate(columns["priority"], known, mapping.missing)
    return nw.when(found == UNSAID).then(nw.lit(0)).otherwise(found)


def _read_team(frame: Eager | Lazy, mapping: SourceMapping) -> "nw.Expr":
    columns = dict(mapping.columns)
    if (fixed := mapping.fixed.get("team")) is not None:
        return nw.lit(str(fixed))
    if "team" not in columns:
        return nw.lit(None).cast(nw.String())
    check_columns(frame, columns["team"])
    told, chosen = read_text(columns["team"]), nw.when(is_blank(columns["team"], mapping.missing))
    named: Any = chosen.then(nw.lit(None))
    for raw, word in dict(mapping.words).get("team", ()):
        named = named.when(told == raw).then(nw.lit(word))
    return named.otherwise(told).cast(nw.String())  # type: ignore[no-any-return]


def _read_automated(frame: Eager | Lazy, mapping: Any) -> "nw.Expr":
    """1 where an account that is a tool told a state."""
    columns = dict(mapping.columns)
    check_columns(frame, columns["by"])
    words = dict(dict(mapping.words).get("by", ()))
    tools = [raw for raw, meaning in words.items() if meaning in mapping.automated]
    tools += [account for account in mapping.automated if account not in words]
    is_tool = read_text(columns["by"]).is_in(tools) & ~is_blank(columns["by"], mapping.missing)
    tells = is_tool.fill_null(value=False) & ~is_blank(columns["state"], mapping.missing)
    return nw.when(tells).then(nw.lit(1, nw.Int64())).otherwise(nw.lit(0, nw.Int64()))


def _translate(column: str, numbers: Mapping[str, int], missing: Iterable[str]) -> "nw.Expr":
    """The number of each word of a column."""
    chosen: Any = nw.when(is_blank(column, missing)).then(nw.lit(UNSAID))
    for word, number in numbers.items():
        chosen = chosen.when(read_text(column) == word).then(nw.lit(number))
    return chosen.otherwise(nw.lit(UNKNOWN))  # type: ignore[no-any-return]
