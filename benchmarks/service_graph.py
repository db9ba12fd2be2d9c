"""Impact and support sets of a service catalogue: how their time grows with its dependencies.

A catalogue of 10,000 services is made with more and more dependencies, then catalogues of more
and more services with some four dependencies each, then chains. The sets are asked for that take
in all services: of the one beneath all others, what its failure reaches, and of the one above
them, what it stands on. As long as the time for each service and dependency stays about what
it was, growth is linear; that a catalogue leaves the cache of the processor shows as well.
Every set is checked.
"""

import gc
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from mof.services import Service, ServiceCatalog
from mof.values import ServiceId
from mof.values._graphs import AcyclicGraph

SIZES = (1_000, 10_000, 100_000)
DEGREES = (1, 2, 4, 8, 16)
ROUNDS = {1_000: 51, 10_000: 15, 100_000: 3}


def name(number: int) -> ServiceId:
    """Ids that sort as their numbers do."""
    return ServiceId(f"service-{number:06}")


def make_needs(size: int, degree: int) -> list[list[int]]:
    """Each node with the one before it, and others not far before it; all stand on the first."""
    chance = random.Random(size)
    near = [range(max(0, number - 4 * degree), number) for number in range(size)]
    return [sorted({*each[-1:], *chance.sample(each, min(len(each), degree - 1))}) for each in near]


def make_catalog(needs: Sequence[Sequence[int]]) -> ServiceCatalog:
    """A catalogue of services that stand on each other in this way."""
    return ServiceCatalog(
        Service(name(number), f"Service {number}", depends_on=map(name, needed))
        for number, needed in enumerate(needs)
    )


def measure(ask: Callable[[], object], rounds: int) -> float:
    """The least of the seconds of work that it takes, which others on the machine disturb least."""
    taken: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        ask()
        taken.append(time.process_time() - start)
    return min(taken)


def report(title: str, cases: Iterable[tuple[int, int]]) -> None:
    """Measure catalogues of so many services and dependencies, each against the first."""
    print(f"\n{title}")
    print(f"{'services':>9} {'edges':>8}  {'what':<20} {'ms':>9} {'ns each':>8} {'ratio':>6}")
    first: dict[str, float] = {}
    for size, degree in cases:
        needs = make_needs(size, degree)
        edges = sum(map(len, needs))
        for what, seconds in measure_all(make_catalog(needs)):
            each = 1e9 * seconds / (size + edges)
            ratio = each / first.setdefault(what, each)
            print(
                f"{size:>9,} {edges:>8,}  {what:<20} {1e3 * seconds:>9.2f} {each:>8.0f} "
                f"{ratio:>6.2f}"
            )


def measure_all(catalog: ServiceCatalog) -> Iterator[tuple[str, float]]:
    """The seconds of each question."""
    size = len(catalog)
    bottom, top = name(0), name(size - 1)
    assert len({service.id for service in catalog.impact_of(bottom)}) == size - 1
    assert len({service.id for service in catalog.support_of(top)}) == size - 1
    edges = catalog.graph.edges
    asked: dict[str, Callable[[], object]] = {
        "build, check, order": lambda: AcyclicGraph(edges).order,
        "impact": lambda: catalog.impact_of(bottom),
        "support": lambda: catalog.support_of(top),
    }
    for what, ask in asked.items():
        gc.collect()
        yield what, measure(ask, ROUNDS[size])


def main() -> None:
    gc.disable()
    print("each: a service or a dependency; ratio: against the first catalogue; 1 is linear")
    report("more dependencies", [(10_000, degree) for degree in DEGREES])
    report("more services", [(size, 4) for size in SIZES])
    report("a chain", [(size, 1) for size in SIZES])


if __name__ == "__main__":
    main()
