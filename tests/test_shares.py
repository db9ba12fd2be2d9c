"""Numbers and shares are read exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest

from mof.errors import DefinitionError
from mof.values._shares import to_fraction, to_optional_fraction, to_share


@pytest.mark.parametrize(
    "value, expected",
    [
        (0.95, Fraction(19, 20)),
        (0.1, Fraction(1, 10)),
        (1e-3, Fraction(1, 1000)),
        ("0.95", Fraction(19, 20)),
        ("19/20", Fraction(19, 20)),
        (" 3 ", Fraction(3)),
        (Decimal("0.30"), Fraction(3, 10)),
        (Fraction(1, 3), Fraction(1, 3)),
        (-4, Fraction(-4)),
    ],
)
def test_number_is_read_by_its_decimal_text(
    value: Fraction | str | float | Decimal, expected: Fraction
) -> None:
    assert expected == to_fraction(value)


@pytest.mark.parametrize(
    "value",
    [
        True,
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("-Infinity"),
        "many",
        "1/0",
        "",
        None,
    ],
)
def test_what_is_no_finite_number_is_refused(value: float) -> None:
    with pytest.raises(DefinitionError, match="is no exact number"):
        to_fraction(value)


def test_missing_number_stays_missing() -> None:
    assert to_optional_fraction(None) is None
    assert Fraction(1, 2) == to_optional_fraction("0.5")


@pytest.mark.parametrize("value", [0, 1, "0.5"])
def test_share_lies_between_nothing_and_all(value: str | int) -> None:
    assert to_share(value) == Fraction(value)


@pytest.mark.parametrize("value", [95, "1.01", "-0.01"])
def test_share_out_of_bounds_is_refused(value: str | int) -> None:
    with pytest.raises(DefinitionError, match="a share is between 0 and 1"):
        to_share(value)
