"""Control signals: where on a chart a rule finds its pattern."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise
from math import ceil, isqrt
from sys import maxsize
from typing import TypeAlias

from attrs import frozen

from mof.indicators._control_rules import ControlRule, Pattern
from mof.values import Term


class Shift(Term):
    """Which way a pattern on a control chart lies; whether that is better, the figure says.

    >>> from mof.indicators import chart_values
    >>> chart = chart_values([*((f"month {n}", 40 + n % 2) for n in range(11)), ("month 11", 47)])
    >>> [signal.shift is Shift.UP for signal in chart.latest_signals]
    [True]
    """

    UP = "up"
    """Above the center, or rising."""
    DOWN = "down"
    """Below the center, or falling."""


@frozen
class ControlSignal:
    """A pattern of a rule on a chart: from where to where, and which way it lies."""

    rule: ControlRule
    """The rule whose pattern it is."""
    first: int
    """The first point of the pattern, counted from 0."""
    last: int
    """The point at which it is complete, counted from 0."""
    shift: Shift | None = None
    """Which way it lies; None for a pattern that lies neither way."""

    def __str__(self) -> str:
        return f"{self.rule} ({self.shift})" if self.shift else str(self.rule)


@frozen
class LimitDeviation:
    """Where a value lies on a control chart.

    ``shift`` is the side of the center (None exactly on it), ``sigmas`` beyond how many whole
    sigmas from the center it is.
    """

    value: Fraction
    shift: Shift | None
    sigmas: int


def deviate(value: Fraction, center: Fraction, variance: Fraction) -> LimitDeviation:
    """Where a value lies; it is compared in squares, so exactly and without a root.

    Exactly on so many sigmas is not beyond them, and where nothing varies any other value is
    beyond all.
    """
    if value == center:
        return LimitDeviation(value, None, 0)
    shift = Shift.UP if value > center else Shift.DOWN
    square = (value - center) ** 2
    sigmas = isqrt(ceil(square / variance) - 1) if variance else maxsize
    return LimitDeviation(value, shift, sigmas)


_Window: TypeAlias = Sequence[LimitDeviation]


def find_signals(
    deviations: Iterable[LimitDeviation | None], rules: Iterable[ControlRule]
) -> Iterator[ControlSignal]:
    """Every pattern of every rule, by where it is complete; None breaks every row."""
    wanted = tuple(rules)
    places = enumerate(deviations)
    for is_gap, stretch in groupby(places, key=lambda pair: pair[1] is None):
        if not is_gap:
            found = [(place, deviation) for place, deviation in stretch if deviation is not None]
            start, row = found[0][0], [deviation for _, deviation in found]
            for end in range(1, len(row) + 1):
                yield from _find_at(row, end, start, wanted)


def _find_at(
    row: _Window, end: int, start: int, rules: tuple[ControlRule, ...]
) -> Iterator[ControlSignal]:
    for rule in rules:
        window = row[max(0, end - rule.of) : end]
        if len(window) >= rule.needed:
            for shift in _SHIFTS[rule.pattern]:
                if _SHOWS[rule.pattern](window, rule, shift):
                    first = start + end - len(window)
                    yield ControlSignal(rule, first, start + end - 1, shift)


def _is_one_sided(window: _Window, rule: ControlRule, shift: Shift | None) -> bool:
    marked = [d.shift is shift and d.sigmas >= rule.sigmas for d in window]
    return marked[-1] and sum(marked) >= rule.needed


def _is_outside(window: _Window, rule: ControlRule, _: Shift | None) -> bool:
    return all(d.shift is not None and d.sigmas >= rule.sigmas for d in window)


def _is_within(window: _Window, rule: ControlRule, _: Shift | None) -> bool:
    return all(d.shift is None or d.sigmas < rule.sigmas for d in window)


def _is_steady(window: _Window, _: ControlRule, shift: Shift | None) -> bool:
    steps = _list_steps(window)
    return all(step > 0 if shift is Shift.UP else step < 0 for step in steps)


def _is_alternating(window: _Window, _: ControlRule, __: Shift | None) -> bool:
    return all(one * other < 0 for one, other in pairwise(_list_steps(window)))


def _list_steps(window: _Window) -> list[Fraction]:
    return [later.value - earlier.value for earlier, later in pairwise(window)]


_SHOWS: dict[Pattern, Callable[[_Window, ControlRule, Shift | None], bool]] = {
    Pattern.ONE_SIDE: _is_one_sided,
    Pattern.EITHER_SIDE: _is_outside,
    Pattern.WITHIN: _is_within,
    Pattern.STEADY: _is_steady,
    Pattern.ALTERNATING: _is_alternating,
}
_SHIFTS: dict[Pattern, tuple[Shift | None, ...]] = {
    Pattern.ONE_SIDE: (Shift.UP, Shift.DOWN),
    Pattern.EITHER_SIDE: (None,),
    Pattern.WITHIN: (None,),
    Pattern.STEADY: (Shift.UP, Shift.DOWN),
    Pattern.ALTERNATING: (None,),
}
