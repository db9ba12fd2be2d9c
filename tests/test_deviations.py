"""Deviations show where a history departs from its lifecycle, and leave the history alone."""

from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from lives import IncidentEntry, hours, note, tell
from mof.framework import RoleType
from mof.incidents import (
    INCIDENT_LIFECYCLE,
    Incident,
    IncidentEvent,
    IncidentState,
    ResolutionMethod,
)
from mof.problems import Closure, Problem, ProblemEvent, ProblemState
from mof.problems._problem_lifecycle import PROBLEM_LIFECYCLE
from mof.records import Actor, Deviation, DeviationKind, Entry, find_deviations
from mof.values import IncidentId, PersonId, ProblemId
from world import DESK, MAIL, RESOLVER, resolve_incident

OPEN, PENDING, BUSY = IncidentState.OPEN, IncidentState.PENDING, IncidentState.IN_PROGRESS
RESUMED, RESOLVED, CLOSED = (
    IncidentState.SERVICE_RESUMED,
    IncidentState.RESOLVED,
    IncidentState.CLOSED,
)
SEEN = INCIDENT_LIFECYCLE.observing([OPEN, BUSY, PENDING, RESOLVED, CLOSED])


def event(
    at: float, what: IncidentEvent, state: IncidentState | None = None, **given: Any
) -> IncidentEntry:
    entry = note(at, state, recorded=given.pop("recorded", None), **given.pop("changes", {}))
    return evolve(entry, event=what, **given)


def kinds(incident: Incident, lifecycle: Any = None) -> list[tuple[int, DeviationKind]]:
    return [(each.position, each.kind) for each in find_deviations(incident, lifecycle)]


def test_incident_that_was_acted_on_has_none() -> None:
    assert find_deviations(resolve_incident("incident-1")) == ()


def test_history_that_only_names_states_is_held_against_the_moves() -> None:
    assert kinds(tell(note(1, BUSY), note(2, RESOLVED), note(3, CLOSED)), SEEN) == []


def test_unlawful_move_is_shown_with_the_lawful_ones() -> None:
    told = tell(note(1, PENDING))

    assert find_deviations(told) == (
        Deviation(
            "incident-1",
            1,
            hours(1),
            DeviationKind.UNLAWFUL_MOVE,
            "open → pending; lawful: recorded, cancelled",
        ),
    )


def test_move_out_of_an_end_is_unlawful() -> None:
    told = tell(note(1, IncidentState.CANCELLED), note(2, BUSY))

    assert find_deviations(told)[-1].message == "cancelled → in progress; lawful: nothing more"


def test_closing_before_opening_is_shown_for_both() -> None:
    told = Incident(
        IncidentId("incident-1"),
        (note(-1, CLOSED), note(0, OPEN)),
        opened_at=hours(0),
    )

    assert kinds(told, SEEN) == [
        (0, DeviationKind.BEFORE_START),
        (0, DeviationKind.UNLAWFUL_MOVE),
        (1, DeviationKind.UNLAWFUL_MOVE),
    ]
    assert find_deviations(told, SEEN)[1].message.startswith("(none) → closed")


def test_state_that_a_source_is_not_said_to_record_is_shown_once() -> None:
    told = tell(note(1, BUSY), note(2, RESUMED), note(3, RESOLVED))

    assert kinds(told, SEEN) == [(2, DeviationKind.UNOBSERVED_STATE)]


def test_repeated_state_is_no_move() -> None:
    assert kinds(tell(note(1, BUSY), note(2, BUSY, team="network"), note(3)), SEEN) == []


def test_entry_out_of_order_is_shown() -> None:
    told = tell(note(2, BUSY), note(1, team="desk"))

    (found,) = find_deviations(told, SEEN)

    assert (found.position, found.kind) == (2, DeviationKind.OUT_OF_ORDER)
    assert found.message == f"stands after an entry of {hours(2)}"


def test_entry_written_down_late_is_not_out_of_order() -> None:
    told = tell(note(2, BUSY), note(1, recorded=3, team="desk"))

    assert kinds(told, SEEN) == [(2, DeviationKind.RECORDED_LATE)]


def test_entry_written_down_before_it_happened_is_shown() -> None:
    assert kinds(tell(note(2, BUSY, recorded=1)), SEEN) == [(1, DeviationKind.RECORDED_AHEAD)]


@pytest.mark.parametrize("between", [(), (note(1, team="network"),)], ids=["next to it", "apart"])
def test_repeated_entry_is_shown_wherever_it_stands(between: tuple[IncidentEntry, ...]) -> None:
    told = tell(note(1, BUSY), *between, note(1, BUSY))

    assert kinds(told, SEEN) == [(2 + len(between), DeviationKind.DUPLICATE)]


def test_order_of_what_happened_decides_which_move_is_unlawful() -> None:
    told = tell(note(3, CLOSED), note(1, BUSY), note(2, RESOLVED))

    assert kinds(told, SEEN) == [(2, DeviationKind.OUT_OF_ORDER)]


def test_unlawful_event_is_shown_with_the_lawful_ones() -> None:
    told = tell(event(1, IncidentEvent.CONTINUE, BUSY))

    (found,) = find_deviations(told)

    assert found.kind is DeviationKind.UNLAWFUL_EVENT
    assert found.message == "continue when open; lawful: record, cancel, merge"


def test_event_before_there_is_a_record_is_unlawful() -> None:
    told = Incident(IncidentId("i"), (event(0, IncidentEvent.CLOSE, CLOSED),), opened_at=hours(0))

    assert find_deviations(told)[0].message == "close when not yet begun; lawful: open"


def test_event_after_the_end_is_unlawful() -> None:
    told = tell(note(1, IncidentState.REJECTED), event(2, IncidentEvent.CANCEL))

    assert find_deviations(told)[-1].message == "cancel when rejected; lawful: nothing more"


def test_event_for_another_reason_is_unlawful() -> None:
    closed = Entry[ProblemState, ProblemEvent](
        hours(1), state=ProblemState.CLOSED, reason=Closure.DUPLICATE.value
    )
    reopened = Entry(
        hours(2),
        event=ProblemEvent.REOPEN,
        state=ProblemState.DOCUMENTED,
        by=Actor(role=RoleType.PROBLEM_MANAGER),
        changes={"evidence": "it got worse"},
    )
    told = Problem(ProblemId("problem-1"), (closed, reopened))
    seen = PROBLEM_LIFECYCLE.observing([ProblemState.CLOSED])

    assert [each.kind for each in find_deviations(told, seen)] == [DeviationKind.UNLAWFUL_EVENT]
    accepted = evolve(closed, reason=Closure.WORKAROUND_ACCEPTED.value)
    assert find_deviations(evolve(told, history=(accepted, reopened)), seen) == ()


@pytest.mark.parametrize(
    "state, message",
    [
        (CLOSED, "led to closed; lawful: cancelled"),
        (None, "led to open; lawful: cancelled"),
    ],
    ids=["another", "none"],
)
def test_event_that_led_elsewhere_is_shown(state: IncidentState | None, message: str) -> None:
    told = tell(event(1, IncidentEvent.CANCEL, state, reason="withdrawn", by=DESK))

    assert [(each.kind, each.message) for each in find_deviations(told)] == [
        (DeviationKind.WRONG_STATE, message)
    ]


def test_event_that_led_nowhere_from_nothing_is_shown() -> None:
    told = Incident(IncidentId("i"), (event(0, IncidentEvent.OPEN),), opened_at=hours(0))

    assert find_deviations(told)[0].message == "led to (none); lawful: open"


def test_event_by_a_role_that_may_not_is_shown() -> None:
    cancelled = IncidentState.CANCELLED
    told = tell(event(1, IncidentEvent.CANCEL, cancelled, reason="withdrawn", by=RESOLVER))

    (found,) = find_deviations(told)

    assert found.kind is DeviationKind.WRONG_ROLE
    assert found.message == (
        "done by person-002 as incident resolver; "
        "may: customer service representative, incident coordinator"
    )


def test_unknown_actor_is_no_deviation_but_an_actor_without_the_role_is() -> None:
    cancelled = IncidentState.CANCELLED
    unknown = tell(event(1, IncidentEvent.CANCEL, cancelled, reason="withdrawn"))
    somebody = tell(event(1, IncidentEvent.CANCEL, cancelled, reason="withdrawn", by=Actor()))

    assert kinds(unknown) == []
    assert kinds(somebody) == [(1, DeviationKind.WRONG_ROLE)]


def test_event_without_what_it_takes_is_shown() -> None:
    told = tell(event(1, IncidentEvent.RECORD, IncidentState.RECORDED, by=DESK))

    assert [each.message for each in find_deviations(told)] == [
        "without situation, contact or alert"
    ]


def test_facts_noted_earlier_are_there() -> None:
    recorded = IncidentState.RECORDED
    told = tell(
        note(1, situation="no mail", contact=PersonId("person-900")),
        event(2, IncidentEvent.RECORD, recorded, by=DESK),
    )

    assert kinds(told) == []


def test_fact_that_should_have_changed_is_shown() -> None:
    person = PersonId("person-002")
    told = tell(
        note(1, BUSY, assignee=person),
        event(
            2,
            IncidentEvent.ESCALATE,
            reason="too hard",
            by=RESOLVER,
            changes={"assignee": person, "level": 2},
        ),
    )

    assert [(each.kind, each.message) for each in find_deviations(told, SEEN)] == [
        (DeviationKind.CONTRADICTION, "assignee was 'person-002' already")
    ]


def test_workaround_without_follow_up_is_shown() -> None:
    told = tell(
        note(1, RESUMED, method=ResolutionMethod.WORKAROUND),
        event(
            2,
            IncidentEvent.RESOLVE,
            RESOLVED,
            by=RESOLVER,
            changes={"resolution": "rerouted", "resolution_code": "w"},
        ),
    )

    found = find_deviations(told, INCIDENT_LIFECYCLE.observing([OPEN, RESUMED, RESOLVED]))

    assert [each.message for each in found] == [
        "without problem or known_error where method is workaround"
    ]


def test_ends_of_the_calendar_are_no_deviation() -> None:
    first, last = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
    entries = (
        IncidentEntry(first, state=OPEN, changes={"service": MAIL}),
        IncidentEntry(last, state=BUSY),
    )

    assert kinds(Incident(IncidentId("i"), entries, opened_at=first), SEEN) == []


def test_record_without_history_has_none() -> None:
    assert find_deviations(Incident(IncidentId("i"), (), opened_at=hours(0))) == ()
