"""Incidents: help requests about a service that fails, or may fail, to do what it should."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.help_requests import (
    HelpRequest,
    Origin,
    RequestCategory,
)
from mof.help_requests._intakes import (
    CSM,
    CSR,
    IC,
    IR,
    make_head,
    make_tail,
    make_work,
)
from mof.records import Actor, AnyOf, Edge, Entry, Lifecycle, Noted
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import IncidentId, ProblemId, Term
from mof.values._instants import to_utc


class ResolutionMethod(Term):
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

_BACK = (IncidentState.SERVICE_RESUMED, IncidentState.RESOLVED, IncidentState.CLOSED)

OPEN_STATES = frozenset(_NOT_YET_CLOSED) - {_S.RESOLVED}
"""The states in which somebody still has to do something about an incident."""


@frozen
class Incident(HelpRequest[IncidentState, IncidentEvent]):
    """A help request of the category incident resolution, with all that happened to it."""

    id: IncidentId
    history: tuple[Entry[IncidentState, IncidentEvent], ...] = field(converter=to_history)
    opened_at: datetime = field(converter=to_utc, kw_only=True)
    origin: Origin | None = field(default=None, kw_only=True)

    CATEGORY: ClassVar[RequestCategory] = RequestCategory.INCIDENT_RESOLUTION
    EVENTS: ClassVar[Mapping[str, IncidentEvent]] = IncidentEvent.__members__
    LIFECYCLE: ClassVar[Lifecycle[IncidentState, IncidentEvent]] = INCIDENT_LIFECYCLE

    method = Noted(ResolutionMethod)
    resolution = Noted(str)
    resolution_code = Noted(str)
    problem = Noted(ProblemId)
    known_error = Noted(str)
    recurrence = Noted(str)
    symptom = Noted(str)
    affected_at = Noted(datetime)
    correspondent = Noted(Correspondent)
    update = Noted(str)
    is_major = Noted(bool)
    affected_users = Noted(int)

    @property
    def service_resumed_at(self) -> datetime | None:
        """When the service last came back, which is not yet that the incident is resolved."""
        return self._find_last(*_BACK)

    @property
    def resolved_at(self) -> datetime | None:
        """When it was last judged that nothing more is to be done."""
        return self._find_last(IncidentState.RESOLVED, IncidentState.CLOSED)

    @property
    def closed_at(self) -> datetime | None:
        """When it was last closed."""
        return self._find_last(IncidentState.CLOSED)

    def _find_last(self, *states: IncidentState) -> datetime | None:
        """When it last came to one of some states, if it is still in one of them."""
        since: datetime | None = None
        for entry in self.chronology:
            if entry.state in states:
                since = since or entry.at
            elif entry.state:
                since = None
        return since

    @cached_property
    def reopen_count(self) -> int:
        """How often it went back to work because it was not over, or the user said so."""
        entries = [entry for entry in self.chronology if entry.state]
        done = {IncidentState.RESOLVED, IncidentState.CLOSED}
        return sum(
            (before.state in done and after.state in OPEN_STATES) or after.event is _E.OBJECT
            for before, after in pairwise(entries)
        )

    def resume_service(
        self,
        *,
        method: ResolutionMethod,
        knowledge: tuple[str, ...] | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Note that the service works again, by a workaround or a fix."""
        return self.act(_E.RESUME_SERVICE, method=method, knowledge=knowledge, **act)

    def relapse(self, **act: Unpack[ActArguments]) -> Self:
        """Note that the service fails again."""
        return self.act(_E.RELAPSE, **act)

    def resolve(
        self,
        *,
        resolution: str,
        resolution_code: str,
        method: ResolutionMethod | None = None,
        problem: ProblemId | None = None,
        known_error: str | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Judge that nothing more is to be done; at first contact, say by which method."""
        return self.act(
            _E.RESOLVE,
            resolution=resolution,
            resolution_code=resolution_code,
            method=method,
            problem=problem,
            known_error=known_error,
            **act,
        )

    def reopen(self, *, recurrence: str, **act: Unpack[ActArguments]) -> Self:
        """Go back to work on a closed incident because the same failure returned."""
        return self.act(_E.REOPEN, recurrence=recurrence, **act)

    def suspect_problem(
        self, *, symptom: str, problem: ProblemId | None = None, **act: Unpack[ActArguments]
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
