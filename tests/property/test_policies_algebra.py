"""Every clock under every policy, against itself: the oracle is what must not make a difference."""

from datetime import timedelta
from itertools import groupby
from typing import Any, NamedTuple

from attrs import evolve
from hypothesis import given, strategies as st

from lives import IncidentEntry, hours, note, tell
from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    AssignmentCounting,
    Clock,
    OnPriorityChange,
    Reopening,
    Target,
)
from mof.help_requests import PendingReason
from mof.incidents import Correspondent, Incident, IncidentState
from mof.judgements import TimePartLabel, Verdict, judge
from mof.records import Priority
from mof.values import AgreementId
from world import CALENDAR, HOUR, MAIL, MONDAY, NETWORK

CLOCKS = (
    Clock.RESPONSE,
    Clock.NEXT_RESPONSE,
    Clock.UPDATE,
    Clock.ASSIGNMENT,
    Clock.RESTORATION,
    Clock.RESOLUTION,
    Clock.CLOSURE,
)
DECIDED = {Verdict.MET, Verdict.BREACHED, Verdict.VOID}
OFFSETS = st.integers(0, 30 * 4).map(lambda quarters: quarters / 4)
LIMITS = st.integers(1, 20 * 60).map(lambda minutes: timedelta(minutes=minutes))
MOVES = st.fixed_dictionaries(
    {},
    optional={
        "priority": st.sampled_from(Priority),
        "topic": st.just("e-mail"),
    },
)
MESSAGES = st.one_of(
    st.fixed_dictionaries({"correspondent": st.sampled_from(Correspondent)}),
    st.fixed_dictionaries({"is_major": st.booleans()}),
    st.fixed_dictionaries({"team": st.sampled_from((NETWORK, "desk"))}),
    st.just({"update": "still at work"}),
)
REASONS = st.sampled_from([*map(str, PendingReason), None])


@st.composite
def entries(draw: st.DrawFn) -> IncidentEntry:
    """A move, or a moment: what must have been before a moment is another entry.

    Nor does the team change with the state: told apart they may make a visit of no time.
    """
    is_move = draw(st.booleans())
    facts: dict[str, Any] = draw(MOVES if is_move else MESSAGES)
    state = draw(st.none() | st.sampled_from(IncidentState)) if is_move else None
    return note(draw(OFFSETS), state, draw(REASONS), **facts)


LIVES = st.lists(entries(), max_size=8)


class Terms(NamedTuple):
    """What agreements differ in: without reopening as each clock says, without counting an SLA."""

    limit: timedelta
    on_change: OnPriorityChange
    reopening: Reopening | None
    counting: AssignmentCounting | None


def agree(given: Terms) -> Agreement:
    limit, on_change, reopening, counting = given
    clocks = [evolve(clock, reopening=reopening) if reopening else clock for clock in CLOCKS]
    terms: dict[str, Any] = {
        "service": MAIL,
        "calendar": CALENDAR,
        "targets": [
            Target(clock, within, priorities=priorities)
            for clock in clocks
            for within, priorities in (
                (limit, [Priority.P1, Priority.P2]),
                (2 * limit, [Priority.P3, Priority.P4, Priority.P5]),
            )
        ],
        "valid_from": MONDAY,
        "version": "1",
        "on_priority_change": on_change,
    }
    if counting is None:
        return SLA(AgreementId("agreement-1"), **terms)
    return OLA(AgreementId("agreement-1"), team=NETWORK, counting=counting, **terms)


TERMS = st.builds(
    Terms,
    LIMITS,
    st.sampled_from(OnPriorityChange),
    st.none() | st.sampled_from(Reopening),
    st.none() | st.sampled_from(AssignmentCounting),
)
INSTANTS = OFFSETS.map(hours)


def begin(life: list[IncidentEntry]) -> Incident:
    return tell(*life, priority=Priority.P3)


@given(LIVES, TERMS, INSTANTS)
def test_entry_told_piece_by_piece_is_judged_as_one(
    life: list[IncidentEntry], terms: Terms, as_of: Any
) -> None:
    pieces: list[IncidentEntry] = []
    for entry in life:
        pieces.append(evolve(entry, changes=()))
        pieces += [evolve(entry, state=None, changes=(pair,)) for pair in entry.changes]

    assert judge(begin(life), agree(terms), as_of=as_of) == judge(
        begin(pieces), agree(terms), as_of=as_of
    )


@given(LIVES, TERMS, INSTANTS, st.randoms())
def test_history_in_another_order_is_judged_alike_where_equal_instants_keep_theirs(
    life: list[IncidentEntry], terms: Terms, as_of: Any, random: Any
) -> None:
    ordered = sorted(life, key=lambda entry: entry.at)
    batches = [list(batch) for _, batch in groupby(ordered, key=lambda entry: entry.at)]
    random.shuffle(batches)
    shuffled = [entry for batch in batches for entry in batch]

    assert judge(begin(life), agree(terms), as_of=as_of) == judge(
        begin(shuffled), agree(terms), as_of=as_of
    )


@given(LIVES, TERMS, OFFSETS, OFFSETS)
def test_decided_verdict_stays_where_nothing_new_is_told(
    life: list[IncidentEntry], terms: Terms, more: float, later: float
) -> None:
    incident = begin(life)
    as_of = max(entry.at for entry in incident.history) + more * HOUR

    then = judge(incident, agree(terms), as_of=as_of)
    now = judge(incident, agree(terms), as_of=as_of + later * HOUR)

    assert len(then) == len(now)
    for one, other in zip(then, now, strict=True):
        if one.verdict in DECIDED:
            assert one.verdict is other.verdict
            assert one.decided_at == other.decided_at
        if not one.is_open:
            assert evolve(one, as_of=other.as_of) == other


@given(LIVES, TERMS, LIMITS, INSTANTS)
def test_more_time_never_makes_a_breach_of_any_clock(
    life: list[IncidentEntry],
    terms: Terms,
    more: timedelta,
    as_of: Any,
) -> None:
    tight, loose = (
        judge(begin(life), agree(each), as_of=as_of)
        for each in (terms, terms._replace(limit=terms.limit + more))
    )

    for one, other in zip(tight, loose, strict=True):
        assert (one.elapsed, one.paused) == (other.elapsed, other.paused)
        if other.breached_at:
            assert one.breached_at
            assert one.breached_at <= other.breached_at


@given(LIVES, TERMS, INSTANTS, st.sampled_from(OnPriorityChange))
def test_policy_makes_no_difference_where_the_target_never_changes(
    life: list[IncidentEntry], terms: Terms, as_of: Any, carryover: OnPriorityChange
) -> None:
    steady = [evolve(e, changes=[(n, v) for n, v in e.changes if n != "priority"]) for e in life]
    again = [evolve(e, changes=[*e.changes, ("priority", Priority.P3)]) for e in steady]

    never = judge(begin(steady), agree(terms), as_of=as_of)
    other = judge(begin(again), agree(terms._replace(on_change=carryover)), as_of=as_of)

    assert never == other


@given(LIVES, TERMS, INSTANTS)
def test_parts_of_an_explanation_add_up_to_the_wall_clock_for_every_clock(
    life: list[IncidentEntry], terms: Terms, as_of: Any
) -> None:
    for judgement in judge(begin(life), agree(terms), as_of=as_of):
        if judgement.target is None or judgement.started_at is None:
            continue
        explanation = judgement.explain()
        ends = [judgement.started_at, *(part.end for part in explanation.parts)]

        assert [part.start for part in explanation.parts] == ends[:-1]
        assert ends[-1] == judgement.ended_at
        assert explanation.total(TimePartLabel.RUNNING) == judgement.elapsed
        assert (
            explanation.total(TimePartLabel.PAUSED) + explanation.total(TimePartLabel.OTHER_TEAM)
            == judgement.paused
        )
