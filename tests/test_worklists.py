"""What will happen to open records is known ahead, and the queue has an order."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lives import hours, note, tell
from mof.agreements import SLA, Clock, Deadline, OnPriorityChange, Target
from mof.calendars import Calendar
from mof.errors import DefinitionError
from mof.help_requests import PendingReason
from mof.incidents import Incident, IncidentState
from mof.judgements import (
    NextInstantKind,
    Verdict,
    find_breaches,
    judge,
    next_instants,
    worklist,
)
from mof.records import Priority
from mof.values import AgreementId
from mof.values._instants import MICROSECOND
from world import CALENDAR, HOUR, MAIL

S = IncidentState
SECOND = timedelta(seconds=1)
ALWAYS = Calendar.always()


def agree(*targets: Target, **changes: Any) -> SLA:
    given: dict[str, Any] = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": targets or [Target(Clock.RESOLUTION, 8 * HOUR, at_risk=["0.5", "0.75"])],
        "valid_from": date(2026, 1, 1),
        "version": "1",
    }
    return SLA(AgreementId("sla-mail"), **{**given, **changes})


def list_instants(incident: Incident, agreement: SLA, at: float) -> list[tuple[str, datetime]]:
    """What is ahead; a breach is told a microsecond after it, and shown here without."""
    found = next_instants(incident, [agreement], as_of=hours(at))
    return [
        (str(each.kind), each.at - (each.kind is NextInstantKind.BREACH) * MICROSECOND)
        for each in found
    ]


def test_risks_and_breach_are_known_ahead() -> None:
    assert list_instants(tell(), agree(), 0) == [
        ("at risk", hours(4)),
        ("at risk", hours(6)),
        ("breach", hours(24)),  # due at closing time, late when the desk opens again
    ]


def test_what_is_over_is_no_longer_ahead() -> None:
    assert list_instants(tell(), agree(), 4) == [("at risk", hours(6)), ("breach", hours(24))]
    assert list_instants(tell(), agree(), 30) == []


def test_paused_or_stopped_clock_has_nothing_ahead() -> None:
    paused = tell(note(1, S.PENDING, PendingReason.USER))
    stopped = tell(note(1, S.RESOLVED))

    assert list_instants(paused, agree(), 2) == list_instants(stopped, agree(), 2) == []


def test_deadline_is_ahead_as_it_stands() -> None:
    promised = agree(Target(Clock.RESOLUTION, Deadline("expected_at"), at_risk=["0.5"]))
    told = tell(
        note(1, S.PENDING, PendingReason.USER), note(2, S.IN_PROGRESS, expected_at=hours(60))
    )

    assert list_instants(told, promised, 3) == [("at risk", hours(30)), ("breach", hours(60))]


def test_nothing_is_ahead_where_time_never_opens_again() -> None:
    once = Calendar(tz="Europe/Oslo", shifts={date(2026, 6, 1): [("09:00", "11:00")]})
    short = agree(Target(Clock.RESOLUTION, 2 * HOUR, at_risk=[]), calendar=once)
    long = agree(Target(Clock.RESOLUTION, 3 * HOUR), calendar=once)

    assert list_instants(tell(), short, 1) == []
    assert list_instants(tell(), long, 1) == []


def test_who_sleeps_until_the_breach_finds_it() -> None:
    record, agreement = tell(), agree(Target(Clock.RESOLUTION, 4 * HOUR), calendar=ALWAYS)

    (*_, coming) = next_instants(record, [agreement], as_of=hours(0))

    assert hours(4) + MICROSECOND == coming.at
    (judgement,) = judge(record, agreement, as_of=coming.at)
    assert (Verdict.BREACHED, hours(4)) == (judgement.verdict, judgement.breached_at)
    assert len(find_breaches([record], [agreement], as_of=coming.at)) == 1
    assert Verdict.BREACHED is worklist([record], [agreement], as_of=coming.at).items[0].verdict


@pytest.mark.parametrize(
    "resolution, at", [(timedelta(seconds=1), 4 * HOUR + SECOND), (HOUR, 5 * HOUR)]
)
def test_instants_are_rounded_up_for_who_knows_no_microseconds(
    resolution: timedelta, at: timedelta
) -> None:
    promised = agree(Target(Clock.RESOLUTION, 4 * HOUR), calendar=ALWAYS)

    found = next_instants(tell(), [promised], as_of=hours(0), resolution=resolution)

    assert [hours(3), hours(0) + at] == [each.at for each in found]
    with pytest.raises(DefinitionError, match="must be above 0"):
        next_instants(tell(), [promised], as_of=hours(0), resolution=timedelta(0))


@pytest.mark.parametrize("carries", [OnPriorityChange.RESTART, OnPriorityChange.SEGMENTED])
def test_version_that_begins_later_is_foreseen(carries: OnPriorityChange) -> None:
    changes = {"on_new_version": carries, "calendar": ALWAYS}
    turn = hours(15)
    old = agree(Target(Clock.RESOLUTION, 40 * HOUR), valid_until=turn, **changes)
    new = agree(Target(Clock.RESOLUTION, 10 * HOUR), valid_from=turn, version="2", **changes)

    found = next_instants(tell(), [old, new], as_of=hours(1))

    assert [hours(22.5), hours(25) + MICROSECOND] == [each.at for each in found]
    assert ["2", "2"] == [each.judgement.version for each in found]


def test_queue_has_what_can_still_be_saved_first() -> None:
    records = [
        tell(note(2, S.PENDING, PendingReason.USER), name="paused", opened=1),
        tell(name="late", opened=-40),
        tell(name="fresh", opened=5),
        tell(name="calm", opened=4),
        tell(name="at-risk", opened=-1),
        tell(note(5, S.RESOLVED), name="done"),
        tell(name="ahead", opened=20),
    ]

    queue = worklist(records, [agree()], as_of=hours(6.5))

    assert [judgement.record for judgement in queue] == [
        "at-risk",
        "late",
        "calm",
        "fresh",
        "paused",
    ]
    assert len(queue) == 5


def test_record_stands_in_the_queue_by_the_promise_that_presses() -> None:
    both = agree(Target(Clock.RESPONSE, HOUR), Target(Clock.RESOLUTION, 8 * HOUR))

    (item,) = worklist([tell(note(0.5, topic="queue"))], [both], as_of=hours(0.9))

    assert item.clock == "response"


def test_record_without_a_target_comes_last() -> None:
    urgent = agree(Target(Clock.RESOLUTION, HOUR, priorities=[Priority.P1]))

    queue = worklist(
        [tell(name="none"), tell(name="urgent", priority=Priority.P1)], [urgent], as_of=hours(2)
    )

    assert [str(judgement.verdict) for judgement in queue] == ["breached", "no target"]


def test_queue_shows_itself_as_a_table() -> None:
    opened = {"late": -70, "risky": -1, "ok": 2}
    records = [tell(name=name, opened=at) for name, at in opened.items()]
    urgent = agree(Target(Clock.RESOLUTION, 8 * HOUR), service=MAIL)

    text = worklist(records, [urgent], as_of=hours(6.5)).to_table().to_text()

    assert "! at risk" in text
    assert "✗ breached" in text
    assert "– running" in text
    assert "resolution (sla-mail)" in text
