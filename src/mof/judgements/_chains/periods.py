"""The time that agreements have in common."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import evolve

from mof.agreements import Agreement
from mof.values import Period


def clip(during: Period, *agreements: Agreement) -> Period | None:
    """The part of a period in which all agreements are valid, if there is one."""
    start = max((during.start, *(each.starts_at for each in agreements)))
    end = min((during.end, *(each.ends_at for each in agreements if each.ends_at)))
    return evolve(during, start=start, end=end) if start < end else None


def divide(
    during: Period, agreements: Iterable[Agreement]
) -> Iterator[tuple[Period, tuple[Agreement, ...]]]:
    """A period by which agreements are valid, so that in each part the same ones are."""
    agreements = tuple(agreements)
    clipped = [part for part in (clip(during, each) for each in agreements) if part]
    edges = {during.start, during.end}
    edges |= {at for part in clipped for at in (part.start, part.end)}
    for start, end in pairwise(sorted(edges)):
        part = evolve(during, start=start, end=end)
        yield part, tuple(each for each in agreements if clip(part, each))
