"""What operations cost: the ledger of the finance unit, month by month and ahead."""

from collections.abc import Iterator
from datetime import date

from example_world.hours import MONTHS, TZ, at
from example_world.organisation import (
    CASE_HANDLING,
    EMAIL,
    FILE_STORAGE,
    FINANCE_MANAGER,
    TELEPHONY,
)
from mof.indicators import CostTolerance, EntryKind, Ledger, LedgerEntry, Money
from mof.values import LedgerEntryId, Period, ServiceId

_BUDGETED_AT = at(2025, 6, 16)
_THOUSAND = 1000

OVERSPENT = "suppliers"
"""Exceeds its budget in June, when the telecom supplier repaired at night."""

# Thousands of kroner: the budget of a month, and what each month from July to June cost.
_COSTS = {
    "staff": (2350, "2310 2305 2318 2330 2342 2360 2338 2335 2329 2331 2320 2290"),
    OVERSPENT: (520, "471 480 502 515 509 498 488 505 511 519 531 655"),
    "licences": (620, "602 602 604 608 608 611 611 613 613 612 612 612"),
    "infrastructure": (400, "371 380 392 388 395 402 399 391 390 394 386 388"),
}
# Which part of a category, in hundredths, is for one service; the rest is for all of them.
_LAID_ON: dict[str, dict[ServiceId | None, int]] = {
    OVERSPENT: {TELEPHONY: 70},
    "licences": {EMAIL: 40, CASE_HANDLING: 35},
    "infrastructure": {FILE_STORAGE: 50},
}
_AHEAD = tuple(Period.month(2026, month, tz=TZ) for month in (7, 8, 9))
_EXPECTED = {"staff": 2340, OVERSPENT: 610, "licences": 615, "infrastructure": 395}


def _book(
    kind: EntryKind, category: str, month: Period, thousands: int, service: ServiceId | None = None
) -> LedgerEntry:
    """An entry of a month; actual costs are booked on its last day."""
    first = month.first_day
    name = f"{kind}-{category}-{first:%Y-%m}" + (f"-{service}" if service else "")
    is_actual = kind is EntryKind.ACTUAL
    return LedgerEntry(
        LedgerEntryId(name),
        kind=kind,
        category=category,
        amount=Money(thousands * _THOUSAND, "NOK"),
        period=month,
        recorded_at=month.start.replace(day=28) if is_actual else _BUDGETED_AT,
        service=service,
    )


def _spend(category: str, month: Period, thousands: int) -> Iterator[LedgerEntry]:
    rest = thousands
    for service, hundredths in _LAID_ON.get(category, {}).items():
        part = thousands * hundredths // 100
        rest -= part
        yield _book(EntryKind.ACTUAL, category, month, part, service)
    yield _book(EntryKind.ACTUAL, category, month, rest)


def _list_entries() -> Iterator[LedgerEntry]:
    for category, (budget, spent) in _COSTS.items():
        for month, thousands in zip(MONTHS, map(int, spent.split()), strict=True):
            yield _book(EntryKind.BUDGET, category, month, budget)
            yield from _spend(category, month, thousands)
        for month in _AHEAD:
            yield _book(EntryKind.BUDGET, category, month, budget)
            yield _book(EntryKind.FORECAST, category, month, _EXPECTED[category])


LEDGER = Ledger(
    entries=_list_entries(),
    tolerances=[
        CostTolerance(share, category=category, set_on=date(2025, 6, 16), set_by=FINANCE_MANAGER)
        for category, share in (
            (None, "0.02"),
            ("staff", "0.03"),
            (OVERSPENT, "0.05"),
            ("licences", "0.03"),
            ("infrastructure", "0.05"),
        )
    ],
)
