"""The lifecycle of a complaint: from its receipt to an answer that is accepted."""

from mof.framework import RoleType
from mof.records import Edge, Lifecycle
from mof.values import Term


class ComplaintSubject(Term):
    """What a complaint is about."""

    REQUEST = "request"
    """How one help request was handled."""
    SERVICE = "service"
    """A service as it is, whatever single requests were like."""
    PERSON = "person"
    """How a person of IT behaved."""


class ComplaintOutcome(Term):
    """What an owner finds about a complaint."""

    JUSTIFIED = "justified"
    """It was as the complainant says."""
    PARTLY_JUSTIFIED = "partly justified"
    """Some of it was as the complainant says."""
    UNFOUNDED = "unfounded"
    """Nothing was found to be wrong."""


class ComplaintState(Term):
    """Where a complaint stands."""

    # Our judgement: MOF 4.0 asks for good service, and says nothing of complaints.
    RECEIVED = "received"
    """It is on record; the complainant has not heard of it yet."""
    ACKNOWLEDGED = "acknowledged"
    """It has an owner, and a time by which an answer is promised."""
    ANSWERED = "answered"
    """The complainant has an answer, and has not said whether it will do."""
    ESCALATED = "escalated"
    """The answer was not accepted, and an owner further up looks into it."""
    CLOSED = "closed"
    """The answer was accepted, or drew no objection."""
    WITHDRAWN = "withdrawn"
    """The complainant took it back."""


class ComplaintEvent(Term):
    """What can happen to a complaint."""

    RECEIVE = "receive"
    """It reaches the desk."""
    ACKNOWLEDGE = "acknowledge"
    """The complainant hears who looks into it, and by when."""
    REASSIGN = "reassign"
    """Another owner looks into it; the reason says why."""
    ANSWER = "answer"
    """The owner says what was found and what is done about it."""
    ESCALATE = "escalate"
    """The answer is not accepted; an owner further up takes over."""
    ACCEPT = "accept"
    """The complainant accepts the answer, which closes it."""
    LAPSE = "lapse"
    """The answer drew no objection for long enough, which closes it."""
    WITHDRAW = "withdraw"
    """The complainant takes it back."""


_S, _E = ComplaintState, ComplaintEvent

_CSR, _IC = RoleType.CUSTOMER_SERVICE_REPRESENTATIVE, RoleType.INCIDENT_COORDINATOR

_CSM, _AM = RoleType.CUSTOMER_SERVICE_MANAGER, RoleType.ACCOUNT_MANAGER

_DESK = (_CSR, _IC, _CSM, _AM)

# Segregation of duties: no one judges a complaint about themselves or their own work.
_NOT_ABOUT_SELF = (("owner", "about"),)

_ANSWER = Edge(
    _S.ANSWERED, roles=[_IC, _CSM, _AM], given=("outcome", "answer_text"), apart=(("by", "about"),)
)

# Our judgement, after general practice.
_EDGES: dict[tuple[ComplaintState | None, ComplaintEvent], Edge[ComplaintState]] = {
    (None, _E.RECEIVE): Edge(
        _S.RECEIVED,
        roles=_DESK,
        is_automatable=True,
        given=("subject", "about", "complainant", "text"),
    ),
    (_S.RECEIVED, _E.ACKNOWLEDGE): Edge(
        _S.ACKNOWLEDGED, roles=_DESK, given=("owner", "answer_by"), apart=_NOT_ABOUT_SELF
    ),
    (_S.ACKNOWLEDGED, _E.REASSIGN): Edge(
        _S.ACKNOWLEDGED,
        roles=[_CSM, _AM],
        given=("owner",),
        changed=("owner",),
        needs_reason=True,
        apart=_NOT_ABOUT_SELF,
    ),
    (_S.ACKNOWLEDGED, _E.ANSWER): _ANSWER,
    (_S.ANSWERED, _E.ACCEPT): Edge(_S.CLOSED, roles=_DESK, outcome="accepted"),
    (_S.ANSWERED, _E.LAPSE): Edge(
        _S.CLOSED, roles=_DESK, is_automatable=True, outcome="no objection"
    ),
    (_S.ANSWERED, _E.ESCALATE): Edge(
        _S.ESCALATED,
        roles=_DESK,
        given=("owner",),
        changed=("owner",),
        needs_reason=True,
        apart=_NOT_ABOUT_SELF,
    ),
    (_S.ESCALATED, _E.ANSWER): _ANSWER,
    **{
        (state, _E.WITHDRAW): Edge(_S.WITHDRAWN, roles=_DESK, needs_reason=True)
        for state in (_S.RECEIVED, _S.ACKNOWLEDGED, _S.ANSWERED, _S.ESCALATED)
    },
}

COMPLAINT_LIFECYCLE = Lifecycle[ComplaintState, ComplaintEvent]("complaint", _EDGES)
