"""Permissions: why a person may not act on a record, who may, and who did without."""

from datetime import datetime
from typing import Any

from attrs import frozen

from mof.framework import RoleType
from mof.records import Lifecycle, Record
from mof.records._histories import E, S
from mof.teams._organizations import Organization
from mof.teams._people import Scope
from mof.values import PersonId


@frozen
class PersonRefusal:
    """Why a person may not bring an event about; printed, it is the message."""

    person: PersonId
    """Who may not."""
    held: frozenset[RoleType]
    """The role types that they hold at that instant."""
    allowed: frozenset[RoleType]
    """The role types that may; empty where the event is not possible in the state at all."""
    candidates: tuple[PersonId, ...]
    """The persons who hold one of these then, by id."""
    message: str
    """All of this in words."""

    def __str__(self) -> str:
        return self.message


def find_refusal(
    record: Record[S, E],
    event: E,
    organization: Organization,
    *,
    person: PersonId,
    at: datetime,
    scope: Scope | None = None,
    lifecycle: Lifecycle[Any, Any] | None = None,
) -> PersonRefusal | None:
    """Why a person may not bring an event about at an instant; None if they may.

    The lifecycle says which role types may, the organisation which persons held them then, for
    the scope or for any.
    """
    table = lifecycle or record.LIFECYCLE
    held = organization.roles_held(person, at=at, scope=scope)
    refusal = table.find_refusal(held, record.state, event)
    if refusal is None:
        return None
    holdings = organization.find_holdings(at=at, scope=scope)
    candidates = tuple(
        sorted({each.person for each in holdings if each.role_type in refusal.allowed_roles})
    )
    holders = f"; held by: {', '.join(candidates) or 'nobody'}" if refusal.allowed_roles else ""
    return PersonRefusal(
        person=person,
        held=held,
        allowed=frozenset(refusal.allowed_roles),
        candidates=candidates,
        message=f"{person}: {refusal}{holders}",
    )


@frozen
class UnheldRole:
    """An act on a record in a role that the person did not hold then."""

    record: str
    """The id of the record."""
    position: int
    """Which entry of the history it is, counted from 0 as the history stands."""
    at: datetime
    """When they acted."""
    person: PersonId
    """Who acted."""
    role: RoleType
    """The role that the entry says they acted in."""
    held: frozenset[RoleType]
    """The role types that they did hold then."""


def find_unheld_roles(
    record: Record[Any, Any], organization: Organization, *, scope: Scope | None = None
) -> tuple[UnheldRole, ...]:
    """Where a person acted in a role that the organisation had not given them.

    Automated actors are left out, and entries that do not say by whom or in which role.
    """
    return tuple(
        UnheldRole(record.id, position, entry.at, entry.by.person, entry.by.role, held)
        for position, entry in enumerate(record.history)
        if entry.by and entry.by.person and entry.by.role and not entry.by.is_automated
        for held in [organization.roles_held(entry.by.person, at=entry.at, scope=scope)]
        if entry.by.role not in held
    )
