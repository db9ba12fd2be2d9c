"""Volumes: what was open, and came, less what went, is what is open."""

from datetime import datetime

import pytest

from lives import hours, note, tell
from mof.errors import NaiveTimestampError
from mof.incidents import Incident, IncidentState, measure_volume
from mof.incidents._volumes import Volume
from mof.values import Period

S = IncidentState
DAY = Period(hours(10), hours(20))


def measure(*incidents: Incident, at: float = 99) -> tuple[int, int, int, int, int]:
    volume = measure_volume(incidents, during=DAY, as_of=hours(at))
    assert volume.is_reconciled
    return (
        volume.open_at_start,
        volume.opened,
        volume.reopened,
        volume.finished,
        volume.open_at_end,
    )


@pytest.mark.parametrize(
    "incident, expected",
    [
        (tell(), (1, 0, 0, 0, 1)),
        (tell(note(15, S.RESOLVED)), (1, 0, 0, 1, 0)),
        (tell(opened=12), (0, 1, 0, 0, 1)),
        (tell(note(13, S.CANCELLED), opened=12), (0, 1, 0, 1, 0)),
        (tell(note(5, S.RESOLVED)), (0, 0, 0, 0, 0)),
        (tell(note(5, S.RESOLVED), note(15, S.IN_PROGRESS)), (0, 0, 1, 0, 1)),
        (tell(note(12, S.RESOLVED), note(15, S.IN_PROGRESS)), (1, 0, 1, 1, 1)),
        (tell(note(15, S.RESOLVED), note(16, S.CLOSED)), (1, 0, 0, 1, 0)),
        (tell(opened=30), (0, 0, 0, 0, 0)),
        (tell(opened=10), (0, 1, 0, 0, 1)),
        (tell(opened=20), (0, 0, 0, 0, 0)),
        (tell(note(20, S.RESOLVED)), (1, 0, 0, 0, 1)),
        (tell(note(12, team="network"), note(13, S.PENDING)), (1, 0, 0, 0, 1)),
        (tell(note(-5, S.CLOSED)), (1, 0, 0, 0, 1)),
        (tell(note(-5, S.IN_PROGRESS), opened=12), (0, 1, 0, 0, 1)),
    ],
)
def test_flow_through_a_period(
    incident: Incident, expected: tuple[int, int, int, int, int]
) -> None:
    assert measure(incident) == expected


def test_flows_add_up() -> None:
    assert measure(tell(), tell(opened=12), tell(note(15, S.RESOLVED))) == (2, 1, 0, 1, 2)


def test_only_what_was_known_is_counted() -> None:
    late = tell(note(15, S.RESOLVED, recorded=30))

    assert measure(late, at=29) == (1, 0, 0, 0, 1)
    assert measure(late, at=30) == (1, 0, 0, 1, 0)


def test_nothing_flows_where_nothing_is() -> None:
    assert measure() == (0, 0, 0, 0, 0)


def test_volume_that_does_not_add_up_says_so() -> None:
    volume = Volume(period=DAY, open_at_start=1, opened=1, reopened=0, finished=1, open_at_end=2)

    assert not volume.is_reconciled


def test_naive_instant_is_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        measure_volume([tell()], during=DAY, as_of=datetime(2026, 6, 1))
