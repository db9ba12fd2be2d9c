"""Requests for change: what is to be changed, and what became of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.changes._change_lifecycle import (
    CHANGE_LIFECYCLE,
    OVER,
    ChangeCategory,
    ChangeEvent,
    ChangeOutcome,
    ChangePriority,
    ChangeState,
)
from mof.changes._standard_changes import StandardChange
from mof.errors import FactError
from mof.framework import ChangeSubject, OutputKind
from mof.records import Entry, Lifecycle, Noted, Record
from mof.records._acting_checks import find_actor, find_time
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import ChangeId, ConfigurationItemId, PersonId, ReviewId, ServiceId
from mof.values._graphs import list_some
from mof.values._ids import to_service_ids
from mof.values._instants import to_utc

_E = ChangeEvent


def _to_items(value: Iterable[ConfigurationItemId]) -> frozenset[ConfigurationItemId]:
    return frozenset(value)


@frozen
class RequestForChange(Record[ChangeState, ChangeEvent]):
    """A wish to change a service, its agreements, or how it is run, with all that came of it."""

    id: ChangeId
    history: tuple[Entry[ChangeState, ChangeEvent], ...] = field(converter=to_history)
    title: str = field(kw_only=True)
    """What is to change, in a line."""
    requested_at: datetime = field(converter=to_utc, kw_only=True)
    """When it was asked for."""
    subject: ChangeSubject = field(default=ChangeSubject.TECHNICAL, kw_only=True)
    """What it changes: technology, an agreement, a procedure, or resources."""
    services: frozenset[ServiceId] = field(
        default=frozenset(), converter=to_service_ids, kw_only=True
    )
    """The services that it is about; empty where none is named."""
    items: frozenset[ConfigurationItemId] = field(
        default=frozenset(), converter=_to_items, kw_only=True
    )
    """The configuration items that it touches."""
    asked_by: ReviewId | None = field(default=None, kw_only=True)
    """The review that asked for it, if one did."""
    asked_as: OutputKind | None = field(default=None, kw_only=True)
    """As which of its outputs an Operational Health Review asked for it."""

    LIFECYCLE: ClassVar[Lifecycle[ChangeState, ChangeEvent]] = CHANGE_LIFECYCLE

    requested_by = Noted(PersonId)
    category = Noted(ChangeCategory)
    priority = Noted(ChangePriority)
    wanted_priority = Noted(ChangePriority)
    risk_assessment = Noted(str)
    standard_change = Noted(str)
    approved_by = Noted(PersonId)
    board = Noted[tuple[str, ...]](tuple)
    planned_at = Noted(datetime)
    developer = Noted(PersonId)
    tester = Noted(PersonId)
    test_result = Noted(str)
    documentation = Noted(str)
    outcome = Noted(ChangeOutcome)
    review = Noted(str)
    baselined_items = Noted[tuple[str, ...]](tuple)
    baseline_versions = Noted[tuple[str, ...]](tuple)

    @property
    def started_at(self) -> datetime:
        """When it was asked for."""
        return self.requested_at

    @property
    def completed_at(self) -> datetime | None:
        """When it took effect, last where more than once; None while it has not."""
        released = (e.at for e in reversed(self.chronology) if e.state is ChangeState.RELEASED)
        return next(released, None)

    @property
    def baselines(self) -> Mapping[str, str]:
        """The version of each item as it was last put under control."""
        found: dict[str, str] = {}
        for entry in self.chronology:
            facts = dict(entry.changes)
            items, versions = facts.get("baselined_items"), facts.get("baseline_versions")
            if isinstance(items, tuple) and isinstance(versions, tuple):
                found.update(zip(items, versions, strict=False))
        return MappingProxyType(found)

    @property
    def items_without_baseline(self) -> tuple[str, ...]:
        """The items it touches of which no baseline is noted."""
        return tuple(sorted(self.items - self.baselines.keys()))

    def is_upcoming(self, as_of: datetime) -> bool:
        """Whether it was requested by an instant and is still to take effect after it."""
        known = self.as_of(as_of)
        planned_at = known.planned_at
        return (
            self.requested_at <= to_utc(as_of)
            and planned_at is not None
            and planned_at > to_utc(as_of)
            and known.state not in OVER
        )

    @classmethod
    def from_register(
        cls,
        id: ChangeId | str,  # noqa: A002 - the field's own word
        *,
        title: str,
        requested_at: datetime,
        requested_by: PersonId | None = None,
        subject: ChangeSubject = ChangeSubject.TECHNICAL,
        category: ChangeCategory | None = None,
        priority: ChangePriority | None = None,
        services: Iterable[ServiceId] = (),
        items: Iterable[ConfigurationItemId] = (),
        planned_at: datetime | None = None,
        completed_at: datetime | None = None,
        outcome: ChangeOutcome | None = None,
    ) -> Self:
        """A change as a list tells of it that has one row for each.

        Such a list does not tell when its facts were noted, so they are noted with the request;
        an outcome is noted when the change took effect.
        """
        told = {
            "requested_by": requested_by,
            "category": category,
            "priority": priority,
            "planned_at": planned_at,
        }
        changes = {name: value for name, value in told.items() if value is not None}
        history = [
            Entry[ChangeState, ChangeEvent](
                requested_at, state=ChangeState.SUBMITTED, changes=changes
            )
        ]
        if completed_at is not None:
            known = {} if outcome is None else {"outcome": outcome}
            history.append(Entry(completed_at, state=ChangeState.RELEASED, changes=known))
        return cls(
            ChangeId(id),
            tuple(history),
            title=title,
            requested_at=requested_at,
            subject=subject,
            services=services,
            items=items,
        )

    @classmethod
    def draft(
        cls,
        id: ChangeId | str,  # noqa: A002 - the field's own word
        *,
        title: str,
        subject: ChangeSubject = ChangeSubject.TECHNICAL,
        services: Iterable[ServiceId] = (),
        items: Iterable[ConfigurationItemId] = (),
        requested_by: PersonId | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """A new request; the actor asks for it, unless another is named."""
        new = cls(
            ChangeId(id),
            (),
            title=title,
            requested_at=find_time(act),
            subject=subject,
            services=services,
            items=items,
        )
        return new.act(_E.DRAFT, requested_by=requested_by or find_actor(act).person, **act)

    def record_baseline(self, baseline: Mapping[str, str], **act: Unpack[ActArguments]) -> Self:
        """Note which version each of some configuration items has.

        Raises:
            FactError: the change does not touch an item.
        """
        for item in sorted(baseline):
            if item not in self.items:
                raise FactError(
                    f"cannot record baseline {self.id}: it does not touch {item!r}; "
                    f"it touches {list_some(sorted(self.items)) or 'nothing'}",
                    record=self.id,
                    event=str(_E.RECORD_BASELINE),
                    fact="baselined_items",
                )
        names = tuple(sorted(baseline))
        versions = tuple(baseline[name] for name in names)
        return self.act(
            _E.RECORD_BASELINE, baselined_items=names, baseline_versions=versions, **act
        )

    def submit(self, **act: Unpack[ActArguments]) -> Self:
        """Ask for it."""
        return self.act(_E.SUBMIT, **act)

    def classify(
        self, *, category: ChangeCategory, priority: ChangePriority, **act: Unpack[ActArguments]
    ) -> Self:
        """Say how much rigor it calls for, and how soon it is wanted."""
        return self.act(_E.CLASSIFY, category=category, priority=priority, **act)

    def reclassify(
        self, *, category: ChangeCategory, priority: ChangePriority, **act: Unpack[ActArguments]
    ) -> Self:
        """Say it anew, because of a disagreement or of what is known now."""
        return self.act(_E.RECLASSIFY, category=category, priority=priority, **act)

    def dispute_priority(
        self, *, wanted_priority: ChangePriority, **act: Unpack[ActArguments]
    ) -> Self:
        """Note that it is wanted sooner or later than it was classified for."""
        return self.act(_E.DISPUTE_PRIORITY, wanted_priority=wanted_priority, **act)

    def assess_risk(self, *, risk_assessment: str, **act: Unpack[ActArguments]) -> Self:
        """Note what may go wrong, and what is done about it."""
        return self.act(_E.ASSESS_RISK, risk_assessment=risk_assessment, **act)

    def preapprove(
        self, *, standard_change: StandardChange, planned_at: datetime, **act: Unpack[ActArguments]
    ) -> Self:
        """Let it go ahead as one of the changes that were approved once for all.

        Raises:
            FactError: the standard change is not valid then, or not for these services.
        """
        if fault := standard_change.find_fault(find_time(act), self.services):
            raise FactError(
                f"cannot preapprove {self.id}: {fault}",
                record=self.id,
                event=str(_E.PREAPPROVE),
                fact="standard_change",
            )
        return self.act(
            _E.PREAPPROVE,
            standard_change=standard_change.id,
            documentation=standard_change.procedure,
            planned_at=planned_at,
            **act,
        )

    def approve(self, **act: Unpack[ActArguments]) -> Self:
        """Approve a minor change."""
        return self._decide(_E.APPROVE, act)

    def approve_by_board(self, *, board: tuple[PersonId, ...], **act: Unpack[ActArguments]) -> Self:
        """Approve a significant change together; the actor is in the chair."""
        return self._decide(_E.APPROVE_BY_BOARD, act, board=board)

    def endorse(self, *, board: tuple[PersonId, ...], **act: Unpack[ActArguments]) -> Self:
        """Recommend a major change to the executive who decides on it."""
        return self._decide(_E.ENDORSE, act, board=board)

    def approve_executively(self, **act: Unpack[ActArguments]) -> Self:
        """Approve a major change that the board has endorsed."""
        return self._decide(_E.APPROVE_EXECUTIVELY, act)

    def approve_urgently(self, **act: Unpack[ActArguments]) -> Self:
        """Approve an emergency; what is not documented yet will be after the release."""
        return self._decide(_E.APPROVE_URGENTLY, act)

    def _decide(self, event: ChangeEvent, act: ActArguments, **facts: object) -> Self:
        return self.act(event, approved_by=find_actor(act).person, **facts, **act)

    def reject(self, **act: Unpack[ActArguments]) -> Self:
        """Decide against it."""
        return self.act(_E.REJECT, **act)

    def give_back(self, **act: Unpack[ActArguments]) -> Self:
        """Ask for more before it can be decided on."""
        return self.act(_E.RETURN, **act)

    def schedule(self, *, planned_at: datetime, **act: Unpack[ActArguments]) -> Self:
        """Say when it will take effect."""
        return self.act(_E.SCHEDULE, planned_at=planned_at, **act)

    def reschedule(self, *, planned_at: datetime, **act: Unpack[ActArguments]) -> Self:
        """Move it to another time."""
        return self.act(_E.RESCHEDULE, planned_at=planned_at, **act)

    def develop(self, *, developer: PersonId | None = None, **act: Unpack[ActArguments]) -> Self:
        """Begin to make it; the actor does, unless another is named."""
        return self.act(_E.DEVELOP, developer=developer or find_actor(act).person, **act)

    def test(self, *, test_result: str, documentation: str, **act: Unpack[ActArguments]) -> Self:
        """Note that it was tested by another than its developer, and where it is described."""
        return self.act(
            _E.TEST,
            tester=find_actor(act).person,
            test_result=test_result,
            documentation=documentation,
            **act,
        )

    def rework(self, **act: Unpack[ActArguments]) -> Self:
        """Go back to making it because of what the tests showed."""
        return self.act(_E.REWORK, **act)

    def release(self, **act: Unpack[ActArguments]) -> Self:
        """Let it take effect."""
        return self.act(_E.RELEASE, **act)

    def release_urgently(self, **act: Unpack[ActArguments]) -> Self:
        """Let an emergency take effect before everything is tested and documented."""
        return self.act(_E.RELEASE_URGENTLY, **act)

    def document(self, *, documentation: str, **act: Unpack[ActArguments]) -> Self:
        """Describe it after its release."""
        return self.act(_E.DOCUMENT, documentation=documentation, **act)

    def back_out(self, **act: Unpack[ActArguments]) -> Self:
        """Take it back."""
        return self.act(_E.BACK_OUT, **act)

    def conclude(self, *, outcome: ChangeOutcome, review: str, **act: Unpack[ActArguments]) -> Self:
        """Judge whether it did what it was wanted for."""
        return self.act(_E.REVIEW, outcome=outcome, review=review, **act)

    def close(self, **act: Unpack[ActArguments]) -> Self:
        """Close it, since nothing is left to do."""
        return self.act(_E.CLOSE, **act)

    def withdraw(self, **act: Unpack[ActArguments]) -> Self:
        """Give it up before it takes effect."""
        return self.act(_E.WITHDRAW, **act)
