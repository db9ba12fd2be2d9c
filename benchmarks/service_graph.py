"""Impact and support sets of a service catalogue: how their time grows with its dependencies.

Each catalogue is made twice: as a wide one, in which every service stands on up to four others
near it, and as a chain. The set is asked for that takes in all services: of the first to
fail, all that it reaches, and of the last, all that it stands on. What counts is the time for
each edge: as long as it stays what it was, growth is linear. Every set is checked.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable, Sequence

from mof.graphs import AcyclicGraph
from mof.ids import ServiceId
from mof.services import Service, ServiceCatalog

SIZES = (1_000, 10_000, 100_000)
ROUNDS = {1_000: 51, 10_000: 15, 100_000: 3}
NEIGHBORS, MOST = 20, 4


def name(number: int) -> ServiceId:
    """Ids that sort as their numbers do."""
    return ServiceId(f"service-{number:06}")


def make_wide(size: int) -> list[list[int]]:
    """Each node with some of those shortly before it, so that all stand on the first."""
    chance = random.Random(size)
    near = [range(max(0, number - NEIGHBORS), number) for number in range(size)]
    return [
        sorted({number - 1, *chance.sample(each, min(len(each), MOST - 1))}) if number else []
        for number, each in enumerate(near)
    ]


def make_chain(size: int) -> list[list[int]]:
    """Each node with the one before it."""
    return [[number - 1] if number else [] for number in range(size)]


def make_catalog(needs: Sequence[Sequence[int]]) -> ServiceCatalog:
    """A catalogue of services that stand on each other in this way."""
    return ServiceCatalog(
        Service(name(number), f"Service {number}", depends_on=map(name, needed))
        for number, needed in enumerate(needs)
    )


def measure(ask: Callable[[], object], rounds: int) -> float:
    """The median of the seconds that it takes."""
    taken: list[float] = []
    for _ in range(rounds):
        start = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def report(title: str, make: Callable[[int], list[list[int]]]) -> None:
    """Measure catalogues of growing size, each against the smallest."""
    print(f"\n{title}")
    print(f"{'services':>9} {'edges':>8}  {'what':<22} {'ms':>9} {'ns/edge':>8} {'ratio':>6}")
    first: dict[str, float] = {}
    for size in SIZES:
        needs = make(size)
        catalog, edges = make_catalog(needs), sum(map(len, needs))
        graph, bottom, top = catalog.graph, name(0), name(size - 1)
        assert len(set(catalog.impact_of(bottom))) == size - 1
        assert len(set(catalog.support_of(top))) == size - 1
        asked: dict[str, Callable[[], object]] = {
            "build, check, order": lambda graph=graph: AcyclicGraph(graph.edges).order,
            "impact (ids)": lambda graph=graph, bottom=bottom: graph.find_ancestors(bottom),
            "support (ids)": lambda graph=graph, top=top: graph.find_descendants(top),
            "impact (services)": lambda catalog=catalog, bottom=bottom: catalog.impact_of(bottom),
            "support (services)": lambda catalog=catalog, top=top: catalog.support_of(top),
        }
        for what, ask in asked.items():
            gc.collect()
            seconds = measure(ask, ROUNDS[size])
            each = 1e9 * seconds / edges
            ratio = each / first.setdefault(what, each)
            print(
                f"{size:>9,} {edges:>8,}  {what:<22} {1e3 * seconds:>9.2f} {each:>8.0f} "
                f"{ratio:>6.2f}"
            )


def main() -> None:
    gc.disable()
    print("ratio: time for each edge, against that of the smallest catalogue; 1 is linear growth")
    report(f"wide: up to {MOST} dependencies each", make_wide)
    report("deep: a chain of all services", make_chain)


if __name__ == "__main__":
    main()
