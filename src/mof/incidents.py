"""Incidents: help requests about a service that fails, or may fail, to do what it should."""

from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.framework.roles import RoleType
from mof.histories import Actor, Entry, to_history
from mof.ids import (
    AgreementId,
    ChangeId,
    CustomerId,
    IncidentId,
    PersonId,
    ProblemId,
    ServiceId,
    SupplierId,
    TeamId,
)
from mof.instants import to_utc
from mof.lifecycles import AnyOf, Edge, Lifecycle
from mof.priorities import DEFAULT_PRIORITY_MATRIX, Level, Priority, PriorityMatrix
from mof.records import Act, Noted, Record
from mof.terms import Term

UNKNOWN_SERVICE = ServiceId("unknown")
"""What is noted where nobody can say yet which service is affected."""


class Origin(Term):
    """How a help request reached the service desk."""

    # MOF 4.0, Customer Service: automated and manual origins of a request.
    ALERT = "alert"
    PORTAL = "portal"
    APPLICATION = "application link"
    EMAIL = "e-mail"
    PHONE = "phone"
    CHAT = "chat"


class RequestCategory(Term):
    """What a help request turns out to be."""

    # MOF 4.0, Customer Service: the four categories of help requests.
    INFORMATION = "information"
    SERVICE_FULFILLMENT = "service fulfillment"
    NEW_SERVICE = "new service"
    INCIDENT_RESOLUTION = "incident resolution"


class Means(Term):
    """What brought a service back."""

    WORKAROUND = "workaround"
    FIX = "fix"


class Correspondent(Term):
    """Whose message is the last one between the desk and the user."""

    CUSTOMER = "customer"
    DESK = "desk"


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


class PendingReason(Term):
    """What an incident waits for; the words that the reason of a pending state should use."""

    USER = "user"
    SUPPLIER = "supplier"
    CHANGE = "change"
    PROBLEM = "problem"
    EVIDENCE = "evidence"


_S, _E = IncidentState, IncidentEvent
_CSR = RoleType.CUSTOMER_SERVICE_REPRESENTATIVE
_IR = RoleType.INCIDENT_RESOLVER
_IC = RoleType.INCIDENT_COORDINATOR
_CSM = RoleType.CUSTOMER_SERVICE_MANAGER

_ACTIVE = (_S.PRIORITIZED, _S.IN_PROGRESS, _S.PENDING, _S.SERVICE_RESUMED)
_NOT_YET_CLOSED = (_S.OPEN, _S.RECORDED, _S.CATEGORIZED, _S.SUPPORTABLE, *_ACTIVE, _S.RESOLVED)
_RESOLUTION = ("resolution", "resolution_code")
_FOLLOW_UP = AnyOf(("problem", "known_error"), where="means", equals=Means.WORKAROUND)

# Our judgement, after the process steps of the MOF 4.0 Customer Service function. Beyond the
# steps: a representative may resolve at first contact, and a timer may close what nobody
# objects to.
_EDGES: dict[tuple[IncidentState | None, IncidentEvent], Edge[IncidentState]] = {
    (None, _E.OPEN): Edge(_S.OPEN, roles=[_CSR], is_automatable=True),
    # Only with contact and situation both documented may categorising begin.
    (_S.OPEN, _E.RECORD): Edge(
        _S.RECORDED,
        roles=[_CSR],
        is_automatable=True,
        recorded=("situation",),
        any_of=(AnyOf(("contact", "alert")),),
    ),
    (_S.RECORDED, _E.CATEGORIZE): Edge(
        _S.CATEGORIZED, roles=[_CSR], given=("category",), recorded=("service",)
    ),
    (_S.RECORDED, _E.REROUTE): Edge(_S.REROUTED, roles=[_CSR], given=("category", "successor")),
    (_S.CATEGORIZED, _E.ACCEPT): Edge(_S.SUPPORTABLE, roles=[_CSR]),
    (_S.CATEGORIZED, _E.REJECT): Edge(_S.REJECTED, roles=[_CSR], needs_reason=True),
    (_S.SUPPORTABLE, _E.PRIORITIZE): Edge(
        _S.PRIORITIZED,
        roles=[_CSR, _IC],
        given=("impact", "urgency", "priority"),
        recorded=("coordinator",),
    ),
    (_S.PRIORITIZED, _E.START): Edge(_S.IN_PROGRESS, roles=[_CSR, _IR], recorded=("assignee",)),
    (_S.PRIORITIZED, _E.DISPATCH): Edge(_S.IN_PROGRESS, roles=[_CSR, _IC], given=("assignee",)),
    (_S.PRIORITIZED, _E.RESOLVE): Edge(
        _S.RESOLVED,
        roles=[_CSR],
        given=(*_RESOLUTION, "means"),
        any_of=(_FOLLOW_UP,),
    ),
    (_S.IN_PROGRESS, _E.ESCALATE): Edge(
        _S.IN_PROGRESS,
        roles=[_CSR, _IR, _IC],
        given=("assignee", "level"),
        changed=("assignee",),
        needs_reason=True,
    ),
    (_S.IN_PROGRESS, _E.NOTIFY): Edge(
        _S.IN_PROGRESS, roles=[_IC, _CSM], given=("notified", "threatened_target")
    ),
    (_S.IN_PROGRESS, _E.WAIT): Edge(
        _S.PENDING,
        roles=[_IR, _IC],
        needs_reason=True,
        any_of=(
            AnyOf(("change",), where="reason", equals=PendingReason.CHANGE.value),
            AnyOf(("supplier",), where="reason", equals=PendingReason.SUPPLIER.value),
        ),
    ),
    (_S.PENDING, _E.CONTINUE): Edge(_S.IN_PROGRESS, roles=[_IR, _IC], is_automatable=True),
    (_S.IN_PROGRESS, _E.RESUME_SERVICE): Edge(
        _S.SERVICE_RESUMED, roles=[_IR, _CSR], given=("means",)
    ),
    (_S.SERVICE_RESUMED, _E.RELAPSE): Edge(_S.IN_PROGRESS, roles=[_IC, _CSR], needs_reason=True),
    (_S.SERVICE_RESUMED, _E.OBJECT): Edge(_S.IN_PROGRESS, roles=[_IC, _CSR], needs_reason=True),
    (_S.SERVICE_RESUMED, _E.RESOLVE): Edge(
        _S.RESOLVED, roles=[_IR, _CSR], given=_RESOLUTION, any_of=(_FOLLOW_UP,)
    ),
    (_S.RESOLVED, _E.CONFIRM): Edge(
        _S.CLOSED,
        roles=[_CSR, _IC],
        is_automatable=True,
        given=("confirmation", "closure_code"),
    ),
    (_S.RESOLVED, _E.CLOSE): Edge(
        _S.CLOSED,
        roles=[_CSR, _IC],
        is_automatable=True,
        given=("closure_code",),
        outcome="no objection",
    ),
    (_S.RESOLVED, _E.OBJECT): Edge(_S.IN_PROGRESS, roles=[_CSR, _IC], needs_reason=True),
    (_S.CLOSED, _E.REOPEN): Edge(
        _S.IN_PROGRESS, roles=[_IC, _CSM], needs_reason=True, given=("recurrence",)
    ),
    **{
        (state, _E.REASSESS): Edge(
            state,
            roles=[_IC, _CSM],
            given=("impact", "urgency", "priority"),
            needs_reason=True,
        )
        for state in _ACTIVE
    },
    **{
        (state, _E.SUSPECT_PROBLEM): Edge(state, roles=[_IR, _IC], given=("symptom",))
        for state in _ACTIVE
    },
    **{
        (state, _E.CANCEL): Edge(_S.CANCELLED, roles=[_IC, _CSR], needs_reason=True)
        for state in _NOT_YET_CLOSED
    },
    **{
        (state, _E.MERGE): Edge(
            _S.CANCELLED, roles=[_IC, _CSR], given=("master",), outcome="duplicate"
        )
        for state in _NOT_YET_CLOSED
    },
}

INCIDENT_LIFECYCLE = Lifecycle[IncidentState, IncidentEvent]("incident", _EDGES)

OPEN_STATES = frozenset(_NOT_YET_CLOSED) - {_S.RESOLVED}
"""The states in which somebody still has to do something about an incident."""


@frozen
class Incident(Record[IncidentState, IncidentEvent]):
    """A help request of the category incident resolution, with all that happened to it."""

    id: IncidentId
    history: tuple[Entry[IncidentState, IncidentEvent], ...] = field(converter=to_history)
    opened_at: datetime = field(converter=to_utc, kw_only=True)
    origin: Origin | None = field(default=None, kw_only=True)

    LIFECYCLE: ClassVar[Lifecycle[IncidentState, IncidentEvent]] = INCIDENT_LIFECYCLE

    contact = Noted(PersonId)
    alert = Noted(str)
    situation = Noted(str)
    customer = Noted(CustomerId)
    service = Noted(ServiceId)
    category = Noted(RequestCategory)
    topic = Noted(str)
    successor = Noted(str)
    agreement = Noted(AgreementId)
    impact = Noted(Level)
    urgency = Noted(Level)
    priority = Noted(Priority)
    coordinator = Noted(PersonId)
    team = Noted(TeamId)
    assignee = Noted(PersonId)
    level = Noted(int)
    notified = Noted(PersonId)
    threatened_target = Noted(str)
    expected_at = Noted(datetime)
    change = Noted(ChangeId)
    supplier = Noted(SupplierId)
    means = Noted(Means)
    resolution = Noted(str)
    resolution_code = Noted(str)
    problem = Noted(ProblemId)
    known_error = Noted(str)
    knowledge = Noted[tuple[str, ...]](tuple)
    confirmation = Noted(str)
    closure_code = Noted(str)
    recurrence = Noted(str)
    symptom = Noted(str)
    master = Noted(IncidentId)
    affected_at = Noted(datetime)
    correspondent = Noted(Correspondent)
    update = Noted(str)
    is_major = Noted(bool)

    @property
    def started_at(self) -> datetime:
        """When the incident was opened."""
        return self.opened_at

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in OPEN_STATES

    @cached_property
    def reopen_count(self) -> int:
        """How often it went back to work because it was not over, or the user said so."""
        entries = [entry for entry in self.chronology if entry.state]
        done = {IncidentState.RESOLVED, IncidentState.CLOSED}
        return sum(
            (before.state in done and after.state in OPEN_STATES) or after.event is _E.OBJECT
            for before, after in pairwise(entries)
        )

    @classmethod
    def open(
        cls,
        id: IncidentId | str,  # noqa: A002 - the field's own word
        *,
        origin: Origin,
        contact: PersonId | None = None,
        alert: str | None = None,
        service: ServiceId | None = None,
        customer: CustomerId | None = None,
        **act: Unpack[Act],
    ) -> Self:
        """A new incident, as it reaches the desk."""
        new = cls(id=IncidentId(id), history=(), opened_at=act["at"], origin=origin)
        return new.act(
            _E.OPEN, contact=contact, alert=alert, service=service, customer=customer, **act
        )

    def record(
        self, *, situation: str, contact: PersonId | None = None, **act: Unpack[Act]
    ) -> Self:
        """Document whom it is about and what happened."""
        return self.act(_E.RECORD, situation=situation, contact=contact, **act)

    def categorize(
        self,
        *,
        service: ServiceId | None = None,
        topic: str | None = None,
        **act: Unpack[Act],
    ) -> Self:
        """Judge that it is an incident, and of which service; unknown where nobody can say."""
        service = service or self.service or UNKNOWN_SERVICE
        category = RequestCategory.INCIDENT_RESOLUTION
        return self.act(_E.CATEGORIZE, category=category, service=service, topic=topic, **act)

    def reroute(self, *, category: RequestCategory, successor: str, **act: Unpack[Act]) -> Self:
        """Judge that it is another kind of help request, which lives on under another id."""
        return self.act(_E.REROUTE, category=category, successor=successor, **act)

    def accept(self, *, agreement: AgreementId | None = None, **act: Unpack[Act]) -> Self:
        """Judge that it is supportable, and by which agreement."""
        return self.act(_E.ACCEPT, agreement=agreement, **act)

    def reject(self, **act: Unpack[Act]) -> Self:
        """Judge that it is not supportable."""
        return self.act(_E.REJECT, **act)

    def prioritize(
        self,
        *,
        impact: Level,
        urgency: Level,
        coordinator: PersonId | None = None,
        matrix: PriorityMatrix = DEFAULT_PRIORITY_MATRIX,
        **act: Unpack[Act],
    ) -> Self:
        """Judge impact and urgency, and name who owns the incident to its end."""
        return self.act(
            _E.PRIORITIZE,
            impact=impact,
            urgency=urgency,
            priority=self._prioritize(_E.PRIORITIZE, impact, urgency, matrix),
            coordinator=coordinator,
            **act,
        )

    def start(
        self, *, assignee: PersonId | None = None, team: TeamId | None = None, **act: Unpack[Act]
    ) -> Self:
        """Begin to work on it oneself, unless somebody else is named."""
        self._check_is_actor(act["by"])
        return self.act(_E.START, assignee=assignee or act["by"].person, team=team, **act)

    def dispatch(
        self, *, assignee: PersonId, team: TeamId | None = None, **act: Unpack[Act]
    ) -> Self:
        """Hand it to somebody who resolves it."""
        return self.act(_E.DISPATCH, assignee=assignee, team=team, **act)

    def escalate(
        self, *, assignee: PersonId, team: TeamId | None = None, **act: Unpack[Act]
    ) -> Self:
        """Hand it to somebody with more skill; the coordinator stays."""
        level = (self.level or 1) + 1
        return self.act(_E.ESCALATE, assignee=assignee, team=team, level=level, **act)

    def notify(self, *, notified: PersonId, threatened_target: str, **act: Unpack[Act]) -> Self:
        """Tell management that a target is threatened; nobody's assignment moves."""
        return self.act(_E.NOTIFY, notified=notified, threatened_target=threatened_target, **act)

    def wait(
        self,
        *,
        change: ChangeId | None = None,
        supplier: SupplierId | None = None,
        expected_at: datetime | None = None,
        **act: Unpack[Act],
    ) -> Self:
        """Wait for somebody or something; the reason says for what."""
        return self.act(_E.WAIT, change=change, supplier=supplier, expected_at=expected_at, **act)

    def continue_work(self, **act: Unpack[Act]) -> Self:
        """Go on, since what was waited for has come or will not."""
        return self.act(_E.CONTINUE, **act)

    def resume_service(
        self, *, means: Means, knowledge: tuple[str, ...] | None = None, **act: Unpack[Act]
    ) -> Self:
        """Note that the service works again, by a workaround or a fix."""
        return self.act(_E.RESUME_SERVICE, means=means, knowledge=knowledge, **act)

    def relapse(self, **act: Unpack[Act]) -> Self:
        """Note that the service fails again."""
        return self.act(_E.RELAPSE, **act)

    def resolve(
        self,
        *,
        resolution: str,
        resolution_code: str,
        means: Means | None = None,
        problem: ProblemId | None = None,
        known_error: str | None = None,
        **act: Unpack[Act],
    ) -> Self:
        """Judge that nothing more is to be done; at first contact, say by which means."""
        return self.act(
            _E.RESOLVE,
            resolution=resolution,
            resolution_code=resolution_code,
            means=means,
            problem=problem,
            known_error=known_error,
            **act,
        )

    def confirm(self, *, confirmation: str, closure_code: str, **act: Unpack[Act]) -> Self:
        """Close it because the user or a monitor confirms the resolution."""
        return self.act(_E.CONFIRM, confirmation=confirmation, closure_code=closure_code, **act)

    def close(self, *, closure_code: str, **act: Unpack[Act]) -> Self:
        """Close it because the agreed time has passed and nobody objected."""
        return self.act(_E.CLOSE, closure_code=closure_code, **act)

    def object(self, **act: Unpack[Act]) -> Self:
        """Note that the user does not accept the resolution."""
        return self.act(_E.OBJECT, **act)

    def reopen(self, *, recurrence: str, **act: Unpack[Act]) -> Self:
        """Go back to work on a closed incident because the same failure returned."""
        return self.act(_E.REOPEN, recurrence=recurrence, **act)

    def _prioritize(
        self, event: IncidentEvent, impact: Level, urgency: Level, matrix: PriorityMatrix
    ) -> Priority:
        self._check_types(event, {"impact": impact, "urgency": urgency})
        return matrix.prioritize(impact, urgency)

    def reassess(
        self,
        *,
        impact: Level,
        urgency: Level,
        matrix: PriorityMatrix = DEFAULT_PRIORITY_MATRIX,
        **act: Unpack[Act],
    ) -> Self:
        """Judge impact and urgency anew."""
        priority = self._prioritize(_E.REASSESS, impact, urgency, matrix)
        return self.act(_E.REASSESS, impact=impact, urgency=urgency, priority=priority, **act)

    def suspect_problem(
        self, *, symptom: str, problem: ProblemId | None = None, **act: Unpack[Act]
    ) -> Self:
        """Note that a problem may lie beneath it."""
        return self.act(_E.SUSPECT_PROBLEM, symptom=symptom, problem=problem, **act)

    def note_message(
        self,
        *,
        sender: Correspondent,
        at: datetime,
        by: Actor,
        recorded_at: datetime | None = None,
    ) -> Self:
        """Note that the user or the desk wrote to the other, which moves nothing by itself."""
        return self.note(correspondent=sender, at=at, by=by, recorded_at=recorded_at)

    def note_update(
        self, *, update: str, at: datetime, by: Actor, recorded_at: datetime | None = None
    ) -> Self:
        """Note what everybody concerned was told of how it goes."""
        return self.note(update=update, at=at, by=by, recorded_at=recorded_at)

    def cancel(self, **act: Unpack[Act]) -> Self:
        """Withdraw it."""
        return self.act(_E.CANCEL, **act)

    def merge(self, *, master: IncidentId, **act: Unpack[Act]) -> Self:
        """Fold it into the incident that it duplicates."""
        return self.act(_E.MERGE, master=master, **act)
