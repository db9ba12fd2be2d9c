"""Shares: exact numbers, and exact parts of a whole."""

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from mof.errors import DefinitionError


def to_fraction(value: Fraction | str | float | Decimal) -> Fraction:
    """An exact number; a float is read by its decimal text, so 0.95 is 19/20.

    Raises:
        DefinitionError: the value is no finite number.
    """
    try:
        if isinstance(value, (str, float)) and not isinstance(value, bool):
            return Fraction(str(value))
        if isinstance(value, (Fraction, int, Decimal)) and not isinstance(value, bool):
            return Fraction(value)
    except (ValueError, ZeroDivisionError, OverflowError, InvalidOperation):
        pass
    raise DefinitionError(f"{value!r} is no exact number; write 0.95, '0.95' or '19/20'")


def to_optional_fraction(
    value: Fraction | str | float | Decimal | None,
) -> Fraction | None:
    """An exact number, or None where there is none."""
    return None if value is None else to_fraction(value)


def to_share(value: Fraction | str | float | Decimal) -> Fraction:
    """An exact part of a whole, from 0 to 1.

    Raises:
        DefinitionError: the value is no number, or not between 0 and 1.
    """
    share = to_fraction(value)
    if not 0 <= share <= 1:
        raise DefinitionError(f"a share is between 0 and 1, not {value!r}; write 95 % as '0.95'")
    return share


def to_optional_share(value: Fraction | str | float | Decimal | None) -> Fraction | None:
    """An exact part of a whole, or None where there is none."""
    return None if value is None else to_share(value)
