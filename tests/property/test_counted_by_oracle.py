"""Periods of cases: the oracle is the list of judgements, of which each decided one counts once."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from typing import Any

from attrs import evolve
from hypothesis import given, strategies as st

from lives import hours
from mof.agreements import SLA, Clock, CountedBy, OnPriorityChange, Reopening, Target
from mof.incidents import Incident
from mof.judgements import Judgement, Verdict, judge, summarize_attainment
from mof.values import AgreementId, Period
from property.test_judgements_algebra import CALENDARS, INCIDENTS, LIMITS
from world import MAIL, MONDAY

CLOCKS = (
    Clock.RESPONSE,
    Clock.RESOLUTION,
    evolve(Clock.RESOLUTION, reopening=Reopening.NEW_CYCLE),
)
END = 900
PLACES = ("met", "breached", "void", "undecided", "unstopped", "decided_outside")


@st.composite
def agreements(draw: st.DrawFn) -> SLA:
    target = Target(
        draw(st.sampled_from(CLOCKS)),
        draw(LIMITS),
        counted_by=draw(st.sampled_from(CountedBy)),
    )
    return SLA(
        AgreementId("sla-mail"),
        service=MAIL,
        calendar=draw(CALENDARS),
        targets=[target],
        valid_from=MONDAY,
        version="1",
        on_priority_change=draw(st.sampled_from(OnPriorityChange)),
    )


@st.composite
def partitions(draw: st.DrawFn) -> list[Period]:
    """Periods without gap or overlap, over all that happens."""
    edges = draw(st.sets(st.integers(1, END - 1), max_size=6))
    ends = [0, *sorted(edges), END]
    return [
        Period(hours(start) - timedelta(days=1) * (not start), hours(end))
        for start, end in pairwise(ends)
    ]


def is_counted(judgement: Judgement, way: CountedBy) -> bool:
    if judgement.verdict is Verdict.MET:
        return True
    has_ended = judgement.stopped_at is not None or judgement.voided_at is not None
    return judgement.verdict is Verdict.BREACHED and (way is not CountedBy.STOPPED or has_ended)


@given(INCIDENTS, agreements(), partitions(), st.sampled_from([None, *CountedBy]))
def test_over_the_periods_each_decided_case_counts_once(
    incident: Incident, sla: SLA, periods: list[Period], way: CountedBy | None
) -> None:
    terms: dict[str, Any] = {"as_of": hours(END)}
    judged = [each for each in judge(incident, sla, **terms) if each.target]
    used = way or sla.targets[0].counted_by

    found = [
        summarize_attainment(judged, sla, during=period, counted_by=way, **terms)[0]
        for period in periods
    ]

    counted = Counter(str(each.verdict) for each in judged if is_counted(each, used))
    assert counted == +Counter(
        met=sum(len(each.met) for each in found), breached=sum(len(each.breached) for each in found)
    )
    assert {used} == {each.counted_by for each in found}
    for each in found:
        assert len(judged) == sum(len(getattr(each, place)) for place in PLACES)
