"""Outputs: the records that leave a review, and the way from each of them back to the tickets."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.changes import ChangeState, RequestForChange
from mof.changes._change_lifecycle import CHANGE_LIFECYCLE
from mof.converters import make_converter
from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import (
    AnalysisKind,
    ChangeSubject,
    DecisionKind,
    EvaluatedItem,
    OutputKind,
    StakeholderGroup,
)
from mof.improvement import ActionItem, RequestKind, ResourceRequest, ServiceImprovementProgram
from mof.improvement._earlier_reviews import RequestStatus
from mof.indicators import Indicator, Observation
from mof.problems import Problem, ProblemEvent, ProblemState
from mof.records import Entry, find_deviations
from mof.reviews import (
    OUTPUT_RULES,
    Decision,
    DecisionStatus,
    Finding,
    FindingRule,
    Meeting,
    OperationalHealthReview,
    Output,
    OutputRule,
    Severity,
    review_operational_health,
)
from mof.reviews.operational_health._output_traces import find_services, find_tickets
from mof.values import ChangeId, IndicatorId, PersonId, ProblemId, RequestId, ReviewId
from review_cases import LATE_MAIL, LATE_NETWORK, bring
from test_reviews_meetings import GROUPS, HELD_AT, meet
from world import JUNE, MAIL, MONDAY, resolve_incident

OWNER = PersonId("person-020")
SKILL = Indicator(
    IndicatorId("certificates"),
    name="certified staff",
    unit="share",
    item=EvaluatedItem.SKILLS,
    target="0.8",
    set_on=date(2026, 1, 1),
)


def decide(
    kind: DecisionKind, subject: ChangeSubject | None = None, *, finding: str = LATE_MAIL
) -> Decision:
    return Decision(
        finding=finding,
        kind=kind,
        subject=subject,
        status=DecisionStatus.ACCEPTED,
        decided_by=PersonId("person-007"),
        group=StakeholderGroup.OPERATIONS_MANAGEMENT,
        text=f"{kind}, {subject}",
        owner=OWNER,
        due_on=date(2026, 8, 1),
    )


def hold(
    *decisions: Decision, meeting: Meeting | None = None, **changes: Any
) -> OperationalHealthReview:
    meeting = meeting or meet(*GROUPS)
    return review_operational_health(bring(**changes), decisions=decisions, meeting=meeting)


def find(held: OperationalHealthReview, kind: OutputKind) -> Output:
    return next(output for output in held.outputs if output.kind == str(kind))


# Every kind


def test_every_kind_of_output_is_reached_by_the_rules_and_is_a_record() -> None:
    held = hold(*(decide(rule.decision, rule.subject) for rule in OUTPUT_RULES))

    assert set(map(str, OutputKind)) == {output.kind for output in held.outputs}
    assert all(output.record for output in held.outputs)


def test_records_of_a_review_have_ids_that_no_other_review_gives() -> None:
    held = hold(*(decide(rule.decision, rule.subject) for rule in OUTPUT_RULES))

    ids = [output.record.id for output in held.outputs if output.record]
    assert len(ids) == len(set(ids))
    assert all(each.startswith("review-june-") for each in ids)


@pytest.mark.parametrize(
    "kind, subject, expected, asked_as",
    [
        (
            DecisionKind.IMPROVE_SERVICE,
            None,
            ChangeSubject.TECHNICAL,
            OutputKind.SERVICE_CHANGE,
        ),
        (
            DecisionKind.REQUEST_CHANGE,
            ChangeSubject.TECHNICAL,
            ChangeSubject.TECHNICAL,
            OutputKind.INFRASTRUCTURE_CHANGE,
        ),
        (
            DecisionKind.CHANGE_PROCESS,
            None,
            ChangeSubject.PROCEDURAL,
            OutputKind.PROCEDURE_CHANGE,
        ),
        (
            DecisionKind.CHANGE_PROCESS,
            None,
            ChangeSubject.PROCEDURAL,
            OutputKind.DOCUMENTATION_CHANGE,
        ),
        (
            DecisionKind.REQUEST_CHANGE,
            ChangeSubject.SLA,
            ChangeSubject.SLA,
            OutputKind.AGREEMENT_CHANGE,
        ),
    ],
)
def test_change_that_is_asked_for_is_a_request_for_change_of_the_right_kind(
    kind: DecisionKind,
    subject: ChangeSubject | None,
    expected: ChangeSubject,
    asked_as: OutputKind,
) -> None:
    change = find(hold(decide(kind, subject)), asked_as).record

    assert isinstance(change, RequestForChange)
    assert expected is change.subject
    assert (asked_as, "review-june") == (change.asked_as, change.asked_by)
    assert {MAIL} == change.services
    assert (HELD_AT, "person-007") == (change.requested_at, change.requested_by)
    assert ChangeState.SUBMITTED is change.state
    assert change.category is None
    assert () == find_deviations(change, CHANGE_LIFECYCLE)


def test_change_of_an_agreement_by_a_rule_of_ones_own_is_about_that_agreement() -> None:
    rule = OutputRule(
        decision=DecisionKind.IMPROVE_SERVICE,
        outputs=[OutputKind.AGREEMENT_CHANGE, OutputKind.MINUTES],
    )
    decisions = [
        decide(DecisionKind.IMPROVE_SERVICE, finding=finding)
        for finding in (LATE_MAIL, LATE_NETWORK)
    ]

    held = review_operational_health(bring(), decisions=decisions, output_rules=[rule])

    changes = [each.record for each in held.outputs if isinstance(each.record, RequestForChange)]
    assert [ChangeSubject.SLA, ChangeSubject.OLA] == [change.subject for change in changes]
    assert 2 == sum(output.kind == str(OutputKind.MINUTES) for output in held.outputs)


def test_improvement_plan_begins_with_what_was_decided() -> None:
    program = find(hold(decide(DecisionKind.IMPROVE_SERVICE)), OutputKind.IMPROVEMENT_PLAN).record

    assert isinstance(program, ServiceImprovementProgram)
    assert {MAIL} == program.services
    assert OWNER == program.owner
    (initiative,) = program.initiatives
    assert (OWNER, date(2026, 8, 1)) == (initiative.owner, initiative.due_on)


def test_improvement_plan_that_nobody_owns_has_no_initiative_yet() -> None:
    nobody = evolve(decide(DecisionKind.IMPROVE_SERVICE), owner=None)

    program = find(hold(nobody), OutputKind.IMPROVEMENT_PLAN).record

    assert isinstance(program, ServiceImprovementProgram)
    assert () == program.initiatives


def test_missing_skills_are_asked_for_as_training_and_the_rest_as_resources() -> None:
    seen = Observation(SKILL.id, value="0.5", observed_at=JUNE.end - timedelta(days=3))
    decisions = [
        decide(DecisionKind.PROVIDE_RESOURCES, finding="outside-tolerance:certificates"),
        decide(DecisionKind.PROVIDE_RESOURCES),
        decide(DecisionKind.CHANGE_FUNDING),
    ]

    held = hold(*decisions, indicators=(SKILL,), observations=(seen,))

    kinds = [each.record.kind for each in held.outputs if isinstance(each.record, ResourceRequest)]
    assert [RequestKind.TRAINING, RequestKind.RESOURCES, RequestKind.FUNDING] == kinds


def test_action_without_owner_or_day_is_only_a_wish() -> None:
    rules = [OutputRule(decision=DecisionKind.CHANGE_FUNDING, outputs=[OutputKind.MINUTES])]
    nobody = evolve(decide(DecisionKind.CHANGE_FUNDING), owner=None)

    held = review_operational_health(bring(), decisions=[nobody], output_rules=rules)

    (output,) = held.outputs
    assert output.record is None
    assert output.action is None


def test_decision_that_no_rule_knows_is_refused() -> None:
    with pytest.raises(DefinitionError, match="no rule says what a decision of change of funding"):
        review_operational_health(
            bring(), decisions=[decide(DecisionKind.CHANGE_FUNDING)], output_rules=[]
        )


def test_rule_about_a_request_for_change_says_of_what() -> None:
    with pytest.raises(DefinitionError, match="say what is changed"):
        OutputRule(decision=DecisionKind.REQUEST_CHANGE, outputs=[])
    with pytest.raises(DefinitionError, match="takes no subject"):
        OutputRule(decision=DecisionKind.CHANGE_FUNDING, subject=ChangeSubject.OLA, outputs=[])


def test_rules_are_data() -> None:
    converter = make_converter()

    text = converter.dumps(OUTPUT_RULES, tuple[OutputRule, ...])

    assert OUTPUT_RULES == converter.loads(text, tuple[OutputRule, ...])


# What is held


def test_review_held_names_what_it_asked_for_and_what_was_promised() -> None:
    held = hold(decide(DecisionKind.IMPROVE_SERVICE), decide(DecisionKind.CHANGE_FUNDING)).to_held()

    asked = [(each.id, each.kind) for each in held.asked_for]
    assert [
        ("review-june-program-01", str(OutputKind.IMPROVEMENT_PLAN)),
        ("review-june-change-02", str(OutputKind.SERVICE_CHANGE)),
        ("review-june-request-04", str(OutputKind.FUNDING)),
    ] == asked
    assert ["review-june-action-03", "review-june-action-05"] == [a.id for a in held.actions]
    assert isinstance(held.actions[0], ActionItem)
    assert held.missing_inputs is not None
    assert "customer satisfaction" in held.missing_inputs


# Requests


def ask(**changes: Any) -> ResourceRequest:
    return ResourceRequest(
        RequestId("request-1"),
        kind=RequestKind.FUNDING,
        title="more money",
        requested_at=HELD_AT,
        requested_by=OWNER,
        review=ReviewId("review-june"),
        due_on=date(2026, 8, 1),
        **changes,
    )


def test_request_is_open_until_it_is_answered() -> None:
    answered_at = HELD_AT + timedelta(days=9)

    granted, refused = (ask(answered_at=answered_at, is_granted=each) for each in (True, False))

    assert RequestStatus.OPEN is granted.find_status(HELD_AT)
    assert RequestStatus.GRANTED is granted.find_status(answered_at)
    assert RequestStatus.REFUSED is refused.find_status(answered_at)


def test_request_without_an_answer_is_overdue_after_its_day() -> None:
    august = datetime(2026, 8, 2, tzinfo=UTC)

    assert ask().is_overdue(august)
    assert not ask().is_overdue(august - timedelta(days=1))
    assert not evolve(ask(), due_on=None).is_overdue(august)
    assert not ask(answered_at=HELD_AT, is_granted=True).is_overdue(august)


def test_answer_says_when_it_came_and_what_it_is() -> None:
    with pytest.raises(DefinitionError, match="says when it came, and what it is"):
        ask(is_granted=True)
    with pytest.raises(DefinitionError, match="before it was made"):
        ask(answered_at=HELD_AT - timedelta(days=1), is_granted=True)


# Traces


def test_output_is_traced_to_the_tickets_behind_its_finding() -> None:
    held = hold(decide(DecisionKind.REQUEST_CHANGE, ChangeSubject.OLA))

    trace = held.trace(find(held, OutputKind.AGREEMENT_CHANGE))

    assert LATE_MAIL == trace.finding.id
    assert ("INC2", "INC3") == trace.tickets
    known = {incident.id for incident in held.inputs.incidents}
    assert known.issuperset(trace.tickets)


def test_finding_that_lists_no_records_is_traced_to_what_it_counts() -> None:
    before = [
        resolve_incident(f"B{number}", month.start + timedelta(days=3))
        for number, month in enumerate(JUNE.preceding(11))
    ]
    now = [resolve_incident(f"N{number}") for number in range(2)]
    decision = decide(DecisionKind.CHANGE_FUNDING, finding="more-incidents:incidents")

    held = hold(decision, incidents=[*before, *now])

    assert ("N0", "N1") == held.trace(held.outputs[0]).tickets


def test_finding_about_no_tickets_is_traced_to_none() -> None:
    decision = decide(DecisionKind.CHANGE_FUNDING, finding="unpromised-service:payroll")

    held = hold(decision)

    trace = held.trace(held.outputs[0])
    assert (("payroll",), ()) == (trace.records, trace.tickets)
    assert isinstance(trace.output.record, ResourceRequest)
    assert {"payroll"} == trace.output.record.services


def test_services_are_found_by_changes_and_problems_too() -> None:
    change = RequestForChange.from_register(
        ChangeId("CHG1"), title="relay", requested_at=MONDAY, services=[MAIL]
    )
    named = Entry[ProblemState, ProblemEvent](MONDAY, changes={"services": (MAIL,)})
    problems = (Problem(ProblemId("PRB1"), (named,)), Problem(ProblemId("PRB2"), ()))
    evidence = hold(changes=(change,), problems=problems).evidence
    finding = Finding(
        analysis=AnalysisKind.UPCOMING_CHANGES,
        rule=FindingRule.ENDANGERED_PROMISE,
        subject="CHG1",
        severity=Severity.LOW,
        title="a change",
        compared_with="a promise",
        evidence=("CHG1", "PRB1"),
    )

    assert {MAIL} == find_services(finding, evidence)
    assert ("CHG1", "PRB1") == find_tickets(finding, evidence)


def test_output_that_follows_from_no_finding_cannot_be_traced() -> None:
    by_vote = Output(id="output-01", kind="release sign-off form", title="go for mail")
    held = hold()

    with pytest.raises(UnknownReferenceError, match="has no finding None"):
        held.trace(by_vote)
