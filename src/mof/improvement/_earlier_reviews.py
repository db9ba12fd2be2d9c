"""Earlier reviews: actions, requests and deferrals that the next review asks about."""

from datetime import date, datetime

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.framework import GateDecision, OutputKind, ReviewKind, ReviewTrigger
from mof.values import (
    ActionId,
    InitiativeId,
    Period,
    PersonId,
    RequestId,
    ReviewId,
    ServiceId,
    Term,
)
from mof.values._ids import to_service_ids
from mof.values._instants import load_zone, to_optional_utc, to_utc


def has_passed(day: date, as_of: datetime, *, tz: str) -> bool:
    """Whether a day was over at an instant, by the dates of a zone."""
    return day < find_day(as_of, tz=tz)


def find_day(at: datetime, *, tz: str) -> date:
    """The date of an instant in a zone."""
    return to_utc(at).astimezone(load_zone(tz)).date()


@frozen(kw_only=True)
class ActionItem:
    """Something that a person promised a review to do, by a day."""

    id: ActionId = field(kw_only=False)
    """How minutes and findings refer to it."""
    title: str
    """What is to be done."""
    owner: PersonId
    """Who answers for it."""
    due_on: date
    """The last day on which it is in time."""
    done_at: datetime | None = field(default=None, converter=to_optional_utc)
    """When it was done; None while it is not."""
    kind: OutputKind = OutputKind.MINUTES
    """Which output of the review it came from."""
    settled_by: RequestId | InitiativeId | None = None
    """The request or initiative of the same decision; once that is answered or completed, the
    action is done too. None where the action stands alone."""

    def is_done(self, as_of: datetime) -> bool:
        """Whether it was done by an instant."""
        return self.done_at is not None and self.done_at <= to_utc(as_of)

    def is_overdue(self, as_of: datetime, *, tz: str = "UTC") -> bool:
        """Whether its day had passed, by the dates of a zone, with the action not done."""
        return has_passed(self.due_on, as_of, tz=tz) and not self.is_done(as_of)


@frozen(kw_only=True)
class Deferral:
    """A decision that a review put off, until a day or until the next review."""

    finding: str
    """The finding that is still to be decided on, by its id."""
    text: str
    """What was said of it."""
    until: date | None = None
    """The day from which on it is due; None for the next review."""

    def is_due(self, as_of: datetime, *, tz: str = "UTC") -> bool:
        """Whether it is to be decided on by now: its day has come, or there is none."""
        return self.until is None or self.until <= find_day(as_of, tz=tz)


@frozen(kw_only=True)
class AskedFor:
    """A record that a review asked for: a change, a program, a request."""

    id: str = field(kw_only=False)
    """The id of the record, by which the next review looks for it."""
    kind: str
    """As which output of the review it was asked for."""
    title: str
    """What it is called."""


@frozen(kw_only=True)
class ReviewHeld:
    """An earlier review, as the next one needs it: its actions, accountabilities and minutes."""

    id: ReviewId = field(kw_only=False)
    """How records refer to the review."""
    period: Period | None = None
    """The period that it looked at; None for a gate, which looks at none."""
    held_at: datetime = field(converter=to_utc)
    """When it was held."""
    minutes: str = ""
    """The minutes, or where they are."""
    actions: tuple[ActionItem, ...] = ()
    """What was promised in it."""
    kind: ReviewKind = ReviewKind.OPERATIONAL_HEALTH
    """Which review it was."""
    decision: GateDecision | None = None
    """What a review that is a gate decided; None for any other."""
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    """The services that the decision is about."""
    trigger: ReviewTrigger = ReviewTrigger.CALENDAR
    """What brought it about."""
    has_quorum: bool | None = None
    """Whether there was a quorum; None where that is not known."""
    missing_inputs: tuple[str, ...] | None = None
    """The inputs, or parts of them, that were not provided; None where that is not known."""
    asked_for: tuple[AskedFor, ...] = ()
    """The records that it asked for, so that the next review sees which of them came."""
    deferrals: tuple[Deferral, ...] = ()
    """The decisions that it put off."""


class RequestKind(Term):
    """What a review may ask for besides changes and plans.

    MOF 4.0, Operate phase overview, Table 2, column 4; there, resources and training are one.
    """

    RESOURCES = "resources"
    """People, time or means."""
    TRAINING = "training"
    """Skills that people are to acquire."""
    FUNDING = "funding"
    """A change of the money that is there."""


class RequestStatus(Term):
    """What became of a request."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


@frozen(kw_only=True)
class ResourceRequest:
    """A request of a review that is no change: for resources, training or funding.

    >>> request = ResourceRequest(
    ...     RequestId("REQ-1"),
    ...     kind=RequestKind.TRAINING,
    ...     title="mail servers, for two persons",
    ...     requested_at=datetime.fromisoformat("2026-06-01T09:00Z"),
    ...     requested_by=PersonId("anna"),
    ... )
    >>> print(request.find_status(as_of=datetime.fromisoformat("2026-07-01T00:00Z")))
    open

    Raises:
        DefinitionError: it is answered before it was made, or an answer says nothing or not when.
    """

    id: RequestId = field(kw_only=False)
    """How minutes refer to it."""
    kind: RequestKind
    """What it asks for."""
    title: str
    """What it asks for, in words."""
    requested_at: datetime = field(converter=to_utc)
    """When it was made."""
    requested_by: PersonId
    """Who made it."""
    review: ReviewId | None = None
    """The review that it came out of; None where it came out of none."""
    owner: PersonId | None = None
    """Who is to answer it; None where no person is named."""
    due_on: date | None = None
    """The last day for an answer; None where no day was set, and it is never overdue."""
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    """The services that it is for."""
    answered_at: datetime | None = field(default=None, converter=to_optional_utc)
    """When it was answered; None while it is open."""
    is_granted: bool | None = None
    """Whether the answer was yes; None while it is open."""

    def __attrs_post_init__(self) -> None:
        if (self.answered_at is None) is not (self.is_granted is None):
            raise DefinitionError(f"an answer to {self.id} says when it came, and what it is")
        if self.answered_at is not None and self.answered_at < self.requested_at:
            raise DefinitionError(
                f"{self.id} is answered at {self.answered_at}, before it was made at "
                f"{self.requested_at}"
            )

    def find_status(self, as_of: datetime) -> RequestStatus:
        """What had become of it by an instant."""
        if self.answered_at is None or self.answered_at > to_utc(as_of):
            return RequestStatus.OPEN
        return RequestStatus.GRANTED if self.is_granted else RequestStatus.REFUSED

    def is_overdue(self, as_of: datetime, *, tz: str = "UTC") -> bool:
        """Whether its day had passed, by the dates of a zone, without an answer."""
        is_open = self.find_status(as_of) is RequestStatus.OPEN
        return is_open and self.due_on is not None and has_passed(self.due_on, as_of, tz=tz)
