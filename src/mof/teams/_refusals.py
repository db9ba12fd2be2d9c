"""Refusals: why a person may not act on a record, and who may."""

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
    """Why a person may not bring an event about: what they held, who may, and why in words."""

    person: PersonId
    held: frozenset[RoleType]
    allowed: frozenset[RoleType]
    candidates: tuple[PersonId, ...]
    message: str

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

    The lifecycle says which role types may, the organisation who held them then, for the scope
    or for whatever. ``candidates`` are those who might do it instead.
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
