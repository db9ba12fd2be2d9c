"""Outcomes of Service Monitoring and Control: what was seen, how soon, and what came of it."""

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from mof.errors import ArgumentError
from mof.framework import SMF
from mof.judgements import judge
from mof.monitoring import HealthModel, Monitor, MonitoringData, RemedyRun
from mof.outcomes import MEASURES, measure_outcomes
from mof.outcomes._all_outcomes import measure_monitoring
from mof.outcomes._detected_outages import (
    measure_breaches,
    measure_detected_outages,
    measure_detection_time,
    measure_monitored_services,
    measure_remedied_alerts,
    measure_working_time,
)
from mof.services import Dependency, Outage
from mof.values import EventId, MonitorId, RemedyId, ServiceId
from monitoring_world import (
    DAY,
    FAILED,
    HEALTHY,
    HOUR,
    MAIL,
    MODEL,
    MONITORS,
    SHOP,
    START,
    WEB_MONITOR,
    alert,
    see,
)
from world import JUNE, MONDAY, SLA_MAIL, open_incident

SPAN: Any = {"during": DAY, "as_of": DAY.end}
EVENTS = (
    see("host-1", FAILED, 2),
    see("host-2", FAILED, 2),
    see("host-1", HEALTHY, 8),
    see("web", HEALTHY, 23.5),
)
DATA = MonitoringData(
    model=MODEL,
    monitors=[*MONITORS, WEB_MONITOR],
    events=EVENTS,
    alerts=[alert(hour=3)],
    runs=[RemedyRun(alert=EventId("alert-1"), remedy=RemedyId("r"), at=START, has_worked=True)],
)


def at(hour: float) -> Any:
    return START + hour * HOUR


def test_working_time_is_of_the_time_that_is_known() -> None:
    traces = DATA.trace_services(since=START, as_of=DAY.end)

    outcome = measure_working_time(traces, **SPAN)

    # Mail was down for 6 of 22 hours, the shop, of which only half an hour more is known, for 6.
    assert (Fraction(33, 2) / Fraction(57, 2)) == outcome.value
    assert (2, ("mail", "shop"), ("mail", "shop")) == (
        outcome.cases,
        outcome.evidence,
        outcome.unknown,
    )


def test_working_time_of_nothing_is_not_known() -> None:
    unseen = MonitoringData(model=MODEL, events=[]).trace_services(since=START, as_of=DAY.end)

    outcome = measure_working_time(unseen, **SPAN)

    assert (None, 0, (), ("mail", "shop")) == (
        outcome.value,
        outcome.cases,
        outcome.evidence,
        outcome.unknown,
    )


def test_breaches_of_the_period_are_counted() -> None:
    incident = open_incident("INC-1", MONDAY)
    july = evolve(JUNE, start=JUNE.end, end=JUNE.end + 24 * HOUR)
    judgements = judge(incident, SLA_MAIL, as_of=JUNE.end)

    now = measure_breaches(judgements, during=JUNE, as_of=JUNE.end)
    early = measure_breaches(judgements, during=JUNE, as_of=MONDAY + HOUR / 2)
    later = measure_breaches(judgements, during=july, as_of=july.end)
    nothing = measure_breaches([], during=JUNE, as_of=JUNE.end)

    assert (Fraction(2), 2, ("INC-1", "INC-1")) == (now.value, now.cases, now.evidence)
    assert [0, 0, None] == [early.value, later.value, nothing.value]


def test_service_is_monitored_when_all_that_it_stands_on_is_known_and_watched() -> None:
    monitors = [*MONITORS, Monitor(MonitorId("m"), subject="elsewhere")]
    model = HealthModel(
        {**dict(MODEL.nodes), "bare": None}, services=[*MODEL.services, ServiceId("bare")]
    )

    outcome = measure_monitored_services(model, monitors, **SPAN)

    assert (Fraction(1, 3), 3, ("mail",)) == (outcome.value, outcome.cases, outcome.evidence)
    assert measure_monitored_services(HealthModel({}), [], **SPAN).value is None


OUTAGES = {
    MAIL: [
        Outage(at(1), at(3)),
        Outage(at(5), at(6)),
        Outage(at(8), at(12)),
        Outage(at(20)),
        Outage(at(30)),
    ],
    SHOP: [],
}
ALERTS = (alert("a", 1.5), alert("b", 2), alert("c", 9), alert("d", 19, services=(SHOP,)))


def test_detection_time_is_until_the_first_alert_while_an_outage_lasts() -> None:
    median, most = measure_detection_time(OUTAGES, ALERTS, **SPAN)

    assert (HOUR / 2, HOUR) == (median.value, most.value)
    assert (2, 1) == (median.cases, median.open)
    assert (HOUR, HOUR) == (median.least, median.most)
    assert (4 * HOUR, None) == (most.least, most.most)


def test_outage_that_goes_on_may_be_detected_yet() -> None:
    outcome = measure_detected_outages(OUTAGES, ALERTS, **SPAN)

    assert (Fraction(2, 3), 3, 1) == (outcome.value, outcome.cases, outcome.open)
    assert (Fraction(2, 4), Fraction(3, 4)) == (outcome.least, outcome.most)


def test_alert_is_remedied_once_a_remedy_worked() -> None:
    def run(name: str, *, has_worked: bool | None, hour: float = 1) -> RemedyRun:
        return RemedyRun(
            alert=EventId(name), remedy=RemedyId("r"), at=at(hour), has_worked=has_worked
        )

    alerts = [*ALERTS, alert("later", 30)]
    runs = [
        run("a", has_worked=False),
        run("a", has_worked=True),
        run("b", has_worked=None),
        run("c", has_worked=True, hour=99),
    ]

    outcome = measure_remedied_alerts(alerts, runs, **SPAN)

    assert (Fraction(1, 3), ("a",), 1) == (outcome.value, outcome.evidence, outcome.open)


def test_all_outcomes_of_monitoring_are_told_in_order() -> None:
    outcomes = measure_monitoring(DATA, outages=OUTAGES, **SPAN)

    own = [
        measure
        for measure in MEASURES
        if measure.smf is SMF.SERVICE_MONITORING_AND_CONTROL and not measure.is_brought
    ]
    assert own == list(dict.fromkeys(each.measure for each in outcomes))
    assert {MEASURES["breaches"]} == {each.measure for each in outcomes if each.value is None}
    assert {*outcomes} <= {*measure_outcomes(monitoring=DATA, outages=OUTAGES, **SPAN)}


def test_what_nobody_keeps_is_not_known() -> None:
    outcomes = measure_monitoring(MonitoringData(), **SPAN)

    assert {None} == {each.value for each in outcomes}
    assert MEASURES["working time seen"] is outcomes[0].measure


def test_something_else_than_the_data_is_refused() -> None:
    with pytest.raises(ArgumentError, match="expected a MonitoringData"):
        measure_monitoring(MODEL, **SPAN)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(ArgumentError, match="expected a HealthModel"):
        measure_monitored_services({"mail": Dependency.on_all("x")}, [], **SPAN)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
