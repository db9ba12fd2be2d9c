"""The Project Plan Approved review: whether the plan is agreed, so that building may begin."""

from mof.framework import ReviewKind
from mof.reviews.sessions._charters import Charter

PROJECT_PLAN_APPROVED = Charter(
    ReviewKind.PROJECT_PLAN_APPROVED,
    voted=["approve"],
    on_go=["signed baseline of the plan"],
)
"""How a Project Plan Approved review is held; rework and cancellation need no vote."""
