"""The tails of two distributions as sums of exact fractions, term by term."""

from fractions import Fraction
from math import comb


def sum_binomial(count: int, trials: int, share: Fraction) -> Fraction:
    terms = (
        comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(count, trials + 1)
    )
    return sum(terms, Fraction(0))


def sum_hypergeometric(count: int, drawn: int, marked: int, total: int) -> Fraction:
    ways = sum(
        comb(marked, k) * comb(total - marked, drawn - k)
        for k in range(count, min(drawn, marked) + 1)
    )
    return Fraction(ways, comb(total, drawn))
