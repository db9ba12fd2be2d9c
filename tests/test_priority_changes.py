"""What becomes of the time so far: where cuts fall, and what falls to neither side twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.agreements import SLA, Agreement, Clock, OnPriorityChange, Target
from mof.incidents import IncidentState
from mof.judgements import Verdict, judge
from mof.judgements._priority_changes import find_turn
from mof.records import Priority
from mof.values import AgreementId
from world import CALENDAR, HOUR, MAIL, MONDAY

S = IncidentState
P1, P2, P3 = Priority.P1, Priority.P2, Priority.P3


def agree(**terms: Any) -> Agreement:
    given: dict[str, Any] = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": [
            Target(Clock.RESOLUTION, HOUR, priorities=[P1]),
            Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P2, P3]),
        ],
        "valid_from": MONDAY - timedelta(days=9),
        "version": "1",
    }
    return SLA(AgreementId("sla-mail"), **{**given, **terms})


@pytest.mark.parametrize("carryover", OnPriorityChange, ids=str)
def test_policy_makes_no_difference_where_nothing_changed(carryover: OnPriorityChange) -> None:
    told = tell(note(0, priority=P2), note(1, priority=P3), note(2, priority=P2))
    agreement = agree(on_priority_change=carryover)

    assert judge(told, agree(), as_of=hours(3)) == judge(told, agreement, as_of=hours(3))


def test_priority_that_held_for_no_time_makes_no_segment() -> None:
    told = tell(note(0, priority=P1), note(1, priority=P2), note(1, priority=P1))
    agreement = agree(on_priority_change=OnPriorityChange.SEGMENTED)

    (judgement,) = judge(told, agreement, as_of=hours(3))

    assert (judgement.segment, judgement.elapsed) == (1, 3 * HOUR)


def test_priority_noted_after_the_end_decides_nothing() -> None:
    told = tell(note(1, S.RESOLVED), note(2, priority=P1), note(3, priority=P2))

    verdicts = {
        judge(told, agree(on_priority_change=carryover), as_of=hours(4))[0].verdict
        for carryover in OnPriorityChange
    }

    assert verdicts == {Verdict.NO_TARGET}


def test_count_restarts_at_the_very_instant_of_the_change() -> None:
    told = tell(note(0, priority=P2), note(1, priority=P1))
    agreement = agree(on_priority_change=OnPriorityChange.RESTART)

    (judgement,) = judge(told, agreement, as_of=hours(1))

    assert (judgement.priority, judgement.started_at) == (P1, hours(1))
    assert judgement.elapsed == timedelta(0)


@pytest.mark.parametrize(
    "begun, versions",
    [(0, ["1"]), (1, ["2"])],
    ids=["ended as the next version began", "began and ended then"],
)
def test_cycle_at_the_turn_of_versions_is_judged_once(begun: float, versions: list[str]) -> None:
    told = tell(note(1, S.RESOLVED), opened=begun, priority=P1)
    old = agree(valid_until=hours(1), on_new_version=OnPriorityChange.SEGMENTED)
    new = agree(valid_from=hours(1), on_new_version=OnPriorityChange.SEGMENTED, version="2")

    judgements = [j for each in (old, new) for j in judge(told, each, as_of=hours(3))]

    assert versions == [judgement.version for judgement in judgements]


def test_clock_that_counts_from_an_instant_to_come_has_not_started() -> None:
    clock = evolve(Clock.RESOLUTION, since="affected_at")
    told = tell(affected_at=hours(5))
    agreement = agree(targets=[Target(clock, HOUR)])

    before, after = (judge(told, agreement, as_of=hours(at)) for at in (4, 5))

    assert [Verdict.NOT_STARTED] == [judgement.verdict for judgement in before]
    assert [Verdict.RUNNING] == [judgement.verdict for judgement in after]


def test_of_values_noted_at_one_instant_only_the_last_holds_on() -> None:
    start = datetime(2026, 6, 1, tzinfo=UTC)
    noon, later = start + timedelta(hours=12), start + timedelta(hours=13)
    noted = [(start, "a"), (noon, "b"), (noon, "a"), (later, "a")]

    since = find_turn(noted, lambda value: value == "a", at=later, start=start)

    assert since == start
