"""Clocks: what starts, pauses and stops a count over the life of a record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import takewhile
from typing import Any, ClassVar, Self

from attrs import evolve, field, frozen

from mof.errors import DefinitionError
from mof.histories import Entry, Fact
from mof.incidents import IncidentState
from mof.instants import to_optional_utc, to_utc
from mof.kinds import collect
from mof.records import Record
from mof.terms import Term, to_optional_word

PauseCondition = tuple[str, str | None]
"""A state and the reason it was entered for; None stands for any reason."""


def _to_words(value: Iterable[str | Term]) -> frozenset[str]:
    return frozenset(map(str, collect(value, (str, Term), "states of a clock")))


def _to_conditions(
    value: Iterable[tuple[str | Term, str | Term | None]],
) -> frozenset[PauseCondition]:
    pairs = collect(value, tuple, "pauses of a clock")
    return frozenset((str(state), to_optional_word(why)) for state, why in pairs)


@frozen(cache_hash=True)
class Clock:
    """One way to count the time that a record takes, from its start until a state stops it.

    Stop beats pause beats run. A stop that is undone, as by reopening, becomes a pause,
    except for a clock that ``stops_once``.
    """

    name: str
    stops: frozenset[str] = field(converter=_to_words, kw_only=True)
    voids: frozenset[str] = field(default=frozenset(), converter=_to_words, kw_only=True)
    pauses: frozenset[PauseCondition] = field(
        default=frozenset(), converter=_to_conditions, kw_only=True
    )
    stops_once: bool = field(default=False, kw_only=True)

    RESPONSE: ClassVar["Clock"]
    RESTORATION: ClassVar["Clock"]
    RESOLUTION: ClassVar["Clock"]
    CLOSURE: ClassVar["Clock"]

    def __attrs_post_init__(self) -> None:
        if not self.stops:
            raise DefinitionError(f"the clock {self.name!r} can never stop; name a state that does")

    def pausing(self, state: str | Term, *reasons: str | Term) -> Self:
        """The same clock, which also pauses in a state, entered for any or one of some reasons.

        >>> desk = Clock.RESPONSE.pausing(IncidentState.PENDING, "user")
        """
        more = ((state, reason) for reason in (reasons or (None,)))
        return evolve(self, pauses=(*self.pauses, *more))

    def without_pauses(self) -> Self:
        """The same clock, which never pauses, except between a stop and its undoing."""
        return evolve(self, pauses=())

    def ends_in(self, state: str) -> bool:
        """Whether a state stops the clock or makes it void."""
        return state in self.stops or state in self.voids

    def is_paused_in(self, state: str, reason: str | None) -> bool:
        """Whether the clock pauses in a state entered for a reason."""
        return (state, None) in self.pauses or (state, reason) in self.pauses


_RESUMED = (IncidentState.SERVICE_RESUMED, IncidentState.RESOLVED, IncidentState.CLOSED)
_VOID = (IncidentState.REROUTED, IncidentState.REJECTED, IncidentState.CANCELLED)
_PENDING = ((IncidentState.PENDING, None),)

# Our judgement: the framework does not say when a clock pauses. Response never pauses; the
# others do while the record is pending. An agreement that promises otherwise says so.
Clock.RESPONSE = Clock(
    "response", stops=(IncidentState.IN_PROGRESS, *_RESUMED), voids=_VOID, stops_once=True
)
Clock.RESTORATION = Clock("restoration", stops=_RESUMED, voids=_VOID, pauses=_PENDING)
Clock.RESOLUTION = Clock("resolution", stops=_RESUMED[1:], voids=_VOID, pauses=_PENDING)
Clock.CLOSURE = Clock("closure", stops=_RESUMED[2:], voids=_VOID, pauses=_PENDING)


@frozen
class Pause:
    """A time in which a clock did not count; an end of None has not come yet."""

    start: datetime = field(converter=to_utc)
    end: datetime | None = field(converter=to_optional_utc)
    reason: str = ""


@frozen
class Cycle:
    """One run of a clock on a record, from its start to its stop, if it has come to one."""

    started_at: datetime = field(converter=to_utc)
    stopped_at: datetime | None = field(default=None, converter=to_optional_utc)
    voided_at: datetime | None = field(default=None, converter=to_optional_utc)
    pauses: tuple[Pause, ...] = ()


Engages = Callable[[str, str | None, Mapping[str, Fact]], bool]
"""Whether a party is at work on a record in that state, for that reason, with those facts."""


def follow(
    record: Record[Any, Any],
    clock: Clock,
    *,
    as_of: datetime,
    engages: Engages | None = None,
) -> tuple[Cycle, ...]:
    """The cycles of a clock on a record, as far as they had come at an instant.

    Without ``engages`` there is one cycle, from the record's start. With it there is one for
    each visit: it begins when the party is engaged with something left to do, and ends at the
    latest when it no longer is.
    """
    as_of = to_utc(as_of)
    if record.started_at is None or record.started_at > as_of:
        return ()
    entries = takewhile(lambda entry: entry.at <= as_of, record.chronology)
    if engages:
        return tuple(run.to_cycle() for run in _follow_visits(entries, clock, engages))
    run = _Run(clock, record.started_at)
    for entry in entries:
        if entry.state:
            run.enter(entry.state.value, entry.reason, entry.at)
    return (run.to_cycle(),)


def _follow_visits(
    entries: Iterable[Entry[Any, Any]], clock: Clock, engages: Engages
) -> Iterator["_Run"]:
    run: _Run | None = None
    word, reason, facts = "", None, dict[str, Fact]()
    for entry in entries:
        facts.update(entry.changes)
        if entry.state:
            word, reason = entry.state.value, entry.reason
        is_engaged, is_at_end = engages(word, reason, facts), clock.ends_in(word)
        # A party that comes when the work is done already has nothing to count.
        if run is None and is_engaged and not is_at_end:
            run = _Run(clock, entry.at)
        if run and (is_engaged or is_at_end):
            run.enter(word, reason, entry.at)
        if run and not is_engaged:
            run.leave(entry.at)
            yield run
            run = None
    if run:
        yield run


class _Run:
    """A cycle while it is being followed."""

    def __init__(self, clock: Clock, start: datetime) -> None:
        self.clock = clock
        self.start = start
        self.last: tuple[str, str | None] = ("", None)
        self.pauses: list[Pause] = []
        self.held_since: datetime | None = None
        self.held_for = ""
        self.is_stopped = False
        self.is_void = False
        self.is_over = False

    def enter(self, word: str, reason: str | None, at: datetime) -> None:
        """Take note of a state."""
        if self.is_over or self.last == (word, reason):
            return
        self.last = (word, reason)
        clock, at = self.clock, max(at, self.start)
        if word in clock.stops:
            if not self.is_stopped:
                self._hold(at, word)
                self.is_stopped, self.is_over = True, clock.stops_once
        elif word in clock.voids:
            if not self.is_stopped:
                self._hold(at, word)
                self.is_void = True
            self.is_over = True
        else:
            self._release(at)
            if clock.is_paused_in(word, reason):
                self._hold(at, reason or word)

    def leave(self, at: datetime) -> None:
        """End because the party is no longer engaged."""
        if not (self.is_over or self.is_stopped):
            self._hold(at, "handed over")
            self.is_stopped = True

    def _hold(self, at: datetime, why: str) -> None:
        self._release(at)
        self.held_since, self.held_for = at, why

    def _release(self, at: datetime) -> None:
        if self.held_since is not None and self.held_since < at:
            self.pauses.append(Pause(self.held_since, at, self.held_for))
        self.held_since, self.is_stopped = None, False

    def to_cycle(self) -> Cycle:
        if self.is_void:
            return Cycle(self.start, None, self.held_since, tuple(self.pauses))
        if self.is_stopped:
            return Cycle(self.start, self.held_since, None, tuple(self.pauses))
        if self.held_since is not None:
            self.pauses.append(Pause(self.held_since, None, self.held_for))
        return Cycle(self.start, None, None, tuple(self.pauses))
