"""Incidents acted on at random, against an oracle that counts minute by minute in plain datetimes.

The oracle keeps its own list of what happened, its own table of transitions and its own weekly
hours; it shares no code with the library. All instants are whole minutes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.errors import (
    ChronologyError,
    FactError,
    MissingFactError,
    NaiveTimestampError,
    RoleError,
    TransitionError,
)
from mof.framework import RoleType
from mof.help_requests import Origin, PendingReason, RequestCategory
from mof.incidents import Incident, IncidentEvent, IncidentState, ResolutionMethod
from mof.judgements import Judgement, TimePartLabel, Verdict, judge
from mof.records import Actor, Entry, Level, Priority
from mof.values import AgreementId, ChangeId, IncidentId, PersonId, ProblemId, ServiceId, SupplierId
from transitions import INCIDENT_ROWS, Row

# The world as the library sees it.

DAY_SHIFTS = (("09:00", "12:00"), ("13:00", "17:00"))
CALENDAR = Calendar(
    tz="Europe/Berlin",
    weekly={
        **dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), DAY_SHIFTS),
        "sat": [("22:00", "06:00")],
    },
    holidays=[date(2026, 3, 30), date(2026, 10, 24)],
    breaks={date(2026, 10, 26): [("14:00", "15:30")], date(2026, 3, 27): [("10:00", "10:20")]},
)
SLA_MAIL = SLA(
    AgreementId("sla-mail"),
    service=ServiceId("mail"),
    calendar=CALENDAR,
    targets=[
        Target(Clock.RESPONSE, timedelta(minutes=30)),
        Target(Clock.RESTORATION, timedelta(hours=2), priorities=[Priority.P1, Priority.P2]),
        Target(Clock.RESTORATION, timedelta(hours=6), priorities=[Priority.P3]),
        Target(
            Clock.RESOLUTION.without_pauses().pausing(IncidentState.PENDING, PendingReason.USER),
            timedelta(hours=10),
            priorities=[Priority.P1],
            calendar=Calendar.always(),
        ),
        Target(Clock.RESOLUTION, timedelta(hours=8), priorities=[Priority.P2, Priority.P3]),
        Target(Clock.CLOSURE, timedelta(hours=11)),
    ],
    valid_from=date(2026, 1, 1),
    version="1",
)
ROLES = {
    "CSR": RoleType.CUSTOMER_SERVICE_REPRESENTATIVE,
    "IR": RoleType.INCIDENT_RESOLVER,
    "IC": RoleType.INCIDENT_COORDINATOR,
    "CSM": RoleType.CUSTOMER_SERVICE_MANAGER,
}
FACTS: dict[str, Any] = {
    "situation": "no mail arrives",
    "contact": PersonId("person-900"),
    "category": RequestCategory.INCIDENT_RESOLUTION,
    "service": ServiceId("mail"),
    "successor": "request-1",
    "impact": Level.LOW,
    "urgency": Level.LOW,
    "coordinator": PersonId("person-003"),
    "notified": PersonId("person-004"),
    "threatened_target": "restoration",
    "change": ChangeId("change-1"),
    "supplier": SupplierId("carrier"),
    "method": ResolutionMethod.WORKAROUND,
    "resolution": "restarted",
    "resolution_code": "restart",
    "problem": ProblemId("problem-1"),
    "confirmation": "user",
    "closure_code": "solved",
    "level": 2,
    "recurrence": "it is back",
    "symptom": "queue full",
    "master": IncidentId("incident-0"),
}

# The same world once more, in plain words and whole minutes since 1970.

BERLIN = ZoneInfo("Europe/Berlin")
RESUMED = {"service resumed", "resolved", "closed"}
VOIDS = {"rerouted", "rejected", "cancelled"}


@dataclass(frozen=True)
class Promise:
    clock: str
    minutes: int
    priorities: frozenset[str] | None
    stops: frozenset[str]
    pause_reasons: frozenset[str] | None = frozenset()  # None: any
    is_once: bool = False
    is_round_the_clock: bool = False


PROMISES = (
    Promise("response", 30, None, frozenset(RESUMED | {"in progress"}), is_once=True),
    Promise("restoration", 120, frozenset("12"), frozenset(RESUMED), None),
    Promise("restoration", 360, frozenset("3"), frozenset(RESUMED), None),
    Promise(
        "resolution",
        600,
        frozenset("1"),
        frozenset({"resolved", "closed"}),
        frozenset({"user"}),
        is_round_the_clock=True,
    ),
    Promise("resolution", 480, frozenset("23"), frozenset({"resolved", "closed"}), None),
    Promise("closure", 660, None, frozenset({"closed"}), None),
)
CLOCKS = tuple(dict.fromkeys(promise.clock for promise in PROMISES))


@cache
def find_hours(minute: int) -> str:
    """What the minute from that minute on is."""
    local = datetime.fromtimestamp(minute * 60, UTC).astimezone(BERLIN)
    hour, on = local.hour + local.minute / 60, (local.month, local.day)
    if on in {(3, 30), (10, 24)}:
        return "holiday"
    if (on == (10, 26) and 14 <= hour < 15.5) or (
        on == (3, 27) and local.hour == 10 and local.minute < 20
    ):
        return "break"
    weekday = local.weekday()
    if weekday < 5:
        is_open = 9 <= hour < 12 or 13 <= hour < 17
    else:
        is_open = hour >= 22 if weekday == 5 else hour < 6
    return "open" if is_open else "outside hours"


def is_counted(promise: Promise, minute: int) -> bool:
    return promise.is_round_the_clock or find_hours(minute) == "open"


def to_minute(at: datetime) -> int:
    return int(at.timestamp()) // 60


def to_instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


@dataclass
class Note:
    """One thing that happened; a state of None changes nothing."""

    at: int
    recorded: int
    state: str | None = None
    reason: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class Life:
    """How one clock went, minute by minute."""

    start: int
    end: int
    status: str  # running, paused, stopped, void
    minutes: list[str]  # per minute "" while running, else why not


def live(promise: Promise, start: int, notes: Iterable[Note], as_of: int) -> Life:
    changes: list[tuple[int, str, str]] = []
    status, since, is_final = "running", start, False
    for note in notes:
        if note.state is None or is_final:
            continue
        at = max(start, note.at)
        if note.state in promise.stops:
            new = "stopped"
            is_final = promise.is_once
        elif note.state in VOIDS:
            new = status if status == "stopped" else "void"
            is_final = True
        else:
            reasons = promise.pause_reasons
            is_pause = note.state == "pending" and (reasons is None or note.reason in reasons)
            new = "paused" if is_pause else "running"
        if new != status or new == "paused":
            changes.append(
                (at, new, (note.reason or note.state) if new == "paused" else note.state)
            )
            since = since if new == status else at
        status = new
    end = since if status in {"stopped", "void"} else as_of
    minutes, place, why = [], 0, ""
    for minute in range(start, end):
        while place < len(changes) and changes[place][0] <= minute:
            _, new, word = changes[place]
            why, place = "" if new == "running" else word, place + 1
        minutes.append(why)
    return Life(start, end, status, minutes)


@dataclass
class Tally:
    """What was counted, when that was as much as promised, and when it was more."""

    elapsed: int = 0
    paused: int = 0
    due: int | None = None
    breached: int | None = None


def count(promise: Promise, life: Life, until: int) -> Tally:
    tally = Tally()
    for minute, why in zip(range(life.start, until), life.minutes, strict=False):
        if not is_counted(promise, minute):
            continue
        if why:
            tally.paused += 1
            continue
        if tally.elapsed == promise.minutes:
            tally.breached = minute
        tally.elapsed += 1
        if tally.elapsed == promise.minutes:
            tally.due = minute + 1
    return tally


def find_due(promise: Promise, end: int, left: int) -> int:
    """When so much time will have been counted if the clock runs on."""
    minute = end
    while left:
        left -= is_counted(promise, minute)
        minute += 1
    return minute


class Oracle:
    """What should be known about an incident."""

    def __init__(self, opened: int) -> None:
        self.opened = opened
        self.notes: list[Note] = []

    def view(self, as_of: int) -> list[Note]:
        known = [note for note in self.notes if note.recorded <= as_of]
        return sorted(known, key=lambda note: note.at)

    def fold(self, as_of: int) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        for note in self.view(as_of):
            facts.update(note.facts)
        return facts

    def find_state(self, as_of: int) -> tuple[str | None, str | None]:
        states = [note for note in self.view(as_of) if note.state]
        return (states[-1].state, states[-1].reason) if states else (None, None)

    def list_priorities(self, as_of: int) -> list[tuple[int, str]]:
        return [
            (note.at, str(note.facts["priority"]))
            for note in self.view(as_of)
            if "priority" in note.facts
        ]

    def judge(self, clock: str, as_of: int) -> dict[str, Any]:
        notes = [note for note in self.view(as_of) if note.at <= as_of]
        for promise in PROMISES:
            if promise.clock != clock:
                continue
            life = live(promise, self.opened, notes, as_of)
            noted = [word for at, word in self.list_priorities(as_of) if at <= life.end]
            priority = noted[-1] if noted else None
            if promise.priorities is None or priority in promise.priorities:
                return self.judge_by(promise, life, as_of)
        return {"verdict": "no target"}

    def judge_by(self, promise: Promise, life: Life, as_of: int) -> dict[str, Any]:
        tally = count(promise, life, life.end)
        names = {"stopped": "met", "void": "void", "paused": "paused", "running": "running"}
        left = promise.minutes - tally.elapsed
        return {
            "verdict": "breached" if tally.breached is not None else names[life.status],
            "elapsed": tally.elapsed,
            "paused": tally.paused,
            "due": tally.due or find_due(promise, life.end, left),
            "breached": tally.breached,
            "ended": life.end,
            "superseded": list(self.list_superseded(promise, life, as_of)),
            "labels": label(promise, life),
        }

    def list_superseded(
        self, promise: Promise, life: Life, as_of: int
    ) -> Iterator[tuple[str, int]]:
        priorities = self.list_priorities(as_of)
        for (_, old), (until, new) in pairwise(priorities):
            if old == new or not self.opened < until <= life.end:
                continue
            for earlier in PROMISES:
                holds = earlier.priorities is not None and old in earlier.priorities
                if earlier.clock == promise.clock and holds and earlier != promise:
                    # The original pauses are kept.
                    breached = count(earlier, life, until).breached
                    if breached is not None:
                        yield old, breached


def label(promise: Promise, life: Life) -> list[tuple[str, str]]:
    labels: list[tuple[str, str]] = []
    for minute, why in zip(range(life.start, life.end), life.minutes, strict=True):
        hours = "open" if promise.is_round_the_clock else find_hours(minute)
        running = ("paused", why) if why else ("running", "")
        labels.append(running if hours == "open" else (hours, ""))
    return labels


MINUTES = st.sampled_from((0, 0, 1, 7, 30, 45, 60, 90, 240, 480, 1000)) | st.integers(0, 120)
DELAYS = st.sampled_from((0, 0, 0, 0, 5, 600))
STARTS = st.sampled_from(
    [
        datetime(2026, 3, 27, 7, 50, tzinfo=UTC),  # the Friday before clocks go forward
        datetime(2026, 3, 28, 20, 30, tzinfo=UTC),  # the night in which they do
        datetime(2026, 10, 23, 13, 0, tzinfo=UTC),  # the Friday before clocks go back
        datetime(2026, 10, 24, 22, 10, tzinfo=UTC),  # the night in which they do
        datetime(2026, 6, 2, 6, 0, tzinfo=UTC),
    ]
)


PERHAPS_ON_RECORD = frozenset(
    {
        "contact/alert",
        "service",
        "coordinator",
        "assignee",
        "problem/known_error",
        "change",
        "supplier",
    }
)
REASONS = st.sampled_from(("user", "supplier", "change"))
BEGINNING = ("record", "categorize", "accept", "prioritize", "start")


class IncidentMachine(RuleBasedStateMachine):
    @initialize(
        start=STARTS,
        offset=st.integers(0, 300),
        delay=DELAYS | st.just(-10),
        afters=st.just(()) | st.lists(MINUTES, min_size=5, max_size=5),
        priority=st.sampled_from(Priority),
    )
    def open(
        self, start: datetime, offset: int, delay: int, afters: Sequence[int], priority: Priority
    ) -> None:
        self.now = to_minute(start) + offset
        self.oracle = Oracle(self.now)
        self.persons = 0
        at, desk = to_instant(self.now), Actor(PersonId("person-001"), ROLES["CSR"])
        self.incident = Incident.open(
            "incident-1",
            origin=Origin.PHONE,
            service=ServiceId("mail"),
            at=at,
            by=desk,
            recorded_at=to_instant(self.now + delay),
        )
        self.oracle.notes.append(
            Note(self.now, self.now + delay, "open", None, {"service": ServiceId("mail")})
        )
        self.latest = max(self.now, self.now + delay)
        for event, after in zip(BEGINNING, afters, strict=False):
            row = next(row for row in self.list_rows() if row.event == event)
            self.do(row, after=after, delay=0, reason="user", priority=priority, choice=0)

    def list_rows(self) -> list[Row]:
        state, _ = self.oracle.find_state(10**9)
        return [row for row in INCIDENT_ROWS if row.state == state]

    def give(self, row: Row, reason: str, priority: Priority) -> tuple[str | None, dict[str, Any]]:
        self.persons += 1
        values = {**FACTS, "priority": priority, "assignee": PersonId(f"person-{self.persons}")}
        names = {name.split("/")[0] for name in row.needs} - {"reason"}
        return (reason if "reason" in row.needs else None), {name: values[name] for name in names}

    def choose_actor(self, row: Row, choice: int) -> Actor:
        role = sorted(row.roles)[choice % len(row.roles)]
        return (
            Actor(PersonId("tool"), is_automated=True) if role == "SYS" else Actor(role=ROLES[role])
        )

    def do(
        self, row: Row, *, after: int, delay: int, reason: str, priority: Priority, choice: int
    ) -> None:
        why, facts = self.give(row, reason, priority)
        self.now += after
        self.incident = self.incident.act(
            IncidentEvent(row.event),
            at=to_instant(self.now),
            by=self.choose_actor(row, choice),
            reason=why,
            recorded_at=to_instant(self.now + delay),
            **facts,
        )
        state = None if row.to == row.state else row.to
        why = {"merge": "duplicate", "close": "no objection"}.get(row.event, why)
        self.oracle.notes.append(Note(self.now, self.now + delay, state, why, facts))
        self.latest = max(self.latest, self.now + delay)

    @precondition(lambda self: self.list_rows())
    @rule(
        choice=st.integers(0, 99),
        after=MINUTES,
        delay=DELAYS,
        reason=REASONS,
        priority=st.sampled_from(Priority),
    )
    def go_on(self, choice: int, after: int, delay: int, reason: str, priority: Priority) -> None:
        """Something that ends no life, but for good or bad moves on."""
        rows = self.list_rows()
        moving = [row for row in rows if row.to not in VOIDS | {row.state}] or rows
        row = moving[choice % len(moving)]
        self.do(row, after=after, delay=delay, reason=reason, priority=priority, choice=choice)

    @precondition(lambda self: self.list_rows())
    @rule(
        choice=st.integers(0, 99),
        after=MINUTES,
        delay=DELAYS,
        reason=REASONS,
        priority=st.sampled_from(Priority),
    )
    def act(self, choice: int, after: int, delay: int, reason: str, priority: Priority) -> None:
        rows = self.list_rows()
        row = rows[choice % len(rows)]
        self.do(row, after=after, delay=delay, reason=reason, priority=priority, choice=choice)

    @precondition(lambda self: any(row.event == "reassess" for row in self.list_rows()))
    @rule(after=MINUTES, priority=st.sampled_from(Priority))
    def reassess(self, after: int, priority: Priority) -> None:
        row = next(row for row in self.list_rows() if row.event == "reassess")
        self.do(row, after=after, delay=0, reason="more users", priority=priority, choice=0)

    @rule(
        before=st.integers(1, 600),
        state=st.sampled_from((None, None, IncidentState.PENDING, IncidentState.IN_PROGRESS)),
        priority=st.none() | st.sampled_from(Priority),
    )
    def remember(self, before: int, state: IncidentState | None, priority: Priority | None) -> None:
        """Somebody writes down later what happened earlier."""
        at = self.now - before
        facts = {"priority": priority} if priority else {"topic": f"{before} minutes ago"}
        entry = Entry[IncidentState, IncidentEvent](
            to_instant(at),
            state=state,
            reason="user" if state else None,
            changes=facts,
            recorded_at=to_instant(self.now),
        )
        self.incident = evolve(self.incident, history=(*self.incident.history, entry))
        word = state.value if state else None
        self.oracle.notes.append(Note(at, self.now, word, "user" if state else None, facts))

    @rule(choice=st.integers(0, 99))
    def refuse(self, choice: int) -> None:
        before = self.incident
        rows, at = self.list_rows(), to_instant(self.now)
        lawful = {row.event for row in rows}
        unlawful = [event for event in IncidentEvent if event.value not in lawful]
        csr = Actor(role=ROLES["CSR"])
        with pytest.raises(TransitionError):
            before.act(unlawful[choice % len(unlawful)], at=at, by=csr)
        if rows:
            row = rows[choice % len(rows)]
            why, facts = self.give(row, "user", Priority.P3)
            event, by = IncidentEvent(row.event), self.choose_actor(row, choice)
            with pytest.raises(RoleError):
                before.act(event, at=at, by=Actor(role=RoleType.OPERATOR), reason=why, **facts)
            last_at = max(note.at for note in self.oracle.notes)
            with pytest.raises(ChronologyError):
                before.act(event, at=to_instant(last_at - 1), by=by, reason=why, **facts)
            with pytest.raises(NaiveTimestampError):
                before.act(event, at=at.replace(tzinfo=None), by=by, reason=why, **facts)
            with pytest.raises(FactError):
                before.act(event, at=at, by=by, reason=why, weather="rain")
            if row.needs - PERHAPS_ON_RECORD:
                with pytest.raises(MissingFactError):
                    before.act(event, at=at, by=by)

        assert before is self.incident
        self.check(self.now)

    @rule(before=st.integers(-100, 2000))
    def look_back(self, before: int) -> None:
        self.check(self.now - before)

    @invariant()
    def agree(self) -> None:
        self.check(self.latest)

    def check(self, minute: int) -> None:
        as_of = to_instant(minute)
        view = self.incident.as_of(as_of)
        state, reason = self.oracle.find_state(minute)
        facts = self.oracle.fold(minute)

        assert len(view.history) == len(self.oracle.view(minute))
        assert (view.state and view.state.value, view.state_reason) == (state, reason)
        assert dict(view.facts) == facts

        judgements = judge(self.incident, SLA_MAIL, as_of=as_of)

        assert judgements == judge(view, SLA_MAIL, as_of=as_of)
        if "service" not in facts:
            assert judgements == ()
        elif minute < self.oracle.opened:
            assert {judgement.verdict for judgement in judgements} == {Verdict.NOT_STARTED}
        else:
            assert tuple(judgement.clock for judgement in judgements) == CLOCKS
            for judgement in judgements:
                assert describe(judgement) == self.oracle.judge(judgement.clock, minute)
                check_sums(judgement)


def describe(judgement: Judgement) -> dict[str, Any]:
    """A judgement in the oracle's words."""
    if judgement.verdict is Verdict.NO_TARGET:
        return {"verdict": "no target"}
    labels: list[tuple[str, str]] = []
    for part in judgement.explain().parts:
        labels += [(part.label.value, part.reason)] * (part.duration // timedelta(minutes=1))
    assert judgement.due_at is not None
    return {
        "verdict": judgement.verdict.value,
        "elapsed": judgement.elapsed // timedelta(minutes=1),
        "paused": judgement.paused // timedelta(minutes=1),
        "due": to_minute(judgement.due_at),
        "breached": to_minute(judgement.breached_at) if judgement.breached_at else None,
        "ended": to_minute(judgement.ended_at),
        "superseded": [
            (str(one.priority), to_minute(one.breached_at)) for one in judgement.superseded
        ],
        "labels": labels,
    }


def check_sums(judgement: Judgement) -> None:
    if judgement.target is None or judgement.started_at is None:
        return
    explanation = judgement.explain()
    total = sum((part.duration for part in explanation.parts), timedelta(0))
    assert total == judgement.ended_at - judgement.started_at
    assert explanation.total(TimePartLabel.RUNNING) == judgement.elapsed
    assert explanation.total(TimePartLabel.PAUSED) == judgement.paused


IncidentMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=20)
TestIncidentMachine = IncidentMachine.TestCase
