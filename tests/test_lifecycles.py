"""Lifecycles are tables that can be asked, drawn, changed and looked at from afar."""

from typing import Any

import pytest

from mof.documents import Table
from mof.errors import DefinitionError
from mof.framework import RoleType
from mof.incidents import INCIDENT_LIFECYCLE, IncidentEvent, IncidentState
from mof.problems._problem_lifecycle import PROBLEM_LIFECYCLE
from mof.records import Actor, AnyOf, Edge, Lifecycle
from mof.values import PersonId, Term

OPERATOR, MANAGER = RoleType.OPERATOR, RoleType.OPERATIONS_MANAGER


class State(Term):
    NEW = "new"
    BUSY = "busy"
    STUCK = "stuck"
    DONE = "done"


class Event(Term):
    BEGIN = "begin"
    WORK = "work"
    BLOCK = "block"
    FINISH = "finish"
    SKIP = "skip"


NEW, BUSY, STUCK, DONE = State
EDGES: dict[tuple[State | None, Event], Edge[State]] = {
    (None, Event.BEGIN): Edge(NEW, roles=[OPERATOR], is_automatable=True),
    (NEW, Event.WORK): Edge(BUSY, roles=[MANAGER, OPERATOR], given=("plan",), recorded=("owner",)),
    (BUSY, Event.WORK): Edge(BUSY, roles=[OPERATOR], changed=("plan",)),
    (BUSY, Event.BLOCK): Edge(
        STUCK,
        roles=[OPERATOR],
        needs_reason=True,
        any_of=(AnyOf(("part", "order"), where="reason", equals="parts"), AnyOf(("owner",))),
    ),
    (STUCK, Event.WORK): Edge(BUSY, roles=[OPERATOR], from_reasons=["parts", "people"]),
    (BUSY, Event.FINISH): Edge(DONE, roles=[OPERATOR], outcome="as planned"),
}
JOB = Lifecycle[State, Event]("job", EDGES)


def find(state: State | None, event: Event) -> Edge[State]:
    edge = JOB.find_edge(state, event)
    assert edge is not None
    return edge


def test_states_and_events_come_in_the_order_of_the_table() -> None:
    assert JOB.states == (NEW, BUSY, STUCK, DONE)
    assert JOB.events == (Event.BEGIN, Event.WORK, Event.BLOCK, Event.FINISH)


def test_edge_is_found_by_state_and_event() -> None:
    assert find(BUSY, Event.FINISH).to is DONE
    assert JOB.find_edge(DONE, Event.FINISH) is None


def test_allowed_events_are_those_of_the_state() -> None:
    assert JOB.allowed(None) == (Event.BEGIN,)
    assert JOB.allowed(BUSY) == (Event.WORK, Event.BLOCK, Event.FINISH)
    assert JOB.allowed(DONE) == ()


def test_final_is_what_nothing_leads_out_of() -> None:
    assert JOB.final_states == {DONE}


@pytest.mark.parametrize(
    "actor, expected",
    [
        (Actor(role=OPERATOR), True),
        (Actor(role=MANAGER), False),
        (Actor(), False),
        (Actor(is_automated=True), True),
        (Actor(role=OPERATOR, is_automated=True), True),
    ],
)
def test_edge_admits_its_roles_and_tools_where_they_may(actor: Actor, expected: bool) -> None:
    assert expected is find(None, Event.BEGIN).admits(actor)


def test_tool_is_not_admitted_by_its_role() -> None:
    assert not find(BUSY, Event.FINISH).admits(Actor(role=OPERATOR, is_automated=True))


def test_edge_says_what_is_missing() -> None:
    start, block = find(NEW, Event.WORK), find(BUSY, Event.BLOCK)

    assert start.find_missing({}, {}, None) == ("plan", "owner")
    assert start.find_missing({"plan": "a", "owner": "b"}, {}, None) == ("plan",)
    assert start.find_missing({"owner": "b"}, {"plan": "a"}, None) == ()
    assert start.find_missing({}, {"plan": "a", "owner": "b"}, None) == ()
    assert block.find_missing({}, {}, None) == ("owner", "a reason")
    assert block.find_missing({"owner": "b"}, {}, "people") == ()
    assert block.find_missing({"owner": "b"}, {}, "parts") == (
        "part or order where reason is parts",
    )
    assert block.find_missing({"owner": "b"}, {"order": "1"}, "parts") == ()


def test_edge_says_what_should_have_changed() -> None:
    work = find(BUSY, Event.WORK)

    assert work.find_unchanged({"plan": "a"}, {"plan": "a"}) == ("plan",)
    assert work.find_unchanged({"plan": "a"}, {"plan": "b"}) == ()
    assert work.find_unchanged({"plan": "a"}, {}) == ()


def test_changed_lifecycle_is_a_new_table() -> None:
    changed = JOB.changed({(NEW, Event.SKIP): Edge(DONE), (BUSY, Event.FINISH): None})

    assert changed.allowed(NEW) == (Event.WORK, Event.SKIP)
    assert changed.allowed(BUSY) == (Event.WORK, Event.BLOCK)
    assert JOB == Lifecycle("job", EDGES)


def test_change_that_cuts_off_a_state_is_refused() -> None:
    closing = {
        (state, event): None
        for state, event, edge in INCIDENT_LIFECYCLE.edges
        if edge.to is IncidentState.SUPPORTABLE
    }

    with pytest.raises(DefinitionError, match="no way leads to prioritized, in progress, "):
        INCIDENT_LIFECYCLE.changed(closing)


def test_table_with_two_edges_for_one_case_is_refused() -> None:
    edges = ((None, Event.BEGIN, Edge(NEW)), (None, Event.BEGIN, Edge(BUSY)))

    with pytest.raises(DefinitionError, match="the job lifecycle has two edges"):
        Lifecycle("job", edges)


def test_table_without_a_beginning_is_refused() -> None:
    with pytest.raises(DefinitionError, match="the job lifecycle has no way to begin"):
        Lifecycle[State, Event]("job", {(NEW, Event.WORK): Edge(BUSY)})


def test_observing_what_the_table_lacks_is_refused() -> None:
    begun = Lifecycle[State, Event]("job", {(None, Event.BEGIN): Edge(NEW)})

    with pytest.raises(DefinitionError, match="the job lifecycle observes states that it lacks"):
        begun.observing([DONE])


def test_all_moves_are_seen_where_all_states_are() -> None:
    assert JOB.moves == {
        (None, NEW),
        (NEW, BUSY),
        (BUSY, BUSY),
        (BUSY, STUCK),
        (STUCK, BUSY),
        (BUSY, DONE),
    }


def test_observing_contracts_what_happens_unseen() -> None:
    seen = JOB.observing([NEW, STUCK, DONE])

    assert seen.moves == {
        *[(None, NEW), (NEW, STUCK), (NEW, DONE), (STUCK, STUCK), (STUCK, DONE)],
        *[(BUSY, STUCK), (BUSY, DONE)],
    }
    assert seen.edges == JOB.edges


def test_observing_two_states_of_an_incident_makes_them_the_only_steps() -> None:
    seen = INCIDENT_LIFECYCLE.observing([IncidentState.RESOLVED, IncidentState.CLOSED])

    assert (None, IncidentState.RESOLVED) in seen.moves
    assert (IncidentState.RESOLVED, IncidentState.RESOLVED) in seen.moves
    assert (None, IncidentState.CLOSED) not in seen.moves


def test_lifecycle_is_shown_as_a_table() -> None:
    table = JOB.to_table()

    assert isinstance(table, Table)
    assert table.caption == "Lifecycle: job"
    assert table.rows == (
        ("(none)", "begin", "new", "operator, automated source", ""),
        ("new", "work", "busy", "operator, operations manager", "plan given; owner on record"),
        ("busy", "work", "busy", "operator", "plan changes"),
        (
            *("busy", "block", "stuck", "operator"),
            "part or order where reason is parts on record; owner on record; a reason",
        ),
        ("stuck", "work", "busy", "operator", "was parts or people"),
        ("busy", "finish", "done (as planned)", "operator", ""),
    )


def test_role_may_what_the_edge_from_the_state_says() -> None:
    assert JOB.may(OPERATOR, None, Event.BEGIN)
    assert JOB.may(MANAGER, NEW, Event.WORK)
    assert not JOB.may(MANAGER, BUSY, Event.WORK)
    assert not JOB.may(OPERATOR, DONE, Event.WORK)


def test_nothing_is_refused_if_one_of_the_roles_may() -> None:
    assert JOB.find_refusal([MANAGER, OPERATOR], BUSY, Event.WORK) is None


def test_refusal_of_a_role_says_who_may() -> None:
    refusal = JOB.find_refusal([MANAGER, RoleType.TESTER], BUSY, Event.WORK)

    assert refusal is not None
    assert (refusal.event, refusal.state, refusal.allowed_roles) == ("work", "busy", (OPERATOR,))
    assert str(refusal) == "operations manager or tester may not work job when busy; may: operator"
    assert "may: operator, automated source" in str(JOB.find_refusal([], None, Event.BEGIN))


def test_refusal_of_what_only_a_tool_may_says_so() -> None:
    edge = Edge(BUSY, is_automatable=True)
    lifecycle = JOB.changed({(NEW, Event.WORK): edge})

    assert str(lifecycle.find_refusal([OPERATOR], NEW, Event.WORK)) == (
        "operator may not work job when new; may: automated source"
    )


def test_refusal_of_an_event_says_what_is_allowed_and_from_where_it_would_be() -> None:
    assert str(JOB.find_refusal([OPERATOR], DONE, Event.WORK)) == (
        "job cannot work when done; allowed: nothing more; "
        "work is allowed when new or busy or stuck"
    )
    assert str(JOB.find_refusal([OPERATOR], None, Event.SKIP)) == (
        "job cannot skip when not yet begun; allowed: begin; skip is never allowed"
    )
    assert str(JOB.find_refusal([], NEW, Event.BEGIN)).endswith(
        "begin is allowed when not yet begun"
    )


def test_roles_and_events_are_shown_as_a_matrix() -> None:
    table = JOB.to_role_table()

    assert table.caption == "Who may do what: job"
    assert table.columns == ("Event", "operator", "operations manager", "automated source")
    assert table.rows == (
        ("begin", "yes", "no", "yes"),
        ("work", "yes", "when new", "no"),
        ("block", "yes", "no", "no"),
        ("finish", "yes", "no", "no"),
    )


def test_matrix_says_what_every_edge_says() -> None:
    table = INCIDENT_LIFECYCLE.to_role_table()
    cells = {
        (row[0], role): cell
        for row in table.rows
        for role, cell in zip(table.columns, row, strict=True)
    }

    for state, event, edge in INCIDENT_LIFECYCLE.edges:
        for role in RoleType:
            cell = str(cells.get((str(event), str(role)), "no"))
            listed = cell.removeprefix("when ").split(", ")
            assert INCIDENT_LIFECYCLE.may(role, state, event) is (role in edge.roles)
            assert (role in edge.roles) is (cell == "yes" or str(state) in listed)


def test_matrix_has_no_column_for_tools_where_they_may_nothing() -> None:
    assert "automated source" not in PROBLEM_LIFECYCLE.to_role_table().columns


def test_lifecycle_is_drawn_as_mermaid() -> None:
    assert JOB.to_mermaid() == (
        "stateDiagram-v2\n"
        '    state "new" as NEW\n'
        '    state "busy" as BUSY\n'
        '    state "stuck" as STUCK\n'
        '    state "done" as DONE\n'
        "    [*] --> NEW: begin\n"
        "    NEW --> BUSY: work\n"
        "    BUSY --> BUSY: work\n"
        "    BUSY --> STUCK: block\n"
        "    STUCK --> BUSY: work\n"
        "    BUSY --> DONE: finish\n"
        "    DONE --> [*]\n"
    )


@pytest.mark.parametrize(
    "lifecycle", [INCIDENT_LIFECYCLE, PROBLEM_LIFECYCLE], ids=["incident", "problem"]
)
def test_drawing_has_each_state_and_edge_once(lifecycle: Lifecycle[Any, Any]) -> None:
    lines = [line.strip() for line in lifecycle.to_mermaid().splitlines()]

    states = [line for line in lines if line.startswith("state ")]
    arrows = [line for line in lines if "-->" in line and not line.endswith("[*]")]

    assert len(set(states)) == len(states) == len(lifecycle.states)
    assert len(set(arrows)) == len(arrows) == len(lifecycle.edges) == len(lifecycle.to_table().rows)
    assert sum(line.startswith("[*]") for line in lines) == 1


def test_lifecycles_are_values() -> None:
    assert len({JOB, Lifecycle("job", EDGES), JOB.observing([DONE])}) == 2
    assert JOB.observing([DONE]).observing([]) == JOB


def test_incident_events_and_states_are_all_in_its_table() -> None:
    assert set(INCIDENT_LIFECYCLE.states) == set(IncidentState)
    assert set(INCIDENT_LIFECYCLE.events) == set(IncidentEvent)


def test_edge_asks_that_a_fact_on_record_has_one_of_some_values() -> None:
    edge = Edge(DONE, among=(("size", ("small", "medium")),))

    assert ("size",) == edge.find_missing({}, {}, None)
    assert () == edge.find_missing({"size": "small"}, {}, None)
    assert () == edge.find_contradicted({"size": "small"}, {})
    # Whoever acts cannot make a large thing small in passing.
    assert (("size", "large", "small or medium"),) == edge.find_contradicted(
        {"size": "large"}, {"size": "small"}
    )
    assert (("size", "large", "small or medium"),) == edge.find_contradicted({}, {"size": "large"})
    assert "size is small or medium" == edge.conditions_text


def test_edge_asks_that_two_facts_name_different_persons() -> None:
    edge = Edge(DONE, apart=(("by", "asker"), ("board", "asker")))
    anna = Actor(PersonId("anna"))

    assert (("by", "asker", "anna"),) == edge.find_joined({"asker": "anna"}, {}, anna)
    assert (("board", "asker", "ben"),) == edge.find_joined(
        {"asker": "ben"}, {"board": ("anna", "ben")}, anna
    )
    assert () == edge.find_joined({"asker": None}, {}, Actor())
    assert () == edge.find_joined({}, {}, None)
    assert "by is not asker; board is not asker" == edge.conditions_text


def test_what_anybody_may_do_is_told_in_few_words() -> None:
    assert "any role type" == Edge(DONE, roles=RoleType).roles_text


def test_what_is_missing_is_named_once() -> None:
    edge = Edge(DONE, given=("size",), fixed=(("size", "small"),))

    assert ("size",) == edge.find_missing({}, {}, None)
