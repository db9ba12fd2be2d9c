"""The work of the platform team: its guide, the times it is done at, and the log of June 2026."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from attrs import frozen

from example_world.hours import END, OFFICE_HOURS, REVIEWED, START, TZ, ZONE, at
from example_world.organisation import (
    CASE_HANDLING,
    CATALOG,
    EMAIL,
    FILE_STORAGE,
    IDENTITY,
    INTRANET,
    TELEPHONY,
    name_person,
)
from example_world.people import SCHEDULER
from example_world.risks import CONTINUITY, PRIVACY
from mof.calendars import Calendar
from mof.framework import GateDecision, ReviewKind, RoleType
from mof.improvement import ReviewHeld
from mof.operations import (
    Frequency,
    LogEntry,
    OperationsData,
    OperationsGuide,
    Recurrence,
    ScheduledWork,
    Task,
    Timing,
    WorkInstruction,
    plan_work,
)
from mof.records import Actor, Entry, Fact
from mof.services import Service, ServiceEvent, ServiceState
from mof.values import InstructionId, PersonId, ReviewId, ServiceId, TaskId

# What is wrong with it on purpose.
NEVER_DONE = TaskId("restore-test")
"""Documented, and in June nobody did it; the control over it has no evidence either."""
FOR_NOTHING = TaskId("look-through-links")
"""Done for no agreement and no objective, of a service that never passed its review."""
NOT_TESTED = TaskId("rebuild-search")
NOT_WRITTEN = TaskId("restart-gateway")
"""Done over and over, and nobody wrote down how."""
NEVER_RELEASED = INTRANET
SHARED_RESOURCE = "backup library"
"""Needed at the same time on Sundays."""

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_NIGHT = Calendar(
    tz=TZ,
    weekly={day: [("00:00", "06:00")] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")},
)
_OWNER = Actor(SCHEDULER, RoleType.TECHNOLOGY_AREA_MANAGER)
_SCHEDULER = Actor(SCHEDULER, RoleType.SCHEDULING_MANAGER)
_OPERATORS = tuple(Actor(name_person(number), RoleType.OPERATOR) for number in (61, 62, 63))
_TOOL = Actor(PersonId("backup-tool"), is_automated=True)
_SINCE = date(2026, 1, 5)
_WRITTEN_AT = at(2025, 11, 3, 9)


@frozen
class _Work:
    """A task with how it is done and when; a dash where nobody wrote it down or set a time."""

    task: TaskId
    name: str
    service: ServiceId
    frequency: Frequency
    minutes: int
    serves: tuple[str, ...] = ()
    recurrence: Recurrence | None = None
    resources: tuple[str, ...] = ()
    after: tuple[TaskId, ...] = ()
    window: Calendar | None = None
    is_automated: bool = False
    is_written: bool = True
    is_tested: bool = True


_BACKUP_FILES, _BACKUP_MAIL = TaskId("backup-files"), TaskId("backup-mail")
_WORK = (
    _Work(
        _BACKUP_FILES,
        "Back up file storage",
        FILE_STORAGE,
        Frequency.DAILY,
        90,
        ("sla-file-storage", CONTINUITY),
        Recurrence.daily("00:30", tz=TZ, since=_SINCE),
        (SHARED_RESOURCE,),
        window=_NIGHT,
        is_automated=True,
    ),
    _Work(
        _BACKUP_MAIL,
        "Back up mailboxes",
        EMAIL,
        Frequency.DAILY,
        60,
        ("sla-e-mail", CONTINUITY),
        Recurrence.daily("02:30", tz=TZ, since=_SINCE),
        (SHARED_RESOURCE,),
        window=_NIGHT,
        is_automated=True,
    ),
    _Work(
        TaskId("check-backups"),
        "Compare backups with their lists",
        FILE_STORAGE,
        Frequency.WEEKLY,
        60,
        (CONTINUITY,),
        Recurrence.weekly(["sun"], "03:00", tz=TZ, since=_SINCE),
        (SHARED_RESOURCE,),
        (_BACKUP_FILES,),
        _NIGHT,
        is_automated=True,
    ),
    _Work(
        NEVER_DONE,
        "Restore a folder and a mailbox as a test",
        FILE_STORAGE,
        Frequency.MONTHLY,
        120,
        (CONTINUITY,),
    ),
    _Work(
        TaskId("check-certificates"),
        "Look for certificates that expire",
        IDENTITY,
        Frequency.WEEKLY,
        30,
        ("sla-identity", PRIVACY),
        Recurrence.weekly(["mon"], "09:00", tz=TZ, since=_SINCE),
    ),
    _Work(
        TaskId("review-accounts"),
        "Close accounts of people who left",
        IDENTITY,
        Frequency.MONTHLY,
        180,
        (PRIVACY,),
        Recurrence.monthly("first tue", "10:00", tz=TZ, since=_SINCE),
    ),
    _Work(
        TaskId("unlock-accounts"),
        "Unlock accounts after a failed change of password",
        IDENTITY,
        Frequency.AS_NEEDED,
        15,
        ("sla-identity",),
    ),
    _Work(
        NOT_TESTED,
        "Rebuild the index of the search",
        CASE_HANDLING,
        Frequency.AS_NEEDED,
        240,
        ("sla-case-handling-health",),
        is_tested=False,
    ),
    _Work(
        FOR_NOTHING,
        "Look through the links of the intranet",
        INTRANET,
        Frequency.WEEKLY,
        60,
        recurrence=Recurrence.weekly(["fri"], "13:00", tz=TZ, since=_SINCE),
    ),
    _Work(
        NOT_WRITTEN,
        "Restart the gateway of the switchboard",
        TELEPHONY,
        Frequency.AS_NEEDED,
        45,
        ("sla-telephony",),
        is_written=False,
    ),
)


def _name_instruction(work: _Work) -> InstructionId:
    return InstructionId(f"{work.task}-1")


def _write(work: _Work) -> WorkInstruction:
    drafted = WorkInstruction.draft(
        _name_instruction(work),
        task=work.task,
        title=work.name,
        steps=("read the last entry of the log", "do it", "look at the outcome", "log it"),
        duration=work.minutes * _MINUTE,
        resources=work.resources,
        after=work.after,
        is_automated=work.is_automated,
        at=_WRITTEN_AT,
        by=_OWNER,
    )
    if not work.is_tested:
        return drafted
    tested = drafted.test(test_result="done twice without a question", at=_WRITTEN_AT, by=_OWNER)
    return tested.approve(version="1", at=_WRITTEN_AT, by=_OWNER)


_GUIDE = OperationsGuide(
    [
        Task(
            work.task,
            name=work.name,
            service=work.service,
            frequency=work.frequency,
            window=work.window,
            serves=work.serves,
        )
        for work in _WORK
    ],
    [_write(work) for work in _WORK if work.is_written],
)
_TIMINGS = [
    Timing(
        _name_instruction(work),
        recurrence=work.recurrence,
        set_at=at(2026, 1, 5, 8),
        set_by=_SCHEDULER,
    )
    for work in _WORK
    if work.recurrence
]

_READY = ReviewHeld(
    ReviewId("release-readiness-2025"),
    held_at=START - timedelta(days=30),
    kind=ReviewKind.RELEASE_READINESS,
    decision=GateDecision.GO,
    services=[service.id for service in CATALOG if service.id != NEVER_RELEASED],
)
_FACTS = {
    "review": _READY.id,
    **dict.fromkeys(("version", "operability", "supportability", "environment"), "as reviewed"),
}


def _release(service: Service) -> Service:
    """The service with the part of its life that work is scheduled by."""
    if service.id == NEVER_RELEASED:
        return service
    facts: dict[str, Fact] = {**_FACTS, "agreements": (f"sla-{service.id}",)}
    deployed = Entry[ServiceState, ServiceEvent](START, state=ServiceState.DEPLOYED, changes=facts)
    return Service(service.id, service.name, history=[deployed])


_SCHEDULE = plan_work(
    _GUIDE,
    _TIMINGS,
    services=map(_release, CATALOG),
    reviews=[_READY],
    during=REVIEWED,
    as_of=END,
)

# The nights on which the backup of mailboxes ran and was not complete, and the late check.
_INCOMPLETE_ON, _LATE_ON = {9, 10, 23}, 15
_RESTARTS = ((3, 8), (9, 11), (12, 14), (18, 8), (24, 15), (29, 10))
_UNLOCKED = ((2, 9), (8, 13), (17, 9), (25, 11))


def _log_scheduled(number: int, work: ScheduledWork) -> LogEntry:
    on = work.start.astimezone(ZONE).day
    is_late = work.task == "check-certificates" and on == _LATE_ON
    started_at = work.start + (_HOUR if is_late else _MINUTE)
    return LogEntry(
        f"log-2026-06-{number:03}",
        service=work.service,
        instruction=work.instruction,
        task=work.task,
        by=_TOOL if work.is_automated else _OPERATORS[number % len(_OPERATORS)],
        scheduled_at=work.start,
        started_at=started_at,
        ended_at=started_at + (work.end - work.start),
        has_wanted_outcome=not (work.task == _BACKUP_MAIL and on in _INCOMPLETE_ON),
    )


def _log_reactive(task: TaskId, day: int, hour: int, minutes: int) -> LogEntry:
    work = next(each for each in _WORK if each.task == task)
    started_at = at(2026, 6, day, hour, 20)
    return LogEntry(
        f"log-2026-06-{task}-{day:02}",
        service=work.service,
        instruction=_name_instruction(work) if work.is_written else None,
        task=task,
        by=_OPERATORS[day % len(_OPERATORS)],
        started_at=started_at,
        ended_at=started_at + minutes * _MINUTE,
        is_reactive=True,
        has_wanted_outcome=True,
    )


def _keep_log() -> Iterator[LogEntry]:
    for number, work in enumerate(_SCHEDULE.work, 1):
        yield _log_scheduled(number, work)
    for day, hour in _RESTARTS:
        yield _log_reactive(NOT_WRITTEN, day, hour, 45)
    for day, hour in _UNLOCKED:
        yield _log_reactive(TaskId("unlock-accounts"), day, hour, 15)


def find_restarts() -> tuple[datetime, ...]:
    """When the gateway of the switchboard was restarted."""
    return tuple(at(2026, 6, day, hour, 20) for day, hour in _RESTARTS)


OPERATIONS = OperationsData(
    guide=_GUIDE,
    schedule=_SCHEDULE,
    log=tuple(_keep_log()),
    hours={by.person: OFFICE_HOURS for by in _OPERATORS if by.person},
)
