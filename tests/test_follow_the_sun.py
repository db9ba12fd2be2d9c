"""Promises by the facts of a record: which target holds, and whose hours count."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.agreements import SLA, Clock, Deadline, OnPriorityChange, Target
from mof.calendars import BusinessDays, Calendar
from mof.converters import make_converter
from mof.errors import ArgumentError, DefinitionError
from mof.frames import with_judgement
from mof.incidents import IncidentState
from mof.judgements import Judgement, NextInstantKind, Verdict, judge, next_instants
from mof.records import Priority, RecordGap
from mof.values import AgreementId
from world import CALENDAR, HOUR, MAIL, MONDAY

S = IncidentState
BERLIN = Calendar.weekdays("09:00-17:00", tz="Europe/Berlin")
AUSTIN = Calendar.weekdays("09:00-17:00", tz="America/Chicago")
NIGHT_AND_DAY = Calendar.always()
VPN = Target(Clock.RESOLUTION, HOUR, facts={"topic": "vpn"})
OTHERS = Target(Clock.RESOLUTION, 3 * HOUR)
SUN = Target(
    Clock.RESOLUTION,
    8 * HOUR,
    calendar_by="team",
    calendars={"berlin": BERLIN, "austin": AUSTIN},
)


def agree(*targets: Target, **terms: Any) -> SLA:
    given: dict[str, Any] = {
        "service": MAIL,
        "calendar": NIGHT_AND_DAY,
        "targets": targets,
        "valid_from": MONDAY - timedelta(days=9),
        "version": "1",
    }
    return SLA(AgreementId("sla-mail"), **{**given, **terms})


def judge_one(told: Any, agreement: SLA, at: float) -> Judgement:
    (judgement,) = judge(told, agreement, as_of=hours(at))
    return judgement


# Which target holds


def test_target_for_facts_goes_before_that_for_all_else() -> None:
    agreement = agree(VPN, OTHERS)

    assert (OTHERS,) == agreement.targets_for("resolution", None)
    assert (VPN,) == agreement.targets_for("resolution", None, [("topic", "vpn")])
    assert ("topic",) == agreement.deciding_facts


def test_target_for_facts_and_priorities_leaves_the_rest_to_the_other() -> None:
    urgent = evolve(VPN, priorities=[Priority.P1])
    agreement = agree(urgent, OTHERS)
    told = [("topic", "vpn")]

    assert (urgent,) == agreement.targets_for("resolution", Priority.P1, told)
    assert (OTHERS,) == agreement.targets_for("resolution", Priority.P2, told)
    assert not urgent.applies_to(Priority.P1)


def test_target_for_facts_in_hours_of_its_own_goes_before_too() -> None:
    agreement = agree(evolve(VPN, calendar=CALENDAR), OTHERS)

    assert 1 == len(agreement.targets_for("resolution", None, [("topic", "vpn")]))


def test_deadline_stands_beside_times_for_facts() -> None:
    fixed = Target(Clock.RESOLUTION, Deadline("expected_at"))

    assert (VPN, fixed) == agree(VPN, fixed).targets_for("resolution", None, [("topic", "vpn")])


def test_target_for_another_kind_takes_no_case_away() -> None:
    of_problems = evolve(VPN, kinds=["problem"])
    judged = judge_one(tell(note(0, topic="vpn")), agree(of_problems, OTHERS), 1)

    assert OTHERS == judged.target


def test_two_targets_for_facts_of_one_case_are_refused() -> None:
    by_team = evolve(VPN, facts={"team": ["network", "desk"]})

    with pytest.raises(DefinitionError, match="two targets for one case"):
        agree(VPN, by_team)
    with pytest.raises(DefinitionError, match="two targets for one case"):
        agree(VPN, evolve(VPN, facts={"topic": ["vpn", "mail"]}))
    assert agree(VPN, evolve(VPN, facts={"topic": ["wifi", "mail"], "team": "network"}))


def test_words_of_facts_are_compared_as_words() -> None:
    target = evolve(VPN, facts={"is_major": True, "level": [2, 3]})

    assert target == evolve(VPN, facts=[("level", ["3", "2"]), ("is_major", "True")])
    assert "resolution with is_major True with level 2 or 3 within 1 h" == str(target)
    assert "is_major True, level 2 or 3" in agree(target).to_table().to_text(120)


@pytest.mark.parametrize("facts", [{"topic": []}, {"topic": 1.5}, {"topic": [None]}])
def test_facts_that_no_record_has_are_refused(facts: Any) -> None:
    with pytest.raises((DefinitionError, ArgumentError)):
        evolve(VPN, facts=facts)


CHANGED = tell(note(0, topic="mail"), note(2, topic="vpn"), note(4, S.RESOLVED), note(5, topic="x"))


def test_fact_in_force_in_the_end_decides_and_the_change_is_told() -> None:
    judged = judge_one(CHANGED, agree(VPN, OTHERS), 9)

    assert (VPN, hours(1), hours(2)) == (judged.target, judged.breached_at, judged.known_at)
    assert judged.is_retroactive


def test_breach_that_a_fact_undoes_is_remembered() -> None:
    told = tell(note(0, topic="vpn"), note(2, topic="mail"), note(2.5, S.RESOLVED))

    judged = judge_one(told, agree(VPN, OTHERS), 9)

    assert (Verdict.MET, OTHERS) == (judged.verdict, judged.target)
    assert [(VPN, hours(1), hours(2))] == [
        (each.target, each.breached_at, each.until) for each in judged.superseded
    ]


def test_change_of_a_fact_restarts_the_count() -> None:
    agreement = agree(VPN, OTHERS, on_priority_change=OnPriorityChange.RESTART)

    judged = judge_one(CHANGED, agreement, 9)

    assert (VPN, hours(2), 2 * HOUR) == (judged.target, judged.started_at, judged.elapsed)


def test_stretches_between_changes_are_judged_by_themselves() -> None:
    agreement = agree(VPN, OTHERS, on_priority_change=OnPriorityChange.SEGMENTED)

    judged = judge(CHANGED, agreement, as_of=hours(9))

    assert [(OTHERS, 2 * HOUR), (VPN, 2 * HOUR)] == [(j.target, j.elapsed) for j in judged]


def test_first_word_of_each_fact_holds_from_the_start_where_the_time_is_divided() -> None:
    told = tell(note(0, topic="vpn"), note(1, priority=Priority.P1), note(2, topic="mail"))
    urgent = evolve(VPN, priorities=[Priority.P1])
    agreement = agree(urgent, OTHERS, on_priority_change=OnPriorityChange.SEGMENTED)

    judged = judge(told, agreement, as_of=hours(3))

    assert [(urgent, 2 * HOUR), (OTHERS, HOUR)] == [(j.target, j.elapsed) for j in judged]


def test_what_is_noted_of_other_facts_divides_nothing() -> None:
    told = tell(note(0, topic="vpn"), note(1, team="network"), note(2, topic="vpn"))
    agreement = agree(VPN, OTHERS, on_priority_change=OnPriorityChange.SEGMENTED)

    assert 3 * HOUR == judge_one(told, agreement, 3).elapsed


def test_deciding_fact_that_was_not_read_leaves_the_target_open() -> None:
    gap = RecordGap("topic", "not a word", at=hours(1))

    judged = judge_one(evolve(tell(), gaps=[gap]), agree(VPN, OTHERS), 3)

    assert (Verdict.UNKNOWN, gap) == (judged.verdict, judged.gap)


# Whose hours count


def test_hours_follow_the_team_at_work() -> None:
    # Monday 07:00 in UTC is 09:00 in Berlin and 02:00 in Austin.
    told = tell(note(0, team="berlin"), note(6, team="austin"))

    judged = judge_one(told, agree(SUN), 6.5)

    assert (6 * HOUR, Verdict.RUNNING) == (judged.elapsed, judged.verdict)
    assert hours(9) == judged.due_at  # Austin opens at 14:00 in UTC
    assert judged.elapsed == judged.explain().total("running")
    assert [hours(9)] == [
        each.at - timedelta(microseconds=1)
        for each in next_instants(told, [agree(SUN)], as_of=hours(6.5))
        if each.kind is NextInstantKind.BREACH
    ]


def test_time_that_two_teams_are_open_counts_once_and_pauses_count_where_they_are() -> None:
    told = tell(
        note(0, team="berlin"),
        note(7, team="austin"),
        note(7.5, S.PENDING),
        note(8, S.IN_PROGRESS, team="berlin"),
        note(24.5, S.RESOLVED),
    )

    judged = judge_one(told, agree(SUN), 99)

    assert (8 * HOUR, HOUR / 2) == (judged.elapsed, judged.paused)
    assert (Verdict.MET, hours(24.5)) == (judged.verdict, judged.due_at)


def test_word_without_hours_counts_in_those_of_the_agreement_and_is_told() -> None:
    told = tell(note(0, team="berlin"), note(9, team="oslo"), note(10, team=None))
    agreement = agree(SUN)

    assert 8 * HOUR + 2 * HOUR == judge_one(told, agreement, 11).elapsed
    assert (("team", "oslo"),) == agreement.find_missing_calendars([told])
    assert () == agreement.find_missing_calendars([evolve(told, history=told.history[:2])])


def test_one_team_counts_in_its_calendar_itself() -> None:
    told = tell(note(0, team="berlin"), note(2, team="berlin"))

    judged = judge_one(told, agree(SUN), 3)

    assert BERLIN == judged.calendar


def test_hand_over_after_the_end_moves_no_due_time() -> None:
    told = tell(note(0, team="berlin"), note(1, S.RESOLVED), note(2, team="austin"))

    assert hours(8) == judge_one(told, agree(SUN), 99).due_at


def test_restart_counts_in_the_hours_of_each_part() -> None:
    told = tell(note(0, team="berlin", priority=Priority.P1), note(4, priority=Priority.P2))
    first = evolve(SUN, within=2 * HOUR, priorities=[Priority.P1])
    second = evolve(SUN, priorities=[Priority.P2])
    agreement = agree(first, second, on_priority_change=OnPriorityChange.RESTART)

    judged = judge_one(told, agreement, 6)

    assert (2 * HOUR, [hours(2)]) == (
        judged.elapsed,
        [each.breached_at for each in judged.superseded],
    )


def test_fact_that_chooses_the_hours_and_was_not_read_leaves_them_open() -> None:
    gap = RecordGap("team", "not a word", at=hours(1), until=hours(2))

    judged = judge_one(evolve(tell(note(0, team="berlin")), gaps=[gap]), agree(SUN), 3)

    assert (Verdict.UNKNOWN, gap) == (judged.verdict, judged.gap)


@pytest.mark.parametrize(
    "changes, why",
    [
        ({"calendars": {}}, "need each other"),
        ({"calendar_by": None}, "need each other"),
        ({"within": BusinessDays(2)}, "business days are those of one calendar"),
        ({"within": Deadline("expected_at")}, "a fixed deadline counts real time"),
        ({"calendars": {"berlin": None}}, "the calendar of 'berlin'"),
        ({"calendar_by": 5}, "the fact that chooses the hours"),
    ],
)
def test_choice_of_hours_that_cannot_be_meant_is_refused(changes: Any, why: str) -> None:
    with pytest.raises((DefinitionError, ArgumentError), match=why):
        evolve(SUN, **changes)


def test_hours_by_a_fact_stand_in_the_table_of_the_agreement() -> None:
    shown = agree(SUN).to_table().rows[0][-1]

    assert (
        "by team: austin: mon–fri 09:00–17:00 (America/Chicago); "
        "berlin: mon–fri 09:00–17:00 (Europe/Berlin); others: at any time"
    ) == shown


def test_judgements_and_their_hours_are_read_back_equal() -> None:
    converter = make_converter()
    judged = judge_one(tell(note(0, team="berlin"), note(6, team="austin")), agree(SUN, VPN), 7)

    assert judged.calendar
    assert judged.calendar.hand_overs
    assert judged == converter.structure(converter.unstructure(judged), Judgement)


@pytest.mark.parametrize("target", [VPN, SUN], ids=["facts", "hours"])
def test_frames_refuse_what_facts_decide(target: Target) -> None:
    with pytest.raises(DefinitionError, match=r"asks for facts.*judge the records"):
        with_judgement(None, agree(target), None, as_of=hours(9))  # type: ignore[arg-type]


# The hours themselves

TURNS = {hours(6): AUSTIN, hours(20): BERLIN}


def test_calendar_hands_over_at_an_instant() -> None:
    handed = evolve(BERLIN, hand_overs=TURNS)

    assert 6 * HOUR + 8 * HOUR == handed.elapsed(hours(0), hours(24))
    assert hours(7) == handed.next_open(hours(6))
    assert hours(6) == handed.previous_open(hours(7))
    assert "mon–fri 09:00–17:00, then 2 hand-overs (Europe/Berlin)" == handed.hours_text


def test_calendar_that_hands_over_may_share_its_hours() -> None:
    handed = evolve(BERLIN, hand_overs=TURNS)
    mornings = Calendar.weekdays("07:00-15:00", tz="UTC")

    for both in (handed & mornings, mornings & handed):
        assert 6 * HOUR + HOUR == both.elapsed(hours(0), hours(20))


def test_calendar_closes_where_it_hands_over_to_one_that_does() -> None:
    handed = evolve(NIGHT_AND_DAY, hand_overs={hours(6): BERLIN})

    assert hours(8) == handed.next_close(hours(1))


def test_calendar_hands_over_to_calendars() -> None:
    odd: Any = {hours(6): "austin"}

    with pytest.raises((DefinitionError, ArgumentError), match="what takes over"):
        evolve(BERLIN, hand_overs=odd)
