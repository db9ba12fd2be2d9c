"""Requests for change are upcoming from the request until they take effect."""

from datetime import UTC, datetime, timedelta

import pytest

from mof.changes import ChangeCategory, ChangePriority, RequestForChange
from mof.errors import NaiveTimestampError
from mof.ids import ChangeId

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "requested, planned, completed, expected",
    [
        (-2, 1, None, True),
        (0, 1, None, True),
        (1, 2, None, False),
        (-2, 0, None, False),
        (-2, None, None, False),
        (-2, 1, -1, False),
        (-2, 1, 0, False),
        (-2, 1, 1, True),
    ],
)
def test_change_is_upcoming_until_it_takes_effect(
    requested: int, planned: int | None, completed: int | None, expected: bool
) -> None:
    change = RequestForChange.from_register(
        ChangeId("change-1"),
        title="New mail gateway",
        requested_at=NOON + requested * HOUR,
        planned_at=None if planned is None else NOON + planned * HOUR,
        completed_at=None if completed is None else NOON + completed * HOUR,
    )

    assert expected is change.is_upcoming(NOON)


def test_emergency_is_a_priority_and_no_category() -> None:
    assert "emergency" in {priority.value for priority in ChangePriority}
    assert "emergency" not in {category.value for category in ChangeCategory}


def test_naive_instants_are_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        RequestForChange.from_register(
            ChangeId("change-1"), title="?", requested_at=datetime(2026, 6, 1)
        )
    with pytest.raises(NaiveTimestampError):
        RequestForChange.from_register(
            ChangeId("change-1"), title="?", requested_at=NOON
        ).is_upcoming(datetime(2026, 6, 1))
