"""Lifecycle tables: how a lifecycle is shown, by its edges and by its roles."""

from collections.abc import Iterable

from mof.documents import Table
from mof.framework import RoleType
from mof.records._edges import AUTOMATED, Edge
from mof.records._histories import Actor, E, S
from mof.values import Term

Edges = tuple[tuple[S | None, E, Edge[S]], ...]
"""Rows of state, event and where it leads."""


def show_edges(name: str, edges: Edges[S, E]) -> Table:
    """One row per edge."""
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
            for state, event, edge in edges
        ),
        caption=f"Lifecycle: {name}",
    )


def show_roles(name: str, edges: Edges[S, E]) -> Table:
    """One row per event, one column per role type that may do anything."""
    roles = [role for role in RoleType if any(role in edge.roles for *_, edge in edges)]
    tools = [Actor(is_automated=True)] if any(edge.is_automatable for *_, edge in edges) else []
    actors = [*(Actor(role=role) for role in roles), *tools]
    events = dict.fromkeys(event for _, event, _ in edges)
    return Table(
        columns=("Event", *map(str, roles), *(AUTOMATED for _ in tools)),
        rows=tuple(
            (str(event), *(_find_where(edges, event, actor) for actor in actors))
            for event in events
        ),
        caption=f"Who may do what: {name}",
    )


def _find_where(edges: Iterable[tuple[S | None, E, Edge[S]]], event: E, by: Actor) -> str:
    found = [(state, edge) for state, known, edge in edges if known is event]
    lawful = [_name(state) for state, edge in found if edge.admits(by)]
    if len(lawful) == len(found):
        return "yes"
    return f"when {', '.join(lawful)}" if lawful else "no"


def _name(state: Term | None) -> str:
    return str(state or "(none)")
