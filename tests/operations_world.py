"""The work of a service that tests of operations look at: its guide, its times, its log."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from mof.framework import GateDecision, ReviewKind, RoleType
from mof.improvement import ReviewHeld
from mof.operations import (
    Frequency,
    LogEntry,
    OperationsGuide,
    OperationsSchedule,
    Recurrence,
    Task,
    Timing,
    WorkInstruction,
    plan_work,
)
from mof.records import Actor, Entry
from mof.services import Service, ServiceState
from mof.values import InstructionId, Period, PersonId, ReviewId, ServiceId, TaskId

OSLO = "Europe/Oslo"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MAY = datetime(2026, 5, 1, tzinfo=UTC)
WEEK = Period(datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 8, tzinfo=UTC), tz=OSLO)
MAIL, WEB = ServiceId("mail"), ServiceId("web")
BACKUP, REORG = TaskId("backup"), TaskId("reorg")

OWNER = Actor(PersonId("person-020"), RoleType.TECHNOLOGY_AREA_MANAGER)
SCHEDULER = Actor(PersonId("person-021"), RoleType.SCHEDULING_MANAGER)
OPERATOR = Actor(PersonId("person-022"), RoleType.OPERATOR)
ADMINISTRATOR = Actor(PersonId("person-023"), RoleType.ADMINISTRATOR)
ROBOT = Actor(PersonId("robot"), is_automated=True)

READY = ReviewHeld(
    ReviewId("RR-1"),
    held_at=MAY - timedelta(days=9),
    kind=ReviewKind.RELEASE_READINESS,
    decision=GateDecision.GO,
    services=[MAIL, WEB],
)


def june(day: int, hour: float = 0) -> datetime:
    return datetime(2026, 6, day, tzinfo=UTC) + hour * HOUR


def release(
    id_: ServiceId = MAIL, at: datetime = MAY, state: ServiceState = ServiceState.DEPLOYED
) -> Service:
    facts: dict[str, Any] = {
        "review": READY.id,
        **dict.fromkeys(("version", "operability", "supportability", "environment"), "yes"),
        "agreements": ("SLA-1",),
    }
    return Service(id_, str(id_), history=[Entry(at, state=state, changes=facts)])


def draft(name: str = "backup-1", task: TaskId = BACKUP, **changes: Any) -> WorkInstruction:
    fields: dict[str, Any] = {
        "title": "Back up",
        "steps": ("stop", "copy", "start"),
        "duration": HOUR,
        **changes,
    }
    return WorkInstruction.draft(name, task=task, **fields, at=MAY, by=OWNER)


def approve(name: str = "backup-1", task: TaskId = BACKUP, **changes: Any) -> WorkInstruction:
    tested = draft(name, task, **changes).test(test_result="restored", at=MAY, by=OWNER)
    return tested.approve(version="1", at=MAY, by=OWNER)


def task(id_: TaskId = BACKUP, service: ServiceId = MAIL, **fields: Any) -> Task:
    return Task(id_, name=str(id_), service=service, frequency=Frequency.DAILY, **fields)


NIGHTLY = Recurrence.daily("02:00", tz=OSLO, since=date(2026, 5, 1))


def time_it(
    name: str = "backup-1", recurrence: Recurrence | None = NIGHTLY, **fields: Any
) -> Timing:
    usual: dict[str, Any] = {"set_at": MAY, "set_by": SCHEDULER}
    return Timing(InstructionId(name), recurrence=recurrence, **usual | fields)


def plan_week(
    guide: OperationsGuide, *timings: Timing, services: Any = None, **options: Any
) -> OperationsSchedule:
    usual: dict[str, Any] = {"reviews": [READY], "during": WEEK, "as_of": WEEK.start}
    services = [release()] if services is None else services
    return plan_work(guide, timings, services=services, **usual | options)


GUIDE = OperationsGuide([task()], [approve()])


def log(id_: str = "log-1", start: float = 0, hours: float | None = 1, **fields: Any) -> LogEntry:
    usual: dict[str, Any] = {
        "service": MAIL,
        "by": OPERATOR,
        "instruction": InstructionId("backup-1"),
        "started_at": june(1, start),
        "ended_at": None if hours is None else june(1, start + hours),
    }
    return LogEntry(id_, **usual | fields)
