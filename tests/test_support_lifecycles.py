"""Every record of support lives by its table, row by row."""

from typing import Any

import pytest

from lives import hours
from mof.errors import MissingFactError, RoleError
from mof.framework import RoleType
from mof.records import Actor, find_deviations
from support import (
    ALL_TERMS,
    Kind,
    P,
    Terms,
    act_by,
    find_paths,
    list_kinds,
    list_roles,
    prepare,
    walk,
)
from transitions import Row

KINDS = list_kinds()


def list_cases() -> list[Any]:
    """Each row of each kind once, with a way to it."""
    cases: dict[tuple[str, Row], tuple[Kind, tuple[Row, ...]]] = {}
    for terms in ALL_TERMS:
        for kind in list_kinds(terms):
            for path in find_paths(kind.rows, terms):
                cases.setdefault((kind.record.__name__, path[-1]), (kind, path))
    return [
        pytest.param(kind, path, id=f"{name}: {row.event} when {row.state}")
        for (name, row), (kind, path) in cases.items()
    ]


CASES = list_cases()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.record.__name__)
def test_table_has_every_row_and_no_other(kind: Kind) -> None:
    told = {(str(state or "-"), str(event)) for state, event, _ in kind.lifecycle.edges}

    assert {(row.state, row.event) for row in kind.rows} == told
    assert len(kind.rows) == len(kind.lifecycle.edges)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.record.__name__)
def test_every_row_can_happen(kind: Kind) -> None:
    reached = {path[-1] for terms in ALL_TERMS for path in find_paths(kind.rows, terms)}

    assert {*kind.rows} == reached


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.record.__name__)
def test_row_leads_where_it_should_by_those_who_may(kind: Kind) -> None:
    edges = {(str(state or "-"), str(event)): edge for state, event, edge in kind.lifecycle.edges}

    for row in kind.rows:
        edge = edges[row.state, row.event]
        assert str(edge.to) == row.to
        assert edge.roles == list_roles(row)
        assert edge.is_automatable is ("SYS" in row.roles)
        names = {
            *edge.given,
            *edge.recorded,
            *(name for name, _ in (*edge.fixed, *edge.among)),
            *("/".join(choice.facts) for choice in edge.any_of),
            *(["reason"] if edge.needs_reason else []),
        }
        assert names == row.needs, row


@pytest.mark.parametrize("kind, path", CASES)
def test_acting_method_does_what_the_row_of_its_event_says(
    kind: Kind, path: tuple[Row, ...]
) -> None:
    before = walk(kind, path[:-1])
    row = path[-1]

    after: Any = kind.methods[row.event](
        prepare(kind, row, before, hours(50)), act_by(row, hours(50))
    )

    assert after.history[-1].event is kind.events[row.event]
    assert str(after.state) == row.to
    assert not find_deviations(after)


@pytest.mark.parametrize(
    "kind, path", [case for case in CASES if list_roles(case.values[1][-1]) < {*RoleType}]
)
def test_acting_method_refuses_those_who_may_not(kind: Kind, path: tuple[Row, ...]) -> None:
    before, row = walk(kind, path[:-1]), path[-1]
    other = min(frozenset(RoleType) - list_roles(row), key=str)
    act = act_by(row, hours(50)) | {"by": Actor(P[7], other)}

    with pytest.raises(RoleError):
        kind.methods[row.event](prepare(kind, row, before, hours(50)), act)


@pytest.mark.parametrize(
    "kind, path", [case for case in CASES if "reason" in case.values[1][-1].needs]
)
def test_what_needs_a_reason_is_refused_without(kind: Kind, path: tuple[Row, ...]) -> None:
    before, row = walk(kind, path[:-1]), path[-1]

    with pytest.raises(MissingFactError, match="a reason"):
        kind.methods[row.event](before, act_by(row, hours(50)) | {"reason": None})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.record.__name__)
def test_lifecycle_is_drawn(kind: Kind) -> None:
    assert len(kind.lifecycle.to_table().rows) == len(kind.rows)
    assert kind.lifecycle.to_mermaid().startswith("stateDiagram-v2\n")


def test_terms_of_a_change_are_all_tried() -> None:
    assert len({*ALL_TERMS}) == 16
    assert Terms() in ALL_TERMS
