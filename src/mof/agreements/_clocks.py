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
        return evolve(self, pauses=(*self.pauses, *_list_given(state, reasons)))

    def running(self, state: str | Term, *reasons: str | Term) -> Self:
        """The same clock, which does not pause in a state entered for some reasons.

        Without reasons it pauses there for none.

        >>> contract = Clock.RESOLUTION.running(IncidentState.PENDING, "supplier")
        """
        kept = (condition for pause in self.pauses for condition in _except(pause, state, reasons))
        return evolve(self, pauses=kept)

    def stopping(self, state: str | Term, *reasons: str | Term) -> Self:
        """The same clock, which stops in a state, entered for any or one of some reasons.

        >>> closed_counts = Clock.RESPONSE.stopping(IncidentState.CLOSED)
        """
        kept = self._without_end(state, reasons)
        return evolve(kept, stops=(*kept.stops, *_list_given(state, reasons)))

    def voiding(self, state: str | Term, *reasons: str | Term) -> Self:
        """The same clock, which ends without a result in a state, entered for any or some reasons.

        >>> answers_only = Clock.RESPONSE.voiding(IncidentState.RESOLVED)
        """
        kept = self._without_end(state, reasons)
        return evolve(kept, voids=(*kept.voids, *_list_given(state, reasons)))

    def _without_end(self, state: str | Term, reasons: tuple[str | Term, ...]) -> Self:
        """The same clock, which neither stops nor becomes void in a state."""
        stops, voids = (
            [kept for each in conditions for kept in _except(each, state, reasons)]
            for conditions in (self.stops, self.voids)
        )
        return evolve(self, stops=stops, voids=voids)

    def counting_automated(self) -> Self:
        """The same clock, to which what a program does counts as what a person does.

        >>> lenient = Clock.RESPONSE.counting_automated()
        """
        parts = ("stops", "voids", "pauses", "resumes", "starts", "after", "resets")
        anew: dict[str, Any] = {part: _tell_none_apart(getattr(self, part)) for part in parts}
        return evolve(self, **anew)

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
    def _by_state(self) -> Mapping[tuple[str, str | None, bool], ClockState]:
        """What each state asked for makes of the clock, for each reason and others, and actor."""
        asked = tuple(condition for condition in self.conditions if condition.is_of_state)
        states = set(chain.from_iterable(condition.states or () for condition in asked))
        named = chain.from_iterable((*(c.reasons or ()), *(c.unless or ())) for c in asked)
        return MappingProxyType(
            {
                (state, reason, by): self.find_state(state, reason, {}, is_automated=by)
                for state, reason, by in product(states, {None, *named}, (False, True))
            }
        )

    @cached_property
    def asks_who_acted(self) -> bool:
        """Whether it tells what a program did from what a person did."""
        return any(condition.automated is not None for condition in self.conditions)

    def find_by_state(
        self, state: str, reason: str | None, *, is_automated: bool = False
    ) -> ClockState:
        """What it does in a state, where that, its reason and who entered it alone decide."""
        table = self._by_state
        found = table.get((state, reason, is_automated))
        if found is None:
            return table.get((state, None, is_automated), ClockState.RUNS)
        return found

    def find_state(
        self,
        state: str,
        reason: str | None,
        facts: Mapping[str, Fact],
        *,
        is_automated: bool = False,
    ) -> ClockState:
        """What it does while a record stands so, brought there by a program or not."""
        for clock_state, conditions in self._clock_states:
            if any(
                condition.holds(state, reason, facts, is_automated=is_automated)
                for condition in conditions
                if not condition.is_momentary
            ):
                return clock_state
        return ClockState.RUNS

    @property
    def _clock_states(self) -> tuple[tuple[ClockState, Conditions], ...]:
        return (
            (ClockState.STOPS, self.stops),
            (ClockState.IS_VOID, self.voids),
            (ClockState.PAUSES, self.pauses),
        )


def _list_given(state: str | Term, reasons: tuple[str | Term, ...]) -> list[Given]:
    """A state entered for any reason, or for each of some."""
    return [(state, reason) for reason in (reasons or (None,))]


def _tell_none_apart(conditions: Conditions) -> list[Condition]:
    """The conditions without who acted; what asked for programs alone asks for nothing more."""
    return [evolve(each, automated=None) for each in conditions if not each.automated]


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
_TO_CUSTOMER = Condition(changes={"correspondent": Correspondent.DESK}, automated=False)
_FROM_CUSTOMER = Condition(changes={"correspondent": Correspondent.CUSTOMER})
_FIXED = Condition(states=[_S.RESOLVED], automated=False)
_WORKED = (_S.IN_PROGRESS, RequestState.ANSWERED, _S.SERVICE_RESUMED)
# Our judgement: only a person responds, and a fix at first contact is a response. What is closed
# without an answer, such as spam, or resolved by a program, was never responded to.
_RESPONDED = (
    *(Condition(states=[each], automated=False) for each in _WORKED),
    _FIXED,
    _TO_CUSTOMER,
)
_RESOLVED_BY_PROGRAM = Condition(states=[_S.RESOLVED], automated=True)
_UNANSWERED = (*_VOID, _S.CLOSED, _RESOLVED_BY_PROGRAM)
_INFORMED = Condition(changes=["update"], facts={"is_major": True})
_NOT_MAJOR = Condition(facts={"is_major": False})

# Our judgement: clocks of contact ignore reopening, since what was answered stays answered.
Clock.RESPONSE = Clock("response", stops=_RESPONDED, voids=_UNANSWERED, reopening=Reopening.IGNORE)
Clock.NEXT_RESPONSE = Clock(
    "next response",
    starts=(_FROM_CUSTOMER,),
    # Whose ticket a program resolved, and who writes again, waits as after an answer.
    after=(*_RESPONDED, _RESOLVED_BY_PROGRAM),
    stops=(_TO_CUSTOMER, _FIXED),
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
