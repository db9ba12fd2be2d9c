"""The changes of the year, and those that are planned for the month after it."""

from datetime import date, datetime, timedelta
from random import Random

from example_world.hours import END, START, ZONE, at, is_working_day
from example_world.organisation import (
    CASE_HANDLING,
    EMAIL,
    FILE_STORAGE,
    IDENTITY,
    MEMBERS,
    PAYROLL,
    REMOTE_ACCESS,
    TELEPHONY,
)
from mof.changes import ChangeCategory, ChangePriority, RequestForChange
from mof.framework import ChangeSubject
from mof.values import ChangeId, PersonId, ServiceId

FLAWED_CHANGE = ChangeId("CHG-260602-9")
REPAIRING_CHANGE = ChangeId("CHG-260616-9")
ENDANGERING_CHANGE = ChangeId("CHG-260622-9")
_UPCOMING_UNTIL = at(2026, 8, 1)

_ROUTINE = (
    (IDENTITY, "Renew certificates of the sign-in page"),
    (IDENTITY, "Security updates of the directory servers"),
    (FILE_STORAGE, "Extend the volumes of two departments"),
    (FILE_STORAGE, "Replace a controller of the storage cabinet"),
    (EMAIL, "Update the filter for unwanted mail"),
    (EMAIL, "Raise the limit for attachments"),
    (TELEPHONY, "New menu for callers"),
    (TELEPHONY, "Firmware of the handsets"),
    (REMOTE_ACCESS, "Update of the access gateways"),
    (PAYROLL, "Tax tables of the month"),
    (PAYROLL, "Release with changes from the collective agreement"),
)
_NEW = (CASE_HANDLING, "Release with corrections after the first weeks")
_CATEGORIES = (ChangeCategory.STANDARD, ChangeCategory.MINOR, ChangeCategory.SIGNIFICANT)
_PRIORITIES = (ChangePriority.LOW, ChangePriority.MEDIUM, ChangePriority.HIGH)
_SUBJECTS = (ChangeSubject.TECHNICAL, ChangeSubject.PROCEDURAL, ChangeSubject.RESOURCE)


def plan_changes(random: Random) -> tuple[RequestForChange, ...]:
    """All changes requested in the year, the earliest first."""
    everyone = tuple(person for members in MEMBERS.values() for person in members)
    requested = [
        _plan_change(day, number, random, everyone)
        for day in _list_days()
        for number in range(1, random.choice((0, 0, 1, 1, 1, 2)) + 1)
    ]
    # What is planned for later than July has not been asked for yet.
    known = [c for c in requested if c.planned_at is None or c.planned_at < _UPCOMING_UNTIL]
    return tuple(sorted([*known, *_STORIES], key=lambda change: (change.requested_at, change.id)))


def _list_days() -> list[date]:
    first = START.astimezone(ZONE).date()
    days = (first + timedelta(days=n) for n in range(365))
    return [day for day in days if is_working_day(day)]


def _plan_change(
    day: date, number: int, random: Random, everyone: tuple[PersonId, ...]
) -> RequestForChange:
    requested_at = at(day.year, day.month, day.day, random.randrange(8, 16), random.randrange(60))
    service, title = _draw_title(day, random)
    planned_at = _draw_evening(day + timedelta(days=random.randrange(3, 21)), random)
    is_done = planned_at < END and random.random() < 0.96
    length = timedelta(minutes=random.randrange(20, 180))
    return RequestForChange.from_register(
        ChangeId(f"CHG-{day:%y%m%d}-{number}"),
        title=title,
        requested_at=requested_at,
        requested_by=random.choice(everyone),
        subject=random.choices(_SUBJECTS, (80, 15, 5))[0],
        category=random.choices(_CATEGORIES, (50, 38, 12))[0],
        priority=random.choices(_PRIORITIES, (60, 30, 10))[0],
        services=[service],
        planned_at=planned_at,
        completed_at=planned_at + length if is_done and planned_at + length < END else None,
    )


def _draw_title(day: date, random: Random) -> tuple[ServiceId, str]:
    if day >= date(2026, 3, 9) and random.random() < 0.25:
        return _NEW
    return random.choice(_ROUTINE)


def _draw_evening(day: date, random: Random) -> datetime:
    return at(day.year, day.month, day.day, random.randrange(19, 23), random.choice((0, 30)))


_STORIES = (
    RequestForChange.from_register(
        FLAWED_CHANGE,
        title="New rules for the mail relay in the network zone",
        requested_at=at(2026, 6, 2, 10, 15),
        requested_by=PersonId("person-041"),
        category=ChangeCategory.SIGNIFICANT,
        priority=ChangePriority.MEDIUM,
        services=[EMAIL],
        planned_at=at(2026, 6, 9, 20),
        completed_at=at(2026, 6, 9, 22, 10),
    ),
    RequestForChange.from_register(
        REPAIRING_CHANGE,
        title="Withdraw the new rules for the mail relay",
        requested_at=at(2026, 6, 16, 13, 30),
        requested_by=PersonId("person-030"),
        category=ChangeCategory.SIGNIFICANT,
        priority=ChangePriority.EMERGENCY,
        services=[EMAIL],
        planned_at=at(2026, 6, 26, 19),
        completed_at=at(2026, 6, 26, 20, 20),
    ),
    RequestForChange.from_register(
        ENDANGERING_CHANGE,
        title="Replace the mail relay during office hours",
        requested_at=at(2026, 6, 22, 14, 5),
        requested_by=PersonId("person-040"),
        category=ChangeCategory.MAJOR,
        priority=ChangePriority.HIGH,
        services=[EMAIL, IDENTITY],
        planned_at=at(2026, 7, 7, 10),
    ),
    RequestForChange.from_register(
        ChangeId("CHG-260615-9"),
        title="Have the supplier's escalation path in the contract",
        requested_at=at(2026, 6, 15, 9, 40),
        requested_by=PersonId("person-007"),
        subject=ChangeSubject.SLA,
        category=ChangeCategory.MINOR,
        priority=ChangePriority.MEDIUM,
        services=[TELEPHONY],
        planned_at=at(2026, 7, 20, 9),
    ),
)
