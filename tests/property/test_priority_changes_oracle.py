"""Judgements under every policy, against an oracle that counts minutes (`minute_walk`).

What becomes of the time counted so far when the priority changes or another version begins is
read off the same row of minutes: kept whole, cut into pieces, or only the last piece of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from attrs import evolve
from hypothesis import given, strategies as st

from minute_walk import Ask, Lap, Note, Rule, Walker, count, to_instant, to_minute
from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    AssignmentCounting,
    Clock,
    OnPriorityChange,
    Reopening,
    Target,
)
from mof.calendars import Calendar
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.judgements import Judgement, TimePartLabel, Verdict, judge
from mof.records import Entry, Priority
from mof.values import AgreementId, IncidentId, ServiceId, TeamId

MAIL = ServiceId("mail")
CALENDAR = Calendar.weekdays("09:00-12:00, 13:00-17:00", tz="Europe/Berlin")
START = to_minute(datetime(2026, 10, 23, 14, 30, tzinfo=UTC))  # Friday, before clocks go back
SPAN = 66 * 60  # until Monday morning
NEAR = (0, 1, 5, 20, 30, 31, 45, 60, 90, 3900, 3910, 3930, SPAN)
VOIDS = frozenset({"rerouted", "rejected", "cancelled"})
RULE = Rule(
    stops=(Ask(frozenset({"resolved", "closed"})),),
    voids=(Ask(VOIDS),),
    pauses=(Ask(frozenset({"pending"})),),
)

times = st.sampled_from(NEAR).map(lambda after: START + after) | st.integers(START, START + SPAN)
limits = st.sampled_from((1, 5, 20, 30, 31, 60, 75))
states = st.sampled_from(("in progress", "in progress", "pending", "resolved", "cancelled"))
notes = st.builds(
    Note,
    times,
    st.none() | states,
    st.none() | st.sampled_from(("user", "supplier")),
    facts=st.fixed_dictionaries(
        {},
        optional={
            "priority": st.sampled_from(("1", "2", "3")),
            "team": st.sampled_from(("network", "desk")),
        },
    ),
)
lives = st.lists(notes, max_size=8)
reopenings = st.sampled_from(Reopening)
carryovers = st.sampled_from(OnPriorityChange)


@dataclass(frozen=True)
class Promise:
    """Minutes by priority; none for the third."""

    first: int
    second: int

    def find(self, priority: str | None) -> int | None:
        return {"1": self.first, "2": self.second}.get(priority or "")


promises = st.builds(Promise, limits, limits)


def to_incident(life: list[Note]) -> Incident:
    entries = [
        Entry[IncidentState, IncidentEvent](
            to_instant(note.at),
            state=IncidentState(note.state) if note.state else None,
            reason=note.reason,
            changes={
                name: Priority(word) if name == "priority" else str(word)
                for name, word in note.facts.items()
                if word
            },
        )
        for note in life
    ]
    opening = Entry[IncidentState, IncidentEvent](
        to_instant(START), state=IncidentState.OPEN, changes={"service": MAIL}
    )
    return Incident(IncidentId("incident-1"), (opening, *entries), opened_at=to_instant(START))


def agree(promise: Promise, reopening: Reopening, **terms: Any) -> Agreement:
    clock = evolve(Clock.RESOLUTION, reopening=reopening)
    given: dict[str, Any] = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": [
            Target(clock, timedelta(minutes=promise.first), priorities=[Priority.P1]),
            Target(clock, timedelta(minutes=promise.second), priorities=[Priority.P2]),
        ],
        "valid_from": to_instant(0),
        "version": "1",
    }
    kind = OLA if "team" in terms else SLA
    return kind(AgreementId("agreement-1"), **{**given, **terms})


# The oracle


@dataclass(frozen=True)
class Piece:
    """A stretch of a cycle that is judged by itself."""

    lap: int
    number: int
    start: int
    minutes: tuple[str, ...]
    status: str
    priority: str | None


def list_priorities(life: list[Note]) -> list[tuple[int, str]]:
    """The last one noted in each minute."""
    noted: dict[int, str] = {}
    for note in sorted(life, key=lambda note: note.at):
        if word := note.facts.get("priority"):
            noted[note.at] = word
    return list(noted.items())


def find_priority(life: list[Note], minute: int) -> str | None:
    return next((word for at, word in reversed(list_priorities(life)) if at <= minute), None)


def find_target(priority: str) -> str | None:
    """Two targets are two, even if they leave the same time."""
    return priority if priority in {"1", "2"} else None


def find_status(lap: Lap) -> str:
    if lap.ended is None:
        return "paused" if lap.label else "running"
    return {"stopped": "met"}.get(lap.status, lap.status)


def cut(
    lap: Lap, number: int, life: list[Note], carryover: OnPriorityChange, as_of: int
) -> Iterator[Piece]:
    start, _, _, minutes = lap.told
    end = start + len(minutes)
    if carryover is OnPriorityChange.KEEP:
        yield Piece(number, 1, start, minutes, find_status(lap), find_priority(life, end))
        return
    noted = list_priorities(life)
    cuts = [
        at
        for (_, before), (at, after) in pairwise(noted)
        if start < at
        and (at < end or (at == end == as_of and lap.ended is None))
        and find_target(before) != find_target(after)
    ]
    for place, (since, until) in enumerate(pairwise([start, *cuts, end]), 1):
        is_last = place == len(cuts) + 1
        priority = find_priority(life, since) or (
            noted[0][1] if noted and noted[0][0] <= end else None
        )
        yield Piece(
            number,
            place,
            since,
            minutes[since - start : until - start],
            find_status(lap) if is_last else "void",
            priority,
        )


def expect(
    laps: list[Lap], life: list[Note], promise: Promise, carryover: OnPriorityChange, as_of: int
) -> list[dict[str, Any]]:
    life = [note for note in life if note.at <= as_of]
    told: list[dict[str, Any]] = []
    for number, lap in enumerate(laps, 1):
        pieces = list(cut(lap, number, life, carryover, as_of))
        judged = pieces[-1:] if carryover is OnPriorityChange.RESTART else pieces
        told += [each for piece in judged if (each := judge_piece(piece, promise))]
    return told


def judge_piece(piece: Piece, promise: Promise) -> dict[str, Any] | None:
    limit = promise.find(piece.priority)
    if limit is None:
        return None
    counted = count(piece.start, piece.minutes, limit)
    return {
        "cycle": piece.lap,
        "segment": piece.number,
        "priority": piece.priority,
        "verdict": "breached" if counted.breached is not None else piece.status,
        "started": piece.start,
        "ended": piece.start + len(piece.minutes),
        "elapsed": counted.elapsed,
        "paused": counted.paused,
        "due": counted.due,
        "breached": counted.breached,
    }


def describe(judgement: Judgement) -> dict[str, Any]:
    assert judgement.started_at
    assert judgement.due_at
    minute = timedelta(minutes=1)
    return {
        "cycle": judgement.cycle,
        "segment": judgement.segment,
        "priority": str(judgement.priority),
        "verdict": str(judgement.verdict),
        "started": to_minute(judgement.started_at),
        "ended": to_minute(judgement.ended_at),
        "elapsed": judgement.elapsed // minute,
        "paused": judgement.paused // minute,
        "due": to_minute(judgement.due_at),
        "breached": to_minute(judgement.breached_at) if judgement.breached_at else None,
    }


def compare(expected: list[dict[str, Any]], judgements: tuple[Judgement, ...], laps: int) -> None:
    """Without anything to judge by, a cycle is told to have no target."""
    told = [each for each in judgements if each.verdict is not Verdict.NO_TARGET]
    assert expected == [describe(judgement) for judgement in told]
    assert (len(judgements) > len(told)) is (laps > 0 and not expected)
    for judgement in told:
        explanation = judgement.explain()
        assert sum((p.duration for p in explanation.parts), timedelta(0)) == (
            judgement.ended_at - (judgement.started_at or judgement.ended_at)
        )
        assert explanation.total(TimePartLabel.RUNNING) == judgement.elapsed
        away, paused = (
            explanation.total(TimePartLabel.OTHER_TEAM),
            explanation.total(TimePartLabel.PAUSED),
        )
        assert paused + away == judgement.paused


@given(lives, promises, reopenings, carryovers, times)
def test_change_of_priority_is_judged_as_the_policy_says(
    life: list[Note],
    promise: Promise,
    reopening: Reopening,
    carryover: OnPriorityChange,
    as_of: int,
) -> None:
    agreement = agree(promise, reopening, on_priority_change=carryover)
    laps = Walker(replace(RULE, reopening=str(reopening))).walk(life, START, as_of)
    expected = expect(laps, life, promise, carryover, as_of)

    judgements = judge(to_incident(life), agreement, as_of=to_instant(as_of))

    compare(expected, judgements, len(laps))


@given(
    life=lives,
    promise=promises,
    reopening=reopenings,
    carryover=carryovers,
    counting=st.sampled_from(AssignmentCounting),
    as_of=times,
)
def test_visits_are_judged_one_by_one_or_in_sum(
    *,
    life: list[Note],
    promise: Promise,
    reopening: Reopening,
    carryover: OnPriorityChange,
    counting: AssignmentCounting,
    as_of: int,
) -> None:
    ola = agree(
        promise, reopening, on_priority_change=carryover, team=TeamId("network"), counting=counting
    )
    walker = Walker(
        replace(RULE, reopening=str(reopening)),
        lambda scene: scene.facts.get("team") == "network",
        sums=counting is AssignmentCounting.SUMMED,
    )
    laps = walker.walk(life, START, as_of)
    expected = expect(laps, life, promise, carryover, as_of)

    judgements = judge(to_incident(life), ola, as_of=to_instant(as_of))

    compare(expected, judgements, len(laps))


@given(
    life=lives,
    promise=promises,
    reopening=reopenings,
    carryover=carryovers,
    on_version=carryovers,
    turn=times,
    as_of=times,
)
def test_versions_share_the_time_of_a_record_without_a_rest(
    *,
    life: list[Note],
    promise: Promise,
    reopening: Reopening,
    carryover: OnPriorityChange,
    on_version: OnPriorityChange,
    turn: int,
    as_of: int,
) -> None:
    terms = {"on_priority_change": carryover, "on_new_version": on_version}
    one = agree(promise, reopening, **terms, valid_until=to_instant(turn + 1))
    two = agree(promise, reopening, **terms, valid_from=to_instant(turn + 1), version="2")
    first_priority = Note(START, facts={"priority": "1"})
    incident, at = to_incident([first_priority, *life]), to_instant(as_of)
    whole = judge(incident, agree(promise, reopening, **terms), as_of=at)

    first, second = (judge(incident, each, as_of=at) for each in (one, two))

    if on_version is OnPriorityChange.KEEP or as_of <= turn:
        assert not second
        assert [evolve(j, version="1") for j in first] == list(whole)
        return
    if carryover is OnPriorityChange.SEGMENTED:
        for part in ("elapsed", "paused"):
            together = sum((getattr(j, part) for j in (*first, *second)), timedelta(0))
            assert together == sum((getattr(j, part) for j in whole), timedelta(0))
    for judgement in first:
        if judgement.target:
            assert judgement.ended_at <= to_instant(turn + 1)
    for judgement in second:
        if judgement.target:
            assert judgement.started_at
            assert judgement.started_at >= to_instant(turn + 1)
