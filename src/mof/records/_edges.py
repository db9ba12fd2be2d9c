"""Edges: who may bring an event about from a state, what it takes, and where it leads."""

from collections.abc import Iterable, Mapping
from typing import Generic

from attrs import field, frozen

from mof.framework import RoleType
from mof.records._histories import Actor, Fact, S

AUTOMATED = "automated source"
"""How a tool is called in the place of a role."""


@frozen
class AnyOf:
    """At least one of the facts is on record, always or where another fact has a value.

    An edge takes it in ``any_of``. To close what is billed takes a cost centre or a contract:

    >>> billed = AnyOf(("cost_centre", "contract"), where="is_billed", equals=True)
    >>> billed.is_met({"is_billed": True}), billed.is_met({"is_billed": False})
    (False, True)
    """

    facts: tuple[str, ...]
    """The names of the facts of which one is enough."""
    where: str | None = None
    """The name of the fact on which it depends whether one is needed; None for always."""
    equals: Fact = None
    """The value of that fact with which one is needed."""

    def is_met(self, known: Mapping[str, Fact]) -> bool:
        """Whether these facts are enough."""
        applies = self.where is None or known.get(self.where) == self.equals
        return not applies or any(known.get(fact) is not None for fact in self.facts)

    def __str__(self) -> str:
        where = f" where {self.where} is {self.equals}" if self.where else ""
        return " or ".join(self.facts) + where


def _to_roles(value: Iterable[RoleType]) -> frozenset[RoleType]:
    return frozenset(value)


def _to_reasons(value: Iterable[str]) -> frozenset[str]:
    return frozenset(value)


@frozen(kw_only=True)
class Edge(Generic[S]):
    """Where an event leads from a state, who may bring it about, and what it takes.

    >>> from mof.incidents import IncidentState
    >>> edge = Edge(
    ...     IncidentState.CLOSED,
    ...     roles=[RoleType.CUSTOMER_SERVICE_MANAGER],
    ...     given=("closure_code",),
    ...     needs_reason=True,
    ... )
    >>> edge.roles_text, edge.conditions_text
    ('customer service manager', 'closure_code given; a reason')
    """

    to: S = field(kw_only=False)
    """The state that the event leads to; the same state where it changes facts alone."""
    roles: frozenset[RoleType] = field(default=frozenset(), converter=_to_roles)
    """The role types that may bring the event about; a person in another may not."""
    is_automatable: bool = False
    """Whether a tool may bring it about as well."""
    given: tuple[str, ...] = ()
    """Facts that come with the event itself, such as the resolution with resolving."""
    recorded: tuple[str, ...] = ()
    """Facts that are on record by then, or come with the event."""
    any_of: tuple[AnyOf, ...] = ()
    """Facts of which one is on record by then, or comes with the event."""
    changed: tuple[str, ...] = ()
    """Facts that, where they are given, are others than those on record."""
    fixed: tuple[tuple[str, Fact], ...] = ()
    """Facts that come with the event, each with the one value that it may have."""
    among: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    """Facts that are on record, each with the values of which it has one."""
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs of facts that name different persons (segregation of duties); ``by`` is the actor."""
    needs_reason: bool = False
    """Whether acting takes a ``reason``."""
    from_reasons: frozenset[str] = field(default=frozenset(), converter=_to_reasons)
    """The reasons for the current state from which the event may happen; empty for any."""
    outcome: str | None = None
    """The reason that the new state is entered with, where the actor gives none."""

    def admits(self, by: Actor) -> bool:
        """Whether an actor may bring the event about."""
        return self.is_automatable if by.is_automated else by.role in self.roles

    def find_missing(
        self, facts: Mapping[str, Fact], given: Mapping[str, Fact], reason: str | None
    ) -> tuple[str, ...]:
        """What the event needs and is neither given with it nor on record."""
        known = {**facts, **given, "reason": reason}
        missing = (
            *(fact for fact in self.given if given.get(fact) is None),
            *(fact for fact, _ in self.fixed if given.get(fact) is None),
            *(fact for fact in self.recorded if known.get(fact) is None),
            *(fact for fact, _ in self.among if known.get(fact) is None),
            *(str(choice) for choice in self.any_of if not choice.is_met(known)),
            *(("a reason",) if self.needs_reason and not reason else ()),
        )
        return tuple(dict.fromkeys(missing))

    def find_unchanged(
        self, facts: Mapping[str, Fact], given: Mapping[str, Fact]
    ) -> tuple[str, ...]:
        """The facts that the event should change and that are given as they were."""
        return tuple(
            fact for fact in self.changed if fact in given and given[fact] == facts.get(fact)
        )

    def find_contradicted(
        self, facts: Mapping[str, Fact], given: Mapping[str, Fact]
    ) -> tuple[tuple[str, Fact, str], ...]:
        """The facts that are otherwise than they must be: how they are, and must be."""
        fixed = ((fact, (given.get(fact),), (value,)) for fact, value in self.fixed)
        among = ((fact, (facts.get(fact), given.get(fact)), values) for fact, values in self.among)
        return tuple(
            (fact, told, _list_choices(values))
            for fact, found, values in (*fixed, *among)
            for told in found
            if told not in {None, *values}
        )

    def find_joined(
        self, facts: Mapping[str, Fact], given: Mapping[str, Fact], by: Actor | None
    ) -> tuple[tuple[str, str, str], ...]:
        """The facts that should name different persons, and a person whom both name."""
        known: dict[str, Fact] = {**facts, **given, "by": by.person if by else None}
        return tuple(
            (one, other, person)
            for one, other in self.apart
            for person in sorted(_list_persons(known.get(one)) & _list_persons(known.get(other)))
        )

    @property
    def roles_text(self) -> str:
        """The roles that may bring the event about, as words."""
        roles = [str(role) for role in RoleType if role in self.roles]
        if self.roles == frozenset(RoleType):
            roles = ["any role type"]
        return ", ".join([*roles, *([AUTOMATED] if self.is_automatable else [])])

    @property
    def conditions_text(self) -> str:
        """What the event takes, as words."""
        return "; ".join(
            [
                *(f"{fact} given" for fact in self.given),
                *(f"{fact} on record" for fact in self.recorded),
                *(f"{choice} on record" for choice in self.any_of),
                *(f"{fact} changes" for fact in self.changed),
                *(f"{fact} is {value}" for fact, value in self.fixed),
                *(f"{fact} is {_list_choices(values)}" for fact, values in self.among),
                *(f"{one} is not {other}" for one, other in self.apart),
                *(["a reason"] if self.needs_reason else []),
                *([f"was {' or '.join(sorted(self.from_reasons))}"] if self.from_reasons else []),
            ]
        )


def _list_choices(values: Iterable[Fact]) -> str:
    return " or ".join(map(str, values))


def _list_persons(value: Fact) -> frozenset[str]:
    """The persons that a fact names: one, several, or none known."""
    return frozenset(value if isinstance(value, tuple) else () if value is None else (str(value),))
