"""Deviations: where what happened departs from what should have happened."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from attrs import frozen

from mof.records._edges import Edge
from mof.records._histories import Entry, Fact
from mof.records._lifecycles import Lifecycle
from mof.records._records import Record
from mof.values import Term


class DeviationKind(Term):
    """In which way an entry departs from the lifecycle."""

    UNLAWFUL_MOVE = "unlawful move"
    """A state that no way of the lifecycle leads to from the last one, such as open → closed."""
    UNLAWFUL_EVENT = "unlawful event"
    """An event that the lifecycle does not have from that state, such as to reopen when open."""
    UNOBSERVED_STATE = "unobserved state"
    """A state that the source was said not to record, by ``lifecycle.observing(...)``."""
    WRONG_STATE = "wrong state"
    """A lawful event with another state than it leads to."""
    WRONG_ROLE = "wrong role"
    """An event by a role that may not bring it about."""
    SAME_PERSON = "same person"
    """A segregation-of-duties conflict: one person asked for a change and approved it."""
    MISSING_FACT = "missing fact"
    """An event without a fact that it takes, such as to resolve without a resolution."""
    CONTRADICTION = "contradiction"
    """A fact that is otherwise than the event needs it to be."""
    OUT_OF_ORDER = "out of order"
    """An entry after a later one, without having been written down late."""
    DUPLICATE = "duplicate"
    """The same entry again, of those that name no event."""
    BEFORE_START = "before start"
    """An entry before the instant at which the record began."""
    RECORDED_LATE = "recorded late"
    """An entry written down after it happened; no fault, but shown."""
    RECORDED_AHEAD = "recorded ahead"
    """An entry written down before it happened."""


@frozen
class Deviation:
    """One departure: which entry of the history, in which way, and what was lawful."""

    record: str
    """The id of the record."""
    position: int
    """Which entry of the history as it stands, counted from 0."""
    at: datetime
    """The instant of the entry."""
    kind: DeviationKind
    """In which way it departs."""
    message: str
    """What was found, and what would have been lawful."""


_Entry = Entry[Any, Any]
_Finding = tuple[DeviationKind, str]


def find_deviations(
    record: Record[Any, Any], lifecycle: Lifecycle[Any, Any] | None = None
) -> tuple[Deviation, ...]:
    """Where a history departs from a lifecycle, by default that of its kind of record.

    An entry that names its event is held against the table; one that only names a state is
    held against the moves that the table allows between the states a source observes.
    For a source that records only some states, such as one row per ticket, pass
    ``lifecycle.observing(those_states)``; otherwise every skipped state is a departure. Entries
    written down late are no fault of the lifecycle, but they are shown.
    """
    lifecycle = lifecycle or record.LIFECYCLE
    positions = sorted(range(len(record.history)), key=lambda i: record.history[i].at)
    findings = sorted(_find_all(record, lifecycle, positions), key=lambda pair: pair[0])
    return tuple(
        Deviation(record.id, position, record.history[position].at, kind, message)
        for position, (kind, message) in findings
    )


def _find_all(
    record: Record[Any, Any], lifecycle: Lifecycle[Any, Any], positions: list[int]
) -> Iterator[tuple[int, _Finding]]:
    seen: set[_Entry] = set()
    for position, entry in enumerate(record.history):
        # What names its event may lawfully come twice within one instant; the table tells.
        if entry.event is None and entry in seen:
            yield position, (DeviationKind.DUPLICATE, "the same entry again")
        elif position and _is_out_of_order(entry, record.history[position - 1]):
            previous_at = record.history[position - 1].at
            yield position, (DeviationKind.OUT_OF_ORDER, f"stands after an entry of {previous_at}")
        seen.add(entry)
        yield from ((position, fault) for fault in _find_time_faults(record, entry))
    state, reason, facts = None, None, dict[str, Fact]()
    for position in positions:
        entry = record.history[position]
        faults = _find_faults(lifecycle, entry, state, reason, facts)
        yield from ((position, fault) for fault in faults)
        facts.update(entry.changes)
        if entry.state:
            state, reason = entry.state, entry.reason


def _is_out_of_order(entry: _Entry, previous: _Entry) -> bool:
    """Whether an entry stands after a later one without having been written down late."""
    return entry.at < previous.at and entry.recorded_at == entry.at


def _find_time_faults(record: Record[Any, Any], entry: _Entry) -> Iterator[_Finding]:
    if record.started_at is not None and entry.at < record.started_at:
        yield DeviationKind.BEFORE_START, f"happened before the start at {record.started_at}"
    if entry.recorded_at > entry.at:
        yield DeviationKind.RECORDED_LATE, f"written down at {entry.recorded_at}"
    if entry.recorded_at < entry.at:
        yield DeviationKind.RECORDED_AHEAD, f"written down at {entry.recorded_at}"


def _find_faults(
    lifecycle: Lifecycle[Any, Any],
    entry: _Entry,
    state: Any,  # noqa: ANN401 - a state of any lifecycle
    reason: str | None,
    facts: dict[str, Fact],
) -> Iterator[_Finding]:
    if entry.event is None:
        if entry.state is not None and entry.state is not state:
            yield from _find_move_faults(lifecycle, state, entry.state)
        return
    edge = lifecycle.find_edge(state, entry.event)
    if edge is None or (edge.from_reasons and reason not in edge.from_reasons):
        allowed = ", ".join(map(str, lifecycle.allowed(state))) or "nothing more"
        yield (
            DeviationKind.UNLAWFUL_EVENT,
            f"{entry.event} when {state or 'not yet begun'}; lawful: {allowed}",
        )
    else:
        yield from _find_edge_faults(edge, entry, state, facts)


def _find_move_faults(
    lifecycle: Lifecycle[Any, Any],
    state: Any,  # noqa: ANN401 - a state of any lifecycle
    to: Any,  # noqa: ANN401
) -> Iterator[_Finding]:
    if lifecycle.observed and to not in lifecycle.observed:
        yield DeviationKind.UNOBSERVED_STATE, f"{to} is not said to be recorded here"
    elif (state, to) not in lifecycle.moves:
        targets = (target for target in lifecycle.states if (state, target) in lifecycle.moves)
        lawful = ", ".join(map(str, targets))
        yield (
            DeviationKind.UNLAWFUL_MOVE,
            f"{state or '(none)'} → {to}; lawful: {lawful or 'nothing more'}",
        )


def _find_edge_faults(
    edge: Edge[Any],
    entry: _Entry,
    state: Any,  # noqa: ANN401 - a state of any lifecycle
    facts: dict[str, Fact],
) -> Iterator[_Finding]:
    given, to = dict(entry.changes), entry.state or state
    if to is not edge.to:
        yield DeviationKind.WRONG_STATE, f"led to {to or '(none)'}; lawful: {edge.to}"
    if entry.by and not edge.admits(entry.by):
        yield DeviationKind.WRONG_ROLE, f"done by {entry.by}; may: {edge.roles_text}"
    if missing := edge.find_missing(facts, given, entry.reason):
        yield DeviationKind.MISSING_FACT, f"without {', '.join(missing)}"
    for fact in edge.find_unchanged(facts, given):
        yield DeviationKind.CONTRADICTION, f"{fact} was {given[fact]!r} already"
    for fact, told, value in edge.find_contradicted(facts, given):
        yield DeviationKind.CONTRADICTION, f"{fact} is {told}; lawful: {value}"
    for one, other, person in edge.find_joined(facts, given, entry.by):
        yield DeviationKind.SAME_PERSON, f"{person} is {one} and {other}; lawful: another person"
