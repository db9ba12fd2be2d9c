"""Conventions of availability and credits, the cases that pin them, and their answers.

The answers come from looking at every minute by itself, and from reading tiers one by one.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from brute_force import WEEKDAYS, Definition, find_instant, list_dates, write
from conformance_conventions import Convention

Case = dict[str, Any]

CONVENTIONS_OF_AVAILABILITY = (
    Convention(
        "promised-hours",
        "18. Availability",
        "Availability is a share of the promised hours: an outage outside them is none.",
        "Count round the clock whatever was promised.",
        "the hours of the agreement, or `AvailabilityTarget(calendar=…)`",
    ),
    Convention(
        "open-outages",
        "18. Availability",
        "An outage without an end goes on until the instant of evaluation; what comes after that "
        "instant does not count yet, and what was recorded after it is not known.",
        "Leave open outages out; or count the rest of the period as available.",
        "`measure_availability(…, as_of=…)`",
    ),
    Convention(
        "outages-together",
        "18. Availability",
        "Outages at the same time count once, as the worst of them.",
        "Add their lengths, and so count an hour twice.",
        "`AvailabilityTarget(overlap=…)`: the worst, or added up to all at most",
    ),
    Convention(
        "partial-outages",
        "18. Availability",
        "A partial outage counts with its weight, exactly.",
        "Count it whole; or not at all.",
        "`Outage(weight=…)`",
    ),
    Convention(
        "agreed-maintenance",
        "18. Availability",
        "Maintenance that was agreed in time is left out of the whole, whatever happened in it; "
        "without its notice it counts as any other time.",
        "Count it as available, which raises the share.",
        "`AvailabilityTarget(maintenance=…, notice=…)`",
    ),
    Convention(
        "missing-data",
        "18. Availability",
        "Time that nobody observed is left out of the whole; an outage known to have happened in "
        "it counts all the same.",
        "Take silence for availability.",
        "`AvailabilityTarget(no_data=…)`",
    ),
    Convention(
        "short-outages",
        "18. Availability",
        "No outage is too short to count, unless the terms say so; then adjoining ones are united "
        "first, and one exactly as long as the limit counts.",
        "Judge each record by itself; or round to minutes.",
        "`AvailabilityTarget(ignores_below=…)`",
    ),
    Convention(
        "credit-edges",
        "19. Credits",
        "A tier says of each of its edges whether it has it. Above the highest tier there is no "
        "credit; in a hole between tiers the answer is null; tiers that contradict are refused.",
        "Guess the edge; fall through to the next tier.",
        "`CreditTier(credit, at_least=…, above=…, at_most=…, below=…)`",
    ),
    Convention(
        "credit-points",
        "19. Credits",
        "A credit for each point that is missing counts full points, up to its cap.",
        "Share points out, which pays from the first second on.",
        "`LinearCredits(…, is_pro_rata=…)`",
    ),
)

# What the terms say where a case says nothing.
LOSSES: dict[str, int | None] = {
    "left out": None,
    "counts as available": 0,
    "counts as unavailable": 1,
}
OFFICE = Definition(
    "Europe/Berlin",
    {key: [(9 * 60, 12 * 60), (13 * 60, 17 * 60)] for key in range(5)},
    breaks={date(2026, 6, 3): [(14 * 60, 15 * 60 + 30)]},
)
ALWAYS = Definition("Europe/Berlin", {key: [(0, 24 * 60)] for key in range(7)})
TWO_DAYS = ("2026-06-02T00:00", "2026-06-04T00:00")
CLOCKS_BACK = ("2026-10-25T00:00", "2026-10-26T00:00")
LATER = "2026-12-01T00:00"


def lose(start: str, end: str | None = None, **given: str) -> Case:
    told = {"start": f"2026-06-{start}", **given}
    return told if end is None else {**told, "end": f"2026-06-{end}"}


# A convention, hours, outages, and perhaps terms, windows, gaps, a period and an instant.
MEASURED: tuple[tuple[str, Definition, list[Case], Case], ...] = (
    ("promised-hours", OFFICE, [lose("02T08:00", "02T10:00")], {}),
    ("promised-hours", ALWAYS, [lose("02T08:00", "02T10:00")], {}),
    ("promised-hours", OFFICE, [lose("03T13:30", "03T16:00")], {}),
    ("promised-hours", OFFICE, [lose("02T18:00", "03T08:00")], {}),
    (
        "promised-hours",
        ALWAYS,
        [{"start": "2026-10-25T00:30", "end": "2026-10-25T04:00"}],
        {"period": CLOCKS_BACK},
    ),
    ("promised-hours", OFFICE, [], {"period": ("2026-06-06T00:00", "2026-06-08T00:00")}),
    ("open-outages", OFFICE, [lose("03T11:00")], {"as_of": "2026-06-03T13:30"}),
    ("open-outages", OFFICE, [lose("01T11:00")], {"as_of": "2026-06-02T10:00"}),
    ("open-outages", OFFICE, [], {"as_of": "2026-06-01T12:00"}),
    *(
        (
            "open-outages",
            OFFICE,
            [
                lose(
                    "02T09:00",
                    "02T10:00",
                    recorded_at="2026-06-02T11:00",
                    end_recorded_at="2026-06-02T14:00",
                )
            ],
            {"as_of": f"2026-06-02T{hour}"},
        )
        for hour in ("10:30", "11:00", "13:59", "14:00")
    ),
    *(
        (
            "outages-together",
            OFFICE,
            [
                lose("02T09:00", "02T11:00", weight="1/2"),
                lose("02T10:00", "02T14:00", weight="3/4"),
            ],
            {"overlap": overlap},
        )
        for overlap in ("the worst counts", "they add up, to all at most")
    ),
    (
        "outages-together",
        OFFICE,
        [lose("02T09:00", "02T11:00"), lose("02T09:30", "02T10:30"), lose("02T11:00", "02T12:00")],
        {},
    ),
    ("partial-outages", OFFICE, [lose("02T09:00", "02T10:00", weight="1/3")], {}),
    (
        "partial-outages",
        ALWAYS,
        [lose("02T09:00", "02T10:00", weight="1/7"), lose("03T09:00", "03T10:00", weight="1/3")],
        {},
    ),
    *(
        (
            "agreed-maintenance",
            OFFICE,
            [lose("02T10:30", "02T11:30")],
            {
                "windows": [
                    {
                        "start": "2026-06-02T10:00",
                        "end": "2026-06-02T12:00",
                        "agreed_at": "2026-06-01T10:00",
                    }
                ],
                **terms,
            },
        )
        for terms in (
            {},
            {"maintenance": "counts as available"},
            {"maintenance": "counts as unavailable"},
            {"maintenance": "counts as any other time"},
            {"notice_seconds": 24 * 3600},
            {"notice_seconds": 24 * 3600 + 1},
        )
    ),
    *(
        (
            "missing-data",
            OFFICE,
            [lose("02T10:30", "02T11:30")],
            {"gaps": [{"start": "2026-06-02T10:00", "end": "2026-06-02T12:00"}], **terms},
        )
        for terms in (
            {},
            {"no_data": "counts as available"},
            {"no_data": "counts as unavailable"},
        )
    ),
    (
        "missing-data",
        OFFICE,
        [],
        {"gaps": [{"start": "2026-06-01T00:00", "end": "2026-06-05T00:00"}]},
    ),
    *(
        (
            "short-outages",
            OFFICE,
            [
                lose("02T09:00", "02T09:05"),
                lose("02T10:00", "02T10:04"),
                lose("02T11:00", "02T11:03"),
                lose("02T11:03", "02T11:06"),
            ],
            terms,
        )
        for terms in ({}, {"ignores_below_seconds": 300})
    ),
)

HUB = [
    {"credit": "1/10", "at_least": "99/100", "below": "999/1000"},
    {"credit": "1/4", "below": "99/100"},
]
HOLED = [
    {"credit": "1/10", "above": "99/100", "below": "999/1000"},
    {"credit": "1/4", "below": "99/100"},
]
TWICE = [
    {"credit": "1/10", "at_least": "99/100", "below": "999/1000"},
    {"credit": "1/4", "at_most": "99/100"},
]
POINTS = {"below": "99/100", "per_point": "1/20", "cap": "1/5"}

# A convention, the credits, and the availability.
CREDITED: tuple[tuple[str, Case, str], ...] = (
    *(
        ("credit-edges", {"tiers": tiers}, share)
        for tiers in (HUB, HOLED)
        for share in ("1", "999/1000", "99899/100000", "99/100", "98999/100000", "0")
    ),
    *(
        ("credit-points", {"linear": {**POINTS, **more}}, share)
        for share in ("99/100", "9801/10000", "98/100", "965/1000", "1/2")
        for more in ({}, {"is_pro_rata": True})
    ),
)


def ask_availability() -> Iterator[Case]:
    """The cases of availability and credits, with their answers."""
    for convention, definition, outages, given in MEASURED:
        yield measure(convention, definition, outages, given)
    for convention, terms, share in CREDITED:
        find = credit_tiers if "tiers" in terms else credit_points
        yield {
            "convention": convention,
            "op": "credit",
            **terms,
            "share": share,
            "expected": {"credit": find(terms, Fraction(share))},
        }
    for tiers in (HUB, HOLED, TWICE):
        yield {
            "convention": "credit-edges",
            "op": "validate_credits",
            "tiers": tiers,
            "expected": {"valid": tiers is not TWICE},
        }


def measure(convention: str, definition: Definition, outages: list[Case], given: Case) -> Case:
    terms = {"as_of": LATER, "period": TWO_DAYS, **given}
    case: Case = {
        "convention": convention,
        "op": "availability",
        "calendar": {
            "tz": definition.tz,
            "weekly": {
                WEEKDAYS[n]: list(map(list, write(h))) for n, h in definition.weekly.items()
            },
            "breaks": {str(on): list(map(list, write(h))) for on, h in definition.breaks.items()},
        },
        "required": "99/100",
        "outages": [place(each) for each in outages],
        **terms,
        "period": [at(text).isoformat() for text in terms["period"]],
        "as_of": at(terms["as_of"]).isoformat(),
        **{name: [place(each) for each in given[name]] for name in SPANS if name in given},
    }
    return {**case, "expected": count(case, definition)}


def write_pairs(hours: Iterable[tuple[int, int]]) -> list[list[str]]:
    return [list(pair) for pair in write(hours)]


SPANS = ("windows", "gaps")
INSTANTS = ("start", "end", "agreed_at", "recorded_at", "end_recorded_at")


def at(text: str) -> datetime:
    return find_instant(datetime.fromisoformat(text), OFFICE.tz)


def place(each: Case) -> Case:
    return {
        name: at(value).isoformat() if name in INSTANTS else value for name, value in each.items()
    }


def count(case: Case, definition: Definition) -> Case:
    """Every minute of the period by itself."""
    start, end = map(datetime.fromisoformat, case["period"])
    as_of = datetime.fromisoformat(case["as_of"])
    hours = definition.find_open(list_dates(start.date(), 4))
    losses: list[Fraction | int] = []
    minute = start
    while minute < min(end, as_of):
        if any(since <= minute < until for since, until in hours):
            loss = find_loss(case, minute, as_of)
            losses += [] if loss is None else [loss]
        minute += timedelta(minutes=1)
    lost, counted = sum(losses, Fraction(0)), len(losses)
    return {
        "counted_seconds": counted * 60,
        "lost_seconds": round(float(lost * 60), 6),
        "share": str(1 - lost / counted) if counted else None,
    }


def find_loss(case: Case, minute: datetime, as_of: datetime) -> Fraction | int | None:
    maintenance = case.get("maintenance", "left out")
    notice = timedelta(seconds=case.get("notice_seconds", 0))
    for window in case.get("windows", ()):
        told = {name: datetime.fromisoformat(value) for name, value in window.items()}
        in_time = told["agreed_at"] + notice <= told["start"] and maintenance in LOSSES
        if in_time and told["start"] <= minute < told["end"]:
            return LOSSES[maintenance]
    weights = [
        Fraction(each.get("weight", 1))
        for each in leave_out_short(case)
        if is_down(each, minute, as_of)
    ]
    if weights:
        adds_up = case.get("overlap") == "they add up, to all at most"
        return min(Fraction(1), sum(weights)) if adds_up else max(weights)
    if any(
        datetime.fromisoformat(gap["start"]) <= minute < datetime.fromisoformat(gap["end"])
        for gap in case.get("gaps", ())
    ):
        return LOSSES[case.get("no_data", "left out")]
    return 0


def leave_out_short(case: Case) -> list[Case]:
    """Without runs of outages, one beginning where another ends, that are below the limit."""
    least = timedelta(seconds=case.get("ignores_below_seconds", 0))
    runs: list[list[Case]] = []
    for each in case["outages"]:
        if runs and runs[-1][-1].get("end") == each["start"]:
            runs[-1].append(each)
        else:
            runs.append([each])
    return [each for run in runs for each in run if not least or find_length(run) >= least]


def find_length(run: list[Case]) -> timedelta:
    return datetime.fromisoformat(run[-1]["end"]) - datetime.fromisoformat(run[0]["start"])


def is_down(outage: Case, minute: datetime, as_of: datetime) -> bool:
    told = {"recorded_at": outage["start"], "end_recorded_at": outage.get("end"), **outage}
    at = {name: datetime.fromisoformat(told[name]) for name in INSTANTS if told.get(name)}
    if at["recorded_at"] > as_of or minute < at["start"]:
        return False
    return "end" not in at or at["end_recorded_at"] > as_of or minute < at["end"]


def credit_tiers(terms: Case, share: Fraction) -> str | None:
    tests: dict[str, Callable[[Fraction], bool]] = {
        "at_least": lambda edge: share >= edge,
        "above": lambda edge: share > edge,
        "at_most": lambda edge: share <= edge,
        "below": lambda edge: share < edge,
    }
    for tier in terms["tiers"]:
        if all(test(Fraction(tier[name])) for name, test in tests.items() if name in tier):
            return str(tier["credit"])
    is_above = share >= max(Fraction(tier["below"]) for tier in terms["tiers"])
    return "0" if is_above else None


def credit_points(terms: Case, share: Fraction) -> str:
    linear = terms["linear"]
    points = 100 * max(Fraction(0), Fraction(linear["below"]) - share)
    if not linear.get("is_pro_rata"):
        points = Fraction(points.numerator // points.denominator)
    return str(min(Fraction(linear["cap"]), points * Fraction(linear["per_point"])))
