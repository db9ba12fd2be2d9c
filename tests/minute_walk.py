"""Clocks the slow way: an oracle that walks minute by minute and shares no code with the library.

It keeps what happened as plain notes and what a clock looks for as plain words, counts whole
minutes since 1970, and gives each minute of each cycle one label. `mof` appears only where a
definition is handed over to the library.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Note:
    """One thing that happened, at a minute; a state of None leaves the state as it was."""

    at: int
    state: str | None = None
    reason: str | None = None
    event: str | None = None
    role: str | None = None
    facts: Mapping[str, str | None] = field(default_factory=dict[str, str | None])


@dataclass(frozen=True)
class Ask:
    """What a clock looks for: how things stand, and what happens; None is never asked."""

    states: frozenset[str] | None = None
    reasons: frozenset[str] | None = None
    unless: frozenset[str] | None = None
    facts: tuple[tuple[str, str | None], ...] = ()
    events: frozenset[str] | None = None
    roles: frozenset[str] | None = None
    changes: tuple[tuple[str, str | None], ...] = ()
    by_tool: bool | None = None

    @property
    def is_of_a_moment(self) -> bool:
        return self.events is not None or self.roles is not None or self.changes != ()


@dataclass(frozen=True)
class Rule:
    """A clock in plain words."""

    stops: tuple[Ask, ...] = ()
    voids: tuple[Ask, ...] = ()
    pauses: tuple[Ask, ...] = ()
    resumes: tuple[Ask, ...] = ()
    starts: tuple[Ask, ...] = ()
    after: tuple[Ask, ...] = ()
    resets: tuple[Ask, ...] = ()
    reopening: str = "continue"


@dataclass(frozen=True)
class Scene:
    """How a record stands after a note, and what the note itself tells."""

    note: Note
    state: str | None
    reason: str | None
    facts: Mapping[str, str | None]
    entered_by_tool: bool = False

    def meets(self, ask: Ask) -> bool:
        return self.stands(ask) and self.tells(ask)

    def stands(self, ask: Ask) -> bool:
        return (
            (ask.states is None or self.state in ask.states)
            and (ask.reasons is None or self.reason in ask.reasons)
            and (ask.unless is None or self.reason not in ask.unless)
            and all(has(self.facts, *pair) for pair in ask.facts)
            and (ask.by_tool is None or ask.is_of_a_moment or ask.by_tool == self.entered_by_tool)
        )

    def tells(self, ask: Ask) -> bool:
        return (
            (ask.events is None or self.note.event in ask.events)
            and (ask.roles is None or self.note.role in ask.roles)
            and all(has(self.note.facts, *pair) for pair in ask.changes)
            and (ask.by_tool is None or not ask.is_of_a_moment or ask.by_tool == is_tool(self.note))
        )

    def lasts(self, asks: Iterable[Ask]) -> bool:
        return any(self.meets(ask) for ask in asks if not ask.is_of_a_moment)

    def flashes(self, asks: Iterable[Ask]) -> bool:
        return any(self.meets(ask) for ask in asks if ask.is_of_a_moment)

    def turns(self, asks: Iterable[Ask], before: "Scene | None") -> bool:
        """What was not so before and is so now, or what happens."""
        return any(
            self.meets(ask) and (ask.is_of_a_moment or before is None or not before.stands(ask))
            for ask in asks
        )


def has(facts: Mapping[str, str | None], name: str, word: str | None) -> bool:
    value = facts.get(name)
    return value is not None and word in {None, value}


def is_tool(note: Note) -> bool:
    return note.role == "automated"


def list_scenes(notes: Iterable[Note]) -> list[Scene]:
    scenes: list[Scene] = []
    state: str | None = None
    reason: str | None = None
    facts, by_tool = dict[str, str | None](), False
    for note in sorted(notes, key=lambda note: note.at):
        if note.state is not None and not (note.state == state and note.reason == reason):
            state, reason, by_tool = note.state, note.reason, is_tool(note)
        facts = {**facts, **note.facts}
        scenes.append(Scene(note, state, reason, facts, by_tool))
    return scenes


AWAY = "(away)"


@dataclass
class Lap:
    """A cycle as a row of minutes, each "" where the clock ran, else why it did not."""

    start: int
    minutes: list[str] = field(default_factory=list[str])
    label: str = ""
    status: str = "on"  # on, stopped, or void
    ended: int | None = None
    is_final: bool = False

    @property
    def told(self) -> tuple[int, int | None, int | None, tuple[str, ...]]:
        """Start, stop, end without a stop, and the minutes up to then."""
        if self.ended is None:
            return self.start, None, None, tuple(self.minutes)
        minutes = tuple(self.minutes[: self.ended - self.start])
        stopped = self.status == "stopped"
        if stopped:
            return self.start, self.ended, None, minutes
        return self.start, None, self.ended, minutes


class Walker:
    """Somebody with a notebook who looks at a record every minute."""

    def __init__(
        self, rule: Rule, party: Callable[[Scene], bool] | None = None, *, sums: bool = False
    ) -> None:
        self.rule, self.party, self.sums = rule, party, sums
        self.laps: list[Lap] = []
        self.lap: Lap | None = None
        self.hold: str | None = None
        self.is_ready = not rule.after

    def walk(self, notes: Iterable[Note], start: int, as_of: int) -> list[Lap]:
        scenes = [scene for scene in list_scenes(notes) if scene.note.at <= as_of]
        before: Scene | None = None
        if self.party is None and not self.rule.starts and start <= as_of:
            self.begin(start)
        for minute in range(start, as_of + 1):
            while scenes and scenes[0].note.at <= minute:
                scene = scenes.pop(0)
                self.see(scene, before, minute)
                before = scene
            if minute < as_of:
                for lap in self.laps:
                    lap.minutes.append(lap.label)
        return self.laps

    def begin(self, minute: int) -> Lap:
        self.lap = Lap(minute)
        self.laps.append(self.lap)
        return self.lap

    def see(self, scene: Scene, before: Scene | None, minute: int) -> None:
        rule = self.rule
        whys = self.list_whys(scene, before)
        lasting_end = scene.lasts(rule.stops) or scene.lasts(rule.voids)
        stops = scene.lasts(rule.stops) or scene.flashes(rule.stops)
        voids = scene.lasts(rule.voids) or scene.flashes(rule.voids)
        # A stop that lasts goes before an end that flashes, and a flash of a stop before both.
        here = self.party is None or self.party(scene)

        if self.lap is None and not rule.starts and here and not stops and not voids:
            self.begin(minute)
        if self.lap and (here or stops or voids):
            if stops:
                self.stop(self.lap, scene, minute)
            elif voids:
                self.void(self.lap, minute)
            else:
                self.go_on(self.lap, whys, minute)
            if (stops or voids) and not lasting_end:
                self.lap.is_final = True
            elif not stops and not voids and scene.turns(rule.resets, before):
                self.reset(self.lap, minute)
        if self.lap and not here:
            self.leave(self.lap, minute, is_over=stops or voids)
        if here and not lasting_end and self.is_begun(scene):
            self.go_on(self.begin(minute), whys, minute)
        self.is_ready = self.is_ready or scene.lasts(rule.after) or scene.flashes(rule.after)

    def list_whys(self, scene: Scene, before: Scene | None) -> list[str]:
        """Why a clock that has not ended would not run, if it would not."""
        if scene.turns(self.rule.resumes, before):
            self.hold = None
        if scene.flashes(self.rule.pauses) and self.hold is None:
            self.hold = scene.note.event or scene.reason or scene.state or ""
        whys = [scene.reason or scene.state or ""] if scene.lasts(self.rule.pauses) else []
        return whys if self.hold is None else [*whys, self.hold]

    def is_begun(self, scene: Scene) -> bool:
        """Whether a clock that waits for a start has one now."""
        rule = self.rule
        if self.lap is not None and self.lap.ended is None:
            return False
        becomes_ready = self.is_ready or scene.lasts(rule.after) or scene.flashes(rule.after)
        return (becomes_ready and scene.lasts(rule.starts)) or (
            self.is_ready and scene.flashes(rule.starts)
        )

    def stop(self, lap: Lap, scene: Scene, minute: int) -> None:
        if lap.ended is None:
            lap.status, lap.ended = "stopped", minute
            lap.label = scene.reason or scene.state or ""
            lap.is_final = self.rule.reopening == "ignore"

    def void(self, lap: Lap, minute: int) -> None:
        if lap.ended is None:
            lap.status, lap.ended = "void", minute
        lap.is_final = True

    def go_on(self, lap: Lap, whys: Sequence[str], minute: int) -> None:
        if lap.is_final:
            return
        if lap.ended is not None:
            if self.rule.reopening == "new cycle":
                lap.is_final = True
                lap = self.begin(minute)
            else:
                # The minutes since it stopped keep the label that they have: why it had stopped.
                lap.status, lap.ended = "on", None
                lap.label = ""
        if lap.label not in whys or lap.label == "":
            lap.label = whys[0] if whys else ""

    def reset(self, lap: Lap, minute: int) -> None:
        if lap.ended is None:
            lap.start, lap.minutes = minute, []

    def leave(self, lap: Lap, minute: int, *, is_over: bool) -> None:
        if not self.sums:
            if lap.ended is None:
                lap.status, lap.ended = "stopped", minute
            lap.is_final = True
            self.lap = None
        elif lap.is_final or is_over:
            return
        elif lap.ended is not None and self.rule.reopening == "new cycle":
            lap.is_final = True
            self.lap = None
        else:
            lap.status, lap.ended, lap.label = "on", None, AWAY


@cache
def is_open(minute: int) -> bool:
    """Monday to Friday, 9 to 12 and 13 to 17 o'clock in Berlin."""
    local = datetime.fromtimestamp(minute * 60, UTC).astimezone(BERLIN)
    return local.weekday() < 5 and (9 <= local.hour < 12 or 13 <= local.hour < 17)


@dataclass
class Count:
    """What was counted, when that was as much as allowed, and when it was more."""

    elapsed: int = 0
    paused: int = 0
    due: int | None = None
    breached: int | None = None


def count(
    start: int,
    minutes: Sequence[str],
    limit: int,
    is_counted: Callable[[int], bool] = is_open,
) -> Count:
    found = Count()
    for minute, label in enumerate(minutes, start):
        if not is_counted(minute):
            continue
        if label:
            found.paused += 1
            continue
        if found.elapsed == limit:
            found.breached = minute
        found.elapsed += 1
        if found.elapsed == limit:
            found.due = minute + 1
    if found.due is None:
        left, minute = limit - found.elapsed, start + len(minutes)
        while left:
            left -= is_counted(minute)
            minute += 1
        found.due = minute
    return found


def to_instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


def to_minute(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(minutes=1)


def spread(start: int, end: int, pauses: Iterable[Any]) -> tuple[str, ...]:
    """The pauses of the library as one label a minute."""
    labels = [""] * (end - start)
    for pause in pauses:
        until = end if pause.end is None else min(end, to_minute(pause.end))
        for minute in range(to_minute(pause.start), until):
            labels[minute - start] = AWAY if pause.is_away else pause.reason
    return tuple(labels)
