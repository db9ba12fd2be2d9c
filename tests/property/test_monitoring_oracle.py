"""Oracle: health asked of every node anew by recursion, and of every hour from a list of events."""

from itertools import product
from typing import Any

from hypothesis import given, settings, strategies as st

from mof.monitoring import (
    Event,
    Health,
    HealthModel,
    Monitor,
    MonitoringData,
    correlate,
    derive_outages,
    filter_events,
    trace_health,
)
from mof.monitoring._health_traces import derive_data_gaps
from mof.services import Dependency
from mof.values import EventId, MonitorId
from monitoring_world import DEGRADED, FAILED, HEALTHY, HOUR, MODEL, START, UNKNOWN

LAST = 24
KNOWN = (HEALTHY, DEGRADED, FAILED)
NAMES = ("web", "host-1", "host-2")


def find_health(model: HealthModel, name: str, observed: dict[str, Health]) -> Health:
    """What a node is like when everything is known: no better than seen, nor than it can be."""
    parts = model.find_parts(name)
    own = observed.get(name, HEALTHY)
    return own if parts is None else max(own, find_whole(model, parts, observed), key=KNOWN.index)


def find_whole(model: HealthModel, whole: Dependency, observed: dict[str, Health]) -> Health:
    healths = [
        find_health(model, part, observed)
        if isinstance(part, str)
        else find_whole(model, part, observed)
        for part in whole.parts
    ]
    return sorted(healths, key=KNOWN.index)[whole.needed - 1]


@settings(max_examples=150)
@given(st.from_type(HealthModel), st.data())
def test_unknown_is_what_could_still_be_either(model: HealthModel, data: st.DataObject) -> None:
    names = [name for name, _ in model.nodes]
    seen = data.draw(st.dictionaries(st.sampled_from(names), st.sampled_from(Health)))
    leaves = [name for name, whole in model.nodes if whole is None]
    open_ones = [n for n in {*leaves, *seen} if seen.get(n, UNKNOWN) is UNKNOWN]
    # As health is monotone in all parts, the best and the worst case bound the others.
    cases = [{**seen, **dict.fromkeys(open_ones, health)} for health in (HEALTHY, FAILED)]

    actual = model.roll_up(seen)

    for name in names:
        best, worst = (find_health(model, name, case) for case in cases)
        assert (best if best is worst else UNKNOWN) is actual[name]


@settings(max_examples=60)
@given(st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(Health))))
def test_unknown_is_what_some_filling_in_could_change(observed: dict[str, Health]) -> None:
    open_ones = [name for name, health in observed.items() if health is UNKNOWN]
    cases = [
        {**observed, **dict(zip(open_ones, filling, strict=True))}
        for filling in product(KNOWN, repeat=len(open_ones))
    ]

    actual = MODEL.roll_up(observed)

    for name, _ in MODEL.nodes:
        possible = {find_health(MODEL, name, case) for case in cases}
        assert (possible.pop() if len(possible) == 1 else UNKNOWN) is actual[name]


def see_all(events: list[tuple[str, int, Health, int]]) -> list[Event]:
    return [
        Event(
            EventId(f"event-{number}"),
            monitor=MonitorId(name),
            at=START + hour * HOUR,
            health=health,
            recorded_at=START + (hour + delay) * HOUR,
        )
        for number, (name, hour, health, delay) in enumerate(events)
    ]


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(0, LAST),
        st.sampled_from(Health),
        st.sampled_from((0, 0, 5)),
    ),
    max_size=9,
    unique_by=lambda event: event[:2],
)


@settings(max_examples=100)
@given(EVENTS, st.none() | st.integers(1, 6), st.integers(0, 12), st.sampled_from(["shop", "mail"]))
def test_trace_is_that_of_a_walk_hour_by_hour(
    events: list[tuple[str, int, Health, int]], interval: int | None, since: int, subject: str
) -> None:
    monitors = [
        Monitor(
            MonitorId(name), subject=name, interval=None if interval is None else interval * HOUR
        )
        for name in NAMES
    ]
    known = [event for event in events if event[1] + event[3] <= LAST]

    def ask(name: str, hour: int) -> Health:
        said = [e for e in known if e[0] == name and e[1] <= hour]
        if not said:
            return UNKNOWN
        _, at, health, _ = max(said, key=lambda e: e[1])
        return health if interval is None or hour < at + interval else UNKNOWN

    stretches = trace_health(
        MODEL,
        subject,
        monitors=monitors,
        events=see_all(events),
        since=START + since * HOUR,
        as_of=START + LAST * HOUR,
    )

    for hour in range(since, LAST):
        at = START + hour * HOUR
        expected = MODEL.roll_up({name: ask(name, hour) for name in NAMES})[subject]
        (now,) = [s for s in stretches if s.start <= at and (s.end is None or at < s.end)]
        assert expected is now.health
    check_derived(stretches)


@settings(max_examples=60)
@given(EVENTS, st.none() | st.integers(1, 6))
def test_all_services_are_traced_at_once_as_one_by_one(
    events: list[tuple[str, int, Health, int]], interval: int | None
) -> None:
    data = MonitoringData(
        model=MODEL,
        monitors=[
            Monitor(
                MonitorId(name),
                subject=name,
                interval=None if interval is None else interval * HOUR,
            )
            for name in NAMES
        ],
        events=see_all(events),
    )

    traced = data.trace_services(since=START, as_of=START + LAST * HOUR)

    for service in MODEL.services:
        assert traced[service] == trace_health(
            MODEL,
            service,
            monitors=data.monitors,
            events=data.events or (),
            since=START,
            as_of=START + LAST * HOUR,
        )


def check_derived(stretches: Any) -> None:
    """Outages and gaps are the hours that failed, and those of which nobody knows.

    Of what began at the very end, an outage is known, and a gap has no time yet.
    """
    end = START + LAST * HOUR
    outages = derive_outages(stretches)
    gaps = derive_data_gaps(stretches, as_of=end)
    for health, found in ((FAILED, outages), (UNKNOWN, gaps)):
        own = [s for s in stretches if s.health is health]
        told = [(s.start, s.end or end) for s in own if health is FAILED or s.start < end]
        assert told == [(each.start, each.end or end) for each in found]


@settings(max_examples=100)
@given(EVENTS)
def test_every_event_is_dropped_or_in_one_alert(
    events: list[tuple[str, int, Health, int]],
) -> None:
    monitors = [Monitor(MonitorId(name), subject=name) for name in NAMES[:2]]
    seen = see_all(events)

    filtered = filter_events(seen, monitors, MODEL, as_of=START + 99 * HOUR)
    alerts = correlate(filtered.kept, monitors, MODEL, within=HOUR)

    dropped = [each.event.id for each in filtered.dropped]
    alerted = [id_ for each in alerts for id_ in each.events]
    assert sorted(event.id for event in seen) == sorted([*dropped, *alerted])
    assert list(alerts) == sorted(alerts, key=lambda each: each.at)
