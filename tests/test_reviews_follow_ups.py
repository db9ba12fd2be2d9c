"""Follow-ups: what earlier reviews asked for or put off is looked at in the next one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.changes import RequestForChange
from mof.documents import Paragraph
from mof.documents._inlines import join_text
from mof.errors import DefinitionError
from mof.framework import ChangeSubject, DecisionKind, InputKind, OutputKind
from mof.improvement import (
    ActionItem,
    Initiative,
    RequestKind,
    ResourceRequest,
    ReviewHeld,
    ServiceImprovementProgram,
)
from mof.improvement._earlier_reviews import AskedFor, Deferral
from mof.reviews import (
    DecisionStatus,
    OperationalHealthInputs,
    OperationalHealthReview,
    review_operational_health,
)
from mof.reviews.analyses._follow_ups import FollowUps
from mof.reviews.operational_health._nine_inputs import show_input
from mof.values import ActionId, ChangeId, InitiativeId, PersonId, ProgramId, RequestId, ReviewId
from review_cases import LATE_MAIL, MAY_REVIEW, bring
from test_reviews_meetings import GROUPS, decide, hold, meet
from world import JUNE

OWNER = PersonId("person-020")
HELD_AT = datetime(2026, 6, 3, 8, tzinfo=UTC)
REQUEST = ResourceRequest(
    RequestId("request-1"),
    kind=RequestKind.TRAINING,
    title="teach the desk",
    requested_at=HELD_AT,
    requested_by=OWNER,
    due_on=date(2026, 6, 20),
)


def name(*ids: str) -> tuple[AskedFor, ...]:
    return tuple(AskedFor(each, kind=str(OutputKind.FUNDING), title=each) for each in ids)


def put_off(until: date | None = None) -> Deferral:
    return Deferral(finding=LATE_MAIL, text="see to it", until=until)


def make_review(id_: str = "review-may", at: datetime = HELD_AT, **changes: Any) -> ReviewHeld:
    return ReviewHeld(ReviewId(id_), held_at=at, **changes)


def review(**changes: Any) -> OperationalHealthReview:
    return review_operational_health(bring(**changes))


def list_ids(held: OperationalHealthReview, rule: str) -> list[str]:
    return [each.id for each in held.findings if each.id.startswith(rule)]


# What was asked for


def test_what_a_review_asked_for_is_taken_in_by_the_next_one() -> None:
    decisions = [
        decide(),
        decide(kind=DecisionKind.CHANGE_FUNDING),
        decide(kind=DecisionKind.REQUEST_CHANGE, subject=ChangeSubject.OLA),
    ]
    june = hold(meet(*GROUPS), *decisions)
    records = [each.record for each in june.outputs]

    july = review(
        period=JUNE,
        as_of=datetime(2026, 8, 3, tzinfo=UTC),
        previous=(june.to_held(),),
        changes=tuple(each for each in records if isinstance(each, RequestForChange)),
        programs=tuple(each for each in records if isinstance(each, ServiceImprovementProgram)),
        requests=tuple(each for each in records if isinstance(each, ResourceRequest)),
    )

    assert [] == list_ids(july, "lost-request")
    # Each decision is one promise: the program's initiative, the request, and the change's action.
    assert ["overdue-action:review-june-action-07"] == list_ids(july, "overdue-action")
    assert ["overdue-request:review-june-request-04"] == list_ids(july, "overdue-request")
    assert 1 == len(list_ids(july, "overdue-initiative"))
    text = july.minutes().to_text(240)
    assert "What earlier reviews asked for" in text
    assert "0 of 1 initiative completed" in text


def test_what_was_asked_for_and_is_on_no_record_is_a_finding() -> None:
    held = review(previous=(make_review(asked_for=name("change-9")),))

    assert ["lost-request:change-9"] == list_ids(held, "lost-request")
    assert "not on record" in held.minutes().to_text(240)


def test_change_that_was_not_yet_known_has_no_known_standing() -> None:
    late = RequestForChange.from_register(
        ChangeId("CHG1"), title="relay", requested_at=JUNE.end + timedelta(days=30)
    )

    follow_ups = FollowUps(bring(changes=(late,), previous=(make_review(asked_for=name("CHG1")),)))

    assert {"CHG1": "not known"} == follow_ups.statuses
    assert () == follow_ups.lost


def test_completed_initiatives_are_counted() -> None:
    done = Initiative(
        InitiativeId("I1"),
        title="tune",
        owner=OWNER,
        due_on=date(2026, 7, 1),
        started_at=HELD_AT,
        completed_at=HELD_AT,
        measure="restoration",
    )
    program = ServiceImprovementProgram(ProgramId("P1"), title="tune", initiatives=[done])

    standings = FollowUps(bring(programs=(program,))).statuses

    assert {"P1": "1 of 1 initiative completed"} == standings


def test_request_that_nobody_answered_in_time_is_a_finding_that_says_who_asked() -> None:
    held = review(requests=(evolve(REQUEST, review=ReviewId("review-may")),))

    (finding,) = (each for each in held.findings if each.id == "overdue-request:request-1")
    assert "what person-020 asked for by review review-may" == finding.compared_with
    assert "what person-020 asked for" == review(requests=(REQUEST,)).find(finding.id).compared_with


def test_answered_request_is_no_finding() -> None:
    answered = evolve(REQUEST, answered_at=HELD_AT, is_granted=True)

    assert [] == list_ids(review(requests=(answered,)), "overdue-request")


# What was put off


def test_deferred_decision_comes_back_in_the_next_review() -> None:
    june = hold(meet(*GROUPS), decide(status=DecisionStatus.DEFERRED))

    july = review(as_of=datetime(2026, 8, 3, tzinfo=UTC), previous=(june.to_held(),))

    assert [f"due-deferral:review-june:{LATE_MAIL}:see to it"] == list_ids(july, "due-deferral")


def test_decision_put_off_until_later_is_not_due_yet() -> None:
    held = review(previous=(make_review(deferrals=(put_off(date(2026, 9, 1)),)),))

    assert [] == list_ids(held, "due-deferral")


def test_decision_that_a_later_review_has_come_to_is_not_due_again() -> None:
    first = make_review("review-april", HELD_AT - timedelta(days=30), deferrals=(put_off(),))

    assert [] == list_ids(review(previous=(first, make_review())), "due-deferral")


def test_decision_that_a_later_review_was_too_early_for_is_due() -> None:
    first = make_review(
        "review-april", HELD_AT - timedelta(days=30), deferrals=(put_off(date(2026, 6, 10)),)
    )

    held = review(previous=(first, make_review()))

    assert 1 == len(list_ids(held, "due-deferral"))


def test_review_or_request_brought_twice_is_refused() -> None:
    with pytest.raises(DefinitionError, match="two reviews brought"):
        bring(previous=(make_review(), make_review()))
    with pytest.raises(DefinitionError, match="two requests brought"):
        bring(requests=(REQUEST, REQUEST))


def test_follow_ups_of_nothing_are_none() -> None:
    follow_ups = FollowUps(OperationalHealthInputs(period=JUNE))

    assert ((), (), {}) == (follow_ups.asked_for, follow_ups.due, follow_ups.statuses)


# What was not yet held


def test_a_review_held_later_tells_nothing_of_what_was_known_before() -> None:
    later = make_review(
        "review-july",
        datetime(2026, 8, 5, tzinfo=UTC),
        actions=(replace_action("action-9"), *MAY_REVIEW.actions),
        asked_for=name("rfc-1"),
        deferrals=(put_off(),),
    )

    with_later = review(as_of=JUNE.end, previous=(later, MAY_REVIEW))
    without = review(as_of=JUNE.end, previous=(MAY_REVIEW,))

    assert (MAY_REVIEW,) == with_later.inputs.held_before
    assert without.findings == with_later.findings
    assert "action-9" not in with_later.minutes().to_text()


def test_a_deferral_is_due_until_a_review_has_been_held() -> None:
    later = make_review("review-july", datetime(2026, 8, 5, tzinfo=UTC))
    put = make_review(deferrals=(put_off(),))

    held = review(as_of=JUNE.end, previous=(later, put))

    assert 1 == len(list_ids(held, "due-deferral"))


def replace_action(id_: str) -> ActionItem:
    return evolve(MAY_REVIEW.actions[0], id=ActionId(id_))


# The minutes


def test_minutes_of_an_earlier_review_are_shown_escaped() -> None:
    held = make_review(minutes="# May\n\nThe <b>relay</b> was *late*.\n")

    minutes = review(previous=(held,)).minutes()

    assert "Minutes of review review-may: # May The <b>relay</b> was *late*." in minutes.to_text(
        200
    )
    assert "The &lt;b&gt;relay&lt;/b&gt;" in minutes.to_html()


def test_long_minutes_of_an_earlier_review_are_shortened() -> None:
    held = make_review(minutes="late " * 1000)

    blocks = show_input(review(previous=(held,)).evidence, InputKind.PREVIOUS_REVIEWS)

    (shown,) = (join_text(each.text) for each in blocks if isinstance(each, Paragraph))
    assert f"Minutes of review review-may: {'late ' * 100}…" == shown


def test_review_without_minutes_shows_none() -> None:
    assert "Minutes of review" not in review(previous=(make_review(),)).minutes().to_text()
