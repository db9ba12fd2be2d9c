"""Clocks that moments move: what holds, resumes, resets and starts them, and what does not."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from lives import IncidentEntry, hours, note, tell
from mof.agreements import Clock, Condition, Pause, Reopening
from mof.agreements._cycles import Cycle, follow
from mof.incidents import IncidentEvent, IncidentState

S = IncidentState
HOLD = Condition(events=[IncidentEvent.WAIT])
GO = Condition(events=[IncidentEvent.CONTINUE])
HELD = Clock("held", stops=[S.RESOLVED], pauses=[HOLD], resumes=[GO])
FAR = hours(99)


def is_at_network(_state: str, _reason: str | None, facts: Mapping[str, Any]) -> bool:
    return facts.get("team") == "network"


def happen(at: float, event: IncidentEvent, *state: IncidentState, **changes: Any) -> IncidentEntry:
    return evolve(note(at, *state, **changes), event=event)


HOLDS, GOES_ON = IncidentEvent.WAIT, IncidentEvent.CONTINUE


def test_what_happens_while_a_moment_holds_the_clock_does_not_rename_the_pause() -> None:
    told = tell(happen(1, HOLDS), happen(2, IncidentEvent.NOTIFY), note(3, topic="a"))

    (cycle,) = follow(told, HELD, as_of=FAR)

    assert cycle == Cycle(hours(0), pauses=(Pause(hours(1), None, "wait"),))


def test_what_began_first_names_the_pause_until_it_is_over() -> None:
    clock = evolve(HELD, pauses=[HOLD, S.PENDING])
    told = tell(
        happen(1, HOLDS), note(2, S.PENDING, "user"), happen(3, GOES_ON), note(4, S.IN_PROGRESS)
    )

    (cycle,) = follow(told, clock, as_of=FAR)

    assert cycle.pauses == (
        Pause(hours(1), hours(3), "wait"),
        Pause(hours(3), hours(4), "user"),
    )


def test_hold_outlasts_the_cycle_in_which_it_began() -> None:
    clock = evolve(HELD, reopening=Reopening.NEW_CYCLE)
    told = tell(happen(1, HOLDS), note(2, S.RESOLVED), note(3, S.IN_PROGRESS), note(4, topic="a"))

    _, second = follow(told, clock, as_of=FAR)

    assert second == Cycle(hours(3), pauses=(Pause(hours(3), None, "wait"),))


def test_hold_begun_with_another_team_holds_the_visit_that_follows() -> None:
    told = tell(happen(1, HOLDS, team="desk"), note(2, team="network"), happen(3, GOES_ON))

    (visit,) = follow(told, HELD, as_of=FAR, engages=is_at_network)

    assert visit == Cycle(hours(2), pauses=(Pause(hours(2), hours(3), "wait"),))


def test_clock_that_starts_as_it_is_held_is_paused_from_its_start() -> None:
    clock = evolve(HELD, starts=[HOLD])

    (cycle,) = follow(tell(happen(1, HOLDS)), clock, as_of=FAR)

    assert cycle == Cycle(hours(1), pauses=(Pause(hours(1), None, "wait"),))


def test_state_resumes_and_resets_when_it_is_entered_and_not_while_it_lasts() -> None:
    busy = S.IN_PROGRESS
    resumed = evolve(HELD, resumes=[busy])
    reset = Clock("reset", stops=[S.RESOLVED], resets=[busy])
    told = tell(note(1, busy), happen(2, HOLDS), note(3, topic="a"), note(4, busy))

    (held,) = follow(told, resumed, as_of=FAR)
    (begun_anew,) = follow(told, reset, as_of=FAR)

    assert held.pauses == (Pause(hours(2), None, "wait"),)
    assert begun_anew == Cycle(hours(1))


def test_reopening_may_begin_the_count_anew() -> None:
    clock = Clock("anew", stops=[S.RESOLVED], resets=[Condition(events=[IncidentEvent.OBJECT])])
    told = tell(note(2, S.RESOLVED), happen(5, IncidentEvent.OBJECT, S.IN_PROGRESS))

    assert follow(told, clock, as_of=FAR) == (Cycle(hours(5)),)


def test_stop_beats_reset() -> None:
    clock = Clock("anew", stops=[S.RESOLVED], resets=[Condition(events=[IncidentEvent.RESOLVE])])
    told = tell(happen(2, IncidentEvent.RESOLVE, S.RESOLVED))

    assert follow(told, clock, as_of=FAR) == (Cycle(hours(0), hours(2)),)


def test_start_that_lasts_is_one_as_soon_as_what_must_have_been_before_it_has_been() -> None:
    clock = Clock(
        "repair",
        starts=[S.IN_PROGRESS],
        after=[Condition(changes=["problem"])],
        stops=[S.RESOLVED],
    )
    told = tell(note(1, S.IN_PROGRESS), note(2, problem="problem-1"), note(3, topic="a"))

    assert follow(told, clock, as_of=FAR) == (Cycle(hours(2)),)


def test_summed_visits_keep_a_stop_that_was_undone_elsewhere_where_cycles_are_new() -> None:
    clock = evolve(Clock.RESOLUTION, reopening=Reopening.NEW_CYCLE)
    told = tell(
        note(1, S.IN_PROGRESS, team="network"),
        note(2, S.RESOLVED),
        note(3, S.IN_PROGRESS, team="desk"),
        note(4, team="network"),
    )

    cycles = follow(
        told,
        clock,
        as_of=FAR,
        engages=is_at_network,
        sums_assignments=True,
    )

    assert cycles == (Cycle(hours(1), hours(2)), Cycle(hours(4)))


def test_clock_has_no_cycle_before_the_instant_that_it_counts_from() -> None:
    clock = evolve(Clock.RESOLUTION, since="affected_at")
    told = tell(affected_at=hours(5))

    assert follow(told, clock, as_of=hours(4)) == ()
    assert follow(told, clock, as_of=hours(5)) == (Cycle(hours(5)),)


def test_updates_are_due_for_as_long_as_an_incident_is_major() -> None:
    minor = tell(note(1, update="at work"), note(2, update="still at work"))
    major = tell(
        note(1, is_major=True), note(2, update="at work"), note(3, is_major=False), note(4)
    )

    assert follow(minor, Clock.UPDATE, as_of=FAR) == ()
    assert follow(major, Clock.UPDATE, as_of=FAR) == (
        Cycle(hours(1), hours(2)),
        Cycle(hours(2), None, hours(3)),
    )
