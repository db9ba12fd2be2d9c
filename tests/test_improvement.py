"""Actions are done or overdue by the dates of the place where they were promised."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mof.errors import NaiveTimestampError
from mof.framework import GateDecision, ReviewKind
from mof.improvement import ActionItem, ReviewHeld
from mof.values import ActionId, Period, PersonId, ReviewId, ServiceId

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
LATE = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # in Oslo it is July already
SECOND = timedelta(seconds=1)


def promise(done_at: datetime | None = None) -> ActionItem:
    return ActionItem(
        ActionId("action-1"),
        title="Train the desk",
        owner=PersonId("person-001"),
        due_on=date(2026, 6, 30),
        done_at=done_at,
    )


def test_action_is_done_from_the_instant_it_was_done() -> None:
    action = promise(NOON)

    assert [False, True, True] == [action.is_done(NOON + n * SECOND) for n in (-1, 0, 1)]
    assert not promise().is_done(NOON)


@pytest.mark.parametrize(
    "as_of, tz, expected",
    [
        (NOON, "UTC", False),
        (LATE, "UTC", False),
        (LATE, "Europe/Oslo", True),
        (datetime(2026, 7, 1, tzinfo=UTC), "UTC", True),
        (datetime(2026, 7, 1, 3, tzinfo=UTC), "America/New_York", False),
    ],
)
def test_action_is_overdue_once_its_day_has_passed_there(
    as_of: datetime, tz: str, expected: bool
) -> None:
    assert expected is promise().is_overdue(as_of, tz=tz)


def test_action_done_late_is_overdue_only_until_it_was_done() -> None:
    done = datetime(2026, 7, 3, tzinfo=UTC)

    assert promise(done).is_overdue(done - SECOND)
    assert not promise(done).is_overdue(done)


def test_naive_instants_are_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        promise(datetime(2026, 6, 1))
    with pytest.raises(NaiveTimestampError):
        promise(NOON).is_done(datetime(2026, 7, 1))
    with pytest.raises(NaiveTimestampError):
        promise().is_overdue(datetime(2026, 7, 1))


def test_review_hands_its_actions_to_the_next() -> None:
    period = Period.month(2026, 5, tz="UTC")

    review = ReviewHeld(ReviewId("review-5"), period=period, held_at=NOON, actions=(promise(),))

    assert [action.id for action in review.actions] == ["action-1"]


def test_review_is_of_operational_health_unless_it_says_otherwise() -> None:
    regular = ReviewHeld(ReviewId("review-5"), held_at=NOON)
    gate = ReviewHeld(
        ReviewId("review-6"),
        held_at=NOON,
        kind=ReviewKind.RELEASE_READINESS,
        decision=GateDecision.GO,
        services=[ServiceId("mail")],
    )

    assert (regular.kind, regular.decision) == (ReviewKind.OPERATIONAL_HEALTH, None)
    assert gate.services == {"mail"}
