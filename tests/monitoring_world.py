"""A small service that is watched: what it is made of, by which monitors, and what they saw."""

from datetime import UTC, datetime, timedelta
from typing import Any

from mof.framework import RoleType
from mof.monitoring import Alert, Event, Health, HealthModel, Monitor
from mof.records import Actor
from mof.services import Dependency
from mof.values import EventId, MonitorId, Period, PersonId, ServiceId

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
START = datetime(2026, 6, 1, tzinfo=UTC)
DAY = Period(START, START + 24 * HOUR)
MAIL, SHOP = ServiceId("mail"), ServiceId("shop")
HEALTHY, DEGRADED, FAILED, UNKNOWN = Health

MANAGER = Actor(PersonId("person-030"), RoleType.MONITORING_MANAGER)
ADMINISTRATOR = Actor(PersonId("person-031"), RoleType.TECHNOLOGY_AREA_MANAGER)

MODEL = HealthModel(
    {
        "shop": Dependency.on_all("mail", "web"),
        "mail": Dependency.on_some(1, "host-1", "host-2"),
        "web": None,
        "host-1": None,
        "host-2": None,
    },
    services=[MAIL, SHOP],
)
MONITORS = tuple(Monitor(MonitorId(f"of {name}"), subject=name) for name in ("host-1", "host-2"))
WEB_MONITOR = Monitor(MonitorId("of web"), subject="web", interval=HOUR)


def see(name: str, health: Health, hour: float, **fields: Any) -> Event:
    """What the monitor of a node saw after so many hours."""
    id_ = fields.pop("id", f"{name} {health} {hour}")
    return Event(
        EventId(id_),
        monitor=MonitorId(f"of {name}"),
        at=START + hour * HOUR,
        health=health,
        **fields,
    )


def alert(name: str = "alert-1", hour: float = 1, **fields: Any) -> Alert:
    """An alert about the mail service, raised as soon as it happened."""
    usual: dict[str, Any] = {
        "at": START + hour * HOUR,
        "raised_at": START + hour * HOUR,
        "subject": "mail",
        "health": FAILED,
        "text": "no answer",
        "services": (MAIL, SHOP),
    }
    return Alert(EventId(name), **usual | fields)
