"""Readers of XES: files of other tools by a mapping, and our own as they were written."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, cast

from attrs import evolve

from mof.errors import MappingError
from mof.framework import RoleType
from mof.help_requests import Origin
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.records import Actor, Entry, RecordGap
from mof.records._histories import Fact
from mof.sources._cell_times import ISO, make_time_parser
from mof.sources._cell_values import parse
from mof.sources._delimited_text import Grid, ReadingProgress
from mof.sources._extracts import DefectKind, Extract, shorten
from mof.sources._mappings import DEFECT_LIMIT, EventLogMapping, suggest
from mof.sources._row_per_update import check_kind, extract_incidents
from mof.sources._unpacking import SIZE_LIMIT
from mof.sources._xes.keys import (
    ACTIVITY,
    AT,
    AUTOMATED,
    CASE,
    CLEARED,
    DURATION,
    EVENT,
    FACT,
    GAPS,
    ID,
    OPENED,
    ORIGIN,
    OURS,
    PERSON,
    REASON,
    RECORDED,
    ROLE,
    STATE,
)
from mof.sources._xes.traces import Attribute, Event, Oddity, Trace, open_traces
from mof.values import IncidentId, PersonId, Term

# Events or traces between two reports of progress: our judgement, seen to move and costs nothing.
_STRIDE = 10_000
_REMEDY = "write it as XES says"
# As many keys as a message can name and still be read.
_MOST_NAMED = 40


def read_xes(
    path: str | os.PathLike[str],
    mapping: EventLogMapping | None = None,
    *,
    progress: ReadingProgress | None = None,
    size_limit: int | None = None,
) -> Extract[Incident]:
    """The incidents of an XES file, packed or not.

    Without a mapping it is a file of `write_xes`, and gives back what was written. The columns
    of a mapping are the keys of attributes, those of a trace after ``case:``, such as
    ``{"id": "case:concept:name", "at": "time:timestamp", "state": "concept:name"}``. A row is
    an event, numbered by the line at which it begins; a trace without events is a lost row.

    A document type is refused, and with it every entity; so is what is larger than
    ``size_limit`` bytes when unpacked, by default those of the mapping.

    Raises:
        UnreadableSourceError: the file is not there, damaged, no XES, or refused.
        MappingError: no event has an attribute that the mapping cannot do without, or the id is
            mapped to the name of an activity.
        TypeError: the mapping is for another kind of file.
    """
    if size_limit is None:
        size_limit = mapping.size_limit if isinstance(mapping, EventLogMapping) else SIZE_LIMIT
    with open_traces(path, size_limit=size_limit) as traces:
        grid = _Events(os.fspath(path), traces, mapping)
        if mapping is None:
            return _Retelling(grid).extract(progress)
        check_kind(mapping)
        if dict(mapping.columns)["id"] == ACTIVITY:
            raise MappingError(
                f"{ACTIVITY!r} of an event is the name of an activity, and no id; that of the case "
                f"is {CASE + ID!r}"
            )
        return extract_incidents(grid, mapping, progress)


class _Events(Grid):
    """The events of an XES file, each a row with the cells that a mapping asks for."""

    def __init__(
        self, path: str, traces: Iterator[Trace | Oddity], mapping: EventLogMapping | None
    ) -> None:
        super().__init__(path, mapping.defect_limit if mapping else DEFECT_LIMIT)
        self._traces = traces
        self._mapping = mapping
        self._columns = list(dict.fromkeys(mapping.needed_columns if mapping else ()))
        self._seen: set[str] = set()

    def place_of(self, column: str) -> int:
        return self._columns.index(column)

    def traces(self) -> Iterator[Trace]:
        """Every trace; whatever is odd between them is a defect."""
        for found in self._traces:
            if isinstance(found, Trace):
                yield found
            else:
                self.report(
                    DefectKind.UNREADABLE_VALUE,
                    found.reason,
                    _REMEDY,
                    row=found.line,
                    is_row_lost=False,
                )

    def tick(self, progress: ReadingProgress | None) -> None:
        """Count a row, and tell of it now and then."""
        self.row_count += 1
        if progress and self.row_count % _STRIDE == 0:
            progress(self.row_count)

    def report_empty(self, trace: Trace) -> None:
        """Note a trace without events, which is as good as a row without a time."""
        name = trace.attributes.get(ID)
        self.row_count += 1
        self.report(
            DefectKind.NO_TIME,
            "a trace without events",
            "take it out, or add what happened",
            row=trace.line,
            is_row_lost=True,
            record=name.value if name else None,
        )

    def rows(self, progress: ReadingProgress | None) -> Iterator[tuple[int, list[str]]]:
        assert self._mapping is not None
        separator = self._mapping.separator
        for trace in self.traces():
            if not trace.events:
                self.report_empty(trace)
            shared = {f"{CASE}{key}": each for key, each in trace.attributes.items()}
            for event in trace.events:
                self.tick(progress)
                attributes = {**shared, **event.attributes}
                self._seen.update(attributes)
                yield (
                    event.line,
                    [_flatten(attributes.get(name), separator) for name in self._columns],
                )
        if progress:
            progress(self.row_count)
        self._check_columns()

    def _check_columns(self) -> None:
        """Tell of every key that a mapping names and that no event has."""
        assert self._mapping is not None
        for name, column in self._mapping.columns if self.row_count else ():
            if column in self._seen:
                continue
            if name in self._mapping.REQUIRED:
                raise MappingError(
                    f"no event of {self.path} has {column!r}{suggest(column, self._seen)}; "
                    f"they have: {', '.join(sorted(self._seen)) or 'nothing'}"
                )
            self.report(
                DefectKind.MISSING_VALUE,
                f"no event has {column!r}{suggest(column, self._seen)}",
                "name another in the mapping, or leave it out",
                column=column,
                row=1,
                is_row_lost=False,
            )


def _flatten(attribute: Attribute | None, separator: str) -> str:
    if attribute is None:
        return ""
    if attribute.kind in {"list", "container"}:
        return separator.join(_flatten(each, separator) for each in attribute.inside)
    return attribute.value


class _Retelling:
    """Tells again what `write_xes` wrote down."""

    def __init__(self, grid: _Events) -> None:
        self.grid = grid
        self.read_time = make_time_parser((ISO,), "UTC")
        self.lines: dict[str, int] = {}
        self.gaps: list[RecordGap] = []
        """Those of the trace at hand."""
        self.is_ours = False
        self.foreign_keys: set[str] = set()
        """What the attributes of traces and events are called, until one is of this library."""

    def extract(self, progress: ReadingProgress | None) -> Extract[Incident]:
        """The incidents of all traces."""
        traces = map(self._look, self.grid.traces())
        records = tuple(record for trace in traces for record in self._tell(trace, progress))
        if self.foreign_keys and not self.is_ours:
            keys = sorted(self.foreign_keys)[:_MOST_NAMED]
            raise MappingError(
                f"{self.grid.path} was not written by write_xes, so a mapping has to say what its "
                f"keys mean; it has: {', '.join(map(shorten, keys))}"
            )
        return Extract(
            path=self.grid.path,
            records=records,
            defects=tuple(sorted(self.grid.defects, key=attrgetter("row"))),
            rows=self.grid.row_count,
            entries=sum(len(record.history) for record in records),
        )

    def _look(self, trace: Trace) -> Trace:
        """A trace, having seen who wrote it."""
        if not self.is_ours:
            inside = {key for event in trace.events for key in event.attributes}
            self.is_ours = any(key.startswith(OURS) for key in inside | trace.attributes.keys())
            self.foreign_keys |= inside | {f"{CASE}{key}" for key in trace.attributes}
        return trace

    def _tell(self, trace: Trace, progress: ReadingProgress | None) -> Iterator[Incident]:
        name = trace.attributes[ID].value if ID in trace.attributes else ""
        self.gaps = []
        self.gaps += self._read_gaps(trace, name)
        opened_at = self._read(trace, OPENED, self.read_time)
        lost: tuple[DefectKind, str] | None = None
        if not name:
            lost = DefectKind.NO_ID, f"a trace without {ID!r}"
        elif name in self.lines:
            lost = DefectKind.REPEATED_ID, f"{name!r} has a trace already, line {self.lines[name]}"
        self.lines.setdefault(name, trace.line)
        entries = []
        for event in trace.events:
            self.grid.tick(progress)
            if lost:
                self._lose(*lost, event.line, name)
            elif entry := self._tell_entry(event, name):
                entries.append(entry)
        start = opened_at or min((entry.at for entry in entries), default=None)
        if not lost and start is not None:
            origin = self._read(trace, ORIGIN, lambda text: parse(text, Origin))
            yield Incident(
                IncidentId(name),
                tuple(entries),
                opened_at=start,
                origin=origin,
                gaps=tuple(self.gaps),
            )
        elif not trace.events:
            self.grid.report_empty(trace)

    def _lose(self, kind: DefectKind, reason: str, line: int, name: str) -> None:
        remedy = "pass a mapping for a file of another tool"
        self.grid.report(kind, reason, remedy, row=line, is_row_lost=True, record=name or None)

    def _tell_entry(self, event: Event, name: str) -> Entry[IncidentState, IncidentEvent] | None:
        at = self._read(event, AT, self.read_time, name)
        if at is None:
            why = f"an event without {AT!r}"
            self._lose(DefectKind.NO_TIME, why, event.line, name)
            self.gaps.append(RecordGap("at", why, event.line))
            return None
        reason, known = event.attributes.get(REASON), len(self.gaps)
        entry = Entry(
            at,
            self._read(event, EVENT, lambda text: parse(text, IncidentEvent), name),
            self._read(event, STATE, lambda text: parse(text, IncidentState), name),
            reason.value if reason else None,
            self._read_actor(event, name),
            self._read_facts(event, name),
            self._read(event, RECORDED, self.read_time, name) or at,
        )
        self.gaps[known:] = (evolve(gap, at=at) for gap in self.gaps[known:])
        return entry

    def _read_gaps(self, trace: Trace, name: str) -> Iterator[RecordGap]:
        """What was not read of the incident when it was written down."""
        attribute = trace.attributes.get(GAPS)
        for each in attribute.inside if attribute else ():
            gap = self._interpret(each, _read_gap, trace.line, name)
            if gap is not None:
                yield gap

    def _read(
        self,
        place: Trace | Event,
        key: str,
        reader: Callable[[str], object],
        name: str | None = None,
    ) -> Any:  # noqa: ANN401 - of whatever type is read
        """A value; None where there is none, or where it cannot be read and is a defect."""
        attribute = place.attributes.get(key)
        if attribute is None:
            return None
        return self._interpret(attribute, reader, place.line, name)

    def _interpret(
        self,
        attribute: Attribute,
        reader: Callable[[str], object],
        line: int,
        name: str | None,
    ) -> Any:  # noqa: ANN401 - of whatever type is read
        try:
            return reader(attribute.value)
        except (ValueError, OverflowError) as error:
            defect = self.grid.report(
                DefectKind.UNREADABLE_VALUE,
                f"cannot read {shorten(attribute.value)!r} in {shorten(attribute.key)!r}",
                str(error),
                column=attribute.key,
                value=shorten(attribute.value),
                row=line,
                is_row_lost=False,
                record=name,
            )
            if attribute.key != AT:  # without a time all of it is lost, and told so
                field = _name_field(attribute.key)
                self.gaps.append(RecordGap(field, defect.reason, line))
            return None

    def _read_actor(self, event: Event, name: str) -> Actor | None:
        if AUTOMATED not in event.attributes:
            return None
        person = event.attributes.get(PERSON)
        return Actor(
            PersonId(person.value) if person else None,
            self._read(event, ROLE, lambda text: parse(text, RoleType), name),
            bool(self._read(event, AUTOMATED, lambda text: parse(text, bool), name)),
        )

    def _read_facts(self, event: Event, name: str) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for key, attribute in event.attributes.items():
            if key.startswith(FACT):
                fact = key.removeprefix(FACT)
                value = self._read_fact(fact, attribute, event.line, name)
                if value is not None:
                    facts[fact] = value
            elif key.startswith(DURATION):
                value = self._interpret(attribute, _read_duration, event.line, name)
                if value is not None:
                    facts[key.removeprefix(DURATION)] = value
            elif key == CLEARED:
                facts.update(dict.fromkeys(each.value for each in attribute.inside))
        return facts

    def _read_fact(self, fact: str, attribute: Attribute, line: int, name: str) -> Fact:
        if attribute.kind == "list":
            return tuple(each.value for each in attribute.inside)
        kind = Incident.FACTS.get(fact, str)
        if attribute.kind == "string" and issubclass(kind, Term):
            with suppress(ValueError):  # an unknown word is kept as it is
                return cast("Term", parse(attribute.value, kind))
        readers: dict[str, Callable[[str], object]] = {
            "date": self.read_time,
            "int": int,
            "boolean": lambda text: parse(text, bool),
        }
        reader = readers.get(attribute.kind, str)
        return cast("Fact", self._interpret(attribute, reader, line, name))


def _read_duration(text: str) -> timedelta:
    return timedelta(microseconds=int(text))


def _read_gap(text: str) -> RecordGap:
    try:
        told = dict(json.loads(text))
        for name in ("at", "until", "until_recorded_at", "recorded_at"):
            if name in told:
                told[name] = datetime.fromisoformat(told[name])
        return RecordGap(**told)
    except TypeError as error:
        raise ValueError(f"{error}; write a gap as a JSON object") from error


def _name_field(key: str) -> str:
    """What is not known of a record where an attribute of an event or a trace is not read."""
    for prefix in (FACT, DURATION):
        if key.startswith(prefix):
            return key.removeprefix(prefix)
    return _FIELDS.get(key, "row")


# Whoever acted, and in which channel it came in, is no more than that.
_FIELDS = {
    AT: "at",
    STATE: "state",
    OPENED: "opened_at",
    RECORDED: "recorded_at",
    ORIGIN: "origin",
    ROLE: "by",
    AUTOMATED: "by",
}
