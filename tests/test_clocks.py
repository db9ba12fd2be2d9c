"""Clocks follow a record: stop beats pause beats run, and what is undone becomes a pause."""

import pickle
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.agreements import Clock, Condition, Pause, Reopening
from mof.agreements._cycles import Cycle, follow
from mof.errors import DefinitionError, NaiveTimestampError
from mof.framework import RoleType
from mof.help_requests import PendingReason
from mof.incidents import Correspondent, Incident, IncidentEvent, IncidentState, ResolutionMethod
from mof.problems import Problem
from mof.records import Actor, Entry, Level
from mof.values import IncidentId, PersonId, ProblemId
from world import NETWORK, RESOLVER, prioritize_incident

S = IncidentState
BUSY, PENDING, RESUMED, RESOLVED, CLOSED = (
    S.IN_PROGRESS,
    S.PENDING,
    S.SERVICE_RESUMED,
    S.RESOLVED,
    S.CLOSED,
)
USER, SUPPLIER = PendingReason.USER, PendingReason.SUPPLIER
BY_USER = Clock.RESOLUTION.without_pauses().pausing(PENDING, USER)


def run(
    incident: Incident, clock: Clock = Clock.RESOLUTION, at: float = 99
) -> tuple[float | None, float | None, list[tuple[float, float | None, str]]]:
    """Stop, end without a stop, and pauses of the only cycle, in hours."""
    (cycle,) = follow(incident, clock, as_of=hours(at))
    pauses = [(in_hours(p.start), in_hours(p.end), p.reason) for p in cycle.pauses]
    return in_hours(cycle.stopped_at), in_hours(cycle.voided_at), pauses  # type: ignore[return-value]


def in_hours(at: datetime | None) -> float | None:
    return None if at is None else (at - hours(0)).total_seconds() / 3600


def test_each_clock_stops_where_its_name_says() -> None:
    told = tell(note(1, BUSY), note(2, RESUMED), note(3, RESOLVED), note(4, CLOSED))

    clocks = (Clock.RESPONSE, Clock.RESTORATION, Clock.RESOLUTION, Clock.CLOSURE)

    assert [1, 2, 3, 4] == [run(told, clock)[0] for clock in clocks]


def test_resolution_at_first_contact_stops_all_but_the_closure_clock() -> None:
    told = tell(note(1, RESOLVED))

    clocks = (Clock.RESPONSE, Clock.RESTORATION, Clock.RESOLUTION, Clock.CLOSURE)

    assert [1, 1, 1, None] == [run(told, clock)[0] for clock in clocks]


def test_first_stop_counts_while_it_lasts() -> None:
    assert run(tell(note(1, RESOLVED), note(2, CLOSED))) == (1, None, [])


def test_pause_lasts_until_work_goes_on() -> None:
    told = tell(note(1, BUSY), note(2, PENDING, USER), note(4, BUSY), note(6, PENDING, USER))

    assert run(told) == (None, None, [(2, 4, "user"), (6, None, "user")])


def test_pause_is_a_matter_of_state_and_reason() -> None:
    told = tell(note(1, PENDING, USER), note(2, PENDING, SUPPLIER), note(3, BUSY))

    assert run(told, BY_USER)[2] == [(1, 2, "user")]
    assert run(told)[2] == [(1, 2, "user"), (2, 3, "supplier")]
    assert run(told, Clock.RESOLUTION.without_pauses())[2] == []


def test_pause_without_a_reason_is_named_by_its_state() -> None:
    assert run(tell(note(1, PENDING)))[2] == [(1, None, "pending")]
    assert run(tell(note(1, PENDING)), BY_USER)[2] == []


def test_entry_that_repeats_the_state_does_not_split_the_pause() -> None:
    told = tell(note(1, PENDING, USER), note(2, PENDING, USER, team="desk"), note(3), note(4, BUSY))

    assert run(told)[2] == [(1, 4, "user")]


def test_reassessment_does_not_end_the_pause() -> None:
    waiting = (
        prioritize_incident("incident-1")
        .start(at=hours(1), by=RESOLVER)
        .wait(reason=USER.value, at=hours(2), by=RESOLVER)
    )

    suspected = waiting.suspect_problem(symptom="queue full", at=hours(3), by=RESOLVER)

    assert run(suspected, BY_USER)[2] == [(2, None, "user")]


def test_stop_beats_pause() -> None:
    clock = Clock("odd", stops=[RESOLVED, PENDING], pauses=[PENDING])

    assert run(tell(note(1, PENDING)), clock) == (1, None, [])


def test_stop_beats_void() -> None:
    clock = Clock("odd", stops=[S.CANCELLED], voids=[S.CANCELLED])

    assert run(tell(note(1, S.CANCELLED)), clock) == (1, None, [])


def test_reopening_continues_and_the_time_resolved_counts_as_paused() -> None:
    told = tell(note(1, BUSY), note(2, RESOLVED), note(5, BUSY), note(7, CLOSED))

    assert run(told) == (7, None, [(2, 5, "resolved")])
    assert run(told, at=4) == (2, None, [])
    assert run(told, Clock.CLOSURE) == (7, None, [])


def test_reopening_into_a_pause_makes_two_pauses() -> None:
    told = tell(note(2, RESOLVED), note(5, PENDING, USER), note(6, BUSY))

    assert run(told)[2] == [(2, 5, "resolved"), (5, 6, "user")]


def test_response_is_given_once() -> None:
    told = tell(note(1, BUSY), note(2, RESOLVED), note(3, S.RECORDED), note(4, BUSY))

    assert run(told, Clock.RESPONSE) == (1, None, [])


def test_response_is_not_paused_unless_the_agreement_says_so() -> None:
    told = tell(note(1, PENDING, USER), note(3, BUSY))

    assert run(told, Clock.RESPONSE) == (3, None, [])
    assert run(told, Clock.RESPONSE.pausing(PENDING, USER)) == (3, None, [(1, 3, "user")])


@pytest.mark.parametrize("state", [S.REROUTED, S.REJECTED, S.CANCELLED], ids=str)
def test_end_without_a_result_makes_a_running_clock_void(state: IncidentState) -> None:
    assert run(tell(note(1, BUSY), note(2, state))) == (None, 2, [])


def test_end_of_a_paused_record_ends_its_pause() -> None:
    told = tell(note(1, PENDING, USER), note(2, S.CANCELLED))

    assert run(told) == (None, 2, [(1, 2, "user")])


def test_stop_outlives_a_later_cancellation() -> None:
    told = tell(note(1, BUSY), note(2, RESOLVED), note(3, S.CANCELLED), note(4, BUSY))

    assert run(told) == (2, None, [])
    assert run(told, Clock.RESPONSE) == (1, None, [])
    assert run(told, Clock.CLOSURE) == (None, 3, [])


def test_void_is_for_good() -> None:
    assert run(tell(note(1, S.CANCELLED), note(2, BUSY), note(3, RESOLVED))) == (None, 1, [])


def test_equal_instants_keep_the_order_of_the_history() -> None:
    paused_last = tell(note(1, BUSY), note(1, PENDING, USER))
    busy_last = tell(note(1, PENDING, USER), note(1, BUSY))
    back_and_forth = tell(note(1, RESOLVED), note(1, BUSY), note(1, RESOLVED))

    assert run(paused_last)[2] == [(1, None, "user")]
    assert run(busy_last)[2] == []
    assert run(back_and_forth) == (1, None, [])


def test_history_is_followed_in_the_order_of_time() -> None:
    told = tell(note(4, BUSY), note(6, RESOLVED), note(2, PENDING, USER, recorded=7))

    assert run(told) == (6, None, [(2, 4, "user")])


def test_nothing_later_is_looked_at() -> None:
    told = tell(note(1, PENDING, USER), note(2, BUSY), note(3, RESOLVED))

    assert [run(told, at=at) for at in (0, 1, 2, 3)] == [
        (None, None, []),
        (None, None, [(1, None, "user")]),
        (None, None, [(1, 2, "user")]),
        (3, None, [(1, 2, "user")]),
    ]


def test_what_happened_before_the_start_counts_from_the_start() -> None:
    told = Incident(
        IncidentId("incident-1"),
        (note(-3, PENDING, USER), note(-1, CLOSED)),
        opened_at=hours(0),
    )

    assert run(told) == (0, None, [])


def test_record_that_has_not_started_has_no_cycle() -> None:
    assert follow(tell(), Clock.RESOLUTION, as_of=hours(-1)) == ()
    assert follow(Problem(ProblemId("p"), ()), Clock.RESOLUTION, as_of=hours(0)) == ()


def test_record_has_started_at_its_start() -> None:
    assert follow(tell(), Clock.RESOLUTION, as_of=hours(0)) == (Cycle(hours(0)),)


def test_naive_instants_are_refused() -> None:
    naive = datetime(2026, 6, 1)

    with pytest.raises(NaiveTimestampError):
        follow(tell(), Clock.RESOLUTION, as_of=naive)
    with pytest.raises(NaiveTimestampError):
        Pause(naive, None)
    with pytest.raises(NaiveTimestampError):
        Cycle(hours(0), stopped_at=naive)


def at_work(_state: str, _reason: str | None, facts: Mapping[str, Any]) -> bool:
    return facts.get("team") == "network"


def list_assignments(incident: Incident, clock: Clock = Clock.RESOLUTION) -> list[Any]:
    cycles = follow(incident, clock, as_of=hours(99), engages=at_work)
    return [
        (in_hours(c.started_at), in_hours(c.stopped_at), in_hours(c.voided_at), len(c.pauses))
        for c in cycles
    ]


def test_each_visit_is_a_cycle_from_its_beginning_to_its_end() -> None:
    told = tell(
        note(1, BUSY, team="network"),
        note(3, team="desk"),
        note(5, team="network"),
        note(6, RESOLVED),
    )

    assert list_assignments(told) == [(1, 3, None, 0), (5, 6, None, 0)]


def test_party_that_never_came_has_no_cycle() -> None:
    assert list_assignments(tell(note(1, BUSY, team="desk"))) == []


def test_visit_under_way_runs_on() -> None:
    assert list_assignments(tell(note(1, BUSY, team="network"))) == [(1, None, None, 0)]


def test_visit_that_begins_in_a_pause_is_paused_from_its_beginning() -> None:
    told = tell(note(1, PENDING, USER), note(2, team="network"), note(5, BUSY))

    assert list_assignments(told) == [(2, None, None, 1)]


def test_visit_goes_on_after_a_reopening() -> None:
    told = tell(note(1, BUSY, team="network"), note(2, RESOLVED), note(4, BUSY), note(5, CLOSED))

    assert list_assignments(told) == [(1, 5, None, 1)]


def test_visit_that_ends_after_the_stop_keeps_the_stop() -> None:
    told = tell(note(1, BUSY, team="network"), note(2, RESOLVED), note(4, team="desk"))

    assert list_assignments(told) == [(1, 2, None, 0)]


def test_visit_after_the_work_is_done_is_none() -> None:
    told = tell(note(2, RESOLVED), note(3, team="network"), note(4, CLOSED))

    assert list_assignments(told) == []


def test_visit_after_the_work_is_done_begins_when_it_is_undone() -> None:
    told = tell(note(2, RESOLVED), note(3, team="network"), note(4, BUSY))

    assert list_assignments(told) == [(4, None, None, 0)]


def test_visit_has_one_response_however_much_happens_in_it() -> None:
    told = tell(
        note(1, S.PRIORITIZED, team="network"),
        note(2, BUSY),
        note(3, PENDING, USER),
        note(4, BUSY),
        note(5, team="desk"),
    )

    assert list_assignments(told, Clock.RESPONSE) == [(1, 2, None, 0)]


def test_visit_of_a_cancelled_record_is_void() -> None:
    assert list_assignments(tell(note(1, BUSY, team="network"), note(2, S.CANCELLED))) == [
        (1, None, 2, 0),
    ]


def test_cancellation_that_also_ends_the_visit_makes_it_void() -> None:
    told = tell(note(1, BUSY, team="network"), note(2, S.CANCELLED, team="desk"))

    assert list_assignments(told) == [(1, None, 2, 0)]


def test_clock_that_can_never_stop_is_refused() -> None:
    with pytest.raises(DefinitionError, match="the clock 'endless' can never stop"):
        Clock("endless", stops=())


def test_clocks_are_values_that_take_terms_and_words_alike() -> None:
    worded = Clock("closure", stops=["closed"], voids=["cancelled"], pauses=[("pending", "user")])
    termed = Clock("closure", stops=[CLOSED], voids=[S.CANCELLED], pauses=[(PENDING, USER)])

    assert {worded} == {termed, pickle.loads(pickle.dumps(termed))}


def test_pausing_adds_to_the_pauses_there_are() -> None:
    clock = Clock.RESTORATION.pausing(S.PRIORITIZED).pausing(BUSY, "parts", "people")

    assert clock.pauses == {
        Condition(states=["pending"]),
        Condition(states=["prioritized"]),
        Condition(states=["in progress"], reasons=["parts"]),
        Condition(states=["in progress"], reasons=["people"]),
    }
    assert clock.without_pauses() == Clock.RESTORATION.without_pauses()


def test_acting_incident_is_followed_like_any_other() -> None:
    resumed = (
        prioritize_incident("incident-1")
        .start(at=hours(1), by=RESOLVER)
        .resume_service(method=ResolutionMethod.FIX, at=hours(2), by=RESOLVER)
    )

    assert run(resumed, Clock.RESPONSE)[0] == 1
    assert run(resumed, Clock.RESTORATION)[0] == 2
    assert run(resumed)[0] is None


# Conditions

FROM_USER: dict[str, Any] = {"correspondent": Correspondent.CUSTOMER}
FROM_DESK: dict[str, Any] = {"correspondent": Correspondent.DESK}


def stops_and_starts(
    incident: Incident, clock: Clock, at: float = 99
) -> list[tuple[float | None, float | None]]:
    cycles = follow(incident, clock, as_of=hours(at))
    return [(in_hours(cycle.started_at), in_hours(cycle.ended_at)) for cycle in cycles]


def act(at: float, event: IncidentEvent, role: RoleType | None = None, **changes: Any) -> Any:
    by = Actor(role=role) if role else Actor(PersonId("tool"), is_automated=True)
    return Entry[IncidentState, IncidentEvent](hours(at), event=event, by=by, changes=changes)


@pytest.mark.parametrize(
    "condition, words",
    [
        (
            Condition(states=[BUSY, S.OPEN], unless=["user"]),
            "in in progress or open except for user",
        ),
        (Condition(events=["notify"], roles=[RoleType.OPERATOR]), "at notify by operator"),
        (Condition(facts={"team": NETWORK}, reasons=["user"]), "for user with team network"),
        (Condition(facts=["team"]), "with team known"),
        (Condition(changes=["update"]), "as update is noted"),
        (Condition(changes=FROM_DESK), "as correspondent is noted desk"),
        (Condition(states=[BUSY], automated=True), "in in progress by a program"),
        (Condition(states=[BUSY], automated=False), "in in progress by a person"),
    ],
)
def test_condition_reads_as_a_phrase(condition: Condition, words: str) -> None:
    assert words == str(condition)


@pytest.mark.parametrize(
    "empty", [{}, {"states": []}, {"events": ()}, {"facts": {}}, {"automated": True}]
)
def test_condition_that_asks_for_nothing_is_refused(empty: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match=r"can never hold|asks for something"):
        Condition(**empty)


def test_state_comes_with_one_reason_at_most_in_short() -> None:
    odd: Any = (PENDING, USER, SUPPLIER)

    with pytest.raises(DefinitionError, match="a state and its reason are two words"):
        Clock("odd", stops=[RESOLVED], pauses=[odd])


def test_waiting_for_the_supplier_does_not_pause_the_contract_clock_in_one_line() -> None:
    contract = Clock.RESOLUTION.running(PENDING, SUPPLIER)
    told = tell(note(1, PENDING, SUPPLIER), note(3, PENDING, USER), note(4, BUSY), note(5, PENDING))

    assert run(told, contract)[2] == [(3, 4, "user"), (5, None, "pending")]


def test_running_takes_out_a_state_or_reasons_for_it_and_leaves_the_rest() -> None:
    clock = Clock("odd", stops=[RESOLVED], pauses=[Condition(states=[PENDING, BUSY])])
    by_reason = Clock("odd", stops=[RESOLVED], pauses=[(PENDING, USER), (PENDING, SUPPLIER), BUSY])

    assert clock.running(PENDING).pauses == {Condition(states=[BUSY])}
    assert clock.running(S.OPEN) == clock
    assert by_reason.running(PENDING, USER).pauses == {
        Condition(states=[PENDING], reasons=[SUPPLIER], unless=[USER]),
        Condition(states=[BUSY]),
    }
    assert Clock.RESOLUTION.running(PENDING, USER).running(PENDING, SUPPLIER).pauses == {
        Condition(states=[PENDING], unless=[USER, SUPPLIER])
    }


def test_clock_pauses_while_a_fact_is_noted() -> None:
    clock = Clock("odd", stops=[RESOLVED], pauses=[Condition(facts={"supplier": "carrier"})])
    told = tell(
        note(1, BUSY), note(2, supplier="carrier"), note(4, supplier="other"), note(5, BUSY)
    )

    assert run(told, clock)[2] == [(2, 4, "in progress")]


def test_moment_pauses_until_another_resumes() -> None:
    clock = Clock(
        "odd",
        stops=[RESOLVED],
        pauses=[Condition(events=[IncidentEvent.NOTIFY])],
        resumes=[Condition(events=[IncidentEvent.ESCALATE])],
    )
    told = tell(
        note(1, BUSY), act(2, IncidentEvent.NOTIFY), note(3, BUSY), act(4, IncidentEvent.ESCALATE)
    )

    assert run(told, clock)[2] == [(2, 4, "notify")]
    assert run(told, clock, at=3)[2] == [(2, None, "notify")]


def test_clock_that_could_never_resume_is_refused() -> None:
    with pytest.raises(DefinitionError, match="can never resume what a moment pauses"):
        Clock("odd", stops=[RESOLVED], pauses=[Condition(events=["notify"])])


def test_clock_that_says_after_what_it_starts_says_what_starts_it() -> None:
    with pytest.raises(DefinitionError, match="not what starts it"):
        Clock("odd", stops=[RESOLVED], after=[BUSY])


def test_only_the_role_named_stops_the_clock() -> None:
    resolver = RoleType.INCIDENT_RESOLVER
    clock = Clock("looked at", stops=[Condition(events=["escalate"], roles=[resolver])])
    told = tell(
        note(0.5, BUSY),
        act(1, IncidentEvent.ESCALATE),
        act(2, IncidentEvent.NOTIFY, resolver),
        act(3, IncidentEvent.ESCALATE, resolver),
        note(4, BUSY),
    )

    assert run(told, clock) == (3, None, [])


def test_automated_entries_have_a_role_of_their_own() -> None:
    clock = Clock("odd", stops=[Condition(roles=["automated"])])
    unknown = Clock("odd", stops=[Condition(events=["notify"], roles=[RoleType.OPERATOR])])
    told = tell(act(1, IncidentEvent.NOTIFY))

    assert run(told, clock)[0] == 1
    assert run(tell(note(1, BUSY)), unknown)[0] is None


def test_moment_makes_the_clock_void_for_good() -> None:
    clock = Clock("odd", stops=[RESOLVED], voids=[Condition(changes=["master"])])
    told = tell(note(1, BUSY), note(2, master=IncidentId("x")), note(3, RESOLVED))

    assert run(told, clock) == (None, 2, [])


def test_reset_begins_the_count_anew() -> None:
    clock = Clock("odd", stops=[RESOLVED], pauses=[PENDING], resets=[Condition(changes=["impact"])])
    told = tell(note(1, PENDING), note(2, impact=Level.HIGH), note(3, BUSY), note(5, RESOLVED))

    (cycle,) = follow(told, clock, as_of=hours(9))

    assert cycle == Cycle(hours(2), hours(5), pauses=(Pause(hours(2), hours(3), "pending"),))


def test_reset_of_a_running_clock_or_after_the_stop() -> None:
    clock = Clock("odd", stops=[RESOLVED], resets=[Condition(changes=["impact"])])
    told = tell(note(2, impact=Level.HIGH), note(5, RESOLVED), note(6, impact=Level.LOW))

    assert stops_and_starts(told, clock) == [(2, 5)]


def test_clock_counts_since_the_service_was_affected_where_that_is_known() -> None:
    clock = evolve(Clock.RESTORATION, since="affected_at")
    told = tell(note(1, BUSY), note(3, RESUMED))

    assert stops_and_starts(told, clock) == [(0, 3)]
    noted = tell(note(1, BUSY, affected_at=hours(-2)), note(3, RESUMED))
    assert stops_and_starts(noted, clock) == [(-2, 3)]


def test_new_cycle_begins_where_a_stop_is_undone() -> None:
    clock = evolve(Clock.RESOLUTION, reopening=Reopening.NEW_CYCLE)
    told = tell(
        note(2, RESOLVED), note(3, CLOSED), note(5, PENDING, USER), note(6, BUSY), note(7, CLOSED)
    )

    first, second = follow(told, clock, as_of=hours(9))

    assert first == Cycle(hours(0), hours(2))
    assert second == Cycle(hours(5), hours(7), pauses=(Pause(hours(5), hours(6), "user"),))


def test_new_cycles_begin_in_a_clock_that_facts_move_too() -> None:
    clock = Clock(
        "odd",
        stops=[RESOLVED],
        pauses=[Condition(facts=["supplier"])],
        reopening=Reopening.NEW_CYCLE,
    )
    told = tell(note(1, supplier="x"), note(2, RESOLVED), note(5, BUSY), note(6, CLOSED))

    assert stops_and_starts(told, clock) == [(0, 2), (5, None)]


def test_ignored_reopening_keeps_the_stop() -> None:
    clock = evolve(Clock.RESOLUTION, reopening=Reopening.IGNORE)

    assert run(tell(note(2, RESOLVED), note(5, BUSY), note(7, CLOSED)), clock) == (2, None, [])


def test_first_word_of_the_desk_is_a_response() -> None:
    told = tell(note(1, **FROM_USER), note(2, **FROM_DESK), note(4, BUSY))

    assert run(told, Clock.RESPONSE) == (2, None, [])


def test_next_response_is_due_while_the_customer_waits_after_the_first() -> None:
    told = tell(
        note(1, **FROM_USER),
        note(2, BUSY),
        note(3, **FROM_USER),
        note(4, **FROM_USER),
        note(5, **FROM_DESK),
        note(6, **FROM_DESK),
        note(7, **FROM_USER),
        note(8, RESOLVED),
        note(9, **FROM_USER),
        note(10, BUSY),
        note(11, **FROM_USER),
    )

    assert stops_and_starts(told, Clock.NEXT_RESPONSE) == [(3, 5), (7, 8), (11, None)]


@pytest.mark.parametrize("clock", [Clock.RESPONSE, Clock.NEXT_RESPONSE])
def test_what_is_closed_without_an_answer_was_not_responded_to(clock: Clock) -> None:
    asked = note(1, correspondent=Correspondent.CUSTOMER)
    answered = note(0.5, correspondent=Correspondent.DESK)
    told = tell(*([answered, asked] if clock.starts else []), note(4, CLOSED))

    (cycle,) = follow(told, clock, as_of=hours(99))

    assert (None, hours(4)) == (cycle.stopped_at, cycle.voided_at)


def test_next_response_that_is_cancelled_is_void() -> None:
    told = tell(note(1, **FROM_DESK), note(2, **FROM_USER), note(4, S.CANCELLED))

    (cycle,) = follow(told, Clock.NEXT_RESPONSE, as_of=hours(99))

    assert cycle == Cycle(hours(2), None, hours(4))


def by_tool(at: float, state: IncidentState | None = None, **changes: Any) -> Any:
    tool = Actor(PersonId("tool"), is_automated=True)
    return Entry[IncidentState, IncidentEvent](hours(at), state=state, by=tool, changes=changes)


@pytest.mark.parametrize("state", [BUSY, RESUMED], ids=str)
def test_what_a_program_does_is_no_response(state: IncidentState) -> None:
    told = tell(by_tool(1, state), by_tool(2, **FROM_DESK), note(3, state), note(4, **FROM_DESK))

    assert run(told, Clock.RESPONSE)[0] == 4
    assert run(told, Clock.RESPONSE.counting_automated())[0] == 1


def test_state_that_is_told_again_by_a_person_was_entered_by_the_program() -> None:
    again = tell(by_tool(1, BUSY), note(2, BUSY))
    anew = tell(by_tool(1, BUSY), note(2, PENDING), note(3, BUSY))

    assert run(again, Clock.RESPONSE)[0] is None
    assert run(anew, Clock.RESPONSE)[0] == 3
    assert stops_and_starts(again, Clock.NEXT_RESPONSE) == []


def test_what_a_program_resolved_was_not_responded_to_for_good() -> None:
    told = tell(by_tool(1, RESOLVED), note(2, S.RECORDED), note(3, BUSY))

    assert run(told, Clock.RESPONSE) == (None, 1, [])
    assert run(told, Clock.RESPONSE.counting_automated()) == (1, None, [])


def test_customer_who_writes_after_a_program_resolved_waits_for_the_next_response() -> None:
    told = tell(
        by_tool(1, RESOLVED), note(2, S.RECORDED), note(3, **FROM_USER), note(5, **FROM_DESK)
    )

    assert stops_and_starts(told, Clock.NEXT_RESPONSE) == [(3, 5)]


def test_next_response_is_given_by_a_person() -> None:
    told = tell(note(1, BUSY), note(2, **FROM_USER), by_tool(3, **FROM_DESK), by_tool(4, RESOLVED))

    (cycle,) = follow(told, Clock.NEXT_RESPONSE, as_of=hours(99))

    assert cycle == Cycle(hours(2), None, hours(4))
    assert stops_and_starts(told, Clock.NEXT_RESPONSE.counting_automated()) == [(2, 3)]


def test_ends_of_a_clock_are_chosen_state_by_state() -> None:
    closed, fixed = tell(note(2, CLOSED)), tell(note(2, RESOLVED))

    assert run(closed, Clock.RESPONSE.stopping(CLOSED)) == (2, None, [])
    assert run(fixed, Clock.RESPONSE.voiding(RESOLVED)) == (None, 2, [])
    assert run(fixed, Clock.RESPONSE.voiding(RESOLVED, "duplicate")) == (2, None, [])
    assert Clock.RESPONSE.stopping(CLOSED).voiding(CLOSED) == Clock.RESPONSE


def test_clock_for_which_only_programs_stop_has_nothing_left_without_them() -> None:
    clock = Clock("odd", stops=[Condition(states=[RESOLVED], automated=True)])

    with pytest.raises(DefinitionError, match="can never stop"):
        clock.counting_automated()


def test_nobody_waits_for_a_next_response_where_nobody_wrote() -> None:
    assert stops_and_starts(tell(note(1, BUSY), note(2, RESOLVED)), Clock.NEXT_RESPONSE) == []


def test_updates_are_due_from_the_declaration_of_a_major_incident_until_it_is_over() -> None:
    told = tell(
        note(1, BUSY),
        note(2, update="we look into it"),
        note(3, is_major=True),
        note(4, update="found"),
        note(6, update="mended"),
        note(7, RESUMED),
        note(8, update="over"),
    )

    assert stops_and_starts(told, Clock.UPDATE) == [(3, 4), (4, 6), (6, 7)]


def test_cancelled_record_needs_no_update_any_more() -> None:
    told = tell(note(1, is_major=True), note(2, S.CANCELLED), note(3, update="x"))

    (cycle,) = follow(told, Clock.UPDATE, as_of=hours(9))

    assert cycle == Cycle(hours(1), None, hours(2))


def test_visits_are_summed_and_the_time_between_them_is_another_teams() -> None:
    told = tell(
        note(1, BUSY, team=NETWORK),
        note(2, team="desk"),
        note(4, team=NETWORK),
        note(5, PENDING, USER),
        note(6, team="desk"),
        note(7, BUSY),
        note(8, RESOLVED),
        note(9, BUSY),
        note(10, team=NETWORK),
        note(12, RESOLVED),
    )

    (cycle,) = follow(
        told, Clock.ASSIGNMENT, as_of=hours(99), engages=with_network, sums_assignments=True
    )

    assert cycle.started_at == hours(1)
    assert cycle.stopped_at == hours(12)
    assert [(in_hours(p.start), in_hours(p.end), p.reason, p.is_away) for p in cycle.pauses] == [
        (2, 4, "other team", True),
        (5, 6, "user", False),
        (6, 8, "other team", True),
        (8, 9, "resolved", False),
        (9, 10, "other team", True),
    ]


def test_summed_visits_stay_open_while_the_record_is_elsewhere() -> None:
    told = tell(note(1, BUSY, team=NETWORK), note(2, team="desk"), note(3, BUSY))

    (cycle,) = follow(
        told, Clock.ASSIGNMENT, as_of=hours(99), engages=with_network, sums_assignments=True
    )

    assert cycle == Cycle(hours(1), pauses=(Pause(hours(2), None, "other team", is_away=True),))


def test_summed_visits_that_are_over_stay_so() -> None:
    clock = evolve(Clock.RESPONSE, pauses=[])
    told = tell(note(0.5, team=NETWORK), note(1, BUSY), note(2, team="desk"), note(3, S.OPEN))

    (cycle,) = follow(told, clock, as_of=hours(99), engages=with_network, sums_assignments=True)

    assert cycle == Cycle(hours(0.5), hours(1))


def with_network(_state: str, _reason: str | None, facts: Mapping[str, Any]) -> bool:
    return facts.get("team") == NETWORK


def test_words_that_a_lifecycle_does_not_have_are_named() -> None:
    clock = Clock("odd", stops=["nwe", RESOLVED], pauses=[Condition(facts=["supplier"])])

    assert clock.find_unknown_words(Incident.LIFECYCLE) == ("nwe",)
    assert Clock.RESOLUTION.find_unknown_words(Incident.LIFECYCLE) == ()


def test_cycle_is_cut_with_its_pauses() -> None:
    cycle = Cycle(
        hours(0),
        hours(9),
        pauses=(Pause(hours(1), hours(3)), Pause(hours(4), hours(6)), Pause(hours(7), hours(8))),
    )

    assert cycle.cut(hours(2)).pauses[0] == Pause(hours(2), hours(3))
    assert cycle.cut(hours(3), hours(5)) == Cycle(
        hours(3), None, hours(5), (Pause(hours(4), hours(5)),)
    )
