"""Complaints: about a request, a service or a person, and how they are answered."""

from datetime import datetime
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.help_requests._complaint_lifecycle import (
    COMPLAINT_LIFECYCLE,
    ComplaintEvent,
    ComplaintOutcome,
    ComplaintState,
    ComplaintSubject,
)
from mof.records import Entry, Lifecycle, Noted, Record
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import ComplaintId, CustomerId, PersonId
from mof.values._instants import to_utc

_S, _E = ComplaintState, ComplaintEvent


@frozen
class Complaint(Record[ComplaintState, ComplaintEvent]):
    """A complaint of a user or customer, who looks into it, and what came of it.

    ``about`` is the id of the request, service or person.
    """

    id: ComplaintId
    history: tuple[Entry[ComplaintState, ComplaintEvent], ...] = field(converter=to_history)

    LIFECYCLE: ClassVar[Lifecycle[ComplaintState, ComplaintEvent]] = COMPLAINT_LIFECYCLE

    subject = Noted(ComplaintSubject)
    about = Noted(str)
    complainant = Noted(PersonId)
    customer = Noted(CustomerId)
    text = Noted(str)
    owner = Noted(PersonId)
    answer_by = Noted(datetime)
    outcome = Noted(ComplaintOutcome)
    answer_text = Noted(str)

    @property
    def is_open(self) -> bool:
        """Whether it awaits an answer."""
        return self.state in {_S.RECEIVED, _S.ACKNOWLEDGED, _S.ESCALATED}

    def is_overdue(self, as_of: datetime) -> bool:
        """Whether at an instant no answer was there that should have been."""
        known = self.as_of(as_of)
        due = known.answer_by
        return known.is_open and due is not None and due < to_utc(as_of)

    @classmethod
    def receive(
        cls,
        id: ComplaintId | str,  # noqa: A002 - the field's own word
        *,
        subject: ComplaintSubject,
        about: str,
        complainant: PersonId,
        text: str,
        customer: CustomerId | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """A new complaint."""
        return cls(ComplaintId(id), ()).act(
            _E.RECEIVE,
            subject=subject,
            about=about,
            complainant=complainant,
            text=text,
            customer=customer,
            **act,
        )

    def acknowledge(
        self, *, owner: PersonId, answer_by: datetime, **act: Unpack[ActArguments]
    ) -> Self:
        """Say who looks into it, and by when there will be an answer."""
        return self.act(_E.ACKNOWLEDGE, owner=owner, answer_by=answer_by, **act)

    def reassign(self, *, owner: PersonId, **act: Unpack[ActArguments]) -> Self:
        """Give it to another owner."""
        return self.act(_E.REASSIGN, owner=owner, **act)

    def answer(
        self, *, outcome: ComplaintOutcome, answer_text: str, **act: Unpack[ActArguments]
    ) -> Self:
        """Say what was found, and what is done about it."""
        return self.act(_E.ANSWER, outcome=outcome, answer_text=answer_text, **act)

    def escalate(
        self, *, owner: PersonId, answer_by: datetime | None = None, **act: Unpack[ActArguments]
    ) -> Self:
        """Give it to an owner further up, since the answer was not accepted."""
        return self.act(_E.ESCALATE, owner=owner, answer_by=answer_by, **act)

    def accept(self, **act: Unpack[ActArguments]) -> Self:
        """Close it, since the answer was accepted."""
        return self.act(_E.ACCEPT, **act)

    def lapse(self, **act: Unpack[ActArguments]) -> Self:
        """Close it, since the answer drew no objection."""
        return self.act(_E.LAPSE, **act)

    def withdraw(self, **act: Unpack[ActArguments]) -> Self:
        """Take it back."""
        return self.act(_E.WITHDRAW, **act)
