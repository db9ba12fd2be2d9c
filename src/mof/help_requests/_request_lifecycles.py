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
    RECORDED = "recorded"
    CATEGORIZED = "categorized"
    SUPPORTABLE = "supportable"
    PRIORITIZED = "prioritized"
    IN_PROGRESS = "in progress"
    PENDING = "pending"
    AUTHORIZED = "authorized"
    ANSWERED = "answered"
    FULFILLED = "fulfilled"
    HANDED_OVER = "handed over"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REROUTED = "rerouted"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class RequestEvent(Term):
    """What can happen to a help request that is no incident."""

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
    ANSWER = "answer"
    VERIFY = "verify"
    AUTHORIZE = "authorize"
    DECLINE = "decline"
    FULFILL = "fulfill"
    SIGN = "sign"
    HAND_OVER = "hand over"
    TELL_OUTCOME = "tell outcome"
    OBJECT = "object"
    CONFIRM = "confirm"
    CLOSE = "close"
    REASSESS = "reassess"
    CANCEL = "cancel"
    MERGE = "merge"


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
            # Nobody grants their own wish.
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
