"""What is to become of one incident, before it is lived through.

All durations are open time of the service's hours, counted from the opening of the incident,
so that a plan says by itself whether a promise will be kept.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import Enum

from attrs import field, frozen

from example_world.agreements import CONTRACT, OLAS, SLAS, hours
from mof.agreements import SLA, Agreement, Clock, Target
from mof.calendars import Calendar
from mof.help_requests import Origin, PendingReason
from mof.records import DEFAULT_PRIORITY_MATRIX, Level, Priority
from mof.values import ChangeId, CustomerId, IncidentId, PersonId, ServiceId, SupplierId, TeamId

NO_TIME = timedelta(0)
MINUTE = timedelta(minutes=1)


class Fate(Enum):
    """How an incident ends."""

    RESOLVED = "resolved"
    FIRST_CONTACT = "resolved at first contact"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    REROUTED = "rerouted"


class Setback(Enum):
    """What brings an incident back that seemed to be over."""

    RELAPSE = "relapse"
    OBJECTION = "objection"
    RECURRENCE = "recurrence"


class Story(Enum):
    """What an incident is there to show; most are there for nothing but the volume."""

    DELAYED_BY_TEAM = "delayed by a team that broke its OLA"
    DELAYED_BY_SUPPLIER = "delayed by the supplier"
    SUPPLIER_TOO_SLOW = "the supplier broke its contract, and nobody was late for that"
    LOWERED_LATE = "its priority was lowered after it had breached the higher one"
    SCRIPT = "its text is a script"
    FORMULA = "its text is a formula"
    COORDINATOR_RESOLVES = "whoever coordinates it also resolves it"
    BACK_DATED = "an entry was written down the day after"
    SLOW = "late for no special reason"


@frozen
class Handover:
    """An escalation to another team, after so much time."""

    after: timedelta
    team: TeamId
    reason: str = "needs other skills"


@frozen
class Wait:
    """A wait for somebody or something, after so much time and for so long."""

    after: timedelta
    span: timedelta
    reason: PendingReason
    supplier: SupplierId | None = None
    change: ChangeId | None = None


@frozen
class Reassessment:
    """A second judgement of impact and urgency, after so much time."""

    after: timedelta
    impact: Level
    urgency: Level
    reason: str


@frozen(kw_only=True)
class Plan:
    """What is to become of one incident."""

    opened_at: datetime
    service: ServiceId
    customer: CustomerId
    contact: PersonId
    origin: Origin
    topic: str
    situation: str
    impact: Level
    urgency: Level
    team: TeamId
    fate: Fate
    calendar: Calendar
    response: timedelta
    restoration: timedelta
    follow_up: timedelta
    handover: Handover | None = None
    wait: Wait | None = None
    reassessment: Reassessment | None = None
    setback: Setback | None = None
    symptom: str | None = None
    is_confirmed: bool = True
    story: Story | None = None
    id: IncidentId = field(default=IncidentId(""))

    @property
    def priority(self) -> Priority:
        """The priority that is given first."""
        return DEFAULT_PRIORITY_MATRIX.prioritize(self.impact, self.urgency)

    @property
    def is_plain(self) -> bool:
        """Whether nothing unusual happens, so that a story may be told of it."""
        unusual = (self.wait, self.reassessment, self.setback, self.symptom, self.story)
        return self.fate is Fate.RESOLVED and not any(unusual)


def find_sla(service: ServiceId, customer: CustomerId, at: datetime) -> SLA | None:
    """The promise that holds for a customer of a service at an instant, if there is one."""
    for sla in SLAS:
        if sla.service == service and sla.customer in {None, customer} and sla.is_valid(at):
            return sla
    return None


def find_limit(
    service: ServiceId, customer: CustomerId, at: datetime, clock: Clock, priority: Priority
) -> timedelta | None:
    """What was promised on a clock, if anything."""
    sla = find_sla(service, customer, at)
    return next(_find_limits(sla, clock, priority), None) if sla else None


def find_team_limit(team: TeamId, service: ServiceId, priority: Priority) -> timedelta | None:
    """What a team has promised the others about restoring a service, if anything."""
    olas = (ola for ola in OLAS if ola.team == team and ola.service == service)
    return next((limit for ola in olas for limit in _find_limits(ola, None, priority)), None)


def find_contract_limit(priority: Priority) -> timedelta:
    """What the telecom supplier has promised."""
    return next(_find_limits(CONTRACT, None, priority))


def find_calendar(
    service: ServiceId, customer: CustomerId, at: datetime, priority: Priority
) -> Calendar:
    """The hours in which people work on incidents of a service."""
    sla = find_sla(service, customer, at) or next(s for s in SLAS if s.service == service)
    for target in sla.targets:
        if target.calendar is not None and target.applies_to(priority):
            return target.calendar
    return sla.calendar


def _find_limits(
    agreement: Agreement, clock: Clock | None, priority: Priority
) -> Iterator[timedelta]:
    for target in agreement.targets:
        if _is_asked_for(target, clock) and target.applies_to(priority):
            yield target.within if isinstance(target.within, timedelta) else hours(8)


def _is_asked_for(target: Target, clock: Clock | None) -> bool:
    return clock is None or target.clock.name == clock.name
