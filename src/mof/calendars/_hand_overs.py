"""Hand-overs: which of several calendars has the word, each from an instant until the next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, TypeVar

from mof.values._instants import to_utc

T = TypeVar("T")


def to_hand_overs(
    value: Mapping[datetime, T] | Iterable[tuple[datetime, T]],
) -> tuple[tuple[datetime, T], ...]:
    """Instants in order, each with what holds from then on; of one instant the last."""
    pairs: Any = value.items() if isinstance(value, Mapping) else value
    turns = {to_utc(at): holder for at, holder in pairs}
    return tuple((at, turns[at]) for at in sorted(turns))


def divide(
    start: int, end: int, turns: Sequence[tuple[int, T]]
) -> Iterator[tuple[int, int, T | None]]:
    """The stretches between two instants, each with what holds in it; None before any turn."""
    edges = (start, *(min(max(at, start), end) for at, _ in turns), end)
    holders = (None, *(holder for _, holder in turns))
    for (since, until), holder in zip(pairwise(edges), holders, strict=True):
        if since < until:
            yield since, until, holder
