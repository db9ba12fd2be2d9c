"""Attainment counts each case in the period that decided it, and every ticket somewhere."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from lives import hours, note, tell
from mof.agreements import OLA, SLA, Clock, Target
from mof.calendars import Calendar
from mof.errors import NaiveTimestampError
from mof.incidents import Incident, IncidentState
from mof.judgements import (
    Attainment,
    CaseCount,
    judge,
    judge_all,
    measure_attainment,
    reconcile_judgements,
    summarize_attainment,
)
from mof.judgements._attainment import summarize_trends
from mof.judgements._reconciliation import Reconciliation
from mof.records import Priority
from mof.values import AgreementId, IncidentId, Period, ServiceId, TargetStatus
from world import CALENDAR, HOUR, MAIL, NETWORK

S = IncidentState
RESOLVED, CANCELLED = S.RESOLVED, S.CANCELLED
WEEK = Period(hours(0), hours(168))
TARGET = Target(Clock.RESOLUTION, 8 * HOUR, required_share="0.8", tolerance="0.2")


TWICE = (
    Target(Clock.RESOLUTION, 8 * HOUR),
    Target(Clock.RESOLUTION, HOUR, calendar=Calendar.always()),
)


def agree(*targets: Target, **changes: Any) -> SLA:
    given = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": targets or (TARGET,),
        "valid_from": date(2026, 1, 1),
        "version": "1",
    }
    return SLA(AgreementId("sla-mail"), **{**given, **changes})


def attain(*incidents: Incident, during: Period = WEEK, at: float = 500) -> Attainment:
    (attainment,) = measure_attainment(incidents, agree(), during=during, as_of=hours(at))
    return attainment


def reconcile(
    records: Iterable[Incident], agreements: Iterable[SLA], *, as_of: datetime
) -> Reconciliation:
    known = [record for record in records if record.as_of(as_of).history]
    judgements = judge_all(known, agreements, as_of=as_of)
    return reconcile_judgements([record.id for record in known], judgements, clock="resolution")


MET = tell(note(8, RESOLVED), name="met")
LATE = tell(note(30, RESOLVED), name="late")
VOID = tell(note(1, CANCELLED), name="void")
OPEN = tell(opened=490, name="open")


def resolve(count: int, *, late: int) -> list[Incident]:
    return [tell(note(30 if n < late else 1, RESOLVED), name=str(n)) for n in range(count)]


def test_share_is_of_those_decided_in_the_period() -> None:
    attainment = attain(MET, LATE, VOID, OPEN)

    assert (attainment.met, attainment.breached) == (("met",), ("late",))
    assert (attainment.void, attainment.undecided) == (("void",), ("open",))
    assert (attainment.counted, attainment.share) == (2, Fraction(1, 2))
    assert attainment.status is TargetStatus.OUTSIDE_TOLERANCE


def test_trend_has_the_same_attainment_for_each_period_as_by_itself() -> None:
    records = [MET, LATE, VOID, OPEN]
    weeks = (WEEK, Period(hours(168), hours(336)), Period(hours(20), hours(40)))
    judged = [j for record in records for j in judge(record, agree(*TWICE), as_of=hours(500))]

    trends = summarize_trends(judged, agree(*TWICE), during=weeks, as_of=hours(500))

    assert trends == tuple(
        zip(
            *(
                summarize_attainment(judged, agree(*TWICE), during=each, as_of=hours(500))
                for each in weeks
            ),
            strict=True,
        )
    )
    assert [(1, 1), (0, 0), (0, 1)] == [(len(a.met), len(a.breached)) for a in trends[0]]


@pytest.mark.parametrize(
    "late, expected",
    [
        (0, TargetStatus.MET),
        (2, TargetStatus.MET),
        (3, TargetStatus.MISSED_WITHIN_TOLERANCE),
        (4, TargetStatus.MISSED_WITHIN_TOLERANCE),
        (5, TargetStatus.OUTSIDE_TOLERANCE),
    ],
)
def test_tolerance_bands_are_exact(late: int, expected: TargetStatus) -> None:
    assert attain(*resolve(10, late=late)).status is expected


def test_third_is_a_third() -> None:
    assert attain(*resolve(3, late=2)).share == Fraction(1, 3)


@pytest.mark.parametrize("incidents", [(), (VOID,), (OPEN,)], ids=["none", "void", "undecided"])
def test_empty_period_is_never_met(incidents: tuple[Incident, ...]) -> None:
    attainment = attain(*incidents)

    assert attainment.share is None
    assert attainment.status is TargetStatus.NO_DATA


def test_breach_counts_when_it_happened_even_while_the_record_runs_on() -> None:
    monday, tuesday = Period(hours(0), hours(15)), Period(hours(15), hours(39))
    running = tell(name="running")

    assert attain(running, during=monday).decided_outside == ("running",)
    assert attain(running, during=tuesday).breached == ("running",)
    assert attain(running, during=tuesday, at=24).undecided == ("running",)


def test_met_counts_when_it_stopped_and_void_when_it_ended() -> None:
    first, second = Period(hours(0), hours(8)), Period(hours(8), hours(9))

    assert attain(MET, during=first).decided_outside == ("met",)
    assert attain(MET, during=second).met == ("met",)
    assert attain(VOID, during=second).decided_outside == ("void",)


def test_periods_side_by_side_count_each_case_once() -> None:
    incidents = [tell(note(n, RESOLVED), name=str(n)) for n in range(40)]
    days = [Period(hours(24 * n), hours(24 * n + 24)) for n in range(5)]

    counted = Counter(
        name
        for day in days
        for attainment in [attain(*incidents, during=day)]
        for name in (*attainment.met, *attainment.breached)
    )

    assert counted == Counter(str(n) for n in range(40))


def test_attainment_says_what_it_is_of() -> None:
    attainment = attain()

    assert (attainment.agreement, attainment.version) == ("sla-mail", "1")
    assert (attainment.target, attainment.period) == (TARGET, WEEK)
    assert attainment.as_of == hours(500)


def test_each_target_is_measured_by_itself() -> None:
    targets = (
        Target(Clock.RESOLUTION, HOUR, priorities=[Priority.P1]),
        Target(Clock.RESOLUTION, 8 * HOUR, priorities=[Priority.P2]),
    )
    incidents = [tell(note(2, RESOLVED), priority=p, name=p.value) for p in Priority]

    found = measure_attainment(incidents, agree(*targets), during=WEEK, as_of=hours(99))

    assert [(each.target, each.met, each.breached) for each in found] == [
        (targets[0], (), ("1",)),
        (targets[1], ("2",), ()),
    ]


@pytest.mark.parametrize(
    "targets",
    [(TARGET,), (Target(Clock.RESOLUTION, HOUR),)],
    ids=["same target", "another target"],
)
def test_versions_of_one_agreement_are_measured_apart(targets: tuple[Target, ...]) -> None:
    turn = date(2026, 6, 3)
    versions = agree(valid_until=turn), agree(*targets, valid_from=turn, version="2")
    incidents = [MET, tell(note(49, RESOLVED), opened=48, name="new")]
    judgements = [j for i in incidents for a in versions for j in judge(i, a, as_of=hours(99))]

    found = [
        attainment
        for version in versions
        for attainment in summarize_attainment(judgements, version, during=WEEK, as_of=hours(99))
    ]

    assert [(each.version, each.met) for each in found] == [("1", ("met",)), ("2", ("new",))]


def test_visits_of_one_record_count_each() -> None:
    ola = OLA(
        AgreementId("ola"),
        service=MAIL,
        calendar=CALENDAR,
        targets=[Target(Clock.RESOLUTION, HOUR)],
        valid_from=date(2026, 1, 1),
        version="1",
        team=NETWORK,
    )
    told = tell(note(1, team="network"), note(1.5, team="desk"), note(2, team="network"))

    (attainment,) = measure_attainment([told], ola, during=WEEK, as_of=hours(2.5))

    assert (attainment.met, attainment.breached) == (("incident-1",), ())
    assert attainment.undecided == ("incident-1",)


def test_last_month_is_reproduced_today() -> None:
    told = tell(note(30, RESOLVED), note(2, IncidentState.PENDING, recorded=200), name="late")

    then = attain(LATE, at=100)

    assert attain(told, at=100) == then
    assert attain(told, at=200).met == ("late",)


def test_naive_instant_is_refused() -> None:
    with pytest.raises(NaiveTimestampError):
        measure_attainment([], agree(), during=WEEK, as_of=datetime(2026, 6, 1))


def test_every_ticket_is_counted_in_exactly_one_place() -> None:
    targets = (
        Target(Clock.RESOLUTION, 8 * HOUR, priorities=[Priority.P2]),
        Target(Clock.CLOSURE, HOUR),
    )
    waiting = note(1, IncidentState.PENDING)
    planned = Incident(
        IncidentId("planned"),
        (note(900, S.OPEN, recorded=1, service=MAIL, priority=Priority.P2),),
        opened_at=hours(900),
    )
    incidents = [
        *(tell(note(n, RESOLVED), priority=Priority.P2, name=f"m{n}") for n in range(3)),
        *(tell(note(30 + n, RESOLVED), priority=Priority.P2, name=f"b{n}") for n in range(4)),
        tell(note(1, CANCELLED), priority=Priority.P2, name="cancelled"),
        tell(waiting, priority=Priority.P2, name="paused"),
        tell(opened=95, priority=Priority.P2, name="running"),
        planned,
        tell(priority=Priority.P5, name="no target"),
        tell(name="no target either"),
        tell(service=ServiceId("web"), name="no agreement"),
        tell(opened=101, name="not known yet"),
    ]

    reconciliation = reconcile(incidents, [agree(*targets)], as_of=hours(100))

    assert dict(reconciliation.counts) == {
        CaseCount.MET: 3,
        CaseCount.BREACHED: 4,
        CaseCount.RUNNING: 3,
        CaseCount.VOID: 1,
        CaseCount.NO_TARGET: 2,
        CaseCount.NO_AGREEMENT: 1,
        CaseCount.UNKNOWN: 0,
    }
    assert reconciliation.total == 14
    assert reconciliation.is_reconciled
    assert reconciliation[CaseCount.BREACHED] == 4


@pytest.mark.parametrize(
    "agreements, expected",
    [
        ((agree(),), CaseCount.MET),
        ((agree(*TWICE),), CaseCount.BREACHED),
        ((agree(Target(Clock.RESOLUTION, HOUR, priorities=[Priority.P1])), agree()), CaseCount.MET),
        ((agree(Target(Clock.CLOSURE, HOUR)),), CaseCount.NO_AGREEMENT),
        ((), CaseCount.NO_AGREEMENT),
    ],
)
def test_ticket_with_several_judgements_stands_as_the_worst(
    agreements: tuple[SLA, ...], expected: CaseCount
) -> None:
    reconciliation = reconcile([MET], agreements, as_of=hours(99))

    assert reconciliation[expected] == 1
    assert reconciliation.total == 1


def test_worst_is_breached_then_running_then_met() -> None:
    always = Target(Clock.RESOLUTION, 99 * HOUR, calendar=Calendar.always())
    tight = Target(Clock.RESOLUTION, HOUR)

    def place(*targets: Target) -> CaseCount:
        judgements = judge(tell(), agree(*targets), as_of=hours(2))
        counts = reconcile_judgements(["incident-1"], judgements, clock="resolution").counts
        return next(count for count, number in counts if number)

    assert place(always) is CaseCount.RUNNING
    assert place(always, tight) is CaseCount.BREACHED


def test_nothing_reconciles() -> None:
    empty = reconcile([], [agree()], as_of=datetime(2026, 6, 1, tzinfo=UTC))

    assert (empty.total, empty.is_reconciled) == (0, True)
    assert {number for _, number in empty.counts} == {0}
