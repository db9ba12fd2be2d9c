"""Actions: what reviews leave behind, and what the next one asks about."""

from datetime import date, datetime

from attrs import field, frozen

from mof.framework import GateDecision, OutputKind, ReviewKind, ReviewTrigger
from mof.values import ActionId, Period, PersonId, ReviewId, ServiceId
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
class Deferral:
    """A decision that a review put off, until a day or until the next review."""

    finding: str
    text: str
    until: date | None = None

    def is_due(self, as_of: datetime, *, tz: str = "UTC") -> bool:
        """Whether it is to be decided on by now: its day has come, or there is none."""
        return self.until is None or self.until <= find_day(as_of, tz=tz)


@frozen(kw_only=True)
class AskedFor:
    """A record that a review asked for: as which of its outputs, and what it is called."""

    id: str = field(kw_only=False)
    kind: str
    title: str


@frozen(kw_only=True)
class ReviewHeld:
    """An earlier review, as the next one needs it: its actions, accountabilities and minutes.

    One that is a gate says what it decided, and on which services; it may have no period. Where
    nobody told whether there was a quorum, or which inputs were missing, that is None.
    """

    id: ReviewId = field(kw_only=False)
    period: Period | None = None
    held_at: datetime = field(converter=to_utc)
    minutes: str = ""
    actions: tuple[ActionItem, ...] = ()
    kind: ReviewKind = ReviewKind.OPERATIONAL_HEALTH
    decision: GateDecision | None = None
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    trigger: ReviewTrigger = ReviewTrigger.CALENDAR
    has_quorum: bool | None = None
    missing_inputs: tuple[str, ...] | None = None
    asked_for: tuple[AskedFor, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
