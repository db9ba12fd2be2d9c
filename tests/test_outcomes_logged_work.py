"""Outcomes of Operations: its work as guide, schedule and log tell of it."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from mof.calendars import Calendar
from mof.errors import ArgumentError, DefinitionError
from mof.framework import SMF
from mof.operations import OperationsData, OperationsGuide
from mof.outcomes import MEASURES, measure_outcomes
from mof.outcomes._all_outcomes import measure_operations
from mof.outcomes._logged_work import (
    NEW_SERVICES,
    find_new_services,
    measure_automated_work,
    measure_available_time,
    measure_instructed_tasks,
    measure_on_schedule,
    measure_reactive_work,
    measure_staff_use,
    measure_wanted_outcomes,
)
from mof.services import Outage, Service
from mof.values import PersonId, ServiceId
from operations_world import (
    ADMINISTRATOR,
    GUIDE,
    HOUR,
    MAIL,
    MAY,
    OSLO,
    REORG,
    ROBOT,
    WEB,
    WEEK,
    approve,
    june,
    log,
    plan_week,
    release,
    task,
    time_it,
)

SPAN: Any = {"during": WEEK, "as_of": WEEK.end}
DAY = Calendar.weekdays("09:00-13:00", tz=OSLO)
ENTRIES = (
    log("good", has_wanted_outcome=True),
    log("bad", has_wanted_outcome=False, is_reactive=True, effort=3 * HOUR, by=ADMINISTRATOR),
    log("unsaid"),
    log("tool", by=ROBOT, service=WEB, has_wanted_outcome=True),
    log("going on", hours=None),
    log("next week", 170),
    log("later", recorded_at=june(9)),
)


def test_on_schedule_is_what_began_and_was_over_in_time() -> None:
    entries = [
        log("in time", 0.25, 1, scheduled_at=june(1)),
        log("late", 24.5, 1, scheduled_at=june(2)),
        log("too long", 48, 2, scheduled_at=june(3)),
        log("going on", 72, None, scheduled_at=june(4)),
        log("early", 119.75, 1, scheduled_at=june(6)),
        log("not known yet", 96, 1, scheduled_at=june(5), recorded_at=june(9)),
    ]

    outcome = measure_on_schedule(
        plan_week(GUIDE, time_it()), entries, during=WEEK, as_of=june(6, 1)
    )

    assert (Fraction(2, 6), 6, 1) == (outcome.value, outcome.cases, outcome.open)
    assert (Fraction(2, 7), Fraction(3, 7)) == (outcome.least, outcome.most)
    assert outcome.evidence == (
        "backup-1 at 2026-06-01 00:00:00+00:00",
        "backup-1 at 2026-06-06 00:00:00+00:00",
    )


def test_on_schedule_asks_only_of_the_services_named_and_of_the_period() -> None:
    schedule = plan_week(GUIDE, time_it())
    first = evolve(WEEK, end=june(2))

    of_web = measure_on_schedule(schedule, [], services=[WEB], **SPAN)
    of_monday = measure_on_schedule(schedule, [], during=first, as_of=WEEK.end)

    assert (None, 0, NEW_SERVICES) == (of_web.value, of_web.cases, of_web.part)
    assert (Fraction(0), 1, "") == (of_monday.value, of_monday.cases, of_monday.part)


def test_wanted_outcome_is_of_the_work_whose_outcome_is_known() -> None:
    whole = measure_wanted_outcomes(ENTRIES, **SPAN)
    of_mail = measure_wanted_outcomes(ENTRIES, services=[MAIL], **SPAN)

    assert (Fraction(2, 3), 3, ("unsaid",)) == (whole.value, whole.cases, whole.unknown)
    assert Fraction(1, 2) == of_mail.value


def test_automated_share_is_of_the_work_done() -> None:
    outcome = measure_automated_work(ENTRIES, **SPAN)

    assert (Fraction(1, 4), ("tool",)) == (outcome.value, outcome.evidence)
    assert measure_automated_work([], **SPAN).value is None


def test_reactive_share_is_of_the_effort() -> None:
    outcome = measure_reactive_work(ENTRIES, **SPAN)

    assert (Fraction(3, 5), 4, ("bad",)) == (outcome.value, outcome.cases, outcome.evidence)


def test_staff_use_is_effort_by_available_hours() -> None:
    hours = {PersonId("person-022"): DAY, PersonId("person-099"): DAY}

    whole = measure_staff_use(ENTRIES, hours, **SPAN)
    early = measure_staff_use(ENTRIES, hours, during=WEEK, as_of=WEEK.start - HOUR)

    assert (Fraction(2, 40), ("good", "unsaid")) == (whole.value, whole.evidence)
    assert early.value is None


def test_instructed_share_is_of_the_tasks_at_the_end() -> None:
    guide = OperationsGuide([task(), task(REORG, WEB)], [approve()])

    outcome = measure_instructed_tasks(guide, **SPAN)

    assert (Fraction(1, 2), ("backup",)) == (outcome.value, outcome.evidence)
    assert measure_instructed_tasks(OperationsGuide(), **SPAN).value is None


def test_available_time_is_without_outages_the_worst_at_a_time() -> None:
    outages = {
        MAIL: [
            Outage(WEEK.start - HOUR, june(1, 12)),
            Outage(june(1), june(2), weight="0.5"),
            Outage(june(9), june(10)),
        ],
        WEB: [],
    }

    whole = measure_available_time(outages, **SPAN)
    early = measure_available_time(outages, during=WEEK, as_of=WEEK.start)

    assert 1 - Fraction(12 + 6, 2 * 7 * 24) == whole.value
    assert (2, ("mail",)) == (whole.cases, whole.evidence)
    assert early.value is None


def test_outage_that_goes_on_counts_until_then() -> None:
    outcome = measure_available_time(
        {MAIL: [Outage(june(1), june(5), recorded_at=june(1))]}, during=WEEK, as_of=june(3)
    )

    assert Fraction(0) == outcome.value


def test_new_services_are_those_deployed_lately() -> None:
    services = [
        release(ServiceId("new"), june(2)),
        release(ServiceId("old"), MAY),
        release(ServiceId("to come"), june(30)),
        Service(ServiceId("listed"), "Listed", deployed_at=WEEK.start - timedelta(days=20)),
        Service(ServiceId("unknown"), "Unknown"),
    ]

    assert {"new", "listed"} == find_new_services(services, **SPAN)


DATA = OperationsData(
    guide=GUIDE,
    schedule=plan_week(GUIDE, time_it()),
    log=ENTRIES,
    hours={PersonId("person-022"): DAY},
)


def test_all_outcomes_of_operations_are_told_in_order() -> None:
    outcomes = measure_operations(
        DATA, services=[release(MAIL, WEEK.start - timedelta(days=20))], outages={MAIL: []}, **SPAN
    )

    own = [measure for measure in MEASURES if measure.smf is SMF.OPERATIONS]
    of_new = [each.measure for each in outcomes if each.part == NEW_SERVICES]
    assert own == list(dict.fromkeys(each.measure for each in outcomes))
    assert [MEASURES["on schedule"], MEASURES["wanted outcome"]] == of_new
    assert all(each.value is not None for each in outcomes)


@pytest.mark.parametrize(
    "data, known",
    [
        (OperationsData(), set()),
        (OperationsData(guide=GUIDE), {MEASURES["instructed tasks"]}),
        (OperationsData(schedule=DATA.schedule), set()),
        (OperationsData(log=[], hours=dict(DATA.hours)), {MEASURES["staff use"]}),
    ],
)
def test_what_nobody_keeps_is_not_known(data: OperationsData, known: Any) -> None:
    outcomes = measure_operations(data, **SPAN)

    assert known == {each.measure for each in outcomes if each.value is not None}
    assert MEASURES["available time"] in {each.measure for each in outcomes}


def test_outcomes_of_operations_stand_among_all() -> None:
    outcomes = measure_outcomes(operations=DATA, services=[], **SPAN)

    assert {*measure_operations(DATA, **SPAN)} <= {*outcomes}


def test_something_else_than_the_data_is_refused() -> None:
    with pytest.raises(ArgumentError, match="expected an OperationsData"):
        measure_operations(GUIDE, **SPAN)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(ArgumentError, match="plan one first"):
        measure_on_schedule(None, [], **SPAN)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(ArgumentError, match="hand over the guide"):
        measure_instructed_tasks(None, **SPAN)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(DefinitionError, match="two entries of the log are called 'log-1'"):
        OperationsData(log=[log(), log()])
