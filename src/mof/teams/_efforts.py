"""Efforts: the time that each person spent in each role, over any number of records."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from attrs import frozen

from mof.framework import RoleType
from mof.records import Record
from mof.values import Period, PersonId


@frozen
class PersonEffort:
    """What a person spent in a role."""

    person: PersonId | None
    """Who spent it; None where the records do not say."""
    role: RoleType | None
    """The role in which it was spent; None where the records do not say."""
    spent: timedelta
    """Working time as it was noted, added up."""


def measure_effort(
    records: Iterable[Record[Any, Any]], *, as_of: datetime, during: Period | None = None
) -> tuple[PersonEffort, ...]:
    """What each person spent on the records in each role, as known at an instant.

    With a period, only the effort that was over in it. Totals that a source tells belong to no
    person and are not in it; `Record.effort` has them.
    """
    spent: dict[tuple[PersonId | None, RoleType | None], timedelta] = {}
    for record in records:
        for effort in record.as_of(as_of).efforts:
            if during is None or effort.at in during:
                key = (effort.by.person, effort.by.role) if effort.by else (None, None)
                spent[key] = spent.get(key, timedelta()) + effort.spent
    return tuple(
        PersonEffort(*key, spent[key])
        for key in sorted(spent, key=lambda key: (key[0] or "", str(key[1] or "")))
    )
