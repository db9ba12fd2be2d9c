"""The records of support acted on at random; oracle: the rows of the tables, written by hand.

The oracle keeps the state in words and decides by the rows what may happen, who may bring it
about, and where it leads. It shares no code with the library.
"""

from datetime import timedelta
from typing import Any, cast

import pytest
from hypothesis import given, settings, strategies as st

from lives import hours
from mof.converters import make_converter
from mof.errors import RoleError, TransitionError
from mof.framework import RoleType
from mof.records import Actor, find_deviations
from support import ALL_TERMS, P, act_by, is_open_to, list_kinds, list_roles, prepare

CONVERTER = make_converter()
MOVES = st.sampled_from(("lawful", "lawful", "lawful", "lawful", "wrong role", "wrong event"))


@pytest.mark.parametrize("place", range(len(list_kinds())))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_record_does_what_the_rows_say_and_nothing_else(place: int, data: st.DataObject) -> None:
    terms = data.draw(st.sampled_from(ALL_TERMS))
    kind = list_kinds(terms)[place]
    at, state = hours(0), "-"
    record = cast("Any", None)  # until it is begun
    told: list[tuple[str, str]] = []
    for _ in range(data.draw(st.integers(1, 14))):
        at += data.draw(st.sampled_from((timedelta(), timedelta(minutes=7), timedelta(days=2))))
        here = [row for row in kind.rows if row.state == state]
        lawful = [row for row in here if is_open_to(row, terms)]
        if not lawful:
            break
        move = data.draw(MOVES) if told else "lawful"
        if move == "wrong event":
            elsewhere = [row for row in kind.rows if row.event not in {each.event for each in here}]
            if row := data.draw(st.none() | st.sampled_from(elsewhere)):
                event = kind.events[row.event]
                with pytest.raises(TransitionError):
                    record.act(event, at=at, by=act_by(row, at)["by"], reason="because")
            continue
        onward = [row for row in lawful if row.to != state]
        row = data.draw(st.sampled_from(onward * 4 + lawful))
        if move == "wrong role":
            others = frozenset(RoleType) - list_roles(row)
            if others:
                by = Actor(P[7], data.draw(st.sampled_from(sorted(others, key=str))))
                with pytest.raises(RoleError):
                    record.act(kind.events[row.event], at=at, by=by)
            continue
        record = prepare(kind, row, record, at)
        act = act_by(row, at, data.draw(st.integers(0, 9)))
        after = kind.methods[row.event](record, act)
        told.append((row.event, row.to))
        record, state = after, row.to

    assert str(record.state) == state
    named = [(str(e.event), str(e.state)) for e in record.history if e.state]
    moved = [
        (e, to) for (e, to), (_, was) in zip(told, [("", "-"), *told], strict=False) if to != was
    ]
    assert moved == named
    assert not find_deviations(record)
    assert record == CONVERTER.loads(CONVERTER.dumps(record), kind.record)
    assert record.as_of(at) == record
