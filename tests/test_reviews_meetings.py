"""Meetings: who attended, whether they were enough, and what that makes of their decisions."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import DecisionKind, ReviewTrigger, StakeholderGroup
from mof.reviews import (
    Decision,
    DecisionStatus,
    Meeting,
    OperationalHealthReview,
    Quorum,
    review_operational_health,
)
from mof.reviews._attendance import Attendance
from mof.reviews._quorums import OPERATIONAL_HEALTH_QUORUM
from mof.teams import Organization, Person
from mof.values import PersonId, ReviewId
from review_cases import LATE_MAIL, bring, find_table, list_rows
from world import JUNE

HELD_AT = datetime(2026, 7, 3, 8, tzinfo=UTC)
CHAIR = PersonId("person-007")
FIRST, SECOND = PersonId("person-1"), PersonId("person-2")
GROUPS = (
    StakeholderGroup.OPERATIONS_MANAGEMENT,
    StakeholderGroup.SERVICE_MANAGERS,
    StakeholderGroup.CUSTOMERS,
    StakeholderGroup.USERS,
    StakeholderGroup.SECURITY,
)


def meet(*groups: StakeholderGroup | str, **changes: Any) -> Meeting:
    """A meeting to which each group has sent somebody; operations management is in the chair."""
    persons: dict[Any, PersonId] = {
        group: PersonId(f"person-{number:03}") for number, group in enumerate(groups, 7)
    }
    return Meeting(ReviewId("review-june"), held_at=HELD_AT, attendances=persons, **changes)


def decide(**changes: Any) -> Decision:
    usual: dict[str, Any] = {
        "finding": LATE_MAIL,
        "kind": DecisionKind.IMPROVE_SERVICE,
        "status": DecisionStatus.ACCEPTED,
        "decided_by": CHAIR,
        "group": StakeholderGroup.OPERATIONS_MANAGEMENT,
        "text": "see to it",
        "owner": PersonId("person-020"),
        "due_on": date(2026, 8, 1),
    }
    return Decision(**usual | changes)


def hold(meeting: Meeting | None, *decisions: Decision, **changes: Any) -> OperationalHealthReview:
    return review_operational_health(bring(), decisions=decisions, meeting=meeting, **changes)


# Attendance


def test_attendances_are_read_from_groups_and_who_was_there_for_them() -> None:
    meeting = Meeting(
        ReviewId("review-june"),
        held_at=HELD_AT,
        attendances={StakeholderGroup.USERS: [SECOND, FIRST], "customers": [FIRST]},
    )

    assert (
        Attendance("customers", FIRST),
        Attendance("users", FIRST),
        Attendance("users", SECOND),
    ) == meeting.attendances
    assert meeting == evolve(meeting, attendances=list(reversed(meeting.attendances)))
    assert {FIRST, SECOND} == meeting.persons


def test_meeting_for_a_group_that_takes_no_part_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="no part in the Operational Health") as caught:
        hold(meet(*GROUPS, "shareholders"))

    assert "shareholders" == caught.value.reference


def test_decision_of_somebody_who_did_not_attend_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="did not attend review-june") as caught:
        hold(meet(*GROUPS), decide(decided_by=PersonId("person-099")))

    assert "person-099" == caught.value.reference


def test_decision_for_a_group_that_somebody_else_attended_for_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="for users, who did not attend"):
        hold(meet(*GROUPS), decide(group=StakeholderGroup.USERS))


def test_decision_of_nobody_s_meeting_says_that_nobody_was_there() -> None:
    with pytest.raises(UnknownReferenceError, match="there were: no persons"):
        hold(meet(), decide())


def test_meeting_before_what_it_looked_at_was_known_is_refused() -> None:
    early = evolve(meet(*GROUPS), held_at=JUNE.end - timedelta(days=1))

    with pytest.raises(DefinitionError, match="no later than the meeting"):
        hold(early)


# Unknown stakeholders


def test_group_is_read_by_its_word() -> None:
    assert "users" == decide(group=StakeholderGroup.USERS).group


def test_decision_for_an_unknown_group_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownReferenceError, match="these do: IT operations management") as caught:
        decide(group="shareholders")

    assert "shareholders" == caught.value.reference


# Unknown persons


@pytest.mark.parametrize(
    "unknown, what",
    [
        ("person-020", "owns the decision about outside-tolerance"),
        ("person-007", "attended for IT operations management"),
    ],
)
def test_person_whom_the_organization_does_not_list_is_refused(unknown: str, what: str) -> None:
    known = {*meet(*GROUPS).persons, PersonId("person-020")} - {PersonId(unknown)}
    organization = Organization(persons=map(Person, known))

    with pytest.raises(UnknownReferenceError, match=what) as caught:
        review_operational_health(
            bring(organization=organization), decisions=[decide()], meeting=meet(*GROUPS)
        )

    assert unknown == caught.value.reference
    assert "is it 'person-0" in str(caught.value)


def test_unknown_person_who_decided_is_refused_where_nobody_told_who_met() -> None:
    organization = Organization(persons=[Person(PersonId("anna"))])

    with pytest.raises(UnknownReferenceError, match=r"decided about .*; it lists anna"):
        review_operational_health(bring(organization=organization), decisions=[decide()])


def test_persons_whom_the_organization_lists_may_decide_without_an_owner() -> None:
    organization = Organization(persons=[Person(CHAIR)])

    held = review_operational_health(
        bring(organization=organization), decisions=[decide(owner=None)]
    )

    assert held.outputs


# Quorum


def test_meeting_of_enough_groups_has_a_quorum_and_its_decisions_lead_to_outputs() -> None:
    held = hold(meet(*GROUPS), decide())

    assert held.has_quorum
    assert held.outputs
    assert "quorum reached" in held.minutes().to_text(200)


def test_decision_without_a_quorum_is_shown_as_such_and_leads_to_nothing() -> None:
    held = hold(meet(*GROUPS[:2]), decide())

    assert held.has_quorum is False
    assert () == held.outputs
    text = held.minutes().to_text(240)
    assert "No quorum: no person for customers; 2 groups of 5; 2 persons of 3." in text
    assert "accepted, without quorum" in text


def test_decision_without_a_quorum_is_red_on_the_first_screen_and_still_to_be_taken() -> None:
    minutes = hold(meet(*GROUPS[:2]), decide()).minutes()

    asked = [row[3] for row in list_rows(find_table(minutes, "Out of tolerance"))]
    assert "✗ accepted, without quorum: see to it (person-020, due 2026-08-01)" == asked[0]
    text = minutes.to_text(240)
    assert "2 findings in red, 2 to decide on; " in text
    assert "1 × immediate service improvement" in text
    kinds = list_rows(find_table(minutes, "The five kinds of decision"))
    assert {"0"} == {decided for _, _, decided in kinds}
    proposals = list_rows(find_table(minutes, "Proposals not decided on"))
    assert "immediate service improvement" in {proposal for proposal, *_ in proposals}


def test_what_was_decided_without_a_quorum_is_to_be_decided_again() -> None:
    held = hold(meet(*GROUPS[:2]), decide()).to_held()

    assert held.has_quorum is False
    assert [LATE_MAIL] == [each.finding for each in held.deferrals]


def test_without_a_meeting_nobody_knows_whether_there_was_a_quorum() -> None:
    held = hold(None, decide())

    assert held.has_quorum is None
    assert held.outputs
    assert "Attendance is not known" in held.minutes().to_text(200)


def test_one_person_for_all_groups_is_no_meeting() -> None:
    alone = Meeting(
        ReviewId("review-june"), held_at=HELD_AT, attendances=dict.fromkeys(GROUPS, CHAIR)
    )

    assert (
        "1 person of 3",
        "person-007 for 5 groups, 2 at most",
    ) == OPERATIONAL_HEALTH_QUORUM.find_missing(alone)


def test_three_who_stand_for_two_groups_each_are_a_meeting_and_one_for_three_is_not() -> None:
    third = PersonId("person-3")
    persons = dict(zip(GROUPS, (FIRST, FIRST, SECOND, SECOND, third), strict=True))
    crowded = persons | {StakeholderGroup.SECURITY: SECOND, StakeholderGroup.PARTNERS: third}

    fair, unfair = (
        Meeting(ReviewId("review-june"), held_at=HELD_AT, attendances=each)
        for each in (persons, crowded)
    )

    assert OPERATIONAL_HEALTH_QUORUM.is_reached(fair)
    assert ("person-2 for 3 groups, 2 at most",) == OPERATIONAL_HEALTH_QUORUM.find_missing(unfair)


def test_minutes_say_what_the_quorum_asks_for_and_that_it_is_our_judgement() -> None:
    text = hold(meet(*GROUPS)).minutes().to_text(400)

    assert "5 groups and 3 persons at least, no person for more than 2 groups, " in text
    assert ", the judgement of this library." in text


def test_organization_sets_its_own_quorum() -> None:
    two = Quorum(groups=[StakeholderGroup.USERS], least_groups=0)

    held = hold(meet(*GROUPS[2:4]), quorum=two)

    assert held.has_quorum
    text = held.minutes().to_text(240)
    assert "as the organization set it" in text
    assert "0 groups and 2 persons at least, users" in text


def test_negative_quorum_is_refused() -> None:
    with pytest.raises(DefinitionError, match="must not be negative"):
        Quorum(least_persons=-1)


def test_quorum_in_which_nobody_stands_for_any_group_is_refused() -> None:
    with pytest.raises(DefinitionError, match="must be at least 1 or None, got 0"):
        Quorum(most_groups_each=0)


# Deferral


def test_deferred_decision_says_until_when() -> None:
    later = decide(status=DecisionStatus.DEFERRED, until=date(2026, 9, 1))

    held = hold(meet(*GROUPS), later)

    assert "deferred until 2026-09-01" in held.minutes().to_text(240)
    (deferral,) = held.to_held().deferrals
    assert date(2026, 9, 1) == deferral.until
    assert not deferral.is_due(datetime(2026, 8, 31, tzinfo=UTC))
    assert deferral.is_due(datetime(2026, 8, 31, 23, tzinfo=UTC), tz="Europe/Oslo")


def test_deferral_without_a_day_waits_for_the_next_review() -> None:
    held = hold(meet(*GROUPS), decide(status=DecisionStatus.DEFERRED))

    assert "deferred until the next review" in held.minutes().to_text(240)
    assert held.to_held().deferrals[0].is_due(HELD_AT)


def test_only_what_is_deferred_waits_until_a_day() -> None:
    with pytest.raises(DefinitionError, match="only a deferred one does"):
        decide(until=date(2026, 9, 1))


# What is held


def test_review_of_a_meeting_needs_no_other_name_or_time() -> None:
    held = hold(meet(*GROUPS, trigger=ReviewTrigger.EMERGENCY), decide()).to_held()

    assert ("review-june", HELD_AT) == (held.id, held.held_at)
    assert ReviewTrigger.EMERGENCY is held.trigger
    assert ["review-june-action-03"] == [action.id for action in held.actions]


def test_review_without_a_meeting_has_to_be_told_its_name_and_time() -> None:
    with pytest.raises(DefinitionError, match="what the review is called and when it was held"):
        hold(None).to_held(ReviewId("review-june"))


def test_same_decision_twice_is_refused() -> None:
    with pytest.raises(DefinitionError, match="decided on twice"):
        hold(None, decide(), decide(status=DecisionStatus.REJECTED))


def test_accepting_and_rejecting_the_same_is_refused() -> None:
    other = decide(status=DecisionStatus.REJECTED, text="leave it")

    with pytest.raises(DefinitionError, match="is both accepted and rejected; decide"):
        hold(None, decide(), other)


@pytest.mark.parametrize(
    "other",
    [
        {"status": DecisionStatus.DEFERRED},
        {"status": DecisionStatus.ACCEPTED},
        {"status": DecisionStatus.REJECTED, "kind": DecisionKind.CHANGE_FUNDING},
    ],
)
def test_decisions_that_do_not_contradict_each_other_stand_beside_each_other(
    other: dict[str, Any],
) -> None:
    assert 2 == len(hold(None, decide(), decide(text="more", **other)).decisions)


@pytest.mark.parametrize("who", ["owner", "decided_by"])
@pytest.mark.parametrize("name", ["", " "])
def test_decision_of_nobody_by_name_is_refused(who: str, name: str) -> None:
    with pytest.raises(DefinitionError, match=f"an empty {who}; name a person"):
        decide(**{who: PersonId(name)})


# Without an owner or a day


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"owner": None}, "(due 2026-08-01, no owner)"),
        ({"due_on": None}, "(person-020, no date)"),
        ({"owner": None, "due_on": None}, "(no owner, no date)"),
    ],
)
def test_decision_that_leads_to_no_action_is_shown_to_do_so(
    changes: dict[str, Any], words: str
) -> None:
    minutes = hold(meet(*GROUPS), decide(**changes)).minutes()

    asked = [row[3] for row in list_rows(find_table(minutes, "Out of tolerance"))]
    assert f"✓ accepted: see to it {words}" in asked
    text = minutes.to_text(240)
    assert "Accepted without an owner or a date: the decisions about F1; no action follows." in text


@pytest.mark.parametrize("status", [DecisionStatus.REJECTED, DecisionStatus.DEFERRED])
def test_what_is_not_accepted_needs_neither_owner_nor_day(status: DecisionStatus) -> None:
    text = hold(meet(*GROUPS), decide(status=status, owner=None)).minutes().to_text(240)

    assert "no action follows" not in text
    assert "no owner" not in text


def test_review_shows_itself_in_notebooks_as_markdown_too() -> None:
    held = hold(None)

    assert held.minutes().to_markdown() == held._repr_markdown_()
