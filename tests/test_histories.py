"""Histories keep what happened, as it was written down, and fold it into facts."""

import pickle
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lives import IncidentEntry, hours, note
from mof.errors import HorizonError, NaiveTimestampError
from mof.framework import RoleType
from mof.incidents import IncidentState
from mof.records import Actor
from mof.records._histories import Effort, find_efforts, fold, fold_effort, sort_by_time
from mof.values import PersonId

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize(
    "actor, expected",
    [
        (Actor(PersonId("person-001"), RoleType.OPERATOR), "person-001 as operator"),
        (Actor(PersonId("person-001")), "person-001"),
        (Actor(role=RoleType.OPERATOR), "operator"),
        (Actor(PersonId("monitor"), is_automated=True), "monitor as automated"),
        (Actor(), "unknown person"),
    ],
)
def test_actor_is_shown_as_far_as_known(actor: Actor, expected: str) -> None:
    assert expected == str(actor)


def test_entry_is_recorded_when_it_happens_unless_it_says_otherwise() -> None:
    assert hours(1) == note(1).recorded_at
    assert hours(5) == note(1, recorded=5).recorded_at


@pytest.mark.parametrize("kind", [dict, tuple, list])
def test_instants_of_an_entry_are_kept_in_utc_also_among_its_facts(kind: Any) -> None:
    local = datetime(2026, 6, 1, 12, tzinfo=OSLO)

    entry = IncidentEntry(local, changes=kind([("expected_at", local)]))

    expected_at: Any = dict(entry.changes)["expected_at"]
    assert expected_at == local
    assert (entry.at.tzinfo, entry.recorded_at.tzinfo, expected_at.tzinfo) == (UTC, UTC, UTC)


@pytest.mark.parametrize("name", ["at", "recorded_at", "changes"])
def test_naive_instants_are_refused_wherever_they_stand(name: str) -> None:
    naive = datetime(2026, 6, 1)
    given: dict[str, Any] = {"at": hours(0), name: naive}
    if name == "changes":
        given["changes"] = {"expected_at": naive}

    with pytest.raises(NaiveTimestampError):
        IncidentEntry(**given)


def test_ends_of_the_calendar_are_kept_but_not_crossed() -> None:
    first, last = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)

    assert first == IncidentEntry(first).at
    assert last == IncidentEntry(last).at
    with pytest.raises(HorizonError):
        IncidentEntry(datetime(1, 1, 1, tzinfo=OSLO))


def test_changes_are_canonical_whatever_they_were_given_as() -> None:
    pairs = (("team", "network"), ("assignee", "person-001"))

    entries = {IncidentEntry(hours(0), changes=each) for each in (dict(pairs), pairs, pairs[::-1])}

    assert len(entries) == 1
    assert entries.pop().changes == (("assignee", "person-001"), ("team", "network"))


def test_entry_without_changes_has_none() -> None:
    assert IncidentEntry(hours(0), changes={}).changes == ()


def test_sorting_keeps_the_order_of_what_happened_at_once() -> None:
    history = (note(2, team="c"), note(1, team="a"), note(2, team="d"), note(1, team="b"))

    teams = [dict(entry.changes)["team"] for entry in sort_by_time(history)]

    assert teams == ["a", "b", "c", "d"]


def test_folding_keeps_the_last_word_and_none_clears() -> None:
    history = [note(0, team="a", level=1), note(1), note(2, team="b"), note(3, level=None)]

    assert fold(history) == {"team": "b", "level": None}
    assert fold(()) == {}


def test_entries_hash_pickle_and_copy() -> None:
    entry = note(0, IncidentState.PENDING, "user", level=2, effort=timedelta(minutes=5))

    assert {entry} == {pickle.loads(pickle.dumps(entry)), deepcopy(entry)}


def test_efforts_add_up_and_a_total_that_is_told_stands_for_those_before() -> None:
    hour = timedelta(hours=1)
    history = [
        note(0, level=1),
        note(1),
        note(2, effort_spent=hour),
        note(3, effort=5 * hour),
        note(4, effort_spent=2 * hour),
    ]

    totals = [fold_effort(history[:count]) for count in range(6)]

    assert [None, None, None, hour, 5 * hour, 7 * hour] == totals
    assert (Effort(hours(2), hour), Effort(hours(4), 2 * hour)) == find_efforts(history)


def test_effort_of_another_kind_is_not_counted() -> None:
    history = [note(0, effort="much", effort_spent=5), note(1, effort=None)]

    assert fold_effort(history) is None
    assert find_efforts(history) == ()
