"""Acting checks: why a record refuses an event, each reason an error of its own.

They are asked in this order: the types of the facts, the state, the time, the role, the facts that
the event takes, and the segregation of duties.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar, cast

from mof.errors import (
    ArgumentError,
    ChronologyError,
    FactError,
    MissingFactError,
    RoleError,
    SeparationError,
    TransitionError,
)
from mof.framework import RoleType
from mof.records._act_phrases import phrase_act, phrase_refusal
from mof.records._edges import Edge
from mof.records._histories import Actor, Fact, S
from mof.records._lifecycles import Lifecycle
from mof.values import Term
from mof.values._checks import check_argument, find_half_character, shorten
from mof.values._instants import to_utc


def check_types(
    record: str, event: Term | str, known: Mapping[str, type], facts: Mapping[str, object]
) -> dict[str, Fact]:
    """The facts that are given, those that are None or empty left out.

    Raises:
        FactError: a fact is unknown, or of the wrong type.
    """
    given = {name: value for name, value in facts.items() if value not in (None, "", ())}
    for name, value in given.items():
        if fault := _find_type_fault(record, known, name, value):
            raise FactError(fault, record=record, event=str(event), fact=name)
    return cast("dict[str, Fact]", given)


def _find_type_fault(
    record: str, known: Mapping[str, type], name: str, value: object
) -> str | None:
    expected = known.get(name)
    if expected is None:
        return f"{name!r} is no fact of {record}; known: {', '.join(sorted(known))}"
    if isinstance(value, str) and (half := find_half_character(value)):
        return f"{name} of {record} holds half a character ({half}); take it out"
    if isinstance(value, expected) and not (expected is int and isinstance(value, bool)):
        return None
    return f"{name} of {record} is a {expected.__name__}, not {value!r}"


def find_lawful_edge(
    record: str,
    event: Term,
    lifecycle: Lifecycle[Any, Any],
    state: S | None,
    state_reason: str | None,
) -> Edge[S]:
    """Where the event leads from the current state.

    Raises:
        TransitionError: the lifecycle has no such event from it.
    """
    edge = lifecycle.find_edge(state, event)
    if edge and (not edge.from_reasons or state_reason in edge.from_reasons):
        return edge
    allowed = tuple(str(word) for word in lifecycle.allowed(state))
    word = str(state) if state else None
    why = f" for the reason {state_reason!r}" if edge else ""
    raise TransitionError(
        f"{lifecycle.name} {record} cannot {event} when {word or 'not yet begun'}{why}; "
        f"allowed: {', '.join(allowed) or 'nothing more'}",
        record=record,
        event=str(event),
        state=word,
        allowed=allowed,
    )


def check_time(record: str, event: Term | str, at: datetime, last_at: datetime | None) -> None:
    """Refuse what happened before the last entry.

    Raises:
        ChronologyError: it did.
    """
    if last_at is not None and at < last_at:
        raise ChronologyError(
            f"{phrase_refusal(str(event), record)} at {at}: its last entry is of {last_at}; "
            "add a back-dated entry to the history itself, with recorded_at",
            record=record,
            event=str(event),
            at=at,
            last_at=last_at,
        )


def check_actor(by: Actor) -> None:
    """Refuse what is no actor, such as the id of a person.

    Raises:
        ArgumentError: it is none.
    """
    check_argument(by, Actor, "say who acts and in which role, as Actor(person, role)")
    if isinstance(by.role, str):
        known = next((role for role in RoleType if str(role) == by.role), None)
        term = known or RoleType.INCIDENT_COORDINATOR
        raise ArgumentError(
            f"the role of {by.person} is the text {shorten(by.role)}; "
            f"give the term, such as RoleType.{term.name}",
            value=by.role,
        )


def check_event(event: object, lifecycle: Lifecycle[Any, Any]) -> None:
    """Refuse an event given as text.

    Raises:
        ArgumentError: it is.
    """
    if isinstance(event, str):
        terms: list[Term] = list(lifecycle.events)
        term = next((each for each in terms if str(each) == event), terms[0])
        raise ArgumentError(
            f"the event is the text {shorten(event)}; "
            f"give the term, such as {type(term).__name__}.{term.name}",
            value=event,
        )


A = TypeVar("A", bound=Callable[..., Any])


def asking_when_and_who(act: A) -> A:
    """A way to act that says what is missing where ``at`` or ``by`` is forgotten."""

    @wraps(act)
    def check(*args: object, **given: object) -> object:
        find_time(given)
        find_actor(given)
        return act(*args, **given)

    return cast("A", check)


def find_time(given: Mapping[str, Any]) -> datetime:
    """When it happens.

    Raises:
        ArgumentError: it is not given, or no instant.
    """
    if "at" not in given:
        raise ArgumentError("give at=, the instant at which it happened", value=None)
    return to_utc(given["at"])


def find_actor(given: Mapping[str, Any]) -> Actor:
    """Who acts.

    Raises:
        ArgumentError: it is not given, or no actor.
    """
    if "by" not in given:
        raise ArgumentError("give by=, the one who acts, as Actor(person, role)", value=None)
    by: Actor = given["by"]
    check_actor(by)
    return by


def check_role(record: str, event: Term, edge: Edge[Any], by: Actor) -> None:
    """Refuse an actor whose role may not do this.

    Raises:
        RoleError: it may not.
    """
    check_actor(by)
    if not edge.admits(by):
        who = f"{by}" if by.role or by.is_automated else f"{by}, whose role is not given,"
        raise RoleError(
            f"{who} may not {phrase_act(str(event), record)}; may: {edge.roles_text}",
            record=record,
            event=str(event),
            role=str(by.role) if by.role else None,
            allowed=tuple(sorted(str(role) for role in edge.roles)),
        )


def check_facts(
    record: str,
    event: Term,
    edge: Edge[Any],
    facts: Mapping[str, Fact],
    *,
    given: Mapping[str, Fact],
    reason: str | None,
) -> None:
    """Refuse an event without the facts that it takes, or with others.

    Raises:
        MissingFactError: facts are neither given nor on record.
        FactError: a fact is not changed, or is otherwise than it has to be.
    """
    if missing := edge.find_missing(facts, given, reason):
        raise MissingFactError(
            f"{phrase_refusal(str(event), record)} without {', '.join(missing)}",
            record=record,
            event=str(event),
            missing=missing,
        )
    for fact in edge.find_unchanged(facts, given):
        raise FactError(
            f"{phrase_refusal(str(event), record)}: {fact} is {given[fact]!r} already",
            record=record,
            event=str(event),
            fact=fact,
        )
    for fact, told, value in edge.find_contradicted(facts, given):
        raise FactError(
            f"{phrase_refusal(str(event), record)}: {fact} is {told}, and has to be {value}",
            record=record,
            event=str(event),
            fact=fact,
        )


def check_separation(
    record: str,
    event: Term,
    edge: Edge[Any],
    facts: Mapping[str, Fact],
    *,
    given: Mapping[str, Fact],
    by: Actor,
) -> None:
    """Refuse one person in two parts that take two (segregation of duties).

    Raises:
        SeparationError: a person is in both.
    """
    for one, other, person in edge.find_joined(facts, given, by):
        raise SeparationError(
            f"{phrase_refusal(str(event), record)}: {person} is {one} and {other}; "
            "it takes another person",
            record=record,
            event=str(event),
            facts=(one, other),
            person=person,
        )
