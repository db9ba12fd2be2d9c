"""The standard world: one service, its promises, and a month of incidents made by acting."""

from datetime import UTC, date, datetime, timedelta

from mof.agreements import OLA, SLA, Clock, Target, UnderpinningContract
from mof.calendars import Calendar
from mof.framework import RoleType
from mof.help_requests import Origin
from mof.incidents import Incident, ResolutionMethod
from mof.records import Actor, Level
from mof.services import Service, ServiceCatalog
from mof.values import AgreementId, CustomerId, Period, PersonId, ServiceId, SupplierId, TeamId

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 6, 1, 7, tzinfo=UTC)  # 09:00 in Oslo
JUNE = Period.month(2026, 6, tz="Europe/Oslo")

DESK = Actor(PersonId("person-001"), RoleType.CUSTOMER_SERVICE_REPRESENTATIVE)
RESOLVER = Actor(PersonId("person-002"), RoleType.INCIDENT_RESOLVER)
COORDINATOR = Actor(PersonId("person-003"), RoleType.INCIDENT_COORDINATOR)
TIMER = Actor(PersonId("timer"), is_automated=True)

MAIL = ServiceId("mail")
NETWORK = TeamId("network")
CARRIER = SupplierId("carrier")
CALENDAR = Calendar.weekdays("09:00-17:00", tz="Europe/Oslo")
CATALOG = ServiceCatalog([Service(MAIL, "E-mail"), Service(ServiceId("payroll"), "Payroll")])

SLA_MAIL = SLA(
    AgreementId("sla-mail"),
    service=MAIL,
    calendar=CALENDAR,
    targets=[
        Target(Clock.RESPONSE, HOUR, required_share="0.9", tolerance="0.05"),
        Target(Clock.RESTORATION, 4 * HOUR, required_share="0.8", tolerance="0.1"),
    ],
    valid_from=date(2026, 1, 1),
    version="1",
)
OLA_NETWORK = OLA(
    AgreementId("ola-network"),
    service=MAIL,
    team=NETWORK,
    calendar=CALENDAR,
    targets=[Target(Clock.RESTORATION, 2 * HOUR, required_share="0.8")],
    valid_from=date(2026, 1, 1),
    version="1",
    supports=[SLA_MAIL.id],
)
CONTRACT_CARRIER = UnderpinningContract(
    AgreementId("contract-carrier"),
    service=MAIL,
    supplier=CARRIER,
    calendar=Calendar.always(),
    targets=[Target(Clock.RESTORATION.without_pauses(), 8 * HOUR)],
    valid_from=date(2026, 1, 1),
    version="1",
    supports=[SLA_MAIL.id],
)


def open_incident(name: str, at: datetime = MONDAY, *, service: ServiceId = MAIL) -> Incident:
    """An incident that has just reached the desk."""
    return Incident.open(
        name, origin=Origin.PHONE, service=service, customer=CustomerId("sales"), at=at, by=DESK
    )


def prioritize_incident(
    name: str,
    at: datetime = MONDAY,
    *,
    service: ServiceId = MAIL,
    impact: Level = Level.MEDIUM,
    urgency: Level = Level.MEDIUM,
) -> Incident:
    """An incident that is ready to be worked on."""
    contact, coordinator = PersonId("person-900"), PersonId("person-003")
    opened = open_incident(name, at, service=service)
    recorded = opened.record(situation="no mail arrives", contact=contact, at=at, by=DESK)
    accepted = recorded.categorize(at=at, by=DESK).accept(at=at, by=DESK)
    return accepted.prioritize(
        impact=impact, urgency=urgency, coordinator=coordinator, at=at, by=DESK
    )


def resolve_incident(
    name: str,
    at: datetime = MONDAY,
    *,
    after: timedelta = HOUR,
    team: TeamId | None = None,
    service: ServiceId = MAIL,
) -> Incident:
    """An incident that was started at once, and restored, resolved and closed some time after."""
    begun = prioritize_incident(name, at, service=service).start(at=at, by=RESOLVER, team=team)
    resumed = begun.resume_service(method=ResolutionMethod.FIX, at=at + after, by=RESOLVER)
    resolved = resumed.resolve(
        resolution="restarted", resolution_code="restart", at=at + after, by=RESOLVER
    )
    return resolved.confirm(
        confirmation="user", closure_code="solved", at=at + after + HOUR, by=DESK
    )
