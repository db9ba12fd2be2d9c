"""Process flows: stations one below the other, and the ways that lead from each to others."""

import math
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from attrs import field, frozen

from mof.documents._blocks import Figure
from mof.documents._charts.svg_elements import (
    WIDTH,
    assemble,
    draw_element,
    draw_nothing,
    draw_path,
    draw_words,
    shorten,
)
from mof.documents._inlines import check_text
from mof.documents._styles import SMALL
from mof.errors import DefinitionError

_LEFT, _RIGHT = 294, 506  # the sides of the stations
_MIDDLE = (_LEFT + _RIGHT) / 2
# All of these are units of the chart, which is 800 wide.
_TOP, _GAP, _PORT = 12, 46, 22
_STATION, _DOT = 52, 24
_ROOM = 160  # between a station and the lanes, for the words on its ways
_THINNEST, _THICKEST = 1.2, 6.0
_HEAD = 9


@frozen
class FlowNode:
    """A station, with a few words on it; ends are where everything begins or stops."""

    label: str = field(converter=check_text)
    detail: str = field(converter=check_text, default="")
    is_end: bool = False


@frozen
class FlowArrow:
    """A way from one station to another, both by their places, as thick as it is used."""

    origin: int
    to: int
    label: str = field(converter=check_text)
    weight: int = 1


def draw_flow(
    nodes: Iterable[FlowNode], arrows: Iterable[FlowArrow], *, title: str, note: str = ""
) -> Figure:
    """Stations one below the other: ways down on the right, ways back up on the left.

    The ways into one station join in a lane of its own; the words on a way stand where it
    leaves its station. The way to the very next station leads straight down.

    Raises:
        DefinitionError: a way leads from or to no station, or to its own.
    """
    stations, ways = tuple(nodes), tuple(arrows)
    for way in ways:
        if way.origin == way.to or not {way.origin, way.to} <= set(range(len(stations))):
            raise DefinitionError(f"no way can lead from station {way.origin} to {way.to}")
    if not stations:
        return draw_nothing(title)
    plan = _Plan(stations, ways)
    parts = [*plan.draw_lanes(), *plan.draw_ways(), *plan.draw_stations()]
    height = plan.bottom + 10
    if note:
        height += 26
        words = shorten(note, WIDTH - 20, SMALL)
        parts.append(draw_words(_MIDDLE, height - 10, words, style="small", anchor="middle"))
    # A drawing in a file of its own has no page behind it.
    parts.insert(0, draw_element("rect", "ground", x=0, y=0, width=WIDTH, height=height))
    lines = [*_describe(stations, ways), *([note] if note else [])]
    return assemble(parts, title=title, alternative=lines, height=height)


def _describe(stations: tuple[FlowNode, ...], ways: tuple[FlowArrow, ...]) -> Iterator[str]:
    for node in stations:
        yield f"{node.label}: {node.detail}" if node.detail else node.label
    for way in ways:
        yield f"{stations[way.origin].label} to {stations[way.to].label}: {way.label}"


@frozen
class _Plan:
    """Where everything stands."""

    stations: tuple[FlowNode, ...]
    ways: tuple[FlowArrow, ...]

    @cached_property
    def heaviest(self) -> int:
        return max((way.weight for way in self.ways), default=1)

    @cached_property
    def straight(self) -> list[FlowArrow]:
        return [way for way in self.ways if way.to == way.origin + 1]

    def _list_side(self, *, down: bool) -> list[FlowArrow]:
        """The ways on one side, in an order in which those of one station do not cross."""
        ways = [w for w in self.ways if w not in self.straight and (w.to > w.origin) is down]
        return sorted(ways, key=lambda w: (w.origin, -w.to))

    @cached_property
    def sides(self) -> dict[bool, list[FlowArrow]]:
        return {down: self._list_side(down=down) for down in (True, False)}

    def _count_ports(self, place: int, *, down: bool) -> int:
        ways = self.sides[down]
        return sum(w.origin == place for w in ways) + any(w.to == place for w in ways)

    @cached_property
    def heights(self) -> list[float]:
        least = [_DOT if node.is_end else _STATION for node in self.stations]
        ports = [
            max(self._count_ports(n, down=down) for down in (True, False))
            for n in range(len(least))
        ]
        return [max(float(low), _PORT * (n + 1)) for low, n in zip(least, ports, strict=True)]

    @cached_property
    def tops(self) -> list[float]:
        return list(accumulate((h + _GAP for h in self.heights[:-1]), initial=float(_TOP)))

    @property
    def bottom(self) -> float:
        return self.tops[-1] + self.heights[-1]

    def _find_port(self, place: int, number: int, ports: int) -> float:
        return self.tops[place] + self.heights[place] * (number + 1) / (ports + 1)

    @cached_property
    def leaving(self) -> dict[FlowArrow, float]:
        """At which height each way leaves its station."""
        found: dict[FlowArrow, float] = {}
        for down, ways in self.sides.items():
            for place in range(len(self.stations)):
                own = [w for w in ways if w.origin == place]
                ports = self._count_ports(place, down=down)
                first = ports - len(own) if down else 0
                for number, way in enumerate(own):
                    found[way] = self._find_port(place, first + number, ports)
        return found

    def _find_entry(self, place: int, *, down: bool) -> float:
        """At which height ways come in: above those that lead down, below those that lead up."""
        ports = self._count_ports(place, down=down)
        return self._find_port(place, 0 if down else ports - 1, ports)

    @cached_property
    def lanes(self) -> dict[tuple[bool, int], float]:
        """Where the lane of each station runs, on each side; shorter ones inside."""
        found: dict[tuple[bool, int], float] = {}
        for down, ways in self.sides.items():
            targets = sorted({w.to for w in ways}, reverse=not down)
            begin = _RIGHT + _ROOM if down else _LEFT - _ROOM
            room = WIDTH - 12 - begin if down else begin - 12
            step = min(26.0, room / max(1, len(targets)))
            for number, target in enumerate(targets):
                offset = step * (number + 0.5)
                found[down, target] = begin + offset if down else begin - offset
        return found

    def _widen(self, weight: int) -> float:
        """How thick a way is; nothing is thicker than the way that is used the most."""
        share = min(1.0, weight / self.heaviest)
        return _THINNEST + (_THICKEST - _THINNEST) * math.sqrt(share)

    def draw_lanes(self) -> Iterator[str]:
        """The lane of each station, from the farthest way that joins it to the arrow head."""
        for (down, target), x in self.lanes.items():
            joining = [w for w in self.sides[down] if w.to == target]
            entry = self._find_entry(target, down=down)
            edge, reach = (_RIGHT, _HEAD) if down else (_LEFT, -_HEAD)
            far = (min if down else max)(self.leaving[w] for w in joining)
            line = [(x, far), (x, entry), (edge + reach, entry)]
            weight = sum(w.weight for w in joining)
            yield _draw_line(_style("flow", down=down), line, self._widen(weight))
            half = _HEAD * 0.55
            corners = [(edge, entry), (edge + reach, entry - half), (edge + reach, entry + half)]
            yield draw_path(_style("flow-head", down=down), corners)

    def draw_ways(self) -> Iterator[str]:
        """Each way until it joins the lane of where it leads to, and its words."""
        for down, ways in self.sides.items():
            for way in ways:
                yield from self._draw_way(way, down=down)
        for way in self.straight:
            yield from self._draw_straight(way)

    def _draw_way(self, way: FlowArrow, *, down: bool) -> Iterator[str]:
        x, y = self.lanes[down, way.to], self.leaving[way]
        edge, aside = (_RIGHT, 6) if down else (_LEFT, -6)
        width = self._widen(way.weight)
        yield _draw_line(_style("flow", down=down), [(edge, y), (x, y)], width)
        yield draw_element("circle", _style("flow-joint", down=down), cx=x, cy=y, r=3.2)
        words = shorten(way.label, _ROOM - 8, SMALL)
        anchor = "start" if down else "end"
        yield draw_words(edge + aside, y - 3 - width / 2, words, style="small", anchor=anchor)

    def _draw_straight(self, way: FlowArrow) -> Iterator[str]:
        top, end = self.tops[way.origin] + self.heights[way.origin], self.tops[way.to]
        line = [(_MIDDLE, top), (_MIDDLE, end - _HEAD)]
        yield _draw_line("flow", line, self._widen(way.weight))
        half = _HEAD * 0.55
        corners = [(_MIDDLE, end), (_MIDDLE - half, end - _HEAD), (_MIDDLE + half, end - _HEAD)]
        yield draw_path("flow-head", corners)
        yield draw_words(_MIDDLE + 12, (top + end) / 2 + 4, way.label, style="small halo")

    def draw_stations(self) -> Iterator[str]:
        """The stations themselves."""
        room = _RIGHT - _LEFT - 14
        for node, top, height in zip(self.stations, self.tops, self.heights, strict=True):
            style, turn = ("station-end", 12) if node.is_end else ("station", 6)
            yield draw_element(
                "rect", style, x=_LEFT, y=top, width=_RIGHT - _LEFT, height=height, rx=turn
            )
            middle = top + height / 2
            y = middle - 3 if node.detail else middle + 4.5
            yield draw_words(_MIDDLE, y, shorten(node.label, room), style="strong", anchor="middle")
            if node.detail:
                detail = shorten(node.detail, room, SMALL)
                yield draw_words(_MIDDLE, middle + 14, detail, style="small", anchor="middle")


def _style(style: str, *, down: bool) -> str:
    return style if down else f"{style} back"


def _draw_line(style: str, points: list[tuple[float, float]], width: float) -> str:
    return draw_path(style, points, **{"stroke-width": width})
