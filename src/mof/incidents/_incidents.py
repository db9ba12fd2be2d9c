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
from mof.incidents._incident_lifecycle import (
    INCIDENT_LIFECYCLE,
    OPEN_STATES,
    IncidentEvent,
    IncidentState,
    ResolutionMethod,
)
from mof.records import Actor, Entry, Lifecycle, Noted
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import IncidentId, ProblemId, Term
from mof.values._instants import to_utc


class Correspondent(Term):
    """Whose message is the last one between the desk and the user."""

    CUSTOMER = "customer"
    """The user wrote last, and waits for the desk: the clock of the next response runs."""
    DESK = "desk"
    """The desk wrote last, and waits for the user."""


_E = IncidentEvent
_BACK = (IncidentState.SERVICE_RESUMED, IncidentState.RESOLVED, IncidentState.CLOSED)


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
