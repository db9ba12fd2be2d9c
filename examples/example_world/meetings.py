"""When the invented organisation reviews its operations, who met, and what was on paper."""

from datetime import date

from example_world.hours import TZ, at
from example_world.organisation import CASE_HANDLING, CUSTOMER_SERVICE_MANAGER, EMAIL, name_person
from example_world.people import CUSTOMER_CONTACT, RISK_MANAGER, SCHEDULER, SUPPLIER_CONTACT
from mof.framework import InputKind, StakeholderGroup
from mof.operations import Recurrence
from mof.reviews import BroughtDocument, Meeting, ReviewSchedule
from mof.values import ReviewId

SCHEDULE = ReviewSchedule(
    recurrence=Recurrence.monthly("first fri", "10:00", tz=TZ, since=date(2026, 1, 1))
)

MEETING = Meeting(
    ReviewId("review-2026-06"),
    held_at=at(2026, 7, 3, 10),
    attendances={
        # The post of the operations manager is vacant; who sets the times stands in.
        StakeholderGroup.OPERATIONS_MANAGEMENT: [SCHEDULER],
        StakeholderGroup.SERVICE_MANAGERS: [CUSTOMER_SERVICE_MANAGER, name_person(7)],
        StakeholderGroup.TECHNOLOGY_MANAGERS: [name_person(40)],
        StakeholderGroup.STORAGE: [name_person(61)],
        StakeholderGroup.SECURITY: [RISK_MANAGER],
        StakeholderGroup.DELIVERY: [name_person(7)],
        StakeholderGroup.CUSTOMERS: [CUSTOMER_CONTACT],
        StakeholderGroup.PARTNERS: [SUPPLIER_CONTACT],
    },
)

# What the guide does not say: how the services were meant to be built.
SPECIFICATIONS = tuple(
    BroughtDocument(
        InputKind.GUIDES,
        f"Solution specification of {name}",
        version,
        part="solution specifications",
        content=f"https://documents.example/specifications/{service}",
    )
    for service, name, version in (
        (EMAIL, "e-mail and calendar", "4.1"),
        (CASE_HANDLING, "case handling", "2.3"),
    )
)
