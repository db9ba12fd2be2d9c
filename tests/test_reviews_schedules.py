"""Schedules: reviews are due by rule, and are judged as the control that Table 6 names."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from mof.controls import start_register
from mof.errors import DefinitionError
from mof.framework import Phase, ReviewKind, ReviewTrigger
from mof.improvement import ActionItem, ReviewHeld
from mof.operations import Recurrence
from mof.reviews import (
    ControlFault,
    ControlVerdict,
    ReviewSchedule,
    evaluate_reviews,
    review_operational_health,
    tabulate_controls,
)
from mof.reviews._review_schedules import ControlOperation, ReviewOccasion
from mof.values import ActionId, ControlId, Period, PersonId, ReviewId
from review_cases import bring
from world import JUNE

OWNER = PersonId("person-020")
FIRST_MONDAY = Recurrence.monthly("first mon", "09:00", tz="Europe/Oslo", since=date(2026, 1, 1))
MONTHLY = ReviewSchedule(recurrence=FIRST_MONDAY)
DUE_AT = datetime(2026, 6, 1, 7, tzinfo=UTC)
LATER = JUNE.end + timedelta(days=30)


def make_review(id_: str = "review-may", at: datetime = DUE_AT, **changes: Any) -> ReviewHeld:
    usual: dict[str, Any] = {"has_quorum": True, "missing_inputs": ()}
    return ReviewHeld(ReviewId(id_), held_at=at, **usual | changes)


def promise(id_: str = "action-1", **changes: Any) -> ActionItem:
    usual: dict[str, Any] = {"title": "tune", "owner": OWNER, "due_on": date(2026, 5, 20)}
    return ActionItem(ActionId(id_), **usual | changes)


def evaluate(*held: ReviewHeld, during: Period = JUNE, as_of: datetime = LATER) -> ControlOperation:
    return evaluate_reviews(MONTHLY, held, during=during, as_of=as_of)


def judge(*held: ReviewHeld, as_of: datetime = LATER) -> ReviewOccasion:
    (occasion,) = evaluate(*held, as_of=as_of).occasions
    return occasion


# When reviews are due


def test_reviews_are_due_by_the_clocks_of_the_zone() -> None:
    (winter,) = MONTHLY.list_due(Period.month(2026, 2, tz="Europe/Oslo"))
    (summer,) = MONTHLY.list_due(JUNE)

    assert datetime(2026, 2, 2, 8, tzinfo=UTC) == winter
    assert DUE_AT == summer


def test_next_review_is_after_the_instant_asked_about() -> None:
    assert datetime(2026, 7, 6, 7, tzinfo=UTC) == MONTHLY.find_next(DUE_AT)


def test_schedule_that_has_ended_has_no_next_review() -> None:
    ended = Recurrence(
        rule="FREQ=MONTHLY;BYDAY=1MO",
        times=["09:00"],
        tz="Europe/Oslo",
        since=date(2026, 1, 1),
        until=date(2026, 5, 31),
    )

    assert ReviewSchedule(recurrence=ended).find_next(DUE_AT) is None


def test_negative_grace_is_refused() -> None:
    with pytest.raises(DefinitionError, match="grace must not be negative"):
        ReviewSchedule(recurrence=FIRST_MONDAY, grace=-timedelta(days=1))


# Whether a review operated


def test_review_held_when_due_with_all_that_it_takes_operated() -> None:
    occasion = judge(make_review())

    assert ControlVerdict.OPERATED is occasion.verdict
    assert ("review-may", DUE_AT) == (occasion.review, occasion.held_at)
    assert "" == occasion.describe()


@pytest.mark.parametrize(
    "changes, fault, verdict",
    [
        ({"has_quorum": False}, ControlFault.NO_QUORUM, ControlVerdict.FAILED),
        ({"has_quorum": None}, ControlFault.QUORUM_UNKNOWN, ControlVerdict.NOT_KNOWN),
        ({"missing_inputs": ["costs"]}, ControlFault.INPUTS_MISSING, ControlVerdict.FAILED),
        ({"missing_inputs": None}, ControlFault.INPUTS_UNKNOWN, ControlVerdict.NOT_KNOWN),
    ],
)
def test_review_without_quorum_or_inputs_did_not_operate_if_that_is_known(
    changes: dict[str, Any], fault: ControlFault, verdict: ControlVerdict
) -> None:
    occasion = judge(make_review(**changes))

    assert ((fault,), verdict) == (occasion.faults, occasion.verdict)


def test_what_is_known_to_be_wrong_outweighs_what_is_not_known() -> None:
    occasion = judge(make_review(has_quorum=None, missing_inputs=["costs"]))

    assert ControlVerdict.FAILED is occasion.verdict
    assert "attendance not known; inputs missing; costs" == occasion.describe()


def test_review_that_leaves_earlier_actions_open_did_not_operate() -> None:
    april = make_review("review-april", DUE_AT - timedelta(days=28), actions=(promise(),))

    occasion = judge(april, make_review())

    assert (ControlFault.ACTIONS_OPEN,) == occasion.faults
    assert "earlier actions not closed; action-1" == occasion.describe()


def test_earlier_action_that_was_done_by_then_is_closed_whichever_review_tells_so() -> None:
    april = make_review("review-april", DUE_AT - timedelta(days=28), actions=(promise(),))
    done = promise(done_at=DUE_AT - timedelta(days=1))

    assert ControlVerdict.OPERATED is judge(april, make_review(actions=(done,))).verdict


@pytest.mark.parametrize("late", [timedelta(days=8), timedelta(days=-8)])
def test_review_too_far_from_its_day_is_not_held_when_due(late: timedelta) -> None:
    occasion = judge(make_review(at=DUE_AT + late))

    assert (ControlFault.NOT_HELD,) == occasion.faults
    assert occasion.review is None


def test_review_that_may_still_be_held_in_time_is_not_due() -> None:
    occasion = judge(as_of=DUE_AT + timedelta(days=7))

    assert ControlVerdict.NOT_DUE is occasion.verdict
    assert ControlVerdict.FAILED is judge(as_of=DUE_AT + timedelta(days=7, seconds=1)).verdict


def test_review_held_after_the_instant_asked_about_is_not_known_yet() -> None:
    held = make_review(at=DUE_AT + timedelta(days=2))

    assert ControlVerdict.NOT_DUE is judge(held, as_of=DUE_AT + timedelta(days=1)).verdict


def test_emergency_review_and_reviews_of_other_kinds_stand_for_none_that_was_due() -> None:
    emergency = make_review(trigger=ReviewTrigger.EMERGENCY)
    other = make_review("policy", kind=ReviewKind.POLICY_AND_CONTROL)

    assert ControlVerdict.FAILED is judge(emergency, other).verdict


def test_one_review_does_not_stand_for_two() -> None:
    often = ReviewSchedule(recurrence=Recurrence.weekly(["mon"], "09:00", tz="UTC", since=JUNE_1))

    operation = evaluate_reviews(often, [make_review()], during=JUNE, as_of=LATER)

    verdicts = [each.verdict for each in operation.occasions]
    assert [ControlVerdict.OPERATED, *[ControlVerdict.FAILED] * 4] == verdicts
    assert ControlVerdict.FAILED is operation.verdict


JUNE_1 = date(2026, 6, 1)


def test_period_in_which_no_review_is_due_tells_nothing() -> None:
    week = Period(DUE_AT + timedelta(days=7), DUE_AT + timedelta(days=14))

    assert ControlVerdict.NOT_DUE is evaluate(during=week).verdict


# What is made of it


def test_operation_becomes_evidence_in_the_register_of_controls() -> None:
    year = Period.year(2026, tz="Europe/Oslo")
    april = make_review("review-march", datetime(2026, 4, 6, 7, tzinfo=UTC), has_quorum=None)
    operation = evaluate(april, make_review(), during=year, as_of=datetime(2026, 7, 1, tzinfo=UTC))
    control = ControlId("operational-health-review")

    evidence = operation.to_evidence(control, by=OWNER)

    register = start_register().changed(*evidence)
    assert 5 == len(register.find_evidence(control, as_of=LATER))
    assert [False, True] == [each.has_worked for each in evidence][-2:]
    assert "held when due, with all that it takes" == evidence[-1].what


def test_table_6_says_of_each_risk_whether_its_control_operated() -> None:
    failed = tabulate_controls([evaluate(make_review(has_quorum=False))]).to_text(240)

    assert 2 == failed.count("Operational Health Review")
    assert 2 == failed.count("did not operate")
    assert "2026-06-01: held without a quorum" in failed
    assert "the judgement of this library" in failed


def test_control_without_a_schedule_has_no_data() -> None:
    text = tabulate_controls([evaluate()], phase=Phase.PLAN).to_text(240)

    assert "no schedule says when it is due" in text


def test_review_shows_table_6_and_finds_that_a_review_was_not_held() -> None:
    held = review_operational_health(bring(schedules=[MONTHLY], as_of=LATER))

    finding = held.find("control-failed:operational-health:2026-06-01")
    assert finding.rule.is_framework
    assert DUE_AT == finding.since
    text = held.minutes().to_text(240)
    assert "Objectives, risks and controls of the Operate phase" in text
    assert "Operational Health did not operate" in text


def test_review_that_operated_or_was_held_without_quorum_is_shown_with_its_id() -> None:
    inputs = {"schedules": [MONTHLY], "as_of": LATER}

    good = review_operational_health(bring(**inputs, previous=[make_review()]))
    bad = review_operational_health(bring(**inputs, previous=[make_review(has_quorum=False)]))

    assert [] == [each for each in good.findings if each.id.startswith("control-failed")]
    finding = bad.find("control-failed:operational-health:2026-06-01")
    assert ("review-may",) == finding.evidence
    assert "2026-06-01 09:00" in good.minutes().to_text(240)


def test_two_schedules_of_one_kind_are_refused() -> None:
    with pytest.raises(DefinitionError, match="two review schedules"):
        bring(schedules=[MONTHLY, MONTHLY])
