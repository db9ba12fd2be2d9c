"""How probable it is that chance alone shows so much, exactly."""

from collections.abc import Iterable
from fractions import Fraction
from math import comb

_SCALE = 10**40
_SHOWN = 10**12


def find_chance(seen: int, *, of: int, share: Fraction) -> Fraction:
    """How probable so many or more are of a number, where each happens with a probability.

    The tail of the binomial distribution, rounded up in the twelfth decimal.

    >>> find_chance(9, of=10, share=Fraction(1, 2))
    Fraction(11, 1024)
    """
    if seen <= 0:
        return Fraction(1)
    if seen > of or share in {0, 1}:
        return Fraction(int(seen <= of * share))
    # The tail that leads away from the mean is added up, so that what is rounded stays small.
    if seen > of * share:
        return _round_up(_add_binomial(seen, of, share, is_upper=True))
    rest = _add_binomial(of - seen + 1, of, 1 - share, is_upper=False)
    return _round_up(_SCALE - rest)


def find_draw_chance(seen: int, *, of: int, marked: int, among: int) -> Fraction:
    """How probable so many marked ones or more are, where some are drawn from all at random.

    The tail of the hypergeometric distribution, rounded up in the twelfth decimal.

    >>> find_draw_chance(2, of=2, marked=2, among=4)
    Fraction(166666666667, 1000000000000)
    """
    least, most = max(0, of + marked - among), min(of, marked)
    if not least < seen <= most:
        return Fraction(int(seen <= least))
    if seen * among > of * marked:
        return _round_up(_add_draws(seen, of, marked, among, is_upper=True))
    rest = _add_draws(of - seen + 1, of, among - marked, among, is_upper=False)
    return _round_up(_SCALE - rest)


def _add_binomial(seen: int, of: int, share: Fraction, *, is_upper: bool) -> int:
    yes, no = share.numerator, share.denominator - share.numerator
    first = _SCALE * comb(of, seen) * yes**seen * no ** (of - seen)
    steps = (((of - n) * yes, (n + 1) * no) for n in range(seen, of))
    return _add(first, (yes + no) ** of, steps, is_upper=is_upper)


def _add_draws(seen: int, of: int, marked: int, among: int, *, is_upper: bool) -> int:
    first = _SCALE * comb(marked, seen) * comb(among - marked, of - seen)
    steps = (
        ((marked - n) * (of - n), (n + 1) * (among - marked - of + n + 1))
        for n in range(seen, min(of, marked))
    )
    return _add(first, comb(among, of), steps, is_upper=is_upper)


def _add(number: int, by: int, steps: Iterable[tuple[int, int]], *, is_upper: bool) -> int:
    """The sum of terms, each so many times the last, in whole parts rounded to one side."""
    total = part = _divide(number, by, is_upper=is_upper)
    for times, below in steps:
        part = _divide(part * times, below, is_upper=is_upper)
        total += part
    return total


def _divide(number: int, by: int, *, is_upper: bool) -> int:
    return -(-number // by) if is_upper else number // by


def _round_up(parts: int) -> Fraction:
    """The share that so many parts are, rounded up to what is shown."""
    return Fraction(-(-parts * _SHOWN // _SCALE), _SHOWN)
