"""Acting obeys the lifecycle, reading keeps what was, and nothing later leaks into a view."""

import pickle
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve, frozen

from lives import hours, note, tell
from mof.errors import (
    ActingError,
    ChronologyError,
    FactError,
    MissingFactError,
    MofError,
    NaiveTimestampError,
    RoleError,
    TransitionError,
)
from mof.framework import RoleType
from mof.help_requests import Origin, PendingReason
from mof.incidents import INCIDENT_LIFECYCLE, Correspondent, Incident, IncidentEvent, IncidentState
from mof.problems import Problem
from mof.records import Actor, Edge, Level, Noted, Priority, find_deviations
from mof.records._histories import Effort
from mof.values import IncidentId, PersonId, ProblemId, TeamId
from world import DESK, HOUR, MAIL, RESOLVER, TIMER, open_incident, prioritize_incident

COORDINATOR = Actor(PersonId("person-003"), RoleType.INCIDENT_COORDINATOR)
OPENED = open_incident("incident-1")
STARTED = prioritize_incident("incident-1").start(at=hours(1), by=RESOLVER)
WAITING = STARTED.wait(reason=PendingReason.USER.value, at=hours(2), by=RESOLVER)


def test_acting_returns_a_new_record_and_leaves_the_old_one() -> None:
    recorded = OPENED.record(
        situation="no mail arrives", contact=PersonId("person-900"), at=hours(1), by=DESK
    )

    assert (OPENED.state, recorded.state) == (IncidentState.OPEN, IncidentState.RECORDED)
    assert len(OPENED.history) == 1
    assert recorded.history[0] is OPENED.history[0]
    assert recorded.situation == "no mail arrives"
    assert OPENED.situation is None


def test_entry_says_when_what_by_whom_and_why() -> None:
    entry = WAITING.history[-1]

    assert (entry.at, entry.recorded_at) == (hours(2), hours(2))
    assert (entry.event, entry.state) == (IncidentEvent.WAIT, IncidentState.PENDING)
    assert (entry.by, entry.reason) == (RESOLVER, "user")


def test_event_that_the_state_does_not_allow_is_refused_with_those_it_does() -> None:
    with pytest.raises(TransitionError) as caught:
        OPENED.start(at=hours(1), by=RESOLVER)

    error = caught.value
    assert str(error) == (
        "incident incident-1 cannot start when open; allowed: record, cancel, merge"
    )
    assert (error.record, error.event, error.state) == ("incident-1", "start", "open")
    assert error.allowed == ("record", "cancel", "merge")


def test_event_on_a_record_that_has_not_begun_is_refused() -> None:
    with pytest.raises(TransitionError, match="cannot start when not yet begun; allowed: open"):
        Incident(IncidentId("i"), (), opened_at=hours(0)).start(at=hours(1), by=RESOLVER)


def test_record_that_is_over_allows_nothing_more() -> None:
    cancelled = OPENED.cancel(reason="withdrawn", at=hours(1), by=DESK)

    with pytest.raises(
        TransitionError, match="cannot cancel when cancelled; allowed: nothing more"
    ):
        cancelled.cancel(reason="again", at=hours(1), by=DESK)


def test_actor_whose_role_may_not_is_refused_with_those_who_may() -> None:
    with pytest.raises(RoleError) as caught:
        OPENED.cancel(reason="withdrawn", at=hours(1), by=RESOLVER)

    error = caught.value
    assert str(error) == (
        "person-002 as incident resolver may not cancel incident-1; "
        "may: customer service representative, incident coordinator"
    )
    assert error.role == "incident resolver"
    assert error.allowed == ("customer service representative", "incident coordinator")


@pytest.mark.parametrize("by, role", [(TIMER, None), (Actor(), None)], ids=["tool", "somebody"])
def test_neither_a_tool_nor_somebody_may_what_only_roles_may(by: Actor, role: str | None) -> None:
    with pytest.raises(RoleError) as caught:
        OPENED.cancel(reason="withdrawn", at=hours(1), by=by)

    assert caught.value.role is role


def test_event_before_the_last_entry_is_refused() -> None:
    with pytest.raises(ChronologyError, match="its last entry is of 2026-06-01 09:00") as caught:
        WAITING.continue_work(at=hours(1), by=RESOLVER)

    assert (caught.value.at, caught.value.last_at) == (hours(1), hours(2))


def test_last_entry_is_the_one_that_happened_last() -> None:
    told = tell(note(5, team="network"), note(1, team="desk"))

    with pytest.raises(ChronologyError):
        told.cancel(reason="withdrawn", at=hours(4), by=DESK)
    assert told.cancel(reason="withdrawn", at=hours(5), by=DESK).state is IncidentState.CANCELLED


def test_events_may_follow_at_the_same_instant() -> None:
    assert WAITING.continue_work(at=hours(2), by=RESOLVER).state is IncidentState.IN_PROGRESS


@pytest.mark.parametrize("situation", [None, ""], ids=["none", "empty"])
def test_missing_facts_are_all_named(situation: Any) -> None:
    with pytest.raises(MissingFactError) as caught:
        OPENED.record(situation=situation, at=hours(1), by=DESK)

    assert str(caught.value) == "cannot record incident-1 without situation, contact or alert"
    assert caught.value.missing == ("situation", "contact or alert")


@pytest.mark.parametrize("reason", [None, ""])
def test_missing_reason_is_named(reason: str | None) -> None:
    with pytest.raises(MissingFactError, match="cannot cancel incident-1 without a reason"):
        OPENED.cancel(reason=reason, at=hours(1), by=DESK)


def test_fact_that_nobody_knows_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FactError, match="'weather' is no fact of incident-1; known: affected_at, "):
        OPENED.act(IncidentEvent.CANCEL, reason="storm", at=hours(1), by=DESK, weather="rain")


@pytest.mark.parametrize(
    "fact, value",
    [("level", True), ("level", "2"), ("team", 7), ("knowledge", ["a"]), ("priority", "1")],
)
def test_fact_of_another_type_is_refused(fact: str, value: Any) -> None:
    with pytest.raises(FactError, match=f"{fact} of incident-1 is a ") as caught:
        OPENED.act(IncidentEvent.CANCEL, reason="storm", at=hours(1), by=DESK, **{fact: value})

    assert caught.value.fact == fact


def test_fact_that_should_change_and_does_not_is_refused() -> None:
    with pytest.raises(FactError, match="assignee is 'person-002' already") as caught:
        STARTED.escalate(
            assignee=PersonId("person-002"), reason="too hard", at=hours(2), by=RESOLVER
        )

    assert caught.value.fact == "assignee"


def test_naive_instants_are_refused() -> None:
    naive = datetime(2026, 6, 1, 12)
    act: dict[str, Any] = {"reason": PendingReason.USER.value, "by": RESOLVER}

    with pytest.raises(NaiveTimestampError):
        STARTED.wait(at=naive, **act)
    with pytest.raises(NaiveTimestampError):
        STARTED.wait(at=hours(2), recorded_at=naive, **act)
    with pytest.raises(NaiveTimestampError):
        STARTED.wait(at=hours(2), expected_at=naive, **act)
    with pytest.raises(NaiveTimestampError):
        STARTED.as_of(naive)


def test_instants_come_back_in_utc() -> None:
    local = datetime(2026, 6, 1, 15, tzinfo=ZoneInfo("Europe/Oslo"))

    waiting = STARTED.wait(
        reason=PendingReason.USER.value, at=local, expected_at=local, by=RESOLVER
    )

    assert waiting.expected_at is not None
    assert waiting.expected_at == local
    assert waiting.expected_at.tzinfo is UTC
    assert waiting.history[-1].at.tzinfo is UTC


def test_every_refusal_is_an_acting_error_and_a_value_error() -> None:
    kinds = (TransitionError, RoleError, MissingFactError, FactError, ChronologyError)

    assert all(issubclass(kind, ActingError) for kind in kinds)
    assert issubclass(ActingError, ValueError)
    assert issubclass(ActingError, MofError)


def test_event_that_keeps_the_state_keeps_what_it_was_entered_for() -> None:
    reassessed = WAITING.reassess(
        impact=Level.HIGH, urgency=Level.HIGH, reason="more users", at=hours(3), by=COORDINATOR
    )

    assert reassessed.history[-1].state is None
    assert (reassessed.state, reassessed.state_reason) == (IncidentState.PENDING, "user")
    assert reassessed.priority is Priority.P1


def test_record_without_history_knows_nothing() -> None:
    empty = Problem(ProblemId("problem-1"), ())

    assert empty.state is None
    assert empty.state_reason is None
    assert empty.started_at is None
    assert dict(empty.facts) == {}


def test_facts_come_from_the_order_of_time_not_of_writing() -> None:
    told = tell(note(5, team="network"), note(1, team="desk", recorded=6))

    assert told.team == "network"
    assert told.as_of(hours(5)).team == "network"


def test_facts_cannot_be_written_to() -> None:
    facts: Any = OPENED.facts

    with pytest.raises(TypeError):
        facts["team"] = "network"


def test_view_holds_what_was_recorded_until_then() -> None:
    told = tell(note(1, team="a"), note(2, team="b", recorded=8), note(3, team="c"))

    assert [None, "a", "a", "c", "c"] == [told.as_of(hours(at)).team for at in (0, 1, 2, 3, 8)]
    assert len(told.as_of(hours(7)).history) == 3
    assert told.as_of(hours(8)) is told


def test_view_includes_entries_of_that_very_instant() -> None:
    told = tell(note(1, team="a"))

    assert told.as_of(hours(1)).team == "a"
    assert told.as_of(hours(1) - timedelta(microseconds=1)).team is None


def test_view_before_anything_was_recorded_is_empty() -> None:
    view = STARTED.as_of(hours(-1))

    assert view.history == ()
    assert view.state is None


def test_view_of_a_view_is_the_earlier_of_both() -> None:
    assert WAITING.as_of(hours(1)).as_of(hours(9)) == WAITING.as_of(hours(1))


def test_record_can_be_acted_on_with_another_table() -> None:
    eager = INCIDENT_LIFECYCLE.changed(
        {
            (IncidentState.OPEN, IncidentEvent.START): Edge(
                IncidentState.IN_PROGRESS, roles=[RoleType.OPERATOR]
            )
        }
    )

    started = OPENED.start(
        at=hours(1), by=Actor(PersonId("person-009"), RoleType.OPERATOR), lifecycle=eager
    )

    assert started.state is IncidentState.IN_PROGRESS
    assert started.assignee == "person-009"


def test_foreign_history_is_kept_as_it_was() -> None:
    entries = [note(9, IncidentState.CLOSED), note(2, mood="bad"), note(2, mood="bad")]

    told = Incident(IncidentId("incident-1"), entries, opened_at=hours(3))

    assert told.history == tuple(entries)
    assert told.facts["mood"] == "bad"
    assert told.state is IncidentState.CLOSED


def test_subclass_adds_facts_to_those_of_its_base() -> None:
    @frozen
    class MailIncident(Incident):
        mailbox = Noted(str)

    opened = MailIncident.open("incident-1", origin=Origin.EMAIL, at=hours(0), by=DESK)

    noted = opened.act(
        IncidentEvent.CANCEL, reason="?", at=hours(1), by=DESK, mailbox="info", team=TeamId("mail")
    )

    assert (noted.mailbox, noted.team) == ("info", "mail")
    assert type(noted) is MailIncident
    assert {*Incident.FACTS, "mailbox"} == {*MailIncident.FACTS}


def test_fact_asked_of_the_class_says_of_which_type_it_is() -> None:
    assert Incident.team.kind is str
    assert Incident.FACTS["priority"] is Priority


# Effort


def test_effort_is_noted_in_any_state_and_changes_nothing_else() -> None:
    noted = WAITING.note_effort(HOUR, at=hours(3), by=RESOLVER, reason="read the logs")

    assert (noted.effort, WAITING.effort) == (HOUR, None)
    assert (noted.state, noted.state_reason) == (WAITING.state, WAITING.state_reason)
    assert (Effort(hours(3), HOUR, RESOLVER),) == noted.efforts
    assert noted.history[-1].event is None
    assert find_deviations(noted) == ()


def test_effort_is_known_from_when_it_was_noted() -> None:
    noted = WAITING.note_effort(HOUR, at=hours(1), by=RESOLVER, recorded_at=hours(8))
    noted = noted.note_effort(HOUR / 2, at=hours(9), by=DESK)

    assert [None, HOUR, 1.5 * HOUR] == [noted.as_of(hours(n)).effort for n in (7, 8, 9)]
    assert [hours(1), hours(9)] == [effort.at for effort in noted.efforts]


def test_effort_before_the_last_entry_says_when_it_was_noted() -> None:
    with pytest.raises(ChronologyError, match="cannot note on incident-1 at"):
        WAITING.note_effort(HOUR, at=hours(1), by=RESOLVER)


@pytest.mark.parametrize("spent", [timedelta(0), -HOUR])
def test_effort_is_some_time(spent: timedelta) -> None:
    with pytest.raises(FactError, match="effort on incident-1 must be above zero, got "):
        WAITING.note_effort(spent, at=hours(3), by=RESOLVER)


def test_facts_can_be_noted_in_any_state_and_move_nothing() -> None:
    noted = WAITING.note(topic="queue", at=hours(3), by=DESK, reason="found later")

    assert (noted.topic, noted.state, noted.state_reason) == (
        "queue",
        WAITING.state,
        WAITING.state_reason,
    )
    assert find_deviations(noted) == ()


def test_messages_and_updates_are_noted_with_who_wrote_them() -> None:
    asked = WAITING.note_message(sender=Correspondent.CUSTOMER, at=hours(3), by=DESK)
    told = asked.note_update(update="found", at=hours(1), by=DESK, recorded_at=hours(4))

    assert asked.correspondent is Correspondent.CUSTOMER
    assert (told.update, told.history[-1].recorded_at) == ("found", hours(4))


def test_nothing_cannot_be_noted() -> None:
    with pytest.raises(MissingFactError, match="cannot note on incident-1 without a fact"):
        WAITING.note(topic="", at=hours(3), by=DESK)


def test_effort_is_somebodys() -> None:
    with pytest.raises(MissingFactError, match="cannot note effort on incident-1 without a person"):
        WAITING.note_effort(HOUR, at=hours(3), by=Actor(role=RoleType.OPERATOR))


def test_effort_can_be_noted_on_any_record_and_with_any_event() -> None:
    problem = Problem(ProblemId("problem-1"), ()).note_effort(HOUR, at=hours(1), by=RESOLVER)
    resumed = WAITING.act(
        IncidentEvent.CONTINUE, at=hours(3), by=RESOLVER, effort_spent=HOUR
    ).note_effort(HOUR, at=hours(4), by=RESOLVER)

    assert (problem.effort, problem.state) == (HOUR, None)
    assert resumed.effort == 2 * HOUR


def test_records_hash_pickle_and_copy() -> None:
    assert WAITING.service == MAIL  # whatever is cached must not get in the way

    assert {WAITING} == {pickle.loads(pickle.dumps(WAITING)), deepcopy(WAITING), evolve(WAITING)}
