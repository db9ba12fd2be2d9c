"""Changes: requests to change something, and when they will take effect."""

from datetime import datetime

from attrs import field, frozen

from mof.framework.operational_health import ChangeSubject
from mof.ids import ChangeId, PersonId, ServiceId, to_service_ids
from mof.instants import to_optional_utc, to_utc
from mof.terms import Term


class ChangeCategory(Term):
    """How much rigor a change calls for."""

    # MOF 4.0, Change and Configuration: category and priority are different axes.
    STANDARD = "standard"
    MINOR = "minor"
    SIGNIFICANT = "significant"
    MAJOR = "major"


class ChangePriority(Term):
    """How soon a change is wanted."""

    # MOF 4.0, Change and Configuration: an emergency is a priority, not a category.
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    EMERGENCY = "emergency"


@frozen(kw_only=True)
class RequestForChange:
    """A wish to change a service, its agreements, or how it is run."""

    id: ChangeId = field(kw_only=False)
    title: str
    requested_at: datetime = field(converter=to_utc)
    requested_by: PersonId | None = None
    subject: ChangeSubject = ChangeSubject.TECHNICAL
    category: ChangeCategory = ChangeCategory.MINOR
    priority: ChangePriority = ChangePriority.LOW
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    planned_at: datetime | None = field(default=None, converter=to_optional_utc)
    completed_at: datetime | None = field(default=None, converter=to_optional_utc)

    def is_upcoming(self, as_of: datetime) -> bool:
        """Whether it was requested by an instant and is still to take effect after it."""
        as_of = to_utc(as_of)
        is_planned = self.planned_at is not None and self.planned_at > as_of
        is_completed = self.completed_at is not None and self.completed_at <= as_of
        return self.requested_at <= as_of and is_planned and not is_completed
