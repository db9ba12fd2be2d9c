"""Graphs: things that lead to other things, and never back to themselves."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from graphlib import CycleError as FoundCycle, TopologicalSorter
from typing import Generic, TypeVar

from attrs import field, frozen

from mof.errors import CycleError, UnknownReferenceError

N = TypeVar("N", bound=Hashable)

Edges = tuple[tuple[N, tuple[N, ...]], ...]

# Our judgement: as many names as a sentence carries.
_MOST_NAMED = 6
# What a browser or Mermaid itself would take for its own; "%%" begins a directive.
_SPECIAL = '#"<>&`%\n\r'
_ENTITIES = str.maketrans({character: f"#{ord(character)};" for character in _SPECIAL})


def _to_edges(value: Mapping[N, Iterable[N]] | Edges[N]) -> Edges[N]:
    return tuple(
        (node, tuple(sorted(set(targets), key=str)))
        for node, targets in sorted(dict(value).items(), key=lambda pair: str(pair[0]))
    )


def quote_mermaid(text: str) -> str:
    """A text as it stands between the quotes of a Mermaid label, on one line.

    Of a text without any letters a blank is left, since Mermaid draws nothing of a diagram in which
    a label is empty.
    """
    return text.translate(_ENTITIES) or " "


def list_some(names: Iterable[object]) -> str:
    """A few names in words, and how many more there are.

    >>> list_some("abcdefghi")
    'a, b, c, d, e, f and 3 more'
    """
    words = list(map(str, names))
    more = f" and {len(words) - _MOST_NAMED} more" if len(words) > _MOST_NAMED else ""
    return ", ".join(words[:_MOST_NAMED]) + more


@frozen
class AcyclicGraph(Generic[N]):
    """Nodes, each with those it leads to; no way leads from a node back to itself.

    Whatever it is asked takes time in proportion to its nodes and edges, however deep it is.

    Raises:
        UnknownReferenceError: a node leads to one that is not there.
        CycleError: some nodes lead in a circle.

    >>> graph = AcyclicGraph({"web": ["data", "network"], "data": ["network"], "network": []})
    >>> graph.find_ancestors("network"), graph.order
    (('data', 'web'), ('network', 'data', 'web'))
    """

    edges: Edges[N] = field(converter=_to_edges)

    def __attrs_post_init__(self) -> None:
        for node, targets in self.edges:
            for target in targets:
                if target not in self._targets:
                    raise UnknownReferenceError(
                        f"{node} leads to {target!r}, which the graph lacks", reference=target
                    )
        try:
            TopologicalSorter(self._targets).prepare()
        except FoundCycle as error:
            # It is found against the edges, and told along them, from its least node.
            raise _to_cycle_error(tuple(reversed(error.args[1][1:]))) from None

    @cached_property
    def _targets(self) -> dict[N, tuple[N, ...]]:
        return dict(self.edges)

    @cached_property
    def _places(self) -> dict[N, int]:
        return {node: place for place, node in enumerate(self._targets)}

    # Walks go by the places of the nodes, which lie closer together in memory than the nodes.

    @cached_property
    def _down(self) -> list[list[int]]:
        return [[self._places[target] for target in targets] for _, targets in self.edges]

    @cached_property
    def _up(self) -> list[list[int]]:
        up: list[list[int]] = [[] for _ in self.edges]
        for place, targets in enumerate(self._down):
            for target in targets:
                up[target].append(place)
        return up

    def __contains__(self, node: object) -> bool:
        return node in self._targets

    def __iter__(self) -> Iterator[N]:
        return iter(self._targets)

    def __len__(self) -> int:
        return len(self.edges)

    @cached_property
    def order(self) -> tuple[N, ...]:
        """All nodes, each after every node that it leads to."""
        return tuple(TopologicalSorter(self._targets).static_order())

    def find_descendants(self, node: N) -> tuple[N, ...]:
        """All that a node leads to, directly or by way of others, the nearest first.

        Raises:
            UnknownReferenceError: the graph has no such node.
        """
        return self._reach(node, self._down)

    def find_ancestors(self, node: N) -> tuple[N, ...]:
        """All that lead to a node, directly or by way of others, the nearest first.

        Raises:
            UnknownReferenceError: the graph has no such node.
        """
        return self._reach(node, self._up)

    def _reach(self, node: N, steps: list[list[int]]) -> tuple[N, ...]:
        if node not in self._places:
            raise UnknownReferenceError(
                f"the graph has no {node!r}; it has: {list_some(self) or 'none'}", reference=node
            )
        reached = [self._places[node]]
        is_reached = bytearray(len(steps))
        is_reached[reached[0]] = True
        for place in reached:  # those that are added meanwhile included
            for step in steps[place]:
                if not is_reached[step]:
                    is_reached[step] = True
                    reached.append(step)
        return tuple(self.edges[place][0] for place in reached[1:])

    def to_mermaid(self, draw: Callable[[N], str] = str) -> str:
        """The graph as the source text of a Mermaid flowchart, each node with its label."""
        nodes = [
            f'    n{place}["{quote_mermaid(draw(node))}"]' for node, place in self._places.items()
        ]
        arrows = [
            f"    n{place} --> n{target}"
            for place, targets in enumerate(self._down)
            for target in targets
        ]
        return "\n".join(["flowchart TD", *nodes, *arrows]) + "\n"


def _to_cycle_error(ring: tuple[Hashable, ...]) -> CycleError:
    first = min(range(len(ring)), key=lambda place: str(ring[place]))
    cycle = (*ring[first:], *ring[:first], ring[first])
    return CycleError(f"a circle leads from {describe_cycle(cycle)}", cycle=cycle)


def describe_cycle(cycle: tuple[object, ...], joint: str = " to ") -> str:
    """A circle in words; of a long one, its first steps and how many there are.

    >>> describe_cycle(("a", "b", "a"), joint=" on ")
    'a on b on a'
    """
    words = list(map(str, cycle))
    if len(words) <= 2 * _MOST_NAMED:
        return joint.join(words)
    steps = f"… ({len(words) - 1} steps in all) …"
    return joint.join([*words[:_MOST_NAMED], steps, words[-1]])
