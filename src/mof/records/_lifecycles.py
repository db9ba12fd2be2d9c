"""Lifecycles: what should happen to a record, as a table of states and events."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, Self

from attrs import evolve, field, frozen

from mof.documents import Table
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.framework import RoleType
from mof.records._edges import AUTOMATED, Edge
from mof.records._histories import E, S
from mof.records._lifecycle_tables import Edges, show_edges, show_roles

_NOT_BEGUN = "not yet begun"


def _to_states(value: Iterable[S]) -> frozenset[S]:
    return frozenset(value)


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
        may = [*map(str, self.allowed_roles), *([AUTOMATED] if self.is_automatable else [])]
        return f"{who} may not {self.event} {self.lifecycle} {when}; may: {', '.join(may)}"


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
        return show_edges(self.name, self.edges)

    def to_role_table(self) -> Table:
        """Who may bring which event about: one row per event, one column per role type.

        A cell says yes, no, or from which states, where the event happens from others too.
        """
        return show_roles(self.name, self.edges)

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
