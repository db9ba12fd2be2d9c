"""Conventions of responses, business days and coming breaches, and the cases that pin them."""

from typing import Any

from brute_force import Definition
from conformance_cases import (
    BUSY,
    FROM_DESK,
    OFFICE,
    RESPONSE,
    SHIFTS,
    WAITS,
    Told,
    happen,
)
from conformance_conventions import Convention

CONVENTIONS_OF_PROMISES = (
    Convention(
        "whole-business-days",
        "20. Business days",
        "A target of business days counts from the next opening and keeps the time of day. Where "
        "that leaves less open time than the shortest of its days has, it is due as the last of "
        "them closes, and so it is where the end of the day was agreed.",
        "Count from the instant of the ticket, so that a ticket of the night before is due as the "
        "first day opens.",
        "`BusinessDays(n)`, `BusinessDays(n, end_of_day=True)`",
    ),
    Convention(
        "response-by-a-person",
        "21. Responses",
        "A person responds: by beginning work, by an answer, or by resolving it. What is closed "
        "without that, or resolved by a program, has no response, and its clock is void.",
        "Let an automatic reply stop the clock; or count what was closed unanswered as met.",
        "`Clock.RESPONSE.counting_automated()`, `.stopping(state)`, `.voiding(state)`",
    ),
    Convention(
        "next-instant",
        "22. Next instants",
        "What runs on is late from the first microsecond after its breach, since exactly on time "
        "is in time. A clock that is paused has no next instant.",
        "Wake at the due time, when nothing is late yet; or foresee the end of a pause.",
        "`next_instants(…, resolution=…)`",
    ),
)

# What is asked of calendars about targets of business days; wall-clock times of the zone.
DUE_IN_DAYS: tuple[tuple[Definition, str, int, bool], ...] = (
    (OFFICE, "2026-06-06 08:00", 1, False),  # a Saturday
    (OFFICE, "2026-06-08 08:00", 1, False),
    (OFFICE, "2026-06-08 09:00", 1, False),
    (OFFICE, "2026-06-08 11:00", 1, False),
    (OFFICE, "2026-06-08 12:30", 1, False),
    (OFFICE, "2026-06-08 18:00", 2, False),
    (OFFICE, "2026-06-08 11:00", 1, True),
    (OFFICE, "2026-06-05 16:00", 3, True),
    (OFFICE, "2026-12-24 16:00", 1, False),
    (SHIFTS, "2026-06-05 16:00", 1, False),  # the next day opens for four hours
    (SHIFTS, "2026-06-03 09:30", 1, False),  # the next day is closed
)


NAME = "response-by-a-person"
LENIENT = {
    "stops": [{"states": ["in progress", "resolved"]}, FROM_DESK],
    "voids": [{"states": ["cancelled", "closed"]}],
    "reopening": "ignore",
}
REPLIED = [
    happen("01 09:00"),
    happen("01 09:01", by="program", correspondent="desk"),
    happen("01 11:00", correspondent="desk"),
]

# What is asked of clocks, as in `conformance_cases`.
JUDGED_RESPONSES: tuple[tuple[str, list[Told], dict[str, Any], dict[str, Any]], ...] = (
    (NAME, REPLIED, RESPONSE, {}),
    (NAME, REPLIED, LENIENT, {}),
    (NAME, [happen("01 09:00"), happen("01 10:00", "closed")], RESPONSE, {}),
    (NAME, [happen("01 09:00"), happen("01 13:30", "closed")], RESPONSE, {}),
    (NAME, [happen("01 09:00"), happen("01 10:00", "resolved")], RESPONSE, {}),
    (NAME, [happen("01 09:00"), happen("01 10:00", "resolved", by="program")], RESPONSE, {}),
    (
        NAME,
        [
            happen("01 09:00"),
            happen("01 09:30", BUSY, by="program"),
            happen("01 10:00", WAITS),
            happen("01 10:30", BUSY),
        ],
        RESPONSE,
        {},
    ),
)

# What is to come of clocks that run on, or do not.
FORESEEN: tuple[tuple[list[Told], str], ...] = (
    ([happen("01 09:00")], "2026-06-01 10:00"),
    ([happen("01 09:00")], "2026-06-01 12:00"),
    ([happen("01 10:00")], "2026-06-01 10:30"),  # due as the desk closes for lunch
    ([happen("01 16:00")], "2026-06-01 16:30"),
    ([happen("01 09:00"), happen("01 10:00", WAITS)], "2026-06-01 11:00"),
    ([happen("01 09:00"), happen("01 10:00", WAITS), happen("01 11:00", BUSY)], "2026-06-01 11:30"),
    ([happen("01 09:00"), happen("01 10:00", "resolved")], "2026-06-01 10:30"),
)
