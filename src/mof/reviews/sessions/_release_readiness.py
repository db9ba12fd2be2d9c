"""The Release Readiness review: whether a release may be deployed, by its parts and by vote."""

from typing import Unpack

from mof.framework import ReviewColumn, ReviewKind
from mof.framework._citations import cite_judgement, cite_overview, cite_page
from mof.framework._review_columns import ReviewComponent
from mof.records._records import ActArguments
from mof.reviews._quorums import Quorum
from mof.reviews.sessions._charters import Charter
from mof.reviews.sessions._sessions import ReviewSession
from mof.services import Service
from mof.values import AgreementId

_KIND, _ANALYSES = ReviewKind.RELEASE_READINESS, ReviewColumn.ANALYSES
_ENSURED = cite_overview("Overview of the Operate Phase")
_OPERATION, _CUSTOMERS = "operations and support staff", "customers"

READINESS_PARTS = (
    "the release can be operated",
    "the release can be supported",
    "the production environment is ready to operate and support it",
    "OLAs and contracts are in place",
)
"""What a release has to be shown to be, in this order; the order is our judgement."""

RELEASE_READINESS = Charter(
    _KIND,
    added=[
        *(
            ReviewComponent(_KIND, _ANALYSES, part, citations=(*_ENSURED, *cite_judgement("order")))
            for part in READINESS_PARTS[:3]
        ),
        ReviewComponent(
            _KIND,
            _ANALYSES,
            READINESS_PARTS[3],
            citations=(*cite_page("MOF 3, e2d0b6eb"), *cite_judgement("order")),
        ),
    ],
    parts=READINESS_PARTS,
    instead_of=[
        "operability and supportability of the release",
        "readiness of the production environment",
        "are OLAs and underpinning contracts in place for the levels required?",
    ],
    voted=["go", "no-go"],
    on_go=["release sign-off form"],
    quorum=Quorum(groups=[_OPERATION, _CUSTOMERS], least_groups=2),
)
"""How a Release Readiness review is held: every member says go, each on evidence.

That operations, support and customers have to be there is our judgement.
"""


def release_service(
    service: Service, session: ReviewSession, *, version: str, **act: Unpack[ActArguments]
) -> Service:
    """Let a version of a service be deployed, on the evidence that a review was shown.

    Raises:
        MissingFactError: the review was shown nothing for one of the parts.
        FactError: the review did not let the service go.
    """
    evidence = {answer.question: answer.evidence for answer in session.answers}
    operated, supported, environment, agreements = (
        evidence.get(part, ()) for part in READINESS_PARTS
    )
    return service.release(
        review=session.to_held(),
        version=version,
        operability=", ".join(operated),
        supportability=", ".join(supported),
        environment=", ".join(environment),
        agreements=tuple(map(AgreementId, agreements)),
        **act,
    )
