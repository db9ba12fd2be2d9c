"""What it costs to review a year: by tickets, and by how many months are compared.

Each measurement runs in a process of its own, so that its memory is its own: the tickets are
made, what they hold is noted, and the review is computed and written as HTML. Sizes take turns,
medians are compared, and the ratios are of the same run. Seconds are those of the processor;
memory is the most that the process held beyond Python and the library.
"""

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from business_time import Goal
from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.records import Entry, Priority
from mof.records._histories import Fact
from mof.reviews import OperationalHealthInputs, review_operational_health
from mof.reviews.evidence import _evidence as evidence
from mof.services import Service, ServiceCatalog
from mof.values import AgreementId, IncidentId, Period, ServiceId, TeamId

ROUNDS = 3
SMALL, LARGE = 10_000, 100_000
AGREEMENTS = 50
ZONE = "Europe/Berlin"
CALENDAR = Calendar.weekdays("08:00-18:00", tz=ZONE, annual_holidays=["12-25", "01-01"])
HOUR = timedelta(hours=1)
SERVICES = [ServiceId(f"service-{number}") for number in range(AGREEMENTS)]
TARGETS = [
    Target(Clock.RESPONSE, 2 * HOUR, required_share="0.95", tolerance="0.02"),
    Target(Clock.RESOLUTION, 16 * HOUR, required_share="0.9", tolerance="0.05"),
]
S = IncidentState
STEPS: tuple[tuple[float, IncidentState, dict[str, Fact]], ...] = (
    (0.0, S.OPEN, {}),
    (0.02, S.PRIORITIZED, {"priority": Priority.P3}),
    (0.05, S.IN_PROGRESS, {"team": TeamId("messaging")}),
    (0.3, S.PENDING, {}),
    (0.5, S.IN_PROGRESS, {"team": TeamId("network")}),
    (0.95, S.RESOLVED, {}),
    (1.0, S.CLOSED, {}),
)


def agree(service: ServiceId) -> SLA:
    return SLA(
        AgreementId(f"sla-{service}"),
        service=service,
        calendar=CALENDAR,
        targets=TARGETS,
        valid_from=date(2020, 1, 1),
        version="1",
    )


def tell(count: int) -> Iterator[Incident]:
    """So many incidents, opened all through a year, of which every tenth or so is late."""
    random = Random(4)
    start = datetime(2025, 1, 2, 7, tzinfo=UTC)
    for number in range(count):
        opened_at = start + random.random() * timedelta(days=360)
        length = random.expovariate(1) * timedelta(hours=24)
        service = SERVICES[random.randrange(AGREEMENTS)]
        entries = [
            Entry[IncidentState, IncidentEvent](
                opened_at + share * length,
                state=state,
                changes=changes or {"service": service},
            )
            for share, state, changes in STEPS
        ]
        yield Incident(IncidentId(f"INC{number:06}"), entries, opened_at=opened_at)


def measure_once(count: int, months: int) -> dict[str, float]:
    """The seconds and mebibytes of one review: of the year, or of a month among so many."""
    evidence.PERIODS_COMPARED = months or evidence.PERIODS_COMPARED
    at_first = read_memory()
    inputs = OperationalHealthInputs(
        period=Period.month(2025, 12, tz=ZONE) if months else Period.year(2025, tz=ZONE),
        catalog=ServiceCatalog([Service(service, service) for service in SERVICES]),
        agreements=list(map(agree, SERVICES)),
        incidents=list(tell(count)),
    )
    records = read_memory()
    gc.collect()
    start = time.process_time()
    review = review_operational_health(inputs)
    reviewed = time.process_time()
    page = review.minutes().to_html()
    written = time.process_time()
    return {
        "seconds": written - start,
        "computing": reviewed - start,
        "writing": written - reviewed,
        "records": records - at_first,
        "peak": read_memory() - at_first,
        "breaches": len(review.evidence.sla_breaches),
        "page": len(page) / 2**20,
    }


def read_memory() -> float:
    """The most that this process has held so far, in mebibytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def measure(
    sizes: tuple[tuple[int, int], ...], rounds: int
) -> dict[tuple[int, int], dict[str, float]]:
    """The medians of several rounds, each measurement in a process of its own."""
    samples: dict[tuple[int, int], list[dict[str, float]]] = defaultdict(list)
    for _ in range(rounds):
        for size in sizes:
            command = [sys.executable, str(Path(__file__)), "--one", *map(str, size)]
            done = subprocess.run(command, capture_output=True, check=True, text=True)
            samples[size].append(json.loads(done.stdout))
    return {
        size: {key: statistics.median(each[key] for each in found) for key in found[0]}
        for size, found in samples.items()
    }


def show(title: str, rows: dict[str, dict[str, float]]) -> None:
    print(f"\n{title}\n")
    print("| tickets or months | computed s | written s | records MiB | review MiB | page MiB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, row in rows.items():
        extra = row["peak"] - row["records"]
        print(
            f"| {name} | {row['computing']:.2f} | {row['writing']:.2f} | {row['records']:.0f} "
            f"| {extra:.0f} | {row['page']:.1f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="What it costs to review a year.")
    parser.add_argument("--one", nargs=2, type=int, metavar=("TICKETS", "MONTHS"))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure_once(*options.one)))
        return
    print(f"{options.rounds} rounds, medians; {AGREEMENTS} agreements of two targets each")
    small, large, one, year, two = (SMALL, 0), (LARGE, 0), (SMALL, 1), (SMALL, 12), (SMALL, 24)
    found = measure((small, large, one, year, two), options.rounds)
    show("A year by tickets", {f"{size[0]:,}": found[size] for size in (small, large)})
    show("A month by months compared", {str(size[1]): found[size] for size in (one, year, two)})
    growth = LARGE / SMALL
    pairs = {
        f"{LARGE:,} / {SMALL:,} tickets": (large, small, 1.1 * growth),
        "24 / 1 months compared": (two, one, 1.3),
    }
    goals = [
        Goal(f"{key} of {what}", found[more][key] / found[fewer][key], goal, -1)
        for key in ("seconds", "peak")
        for what, (more, fewer, goal) in pairs.items()
    ]
    print(f"\n| {'goals':54} |                 | measured | |")
    for goal in goals:
        print(goal)


if __name__ == "__main__":
    main()
