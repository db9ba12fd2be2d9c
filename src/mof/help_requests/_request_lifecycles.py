"""The lifecycles of the help requests that are no incidents: one head, three bodies."""

from mof.help_requests._categories import RequestCategory
from mof.help_requests._common_lifecycle import (
    CSM,
    CSR,
    IC,
    IR,
    Table,
    make_head,
    make_tail,
    make_work,
)
from mof.records import Edge, Lifecycle
from mof.values import Term


class RequestState(Term):
    """Where a help request that is no incident stands."""

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
    AUTHORIZED = "authorized"
    """A wish is granted, with a checklist of what has to be done."""
    ANSWERED = "answered"
    """A question is answered; that the answer helped is not verified yet."""
    FULFILLED = "fulfilled"
    """A wish is carried out; the user has not signed yet."""
    HANDED_OVER = "handed over"
    """A need is with those who decide on new services."""
    RESOLVED = "resolved"
    """Nothing more is to be done; it is not closed yet."""
    CLOSED = "closed"
    """It is over: confirmed, or without objection for the agreed time."""
    REROUTED = "rerouted"
    """It was of another category, and goes on as its successor."""
    REJECTED = "rejected"
    """It was not supportable, or was declined."""
    CANCELLED = "cancelled"
    """It was withdrawn, or was a duplicate."""


class RequestEvent(Term):
    """What can happen to a help request that is no incident."""

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
    ANSWER = "answer"
    """A question is answered from articles."""
    VERIFY = "verify"
    """The answer arrived and helped."""
    AUTHORIZE = "authorize"
    """A wish is granted by another person than the one who has it."""
    DECLINE = "decline"
    """A wish is refused; the reason says why."""
    FULFILL = "fulfill"
    """A wish is carried out, by a procedure or a standard change."""
    SIGN = "sign"
    """The user signs for the whole checklist."""
    HAND_OVER = "hand over"
    """A need is passed on to those who decide on new services."""
    TELL_OUTCOME = "tell outcome"
    """The user is told what was decided about a need."""
    OBJECT = "object"
    """The user does not accept what was done, and work goes on."""
    CONFIRM = "confirm"
    """The user or a monitor confirms that it is over, which closes it."""
    CLOSE = "close"
    """The agreed time has passed without an objection, which closes it."""
    REASSESS = "reassess"
    """Impact and urgency are judged anew."""
    CANCEL = "cancel"
    """It is withdrawn; the reason says why."""
    MERGE = "merge"
    """It is found to be a duplicate of a master, which stands for it from then on."""


_S, _E = RequestState, RequestEvent
_Table = Table[RequestState, RequestEvent]
_HEAD = (_S.OPEN, _S.RECORDED, _S.CATEGORIZED, _S.SUPPORTABLE)
_AT_WORK = (_S.PRIORITIZED, _S.IN_PROGRESS, _S.PENDING)


def _compose(
    name: str, category: RequestCategory, body: _Table, *more: RequestState
) -> Lifecycle[RequestState, RequestEvent]:
    """The common head, the body of one category, and what may happen all along."""
    active = (*_AT_WORK, *more)
    return Lifecycle(
        name,
        {
            **make_head(_S, _E, category),
            **make_work(_S, _E),
            **body,
            (_S.RESOLVED, _E.OBJECT): Edge(_S.IN_PROGRESS, roles=[CSR, IC], needs_reason=True),
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
            **make_tail(_S, _E, active, (*_HEAD, *active, _S.RESOLVED)),
        },
    )


# MOF 4.0, Customer Service, 3a: find the article, see that it is ready for users, send it, and
# make sure that it arrived and helped.
INFORMATION_LIFECYCLE = _compose(
    "information request",
    RequestCategory.INFORMATION,
    {
        (_S.IN_PROGRESS, _E.ANSWER): Edge(
            _S.ANSWERED, roles=[CSR, IR], given=("knowledge", "reply")
        ),
        (_S.PRIORITIZED, _E.ANSWER): Edge(_S.ANSWERED, roles=[CSR], given=("knowledge", "reply")),
        (_S.ANSWERED, _E.VERIFY): Edge(_S.RESOLVED, roles=[CSR, IC], given=("verified_by",)),
        (_S.ANSWERED, _E.OBJECT): Edge(_S.IN_PROGRESS, roles=[CSR, IC], needs_reason=True),
    },
    _S.ANSWERED,
)

# Our judgement, after general practice: MOF 4.0, Customer Service, 3b was not to be found. Who
# may have it is looked at first, and the user signs for every item of the checklist.
FULFILLMENT_LIFECYCLE = _compose(
    "service fulfillment request",
    RequestCategory.SERVICE_FULFILLMENT,
    {
        (_S.IN_PROGRESS, _E.AUTHORIZE): Edge(
            _S.AUTHORIZED,
            roles=[CSR, IC, CSM],
            is_automatable=True,
            given=("authorized_by", "checklist"),
            # Segregation of duties: who asks does not grant.
            apart=(("authorized_by", "contact"),),
        ),
        (_S.IN_PROGRESS, _E.DECLINE): Edge(_S.REJECTED, roles=[CSR, IC, CSM], needs_reason=True),
        (_S.AUTHORIZED, _E.FULFILL): Edge(
            _S.FULFILLED,
            roles=[CSR, IR],
            is_automatable=True,
            given=("procedure",),
            recorded=("checklist",),
        ),
        (_S.FULFILLED, _E.OBJECT): Edge(_S.AUTHORIZED, roles=[CSR, IC], needs_reason=True),
        (_S.FULFILLED, _E.SIGN): Edge(
            _S.RESOLVED, roles=[CSR, IC], is_automatable=True, given=("signed_by", "signed_items")
        ),
    },
    _S.AUTHORIZED,
    _S.FULFILLED,
)

# Our judgement, after general practice: MOF 4.0, Customer Service, 3c was not to be found. The
# desk does not build new services: it captures the need, hands it over, and tells what came of it.
NEW_SERVICE_LIFECYCLE = _compose(
    "new service request",
    RequestCategory.NEW_SERVICE,
    {
        (_S.IN_PROGRESS, _E.HAND_OVER): Edge(
            _S.HANDED_OVER, roles=[CSR, IC], given=("need", "handed_to")
        ),
        (_S.HANDED_OVER, _E.TELL_OUTCOME): Edge(_S.RESOLVED, roles=[CSR, IC], given=("decision",)),
    },
    _S.HANDED_OVER,
)
