"""Fuzzing: seeded inputs for what reads and what counts, each target with an oracle of its own.

An input fails where an error comes out that is none of ours, where the oracle of its target does
not hold, or where it takes too long. One that failed is made again by its name, such as
``python tests/fuzz.py --only json --seed 1 --at 4711``.
"""

import argparse
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from types import FrameType
from typing import NamedTuple

from fuzz_calendars import fuzz_calendar
from fuzz_documents import fuzz_json
from fuzz_files import fuzz_csv, fuzz_event_log, fuzz_xes
from fuzz_histories import fuzz_history

Fuzz = Callable[[Random], str]
"""Makes one input, holds what comes of it to its oracle, and says what came of it in a word."""

# With the part of all inputs that each gets: what is slow gets fewer.
TARGETS: dict[str, tuple[Fuzz, int]] = {
    "json": (fuzz_json, 6),
    "csv": (fuzz_csv, 4),
    "log": (fuzz_event_log, 4),
    "xes": (fuzz_xes, 3),
    "histories": (fuzz_history, 2),
    "calendars": (fuzz_calendar, 1),
}
# Our judgement: thousands of times what the slowest input takes; of the processor, not of the
# clock on the wall, since others may be at work.
LONGEST = 20.0


class HangError(BaseException):
    """An input took too long; nothing in between may take it for an error of its own."""


class Failure(NamedTuple):
    """An input that came to no good end."""

    target: str
    seed: int
    number: int
    error: BaseException

    def __str__(self) -> str:
        told = "".join(traceback.format_exception(self.error, limit=-6))
        name = f"--only {self.target} --seed {self.seed} --at {self.number}"
        return f"python tests/fuzz.py {name}\n{told}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=20_000, help="how many inputs in all")
    parser.add_argument("--seed", type=int, default=1, help="of all inputs (default: 1)")
    parser.add_argument("--only", choices=TARGETS, help="one target alone")
    parser.add_argument("--at", type=int, help="one input of it alone, with nothing caught")
    given = parser.parse_args()
    if given.at is not None:
        print(run_one(given.only, given.seed, given.at))
        return
    failures = []
    for target, number in share_out(given.number, given.only):
        began = time.monotonic()
        outcomes, failed = fuzz(target, given.seed, number)
        told = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(outcomes.items()))
        seconds = time.monotonic() - began
        print(f"{target}: {number:,} inputs in {seconds:.0f} s: {told}", flush=True)
        print(*failed[:5], sep="\n", end="", flush=True)
        failures += failed
    print(f"{len(failures)} failures")
    sys.exit(bool(failures))


def share_out(number: int, only: str | None = None) -> Iterator[tuple[str, int]]:
    """How many of so many inputs each target gets."""
    parts = {name: part for name, (_, part) in TARGETS.items() if only in {None, name}}
    for name, part in parts.items():
        yield name, -(-number * part // sum(parts.values()))


def fuzz(target: str, seed: int, number: int) -> tuple[Counter[str], list[Failure]]:
    """What came of so many inputs of a target, and those that failed."""
    outcomes: Counter[str] = Counter()
    failures = []
    for at in range(number):
        try:
            outcome = run_one(target, seed, at)
        except (Exception, HangError) as error:  # noqa: BLE001 - that is what is looked for
            failures.append(Failure(target, seed, at, error))
            outcome = "failed"
        outcomes[outcome] += 1
    return outcomes, failures


def run_one(target: str, seed: int, at: int) -> str:
    run, _ = TARGETS[target]
    with limited():
        return run(Random(f"{target} {seed} {at}"))


@contextmanager
def limited() -> Iterator[None]:
    """Raise where what is inside takes too long."""
    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def give_up(_number: int, _frame: FrameType | None) -> None:
    raise HangError(f"took more than {LONGEST:.0f} s")


if __name__ == "__main__":
    main()
