"""What a review says of trends in satisfaction, costs and absence: by control charts only."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from mof.complaints import Complaint, ComplaintSubject
from mof.finances import EntryKind, Ledger, LedgerEntry
from mof.framework import RoleType
from mof.histories import Actor
from mof.ids import AbsenceId, LedgerEntryId, PersonId, ResponseId, SurveyId, TeamId
from mof.money import Money
from mof.periods import Period
from mof.reviews import (
    Finding,
    OperationalHealthInputs,
    OperationalHealthReview,
    Rule,
    Severity,
    review_operational_health,
)
from mof.reviews.shifts import label_periods
from mof.satisfaction import Feedback, Survey, SurveyResponse
from mof.teams import Membership, Organization, Person, Team
from mof.workforce import Absence, Workforce
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


def list_shifts(held: OperationalHealthReview) -> list[Finding]:
    return [each for each in held.findings if each.rule is Rule.SHIFTED]


def test_satisfaction_far_below_its_own_variation_is_a_finding() -> None:
    held = review(feedback=survey([*[36, 35, 37] * 3, 36, 35, 20]))

    (finding,) = list_shifts(held)
    assert "shifted:satisfaction-of-everybody" == finding.id
    assert "satisfaction of everybody: one point beyond three sigmas (down)" == finding.title
    assert finding.compared_with.startswith("p-chart: center 86.5 %, limits ")
    assert 20 == len(finding.evidence)
    assert (Severity.MEDIUM, JUNE.start) == (finding.severity, finding.since)
    assert not finding.rule.is_framework
    text = held.minutes().to_text(200)
    assert "out of control" in text
    assert "Share of those who answered that is satisfied: control chart" in text


def test_satisfaction_that_rose_is_no_finding() -> None:
    assert [] == list_shifts(review(feedback=survey([*[20, 21, 19] * 3, 20, 21, 38])))


def test_eleven_months_are_not_enough_to_tell_a_trend() -> None:
    held = review(feedback=survey([*[36] * 10, 10]))

    assert [] == list_shifts(held)
    text = held.minutes().to_text(200)
    assert "not enough data" in text
    assert "control chart" not in text


def test_row_of_falling_months_weighs_less_than_a_point_beyond_the_limits() -> None:
    (finding,) = list_shifts(review(feedback=survey([*[35] * 5, 37, 36, 35, 34, 33, 32, 31])))

    assert Severity.LOW is finding.severity
    assert finding.since is not None
    assert finding.since < JUNE.start


def test_cost_and_cost_per_incident_far_above_their_own_variation_are_findings() -> None:
    incidents = [open_incident(f"I-{month.label}", month.start + DAY) for month in MONTHS]

    held = review(ledger=book([*[500, 505, 502] * 3, 501, 503, 655]), incidents=incidents)

    assert [
        "shifted:cost-of-suppliers-in-NOK",
        "shifted:cost-of-all-categories-in-NOK",
        "shifted:cost-per-incident-of-all-services-in-NOK",
        "shifted:cost-per-incident-of-mail-in-NOK",
    ] == [each.id for each in list_shifts(held)]
    assert {("entry-12",)} == {each.evidence for each in list_shifts(held)}
    assert "Costs of all categories (NOK): control chart" in held.minutes().to_text(200)


def test_cost_as_ever_is_no_finding() -> None:
    assert [] == list_shifts(review(ledger=book([500, 505, 502] * 4)))


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
    (finding,) = list_shifts(review(feedback=complain([*[1, 2] * 5, 1, 9])))

    assert "shifted:complaints-received" == finding.id
    assert 9 == len(finding.evidence)


def test_months_before_the_first_complaint_are_not_months_without_any() -> None:
    assert [] == list_shifts(review(feedback=complain([1, 2, 9])))


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

    assert ["shifted:absence-of-everybody", "shifted:absence-of-desk"] == [
        each.id for each in list_shifts(held)
    ]
    assert {("absence-12",)} == {each.evidence for each in list_shifts(held)}
    assert "Hours lost in a hundred, everybody: control chart" in held.minutes().to_text(200)


@pytest.mark.parametrize(
    "length, labels",
    [
        (timedelta(days=1), ("2026-06-01", "2026-06-02")),
        (timedelta(hours=1), ("2026-06-01 (1)", "2026-06-01 (2)")),
    ],
)
def test_periods_of_one_label_are_numbered(length: timedelta, labels: tuple[str, ...]) -> None:
    first = datetime(2026, 6, 1, tzinfo=UTC)
    periods = [Period(first + n * length, first + (n + 1) * length) for n in range(2)]

    assert labels == label_periods(periods)
