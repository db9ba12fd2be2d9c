"""Trends in satisfaction, costs and absence: told by control charts only."""

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import evolve

from mof.framework import RoleType
from mof.help_requests import Complaint, ComplaintSubject
from mof.indicators import (
    EntryKind,
    Feedback,
    Ledger,
    LedgerEntry,
    Money,
    SatisfactionTarget,
    Survey,
    SurveyResponse,
)
from mof.records import Actor
from mof.reviews import (
    Finding,
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    review_operational_health,
)
from mof.reviews.analyses._customer_satisfaction import SATISFACTION
from mof.teams import Absence, Membership, Organization, Person, Team, Workforce
from mof.values import AbsenceId, LedgerEntryId, Period, PersonId, ResponseId, SurveyId, TeamId
from world import JUNE, MAIL, open_incident

MONTHS = (*JUNE.preceding(11), JUNE)
DAY = timedelta(days=1)


def survey(satisfied: Sequence[int]) -> Feedback:
    """Forty responses in each of some months up to June, so many of them satisfied."""
    surveys, responses = [], []
    for month, count in zip(MONTHS[-len(satisfied) :], satisfied, strict=True):
        asked = Survey(SurveyId(month.label), sent_at=month.start, invited=40)
        surveys.append(asked)
        responses += [
            SurveyResponse(
                ResponseId(f"{month.label}-{number}"),
                survey=asked.id,
                score=5 if number < count else 1,
                answered_at=month.start + DAY,
            )
            for number in range(40)
        ]
    return Feedback(surveys=surveys, responses=responses)


def book(costs: Sequence[int]) -> Ledger:
    return Ledger(
        entries=[
            LedgerEntry(
                LedgerEntryId(f"entry-{number}"),
                kind=EntryKind.ACTUAL,
                category="suppliers",
                amount=Money(cost, "NOK"),
                period=month,
                recorded_at=month.end,
                service=MAIL,
            )
            for number, (month, cost) in enumerate(zip(MONTHS, costs, strict=True), 1)
        ]
    )


def review(**facts: object) -> OperationalHealthReview:
    return review_operational_health(OperationalHealthInputs(period=JUNE, **facts))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def list_worse(held: OperationalHealthReview) -> list[Finding]:
    return [each for each in held.findings if each.rule is FindingRule.WORSENING]


def test_satisfaction_far_below_its_own_variation_is_a_finding() -> None:
    held = review(feedback=survey([*[36, 35, 37] * 3, 36, 35, 20]))

    (finding,) = list_worse(held)
    assert "worsening:satisfaction:everybody" == finding.id
    assert finding.title.startswith("Satisfaction of everybody: special-cause deterioration, ")
    assert finding.compared_with.startswith("center 86.5 %, limits ")
    assert ("p-chart: one point beyond three sigmas (down)",) == finding.details
    assert 20 == len(finding.evidence)
    assert (Severity.MEDIUM, JUNE.start) == (finding.severity, finding.since)
    assert not finding.rule.is_framework
    text = held.minutes().to_text(200)
    assert "Satisfaction of everybody, between its control limits" in text


def test_satisfaction_that_rose_is_no_finding() -> None:
    assert [] == list_worse(review(feedback=survey([*[20, 21, 19] * 3, 20, 21, 38])))


def test_eleven_months_are_not_enough_to_tell_a_trend() -> None:
    held = review(feedback=survey([*[36] * 10, 10]))

    assert [] == list_worse(held)
    assert "not enough data" in held.minutes().to_text(200)


def test_satisfaction_that_fell_and_meets_its_target_weighs_less() -> None:
    met = SatisfactionTarget("0.5", set_on=date(2025, 1, 1))
    fell = evolve(survey([*[35] * 5, 37, 36, 35, 34, 33, 32, 31]), targets=[met])

    (finding,) = list_worse(review(feedback=fell))

    assert Severity.LOW is finding.severity
    assert finding.since is not None
    assert finding.since < JUNE.start


def test_cost_and_cost_per_incident_far_above_their_own_variation_are_findings() -> None:
    incidents = [open_incident(f"I-{month.label}", month.start + DAY) for month in MONTHS]

    held = review(ledger=book([*[500, 505, 502] * 3, 501, 503, 655]), incidents=incidents)

    assert [
        "worsening:cost:suppliers:NOK",
        "worsening:cost:all-categories:NOK",
        "worsening:cost-per-incident:all-services:NOK",
        "worsening:cost-per-incident:mail:NOK",
    ] == [each.id for each in list_worse(held)]
    assert {("entry-12",)} == {each.evidence for each in list_worse(held)}


def test_cost_as_ever_is_no_finding() -> None:
    assert [] == list_worse(review(ledger=book([500, 505, 502] * 4)))


def test_incidents_outside_the_periods_compared_are_in_no_cost_of_one() -> None:
    times = [MONTHS[0].start - DAY, JUNE.start, JUNE.end]
    incidents = [open_incident(f"I-{number}", at) for number, at in enumerate(times)]

    text = (
        review(ledger=book([500] * 12), incidents=incidents, as_of=JUNE.end + DAY)
        .minutes()
        .to_text(200)
    )

    assert any(
        line.split() == ["mail", "NOK", "500", "1", "NOK", "500"] for line in text.splitlines()
    )


def complain(counts: Sequence[int]) -> Feedback:
    by = Actor(PersonId("person-002"), RoleType.CUSTOMER_SERVICE_MANAGER)
    return Feedback(
        complaints=[
            Complaint.receive(
                f"complaint-{month.label}-{number}",
                subject=ComplaintSubject.SERVICE,
                about=MAIL,
                complainant=PersonId("person-900"),
                text="slow",
                at=month.start + DAY,
                by=by,
            )
            for month, count in zip(MONTHS[-len(counts) :], counts, strict=True)
            for number in range(count)
        ]
    )


def test_many_more_complaints_than_ever_are_a_finding() -> None:
    (finding,) = list_worse(review(feedback=complain([*[1, 2] * 5, 1, 9])))

    assert "worsening:complaints" == finding.id
    assert 9 == len(finding.evidence)


def test_months_before_the_first_complaint_are_not_months_without_any() -> None:
    assert [] == list_worse(review(feedback=complain([1, 2, 9])))


def test_absence_far_above_its_own_variation_is_a_finding() -> None:
    desk, person = TeamId("desk"), PersonId("person-1")
    organization = Organization(
        persons=[Person(person)],
        teams=[Team(desk)],
        memberships=[Membership(person=person, team=desk, valid_from=MONTHS[0].start)],
    )
    lengths = [*[1, 2] * 5, 1, 20]
    absences = [
        Absence(
            AbsenceId(f"absence-{number}"),
            person=person,
            period=Period(month.start, month.start + length * DAY),
            recorded_at=month.start,
        )
        for number, (month, length) in enumerate(zip(MONTHS, lengths, strict=True), 1)
    ]

    held = review(organization=organization, workforce=Workforce(absences=absences))

    assert ["worsening:absence:everybody", "worsening:absence:desk"] == [
        each.id for each in list_worse(held)
    ]
    assert {("absence-12",)} == {each.evidence for each in list_worse(held)}


def test_survey_that_nobody_ever_answered_has_no_trend() -> None:
    feedback = Feedback(surveys=[Survey(SurveyId("survey"), sent_at=JUNE.start, invited=5)])

    assert () == tuple(SATISFACTION.follow(review(feedback=feedback).evidence))
