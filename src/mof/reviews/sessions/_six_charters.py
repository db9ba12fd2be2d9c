"""The six reviews that have a charter: all but the Operational Health Review."""

from mof.errors import UnknownReferenceError
from mof.framework import ReviewKind
from mof.reviews.sessions._charters import Charter
from mof.reviews.sessions._policy_and_control import POLICY_AND_CONTROL
from mof.reviews.sessions._post_implementation import POST_IMPLEMENTATION
from mof.reviews.sessions._release_readiness import RELEASE_READINESS
from mof.reviews.sessions._service_alignment import SERVICE_ALIGNMENT

PORTFOLIO = Charter(
    ReviewKind.PORTFOLIO,
    voted=["go, no-go or later"],
    on_go=["approved project with charter and team", "updated portfolio"],
    leads={"priority": ["updated portfolio"], "funding": ["updated portfolio"]},
)
"""How a Portfolio review is held."""

PROJECT_PLAN_APPROVED = Charter(
    ReviewKind.PROJECT_PLAN_APPROVED,
    voted=["approve"],
    on_go=["signed baseline of the plan"],
)
"""How a Project Plan Approved review is held; rework and cancellation need no vote."""

CHARTERS: tuple[Charter, ...] = (
    SERVICE_ALIGNMENT,
    PORTFOLIO,
    PROJECT_PLAN_APPROVED,
    RELEASE_READINESS,
    POST_IMPLEMENTATION,
    POLICY_AND_CONTROL,
)
"""How each of these reviews is held, in the order of a service's life."""


def find_charter(kind: ReviewKind) -> Charter:
    """How a kind of review is held.

    Raises:
        UnknownReferenceError: it is the Operational Health Review, which is computed from
            records by `review_operational_health`.
    """
    for charter in CHARTERS:
        if charter.kind is kind:
            return charter
    known = ", ".join(str(charter.kind) for charter in CHARTERS)
    raise UnknownReferenceError(
        f"the {kind} review has no charter; these have: {known}", reference=str(kind)
    )
