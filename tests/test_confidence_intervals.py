"""Intervals hold what a sample may stand for, exactly and never too narrow."""

from fractions import Fraction

import pytest

from mof.errors import DefinitionError
from mof.values import ConfidenceInterval
from mof.values._confidence_intervals import find_mean_interval, find_share_interval


def test_share_interval_is_wilsons() -> None:
    # 8 of 10, as textbooks give it: 0.490 to 0.943.
    interval = find_share_interval(8, 10)

    assert interval is not None
    assert (0.4902, 0.9433) == (round(float(interval.low), 4), round(float(interval.high), 4))


@pytest.mark.parametrize("count, ends", [(0, (0, 0.2775)), (10, (0.7225, 1))])
def test_share_interval_of_none_and_all_stays_between_nothing_and_all(
    count: int, ends: tuple[float, float]
) -> None:
    interval = find_share_interval(count, 10)

    assert interval is not None
    assert ends == (round(float(interval.low), 4), round(float(interval.high), 4))


def test_no_sample_has_no_interval() -> None:
    assert find_share_interval(0, 0) is None
    assert find_mean_interval([]) is None
    assert find_mean_interval([Fraction(3)]) is None


@pytest.mark.parametrize("count, of", [(11, 10), (-1, 10), (0, -1)])
def test_more_than_all_cannot_be_counted(count: int, of: int) -> None:
    with pytest.raises(DefinitionError, match=f"of {of}, {count} cannot be counted"):
        find_share_interval(count, of)


# Quantiles of Student's t as tables have them.
@pytest.mark.parametrize(
    "degrees, quantile",
    [(1, 12.706), (2, 4.303), (5, 2.571), (6, 2.447), (9, 2.262), (29, 2.045), (120, 1.980)],
)
def test_mean_interval_is_students(degrees: int, quantile: float) -> None:
    values = [Fraction(place % 2) for place in range(degrees + 1)]
    mean = sum(values) / len(values)
    variance = sum((value - mean) ** 2 for value in values) / degrees
    half = quantile * (float(variance) / len(values)) ** 0.5

    interval = find_mean_interval(values)

    assert interval is not None
    assert half <= float(interval.margin) + 0.001 * half
    assert float(interval.margin) == pytest.approx(half, rel=0.001)


def test_values_that_are_all_the_same_have_no_margin() -> None:
    interval = find_mean_interval([Fraction(4)] * 3)

    assert ConfidenceInterval(4, 4) == interval
    assert interval is not None
    assert 0 == interval.margin


def test_interval_holds_its_ends() -> None:
    interval = ConfidenceInterval("0.25", "0.5")

    assert [True, True, False] == [Fraction(n, 4) in interval for n in (1, 2, 3)]


def test_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DefinitionError, match="does not end at 1, below 2"):
        ConfidenceInterval(2, 1)
