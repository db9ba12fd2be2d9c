"""What has been agreed: with customers, between teams, with the supplier."""

from collections.abc import Mapping
from datetime import date, timedelta

from attrs import evolve

from example_world.hours import ALWAYS, EVERY_DAY, LONG_HOURS, LONG_WEEK, OFFICE_HOURS
from example_world.organisation import (
    APPLICATIONS,
    CASE_HANDLING,
    CATALOG,
    CUSTOMER_NAMES,
    EDUCATION,
    EMAIL,
    FILE_STORAGE,
    FINANCE,
    HEALTH,
    IDENTITY,
    INTRANET,
    MESSAGING,
    NETWORK,
    PAYROLL,
    REMOTE_ACCESS,
    TEAM_NAMES,
    TELECOM,
    TELEPHONY,
)
from mof.agreements import OLA, SLA, Clock, Target, UnderpinningContract
from mof.calendars import Calendar
from mof.help_requests import PendingReason
from mof.incidents import IncidentState
from mof.records import Priority
from mof.values import AgreementId, CustomerId, ServiceId, TeamId

Agreement = SLA | OLA | UnderpinningContract

P1, P2, P3, P4, P5 = Priority
URGENT, ORDINARY, MINOR = (P1, P2), (P3,), (P4, P5)

# Only waiting for the user stops the customer's clock: what the organisation itself waits for,
# a supplier or a change, is its own affair.
_WAITS_FOR_USER = [
    (IncidentState.PENDING, PendingReason.USER),
    (IncidentState.PENDING, PendingReason.EVIDENCE),
]
RESPONSE = Clock.RESPONSE
RESTORATION = evolve(Clock.RESTORATION, pauses=_WAITS_FOR_USER)
RESOLUTION = evolve(Clock.RESOLUTION, pauses=_WAITS_FOR_USER)
# Seen from the supplier, the customer's waiting is the time that counts.
REPAIR = evolve(Clock.RESOLUTION.without_pauses(), name="repair")


def hours(count: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=count)


def _promise(
    pace: float = 1.0,
    *,
    required: str = "0.95",
    tolerance: str = "0.02",
    urgent_calendar: Calendar | None = None,
) -> tuple[Target, ...]:
    """The targets of an SLA: all have the same shape, a slower pace stretches them."""
    rows = (
        (RESPONSE, URGENT, 0.5, None),
        (RESPONSE, (*ORDINARY, *MINOR), 4, None),
        (RESTORATION, (P1,), 4, urgent_calendar),
        (RESTORATION, (P2,), 8, None),
        (RESTORATION, ORDINARY, 16, None),
        (RESOLUTION, URGENT, 24, None),
        (RESOLUTION, ORDINARY, 40, None),
        (RESOLUTION, MINOR, 80, None),
    )
    return tuple(
        Target(
            clock,
            hours(count if clock is RESPONSE else count * pace),
            required_share=required,
            tolerance=tolerance,
            priorities=priorities,
            calendar=calendar,
        )
        for clock, priorities, count, calendar in rows
    )


def _sla(
    service: ServiceId,
    calendar: Calendar,
    targets: tuple[Target, ...],
    *,
    customer: CustomerId | None = None,
    valid_from: date = date(2025, 1, 1),
    version: str = "1",
) -> SLA:
    whose = f"-{customer.removeprefix('customer-')}" if customer else ""
    party = CUSTOMER_NAMES[customer] if customer else "every customer"
    return SLA(
        AgreementId(f"sla-{service}{whose}"),
        service=service,
        customer=customer,
        calendar=calendar,
        targets=targets,
        valid_from=valid_from,
        version=version,
        name=f"SLA {CATALOG[service].name}, {party}",
    )


SLAS = (
    _sla(EMAIL, LONG_HOURS, _promise(urgent_calendar=EVERY_DAY), version="3"),
    _sla(PAYROLL, OFFICE_HOURS, _promise(), customer=FINANCE, version="2"),
    _sla(PAYROLL, OFFICE_HOURS, _promise(1.5, required="0.9"), customer=EDUCATION, version="2"),
    _sla(CASE_HANDLING, LONG_WEEK, _promise(), customer=HEALTH, valid_from=date(2026, 3, 2)),
    _sla(
        CASE_HANDLING,
        OFFICE_HOURS,
        _promise(1.25, required="0.9"),
        customer=EDUCATION,
        valid_from=date(2026, 3, 2),
    ),
    _sla(TELEPHONY, ALWAYS, _promise(1.5, tolerance="0.03"), version="2"),
    _sla(REMOTE_ACCESS, LONG_HOURS, _promise(1.25, required="0.9")),
    _sla(FILE_STORAGE, OFFICE_HOURS, _promise()),
    _sla(INTRANET, OFFICE_HOURS, _promise(1.25, required="0.9")),
    _sla(IDENTITY, LONG_HOURS, _promise(), version="4"),
)


def _ola(
    team: TeamId, service: ServiceId, within: Mapping[tuple[Priority, ...], float], *supports: str
) -> OLA:
    return OLA(
        AgreementId(f"ola-{team}-{service}"),
        service=service,
        team=team,
        calendar=OFFICE_HOURS,
        targets=[
            Target(
                RESTORATION,
                hours(count),
                required_share="0.9",
                tolerance="0.05",
                priorities=priorities,
            )
            for priorities, count in within.items()
        ],
        valid_from=date(2025, 1, 1),
        version="1",
        supports=[AgreementId(f"sla-{supported}") for supported in supports],
        name=f"OLA {CATALOG[service].name}, {TEAM_NAMES[team]}",
    )


OLAS = (
    _ola(MESSAGING, EMAIL, {URGENT: 6, ORDINARY: 14}, "e-mail"),
    _ola(NETWORK, EMAIL, {URGENT: 3, ORDINARY: 8}, "e-mail"),
    _ola(APPLICATIONS, PAYROLL, {URGENT: 7, ORDINARY: 15}, "payroll-finance", "payroll-education"),
)

CONTRACT = UnderpinningContract(
    AgreementId("uc-telecom"),
    service=TELEPHONY,
    supplier=TELECOM,
    calendar=ALWAYS,
    targets=[
        Target(REPAIR, hours(6), required_share="0.9", tolerance="0.05", priorities=URGENT),
        Target(
            REPAIR,
            hours(14),
            required_share="0.9",
            tolerance="0.05",
            priorities=(*ORDINARY, *MINOR),
        ),
    ],
    valid_from=date(2024, 5, 1),
    valid_until=date(2027, 5, 1),
    version="2024",
    supports=[AgreementId("sla-telephony")],
    name="Contract Telephony, Telecom supplier",
)

AGREEMENTS: tuple[Agreement, ...] = (*SLAS, *OLAS, CONTRACT)
