"""Answers worked out from records: what they say to the other management reviews."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from mof.controls import ControlEvidence, Policy, Violation, start_register
from mof.framework import EvaluatedItem, ReviewColumn
from mof.indicators import Indicator
from mof.records import Level
from mof.reviews import (
    answer_from_health,
    answer_from_readings,
    answer_from_register,
    review_operational_health,
)
from mof.reviews.evidence._evidence import Reading
from mof.reviews.sessions._policy_and_control import POLICY_AND_CONTROL
from mof.reviews.sessions._post_implementation import POST_IMPLEMENTATION
from mof.reviews.sessions._service_alignment import SERVICE_ALIGNMENT
from mof.services import ServiceCatalog
from mof.values import ControlId, EvidenceId, IndicatorId, PersonId, PolicyId, ViolationId
from review_cases import LATE_MAIL, bring
from world import JUNE

AS_OF = datetime(2026, 7, 1, tzinfo=UTC)
SPEED = Indicator(
    IndicatorId("speed"),
    name="seconds to send",
    unit="s",
    item=EvaluatedItem.EFFICIENCY,
    target=3,
    set_on=date(2026, 5, 1),
)


def read(value: int | None) -> Reading:
    amount = None if value is None else Fraction(value)
    return Reading(SPEED, JUNE, amount, SPEED.find_status(amount))


# The post-implementation review


def test_results_as_expected_are_a_good_answer_with_its_indicators() -> None:
    answer = answer_from_readings([read(5)])

    assert answer.is_good
    assert ("speed",) == answer.evidence
    assert answer.question in POST_IMPLEMENTATION.name(ReviewColumn.ANALYSES)


def test_results_that_differ_or_that_nobody_measured_are_told() -> None:
    answer = answer_from_readings([read(1), read(None)])

    assert not answer.is_good
    assert "seconds to send: 1 s; seconds to send: no data" == answer.text


def test_no_results_at_all_are_not_as_expected() -> None:
    assert not answer_from_readings([]).is_good


# The Service Alignment review


def test_slas_that_are_missed_do_not_fit_and_services_without_one_are_gaps() -> None:
    fit, gaps = answer_from_health(review_operational_health(bring()))

    assert (False, (LATE_MAIL,)) == (fit.is_good, fit.evidence)
    assert not gaps.is_good
    assert "no agreement speaks of it" in gaps.text
    assert {fit.question, gaps.question} <= {*SERVICE_ALIGNMENT.name(ReviewColumn.ANALYSES)}


def test_nothing_amiss_is_a_good_answer() -> None:
    health = review_operational_health(bring(agreements=(), catalog=ServiceCatalog(())))

    assert [True, True] == [answer.is_good for answer in answer_from_health(health)]


# The Policy and Control review


def test_register_tells_of_controls_without_evidence_new_risks_and_open_violations() -> None:
    register = start_register().changed(
        Policy(PolicyId("policy-1"), "least privilege"),
        Violation(
            ViolationId("violation-1"),
            policies=[PolicyId("policy-1")],
            what="a shared password",
            at=AS_OF - timedelta(days=3),
            severity=Level.HIGH,
        ),
    )

    effective, risks, exceptions = answer_from_register(register, as_of=AS_OF)

    assert ("operational-health-review",) == effective.evidence
    assert ("operate-risk-1", "operate-risk-2") == risks.evidence
    assert (False, "a shared password") == (exceptions.is_good, exceptions.text)
    questions = {effective.question, risks.question, exceptions.question}
    assert questions <= {*POLICY_AND_CONTROL.name(ReviewColumn.ANALYSES)}


def test_control_with_evidence_that_it_works_is_effective() -> None:
    control = ControlId("operational-health-review")
    shown = ControlEvidence(
        EvidenceId("evidence-1"),
        controls=[control],
        what="the minutes of June",
        at=AS_OF - timedelta(days=1),
        by=PersonId("person-1"),
    )

    effective, _, exceptions = answer_from_register(start_register().changed(shown), as_of=AS_OF)

    assert effective.is_good
    assert exceptions.is_good
