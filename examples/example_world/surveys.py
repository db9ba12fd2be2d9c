"""What users say: a survey for each service and month, and what some of them complain about."""

from collections.abc import Iterator
from datetime import date, timedelta

from example_world.hours import MONTHS, at
from example_world.organisation import (
    CASE_HANDLING,
    CUSTOMER_SERVICE_MANAGER,
    EMAIL,
    FILE_STORAGE,
    HEALTH,
    IDENTITY,
    PAYROLL,
    REMOTE_ACCESS,
    TELEPHONY,
    name_person,
)
from mof.framework import RoleType
from mof.help_requests import Complaint, ComplaintOutcome, ComplaintSubject
from mof.indicators import Feedback, SatisfactionTarget, Survey, SurveyResponse
from mof.records import Actor
from mof.values import ComplaintId, Period, ResponseId, ServiceId, SurveyId

UNSATISFYING = EMAIL
"""Whose users are content until June."""
OVERDUE_COMPLAINT = ComplaintId("complaint-2026-3")

_INVITED = 50
# How many answered in each month from July to June, and how many of them were not satisfied.
_ANSWERED = "14 16 17 16 15 14 16 17 17 16 16 18"
_UNSATISFIED: dict[ServiceId, str] = {
    EMAIL: "2 1 2 2 1 2 2 1 2 1 2 9",
    PAYROLL: "1 2 1 1 2 1 2 1 1 2 1 1",
    CASE_HANDLING: "1 1 2 1 1 1 2 1 4 3 2 1",
    TELEPHONY: "2 2 1 2 2 3 2 2 1 2 2 3",
    REMOTE_ACCESS: "1 1 2 1 2 1 1 2 1 1 2 1",
    FILE_STORAGE: "1 0 1 1 0 1 1 1 0 1 1 1",
    IDENTITY: "2 1 1 2 1 2 1 1 2 1 1 2",
}
_SATISFIED_SCORES, _OTHER_SCORES = (5, 4, 5), (2, 3, 3, 1)


def _ask(service: ServiceId, month: Period) -> Survey:
    return Survey(
        SurveyId(f"survey-{service}-{month.first_day:%Y-%m}"),
        sent_at=month.start + timedelta(days=20),
        invited=_INVITED,
        service=service,
    )


def _answer(survey: Survey, answered: int, unsatisfied: int) -> Iterator[SurveyResponse]:
    for number in range(answered):
        scores = _OTHER_SCORES if number < unsatisfied else _SATISFIED_SCORES
        yield SurveyResponse(
            ResponseId(f"{survey.id}-{number + 1}"),
            survey=survey.id,
            score=scores[number % len(scores)],
            answered_at=survey.sent_at + timedelta(hours=7 * number + 2),
        )


def _list_surveys() -> Iterator[tuple[Survey, tuple[SurveyResponse, ...]]]:
    answered = map(int, _ANSWERED.split())
    for place, (month, count) in enumerate(zip(MONTHS, answered, strict=True)):
        for service, series in _UNSATISFIED.items():
            survey = _ask(service, month)
            yield survey, tuple(_answer(survey, count, int(series.split()[place])))


_MANAGER = Actor(CUSTOMER_SERVICE_MANAGER, RoleType.CUSTOMER_SERVICE_MANAGER)


def _list_complaints() -> Iterator[Complaint]:
    told = (
        ("complaint-2026-1", TELEPHONY, "Nobody called back.", at(2026, 2, 10, 9)),
        (
            "complaint-2026-2",
            CASE_HANDLING,
            "Every letter has to be corrected.",
            at(2026, 3, 19, 14),
        ),
        (
            OVERDUE_COMPLAINT,
            EMAIL,
            "It is the third week without the shared mailbox.",
            at(2026, 6, 12, 11),
        ),
    )
    for id_, service, text, when in told:
        received = Complaint.receive(
            id_,
            subject=ComplaintSubject.SERVICE,
            about=service,
            complainant=name_person(812),
            customer=HEALTH,
            text=text,
            at=when,
            by=_MANAGER,
        )
        owned = received.acknowledge(
            owner=name_person(7),
            answer_by=when + timedelta(days=10),
            at=when + timedelta(hours=3),
            by=_MANAGER,
        )
        yield owned if id_ == OVERDUE_COMPLAINT else _settle(owned)


def _settle(complaint: Complaint) -> Complaint:
    when = complaint.chronology[-1].at
    answered = complaint.answer(
        outcome=ComplaintOutcome.PARTLY_JUSTIFIED,
        answer_text="the desk now calls back within the day",
        at=when + timedelta(days=4),
        by=_MANAGER,
    )
    return answered.lapse(at=when + timedelta(days=20), by=_MANAGER)


_SURVEYS = tuple(_list_surveys())
FEEDBACK = Feedback(
    surveys=[survey for survey, _ in _SURVEYS],
    responses=[response for _, responses in _SURVEYS for response in responses],
    complaints=_list_complaints(),
    targets=[
        SatisfactionTarget(
            "0.85",
            tolerance="0.1",
            service=service,
            set_on=date(2025, 6, 16),
            set_by=CUSTOMER_SERVICE_MANAGER,
        )
        for service in _UNSATISFIED
    ],
)
