"""Monitoring rolls health up, and leads from events to alerts, answers and outages."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from mof.agreements import AvailabilityTarget
from mof.calendars import Calendar
from mof.errors import (
    ArgumentError,
    CycleError,
    DefinitionError,
    MofError,
    RoleError,
    UnknownReferenceError,
)
from mof.framework import RoleType
from mof.judgements._availability import measure_uptime
from mof.monitoring import (
    Alert,
    Event,
    Health,
    HealthModel,
    Monitor,
    MonitoringData,
    Remedy,
    RemedyRun,
    correlate,
    derive_outages,
    filter_events,
    raise_incident,
    respond_to_alert,
    trace_health,
)
from mof.monitoring._event_filtering import DropReason
from mof.monitoring._health_models import combine_health
from mof.monitoring._health_traces import derive_data_gaps
from mof.monitoring._monitors import MonitorGapKind, find_monitor_gaps
from mof.monitoring._remedies import RemedialAction
from mof.records import Actor
from mof.services import (
    ConfigurationItem,
    DataGap,
    Dependency,
    Maintenance,
    Outage,
    Service,
    ServiceCatalog,
)
from mof.values import EventId, InstructionId, MonitorId, PersonId, RemedyId
from monitoring_world import (
    ADMINISTRATOR,
    DAY,
    DEGRADED,
    FAILED,
    HEALTHY,
    HOUR,
    MAIL,
    MANAGER,
    MINUTE,
    MODEL,
    MONITORS,
    SHOP,
    START,
    UNKNOWN,
    WEB_MONITOR,
    alert,
    see,
)

WATCHING = (*MONITORS, WEB_MONITOR)


def at(hour: float) -> Any:
    return START + hour * HOUR


# Health models


@pytest.mark.parametrize(
    "healths, whole",
    [
        ([], HEALTHY),
        ([HEALTHY, DEGRADED], DEGRADED),
        ([DEGRADED, FAILED], FAILED),
        ([FAILED, UNKNOWN], FAILED),
        ([DEGRADED, UNKNOWN], UNKNOWN),
        ([HEALTHY, UNKNOWN], UNKNOWN),
    ],
)
def test_health_of_some_is_the_worst_unless_unknown_makes_a_difference(
    healths: list[Health], whole: Health
) -> None:
    assert whole is combine_health(healths)


@pytest.mark.parametrize(
    "observed, mail, shop",
    [
        ({}, UNKNOWN, UNKNOWN),
        ({"host-1": HEALTHY}, HEALTHY, UNKNOWN),
        ({"host-1": HEALTHY, "web": HEALTHY}, HEALTHY, HEALTHY),
        ({"host-1": FAILED, "web": HEALTHY}, UNKNOWN, UNKNOWN),
        ({"host-1": FAILED, "host-2": DEGRADED, "web": HEALTHY}, DEGRADED, DEGRADED),
        ({"host-1": FAILED, "host-2": FAILED, "web": HEALTHY}, FAILED, FAILED),
        ({"host-1": HEALTHY, "web": FAILED}, HEALTHY, FAILED),
        ({"web": FAILED}, UNKNOWN, FAILED),
        ({"host-1": HEALTHY, "web": HEALTHY, "mail": DEGRADED}, DEGRADED, DEGRADED),
    ],
)
def test_health_is_rolled_up(observed: Any, mail: Health, shop: Health) -> None:
    healths = MODEL.roll_up(observed)

    assert (mail, shop) == (healths["mail"], healths["shop"])


def test_wholes_within_wholes_are_rolled_up() -> None:
    model = HealthModel(
        {
            "site": Dependency.on_all("net", Dependency.on_some(1, "a", "b")),
            **dict.fromkeys(("net", "a", "b")),
        }
    )

    healths = model.roll_up({"net": HEALTHY, "a": FAILED, "b": DEGRADED})

    assert healths["site"] is DEGRADED


def test_model_of_a_catalog_has_services_and_items() -> None:
    host = ConfigurationItem("host-1", "Host")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    catalog = ServiceCatalog(
        [Service(MAIL, "Mail", configuration_items=[host]), Service(SHOP, "S", depends_on=[MAIL])]
    )

    model = HealthModel.from_catalog(catalog)

    assert {MAIL, SHOP} == model.services
    assert [("host-1", None), ("mail", ("host-1",)), ("shop", ("mail",))] == [
        (name, whole and whole.names) for name, whole in model.nodes
    ]


def test_item_called_as_a_service_is_refused() -> None:
    item = ConfigurationItem("shop", "Shop")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    catalog = ServiceCatalog([Service(MAIL, "M", configuration_items=[item]), Service(SHOP, "S")])

    with pytest.raises(DefinitionError, match="'shop' is a service and a configuration item"):
        HealthModel.from_catalog(catalog)


@pytest.mark.parametrize(
    "nodes, services, error",
    [
        ({"a": None}, ["b"], DefinitionError),
        ({"a": None}, "a", DefinitionError),
        ({"a": Dependency.on_all("b")}, [], UnknownReferenceError),
        ({"a": Dependency.on_all("b"), "b": Dependency.on_all("a")}, [], CycleError),
        ({"a": "b", "b": None}, [], DefinitionError),
        (["a"], [], DefinitionError),
        (None, [], DefinitionError),
    ],
)
def test_model_that_cannot_be_is_refused(nodes: Any, services: Any, error: type[MofError]) -> None:
    with pytest.raises(error):
        HealthModel(nodes, services=services)


def test_what_is_observed_is_a_node() -> None:
    with pytest.raises(UnknownReferenceError, match="what was observed names 'x'"):
        MODEL.roll_up({"x": HEALTHY})
    with pytest.raises(UnknownReferenceError):
        MODEL.list_below("x")


def test_model_tells_what_stands_on_what() -> None:
    assert ("mail", "host-1", "host-2") == MODEL.list_below("mail")
    assert (MAIL, SHOP) == MODEL.list_services_above("host-1")
    assert frozenset({MAIL}) == MODEL.cut("mail").services
    assert None is MODEL.find_parts("x")
    assert "web" in MODEL
    assert "x" not in MODEL


# Monitors


def test_what_and_how_are_decided_by_two() -> None:
    monitor = Monitor(MonitorId("m"), subject="web")

    decided = monitor.decide_what("answers within 2 s", by=ADMINISTRATOR).decide_how(
        "a request each minute", by=MANAGER, interval=MINUTE
    )

    assert ("answers within 2 s", ADMINISTRATOR) == (decided.what, decided.what_by)
    assert ("a request each minute", MANAGER, MINUTE) == (
        decided.how,
        decided.how_by,
        decided.interval,
    )


def test_monitoring_manager_does_not_say_what_is_watched() -> None:
    with pytest.raises(RoleError) as caught:
        WEB_MONITOR.decide_what("all", by=MANAGER)

    assert "monitoring manager" not in caught.value.allowed
    assert caught.value.record == "of web"


@pytest.mark.parametrize("role", [RoleType.TECHNOLOGY_AREA_MANAGER, None])
def test_nobody_else_says_how_it_is_watched(role: RoleType | None) -> None:
    by = Actor(PersonId("person-1"), role)

    with pytest.raises(RoleError) as caught:
        WEB_MONITOR.decide_how("by looking", by=by)

    assert ("monitoring manager",) == caught.value.allowed
    assert (str(role) if role else None) == caught.value.role


def test_interval_is_some_time() -> None:
    with pytest.raises(DefinitionError, match="the interval of of web is no time at all"):
        evolve(WEB_MONITOR, interval=timedelta())


def test_gaps_of_monitors_are_found() -> None:
    decided = WEB_MONITOR.decide_what("all", by=ADMINISTRATOR).decide_how("so", by=MANAGER)
    monitors = [
        decided,
        evolve(decided, id=MonitorId("wrong"), what_by=MANAGER),
        evolve(decided, id=MonitorId("lost"), subject="x"),
        Monitor(MonitorId("open"), subject="host-1", how="so"),
    ]

    found = [(gap.subject, gap.kind) for gap in find_monitor_gaps(monitors, MODEL)]

    assert [
        ("wrong", MonitorGapKind.NOT_ENTITLED),
        ("lost", MonitorGapKind.UNKNOWN_SUBJECT),
        ("open", MonitorGapKind.UNDECIDED),
        ("host-2", MonitorGapKind.UNWATCHED),
    ] == found


def test_two_monitors_of_one_id_are_refused() -> None:
    with pytest.raises(DefinitionError, match="two monitors are called 'of web'"):
        find_monitor_gaps([WEB_MONITOR, WEB_MONITOR], MODEL)


# Events


def test_event_that_says_nothing_new_is_dropped_with_its_reason() -> None:
    events = [
        see("web", HEALTHY, 1),
        see("web", HEALTHY, 1.5),
        see("web", FAILED, 2, id="first"),
        see("web", FAILED, 2.5, id="first"),
        see("web", FAILED, 3),
        see("x", FAILED, 3),
        see("lost", FAILED, 3),
        see("host-1", FAILED, 4),
        see("host-1", FAILED, 6),
        see("web", DEGRADED, 7),
        see("web", FAILED, 8, recorded_at=at(99)),
    ]
    lost = Monitor(MonitorId("of lost"), subject="lost")
    windows = {"host-1": [Maintenance(at(4), at(5), agreed_at=START)]}

    found = filter_events(events, [*WATCHING, lost], MODEL, as_of=at(50), maintenances=windows)

    assert ["first", "host-1 failed 6", "web degraded 7"] == [each.id for each in found.kept]
    assert [
        ("web healthy 1", DropReason.RECOVERY),
        ("web healthy 1.5", DropReason.NO_CHANGE),
        ("first", DropReason.REPEATED),
        ("lost failed 3", DropReason.UNKNOWN_SUBJECT),
        ("web failed 3", DropReason.NO_CHANGE),
        ("x failed 3", DropReason.UNKNOWN_MONITOR),
        ("host-1 failed 4", DropReason.IN_MAINTENANCE),
    ] == [(each.event.id, each.reason) for each in found.dropped]


def test_events_with_one_cause_are_one_alert() -> None:
    events = [
        see("web", DEGRADED, 1),
        see("host-1", FAILED, 1.02, text="no power", recorded_at=at(1.01)),
        see("host-1", FAILED, 2),
    ]
    own = Monitor(MonitorId("of shop"), subject="shop")

    whole, later, *none = correlate(
        [*events, see("shop", DEGRADED, 1.05)], [*WATCHING, own], MODEL
    )[1:]

    assert [] == none
    assert ("host-1", FAILED, "no power") == (whole.subject, whole.health, whole.text)
    assert (at(1.02), at(1.01)) == (whole.at, whole.raised_at)
    assert (MAIL, SHOP) == whole.services
    assert ("host-1", MAIL) == (whole.item, whole.service)
    assert ("host-1 failed 2",) == later.events


def test_alert_about_a_service_is_about_no_item() -> None:
    own = Monitor(MonitorId("of mail"), subject="mail")
    lone = HealthModel({"disk": None})

    (found,) = correlate([see("mail", DEGRADED, 1), see("mail", UNKNOWN, 1)], [own], MODEL)
    (of_disk,) = correlate(
        [see("disk", HEALTHY, 1)], [Monitor(MonitorId("of disk"), subject="disk")], lone
    )

    assert (None, MAIL, DEGRADED) == (found.item, found.service, found.health)
    assert ("disk", None, HEALTHY) == (of_disk.item, of_disk.service, of_disk.health)


def test_events_long_apart_are_alerts_of_their_own() -> None:
    events = [see("web", FAILED, 1), see("web", DEGRADED, 1.05), see("web", FAILED, 2)]

    found = correlate(events, WATCHING, MODEL, within=3 * MINUTE)

    assert [2, 1] == [len(each.events) for each in found]


def test_event_says_how_healthy_its_subject_is() -> None:
    with pytest.raises(DefinitionError, match="what event x says is a Health, not 'failed'"):
        see("web", "failed", 1, id="x")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_what_cannot_be_correlated_is_refused() -> None:
    with pytest.raises(DefinitionError, match="within some time, not -1 day"):
        correlate([], [], MODEL, within=-MINUTE)
    with pytest.raises(DefinitionError, match="it is unknown what event web failed 1 is about"):
        correlate([see("web", FAILED, 1)], [], MODEL)
    with pytest.raises(DefinitionError, match="each of the events is an Event, not 'x'"):
        correlate(["x"], [], MODEL)  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


# Answers

RESTART = Remedy(RemedyId("restart"), action="restart it", subjects=["mail"])
CLEAR = Remedy(RemedyId("clear"), action="clear the queue", instruction=InstructionId("i-1"))
GREASE = Remedy(RemedyId("grease"), action="grease it", healths=[DEGRADED])


def run(remedy: Remedy, *, has_worked: bool | None) -> RemedyRun:
    return RemedyRun(alert=EventId("alert-1"), remedy=remedy.id, at=at(1), has_worked=has_worked)


def test_remedies_that_fit_are_tried_in_turn_and_then_people_are_asked() -> None:
    remedies = [GREASE, RESTART, CLEAR]

    first = respond_to_alert(alert(), remedies)
    second = respond_to_alert(alert(), remedies, [run(RESTART, has_worked=False)])
    last = respond_to_alert(
        alert(), remedies, [run(RESTART, has_worked=False), run(CLEAR, has_worked=False)]
    )

    assert isinstance(first, RemedialAction)
    assert isinstance(second, RemedialAction)
    assert ("restart", "clear", "i-1") == (first.remedy, second.remedy, second.instruction)
    assert last == alert(text="mail is failed: no answer; remedies tried in vain: 2")


def test_people_are_asked_at_once_where_nothing_fits() -> None:
    answer = respond_to_alert(alert(text=""), [GREASE])

    assert isinstance(answer, Alert)
    assert answer.text == "mail is failed"


def test_what_people_are_told_becomes_an_incident() -> None:
    notice = respond_to_alert(alert(subject="host-1"), [])
    assert isinstance(notice, Alert)

    incident = raise_incident(notice, id="INC-1")

    assert (MAIL, "alert-1") == (incident.service, incident.alert)
    assert incident.situation == "host-1 is failed: no answer (host-1)"


def test_alert_of_another_tool_is_answered_by_its_text() -> None:
    bare = Alert(EventId("a-1"), at=at(1), text="queue above 5000")
    served = evolve(bare, services=[MAIL], health=DEGRADED)

    assert respond_to_alert(bare, [RESTART, GREASE]) == bare
    answer = respond_to_alert(served, [RESTART])
    assert isinstance(answer, Alert)
    assert answer.text == "mail is degraded: queue above 5000"
    assert (None, None, MAIL, None) == (bare.service, bare.item, served.service, served.item)


def test_incident_of_an_alert_is_opened_when_the_alert_was_raised() -> None:
    late = alert(raised_at=at(2))

    assert raise_incident(late, id="INC-1").opened_at == at(2)
    assert Alert(EventId("a-1"), at=at(1), text="slow").raised_at == at(1)


@pytest.mark.parametrize("has_worked", [True, None])
def test_nothing_is_done_while_a_remedy_works_or_may_work(has_worked: bool | None) -> None:
    assert None is respond_to_alert(alert(), [CLEAR], [run(RESTART, has_worked=has_worked)])


@pytest.mark.parametrize(
    "ask",
    [
        lambda: respond_to_alert(None, []),  # type: ignore[arg-type]
        lambda: find_monitor_gaps([], None),  # type: ignore[arg-type]
        lambda: filter_events([], [], None, as_of=START),  # type: ignore[arg-type]
        lambda: correlate([], [], None),  # type: ignore[arg-type]
        lambda: correlate([], [], MODEL, within=None),  # type: ignore[arg-type]
        lambda: MODEL.roll_up(None),  # type: ignore[arg-type]
        lambda: MODEL.roll_up({"web": "failed"}),  # type: ignore[dict-item]
        lambda: combine_health(["failed"]),  # type: ignore[list-item]
        lambda: WEB_MONITOR.decide_how("so", by="me"),  # type: ignore[arg-type]
        lambda: Monitor(MonitorId("m"), subject=None),  # type: ignore[arg-type]
        lambda: evolve(WEB_MONITOR, what_by="me"),  # type: ignore[arg-type]
        lambda: evolve(WEB_MONITOR, interval="1h"),  # type: ignore[arg-type]
        lambda: Alert(EventId("a"), at=START, text="slow", services=[1]),  # type: ignore[list-item]
        lambda: trace_health(None, "a", monitors=[], events=[], since=START, as_of=at(1)),  # type: ignore[arg-type]
    ],
)
def test_something_of_another_kind_is_refused(ask: Callable[[], Any]) -> None:
    with pytest.raises((ArgumentError, DefinitionError), match=r"expected a|is a|each of the"):
        ask()


def test_single_subject_in_place_of_a_list_is_refused() -> None:
    with pytest.raises(DefinitionError, match="given as a list"):
        evolve(RESTART, subjects="mail")
    with pytest.raises(DefinitionError, match="each of the healths is a Health, not 'bad'"):
        evolve(RESTART, healths=["bad"])  # type: ignore[list-item]


# Traces


def trace(subject: str, *events: Event, since: float = 0, as_of: float = 24) -> Any:
    return trace_health(
        MODEL, subject, monitors=WATCHING, events=events, since=at(since), as_of=at(as_of)
    )


def tell(stretches: Any) -> list[tuple[Any, Any, Health]]:
    return [
        ((s.start - START) / HOUR, s.end and (s.end - START) / HOUR, s.health) for s in stretches
    ]


def test_trace_tells_how_healthy_a_service_was() -> None:
    found = trace(
        "mail",
        see("host-1", HEALTHY, 1),
        see("host-2", HEALTHY, 2),
        see("host-1", FAILED, 3),
        see("host-2", FAILED, 4, recorded_at=at(4.5)),
        see("host-2", DEGRADED, 5),
        see("web", FAILED, 6),
    )

    assert [
        (0, 1, UNKNOWN),
        (1, 4, HEALTHY),
        (4, 5, FAILED),
        (5, None, DEGRADED),
    ] == tell(found)
    assert ("host-2 failed 4", at(4.5)) == (found[2].event, found[2].recorded_at)


def test_silent_monitor_says_unknown() -> None:
    found = trace("web", see("web", HEALTHY, 1), see("web", HEALTHY, 2), see("web", HEALTHY, 5))

    assert [
        (0, 1, UNKNOWN),
        (1, 3, HEALTHY),
        (3, 5, UNKNOWN),
        (5, 6, HEALTHY),
        (6, None, UNKNOWN),
    ] == tell(found)
    assert found[2].event is None


def test_trace_begins_with_what_was_said_before() -> None:
    events = [see("host-1", FAILED, 1), see("host-2", FAILED, 1), see("host-1", HEALTHY, 99)]

    assert [(5, None, FAILED)] == tell(trace("mail", *events, since=5))
    assert () == trace("mail", *events, since=24)


def test_trace_of_what_the_model_lacks_is_refused() -> None:
    with pytest.raises(UnknownReferenceError):
        trace("x")


def test_outages_and_gaps_are_derived_from_a_trace() -> None:
    found = trace(
        "mail",
        see("host-1", DEGRADED, 1),
        see("host-2", FAILED, 1),
        see("host-1", FAILED, 3),
        see("host-1", HEALTHY, 4, recorded_at=at(4.25)),
        see("host-1", FAILED, 6),
    )

    assert derive_outages(found) == (
        Outage(at(3), at(4), cause="host-1 failed 3", recorded_at=at(3), end_recorded_at=at(4.25)),
        Outage(at(6), None, cause="host-1 failed 6"),
    )
    assert [1, "1/4"] == [
        1 if o.weight == 1 else str(o.weight) for o in derive_outages(found, degraded="0.25")[1::-1]
    ]
    assert derive_data_gaps(found, as_of=at(24)) == (
        DataGap(at(0), at(1), reason="no monitor told"),
    )


def test_availability_is_measured_by_derived_outages_and_gaps() -> None:
    found = trace(
        "mail", see("host-1", FAILED, 2), see("host-2", FAILED, 2), see("host-1", HEALTHY, 8)
    )

    availability = measure_uptime(
        derive_outages(found),
        AvailabilityTarget("0.9"),
        Calendar.always(),
        during=DAY,
        as_of=DAY.end,
        gaps=derive_data_gaps(found, as_of=DAY.end),
    )

    assert Fraction(24 - 8, 24 - 2) == availability.share


def test_gap_that_has_not_ended_lasts_until_then() -> None:
    found = trace("web", since=20)

    assert (DataGap(at(20), at(24), reason="no monitor told"),) == derive_data_gaps(
        found, as_of=at(24)
    )


# Data


def test_data_traces_each_service_of_its_model() -> None:
    data = MonitoringData(
        model=MODEL, monitors=MONITORS, events=[see("host-1", HEALTHY, 1)], alerts=[alert()]
    )

    traces = data.trace_services(since=START, as_of=at(2))

    assert [MAIL, SHOP] == [*traces]
    assert [(0, 1, UNKNOWN), (1, None, HEALTHY)] == tell(traces[MAIL])


@pytest.mark.parametrize("data", [MonitoringData(events=[]), MonitoringData(model=MODEL)])
def test_nothing_is_traced_of_what_nobody_keeps(data: MonitoringData) -> None:
    assert {} == data.trace_services(since=START, as_of=at(2))
