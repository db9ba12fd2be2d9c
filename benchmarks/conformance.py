"""What it costs to ask a whole log for its process, and how that grows with the log."""

import gc
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

from mof.conformance import (
    discover_process,
    find_variants,
    measure_conformance,
    measure_rework,
    measure_waits,
    summarize_log,
)
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentEvent, IncidentState
from mof.records import Entry
from mof.values import IncidentId

SIZES = (100_000, 1_000_000)
GOAL = 12
START = datetime(2026, 1, 1, tzinfo=UTC)
AS_OF = datetime(2030, 1, 1, tzinfo=UTC)
STATES = (
    IncidentState.OPEN,
    IncidentState.IN_PROGRESS,
    IncidentState.PENDING,
    IncidentState.RESOLVED,
    IncidentState.CLOSED,
)
SPARSE = INCIDENT_LIFECYCLE.observing(STATES)
QUESTIONS: dict[str, Callable[[list[Incident]], object]] = {
    "log": lambda records: summarize_log(records, as_of=AS_OF),
    "process": lambda records: discover_process(records, as_of=AS_OF),
    "variants": lambda records: find_variants(records, as_of=AS_OF),
    "rework": lambda records: measure_rework(records, as_of=AS_OF),
    "waits": lambda records: measure_waits(records, as_of=AS_OF),
    "conformance": lambda records: measure_conformance(records, SPARSE, as_of=AS_OF),
}


def make_records(events: int) -> list[Incident]:
    """Incidents of two to ten entries whose states follow each other as they will."""
    random = Random(5)
    records: list[Incident] = []
    for number in count():
        if events <= 0:
            return records
        at = START + timedelta(minutes=random.randrange(500_000))
        entries: list[Entry[IncidentState, IncidentEvent]] = []
        for _ in range(min(events, random.randint(2, 10))):
            state = random.choice(STATES)
            reason = random.choice(("user", "supplier")) if state is STATES[2] else None
            team = (("team", f"team {random.randrange(20)}"),) if random.random() < 0.4 else ()
            entries.append(Entry(at, None, state, reason, None, team))
            at += timedelta(minutes=random.randrange(5_000))
        events -= len(entries)
        name = IncidentId(f"INC{number}")
        records.append(Incident(name, tuple(entries), opened_at=entries[0].at))
    raise AssertionError


def measure(events: int) -> list[float]:
    """The processor seconds of each question; the first pays for what records keep in mind."""
    records = make_records(events)
    gc.collect()
    times: list[float] = []
    for question in QUESTIONS.values():
        start = time.process_time()
        question(records)
        times.append(time.process_time() - start)
    return [*times, sum(times)]


def measure_memory(question: Callable[[list[Incident]], object], events: int) -> float:
    """The megabytes that a question takes at most besides the records, their caches included."""
    records = make_records(events)
    tracemalloc.start()
    question(records)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    told = " and ".join(f"{size:,}" for size in sizes)
    print(f"processor seconds for {told} events; goal: the last in ≤ {GOAL}× the first")
    for mode in ("on", "off"):
        (gc.enable if mode == "on" else gc.disable)()
        columns = [measure(size) for size in sizes]
        for name, *times in zip([*QUESTIONS, "all"], *columns, strict=True):
            told = ", ".join(f"{each:.2f} s" for each in times)
            print(f"gc {mode:3}  {name:12} {told}; growth {times[-1] / times[0]:.1f}×")
    gc.enable()
    for name, question in QUESTIONS.items():
        print(f"memory  {name:12} {measure_memory(question, sizes[0]):.0f} MB at {sizes[0]:,}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of the whole process at most: {peak:.0f} MB")


if __name__ == "__main__":
    main()
