"""What a review says of costs: against budgets, ahead, by category, and what an incident costs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from mof.framework import AnalysisKind, DecisionKind, EvaluatedItem
from mof.indicators import CostTolerance, EntryKind, Ledger, LedgerEntry, Money
from mof.reviews import (
    Finding,
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    review_operational_health,
)
from mof.reviews._finding_rules import AnalysisResult
from mof.values import LedgerEntryId, Period, PersonId
from world import JUNE, MAIL, open_incident

B, A, F = EntryKind.BUDGET, EntryKind.ACTUAL, EntryKind.FORECAST
KNOWN = datetime(2026, 1, 1, tzinfo=UTC)
JULY = Period.month(2026, 7, tz=JUNE.tz)
MAY = Period.month(2026, 5, tz=JUNE.tz)
TOLERANCE = CostTolerance("0.1", category="staff", set_on=date(2026, 1, 1))


def book(number: int, kind: EntryKind, amount: int, **facts: Any) -> LedgerEntry:
    usual: dict[str, Any] = {"category": "staff", "period": JUNE, "recorded_at": KNOWN, **facts}
    money = Money(amount, usual.pop("currency", "NOK"))
    return LedgerEntry(LedgerEntryId(f"entry-{number}"), kind=kind, amount=money, **usual)


def review(
    *entries: LedgerEntry, tolerances: Any = (TOLERANCE,), **facts: Any
) -> OperationalHealthReview:
    ledger = Ledger(entries=entries, tolerances=tolerances)
    inputs = OperationalHealthInputs(period=JUNE, ledger=ledger, **facts)
    return review_operational_health(inputs)


def get_result(held: OperationalHealthReview) -> AnalysisResult:
    (result,) = [r for r in held.analyses if r.analysis is AnalysisKind.FINANCES]
    return result


def find(held: OperationalHealthReview, id_: str) -> Finding:
    (finding,) = [each for each in get_result(held).findings if each.id == id_]
    return finding


def test_category_and_total_outside_tolerance_are_findings_with_their_entries() -> None:
    held = review(book(1, B, 100), book(2, A, 111), book(3, A, 4))

    staff = find(held, "outside-tolerance:cost:staff:NOK")
    assert "the cost of staff was NOK 115, NOK 15 over budget" == staff.title
    assert "a budget of NOK 100, tolerated up to NOK 110" == staff.compared_with
    assert ("entry-1", "entry-2", "entry-3") == staff.evidence
    assert (("15.0 % of the budget",), JUNE.start) == (staff.details, staff.since)
    assert (Severity.MEDIUM, EvaluatedItem.COSTS) == (staff.severity, staff.item)
    total = find(held, "outside-tolerance:cost:all-categories:NOK")
    assert (Severity.HIGH, "a budget of NOK 100") == (total.severity, total.compared_with)
    assert "NOK 115 spent of NOK 100; 1 category outside tolerance" in get_result(held).summary
    assert {DecisionKind.CHANGE_FUNDING} == {proposal.kind for proposal in held.proposals}


def test_cost_within_tolerance_is_no_finding() -> None:
    total = CostTolerance("0.1", set_on=date(2026, 1, 1))

    held = review(book(1, B, 100), book(2, A, 110), tolerances=[TOLERANCE, total])

    assert () == get_result(held).findings


def test_budget_of_nothing_is_exceeded_by_no_share() -> None:
    held = review(book(1, B, 0), book(2, A, 5))

    assert () == find(held, "outside-tolerance:cost:staff:NOK").details


def test_currencies_are_told_apart_in_findings_and_totals() -> None:
    held = review(
        book(1, B, 100),
        book(2, A, 90),
        book(3, B, 10, currency="EUR"),
        book(4, A, 99, currency="EUR"),
    )

    ids = [each.id for each in get_result(held).findings]
    assert [
        "outside-tolerance:cost:staff:EUR",
        "outside-tolerance:cost:all-categories:EUR",
    ] == ids
    assert "EUR 99 spent of EUR 10; NOK 90 spent of NOK 100" in get_result(held).summary
    assert "Costs of all categories (EUR)" in held.minutes().to_text(200)


def test_forecast_outside_tolerance_of_what_is_budgeted_ahead_is_a_finding() -> None:
    held = review(book(1, A, 1), book(2, B, 100, period=JULY), book(3, F, 111, period=JULY))

    staff = find(held, "forecast-outside-tolerance:forecast:staff:NOK")
    assert "staff: NOK 111 expected after the period, NOK 11 over budget" == staff.title
    assert (Severity.LOW, ("entry-2", "entry-3")) == (staff.severity, staff.evidence)
    total = find(held, "forecast-outside-tolerance:forecast:all-categories:NOK")
    assert Severity.MEDIUM is total.severity
    assert not total.rule.is_framework
    assert "Costs expected after the period" in held.minutes().to_text(200)


def test_forecast_within_the_budget_ahead_is_no_finding() -> None:
    held = review(book(1, B, 100, period=JULY), book(2, F, 100, period=JULY))

    assert () == get_result(held).findings


def test_nothing_ahead_is_nothing_expected() -> None:
    text = review(book(1, A, 1)).minutes().to_text(200)

    assert "Costs expected after the period" not in text


def test_budget_that_was_set_or_changed_when_the_period_had_begun_is_a_finding() -> None:
    late = JUNE.start + timedelta(days=12)

    held = review(book(1, B, 100), book(2, B, 50, recorded_at=late), book(3, A, 120))

    finding = find(held, "set-after-start:budget:staff")
    assert ("entry-2",) == finding.evidence
    assert finding.title.endswith("when the period had begun: NOK 50")
    assert "2026-06-01, when the period began" == finding.compared_with


def test_budget_that_was_recorded_on_the_first_morning_is_in_time() -> None:
    morning = JUNE.start + timedelta(hours=8)

    held = review(book(1, B, 100, recorded_at=morning), book(2, A, 100))

    assert () == get_result(held).findings


def test_tolerance_that_was_set_late_is_a_finding() -> None:
    late = CostTolerance("0.5", set_on=date(2026, 6, 20), set_by=PersonId("person-003"))
    of_staff = CostTolerance("0.5", category="staff", set_on=date(2026, 6, 20))

    held = review(book(1, A, 1), tolerances=[late, of_staff])

    assert (PersonId("person-003"),) == find(
        held, "set-after-start:the-costs-of-everything"
    ).evidence
    assert () == find(held, "set-after-start:the-costs-of-staff").evidence


def test_entries_for_more_than_the_period_are_told_in_one_finding() -> None:
    year = Period.year(2026, tz=JUNE.tz)

    held = review(book(1, B, 1200, period=year), book(2, A, 1))

    finding = find(held, "straddling-entry:ledger")
    assert (FindingRule.STRADDLING_ENTRY, ("entry-1",)) == (finding.rule, finding.evidence)
    assert "1 entry of the ledger for more than the period, and not counted" == finding.title


def test_since_when_a_category_is_outside_tolerance_is_told() -> None:
    held = review(
        book(1, B, 100, period=MAY),
        book(2, A, 200, period=MAY),
        book(3, B, 100),
        book(4, A, 200),
    )

    assert MAY.start == find(held, "outside-tolerance:cost:staff:NOK").since


def test_costs_per_incident_and_service_are_shown() -> None:
    incidents = [open_incident(f"I-{number}") for number in range(4)]

    held = review(book(1, A, 100, service=MAIL), book(2, A, 60), incidents=incidents)

    lines = held.minutes().to_text(200).splitlines()
    (all_,) = [line for line in lines if line.startswith("all of operations")]
    (mail,) = [line for line in lines if line.startswith("mail ") and "NOK" in line]
    assert ["NOK", "160", "4", "NOK", "40"] == all_.split()[3:]
    assert ["NOK", "100", "4", "NOK", "25"] == mail.split()[1:]


def test_service_without_incidents_has_no_cost_per_incident() -> None:
    text = review(book(1, A, 100, service=MAIL)).minutes().to_text(200)

    assert any(line.split() == ["mail", "NOK", "100", "0", "–"] for line in text.splitlines())


def test_ledger_of_other_periods_is_no_data_of_this_one() -> None:
    held = review(book(1, A, 100, period=MAY))

    assert not get_result(held).has_data
    assert "Costs of all categories (NOK)" in held.minutes().to_text(200)


def test_ledger_that_was_not_brought_is_said_to_be_missing() -> None:
    held = review()

    assert "entries of the ledger missing" in get_result(held).summary
    assert "entries of the ledger" in held.minutes().to_text(200)


def test_categories_that_the_total_does_not_compare_are_named() -> None:
    held = review(book(1, B, 100), book(2, A, 120), book(3, A, 7, category="travel"))

    total = find(held, "outside-tolerance:cost:all-categories:NOK")
    assert "a budget of NOK 100" == total.compared_with
    named = "not compared, with a budget or a cost only: travel"
    assert ("20.0 % of the budget", named) == total.details
    assert "Not compared in the total (NOK)" in held.minutes().to_text(4000)
