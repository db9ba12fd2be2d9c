"""Posts, and when people were away or will be."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from example_world.hours import MONTHS, OFFICE_HOURS, START, TZ, ZONE, at, is_working_day
from example_world.organisation import (
    APPLICATIONS,
    MEMBERS,
    MESSAGING,
    NETWORK,
    PEOPLE_MANAGER,
    PLATFORM,
    SERVICE_DESK,
)
from mof.teams import (
    Absence,
    AbsenceKind,
    Establishment,
    Workforce,
    WorkforceMeasure,
    WorkforceTarget,
)
from mof.values import AbsenceId, Period, PersonId, TeamId

ABSENT_TEAM = NETWORK
"""Short of one post since March, and more and more of the others are ill."""

_POSTS = {SERVICE_DESK: 9, MESSAGING: 5, NETWORK: 5, APPLICATIONS: 7, PLATFORM: 5}
# Working days lost in each month from July to June.
_LOST = {
    SERVICE_DESK: "9 8 11 12 11 13 14 11 10 9 8 9",
    MESSAGING: "3 4 5 4 5 6 6 5 5 4 4 4",
    NETWORK: "4 4 4 5 5 6 6 5 4 6 8 14",
    APPLICATIONS: "7 6 7 8 8 9 9 8 8 7 6 7",
    PLATFORM: "3 3 4 4 5 5 6 5 4 4 3 4",
}
_LONGEST = 5
_HOLIDAY_MAKERS = MEMBERS[PLATFORM][:3]
"""More than half of the platform team has taken the same weeks of July."""


def _resolve(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE).astimezone(UTC)


def _list_working_days(month: Period) -> list[date]:
    days = (month.first_day + timedelta(days=number) for number in range(31))
    return [day for day in days if is_working_day(day) and _resolve(day) in month]


def _fall_ill(team: TeamId, month: Period, lost: int) -> Iterator[Absence]:
    """Absences of a working week at most, of one member after the other."""
    days = _list_working_days(month)
    start = 0
    for person in cycle(MEMBERS[team]):
        length = min(_LONGEST, lost, len(days) - start)
        yield _stay_away(person, days[start], days[start + length - 1])
        lost -= length
        if not lost:
            return
        start = (start + 3) % (len(days) - _LONGEST)


def _stay_away(
    person: PersonId,
    first: date,
    last: date,
    *,
    recorded_at: datetime | None = None,
    kind: AbsenceKind = AbsenceKind.UNPLANNED,
) -> Absence:
    start, end = _resolve(first), _resolve(last + timedelta(days=1))
    return Absence(
        AbsenceId(f"absence-{person}-{first}"),
        person=person,
        period=Period(start, end, tz=TZ),
        recorded_at=recorded_at or start,
        kind=kind,
    )


def _list_absences() -> Iterator[Absence]:
    for team, counts in _LOST.items():
        for month, lost in zip(MONTHS, map(int, counts.split()), strict=True):
            yield from _fall_ill(team, month, lost)
    for person in _HOLIDAY_MAKERS:
        yield _stay_away(
            person,
            date(2026, 7, 6),
            date(2026, 7, 24),
            recorded_at=at(2026, 4, 1, 12),
            kind=AbsenceKind.PLANNED,
        )


WORKFORCE = Workforce(
    establishments=[
        Establishment(team=team, posts=posts, vacant=1, valid_from=START)
        for team, posts in _POSTS.items()
    ],
    absences=_list_absences(),
    targets=[
        WorkforceTarget(
            WorkforceMeasure.ABSENCE,
            at_most="0.06",
            tolerance="0.02",
            set_on=date(2025, 6, 16),
            set_by=PEOPLE_MANAGER,
        )
    ],
    hours=OFFICE_HOURS,
)
