"""Help requests: the facts and the acts that requests of every category have in common."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self, Unpack

from attrs import field, frozen

from mof.errors import FactError
from mof.help_requests._categories import UNKNOWN_SERVICE, Origin, RequestCategory
from mof.help_requests._classifications import ClassificationMatrix
from mof.records import (
    DEFAULT_PRIORITY_MATRIX,
    Actor,
    Level,
    Noted,
    Priority,
    PriorityMatrix,
    Record,
)
from mof.records._acting_checks import check_types, find_actor, find_time
from mof.records._histories import E, S
from mof.records._records import ActArguments
from mof.values import (
    AgreementId,
    ChangeId,
    CustomerId,
    PersonId,
    ServiceId,
    SupplierId,
    TeamId,
)
from mof.values._instants import to_utc

_OVER = frozenset({"RESOLVED", "CLOSED", "REROUTED", "REJECTED", "CANCELLED"})
"""The states in which nothing is left to do, whatever the category."""


@frozen
class HelpRequest(Record[S, E]):
    """Something that is asked of the service desk, with all that happened to it.

    Each of the four categories is a class of its own, with a lifecycle that begins as all do.
    """

    opened_at: datetime = field(converter=to_utc, kw_only=True)
    """When it reached the desk; clocks of an SLA count from here."""
    origin: Origin | None = field(default=None, kw_only=True)
    """How it reached the desk; None where a source does not tell."""

    CATEGORY: ClassVar[RequestCategory]
    EVENTS: ClassVar[Mapping[str, Any]]
    """The events of its lifecycle, by name."""

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
    knowledge = Noted[tuple[str, ...]](tuple)
    confirmation = Noted(str)
    closure_code = Noted(str)
    master = Noted(str)

    @property
    def started_at(self) -> datetime:
        """When it reached the desk."""
        return self.opened_at

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.state is not None and self.state.name not in _OVER

    @classmethod
    def open(
        cls,
        id: str,  # noqa: A002 - the field's own word
        *,
        origin: Origin,
        contact: PersonId | None = None,
        alert: str | None = None,
        service: ServiceId | None = None,
        customer: CustomerId | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """A new request, as it reaches the desk."""
        new = cls(id=id, history=(), opened_at=find_time(act), origin=origin)
        return new.act(
            cls.EVENTS["OPEN"],
            contact=contact,
            alert=alert,
            service=service,
            customer=customer,
            **act,
        )

    def record(
        self, *, situation: str, contact: PersonId | None = None, **act: Unpack[ActArguments]
    ) -> Self:
        """Document whom it is about and what happened."""
        return self.act(self.EVENTS["RECORD"], situation=situation, contact=contact, **act)

    def categorize(
        self,
        *,
        service: ServiceId | None = None,
        topic: str | None = None,
        matrix: ClassificationMatrix | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Judge that it is of this category, and of which service; unknown where that is open.

        With a ``matrix`` the topic is one of what it knows to be reported: it gives the service,
        unless that is given, and the usual impact and urgency, with which `prioritize` begins.

        Raises:
            DefinitionError: the matrix knows no such topic.
            FactError: what is reported is usually of another category; reroute it, or categorize
                it without the matrix.
        """
        usual = matrix.classify(topic) if matrix else None
        if usual and usual.category is not self.CATEGORY:
            raise self._refuse(
                self.EVENTS["CATEGORIZE"],
                "category",
                f"{usual.reported!r} is usually {usual.category}; reroute it, or leave out the "
                "matrix",
            )
        found = [service, usual and usual.service, self.service]
        known = (each for each in found if each and each != UNKNOWN_SERVICE)
        return self.act(
            self.EVENTS["CATEGORIZE"],
            category=self.CATEGORY,
            service=next(known, UNKNOWN_SERVICE),
            topic=usual.reported if usual else topic,
            impact=usual and usual.impact,
            urgency=usual and usual.urgency,
            **act,
        )

    def reroute(
        self, *, category: RequestCategory, successor: str, **act: Unpack[ActArguments]
    ) -> Self:
        """Judge that it is of another category, as which it lives on under another id."""
        return self.act(self.EVENTS["REROUTE"], category=category, successor=successor, **act)

    def accept(self, *, agreement: AgreementId | None = None, **act: Unpack[ActArguments]) -> Self:
        """Judge that it is supportable, and by which agreement."""
        return self.act(self.EVENTS["ACCEPT"], agreement=agreement, **act)

    def reject(self, **act: Unpack[ActArguments]) -> Self:
        """Judge that it is not supportable."""
        return self.act(self.EVENTS["REJECT"], **act)

    def prioritize(
        self,
        *,
        impact: Level | None = None,
        urgency: Level | None = None,
        coordinator: PersonId | None = None,
        matrix: PriorityMatrix = DEFAULT_PRIORITY_MATRIX,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Judge impact and urgency, and name who owns it to its end.

        What is not given is what the classification noted as usual.

        Raises:
            FactError: impact or urgency is neither given nor noted.
        """
        event = self.EVENTS["PRIORITIZE"]
        impact, urgency = impact or self.impact, urgency or self.urgency
        if impact is None or urgency is None:
            missing = "impact" if impact is None else "urgency"
            raise self._refuse(event, missing, f"say its {missing}, a Level")
        return self.act(
            event,
            impact=impact,
            urgency=urgency,
            priority=self._prioritize(event, impact, urgency, matrix),
            coordinator=coordinator,
            **act,
        )

    def start(
        self,
        *,
        assignee: PersonId | None = None,
        team: TeamId | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Begin to work on it; the actor is the assignee, unless another is named."""
        assignee = assignee or find_actor(act).person
        return self.act(self.EVENTS["START"], assignee=assignee, team=team, **act)

    def dispatch(
        self, *, assignee: PersonId, team: TeamId | None = None, **act: Unpack[ActArguments]
    ) -> Self:
        """Hand it to an assignee who resolves it."""
        return self.act(self.EVENTS["DISPATCH"], assignee=assignee, team=team, **act)

    def escalate(
        self, *, assignee: PersonId, team: TeamId | None = None, **act: Unpack[ActArguments]
    ) -> Self:
        """Hand it to an assignee with more skill; the coordinator stays."""
        level = (self.level or 1) + 1
        return self.act(self.EVENTS["ESCALATE"], assignee=assignee, team=team, level=level, **act)

    def notify(
        self, *, notified: PersonId, threatened_target: str, **act: Unpack[ActArguments]
    ) -> Self:
        """Tell management that a target is threatened; the assignment stays."""
        return self.act(
            self.EVENTS["NOTIFY"], notified=notified, threatened_target=threatened_target, **act
        )

    def wait(
        self,
        *,
        change: ChangeId | None = None,
        supplier: SupplierId | None = None,
        expected_at: datetime | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Wait for what the reason names."""
        return self.act(
            self.EVENTS["WAIT"], change=change, supplier=supplier, expected_at=expected_at, **act
        )

    def continue_work(self, **act: Unpack[ActArguments]) -> Self:
        """Go on, since what was waited for has come or will not."""
        return self.act(self.EVENTS["CONTINUE"], **act)

    def confirm(self, *, confirmation: str, closure_code: str, **act: Unpack[ActArguments]) -> Self:
        """Close it because the user or a monitor confirms that it is over."""
        return self.act(
            self.EVENTS["CONFIRM"], confirmation=confirmation, closure_code=closure_code, **act
        )

    def close(self, *, closure_code: str, **act: Unpack[ActArguments]) -> Self:
        """Close it because the agreed time has passed without an objection."""
        return self.act(self.EVENTS["CLOSE"], closure_code=closure_code, **act)

    def object(self, **act: Unpack[ActArguments]) -> Self:
        """Note that the user does not accept what was done."""
        return self.act(self.EVENTS["OBJECT"], **act)

    def reassess(
        self,
        *,
        impact: Level,
        urgency: Level,
        matrix: PriorityMatrix = DEFAULT_PRIORITY_MATRIX,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Judge impact and urgency anew."""
        event = self.EVENTS["REASSESS"]
        priority = self._prioritize(event, impact, urgency, matrix)
        return self.act(event, impact=impact, urgency=urgency, priority=priority, **act)

    def cancel(self, **act: Unpack[ActArguments]) -> Self:
        """Withdraw it."""
        return self.act(self.EVENTS["CANCEL"], **act)

    def merge(self, *, master: str, **act: Unpack[ActArguments]) -> Self:
        """Fold it into the request that it duplicates.

        Raises:
            FactError: it would be a duplicate of itself.
        """
        if master == self.id:
            raise FactError(
                f"cannot merge {self.id} into itself",
                record=self.id,
                event="merge",
                fact="master",
            )
        return self.act(self.EVENTS["MERGE"], master=master, **act)

    def _find_speaker(
        self, event: E, fact: str, named: PersonId | None, *, by: Actor, confirmation: str | None
    ) -> PersonId | None:
        """For whom an act speaks: the contact who acts, or a person named with evidence.

        Raises:
            FactError: another person acts, and does not say for whom or on what evidence.
        """
        speaker = named or (by.person if by.person == self.contact else None)
        if speaker is None:
            raise self._refuse(
                event, fact, f"the contact does so; else give {fact}, and confirmation as evidence"
            )
        if speaker != by.person and not confirmation:
            raise self._refuse(
                event,
                "confirmation",
                f"{speaker} does not act; give as confirmation what it is known from, such as "
                "'form 12, signed'",
            )
        return speaker

    def _refuse(self, event: E, fact: str, why: str) -> FactError:
        return FactError(
            f"cannot {event} {self.id}: {why}", record=self.id, event=str(event), fact=fact
        )

    def _prioritize(
        self, event: E, impact: Level, urgency: Level, matrix: PriorityMatrix
    ) -> Priority:
        check_types(self.id, event, self.FACTS, {"impact": impact, "urgency": urgency})
        return matrix.prioritize(impact, urgency)
