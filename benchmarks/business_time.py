"""Business time beside a day loop and other packages: speed, wrong answers and build cost.

All contenders count Monday to Friday, 9 to 17 o'clock in Berlin, without German holidays. They
take turns, and medians are compared, with the garbage collector off. Every contender gets its
arguments in the form it likes best, and the conversion is not timed. Answers are checked
against a count of open minutes.
"""

import gc
import importlib
import random
import statistics
import time
import tracemalloc
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time as time_of_day, timedelta
from itertools import accumulate, cycle, islice
from operator import eq, truediv
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.easter import easter

from mof.calendars import Calendar
from mof.values._instants import to_microseconds

ZONE = ZoneInfo("Europe/Berlin")
NINE, FIVE = time_of_day(9), time_of_day(17)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
YEARS = range(2021, 2026)
FIRST = datetime(YEARS[0], 1, 1, tzinfo=UTC)
LAST = datetime(YEARS[-1] + 1, 1, 1, tzinfo=UTC)
SPANS = {"2 h": 2 * HOUR, "1 day": DAY, "1 week": 7 * DAY, "90 days": 90 * DAY, "1 year": 365 * DAY}
HOURS = {"2 h": 2, "1 day": 8, "1 week": 40, "90 days": 500, "1 year": 1900}
ROUNDS = 31
ROUND_SECONDS = 0.004
# Contenders that take long for a long span are checked on fewer answers.
CHECK_SECONDS = 1.0
CHECKS = 400

Questions = dict[str, list[tuple[datetime, Any]]]


def list_holidays() -> list[date]:
    """The holidays of all German states."""
    days = []
    # Beyond the years counted, since one contender fails where no holiday follows.
    for year in range(2014, 2032):
        days += [
            date(year, month, day) for month, day in [(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)]
        ]
        days += [easter(year) + timedelta(days=offset) for offset in (-2, 1, 39, 50)]
    return sorted(days)


HOLIDAYS = list_holidays()
HOLIDAY_SET = frozenset(HOLIDAYS)


# The oracle and the day loop


def is_open(at: datetime) -> bool:
    """Whether the wall clock of an instant shows office hours."""
    local = at.astimezone(ZONE)
    return local.weekday() < 5 and 9 <= local.hour < 17 and local.date() not in HOLIDAY_SET


def count_open_minutes() -> list[int]:
    """The open minutes before each minute, counted one by one."""
    minutes = range((LAST - FIRST) // MINUTE)
    return list(accumulate((is_open(FIRST + minute * MINUTE) for minute in minutes), initial=0))


def loop_elapsed(start: datetime, end: datetime) -> timedelta:
    """What one writes without a library."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    day, last = start.astimezone(ZONE).date(), end.astimezone(ZONE).date()
    total = timedelta(0)
    while day <= last:
        if day.weekday() < 5 and day not in HOLIDAY_SET:
            opening = max(start, datetime.combine(day, NINE, ZONE).astimezone(UTC))
            closing = min(end, datetime.combine(day, FIVE, ZONE).astimezone(UTC))
            if opening < closing:
                total += closing - opening
        day += DAY
    return total


def loop_due(start: datetime, within: timedelta) -> datetime:
    """The same for due dates."""
    start = start.astimezone(UTC)
    day = start.astimezone(ZONE).date()
    while True:
        if day.weekday() < 5 and day not in HOLIDAY_SET:
            opening = max(start, datetime.combine(day, NINE, ZONE).astimezone(UTC))
            closing = datetime.combine(day, FIVE, ZONE).astimezone(UTC)
            if opening < closing:
                if within <= closing - opening:
                    return opening + within
                within -= closing - opening
        day += DAY


# Contenders


@dataclass
class Contender:
    """One way to answer, the form of instants it takes, and what was measured, by span."""

    name: str
    answer: Callable[[Any, Any], Any]
    form: Callable[[datetime], Any] = lambda at: at
    unit: Callable[[timedelta], Any] = lambda within: within
    read: Callable[[Any], Any] = lambda answer: answer
    equal: Callable[[Any, Any], bool] = eq
    samples: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    wrong: int = 0
    checked: int = 0


def to_local(at: datetime) -> datetime:
    return at.astimezone(ZONE)


def to_naive(at: datetime) -> datetime:
    return at.astimezone(ZONE).replace(tzinfo=None)


def to_timedelta(answer: Any) -> timedelta:
    return timedelta(seconds=float(answer))


def make_businesstimedelta() -> Any:
    package, zones = importlib.import_module("businesstimedelta"), importlib.import_module("pytz")
    berlin = zones.timezone("Europe/Berlin")
    days = package.WorkDayRule(NINE, FIVE, [0, 1, 2, 3, 4], tz=berlin)
    return package, package.Rules([days, package.HolidayRule(HOLIDAY_SET, tz=berlin)])


def elapsed_by_businesstimedelta() -> Contender:
    _, rules = make_businesstimedelta()
    return Contender("businesstimedelta", rules.difference, read=lambda answer: answer.timedelta)


def elapsed_by_business_duration() -> Contender:
    count = importlib.import_module("business_duration").businessDuration

    def answer(start: Any, end: Any) -> Any:
        return count(start, end, NINE, FIVE, holidaylist=HOLIDAY_SET, unit="min")

    return Contender(
        "business-duration",
        answer,
        form=to_naive,
        read=lambda minutes: to_timedelta(60 * minutes),
    )


def elapsed_by_businesstime() -> Contender:
    counter = importlib.import_module("businesstime").BusinessTime(
        (NINE, FIVE), holidays=HOLIDAY_SET
    )
    return Contender("businesstime", counter.businesstime_hours, form=to_naive)


def elapsed_by_opening_hours() -> Contender:
    package = importlib.import_module("opening_hours")
    hours = package.OpeningHours("Mo-Fr 09:00-17:00; PH off", timezone=ZONE, country="DE")
    opened = package.State.OPEN

    def answer(start: datetime, end: datetime) -> timedelta:
        total = timedelta(0)
        for since, until, state, _ in hours.intervals(start, end):
            if state == opened:
                total += until - since
        return total

    return Contender("opening-hours-py", answer, form=to_local)


def make_custom_business_hour() -> Any:
    pandas = importlib.import_module("pandas")
    hour = pandas.offsets.CustomBusinessHour(start="09:00", end="17:00", holidays=HOLIDAYS)
    return pandas, hour


def elapsed_by_pandas() -> Contender:
    pandas, hour = make_custom_business_hour()
    return Contender(
        "pandas CustomBusinessHour",
        lambda start, end: len(pandas.date_range(start, end, freq=hour)),
        form=lambda at: pandas.Timestamp(to_naive(at)),
        read=lambda hours: hours * HOUR,
    )


def due_by_businesstimedelta() -> Contender:
    package, rules = make_businesstimedelta()
    return Contender(
        "businesstimedelta",
        lambda start, within: start + within,
        unit=lambda within: package.BusinessTimeDelta(rules, timedelta=within),
        read=lambda answer: answer.astimezone(UTC),
    )


def due_by_pandas() -> Contender:
    pandas, hour = make_custom_business_hour()
    return Contender(
        "pandas CustomBusinessHour",
        lambda start, within: start + within,
        form=lambda at: pandas.Timestamp(to_naive(at)),
        unit=lambda within: hour * (within // HOUR),
        read=lambda answer: answer.to_pydatetime().replace(tzinfo=ZONE).astimezone(UTC),
        # What is due at a closing may as well be due at the next opening.
        equal=lambda actual, expected: loop_elapsed(expected, actual) == timedelta(0),
    )


def list_contenders(makers: Iterable[Callable[[], Contender]]) -> tuple[list[Contender], list[str]]:
    """The contenders that are installed, and the names of those that are not."""
    present, absent = [], []
    for maker in makers:
        try:
            present.append(maker())
        except ImportError as error:
            absent.append(str(error.name))
    return present, absent


# Measuring


def draw_starts(span: timedelta) -> list[datetime]:
    """Starts at random minutes, from which a span ends within the years that are counted."""
    randomness = random.Random(f"{span}")
    last = (LAST - FIRST - span) // MINUTE
    return [FIRST + randomness.randrange(last) * MINUTE for _ in range(CHECKS)]


def check(contender: Contender, span: str, questions: Questions, expected: list[Any]) -> None:
    """Count wrong answers."""
    deadline = time.perf_counter() + CHECK_SECONDS
    for (start, argument), answer in zip(questions[span], expected, strict=True):
        actual = contender.read(contender.answer(*prepare(contender, start, argument)))
        contender.checked += 1
        contender.wrong += not contender.equal(actual, answer)
        if time.perf_counter() > deadline:
            break


def prepare(contender: Contender, start: datetime, argument: Any) -> tuple[Any, Any]:
    if isinstance(argument, timedelta):
        return contender.form(start), contender.unit(argument)
    return contender.form(start), contender.form(argument)


def time_calls(answer: Callable[[Any, Any], Any], arguments: list[tuple[Any, Any]]) -> float:
    """Seconds for one call."""
    start = time.perf_counter()
    for first, second in arguments:
        answer(first, second)
    return (time.perf_counter() - start) / len(arguments)


def race(entries: list[tuple[Contender, str]], questions: Questions) -> None:
    """Time contenders, each on a span, taking turns."""
    runs = []
    for contender, span in entries:
        arguments = [prepare(contender, *question) for question in questions[span][:100]]
        once = time_calls(contender.answer, arguments[:1])
        once = time_calls(contender.answer, arguments[: max(1, min(20, int(0.01 / once)))])
        calls = max(1, int(ROUND_SECONDS / once))
        samples = contender.samples[span] = []
        runs.append((contender.answer, list(islice(cycle(arguments), calls)), samples))
    for _ in range(ROUNDS):
        for answer, arguments, samples in runs:
            time_calls(answer, arguments[: 1 + len(arguments) // 4])  # to get warm again
            samples.append(time_calls(answer, arguments))


def find_ratio(slower: list[float], faster: list[float]) -> float:
    """The median of the ratios of neighbours, which a change of the machine's pace spares."""
    ratios: list[float] = list(map(truediv, slower, faster))
    return statistics.median(ratios)


def show(title: str, contenders: list[Contender], absent: list[str]) -> None:
    print(f"\n{title}, microseconds a call\n")
    print(f"| {'':26} | " + " | ".join(f"{span:>8}" for span in SPANS) + " | wrong answers |")
    print(f"|{'-' * 28}|" + f"{'-' * 9}:|" * len(SPANS) + f"{'-' * 14}:|")
    for contender in contenders:
        medians = [1e6 * statistics.median(contender.samples[span]) for span in SPANS]
        times = " | ".join(
            f"{median:8.4g}" if median < 1e4 else f"{median:8.0f}" for median in medians
        )
        print(f"| {contender.name:26} | {times} | {contender.wrong:5} of {contender.checked:4} |")
    for name in absent:
        print(f"| {name:26} | not installed")


@dataclass
class Goal:
    """A figure to reach; ``sign`` is 1 if more is better and -1 if less is."""

    what: str
    reached: float
    goal: float
    sign: int = 1

    def __str__(self) -> str:
        met = self.sign * self.reached >= self.sign * self.goal
        comparison = "at least" if self.sign > 0 else "at most"
        verdict = "reached" if met else "MISSED"
        return (
            f"| {self.what:54} | {comparison:8} {self.goal:6g} | {self.reached:8.4g} | {verdict} |"
        )


def compare(
    contenders: list[Contender], ours: str, theirs: str, goals: dict[str, float]
) -> list[Goal]:
    """How many times faster one contender is than another, by span."""
    samples = {contender.name: contender.samples for contender in contenders}
    if theirs not in samples:
        return []
    return [
        Goal(
            f"{ours} vs {theirs}, {span}",
            find_ratio(samples[theirs][span], samples[ours][span]),
            goal,
        )
        for span, goal in goals.items()
    ]


def measure_flatness(contender: Contender, questions: Questions) -> float:
    """How much longer a year takes than two hours, in turns of their own."""
    again = replace(contender, samples={})
    race([(again, "2 h"), (again, "1 year")], questions)
    return find_ratio(again.samples["1 year"], again.samples["2 h"])


def make_calendar() -> Calendar:
    return Calendar.weekdays("09:00-17:00", tz="Europe/Berlin", holidays=HOLIDAYS)


def run_elapsed(minutes: list[int]) -> list[Goal]:
    calendar = make_calendar()
    contenders, absent = list_contenders(
        [
            lambda: Contender("mof, UTC", calendar.elapsed),
            lambda: Contender("mof, ZoneInfo", calendar.elapsed, form=to_local),
            lambda: Contender("day loop, UTC", loop_elapsed),
            lambda: Contender("day loop, ZoneInfo", loop_elapsed, form=to_local),
            elapsed_by_opening_hours,
            elapsed_by_businesstime,
            elapsed_by_business_duration,
            elapsed_by_businesstimedelta,
            elapsed_by_pandas,
        ]
    )
    questions = {
        name: [(start, start + span) for start in draw_starts(span)] for name, span in SPANS.items()
    }
    for span in SPANS:
        expected = [
            (minutes[(end - FIRST) // MINUTE] - minutes[(start - FIRST) // MINUTE]) * MINUTE
            for start, end in questions[span]
        ]
        for contender in contenders:
            check(contender, span, questions, expected)
        race([(contender, span) for contender in contenders], questions)
    show("Elapsed", contenders, absent)
    flatness = [measure_flatness(contender, questions) for contender in contenders[:2]]
    return [
        *compare(
            contenders,
            "mof, UTC",
            "day loop, UTC",
            {"2 h": 1.3, "1 week": 7, "90 days": 75, "1 year": 300},
        ),
        *compare(
            contenders,
            "mof, ZoneInfo",
            "day loop, ZoneInfo",
            {"2 h": 0.8, "1 week": 4.5, "90 days": 50, "1 year": 200},
        ),
        *compare(contenders, "mof, UTC", "businesstimedelta", {"2 h": 50, "1 year": 10_000}),
        *compare(contenders, "mof, UTC", "opening-hours-py", {"2 h": 3, "1 year": 500}),
        Goal("flatness, UTC: 1 year / 2 h", flatness[0], 1.3, -1),
        Goal("flatness, ZoneInfo: 1 year / 2 h", flatness[1], 1.3, -1),
    ]


def run_due(minutes: list[int]) -> list[Goal]:
    calendar = make_calendar()
    contenders, absent = list_contenders(
        [
            lambda: Contender("mof", calendar.due),
            lambda: Contender("day loop", loop_due),
            due_by_businesstimedelta,
            due_by_pandas,
        ]
    )
    questions: Questions = {
        name: [(start, hours * HOUR) for start in draw_starts(SPANS[name] * 1.3 + 14 * DAY)]
        for name, hours in HOURS.items()
    }
    for span in SPANS:
        expected = [
            FIRST
            + bisect_left(minutes, minutes[(start - FIRST) // MINUTE] + within // MINUTE) * MINUTE
            for start, within in questions[span]
        ]
        for contender in contenders:
            check(contender, span, questions, expected)
        race([(contender, span) for contender in contenders], questions)
    show("Due (2, 8, 40, 500 and 1900 open hours)", contenders, absent)
    goals = [
        *compare(contenders, "mof", "day loop", {"2 h": 1.5}),
        *compare(contenders, "mof", "businesstimedelta", {"2 h": 50}),
        *compare(contenders, "mof", "pandas CustomBusinessHour", {"2 h": 30}),
    ]
    return [replace(goal, what=f"due: {goal.what}") for goal in goals]


def run_build() -> list[Goal]:
    """Compile ten years for both questions, in a fresh calendar each time."""
    start, end = datetime(2015, 6, 1, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC)

    def build() -> float:
        calendar = make_calendar()
        before = time.perf_counter()
        calendar.elapsed(start, end)
        calendar.due(start, HOUR)
        calendars.append(calendar)
        return time.perf_counter() - before

    calendars: list[Calendar] = []
    # A time and no ratio, so the round least disturbed by the machine counts.
    seconds = min(build() for _ in range(ROUNDS))
    tracemalloc.start()
    build()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    timeline = calendars[-1].timeline_over(to_microseconds(start), to_microseconds(end))
    years = (timeline.end - timeline.start) / (365.25 * 86_400e6)
    print(f"\nBuild of {years:.1f} years: {1e3 * seconds:.2f} ms, {size / 1024:.0f} KiB")
    return [
        Goal("build, milliseconds a calendar year", 1e3 * seconds / years, 0.6, -1),
        Goal("build, KiB a calendar year", size / 1024 / years, 150, -1),
    ]


def main() -> None:
    gc.disable()
    print(f"medians of {ROUNDS} rounds in turn; garbage collector off")
    minutes = count_open_minutes()
    goals = [*run_elapsed(minutes), *run_due(minutes), *run_build()]
    print(f"\n| {'':54} | goal            | measured |         |")
    print(f"|{'-' * 56}|{'-' * 17}|{'-' * 9}:|{'-' * 9}|")
    print(*goals, sep="\n")


if __name__ == "__main__":
    main()
