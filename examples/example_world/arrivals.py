"""What reaches the desk in a year, and what would become of it in ordinary times."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from example_world.agreements import RESOLUTION, RESPONSE, RESTORATION
from example_world.hours import START, ZONE, at, avoid_repeated_hour, is_working_day
from example_world.organisation import (
    CASE_HANDLING,
    CATALOG,
    CUSTOMERS,
    EDUCATION,
    FINANCE,
    HEALTH,
    LOADS,
    PAYROLL,
    TELECOM,
    TELEPHONY,
    USERS,
    Load,
)
from example_world.plans import (
    MINUTE,
    Fate,
    Handover,
    Plan,
    Reassessment,
    Setback,
    Wait,
    find_calendar,
    find_contract_limit,
    find_limit,
    find_team_limit,
)
from mof.calendars import Calendar
from mof.help_requests import Origin, PendingReason
from mof.records import DEFAULT_PRIORITY_MATRIX, Level, Priority
from mof.values import CustomerId, TeamId

_SEASON = {
    1: 1.2,
    2: 1.0,
    3: 1.05,
    4: 0.85,
    5: 0.95,
    6: 1.1,
    7: 0.5,
    8: 0.9,
    9: 1.15,
    10: 1.1,
    11: 1.15,
    12: 0.85,
}
_WEEK = (1.75, 1.5, 1.4, 1.35, 1.1)
_DAY_OFF = 0.12
# By hour of the local day: two peaks, a dip at lunch, little at night.
_HOURS = (1, 1, 1, 1, 1, 2, 8, 30, 60, 58, 48, 34, 38, 42, 36, 22, 10, 7, 6, 5, 4, 3, 2, 1)
_ORIGINS = (Origin.PORTAL, Origin.PHONE, Origin.EMAIL, Origin.CHAT, Origin.ALERT)
_ORIGIN_WEIGHTS = (38, 30, 14, 12, 6)
_H, _M, _L = Level.HIGH, Level.MEDIUM, Level.LOW
_LEVELS = ((_H, _H), (_H, _M), (_M, _H), (_M, _M), (_L, _H), (_M, _L), (_L, _M), (_L, _L))
_LEVEL_WEIGHTS = (1, 3, 5, 36, 18, 12, 14, 11)
_FATES = tuple(Fate)
_FATE_WEIGHTS = (62, 24, 4, 3, 3, 4)
_SYMPTOM = "the same fault was seen several times this month"
_NO_DEAL = timedelta(hours=40)


def plan_year(random: Random) -> list[Plan]:
    """Plans for all incidents of the year as they would go in ordinary times."""
    return [
        plan_incident(load, opened_at, random)
        for load in LOADS
        for day in _list_days()
        for opened_at in draw_moments(day, _count(load, day, random), random)
    ]


def draw_moments(day: date, count: int, random: Random) -> Iterator[datetime]:
    """So many instants of a local day, spread as people spread them."""
    for _ in range(count):
        yield _draw_moment(day, random)


def _list_days() -> list[date]:
    first = START.astimezone(ZONE).date()
    return [first + timedelta(days=number) for number in range(365)]


def _count(load: Load, day: date, random: Random) -> int:
    deployed_at = CATALOG[load.service].deployed_at
    if deployed_at is not None and at(day.year, day.month, day.day, 23) < deployed_at:
        return 0
    rate = load.per_year / 365 * _SEASON[day.month]
    rate *= _WEEK[day.weekday()] if is_working_day(day) else _DAY_OFF
    return int(rate * _find_occasion(load, day) + random.random())


def _find_occasion(load: Load, day: date) -> float:
    """How much more than usual is to be expected of a service on a day."""
    if load.service == PAYROLL:
        return 2.2 if 10 <= day.day <= 14 else 0.8
    if load.service == CASE_HANDLING and day.month in {3, 4}:
        return 1.9 if day.month == 3 else 1.3
    return 1.0


def _draw_moment(day: date, random: Random) -> datetime:
    hour = random.choices(range(24), _HOURS)[0]
    moment = at(day.year, day.month, day.day, hour, random.randrange(60))
    return avoid_repeated_hour(moment + timedelta(seconds=random.randrange(60)))


def plan_incident(
    load: Load,
    opened_at: datetime,
    random: Random,
    *,
    levels: tuple[Level, Level] | None = None,
    fate: Fate | None = None,
) -> Plan:
    """A plan for one incident, of given levels or fate where they are not left to chance."""
    topic, situation = random.choice(load.topics)
    impact, urgency = levels or random.choices(_LEVELS, _LEVEL_WEIGHTS)[0]
    fate = fate or random.choices(_FATES, _FATE_WEIGHTS)[0]
    customer = _draw_customer(load, random)
    priority = DEFAULT_PRIORITY_MATRIX.prioritize(impact, urgency)
    if fate is Fate.FIRST_CONTACT and priority.rank <= 2:
        fate = Fate.RESOLVED
    handover_team = load.second_team if random.random() < load.handed_on else None
    restoration = _draw_restoration(
        load, customer, opened_at, priority, random, team=handover_team or load.team
    )
    response = _draw_response(load, customer, opened_at, priority, random)
    response = min(response, restoration * 0.4)
    calendar = find_calendar(load.service, customer, opened_at, priority)
    return Plan(
        opened_at=opened_at,
        service=load.service,
        customer=customer,
        contact=random.choice(USERS),
        origin=_draw_origin(calendar, opened_at, random),
        topic=topic,
        situation=situation,
        impact=impact,
        urgency=urgency,
        team=load.team,
        fate=fate,
        calendar=calendar,
        response=response,
        restoration=restoration,
        follow_up=_draw_follow_up(
            load, customer, opened_at, priority, random, restoration=restoration
        ),
        handover=_plan_handover(handover_team, response, restoration, random),
        wait=_plan_wait(load, priority, response, restoration, random),
        setback=random.choice(tuple(Setback)) if random.random() < 0.05 else None,
        reassessment=_plan_reassessment(priority, response, restoration, random),
        symptom=_SYMPTOM if random.random() < 0.03 else None,
        is_confirmed=random.random() < 0.55,
    )


def _draw_origin(calendar: Calendar, opened_at: datetime, random: Random) -> Origin:
    if not calendar.is_open(opened_at):  # nobody is there to be talked to
        return random.choices((Origin.PORTAL, Origin.ALERT), (4, 1))[0]
    return random.choices(_ORIGINS, _ORIGIN_WEIGHTS)[0]


def _draw_customer(load: Load, random: Random) -> CustomerId:
    if load.service == PAYROLL:  # the health customer has no agreement on payroll
        return random.choices((FINANCE, EDUCATION, HEALTH), (52, 40, 8))[0]
    if load.service == CASE_HANDLING:
        return random.choices((HEALTH, EDUCATION), (60, 40))[0]
    return random.choice(CUSTOMERS)


def _draw_response(
    load: Load, customer: CustomerId, opened_at: datetime, priority: Priority, random: Random
) -> timedelta:
    limit = find_limit(load.service, customer, opened_at, RESPONSE, priority)
    share = random.uniform(0.5, 0.85) if priority.rank <= 2 else random.uniform(0.1, 0.8)
    return (limit or timedelta(hours=4)) * share


def _draw_restoration(
    load: Load,
    customer: CustomerId,
    opened_at: datetime,
    priority: Priority,
    random: Random,
    *,
    team: TeamId,
) -> timedelta:
    clock = RESTORATION if priority.rank <= 3 else RESOLUTION
    limit = find_limit(load.service, customer, opened_at, clock, priority) or _NO_DEAL
    team_limits = (
        find_team_limit(team, load.service, priority),
        find_team_limit(load.team, load.service, priority),
    )
    shortest = min((limit, *(limit for limit in team_limits if limit is not None)))
    share = random.triangular(0.12, 0.85, 0.3)
    return max(shortest * (share if priority.rank <= 3 else share * 0.6), 40 * MINUTE)


def _draw_follow_up(
    load: Load,
    customer: CustomerId,
    opened_at: datetime,
    priority: Priority,
    random: Random,
    *,
    restoration: timedelta,
) -> timedelta:
    limit = find_limit(load.service, customer, opened_at, RESOLUTION, priority) or _NO_DEAL
    return max((limit - restoration) * random.triangular(0.01, 0.4, 0.05), MINUTE)


def _plan_handover(
    team: TeamId | None, response: timedelta, restoration: timedelta, random: Random
) -> Handover | None:
    if team is None:
        return None
    return Handover(response + (restoration - response) * random.uniform(0.2, 0.5), team)


def _plan_wait(
    load: Load, priority: Priority, response: timedelta, restoration: timedelta, random: Random
) -> Wait | None:
    work = restoration - response
    if load.service == TELEPHONY and random.random() < 0.3:
        limit = find_contract_limit(priority)
        span = min(work * random.uniform(0.3, 0.55), limit * random.uniform(0.5, 0.9))
        return Wait(response + work * 0.3, span, PendingReason.SUPPLIER, supplier=TELECOM)
    if random.random() < 0.16:
        # The user's own time; it is not counted against the organisation.
        span = timedelta(hours=random.triangular(0.5, 30, 4))
        reason = random.choices((PendingReason.USER, PendingReason.EVIDENCE), (4, 1))[0]
        return Wait(response + work * 0.6, span, reason)
    return None


def _plan_reassessment(
    priority: Priority, response: timedelta, restoration: timedelta, random: Random
) -> Reassessment | None:
    if priority is not Priority.P3 or random.random() > 0.04:
        return None
    after = response + (restoration - response) * 0.2
    return Reassessment(after, _L, _M, "only one user is affected")
