"""Lifecycles: what should happen to a record, as a table of states and events."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, Self

from attrs import evolve, field, frozen

from mof.documents import Table
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.framework import RoleType
from mof.records._histories import Actor, E, Fact, S
from mof.values import Term

_AUTOMATED = "automated source"
_NOT_BEGUN = "not yet begun"


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


def _to_states(value: Iterable[S]) -> frozenset[S]:
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
        return ", ".join([*roles, *([_AUTOMATED] if self.is_automatable else [])])

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
    """The persons that a fact names: one, several, or nobody known."""
    return frozenset(value if isinstance(value, tuple) else () if value is None else (str(value),))


@frozen
class Refusal:
    """Why holders of some role types may not bring an event about, and what would be allowed.

    What `Lifecycle.find_refusal` answers; printed, it is a sentence for the page of a desk.
    """

    lifecycle: str
    """The name of the lifecycle, such as ``incident``."""
    event: str
    """The event that was asked for, as its word."""
    state: str | None
    """The current state as its word; None before the record has begun."""
    roles: tuple[RoleType, ...]
    """The role types that were asked for."""
    allowed_roles: tuple[RoleType, ...] = field(default=(), kw_only=True)
    """The role types that may; empty where the event does not happen from this state."""
    is_automatable: bool = field(default=False, kw_only=True)
    """Whether a tool may."""
    allowed_events: tuple[str, ...] = field(default=(), kw_only=True)
    """The events that happen from this state, as their words."""
    states: tuple[str, ...] = field(default=(), kw_only=True)
    """The states from which the event happens, as their words."""

    def __str__(self) -> str:
        when = f"when {self.state or _NOT_BEGUN}"
        if not (self.allowed_roles or self.is_automatable):
            lawful = f"allowed when {' or '.join(self.states)}" if self.states else "never allowed"
            return (
                f"{self.lifecycle} cannot {self.event} {when}; "
                f"allowed: {', '.join(self.allowed_events) or 'nothing more'}; "
                f"{self.event} is {lawful}"
            )
        who = " or ".join(map(str, self.roles)) or "an actor without a role"
        may = [*map(str, self.allowed_roles), *([_AUTOMATED] if self.is_automatable else [])]
        return f"{who} may not {self.event} {self.lifecycle} {when}; may: {', '.join(may)}"


Edges = tuple[tuple[S | None, E, Edge[S]], ...]


def _to_edges(
    value: Mapping[tuple[S | None, E], Edge[S]] | Edges[S, E],
) -> Edges[S, E]:
    if isinstance(value, tuple):
        return value
    return tuple((state, event, edge) for (state, event), edge in value.items())


@frozen
class Lifecycle(Tabular, Generic[S, E]):
    """A table of state × event → edge; the state None is before the record exists.

    >>> from mof.incidents import INCIDENT_LIFECYCLE, IncidentState
    >>> [str(event) for event in INCIDENT_LIFECYCLE.allowed(IncidentState.CLOSED)]
    ['reopen']

    Raises:
        DefinitionError: it has two edges for one state and event, no edge from None, a state that
            no way leads to, or observes a state that it lacks.
    """

    name: str
    """The kind of record, in the singular, such as ``incident``."""
    edges: Edges[S, E] = field(converter=_to_edges)
    """Rows of state, event and `Edge`; a mapping of pairs to edges will do."""
    observed: frozenset[S] = field(default=frozenset(), converter=_to_states)
    """The states that a source records; empty for all.

    The moves between them contract what may lawfully happen in between unseen. See `observing`.
    """

    def __attrs_post_init__(self) -> None:
        if len(self.edges) != len(self._index):
            raise DefinitionError(
                f"the {self.name} lifecycle has two edges for one state and event"
            )
        if not any(state is None for state, _, _ in self.edges):
            raise DefinitionError(f"the {self.name} lifecycle has no way to begin")
        reached = self._reach(None, through=frozenset(self.states))
        if unreachable := [str(state) for state in self.states if state not in reached]:
            raise DefinitionError(
                f"no way leads to {', '.join(unreachable)} in the {self.name} lifecycle"
            )
        if not self.observed <= set(self.states):
            raise DefinitionError(f"the {self.name} lifecycle observes states that it lacks")

    @cached_property
    def _index(self) -> dict[tuple[S | None, E], Edge[S]]:
        return {(state, event): edge for state, event, edge in self.edges}

    @cached_property
    def states(self) -> tuple[S, ...]:
        """All states, in the order in which the table first leads to them."""
        return tuple(dict.fromkeys(edge.to for _, _, edge in self.edges))

    @cached_property
    def events(self) -> tuple[E, ...]:
        """All events, in the order of the table."""
        return tuple(dict.fromkeys(event for _, event, _ in self.edges))

    @property
    def final_states(self) -> frozenset[S]:
        """The states that nothing leads out of."""
        return frozenset(self.states) - {state for state, _, _ in self.edges if state}

    def find_edge(self, state: S | None, event: E) -> Edge[S] | None:
        """The edge of an event from a state, or None where the table has none."""
        return self._index.get((state, event))

    def allowed(self, state: S | None) -> tuple[E, ...]:
        """The events that the table knows from a state."""
        return tuple(event for origin, event, _ in self.edges if origin is state)

    def may(self, role: RoleType, state: S | None, event: E) -> bool:
        """Whether a role type may bring an event about from a state, if what it takes is there."""
        edge = self.find_edge(state, event)
        return edge is not None and role in edge.roles

    def find_refusal(self, roles: Iterable[RoleType], state: S | None, event: E) -> Refusal | None:
        """Why none of the role types may bring an event about from a state; None if one may."""
        asked = tuple(sorted(set(roles), key=str))
        if any(self.may(role, state, event) for role in asked):
            return None
        edge = self.find_edge(state, event)
        return Refusal(
            self.name,
            str(event),
            str(state) if state else None,
            asked,
            allowed_roles=tuple(role for role in RoleType if edge and role in edge.roles),
            is_automatable=bool(edge and edge.is_automatable),
            allowed_events=tuple(map(str, self.allowed(state))),
            states=tuple(
                str(origin or _NOT_BEGUN) for origin, known, _ in self.edges if known is event
            ),
        )

    def observing(self, states: Iterable[S]) -> Self:
        """The same lifecycle as seen by a source that records only these states."""
        return evolve(self, observed=frozenset(states))

    def changed(self, edges: Mapping[tuple[S | None, E], Edge[S] | None]) -> Self:
        """A new table with these edges added or replaced; an edge of None is taken out."""
        merged = {**self._index, **edges}
        return evolve(self, edges={key: edge for key, edge in merged.items() if edge})

    @cached_property
    def moves(self) -> frozenset[tuple[S | None, S]]:
        """The lawful moves from a state to the next observed state."""
        seen = self.observed or frozenset(self.states)
        hidden = frozenset(self.states) - seen
        return frozenset(
            (origin, to)
            for origin in (None, *self.states)
            for to in self._reach(origin, through=hidden) & seen
        )

    def _steps(self, state: S | None) -> Iterator[S]:
        return (edge.to for origin, _, edge in self.edges if origin is state)

    def _reach(self, origin: S | None, *, through: frozenset[S]) -> set[S]:
        """The states that can be reached by passing only through the given ones."""
        reached: set[S] = set()
        fringe = list(self._steps(origin))
        while fringe:
            state = fringe.pop()
            if state not in reached:
                reached.add(state)
                fringe.extend(self._steps(state) if state in through else ())
        return reached

    def to_table(self) -> Table:
        """The lifecycle as a table, one row per edge."""
        return Table(
            columns=("State", "Event", "Next state", "Who may", "What it takes"),
            rows=tuple(
                (
                    _name(state),
                    str(event),
                    f"{edge.to} ({edge.outcome})" if edge.outcome else str(edge.to),
                    edge.roles_text,
                    edge.conditions_text,
                )
                for state, event, edge in self.edges
            ),
            caption=f"Lifecycle: {self.name}",
        )

    def to_role_table(self) -> Table:
        """Who may bring which event about: one row per event, one column per role type.

        A cell says yes, no, or from which states, where the event happens from others too.
        """
        roles = [role for role in RoleType if any(role in edge.roles for *_, edge in self.edges)]
        tools = [Actor(is_automated=True)] if any(e.is_automatable for *_, e in self.edges) else []
        actors = [*(Actor(role=role) for role in roles), *tools]
        return Table(
            columns=("Event", *map(str, roles), *(_AUTOMATED for _ in tools)),
            rows=tuple(
                (str(event), *(self._find_where(event, actor) for actor in actors))
                for event in self.events
            ),
            caption=f"Who may do what: {self.name}",
        )

    def _find_where(self, event: E, by: Actor) -> str:
        edges = [(state, edge) for state, known, edge in self.edges if known is event]
        lawful = [_name(state) for state, edge in edges if edge.admits(by)]
        if len(lawful) == len(edges):
            return "yes"
        return f"when {', '.join(lawful)}" if lawful else "no"

    def to_mermaid(self) -> str:
        """The lifecycle as the source text of a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{state}" as {state.name}' for state in self.states]
        for state, event, edge in self.edges:
            lines.append(f"    {state.name if state else '[*]'} --> {edge.to.name}: {event}")
        lines += [
            f"    {state.name} --> [*]" for state in self.states if state in self.final_states
        ]
        return "\n".join(lines) + "\n"


def _name(state: Term | None) -> str:
    return str(state or "(none)")
