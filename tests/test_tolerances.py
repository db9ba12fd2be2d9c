"""Values stand against a target by bands that touch without overlap."""

from fractions import Fraction

import pytest

from mof.values import TargetStatus
from mof.values._shares import to_share
from mof.values._tolerances import to_target_status


@pytest.mark.parametrize(
    "value, expected",
    [
        (Fraction(1), TargetStatus.MET),
        (Fraction(95, 100), TargetStatus.MET),
        (Fraction(95, 100) - Fraction(1, 10**9), TargetStatus.MISSED_WITHIN_TOLERANCE),
        (Fraction(93, 100), TargetStatus.MISSED_WITHIN_TOLERANCE),
        (Fraction(93, 100) - Fraction(1, 10**9), TargetStatus.OUTSIDE_TOLERANCE),
        (Fraction(0), TargetStatus.OUTSIDE_TOLERANCE),
        (None, TargetStatus.NO_DATA),
    ],
)
def test_tolerance_lies_on_the_worse_side(value: Fraction | None, expected: TargetStatus) -> None:
    assert expected is to_target_status(value, Fraction("0.95"), Fraction("0.02"))


def test_bands_are_exact_where_floats_are_not() -> None:
    required, tolerance = to_share(0.3), to_share(0.1)

    assert 0.3 - 0.1 < 0.2  # what a float would have made of it
    assert (
        to_target_status(to_share(0.2), required, tolerance) is TargetStatus.MISSED_WITHIN_TOLERANCE
    )


def test_nothing_counted_meets_not_even_a_target_of_nothing() -> None:
    assert to_target_status(None, Fraction(0), Fraction(1)) is TargetStatus.NO_DATA
