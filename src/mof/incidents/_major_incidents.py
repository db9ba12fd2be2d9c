"""Major incidents: those that are handled by a team of their own, under everybody's eyes."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.documents import Table
from mof.incidents._incidents import Incident
from mof.incidents._major_incident_lifecycle import (
    MAJOR_INCIDENT_LIFECYCLE,
    RUNNING_STATES,
    MajorIncidentEvent,
    MajorIncidentState,
)
from mof.records import Entry, Level, Lifecycle, Noted, Priority, Record
from mof.records._acting_checks import find_actor
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import MajorIncidentId, PersonId, ServiceId
from mof.values._ids import to_service_ids
from mof.values._instants import to_utc


@frozen(kw_only=True)
class MajorIncidentRule:
    """When an incident should be declared a major one; every condition that is given has to hold.

    Our judgement: the framework leaves to each organization what is major.
    """

    name: str = field(kw_only=False)
    """What a declaration names it by."""
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    """The incident is about one of these; empty is any."""
    priority: Priority | None = None
    """The incident has at least this priority; None is any."""
    impact: Level | None = None
    """The incident has exactly this impact; None is any."""

    def applies_to(self, incident: Incident) -> bool:
        """Whether an incident meets the rule as it stands."""
        if self.services and incident.service not in self.services:
            return False
        if self.impact and incident.impact is not self.impact:
            return False
        return self.priority is None or (
            incident.priority is not None and incident.priority.rank <= self.priority.rank
        )


_E = MajorIncidentEvent


@frozen
class LateUpdate:
    """A time by which news was promised, and when they came; None while they have not."""

    due_at: datetime = field(converter=to_utc)
    """When news was promised."""
    came_at: datetime | None = None
    """When it came; None while it has not."""


@frozen
class MajorIncident(Record[MajorIncidentState, MajorIncidentEvent]):
    """One or more incidents declared to be major, with who leads and what everybody was told."""

    id: MajorIncidentId
    history: tuple[Entry[MajorIncidentState, MajorIncidentEvent], ...] = field(converter=to_history)

    LIFECYCLE: ClassVar[Lifecycle[MajorIncidentState, MajorIncidentEvent]] = (
        MAJOR_INCIDENT_LIFECYCLE
    )

    incidents = Noted[tuple[str, ...]](tuple)
    rule = Noted(str)
    declared_by = Noted(PersonId)
    leader = Noted(PersonId)
    communicator = Noted(PersonId)
    technical_lead = Noted(PersonId)
    message = Noted(str)
    next_update_at = Noted(datetime)
    observation = Noted(str)
    cause = Noted(str)
    lessons = Noted(str)
    actions = Noted[tuple[str, ...]](tuple)

    @property
    def is_running(self) -> bool:
        """Whether it is still being handled as a major one."""
        return self.state in RUNNING_STATES

    @classmethod
    def declare(
        cls,
        id: MajorIncidentId | str,  # noqa: A002 - the field's own word
        *,
        incidents: tuple[str, ...],
        rule: str,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Declare incidents to be major, by a rule; the actor declares it."""
        new = cls(MajorIncidentId(id), ())
        declared_by = find_actor(act).person
        return new.act(_E.DECLARE, incidents=incidents, rule=rule, declared_by=declared_by, **act)

    def staff(
        self,
        *,
        leader: PersonId,
        communicator: PersonId,
        technical_lead: PersonId,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Say who leads, who tells everybody, and who leads the repair."""
        return self.act(
            _E.STAFF,
            leader=leader,
            communicator=communicator,
            technical_lead=technical_lead,
            **act,
        )

    def update(
        self, *, message: str, next_update_at: datetime, **act: Unpack[ActArguments]
    ) -> Self:
        """Tell everybody how it stands, and when they will hear more."""
        return self.act(_E.UPDATE, message=message, next_update_at=next_update_at, **act)

    def observe(self, *, observation: str, **act: Unpack[ActArguments]) -> Self:
        """Add to the timeline what was seen or done."""
        return self.act(_E.OBSERVE, observation=observation, **act)

    def join(self, *, incidents: tuple[str, ...], **act: Unpack[ActArguments]) -> Self:
        """Note that more incidents belong to it."""
        joined = incidents and tuple(dict.fromkeys((*(self.incidents or ()), *incidents)))
        return self.act(_E.JOIN, incidents=joined, **act)

    def end(self, *, message: str, **act: Unpack[ActArguments]) -> Self:
        """Tell everybody that it is over."""
        return self.act(_E.END, message=message, **act)

    def resume(self, **act: Unpack[ActArguments]) -> Self:
        """Note that it was not over."""
        return self.act(_E.RESUME, **act)

    def conclude(
        self, *, cause: str, lessons: str, actions: tuple[str, ...], **act: Unpack[ActArguments]
    ) -> Self:
        """Look back on it: why it happened, what was learnt, and what is to be done."""
        return self.act(_E.REVIEW, cause=cause, lessons=lessons, actions=actions, **act)

    def revoke(self, **act: Unpack[ActArguments]) -> Self:
        """Note that it is no major one after all."""
        return self.act(_E.REVOKE, **act)

    def find_late_updates(
        self, *, as_of: datetime, first_within: timedelta
    ) -> tuple[LateUpdate, ...]:
        """The times by which news was due and had not come, as known at an instant.

        The first news is due so long after the declaration, each next one when the last said.
        """
        known = self.as_of(as_of)
        if not known.chronology:
            return ()
        due_at, late = known.chronology[0].at + first_within, list[LateUpdate]()
        for entry in known.chronology:
            told = dict(entry.changes)
            if not told.get("message"):
                continue
            if entry.at > due_at:
                late.append(LateUpdate(due_at, entry.at))
            following = told.get("next_update_at")
            due_at = following if isinstance(following, datetime) else entry.at
        if known.is_running and due_at < to_utc(as_of):
            late.append(LateUpdate(due_at))
        return tuple(late)

    def to_timeline(self) -> Table:
        """One row for each thing that happened, with the time since the one before."""
        waits: list[timedelta | None] = [None]
        waits += (after.at - before.at for before, after in pairwise(self.chronology))
        rows = (
            (
                entry.at.isoformat(),
                None if wait is None else str(wait),
                str(entry.event or entry.state or "noted"),
                None if entry.by is None else str(entry.by),
                _tell(entry),
            )
            for entry, wait in zip(self.chronology, waits, strict=False)
        )
        columns = ("At", "After", "What", "By", "Words")
        return Table(columns, tuple(rows), caption=f"Timeline of {self.id}")


def _tell(entry: Entry[MajorIncidentState, MajorIncidentEvent]) -> str | None:
    told = dict(entry.changes)
    words = (told.get(name) for name in ("message", "observation", "rule", "cause"))
    return next((str(word) for word in words if word), entry.reason)
