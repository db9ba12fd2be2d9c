"""Any clock on any history, against an oracle that walks minute by minute (`minute_walk`)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from minute_walk import Ask, Note, Rule, Scene, Walker, spread, to_instant, to_minute
from mof.agreements import Clock, Condition, Reopening
from mof.agreements._cycles import follow
from mof.framework import RoleType
from mof.incidents import Correspondent, Incident, IncidentEvent, IncidentState
from mof.records import Actor, Entry
from mof.values import IncidentId

START = to_minute(datetime(2026, 6, 1, 7, tzinfo=UTC))
STATES = ("in progress", "pending", "resolved", "cancelled")
REASONS = ("user", "supplier")
EVENTS = ("start", "wait", "object")
ROLES = (str(RoleType.INCIDENT_RESOLVER), str(RoleType.INCIDENT_COORDINATOR), "automated")
FACTS = {"team": ("network", "second line"), "topic": ("a", "b")}
VALUES: dict[str, Any] = {
    "True": True,
    "False": False,
    "customer": Correspondent.CUSTOMER,
    "desk": Correspondent.DESK,
}
SPAN = 30
OPENED = Note(START - 5)


def sets(words: tuple[str, ...]) -> st.SearchStrategy[frozenset[str] | None]:
    return st.none() | st.frozensets(st.sampled_from(words), min_size=1, max_size=2)


named = st.lists(
    st.sampled_from([(name, word) for name, words in FACTS.items() for word in (None, *words)]),
    max_size=1,
).map(tuple)
actors = st.sampled_from((None, None, False, True))
lasting = st.builds(Ask, sets(STATES), sets(REASONS), sets(REASONS), named, by_tool=actors).filter(
    lambda ask: replace(ask, by_tool=None) != Ask()
)
states = st.builds(
    Ask, st.frozensets(st.sampled_from(STATES), min_size=1, max_size=2), by_tool=actors
)
momentary = st.builds(
    Ask,
    sets(STATES),
    facts=named,
    events=sets(EVENTS),
    roles=sets(ROLES),
    changes=named,
    by_tool=actors,
).filter(lambda ask: ask.is_of_a_moment)
asks = st.one_of(states, states, lasting, momentary, momentary)


def some(least: int = 0) -> st.SearchStrategy[tuple[Ask, ...]]:
    return st.lists(asks, min_size=least, max_size=2).map(tuple)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    pauses = draw(some())
    is_held = any(ask.is_of_a_moment for ask in pauses)
    starts = draw(st.just(()) | some(1))
    return Rule(
        stops=draw(some(1)),
        voids=draw(some()),
        pauses=pauses,
        resumes=draw(some(1)) if is_held else (),
        starts=starts,
        after=draw(st.just(()) | some(1)) if starts else (),
        resets=draw(st.just(()) | some(1)),
        reopening=draw(st.sampled_from(("continue", "new cycle", "ignore"))),
    )


notes = st.builds(
    Note,
    st.integers(START - 3, START + SPAN),
    st.none() | st.sampled_from(STATES),
    st.none() | st.sampled_from(REASONS),
    st.none() | st.sampled_from(EVENTS),
    st.none() | st.sampled_from(ROLES),
    st.dictionaries(st.just("team"), st.sampled_from((*FACTS["team"], None)))
    | st.dictionaries(st.just("topic"), st.sampled_from((*FACTS["topic"], None))),
)
lives = st.lists(notes, max_size=8)
minutes = st.integers(START, START + SPAN + 5)


def to_condition(ask: Ask) -> Condition:
    return Condition(
        states=ask.states,
        reasons=ask.reasons,
        unless=ask.unless,
        facts=ask.facts,
        events=ask.events,
        roles=ask.roles,
        changes=ask.changes,
        automated=ask.by_tool,
    )


def to_clock(rule: Rule) -> Clock:
    conditions: dict[str, Any] = {
        name: [to_condition(ask) for ask in getattr(rule, name)]
        for name in ("stops", "voids", "pauses", "resumes", "starts", "after", "resets")
    }
    return Clock("any", **conditions, reopening=Reopening(rule.reopening), since="since")


def to_incident(life: list[Note], start: int = START) -> Incident:
    """The incident counts from the start, whatever is told of the time before."""
    entries = [to_entry(note) for note in life]
    first = Entry[IncidentState, IncidentEvent](
        to_instant(OPENED.at), changes={"since": to_instant(start)}
    )
    return Incident(IncidentId("incident-1"), (first, *entries), opened_at=first.at)


def to_entry(note: Note) -> Entry[IncidentState, IncidentEvent]:
    is_tool = note.role == "automated"
    role = RoleType(note.role) if note.role and not is_tool else None
    return Entry(
        to_instant(note.at),
        event=IncidentEvent(note.event) if note.event else None,
        state=IncidentState(note.state) if note.state else None,
        reason=note.reason,
        by=Actor(role=role, is_automated=is_tool) if note.role else None,
        changes={name: VALUES.get(word or "", word) for name, word in note.facts.items()},
    )


def tell(cycle: Any, as_of: int) -> tuple[int, int | None, int | None, tuple[str, ...]]:
    start = to_minute(cycle.started_at)
    stopped, voided = (at and to_minute(at) for at in (cycle.stopped_at, cycle.voided_at))
    end = next((at for at in (stopped, voided) if at is not None), as_of)
    return start, stopped, voided, spread(start, end, cycle.pauses)


def is_at_network(scene: Scene) -> bool:
    return scene.facts.get("team") == "network"


def engages(_state: str, _reason: str | None, facts: Mapping[str, object]) -> bool:
    return facts.get("team") == "network"


@given(rules(), lives, minutes)
def test_clock_counts_as_the_oracle_does(rule: Rule, life: list[Note], as_of: int) -> None:
    expected = [lap.told for lap in Walker(rule).walk([OPENED, *life], START, as_of)]

    cycles = follow(to_incident(life), to_clock(rule), as_of=to_instant(as_of))

    assert expected == [tell(cycle, as_of) for cycle in cycles]


@given(rules(), lives, minutes, st.booleans())
def test_visits_count_as_the_oracle_does(
    rule: Rule, life: list[Note], as_of: int, sums: bool
) -> None:
    walker = Walker(rule, is_at_network, sums=sums)
    expected = [lap.told for lap in walker.walk([OPENED, *life], START, as_of)]

    cycles = follow(
        to_incident(life),
        to_clock(rule),
        as_of=to_instant(as_of),
        engages=engages,
        sums_assignments=sums,
    )

    assert expected == [tell(cycle, as_of) for cycle in cycles]


# The clocks of the field once more, in plain words.

RESUMED = frozenset({"service resumed", "resolved", "closed"})
RESOLVED = frozenset({"resolved", "closed"})
CLOSED = frozenset({"closed"})
VOID = (Ask(frozenset({"rerouted", "rejected", "cancelled"})),)
PENDING = (Ask(frozenset({"pending"})),)
FROM_DESK = Ask(changes=(("correspondent", "desk"),), by_tool=False)
FROM_CUSTOMER = Ask(changes=(("correspondent", "customer"),))
RESPONDED = (Ask((RESUMED - CLOSED) | {"in progress"}, by_tool=False), FROM_DESK)
BY_PROGRAM = Ask(RESOLVED - CLOSED, by_tool=True)
UNANSWERED = (*VOID, Ask(CLOSED), BY_PROGRAM)
INFORMED = Ask(facts=(("is_major", "True"),), changes=(("update", None),))
BUILT_IN = {
    Clock.RESPONSE: Rule(RESPONDED, UNANSWERED, reopening="ignore"),
    Clock.NEXT_RESPONSE: Rule(
        (FROM_DESK, Ask(RESOLVED - CLOSED, by_tool=False)),
        UNANSWERED,
        starts=(FROM_CUSTOMER,),
        after=(*RESPONDED, BY_PROGRAM),
        reopening="ignore",
    ),
    Clock.UPDATE: Rule(
        (INFORMED, Ask(RESUMED)),
        (*VOID, Ask(facts=(("is_major", "False"),))),
        starts=(Ask(changes=(("is_major", "True"),)), INFORMED),
        reopening="ignore",
    ),
    Clock.ASSIGNMENT: Rule((Ask(RESUMED),), VOID, PENDING),
    Clock.RESTORATION: Rule((Ask(RESUMED),), VOID, PENDING),
    Clock.RESOLUTION: Rule((Ask(RESOLVED),), VOID, PENDING),
    Clock.CLOSURE: Rule((Ask(CLOSED),), VOID, PENDING),
}
usual_facts = st.fixed_dictionaries(
    {},
    optional={
        "correspondent": st.sampled_from(("customer", "desk")),
        "is_major": st.sampled_from(("True", "False")),
        "update": st.just("still at work"),
        "team": st.sampled_from(FACTS["team"]),
    },
)
usual_lives = st.lists(
    st.builds(
        Note,
        st.integers(START, START + SPAN),
        st.none() | st.sampled_from([*map(str, IncidentState)]),
        st.none() | st.sampled_from(REASONS),
        role=st.none() | st.sampled_from(ROLES),
        facts=st.just({}) | usual_facts,
    ),
    max_size=10,
)
REOPENINGS = st.sampled_from(Reopening)


@pytest.mark.parametrize("clock", BUILT_IN, ids=lambda clock: clock.name)
@given(usual_lives, minutes, st.none() | REOPENINGS, st.sampled_from((None, False, True)))
def test_clock_of_the_field_counts_as_the_oracle_does(
    clock: Clock, life: list[Note], as_of: int, reopening: Reopening | None, sums: bool | None
) -> None:
    rule, party = BUILT_IN[clock], None if sums is None else is_at_network
    if reopening:
        clock, rule = evolve(clock, reopening=reopening), replace(rule, reopening=str(reopening))
    walker = Walker(rule, party, sums=bool(sums))
    expected = [lap.told for lap in walker.walk([OPENED, *life], START, as_of)]

    cycles = follow(
        to_incident(life),
        evolve(clock, since="since"),
        as_of=to_instant(as_of),
        engages=None if sums is None else engages,
        sums_assignments=bool(sums),
    )

    assert expected == [tell(cycle, as_of) for cycle in cycles]
