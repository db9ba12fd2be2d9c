"""What operations were to cost, cost and will cost, and what a case costs."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from mof.errors import DefinitionError
from mof.indicators import (
    CostPosition,
    CostTolerance,
    EntryKind,
    Ledger,
    LedgerEntry,
    Money,
    measure_costs,
)
from mof.indicators._ledgers import measure_unit_costs
from mof.values import LedgerEntryId, Period, ServiceId, TargetStatus
from world import JUNE

B, A, F = EntryKind.BUDGET, EntryKind.ACTUAL, EntryKind.FORECAST
KNOWN = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
MAIL = ServiceId("mail")


def book(number: int, kind: EntryKind, amount: str, category: str = "staff", **facts: Any) -> Any:
    currency = facts.pop("currency", "NOK")
    usual = {"period": JUNE, "recorded_at": KNOWN, **facts}
    return LedgerEntry(
        LedgerEntryId(f"entry-{number}"),
        kind=kind,
        category=category,
        amount=Money(amount, currency),
        **usual,
    )


def measure(*entries: LedgerEntry, **facts: Any) -> dict[str, CostPosition]:
    ledger = Ledger(entries=entries, tolerances=facts.pop("tolerances", ()))
    found = measure_costs(ledger, **{"during": JUNE, "as_of": JUNE.end, **facts})
    return {f"{each.category or 'all'} {each.currency}": each for each in found}


def test_entries_add_up_by_category_and_to_a_total() -> None:
    found = measure(
        book(1, B, "100"),
        book(2, A, "70.5"),
        book(3, A, "-0.5"),
        book(4, B, "10", "licences"),
        book(5, A, "15", "licences"),
    )

    assert ["licences NOK", "staff NOK", "all NOK"] == list(found)
    assert Money(-30, "NOK") == found["staff NOK"].variance
    assert Money(5, "NOK") == found["licences NOK"].variance
    assert (Money(110, "NOK"), Money(85, "NOK")) == (
        found["all NOK"].budget,
        found["all NOK"].actual,
    )
    assert ("entry-4", "entry-5") == found["licences NOK"].entries


def test_each_currency_is_by_itself_even_in_one_category() -> None:
    found = measure(book(1, A, "100"), book(2, A, "9", currency="EUR"))

    assert ["staff EUR", "staff NOK", "all EUR", "all NOK"] == list(found)
    assert Money(9, "EUR") == found["all EUR"].actual


def test_part_without_an_entry_is_unknown_and_not_nothing() -> None:
    staff = measure(book(1, A, "100"))["staff NOK"]

    assert (None, None, None, None) == (
        staff.budget,
        staff.variance,
        staff.find_limit(A),
        staff.outlook,
    )
    assert TargetStatus.NO_DATA is staff.status


@pytest.mark.parametrize(
    "spent, standing",
    [
        ("100", TargetStatus.MET),
        ("105", TargetStatus.MISSED_WITHIN_TOLERANCE),
        ("105.01", TargetStatus.OUTSIDE_TOLERANCE),
    ],
)
def test_cost_stands_against_budget_and_tolerance(spent: str, standing: TargetStatus) -> None:
    tolerance = CostTolerance("0.05", category="staff", set_on=date(2026, 1, 1))

    found = measure(book(1, B, "100"), book(2, A, spent), tolerances=[tolerance])

    assert standing is found["staff NOK"].status
    of_all = TargetStatus.MET if spent == "100" else TargetStatus.OUTSIDE_TOLERANCE
    assert of_all is found["all NOK"].status, "without a tolerance of its own"


def test_forecast_stands_beside_the_actual_cost() -> None:
    tolerance = CostTolerance("0.1", set_on=date(2026, 1, 1))

    found = measure(book(1, B, "100"), book(2, F, "108"), tolerances=[tolerance])["all NOK"]

    assert Money(8, "NOK") == found.outlook
    assert TargetStatus.MISSED_WITHIN_TOLERANCE is found.outlook_status


def test_entry_recorded_later_is_not_known_yet() -> None:
    late = book(2, A, "50", recorded_at=JUNE.end + timedelta(days=3))

    assert Money(100, "NOK") == measure(book(1, A, "100"), late)["staff NOK"].actual


def test_entry_for_more_than_the_period_counts_nowhere_and_is_told() -> None:
    quarter = Period.quarter(2026, 2, tz=JUNE.tz)
    year = book(1, B, "1200", period=Period.year(2026, tz=JUNE.tz))
    late = book(2, B, "1", period=quarter, recorded_at=JUNE.end)
    july = book(3, B, "1", period=Period.month(2026, 7, tz=JUNE.tz))
    ledger = Ledger(entries=[year, late, july])

    assert {} == measure(year, late, july)
    assert (year,) == ledger.find_straddling(during=JUNE, as_of=KNOWN)
    assert (year, late) == ledger.find_straddling(during=JUNE, as_of=JUNE.end)


def test_unit_costs_are_of_all_and_of_each_service() -> None:
    entries = [
        book(1, A, "100", service=MAIL),
        book(2, A, "50"),
        book(3, A, "8", currency="EUR"),
        book(4, B, "999", service=MAIL),
        book(5, A, "20", service=MAIL),
    ]

    found = measure_unit_costs(
        Ledger(entries=entries), {MAIL: 4, None: 6}, during=JUNE, as_of=JUNE.end
    )

    assert [(None, "EUR 8", 10), (None, "NOK 170", 10), (MAIL, "NOK 120", 4)] == [
        (each.service, str(each.cost), each.count) for each in found
    ]
    assert Money(30, "NOK") == found[-1].per_case
    assert ("entry-1", "entry-5") == found[-1].entries


def test_service_without_a_case_has_no_unit_cost() -> None:
    ledger = Ledger(entries=[book(1, A, "100", service=MAIL)])

    found = measure_unit_costs(ledger, {}, during=JUNE, as_of=JUNE.end)

    assert [None, None] == [each.per_case for each in found]


def test_tolerance_of_a_category_is_not_that_of_the_total() -> None:
    ledger = Ledger(tolerances=[CostTolerance("0.1", category="staff", set_on=date(2026, 6, 2))])

    assert (Fraction(1, 10), Fraction(0)) == (
        ledger.find_tolerance("staff"),
        ledger.find_tolerance(None),
    )
    assert not ledger.tolerances[0].was_set_before(JUNE)


@pytest.mark.parametrize(
    "facts, words",
    [
        ({"category": ""}, "of which category entry-1 is"),
        ({"amount": 5}, "the amount of entry-1 is a Money"),
        ({"kind": "actual"}, "what entry-1 is is an EntryKind"),
        ({"period": "June"}, "the period of entry-1 is a Period"),
    ],
)
def test_entry_that_cannot_be_meant_is_refused(facts: dict[str, Any], words: str) -> None:
    usual = {"kind": A, "category": "staff", "amount": Money(1, "NOK"), "period": JUNE}

    with pytest.raises(DefinitionError, match=words):
        LedgerEntry(LedgerEntryId("entry-1"), recorded_at=KNOWN, **{**usual, **facts})


@pytest.mark.parametrize(
    "facts, words",
    [
        ({"entries": [book(1, A, "1")] * 2}, "two entries are called 'entry-1'"),
        (
            {"tolerances": [CostTolerance("0.1", set_on=date(2026, 1, 1))] * 2},
            "two tolerances of costs are called 'the total'",
        ),
        ({"entries": ["entry-1"]}, "each of the entries is a LedgerEntry"),
    ],
)
def test_ledger_that_contradicts_itself_is_refused(facts: dict[str, Any], words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        Ledger(**facts)


def test_total_compares_only_categories_that_have_both() -> None:
    entries = [book(1, B, "100"), book(2, A, "110"), book(3, B, "500", "tools")]

    total = measure(*entries, book(4, A, "7", "travel"))["all NOK"]

    assert (Money(600, "NOK"), Money(117, "NOK")) == (total.budget, total.actual)
    assert (Money(100, "NOK"), Money(10, "NOK")) == (total.find_budget(A), total.variance)
    assert TargetStatus.OUTSIDE_TOLERANCE is total.status
    assert ("tools", "travel") == total.find_unlike(A)


def test_income_may_fall_short_by_the_tolerance() -> None:
    tolerance = CostTolerance("0.05", category="staff", set_on=date(2026, 1, 1))

    found = measure(book(1, B, "-100"), book(2, A, "-96"), tolerances=[tolerance])["staff NOK"]

    assert Money(-95, "NOK") == found.find_limit(A)
    assert TargetStatus.MISSED_WITHIN_TOLERANCE is found.status
