"""What a review says of satisfaction: by service and customer, against targets, and complaints."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from mof.framework import AnalysisKind, DecisionKind, EvaluatedItem, RoleType
from mof.help_requests import Complaint, ComplaintOutcome, ComplaintSubject
from mof.indicators import Feedback, SatisfactionTarget, Survey, SurveyResponse
from mof.records import Actor
from mof.reviews import (
    Finding,
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    review_operational_health,
)
from mof.reviews._finding_rules import AnalysisResult
from mof.reviews.analyses._item_indicators import list_indicators
from mof.values import CustomerId, PersonId, ResponseId, ServiceId, SurveyId
from world import JUNE

DAY = timedelta(days=1)
MAIL, HEALTH = ServiceId("mail"), CustomerId("health")
SET_ON = date(2026, 1, 1)
MANAGER = Actor(PersonId("person-002"), RoleType.CUSTOMER_SERVICE_MANAGER)


def survey(number: int, scores: str, sent_at: datetime = JUNE.start, **facts: Any) -> Feedback:
    """One survey with a response for each digit."""
    id_ = SurveyId(f"survey-{number}")
    return Feedback(
        surveys=[Survey(id_, sent_at=sent_at, invited=len(scores) + 5, **facts)],
        responses=[
            SurveyResponse(
                ResponseId(f"response-{number}-{place}"),
                survey=id_,
                score=int(score),
                answered_at=sent_at + DAY,
            )
            for place, score in enumerate(scores)
        ],
    )


def join(*parts: Feedback, **facts: Any) -> Feedback:
    return Feedback(
        surveys=[each for part in parts for each in part.surveys],
        responses=[each for part in parts for each in part.responses],
        **facts,
    )


def review(feedback: Feedback, **facts: Any) -> OperationalHealthReview:
    inputs = OperationalHealthInputs(period=JUNE, feedback=feedback, **facts)
    return review_operational_health(inputs)


def get_result(held: OperationalHealthReview) -> AnalysisResult:
    (result,) = [r for r in held.analyses if r.analysis is AnalysisKind.SATISFACTION_TRENDS]
    return result


def list_findings(held: OperationalHealthReview) -> tuple[Finding, ...]:
    return get_result(held).findings


def target(share: str = "0.8", **facts: Any) -> SatisfactionTarget:
    return SatisfactionTarget(share, **{"set_on": SET_ON, **facts})


def test_satisfaction_outside_tolerance_is_a_finding_with_those_who_are_not() -> None:
    feedback = join(survey(1, "5" * 5 + "2" * 15), targets=[target(tolerance="0.05")])

    (finding,) = list_findings(review(feedback))

    assert "outside-tolerance:satisfaction:everybody" == finding.id
    assert "everybody: 25.0 % (5 of 20) satisfied" == finding.title
    assert "required 80 %, tolerated down to 75 %" == finding.compared_with
    assert 15 == len(finding.evidence)
    assert {"response-1-5", "response-1-19"} <= {*finding.evidence}
    assert ("11.2 % to 46.9 % with 95 % confidence",) == finding.details
    assert (Severity.MEDIUM, EvaluatedItem.SATISFACTION) == (finding.severity, finding.item)
    assert JUNE.start == finding.since
    (indicator,) = list_indicators(review(feedback).evidence, EvaluatedItem.SATISFACTION)
    assert "25.0 % (5 of 20)" == indicator.value


def test_what_may_be_chance_weighs_less_and_says_so() -> None:
    (finding,) = list_findings(review(join(survey(1, "55511"), targets=[target()])))

    assert Severity.LOW is finding.severity
    assert "the margin of error reaches what is tolerated" == finding.details[-1]


def test_each_service_and_each_customer_has_a_target_of_its_own() -> None:
    feedback = join(
        survey(1, "1" * 20, service=MAIL),
        survey(2, "5" * 20, customer=HEALTH),
        targets=[target(service=MAIL), target(customer=HEALTH)],
    )

    held = review(feedback)

    assert ["outside-tolerance:satisfaction:service-mail"] == [f.id for f in list_findings(held)]
    text = held.minutes().to_text(200)
    assert "Satisfaction by service and by customer" in text
    assert "customer health" in text


def test_since_when_satisfaction_is_outside_tolerance_is_told() -> None:
    may = datetime(2026, 5, 10, tzinfo=UTC)
    feedback = join(survey(1, "1" * 20, may), survey(2, "1" * 20), targets=[target()])

    (finding,) = list_findings(review(feedback))

    assert datetime(2026, 4, 30, 22, tzinfo=UTC) == finding.since


def test_target_that_was_set_after_the_period_began_is_a_finding() -> None:
    late = target(set_on=date(2026, 6, 12), set_by=PersonId("person-002"))

    (finding,) = list_findings(review(join(survey(1, "5"), targets=[late])))

    assert "set-after-start:satisfaction-of-everybody" == finding.id
    assert "was set on 2026-06-12 by person-002" in finding.title
    assert (PersonId("person-002"),) == finding.evidence


def test_nobody_who_answered_is_no_data_and_no_finding() -> None:
    held = review(join(survey(1, ""), targets=[target()]))

    assert (False, ()) == (get_result(held).has_data, list_findings(held))
    assert "0 of 0 responses satisfied, 0 of 5 asked answered" in get_result(held).summary
    assert "no data" in held.minutes().to_text(200)


def test_satisfaction_that_was_not_brought_is_said_to_be_missing() -> None:
    held = review(Feedback())

    assert "surveys and complaints missing" in get_result(held).summary
    assert "surveys and complaints" in held.minutes().to_text(200)


def test_mean_is_shown_with_its_margin_where_there_is_one() -> None:
    held = review(join(survey(1, "54", service=MAIL), survey(2, "5")))

    text = held.minutes().to_text(200)

    assert "4.67 ± 1.43" in text
    assert "4.5 ± 6.35" in text


# Complaints


def complain(number: int, at: datetime, *, answer_by: datetime | None = None) -> Complaint:
    received = Complaint.receive(
        f"complaint-{number}",
        subject=ComplaintSubject.SERVICE,
        about=MAIL,
        complainant=PersonId("person-900"),
        text="<script>alert(1)</script>",
        at=at,
        by=MANAGER,
    )
    if answer_by is None:
        return received
    return received.acknowledge(
        owner=PersonId("person-007"), answer_by=answer_by, at=at, by=MANAGER
    )


def test_complaint_without_the_answer_that_was_due_is_a_finding() -> None:
    due = JUNE.start + 5 * DAY
    overdue = complain(1, JUNE.start, answer_by=due)
    in_time = complain(2, JUNE.start, answer_by=JUNE.end + DAY)

    held = review(Feedback(complaints=[overdue, in_time, complain(3, JUNE.end + DAY)]))

    (finding,) = list_findings(held)
    assert ("overdue-complaint:complaint-1", due) == (finding.id, finding.since)
    assert "the answer that person-007 owed by 2026-06-06 00:00" == finding.compared_with
    assert ("complaint-1",) == finding.evidence
    assert (FindingRule.OVERDUE_COMPLAINT, False) == (finding.rule, finding.rule.is_framework)
    assert "2 complaints received, 1 overdue" in get_result(held).summary
    (proposal,) = held.proposals
    assert DecisionKind.IMPROVE_SERVICE is proposal.kind


def test_complaints_are_drawn_and_the_open_ones_listed_without_what_they_say() -> None:
    answered = complain(1, JUNE.start, answer_by=JUNE.end).answer(
        outcome=ComplaintOutcome.JUSTIFIED,
        answer_text="it was slow",
        at=JUNE.start + DAY,
        by=Actor(PersonId("person-007"), RoleType.INCIDENT_COORDINATOR),
    )

    held = review(Feedback(complaints=[answered, complain(2, JUNE.start)]))

    text = held.minutes().to_text(200)
    assert "Complaints received" in text
    assert "of these justified, if only in part: " in text
    assert "complaint-2" in text
    assert "complaint-1 " not in text
    assert "<script>" not in held.minutes().to_html()


def test_complaints_that_are_all_answered_are_drawn_only() -> None:
    withdrawn = complain(1, JUNE.start).withdraw(at=JUNE.start, by=MANAGER, reason="a mistake")

    text = review(Feedback(complaints=[withdrawn])).minutes().to_text(200)

    assert "Complaints received" in text
    assert "owes an answer" not in text
