"""Duties: who did what on one record, and had better not done it together."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from attrs import frozen

from mof.framework import CombinationVerdict, Duty, DutyCombination, RoleType
from mof.framework._segregation_of_duties import DUTY_COMBINATIONS, CombinationExtent
from mof.records import Actor, Entry, Record
from mof.teams._organizations import Organization
from mof.teams._people import Scope
from mof.values import PersonId


@frozen
class DutyConflict:
    """Two duties on a record that fell to one person, and since when both had."""

    record: str
    person: PersonId
    at: datetime
    combination: DutyCombination

    @property
    def verdict(self) -> CombinationVerdict:
        """What to think of it."""
        return self.combination.verdict

    def __str__(self) -> str:
        return (
            f"{self.person} has both duties on {self.record}, {self.combination}: "
            f"{self.verdict}, since {self.combination.reason}"
        )


def find_duty_conflicts(
    record: Record[Any, Any], *, combinations: Iterable[DutyCombination] = DUTY_COMBINATIONS
) -> tuple[DutyConflict, ...]:
    """Where one person had two duties on a record that are better apart.

    Tools are left out. Ask ``record.as_of(…)`` for what was known earlier.
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
    """Everybody to whom a duty fell, each with when it first did."""
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
    """Whether somebody does what a duty asks, by their role or by what the entry tells."""
    word, words = (entry.event, duty.events) if entry.event else (entry.state, duty.states)
    return by.role in duty.role_types or bool(words and word and str(word) in words)


@frozen
class UnheldRole:
    """Somebody who acted on a record in a role that they did not hold then.

    ``position`` counts the entries of the history as it stands, from 0.
    """

    record: str
    position: int
    at: datetime
    person: PersonId
    role: RoleType
    held: frozenset[RoleType]


def find_unheld_roles(
    record: Record[Any, Any], organization: Organization, *, scope: Scope | None = None
) -> tuple[UnheldRole, ...]:
    """Where somebody acted in a role that the organisation had not given them.

    Tools are left out, and entries that do not say by whom or in which role.
    """
    return tuple(
        UnheldRole(record.id, position, entry.at, entry.by.person, entry.by.role, held)
        for position, entry in enumerate(record.history)
        if entry.by and entry.by.person and entry.by.role and not entry.by.is_automated
        for held in [organization.roles_held(entry.by.person, at=entry.at, scope=scope)]
        if entry.by.role not in held
    )
