"""Timelines: open time in compiled form, counted in integer microseconds since 1970 UTC.

A timeline is what a calendar becomes for a range of instants, and the algebra of everything
that is counted: open hours, pauses and maintenance are all stretches of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Self

from attrs import field, frozen

from mof.errors import HorizonError

# Lookup tables have slots of a power of two, so that a shift finds the slot. Nine and a half
# hours of real time, or half of that of open time, hold about one boundary of office hours.
_SLOT = 35
_OPEN_SLOT = 34
_NEVER = 1 << 63


def unite(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same time as sorted stretches that neither overlap nor touch; empty ones vanish."""
    united: list[tuple[int, int]] = []
    united_start = united_end = -_NEVER
    for start, end in sorted(stretches):
        if start > united_end:
            if united_start < united_end:
                united.append((united_start, united_end))
            united_start, united_end = start, end
        elif end > united_end:
            united_end = end
    if united_start < united_end:
        united.append((united_start, united_end))
    return united


def intersect(
    ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The time that is in both of two united lists of stretches."""
    common: list[tuple[int, int]] = []
    others = iter((*theirs, (_NEVER, _NEVER)))
    other_start, other_end = next(others)
    for start, end in ours:
        while other_end <= start:
            other_start, other_end = next(others)
        while other_end < end:
            common.append((max(start, other_start), other_end))
            other_start, other_end = next(others)
        if other_start < end:
            common.append((max(start, other_start), end))
    return common


def subtract(
    stretches: Sequence[tuple[int, int]], cuts: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The time of one united list of stretches that is not in another."""
    edges = (-_NEVER, *chain.from_iterable(cuts), _NEVER)
    return intersect(stretches, list(zip(edges[::2], edges[1::2], strict=True)))


@frozen
class Timeline:
    """Open time between two instants, ready to be counted.

    All arguments and answers are integers: microseconds since 1970 UTC, or microseconds of
    open time. The timeline knows nothing outside its ``start`` and ``end``. An argument out
    there is refused with `HorizonError`; an answer out there is None, and a caller who wants it
    takes a longer timeline. Only differences of `open_before` mean anything across timelines.

    >>> shop = Timeline.of(0, 100, [(10, 20), (40, 70)])
    >>> shop.elapsed(15, 50), shop.due(15, 15), shop.due(15, 99)
    (15, 50, None)
    """

    start: int
    end: int
    bounds: tuple[int, ...] = field(repr=False)
    """Opening, closing, opening, closing …, strictly increasing."""

    @classmethod
    def of(cls, start: int, end: int, stretches: Iterable[tuple[int, int]]) -> Self:
        """The timeline from start to end that is open during the given stretches."""
        clipped = intersect(unite(stretches), [(start, end)])
        return cls(start, end, tuple(chain.from_iterable(clipped)))

    # The kernel. With i boundaries at or before t, t is in open time if i is odd. The open time
    # before t is then `lifts[i] + t`, and `lifts[i]` alone if i is even. The inverse looks for
    # the first stretch, by its odd i, that ends with enough open time behind it.

    @cached_property
    def _lifts(self) -> tuple[int, ...]:
        lifts, total = [0], 0
        for opening, closing in self._pairs():
            lifts.append(total - opening)
            total += closing - opening
            lifts.append(total)
        return tuple(lifts)

    @cached_property
    def _table(self) -> tuple[int, int, int, tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """Start, end, first slot, per slot its first boundary, boundaries, lifts."""
        first = self.start >> _SLOT
        slots: list[int] = []
        for index, bound in enumerate((*self.bounds, self.end + (1 << _SLOT))):
            slots += [index] * (((bound - 1) >> _SLOT) + 1 - first - len(slots))
        return self.start, self.end, first, tuple(slots), (*self.bounds, _NEVER), self._lifts

    @cached_property
    def _open_slots(self) -> tuple[int, ...]:
        """For each slot of open time the first stretch that ends at or after it."""
        slots: list[int] = []
        for index, total in enumerate(self._lifts[2::2]):
            slots += [2 * index + 1] * ((total >> _OPEN_SLOT) + 1 - len(slots))
        return tuple(slots)

    def _pairs(self) -> Iterator[tuple[int, int]]:
        return zip(self.bounds[::2], self.bounds[1::2], strict=True)

    def open_before(self, at: int) -> int:
        """Open time from where the timeline starts until an instant."""
        start, end, first, slots, bounds, lifts = self._table
        if not start <= at <= end:
            raise self._not_covered(at)
        index = slots[(at >> _SLOT) - first]
        while bounds[index] <= at:
            index += 1
        return lifts[index] + at if index & 1 else lifts[index]

    def elapsed(self, start: int, end: int) -> int:
        """Open time from one instant to another, negative if the other is earlier."""
        return self.open_before(end) - self.open_before(start)

    def due(self, start: int, within: int) -> int | None:
        """The instant at which an amount of open time has passed since another instant.

        Forward it is the earliest such instant, so never an opening; backward, for a negative
        amount, the latest such instant, so never a closing; for none at all it is the start.
        """
        goal = self.open_before(start) + within
        lifts = self._lifts
        if within == 0:
            return start
        if not 0 <= goal <= lifts[-1]:
            return None
        index = self._open_slots[goal >> _OPEN_SLOT]
        least = goal if within > 0 else goal + 1
        while lifts[index + 1] < least:
            index += 2
        return goal - lifts[index]

    def is_open(self, at: int) -> bool:
        """Whether time counts from this instant on."""
        return self._count_bounds(at) & 1 == 1

    def next_open(self, at: int) -> int | None:
        """The instant itself while open, otherwise the next opening."""
        index = self._count_bounds(at)
        if index & 1:
            return at
        return self.bounds[index] if index < len(self.bounds) else None

    def previous_open(self, at: int) -> int | None:
        """The instant itself if open until it, otherwise the last closing before it."""
        index = self._count_bounds(at - 1) if at > self.start else 0
        if index & 1:
            return at
        return self.bounds[index - 1] if index else None

    def next_close(self, at: int) -> int | None:
        """The next instant at which open time ends."""
        index = self._count_bounds(at) | 1
        if index >= len(self.bounds) or self.bounds[index] == self.end:
            return None
        return self.bounds[index]

    def last_opening(self, at: int) -> int | None:
        """The last instant before another at which open time began."""
        index = (self._count_bounds(at - 1) - 1 if at > self.start else -1) & -2
        if index < 0 or self.bounds[index] == self.start:
            return None
        return self.bounds[index]

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The open stretches between two instants, cut at both."""
        index = self._count_bounds(start) & -2
        bounds = self.bounds
        while index < len(bounds) and bounds[index] < end:
            yield max(start, bounds[index]), min(end, bounds[index + 1])
            index += 2

    def __and__(self, other: "Timeline") -> "Timeline":
        """Open when both are, for as long as both are known."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        common = intersect(list(self._pairs()), list(other._pairs()))
        return Timeline(start, end, tuple(chain.from_iterable(common)))

    def without(self, stretches: Iterable[tuple[int, int]]) -> "Timeline":
        """The same timeline, closed during the given stretches as well."""
        rest = subtract(list(self._pairs()), unite(stretches))
        return Timeline(self.start, self.end, tuple(chain.from_iterable(rest)))

    def _count_bounds(self, at: int) -> int:
        start, end, first, slots, bounds, _ = self._table
        if not start <= at <= end:
            raise self._not_covered(at)
        index = slots[(at >> _SLOT) - first]
        while bounds[index] <= at:
            index += 1
        return index

    def _not_covered(self, at: int) -> HorizonError:
        return HorizonError(
            f"this timeline from {self.start} to {self.end} does not cover {at}; take a longer one",
            value=at,
        )
