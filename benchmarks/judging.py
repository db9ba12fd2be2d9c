"""What it costs to judge: one incident beside other ways, many of them, and long ones.

One incident has eight events and two pauses, and is judged for response and resolution. The
contenders take turns, medians are compared, and their verdicts have to agree:

- the *day loop* goes through the days of each segment, as one writes without a library;
- the *naive evaluator* asks our calendar for each segment and target, with datetimes;
- *businesstimedelta* is asked for each segment.
"""

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from attrs import evolve

from business_time import (
    HOLIDAY_SET,
    Goal,
    find_ratio,
    loop_due,
    loop_elapsed,
    make_businesstimedelta as make_rules,
)
from mof.agreements import SLA, Clock, Target
from mof.calendars import Calendar
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.judgements import Judgement, judge
from mof.records import Entry, Priority
from mof.records._histories import Fact
from mof.values import AgreementId, IncidentId, ServiceId

ROUNDS = 15
RECORDS = 100_000
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CALENDAR = Calendar.weekdays("09:00-17:00", tz="Europe/Berlin", holidays=HOLIDAY_SET)
RESPONSE, RESOLUTION = 2 * HOUR, 16 * HOUR
AGREEMENT = SLA(
    AgreementId("sla-mail"),
    service=ServiceId("mail"),
    calendar=CALENDAR,
    targets=[Target(Clock.RESPONSE, RESPONSE), Target(Clock.RESOLUTION, RESOLUTION)],
    valid_from=date(2000, 1, 1),
    version="1",
)
S = IncidentState
STEPS: tuple[tuple[float, IncidentState | None], ...] = (
    (0.0, S.OPEN),
    (0.02, S.PRIORITIZED),
    (0.1, S.IN_PROGRESS),
    (0.3, S.PENDING),
    (0.45, S.IN_PROGRESS),
    (0.6, S.PENDING),
    (0.75, S.IN_PROGRESS),
    (1.0, S.RESOLVED),
)
STARTS = [datetime(2021, 3, 1, 8, tzinfo=UTC) + n * timedelta(hours=29) for n in range(20)]
FIVE_DAYS, YEARS = 5 * DAY, 4 * 365 * DAY

Event = tuple[datetime, IncidentState | None]
Verdicts = tuple[tuple[timedelta, bool, datetime], ...]
"""Of each target: how much was counted, whether it was too much, and when it was due."""


def happen(start: datetime, length: timedelta) -> list[Event]:
    return [(start + share * length, state) for share, state in STEPS]


def record(name: int, events: list[Event]) -> Incident:
    entries = [Entry[IncidentState, IncidentEvent](at, state=state) for at, state in events]
    facts: dict[str, Fact] = {"service": AGREEMENT.service, "priority": Priority.P3}
    first = evolve(entries[0], changes=facts)
    return Incident(IncidentId(f"incident-{name}"), [first, *entries[1:]], opened_at=first.at)


# Contenders


def find_segments(events: list[Event]) -> Iterator[tuple[str, datetime, datetime]]:
    """What each segment counts for: both targets, the resolution, or nothing."""
    has_responded = False
    for (start, state), (end, _) in pairwise(events):
        has_responded = has_responded or state is S.IN_PROGRESS
        if not has_responded:
            yield "both", start, end
        elif state is not S.PENDING:
            yield "resolution", start, end


def count_by(
    elapsed: Callable[[datetime, datetime], timedelta],
    due: Callable[[datetime, timedelta], datetime],
) -> Callable[[list[Event]], Verdicts]:
    """One segment after the other, for each target by itself."""

    def evaluate(events: list[Event]) -> Verdicts:
        verdicts: list[tuple[timedelta, bool, datetime]] = []
        for kinds, within in (({"both"}, RESPONSE), ({"both", "resolution"}, RESOLUTION)):
            total, reached, end = timedelta(0), None, events[0][0]
            for kind, start, until in find_segments(events):
                if kind not in kinds:
                    break
                end = until
                spent = elapsed(start, end)
                if reached is None and total + spent >= within:
                    reached = due(start, within - total)
                total += spent
            verdicts.append((total, total > within, reached or due(end, within - total)))
        return tuple(verdicts)

    return evaluate


def make_businesstimedelta() -> Callable[[list[Event]], Verdicts]:
    package, rules = make_rules()

    def elapsed(start: datetime, end: datetime) -> timedelta:
        counted: timedelta = rules.difference(start, end).timedelta
        return counted

    def due(start: datetime, within: timedelta) -> datetime:
        reached: datetime = start + package.BusinessTimeDelta(rules, timedelta=within)
        return reached.astimezone(UTC)

    return count_by(elapsed, due)


def describe(judgements: tuple[Judgement, ...]) -> Verdicts:
    return tuple(
        (j.elapsed, j.breached_at is not None, j.due_at or datetime.max.replace(tzinfo=UTC))
        for j in judgements
    )


# Measuring


@dataclass
class Runner:
    """A way to judge, its arguments, and the seconds that one judgement took in each round."""

    name: str
    answer: Callable[..., Any]
    arguments: list[Any]
    samples: list[float]
    calls: int = 1

    def warm_up(self) -> None:
        start = time.perf_counter()
        for argument in self.arguments[:2]:
            self.answer(argument)
        once = (time.perf_counter() - start) / 2
        self.calls = max(1, min(400, int(0.02 / once)))

    def run(self) -> None:
        arguments = [self.arguments[n % len(self.arguments)] for n in range(self.calls)]
        start = time.perf_counter()
        for argument in arguments:
            self.answer(argument)
        self.samples.append((time.perf_counter() - start) / self.calls)

    @property
    def median(self) -> float:
        return statistics.median(self.samples)


def compare_one(length: timedelta, what: str) -> dict[str, Runner]:
    events = [happen(start, length) for start in STARTS]
    as_of = STARTS[-1] + length + DAY
    incidents = [record(n, each) for n, each in enumerate(events)]
    naive = count_by(CALENDAR.elapsed, CALENDAR.due)
    loop = count_by(loop_elapsed, loop_due)
    runners = [
        Runner("mof", partial(judge, agreement=AGREEMENT, as_of=as_of), incidents, []),
        Runner("naive evaluator", naive, events, []),
        Runner("day loop", loop, events, []),
    ]
    try:
        runners.append(Runner("businesstimedelta", make_businesstimedelta(), events, []))
    except ImportError as error:
        print(f"{error.name} is not installed")
    wrong = sum(
        describe(judge(incident, AGREEMENT, as_of=as_of)) != loop(each)
        for incident, each in zip(incidents, events, strict=True)
    )
    for runner in runners:
        runner.warm_up()
    for _ in range(ROUNDS):
        for runner in runners:
            runner.run()
    print(f"\nOne incident of {what}, microseconds; {wrong} of {len(events)} answers differ\n")
    for runner in runners:
        print(f"| {runner.name:18} | {1e6 * runner.median:9.4g} |")
    return {runner.name: runner for runner in runners}


def time_growth(make: Callable[[int], list[Event]], sizes: tuple[int, ...]) -> dict[int, float]:
    """Seconds for one judgement by size, the sizes taking turns."""
    runners: list[Runner] = []
    for size in sizes:
        events = make(size)
        as_of = events[-1][0] + DAY
        answer = partial(judge, agreement=AGREEMENT, as_of=as_of)
        runners.append(Runner(str(size), answer, [record(size, events)], []))
    for runner in runners:
        runner.warm_up()
    for _ in range(ROUNDS):
        for runner in runners:
            runner.run()
    return {size: runner.median for size, runner in zip(sizes, runners, strict=True)}


def alternate(count: int) -> list[Event]:
    """A history of so many entries over a month, work and waiting in turns."""
    start = STARTS[0]
    middle: list[Event] = [
        (start + n * 30 * DAY / count, S.PENDING if n % 2 else S.IN_PROGRESS)
        for n in range(1, count - 1)
    ]
    return [(start, S.OPEN), *middle, (start + 30 * DAY, S.RESOLVED)]


def span(years: int) -> list[Event]:
    return happen(datetime(2001, 1, 3, 8, tzinfo=UTC), years * 365 * DAY)


def judge_many(mode: str) -> None:
    """So many incidents, each new to the library, judged and kept."""
    histories = [happen(STARTS[n % 20] + n * timedelta(minutes=17), FIVE_DAYS) for n in range(1000)]
    incidents = [record(n, histories[n % 1000]) for n in range(RECORDS)]
    as_of = max(history[-1][0] for history in histories) + DAY
    gc.collect()
    start = time.perf_counter()
    kept = [judge(incident, AGREEMENT, as_of=as_of) for incident in incidents]
    seconds = time.perf_counter() - start
    pace = f"{len(kept) / seconds:,.0f} a second"
    print(f"gc {mode}: {len(kept):,} incidents in {seconds:.2f} s, {pace}")


def measure_memory() -> None:
    """What a record and its judgements hold, counted on a few thousand."""
    count = 5000
    events = [happen(STARTS[n % 20] + n * timedelta(minutes=17), FIVE_DAYS) for n in range(count)]
    as_of = events[-1][-1][0] + DAY
    judge(record(0, events[0]), AGREEMENT, as_of=as_of)
    tracemalloc.start()
    incidents = [record(n, each) for n, each in enumerate(events)]
    records, _ = tracemalloc.get_traced_memory()
    kept = [judge(incident, AGREEMENT, as_of=as_of) for incident in incidents]
    together, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"memory: {records / count / 1024:.1f} KiB a record of eight entries, "
        f"{(together - records) / len(kept) / 1024:.1f} KiB more for what is folded and judged"
    )


def main() -> None:
    gc.collect()
    gc.disable()
    print(f"{ROUNDS} interleaved rounds, medians; garbage collector off unless said otherwise")
    short, long = compare_one(FIVE_DAYS, "five days"), compare_one(YEARS, "four years")
    goals = [
        Goal(
            f"judge vs {theirs}, {what}",
            find_ratio(runs[theirs].samples, runs["mof"].samples),
            goal,
        )
        for runs, theirs, what, goal in (
            (short, "day loop", "five days", 2),
            (long, "day loop", "four years", 200),
            (short, "naive evaluator", "five days", 1.3),
            (long, "naive evaluator", "four years", 1.3),
        )
    ]
    if "businesstimedelta" in short:
        ratio = find_ratio(short["businesstimedelta"].samples, short["mof"].samples)
        print(f"\nbusinesstimedelta takes {ratio:.0f} times as long for five days")
    by_entries = time_growth(alternate, (8, 80, 800))
    by_years = time_growth(span, (1, 5, 20))
    print("\nGrowth, microseconds a judgement\n")
    for name, times in (("entries", by_entries), ("years", by_years)):
        print(f"| {name:8} | " + " | ".join(f"{n}: {1e6 * t:.4g}" for n, t in times.items()) + " |")
    # No goals of the first plan, but what those figures have to look like.
    goals.append(Goal("entries: 800 / 80", by_entries[800] / by_entries[80], 11, -1))
    goals.append(Goal("years: 20 / 1", by_years[20] / by_years[1], 1.3, -1))
    print()
    for mode in ("off", "on"):
        (gc.enable if mode == "on" else gc.disable)()
        judge_many(mode)
    measure_memory()
    print(f"\n| {'goals':54} |                 | measured | |")
    for goal in goals:
        print(goal)


if __name__ == "__main__":
    main()
