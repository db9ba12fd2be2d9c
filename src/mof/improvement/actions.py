"""Actions: what reviews leave behind, and what the next one asks about."""

from datetime import date, datetime

from attrs import field, frozen

from mof.framework.management_reviews import GateDecision, ReviewKind
from mof.framework.operational_health import OutputKind
from mof.ids import ActionId, PersonId, ReviewId, ServiceId, to_service_ids
from mof.instants import load_zone, to_optional_utc, to_utc
from mof.periods import Period


def has_passed(day: date, as_of: datetime, *, tz: str) -> bool:
    """Whether a day was over at an instant, by the dates of a zone."""
    return day < to_utc(as_of).astimezone(load_zone(tz)).date()


@frozen(kw_only=True)
class ActionItem:
    """Something that somebody promised a review to do, by a day."""

    id: ActionId = field(kw_only=False)
    title: str
    owner: PersonId
    due_on: date
    done_at: datetime | None = field(default=None, converter=to_optional_utc)
    kind: OutputKind = OutputKind.MINUTES

    def is_done(self, as_of: datetime) -> bool:
        """Whether it was done by an instant."""
        return self.done_at is not None and self.done_at <= to_utc(as_of)

    def is_overdue(self, as_of: datetime, *, tz: str = "UTC") -> bool:
        """Whether its day had passed, by the dates of a zone, with the action not done."""
        return has_passed(self.due_on, as_of, tz=tz) and not self.is_done(as_of)


@frozen(kw_only=True)
class ReviewHeld:
    """An earlier review, as the next one needs it: its actions, accountabilities and minutes.

    One that is a gate says what it decided, and on which services; it may have no period.
    """

    id: ReviewId = field(kw_only=False)
    period: Period | None = None
    held_at: datetime = field(converter=to_utc)
    minutes: str = ""
    actions: tuple[ActionItem, ...] = ()
    kind: ReviewKind = ReviewKind.OPERATIONAL_HEALTH
    decision: GateDecision | None = None
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
