"""Conditions: what a clock looks for in the life of a record."""

from collections.abc import Container, Iterable, Mapping
from types import NoneType
from typing import Any

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.records import Entry, Fact
from mof.values import Term
from mof.values._checks import check_part, collect

Words = frozenset[str] | None
"""The words that will do; None for any, and for none at all."""

NamedWords = tuple[tuple[str, str | None], ...]
"""Names of facts, each with the word it has to have; None for any but no value."""


def _to_words(value: Iterable[str | Term] | None) -> Words:
    if value is None:
        return None
    return frozenset(map(str, collect(value, (str, Term), "words of a condition")))


def _to_named_words(
    value: Mapping[str, object] | Iterable[str | tuple[str, object]],
) -> NamedWords:
    given: Iterable[Any] = value.items() if isinstance(value, Mapping) else value
    pairs = collect(given, (str, tuple), "facts of a condition")
    named: dict[str, object] = {}
    for pair in pairs:
        name, word = (pair, None) if isinstance(pair, str) else pair
        named[name] = word
    return tuple((name, _to_word(named[name])) for name in sorted(named))


def _to_word(value: object) -> str | None:
    return None if value is None else str(value)


@frozen(kw_only=True, cache_hash=True)
class Condition:
    """What has to be so, or to happen, for a clock to take notice; all that is given at once.

    ``states``, ``reasons`` and ``facts`` speak of how the record stands, and hold for as long
    as it stands so; ``unless`` are reasons that do not do. ``events``, ``roles`` and
    ``changes``, the facts that it notes, speak of one entry, and hold at its instant only.
    Values of facts are compared by their words. ``automated`` is whether a program made the
    entry or, where only states are asked for, entered the state.

    Raises:
        DefinitionError: nothing is asked for.
    """

    states: Words = field(default=None, converter=_to_words)
    reasons: Words = field(default=None, converter=_to_words)
    unless: Words = field(default=None, converter=_to_words)
    facts: NamedWords = field(default=(), converter=_to_named_words)
    events: Words = field(default=None, converter=_to_words)
    roles: Words = field(default=None, converter=_to_words)
    changes: NamedWords = field(default=(), converter=_to_named_words)
    automated: bool | None = None
    """True: by a program; False: by a person, or by an actor that is unknown; None: by either."""

    def __attrs_post_init__(self) -> None:
        check_part(self.automated, (bool, NoneType), "whether a condition asks for a program")
        asked = (self.states, self.reasons, self.unless, self.events, self.roles)
        if any(words is not None and not words for words in asked):
            raise DefinitionError(f"{self} can never hold; name a word, or leave it out")
        if not any((*asked, self.facts, self.changes)):
            raise DefinitionError("a condition asks for something; give it a state or an event")

    @property
    def is_momentary(self) -> bool:
        """Whether it holds at the instant of an entry only."""
        return bool(self.events or self.roles or self.changes)

    @property
    def is_of_state(self) -> bool:
        """Whether the state and its reason alone decide."""
        return self.states is not None and not (self.facts or self.is_momentary)

    def holds(
        self,
        state: str,
        reason: str | None,
        facts: Mapping[str, Fact],
        *,
        is_automated: bool = False,
    ) -> bool:
        """Whether a record that stands so, brought there so, meets what is asked of that."""
        return (
            (self.states is None or state in self.states)
            and (self.reasons is None or reason in self.reasons)
            and (self.unless is None or reason not in self.unless)
            and all(_is_word(facts.get(name), word) for name, word in self.facts)
            and (self.automated in {None, is_automated} or self.is_momentary)
        )

    def can_hold(self, facts: Container[str]) -> bool:
        """Whether it may ever hold of a record on which only such facts are noted."""
        return all(name in facts for name, _ in (*self.facts, *self.changes))

    def happens(self, entry: Entry[Any, Any]) -> bool:
        """Whether an entry meets what is asked of it."""
        return (
            (self.events is None or (entry.event is not None and str(entry.event) in self.events))
            and (self.roles is None or _find_role(entry) in self.roles)
            and (not self.changes or self._are_noted(dict(entry.changes)))
            and (self.automated in {None, is_automated(entry)} or not self.is_momentary)
        )

    def _are_noted(self, changes: Mapping[str, Fact]) -> bool:
        return all(_is_word(changes.get(name), word) for name, word in self.changes)

    def __str__(self) -> str:
        parts = (
            _say("in", self.states),
            _say("for", self.reasons),
            _say("except for", self.unless),
            _say("at", self.events),
            _say("by", self.roles),
            "" if self.automated is None else f"by a {'program' if self.automated else 'person'}",
            *(f"with {name} {word or 'known'}" for name, word in self.facts),
            *(f"as {name} is noted{f' {word}' if word else ''}" for name, word in self.changes),
        )
        return " ".join(part for part in parts if part)


def _say(preposition: str, words: Words) -> str:
    return "" if words is None else f"{preposition} {' or '.join(sorted(words))}"


def _is_word(value: Fact, word: str | None) -> bool:
    return value is not None and (word is None or str(value) == word)


def _find_role(entry: Entry[Any, Any]) -> str:
    by = entry.by
    if by is None:
        return ""
    return "automated" if by.is_automated else str(by.role)


def is_automated(entry: Entry[Any, Any]) -> bool:
    """Whether a program made an entry; our judgement: without an actor, a person did."""
    return entry.by is not None and entry.by.is_automated


Given = str | Term | tuple[str | Term, str | Term | None] | Condition
"""A condition, or the short form of one: a state, or a state and the reason for it."""


def to_conditions(value: Iterable[Given]) -> frozenset[Condition]:
    """Conditions, of which states and pairs of state and reason are short forms."""
    kinds = (str, Term, tuple, Condition)
    return frozenset(map(_to_condition, collect(value, kinds, "conditions of a clock")))


def _to_condition(value: Given) -> Condition:
    if isinstance(value, Condition):
        return value
    if isinstance(value, (str, Term)):
        return Condition(states=[value])
    if len(value) != 2:
        raise DefinitionError(f"a state and its reason are two words, not {value!r}")
    state, reason = value
    return Condition(states=[state], reasons=None if reason is None else [reason])
