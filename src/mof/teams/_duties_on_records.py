"""Duty conflicts: duties that one person had on one record, and that should be kept apart."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from attrs import frozen

from mof.framework import CombinationVerdict, Duty, DutyCombination
from mof.framework._segregation_of_duties import DUTY_COMBINATIONS, CombinationExtent
from mof.records import Actor, Entry, Record
from mof.values import PersonId


@frozen
class DutyConflict:
    """A segregation-of-duties conflict: two duties on a record that one person had."""

    record: str
    """The id of the record."""
    person: PersonId
    """The person who had both."""
    at: datetime
    """When they first had both."""
    combination: DutyCombination
    """The rule that keeps the two apart."""

    @property
    def verdict(self) -> CombinationVerdict:
        """Whether the rule calls it risky or forbidden."""
        return self.combination.verdict

    def __str__(self) -> str:
        return (
            f"{self.person} has both duties on {self.record}, {self.combination}: "
            f"{self.verdict}, since {self.combination.reason}"
        )


def find_duty_conflicts(
    record: Record[Any, Any], *, combinations: Iterable[DutyCombination] = DUTY_COMBINATIONS
) -> tuple[DutyConflict, ...]:
    """Where one person had two duties on a record that should be kept apart.

    Automated actors are left out, as are combinations that are allowed. Ask ``record.as_of(…)``
    for what was known earlier.
    """
    return tuple(
        DutyConflict(record.id, person, max(first[person], second[person]), combination)
        for combination in combinations
        if combination.extent is CombinationExtent.RECORD
        and combination.verdict is not CombinationVerdict.ALLOWED
        for first in [_find_performers(record, combination.first)]
        if first
        for second in [_find_performers(record, combination.second)]
        for person in sorted(first.keys() & second.keys())
    )


def _find_performers(record: Record[Any, Any], duty: Duty) -> dict[PersonId, datetime]:
    """The persons to whom a duty fell, each with when it first did."""
    found: dict[PersonId, datetime] = {}
    for entry in record.chronology:
        if duty.facts:
            for name, fact in entry.changes:
                if name in duty.facts and isinstance(fact, str):
                    found.setdefault(PersonId(fact), entry.at)
        by = entry.by
        if by and by.person and not by.is_automated and _acts(entry, by, duty):
            found.setdefault(by.person, entry.at)
    return found


def _acts(entry: Entry[Any, Any], by: Actor, duty: Duty) -> bool:
    """Whether an actor does what a duty asks, by their role or by what the entry tells."""
    word, words = (entry.event, duty.events) if entry.event else (entry.state, duty.states)
    return by.role in duty.role_types or bool(words and word and str(word) in words)
