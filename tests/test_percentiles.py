"""A percentile is by nearest rank, a median the mean of the two in the middle."""

from datetime import timedelta
from fractions import Fraction

import pytest

from mof.values._percentiles import Percentile, find_median, find_percentiles

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    "share, hours", [("0", 1), ("0.25", 1), ("0.26", 2), ("0.5", 2), ("0.75", 3), ("1", 4)]
)
def test_percentile_is_the_least_time_that_enough_cases_took(share: str, hours: int) -> None:
    (found,) = find_percentiles([each * HOUR for each in (3, 1, 4, 2)], (), [share])

    assert Percentile(Fraction(share), hours * HOUR, hours * HOUR) == found


def test_open_cases_widen_a_percentile() -> None:
    (found,) = find_percentiles([HOUR, 4 * HOUR], [2 * HOUR, 2 * HOUR], ["0.75"])

    assert Percentile(Fraction(3, 4), 2 * HOUR, None) == found


def test_without_cases_there_is_neither() -> None:
    assert (Percentile(Fraction(1, 2), None, None),) == find_percentiles((), (), ["0.5"])
    assert find_median(()) is None


@pytest.mark.parametrize("hours, median", [((3, 1, 2), 2), ((4, 1, 3, 2), 2.5)])
def test_median_of_an_even_number_lies_between_two(hours: tuple[int, ...], median: float) -> None:
    assert median * HOUR == find_median([each * HOUR for each in hours])
