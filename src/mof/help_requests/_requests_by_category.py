"""The help requests that are no incidents, each category a class."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.help_requests._categories import Origin, RequestCategory
from mof.help_requests._help_requests import HelpRequest
from mof.help_requests._request_lifecycles import (
    FULFILLMENT_LIFECYCLE,
    INFORMATION_LIFECYCLE,
    NEW_SERVICE_LIFECYCLE,
    RequestEvent,
    RequestState,
)
from mof.records import Entry, Lifecycle, Noted
from mof.records._acting_checks import find_actor
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.values import ChangeId, HelpRequestId, PersonId
from mof.values._graphs import list_some
from mof.values._instants import to_utc

_E = RequestEvent
_Lifecycle = Lifecycle[RequestState, RequestEvent]


@frozen
class InformationRequest(HelpRequest[RequestState, RequestEvent]):
    """A question about a service that the user already has."""

    id: HelpRequestId
    history: tuple[Entry[RequestState, RequestEvent], ...] = field(converter=to_history)
    opened_at: datetime = field(converter=to_utc, kw_only=True)
    origin: Origin | None = field(default=None, kw_only=True)

    CATEGORY: ClassVar[RequestCategory] = RequestCategory.INFORMATION
    EVENTS: ClassVar[Mapping[str, RequestEvent]] = RequestEvent.__members__
    LIFECYCLE: ClassVar[_Lifecycle] = INFORMATION_LIFECYCLE

    reply = Noted(str)
    verified_by = Noted(PersonId)

    def answer(
        self, *, knowledge: tuple[str, ...], reply: str, **act: Unpack[ActArguments]
    ) -> Self:
        """Send what answers the question, and name the articles that it is from."""
        return self.act(_E.ANSWER, knowledge=knowledge, reply=reply, **act)

    def verify(
        self,
        *,
        verified_by: PersonId | None = None,
        confirmation: str | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Note that it arrived and helped.

        The contact says so by their own act; another actor names who did as ``verified_by``, and
        as ``confirmation`` what that is known from.

        Raises:
            FactError: another person than the contact acts, and one of the two is missing.
        """
        verified_by = self._find_speaker(
            _E.VERIFY, "verified_by", verified_by, by=find_actor(act), confirmation=confirmation
        )
        return self.act(_E.VERIFY, verified_by=verified_by, confirmation=confirmation, **act)


@frozen
class FulfillmentRequest(HelpRequest[RequestState, RequestEvent]):
    """A wish for something that the catalog offers."""

    id: HelpRequestId
    history: tuple[Entry[RequestState, RequestEvent], ...] = field(converter=to_history)
    opened_at: datetime = field(converter=to_utc, kw_only=True)
    origin: Origin | None = field(default=None, kw_only=True)

    CATEGORY: ClassVar[RequestCategory] = RequestCategory.SERVICE_FULFILLMENT
    EVENTS: ClassVar[Mapping[str, RequestEvent]] = RequestEvent.__members__
    LIFECYCLE: ClassVar[_Lifecycle] = FULFILLMENT_LIFECYCLE

    authorized_by = Noted(PersonId)
    checklist = Noted[tuple[str, ...]](tuple)
    procedure = Noted(str)
    signed_by = Noted(PersonId)
    signed_items = Noted[tuple[str, ...]](tuple)

    @property
    def unsigned_items(self) -> tuple[str, ...]:
        """The items of its checklist that are not signed for."""
        signed = frozenset(self.signed_items or ())
        return tuple(item for item in self.checklist or () if item not in signed)

    def authorize(
        self,
        *,
        checklist: tuple[str, ...],
        authorized_by: PersonId | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Grant it, and list what has to be done; the actor grants it unless another is named."""
        authorized_by = authorized_by or find_actor(act).person
        return self.act(_E.AUTHORIZE, authorized_by=authorized_by, checklist=checklist, **act)

    def decline(self, **act: Unpack[ActArguments]) -> Self:
        """Refuse it, since the user may not have it."""
        return self.act(_E.DECLINE, **act)

    def fulfill(
        self, *, procedure: str, change: ChangeId | None = None, **act: Unpack[ActArguments]
    ) -> Self:
        """Note that it was done, by which procedure or standard change."""
        return self.act(_E.FULFILL, procedure=procedure, change=change, **act)

    def sign(
        self,
        *,
        signed_items: tuple[str, ...],
        signed_by: PersonId | None = None,
        confirmation: str | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Note that the user has signed for the whole checklist.

        The contact signs by their own act; another actor who notes the signature names who signed
        as ``signed_by``, and as ``confirmation`` what that is known from, such as a form.

        Raises:
            FactError: an item is not signed for, another person than the contact has signed, or
                another one notes the signature without saying whose it is or how it is known.
        """
        if signed_by and self.contact and signed_by != self.contact:
            why = f"the contact signs, {self.contact}, not {signed_by}"
            raise self._refuse(_E.SIGN, "signed_by", why)
        signed_by = self._find_speaker(
            _E.SIGN, "signed_by", signed_by, by=find_actor(act), confirmation=confirmation
        )
        after = self.act(
            _E.SIGN,
            signed_by=signed_by,
            signed_items=signed_items,
            confirmation=confirmation,
            **act,
        )
        if after.unsigned_items:
            why = f"not signed for: {list_some(after.unsigned_items)}"
            raise self._refuse(_E.SIGN, "signed_items", why)
        return after


@frozen
class NewServiceRequest(HelpRequest[RequestState, RequestEvent]):
    """A wish for something that is not offered yet."""

    id: HelpRequestId
    history: tuple[Entry[RequestState, RequestEvent], ...] = field(converter=to_history)
    opened_at: datetime = field(converter=to_utc, kw_only=True)
    origin: Origin | None = field(default=None, kw_only=True)

    CATEGORY: ClassVar[RequestCategory] = RequestCategory.NEW_SERVICE
    EVENTS: ClassVar[Mapping[str, RequestEvent]] = RequestEvent.__members__
    LIFECYCLE: ClassVar[_Lifecycle] = NEW_SERVICE_LIFECYCLE

    need = Noted(str)
    handed_to = Noted(PersonId)
    decision = Noted(str)

    def hand_over(
        self,
        *,
        need: str,
        handed_to: PersonId,
        change: ChangeId | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Pass on what is needed to those who decide on services."""
        return self.act(_E.HAND_OVER, need=need, handed_to=handed_to, change=change, **act)

    def tell_outcome(self, *, decision: str, **act: Unpack[ActArguments]) -> Self:
        """Tell the user what was decided."""
        return self.act(_E.TELL_OUTCOME, decision=decision, **act)
