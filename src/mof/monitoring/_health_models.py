"""Health models: what a service is made of, and how well it is while its parts are so."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import itemgetter
from types import NoneType
from typing import Self

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.services import Dependency, ServiceCatalog
from mof.values import ServiceId, Term
from mof.values._checks import check_argument, check_part, collect
from mof.values._graphs import AcyclicGraph
from mof.values._ids import check_known, to_service_ids


class Health(Term):
    """How well something does what it is there for."""

    HEALTHY = "healthy"
    """It does what it is there for."""
    DEGRADED = "degraded"
    """It does so, but slowly or in part, such as a web server with long response times."""
    FAILED = "failed"
    """It does not do so at all."""
    UNKNOWN = "unknown"
    """No monitor tells; it never counts as healthy."""


_BEST_FIRST = (Health.HEALTHY, Health.DEGRADED, Health.FAILED)
_RANKS = {health: rank for rank, health in enumerate(_BEST_FIRST)}

Nodes = tuple[tuple[str, Dependency | None], ...]


def _to_nodes(value: Mapping[str, Dependency | None] | Nodes) -> Nodes:
    if not isinstance(value, Mapping | tuple):
        raise DefinitionError(f"nodes are given with their parts, as a mapping, not as {value!r}")
    nodes = dict(value)
    for name, whole in nodes.items():
        check_part(whole, (Dependency, NoneType), f"what {name!r} works by")
    return tuple(sorted(nodes.items(), key=itemgetter(0)))


def combine_health(healths: Iterable[Health]) -> Health:
    """The worst of some healths; unknown where one that is unknown makes a difference.

    >>> print(combine_health([Health.FAILED, Health.UNKNOWN]))
    failed
    """
    found = collect(healths, Health, "healths")
    known = max((_RANKS[health] for health in found if health in _RANKS), default=0)
    worst = _BEST_FIRST[known]
    return Health.UNKNOWN if Health.UNKNOWN in found and worst is not Health.FAILED else worst


@frozen
class HealthModel:
    """Services and components, each with the parts that it works by, if it has any.

    Raises:
        DefinitionError: a service is none of the nodes, or the parts of one are no dependency.
        UnknownReferenceError: a node has a part that the model lacks.
        CycleError: nodes are parts of each other in a circle.

    >>> model = HealthModel({"mail": Dependency.on_some(1, "a", "b"), "a": None, "b": None})
    >>> print(model.roll_up({"a": Health.FAILED, "b": Health.HEALTHY})["mail"])
    healthy
    """

    nodes: Nodes = field(converter=_to_nodes)
    """Each service and component by its id, with what it works by; None for one without parts."""
    services: frozenset[ServiceId] = field(
        default=frozenset(), converter=to_service_ids, kw_only=True
    )
    """Which of the nodes are services; all others are components."""

    def __attrs_post_init__(self) -> None:
        if strangers := sorted(self.services - dict(self.nodes).keys()):
            raise DefinitionError(
                f"{strangers[0]} is called a service and is no node of the model; add it as one"
            )
        len(self.graph)

    @classmethod
    def from_catalog(cls, catalog: ServiceCatalog) -> Self:
        """The model in which each service needs all that the catalogue says it stands on.

        Those are the services it depends on and its configuration items.

        Raises:
            DefinitionError: a configuration item is called as a service is.
        """
        nodes: dict[str, Dependency | None] = {}
        for service in catalog:
            items = [item.id for item in service.configuration_items]
            parts: list[str] = [*sorted(service.depends_on), *items]
            if shared := [item for item in items if item in catalog]:
                raise DefinitionError(
                    f"{shared[0]!r} is a service and a configuration item; give each its own id"
                )
            nodes |= dict.fromkeys(items)
            nodes[service.id] = Dependency.on_all(*parts) if parts else None
        return cls(nodes, services=[service.id for service in catalog])

    @cached_property
    def graph(self) -> AcyclicGraph[str]:
        """The nodes, each leading to its parts."""
        return AcyclicGraph({name: whole.names if whole else () for name, whole in self.nodes})

    @cached_property
    def _wholes(self) -> dict[str, Dependency | None]:
        return dict(self.nodes)

    def __contains__(self, name: object) -> bool:
        return name in self._wholes

    def find_parts(self, name: str) -> Dependency | None:
        """The parts that a node works by; None where it has none, or is none."""
        return self._wholes.get(name)

    def list_below(self, name: str) -> tuple[str, ...]:
        """A node, and all that it stands on, the nearest first.

        Raises:
            UnknownReferenceError: the model has no such node.
        """
        return (name, *self.graph.find_descendants(name))

    def cut(self, name: str) -> "HealthModel":
        """The model of a node and of all that it stands on.

        Raises:
            UnknownReferenceError: the model has no such node.
        """
        below = self.list_below(name)
        return HealthModel(
            {each: self._wholes[each] for each in below}, services=self.services & {*below}
        )

    def list_services_above(self, name: str) -> tuple[ServiceId, ...]:
        """The services that stand on a node, itself if it is one, the nearest first.

        Raises:
            UnknownReferenceError: the model has no such node.
        """
        above = (name, *self.graph.find_ancestors(name))
        return tuple(ServiceId(each) for each in above if each in self.services)

    def roll_up(self, observed: Mapping[str, Health]) -> Mapping[str, Health]:
        """The health of every node, from what was observed of some.

        Our judgement: a node is no healthier than was observed of itself, nor than the part that
        is the last one needed when its parts are ranked by health; that is how
        `mof.services.Dependency` counts partial outages. Unknown health makes the whole unknown
        only where it makes a difference. A node without parts that was not observed is unknown.

        Raises:
            UnknownReferenceError: something was observed that is no node.
        """
        check_argument(observed, Mapping, "hand over the health of each node that was observed")
        check_known("nodes of the model", self._wholes, named=observed, by="what was observed")
        for name, health in observed.items():
            check_part(health, Health, f"what was observed of {name}")
        rolled = RollUp(self, observed)
        return {name: rolled.find_health(name) for name, _ in self.nodes}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each node stands in an order in which parts come before wholes."""
        return {name: place for place, name in enumerate(self.graph.order)}


class RollUp:
    """The health of every node, kept up while observations come in.

    Two cases are kept: in the best one whatever is unknown is healthy, in the worst it failed.
    Health is monotone in all parts, so where the two agree, it is known.
    """

    def __init__(self, model: HealthModel, observed: Mapping[str, Health]) -> None:
        self._model = model
        self._observed = dict(observed)
        self._best: dict[str, int] = {}
        self._worst: dict[str, int] = {}
        self._above: dict[str, tuple[str, ...]] = {}
        for name in model.graph.order:
            self._update(name)

    def find_health(self, name: str) -> Health:
        """How healthy a node is."""
        best = self._best[name]
        return _BEST_FIRST[best] if best == self._worst[name] else Health.UNKNOWN

    def observe(self, observed: Mapping[str, Health]) -> set[str]:
        """Take in what was observed; tells which nodes stand otherwise now."""
        self._observed |= observed
        changed: set[str] = set()
        affected = {above for name in observed for above in self._list_above(name)}
        for name in sorted(affected, key=self._model.places.__getitem__):
            whole = self._model.find_parts(name)
            is_touched = name in observed or (whole and not changed.isdisjoint(whole.names))
            if is_touched and self._update(name):
                changed.add(name)
        return changed

    def _list_above(self, name: str) -> tuple[str, ...]:
        """A node and all that stands on it."""
        if name not in self._above:
            self._above[name] = (name, *self._model.graph.find_ancestors(name))
        return self._above[name]

    def _update(self, name: str) -> bool:
        before = (self._best.get(name), self._worst.get(name))
        self._best[name] = self._rank(name, self._best, unknown=_RANKS[Health.HEALTHY])
        self._worst[name] = self._rank(name, self._worst, unknown=_RANKS[Health.FAILED])
        return before != (self._best[name], self._worst[name])

    def _rank(self, name: str, ranks: Mapping[str, int], *, unknown: int) -> int:
        """The rank of a node, if whatever is unknown has this one."""
        whole = self._model.find_parts(name)
        usual = Health.UNKNOWN if whole is None else Health.HEALTHY
        own = _RANKS.get(self._observed.get(name, usual), unknown)
        return own if whole is None else max(own, _rank_whole(whole, ranks))


def _rank_whole(whole: Dependency, ranks: Mapping[str, int]) -> int:
    parts = (
        ranks[part] if isinstance(part, str) else _rank_whole(part, ranks) for part in whole.parts
    )
    return sorted(parts)[whole.needed - 1]
