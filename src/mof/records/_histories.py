"""Histories: what happened to a record, entry by entry, and what that adds up to."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from attrs import Factory, field, frozen

from mof.framework import RoleType
from mof.values import PersonId, Term
from mof.values._instants import to_utc
from mof.values._terms import to_optional_word

S = TypeVar("S", bound=Term)
E = TypeVar("E", bound=Term)

Fact = str | int | bool | datetime | timedelta | Term | tuple[str, ...] | None
"""A value that can be noted on a record; None clears what was noted before."""

Changes = tuple[tuple[str, Fact], ...]

# To sort by name alone spares the comparison of pairs.
_get_name = itemgetter(0)


@frozen
class Actor:
    """Who acted, and in which role.

    >>> desk = Actor(PersonId("anna"), RoleType.CUSTOMER_SERVICE_REPRESENTATIVE)
    >>> print(desk)
    anna as customer service representative
    >>> print(Actor(PersonId("mail-probe"), is_automated=True))
    mail-probe as automated

    Acting takes a role, since lifecycles allow events to roles; what is read from elsewhere may
    lack it.
    """

    person: PersonId | None = None
    """The id of the person, or the account of a tool; None where it is unknown."""
    role: RoleType | None = None
    """The role type that the person acts in; None where it is unknown, and for tools."""
    is_automated: bool = False
    """Whether it is a tool, such as a portal, a monitor or a timer."""

    def __str__(self) -> str:
        role = "automated" if self.is_automated else self.role
        return " as ".join(str(part) for part in (self.person, role) if part) or "unknown person"


def _to_changes(value: Mapping[str, Fact] | Iterable[tuple[str, Fact]]) -> Changes:
    if not value:
        return ()
    if isinstance(value, tuple) and _is_canonical(value):
        return value  # so that entries of a long log can share their pairs
    facts = dict(value)
    for name, fact in facts.items():
        if isinstance(fact, datetime):
            facts[name] = to_utc(fact)
    return tuple(sorted(facts.items(), key=_get_name))


def _is_canonical(value: Changes) -> bool:
    last = ""
    for pair in value:
        if pair.__class__ is not tuple or len(pair) != 2 or not pair[0] > last:
            return False
        if isinstance(pair[1], datetime):
            return False
        last = pair[0]
    return True


@frozen
class Entry(Generic[S, E]):
    """One thing that happened: when, what, by whom, and what changed with it.

    Acting makes entries. Make them yourself to bring a history from elsewhere; it is kept as it
    was, and `find_deviations` says where it departs from the lifecycle.

    >>> from mof.incidents import IncidentState
    >>> at = datetime.fromisoformat("2026-06-01T09:00+02:00")
    >>> entry = Entry(at, state=IncidentState.PENDING, reason="user", changes={"team": "network"})
    >>> print(entry.at, entry.changes)
    2026-06-01 07:00:00+00:00 (('team', 'network'),)
    """

    at: datetime = field(converter=to_utc)
    """When it happened, in UTC."""
    event: E | None = None
    """What happened; None where the source says what changed and not why."""
    state: S | None = None
    """The state from then on; None where it stayed what it was."""
    reason: str | None = field(default=None, converter=to_optional_word)
    """What the state was entered for, such as ``user`` for pending; None for no reason."""
    by: Actor | None = None
    """The one who acted; None where it is unknown."""
    changes: Changes = field(default=(), converter=_to_changes)
    """The facts noted with it, by name in order of the alphabet; a mapping will do.

    A fact of None clears what was noted before.
    """
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )
    """When it was written down, in UTC: ``at``, or later for a back-dated entry.

    Views `as_of` an instant show what was written down by then.
    """


def to_history(entries: Iterable[Entry[Any, Any]]) -> tuple[Entry[Any, Any], ...]:
    """The entries as they stand, for good."""
    return tuple(entries)


def sort_by_time(history: tuple[Entry[S, E], ...]) -> tuple[Entry[S, E], ...]:
    """The entries in the order in which they happened; those of one instant as they stand."""
    return tuple(sorted(history, key=lambda entry: entry.at))


def fold(history: Iterable[Entry[S, E]]) -> dict[str, Fact]:
    """The facts that a history in order of time adds up to."""
    facts: dict[str, Fact] = {}
    for entry in history:
        if entry.changes:
            facts.update(entry.changes)
    return facts


@frozen
class Effort:
    """Time that a person spent on a record, noted when it was over."""

    at: datetime = field(converter=to_utc)
    """When it was over."""
    spent: timedelta
    """How long it took."""
    by: Actor | None = None
    """The person who spent it; None where it is unknown."""


def find_efforts(history: Iterable[Entry[S, E]]) -> tuple[Effort, ...]:
    """Every effort noted in a history."""
    return tuple(
        Effort(entry.at, fact, entry.by)
        for entry in history
        for name, fact in entry.changes
        if name == "effort_spent" and isinstance(fact, timedelta)
    )


def fold_effort(history: Iterable[Entry[S, E]]) -> timedelta | None:
    """What the efforts of a history in order of time add up to; None where none is noted.

    Where a source tells a total, it stands for everything that was spent until then.
    """
    total: timedelta | None = None
    for entry in history:
        if not entry.changes:
            continue
        changes = dict(entry.changes)
        told, spent = changes.get("effort"), changes.get("effort_spent")
        if isinstance(told, timedelta):
            total = told
        if isinstance(spent, timedelta):
            total = (total or timedelta()) + spent
    return total


T = TypeVar("T")
_get_times = attrgetter("at", "recorded_at")


def list_known(items: Iterable[T], at: datetime, as_of: datetime) -> list[T]:
    """What was so by one instant and was written down by another, the latest last.

    Each of the items tells both in its ``at`` and its ``recorded_at``.
    """
    dated = [(_get_times(item), item) for item in items]
    known = [(times, item) for times, item in dated if times[0] <= at and times[1] <= as_of]
    return [item for _, item in sorted(known, key=itemgetter(0))]


def find_latest(items: Iterable[T], at: datetime, as_of: datetime) -> T | None:
    """The latest of what was so by one instant and was written down by another."""
    return next(reversed(list_known(items, at, as_of)), None)
