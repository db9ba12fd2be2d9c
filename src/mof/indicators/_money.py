"""Money: exact amounts, each in its currency and never in two."""

from collections.abc import Iterable
from fractions import Fraction
from re import fullmatch
from typing import Self

from attrs import field, frozen

from mof.documents._formats import format_number
from mof.errors import CurrencyError, DefinitionError
from mof.values._checks import check_part
from mof.values._shares import to_fraction


def to_currency(value: str) -> str:
    """A currency by the three letters of ISO 4217; whether it exists is not looked up.

    Raises:
        DefinitionError: it is not three capital letters.
    """
    if not isinstance(value, str) or not fullmatch("[A-Z]{3}", value):
        raise DefinitionError(f"a currency is three capital letters such as 'NOK', not {value!r}")
    return value


@frozen
class Money:
    """An exact amount of one currency; less than nothing is owed or given back.

    >>> print(Money("1250.5", "NOK") + Money(100, "NOK"))
    NOK 1,350.5
    """

    amount: Fraction = field(converter=to_fraction)
    """The exact amount, in whole units of the currency such as kroner."""
    currency: str = field(converter=to_currency)
    """The three letters of ISO 4217."""

    def __add__(self, other: "Money") -> Self:
        self._check(other)
        return type(self)(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> Self:
        self._check(other)
        return type(self)(self.amount - other.amount, self.currency)

    def __mul__(self, factor: Fraction | int) -> Self:
        return type(self)(self.amount * to_fraction(factor), self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._check(other)
        return self.amount < other.amount

    def __le__(self, other: "Money") -> bool:
        self._check(other)
        return self.amount <= other.amount

    def _check(self, other: "Money") -> None:
        check_part(other, Money, "what is held against money")
        if other.currency != self.currency:
            raise CurrencyError(
                f"{self} and {other} cannot be held together; exchange one of them first, "
                "at an agreed rate",
                currencies=(self.currency, other.currency),
            )

    def __str__(self) -> str:
        return f"{self.currency} {format_number(self.amount)}"


def add_up(amounts: Iterable[Money]) -> Money | None:
    """The sum of amounts of one currency; None where there are none.

    Raises:
        CurrencyError: they are of more than one.
    """
    total: Money | None = None
    for amount in amounts:
        total = amount if total is None else total + amount
    return total
