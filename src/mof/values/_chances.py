"""Chances: how seldom a count as high as one that was seen comes about by chance alone (p-values).

They are upper bounds. Where a count is not above what was expected, the bound is simply 1.
Elsewhere it exceeds the exact chance by a millionth part at most, for up to ten million
records: logarithms of factorials are that exact, and what is left out of a sum is bounded
by a geometric series. Exact sums of whole numbers say the same and take 1,000 times as long for
20,000 records, and seconds instead of a fraction of a millisecond for a million.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_EVEN, ROUND_UP, Context, Decimal
from fractions import Fraction
from itertools import accumulate
from math import exp, lgamma, log

# Ten times the error of `lgamma` for ten million records, so that a bound stays one.
_MARGIN = 1 + 5e-7
# The rest of a sum that is left out; far below the margin.
_NEGLIGIBLE = 1e-9
# Our judgement: no model of chance is true to so many places.
_LEAST = Fraction(1, 10**30)
_THREE_DIGITS = Context(prec=3, rounding=ROUND_UP)
# As many as are certain, since the margin is half a unit of the sixth digit or less.
_SIX_DIGITS = Context(prec=6, rounding=ROUND_HALF_EVEN)


def bound_binomial(count: int, trials: int, share: Fraction, *, limit: float = 1.0) -> float:
    """The chance that of so many trials, each with the same chance, as many or more succeed.

    A chance that is above the limit anyway is given as 1.
    """
    if count <= trials * share:
        return 1.0
    odds = float(share / (1 - share))
    first = _log_choose(trials, count) + count * log(share) + (trials - count) * log(1 - share)
    return _bound_tail(first, lambda k: (trials - k) / (k + 1) * odds, count, trials, limit)


def bound_hypergeometric(
    count: int, drawn: int, marked: int, total: int, *, limit: float = 1.0
) -> float:
    """The chance that among so many drawn from a total, as many or more are marked ones.

    A chance that is above the limit anyway is given as 1.
    """
    if count * total <= drawn * marked:
        return 1.0
    rest = total - marked - drawn
    first = (
        _log_choose(marked, count)
        + _log_choose(total - marked, drawn - count)
        - _log_choose(total, drawn)
    )
    return _bound_tail(
        first,
        lambda k: (marked - k) * (drawn - k) / ((k + 1) * (rest + k + 1)),
        count,
        min(drawn, marked),
        limit,
    )


def _bound_tail(
    first: float, get_ratio: Callable[[int], float], count: int, most: int, limit: float
) -> float:
    """The sum of falling terms: the first by its logarithm, each other by its ratio to the last."""
    # The first term alone is a lower bound, which is all that most counts need.
    if exp(first) > limit:
        return 1.0
    total = term = 1.0
    for k in range(count, most):
        ratio = get_ratio(k)  # below 1 and falling, since the count is above what was expected
        term *= ratio
        total += term
        if term < _NEGLIGIBLE * total * (1 - ratio):
            break
    return min(1.0, exp(first) * total * _MARGIN)


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def find_limit(least: Iterable[tuple[float, int]], rate: Fraction) -> tuple[int, Fraction]:
    """Against how many tests to guard, and the chance at which each of them may speak.

    Each test comes with the least chance that it could ever tell, and how often it comes. Those
    that could not speak in any case need no guarding against (Tarone 1990). However the tests
    depend on each other, no more than the rate of them speak falsely on average.
    """
    pairs = sorted(pair for pair in least if pair[0] <= rate)
    chances = [chance for chance, _ in pairs]
    numbers = [0, *accumulate(number for _, number in pairs)]

    def is_enough(tests: int) -> bool:
        # The margin keeps a test whose least chance is the limit itself among the counted.
        return numbers[bisect_left(chances, float(rate / tests) * _MARGIN)] <= tests

    most = max(1, numbers[-1])
    tests = bisect_left(range(1, most), True, key=is_enough) + 1  # noqa: FBT003 - what is sought
    return tests, rate / tests


def to_chance(bound: float) -> Fraction:
    """A bound in three digits, rounded up; nothing is called rarer than one in 10³⁰."""
    return _round(bound, _THREE_DIGITS)


def to_nearest_chance(bound: float) -> Fraction:
    """The chance that a bound is of, in the six digits that are certain.

    A chance that is exactly a limit, such as 1/20, is told as that limit, where the bound lies
    just above it.

    >>> to_nearest_chance(bound_binomial(5, 5, Fraction(1, 2)))
    Fraction(1, 32)
    """
    return _round(bound, _SIX_DIGITS)


def _round(bound: float, context: Context) -> Fraction:
    return min(Fraction(1), max(_LEAST, Fraction(context.create_decimal(Decimal(bound)))))
