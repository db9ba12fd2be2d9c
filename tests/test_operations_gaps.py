"""Gaps between knowing and doing: written and not done, done and not written, done for nothing."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.errors import ArgumentError, DefinitionError
from mof.operations import Frequency, OperationsGuide, WorkInstruction
from mof.operations._guide_gaps import PracticeGap, PracticeGapKind, find_practice_gaps
from mof.values import InstructionId, TaskId
from operations_world import (
    ADMINISTRATOR,
    BACKUP,
    GUIDE,
    MAY,
    OWNER,
    WEEK,
    approve,
    draft,
    june,
    log,
    task,
)

KIND = PracticeGapKind


def find(
    *entries: Any, guide: OperationsGuide | None = None, serves: Any = ("SLA-1",), **span: Any
) -> list[PracticeGap]:
    guide = OperationsGuide([task(serves=["SLA-1"])], [approve()]) if guide is None else guide
    usual: dict[str, Any] = {"during": WEEK, "as_of": WEEK.end}
    return [*find_practice_gaps(guide, entries, serves=serves, **usual | span)]


def write(frequency: Frequency, *instructions: WorkInstruction) -> OperationsGuide:
    return OperationsGuide(
        [evolve(task(serves=["SLA-1"]), frequency=frequency)], instructions or [approve()]
    )


def test_what_is_written_and_done_for_something_has_no_gap() -> None:
    assert [] == find(log())


def test_task_that_is_documented_and_never_executed_is_a_gap() -> None:
    (gap,) = find()

    assert (KIND.NEVER_EXECUTED, "backup", ("backup-1",)) == (gap.kind, gap.subject, gap.evidence)
    assert gap.message == "the daily task is documented, and was never logged"


def test_task_that_was_done_before_the_period_only_is_a_gap_with_the_last_time() -> None:
    (gap,) = find(log(started_at=june(1) - timedelta(days=1)))

    assert gap.message == (
        "the daily task was not begun since 2026-06-01 00:00:00+00:00; "
        "last at 2026-05-31 00:00:00+00:00"
    )


@pytest.mark.parametrize(
    "frequency, days, count",
    [
        (Frequency.MONTHLY, 20, 0),
        (Frequency.MONTHLY, 25, 1),
        (Frequency.WEEKLY, 1, 1),
        (Frequency.AS_NEEDED, 30, 0),
    ],
)
def test_one_waits_for_a_task_as_long_as_it_takes_to_come_round(
    frequency: Frequency, days: int, count: int
) -> None:
    entry = log(started_at=june(1) - timedelta(days=days))

    assert count == len(find(entry, guide=write(frequency)))


def test_instruction_of_the_last_days_is_not_waited_for() -> None:
    new = draft().test(test_result="fine", at=june(2), by=OWNER)
    approved = new.approve(version="1", at=june(2), by=OWNER)

    assert [] == find(guide=write(Frequency.DAILY, approved))
    assert [] == find(guide=write(Frequency.DAILY, draft()))


def test_work_by_any_instruction_for_a_task_or_for_the_task_itself_will_do() -> None:
    unnamed = log(task=BACKUP, instruction=None, by=ADMINISTRATOR)

    assert [KIND.NOT_DOCUMENTED] == [gap.kind for gap in find(unnamed)]


def test_work_that_nobody_wrote_down_is_a_gap_by_what_it_was() -> None:
    entries = [
        log("fine"),
        log("free", instruction=None),
        log("again", instruction=None),
        log("unknown", instruction=InstructionId("x")),
        log("other", instruction=None, task=TaskId("reorg")),
        log("later", instruction=None, started_at=june(9), ended_at=june(9)),
        log("before", instruction=None, started_at=MAY, ended_at=MAY),
    ]

    found = find(*entries)

    assert {KIND.NOT_DOCUMENTED} == {gap.kind for gap in found}
    assert [
        ("mail", ("free", "again")),
        ("reorg", ("other",)),
        ("x", ("unknown",)),
    ] == [(gap.subject, gap.evidence) for gap in found]
    assert found[0].message.startswith("2 entries of the log without an instruction")


def test_work_by_an_instruction_that_was_not_approved_is_not_documented() -> None:
    guide = write(Frequency.AS_NEEDED, draft())

    (gap,) = find(log(), guide=guide)

    assert (KIND.NOT_DOCUMENTED, "backup") == (gap.kind, gap.subject)


@pytest.mark.parametrize(
    "names, message",
    [
        ([], "it names no agreement and no objective that it is done for"),
        (["SLA-9", "goal"], "it is done for SLA-9, goal, which is no agreement or objective given"),
    ],
)
def test_task_that_serves_nothing_is_a_gap(names: list[str], message: str) -> None:
    guide = OperationsGuide([task(serves=names)], [approve()])

    (gap,) = find(log(), guide=guide)

    assert (KIND.SERVES_NOTHING, "backup", message) == (gap.kind, gap.subject, gap.message)


def test_task_that_serves_one_of_what_there_is_will_do() -> None:
    assert [] == find(log(), guide=OperationsGuide([task(serves=["x", "SLA-1"])], [approve()]))


def test_nothing_is_seen_that_was_recorded_later() -> None:
    late = log(recorded_at=june(9))

    assert [KIND.NEVER_EXECUTED] == [gap.kind for gap in find(late)]
    assert [] == find(late, as_of=june(9))


def test_without_a_log_nobody_says_what_was_done() -> None:
    found = find_practice_gaps(GUIDE, None, during=WEEK, as_of=WEEK.end, serves=())

    assert [KIND.SERVES_NOTHING] == [gap.kind for gap in found]


def test_something_else_is_refused() -> None:
    span: Any = {"during": WEEK, "as_of": WEEK.end, "serves": ()}

    with pytest.raises(ArgumentError, match="hand over the guide"):
        find_practice_gaps(None, [], **span)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(ArgumentError, match="name the period"):
        find_practice_gaps(GUIDE, [], **{**span, "during": "June"})
    with pytest.raises(DefinitionError, match="two entries of the log"):
        find_practice_gaps(GUIDE, [log(), log()], **span)
