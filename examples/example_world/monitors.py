"""What is watched of the services, and what the monitors saw in June 2026."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from example_world.hours import END, at
from example_world.operations import find_restarts
from example_world.organisation import (
    CASE_HANDLING,
    EMAIL,
    FILE_STORAGE,
    IDENTITY,
    INTRANET,
    PAYROLL,
    REMOTE_ACCESS,
    TELEPHONY,
)
from example_world.people import LEAVER, SCHEDULER
from mof.framework import RoleType
from mof.monitoring import (
    Alert,
    Event,
    Health,
    HealthModel,
    Monitor,
    MonitoringData,
    RemedyRun,
    correlate,
    filter_events,
)
from mof.records import Actor
from mof.services import Dependency
from mof.values import EventId, MonitorId, RemedyId

# What is wrong with it on purpose.
UNWATCHED = "intranet-server"
UNDECIDED = MonitorId("of gateway")
"""Nobody is on record to have decided what is watched by it."""

_MODEL = HealthModel(
    {
        IDENTITY: Dependency.on_some(1, "directory-1", "directory-2"),
        FILE_STORAGE: Dependency.on_all("storage-cabinet"),
        EMAIL: Dependency.on_all(
            IDENTITY, "mail-relay", Dependency.on_some(2, "mailbox-1", "mailbox-2", "mailbox-3")
        ),
        TELEPHONY: Dependency.on_all("gateway"),
        REMOTE_ACCESS: Dependency.on_all(IDENTITY, "access-gateway"),
        PAYROLL: Dependency.on_all(IDENTITY, "payroll-server"),
        CASE_HANDLING: Dependency.on_all(IDENTITY, FILE_STORAGE, "case-server"),
        INTRANET: Dependency.on_all(IDENTITY, UNWATCHED),
        **dict.fromkeys(
            (
                *("directory-1", "directory-2", "storage-cabinet", "mail-relay", "mailbox-1"),
                *("mailbox-2", "mailbox-3", "gateway", "access-gateway", "payroll-server"),
                *("case-server", UNWATCHED),
            )
        ),
    },
    services=[
        *(IDENTITY, FILE_STORAGE, EMAIL, TELEPHONY),
        *(REMOTE_ACCESS, PAYROLL, CASE_HANDLING, INTRANET),
    ],
)

_MANAGER = Actor(LEAVER, RoleType.MONITORING_MANAGER)
_OWNER = Actor(SCHEDULER, RoleType.TECHNOLOGY_AREA_MANAGER)
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


def _watch(name: str) -> Monitor:
    monitor = Monitor(MonitorId(f"of {name}"), subject=name)
    monitor = monitor.decide_how("ask it each minute, and tell what changes", by=_MANAGER)
    if monitor.id == UNDECIDED:
        return monitor
    return monitor.decide_what("whether it answers, and how fast", by=_OWNER)


_MONITORS = tuple(
    _watch(name) for name, parts in _MODEL.nodes if parts is None and name != UNWATCHED
)

_FAILURES: tuple[tuple[str, datetime, float, Health], ...] = (
    # One of two directories: nobody outside noticed.
    ("directory-1", at(2026, 6, 4, 14), 3, Health.FAILED),
    ("mail-relay", at(2026, 6, 11, 9, 5), 1.5, Health.FAILED),
    ("mailbox-2", at(2026, 6, 11, 9, 7), 1, Health.DEGRADED),
    ("storage-cabinet", at(2026, 6, 20, 3), 2, Health.DEGRADED),
    ("access-gateway", at(2026, 6, 26, 7, 30), 0.5, Health.FAILED),
)
_GATEWAY_DOWN = timedelta(minutes=25)


def _see(name: str, seen_at: datetime, health: Health, text: str = "") -> Event:
    return Event(
        EventId(f"{name} {seen_at:%m-%dT%H:%M}"),
        monitor=MonitorId(f"of {name}"),
        at=seen_at,
        health=health,
        text=text,
        recorded_at=seen_at + _MINUTE,
    )


def _tell_events() -> Iterator[Event]:
    for monitor in _MONITORS:
        yield _see(monitor.subject, at(2026, 6, 1), Health.HEALTHY)
    for name, since, hours, health in _FAILURES:
        yield _see(name, since, health, f"{name} is {health}")
        yield _see(name, since + hours * _HOUR, Health.HEALTHY)
    for restarted_at in find_restarts():
        yield _see("gateway", restarted_at - _GATEWAY_DOWN, Health.FAILED, "no line answers")
        yield _see("gateway", restarted_at, Health.HEALTHY)


_EVENTS = tuple(_tell_events())
_RESTART = RemedyId("restart the service of the relay")


def _try(alert: Alert) -> Iterator[RemedyRun]:
    if alert.subject == "mail-relay":
        yield RemedyRun(alert=alert.id, remedy=_RESTART, at=alert.raised_at, has_worked=False)
    elif alert.subject == "access-gateway":
        yield RemedyRun(alert=alert.id, remedy=_RESTART, at=alert.raised_at, has_worked=True)


_ALERTS = correlate(filter_events(_EVENTS, _MONITORS, _MODEL, as_of=END).kept, _MONITORS, _MODEL)

MONITORING = MonitoringData(
    model=_MODEL,
    monitors=_MONITORS,
    events=_EVENTS,
    alerts=_ALERTS,
    runs=[run for alert in _ALERTS for run in _try(alert)],
)
