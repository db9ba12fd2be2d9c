"""Problems live by the table of the Problem Management function, row by row."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lives import hours
from mof.agreements import Clock
from mof.agreements._cycles import follow
from mof.errors import FactError, MissingFactError, RoleError, SeparationError, TransitionError
from mof.framework import RoleType
from mof.problems import (
    Closure,
    CostBenefit,
    Problem,
    ProblemEvent,
    ProblemOrigin,
    ProblemState,
    ResearchKind,
)
from mof.problems._problem_lifecycle import PROBLEM_LIFECYCLE
from mof.records import Actor, Edge, Priority
from mof.values import ChangeId, PersonId, ProblemId, ServiceId
from transitions import PROBLEM_ROWS, Row

MANAGER = Actor(PersonId("person-010"), RoleType.PROBLEM_MANAGER)
ANALYST = Actor(PersonId("person-011"), RoleType.PROBLEM_ANALYST)
ROLES = {"PM": RoleType.PROBLEM_MANAGER, "PA": RoleType.PROBLEM_ANALYST}
DAY = timedelta(days=1)


def identify(**changes: Any) -> Problem:
    given = {
        "title": "Queue fills up",
        "symptoms": "no mail arrives",
        "origin": ProblemOrigin.REACTIVE,
        "services": (ServiceId("mail"),),
        "frequency": "weekly",
        "impact": "200 users",
        "incidents": ("incident-1",),
    }
    return Problem.identify("problem-1", **{**given, **changes}, at=hours(0), by=MANAGER)


def research(problem: Problem, at: float) -> Problem:
    act: dict[str, Any] = {"at": hours(at), "by": ANALYST}
    noted = problem.research(activity="load test", finding="it fills up", **act)
    known = noted.record_known_error(known_error="known-error-1", **act)
    return known.conclude(finding="leak", root_cause="leak in the relay", **act)


IDENTIFIED = identify()
FILTERING = IDENTIFIED.classify(
    category="software",
    priority=Priority.P2,
    owner=PersonId("person-010"),
    at=hours(1),
    by=MANAGER,
)
RESEARCHING = FILTERING.pursue(
    justification="pays in a month",
    budget=5 * DAY,
    analyst=PersonId("person-011"),
    at=hours(2),
    by=MANAGER,
)
REVIEWED = research(RESEARCHING, 3)
WAITING = REVIEWED.request_change(change=ChangeId("change-1"), at=hours(4), by=MANAGER)
VERIFYING = WAITING.complete_change(change_outcome="successful", at=hours(5), by=MANAGER)
DECLINED = FILTERING.decline(
    expected_benefit="little",
    reproduction_effort=3 * DAY,
    expected_cost="much",
    justification="it would not pay",
    at=hours(2),
    by=MANAGER,
)
WITH_WORKAROUND = research(
    REVIEWED.publish_workaround(workaround="restart daily", at=hours(4), by=MANAGER).pursue(
        justification="once more",
        budget=DAY,
        analyst=PersonId("person-011"),
        at=hours(5),
        by=MANAGER,
    ),
    6,
)


def list_edges() -> dict[tuple[str, str], Edge[ProblemState]]:
    return {
        (state.value if state else "-", event.value): edge
        for state, event, edge in PROBLEM_LIFECYCLE.edges
    }


def test_table_has_every_row_of_the_framework_and_no_other() -> None:
    assert {(row.state, row.event) for row in PROBLEM_ROWS} == {*list_edges()}


@pytest.mark.parametrize("row", PROBLEM_ROWS, ids=lambda row: f"{row.state}: {row.event}")
def test_row_leads_where_it_should_by_those_who_may(row: Row) -> None:
    edge = list_edges()[row.state, row.event]

    assert edge.to.value == row.to
    assert edge.roles == {ROLES[role] for role in row.roles}
    assert not edge.is_automatable
    needs = {*edge.given, *edge.recorded, *("/".join(choice.facts) for choice in edge.any_of)}
    assert needs | ({"reason"} if edge.needs_reason else set()) == row.needs


ACTS: dict[ProblemEvent, tuple[Problem, Callable[[Problem, Any], Problem], Actor]] = {
    ProblemEvent.CLASSIFY: (
        IDENTIFIED,
        lambda p, act: p.classify(
            category="software", priority=Priority.P2, owner=PersonId("person-010"), **act
        ),
        MANAGER,
    ),
    ProblemEvent.MERGE: (
        FILTERING,
        lambda p, act: p.merge(master=ProblemId("problem-0"), **act),
        MANAGER,
    ),
    ProblemEvent.DECLINE: (
        FILTERING,
        lambda p, act: p.decline(
            expected_benefit="little",
            reproduction_effort=3 * DAY,
            expected_cost="much",
            justification="it would not pay",
            **act,
        ),
        MANAGER,
    ),
    ProblemEvent.PURSUE: (
        FILTERING,
        lambda p, act: p.pursue(
            justification="it pays", budget=DAY, analyst=PersonId("person-011"), **act
        ),
        MANAGER,
    ),
    ProblemEvent.RESEARCH: (
        RESEARCHING,
        lambda p, act: p.research(activity="load test", finding="it fills up", **act),
        ANALYST,
    ),
    ProblemEvent.RECORD_KNOWN_ERROR: (
        RESEARCHING,
        lambda p, act: p.record_known_error(known_error="known-error-1", **act),
        ANALYST,
    ),
    ProblemEvent.CONCLUDE: (
        RESEARCHING,
        lambda p, act: p.conclude(finding="leak", **act),
        ANALYST,
    ),
    ProblemEvent.REPEAT: (
        REVIEWED,
        lambda p, act: p.repeat(expected_benefit="some", reason="nothing viable", **act),
        MANAGER,
    ),
    ProblemEvent.PUBLISH_WORKAROUND: (
        REVIEWED,
        lambda p, act: p.publish_workaround(workaround="restart daily", **act),
        MANAGER,
    ),
    ProblemEvent.REQUEST_CHANGE: (
        REVIEWED,
        lambda p, act: p.request_change(change=ChangeId("change-1"), **act),
        MANAGER,
    ),
    ProblemEvent.APPLY_FIX: (
        REVIEWED,
        lambda p, act: p.apply_fix(instructions="set the limit", **act),
        ANALYST,
    ),
    ProblemEvent.COMPLETE_CHANGE: (
        WAITING,
        lambda p, act: p.complete_change(change_outcome="successful", **act),
        MANAGER,
    ),
    ProblemEvent.FAIL_CHANGE: (
        WAITING,
        lambda p, act: p.fail_change(reason="backed out", **act),
        MANAGER,
    ),
    ProblemEvent.CLOSE: (
        VERIFYING,
        lambda p, act: p.close(observation_window=DAY / 48, proactive_action="none", **act),
        MANAGER,
    ),
    ProblemEvent.RECUR: (
        VERIFYING,
        lambda p, act: p.recur(incidents=("incident-2",), **act),
        MANAGER,
    ),
    ProblemEvent.ACCEPT_WORKAROUND: (
        WITH_WORKAROUND,
        lambda p, act: p.accept_workaround(informed=PersonId("person-004"), **act),
        MANAGER,
    ),
    ProblemEvent.REOPEN: (
        DECLINED,
        lambda p, act: p.reopen(evidence="it got worse", **act),
        MANAGER,
    ),
}


def test_every_event_has_its_acting_method() -> None:
    methods = {name for name in vars(Problem) if name[0] != "_"}

    assert {event.name.lower() for event in ProblemEvent} <= methods
    assert {*ProblemEvent} - {ProblemEvent.IDENTIFY} == {*ACTS}


@pytest.mark.parametrize("event", ACTS, ids=str)
def test_acting_method_does_what_the_row_of_its_event_says(event: ProblemEvent) -> None:
    before, act, by = ACTS[event]
    assert before.state
    edge = list_edges()[before.state.value, event.value]

    after = act(before, {"at": hours(9), "by": by})

    assert after.history[:-1] == before.history
    assert after.history[-1].event is event
    assert after.state is edge.to
    assert all(after.facts.get(fact) is not None for fact in (*edge.given, *edge.recorded))


@pytest.mark.parametrize("event", ACTS, ids=str)
def test_acting_method_refuses_those_who_may_not(event: ProblemEvent) -> None:
    before, act, _ = ACTS[event]

    with pytest.raises(RoleError):
        act(before, {"at": hours(9), "by": Actor(role=RoleType.INCIDENT_RESOLVER)})


def test_reactive_problem_names_its_incidents_and_a_proactive_one_need_not() -> None:
    with pytest.raises(MissingFactError, match="incidents where origin is reactive"):
        identify(incidents=None)
    with pytest.raises(MissingFactError, match="incidents where origin is reactive"):
        identify(incidents=())

    foreseen = identify(origin=ProblemOrigin.PROACTIVE, incidents=None)

    assert foreseen.state is ProblemState.DOCUMENTED
    assert foreseen.started_at == hours(0)


def test_repeated_research_goes_through_the_filter_again() -> None:
    leaving = {
        state.value
        for state, _, edge in PROBLEM_LIFECYCLE.edges
        if edge.to is ProblemState.RESEARCHING and state not in {None, ProblemState.RESEARCHING}
        if state
    }

    assert leaving == {"filtering"}


def test_passes_of_research_are_counted() -> None:
    assert [None, 1, 2] == [each.research_pass for each in (RESEARCHING, REVIEWED, WITH_WORKAROUND)]


@pytest.mark.parametrize(
    "event, reason",
    [
        (ProblemEvent.MERGE, Closure.DUPLICATE),
        (ProblemEvent.DECLINE, Closure.NOT_JUSTIFIED),
        (ProblemEvent.ACCEPT_WORKAROUND, Closure.WORKAROUND_ACCEPTED),
        (ProblemEvent.CLOSE, Closure.RESOLVED),
    ],
)
def test_closing_says_what_for_and_only_unfinished_business_is_reopened(
    event: ProblemEvent, reason: Closure
) -> None:
    before, act, by = ACTS[event]

    closed = act(before, {"at": hours(9), "by": by})

    assert closed.state_reason == reason.value
    assert not closed.is_open
    if reason in {Closure.NOT_JUSTIFIED, Closure.WORKAROUND_ACCEPTED}:
        assert closed.reopen(evidence="worse", at=hours(9), by=MANAGER).is_open
    else:
        with pytest.raises(TransitionError, match=f"when closed for the reason '{reason}'"):
            closed.reopen(evidence="worse", at=hours(9), by=MANAGER)


def test_reopening_takes_new_evidence() -> None:
    with pytest.raises(MissingFactError, match="without evidence"):
        DECLINED.reopen(evidence="", at=hours(9), by=MANAGER)


def test_fix_by_a_change_needs_the_root_cause() -> None:
    unexplained = RESEARCHING.conclude(finding="nothing", at=hours(3), by=ANALYST)

    with pytest.raises(MissingFactError, match="without root_cause"):
        unexplained.request_change(change=ChangeId("change-1"), at=hours(4), by=MANAGER)


def test_no_is_an_answer_to_whether_the_change_is_standard() -> None:
    assert WAITING.is_standard_change is False


def test_incidents_of_a_recurrence_join_those_known() -> None:
    again = VERIFYING.recur(incidents=("incident-2", "incident-1"), at=hours(9), by=MANAGER)

    assert again.incidents == ("incident-1", "incident-2")
    with pytest.raises(MissingFactError, match="without incidents"):
        VERIFYING.recur(incidents=(), at=hours(9), by=MANAGER)


def test_problem_is_open_while_the_search_goes_on() -> None:
    assert not Problem(ProblemId("problem-1"), ()).is_open
    assert IDENTIFIED.is_open


def test_clock_follows_a_problem_by_the_words_of_its_states() -> None:
    filtering = Clock("decision", stops=[ProblemState.RESEARCHING, ProblemState.CLOSED])

    (cycle,) = follow(RESEARCHING, filtering, as_of=hours(9))

    assert (cycle.started_at, cycle.stopped_at) == (hours(0), hours(2))


# The filter, research and the end


def test_who_searches_does_not_judge_whether_to_go_on() -> None:
    judge = Actor(PersonId("person-011"), RoleType.PROBLEM_MANAGER)

    with pytest.raises(SeparationError, match="person-011 is by and analyst"):
        FILTERING.pursue(
            justification="it pays",
            budget=DAY,
            analyst=PersonId("person-011"),
            at=hours(9),
            by=judge,
        )


def decide(cost_benefit: CostBenefit) -> Problem:
    return FILTERING.decide(
        cost_benefit,
        reproduction_effort=2 * DAY,
        budget=5 * DAY,
        analyst=PersonId("person-011"),
        at=hours(9),
        by=MANAGER,
    )


def test_filter_decides_by_figures_that_stay_on_record() -> None:
    worthwhile = decide(CostBenefit(benefit=200, research_cost=60, fix_cost="40"))
    futile = decide(CostBenefit(benefit="199.5", research_cost=60, fix_cost=40, unit="EUR"))

    assert worthwhile.state is ProblemState.RESEARCHING
    assert ("200 hours", "100 hours (60 research, 40 fix)") == (
        worthwhile.expected_benefit,
        worthwhile.expected_cost,
    )
    assert Closure.NOT_JUSTIFIED.value == futile.state_reason
    assert (
        "a benefit of 399/2 EUR for a cost of 100 is not significant; it has to be 2 times as much"
    ) == futile.justification
    assert not CostBenefit(benefit=0, research_cost=0).is_significant


def test_research_changes_one_thing_at_a_time() -> None:
    def look(**facts: Any) -> Problem:
        return RESEARCHING.research(
            activity="test", finding="slower", at=hours(9), by=ANALYST, **facts
        )

    test = ResearchKind.HYPOTHESIS_TEST
    with pytest.raises(FactError, match="one thing is changed at a time, not cable, switch"):
        look(kind=test, hypothesis="the net", changed_variables=("cable", "switch"))
    with pytest.raises(FactError, match="one thing is changed at a time, not cable, switch"):
        look(changed_variables=("cable", "switch"))
    with pytest.raises(FactError, match="one thing is changed at a time, not nothing"):
        look(kind=test, hypothesis="the net")
    with pytest.raises(FactError, match="a test is of a hypothesis"):
        look(kind=test, changed_variables=("cable",))
    tested = look(kind=test, hypothesis="the net", changed_variables=("cable",))

    rows = look().to_research_table().rows + tested.to_research_table().rows
    assert [
        (None, "test", None, None, "slower"),
        ("hypothesis test", "test", "the net", "cable", "slower"),
    ] == [row[1:] for row in rows]


def test_closed_problem_is_not_researched() -> None:
    with pytest.raises(TransitionError, match="cannot research when closed; allowed: reopen"):
        DECLINED.research(activity="test", finding="slower", at=hours(9), by=ANALYST)


def test_problem_is_watched_for_the_whole_window_before_it_is_closed() -> None:
    with pytest.raises(FactError, match=r"watched for .*, not for 30 days"):
        VERIFYING.close(
            observation_window=30 * DAY, proactive_action="none", at=hours(99), by=MANAGER
        )
