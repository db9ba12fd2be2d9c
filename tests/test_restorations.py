"""Restorations: when the users of an incident waited for their service."""

import pytest

from lives import hours, note, tell
from mof.incidents import Incident, IncidentState
from mof.incidents._restorations import RESOLVED, find_waits, list_waits
from mof.outcomes._time_to_restore import measure_time_to_restore
from world import JUNE

S = IncidentState


def list_hours(incident: Incident) -> list[tuple[int, int | None]]:
    return [
        (
            (wait.start - hours(0)) // (hours(1) - hours(0)),
            None if wait.end is None else (wait.end - hours(0)) // (hours(1) - hours(0)),
        )
        for wait in list_waits(incident)
    ]


def test_users_wait_until_service_is_resumed_and_again_from_a_relapse_on() -> None:
    incident = tell(
        note(1, S.PENDING), note(2, S.SERVICE_RESUMED), note(5, S.IN_PROGRESS), note(7, S.RESOLVED)
    )

    assert [(0, 2), (5, 7)] == list_hours(incident)
    assert list_waits(incident) == find_waits(incident)


def test_until_the_resolution_users_wait_through_a_resumed_service() -> None:
    incident = tell(note(2, S.SERVICE_RESUMED), note(7, S.RESOLVED))

    (wait,) = list_waits(incident, RESOLVED)

    assert (hours(0), hours(7)) == (wait.start, wait.end)


def test_users_of_an_open_incident_still_wait() -> None:
    assert [(0, None)] == list_hours(tell(note(1, S.IN_PROGRESS)))


@pytest.mark.parametrize("states", [(S.CANCELLED,), (S.CANCELLED, S.IN_PROGRESS, S.RESOLVED)])
def test_wait_for_what_was_cancelled_came_to_no_end(states: tuple[IncidentState, ...]) -> None:
    incident = tell(*(note(hour, state) for hour, state in enumerate(states, 1)))

    assert None is find_waits(incident)


def test_incident_that_was_cancelled_and_taken_up_again_has_no_time_to_restore() -> None:
    incident = tell(note(1, S.CANCELLED), note(2, S.IN_PROGRESS), note(3, S.RESOLVED))

    outcomes = measure_time_to_restore([incident], during=JUNE, as_of=JUNE.end)

    assert {(None, 0, 0)} == {(each.value, each.cases, each.open) for each in outcomes}


def test_what_comes_after_a_restored_incident_was_cancelled_counts_for_nothing() -> None:
    incident = tell(note(2, S.RESOLVED), note(3, S.CANCELLED), note(4, S.IN_PROGRESS))

    waits = find_waits(incident)

    assert waits is not None
    assert [hours(2)] == [wait.end for wait in waits]
    assert [(0, 2), (4, None)] == list_hours(incident)


def test_nothing_is_known_of_an_incident_without_a_history() -> None:
    incident = Incident(tell().id, (), opened_at=hours(0))

    assert () == list_waits(incident) == find_waits(incident)
