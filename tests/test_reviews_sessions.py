"""Sessions: the other management reviews, their four columns, their votes and their gates."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from mof.converters import make_converter
from mof.errors import DefinitionError, FactError, MissingFactError, UnknownReferenceError
from mof.framework import ChangeSubject, GateDecision, ReviewColumn, ReviewKind, RoleType
from mof.records import Actor
from mof.reviews import (
    CHARTERS,
    Answer,
    BroughtInput,
    Charter,
    Decision,
    DecisionStatus,
    Meeting,
    Quorum,
    ReviewSession,
    Vote,
    VotingRule,
    find_charter,
    release_service,
)
from mof.reviews.sessions._charters import judge_components
from mof.reviews.sessions._parts_in_order import PartStatus
from mof.reviews.sessions._post_implementation import POST_IMPLEMENTATION
from mof.reviews.sessions._release_readiness import READINESS_PARTS, RELEASE_READINESS
from mof.reviews.sessions._service_alignment import SERVICE_ALIGNMENT
from mof.reviews.sessions._six_charters import PORTFOLIO, PROJECT_PLAN_APPROVED
from mof.services import Service, ServiceState
from mof.services._gate_gaps import find_gate_gaps
from mof.values import PersonId, ReviewId, ServiceId

GO, NO_GO = GateDecision.GO, GateDecision.NO_GO
MAIL = ServiceId("mail")
START = datetime(2026, 6, 1, 8, tzinfo=UTC)
PARTS = tuple(
    Answer(question=part, is_good=True, evidence=[f"proof-{number}"], by=PersonId("person-1"))
    for number, part in enumerate(READINESS_PARTS, 1)
)


def meet(charter: Charter, *groups: str, day: int = 0, name: str = "") -> Meeting:
    """A meeting with one person for each group, or for every one there is."""
    groups = groups or charter.name(ReviewColumn.STAKEHOLDERS)
    return Meeting(
        ReviewId(name or f"review-{charter.kind.name.lower()}"),
        held_at=START + timedelta(days=day),
        attendances={group: PersonId(f"person-{number}") for number, group in enumerate(groups, 1)},
    )


def vote(meeting: Meeting, decision: GateDecision = GO, **changes: Any) -> tuple[Vote, ...]:
    usual: dict[str, Any] = {"evidence": ["report-1"], "reason": "" if decision is GO else "no"}
    return tuple(
        Vote(person=each.person, group=each.group, decision=decision, **usual | changes)
        for each in meeting.attendances
    )


def hold(charter: Charter, *groups: str, day: int = 0, **changes: Any) -> ReviewSession:
    """A review at which everybody is for going on, with good answers to all parts."""
    meeting = meet(charter, *groups, day=day)
    usual: dict[str, Any] = {
        "meeting": meeting,
        "services": [MAIL],
        "answers": PARTS if charter.parts else (),
        "votes": vote(meeting),
    }
    return ReviewSession(charter, **usual | changes)


def rule(meeting: Meeting, kind: str, **changes: Any) -> Decision:
    there = meeting.attendances[0]
    usual: dict[str, Any] = {"decided_by": there.person, "group": there.group, "text": "do it"}
    return Decision(kind=kind, **usual | changes)


# Charters


def test_every_review_but_the_operational_health_review_has_a_charter() -> None:
    kinds = {charter.kind for charter in CHARTERS}

    assert {*ReviewKind} - {ReviewKind.OPERATIONAL_HEALTH} == kinds
    assert RELEASE_READINESS is find_charter(ReviewKind.RELEASE_READINESS)


def test_operational_health_review_has_no_charter_and_the_error_says_which_have() -> None:
    with pytest.raises(UnknownReferenceError, match="these have: Service Alignment"):
        find_charter(ReviewKind.OPERATIONAL_HEALTH)


@pytest.mark.parametrize("charter", CHARTERS, ids=lambda each: each.kind.name)
def test_every_column_of_every_review_has_entries_and_each_says_where_it_is_from(
    charter: Charter,
) -> None:
    rows = charter.to_table().rows

    columns = {row[0] for row in rows}
    assert {"stakeholder", "input", "analysis", "decision", "output"} == columns
    assert all(row[2] for row in rows)


@pytest.mark.parametrize("charter", CHARTERS, ids=lambda each: each.kind.name)
def test_every_output_of_every_review_is_reached_by_a_decision(charter: Charter) -> None:
    reached = {*charter.on_go, *(each for _, outputs in charter.leads for each in outputs)}

    assert set(charter.name(ReviewColumn.OUTPUTS)) == reached


def test_column_that_no_source_gives_is_marked_as_our_judgement() -> None:
    assert POST_IMPLEMENTATION.is_judged(ReviewColumn.INPUTS)
    assert not POST_IMPLEMENTATION.is_judged(ReviewColumn.ANALYSES)
    assert not RELEASE_READINESS.is_judged(ReviewColumn.OUTPUTS)


def test_charter_without_a_column_is_refused() -> None:
    with pytest.raises(DefinitionError, match="has no stakeholder"):
        Charter(ReviewKind.POST_IMPLEMENTATION)


def test_charter_that_names_what_is_in_no_column_is_refused() -> None:
    with pytest.raises(DefinitionError, match="'maybe' is no decision of the Portfolio review"):
        evolve(PORTFOLIO, voted=["maybe"])


def test_organization_adds_entries_of_its_own() -> None:
    added = judge_components(ReviewKind.PORTFOLIO, ReviewColumn.INPUTS, "strategy of the year")

    own = evolve(PORTFOLIO, added=added)

    assert "strategy of the year" == own.name(ReviewColumn.INPUTS)[-1]


# Parts in order


def test_release_passes_its_four_parts_in_order() -> None:
    session = hold(RELEASE_READINESS)

    assert [PartStatus.PASSED] * 4 == [standing for _, standing in session.parts]
    assert READINESS_PARTS == RELEASE_READINESS.name(ReviewColumn.ANALYSES)[:4]
    assert GO is session.gate_decision


@pytest.mark.parametrize(
    "second, standing",
    [
        (None, PartStatus.NOT_ANSWERED),
        ({"is_good": False}, PartStatus.FAILED),
        ({"evidence": ()}, PartStatus.WITHOUT_EVIDENCE),
    ],
)
def test_what_comes_after_a_part_that_is_not_passed_is_not_reached(
    second: dict[str, Any] | None, standing: PartStatus
) -> None:
    changed = () if second is None else (evolve(PARTS[1], **second),)

    session = hold(RELEASE_READINESS, answers=(PARTS[0], *changed, *PARTS[2:]))

    assert [
        PartStatus.PASSED,
        standing,
        PartStatus.NOT_REACHED,
        PartStatus.NOT_REACHED,
    ] == [each for _, each in session.parts]
    assert NO_GO is session.gate_decision
    assert f"{READINESS_PARTS[1]}: {standing}" == session.objections[0]


# Votes


def test_single_no_go_holds_the_release_and_says_why() -> None:
    meeting = meet(RELEASE_READINESS)
    first, *others = vote(meeting)
    against = evolve(first, decision=NO_GO, reason="the desk has no articles")

    session = hold(RELEASE_READINESS, votes=(against, *others))

    assert NO_GO is session.gate_decision
    assert "go from 75.0 % of the votes, 100 % needed" in session.objections[0]
    assert "the desk has no articles" in session.objections[1]


def test_go_without_evidence_does_not_count_as_one() -> None:
    meeting = meet(RELEASE_READINESS)

    session = hold(RELEASE_READINESS, votes=vote(meeting, evidence=()))

    assert NO_GO is session.gate_decision
    assert "go without evidence" in session.objections[1]


def test_organization_may_count_otherwise_and_give_a_group_a_veto() -> None:
    lenient = VotingRule(least_share="1/2", needs_evidence=False, vetoes=["customers"])
    charter = evolve(RELEASE_READINESS, voting=lenient)
    bare = vote(meet(charter), evidence=())
    (of_customers,) = (each for each in bare if each.group == "customers")
    others = [each for each in bare if each is not of_customers]

    veto = evolve(of_customers, decision=NO_GO, reason="too early")

    assert GO is hold(charter, votes=bare).gate_decision
    held = hold(charter, votes=[veto, *others])
    assert (f"{veto.person} objects for customers: too early",) == held.objections
    assert "a no-go for customers is enough" in str(lenient)
    assert Fraction(1, 2) == lenient.least_share


def test_veto_is_said_once_where_the_share_is_missed_too() -> None:
    strict = VotingRule(vetoes=["customers"])
    charter = evolve(RELEASE_READINESS, voting=strict)

    held = hold(charter, votes=vote(meet(charter), NO_GO))

    assert 1 == sum("for customers" in each for each in held.objections)


def test_gate_at_which_nobody_voted_lets_nothing_through() -> None:
    session = hold(PORTFOLIO, votes=())

    assert NO_GO is session.gate_decision
    assert ("no votes",) == session.objections


def test_review_that_is_no_gate_decides_nothing_unless_somebody_votes() -> None:
    assert hold(SERVICE_ALIGNMENT, votes=()).gate_decision is None
    assert GO is hold(SERVICE_ALIGNMENT).gate_decision


def test_review_without_its_quorum_lets_nothing_through() -> None:
    session = hold(RELEASE_READINESS, "users", "key stakeholders")

    assert NO_GO is session.gate_decision
    assert "no quorum: no person for customers" == session.objections[0]
    assert () == session.outputs


def test_no_go_without_a_reason_is_refused() -> None:
    with pytest.raises(DefinitionError, match="say what is amiss"):
        Vote(person=PersonId("person-1"), group="users", decision=NO_GO)


def test_vote_that_needs_no_go_is_refused() -> None:
    with pytest.raises(DefinitionError, match="decides nothing"):
        VotingRule(least_share=0)


# Bad input


@pytest.mark.parametrize(
    "changes, reference",
    [
        ({"brought": [BroughtInput(entry="tea", title="tea")]}, "tea"),
        ({"answers": [Answer(question="why?", is_good=True)]}, "why?"),
        ({"meeting": meet(PORTFOLIO, "passers-by"), "votes": ()}, "passers-by"),
    ],
)
def test_what_is_in_no_column_is_refused(changes: dict[str, Any], reference: str) -> None:
    with pytest.raises(UnknownReferenceError) as caught:
        hold(PORTFOLIO, **changes)

    assert reference == caught.value.reference


def test_vote_of_somebody_who_was_not_there_is_refused() -> None:
    stranger = Vote(person=PersonId("person-9"), group="IT executives", decision=GO)

    with pytest.raises(UnknownReferenceError, match="a vote is of person-9"):
        hold(PORTFOLIO, votes=[stranger])


def test_two_votes_of_one_person_or_two_answers_to_one_question_are_refused() -> None:
    meeting = meet(PORTFOLIO)
    answer = Answer(question="value", is_good=True)

    with pytest.raises(DefinitionError, match="two votes"):
        hold(PORTFOLIO, votes=[*vote(meeting), vote(meeting)[0]])
    with pytest.raises(DefinitionError, match="two answers"):
        hold(PORTFOLIO, answers=[answer, answer])


def test_decision_on_what_is_voted_on_or_not_decided_at_all_is_refused() -> None:
    meeting = meet(PORTFOLIO)

    with pytest.raises(DefinitionError, match="give their votes"):
        hold(PORTFOLIO, decisions=[rule(meeting, "go, no-go or later")])
    with pytest.raises(UnknownReferenceError, match="among the decisions"):
        hold(PORTFOLIO, decisions=[rule(meeting, "lunch")])
    with pytest.raises(UnknownReferenceError, match="did not attend"):
        hold(PORTFOLIO, decisions=[rule(meeting, "funding", decided_by=PersonId("person-9"))])


def test_decision_about_no_finding_takes_no_subject() -> None:
    with pytest.raises(DefinitionError, match="a decision about no finding has no subject"):
        rule(meet(PORTFOLIO), "funding", subject=ChangeSubject.OLA)


# Outputs


def test_accepted_decision_leads_to_outputs_and_to_an_action_that_somebody_owns() -> None:
    meeting = meet(SERVICE_ALIGNMENT)
    owned = rule(meeting, "improve a service", owner=PersonId("person-2"), due_on=date(2026, 8, 1))
    wish = rule(meeting, "add, change or retire a service")
    rejected = rule(meeting, "improve a service", status=DecisionStatus.REJECTED)

    session = hold(SERVICE_ALIGNMENT, votes=(), decisions=[owned, wish, rejected])

    assert [
        ("improvement plan", True),
        ("proposal of a new service", False),
        ("request for change to an SLA", False),
    ] == [(each.kind, each.action is not None) for each in session.outputs]
    held = session.to_held()
    assert ["review-service_alignment-action-01"] == [action.id for action in held.actions]
    assert 2 == len(held.asked_for)


def test_what_is_deferred_or_decided_without_a_quorum_comes_back() -> None:
    later = rule(meet(PORTFOLIO), "funding", status=DecisionStatus.DEFERRED)
    own = evolve(SERVICE_ALIGNMENT, quorum=Quorum(least_persons=9))
    void = rule(meet(own), "improve a service")

    assert 1 == len(hold(PORTFOLIO, decisions=[later]).to_held().deferrals)
    assert 1 == len(hold(own, votes=(), decisions=[void]).to_held().deferrals)
    assert () == hold(own, votes=(), decisions=[void]).outputs
    text = hold(own, votes=(), decisions=[void]).minutes().to_text(260)
    assert "accepted, without quorum" in text
    assert "What was decided is shown, does not hold and leads to no output." in text
    assert "deferred until the next review" in hold(PORTFOLIO, decisions=[later]).minutes().to_text(
        260
    )


def test_session_tells_which_inputs_were_not_brought() -> None:
    brought = BroughtInput(entry="business cases", title="case of mail", evidence=["case-1"])

    session = hold(PORTFOLIO, brought=[brought])

    assert ("proposals", "capacity", "costs", "risks") == session.missing_inputs
    assert session.missing_inputs == session.to_held().missing_inputs


# Minutes


def test_minutes_are_dated_in_the_zone_that_is_asked_for() -> None:
    session = hold(SERVICE_ALIGNMENT)

    text = session.minutes(tz="Europe/Oslo").to_text(240)

    assert text.count("(Europe/Oslo)") == 2
    assert "UTC" not in text
    assert session.minutes().to_text(240).count("(UTC)") == 2


@pytest.mark.parametrize("charter", CHARTERS, ids=lambda each: each.kind.name)
def test_minutes_show_four_columns_and_mark_those_that_no_source_gives(charter: Charter) -> None:
    session = hold(charter)

    text = session.minutes().to_text(240)

    for column in ("Inputs", "Analyses", "Decisions", "Outputs"):
        assert column in text
    is_any_judged = any(
        charter.is_judged(column) for column in ReviewColumn if charter.list(column)
    )
    assert is_any_judged is ("No source at hand gives this column" in text)
    assert session._repr_html_().startswith("<")
    assert session._repr_markdown_().startswith("#")


def test_minutes_tell_who_voted_how_and_what_was_answered() -> None:
    meeting = meet(RELEASE_READINESS)
    first, *others = vote(meeting)
    against = evolve(first, decision=NO_GO, reason="no articles", evidence=())
    pilot, roles, quality = (
        Answer(question=question, is_good=is_good, text="2 of 3")
        for question, is_good in (
            ("did the pilot meet its criteria of success?", False),
            ("is every role of the team ready to sign?", True),
            ("quality", True),
        )
    )

    session = hold(
        RELEASE_READINESS,
        votes=[against, *others],
        answers=[PARTS[0], pilot, roles, quality],
        brought=[BroughtInput(entry="release notes", title="notes of 1.0")],
    )

    text = session.minutes().to_text(260)
    for words in (
        "Release Readiness review of mail",
        "no articles",
        "not well",
        "worked out from records",
        "not reached",
        "notes of 1.0",
        "missing",
        "How votes are counted is our judgement",
    ):
        assert words in text


def test_minutes_of_a_review_without_vote_show_its_decisions_and_actions() -> None:
    meeting = meet(SERVICE_ALIGNMENT)
    owned = rule(meeting, "improve a service", owner=PersonId("person-2"), due_on=date(2026, 8, 1))

    text = hold(SERVICE_ALIGNMENT, services=(), votes=(), decisions=[owned]).minutes().to_text(260)

    assert "Votes" not in text
    assert "review-service_alignment-action-01" in text
    assert "2026-08-01" in text


# Gates


def act(role: RoleType, day: int) -> dict[str, Any]:
    at = START + timedelta(days=day, hours=1)
    return {"at": at, "by": Actor(PersonId("person-1"), role)}


def test_service_passes_every_gate_of_its_life_by_these_reviews() -> None:
    funding, plan = hold(PORTFOLIO, day=1), hold(PROJECT_PLAN_APPROVED, day=3)
    ready, look_back = hold(RELEASE_READINESS, day=5), hold(POST_IMPLEMENTATION, day=7)
    retirement = hold(SERVICE_ALIGNMENT, day=8)
    solution, owner = RoleType.SOLUTION_MANAGER, RoleType.PORTFOLIO_MANAGER

    service = Service(MAIL, "E-mail").propose(need="letters", **act(owner, 0))
    service = service.fund(review=funding.to_held(), **act(owner, 1))
    service = service.plan(vision="vision-1", **act(solution, 2))
    service = service.approve_plan(review=plan.to_held(), project_plan="plan-1", **act(solution, 3))
    service = service.stabilize(**act(solution, 4))
    service = release_service(service, ready, version="1.0", **act(solution, 5))
    service = service.deploy(**act(solution, 6))
    service = service.accept(review=look_back.to_held(), **act(solution, 7))
    service = service.retire(review=retirement.to_held(), **act(owner, 8))

    held = [each.to_held() for each in (funding, plan, ready, look_back, retirement)]
    assert ServiceState.RETIRED is service.state
    assert () == find_gate_gaps([service], held)
    assert 5 == len({gap.gate for gap in find_gate_gaps([service], [])})


def test_release_that_the_review_did_not_let_go_is_not_deployed() -> None:
    solution, owner = RoleType.SOLUTION_MANAGER, RoleType.PORTFOLIO_MANAGER
    service = Service(MAIL, "E-mail").propose(need="letters", **act(owner, 0))
    service = service.fund(review=hold(PORTFOLIO, day=1).to_held(), **act(owner, 1))
    service = service.plan(vision="vision-1", **act(solution, 2))
    plan = hold(PROJECT_PLAN_APPROVED, day=3).to_held()
    service = service.approve_plan(review=plan, project_plan="plan-1", **act(solution, 3))
    service = service.stabilize(**act(solution, 4))
    unfinished = hold(RELEASE_READINESS, day=5, answers=PARTS[:3])
    refused = hold(RELEASE_READINESS, day=5, votes=())

    with pytest.raises(MissingFactError, match="without agreements"):
        release_service(service, unfinished, version="1.0", **act(solution, 5))
    with pytest.raises(FactError, match="no-go"):
        release_service(service, refused, version="1.0", **act(solution, 5))


def test_session_survives_the_way_to_json_and_back() -> None:
    converter = make_converter()
    session = hold(RELEASE_READINESS)

    assert session == converter.loads(converter.dumps(session), ReviewSession)


ONE: Any = "not a list"


@pytest.mark.parametrize(
    "make,what",
    [
        (lambda: BroughtInput(entry="input", title="title", evidence=ONE), "pieces of evidence"),
        (lambda: Answer(question="asked", is_good=True, evidence=ONE), "pieces of evidence"),
        (lambda: evolve(VotingRule(), vetoes=ONE), "groups"),
        (lambda: Quorum(groups=ONE), "groups"),
        (lambda: evolve(RELEASE_READINESS, voted=ONE), "entries"),
        (lambda: evolve(RELEASE_READINESS, added=ONE), "components"),
        (lambda: evolve(RELEASE_READINESS, leads={"decision": ONE}), "outputs"),
        (lambda: hold(PORTFOLIO, brought=ONE), "inputs brought"),
        (lambda: hold(PORTFOLIO, answers=ONE), "answers"),
        (lambda: hold(PORTFOLIO, votes=ONE), "votes"),
        (lambda: hold(PORTFOLIO, decisions=ONE), "decisions"),
    ],
)
def test_one_thing_where_several_belong_is_refused(make: Any, what: str) -> None:
    with pytest.raises(DefinitionError, match=f"^{what} are given as a list"):
        make()
