"""Judgements of any history, against themselves: the oracle is what must not make a difference."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from attrs import evolve
from hypothesis import given, strategies as st

from lives import IncidentEntry, hours, note, tell
from mof.agreements import SLA, Clock, Pause, Target
from mof.agreements._cycles import Cycle
from mof.calendars import Calendar
from mof.help_requests import PendingReason
from mof.incidents import Incident, IncidentState, measure_volume
from mof.judgements import (
    Judgement,
    TimePartLabel,
    Verdict,
    judge,
    judge_all,
    measure_attainment,
    reconcile_judgements,
)
from mof.judgements._breaches import measure
from mof.records import Priority
from mof.values import AgreementId, IncidentId, Period
from world import CALENDAR, HOUR, MAIL, MONDAY

MICROSECOND = timedelta(microseconds=1)
SPLIT = Calendar(
    tz="Europe/Berlin",
    weekly={"mon": [("09:00", "12:00"), ("13:00", "17:00")], "sat": [("22:00", "06:00")]},
)
CALENDARS = st.sampled_from((CALENDAR, SPLIT, Calendar.always()))
OFFSETS = st.integers(0, 200).map(float) | st.integers(0, 800).map(lambda n: n / 4)
LIMITS = st.integers(1, 40 * 60).map(lambda minutes: timedelta(minutes=minutes))
STATES = st.sampled_from(IncidentState)
REASONS = st.sampled_from([*map(str, PendingReason), None])
CLOCKS = (
    Clock.RESPONSE,
    Clock.RESTORATION,
    Clock.RESOLUTION.without_pauses().pausing(IncidentState.PENDING, PendingReason.USER),
    Clock.CLOSURE,
)


@st.composite
def notes(draw: st.DrawFn, *, says_state: bool = True) -> IncidentEntry:
    at = draw(OFFSETS)
    changes: dict[str, Any] = draw(
        st.just({})
        | st.fixed_dictionaries({"priority": st.sampled_from(Priority)})
        | st.just({"team": "network"})
    )
    return note(
        at,
        draw(STATES | st.none()) if says_state else None,
        draw(REASONS),
        recorded=at + draw(st.sampled_from((0.0, 0.0, 0.0, 5.0, 100.0, -1.0))),
        **changes,
    )


INCIDENTS = st.lists(notes(), max_size=8).map(lambda entries: tell(*entries))
INSTANTS = OFFSETS.map(hours)
PAUSES = st.lists(
    st.tuples(OFFSETS, OFFSETS).map(lambda ends: Pause(hours(min(ends)), hours(max(ends)))),
    max_size=5,
)


def agree(limit: timedelta, calendar: Calendar, **changes: Any) -> SLA:
    given: dict[str, Any] = {
        "service": MAIL,
        "calendar": calendar,
        "targets": [Target(clock, limit) for clock in CLOCKS],
        "valid_from": MONDAY,
        "version": "1",
    }
    return SLA(AgreementId("sla-mail"), **{**given, **changes})


AGREEMENTS = st.builds(agree, LIMITS, CALENDARS)


def strip(judgements: tuple[Judgement, ...]) -> list[Judgement]:
    """The judgements without the names of their agreement and target."""
    return [evolve(judgement, version="", target=None) for judgement in judgements]


@given(INCIDENTS, AGREEMENTS, INSTANTS)
def test_record_and_its_view_are_judged_alike(
    incident: Incident, agreement: SLA, as_of: datetime
) -> None:
    view = incident.as_of(as_of)

    assert judge(incident, agreement, as_of=as_of) == judge(view, agreement, as_of=as_of)


@given(INCIDENTS, AGREEMENTS, INSTANTS, st.lists(notes(), max_size=3))
def test_what_is_written_later_changes_no_earlier_view(
    incident: Incident, agreement: SLA, as_of: datetime, more: list[IncidentEntry]
) -> None:
    later = [
        evolve(entry, recorded_at=max(entry.recorded_at, as_of + MICROSECOND)) for entry in more
    ]
    longer = evolve(incident, history=(*incident.history, *later))

    assert judge(incident, agreement, as_of=as_of) == judge(longer, agreement, as_of=as_of)


@given(INCIDENTS, AGREEMENTS, INSTANTS, notes(says_state=False), st.integers(0, 8))
def test_entries_that_say_nothing_of_the_state_make_no_difference(
    incident: Incident, agreement: SLA, as_of: datetime, entry: IncidentEntry, place: int
) -> None:
    silent = evolve(entry, changes={"topic": "e-mail"})
    history = incident.history
    longer = evolve(incident, history=(*history[:place], silent, *history[place:]))

    assert judge(incident, agreement, as_of=as_of) == judge(longer, agreement, as_of=as_of)


@given(INCIDENTS, AGREEMENTS, INSTANTS)
def test_repeating_every_entry_makes_no_difference(
    incident: Incident, agreement: SLA, as_of: datetime
) -> None:
    twice = evolve(incident, history=tuple(entry for e in incident.history for entry in (e, e)))

    assert judge(incident, agreement, as_of=as_of) == judge(twice, agreement, as_of=as_of)


@given(INCIDENTS, LIMITS, CALENDARS, INSTANTS)
def test_target_kept_by_all_priorities_is_one_that_never_changed(
    incident: Incident, limit: timedelta, calendar: Calendar, as_of: datetime
) -> None:
    split = [
        Target(clock, limit, priorities=[priority]) for clock in CLOCKS for priority in Priority
    ]
    prioritized = evolve(
        incident, history=(*incident.history, note(0, recorded=-9, priority=Priority.P5))
    )
    by_priority = judge(prioritized, agree(limit, calendar, targets=split), as_of=as_of)

    unchanging = judge(prioritized, agree(limit, calendar), as_of=as_of)

    assert [evolve(j, superseded=()) for j in strip(by_priority)] == strip(unchanging)


@given(INCIDENTS, LIMITS, LIMITS, CALENDARS, INSTANTS)
def test_more_time_never_makes_a_breach(
    incident: Incident, limit: timedelta, more: timedelta, calendar: Calendar, as_of: datetime
) -> None:
    tight = judge(incident, agree(limit, calendar), as_of=as_of)
    loose = judge(incident, agree(limit + more, calendar), as_of=as_of)

    for one, other in zip(tight, loose, strict=True):
        assert one.elapsed == other.elapsed
        if other.breached_at:
            assert one.breached_at
            assert one.breached_at <= other.breached_at
        if one.due_at and other.due_at:
            assert one.due_at <= other.due_at


@given(INCIDENTS, AGREEMENTS, INSTANTS, OFFSETS)
def test_breach_once_seen_is_seen_for_ever_unless_the_past_is_rewritten(
    incident: Incident, agreement: SLA, as_of: datetime, later: float
) -> None:
    at_once = evolve(incident, history=tuple(evolve(e, recorded_at=e.at) for e in incident.history))
    then = judge(at_once, agreement, as_of=as_of)

    now = judge(at_once, agreement, as_of=as_of + later * HOUR)

    breached = {j.clock: j.breached_at for j in then if j.verdict is Verdict.BREACHED}
    assert breached.items() <= {j.clock: j.breached_at for j in now}.items()


@given(INCIDENTS, AGREEMENTS, INSTANTS)
def test_explanation_accounts_for_every_microsecond(
    incident: Incident, agreement: SLA, as_of: datetime
) -> None:
    for judgement in judge(incident, agreement, as_of=as_of):
        if judgement.target is None or judgement.started_at is None:
            continue
        parts = judgement.explain().parts
        ends = [judgement.started_at, *(part.end for part in parts)]

        assert [part.start for part in parts] == ends[:-1]
        assert ends[-1] == judgement.ended_at
        assert judgement.explain().total(TimePartLabel.RUNNING) == judgement.elapsed
        assert judgement.explain().total(TimePartLabel.PAUSED) == judgement.paused


@given(INCIDENTS, AGREEMENTS, INSTANTS)
def test_verdict_agrees_with_the_figures_beside_it(
    incident: Incident, agreement: SLA, as_of: datetime
) -> None:
    for judgement in judge(incident, agreement, as_of=as_of):
        if judgement.allowance is None:
            continue
        is_late = judgement.elapsed > judgement.allowance

        assert is_late is (judgement.breached_at is not None)
        assert is_late is (judgement.verdict is Verdict.BREACHED)
        if judgement.breached_at and judgement.due_at:
            assert judgement.due_at <= judgement.breached_at < judgement.ended_at


@given(PAUSES, LIMITS, CALENDARS, OFFSETS, st.randoms())
def test_pauses_count_as_their_union(
    pauses: list[Pause], limit: timedelta, calendar: Calendar, stop: float, random: Any
) -> None:
    shuffled = random.sample([*pauses, *pauses], 2 * len(pauses))
    cuts = sorted({pause.start for pause in pauses} | {pause.end for pause in pauses if pause.end})
    pieces = [
        Pause(start, end)
        for start, end in pairwise(cuts)
        if any(p.start <= start and p.end and end <= p.end for p in pauses)
    ]

    measured = {
        measure(Cycle(MONDAY, hours(stop), None, tuple(each)), limit, calendar, as_of=hours(999))
        for each in (pauses, shuffled, pieces)
    }

    assert len(measured) == 1


@given(st.lists(INCIDENTS, max_size=6), AGREEMENTS, INSTANTS)
def test_counts_reconcile(incidents: list[Incident], agreement: SLA, as_of: datetime) -> None:
    named = [
        evolve(incident, id=IncidentId(f"incident-{n}")) for n, incident in enumerate(incidents)
    ]
    period = Period(hours(20), hours(90))

    volume = measure_volume(named, during=period, as_of=as_of)
    attainments = measure_attainment(named, agreement, during=period, as_of=as_of)

    known = [each for each in named if each.as_of(as_of).history]
    ids = [each.id for each in known]
    judgements = tuple(judge_all(known, [agreement], as_of=as_of))

    assert volume.is_reconciled
    for clock, attainment in zip(agreement.clocks, attainments, strict=True):
        reconciliation = reconcile_judgements(ids, judgements, clock=clock)
        places = (attainment.met, attainment.breached, attainment.undecided, attainment.void)
        listed = sum(map(len, (*places, attainment.decided_outside)))
        assert reconciliation.is_reconciled
        assert listed <= reconciliation.total == len(known)


@given(INCIDENTS, LIMITS, LIMITS, CALENDARS, INSTANTS)
def test_breach_is_retroactive_where_no_earlier_judgement_could_tell_of_it(
    incident: Incident, limit: timedelta, other: timedelta, calendar: Calendar, as_of: datetime
) -> None:
    told = evolve(incident, history=tuple(evolve(e, recorded_at=e.at) for e in incident.history))
    halves = (tuple(Priority)[:2], tuple(Priority)[2:])
    targets = [
        Target(Clock.CLOSURE, within, priorities=half)
        for within, half in zip((limit, other), halves, strict=True)
    ]
    agreement = agree(limit, calendar, targets=targets)

    for breach in judge(told, agreement, as_of=as_of):
        if breach.breached_at is not None and breach.breached_at < as_of:
            (then,) = judge(told, agreement, as_of=breach.breached_at + MICROSECOND)
            was_told = then.breached_at is not None
            assert was_told or breach.is_retroactive
            if breach.is_retroactive:
                assert breach.known_at is not None
                (before,) = judge(told, agreement, as_of=breach.known_at - MICROSECOND)
                assert before.target != breach.target
