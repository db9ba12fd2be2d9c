"""Confidence intervals: how far what a sample shows may lie from what all would have shown.

Everything is counted in exact numbers and rounded outwards in the sixth decimal, so that an
interval is the same on every machine and never too narrow.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.values._shares import to_fraction

CONFIDENCE = Fraction("0.95")
"""How often an interval made in this way holds the true value.

Our judgement: 95 %, since surveys and control charts of the field are read by it.
"""

# The standard normal distribution's quantile of 0.975, rounded up.
_Z = Fraction("1.959964")
# Student's t: quantiles of 0.975, rounded up, where the expansion below is not close enough.
_FEW_DEGREES = dict(
    enumerate(map(Fraction, ["12.7063", "4.3027", "3.1825", "2.7765", "2.5706", "2.4470"]), start=1)
)
# More than the expansion is short of the quantile by, for more degrees than those.
_SHORT = Fraction("0.0001")
# Six decimals of a share: a ten-thousandth of a percent.
_STEPS = 10**6


@frozen
class ConfidenceInterval:
    """All numbers from one to another, both included: where the true value lies in 95 of 100 cases.

    >>> margin = ConfidenceInterval("0.72", "0.80")
    >>> Fraction("0.75") in margin, margin.margin
    (True, Fraction(1, 25))
    """

    low: Fraction = field(converter=to_fraction)
    """The lower end, rounded down in the sixth decimal where it was estimated."""
    high: Fraction = field(converter=to_fraction)
    """The upper end, rounded up in the sixth decimal where it was estimated."""

    def __attrs_post_init__(self) -> None:
        if self.high < self.low:
            raise DefinitionError(f"an interval does not end at {self.high}, below {self.low}")

    def __contains__(self, value: Fraction) -> bool:
        return self.low <= value <= self.high

    @property
    def margin(self) -> Fraction:
        """Half its width: the margin of error."""
        return (self.high - self.low) / 2


def find_share_interval(count: int, of: int) -> ConfidenceInterval | None:
    """Where the share of all may lie if so many of a sample are counted; None without a sample.

    Wilson's score interval (1927), which holds for small samples and for shares near 0 and 1.
    """
    if not 0 <= count <= of:
        raise DefinitionError(f"of {of}, {count} cannot be counted")
    if of == 0:
        return None
    share, z = Fraction(count, of), _Z
    shrink = 1 + z**2 / of
    centre = (share + z**2 / (2 * of)) / shrink
    half = z / shrink * _find_root(share * (1 - share) / of + z**2 / (4 * of**2))
    return ConfidenceInterval(max(Fraction(0), centre - half), min(Fraction(1), centre + half))


def find_mean_interval(values: Sequence[Fraction]) -> ConfidenceInterval | None:
    """Where the mean of all may lie if a sample has these values; None for fewer than two.

    Student's t interval.
    """
    if len(values) < 2:
        return None
    mean = sum(values, Fraction(0)) / len(values)
    variance = sum(((value - mean) ** 2 for value in values), Fraction(0)) / (len(values) - 1)
    half = _find_quantile(len(values) - 1) * _find_root(variance / len(values))
    return ConfidenceInterval(mean - half, mean + half)


def _find_quantile(degrees: int) -> Fraction:
    """The quantile of 0.975 of Student's t, or two ten-thousandths more.

    By the expansion in powers of the reciprocal of the degrees of freedom (Abramowitz and
    Stegun 26.7.5).
    """
    if degrees in _FEW_DEGREES:
        return _FEW_DEGREES[degrees]
    z, n = _Z, Fraction(degrees)
    return (
        z
        + (z**3 + z) / (4 * n)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * n**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * n**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * n**4)
        + _SHORT
    )


def _find_root(square: Fraction) -> Fraction:
    """The square root, rounded up in the sixth decimal."""
    scaled = square * _STEPS**2
    root = isqrt(scaled.numerator // scaled.denominator)
    return Fraction(root if root**2 == scaled else root + 1, _STEPS)
