"""Operations plans and logs its work by guide, schedule and log."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.calendars import Calendar
from mof.errors import (
    CycleError,
    DefinitionError,
    FactError,
    MissingFactError,
    MofError,
    RoleError,
    TransitionError,
)
from mof.framework import ReviewKind, RoleType
from mof.operations import (
    INSTRUCTION_LIFECYCLE,
    Freeze,
    InstructionEvent,
    InstructionState,
    LogEntry,
    OperationsGuide,
    OperationsSchedule,
    Recurrence,
    ScheduledWork,
    Timing,
    WorkInstruction,
    find_conflicts,
    find_log_deviations,
    plan_work,
    set_times,
)
from mof.operations._conflicts import Conflict, ConflictKind
from mof.operations._guide_gaps import GuideGapKind, find_guide_gaps
from mof.operations._log_deviations import LogDeviationKind
from mof.operations._release_readiness import HeldBackKind
from mof.records import Actor, Entry
from mof.services import Service, ServiceState
from mof.values import ChangeId, InstructionId, Period, PersonId, TaskId
from operations_world import (
    ADMINISTRATOR,
    BACKUP,
    GUIDE,
    HOUR,
    MAIL,
    MAY,
    NIGHTLY,
    OPERATOR,
    OSLO,
    OWNER,
    READY,
    REORG,
    ROBOT,
    SCHEDULER,
    WEB,
    WEEK,
    approve,
    draft,
    june,
    log,
    plan_week,
    release,
    task,
    time_it,
)

WEB_TASK = TaskId("web")

# Work instructions


def test_table_of_instructions_is_the_one_of_their_life() -> None:
    rows = {
        (str(state) if state else "-", str(event), str(edge.to))
        for state, event, edge in INSTRUCTION_LIFECYCLE.edges
    }

    assert {
        ("-", "draft", "draft"),
        ("draft", "revise", "draft"),
        ("draft", "test", "tested"),
        ("tested", "reject", "draft"),
        ("tested", "approve", "approved"),
        ("approved", "change", "under change"),
        ("under change", "revise", "draft"),
        ("under change", "withdraw change", "approved"),
        ("draft", "retire", "retired"),
        ("tested", "retire", "retired"),
        ("approved", "retire", "retired"),
        ("under change", "retire", "retired"),
    } == rows


def test_nobody_but_the_technology_area_manager_acts_on_an_instruction() -> None:
    for _, _, edge in INSTRUCTION_LIFECYCLE.edges:
        assert edge.roles == {RoleType.TECHNOLOGY_AREA_MANAGER}
        assert not edge.is_automatable


ACTS: dict[InstructionEvent, tuple[WorkInstruction, Callable[..., WorkInstruction]]] = {
    InstructionEvent.REVISE: (draft(), lambda i, **act: i.revise(duration=2 * HOUR, **act)),
    InstructionEvent.TEST: (draft(), lambda i, **act: i.test(test_result="fine", **act)),
    InstructionEvent.REJECT: (
        draft().test(test_result="lost a file", at=MAY, by=OWNER),
        lambda i, **act: i.reject(reason="loses files", **act),
    ),
    InstructionEvent.APPROVE: (
        draft().test(test_result="fine", at=MAY, by=OWNER),
        lambda i, **act: i.approve(version="1", **act),
    ),
    InstructionEvent.CHANGE: (
        approve(),
        lambda i, **act: i.begin_change(change=ChangeId("RFC-1"), reason="new tape", **act),
    ),
    InstructionEvent.WITHDRAW_CHANGE: (
        approve().begin_change(reason="new tape", at=MAY, by=OWNER),
        lambda i, **act: i.withdraw_change(reason="tape stays", **act),
    ),
    InstructionEvent.RETIRE: (draft(), lambda i, **act: i.retire(reason="obsolete", **act)),
}


def test_every_event_of_the_table_has_its_method() -> None:
    assert {InstructionEvent.DRAFT, *ACTS} == {*INSTRUCTION_LIFECYCLE.events}


@pytest.mark.parametrize("event", ACTS, ids=str)
def test_method_is_the_event_of_the_table(event: InstructionEvent) -> None:
    instruction, act = ACTS[event]

    after = act(instruction, at=MAY, by=OWNER)

    assert event is after.history[-1].event
    edge = INSTRUCTION_LIFECYCLE.find_edge(instruction.state, event)
    assert edge is not None
    assert edge.to is after.state


def test_instruction_tells_what_it_takes() -> None:
    instruction = approve(resources=("tape",), after=(REORG,), tools=("tar",), is_automated=True)

    assert (BACKUP, HOUR, ("tape",), ("reorg",)) == (
        instruction.task,
        instruction.duration,
        instruction.resources,
        instruction.after,
    )
    assert ("Back up", ("tar",), True, "restored", "1", None) == (
        instruction.title,
        instruction.tools,
        instruction.is_automated,
        instruction.test_result,
        instruction.version,
        instruction.change,
    )


def test_untested_instruction_is_not_approved() -> None:
    with pytest.raises(TransitionError, match="cannot approve when draft; allowed: revise, test"):
        draft().approve(version="1", at=MAY, by=OWNER)
    with pytest.raises(MissingFactError, match="without test_result"):
        draft().test(test_result="", at=MAY, by=OWNER)
    with pytest.raises(RoleError, match="person-022 as operator may not test backup-1"):
        draft().test(test_result="fine", at=MAY, by=OPERATOR)


def test_instruction_that_is_being_changed_is_not_worked_by() -> None:
    changing = approve().begin_change(reason="new tape", at=june(3), by=OWNER)

    assert changing.is_approved(june(2))
    assert not changing.is_approved(june(3))
    assert changing.find_state(MAY - HOUR) is None


# Recurrences


def test_daily_work_keeps_its_wall_clock_time_when_the_clocks_change() -> None:
    march = Period(datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 31, tzinfo=UTC))
    early = Recurrence.daily("06:00", tz=OSLO, since=date(2026, 1, 1))

    hours = [at.hour for at in early.expand(march)]

    assert [5, 4, 4] == hours


def test_time_that_the_clocks_skip_is_the_instant_of_the_skip_once() -> None:
    day = Period(datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC))
    skipped = Recurrence.daily("02:00", "02:30", tz=OSLO, since=date(2026, 1, 1))

    assert (datetime(2026, 3, 29, 1, tzinfo=UTC),) == skipped.expand(day)


def test_repeated_time_is_its_first_occurrence() -> None:
    day = Period(datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC))
    repeated = Recurrence.daily("02:30", tz=OSLO, since=date(2026, 1, 1))

    assert (datetime(2026, 10, 25, 0, 30, tzinfo=UTC),) == repeated.expand(day)


def test_date_that_a_zone_skipped_does_not_occur() -> None:
    turn = Period(datetime(2011, 12, 28, tzinfo=UTC), datetime(2012, 1, 1, tzinfo=UTC))
    noon = Recurrence.daily("12:00", tz="Pacific/Apia", since=date(2011, 12, 1))

    days = [at.astimezone(UTC).isoformat()[:13] for at in noon.expand(turn)]

    assert ["2011-12-28T22", "2011-12-29T22", "2011-12-30T22", "2011-12-31T22"] == days


@pytest.mark.parametrize(
    "recurrence, days",
    [
        (Recurrence.weekly(["mon", "Thursday"], "09:00", tz=OSLO, since=date(2026, 6, 1)), [1, 4]),
        (Recurrence.weekly(["tue"], "09:00", tz=OSLO, since=date(2026, 5, 26), every=2), [9, 23]),
        (Recurrence.monthly(30, "09:00", tz=OSLO, since=date(2026, 6, 1)), [30]),
        (Recurrence.monthly(-1, "09:00", tz=OSLO, since=date(2026, 6, 1)), [30]),
        (Recurrence.monthly("last fri", "09:00", tz=OSLO, since=date(2026, 6, 1)), [26]),
        (Recurrence.monthly("second tue", "09:00", tz=OSLO, since=date(2026, 6, 1)), [9]),
        (Recurrence.daily("09:00", tz=OSLO, since=date(2026, 6, 27)), [27, 28, 29, 30]),
    ],
    ids=str,
)
def test_recurrence_falls_on_its_days(recurrence: Recurrence, days: list[int]) -> None:
    month = Period.month(2026, 6, tz=OSLO)

    actual = [at.day for at in recurrence.expand(month)]

    assert days == actual[: len(days)]


def test_rule_is_kept_in_one_form() -> None:
    rule = Recurrence(rule="rrule:byday=MO;freq=weekly", times=["09:00"], tz=OSLO, since=WEEK_DAY)

    assert rule.rule == "FREQ=WEEKLY;WKST=MO;BYDAY=MO"
    assert str(rule) == "FREQ=WEEKLY;WKST=MO;BYDAY=MO at 09:00 (Europe/Oslo) since 2026-06-01"


WEEK_DAY = date(2026, 6, 1)


def test_exceptions_and_the_last_date_are_left_out() -> None:
    rule = evolve(
        Recurrence.daily("09:00", tz=OSLO, since=WEEK_DAY),
        except_on=[date(2026, 6, 2)],
        until=date(2026, 6, 4),
    )

    assert [1, 3, 4] == [at.day for at in rule.expand(WEEK)]


def test_nothing_recurs_outside_the_years_that_are_counted() -> None:
    ever = Period(datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
    leap = Recurrence(
        rule="FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        times=["09:00"],
        tz=OSLO,
        since=date(2180, 1, 1),
    )

    assert [2180, 2184, 2188, 2192, 2196] == [at.year for at in leap.expand(ever)]


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"rule": 5}, "a rule is text such as 'FREQ=DAILY', not 5"),
        ({"rule": ""}, "cannot say =; it is made of FREQ"),
        ({"rule": "INTERVAL=2"}, "does not say how often"),
        ({"rule": "FREQ=DAILY;FREQ=WEEKLY"}, "says something twice"),
        ({"rule": "FREQ=SECONDLY"}, "cannot say FREQ=SECONDLY"),
        ({"rule": "FREQ=DAILY;INTERVAL=0"}, "cannot say INTERVAL=0"),
        ({"rule": "FREQ=DAILY;UNTIL=20260601"}, "times, since and until stand beside it"),
        ({"rule": "FREQ=DAILY;BYMONTHDAY=30"}, "counts days of months by BYMONTHDAY"),
        ({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}, "names no date from 2026-06-01"),
        ({"rule": "FREQ=WEEKLY;BYDAY=MO,XX"}, "cannot say BYDAY=MO,XX"),
        ({"rule": "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=999"}, "cannot say BYSETPOS=999"),
        ({"rule": "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6"}, "names no date from 2026-06-01"),
        ({"rule": "FREQ=DAILY;BYMONTH=13"}, "cannot say BYMONTH=13"),
        ({"times": []}, "has a time"),
        ({"times": ["24:00"]}, "'24:00' is no time of the day"),
        ({"times": "09:00"}, "times are given as a list"),
        ({"since": datetime(2026, 6, 1, tzinfo=UTC)}, "expected a date of the years 1900 to 2199"),
        ({"since": date(1899, 12, 31)}, "expected a date of the years 1900 to 2199"),
        ({"until": date(2026, 5, 31)}, "names no date from 2026-06-01 to 2026-05-31"),
    ],
)
def test_recurrence_that_cannot_be_meant_is_refused(fields: Any, message: str) -> None:
    usual = {"rule": "FREQ=DAILY", "times": ["09:00"], "tz": OSLO, "since": WEEK_DAY}

    with pytest.raises(DefinitionError) as caught:
        Recurrence(**usual | fields)

    assert message in str(caught.value)


@pytest.mark.parametrize("day", ["fri", "last x", "last money", "sixth fri"])
def test_day_of_a_month_is_named_by_its_place(day: str) -> None:
    with pytest.raises(DefinitionError, match="is no day of"):
        Recurrence.monthly(day, "09:00", tz=OSLO, since=WEEK_DAY)


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;BYDAY=2MO", "FREQ=DAILY;BYDAY=FR,-1SU"])
def test_day_of_a_week_is_counted_within_months_only(rule: str) -> None:
    with pytest.raises(DefinitionError, match="counts days of the week within months"):
        Recurrence(rule=rule, times=["09:00"], tz=OSLO, since=WEEK_DAY)


# Setting times


def set_backup(**changes: Any) -> Timing:
    usual: dict[str, Any] = {
        "service": release(),
        "reviews": [READY],
        "at": june(1),
        "by": SCHEDULER,
    }
    given = {"instruction": approve(), **usual, **changes}
    return set_times(given.pop("instruction"), NIGHTLY, **given)


def test_scheduling_manager_sets_the_times() -> None:
    assert time_it(set_at=june(1)) == set_backup()


@pytest.mark.parametrize("by", [OWNER, OPERATOR, Actor(), ROBOT], ids=str)
def test_nobody_else_sets_the_times(by: Actor) -> None:
    with pytest.raises(RoleError, match="may not set the times of work") as caught:
        set_backup(by=by)

    assert caught.value.allowed == ("scheduling manager",)


def test_times_are_set_of_approved_instructions_of_released_services() -> None:
    with pytest.raises(FactError, match="it is draft, and has to be approved"):
        set_backup(instruction=draft())
    with pytest.raises(FactError, match="it is not yet begun"):
        set_backup(at=MAY - HOUR)
    with pytest.raises(FactError, match="before release readiness, mail passes it at 2026-06-02"):
        set_backup(service=release(at=june(2)))
    with pytest.raises(FactError, match="in doubt, mail: review RR-1 is not among those held"):
        set_backup(reviews=[])


# Plans


def test_plan_has_what_comes_round_in_the_period() -> None:
    guide = OperationsGuide([task()], [approve(resources=("tape",), after=(REORG,))])

    schedule = plan_week(guide, time_it())

    assert len(schedule.work) == 7
    assert schedule.held_back == ()
    assert schedule.work[0] == ScheduledWork(
        instruction=InstructionId("backup-1"),
        task=BACKUP,
        service=MAIL,
        start=june(1),
        end=june(1, 1),
        tz=OSLO,
        resources=["tape"],
        after=[REORG],
    )


def test_later_timing_replaces_the_earlier_from_when_it_was_set() -> None:
    noon = Recurrence.daily("12:00", tz=OSLO, since=date(2026, 5, 1))

    schedule = plan_week(
        GUIDE,
        time_it(),
        time_it(recurrence=noon, set_at=june(3)),
        time_it(recurrence=None, set_at=june(5)),
        as_of=june(6),
    )

    starts = [(work.start.day, work.start.hour) for work in schedule.work]
    assert [(1, 0), (2, 0), (3, 10), (4, 10)] == starts


def test_plan_knows_nothing_of_what_was_set_later() -> None:
    assert plan_week(GUIDE, time_it(set_at=june(3)), as_of=june(2)).work == ()


def forget_duration() -> WorkInstruction:
    """An approved instruction of which nobody said how long it takes."""
    return WorkInstruction(
        InstructionId("backup-1"),
        [Entry(MAY, state=InstructionState.APPROVED, changes={"task": BACKUP})],
    )


@pytest.mark.parametrize(
    "guide, timing, services, kind",
    [
        (OperationsGuide([task()]), time_it(), None, HeldBackKind.UNKNOWN_INSTRUCTION),
        (OperationsGuide([], [approve()]), time_it(), None, HeldBackKind.UNKNOWN_TASK),
        (GUIDE, time_it(set_by=OWNER), None, HeldBackKind.NOT_ENTITLED),
        (OperationsGuide([task()], [draft()]), time_it(), None, HeldBackKind.NOT_APPROVED),
        (GUIDE, time_it(), [], HeldBackKind.UNKNOWN_SERVICE),
        (
            OperationsGuide([task()], [forget_duration()]),
            time_it(),
            None,
            HeldBackKind.NO_DURATION,
        ),
        (GUIDE, time_it(), [release(at=WEEK.end)], HeldBackKind.NOT_RELEASED),
        (GUIDE, time_it(), [Service(MAIL, "Mail")], HeldBackKind.NOT_RELEASED),
        (GUIDE, time_it(), [Service(MAIL, "M", deployed_at=MAY - 99 * HOUR * 24)], "gap"),
        (GUIDE, time_it(), [evolve(release(), retired_at=MAY)], HeldBackKind.OUT_OF_SERVICE),
        (GUIDE, time_it(), [release(state=ServiceState.RETIRED)], HeldBackKind.OUT_OF_SERVICE),
    ],
)
def test_work_is_held_back_with_its_reason(
    guide: OperationsGuide, timing: Timing, services: Any, kind: Any
) -> None:
    schedule = plan_week(guide, timing, services=services)

    kinds = {held.kind for held in schedule.held_back}
    assert schedule.work == ()
    assert len(schedule.held_back) == 7
    assert kinds == {HeldBackKind.GATE_GAP if kind == "gap" else kind}
    assert all(held.message for held in schedule.held_back)


def test_nothing_is_scheduled_before_release_readiness_and_all_after_it() -> None:
    schedule = plan_week(GUIDE, time_it(), services=[release(at=june(3))], as_of=june(3))

    assert [1, 2] == [held.at.day for held in schedule.held_back]
    assert [3, 4, 5, 6, 7] == [work.start.day for work in schedule.work]


def test_waiver_of_release_readiness_will_do() -> None:
    facts: dict[str, Any] = {
        "review_kind": ReviewKind.RELEASE_READINESS,
        "waived_by": PersonId("person-001"),
    }
    waived = Service(
        MAIL,
        "Mail",
        history=[Entry(MAY, state=ServiceState.DEPLOYING, reason="a hole to close", changes=facts)],
    )

    assert len(plan_week(GUIDE, time_it(), services=[waived], reviews=[]).work) == 7


def test_instruction_written_down_later_is_not_known_yet() -> None:
    late = evolve(approve(), history=[evolve(e, recorded_at=june(9)) for e in approve().history])

    schedule = plan_week(OperationsGuide([task()], [late]), time_it())

    assert {HeldBackKind.UNKNOWN_INSTRUCTION} == {held.kind for held in schedule.held_back}


@pytest.mark.parametrize(
    "change, message",
    [
        ({"guide": None}, "expected an OperationsGuide, got a NoneType; plan by a guide"),
        ({"during": june(1)}, "expected a Period, got a datetime; name the period"),
        ({"timings": "abc"}, "timings are given as a list"),
        ({"services": [MAIL]}, "each of the services is a Service, not 'mail'"),
        ({"reviews": ["RR-1"]}, "each of the reviews is a ReviewHeld, not 'RR-1'"),
    ],
)
def test_plan_of_something_else_is_refused(change: Any, message: str) -> None:
    usual: dict[str, Any] = {"services": [], "reviews": [], "during": WEEK, "as_of": WEEK.end}
    given = {"guide": GUIDE, "timings": [], **usual, **change}

    with pytest.raises(MofError, match=message):
        plan_work(given.pop("guide"), given.pop("timings"), **given)


# Conflicts


def work(
    name: str, start: float, hours: float = 1, *, task: str | None = None, **fields: Any
) -> ScheduledWork:
    return ScheduledWork(
        instruction=InstructionId(name),
        task=TaskId(task or name),
        service=fields.pop("service", MAIL),
        start=june(1, start),
        end=june(1, start + hours),
        tz=fields.pop("tz", OSLO),
        **fields,
    )


def conflict(*items: ScheduledWork, tasks: Any = (), freezes: Any = ()) -> tuple[Conflict, ...]:
    schedule = OperationsSchedule(period=WEEK, as_of=WEEK.start, work=items)
    return find_conflicts(schedule, guide=OperationsGuide(tasks), freezes=freezes)


def test_overlap_that_shares_a_resource_is_a_conflict() -> None:
    first = work("a", 8, 2, resources=["tape", "robot"])
    second = work("b", 9, 2, resources=["tape"])
    third = work("c", 9, 2, resources=["disk"])

    (found,) = conflict(first, second, third)

    assert (ConflictKind.SHARED_RESOURCE, "tape") == (found.kind, found.subject)
    assert (june(1, 9), june(1, 10), (first, second)) == (found.start, found.end, found.work)


def test_work_that_touches_shares_nothing() -> None:
    assert () == conflict(work("a", 8, 1, resources=["x"]), work("b", 9, 1, resources=["x"]))


def test_third_that_joins_is_part_of_the_same_conflict() -> None:
    items = [work(name, start, 3, resources=["x"]) for start, name in enumerate("abc", 1)]

    (found,) = conflict(*items)

    assert (june(1, 2), june(1, 5), tuple(items)) == (found.start, found.end, found.work)


def test_work_that_begins_before_what_it_follows_is_over_breaks_the_order() -> None:
    backup, reorg = work("backup", 9), work("reorg", 8.5, after=["backup"])

    (found,) = conflict(backup, reorg)

    assert (ConflictKind.BROKEN_ORDER, "backup") == (found.kind, found.subject)
    assert (june(1, 8.5), june(1, 10)) == (found.start, found.end)


def test_work_after_what_it_follows_is_in_order() -> None:
    tonight = work("backup", 9, 1)
    tomorrow = work("backup", 33, 1)

    assert () == conflict(tonight, tomorrow, work("reorg", 10, after=["backup", "unknown"]))


def test_what_ran_since_yesterday_is_to_be_over_too() -> None:
    (found,) = conflict(work("backup", -5, 20), work("reorg", 10, after=["backup"]))

    assert found.kind is ConflictKind.BROKEN_ORDER


def test_work_is_not_after_itself() -> None:
    assert () == conflict(work("backup", 9, after=["backup"]))


def test_work_outside_its_window_is_a_conflict() -> None:
    window = Calendar.weekdays("08:00-12:00", tz="UTC")
    inside, outside = work("a", 8, 4), work("b", 11, 2, task="a")

    (found,) = conflict(inside, outside, tasks=[task(TaskId("a"), window=window)])

    assert (ConflictKind.OUTSIDE_WINDOW, (outside,)) == (found.kind, found.work)
    assert found.subject == "mon–fri 08:00–12:00 (UTC)"


def test_work_inside_a_freeze_is_a_conflict_of_its_services() -> None:
    freeze = Freeze(june(1, 9), june(1, 12), services=[MAIL], reason="year end")
    everything = Freeze(june(1, 9.5), june(1, 9.75))
    mail, web = work("a", 8, 2), work("b", 8, 2, service=WEB)

    found = conflict(mail, web, tasks=[task(TaskId("b"))], freezes=[freeze, everything])

    assert [("year end", (mail,)), ("freeze", (mail,)), ("freeze", (web,))] == [
        (each.subject, each.work) for each in found
    ]
    assert (june(1, 9), june(1, 10)) == (found[0].start, found[0].end)


def test_work_ends_after_it_starts() -> None:
    with pytest.raises(DefinitionError, match="work ends after it starts"):
        work("a", 8, 0)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Freeze(june(1), june(2), services="mail"),  # type: ignore[arg-type]
        lambda: task(serves="SLA-1"),
        lambda: work("a", 8, resources="tape"),
        lambda: work("a", 8, after="backup"),
    ],
    ids=["services", "purposes", "resources", "tasks before"],
)
def test_single_word_in_place_of_a_list_is_refused(make: Callable[[], Any]) -> None:
    with pytest.raises(DefinitionError, match="given as a list, such as"):
        make()


def test_freeze_ends_after_it_starts() -> None:
    with pytest.raises(DefinitionError, match="a freeze ends after it starts"):
        Freeze(june(2), june(2))


# The guide


def test_guide_says_what_it_lacks() -> None:
    retired = draft("old", TaskId("retired")).retire(reason="over", at=MAY, by=OWNER)
    names = ("none", "retired", "untested", "ready")
    guide = OperationsGuide(
        [task(TaskId(name), serves=["SLA-1"]) for name in names],
        [
            retired,
            draft("new", TaskId("untested")),
            approve("good", TaskId("ready")),
            approve("lost", TaskId("elsewhere")),
            WorkInstruction(
                InstructionId("blank"), [Entry(MAY, state=InstructionState.DRAFT, changes={})]
            ),
            WorkInstruction(
                InstructionId("mute"), [Entry(MAY, changes={"task": TaskId("untested")})]
            ),
        ],
    )

    gaps = [(gap.subject, gap.kind) for gap in find_guide_gaps(guide, as_of=june(1))]

    assert [
        ("blank", GuideGapKind.UNKNOWN_TASK),
        ("lost", GuideGapKind.UNKNOWN_TASK),
        ("none", GuideGapKind.NO_INSTRUCTION),
        ("retired", GuideGapKind.NO_INSTRUCTION),
        ("untested", GuideGapKind.NOT_APPROVED),
    ] == gaps


def test_part_of_a_guide_that_is_something_else_is_refused() -> None:
    with pytest.raises(DefinitionError, match="each of the tasks is a Task, not 'backup'"):
        OperationsGuide(["backup"])  # type: ignore[list-item]
    with pytest.raises(DefinitionError, match="each of the instructions is a WorkInstruction"):
        OperationsGuide([], ["backup"])  # type: ignore[list-item]
    with pytest.raises(DefinitionError, match="the window of backup is a Calendar or a NoneType"):
        task(window="09:00-17:00")
    with pytest.raises(DefinitionError, match="the frequency of backup is a Frequency"):
        evolve(task(), frequency="weekly")  # type: ignore[arg-type]


def test_two_tasks_or_instructions_of_one_id_are_refused() -> None:
    with pytest.raises(DefinitionError, match="two tasks are called 'backup'"):
        OperationsGuide([task(), task()])
    with pytest.raises(DefinitionError, match="two instructions are called 'backup-1'"):
        OperationsGuide([], [draft(), approve()])


# The log


def test_operator_begins_instructed_work() -> None:
    entry = LogEntry.begin(
        "log-1", approve(), service=MAIL, at=june(1), by=OPERATOR, scheduled_at=june(1)
    )

    assert (BACKUP, InstructionId("backup-1"), june(1)) == (
        entry.task,
        entry.instruction,
        entry.scheduled_at,
    )
    assert entry.spent is None


@pytest.mark.parametrize("by", [OPERATOR, OWNER, ROBOT, Actor(PersonId("person-9"))], ids=str)
@pytest.mark.parametrize("instruction", [None, draft()], ids=["none", "draft"])
def test_only_an_administrator_begins_work_without_instructions(
    by: Actor, instruction: WorkInstruction | None
) -> None:
    act: dict[str, Any] = {"service": MAIL, "at": june(1)}

    entry = LogEntry.begin("log-1", instruction, by=ADMINISTRATOR, **act)
    with pytest.raises(RoleError, match="may not run work without instructions") as caught:
        LogEntry.begin("log-1", instruction, by=by, **act)

    assert entry.by is ADMINISTRATOR
    assert caught.value.allowed == ("administrator",)


def test_tool_runs_approved_instructions_and_takes_no_effort() -> None:
    entry = LogEntry.begin("log-1", approve(), service=MAIL, at=june(1), by=ROBOT)

    assert entry.spent == timedelta()


def test_log_from_elsewhere_is_kept_and_its_departures_are_found() -> None:
    schedule = plan_week(GUIDE, time_it())
    entries = [
        log("fine", scheduled_at=june(1)),
        log("again", 2, scheduled_at=june(1)),
        log("other", scheduled_at=june(1, 5)),
        log("outside", scheduled_at=june(9)),
        log("free", instruction=None, by=ADMINISTRATOR),
        log("free and scheduled", instruction=None, by=ADMINISTRATOR, scheduled_at=june(1)),
        log("wild", instruction=None),
        log("unknown", instruction=InstructionId("x"), by=ADMINISTRATOR),
        log("early", started_at=MAY - HOUR, by=ADMINISTRATOR),
        log("nobody", by=Actor()),
    ]

    found = find_log_deviations(entries, GUIDE, schedule)

    kind = LogDeviationKind
    assert [
        ("free", kind.NOT_INSTRUCTED),
        ("free and scheduled", kind.NOT_INSTRUCTED),
        ("wild", kind.NOT_INSTRUCTED),
        ("wild", kind.NOT_ENTITLED),
        ("unknown", kind.UNKNOWN_INSTRUCTION),
        ("early", kind.NOT_APPROVED),
        ("nobody", kind.NOT_ENTITLED),
        ("free and scheduled", kind.NOT_SCHEDULED),
        ("other", kind.NOT_SCHEDULED),
        ("again", kind.DONE_TWICE),
    ] == [(each.entry, each.kind) for each in found]


def test_log_is_held_against_the_guide_alone_where_there_is_no_schedule() -> None:
    assert () == find_log_deviations([log(scheduled_at=june(1, 5))], GUIDE)


def test_entry_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(DefinitionError, match=r"log-1 ended at .*, before it started"):
        log(hours=-1)
    with pytest.raises(DefinitionError, match="the effort of log-1 is negative"):
        log(effort=-HOUR)
    with pytest.raises(DefinitionError, match="two entries of the log are called 'log-1'"):
        find_log_deviations([log(), log()], GUIDE)


@pytest.mark.parametrize("duration", [timedelta(), -HOUR])
def test_instruction_that_takes_no_time_is_refused(duration: timedelta) -> None:
    with pytest.raises(DefinitionError, match="say how long it takes"):
        draft(duration=duration)
    with pytest.raises(DefinitionError, match="backup-1"):
        draft().revise(duration=duration, at=june(1), by=OWNER)


def test_tasks_that_are_each_to_be_over_before_the_other_are_refused() -> None:
    one = approve(after=(WEB_TASK,))
    other = approve("web-1", WEB_TASK, after=(BACKUP,))

    with pytest.raises(CycleError) as caught:
        OperationsGuide([task(), task(WEB_TASK)], [one, other])

    assert {BACKUP, WEB_TASK} == set(caught.value.cycle)


def test_order_of_an_instruction_that_nobody_works_by_closes_no_circle() -> None:
    old = approve(after=(WEB_TASK,)).retire(reason="replaced", at=june(1), by=OWNER)
    new = approve("web-1", WEB_TASK, after=(BACKUP,))

    assert OperationsGuide([task(), task(WEB_TASK)], [old, new]).find_instruction(old.id) == old
