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
    rest = _raise(1 - share, of - seen, is_upper=is_upper)
    first = _multiply(_raise(share, seen, is_upper=is_upper), rest, is_upper=is_upper)
    first = _multiply(first, (_SCALE * comb(of, seen), 0), is_upper=is_upper)
    steps = (((of - n) * yes, (n + 1) * no) for n in range(seen, of))
    return _add(_to_whole(first, is_upper=is_upper), steps, of - seen, is_upper=is_upper)


def _add_draws(seen: int, of: int, marked: int, among: int, *, is_upper: bool) -> int:
    number = _SCALE * comb(marked, seen) * comb(among - marked, of - seen)
    first = _divide(number, comb(among, of), is_upper=is_upper)
    most = min(of, marked)
    steps = (
        ((marked - n) * (of - n), (n + 1) * (among - marked - of + n + 1))
        for n in range(seen, most)
    )
    return _add(first, steps, most - seen, is_upper=is_upper)


def _add(first: int, steps: Iterable[tuple[int, int]], count: int, *, is_upper: bool) -> int:
    """The sum of terms, each so many times the last, in whole parts rounded to one side."""
    total = part = first
    for place, (times, below) in enumerate(steps, 1):
        part = _divide(part * times, below, is_upper=is_upper)
        total += part
        if part <= is_upper:  # all that follow are no more than that, so they are not worth a step
            return total + part * (count - place)
    return total


# Powers of a hundred thousand are numbers of millions of digits. So they are kept as a whole
# number and an exponent of two, with far more bits than are ever shown.
_BITS = 384
_Float = tuple[int, int]


def _raise(share: Fraction, exponent: int, *, is_upper: bool) -> _Float:
    """A share to the power of a whole number."""
    number = share.numerator << _BITS
    base = (_divide(number, share.denominator, is_upper=is_upper), -_BITS)
    power = (1, 0)
    while exponent:
        if exponent & 1:
            power = _multiply(power, base, is_upper=is_upper)
        base, exponent = _multiply(base, base, is_upper=is_upper), exponent >> 1
    return power


def _multiply(one: _Float, other: _Float, *, is_upper: bool) -> _Float:
    number, exponent = one[0] * other[0], one[1] + other[1]
    excess = max(0, number.bit_length() - _BITS)
    return _divide(number, 1 << excess, is_upper=is_upper), exponent + excess


def _to_whole(value: _Float, *, is_upper: bool) -> int:
    number, exponent = value
    # What is less than all parts there are has far fewer bits before the point than are kept.
    return _divide(number, 1 << -exponent, is_upper=is_upper)


def _divide(number: int, by: int, *, is_upper: bool) -> int:
    return -(-number // by) if is_upper else number // by


def _round_up(parts: int) -> Fraction:
    """The share that so many parts are, rounded up to what is shown."""
    return Fraction(-(-parts * _SHOWN // _SCALE), _SHOWN)
