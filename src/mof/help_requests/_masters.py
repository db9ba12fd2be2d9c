"""Masters: the request that stands for all its duplicates, and duplicates in a circle."""

from collections.abc import Iterable, Mapping
from typing import Any

from mof.errors import CycleError
from mof.help_requests._help_requests import HelpRequest
from mof.records._records import iterate_once


def _list_masters(requests: Iterable[HelpRequest[Any, Any]]) -> dict[str, str]:
    return {each.id: each.master for each in iterate_once(requests) if each.master}


def find_circular_duplicates(
    requests: Iterable[HelpRequest[Any, Any]],
) -> tuple[tuple[str, ...], ...]:
    """The circles of requests that are each said to duplicate the next, from their least id."""
    masters = _list_masters(requests)
    circles = list[tuple[str, ...]]()
    seen = set[str]()
    for name in sorted(masters):
        if ring := _find_ring(masters, name, seen):
            least = ring.index(min(ring))
            circles.append((*ring[least:], *ring[:least], ring[least]))
    return tuple(sorted(circles))


def _find_ring(masters: Mapping[str, str], name: str, seen: set[str]) -> tuple[str, ...]:
    """The circle that a request leads into, if that way was not followed before."""
    way: dict[str, None] = {}
    place: str | None = name
    while place is not None and place not in seen and place not in way:
        way[place] = None
        place = masters.get(place)
    seen.update(way)
    names = tuple(way)
    return names[names.index(place) :] if place in way else ()


def group_duplicates(
    requests: Iterable[HelpRequest[Any, Any]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each master with the duplicates that lead to it, directly or by way of others.

    Raises:
        CycleError: the duplicates lead in a circle.
    """
    kept = tuple(requests)
    if circles := find_circular_duplicates(kept):
        circle = circles[0]
        raise CycleError(f"duplicates in a circle: {' → '.join(circle)}", cycle=circle)
    masters = _list_masters(kept)
    ends: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for name in sorted(masters):
        way = [name]
        while way[-1] in masters and way[-1] not in ends:
            way.append(masters[way[-1]])
        end = ends.get(way[-1], way[-1])
        ends.update(dict.fromkeys(way, end))
        groups.setdefault(end, []).append(name)
    return tuple((end, tuple(names)) for end, names in sorted(groups.items()))
