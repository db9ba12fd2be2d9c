"""Oracles: for the worst case, every start of a grid; for attribution, the judgement itself."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings, strategies as st

from mof.agreements import OLA, SLA
from mof.calendars import BusinessDays, Calendar
from mof.incidents import Incident
from mof.judgements import AgreementChain, attribute_breach, judge
from mof.judgements._underpinning.worst_cases import Leg, find_worst_case
from mof.strategies import foreign_incidents, incidents, olas, slas
from mof.strategies._agreements import contracts
from mof.values import Period

HOUR = timedelta(hours=1)
WEEK = Period(datetime(2026, 3, 25, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
CALENDARS = [
    Calendar.always(),
    Calendar.weekdays("09:00-17:00", tz="UTC"),
    Calendar.weekdays("12:00-13:00", tz="UTC"),
    Calendar(tz="UTC", weekly={"mon": [("22:00", "06:00")], "sat": [("08:00", "10:00")]}),
]
TIMES = [HOUR, 3 * HOUR, 9 * HOUR, 30 * HOUR]
LEGS = st.builds(
    Leg,
    st.sampled_from(TIMES) | st.builds(BusinessDays, st.integers(1, 2)),
    st.sampled_from(CALENDARS),
)
STEPS = [-timedelta(microseconds=1), timedelta(0), timedelta(microseconds=1)]
# All calendars open and close on the hour, and all times are whole hours.
GRID = [WEEK.start + n * HOUR + step for n in range(7 * 24 + 1) for step in STEPS]


def measure_excess(limit: Leg, legs: list[Leg], start: datetime) -> timedelta:
    end = start
    for leg in legs:
        end = leg.find_end(end)
    allowed = limit.within
    if isinstance(allowed, BusinessDays):
        allowed = limit.calendar.elapsed(start, limit.find_end(start))
    return limit.calendar.elapsed(start, end) - allowed


@settings(max_examples=25)
@given(LEGS, st.lists(LEGS, min_size=1, max_size=2))
def test_no_start_is_worse_than_the_worst_case(limit: Leg, legs: list[Leg]) -> None:
    expected = max(measure_excess(limit, legs, at) for at in GRID if at in WEEK)

    worst = find_worst_case(limit, legs, during=WEEK)

    assert worst.needed is not None
    assert expected == worst.needed - worst.allowed
    assert expected == measure_excess(limit, legs, worst.started_at)


@settings(max_examples=40)
@given(
    incidents() | foreign_incidents(),
    slas(id=st.just("sla"), supports=st.just([])),
    olas(id=st.just("ola"), supports=st.just(["sla"])),
    contracts(id=st.just("contract"), supports=st.just(["sla", "ola"])),
    st.data(),
)
def test_portions_add_up_to_the_judgement(
    incident: Incident, sla: SLA, ola: OLA, contract: OLA, data: st.DataObject
) -> None:
    chain = AgreementChain([sla, ola, contract])
    instants = sorted({entry.recorded_at for entry in incident.history})
    as_of = data.draw(st.sampled_from(instants or [WEEK.start])) + timedelta(days=2)

    for judgement in judge(incident, sla, as_of=as_of):
        found = attribute_breach(judgement, incident, chain).portions
        parts = judgement.explain().parts

        whole = sum((part.duration for part in parts), timedelta(0))
        assert whole == sum((each.total for each in found), timedelta(0))
        if parts:
            assert judgement.elapsed == sum((each.counted for each in found), timedelta(0))
            assert judgement.paused == sum((each.paused for each in found), timedelta(0))
