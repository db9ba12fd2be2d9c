"""Event logs: files with one row for each update, read into histories."""

import os
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from operator import attrgetter, itemgetter
from sys import intern
from typing import Any, NamedTuple, cast

from attrs import evolve

from mof.help_requests import Origin
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.records import Actor, Entry, RecordGap
from mof.records._histories import Changes, Fact
from mof.sources._cell_times import RepeatedTime, keep_order
from mof.sources._cell_values import CellReader, Fault
from mof.sources._delimited_text import Grid, ReadingProgress, open_sheet
from mof.sources._extracts import Defect, DefectKind, Extract
from mof.sources._mappings import BlankMeaning, EventLogMapping, TicketMapping
from mof.values import IncidentId, PersonId

_Step = tuple[IncidentState | None, str | None]
_Entry = Entry[IncidentState, IncidentEvent]
_Cells = tuple[str, ...]
_Note = tuple[str, Fact]

_NO_STEP: _Step = (None, None)
_UNREAD: _Step = (None, "not read")
_UNSAID = object()
_NO_FACTS = EventLogMapping.TOLD_BY_ROWS | {"origin"}


class _Update(NamedTuple):
    """A row that has its place in a history; the cells are those of facts, then of the opening."""

    line: int
    at: datetime
    step: _Step
    by: Actor | None
    recorded_at: datetime
    cells: _Cells


_get_time, _get_name = attrgetter("at"), itemgetter(0)


def read_event_log(
    path: str | os.PathLike[str],
    mapping: EventLogMapping,
    *,
    progress: ReadingProgress | None = None,
) -> Extract[Incident]:
    """The incidents of a log that has one row for each update.

    The rows of an incident may stand anywhere in the file; its history keeps their order, and
    rows of one instant happened in that order. An entry has the state, and has facts, only
    where they are others than before.

    Raises:
        UnreadableSourceError: the file is not there, damaged, or no table of text.
        MappingError: it lacks a column that the mapping names.
        TypeError: the mapping is for another kind of file.
    """
    check_kind(mapping)
    with open_sheet(path, mapping) as sheet:
        return extract_incidents(sheet, mapping, progress)


def extract_incidents(
    grid: Grid, mapping: EventLogMapping, progress: ReadingProgress | None
) -> Extract[Incident]:
    """The incidents that the rows of a grid are about."""
    rows = _Rows(grid, mapping)
    updates = rows.gather(progress)
    teller = _Teller(grid, mapping, rows.list_gaps(updates))
    # What has been told is let go of at once: a long log is held in memory once, not twice.
    records = tuple([teller.tell(name, updates.pop(name)) for name in list(updates)])
    return Extract(
        path=grid.path,
        records=records,
        defects=tuple(sorted(grid.defects, key=attrgetter("row"))),
        rows=grid.row_count,
        entries=sum(len(record.history) for record in records),
    )


def check_kind(mapping: object) -> None:
    """Refuse a mapping that is for no event log."""
    if not isinstance(mapping, EventLogMapping):
        raise TypeError(f"{type(mapping).__name__} is for no event log; use read_csv")


def _list_facts(mapping: EventLogMapping) -> list[str]:
    return [name for name, _ in mapping.columns if name not in _NO_FACTS]


def _list_opening(mapping: EventLogMapping) -> list[str]:
    columns = dict(mapping.columns)
    return [name for name in ("opened_at", "origin") if name in columns]


class _Rows:
    """The rows of a sheet, each put with the others of its incident."""

    def __init__(self, sheet: Grid, mapping: EventLogMapping) -> None:
        self.sheet = sheet
        self.columns = dict(mapping.columns)
        self.ids = mapping.make_reader("id")
        self.times = mapping.make_moment_reader("at")
        self.recording_times = mapping.make_reader("recorded_at")
        self.steps = mapping.make_reader("state", make_step_parser(mapping))
        self.actors = mapping.make_reader("by", _make_actor_parser(mapping))
        self.gaps: defaultdict[str, list[RecordGap]] = defaultdict(list)
        self.pick = self._make_picker([*_list_facts(mapping), *_list_opening(mapping)])

    def _make_picker(self, names: list[str]) -> Callable[[Sequence[str]], tuple[str, ...]]:
        places = [self._place_of(name) for name in names]
        if len(places) > 1:
            return itemgetter(*places)
        return lambda cells: tuple(cells[place] for place in places)

    def _place_of(self, name: str) -> int:
        return self.sheet.place_of(self.columns[name])

    def gather(self, progress: ReadingProgress | None) -> dict[str, list[_Update]]:
        """The updates of each incident in the order of the file."""
        gathered: defaultdict[str, list[_Update]] = defaultdict(list)
        repeated: defaultdict[str, dict[int, RepeatedTime]] = defaultdict(dict)
        ids, times, steps, actors, pick = self.ids, self.times, self.steps, self.actors, self.pick
        id_place, at_place = self._place_of("id"), self._place_of("at")
        state_place = self._place_of("state")
        by_place = self._place_of("by") if "by" in self.columns else None
        is_dated = "recorded_at" in self.columns
        for line, row in self.sheet.rows(progress):
            name, at = ids[row[id_place]], times[row[at_place]]
            step = steps[row[state_place]] or _NO_STEP
            if name is None or at is None or at.__class__ is Fault:
                self._report_loss(line, row, name, at)
                continue
            updates = gathered[name]
            if at.__class__ is RepeatedTime:
                repeated[name][len(updates)] = at
                at = at.first
            cells = pick(row)
            # Most updates change no fact: to share the cells is to keep a long log small.
            if updates and updates[-1].cells == cells:
                cells = updates[-1].cells
            else:
                cells = tuple(map(intern, cells))
            by = None if by_place is None else actors[row[by_place]]
            recorded_at = self._find_recording(line, row, name, at) if is_dated else at
            if step.__class__ is Fault:
                gap = RecordGap("state", "", line, at=at, recorded_at=recorded_at)
                assert isinstance(step, Fault)
                self._report_state(row, name, gap, step)
                step = _UNREAD
            updates.append(_Update(line, at, step, by, recorded_at, cells))
        for name, moments in repeated.items():
            self._settle_repeated(name, gathered[name], moments)
        return gathered

    def _settle_repeated(
        self, name: str, updates: list[_Update], repeated: dict[int, RepeatedTime]
    ) -> None:
        """Choose of the instants that a wall-clock time may be the one in order of the rows.

        The rows of an incident stand in order of time, or in the opposite one.
        """
        moments = [repeated.get(n, update.at) for n, update in enumerate(updates)]
        others = [update.at for n, update in enumerate(updates) if n not in repeated]
        is_falling = len(others) > 1 and others[0] > others[-1]
        backward = keep_order(moments[::-1])
        found = [keep_order(moments), backward and backward[::-1]]
        ordered = next(filter(None, reversed(found) if is_falling else found), None)
        for place, moment in repeated.items():
            update = updates[place]
            if ordered is None:
                self._report_repeated(name, update, moment)
            elif ordered[place] != update.at:
                recorded_at = max(update.recorded_at, ordered[place])
                updates[place] = update._replace(at=ordered[place], recorded_at=recorded_at)

    def _report_repeated(self, name: str, update: _Update, moment: RepeatedTime) -> None:
        """Note a wall-clock time that comes twice, where the order of rows does not tell which."""
        column = self.columns["at"]
        defect = self.sheet.report(
            DefectKind.IMPOSSIBLE_ORDER,
            f"the time in {column!r} comes twice that night, and the order of the rows does not "
            "tell which it is",
            "write an offset, or the rows of an incident in order of time",
            column=column,
            row=update.line,
            is_row_lost=False,
            record=name,
            at=update.at,
        )
        gap = RecordGap("at", defect.reason, update.line, at=moment.first, until=moment.second)
        self.gaps[name].append(gap)

    def _find_recording(self, line: int, row: list[str], name: str, at: datetime) -> datetime:
        column = self.columns["recorded_at"]
        text = row[self.sheet.place_of(column)]
        value = self.recording_times[text]
        if isinstance(value, Fault):
            defect = self.sheet.report_cell(
                value, row=line, column=column, value=text, is_row_lost=False, record=name, at=at
            )
            self.gaps[name].append(RecordGap("recorded_at", defect.reason, line, at=at))
            return at
        return value or at

    def _report_state(self, row: list[str], name: str, gap: RecordGap, step: Fault) -> None:
        """Note that the word for the state of a row is not known; what else it tells is kept."""
        assert gap.row is not None
        column = self.columns["state"]
        defect = self.sheet.report_cell(
            step,
            DefectKind.UNKNOWN_STATE,
            row=gap.row,
            column=column,
            value=row[self.sheet.place_of(column)],
            is_row_lost=False,
            record=name,
            at=gap.at,
        )
        self.gaps[name].append(evolve(gap, reason=defect.reason))

    def _report_loss(
        self, line: int, row: list[str], name: str | None, at: datetime | Fault | None
    ) -> None:
        """Note why a row has no place in any history."""
        column = self.columns["id" if name is None else "at"]
        defect = self.sheet.report_cell(
            at if name is not None and isinstance(at, Fault) else None,
            DefectKind.NO_ID if name is None else DefectKind.NO_TIME,
            row=line,
            column=column,
            value=row[self.sheet.place_of(column)],
            is_row_lost=True,
            record=name,
            at=at if isinstance(at, datetime) else None,
        )
        if name is not None:
            self.gaps[name].append(RecordGap("at", defect.reason, line))

    def list_gaps(self, known: Container[str]) -> Mapping[str, list[RecordGap]]:
        """What was not read of each incident, rows of which the cells cannot be told apart too."""
        for name, gap in list_lost_rows(self.sheet, self._place_of("id"), self.ids, known):
            self.gaps[name].append(gap)
        return self.gaps


def list_lost_rows(
    grid: Grid, id_place: int, ids: CellReader, known: Container[str]
) -> Iterator[tuple[str, RecordGap]]:
    """The rows whose cells cannot be told apart, where a record that is known seems to be theirs.

    Our judgement: the cell of the id stands before what is wrong with the row, as a rule.
    """
    for line, cells, reason in grid.lost:
        name = ids[cells[id_place]] if id_place < len(cells) else None
        if name is not None and name in known:
            yield name, RecordGap("row", reason, line)


def make_step_parser(mapping: EventLogMapping | TicketMapping) -> Callable[[str], _Step]:
    """What turns the word for a state into the state and its reason."""
    steps = {word: (state, reason) for word, state, reason in mapping.states}

    def parse(text: str) -> _Step:
        if text not in steps:
            raise ValueError(f"known are: {', '.join(steps)}; add it to the mapping's states")
        return steps[text]

    return parse


def _make_actor_parser(mapping: EventLogMapping) -> Callable[[str], Actor]:
    return lambda text: Actor(PersonId(text), is_automated=text in mapping.automated)


def _make_note_parser(mapping: EventLogMapping, name: str) -> Callable[[str], _Note]:
    parser = mapping.make_parser_of(name)
    return lambda text: (name, cast("Fact", parser(text)))


class _Teller:
    """Tells the histories of incidents from their updates."""

    def __init__(
        self, sheet: Grid, mapping: EventLogMapping, gaps: Mapping[str, list[RecordGap]]
    ) -> None:
        self.sheet = sheet
        self.gaps = gaps
        self.columns = dict(mapping.columns)
        self.facts = _list_facts(mapping)
        self.opening = _list_opening(mapping)
        self.opening_readers = [mapping.make_reader(name) for name in self.opening]
        self.note_readers = [
            (name, mapping.make_reader(name, _make_note_parser(mapping, name)))
            for name in self.facts
        ]
        self.blank = cast("_Cells", (None,) * len(self.facts))  # like no row at all
        self.is_dated = "recorded_at" in self.columns
        self.keeps = mapping.blank is BlankMeaning.KEEPS
        self.constants = [note for note in mapping.fixed.items() if note[0] not in _NO_FACTS]
        self.origin: Origin | None = mapping.fixed.get("origin")

    def tell(self, name: str, updates: list[_Update]) -> Incident:
        """The incident that the updates are about."""
        ordered = sorted(updates, key=_get_time)
        gaps = _Gaps(self.gaps.get(name, ()))
        entries = self._tell_in_order(name, ordered, gaps)
        if ordered != updates:  # the history keeps the order of the file
            entry_of = {update.line: entry for update, entry in zip(ordered, entries, strict=True)}
            entries = [entry_of[update.line] for update in updates]
        opening = self._read_opening(name, ordered[0], gaps)
        opened_at = opening.get("opened_at") or ordered[0].at
        if opened_at > ordered[-1].at:
            self._report_order(name, ordered[0])
        return Incident(
            IncidentId(name),
            tuple(entries),
            opened_at=opened_at,
            origin=opening.get("origin") or self.origin,
            gaps=gaps.list(),
        )

    def _read_opening(self, name: str, first: _Update, gaps: "_Gaps") -> dict[str, Any]:
        values: dict[str, Any] = {}
        cells = first.cells[len(self.facts) :]
        for field, reader, text in zip(self.opening, self.opening_readers, cells, strict=True):
            value = reader[text]
            if isinstance(value, Fault) or (value is None and field == "opened_at"):
                defect = self._report(value, first, field, text, name)
                gaps.add(RecordGap(field, defect.reason, first.line))
            else:
                values[field] = value
        return values

    def _report_order(self, name: str, first: _Update) -> None:
        """Note an opening after the last update; one between updates is common and no defect."""
        column = self.columns["opened_at"]
        self.sheet.report_order(
            f"{column!r} lies after the last update",
            column=column,
            value=first.cells[len(self.facts) + self.opening.index("opened_at")],
            row=first.line,
            is_row_lost=False,
            record=name,
            at=first.recorded_at,
        )

    def _tell_in_order(self, name: str, updates: list[_Update], gaps: "_Gaps") -> list[_Entry]:
        """The entries of updates in order of time, each with what is new since the one before."""
        # What is new depends on what was known. Where something was noted late, that differs
        # from instant to instant, so every entry says all that its row does.
        is_late = self.is_dated and any(b.recorded_at < a.recorded_at for a, b in pairwise(updates))
        known = dict(self.constants)
        last_step, last_cells = _NO_STEP, self.blank
        entries: list[_Entry] = []
        for update in updates:
            _, at, step, by, recorded_at, cells = update
            if is_late:
                known, last_cells = dict.fromkeys(self.facts, _UNSAID), self.blank
                last_step = _NO_STEP
            notes: Changes = ()
            if cells is not last_cells:
                notes = tuple(self._find_notes(name, update, last_cells, known, gaps))
                last_cells = cells
            if not entries:
                notes = tuple(sorted((*self.constants, *notes), key=_get_name))
            state, reason = _NO_STEP if step in {last_step, _UNREAD} else step
            if step == _UNREAD:
                last_step = _NO_STEP  # so that the next one is told, though it be the last known
            elif step[0]:
                last_step = step
                gaps.close("state", at, recorded_at)
            entries.append(Entry(at, None, state, reason, by, notes, recorded_at))
        return entries

    def _find_notes(
        self,
        name: str,
        update: _Update,
        before: _Cells,
        known: dict[str, Any],
        gaps: "_Gaps",
    ) -> list[_Note]:
        """What a row says that was not known; equal notes are one and the same object."""
        notes: list[_Note] = []
        for (field, reader), text, old in zip(
            self.note_readers, update.cells, before, strict=False
        ):
            if text is old:  # cells are interned
                continue
            note = reader[text]
            if note is None:
                if self.keeps:
                    continue
                note = (field, None)
            if isinstance(note, Fault):
                defect = self._report(note, update, field, text, name)
                gap = RecordGap(
                    field,
                    defect.reason,
                    update.line,
                    at=update.at,
                    recorded_at=update.recorded_at,
                )
                gaps.add(gap)
                continue
            gaps.close(field, update.at, update.recorded_at)
            if note[1] != known.get(field):
                known[field] = note[1]
                notes.append(note)
        return notes

    def _report(
        self, value: Fault | None, row: _Update, field: str, text: str, name: str
    ) -> Defect:
        return self.sheet.report_cell(
            value,
            row=row.line,
            column=self.columns[field],
            value=text,
            is_row_lost=False,
            record=name,
            at=row.recorded_at,
        )


class _Gaps:
    """What was not read of one incident, while its updates are told in the order of time."""

    def __init__(self, known: Iterable[RecordGap]) -> None:
        self.found = list(known)

    def add(self, gap: RecordGap) -> None:
        self.found.append(gap)

    def close(self, field: str, at: datetime, recorded_at: datetime) -> None:
        """Note that a field is told again; what was not read of it later is not meant."""
        for place, gap in enumerate(self.found):
            if gap.field == field and gap.until is None and gap.at is not None and gap.at <= at:
                self.found[place] = evolve(gap, until=at, until_recorded_at=recorded_at)

    def list(self) -> tuple[RecordGap, ...]:
        """All of them, in the order of the file."""
        return tuple(sorted(self.found, key=lambda gap: gap.row or 0))
