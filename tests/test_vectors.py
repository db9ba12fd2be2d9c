"""Numeric cases from other tools and from brute force, one test each; see ``--vectors``."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest

from mof.agreements import CreditTier, LinearCredits, Pause, TieredCredits
from mof.agreements._cycles import Cycle
from mof.calendars import Calendar
from mof.errors import CalendarError, MofError, NoOpenTimeError
from mof.judgements import ErrorBudget
from mof.judgements._breaches import measure
from mof.judgements._error_budgets import find_consumption, find_share

Case = dict[str, Any]
Answer = dict[str, object]

# What these cases call an error and what is raised here; a calendar that can never open is
# refused when it is built.
ERRORS: dict[str, tuple[type[MofError], ...]] = {"no_open_time": (NoOpenTimeError, CalendarError)}
CALENDAR_FIELDS = {"tz", "weekly", "holidays", "annual_holidays", "breaks", "shifts"}
# What a case says about itself and where it comes from, without changing the answer.
REMARKS = {
    *("id", "source", "op", "calendar", "expected", "note", "source_expected", "source_unit"),
    *("source_note", "quirk", "policy", "dst_policy", "hard", "metric"),
}
FIELDS = {
    "elapsed": {"start", "end", "reversed"},
    "add": {"start", "seconds", "edge"},
    "add_days": {"start", "days", "snap", "end_of_day", "roll_origin"},
    "is_open": {"at"},
    "is_holiday": {"at"},
    "next_open": {"at"},
    "prev_open": {"at"},
    "next_close": {"at"},
    "next_period_start": {"at"},
    "periods": {"start", "count", "direction"},
    "business_days": {"from_date", "to_date", "inclusive"},
    "validate": set[str](),
    "sla": {"start", "target_seconds", "pauses", "stop", "at", "edge"},
    "error_budget": {"goal", "window_seconds", "good", "bad", "burn_threshold"},
    "sli": {"good", "bad"},
    "burn_rate": {"sli", "goal"},
    "budget_consumed": {"burn_rate", "window_seconds", "period_seconds"},
    "downtime_allowance": {"target", "period_seconds"},
    "uptime": {"period_seconds", "downtime_seconds", "target"},
    "service_credit": {"availability", "tiers"},
    "service_credit_linear": {"availability", "target", "per_point", "cap"},
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    path = metafunc.config.getoption("--vectors")
    assert isinstance(path, Path)
    if not path.is_file():
        mark = pytest.mark.skip(reason=f"no numeric cases at {path}; name a file with --vectors")
        metafunc.parametrize("case", [pytest.param({}, id="absent", marks=mark)])
        return
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    metafunc.parametrize("case", [pytest.param(case, id=case["id"]) for case in cases])


def test_case(case: Case) -> None:
    find_answer = OPERATIONS.get(case["op"])
    if find_answer is None:
        pytest.skip(f"operation {case['op']!r} is not covered")
    unknown = {*case} - FIELDS[case["op"]] - REMARKS
    unknown |= {*(case["calendar"] or {})} - CALENDAR_FIELDS
    if unknown:
        pytest.skip(f"fields not understood: {', '.join(sorted(unknown))}")
    expected = case["expected"]
    if "error" in expected:
        with pytest.raises(ERRORS[expected["error"]]):
            find_answer(case)
        return

    actual = find_answer(case)

    expected = dict(expected)
    within = expected.pop("tolerance", None)
    assert {key: read_expected(value, within) for key, value in expected.items()} == {
        key: actual[key] for key in expected
    }


def read_expected(value: Any, within: float | None = None) -> object:
    """Instants in UTC, numbers as near as the case says, everything else as it is."""
    if within is not None and not isinstance(value, bool):
        return pytest.approx(value, abs=within)
    if isinstance(value, list):
        return [read_expected(item) for item in value]
    if isinstance(value, str):
        return to_instant(value)
    return value


def to_instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def to_seconds(duration: timedelta) -> float:
    return duration / timedelta(seconds=1)


def read_calendar(case: Case) -> Calendar:
    given = case["calendar"]
    if given is None:
        return Calendar.always()
    return Calendar(
        tz=given["tz"],
        weekly=given.get("weekly", {}),
        holidays=[date.fromisoformat(on) for on in given.get("holidays", ())],
        annual_holidays=given.get("annual_holidays", ()),
        breaks={date.fromisoformat(on): hours for on, hours in given.get("breaks", {}).items()},
        shifts={date.fromisoformat(on): hours for on, hours in given.get("shifts", {}).items()},
    )


def find_elapsed(case: Case) -> Answer:
    elapsed = read_calendar(case).elapsed(to_instant(case["start"]), to_instant(case["end"]))
    seconds = to_seconds(elapsed)
    return {"seconds": max(0, seconds) if case.get("reversed") == "zero" else seconds}


def find_due(case: Case) -> Answer:
    within = timedelta(seconds=case["seconds"])
    roll = case.get("edge") == "roll"
    return {"due": read_calendar(case).due(to_instant(case["start"]), within, roll=roll)}


def find_due_in_days(case: Case) -> Answer:
    due = read_calendar(case).add_days(
        to_instant(case["start"]),
        case["days"],
        roll=case.get("snap", False),
        roll_start=case.get("roll_origin", False),
        end_of_day=case.get("end_of_day", False),
    )
    return {"due": due}


def find_open(case: Case) -> Answer:
    return {"open": read_calendar(case).is_open(to_instant(case["at"]))}


def find_holiday(case: Case) -> Answer:
    return {"holiday": read_calendar(case).is_holiday(to_instant(case["at"]))}


def find_next_open(case: Case) -> Answer:
    return {"at": read_calendar(case).next_open(to_instant(case["at"]))}


def find_previous_open(case: Case) -> Answer:
    return {"at": read_calendar(case).previous_open(to_instant(case["at"]))}


def find_next_close(case: Case) -> Answer:
    return {"at": read_calendar(case).next_close(to_instant(case["at"]))}


def find_next_period_start(case: Case) -> Answer:
    calendar, at = read_calendar(case), to_instant(case["at"])
    closed_from = calendar.next_close(at) if calendar.is_open(at) else at
    return {"at": calendar.next_open(closed_from)}


def find_periods(case: Case) -> Answer:
    backward = case.get("direction") == "before"
    periods = read_calendar(case).periods(to_instant(case["start"]), backward=backward)
    return {"periods": [list(period) for period in islice(periods, case["count"])]}


def find_business_days(case: Case) -> Answer:
    first, last = (date.fromisoformat(case[key]) for key in ("from_date", "to_date"))
    inclusive = case.get("inclusive", True)
    return {"days": read_calendar(case).business_days(first, last, inclusive=inclusive)}


def find_validity(case: Case) -> Answer:
    try:
        read_calendar(case)
    except MofError:
        return {"valid": False}
    return {"valid": True}


def find_measurement(case: Case) -> Answer:
    calendar, start = read_calendar(case), to_instant(case["start"])
    within = timedelta(seconds=case["target_seconds"])
    stop = to_instant(case["stop"]) if case.get("stop") else None
    at = to_instant(case["at"]) if case.get("at") else stop
    assert at, "a clock is looked at when it stops or at an instant"
    cycle = Cycle(
        started_at=start,
        stopped_at=stop if stop and stop <= at else None,
        pauses=tuple(
            Pause(to_instant(since), to_instant(until) if until else None)
            for since, until in case["pauses"]
        ),
    )
    measured = measure(cycle, within, calendar, as_of=at)
    due = measured.due_at
    return {
        "due": calendar.next_open(due) if due and case.get("edge") == "roll" else due,
        "elapsed_seconds": to_seconds(measured.elapsed),
        "variance_seconds": to_seconds(within - measured.elapsed),
        "paused_seconds": to_seconds(measured.paused),
        "breached": measured.breached_at is not None,
        # Sources round shares for display.
        "percent": pytest.approx(100 * (measured.elapsed / within), abs=0.005),
    }


def to_part(percent: float) -> Fraction:
    return Fraction(str(percent)) / 100


def find_budget(case: Case) -> Answer:
    budget = ErrorBudget(
        required_share=case["goal"],
        window=timedelta(seconds=case["window_seconds"]),
        share=find_share(good=case["good"], bad=case["bad"]),
    )
    assert budget.share is not None
    assert budget.gap is not None
    assert budget.spent is not None
    assert budget.remaining is not None
    return {
        "sli": budget.share,
        "gap": float(budget.gap),
        "budget_seconds": to_seconds(budget.allowance),
        "consumed_seconds": to_seconds(budget.spent),
        "remaining_seconds": to_seconds(budget.remaining),
        "burn_rate": budget.burn_rate,
        "alert": budget.is_burning(case["burn_threshold"]),
    }


def find_sli(case: Case) -> Answer:
    return {"sli": find_share(good=case["good"], bad=case["bad"])}


def find_burn_rate(case: Case) -> Answer:
    day = timedelta(days=1)
    budget = ErrorBudget(required_share=case["goal"], window=day, share=case["sli"])
    assert budget.burn_rate is not None
    return {"burn_rate": float(budget.burn_rate)}


def find_consumed(case: Case) -> Answer:
    window, period = (timedelta(seconds=case[key]) for key in ("window_seconds", "period_seconds"))
    ratio = find_consumption(case["burn_rate"], window=window, period=period)
    return {"ratio": pytest.approx(float(ratio), abs=0.00005)}  # sources round to four digits


def find_allowance(case: Case) -> Answer:
    window = timedelta(seconds=case["period_seconds"])
    budget = ErrorBudget(required_share=to_part(case["target"]), window=window, share=None)
    return {"seconds": to_seconds(budget.allowance)}


def find_uptime(case: Case) -> Answer:
    share = 1 - Fraction(case["downtime_seconds"], case["period_seconds"])
    window = timedelta(seconds=case["period_seconds"])
    budget = ErrorBudget(required_share=to_part(case["target"]), window=window, share=share)
    return {"percent": float(100 * share), "met": not budget.is_exhausted}


def find_tiered_credit(case: Case) -> Answer:
    edges = [None, *(to_part(lower) for lower, _ in case["tiers"])]
    tiers = [
        CreditTier(credit=to_part(credit), at_least=lower, below=upper)
        for (upper, lower), (_, credit) in zip(pairwise(edges), case["tiers"], strict=True)
    ]
    credit = TieredCredits(tiers).find_credit(to_part(case["availability"]))
    assert credit is not None
    return {"credit_percent": 100 * credit}


def find_linear_credit(case: Case) -> Answer:
    below, per_point, cap = (to_part(case[key]) for key in ("target", "per_point", "cap"))
    credits_ = LinearCredits(below=below, per_point=per_point, cap=cap)
    return {"credit_percent": 100 * credits_.find_credit(to_part(case["availability"]))}


OPERATIONS: dict[str, Callable[[Case], Answer]] = {
    "elapsed": find_elapsed,
    "add": find_due,
    "add_days": find_due_in_days,
    "is_open": find_open,
    "is_holiday": find_holiday,
    "next_open": find_next_open,
    "prev_open": find_previous_open,
    "next_close": find_next_close,
    "next_period_start": find_next_period_start,
    "periods": find_periods,
    "business_days": find_business_days,
    "validate": find_validity,
    "sla": find_measurement,
    "error_budget": find_budget,
    "sli": find_sli,
    "burn_rate": find_burn_rate,
    "budget_consumed": find_consumed,
    "downtime_allowance": find_allowance,
    "uptime": find_uptime,
    "service_credit": find_tiered_credit,
    "service_credit_linear": find_linear_credit,
}
