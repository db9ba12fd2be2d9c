"""Histories: lives that obey a lifecycle, and what other tools leave behind."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from mof.framework import RoleType
from mof.help_requests import PendingReason
from mof.records import Actor, Edge, Entry, Lifecycle, Record
from mof.strategies._registry import draws
from mof.strategies._scalars import durations, identifiers, instants, texts
from mof.values import PersonId, Term

_R = TypeVar("_R", bound=Record[Any, Any])
_IDS: Mapping[str, str] = {
    **dict.fromkeys(("contact", "coordinator", "assignee", "notified", "informed"), "person"),
    **dict.fromkeys(("owner", "analyst", "waived_by"), "person"),
    **dict.fromkeys(("authorized_by", "signed_by", "verified_by", "handed_to"), "person"),
    **dict.fromkeys(("complainant", "leader", "communicator", "technical_lead"), "person"),
    **dict.fromkeys(("requested_by", "approved_by", "developer", "tester"), "person"),
    **dict.fromkeys(("signed_by_provider", "signed_by_recipient"), "person"),
    **{name: name for name in ("service", "customer", "team", "supplier", "change", "problem")},
    "review": "review",
    "agreement": "agreement",
    "known_error": "known-error",
    "task": "task",
}
_FOREIGN: Mapping[str, Any] = {"business_unit": texts(), "vendor_count": st.integers(-9, 9)}
_DELAYS = st.sampled_from((timedelta(0), timedelta(minutes=1))) | durations(
    max_value=timedelta(days=5)
)


@draws(Actor)
def actors(
    roles: Iterable[RoleType] = RoleType, *, can_be_automated: bool = True
) -> st.SearchStrategy[Actor]:
    """People in one of some roles, and, unless it is ruled out, tools."""
    persons = identifiers("person").map(PersonId)
    options = [st.builds(Actor, st.none() | persons, st.just(role)) for role in roles]
    if can_be_automated:
        tool = Actor(PersonId("tool"), is_automated=True)
        options.append(st.just(tool))
    return st.one_of(options)


@cache
def facts(name: str, kind: type) -> st.SearchStrategy[Any]:
    """Values of a fact of some name and type."""
    if issubclass(kind, Term):
        return st.sampled_from(kind)
    if kind is str:
        return identifiers(_IDS[name]) if name in _IDS else texts(min_size=1)
    if name == "duration":  # of work, which takes some time
        return durations(timedelta(microseconds=1))
    return _FACTS[kind]


_FACTS: Mapping[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(1, 5),
    datetime: instants(),
    timedelta: durations(),
    tuple: st.lists(identifiers("item"), min_size=1, max_size=3).map(tuple),
}


@st.composite
def lives(
    draw: st.DrawFn,
    record: _R,
    lifecycle: Lifecycle[Any, Any],
    *,
    at: datetime,
    max_events: int = 12,
    is_late: bool = True,
) -> _R:
    """A record after at least one event, each drawn from those that a lifecycle allows it."""
    for _ in range(draw(st.integers(1, max_events))):
        if not (steps := _list_steps(record, lifecycle)):
            break
        event, edge = draw(st.sampled_from(steps))
        reason = draw(_draw_reason(edge))
        given = _draw_facts(draw, record, edge, reason)
        delay = draw(st.just(timedelta(0)) | _DELAYS) if is_late else timedelta(0)
        record = record.act(
            event,
            at=at,
            by=draw(_draw_actor(record, edge, given)),
            reason=reason,
            recorded_at=at + delay,
            lifecycle=lifecycle,
            **given,
        )
        at += draw(_DELAYS)
    return record


def _list_steps(
    record: Record[Any, Any], lifecycle: Lifecycle[Any, Any]
) -> list[tuple[Any, Edge[Any]]]:
    """What may happen next, more often what leads on.

    Were all steps equally likely, most lives would end where they have hardly begun.
    """
    steps = [
        (event, edge)
        for state, event, edge in lifecycle.edges
        if state is record.state
        and (edge.roles or edge.is_automatable)
        and (not edge.from_reasons or record.state_reason in edge.from_reasons)
        and all(record.facts.get(fact) in {None, *values} for fact, values in edge.among)
    ]
    onward = [step for step in steps if step[1].to not in {record.state, *lifecycle.final_states}]
    return onward * 8 + steps


def _draw_actor(
    record: Record[Any, Any], edge: Edge[Any], given: Mapping[str, Any]
) -> st.SearchStrategy[Actor]:
    return _admitted(edge).filter(lambda by: not edge.find_joined(record.facts, given, by))


@cache
def _admitted(edge: Edge[Any]) -> st.SearchStrategy[Actor]:
    return actors(sorted(edge.roles, key=str), can_be_automated=edge.is_automatable)


@cache
def _draw_reason(edge: Edge[Any]) -> st.SearchStrategy[str | None]:
    words = st.sampled_from(PendingReason).map(str) | texts(min_size=1)
    return words if edge.needs_reason else st.none()


def _draw_facts(
    draw: st.DrawFn, record: Record[Any, Any], edge: Edge[Any], reason: str | None
) -> dict[str, Any]:
    """The facts that an edge requires, and some further ones."""
    known = dict(record.facts)
    missing = (name for name in edge.recorded if known.get(name) is None)
    extra = draw(_few_names(frozenset(record.FACTS)))
    among = (name for name, _ in edge.among if known.get(name) is None)
    names = dict.fromkeys([*edge.given, *missing, *among, *extra])
    given = dict(edge.fixed)
    for name in [name for name in names if name not in given]:
        given[name] = draw(_draw_fact(record, edge, name, given))
    for choice in edge.any_of:
        if not choice.is_met({**known, **given, "reason": reason}):
            name = draw(st.sampled_from(choice.facts))
            given[name] = draw(facts(name, record.FACTS[name]))
    return given


def _draw_fact(
    record: Record[Any, Any], edge: Edge[Any], name: str, given: Mapping[str, Any]
) -> st.SearchStrategy[Any]:
    """Values of a fact that an edge takes beside what is on record and already given."""
    among = dict(edge.among)
    values = st.sampled_from(among[name]) if name in among else facts(name, record.FACTS[name])

    def is_lawful(value: object) -> bool:
        both = {**given, name: value}
        return not edge.find_unchanged(record.facts, both) and not edge.find_joined(
            record.facts, both, None
        )

    return values.filter(is_lawful) if edge.changed or edge.apart else values


@cache
def _few_names(names: frozenset[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(names)), max_size=2)


def foreign_histories(
    kind: type[Record[Any, Any]], *, max_size: int = 8
) -> st.SearchStrategy[tuple[Entry[Any, Any], ...]]:
    """Histories as other tools leave them behind, for records of some class.

    Entries are out of order, repeated, without state or event, recorded before or after they
    happened, with unknown reasons and facts.
    """
    lifecycle = kind.LIFECYCLE
    entries = st.builds(
        Entry,
        at=instants(),
        event=st.none() | st.sampled_from(lifecycle.events),
        state=st.none() | st.sampled_from(lifecycle.states),
        reason=st.none() | texts(),
        by=st.none() | actors() | st.just(Actor()),
        changes=_draw_changes(kind),
        recorded_at=instants(),
    )
    return st.lists(entries, max_size=max_size).flatmap(_repeat_some).map(tuple)


def _repeat_some(entries: list[Entry[Any, Any]]) -> st.SearchStrategy[list[Entry[Any, Any]]]:
    if not entries:
        return st.just([])
    return st.lists(st.sampled_from(entries), max_size=1).map(lambda more: [*entries, *more])


def _draw_changes(kind: type[Record[Any, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    known = {name: st.none() | facts(name, each) for name, each in kind.FACTS.items()}
    pairs = [st.tuples(st.just(name), each) for name, each in {**known, **_FOREIGN}.items()]
    return st.lists(st.one_of(pairs), max_size=4).map(dict)
