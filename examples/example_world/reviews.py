"""The reviews held before: what they left behind."""

from datetime import date

from example_world.hours import TZ, at
from example_world.organisation import OPERATIONS_MANAGER
from mof.framework import OutputKind
from mof.improvement import ActionItem, ReviewHeld
from mof.values import ActionId, Period, PersonId, ReviewId

DONE_ACTION = ActionId("action-2026-05-1")
OVERDUE_ACTION = ActionId("action-2026-05-2")
RUNNING_ACTION = ActionId("action-2026-05-3")

PREVIOUS_REVIEWS = (
    ReviewHeld(
        ReviewId("review-2026-04"),
        period=Period.month(2026, 4, tz=TZ),
        held_at=at(2026, 5, 8, 10),
        has_quorum=True,
        missing_inputs=(),
        minutes=(
            "All promises to customers were kept in April. Case handling has settled after its "
            "deployment; the extra desk in March and April ends."
        ),
        actions=(
            ActionItem(
                ActionId("action-2026-04-1"),
                title="End the extra desk for case handling",
                owner=PersonId("person-002"),
                due_on=date(2026, 5, 15),
                done_at=at(2026, 5, 13, 14),
            ),
        ),
    ),
    ReviewHeld(
        ReviewId("review-2026-05"),
        period=Period.month(2026, 5, tz=TZ),
        held_at=at(2026, 6, 5, 10),
        has_quorum=True,
        missing_inputs=(),
        minutes=(
            "E-mail was restored late more often than in April, each time while the network "
            "team had the incident; that team is short of one post, and absence is rising. "
            "Nobody can say how the intranet is doing: its faults are reported to its editors. "
            "The telecom supplier exceeded its contract once."
        ),
        actions=(
            ActionItem(
                DONE_ACTION,
                title="Ask the telecom supplier for a named contact at night",
                owner=PersonId("person-007"),
                due_on=date(2026, 6, 19),
                done_at=at(2026, 6, 17, 11, 30),
            ),
            ActionItem(
                OVERDUE_ACTION,
                title="Have faults of the intranet reported to the service desk",
                owner=PersonId("person-009"),
                due_on=date(2026, 6, 26),
                kind=OutputKind.PROCEDURE_CHANGE,
            ),
            ActionItem(
                RUNNING_ACTION,
                title="Fill the vacant post in the network team",
                owner=OPERATIONS_MANAGER,
                due_on=date(2026, 8, 14),
                kind=OutputKind.RESOURCES,
            ),
        ),
    ),
)
