"""Clocks as data: the conditions under which time counts, and those of the field."""

from collections.abc import Container, Iterable, Mapping
from enum import IntEnum
from functools import cached_property
from itertools import chain, product
from types import MappingProxyType
from typing import Any, ClassVar, Self

from attrs import evolve, field, frozen

from mof.agreements._conditions import Condition, Given, to_conditions
from mof.agreements._reopening import Reopening
from mof.errors import DefinitionError
from mof.help_requests import RequestState
from mof.incidents import Correspondent, IncidentState
from mof.records import Fact, Lifecycle
from mof.values import Term
from mof.values._checks import check_part

Conditions = frozenset[Condition]


class ClockState(IntEnum):
    """What a clock does while a record stands as it does; the highest that applies."""

    # Our judgement: what has happened outranks what is to come, so an end goes before a pause,
    # and a result before an end without one.
    RUNS = 0
    PAUSES = 1
    IS_VOID = 2
    STOPS = 3


@frozen(cache_hash=True)
class Clock:
    """One way to count the time that a record takes, from its start until something stops it.

    Conditions are given as states, as pairs of a state and the reason it was entered for, or as
    `Condition`. Stop beats pause beats start.

    - Without ``starts`` it counts from the record's start, or from the instant noted as the
      fact ``since`` where that is known. With them it waits for one of them, and each begins a
      new cycle once the last has stopped; ``after`` names what must have been before that.
    - ``pauses`` that a moment begins last until one of ``resumes`` comes about.
    - ``resets`` that come about begin the count anew, unless it stops with them.
    - A stop that holds for as long as the record stands so may be undone, as by reopening;
      ``reopening`` says what follows.

    Raises:
        DefinitionError: it can never stop, or never resume.
    """

    name: str
    """What it is called in verdicts and tables; clocks of one name are one to a reader."""
    stops: Conditions = field(converter=to_conditions, kw_only=True)
    """What ends the count in good order: what it took is then known."""
    voids: Conditions = field(default=frozenset(), converter=to_conditions, kw_only=True)
    """What ends the count without a result, such as a cancellation: the verdict is VOID."""
    pauses: Conditions = field(default=frozenset(), converter=to_conditions, kw_only=True)
    resumes: Conditions = field(default=frozenset(), converter=to_conditions, kw_only=True)
    starts: Conditions = field(default=frozenset(), converter=to_conditions, kw_only=True)
    after: Conditions = field(default=frozenset(), converter=to_conditions, kw_only=True)
    resets: Conditions = field(default=frozenset(), converter=to_conditions, kw_only=True)
    since: str | None = field(default=None, kw_only=True)
    reopening: Reopening = field(default=Reopening.CONTINUE, kw_only=True)

    RESPONSE: ClassVar["Clock"]
    NEXT_RESPONSE: ClassVar["Clock"]
    UPDATE: ClassVar["Clock"]
    ASSIGNMENT: ClassVar["Clock"]
    RESTORATION: ClassVar["Clock"]
    RESOLUTION: ClassVar["Clock"]
    CLOSURE: ClassVar["Clock"]

    def __attrs_post_init__(self) -> None:
        check_part(self.reopening, Reopening, f"what the clock {self.name!r} does when reopened")
        if not self.stops:
            raise DefinitionError(f"the clock {self.name!r} can never stop; name a state that does")
        if not self.resumes and any(pause.is_momentary for pause in self.pauses):
            raise DefinitionError(
                f"the clock {self.name!r} can never resume what a moment pauses; "
                "name what resumes it"
            )
        if self.after and not self.starts:
            raise DefinitionError(
                f"the clock {self.name!r} says after what it starts, but not what starts it"
            )

    def pausing(self, state: str | Term, *reasons: str | Term) -> Self:
        """The same clock, which also pauses in a state, entered for any or one of some reasons.

        >>> desk = Clock.RESPONSE.pausing(IncidentState.PENDING, "user")
        """
        more: Iterable[Given] = ((state, reason) for reason in (reasons or (None,)))
        return evolve(self, pauses=(*self.pauses, *more))

    def running(self, state: str | Term, *reasons: str | Term) -> Self:
        """The same clock, which does not pause in a state entered for some reasons.

        Without reasons it pauses there for none.

        >>> contract = Clock.RESOLUTION.running(IncidentState.PENDING, "supplier")
        """
        kept = (condition for pause in self.pauses for condition in _except(pause, state, reasons))
        return evolve(self, pauses=kept)

    def without_pauses(self) -> Self:
        """The same clock, which never pauses, except between a stop and its undoing."""
        return evolve(self, pauses=(), resumes=())

    @cached_property
    def conditions(self) -> Conditions:
        """All conditions that the clock looks for."""
        return frozenset(
            chain(
                self.stops,
                self.voids,
                self.pauses,
                self.resumes,
                self.starts,
                self.after,
                self.resets,
            )
        )

    def find_unknown_words(self, lifecycle: Lifecycle[Any, Any]) -> tuple[str, ...]:
        """The states and events of its conditions that a lifecycle does not have.

        >>> from mof.incidents import INCIDENT_LIFECYCLE
        >>> Clock("approval", stops=["nwe"]).find_unknown_words(INCIDENT_LIFECYCLE)
        ('nwe',)
        """
        known = {str(word) for word in (*lifecycle.states, *lifecycle.events)}
        asked = (words for c in self.conditions for words in (c.states, c.events) if words)
        return tuple(sorted(set(chain.from_iterable(asked)) - known))

    @cached_property
    def _others(self) -> Conditions:
        """The conditions that ask for more than the state and its reason, or begin something."""
        moving = self.starts | self.after | self.resets | self.resumes
        return moving | frozenset(c for c in self.conditions if not c.is_of_state)

    @cached_property
    def lasting_turns(self) -> Conditions:
        """What resumes or resets it when it comes about, though it may last."""
        return frozenset(c for c in self.resumes | self.resets if not c.is_momentary)

    def is_moved_by_states(self, facts: Container[str]) -> bool:
        """Whether states and their reasons alone can move it, where only such facts are noted."""
        return not any(condition.can_hold(facts) for condition in self._others)

    @cached_property
    def _by_state(self) -> Mapping[tuple[str, str | None], ClockState]:
        """What each state that is asked for makes of the clock, for each reason and for others."""
        asked = tuple(condition for condition in self.conditions if condition.is_of_state)
        states = set(chain.from_iterable(condition.states or () for condition in asked))
        named = chain.from_iterable((*(c.reasons or ()), *(c.unless or ())) for c in asked)
        pairs = product(states, {None, *named})
        return MappingProxyType({pair: self.find_state(*pair, {}) for pair in pairs})

    def find_by_state(self, state: str, reason: str | None) -> ClockState:
        """What it does in a state entered for a reason, where those alone decide."""
        table = self._by_state
        found = table.get((state, reason))
        return table.get((state, None), ClockState.RUNS) if found is None else found

    def find_state(self, state: str, reason: str | None, facts: Mapping[str, Fact]) -> ClockState:
        """What it does while a record stands so, moments apart."""
        for clock_state, conditions in self._clock_states:
            if any(c.holds(state, reason, facts) for c in conditions if not c.is_momentary):
                return clock_state
        return ClockState.RUNS

    @property
    def _clock_states(self) -> tuple[tuple[ClockState, Conditions], ...]:
        return (
            (ClockState.STOPS, self.stops),
            (ClockState.IS_VOID, self.voids),
            (ClockState.PAUSES, self.pauses),
        )


def _except(
    pause: Condition, state: str | Term, reasons: tuple[str | Term, ...]
) -> Iterable[Condition]:
    """What is left of a condition without a state, or without some reasons for it."""
    word = str(state)
    if pause.states is None or word not in pause.states:
        yield pause
        return
    if others := pause.states - {word}:
        yield evolve(pause, states=others)
    if reasons:
        remaining = None if pause.reasons is None else pause.reasons - set(map(str, reasons))
        if remaining != frozenset():
            unless = (*(pause.unless or ()), *reasons)
            yield evolve(pause, states=[word], reasons=remaining, unless=unless)


_S = IncidentState
_RESUMED = (_S.SERVICE_RESUMED, _S.RESOLVED, _S.CLOSED)
_VOID = (_S.REROUTED, _S.REJECTED, _S.CANCELLED)
_PENDING = (_S.PENDING,)

# Our judgement: the framework does not say when a clock pauses. Response never pauses; those of
# the whole record do while it is pending. An agreement that promises otherwise says so.
_TO_CUSTOMER = Condition(changes={"correspondent": Correspondent.DESK})
_FROM_CUSTOMER = Condition(changes={"correspondent": Correspondent.CUSTOMER})
_RESPONDED = (_S.IN_PROGRESS, RequestState.ANSWERED, *_RESUMED[:2], _TO_CUSTOMER)
# Our judgement: what is closed without an answer, such as spam, was never responded to; a fix at
# first contact is a response.
_UNANSWERED = (*_VOID, _S.CLOSED)
_INFORMED = Condition(changes=["update"], facts={"is_major": True})
_NOT_MAJOR = Condition(facts={"is_major": False})

# Our judgement: clocks of contact ignore reopening, since what was answered stays answered.
Clock.RESPONSE = Clock("response", stops=_RESPONDED, voids=_UNANSWERED, reopening=Reopening.IGNORE)
Clock.NEXT_RESPONSE = Clock(
    "next response",
    starts=(_FROM_CUSTOMER,),
    after=_RESPONDED,
    stops=(_TO_CUSTOMER, _S.RESOLVED),
    voids=_UNANSWERED,
    reopening=Reopening.IGNORE,
)
Clock.UPDATE = Clock(
    "update",
    starts=(Condition(changes={"is_major": True}), _INFORMED),
    stops=(_INFORMED, *_RESUMED),
    voids=(*_VOID, _NOT_MAJOR),
    reopening=Reopening.IGNORE,
)
Clock.ASSIGNMENT = Clock("assignment", stops=_RESUMED, voids=_VOID, pauses=_PENDING)
Clock.RESTORATION = Clock("restoration", stops=_RESUMED, voids=_VOID, pauses=_PENDING)
Clock.RESOLUTION = Clock("resolution", stops=_RESUMED[1:], voids=_VOID, pauses=_PENDING)
Clock.CLOSURE = Clock("closure", stops=_RESUMED[2:], voids=_VOID, pauses=_PENDING)
