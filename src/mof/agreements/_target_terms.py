"""Terms of a target that facts of a record decide: what it is for, and whose hours count."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve

from mof.calendars import Calendar
from mof.errors import DefinitionError
from mof.records import Fact, Record
from mof.records._histories import fold
from mof.values import Term
from mof.values._checks import check_part, collect

WordSets = tuple[tuple[str, frozenset[str]], ...]
"""Names of facts, each with the words of which it has one."""

HoursByWord = tuple[tuple[str, Calendar], ...]
"""Words of a fact, each with the hours that count while it is noted."""

FactWords = tuple[tuple[str, str | None], ...]
"""Names of facts with the words noted for them, in order of the names."""

_Given = str | Term | bool | int | Iterable[str | Term]


def to_word_sets(value: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> WordSets:
    """Names of facts, each with one word or several."""
    pairs: Iterable[Any] = value.items() if isinstance(value, Mapping) else value
    given: dict[str, Any] = dict(pairs)
    return tuple((name, _to_words(name, given[name])) for name in sorted(given))


def _to_words(name: str, value: _Given) -> frozenset[str]:
    check_part(value, (str, Term, bool, int, Iterable), f"the word of {name} that a target is for")
    if isinstance(value, (str, Term, bool, int)):
        return frozenset({str(value)})
    words = frozenset(map(str, collect(value, (str, Term, bool, int), f"words of {name}")))
    if not words:
        raise DefinitionError(f"a target for no {name} at all can never apply")
    return words


def to_hours_by_word(
    value: Mapping[str, Calendar] | Mapping[Term, Calendar] | Iterable[tuple[str | Term, Calendar]],
) -> HoursByWord:
    """Words of a fact with a calendar each."""
    given = {
        str(word): hours for word, hours in (value.items() if isinstance(value, Mapping) else value)
    }
    for word, hours in given.items():
        check_part(hours, Calendar, f"the calendar of {word!r}")
    return tuple(sorted(given.items(), key=lambda pair: pair[0]))


def read_words(facts: Mapping[str, Fact], names: Iterable[str]) -> FactWords:
    """The words of some facts, in the order of the names; None where nothing is noted."""
    return tuple((name, _to_word(facts.get(name))) for name in names)


def read_words_at(record: Record[Any, Any], names: tuple[str, ...], at: datetime) -> FactWords:
    """The words of some facts as noted on a record by an instant."""
    if not names:
        return ()
    return read_words(fold(entry for entry in record.chronology if entry.at <= at), names)


def _to_word(value: Fact) -> str | None:
    return None if value is None else str(value)


def are_told(asked: WordSets, noted: FactWords) -> bool:
    """Whether each fact asked for has one of the words that will do."""
    words = dict(noted)
    return all(words.get(name) in allowed for name, allowed in asked)


def are_apart(ours: WordSets, theirs: WordSets) -> bool:
    """Whether no record can have what both ask for, since one fact would need two words."""
    others = dict(theirs)
    return any(name in others and words.isdisjoint(others[name]) for name, words in ours)


def hand_over(
    record: Record[Any, Any],
    fact: str,
    hours: HoursByWord,
    general: Calendar,
    *,
    until: datetime | None,
) -> Calendar:
    """The hours that count for a record: those of the word in force, from hand-over to hand-over.

    What is noted with its opening holds from ever, and what was noted last goes on to hold; a
    word without hours of its own has the general ones.
    """
    turns: dict[datetime, Calendar] = {}
    by_word = dict(hours)
    for entry in record.chronology:
        if until is not None and entry.at > until:
            break
        for name, value in entry.changes:
            if name == fact:
                turns[entry.at] = by_word.get(_to_word(value) or "", general)
    current, handed = general, list[tuple[datetime, Calendar]]()
    for at, calendar in turns.items():
        if at == record.started_at:
            current = calendar
        elif calendar != current:
            handed.append((at, calendar))
            current = calendar
    first = turns.get(record.started_at, general) if record.started_at else general
    return evolve(first, hand_overs=handed) if handed else first
