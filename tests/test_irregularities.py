"""Irregularities are findings with evidence, and with how often chance alone would show them."""

from datetime import timedelta
from fractions import Fraction
from math import comb
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.agreements import AssignmentCounting, Clock, Deadline, Reopening, Target
from mof.calendars import Calendar
from mof.errors import ArgumentError, DefinitionError
from mof.help_requests import PendingReason
from mof.incidents import Incident, IncidentState
from mof.judgements import Irregularity, IrregularityThresholds, find_irregularities
from mof.judgements._irregularities.irregularities import IrregularityRule, IrregularitySighting
from mof.records import Actor, Priority
from mof.values import Period, PersonId
from world import HOUR, JUNE, OLA_NETWORK, SLA_MAIL

S, R = IncidentState, IrregularityRule
P1, P2, P3 = Priority.P1, Priority.P2, Priority.P3
ALWAYS = Calendar.always()
ALL = IrregularityThresholds(chance=1)
HAND, TIMER = Actor(PersonId("person-001")), Actor(PersonId("timer"), is_automated=True)
TEN = Target(Clock.RESOLUTION, 10 * HOUR)
"""The last hour is the last tenth."""


def agree(*targets: Target, **changes: Any) -> Any:
    given = {"calendar": ALWAYS, "targets": targets or (TEN,)}
    return evolve(SLA_MAIL, **{**given, **changes})


def find(
    *incidents: Incident,
    agreement: Any = None,
    thresholds: IrregularityThresholds = ALL,
    during: Period = JUNE,
    at: float = 700,
) -> dict[IrregularityRule, Irregularity]:
    found = find_irregularities(
        incidents,
        [agreement or agree()],
        during=during,
        as_of=hours(at),
        thresholds=thresholds,
    )
    return {each.rule: each for each in found}


def resolve(name: str, at: float, *before: Any, **late: Any) -> Incident:
    return tell(*before, note(at, S.RESOLVED, **late), name=name)


class TestLastStretch:
    @pytest.mark.parametrize(
        "at, compared",
        [(7.9, 0), (8, 1), (8.9, 1), (9, 1), (10, 1), (10.1, 0)],
    )
    def test_only_the_last_two_stretches_are_compared(self, at: float, compared: int) -> None:
        found = find(resolve("seen", 9.5), resolve("asked", at))

        assert 1 + compared == found[R.LATE_STOP].compared

    def test_acts_just_before_due_are_held_against_those_before_that(self) -> None:
        found = find(*(resolve(f"i{n}", at) for n, at in enumerate([3, 8.5, 9, 9.5, 10, 11])))

        late = found[R.LATE_STOP]
        assert [hours(9), hours(9.5), hours(10)] == [each.at for each in late.sightings]
        assert (("i2", "i3", "i4"), 4) == (late.records, late.compared)
        assert Fraction(5, 16) == late.chance  # three or four of four
        assert "sla-mail resolution" == late.subject

    def test_what_chance_shows_often_is_not_reported(self) -> None:
        few = [resolve(f"i{n}", 9.5) for n in range(4)]
        many = [resolve(f"i{n}", 9.5) for n in range(5)]

        assert {} == find(*few, thresholds=IrregularityThresholds())
        assert (
            Fraction(1, 32) == find(*many, thresholds=IrregularityThresholds())[R.LATE_STOP].chance
        )

    def test_pause_just_before_due_is_seen(self) -> None:
        waiting = tell(note(9.5, S.PENDING, PendingReason.USER))
        from_the_start = tell(note(0, S.PENDING, PendingReason.USER), name="other")

        found = find(waiting, from_the_start)

        assert (IrregularitySighting(hours(9.5), "incident-1"),) == found[R.LATE_PAUSE].sightings

    def test_time_with_another_team_is_no_pause(self) -> None:
        ola = evolve(
            OLA_NETWORK, calendar=ALWAYS, targets=[TEN], counting=AssignmentCounting.SUMMED
        )
        away = tell(note(0, team="network"), note(9.5, team="other"))

        assert {} == find(away, agreement=ola)

    def test_priority_lowered_just_before_due_is_seen_against_the_target_that_held(self) -> None:
        sla = agree(
            Target(Clock.RESOLUTION, 10 * HOUR, priorities=[P1]),
            Target(Clock.RESOLUTION, 40 * HOUR, priorities=[P2, P3]),
        )
        lowered = tell(note(0, priority=P1), note(9.5, priority=P2))
        raised = tell(note(0, priority=P2), note(9.5, priority=P1), name="raised")
        at_the_start = tell(note(0, priority=P1), note(0, priority=P2), name="at once")
        after_the_end = tell(
            note(0, priority=P1), note(5, S.RESOLVED), note(9.5, priority=P3), name="after"
        )

        found = find(lowered, raised, at_the_start, after_the_end, agreement=sla)

        assert ("incident-1",) == found[R.LATE_DOWNGRADE].records

    def test_case_without_a_target_or_with_a_deadline_is_left_out(self) -> None:
        by_priority = agree(Target(Clock.RESOLUTION, 10 * HOUR, priorities=[P1]))
        of_changes = agree(Target(Clock.RESOLUTION, 10 * HOUR, kinds=["change"]))
        fixed = agree(Target(Clock.RESOLUTION, Deadline("expected_at")))

        for agreement in (by_priority, of_changes, fixed):
            assert {} == find(resolve("i", 9.5), agreement=agreement)

    def test_acts_are_held_against_the_target_for_their_facts(self) -> None:
        agreement = agree(evolve(TEN, facts={"topic": "vpn"}), evolve(TEN, within=99 * HOUR))
        ours = [resolve(f"i{n}", 9.5, note(1, topic="vpn"), topic="mail") for n in range(2)]
        vpn = [resolve(f"j{n}", 9.5, note(1, topic="vpn")) for n in range(2)]

        found = find(*ours, *vpn, agreement=agreement)

        assert ("j0", "j1") == found[R.LATE_STOP].records

    def test_end_reopened_soon_as_a_new_cycle_is_seen(self) -> None:
        renewed = evolve(Clock.RESOLUTION, reopening=Reopening.NEW_CYCLE)
        sla = agree(Target(renewed, 10 * HOUR))
        soon = resolve("soon", 9.5)
        soon = evolve(soon, history=(*soon.history, note(10, S.IN_PROGRESS)))
        later = resolve("later", 9.5)
        later = evolve(later, history=(*later.history, note(99, S.IN_PROGRESS)))

        found = find(soon, later, agreement=sla)

        assert ("soon",) == found[R.ESCAPED_CYCLE].records
        assert R.ESCAPED_CYCLE not in find(soon, later)

    def test_only_acts_of_the_period_count(self) -> None:
        elsewhere = Period(hours(11), hours(99))

        assert {} == find(resolve("i", 9.5), during=elsewhere)

    def test_only_what_was_known_counts(self) -> None:
        assert {} == find(resolve("i", 9.5), at=9)
        assert {} == find(tell(opened=9), at=1)

    def test_naming_what_is_no_period_is_refused(self) -> None:
        with pytest.raises(ArgumentError, match="name the period"):
            find(during="June")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestBackDated:
    def test_ends_in_time_that_were_written_later_are_held_against_the_other_ends(self) -> None:
        late = [resolve(f"late{n}", 9.5, recorded=20) for n in range(2)]
        others = [resolve(f"other{n}", 2) for n in range(2)]

        found = find(*late, *others)[R.BACK_DATED]

        assert (("late0", "late1"), 2) == (found.records, found.compared)
        assert Fraction(166_667, 10**6) == found.chance
        assert "Of 4 ends 2 were written down late" in found.model

    def test_end_written_down_within_the_hour_is_not_late(self) -> None:
        assert R.BACK_DATED not in find(resolve("i", 9.5, recorded=10.4))


class TestBulk:
    @staticmethod
    def close(name: str, at: float, *, by: Actor | None = HAND, state: Any = S.CLOSED) -> Incident:
        return tell(evolve(note(at, state), by=by), name=name)

    def test_many_closed_at_once_are_seen(self) -> None:
        at_once = [self.close(f"at once {n}", 100 + n / 60) for n in range(5)]
        others = [self.close("before", 97), self.close("after", 104)]

        found = find(*at_once, *others)[R.BULK_END]

        assert ("closed", 7, 5) == (found.subject, found.compared, len(found.sightings))
        # Seven hours of work hold 84 times five minutes.
        share = Fraction(1, 84)
        each = sum(comb(6, n) * share**n * (1 - share) ** (6 - n) for n in range(4, 7))
        assert float(found.chance) == pytest.approx(float(7 * each), rel=1e-5)

    def test_cancelling_is_told_apart_from_closing(self) -> None:
        closed = [self.close(f"c{n}", 100) for n in range(4)]
        cancelled = [self.close(f"x{n}", 100, state=S.CANCELLED) for n in range(6)]

        found = find(*closed, *cancelled)[R.BULK_END]

        assert ("cancelled", Fraction(1)) == (found.subject, found.chance)

    def test_different_hands_and_tools_make_no_bulk(self) -> None:
        people = [Actor(PersonId(f"person-{n}")) for n in range(3)]
        hands = [*people, None, None, TIMER, TIMER, TIMER, TIMER, TIMER]

        assert {} == find(*(self.close(f"i{n}", 100, by=by) for n, by in enumerate(hands)))

    def test_unknown_hands_make_no_bulk(self) -> None:
        assert {} == find(*(self.close(f"i{n}", 100, by=None) for n in range(9)))
        assert {} != find(*(self.close(f"i{n}", 100) for n in range(9)))

    def test_bulk_ends_where_its_time_is_over(self) -> None:
        spread = [self.close(f"i{n}", 100 + n / 30) for n in range(9)]

        assert {} == find(*spread)

    def test_closing_outside_the_period_is_left_out(self) -> None:
        at_once = [self.close(f"i{n}", 100) for n in range(5)]

        assert {} == find(*at_once, during=Period(hours(200), hours(300)))


class TestThresholds:
    @pytest.mark.parametrize("share", [0, "0.6"])
    def test_last_stretch_is_at_most_half_of_the_time(self, share: Any) -> None:
        with pytest.raises(DefinitionError, match="last stretch"):
            IrregularityThresholds(last_share=share)

    def test_bulk_may_be_of_two(self) -> None:
        assert 2 == IrregularityThresholds(bulk_count=2).bulk_count

    @pytest.mark.parametrize(
        "changes", [{"bulk_count": 1}, {"bulk_within": timedelta(0)}], ids=["count", "time"]
    )
    def test_bulk_is_several_within_some_time(self, changes: Any) -> None:
        with pytest.raises(DefinitionError, match="a bulk is two or more"):
            IrregularityThresholds(**changes)


def test_irregularity_shows_its_chance_and_where_it_was_seen() -> None:
    found = find(*(resolve(f"i{n}", 9.5) for n in range(5)))[R.LATE_STOP]

    table = found.to_table(tz="Europe/Oslo")

    expected = (
        "sla-mail resolution: ended just before due, 5 of 5; by chance in 3.12 % of such periods"
    )
    assert expected == str(found)
    assert ("i0", "2026-06-01 18:30") == table.rows[0]
    assert "a probability of one half" in str(table.caption)
