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
    """The user can work again, and the fault is still there; a problem or known error is named."""
    FIX = "fix"
    """The fault itself is gone."""


class IncidentState(Term):
    """Where an incident stands."""

    # Our judgement: MOF 4.0 names the steps of Customer Service, not states.
    OPEN = "open"
    """It has reached the desk."""
    RECORDED = "recorded"
    """Whom it is about and what happened are documented."""
    CATEGORIZED = "categorized"
    """Its category and service are judged; whether it is supportable is not."""
    SUPPORTABLE = "supportable"
    """The desk has accepted it; its priority is not judged yet."""
    PRIORITIZED = "prioritized"
    """It has a priority, and waits for work to begin."""
    IN_PROGRESS = "in progress"
    """It is being worked on."""
    PENDING = "pending"
    """It waits for what the reason names; most clocks pause."""
    SERVICE_RESUMED = "service resumed"
    """The user has the service back; the incident itself is not resolved yet."""
    RESOLVED = "resolved"
    """Nothing more is to be done; it is closed once that is confirmed."""
    CLOSED = "closed"
    """It is over: confirmed, or without objection for the agreed time."""
    REROUTED = "rerouted"
    """It was of another category, and goes on as its successor."""
    REJECTED = "rejected"
    """It was not supportable, or was declined."""
    CANCELLED = "cancelled"
    """It was withdrawn, or was a duplicate."""


class IncidentEvent(Term):
    """What can happen to an incident."""

    OPEN = "open"
    """It reaches the desk."""
    RECORD = "record"
    """Whom it is about and what happened are documented."""
    CATEGORIZE = "categorize"
    """It is judged to be of this category, and of which service."""
    REROUTE = "reroute"
    """It is judged to be of another category, as which it goes on under another id."""
    ACCEPT = "accept"
    """It is judged to be supportable."""
    REJECT = "reject"
    """It is judged not to be supportable; the reason says why."""
    PRIORITIZE = "prioritize"
    """Impact and urgency are judged, and with them the priority."""
    START = "start"
    """The actor begins to work on it."""
    DISPATCH = "dispatch"
    """It is handed to an assignee who is to resolve it."""
    ESCALATE = "escalate"
    """It is handed to an assignee with more skill (functional escalation)."""
    NOTIFY = "notify"
    """Management is told that a target is threatened (hierarchical escalation)."""
    WAIT = "wait"
    """Work stops until what the reason names has come, such as an answer of the user."""
    CONTINUE = "continue"
    """Work goes on after a wait."""
    RESUME_SERVICE = "resume service"
    """The service works again, by a workaround or a fix."""
    RELAPSE = "relapse"
    """The service fails again before the incident was resolved."""
    RESOLVE = "resolve"
    """It is judged that nothing more is to be done."""
    CONFIRM = "confirm"
    """The user or a monitor confirms that it is over, which closes it."""
    CLOSE = "close"
    """The agreed time has passed without an objection, which closes it."""
    OBJECT = "object"
    """The user does not accept that it is over, and work goes on."""
    REOPEN = "reopen"
    """The same failure came back after the closing; a coordinator or manager reopens it."""
    REASSESS = "reassess"
    """Impact and urgency are judged anew."""
    SUSPECT_PROBLEM = "suspect problem"
    """A symptom is noted that points to a problem beneath it."""
    CANCEL = "cancel"
    """It is withdrawn; the reason says why."""
    MERGE = "merge"
    """It is found to be a duplicate of a master, which stands for it from then on."""


_S, _E = IncidentState, IncidentEvent

_ACTIVE = (_S.PRIORITIZED, _S.IN_PROGRESS, _S.PENDING, _S.SERVICE_RESUMED)

_NOT_YET_CLOSED = (_S.OPEN, _S.RECORDED, _S.CATEGORIZED, _S.SUPPORTABLE, *_ACTIVE, _S.RESOLVED)

_RESOLUTION = ("resolution", "resolution_code")

# Our judgement: a workaround leaves the cause where it is, so the record that goes on with it is
# named.
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
"""The states in which something is still to be done about an incident."""
