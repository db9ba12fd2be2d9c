"""Percentiles: within which time a share of cases came to their end, and the median of times.

There is one definition for each question, and both are exact.

- A *percentile* is by nearest rank: the least of the times within which at least that share of
  all cases ended. It is always a time that one of the cases took, and a target with that limit
  would have been met by that share. Cases that are still open count among all, and are done
  within none of the times.
- A *median* of stays that are all over is the middle one, or the mean of the two in the middle:
  the definition of process mining tools, with which it is compared.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction
from math import ceil

from attrs import frozen

from mof.values._shares import to_share


@frozen
class Percentile:
    """The time within which a share of the cases came to their end.

    Open cases are not done yet, so the time lies between two, and both are None where there are
    no cases.
    """

    share: Fraction
    """The share of the cases, from 0 to 1."""
    least: timedelta | None
    """The time if each open case ended at once."""
    most: timedelta | None
    """The time whatever becomes of the open cases; None where no time is long enough."""


def find_percentiles(
    ended: Iterable[timedelta],
    still_open: Iterable[timedelta],
    shares: Iterable[Fraction | str | float],
) -> tuple[Percentile, ...]:
    """Within which times shares of the cases came to their end, and what open ones make of it.

    >>> hours = [timedelta(hours=each) for each in (1, 2, 4)]
    >>> find_percentiles(hours, [timedelta(hours=3)], ["0.5"])[0].most == timedelta(hours=2)
    True
    """
    done = sorted(ended)
    at_once = sorted([*done, *still_open])
    count = len(at_once)
    return tuple(
        Percentile(share, _pick(at_once, share, count), _pick(done, share, count))
        for share in map(to_share, shares)
    )


def _pick(lengths: list[timedelta], share: Fraction, count: int) -> timedelta | None:
    """The least time within which a share of so many cases came to an end."""
    needed = max(1, ceil(share * count))
    return lengths[needed - 1] if needed <= len(lengths) else None


def find_median(durations: Sequence[timedelta]) -> timedelta | None:
    """The middle one, or the mean of the two in the middle, to the microsecond below.

    None where there are no durations.
    """
    if not durations:
        return None
    ordered, half = sorted(durations), len(durations) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) // 2
