"""Flows: every station and way is drawn and told, whatever they are called."""

import re

import pytest

from mof.documents._charts.process_flows import FlowArrow, FlowNode, draw_flow
from mof.errors import DefinitionError

NODES = [FlowNode("begin", is_end=True), FlowNode("a", "3 visits"), FlowNode("b"), FlowNode("c")]


def count_elements(svg: str, style: str) -> int:
    return len(re.findall(rf'class="{style}"', svg))


def test_way_to_the_next_station_leads_straight_down() -> None:
    figure = draw_flow(NODES[:2], [FlowArrow(0, 1, "3")], title="flow")

    assert (1, 0) == (
        count_elements(figure.svg, "flow-head"),
        count_elements(figure.svg, "flow-joint"),
    )


def test_ways_down_and_back_up_run_on_different_sides() -> None:
    arrows = [
        FlowArrow(0, 2, "1"),
        FlowArrow(0, 3, "2"),
        FlowArrow(3, 1, "4"),
        FlowArrow(2, 1, "5"),
    ]

    figure = draw_flow(NODES, arrows, title="flow")

    assert (2, 2) == (
        count_elements(figure.svg, "flow-joint"),
        count_elements(figure.svg, "flow-joint back"),
    )
    # The ways into one station share its lane and its arrow head.
    assert (2, 1) == (
        count_elements(figure.svg, "flow-head"),
        count_elements(figure.svg, "flow-head back"),
    )


def test_everything_is_told_in_words() -> None:
    figure = draw_flow(NODES, [FlowArrow(0, 2, "7 · 1 h")], title="flow", note="2 not drawn")

    assert "begin\na: 3 visits\nb\nc\nbegin to b: 7 · 1 h\n2 not drawn" == figure.alternative
    assert "2 not drawn" in figure.svg


def test_ways_that_are_used_more_are_thicker_and_none_is_thicker_than_the_most_used() -> None:
    arrows = [FlowArrow(0, 2, "", 1), FlowArrow(1, 3, "", 100), FlowArrow(0, 3, "", 100)]

    svg = draw_flow(NODES, arrows, title="flow").svg

    widths = [float(width) for width in re.findall(r'stroke-width="([\d.]+)"', svg)]
    assert 6.0 == max(widths)
    assert min(widths) < 2


def test_words_of_others_are_escaped_and_shortened() -> None:
    nodes = [FlowNode("<script>" + "long " * 40, "<&>"), FlowNode("b")]

    svg = draw_flow(nodes, [FlowArrow(0, 1, "<1>")], title="<t>").svg

    assert "<script" not in svg
    assert "…" in svg
    assert "&lt;1&gt;" in svg


def test_many_stations_stay_on_the_canvas() -> None:
    nodes = [FlowNode(str(n)) for n in range(40)]
    arrows = [FlowArrow(a, b, "1") for a in range(40) for b in range(40) if a != b]

    svg = draw_flow(nodes, arrows, title="flow").svg

    places = [float(x) for x in re.findall(r' (?:x|cx)="(-?[\d.]+)"', svg)]
    assert 0 <= min(places)
    assert max(places) <= 800


def test_nothing_is_drawn_as_no_data() -> None:
    assert "no data" == draw_flow([], [], title="flow").alternative


def test_stations_without_ways_are_drawn() -> None:
    assert 2 == count_elements(draw_flow(NODES, [], title="flow").svg, "station") - 1


@pytest.mark.parametrize("arrow", [FlowArrow(0, 0, ""), FlowArrow(0, 9, ""), FlowArrow(-1, 0, "")])
def test_way_from_or_to_no_station_is_refused(arrow: FlowArrow) -> None:
    with pytest.raises(DefinitionError, match="no way can lead from station"):
        draw_flow(NODES, [arrow], title="flow")
