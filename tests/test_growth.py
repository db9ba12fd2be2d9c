"""How the work grows with the length of a history: twice as long takes about twice as much."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from call_counts import find_growth
from lives import hours, note, tell
from mof.agreements import SLA, Clock, OnPriorityChange, Target
from mof.calendars import Calendar
from mof.incidents import IncidentState
from mof.judgements import judge, next_instants, worklist
from mof.records import Priority, Record
from mof.values import AgreementId
from world import CALENDAR, HOUR, MAIL, MONDAY

LINEAR = 2.3  # with something for what is looked up in lists that are twice as long
SIZE = 150
KINDS = ["incident resolution", "problem"]


def agree(calendar: Calendar, rule: OnPriorityChange = OnPriorityChange.KEEP) -> SLA:
    return SLA(
        AgreementId("sla-mail"),
        service=MAIL,
        calendar=calendar,
        targets=[
            Target(Clock.RESOLUTION, 2 * HOUR, priorities=[Priority.P1], kinds=KINDS),
            Target(Clock.RESOLUTION, 4 * HOUR, priorities=[Priority.P3], kinds=KINDS),
        ],
        valid_from=MONDAY - timedelta(days=9),
        version="1",
        on_priority_change=rule,
    )


def change_often(count: int) -> Record[Any, Any]:
    """A case that waits every other hour, and whose priority changes each time."""
    numbers = range(1, count + 1)
    raised = (
        note(2 * n, IncidentState.IN_PROGRESS, priority=(Priority.P1, Priority.P3)[n % 2])
        for n in numbers
    )
    waits = (note(2 * n + 1, IncidentState.PENDING) for n in numbers)
    entries = [entry for pair in zip(raised, waits, strict=True) for entry in pair]
    return tell(*entries, priority=Priority.P3)


@pytest.mark.parametrize("calendar", [CALENDAR, Calendar.always()], ids=["desk", "always"])
@pytest.mark.parametrize("rule", OnPriorityChange, ids=str)
def test_changes_of_priority_and_pauses_are_judged_in_linear_time(
    rule: OnPriorityChange, calendar: Calendar
) -> None:
    agreement = agree(calendar, rule)
    judge(change_often(4 * SIZE), agreement, as_of=hours(8 * SIZE))  # compiles the calendar

    def ask(count: int) -> Callable[[], object]:
        record = change_often(count)
        return lambda: judge(record, agreement, as_of=hours(2 * count + 2))

    assert find_growth(ask, SIZE) < LINEAR


@pytest.mark.parametrize("question", [next_instants, worklist])
def test_what_comes_next_is_found_in_linear_time(question: Callable[..., object]) -> None:
    agreement = agree(CALENDAR)

    def ask(count: int) -> Callable[[], object]:
        told = change_often(count)
        given = told if question is next_instants else [told]
        return lambda: question(given, [agreement], as_of=hours(2 * count + 2))

    assert find_growth(ask, SIZE) < LINEAR


def test_pauses_are_explained_in_linear_time() -> None:
    agreement = agree(CALENDAR)

    def ask(count: int) -> Callable[[], object]:
        (judgement,) = judge(change_often(count), agreement, as_of=hours(2 * count + 2))
        return judgement.explain

    assert find_growth(ask, SIZE) < LINEAR
