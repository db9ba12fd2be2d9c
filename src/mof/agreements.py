"""Agreements: what one party has promised another about a service, in numbers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from types import NoneType
from typing import Any

from attrs import field, frozen

from mof.availability_targets import AvailabilityTarget, to_availability_targets
from mof.calendars import BusinessDays, Calendar
from mof.clocks import Clock, Cycle, follow
from mof.documents import format_duration
from mof.errors import DefinitionError
from mof.histories import Fact
from mof.ids import AgreementId, CustomerId, ServiceId, SupplierId, TeamId
from mof.incidents import IncidentState, PendingReason
from mof.instants import load_zone, resolve_wall_time, to_utc
from mof.kinds import check_part, collect
from mof.priorities import Priority
from mof.records import Record
from mof.shares import to_share


def _to_priorities(value: Iterable[Priority] | None) -> frozenset[Priority] | None:
    return None if value is None else frozenset(collect(value, Priority, "priorities"))


@frozen(cache_hash=True)
class Target:
    """A time within which something happens, in what share of all cases.

    Without ``priorities`` it holds for every priority and for none; a target's own calendar
    takes the place of the agreement's. The tolerance is in points of share, on the worse side.
    """

    clock: Clock
    within: timedelta | BusinessDays
    required_share: Fraction = field(default=Fraction(1), converter=to_share, kw_only=True)
    tolerance: Fraction = field(default=Fraction(0), converter=to_share, kw_only=True)
    priorities: frozenset[Priority] | None = field(
        default=None, converter=_to_priorities, kw_only=True
    )
    calendar: Calendar | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        within = self.within
        check_part(self.clock, Clock, "the clock of a target")
        check_part(within, (timedelta, BusinessDays), "the time that a target leaves")
        check_part(self.calendar, (Calendar, NoneType), "the calendar of a target")
        is_positive = (
            within.count > 0 if isinstance(within, BusinessDays) else within > timedelta(0)
        )
        if not is_positive:
            raise DefinitionError(f"a target leaves some time, not {within}")
        if self.priorities is not None and not self.priorities:
            raise DefinitionError("a target for no priority at all can never apply")

    def applies_to(self, priority: Priority | None) -> bool:
        """Whether the target holds for records of a priority."""
        return self.priorities is None or priority in self.priorities

    def __str__(self) -> str:
        names = ", ".join(map(str, self.sorted_priorities))
        who = f" of priority {names}" if names else ""
        return f"{self.clock.name}{who} within {self.within_text}"

    @property
    def sorted_priorities(self) -> tuple[Priority, ...]:
        """The priorities it holds for, the highest first; none where it holds for all."""
        return tuple(priority for priority in Priority if priority in (self.priorities or ()))

    @property
    def within_text(self) -> str:
        """The time allowed, in words."""
        if isinstance(self.within, BusinessDays):
            return str(self.within)
        return format_duration(self.within).removesuffix(" 00 min")


def _to_targets(value: Iterable[Target]) -> tuple[Target, ...]:
    return collect(value, Target, "targets")


def _to_day_or_instant(value: datetime | date) -> datetime | date:
    check_part(value, date, "an end of validity")
    return to_utc(value) if isinstance(value, datetime) else value


def _to_optional_day_or_instant(value: datetime | date | None) -> datetime | date | None:
    return None if value is None else _to_day_or_instant(value)


def _to_agreement_ids(value: Iterable[AgreementId]) -> frozenset[AgreementId]:
    return frozenset(collect(value, (str,), "agreements supported"))


@frozen(kw_only=True)
class Agreement:
    """What was agreed about a service: targets, the hours they count in, and for how long.

    An agreement is valid from ``valid_from`` up to but not including ``valid_until``; a date
    stands for its first moment in the calendar's zone. It ``supports`` the agreements whose
    promises rest on it.
    """

    id: AgreementId = field(kw_only=False)
    service: ServiceId
    calendar: Calendar
    targets: tuple[Target, ...] = field(default=(), converter=_to_targets)
    availability: tuple[AvailabilityTarget, ...] = field(
        default=(), converter=to_availability_targets
    )
    valid_from: datetime | date = field(converter=_to_day_or_instant)
    valid_until: datetime | date | None = field(default=None, converter=_to_optional_day_or_instant)
    version: str
    supports: frozenset[AgreementId] = field(default=frozenset(), converter=_to_agreement_ids)

    def __attrs_post_init__(self) -> None:
        check_part(self.service, str, f"the service of {self.id}, as an id,")
        check_part(self.calendar, Calendar, f"the calendar of {self.id}")
        if not (self.targets or self.availability):
            raise DefinitionError(f"{self.id} promises nothing; give it a target")
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            raise DefinitionError(f"{self.id} ends at {self.ends_at}, before it begins")
        for one, other in combinations(self.targets, 2):
            if self._do_contradict(one, other):
                raise DefinitionError(f"{self.id} has two targets for one case: {one}; {other}")

    @staticmethod
    def _do_contradict(one: Target, other: Target) -> bool:
        if one.clock.name != other.clock.name or one.calendar != other.calendar:
            return False
        common = one.priorities is None or other.priorities is None
        return common or bool((one.priorities or set()) & (other.priorities or set()))

    @cached_property
    def starts_at(self) -> datetime:
        """The instant from which the agreement is valid."""
        return self._find_instant(self.valid_from)

    @cached_property
    def ends_at(self) -> datetime | None:
        """The instant at which the agreement is no longer valid, if there is one."""
        return None if self.valid_until is None else self._find_instant(self.valid_until)

    def _find_instant(self, value: datetime | date) -> datetime:
        if isinstance(value, datetime):
            return value
        midnight = datetime(value.year, value.month, value.day)
        return resolve_wall_time(midnight, load_zone(self.calendar.tz))

    def is_valid(self, at: datetime) -> bool:
        """Whether the agreement is valid at an instant."""
        at = to_utc(at)
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)

    def covers(self, record: Record[Any, Any]) -> bool:
        """Whether the agreement speaks of such a record, by service and by when it started."""
        started_at = record.started_at
        service = record.facts.get("service")
        return started_at is not None and service == self.service and self.is_valid(started_at)

    @cached_property
    def clocks(self) -> tuple[str, ...]:
        """The names of the clocks that the targets count on, each once."""
        return tuple(dict.fromkeys(target.clock.name for target in self.targets))

    def targets_for(self, clock: str, priority: Priority | None) -> tuple[Target, ...]:
        """The targets on a clock that hold for a priority."""
        return tuple(
            target
            for target in self.targets
            if target.clock.name == clock and target.applies_to(priority)
        )

    def calendar_for(self, target: Target) -> Calendar:
        """The hours in which a target counts."""
        return target.calendar or self.calendar

    def find_cycles(
        self, record: Record[Any, Any], clock: Clock, *, as_of: datetime
    ) -> tuple[Cycle, ...]:
        """The cycles of a clock that the agreement counts: one, from the record's start."""
        return follow(record, clock, as_of=as_of)


@frozen(kw_only=True)
class SLA(Agreement):
    """A service level agreement: what IT promises the business about a service.

    Without a ``customer`` it holds for every customer of the service.
    """

    customer: CustomerId | None = None

    def covers(self, record: Record[Any, Any]) -> bool:
        """Whether the agreement speaks of such a record, by customer too."""
        customer = record.facts.get("customer")
        return super().covers(record) and self.customer in {None, customer}


@frozen(kw_only=True)
class OLA(Agreement):
    """An operating level agreement: what one team of IT promises another about a service."""

    team: TeamId

    def find_cycles(
        self, record: Record[Any, Any], clock: Clock, *, as_of: datetime
    ) -> tuple[Cycle, ...]:
        """The cycles of a clock that the agreement counts: one for each visit to the team."""
        return follow(record, clock, as_of=as_of, engages=self._engages)

    def _engages(self, _state: str, _reason: str | None, facts: Mapping[str, Fact]) -> bool:
        return facts.get("team") == self.team


@frozen(kw_only=True)
class UnderpinningContract(Agreement):
    """A contract with a supplier about its part of a service."""

    supplier: SupplierId

    def find_cycles(
        self, record: Record[Any, Any], clock: Clock, *, as_of: datetime
    ) -> tuple[Cycle, ...]:
        """The cycles of a clock that the agreement counts: one for each wait for the supplier.

        The clock does not pause: what others count as a pause is the supplier's own time.
        """
        clock = clock.without_pauses()
        return follow(record, clock, as_of=as_of, engages=self._engages)

    def _engages(self, state: str, reason: str | None, facts: Mapping[str, Fact]) -> bool:
        waits = (state, reason) == (IncidentState.PENDING.value, PendingReason.SUPPLIER.value)
        return waits and facts.get("supplier") == self.supplier
