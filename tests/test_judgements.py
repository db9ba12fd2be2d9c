"""Judgements are exact, final only when decided, and explain every microsecond."""

import pickle
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    AssignmentCounting,
    Clock,
    Deadline,
    OnPriorityChange,
    Pause,
    Target,
    UnderpinningContract,
)
from mof.agreements._cycles import Cycle
from mof.agreements._targets import kind_of
from mof.calendars import BusinessDays, Calendar
from mof.errors import DefinitionError, HorizonError, NaiveTimestampError, NoOpenTimeError
from mof.help_requests import (
    InformationRequest,
    PendingReason,
    RequestCategory,
    RequestEvent,
    RequestState,
)
from mof.incidents import Incident, IncidentState
from mof.judgements import Judgement, TimePartLabel, Verdict, find_breaches, judge, judge_all
from mof.judgements._breaches import Measurement, measure
from mof.judgements._priority_changes import Superseded
from mof.judgements._time_parts import _label_open
from mof.problems import Problem, ProblemState
from mof.records import Entry, Priority
from mof.values import AgreementId, HelpRequestId, IncidentId, ProblemId, ServiceId
from world import CALENDAR, CARRIER, HOUR, MAIL, NETWORK, prioritize_incident

S, V = IncidentState, Verdict
BUSY, PENDING, RESOLVED, CANCELLED = S.IN_PROGRESS, S.PENDING, S.RESOLVED, S.CANCELLED
USER = PendingReason.USER
P1, P2, P3 = Priority.P1, Priority.P2, Priority.P3
MICROSECOND = timedelta(microseconds=1)
ALWAYS = Calendar.always()
RESOLUTION = Target(Clock.RESOLUTION, 8 * HOUR)
BY_PRIORITY = (
    Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P1]),
    Target(Clock.RESOLUTION, 8 * HOUR, priorities=[P2, P3]),
)


PROBLEM = Problem(
    ProblemId("problem-1"),
    [Entry(hours(1), state=ProblemState.DOCUMENTED, changes={"services": (MAIL,)})],
)


def agree(*targets: Target, **changes: Any) -> SLA:
    given = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": targets or (RESOLUTION,),
        "valid_from": date(2026, 1, 1),
        "version": "2026-1",
    }
    return SLA(AgreementId("sla-mail"), **{**given, **changes})


def judge_one(
    incident: Incident, *targets: Target, at: float | datetime = 200, **changes: Any
) -> Judgement:
    as_of = at if isinstance(at, datetime) else hours(at)
    (judgement,) = judge(incident, agree(*targets, **changes), as_of=as_of)
    return judgement


def gauge(
    *pauses: tuple[float, float | None],
    start: float = 0,
    stop: float | None = None,
    within: timedelta | BusinessDays = 8 * HOUR,
    at: float = 200,
    calendar: Calendar = CALENDAR,
) -> Measurement:
    cycle = Cycle(
        hours(start),
        None if stop is None else hours(stop),
        pauses=tuple(Pause(hours(a), None if b is None else hours(b)) for a, b in pauses),
    )
    return measure(cycle, within, calendar, as_of=hours(at))


class TestMeasure:
    def test_exactly_on_target_is_in_time(self) -> None:
        assert gauge(stop=8).breached_at is None
        assert gauge(stop=8).due_at == hours(8)

    def test_night_after_the_last_minute_is_still_in_time(self) -> None:
        assert [None, None] == [gauge(stop=stop).breached_at for stop in (20, 24)]

    def test_breach_across_a_closing_is_at_the_next_opening(self) -> None:
        late = measure(
            Cycle(hours(0), hours(24) + MICROSECOND), 8 * HOUR, CALENDAR, as_of=hours(99)
        )

        assert (late.due_at, late.breached_at) == (hours(8), hours(24))
        assert late.elapsed == 8 * HOUR + MICROSECOND

    def test_breach_within_hours_is_when_it_was_due(self) -> None:
        late = gauge(within=2 * HOUR, stop=2.5)

        assert late.due_at == late.breached_at == hours(2)

    def test_one_microsecond_too_late_is_too_late(self) -> None:
        late = measure(Cycle(hours(0), hours(2) + MICROSECOND), 2 * HOUR, CALENDAR, as_of=hours(9))

        assert late.breached_at == hours(2)

    def test_pause_counts_only_the_open_time_in_it(self) -> None:
        paused = gauge((7, 25), stop=26)

        assert (paused.elapsed, paused.paused) == (8 * HOUR, 2 * HOUR)

    def test_pause_wholly_outside_hours_changes_nothing(self) -> None:
        assert gauge((9, 23), stop=26) == gauge(stop=26)

    def test_overlapping_pauses_unite(self) -> None:
        assert gauge((1, 3), (2, 4), (2, 2.5), stop=8) == gauge((1, 4), stop=8)

    def test_pauses_count_in_whatever_order_they_are_named(self) -> None:
        assert gauge((5, 6), (1, 3), stop=8) == gauge((1, 3), (5, 6), stop=8)

    def test_pause_before_the_start_and_after_the_stop_counts_as_far_as_it_reaches(self) -> None:
        paused = gauge((-5, 1), (7, 30), start=0, stop=8)

        assert (paused.elapsed, paused.paused) == (6 * HOUR, 2 * HOUR)

    def test_pause_after_the_breach_moves_nothing(self) -> None:
        early, paused = gauge(within=2 * HOUR, stop=8), gauge((3, 5), within=2 * HOUR, stop=8)

        assert early.due_at == paused.due_at == hours(2)
        assert early.breached_at == paused.breached_at == hours(2)
        assert paused.elapsed == 6 * HOUR

    def test_pause_from_the_last_minute_on_puts_off_the_breach_but_not_when_it_was_due(
        self,
    ) -> None:
        paused = gauge((2, 4), within=2 * HOUR, stop=5)

        assert (paused.due_at, paused.breached_at) == (hours(2), hours(4))

    def test_stop_at_the_end_of_such_a_pause_is_in_time(self) -> None:
        assert gauge((2, 4), within=2 * HOUR, stop=4).breached_at is None

    def test_second_pause_after_the_last_minute_puts_off_the_breach_again(self) -> None:
        paused = gauge((2, 4), (8, 24), within=2 * HOUR, stop=26, at=99)

        assert paused.breached_at == hours(4)
        closed = gauge((2, 8), (8, 25), within=2 * HOUR, stop=26, at=99)
        assert closed.breached_at == hours(25)

    def test_paused_clock_is_due_as_if_it_went_on_at_once(self) -> None:
        assert [gauge((2, None), at=at).due_at for at in (2, 3, 10)] == [
            hours(8),
            hours(25),
            hours(30),
        ]

    def test_clock_paused_from_its_start_has_counted_nothing(self) -> None:
        paused = gauge((0, 3), stop=3)

        assert (paused.elapsed, paused.paused) == (timedelta(0), 3 * HOUR)
        assert paused.due_at == hours(3 + 16 + 8)

    def test_clock_stopped_at_its_start_has_counted_nothing(self) -> None:
        assert gauge(stop=0) == gauge((0, 5), stop=0)
        assert gauge(stop=0).elapsed == timedelta(0)

    def test_stop_before_the_start_counts_nothing(self) -> None:
        early = gauge(start=5, stop=2)

        assert (early.elapsed, early.paused, early.due_at) == (
            timedelta(0),
            timedelta(0),
            hours(29),
        )

    def test_microseconds_are_kept(self) -> None:
        odd = 2 * HOUR + timedelta(microseconds=7)

        assert gauge(within=odd, stop=8).breached_at == hours(0) + odd

    def test_limit_reached_at_the_beginning_of_1970_is_reached_then(self) -> None:
        epoch = datetime(1970, 1, 1, tzinfo=UTC)

        late = measure(Cycle(epoch - HOUR, epoch + HOUR), HOUR, ALWAYS, as_of=epoch + HOUR)

        assert late.due_at == late.breached_at == epoch

    def test_hour_is_an_hour_of_real_time_when_clocks_go_forward(self) -> None:
        nights = Calendar(tz="Europe/Oslo", weekly={"sat": [("22:00", "06:00")]})
        start = datetime(2026, 3, 28, 21, tzinfo=UTC)  # 22:00

        late = measure(
            Cycle(start), 7 * HOUR + MICROSECOND, nights, as_of=start + timedelta(days=1)
        )

        assert late.elapsed == 7 * HOUR
        assert late.due_at == datetime(2026, 4, 4, 20, tzinfo=UTC) + MICROSECOND

    @pytest.mark.parametrize(
        "start, within, allowance, due",
        [
            (1, 1, 8, 25),  # Tuesday, 10:00
            (97, 1, 8, 169),  # from Friday, 10:00, to Monday, 10:00
            (123, 1, 8, 176),  # from Saturday: all of Monday
            (12, 1, 8, 32),  # after hours: until the closing of the next day
        ],
    )
    def test_business_days_keep_the_wall_clock(
        self, start: float, within: int, allowance: float, due: float
    ) -> None:
        limit = gauge(start=start, within=BusinessDays(within), at=300)

        assert (limit.allowance, limit.due_at) == (allowance * HOUR, hours(due))

    def test_pauses_move_business_days_as_they_move_hours(self) -> None:
        assert gauge((2, 4), within=BusinessDays(1), at=99).due_at == hours(26)

    def test_business_day_leaves_a_whole_one_where_hours_differ(self) -> None:
        evenings = Calendar(
            tz="Europe/Oslo", weekly={"mon": [("09:00", "10:00")], "tue": [("19:00", "20:00")]}
        )
        limit = gauge(start=0.5, within=BusinessDays(1), at=99, calendar=evenings)

        assert (limit.allowance, limit.due_at) == (1.5 * HOUR, hours(35))

    def test_business_days_last_to_the_end_of_the_day_where_the_target_says_so(self) -> None:
        limit = gauge(start=1, within=BusinessDays(1, end_of_day=True), at=300)

        assert (limit.allowance, limit.due_at) == (15 * HOUR, hours(32))

    def test_due_is_unknown_where_the_calendar_never_opens_that_long(self) -> None:
        once = Calendar(tz="Europe/Oslo", shifts={date(2026, 6, 1): [("09:00", "11:00")]})

        assert gauge(calendar=once, at=1).due_at is None

    def test_due_is_unknown_beyond_the_years_that_calendars_cover(self) -> None:
        start = datetime(2199, 12, 31, 12, tzinfo=UTC)

        assert measure(Cycle(start), timedelta(days=9), ALWAYS, as_of=start).due_at is None


class TestVerdict:
    @pytest.mark.parametrize(
        "entries, at, expected",
        [
            ([], 1, V.RUNNING),
            ([note(1, PENDING, USER)], 2, V.PAUSED),
            ([note(1, PENDING, USER)], 1, V.PAUSED),
            ([note(1, PENDING, USER), note(2, BUSY)], 2, V.RUNNING),
            ([note(8, RESOLVED)], 8, V.MET),
            ([note(8, RESOLVED)], 7, V.RUNNING),
            ([note(30, RESOLVED)], 24, V.RUNNING),
            ([note(30, RESOLVED)], 24.1, V.BREACHED),
            ([note(30, RESOLVED)], 99, V.BREACHED),
            ([note(25, PENDING, USER)], 99, V.BREACHED),
            ([note(3, CANCELLED)], 99, V.VOID),
            ([note(3, RESOLVED), note(5, CANCELLED)], 99, V.MET),
            ([note(3, RESOLVED), note(5, BUSY)], 5, V.RUNNING),
            ([note(3, RESOLVED), note(5, BUSY), note(7, RESOLVED)], 99, V.MET),
        ],
    )
    def test_verdict_is_that_of_the_instant(
        self, entries: list[Any], at: float, expected: Verdict
    ) -> None:
        assert judge_one(tell(*entries), at=at).verdict is expected

    def test_breach_that_had_happened_stands_when_the_record_is_cancelled(self) -> None:
        judgement = judge_one(tell(note(30, CANCELLED)))

        assert judgement.verdict is V.BREACHED
        assert (judgement.breached_at, judgement.voided_at) == (hours(24), hours(30))

    def test_time_resolved_before_a_reopening_counts_as_paused(self) -> None:
        told = tell(note(7, RESOLVED), note(25, BUSY), note(26, RESOLVED))

        judgement = judge_one(told)

        assert (judgement.elapsed, judgement.paused) == (8 * HOUR, 2 * HOUR)
        assert judgement.verdict is V.MET

    def test_close_before_the_open_is_undone_by_the_open(self) -> None:
        told = tell(note(-2, S.CLOSED))

        assert judge_one(told, Target(Clock.CLOSURE, HOUR), at=1).verdict is V.RUNNING

    def test_close_before_the_start_without_an_open_is_met_at_the_start(self) -> None:
        closed = note(-2, S.CLOSED, service=MAIL)
        told = Incident(IncidentId("incident-1"), (closed,), opened_at=hours(0))

        judgement = judge_one(told, Target(Clock.CLOSURE, HOUR))

        assert (judgement.verdict, judgement.stopped_at) == (V.MET, hours(0))
        assert judgement.elapsed == timedelta(0)

    def test_record_that_the_agreement_does_not_speak_of_has_no_judgement(self) -> None:
        assert judge(tell(service=ServiceId("web")), agree(), as_of=hours(9)) == ()
        assert judge(tell(), agree(valid_until=date(2026, 2, 1)), as_of=hours(9)) == ()

    def test_record_that_nobody_knew_of_has_no_judgement(self) -> None:
        assert judge(tell(), agree(), as_of=hours(-1)) == ()

    def test_record_announced_ahead_has_not_started(self) -> None:
        planned = Incident(
            IncidentId("i"), (note(5, S.OPEN, recorded=1, service=MAIL),), opened_at=hours(5)
        )

        judgement = judge_one(planned, at=2)

        assert (judgement.verdict, judgement.target) == (V.NOT_STARTED, None)
        assert judge_one(planned, at=5).verdict is V.RUNNING

    @pytest.mark.parametrize("priority", [None, P3])
    def test_priority_without_a_target_has_none(self, priority: Priority | None) -> None:
        told = tell(note(0, priority=priority), note(99, RESOLVED))

        judgement = judge_one(told, BY_PRIORITY[0])

        assert judgement.verdict is V.NO_TARGET
        assert judgement.priority is priority
        assert (judgement.due_at, judgement.remaining, judgement.decided_at) == (None, None, None)

    def test_judgement_names_what_it_was_reached_from(self) -> None:
        judgement = judge_one(tell(note(0, priority=P2), note(8, RESOLVED)), *BY_PRIORITY)

        assert (judgement.record, judgement.agreement) == ("incident-1", "sla-mail")
        assert (judgement.version, judgement.clock, judgement.cycle) == ("2026-1", "resolution", 1)
        assert (judgement.target, judgement.priority) == (BY_PRIORITY[1], P2)
        assert (judgement.calendar, judgement.as_of) == (CALENDAR, hours(200))
        assert (judgement.started_at, judgement.stopped_at) == (hours(0), hours(8))
        assert judgement.allowance == 8 * HOUR
        assert judgement.remaining == timedelta(0)
        assert str(judgement) == "incident-1: resolution met (sla-mail 2026-1)"

    def test_version_in_force_at_the_start_judges(self) -> None:
        turn = date(2026, 6, 3)
        versions = agree(valid_until=turn), agree(valid_from=turn, version="2026-2")

        found = [
            judgement.version
            for opened in (0, 39)
            for agreement in versions
            for judgement in judge(tell(opened=opened), agreement, as_of=hours(50))
        ]

        assert found == ["2026-1", "2026-2"]

    def test_target_may_have_its_own_calendar(self) -> None:
        always = Target(Clock.RESOLUTION, 8 * HOUR, calendar=ALWAYS)

        judgement = judge_one(tell(opened=4), always, at=12)

        assert (judgement.calendar, judgement.due_at) == (ALWAYS, hours(12))

    def test_each_clock_has_its_judgement_in_the_order_of_the_targets(self) -> None:
        targets = [Target(clock, HOUR) for clock in (Clock.CLOSURE, Clock.RESPONSE)]

        judgements = judge(tell(note(0.5, BUSY)), agree(*targets), as_of=hours(2))

        assert [(j.clock, j.verdict) for j in judgements] == [
            ("closure", V.BREACHED),
            ("response", V.MET),
        ]

    def test_targets_of_one_clock_may_pause_differently(self) -> None:
        never = Target(Clock.RESOLUTION.without_pauses(), 8 * HOUR, priorities=[P1])
        other = Target(Clock.RESOLUTION, 8 * HOUR, priorities=[P2])
        entries = (note(1, PENDING, USER), note(7, BUSY))

        urgent = judge_one(tell(*entries, priority=P1), never, other, at=8)
        usual = judge_one(tell(*entries, priority=P2), never, other, at=8)

        assert (urgent.elapsed, usual.elapsed) == (8 * HOUR, 2 * HOUR)

    def test_naive_instant_is_refused(self) -> None:
        with pytest.raises(NaiveTimestampError):
            judge(tell(), agree(), as_of=datetime(2026, 6, 2))

    @pytest.mark.parametrize("year", [1, 1899, 2200, 9999])
    def test_years_beyond_those_of_calendars_are_refused(self, year: int) -> None:
        opened = datetime(year, 6, 1, tzinfo=UTC)
        entry = evolve(note(0, S.OPEN, service=MAIL), at=opened, recorded_at=opened)
        incident = Incident(IncidentId("i"), (entry,), opened_at=opened)
        agreement = agree(valid_from=datetime(1, 1, 1, tzinfo=UTC))

        with pytest.raises(HorizonError):
            judge(incident, agreement, as_of=opened)

    def test_looking_from_beyond_the_years_of_calendars_is_refused_while_running(self) -> None:
        last = datetime(9999, 12, 31, tzinfo=UTC)

        with pytest.raises(HorizonError):
            judge_one(tell(), at=last)
        assert judge_one(tell(note(1, RESOLVED)), at=last).verdict is V.MET


class TestPriorityChange:
    def test_original_start_is_kept_with_the_new_target(self) -> None:
        told = tell(note(0, priority=P2), note(1, PENDING, USER), note(2, BUSY))
        raised = evolve(told, history=(*told.history, note(6, priority=P1)))

        assert judge_one(told, *BY_PRIORITY, at=7).verdict is V.RUNNING
        judgement = judge_one(raised, *BY_PRIORITY, at=7)
        assert (judgement.verdict, judgement.breached_at) == (V.BREACHED, hours(3))

    def test_nothing_of_it_is_known_before(self) -> None:
        told = tell(note(0, priority=P2), note(6, priority=P1))

        assert judge_one(told, *BY_PRIORITY, at=5).verdict is V.RUNNING

    def test_lowering_undoes_a_breach_and_keeps_it_in_sight(self) -> None:
        told = tell(note(0, priority=P1), note(5, priority=P3), note(8, RESOLVED))

        assert judge_one(told, *BY_PRIORITY, at=4).verdict is V.BREACHED
        judgement = judge_one(told, *BY_PRIORITY)
        assert (judgement.verdict, judgement.priority) == (V.MET, P3)
        assert judgement.superseded == (Superseded(P1, BY_PRIORITY[0], hours(2), hours(5)),)

    def test_lowering_in_time_supersedes_no_breach(self) -> None:
        told = tell(note(0, priority=P1), note(2, priority=P3), note(8, RESOLVED))

        assert judge_one(told, *BY_PRIORITY).superseded == ()

    def test_pauses_of_the_time_before_count_for_the_superseded_breach(self) -> None:
        told = tell(
            note(0, priority=P1),
            note(1, PENDING, USER),
            note(4, BUSY),
            note(5, priority=P3),
            note(6, PENDING, USER),
        )

        assert judge_one(told, *BY_PRIORITY).superseded == ()
        longer = evolve(told, history=(*told.history[:-2], note(5.5, priority=P3)))
        assert [each.breached_at for each in judge_one(longer, *BY_PRIORITY).superseded] == [
            hours(5)
        ]

    def test_priorities_of_one_target_supersede_nothing(self) -> None:
        told = tell(note(0, priority=P3), note(30, priority=P2), note(31, RESOLVED))

        assert judge_one(told, *BY_PRIORITY).superseded == ()

    def test_noting_the_same_priority_again_changes_nothing(self) -> None:
        told = tell(note(0, priority=P1), note(5, priority=P1), note(6, RESOLVED))

        assert judge_one(told, *BY_PRIORITY).superseded == ()

    def test_breach_is_superseded_once_however_often_its_priority_was_noted(self) -> None:
        told = tell(note(0, priority=P1), note(5, priority=P1), note(7, priority=P3))

        assert judge_one(told, *BY_PRIORITY, at=8).superseded == (
            Superseded(P1, BY_PRIORITY[0], hours(2), hours(7)),
        )

    def test_change_after_the_stop_changes_nothing(self) -> None:
        told = tell(note(0, priority=P1), note(5, RESOLVED), note(6, priority=P3))

        judgement = judge_one(told, *BY_PRIORITY)

        assert (judgement.verdict, judgement.priority) == (V.BREACHED, P1)
        assert judgement.superseded == ()

    def test_change_at_the_instant_of_the_stop_counts(self) -> None:
        told = tell(note(0, priority=P1), note(5, RESOLVED), note(5, priority=P3))

        judgement = judge_one(told, *BY_PRIORITY)

        assert judgement.verdict is V.MET
        assert [each.priority for each in judgement.superseded] == [P1]

    def test_priority_that_is_no_priority_of_ours_is_none(self) -> None:
        assert judge_one(tell(priority="urgent"), *BY_PRIORITY).verdict is V.NO_TARGET

    def test_earlier_priority_without_a_target_supersedes_nothing(self) -> None:
        told = tell(note(0, priority=P3), note(30, priority=P1), note(31, RESOLVED))

        assert judge_one(told, BY_PRIORITY[0]).superseded == ()


class TestAsOf:
    TOLD = tell(
        note(1, BUSY),
        note(30, RESOLVED),
        note(2, PENDING, USER, recorded=40),
        note(5, BUSY, recorded=40),
    )

    def test_view_before_the_back_dated_pause_knows_nothing_of_it(self) -> None:
        assert judge_one(self.TOLD, at=39).verdict is V.BREACHED

    def test_view_after_it_does(self) -> None:
        judgement = judge_one(self.TOLD, at=40)

        assert (judgement.verdict, judgement.elapsed) == (V.BREACHED, 11 * HOUR)
        assert judgement.breached_at == hours(27)
        assert judgement.paused == 3 * HOUR

    def test_last_report_is_reproduced_whatever_was_written_since(self) -> None:
        longer = evolve(
            self.TOLD, history=(*self.TOLD.history, note(0.5, priority=P1, recorded=50))
        )

        for at in (0, 1, 10, 30, 39, 49.9):
            assert judge_one(self.TOLD, at=at) == judge_one(longer, at=at)

    def test_view_and_record_are_judged_alike(self) -> None:
        for at in (0, 1, 10, 30, 39, 40, 99):
            view = self.TOLD.as_of(hours(at))
            assert judge_one(self.TOLD, at=at) == judge_one(view, at=at)

    def test_late_view_of_an_early_record_is_not_today(self) -> None:
        assert judge_one(self.TOLD.as_of(hours(10)), at=99).verdict is V.BREACHED


class TestParties:
    def agree_ola(self, within: timedelta) -> Agreement:
        return OLA(
            AgreementId("ola"),
            service=MAIL,
            calendar=CALENDAR,
            targets=[Target(Clock.RESOLUTION, within)],
            valid_from=date(2026, 1, 1),
            version="1",
            team=NETWORK,
        )

    def test_each_visit_to_the_team_is_judged_by_itself(self) -> None:
        told = tell(
            note(1, BUSY, team="network"),
            note(4, team="desk"),
            note(5, team="network"),
            note(6, RESOLVED),
        )

        judgements = judge(told, self.agree_ola(2 * HOUR), as_of=hours(99))

        assert [(j.cycle, j.verdict, j.elapsed) for j in judgements] == [
            (1, V.BREACHED, 3 * HOUR),
            (2, V.MET, 1 * HOUR),
        ]

    def test_team_that_was_never_asked_has_no_judgement(self) -> None:
        assert judge(tell(note(1, BUSY)), self.agree_ola(HOUR), as_of=hours(99)) == ()

    def test_each_wait_for_the_supplier_is_judged_by_itself(self) -> None:
        contract = UnderpinningContract(
            AgreementId("contract"),
            service=MAIL,
            calendar=ALWAYS,
            targets=[Target(Clock.RESOLUTION, 4 * HOUR)],
            valid_from=date(2026, 1, 1),
            version="1",
            supplier=CARRIER,
        )
        told = tell(
            note(1, PENDING, PendingReason.SUPPLIER, supplier="carrier"),
            note(9, BUSY),
            note(20, PENDING, PendingReason.SUPPLIER),
        )

        judgements = judge(told, contract, as_of=hours(22))

        assert [(j.verdict, j.elapsed) for j in judgements] == [
            (V.BREACHED, 8 * HOUR),
            (V.RUNNING, 2 * HOUR),
        ]


class TestExplain:
    CALENDAR = Calendar.weekdays("09:00-12:00, 13:00-17:00", tz="Europe/Oslo")
    HOLIDAY = evolve(
        CALENDAR,
        holidays=[date(2026, 6, 2)],
        breaks={date(2026, 6, 1): [("15:00", "16:00")]},
    )

    def explain(self, *entries: Any, at: float = 200) -> list[tuple[float, str]]:
        judgement = judge_one(tell(*entries), calendar=self.HOLIDAY, at=at)
        return [
            (part.duration / HOUR, f"{part.label} {part.reason}".strip())
            for part in judgement.explain().parts
        ]

    def test_every_stretch_has_the_first_label_that_applies(self) -> None:
        assert self.explain(note(2, PENDING, USER), note(7.5, BUSY), at=50) == [
            (2, "running"),
            (1, "paused user"),
            (1, "outside hours"),
            (2, "paused user"),
            (1, "break"),
            (0.5, "paused user"),
            (0.5, "running"),
            (7, "outside hours"),
            (24, "holiday"),
            (9, "outside hours"),
            (2, "running"),
        ]

    def test_time_resolved_before_a_reopening_is_shown_as_such(self) -> None:
        assert self.explain(note(1, RESOLVED), note(2, BUSY), at=3) == [
            (1, "running"),
            (1, "paused resolved"),
            (1, "running"),
        ]

    def test_parts_add_up_to_the_time_by_the_wall_clock(self) -> None:
        judgement = judge_one(
            tell(note(2, PENDING, USER), note(7.25, BUSY), note(77.7, RESOLVED)),
            calendar=self.HOLIDAY,
        )

        explanation = judgement.explain()

        assert sum((p.duration for p in explanation.parts), timedelta(0)) == hours(77.7) - hours(0)
        assert explanation.total(TimePartLabel.RUNNING) == judgement.elapsed
        assert explanation.total(TimePartLabel.PAUSED) == judgement.paused
        assert explanation.total(TimePartLabel.HOLIDAY) == 24 * HOUR

    def test_overlapping_pauses_have_the_reason_of_the_earlier_one(self) -> None:
        pauses = (Pause(hours(1), hours(3), "user"), Pause(hours(2), None, "parts"))

        judgement = evolve(judge_one(tell(), at=4), pauses=pauses)

        assert [(p.start, p.reason) for p in judgement.explain().parts] == [
            (hours(0), ""),
            (hours(1), "user"),
            (hours(3), "parts"),
        ]

    def test_void_is_explained_until_then(self) -> None:
        assert self.explain(note(1, CANCELLED)) == [(1, "running")]

    def test_nothing_is_explained_where_nothing_was_counted(self) -> None:
        assert judge_one(tell(note(1, priority=P3)), BY_PRIORITY[0]).explain().parts == ()
        assert self.explain(at=0) == []

    def test_table_shows_the_time_of_the_calendar(self) -> None:
        table = judge_one(tell(note(2, PENDING, USER)), at=2.5).explain().to_table()

        assert table.columns == ("From", "To", "Counts as", "Duration")
        assert [row[2] for row in table.rows] == ["running", "paused (user)"]
        assert "09:00" in str(table.rows[0][0])
        assert table.caption == "incident-1: resolution paused (sla-mail 2026-1) (Europe/Oslo)"

    def test_table_of_nothing_is_empty(self) -> None:
        table = judge_one(tell(), BY_PRIORITY[0]).explain().to_table()

        assert table.rows == ()
        assert table.caption == "incident-1: resolution no target (sla-mail 2026-1) (UTC)"


class TestDecision:
    @pytest.mark.parametrize(
        "entries, decided, ended",
        [
            ([note(8, RESOLVED)], 8, 8),
            ([note(30, RESOLVED)], 24, 30),
            ([], 24, 200),
            ([note(3, CANCELLED)], 3, 3),
            ([note(3, PENDING, USER)], None, 200),
        ],
        ids=["met", "breached", "breached and running", "void", "paused"],
    )
    def test_verdict_is_decided_by_the_stop_or_by_the_breach(
        self, entries: list[Any], decided: float | None, ended: float
    ) -> None:
        judgement = judge_one(tell(*entries))

        assert judgement.decided_at == (None if decided is None else hours(decided))
        assert judgement.ended_at == hours(ended)

    def test_remaining_time_is_negative_once_it_is_too_late(self) -> None:
        assert judge_one(tell(), at=6).remaining == 2 * HOUR
        assert judge_one(tell(), at=26).remaining == -2 * HOUR


class TestFindBreaches:
    def test_breaches_come_in_the_order_in_which_they_happened(self) -> None:
        one, two = tell(opened=1, name="a"), tell(name="b")
        tight = evolve(agree(Target(Clock.RESTORATION, HOUR)), id=AgreementId("tight"))

        breaches = find_breaches(
            [one, two, tell(name="c", opened=40)], [agree(), tight], as_of=hours(30)
        )

        assert [(b.record, b.agreement, b.breached_at) for b in breaches] == [
            ("b", "tight", hours(1)),
            ("a", "tight", hours(2)),
            ("b", "sla-mail", hours(24)),
            ("a", "sla-mail", hours(25)),
        ]

    def test_records_and_agreements_may_come_one_by_one(self) -> None:
        records = (tell(name=name) for name in "ab")
        agreements = (agree() for _ in range(1))

        assert len(find_breaches(records, agreements, as_of=hours(99))) == 2

    def test_without_breaches_there_are_none(self) -> None:
        assert find_breaches([tell()], [agree()], as_of=hours(8)) == ()


def test_incident_that_was_acted_on_is_judged_like_any_other() -> None:
    incident = prioritize_incident("incident-1")

    (judgement,) = judge(incident, agree(*BY_PRIORITY), as_of=hours(1))

    assert (judgement.verdict, judgement.priority) == (V.RUNNING, P3)


def test_judgements_hash_and_pickle() -> None:
    judgement = judge_one(tell(note(1, PENDING, USER), priority=P1), *BY_PRIORITY)

    assert {judgement} == {pickle.loads(pickle.dumps(judgement))}


class TestCarryover:
    """The same life under each way to go on where another target begins to hold."""

    RAISED = tell(
        note(1, PENDING, USER), note(2, BUSY), note(4, priority=P1), note(7, RESOLVED), priority=P3
    )
    TARGETS = (
        Target(Clock.RESOLUTION, 4 * HOUR, priorities=[P1]),
        Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P3]),
    )

    def judge_by(
        self, carryover: OnPriorityChange, told: Incident = RAISED, at: float = 200
    ) -> list[Any]:
        agreement = agree(*self.TARGETS, on_priority_change=carryover)
        return [
            (
                j.segment,
                str(j.priority),
                str(j.verdict),
                j.elapsed / HOUR,
                [(str(s.priority), s.breached_at, s.until) for s in j.superseded],
            )
            for j in judge(told, agreement, as_of=hours(at))
        ]

    def test_keep_counts_all_time_towards_the_new_target(self) -> None:
        (kept,) = self.judge_by(OnPriorityChange.KEEP)

        assert kept == (1, "1", "breached", 6, [("3", hours(3), hours(4))])

    def test_restart_counts_anew_and_remembers_what_was_breached(self) -> None:
        (restarted,) = self.judge_by(OnPriorityChange.RESTART)

        assert restarted == (2, "1", "met", 3, [("3", hours(3), hours(4))])

    def test_segments_are_judged_by_themselves(self) -> None:
        assert self.judge_by(OnPriorityChange.SEGMENTED) == [
            (1, "3", "breached", 3, []),
            (2, "1", "met", 3, []),
        ]

    def test_segment_that_ends_in_time_is_neither_met_nor_breached(self) -> None:
        quick = tell(note(1, priority=P1), note(2, RESOLVED), priority=P3)

        assert self.judge_by(OnPriorityChange.SEGMENTED, quick) == [
            (1, "3", "void", 1, []),
            (2, "1", "met", 1, []),
        ]

    @pytest.mark.parametrize("carryover", OnPriorityChange, ids=str)
    def test_first_priority_holds_from_the_start(self, carryover: OnPriorityChange) -> None:
        told = tell(note(1, priority=P1), note(2, RESOLVED))

        assert self.judge_by(carryover, told) == [(1, "1", "met", 2, [])]

    @pytest.mark.parametrize(
        "carryover", [OnPriorityChange.RESTART, OnPriorityChange.SEGMENTED], ids=str
    )
    def test_change_to_a_priority_of_the_same_target_divides_nothing(
        self, carryover: OnPriorityChange
    ) -> None:
        told = tell(note(1, priority=P3), note(2, RESOLVED), priority=P3)

        assert self.judge_by(carryover, told) == [(1, "3", "met", 2, [])]

    def test_pause_over_the_change_is_in_both_segments(self) -> None:
        told = tell(
            note(1, PENDING, USER),
            note(2, priority=P1),
            note(3, BUSY),
            note(5, RESOLVED),
            priority=P3,
        )
        agreement = agree(*self.TARGETS, on_priority_change=OnPriorityChange.SEGMENTED)

        first, second = judge(told, agreement, as_of=hours(9))

        assert first.pauses == (Pause(hours(1), hours(2), "user"),)
        assert second.pauses == (Pause(hours(2), hours(3), "user"),)
        assert (first.elapsed, second.elapsed) == (HOUR, 2 * HOUR)


class TestVersionChange:
    """A record that is under way when one version of an agreement follows another."""

    MIDNIGHT = date(2026, 6, 2)  # hour 15

    def judge_by(self, carryover: OnPriorityChange, *told: Any, at: float = 200) -> list[Any]:
        first = agree(
            Target(Clock.RESOLUTION, 4 * HOUR), valid_until=self.MIDNIGHT, on_new_version=carryover
        )
        second = agree(
            Target(Clock.RESOLUTION, 9 * HOUR),
            valid_from=self.MIDNIGHT,
            version="2",
            on_new_version=carryover,
        )
        return [
            (j.version, str(j.verdict), j.elapsed / HOUR, len(j.superseded))
            for j in judge_all([tell(*told)], [first, second], as_of=hours(at))
        ]

    def test_keep_judges_by_the_version_of_the_start(self) -> None:
        assert self.judge_by(OnPriorityChange.KEEP, note(25, RESOLVED)) == [
            ("2026-1", "breached", 9, 0)
        ]

    def test_segments_are_judged_by_the_versions_of_their_time(self) -> None:
        assert self.judge_by(OnPriorityChange.SEGMENTED, note(25, RESOLVED)) == [
            ("2026-1", "breached", 8, 0),
            ("2", "met", 1, 0),
        ]

    def test_restart_begins_anew_and_remembers_what_was_breached(self) -> None:
        assert self.judge_by(OnPriorityChange.RESTART, note(25, RESOLVED)) == [
            ("2026-1", "void", 8, 1),
            ("2", "met", 1, 0),
        ]

    @pytest.mark.parametrize(
        "carryover", [OnPriorityChange.RESTART, OnPriorityChange.SEGMENTED], ids=str
    )
    def test_record_that_ended_before_is_judged_by_the_old_version_alone(
        self, carryover: OnPriorityChange
    ) -> None:
        assert self.judge_by(carryover, note(3, RESOLVED), note(4, S.CLOSED)) == [
            ("2026-1", "met", 3, 0)
        ]

    def test_new_version_is_not_known_before_it_begins(self) -> None:
        assert self.judge_by(OnPriorityChange.SEGMENTED, at=2) == [("2026-1", "running", 2, 0)]

    def test_cycle_that_ended_before_is_none_of_the_new_version(self) -> None:
        assert self.judge_by(OnPriorityChange.SEGMENTED, note(3, RESOLVED)) == [
            ("2026-1", "met", 3, 0)
        ]

    def test_cycle_that_begins_with_the_new_version_is_none_of_the_old(self) -> None:
        # Oracle: the visit to the team begins at the very midnight of the change.
        at_midnight = note(15, BUSY, team=NETWORK)
        ola = OLA(
            AgreementId("ola"),
            team=NETWORK,
            service=MAIL,
            calendar=CALENDAR,
            targets=[RESOLUTION],
            valid_from=date(2026, 1, 1),
            valid_until=self.MIDNIGHT,
            version="1",
            on_new_version=OnPriorityChange.SEGMENTED,
        )

        assert judge(tell(at_midnight), ola, as_of=hours(99)) == ()

    def test_record_that_nobody_knows_the_start_of_is_not_covered(self) -> None:
        agreement = agree(on_new_version=OnPriorityChange.SEGMENTED)
        problem = Problem(ProblemId("problem-1"), ())

        assert judge(problem, agreement, as_of=hours(9)) == ()


class TestDeadline:
    PROMISED = Target(Clock.RESOLUTION, Deadline("expected_at"))

    def judge_by(self, *told: Any, at: float = 200, **facts: Any) -> Judgement:
        return judge_one(tell(*told, **facts), self.PROMISED, at=at)

    def test_deadline_counts_real_time_and_no_pause_moves_it(self) -> None:
        judgement = self.judge_by(note(1, PENDING, USER), expected_at=hours(10), at=12)

        assert (judgement.verdict, judgement.breached_at) == (V.BREACHED, hours(10))
        assert (judgement.due_at, judgement.remaining) == (hours(10), -2 * HOUR)
        assert judgement.explain().total(TimePartLabel.RUNNING) == judgement.elapsed == 12 * HOUR

    def test_exactly_at_the_deadline_is_in_time(self) -> None:
        assert self.judge_by(note(10, RESOLVED), expected_at=hours(10)).verdict is V.MET
        late = note(10 + 1 / 3600, RESOLVED)
        assert self.judge_by(late, expected_at=hours(10)).verdict is V.BREACHED

    def test_latest_deadline_noted_before_the_end_counts(self) -> None:
        told = (note(1, expected_at=hours(4)), note(5, RESOLVED), note(6, expected_at=hours(9)))

        assert self.judge_by(*told).breached_at == hours(4)

    def test_deadline_before_the_start_is_broken_from_the_start(self) -> None:
        judgement = self.judge_by(note(1, expected_at=hours(-5)), at=2)

        assert (judgement.breached_at, judgement.allowance) == (hours(0), -5 * HOUR)

    def test_record_without_the_deadline_has_no_target(self) -> None:
        assert self.judge_by(note(1, BUSY)).verdict is V.NO_TARGET
        assert self.judge_by(note(1, expected_at=None)).verdict is V.NO_TARGET

    def test_deadline_stands_beside_a_time_to_take(self) -> None:
        both = judge(tell(expected_at=hours(2)), agree(self.PROMISED, RESOLUTION), as_of=hours(3))

        assert [judgement.verdict for judgement in both] == [V.BREACHED, V.RUNNING]
        assert str(self.PROMISED) == "resolution by the instant noted as expected_at"

    def test_deadline_that_another_priority_had_is_not_superseded(self) -> None:
        by_priority = (
            Target(Clock.RESOLUTION, Deadline("expected_at"), priorities=[P1]),
            Target(Clock.RESOLUTION, 8 * HOUR, priorities=[P3]),
        )
        told = tell(note(3, priority=P3), priority=P1, expected_at=hours(2))

        assert judge_one(told, *by_priority, at=4).superseded == ()


class TestRisk:
    def test_risk_is_a_share_of_the_target_inside_open_time(self) -> None:
        target = Target(Clock.RESOLUTION, 8 * HOUR, at_risk=["0.5", "0.9"])
        judgement = judge_one(tell(note(1, PENDING, USER), note(3, BUSY)), target, at=5)

        assert [(point.share, point.at) for point in judgement.at_risk] == [
            (Fraction(1, 2), hours(6)),
            (Fraction(9, 10), hours(25.2)),
        ]
        assert not judgement.is_at_risk

    def test_case_is_at_risk_from_the_first_share_until_it_is_late_or_over(self) -> None:
        assert [judge_one(tell(), at=at).is_at_risk for at in (5, 6, 8, 25)] == [
            False,
            True,
            True,
            False,
        ]
        assert not judge_one(tell(note(7, RESOLVED)), at=7).is_at_risk

    def test_time_between_a_stop_and_its_undoing_is_a_pause_and_no_absence(self) -> None:
        judgement = judge_one(tell(note(1, RESOLVED), note(3, BUSY)), at=5)

        assert [(hours(1), hours(3), False)] == [
            (p.start, p.end, p.is_away) for p in judgement.pauses
        ]
        assert 2 * HOUR == judgement.explain().total(TimePartLabel.PAUSED)

    def test_only_what_runs_will_breach(self) -> None:
        running = judge_one(tell(), at=5)
        decided = judge_one(tell(note(1, RESOLVED)), at=5)
        paused = judge_one(tell(note(1, PENDING, USER)), at=5)

        assert (V.RUNNING, hours(24)) == (running.verdict, running.will_breach_at)
        assert [V.MET, V.PAUSED] == [decided.verdict, paused.verdict]
        assert (None, None) == (decided.will_breach_at, paused.will_breach_at)

    def test_nothing_is_at_risk_without_a_target(self) -> None:
        judgement = judge_one(tell(), Target(Clock.RESOLUTION, HOUR, priorities=[P1]))

        assert (judgement.at_risk, judgement.is_at_risk) == ((), False)
        assert judgement.will_breach_at is None


class TestKinds:
    def test_target_without_kinds_speaks_of_what_names_the_service_as_its_own(self) -> None:
        assert judge(PROBLEM, agree(), as_of=hours(9)) == ()

    def test_target_may_speak_of_problems(self) -> None:
        closing = Target(Clock.CLOSURE, 8 * HOUR, kinds=["problem"])

        (judgement,) = judge(PROBLEM, agree(closing), as_of=hours(9))

        assert (judgement.verdict, judgement.breached_at) == (V.RUNNING, None)
        assert judge(tell(), agree(closing), as_of=hours(9)) == ()

    def test_category_tells_the_kind_of_a_help_request(self) -> None:
        asked = tell(category=RequestCategory.INFORMATION)

        assert kind_of(asked) == "information"
        assert kind_of(tell()) == "incident resolution"
        assert kind_of(PROBLEM) == "problem"

    def test_targets_of_different_kinds_stand_side_by_side(self) -> None:
        kinds = agree(
            Target(Clock.CLOSURE, 8 * HOUR, kinds=["problem"]),
            Target(Clock.CLOSURE, 4 * HOUR, kinds=[RequestCategory.INCIDENT_RESOLUTION]),
        )

        assert [j.target for j in judge(tell(), kinds, as_of=hours(1))] == [kinds.targets[1]]
        assert [j.target for j in judge(PROBLEM, kinds, as_of=hours(1))] == [kinds.targets[0]]


def test_visits_to_a_team_can_be_summed() -> None:
    ola = OLA(
        AgreementId("ola"),
        team=NETWORK,
        counting=AssignmentCounting.SUMMED,
        service=MAIL,
        calendar=CALENDAR,
        targets=[Target(Clock.ASSIGNMENT, 2 * HOUR)],
        valid_from=date(2026, 1, 1),
        version="1",
    )
    told = tell(note(1, BUSY, team=NETWORK), note(2, team="desk"), note(4, team=NETWORK))

    (judgement,) = judge(told, ola, as_of=hours(6))

    assert (judgement.verdict, judgement.breached_at) == (V.BREACHED, hours(5))
    explained = judgement.explain()
    assert (explained.total(TimePartLabel.OTHER_TEAM), explained.total(TimePartLabel.RUNNING)) == (
        2 * HOUR,
        3 * HOUR,
    )


def test_explanation_is_text_with_totals_that_add_up() -> None:
    text = judge_one(tell(note(1, PENDING, USER), note(3, BUSY)), at=5).explain().to_text()

    assert "paused (user)" in text
    assert text.endswith("paused: 2 h 00 min\nrunning: 3 h 00 min")


def test_explanation_is_a_strip_of_time() -> None:
    told = tell(note(1, PENDING, USER), note(3, BUSY), note(30, RESOLVED))
    svg = judge_one(told).explain().to_figure().svg

    for word in ("paused", "running", "outside hours", "due", "breached", "stopped", "at risk"):
        assert word in svg


def test_strip_of_no_time_is_refused() -> None:
    with pytest.raises(DefinitionError, match="lasts some time"):
        judge_one(tell(), Target(Clock.RESOLUTION, HOUR, priorities=[P1])).explain().to_figure()


def test_answer_to_a_request_for_information_is_its_response() -> None:
    facts: dict[str, Any] = {"service": MAIL, "category": RequestCategory.INFORMATION}
    entries = [
        Entry[RequestState, RequestEvent](hours(at), state=state, changes=facts)
        for at, state in ((0, RequestState.OPEN), (2, RequestState.ANSWERED))
    ]
    asked = InformationRequest(HelpRequestId("request-1"), entries, opened_at=hours(0))

    (judgement,) = judge(asked, agree(Target(Clock.RESPONSE, HOUR)), as_of=hours(9))

    assert (judgement.verdict, judgement.stopped_at) == (V.BREACHED, hours(2))


def test_business_days_that_a_calendar_never_has_are_refused() -> None:
    once = Calendar(tz="Europe/Oslo", shifts={date(2026, 6, 1): [("09:00", "11:00")]})

    with pytest.raises(NoOpenTimeError, match="its shifts are all it has"):
        judge_one(tell(), Target(Clock.RESOLUTION, BusinessDays(3)), calendar=once)


def test_pause_within_another_is_told_once() -> None:
    pauses = [Pause(hours(0), hours(4), "user"), Pause(hours(1), hours(2), "supplier")]

    parts = [*_label_open(hours(0), hours(6), pauses)]

    assert [(hours(0), hours(4)), (hours(4), hours(6))] == [
        (part.start, part.end) for part in parts
    ]
