"""Oracle: the judgements of the history of which everything was read."""

from datetime import datetime, timedelta
from typing import Any

from attrs import evolve
from hypothesis import given, strategies as st

from frame_histories import START, Row, agreements, logs, make_incidents
from mof.agreements import SLA, OnPriorityChange
from mof.incidents import Incident
from mof.judgements import Judgement, Verdict, judge
from mof.records import RecordGap

INSTANTS = st.integers(0, 24 * 25).map(lambda hours: START + timedelta(hours=hours))

LOST = st.sets(st.integers(1, 6), min_size=1, max_size=2)


def lose(incident: Incident, lost: set[int], field: str) -> Incident:
    """The incident of which the state of some entries was not read, or all that they tell."""
    history = [
        evolve(entry, state=None, reason=None, by=None) if place in lost else entry
        for place, entry in enumerate(incident.history)
    ]
    if field == "row":
        history = [entry for place, entry in enumerate(history) if place not in lost]
    gaps = [
        RecordGap(field, "cannot read it", at=entry.at, recorded_at=entry.recorded_at)
        for place, entry in enumerate(incident.history)
        if place in lost
    ]
    return evolve(incident, history=history, gaps=gaps)


def list_judgements(
    incident: Incident, agreement: SLA, as_of: datetime
) -> dict[tuple[Any, ...], Judgement]:
    return {
        (each.clock, each.cycle, each.segment, each.target): each
        for each in judge(incident, agreement, as_of=as_of)
    }


@given(
    logs(),
    agreements(),
    st.sampled_from(OnPriorityChange),
    INSTANTS,
    st.tuples(LOST, st.sampled_from(["state", "row"])),
)
def test_what_was_not_read_changes_no_verdict_that_is_told(
    rows: list[Row],
    agreement: SLA,
    rule: OnPriorityChange,
    as_of: datetime,
    gap: tuple[set[int], str],
) -> None:
    agreement = evolve(agreement, on_priority_change=rule)
    for incident in make_incidents([row._replace(service="mail", recorded=row.at) for row in rows]):
        known = list_judgements(incident, agreement, as_of)

        judged = list_judgements(lose(incident, *gap), agreement, as_of)

        for key, judgement in judged.items():
            if judgement.verdict is not Verdict.UNKNOWN:
                assert key in known
                assert judgement.verdict is known[key].verdict
        clocks = {clock for clock, *_ in known}
        assert clocks == {clock for clock, *_ in judged}


@given(logs(), agreements(), INSTANTS, LOST)
def test_bounds_hold_what_had_elapsed(
    rows: list[Row], agreement: SLA, as_of: datetime, lost: set[int]
) -> None:
    for incident in make_incidents([row._replace(service="mail", recorded=row.at) for row in rows]):
        known = list_judgements(incident, agreement, as_of)

        judged = list_judgements(lose(incident, lost, "state"), agreement, as_of)

        for key, judgement in judged.items():
            if judgement.at_least is not None and key in known:
                assert judgement.at_least <= known[key].elapsed
            if judgement.at_most is not None and key in known:
                assert known[key].elapsed <= judgement.at_most
