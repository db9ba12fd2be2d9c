"""The reviews that have a charter: all of the framework's but the Operational Health Review."""

from mof.errors import UnknownReferenceError
from mof.framework import ReviewKind
from mof.reviews.sessions._charters import Charter
from mof.reviews.sessions._policy_and_control import POLICY_AND_CONTROL
from mof.reviews.sessions._portfolio import PORTFOLIO
from mof.reviews.sessions._post_implementation import POST_IMPLEMENTATION
from mof.reviews.sessions._project_plan import PROJECT_PLAN_APPROVED
from mof.reviews.sessions._release_readiness import RELEASE_READINESS
from mof.reviews.sessions._service_alignment import SERVICE_ALIGNMENT

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
