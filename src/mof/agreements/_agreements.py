"""Agreements: parties, service, hours, targets, and for how long they hold."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import combinations
from types import NoneType
from typing import Any

from attrs import field, frozen

from mof.agreements._availability_targets import AvailabilityTarget, to_availability_targets
from mof.agreements._clocks import Clock
from mof.agreements._cycles import Cycle, follow
from mof.agreements._target_terms import hand_over
from mof.agreements._targets import Target
from mof.agreements._uncovered_reasons import UncoveredReason
from mof.calendars import Calendar
from mof.documents import Table, format_instant
from mof.documents._formats import format_limit
from mof.documents._tables import Tabular
from mof.errors import DefinitionError
from mof.help_requests import PendingReason
from mof.incidents import IncidentState
from mof.records import Fact, Priority, Record
from mof.values import (
    AgreementId,
    ChangeId,
    CustomerId,
    Period,
    ServiceId,
    SupplierId,
    TeamId,
    Term,
)
from mof.values._checks import check_part, collect
from mof.values._instants import load_zone, resolve_wall_time, to_utc


class OnPriorityChange(Term):
    """What becomes of the time counted so far where another target begins to hold."""

    # Our judgement: tools of the field differ, and none of the framework's documents says.
    KEEP = "keep"
    """The original start and pauses count towards the new target."""
    RESTART = "restart"
    """The count begins anew, and what was before is only remembered."""
    SEGMENTED = "segmented"
    """Each stretch is judged by itself, by the target that held in it."""


class AssignmentCounting(Term):
    """How the assignments of a record to one team count."""

    EACH = "each"
    """Each assignment to the team is a cycle of its own, with all the time allowed again."""
    SUMMED = "summed"
    """All assignments to the team are one cycle, and time with other teams counts as paused."""


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
class Agreement(Tabular):
    """What was agreed about a service: targets, the hours they count in, and for how long.

    An agreement is valid from ``valid_from`` up to but not including ``valid_until``; a date
    stands for its first moment in the calendar's zone. It ``supports`` the agreements whose
    promises rest on it. Of several that apply the one of the highest ``precedence`` does;
    ``change`` is the request for change that brought this version about.

    ``on_priority_change`` and ``on_new_version`` say what becomes of the time counted so far.
    A version that says KEEP of new versions judges what began under it to its end; all
    versions of an agreement say the same. ``service_hours`` are when the service itself is to
    be there, where they are other than the hours in which targets count.

    Raises:
        DefinitionError: it promises nothing, ends before it begins, or contradicts itself.
    """

    id: AgreementId = field(kw_only=False)
    """What all versions of the agreement are known by."""
    service: ServiceId
    """The service that it is about; only records that name it are judged."""
    calendar: Calendar
    targets: tuple[Target, ...] = field(default=(), converter=_to_targets)
    """The times promised; those on one clock must not fall on one case."""
    availability: tuple[AvailabilityTarget, ...] = field(
        default=(), converter=to_availability_targets
    )
    """The availabilities promised, one for each feature and span."""
    valid_from: datetime | date = field(converter=_to_day_or_instant)
    valid_until: datetime | date | None = field(default=None, converter=_to_optional_day_or_instant)
    version: str
    supports: frozenset[AgreementId] = field(default=frozenset(), converter=_to_agreement_ids)
    precedence: int = 0
    # Our judgement: a user has waited since the start, whatever has been decided since.
    on_priority_change: OnPriorityChange = OnPriorityChange.KEEP
    on_new_version: OnPriorityChange = OnPriorityChange.KEEP
    service_hours: Calendar | None = None
    change: ChangeId | None = None
    name: str | None = None
    """What pages call the agreement, as in "E-mail for everybody". None: the id is shown."""

    def __attrs_post_init__(self) -> None:
        check_part(self.service, str, f"the service of {self.id}, as an id,")
        check_part(self.calendar, Calendar, f"the calendar of {self.id}")
        check_part(self.service_hours, (Calendar, NoneType), f"the service hours of {self.id}")
        for choice in (self.on_priority_change, self.on_new_version):
            check_part(choice, OnPriorityChange, f"what {self.id} does with the time so far")
        if not (self.targets or self.availability):
            raise DefinitionError(f"{self.id} promises nothing; give it a target")
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            raise DefinitionError(f"{self.id} ends at {self.ends_at}, before it begins")
        for one, other in combinations(self.targets, 2):
            if not one.excludes(other):
                raise DefinitionError(f"{self.id} has two targets for one case: {one}; {other}")

    @property
    def parties(self) -> tuple[str, str]:
        """Who promises, and to whom."""
        return ("IT", "the business")

    def __str__(self) -> str:
        return f"{self.id} {self.version}"

    @property
    def title(self) -> str:
        """The name with id and version behind it; id and version alone where it has no name."""
        return f"{self.name} ({self})" if self.name else str(self)

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

    def overlaps(self, period: Period) -> bool:
        """Whether the agreement is valid at some time of a period."""
        return self.is_valid(period.start) or self.starts_at in period

    def covers(self, record: Record[Any, Any]) -> bool:
        """Whether the agreement speaks of such a record, by service, kind and start."""
        return self._serves(record) and self._is_in_force_for(record)

    def find_uncovered_reason(self, record: Record[Any, Any]) -> UncoveredReason | None:
        """Why the agreement does not speak of a record; None where it covers it."""
        if self.covers(record):
            return None
        if not record.history:
            return UncoveredReason.UNKNOWN_YET
        if not self._serves(record):
            return self._compare_services(record)
        return self._compare_validity(record)

    def _compare_services(self, record: Record[Any, Any]) -> UncoveredReason:
        services = record.facts.get("services")
        if isinstance(services, tuple) and self.service in services:
            return UncoveredReason.OTHER_KIND
        if record.facts.get("service") is None and not services:
            return UncoveredReason.NO_SERVICE
        return UncoveredReason.OTHER_SERVICE

    def _compare_validity(self, record: Record[Any, Any]) -> UncoveredReason | None:
        if self._is_in_force_for(record):
            return None
        started_at = record.started_at
        is_early = started_at is not None and started_at < self.starts_at
        return UncoveredReason.TOO_EARLY if is_early else UncoveredReason.TOO_LATE

    def _serves(self, record: Record[Any, Any]) -> bool:
        if record.facts.get("service") == self.service:
            return True
        services = record.facts.get("services")
        is_named = isinstance(services, tuple) and self.service in services
        return is_named and any(target.kinds and target.fits(record) for target in self.targets)

    def _is_in_force_for(self, record: Record[Any, Any]) -> bool:
        started_at = record.started_at
        assert started_at is not None  # a record that names a service has a history
        if self.on_new_version is OnPriorityChange.KEEP or started_at >= self.starts_at:
            return self.is_valid(started_at)
        return record.chronology[-1].at >= self.starts_at or not self._has_ended(record)

    def _has_ended(self, record: Record[Any, Any]) -> bool:
        return not any(record.LIFECYCLE.allowed(record.state))

    @cached_property
    def clocks(self) -> tuple[str, ...]:
        """The names of the clocks that the targets count on, each once."""
        return tuple(dict.fromkeys(target.clock.name for target in self.targets))

    @cached_property
    def deciding_facts(self) -> tuple[str, ...]:
        """The names of the facts that decide which target holds, beside kind and priority."""
        return tuple(sorted({name for target in self.targets for name, _ in target.facts}))

    def targets_for(
        self,
        clock: str,
        priority: Priority | None,
        facts: Iterable[tuple[str, str | None]] = (),
        *,
        kind: str | None = None,
    ) -> tuple[Target, ...]:
        """The targets on a clock that hold for a priority, and for facts and a kind.

        Those made for facts go before those that are for all else. Without a kind, those of
        every kind.
        """
        told = tuple(facts)
        held = [
            target
            for target in self.targets
            if target.clock.name == clock
            and target.applies_to(priority, told)
            and (kind is None or target.kinds is None or kind in target.kinds)
        ]
        return tuple(each for each in held if not any(map(each.gives_way_to, held)))

    def calendar_for(
        self,
        target: Target,
        record: Record[Any, Any] | None = None,
        *,
        until: datetime | None = None,
    ) -> Calendar:
        """The hours in which a target counts; those of a record where a fact chooses them.

        What was noted after ``until`` is not looked at: the fact then in force goes on to hold.
        """
        general = target.calendar or self.calendar
        if record is None or target.calendar_by is None:
            return general
        return hand_over(record, target.calendar_by, target.calendars, general, until=until)

    def find_missing_calendars(
        self, records: Iterable[Record[Any, Any]]
    ) -> tuple[tuple[str, str], ...]:
        """The facts of records by which a target chooses its hours, with words that have none.

        Such words count in the general hours, which may not be meant.
        """
        noted = {
            (name, str(value))
            for record in records
            if self.covers(record)
            for entry in record.chronology
            for name, value in entry.changes
            if value is not None
        }
        return tuple(
            sorted(
                (name, word)
                for name, word in noted
                if any(
                    target.calendar_by == name and word not in dict(target.calendars)
                    for target in self.targets
                )
            )
        )

    @cached_property
    def calendars(self) -> tuple[Calendar, ...]:
        """All calendars that its targets are counted on, each once."""
        of_targets = (each.calendar for each in self.targets)
        of_availability = (each.calendar for each in self.availability)
        of_words = (calendar for each in self.targets for _, calendar in each.calendars)
        given = (self.calendar, self.service_hours, *of_targets, *of_words, *of_availability)
        return tuple(dict.fromkeys(each for each in given if each is not None))

    def find_cycles(
        self, record: Record[Any, Any], clock: Clock, *, as_of: datetime
    ) -> tuple[Cycle, ...]:
        """The cycles of a clock that the agreement counts, as far as they lie in its time."""
        cycles = self._follow(record, clock, as_of)
        if self.on_new_version is OnPriorityChange.KEEP:
            return cycles
        return tuple(self._clip(cycles, as_of))

    def _follow(self, record: Record[Any, Any], clock: Clock, as_of: datetime) -> tuple[Cycle, ...]:
        """One cycle, from the record's start."""
        return follow(record, clock, as_of=as_of)

    def _clip(self, cycles: Iterable[Cycle], as_of: datetime) -> Iterator[Cycle]:
        """What of the cycles lies in the time of the agreement; the next version has the rest."""
        for cycle in cycles:
            start, end = max(cycle.started_at, self.starts_at), self.ends_at
            ended_at = cycle.ended_at
            if start > as_of or (end is not None and start >= end):
                continue  # it begins later
            if ended_at is not None and cycle.started_at < self.starts_at >= ended_at:
                continue  # it ended before
            if end is not None and (as_of < end or (ended_at is not None and ended_at <= end)):
                end = None  # it has not come yet, or the cycle ended by then
            yield cycle.cut(start, end)

    def to_table(self) -> Table:
        """What is promised, target by target, with the terms in the caption."""
        tz = self.calendar.tz
        until = format_instant(self.ends_at, tz=tz) if self.ends_at else "further notice"
        provider, recipient = self.parties
        return Table(
            columns=("Clock", "For", "Within", "Required", "Tolerance", "Hours"),
            rows=(
                *map(self._describe, self.targets),
                *map(self._describe_availability, self.availability),
            ),
            caption=(
                f"{self.title}: {provider} to {recipient}, about {self.service}, "
                f"from {format_instant(self.starts_at, tz=tz)} until {until}"
            ),
        )

    def _describe(self, target: Target) -> tuple[str, ...]:
        who = [f"priority {priority}" for priority in target.sorted_priorities]
        return (
            target.clock.name,
            ", ".join([*sorted(target.kinds or ()), *who, *target.fact_texts]) or "every case",
            target.within_text,
            format_limit(target.required_share),
            format_limit(target.tolerance),
            self._describe_target_hours(target),
        )

    def _describe_target_hours(self, target: Target) -> str:
        general = _describe_hours(self.calendar_for(target))
        chosen = [f"{word}: {_describe_hours(hours)}" for word, hours in target.calendars]
        if not chosen:
            return general
        return f"by {target.calendar_by}: {'; '.join([*chosen, f'others: {general}'])}"

    def _describe_availability(self, target: AvailabilityTarget) -> tuple[str, ...]:
        return (
            "availability",
            target.feature or "the service",
            f"each {target.span_text}" if target.days is None else target.span_text,
            format_limit(target.required_share),
            format_limit(target.tolerance),
            _describe_hours(target.calendar or self.service_hours or self.calendar),
        )


def _describe_hours(calendar: Calendar) -> str:
    return "at any time" if calendar == Calendar.always() else calendar.hours_text


@frozen(kw_only=True)
class SLA(Agreement):
    """A service level agreement: what IT promises the business about a service.

    Without a ``customer`` it holds for every customer of the service.
    """

    customer: CustomerId | None = None

    @property
    def parties(self) -> tuple[str, str]:
        """Who promises, and to whom."""
        return ("IT", self.customer or "every customer")

    def covers(self, record: Record[Any, Any]) -> bool:
        """Whether the agreement speaks of such a record, by customer too."""
        customer = record.facts.get("customer")
        return super().covers(record) and self.customer in {None, customer}

    def _compare_validity(self, record: Record[Any, Any]) -> UncoveredReason | None:
        if (reason := super()._compare_validity(record)) is not None:
            return reason
        is_noted = record.facts.get("customer") is not None
        return UncoveredReason.OTHER_CUSTOMER if is_noted else UncoveredReason.NO_CUSTOMER


@frozen(kw_only=True)
class OLA(Agreement):
    """An operating level agreement: what one team of IT promises another about a service.

    Each assignment of a record to the team counts by itself, unless ``counting`` sums them up.
    """

    team: TeamId
    """The team that promises; its clocks count while a record is assigned to it."""
    # Our judgement: a team answers only for the time in which the record was with it.
    counting: AssignmentCounting = AssignmentCounting.EACH

    @property
    def parties(self) -> tuple[str, str]:
        """Who promises, and to whom."""
        return (self.team, "IT")

    def _follow(self, record: Record[Any, Any], clock: Clock, as_of: datetime) -> tuple[Cycle, ...]:
        """One cycle for each assignment to the team, or one for all of them."""
        is_summed = self.counting is AssignmentCounting.SUMMED
        return follow(
            record,
            clock,
            as_of=as_of,
            engages=self._engages,
            sums_assignments=is_summed,
            engaged_by={"team": self.team},
        )

    def _engages(self, _state: str, _reason: str | None, facts: Mapping[str, Fact]) -> bool:
        return facts.get("team") == self.team


@frozen(kw_only=True)
class UnderpinningContract(Agreement):
    """A contract with a supplier about its part of a service.

    Each wait for the supplier counts by itself, and its clocks do not pause: what others count
    as a pause is the supplier's own time.
    """

    supplier: SupplierId
    """The supplier that promises; its clocks count while a record waits for it."""

    @property
    def parties(self) -> tuple[str, str]:
        """Who promises, and to whom."""
        return (self.supplier, "IT")

    def _follow(self, record: Record[Any, Any], clock: Clock, as_of: datetime) -> tuple[Cycle, ...]:
        """One cycle for each wait for the supplier."""
        return follow(
            record,
            clock.without_pauses(),
            as_of=as_of,
            engages=self._engages,
            engaged_by={"state": IncidentState.PENDING.value, "supplier": self.supplier},
        )

    def _engages(self, state: str, reason: str | None, facts: Mapping[str, Fact]) -> bool:
        waits = (state, reason) == (IncidentState.PENDING.value, PendingReason.SUPPLIER.value)
        return waits and facts.get("supplier") == self.supplier


def find_expiring(
    agreements: Iterable[Agreement], *, as_of: datetime, within: timedelta
) -> tuple[Agreement, ...]:
    """The agreements that end within a time and have no later version yet, the first to end first.

    One that ended already without a successor is among them for as long as that time again.
    """
    agreements, as_of = collect(agreements, Agreement, "agreements"), to_utc(as_of)
    ending = [
        (each.ends_at, each.id, each)
        for each in agreements
        if each.ends_at is not None
        and abs(each.ends_at - as_of) <= within
        and not any(other.id == each.id and other.is_valid(each.ends_at) for other in agreements)
    ]
    return tuple(row[-1] for row in sorted(ending, key=lambda row: row[:2]))
