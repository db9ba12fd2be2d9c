"""Graphs without circles tell what leads where, however large and deep they are."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from mof.errors import CycleError, DefinitionError, UnknownReferenceError
from mof.values import Term
from mof.values._graphs import AcyclicGraph, describe_cycle, list_some

SHOP = AcyclicGraph(
    {
        "shop": ["payment", "database"],
        "payment": ["network"],
        "database": ["storage", "network"],
        "storage": [],
        "network": [],
        "intranet": [],
    }
)


@st.composite
def graphs(draw: st.DrawFn) -> dict[int, frozenset[int]]:
    count = draw(st.integers(0, 8))
    return {
        node: draw(st.frozensets(st.integers(0, node - 1), max_size=3)) if node else frozenset()
        for node in range(count)
    }


def close(graph: Mapping[int, frozenset[int]], node: int) -> set[int]:
    return {below for each in graph[node] for below in {each, *close(graph, each)}}


def test_what_is_below_and_above_comes_the_nearest_first() -> None:
    assert SHOP.find_descendants("shop") == ("database", "payment", "network", "storage")
    assert SHOP.find_ancestors("network") == ("database", "payment", "shop")
    assert SHOP.find_descendants("intranet") == ()
    assert SHOP.find_ancestors("intranet") == ()


@given(graphs())
def test_what_is_above_and_below_is_the_closure_of_the_edges(
    drawn: dict[int, frozenset[int]],
) -> None:
    # Oracle: the closure by recursion.
    graph = AcyclicGraph(drawn)

    for node in drawn:
        assert set(graph.find_descendants(node)) == close(drawn, node)
        assert {n for n in drawn if node in close(drawn, n)} == set(graph.find_ancestors(node))


@given(graphs())
def test_order_has_each_node_once_and_after_what_it_leads_to(
    drawn: dict[int, frozenset[int]],
) -> None:
    # Oracle: the definition of a topological order.
    order = AcyclicGraph(drawn).order

    places = {node: place for place, node in enumerate(order)}
    assert len(order) == len(places) == len(drawn)
    assert all(places[target] < places[node] for node in drawn for target in drawn[node])


def test_graph_counts_and_lists_its_nodes() -> None:
    assert len(SHOP) == 6
    assert list(SHOP) == ["database", "intranet", "network", "payment", "shop", "storage"]
    assert "shop" in SHOP
    assert "mail" not in SHOP
    assert AcyclicGraph[str]({}).order == ()


def test_graphs_are_values_whatever_the_order_of_telling() -> None:
    told = {"b": ["a", "a"], "c": ["b", "a"], "a": []}
    otherwise = {"a": (), "c": ("a", "b"), "b": ("a",)}

    assert AcyclicGraph(told) == AcyclicGraph(otherwise)
    assert hash(AcyclicGraph(told)) == hash(AcyclicGraph(otherwise))
    assert evolve(SHOP) == SHOP


@pytest.mark.parametrize(
    "edges, cycle",
    [
        ({"a": ["a"]}, ("a", "a")),
        ({"b": ["c"], "c": ["a"], "a": ["b"], "d": ["a"]}, ("a", "b", "c", "a")),
        ({"x": ["b"], "b": ["a"], "a": ["b"]}, ("a", "b", "a")),
    ],
    ids=["itself", "three", "two, reached from outside"],
)
def test_circle_is_refused_and_named_along_its_edges(
    edges: dict[str, list[str]], cycle: tuple[str, ...]
) -> None:
    with pytest.raises(CycleError) as caught:
        AcyclicGraph(edges)

    assert caught.value.cycle == cycle
    assert str(caught.value) == f"a circle leads from {' to '.join(cycle)}"
    assert isinstance(caught.value, DefinitionError)


@given(st.integers(2, 30))
def test_circle_named_is_one_of_the_graph(count: int) -> None:
    # Oracle: every step of the circle is an edge.
    edges = {node: [(node * 7 + 1) % count, (node + 1) % count] for node in range(count)}

    with pytest.raises(CycleError) as caught:
        AcyclicGraph(edges)

    cycle = caught.value.cycle
    assert cycle[0] == cycle[-1]
    assert all(b in edges[a] for a, b in pairwise(cycle) if isinstance(a, int))


def test_long_circle_is_named_whole_in_the_error_and_cut_in_its_message() -> None:
    with pytest.raises(CycleError) as caught:
        AcyclicGraph({node: [(node + 1) % 10_000] for node in range(10_000)})

    assert caught.value.cycle == (*range(10_000), 0)
    assert str(caught.value) == (
        "a circle leads from 0 to 1 to 2 to 3 to 4 to 5 to … (10000 steps in all) … to 0"
    )


def test_deep_chain_is_walked() -> None:
    depth = 50_000
    chain = AcyclicGraph({node: [node - 1] if node else [] for node in range(depth)})

    assert len(chain.find_descendants(depth - 1)) == len(chain.find_ancestors(0)) == depth - 1
    assert chain.order == tuple(range(depth))


def test_edge_to_a_node_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="a leads to 'b', which the graph lacks") as e:
        AcyclicGraph({"a": ["b"]})

    assert e.value.reference == "b"


@pytest.mark.parametrize(
    "graph, known",
    [(AcyclicGraph[str]({}), "none"), (SHOP, "database, intranet, network, payment, shop, ")],
)
def test_unknown_node_is_refused_with_the_known_ones(graph: AcyclicGraph[str], known: str) -> None:
    for ask in (graph.find_ancestors, graph.find_descendants):
        with pytest.raises(UnknownReferenceError, match=f"no 'mail'; it has: {known}"):
            ask("mail")


def test_graph_is_drawn_as_mermaid() -> None:
    graph = AcyclicGraph({"a b": ["c"], "c": []})

    assert graph.to_mermaid() == 'flowchart TD\n    n0["a b"]\n    n1["c"]\n    n0 --> n1\n'


def test_labels_cannot_break_out_of_the_drawing() -> None:
    graph = AcyclicGraph({"a": []})

    drawn = graph.to_mermaid(lambda _: '"]\n<b>`#&')

    assert drawn == 'flowchart TD\n    n0["#34;]#10;#60;b#62;#96;#35;#38;"]\n'


def test_nodes_may_be_any_values() -> None:
    class Color(Term):
        RED = "red"
        BLUE = "blue"

    graph = AcyclicGraph({Color.RED: [Color.BLUE], Color.BLUE: []})

    assert graph.order == (Color.BLUE, Color.RED)


def test_few_names_are_listed_and_many_are_cut() -> None:
    assert list_some(["b", "a"]) == "b, a"
    assert list_some(range(9)) == "0, 1, 2, 3, 4, 5 and 3 more"
    assert describe_cycle(("a", "b", "a")) == "a to b to a"
