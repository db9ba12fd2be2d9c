"""Bad input to a review: refused with a typed error, or reported where it is shown."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.changes import RequestForChange
from mof.controls import ControlEvidence, ControlRegister, Policy, Violation
from mof.documents import format_instant
from mof.errors import DefinitionError, MofError, UnknownReferenceError
from mof.framework import (
    AnalysisKind,
    DecisionKind,
    InputKind,
    OptimizationDimension,
    OptimizationLevel,
    ReviewKind,
    RoleType,
    StakeholderGroup,
)
from mof.improvement import MaturityRating, ReviewHeld
from mof.indicators import Observation
from mof.monitoring import Alert, Event, Health, MonitoringData
from mof.operations import LogEntry, OperationsData, Recurrence
from mof.records import Actor, Level
from mof.reviews import (
    Decision,
    DecisionStatus,
    OperationalHealthInputs,
    ReviewSchedule,
    review_operational_health,
)
from mof.reviews.operational_health._nine_inputs import list_missing
from mof.reviews.operational_health._not_counted import find_outsiders
from mof.services import Outage, OutageLog
from mof.values import (
    ChangeId,
    EventId,
    EvidenceId,
    MonitorId,
    Period,
    PersonId,
    PolicyId,
    ReviewId,
    ViolationId,
)
from review_cases import MAY_REVIEW, SATISFACTION, bring, find_table, list_rows, observe
from world import JUNE, MAIL, resolve_incident

NOTHING = OperationalHealthInputs(period=JUNE)
AFTER = JUNE.end + timedelta(days=3)
RATING = MaturityRating(
    "problem management",
    OptimizationDimension.PROCESS,
    OptimizationLevel.BASIC,
    at=JUNE.start,
    by=PersonId("person-001"),
)


def decide(finding: str, group: str = "customers") -> Decision:
    return Decision(
        finding=finding,
        kind=DecisionKind.IMPROVE_SERVICE,
        status=DecisionStatus.ACCEPTED,
        decided_by=PersonId("person-007"),
        group=group,
        text="see to it",
    )


# No records


def test_review_of_nothing_finds_nothing_and_says_that_nothing_was_brought() -> None:
    held = review_operational_health(NOTHING)

    assert {False} == {
        each.has_data for each in held.analyses if each.analysis is not AnalysisKind.PEOPLE_TRENDS
    }
    assert () == held.outputs
    assert held.minutes().to_text(200).count("nothing was provided") >= 8


def test_review_of_nothing_tells_the_next_one_what_was_missing() -> None:
    held = review_operational_health(NOTHING).to_held(ReviewId("review-june"), held_at=AFTER)

    assert held.missing_inputs is not None
    assert {str(InputKind.AGREEMENTS), str(InputKind.FINANCES)} <= {*held.missing_inputs}


# Records from outside the period


def test_incidents_from_outside_the_period_are_reported_and_not_counted() -> None:
    late, unknown = (
        resolve_incident(f"L{days}", JUNE.end + timedelta(days=days)) for days in (1, 9)
    )

    held = review_operational_health(bring(incidents=[late, unknown], as_of=AFTER))

    assert [0] == list({attainment.counted for attainment in held.evidence.attainments})
    assert [
        ("incidents", "not known at the review", ("L9",)),
        ("incidents", "opened after the period", ("L1",)),
    ] == [(each.kind, each.why, each.records) for each in find_outsiders(held.evidence)]
    assert "Brought from outside the period" in held.minutes().to_text(200)


def test_other_records_from_outside_are_reported_with_their_reason() -> None:
    change = RequestForChange.from_register(
        ChangeId("CHG1"), title="relay", requested_at=AFTER + timedelta(days=1)
    )
    long_ago, since = datetime(2020, 1, 1, tzinfo=UTC), JUNE.end + timedelta(days=1)
    seen = [Observation(SATISFACTION.id, value=1, observed_at=at) for at in (long_ago, since)]
    held = review_operational_health(
        bring(
            as_of=AFTER,
            changes=[change],
            indicators=[SATISFACTION],
            observations=seen,
            previous=[evolve(MAY_REVIEW, held_at=AFTER + timedelta(days=1))],
        )
    )

    assert [
        ("problems and changes", ("CHG1",)),
        ("observations", ("satisfaction", "satisfaction")),
        ("previous reviews", ("review-may",)),
    ] == [(each.kind, each.records) for each in find_outsiders(held.evidence)]


def test_what_was_seen_after_the_review_is_reported_and_not_counted() -> None:
    later = AFTER + timedelta(days=1)
    policy = Policy(PolicyId("policy"), "leavers sign in no more", controls=[])
    violation = Violation(
        ViolationId("violation-1"),
        what="a leaver signed in",
        policies=[policy.id],
        severity=Level.LOW,
        at=JUNE.start,
        recorded_at=later,
    )
    proof = ControlEvidence(
        EvidenceId("evidence-1"), controls=[], what="a list", at=later, by=PersonId("person-001")
    )
    entry = LogEntry(
        "log-1",
        service=MAIL,
        started_at=later,
        by=Actor(PersonId("person-001"), RoleType.OPERATOR),
    )
    event = Event(EventId("event-1"), monitor=MonitorId("ping"), at=later, health=Health.FAILED)
    alert = Alert(
        EventId("alert-1"),
        at=later,
        raised_at=later,
        subject="mail",
        health=Health.FAILED,
        text="no",
    )

    held = review_operational_health(
        bring(
            as_of=AFTER,
            register=ControlRegister(policies=[policy], evidence=[proof], violations=[violation]),
            operations=OperationsData(log=[entry]),
            monitoring=MonitoringData(events=[event], alerts=[alert]),
            maturity_ratings=[evolve(RATING, at=later, recorded_at=later)],
            outage_logs=[OutageLog(MAIL, outages=[Outage(later), Outage(JUNE.start, JUNE.end)])],
        )
    )

    assert [
        ("operations log entries", ("log-1",)),
        ("monitoring events", ("event-1",)),
        ("alerts", ("alert-1",)),
        ("maturity ratings", ("problem management, process",)),
        ("evidence of controls", ("evidence-1",)),
        ("violations", ("violation-1",)),
        ("outages", (f"{MAIL}, {format_instant(later, tz=JUNE.tz)}",)),
    ] == [(each.kind, each.records) for each in find_outsiders(held.evidence)]


def test_review_of_records_of_the_period_has_no_outsiders() -> None:
    assert () == find_outsiders(review_operational_health(bring()).evidence)


# Decisions


def test_decision_about_a_finding_that_does_not_exist_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownReferenceError, match=r"it has: .*outside-tolerance") as caught:
        review_operational_health(bring(), decisions=[decide("no-such-finding")])

    assert "no-such-finding" == caught.value.reference


def test_decision_on_a_review_without_findings_says_that_there_are_none() -> None:
    nobody = evolve(NOTHING, scopes=())

    with pytest.raises(UnknownReferenceError, match="it has: none"):
        review_operational_health(nobody, decisions=[decide("no-such-finding")])


def test_decision_of_an_unknown_stakeholder_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="no group 'shareholders' takes part") as caught:
        decide("anything", group="shareholders")

    assert "shareholders" == caught.value.reference
    assert str(StakeholderGroup.CUSTOMERS) == decide("anything").group


# The previous review


def test_missing_previous_review_is_shown_and_told_to_the_next_one() -> None:
    held = review_operational_health(bring())

    assert str(InputKind.PREVIOUS_REVIEWS) in (
        held.to_held(ReviewId("review-june"), held_at=AFTER).missing_inputs or ()
    )


def test_gap_in_the_previous_reviews_is_a_finding_where_a_schedule_says_when_they_are_due() -> None:
    monthly = Recurrence.monthly("first mon", "09:00", tz="UTC", since=date(2026, 1, 1))
    march = ReviewHeld(ReviewId("review-march"), held_at=datetime(2026, 4, 6, tzinfo=UTC))

    held = review_operational_health(
        bring(previous=[march], schedules=[ReviewSchedule(recurrence=monthly)], as_of=AFTER)
    )

    finding = held.find("control-failed:operational-health:2026-06-01")
    assert "not held when due" in finding.title


def test_review_before_its_period_began_is_refused() -> None:
    with pytest.raises(DefinitionError, match="before it began"):
        bring(as_of=JUNE.start - timedelta(seconds=1))


# What was not brought


def test_no_input_is_both_brought_and_not_brought_or_neither() -> None:
    rows = list_rows(find_table(review_operational_health(NOTHING).minutes(), "The nine inputs"))

    assert {"– no data"} == {brought for _, brought, _ in rows}
    assert "–" not in {missing for _, _, missing in rows}


def test_review_that_must_have_been_held_is_reported_as_not_brought() -> None:
    march, april = JUNE.preceding(3)[:2]
    spring = Period(march.start, april.end)
    early = evolve(MAY_REVIEW, id=ReviewId("review-march"), period=march)
    both = evolve(MAY_REVIEW, id=ReviewId("review-spring"), period=spring)
    gate = evolve(MAY_REVIEW, kind=ReviewKind.RELEASE_READINESS)

    held = review_operational_health(bring(previous=[both, gate, early]))

    gap = f"a review between {spring.label} and Jun 2026"
    assert (gap,) == list_missing(held.evidence, InputKind.PREVIOUS_REVIEWS)
    assert f"missing: {gap}." in held.minutes().to_text(200)


def test_reviews_without_a_gap_lack_none() -> None:
    held = review_operational_health(bring(previous=[MAY_REVIEW]))

    assert () == list_missing(held.evidence, InputKind.PREVIOUS_REVIEWS)


# What was brought twice


CHANGE = RequestForChange.from_register(
    ChangeId("rfc-1"), title="more memory", requested_at=JUNE.start
)


@pytest.mark.parametrize(
    "twice",
    [
        {"changes": [CHANGE, CHANGE]},
        {"maturity_ratings": [RATING, RATING]},
        {
            "indicators": [SATISFACTION],
            "observations": [observe(SATISFACTION, 6, "0.8"), observe(SATISFACTION, 6, "0.9")],
        },
    ],
    ids=lambda twice: next(iter(twice)),
)
def test_the_same_record_is_brought_once(twice: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match="bring each once"):
        OperationalHealthInputs(period=JUNE, **twice)


def test_somebody_may_rate_the_same_again_later() -> None:
    again = evolve(RATING, at=AFTER, recorded_at=AFTER)

    inputs = OperationalHealthInputs(period=JUNE, maturity_ratings=[RATING, again])

    assert (RATING, again) == inputs.maturity_ratings


# What is of another kind


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "2026-06"},
        *({name: []} for name in ("catalog", "organization", "register", "feedback")),
        *({name: []} for name in ("ledger", "workforce", "operations", "monitoring")),
        *({name: ["x"]} for name in ("agreements", "incidents", "problems", "changes")),
        *({name: ["x"]} for name in ("indicators", "observations", "scopes", "previous")),
        *({name: ["x"]} for name in ("maturity_ratings", "maturity_goals", "programs")),
        *({name: ["x"]} for name in ("freezes", "exclusions", "outage_logs", "requests")),
        *({name: ["x"]} for name in ("schedules", "documents", "sources")),
        {"incidents": "INC-1"},
        {"incidents": None},
    ],
    ids=str,
)
def test_input_of_another_kind_is_refused_when_it_is_brought(wrong: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError, match="not"):
        OperationalHealthInputs(**{"period": JUNE, **wrong})


@pytest.mark.parametrize(
    "wrong",
    [
        {"inputs": "june"},
        {"decisions": ["m"]},
        {"meeting": "m"},
        {"quorum": "m"},
        {"proposal_rules": ["m"]},
        {"output_rules": ["m"]},
    ],
    ids=str,
)
def test_review_of_another_kind_is_refused_before_it_is_computed(wrong: dict[str, Any]) -> None:
    with pytest.raises(MofError, match=r"m'|str"):
        review_operational_health(**{"inputs": NOTHING, **wrong})


def test_kind_of_decision_that_the_review_does_not_take_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="no kind of decision 'lunch' takes part"):
        evolve(decide("anything"), kind="lunch")
