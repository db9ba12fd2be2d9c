"""When the invented organisation reviews its operations, and who met for June 2026."""

from datetime import date

from example_world.hours import TZ, at
from mof.framework import StakeholderGroup
from mof.ids import PersonId, ReviewId
from mof.operations import Recurrence
from mof.reviews import Meeting, ReviewSchedule

SCHEDULE = ReviewSchedule(
    recurrence=Recurrence.monthly("first fri", "10:00", tz=TZ, since=date(2026, 1, 1))
)

MEETING = Meeting(
    ReviewId("review-2026-06"),
    held_at=at(2026, 7, 3, 10),
    attendances={
        StakeholderGroup.OPERATIONS_MANAGEMENT: [PersonId("person-002")],
        StakeholderGroup.SERVICE_MANAGERS: [PersonId("person-002"), PersonId("person-007")],
        StakeholderGroup.TECHNOLOGY_MANAGERS: [PersonId("person-002")],
        StakeholderGroup.STORAGE: [PersonId("person-016")],
        StakeholderGroup.SECURITY: [PersonId("person-016")],
        StakeholderGroup.DELIVERY: [PersonId("person-007")],
        StakeholderGroup.CUSTOMERS: [PersonId("person-002")],
        StakeholderGroup.PARTNERS: [PersonId("person-002")],
    },
)
