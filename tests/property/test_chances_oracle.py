"""Oracle: sums of exact fractions, and a search through every number of tests."""

from fractions import Fraction

from hypothesis import given, strategies as st

from exact_chances import sum_binomial, sum_hypergeometric
from mof.values._chances import (
    bound_binomial,
    bound_hypergeometric,
    find_limit,
    to_chance,
    to_nearest_chance,
)

CLOSE = 1 + Fraction(1, 1_000_000)


@given(st.integers(1, 150), st.fractions("1/60", "9/10", max_denominator=60), st.data())
def test_binomial_bound_is_close_above_the_exact_chance(
    trials: int, share: Fraction, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, trials))

    bound = bound_binomial(count, trials, share)

    exact = sum_binomial(count, trials, share)
    if count <= trials * share:
        assert 1 == bound
    else:
        assert exact <= bound <= exact * CLOSE


@given(st.integers(1, 150), st.data())
def test_hypergeometric_bound_is_close_above_the_exact_chance(
    total: int, data: st.DataObject
) -> None:
    drawn, marked = data.draw(st.integers(1, total)), data.draw(st.integers(0, total))
    count = data.draw(st.integers(max(0, drawn + marked - total), min(drawn, marked)))

    bound = bound_hypergeometric(count, drawn, marked, total)

    exact = sum_hypergeometric(count, drawn, marked, total)
    if count * total <= drawn * marked:
        assert 1 == bound
    else:
        assert exact <= bound <= exact * CLOSE


@given(st.integers(0, 400), st.fractions("0.05", "0.5", max_denominator=20), st.floats(1e-9, 1))
def test_chance_above_the_limit_is_not_worked_out_and_none_below_it_is_lost(
    count: int, share: Fraction, limit: float
) -> None:
    whole = bound_binomial(count, 400, share)

    cut = bound_binomial(count, 400, share, limit=limit)

    assert cut in {whole, 1.0}
    assert (whole <= limit) == (cut <= limit)


@given(
    st.lists(st.tuples(st.floats(1e-12, 1), st.integers(1, 5)), max_size=30),
    st.fractions("0.01", 1, max_denominator=100),
)
def test_limit_guards_against_all_tests_that_could_speak(
    least: list[tuple[float, int]], rate: Fraction
) -> None:
    def count_able(limit: Fraction) -> int:
        return sum(number for chance, number in least if chance <= limit)

    tests, limit = find_limit(least, rate)

    first = next(k for k in range(1, 200) if count_able(rate / k) <= k)
    assert (first, rate / first) == (tests, limit)


@given(st.floats(0, 1))
def test_chance_is_told_in_three_digits_rounded_up(bound: float) -> None:
    chance = to_chance(bound)

    assert Fraction(bound) <= chance
    assert chance <= max(Fraction(bound) * Fraction(101, 100), Fraction(1, 10**30))


@given(st.integers(1, 150), st.fractions("1/60", "9/10", max_denominator=60), st.data())
def test_chance_is_told_exactly_in_six_digits(
    trials: int, share: Fraction, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, trials).filter(lambda count: count > trials * share))

    chance = to_nearest_chance(bound_binomial(count, trials, share))

    exact = sum_binomial(count, trials, share)
    assert abs(chance - exact) <= max(exact * Fraction(6, 10**6), Fraction(1, 10**30))
