from fractions import Fraction

from mof.values._chances import (
    bound_binomial,
    bound_hypergeometric,
    to_chance,
    to_nearest_chance,
)


def test_chance_that_is_exactly_a_limit_is_told_as_that_limit() -> None:
    bound = bound_hypergeometric(1, 1, 1, 20)

    assert Fraction(1, 20) == to_nearest_chance(bound)
    assert Fraction(1, 20) < to_chance(bound)


def test_chance_of_very_many_and_of_a_small_share_is_found() -> None:
    # By Poisson's limit: 30 or more where 14.0846 are to be expected.
    found = bound_binomial(30, 100_000, Fraction(1_234_567, 8_765_432_100))

    assert abs(found - 0.00015) < 0.00001


def test_nothing_is_rarer_than_one_in_ten_to_the_thirtieth() -> None:
    bound = bound_binomial(1_000, 1_000, Fraction(1, 2))

    assert Fraction(1, 10**30) == to_chance(bound) == to_nearest_chance(bound)


def test_several_chances_together_are_one_at_most() -> None:
    assert 1 == to_nearest_chance(7 * bound_binomial(3, 4, Fraction(1, 2)))
