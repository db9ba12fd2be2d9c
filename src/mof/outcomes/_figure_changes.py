"""Movements: how far a figure changed from one period to the next, as a part of what it was."""

from datetime import timedelta
from fractions import Fraction
from typing import TypeVar

from mof.documents import Status, Tone, format_share
from mof.values._instants import MICROSECOND

_Amount = TypeVar("_Amount", int, Fraction, timedelta)


def find_change(before: _Amount | None, now: _Amount | None) -> Fraction | None:
    """By which part of what it was a figure changed; None where nobody can say.

    >>> find_change(293, 47)
    Fraction(-246, 293)
    """
    if before is None or now is None:
        return None
    was, is_ = to_number(before), to_number(now)
    if not was:
        return None if is_ else Fraction(0)
    return (is_ - was) / was


def to_number(amount: float | Fraction | timedelta) -> Fraction:
    """An amount as an exact number; of a duration, its microseconds."""
    if isinstance(amount, timedelta):
        return Fraction(amount // MICROSECOND)
    return Fraction(amount)


def show_change(change: Fraction | None, *, is_better_up: bool = False) -> Status:
    """A change in percent with its sign, toned by whether it is for the better."""
    if change is None:
        return Status("not known", Tone.NEUTRAL)
    if not change:
        return Status("none", Tone.NEUTRAL)
    sign = "+" if change > 0 else "−"
    is_better = (change > 0) is is_better_up
    return Status(f"{sign}{format_share(abs(change))}", Tone.GOOD if is_better else Tone.WARNING)
