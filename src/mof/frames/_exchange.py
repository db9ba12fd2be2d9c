"""Exchange: records as frames of rows, and the rows of frames as records."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, get_args

import narwhals as nw
from attrs import evolve

from mof.errors import ArgumentError
from mof.frames._columns import check_columns, check_instants, open_frame
from mof.frames._types import Backend, Eager
from mof.help_requests import PendingReason
from mof.incidents import Incident, IncidentState
from mof.records import Entry, RecordGap
from mof.records._histories import fold
from mof.records._records import iterate_once
from mof.sources import BlankMeaning, EventLogMapping, Extract, SourceMapping
from mof.sources._delimited_text import Grid, ReadingProgress
from mof.sources._row_per_record import extract_records
from mof.sources._row_per_update import extract_incidents

_FACTS = ("priority", "service", "customer", "team", "assignee", "supplier")
_INSTANTS = ("at", "recorded_at", "opened_at")

RECORDS_MAPPING = EventLogMapping(
    columns={name: name for name in ("id", "state", *_INSTANTS, *_FACTS)},
    states={
        **{str(state): state for state in IncidentState},
        **{
            f"{IncidentState.PENDING} ({reason})": (IncidentState.PENDING, reason)
            for reason in PendingReason
        },
    },
    blank=BlankMeaning.KEEPS,
)
"""What the columns mean of a frame that `from_records` makes."""


def from_records(records: Iterable[Incident], *, backend: Backend) -> Any:
    """The histories of incidents as a frame with one row for each entry.

    ``backend`` names the engine: ``"pandas"``, ``"polars"`` or ``"pyarrow"``. The columns are
    those of `RECORDS_MAPPING`, and ``order``, which tells rows of one instant apart. A gap of a
    record is a row that is not read. A frame has no room for a fact that was taken back; such an
    entry is refused.

    Raises:
        DefinitionError: the id of an incident comes twice.
        ArgumentError: there is no such engine, or an entry takes back a fact, or has a state for
            a reason that `RECORDS_MAPPING` has no word for.
    """
    if backend not in get_args(Backend):
        raise ArgumentError(
            f"{backend!r} holds no whole frame; name one of {', '.join(get_args(Backend))}",
            value=backend,
        )
    rows = [row for record in iterate_once(records) for row in _list_rows(record)]
    names = ("id", "order", "state", *_INSTANTS, *_FACTS)
    kinds: dict[str, Any] = dict.fromkeys(names, nw.String())
    kinds |= dict.fromkeys(_INSTANTS, nw.Datetime("us", "UTC")) | {"order": nw.Int64()}
    columns = {name: [row.get(name) for row in rows] for name in names}
    return nw.from_dict(columns, schema=kinds, backend=backend).to_native()


def _list_rows(record: Incident) -> Iterator[dict[str, object]]:
    for number, entry in enumerate(record.history):
        facts = {name: value for name, value in entry.changes if name in _FACTS}
        if None in facts.values():
            raise ArgumentError(f"{record.id} takes back a fact at {entry.at}", value=record.id)
        yield {
            "id": record.id,
            "order": number,
            "state": _write_state(record, entry),
            "at": entry.at,
            "recorded_at": entry.recorded_at,
            "opened_at": record.opened_at,
            **{name: str(value) for name, value in facts.items()},
        }
    for place, gap in enumerate(record.gaps, len(record.history)):
        yield from _list_gap_rows(record, gap, place)


_NOT_READ = "(not read)"


def _list_gap_rows(record: Incident, gap: RecordGap, place: int) -> Iterator[dict[str, object]]:
    """A row that is read as what was not read: of a known state too, its word is not known then.

    What moves no clock of a frame needs none.
    """
    row = {
        "id": record.id,
        "order": place,
        "at": gap.at,
        "recorded_at": gap.recorded_at or gap.at,
        "opened_at": record.opened_at,
    }
    if gap.field == "priority" and gap.at is not None:
        yield {**row, "priority": _NOT_READ}
        told_again = _find_priority(record, gap.until) if gap.until else None
        if told_again is not None:
            yield {**row, "at": gap.until, "recorded_at": gap.until, "priority": told_again}
    elif gap.is_of_row or gap.field in {"state", "opened_at", "priority"}:
        # Without a time nothing tells what a row touches.
        yield {**row, "state": _NOT_READ}


def _find_priority(record: Incident, at: datetime) -> str | None:
    told = fold(entry for entry in record.chronology if entry.at <= at).get("priority")
    return None if told is None else str(told)


def _write_state(record: Incident, entry: Entry[Any, Any]) -> str | None:
    if entry.state is None:
        return None
    word = f"{entry.state} ({entry.reason})" if entry.reason else str(entry.state)
    if word not in _WORDS:
        raise ArgumentError(
            f"{record.id} is {word}, for which a frame has no word; known are: "
            f"{', '.join(sorted(_WORDS))}",
            value=word,
        )
    return word


_WORDS = frozenset(word for word, _, _ in RECORDS_MAPPING.states)


def to_records(frame: object, mapping: SourceMapping) -> Extract[Any]:
    """The records that the rows of an eager frame tell of, and what was wrong with them.

    As `mof.sources.read_event_log` and `mof.sources.read_csv` read a file: columns of instants
    hold instants, all others are read by their text, whole numbers without a decimal point. Rows
    are counted from 1.

    Raises:
        ArgumentError: the frame is lazy, so collect what you want first; or a cell holds a list.
        ColumnError: it lacks a column that the mapping names, or one does not hold instants.
        NaiveTimestampError: its times have no zone.
        TypeError: the mapping is for another kind of source.
    """
    opened = open_frame(frame)
    if not isinstance(opened, nw.DataFrame):
        raise ArgumentError("a lazy frame holds no rows yet; collect it first", value=frame)
    check_columns(opened, *mapping.needed_columns)
    check_instants(opened, *_list_instants(mapping))
    told = evolve(mapping, date_formats=("iso",), delimiter=None)
    if isinstance(told, EventLogMapping):
        return extract_incidents(_FrameGrid(opened, told.defect_limit), told, None)
    return extract_records(_FrameGrid(opened, told.defect_limit), told)


def _list_instants(mapping: SourceMapping) -> Iterator[str]:
    for name, column in mapping.columns:
        if mapping.KINDS.get(name) is datetime:
            yield column
    yield from (column for column, _, _ in getattr(mapping, "moments", ()))


class _FrameGrid(Grid):
    """The rows of a frame as text."""

    def __init__(self, frame: Eager, defect_limit: int) -> None:
        super().__init__("frame", defect_limit)
        self._frame = frame
        self._places = {name: place for place, name in enumerate(frame.columns)}

    def place_of(self, column: str) -> int:
        return self._places[column]

    def rows(self, progress: ReadingProgress | None) -> Iterator[tuple[int, list[str]]]:
        del progress  # all rows are there already
        for line, row in enumerate(self._frame.iter_rows(), 1):
            self.row_count = line
            yield line, [_write_cell(value) for value in row]


def _write_cell(value: Any) -> str:
    if _is_nothing(value):
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (list, tuple, set, dict)):
        raise ArgumentError(
            f"a cell holds a {type(value).__name__}, {value!r}, which is no single value; join its "
            "members to a text, with the separator of the mapping between them",
            value=value,
        )
    # A column of whole numbers, one of which is missing, is a column of floats in pandas.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _is_nothing(value: Any) -> bool:
    """Whether a cell holds nothing: None, or what pandas has that is not even equal to itself."""
    try:
        is_itself = bool(value == value)  # noqa: PLR0124 - that is the question
    except TypeError:
        return True
    return value is None or not is_itself
