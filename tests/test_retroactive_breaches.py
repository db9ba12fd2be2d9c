"""Breaches that are dated back: the target that was broken came into force after them."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.agreements import SLA, Clock, Deadline, OnPriorityChange, Target
from mof.calendars import Calendar
from mof.help_requests import RequestCategory
from mof.judgements import Judgement, Verdict, attribute_breach, find_breaches, judge
from mof.records import Priority, Record
from mof.values import AgreementId
from world import CALENDAR, HOUR, MAIL, MONDAY

P1, P2, P3 = Priority.P1, Priority.P2, Priority.P3


def agree(*targets: Target, **terms: Any) -> SLA:
    given: dict[str, Any] = {
        "service": MAIL,
        "calendar": Calendar.always(),
        "targets": targets
        or [
            Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P1]),
            Target(Clock.RESOLUTION, 24 * HOUR, priorities=[P3]),
        ],
        "valid_from": MONDAY - timedelta(days=9),
        "version": "1",
    }
    return SLA(AgreementId("sla-mail"), **{**given, **terms})


def judge_one(record: Record[Any, Any], agreement: SLA, at: float) -> Judgement:
    (judgement,) = judge(record, agreement, as_of=hours(at))
    return judgement


class TestCV3:
    """Raised late, judged from the beginning."""

    raised = tell(note(5, priority=P1), priority=P3)

    def test_before_the_change_it_runs_towards_its_first_target(self) -> None:
        judgement = judge_one(self.raised, agree(), 4)

        assert (Verdict.RUNNING, hours(24)) == (judgement.verdict, judgement.due_at)
        assert hours(0) == judgement.known_at

    def test_breach_is_dated_back_and_says_so(self) -> None:
        judgement = judge_one(self.raised, agree(), 6)

        assert (Verdict.BREACHED, hours(2)) == (judgement.verdict, judgement.breached_at)
        assert hours(5) == judgement.known_at
        assert judgement.is_retroactive
        assert "incident-1: resolution breached retroactively (sla-mail 1)" == str(judgement)

    def test_restart_dates_nothing_back(self) -> None:
        restarting = agree(on_priority_change=OnPriorityChange.RESTART)

        judgement = judge_one(self.raised, restarting, 8)

        assert (hours(7), hours(7)) == (judgement.due_at, judgement.breached_at)
        assert hours(5) == judgement.known_at == judgement.started_at
        assert not judgement.is_retroactive

    def test_list_of_breaches_tells_them_apart(self) -> None:
        warned = tell(name="incident-2", priority=P1)

        breaches = find_breaches([self.raised, warned], [agree()], as_of=hours(6))

        assert {"incident-1": True, "incident-2": False} == {
            breach.record: breach.is_retroactive for breach in breaches
        }

    def test_tables_and_drawings_say_since_when_the_target_was_in_force(self) -> None:
        judgement = judge_one(self.raised, agree(), 6)

        attribution = attribute_breach(judgement, self.raised, [agree()])

        assert "target in force since" in judgement.to_table().to_text()
        assert "breached retroactively" in judgement.to_table().to_text()
        assert "breached retroactively" in judgement.explain().to_text()
        assert "breached retroactively" in attribution.to_table().to_text()
        assert "target in force" in judgement.explain().to_figure().svg

    def test_what_was_in_force_from_the_start_is_not_told_again(self) -> None:
        judgement = judge_one(tell(priority=P1), agree(), 6)

        assert "in force" not in judgement.to_table().to_text()
        assert "in force" not in judgement.explain().to_figure().svg

    @pytest.mark.parametrize(
        "notes, known_at",
        [
            pytest.param([(1, P1)], 1, id="prioritised late"),
            pytest.param([(0, P1), (3, P3), (5, P1)], 5, id="lowered and raised again"),
            pytest.param([(0, P1), (3, P3), (3, P1)], 0, id="lowered for no time"),
            pytest.param([(0, P1), (3, P2)], 0, id="lowered to a target as long"),
            pytest.param([(0, P3), (3, P1), (5, P2)], 3, id="lowered after it was raised"),
            pytest.param([(0, P1), (6, P1)], 0, id="noted again"),
            pytest.param([(0, P1), (3, None), (4, P1)], 4, id="taken back for an hour"),
        ],
    )
    def test_target_is_in_force_since_the_last_change_that_brought_it(
        self, notes: list[tuple[float, Priority | None]], known_at: float
    ) -> None:
        told = tell(*(note(at, priority=priority) for at, priority in notes))
        agreement = agree(
            Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P1]),
            Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P2], required_share="0.9"),
            Target(Clock.RESOLUTION, 24 * HOUR, priorities=[P3]),
        )

        assert hours(known_at) == judge_one(told, agreement, 7).known_at

    def test_case_that_was_lowered_after_its_breach_was_warned_in_time(self) -> None:
        told = tell(note(30, priority=P3), priority=P1)

        judgement = judge_one(told, agree(), 31)

        assert (hours(24), hours(0)) == (judgement.breached_at, judgement.known_at)
        assert not judgement.is_retroactive

    def test_deadline_noted_late_is_in_force_since_then(self) -> None:
        told = tell(
            note(1, resolve_by=hours(9)),
            note(5, resolve_by=hours(2)),
            note(6, resolve_by=hours(2)),
        )
        agreement = agree(Target(Clock.RESOLUTION, Deadline("resolve_by")))

        judgement = judge_one(told, agreement, 7)

        assert (hours(2), hours(5)) == (judgement.breached_at, judgement.known_at)
        assert judgement.is_retroactive

    @pytest.mark.parametrize("other, known_at", [(8, 5), (1, 0)], ids=["longer", "as strict"])
    def test_target_for_a_kind_is_in_force_since_the_kind_was_noted(
        self, other: float, known_at: float
    ) -> None:
        category = RequestCategory.INCIDENT_RESOLUTION
        told = tell(
            note(0, category=RequestCategory.INFORMATION),
            note(5, category=category),
        )
        agreement = agree(
            Target(Clock.RESOLUTION, 2 * HOUR, kinds=[category]),
            Target(Clock.RESOLUTION, other * HOUR, kinds=[RequestCategory.INFORMATION]),
        )

        assert hours(known_at) == judge_one(told, agreement, 7).known_at

    def test_days_and_hours_do_not_compare(self) -> None:
        told = tell(note(5, priority=P1), priority=P3)
        agreement = agree(
            Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P1]),
            Target(Clock.RESOLUTION, Deadline("resolve_by"), priorities=[P3]),
        )

        assert hours(5) == judge_one(told, agreement, 7).known_at

    def test_other_hours_are_another_target(self) -> None:
        told = tell(note(5, priority=P1), priority=P3)
        agreement = agree(
            Target(Clock.RESOLUTION, 2 * HOUR, priorities=[P1]),
            Target(Clock.RESOLUTION, HOUR, priorities=[P3], calendar=CALENDAR),
        )

        assert hours(5) == judge_one(told, agreement, 7).known_at

    def test_segments_know_their_targets_from_their_own_start_on(self) -> None:
        told = tell(note(1, priority=P3), note(5, priority=P1))
        segmented = agree(on_priority_change=OnPriorityChange.SEGMENTED)

        first, second = judge(told, segmented, as_of=hours(9))

        assert (hours(1), hours(5)) == (first.known_at, second.known_at)

    def test_what_no_target_judges_has_no_target_in_force(self) -> None:
        judgement = judge_one(tell(priority=P2), agree(), 7)

        assert (Verdict.NO_TARGET, None) == (judgement.verdict, judgement.known_at)
        assert not evolve(judgement, breached_at=hours(1)).is_retroactive
