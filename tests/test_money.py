"""Money is exact, and never of two currencies."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from mof.errors import CurrencyError, DefinitionError
from mof.indicators import Money
from mof.indicators._money import add_up


def test_amounts_are_exact_and_floats_are_read_by_their_text() -> None:
    assert Money(0.1, "NOK") + Money("0.2", "NOK") == Money("0.3", "NOK")
    assert Money(10, "EUR") - Money("12.5", "EUR") == Money("-2.5", "EUR")
    assert Money(10, "EUR") * Fraction(1, 3) == Money("10/3", "EUR")


def test_amounts_of_one_currency_are_compared() -> None:
    assert Money(1, "EUR") < Money(2, "EUR") <= Money(2, "EUR")


@pytest.mark.parametrize(
    "use",
    [
        lambda one, other: one + other,
        lambda one, other: one - other,
        lambda one, other: one < other,
        lambda one, other: one <= other,
        lambda one, other: add_up([one, other]),
    ],
)
def test_two_currencies_are_never_mixed(use: Callable[[Money, Money], Any]) -> None:
    with pytest.raises(CurrencyError, match="EUR 1 and NOK 2 cannot be held together") as caught:
        use(Money(1, "EUR"), Money(2, "NOK"))

    assert ("EUR", "NOK") == caught.value.currencies


def test_money_is_not_held_against_a_number() -> None:
    with pytest.raises(DefinitionError, match="held against money is a Money, not 5"):
        Money(1, "EUR") + 5  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]


@pytest.mark.parametrize("currency", ["nok", "NOKK", "", "N K", "№OK", 578, None, "NOK\n"])
def test_currency_that_is_no_code_is_refused(currency: Any) -> None:
    with pytest.raises(DefinitionError, match="three capital letters such as 'NOK'"):
        Money(1, currency)


@pytest.mark.parametrize("amount", ["nan", float("inf"), "1,50", True, None, "1 000"])
def test_amount_that_is_no_number_is_refused(amount: Any) -> None:
    with pytest.raises(DefinitionError, match="is no exact number"):
        Money(amount, "NOK")


def test_sum_of_nothing_is_not_known() -> None:
    assert add_up([]) is None


def test_money_reads_as_currency_and_amount() -> None:
    assert "NOK 1,234.5" == str(Money("1234.50", "NOK"))
    assert "EUR −3" == str(Money(-3, "EUR"))
