"""Credits in tiers and by points, the holes in them, claims, and error budgets."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from mof.agreements import (
    AvailabilityTarget,
    CreditScope,
    CreditTerms,
    CreditTier,
    LinearCredits,
    OverlapRule,
    Span,
    TieredCredits,
)
from mof.agreements._service_credits import FlawKind, ShareRange
from mof.calendars import Calendar
from mof.documents._escaping import ABSENT
from mof.errors import DefinitionError
from mof.judgements import ClaimState, CreditClaim, ErrorBudget, sum_credits
from mof.judgements._availability import measure_uptime
from mof.judgements._error_budgets import find_consumption, find_share
from mof.services import DataGap, Outage
from mof.values import Period

HOUR = timedelta(hours=1)
QUARTER = Period.quarter(2026, 1, tz="Europe/Oslo")
UPPER = CreditTier(credit="0.1", above="0.99", at_most="0.999")
LOWER = CreditTier(credit="0.25", below="0.99")
PUBLISHED = TieredCredits([UPPER, LOWER])
ANYTHING: Any = UPPER
LINEAR = LinearCredits(below="0.995", per_point="0.02", cap="0.05")


def claim(down: timedelta, terms: CreditTerms | None, *, at: datetime, **more: Any) -> CreditClaim:
    target = AvailabilityTarget("0.999", per=Span.QUARTER, credits=terms)
    outages = [Outage(QUARTER.start, QUARTER.start + down)] if down else []
    measured = measure_uptime(outages, target, Calendar.always(), during=QUARTER, as_of=at, **more)
    return measured.find_claim(at=at)


def test_published_tiers_have_a_hole_and_credit_what_is_kept() -> None:
    flaws = CreditTerms(PUBLISHED).find_flaws(Fraction("0.999"))

    assert ["exactly 99 %: in no tier", "exactly 99.9 %: kept, and credited all the same"] == list(
        map(str, flaws)
    )
    assert [str(hole) for hole in PUBLISHED.find_holes()] == ["exactly 99 %"]


@pytest.mark.parametrize(
    "share, credit",
    [("1", 0), ("0.999", "0.1"), ("0.9901", "0.1"), ("0.99", None), ("0.5", "0.25"), ("0", "0.25")],
)
def test_credit_is_that_of_the_tier(share: str, credit: str | None) -> None:
    expected = None if credit is None else Fraction(credit)

    assert expected == PUBLISHED.find_credit(Fraction(share))


def test_missed_yet_uncredited_is_a_flaw() -> None:
    found = CreditTerms(TieredCredits([LOWER])).find_flaws(Fraction("0.999"))

    assert [(FlawKind.MISSED_YET_UNCREDITED, "from 99 %, below 99.9 %")] == [
        (flaw.kind, str(flaw.range)) for flaw in found
    ]
    (points,) = CreditTerms(LINEAR).find_flaws(Fraction("0.995"))
    assert str(points.range) == "above 98.5 %, below 99.5 %"


def test_overlapping_tiers_are_refused_unless_one_counts() -> None:
    other = CreditTier(credit="0.5", at_least="0.98", below="0.995")

    with pytest.raises(DefinitionError, match="different credits from 98 %, below 99 %"):
        TieredCredits([LOWER, other])
    highest = TieredCredits([LOWER, other], overlaps=OverlapRule.HIGHEST)
    lowest = TieredCredits([LOWER, other], overlaps=OverlapRule.LOWEST)
    assert Fraction(1, 2) == highest.find_credit(Fraction("0.985"))
    assert Fraction(1, 4) == lowest.find_credit(Fraction("0.985"))
    kinds = {flaw.kind for flaw in CreditTerms(highest).find_flaws(Fraction("0.995"))}
    assert {FlawKind.OVERLAP} == kinds
    assert TieredCredits([UPPER, LOWER, CreditTier(credit="0.25", at_most="0.98")])


@pytest.mark.parametrize("share, credit", [("0.995", 0), ("0.986", 0), ("0.985", 2), ("0.9", 5)])
def test_linear_credit_counts_full_points_up_to_the_cap(share: str, credit: int) -> None:
    assert Fraction(credit, 100) == LINEAR.find_credit(Fraction(share))
    assert LINEAR.find_holes() == ()


def test_linear_credit_may_be_shared_out() -> None:
    credits_ = LinearCredits(below="0.995", per_point="0.02", is_pro_rata=True)

    assert Fraction("0.01") == credits_.find_credit(Fraction("0.99"))
    assert CreditTerms(credits_).find_flaws(Fraction("0.995")) == ()
    assert "shared out" in str(credits_.to_table())


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: TieredCredits([]), "at least one tier"),
        (lambda: CreditTier(credit=0, above=0, at_least=0), "cannot do both"),
        (lambda: CreditTier(credit=0, below=1, at_most=1), "cannot do both"),
        (lambda: CreditTier(credit=0, above="0.5", below="0.5"), "no availability can lie"),
        (lambda: CreditTier(credit=0, at_least="0.6", below="0.5"), "no availability can lie"),
        (lambda: LinearCredits(below=1, per_point=0), "can never be due"),
        (lambda: CreditTerms(LINEAR, claim_within_days=0), "counted from 1"),
        (lambda: CreditTerms(ANYTHING), "schedule of credits"),
        (lambda: find_share(good=-1, bad=0), "not negative"),
        (lambda: find_consumption(1, window=HOUR, period=0 * HOUR), "uses up nothing"),
        (lambda: ErrorBudget(required_share=0, window=HOUR, share=1), "none; require"),
        (
            lambda: ErrorBudget(required_share=1, window=HOUR, share=1, measured=2 * HOUR),
            "cannot be measured",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(make: Any, message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        make()


def test_tiers_show_themselves_with_their_holes() -> None:
    text = PUBLISHED.to_table().to_text()

    assert "exactly 99 %" in text
    assert str(UPPER) == "10 % credit, above 99 %, up to 99.9 %"
    assert "full point" in LINEAR.to_table().to_text()
    assert Fraction(1) in ShareRange(0, 1)


def test_claim_can_be_made_until_so_many_local_days_after_the_period() -> None:
    terms = CreditTerms(PUBLISHED, claim_within_days=30)
    until = datetime.fromisoformat("2026-05-01T00:00+02:00")

    made = claim(10 * HOUR, terms, at=until - HOUR)

    assert (ClaimState.CLAIMABLE, until, Fraction("0.1")) == (
        made.state,
        made.claim_until,
        made.credit,
    )
    assert ClaimState.LAPSED is claim(10 * HOUR, terms, at=until).state


def test_claim_says_why_there_is_none() -> None:
    terms, length = CreditTerms(PUBLISHED), QUARTER.end - QUARTER.start
    end = QUARTER.end

    states = [
        claim(HOUR, None, at=end).state,
        claim(HOUR, terms, at=end - HOUR).state,
        claim(0 * HOUR, terms, at=end, gaps=[DataGap(QUARTER.start, end)]).state,
        claim(length / 100, terms, at=end).state,
        claim(HOUR, terms, at=end).state,
        claim(100 * HOUR, terms, at=end).state,
    ]

    assert [
        ClaimState.NO_CREDITS,
        ClaimState.NOT_OVER,
        ClaimState.NO_DATA,
        ClaimState.NOT_SAID,
        ClaimState.NOTHING_DUE,
        ClaimState.CLAIMABLE,
    ] == states


def test_credits_add_up_to_what_the_cap_leaves() -> None:
    free = claim(100 * HOUR, CreditTerms(PUBLISHED), at=QUARTER.end)
    capped = claim(100 * HOUR, CreditTerms(PUBLISHED, most_paid_days=9), at=QUARTER.end)
    nothing = claim(HOUR, CreditTerms(PUBLISHED), at=QUARTER.end)
    days = Fraction((QUARTER.end - QUARTER.start) // HOUR, 24)

    assert sum_credits([free, nothing], {None: 1000}) == 250
    assert 9 * 1000 / days == sum_credits([capped], {None: 1000})
    assert sum_credits([free], {"api": 1000}) == 0


def test_credit_on_the_price_of_the_service_is_given_once() -> None:
    terms = CreditTerms(PUBLISHED, scope=CreditScope.SERVICE)
    small, large = (claim(n * HOUR, terms, at=QUARTER.end) for n in (10, 100))
    of_a_feature = claim(10 * HOUR, CreditTerms(PUBLISHED), at=QUARTER.end)

    assert (small.credit, large.credit) == (Fraction("0.1"), Fraction("0.25"))
    assert sum_credits([small, large], {"api": 600, "web": 400}) == 250
    assert sum_credits([small, of_a_feature], {None: 100, "web": 900}) == 100 + 10


def test_budget_that_allows_nothing_has_no_rate_and_any_loss_exhausts_it() -> None:
    lost = ErrorBudget(required_share=1, window=HOUR, share="0.5")
    kept = ErrorBudget(required_share=1, window=HOUR, share=1)

    assert (None, None, True) == (lost.burn_rate, lost.consumed_share, lost.is_burning(99))
    assert not kept.is_burning(0)


def test_budget_without_data_spends_nothing_that_is_known() -> None:
    budget = ErrorBudget(required_share="0.9", window=HOUR, share=None)

    assert (None, None, None, None) == (
        budget.spent,
        budget.remaining,
        budget.gap,
        budget.consumed_share,
    )
    assert not budget.is_exhausted


def test_budget_in_figures() -> None:
    budget = ErrorBudget(required_share="0.9", window=10 * HOUR, share="0.8", measured=5 * HOUR)

    assert (HOUR, HOUR, 0 * HOUR) == (budget.allowance, budget.spent, budget.remaining)
    assert (Fraction(1), Fraction(2), False) == (
        budget.consumed_share,
        budget.burn_rate,
        budget.is_burning(2),
    )
    assert ("burn rate", "2") == budget.to_table().rows[-1]


def test_budget_without_a_rate_of_burning_shows_none() -> None:
    assert ("burn rate", ABSENT) == (
        ErrorBudget(required_share="0.9", window=HOUR, share=None).to_table().rows[-1]
    )
