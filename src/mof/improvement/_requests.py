"""Requests of a review that are no changes: for people and means, for training, for money."""

from datetime import date, datetime

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.improvement._actions import has_passed
from mof.values import PersonId, RequestId, ReviewId, ServiceId, Term
from mof.values._ids import to_service_ids
from mof.values._instants import to_optional_utc, to_utc


class RequestKind(Term):
    """What a review may ask for besides changes and plans."""

    # MOF 4.0, Operate phase overview, Table 2, column 4.
    RESOURCES = "resources"
    TRAINING = "training"
    FUNDING = "funding"


class RequestStatus(Term):
    """What became of a request."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


@frozen(kw_only=True)
class ResourceRequest:
    """A wish for people and means, for training, or for money, and how it was answered.

    Raises:
        DefinitionError: it is answered before it was made, or an answer says nothing or not when.
    """

    id: RequestId = field(kw_only=False)
    kind: RequestKind
    title: str
    requested_at: datetime = field(converter=to_utc)
    requested_by: PersonId
    review: ReviewId | None = None
    owner: PersonId | None = None
    due_on: date | None = None
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    answered_at: datetime | None = field(default=None, converter=to_optional_utc)
    is_granted: bool | None = None

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
