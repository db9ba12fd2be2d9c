"""Searching for problems: how its time grows from 10⁵ to 10⁶ events.

Events are the entries of the histories of incidents: opened, handed over, resolved. There are
ever more of them in the same weeks. The garbage collector is off. Folding the histories is
counted too, since each search gets incidents that have not been folded before. Medians.
"""

import gc
import sys
import time
from pathlib import Path
from statistics import median

from mof.incidents import Incident
from mof.problems import identify_problems

sys.path.insert(0, str(Path(__file__).parents[1] / "examples"))

from simulated_incidents import Desk, simulate

SIZES = (100_000, 1_000_000)
ROUNDS = {100_000: 9, 1_000_000: 3}
WEEKS = 13
GOAL = 12.0


def make_desk(events: int) -> tuple[Desk, int]:
    """A desk of about so many events, and how many there are exactly."""
    desk = simulate(1, weeks=WEEKS, per_week=events / WEEKS / 2.46)
    return desk, sum(len(incident.history) for incident in desk.incidents)


def renew(desk: Desk) -> list[Incident]:
    """The same incidents, of which nothing has been folded yet."""
    return [Incident(i.id, i.history, opened_at=i.opened_at) for i in desk.incidents]


def measure(desk: Desk) -> float:
    incidents = renew(desk)
    gc.collect()
    start = time.process_time()
    identify_problems(incidents, during=desk.review, as_of=desk.review.end, changes=desk.changes)
    return time.process_time() - start


def main() -> None:
    gc.disable()
    taken: dict[int, float] = {}
    for size in SIZES:
        desk, events = make_desk(size)
        taken[size] = median(measure(desk) for _ in range(ROUNDS[size]))
        each = 1e6 * taken[size] / events
        print(
            f"{events:>9,} events of {len(desk.incidents):>7,} incidents: "
            f"{taken[size]:6.2f} s, {each:.2f} µs an event"
        )
    ratio = taken[SIZES[1]] / taken[SIZES[0]]
    print(f"time(10⁶)/time(10⁵): {ratio:.1f} (goal: at most {GOAL:g}), gc off")


if __name__ == "__main__":
    main()
