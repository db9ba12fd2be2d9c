"""What was said, booked or noted after a review was computed for is told, and counts nowhere."""

from datetime import timedelta

from mof.framework import RoleType
from mof.help_requests import Complaint, ComplaintSubject
from mof.indicators import EntryKind, Feedback, Ledger, LedgerEntry, Money, Survey, SurveyResponse
from mof.records import Actor
from mof.reviews import OperationalHealthInputs, review_operational_health
from mof.reviews.operational_health._not_counted import find_outsiders
from mof.teams import Absence, Workforce
from mof.values import AbsenceId, LedgerEntryId, PersonId, ResponseId, SurveyId
from world import JUNE, MAIL

LATER = JUNE.end + timedelta(days=1)


def test_what_is_not_known_at_the_review_is_told_kind_by_kind() -> None:
    early, late = (
        Survey(SurveyId(name), sent_at=at, invited=9)
        for name, at in (("early", JUNE.start), ("late", LATER))
    )
    complaint = Complaint.receive(
        "complaint-1",
        subject=ComplaintSubject.SERVICE,
        about=MAIL,
        complainant=PersonId("person-900"),
        text="slow",
        at=LATER,
        by=Actor(PersonId("person-002"), RoleType.CUSTOMER_SERVICE_MANAGER),
    )
    inputs = OperationalHealthInputs(
        period=JUNE,
        feedback=Feedback(
            surveys=[early, late],
            responses=[
                SurveyResponse(ResponseId(f"{at:%m}"), survey=early.id, score=5, answered_at=at)
                for at in (JUNE.end - timedelta(days=1), LATER)
            ],
            complaints=[complaint],
        ),
        ledger=Ledger(
            entries=[
                LedgerEntry(
                    LedgerEntryId(f"entry-{number}"),
                    kind=EntryKind.ACTUAL,
                    category="staff",
                    amount=Money(1, "NOK"),
                    period=JUNE,
                    recorded_at=at,
                )
                for number, at in enumerate((JUNE.start, LATER), 1)
            ]
        ),
        workforce=Workforce(
            absences=[
                Absence(
                    AbsenceId("absence-1"),
                    person=PersonId("person-1"),
                    period=JUNE,
                    recorded_at=LATER,
                )
            ]
        ),
    )

    held = review_operational_health(inputs)

    found = {each.kind: each.records for each in find_outsiders(held.evidence)}
    expected = {
        "surveys": ("late",),
        "survey responses": ("07",),
        "complaints": ("complaint-1",),
        "ledger entries": ("entry-2",),
        "absences": ("absence-1",),
    }
    assert expected == found
