"""Mappings: what the columns of a file, and the words in them, mean."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cached_property
from inspect import signature
from types import MappingProxyType, UnionType
from typing import Any, ClassVar, Union, cast, get_args, get_origin

from attrs import NOTHING, field, fields, frozen

from mof.changes import RequestForChange
from mof.errors import DefinitionError
from mof.help_requests import Origin
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentState
from mof.incidents._restorations import NO_INCIDENT
from mof.indicators import Observation
from mof.sources._cell_times import ISO, DayPart, make_moment_parser, make_time_parser
from mof.sources._cell_values import CellReader, Fault, Parser, make_parser
from mof.sources._unpacking import SIZE_LIMIT
from mof.values import Term
from mof.values._instants import load_zone

Pairs = tuple[tuple[str, str], ...]
"""Names and what they stand for; the second is a word that the field's type knows."""

Words = tuple[tuple[str, Pairs], ...]
Step = tuple[str, IncidentState, str | None]
"""A word of the source, the state that it stands for, and the reason of that state."""

# Our judgement: a hundred megabytes of defects, and far more than a person reads.
DEFECT_LIMIT = 100_000
_STEP_PARTS = 2
# Our judgement: high, since other names are welcome unless they look like a slip of the pen.
_SLIP = 0.85
# Its year, month and day differ from those of 1 January 1900, which `strptime` takes where a
# pattern has none; and 22 is no month.
_PROBE = datetime(2026, 11, 22, 13, 14, tzinfo=UTC)


class BlankMeaning(Term):
    """What an empty cell says about a fact that was known before."""

    CLEARS = "clears"
    """The fact is no longer known: each row shows the whole record, as in an audit log."""
    KEEPS = "keeps"
    """The fact stays as it was: each row shows only what it changes, as in a journal."""


def _to_pairs(value: Mapping[str, str | Term] | Pairs) -> Pairs:
    return tuple(sorted((name, str(word)) for name, word in dict(value).items()))


def _to_words(value: Mapping[str, Mapping[str, str | Term]] | Words) -> Words:
    return tuple(sorted((name, _to_pairs(pairs)) for name, pairs in dict(value).items()))


def _to_steps(
    value: Mapping[str, IncidentState | tuple[IncidentState, str | Term | None]]
    | tuple[Step | tuple[str, IncidentState], ...],
) -> tuple[Step, ...]:
    if isinstance(value, tuple):
        return tuple(_to_step(word, to) for word, *to in value)
    return tuple(
        _to_step(word, to if isinstance(to, tuple) else (to,)) for word, to in value.items()
    )


def _to_step(word: str, to: Sequence[object]) -> Step:
    state, reason = (*to, None, None)[:2]
    if len(to) > _STEP_PARTS or not isinstance(state, IncidentState):
        raise DefinitionError(
            f"{word!r} cannot stand for {', '.join(map(repr, to)) or 'nothing'}; name a state such "
            "as IncidentState.OPEN, or a pair such as (IncidentState.PENDING, PendingReason.USER)"
        )
    return word, state, None if reason is None else str(reason)


def _check_states(_mapping: object, _field: object, states: tuple[Step, ...]) -> None:
    if not states:
        raise DefinitionError(
            "no word stands for a state; say which do, such as {'New': IncidentState.OPEN}"
        )


def _check_blank(_mapping: object, _field: object, blank: object) -> None:
    if not isinstance(blank, BlankMeaning):
        raise DefinitionError(
            f"an empty cell cannot mean {blank!r}; write BlankMeaning.CLEARS or .KEEPS"
        )


def _to_texts(value: Iterable[str]) -> frozenset[str]:
    return frozenset(value)


def _to_tuple(value: Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _check_encoding(_mapping: object, _field: object, encoding: str) -> None:
    try:
        "".encode(encoding)
    # Some codecs are there to refuse, and a name may have a NUL in it.
    except (LookupError, ValueError) as error:
        raise DefinitionError(f"{error}; for instance 'utf-8-sig' or 'cp1252'") from error


def _check_day_part(_mapping: object, _field: object, part: object) -> None:
    if part not in {None, "start", "end"}:
        raise DefinitionError(f"a date alone cannot stand for {part!r}; write 'start' or 'end'")


def _check_delimiter(_mapping: object, _field: object, delimiter: str | None) -> None:
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '\r\n" '):
        raise DefinitionError(f"cells cannot be cut at {delimiter!r}; name one of , ; | or a tab")


def _check_formats(_mapping: object, _field: object, formats: tuple[str, ...]) -> None:
    for pattern in formats:
        if pattern != ISO and not _tells_date(pattern):
            raise DefinitionError(
                f"{pattern!r} does not tell a date; write {ISO!r} or a pattern such as "
                "'%d/%m/%Y %H:%M'"
            )
        if "%Z" in pattern:
            raise DefinitionError(
                f"{pattern!r} has the name of a zone, which would be ignored; leave %Z out, and "
                "UTC, GMT or an offset behind the time is read"
            )
        if "%H" in pattern and "%p" in pattern:
            raise DefinitionError(
                f"{pattern!r} has an hour of 24 beside AM or PM, which would be ignored; write %I"
            )
        if "%I" in pattern and "%p" not in pattern:
            raise DefinitionError(
                f"{pattern!r} has an hour of 12 without AM or PM; write %H, or add %p"
            )


_YEARS = ("%Y", "%y", "%G", "%c", "%x")


def _tells_date(pattern: str) -> bool:
    if not any(year in pattern for year in _YEARS):
        return False
    try:
        return datetime.strptime(_PROBE.strftime(pattern), pattern).date() == _PROBE.date()  # noqa: DTZ007
    except ValueError:
        return False


def _list_kinds(cls: type) -> Mapping[str, type]:
    return MappingProxyType({each.name: _find_kind(each.type) for each in fields(cls)})


def _find_kind(annotation: object) -> type:
    """The class behind an annotation: of an optional value, of an id, of a collection."""
    if get_origin(annotation) in {UnionType, Union}:
        annotation = get_args(annotation)[0]
    annotation = getattr(annotation, "__supertype__", annotation)
    kind = cast("type", get_origin(annotation) or annotation)
    return frozenset if kind is Iterable else kind


def _list_parameters(build: Callable[..., object]) -> Mapping[str, type]:
    parameters = signature(build).parameters.values()
    return MappingProxyType({each.name: _find_kind(each.annotation) for each in parameters})


def _list_required(cls: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cls) if each.default is NOTHING)


@frozen(kw_only=True)
class SourceMapping:
    """What the columns of a file mean, and how its cells are written.

    A mapping is a value: one that comes with the library is adapted with `attrs.evolve`.

    Raises:
        DefinitionError: the mapping contradicts itself or names what is not there.
    """

    columns: Pairs = field(converter=_to_pairs)
    """The column that each field is in: ``{"id": "number", "opened_at": "opened"}``."""
    constants: Pairs = field(default=(), converter=_to_pairs)
    """Fields that the file leaves unsaid, such as the service that it is about.

    They are written as a cell would be: ``{"service": "mail"}``.
    """
    words: Words = field(default=(), converter=_to_words)
    """What the words of the source mean, by field: ``{"priority": {"1 - Critical": "1"}}``.

    A word that is not listed is read by the type of its field.
    """
    missing: frozenset[str] = field(default=frozenset(), converter=_to_texts)
    """Texts that stand for an empty cell, such as ``?`` or ``NULL``, beside no text at all."""
    date_formats: tuple[str, ...] = field(
        default=(ISO,), converter=_to_tuple, validator=_check_formats
    )
    """How dates and times are written; a cell that two of them read differently is a defect.

    Either ``"iso"`` or a pattern of `datetime.datetime.strptime` with a year; hours are ``%H``, or
    ``%I`` beside ``%p``.
    """
    tz: str = "UTC"
    """The zone whose wall-clock times those are that say no offset.

    A time that clocks skip is the instant of the skip. One that comes twice is the occurrence that
    keeps the order of the rows, or of the moments, that it stands among; alone, the first.
    """
    date_only: DayPart | None = field(default=None, validator=_check_day_part)
    """What a date without a time stands for: the ``"start"`` or the ``"end"`` of that day, its last
    microsecond. None takes it for no instant, so that it is a defect."""
    separator: str = ";"
    """What stands between the members of a list in one cell."""
    delimiter: str | None = field(default=None, validator=_check_delimiter)
    """What stands between cells.

    None finds it: the one of comma, semicolon, tab and bar that gives the header the most mapped
    columns.
    """
    encoding: str = field(default="utf-8-sig", validator=_check_encoding)
    """How the text of the file is encoded; the default is UTF-8, with a byte order mark or not."""
    size_limit: int = SIZE_LIMIT
    """How many characters, or bytes of XES, the file may have when unpacked, so that no archive
    unpacks for ever."""
    defect_limit: int = DEFECT_LIMIT
    """How many defects are kept; with more of them the file is refused, or the mapping is wrong."""

    KINDS: ClassVar[Mapping[str, type]]
    """The fields that the records have, and the type of each."""
    REQUIRED: ClassVar[tuple[str, ...]]
    TOLD_BY_ROWS: ClassVar[frozenset[str]] = frozenset()
    """The fields that differ from row to row by nature, so that no constant can be meant."""
    KEEPS_OTHERS: ClassVar[bool] = False
    """Whether a field that the records do not have is kept as a text on them."""

    def __attrs_post_init__(self) -> None:
        load_zone(self.tz)
        named = [name for name, _ in (*self.columns, *self.constants)]
        if twice := {name for name in named if named.count(name) > 1}:
            raise DefinitionError(f"both a column and a constant: {', '.join(sorted(twice))}")
        if lacking := [name for name in self.REQUIRED if name not in named]:
            raise DefinitionError(f"say which column has: {', '.join(lacking)}")
        if fixed := self.TOLD_BY_ROWS & {name for name, _ in self.constants}:
            raise DefinitionError(f"each row has its own: {', '.join(sorted(fixed))}")
        for name in (*named, *(name for name, _ in self.words)):
            if name in self.KINDS:
                continue
            if self.KEEPS_OTHERS:
                _check_slip(name, self.KINDS)
            else:
                raise DefinitionError(
                    f"no field {name!r}{suggest(name, self.KINDS)}; "
                    f"there are: {', '.join(self.KINDS)}"
                )
        meanings = [(name, meaning) for name, pairs in self.words for _, meaning in pairs]
        for name, meaning in (*self.constants, *meanings):
            value = self._read_meaning(name, meaning)
            if isinstance(value, Fault):
                raise DefinitionError(f"{name} cannot be {meaning!r}: {value.remedy}")

    @property
    def needed_columns(self) -> tuple[str, ...]:
        """The columns that a file has to have."""
        return tuple(column for _, column in self.columns)

    @cached_property
    def fixed(self) -> Mapping[str, Any]:
        """The values of the constants."""
        values = {name: self._read_meaning(name, word) for name, word in self.constants}
        return MappingProxyType(values)

    def make_reader(self, name: str, parser: Parser | None = None) -> CellReader:
        """What reads the cells of a field, by default as values of the field's type."""
        words = dict(dict(self.words).get(name, ()))
        return CellReader(parser or self.make_parser_of(name), words=words, missing=self.missing)

    def make_parser_of(self, name: str) -> Parser:
        """What turns a text into a value of a field."""
        return make_parser(
            self.KINDS.get(name, str),
            times=make_time_parser(self.date_formats, self.tz, date_only=self.date_only),
            separator=self.separator,
        )

    def make_moment_reader(self, name: str) -> CellReader:
        """What reads the times of a field, two of them where a wall-clock time comes twice."""
        parser = make_moment_parser(self.date_formats, self.tz, date_only=self.date_only)
        return self.make_reader(name, parser)

    def _read_meaning(self, name: str, meaning: str) -> object:
        """The value that a word or constant of the mapping itself stands for."""
        return CellReader(self.make_parser_of(name), words={}, missing=self.missing)[meaning]


def _check_slip(name: str, known: Iterable[str]) -> None:
    if close := get_close_matches(name, list(known), n=1, cutoff=_SLIP):
        raise DefinitionError(
            f"no field {name!r}; did you mean {close[0]!r}? another name is kept as a text"
        )


def suggest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like another, as a question."""
    names = list(known)
    alike = [each for each in names if each.casefold() == name.casefold()]
    close = alike or get_close_matches(name, names, n=1)
    return f" (is it {close[0]!r}?)" if close else ""


_INCIDENT_KINDS = MappingProxyType(
    {**Incident.FACTS, "id": str, "opened_at": datetime, "origin": Origin}
)


@frozen(kw_only=True)
class EventLogMapping(SourceMapping):
    """What the columns of a log mean that has one row for each update of an incident.

    Fields: ``id``; ``at``, when the row happened; ``state``; ``opened_at``, looked at on the
    first row only; ``recorded_at``, where it differs from ``at``; ``by``, the account that made
    the update; ``origin``; and every fact of an incident. Any other field is kept as a text
    under its name.
    """

    states: tuple[Step, ...] = field(converter=_to_steps, validator=_check_states)
    """The state that each word stands for, with the reason of waiting where there is one.

    ``{"New": IncidentState.OPEN, "On hold": (IncidentState.PENDING, PendingReason.USER)}``. Another
    word is a defect, and a gap of its incident; at least one word is named.
    """
    blank: BlankMeaning = field(default=BlankMeaning.CLEARS, validator=_check_blank)
    """What an empty cell of a fact says: that it is cleared, or that it stays as it was."""
    automated: frozenset[str] = field(default=frozenset(), converter=_to_texts)
    """The accounts in the column of ``by`` that are tools and not people."""

    KINDS: ClassVar[Mapping[str, type]] = MappingProxyType(
        {**_INCIDENT_KINDS, "at": datetime, "state": str, "recorded_at": datetime, "by": str}
    )
    REQUIRED: ClassVar[tuple[str, ...]] = ("id", "at", "state")
    TOLD_BY_ROWS: ClassVar[frozenset[str]] = frozenset(
        {"id", "at", "state", "opened_at", "recorded_at", "by"}
    )
    KEEPS_OTHERS: ClassVar[bool] = True


# What ends an incident, in good order or not.
_ENDS = frozenset({IncidentState.RESOLVED, *INCIDENT_LIFECYCLE.final_states, *NO_INCIDENT})


@frozen(kw_only=True)
class TicketMapping(SourceMapping):
    """What the columns of a list mean that has one row for each incident.

    Fields: ``id``, ``opened_at``, ``origin``, ``state`` as the ticket says now, and every fact of
    an incident; any other field is kept as a text. Such a list does not tell when its facts were
    noted, so they are noted with the opening.

    Raises:
        DefinitionError: as `SourceMapping`; a column of ``state`` has no words, or the words no
            column, or a state that ends has no moment.
    """

    moments: tuple[Step, ...] = field(converter=_to_steps)
    """The columns that tell when a state was entered, in the order of an incident's life.

    ``{"resolved": IncidentState.RESOLVED, "closed": IncidentState.CLOSED}``; an empty cell says
    that the state was not entered. Where one column tells of several states, give a tuple, such
    as ``(("closed", IncidentState.CLOSED), ("closed", IncidentState.CANCELLED))``: the column of
    ``state`` says which of them was entered, and without it the first was. With the column of
    ``opened_at``, what was cancelled is void from its very beginning.
    """
    states: tuple[Step, ...] = field(default=(), converter=_to_steps)
    """What the words in the column of ``state`` stand for, as in `EventLogMapping`.

    A state that is told by no moment is a defect, and a gap of its incident: nothing tells since
    when it is so. One that ends needs its moment.
    """

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        has_column = "state" in dict(self.columns)
        if has_column and not self.states:
            raise DefinitionError(
                "a column of states is no text; say what its words stand for, such as "
                "states={'On hold': IncidentState.PENDING}"
            )
        if self.states and not has_column:
            raise DefinitionError("say which column has the words of states: 'state'")
        told = {state for _, state, _ in self.moments}
        for word, state, _ in self.states:
            if state in _ENDS and state not in told:
                raise DefinitionError(
                    f"say when {word!r} was entered, such as moments=(('closed_at', "
                    f"IncidentState.{state.name}),)"
                )

    @property
    def needed_columns(self) -> tuple[str, ...]:
        """The columns that a file has to have."""
        moments = dict.fromkeys(column for column, _, _ in self.moments)
        return (*super().needed_columns, *moments)

    KINDS: ClassVar[Mapping[str, type]] = MappingProxyType({**_INCIDENT_KINDS, "state": str})
    REQUIRED: ClassVar[tuple[str, ...]] = ("id", "opened_at")
    TOLD_BY_ROWS: ClassVar[frozenset[str]] = frozenset({"id", "opened_at", "state"})
    KEEPS_OTHERS: ClassVar[bool] = True


@frozen(kw_only=True)
class ObservationMapping(SourceMapping):
    """What the columns of a list mean that has one row for each observation of an indicator.

    The fields are those of `mof.indicators.Observation`.
    """

    KINDS: ClassVar[Mapping[str, type]] = _list_kinds(Observation)
    REQUIRED: ClassVar[tuple[str, ...]] = _list_required(Observation)


@frozen(kw_only=True)
class ChangeMapping(SourceMapping):
    """What the columns of a list mean that has one row for each request for change.

    The fields are those that `mof.changes.RequestForChange.from_register` takes.
    """

    KINDS: ClassVar[Mapping[str, type]] = _list_parameters(RequestForChange.from_register)
    REQUIRED: ClassVar[tuple[str, ...]] = ("id", "title", "requested_at")
