"""The lifecycle of an incident: who may do what in which state, reopening included."""

from mof.help_requests import (
    RequestCategory,
)
from mof.help_requests._common_lifecycle import CSM, CSR, IC, IR, make_head, make_tail, make_work
from mof.records import AnyOf, Edge, Lifecycle
from mof.values import Term


class ResolutionMethod(Term):
    """What brought a service back."""

    WORKAROUND = "workaround"
    FIX = "fix"


class IncidentState(Term):
    """Where an incident stands."""

    # Our judgement: MOF 4.0 names the steps of Customer Service, not states.
    OPEN = "open"
    RECORDED = "recorded"
    CATEGORIZED = "categorized"
    SUPPORTABLE = "supportable"
    PRIORITIZED = "prioritized"
    IN_PROGRESS = "in progress"
    PENDING = "pending"
    SERVICE_RESUMED = "service resumed"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REROUTED = "rerouted"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class IncidentEvent(Term):
    """What can happen to an incident."""

    OPEN = "open"
    RECORD = "record"
    CATEGORIZE = "categorize"
    REROUTE = "reroute"
    ACCEPT = "accept"
    REJECT = "reject"
    PRIORITIZE = "prioritize"
    START = "start"
    DISPATCH = "dispatch"
    ESCALATE = "escalate"
    NOTIFY = "notify"
    WAIT = "wait"
    CONTINUE = "continue"
    RESUME_SERVICE = "resume service"
    RELAPSE = "relapse"
    RESOLVE = "resolve"
    CONFIRM = "confirm"
    CLOSE = "close"
    OBJECT = "object"
    REOPEN = "reopen"
    REASSESS = "reassess"
    SUSPECT_PROBLEM = "suspect problem"
    CANCEL = "cancel"
    MERGE = "merge"


_S, _E = IncidentState, IncidentEvent

_ACTIVE = (_S.PRIORITIZED, _S.IN_PROGRESS, _S.PENDING, _S.SERVICE_RESUMED)

_NOT_YET_CLOSED = (_S.OPEN, _S.RECORDED, _S.CATEGORIZED, _S.SUPPORTABLE, *_ACTIVE, _S.RESOLVED)

_RESOLUTION = ("resolution", "resolution_code")

_FOLLOW_UP = AnyOf(("problem", "known_error"), where="method", equals=ResolutionMethod.WORKAROUND)

# Our judgement, after the process steps of the MOF 4.0 Customer Service function. Beyond the
# steps: a representative may resolve at first contact, and a timer may close what nobody
# objects to.
_EDGES: dict[tuple[IncidentState | None, IncidentEvent], Edge[IncidentState]] = {
    **make_head(_S, _E, RequestCategory.INCIDENT_RESOLUTION),
    **make_work(_S, _E),
    (_S.PRIORITIZED, _E.RESOLVE): Edge(
        _S.RESOLVED,
        roles=[CSR],
        given=(*_RESOLUTION, "method"),
        any_of=(_FOLLOW_UP,),
    ),
    (_S.IN_PROGRESS, _E.RESUME_SERVICE): Edge(
        _S.SERVICE_RESUMED, roles=[IR, CSR], given=("method",)
    ),
    (_S.SERVICE_RESUMED, _E.RELAPSE): Edge(_S.IN_PROGRESS, roles=[IC, CSR], needs_reason=True),
    (_S.SERVICE_RESUMED, _E.OBJECT): Edge(_S.IN_PROGRESS, roles=[IC, CSR], needs_reason=True),
    (_S.SERVICE_RESUMED, _E.RESOLVE): Edge(
        _S.RESOLVED, roles=[IR, CSR], given=_RESOLUTION, any_of=(_FOLLOW_UP,)
    ),
    (_S.RESOLVED, _E.CONFIRM): Edge(
        _S.CLOSED,
        roles=[CSR, IC],
        is_automatable=True,
        given=("confirmation", "closure_code"),
    ),
    (_S.RESOLVED, _E.CLOSE): Edge(
        _S.CLOSED,
        roles=[CSR, IC],
        is_automatable=True,
        given=("closure_code",),
        outcome="no objection",
    ),
    (_S.RESOLVED, _E.OBJECT): Edge(_S.IN_PROGRESS, roles=[CSR, IC], needs_reason=True),
    (_S.CLOSED, _E.REOPEN): Edge(
        _S.IN_PROGRESS, roles=[IC, CSM], needs_reason=True, given=("recurrence",)
    ),
    **{
        (state, _E.SUSPECT_PROBLEM): Edge(state, roles=[IR, IC], given=("symptom",))
        for state in _ACTIVE
    },
    **make_tail(_S, _E, _ACTIVE, _NOT_YET_CLOSED),
}

INCIDENT_LIFECYCLE = Lifecycle[IncidentState, IncidentEvent]("incident", _EDGES)

OPEN_STATES = frozenset(_NOT_YET_CLOSED) - {_S.RESOLVED}
"""The states in which somebody still has to do something about an incident."""
