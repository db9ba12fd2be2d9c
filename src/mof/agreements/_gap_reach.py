"""The reach of gaps: which clock can have been moved by what was not read of a record."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from mof.agreements._clocks import Clock, ClockState
from mof.records import Fact, Record, RecordGap

_STATE = "state"
# What decides whether an agreement, or a target of a kind, speaks of a record at all.
_COVER = frozenset({"service", "services", "customer", "category"})

EngagedBy = Mapping[str, str]
"""The facts, or the ``state``, that tell whether a party is at work, with their word then."""


def find_reaching(
    record: Record[Any, Any], clock: Clock, *, as_of: datetime, engaged_by: EngagedBy
) -> tuple[RecordGap, ...]:
    """The gaps of a record that a clock can have been moved by until an instant, the first first.

    Our judgement, on the safe side: a row that was not read, or has no time, may have told
    anything; an unread fact moves what asks for it, and an unread state what asks for states.
    """
    asked = {*_list_asked(clock, record), *engaged_by} | _COVER
    found = (
        gap
        for gap in record.gaps
        if (gap.is_of_row or gap.field in asked) and (gap.at is None or gap.at <= as_of)
    )
    return tuple(sorted(found, key=lambda gap: (gap.at is not None, gap.at, gap.state is not None)))


def _list_asked(clock: Clock, record: Record[Any, Any]) -> Iterator[str]:
    """What a clock looks at, by the names that gaps have for it."""
    if clock.since:
        yield clock.since
    if clock.since is None or record.facts.get(clock.since) is None:
        yield "opened_at"
    for condition in clock.conditions:
        if condition.states or condition.reasons or condition.unless:
            yield _STATE
        yield from (name for name, _ in chain(condition.facts, condition.changes))


def moves(gap: RecordGap, clock: Clock, clock_state: ClockState, facts: Mapping[str, Fact]) -> bool:
    """Whether a clock that counts may do something else once what was not read has been so."""
    if gap.state is None or not clock.is_moved_by_states(facts):
        return True
    return clock.find_by_state(gap.state, gap.state_reason) is not clock_state


def may_begin(
    record: Record[Any, Any], clock: Clock, gap: RecordGap, *, engaged_by: EngagedBy
) -> bool:
    """Whether a cycle that nothing tells of may have begun from what was not read on.

    Only of what the source tells at all: a record on which no correspondent is ever noted has
    no answers that could be missing.
    """
    if clock.starts:
        return any(condition.can_hold(record.facts) for condition in clock.starts)
    if gap.is_of_row or gap.field in engaged_by.keys() - {_STATE}:
        return any(name in record.facts for name in engaged_by)
    noted = (pair for entry in record.history for pair in entry.changes)
    return any(engaged_by.get(name) == str(value) for name, value in noted)
