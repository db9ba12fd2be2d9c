"""Ledgers: what operations were to cost, cost and will cost, and what exceeds its budget."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.indicators._money import Money, add_up
from mof.values import LedgerEntryId, Period, PersonId, ServiceId, TargetStatus, Term
from mof.values._checks import check_part, collect
from mof.values._ids import check_distinct
from mof.values._instants import to_utc
from mof.values._shares import to_share


class EntryKind(Term):
    """What an entry of the ledger says of an amount."""

    BUDGET = "budget"
    """Set aside for a period."""
    ACTUAL = "actual"
    """Spent in a period."""
    FORECAST = "forecast"
    """Expected to be spent in a period."""


@frozen(kw_only=True)
class LedgerEntry:
    """An amount of one category for a period: set aside, spent, or expected to be spent.

    Entries add up; one that corrects another is the difference. Credits are amounts below
    nothing.
    """

    id: LedgerEntryId = field(kw_only=False)
    """By which findings name it; each is in a ledger once."""
    kind: EntryKind
    """Whether it was set aside, spent, or is expected to be spent."""
    category: str
    """What kind of cost it is, such as ``"suppliers"``, in your own words."""
    amount: Money
    """How much; below 0 for a credit or a correction downwards."""
    period: Period
    """The time that it is for; it counts in each period in which this lies whole."""
    recorded_at: datetime = field(converter=to_utc)
    """When it was recorded; a budget recorded after its period began proves nothing."""
    service: ServiceId | None = None
    """The service that it is for; None for what no single service cost."""

    def __attrs_post_init__(self) -> None:
        check_part(self.kind, EntryKind, f"what {self.id} is")
        check_part(self.amount, Money, f"the amount of {self.id}")
        check_part(self.period, Period, f"the period of {self.id}")
        if not self.category:
            raise DefinitionError(f"say of which category {self.id} is")


@frozen(kw_only=True)
class CostTolerance:
    """By which part of its budget the cost of a category, or of all of them, may exceed it.

    A tolerance set after a period began proves nothing about that period.
    """

    share: Fraction = field(kw_only=False, converter=to_share)
    """The part of the budget by which it may be exceeded, such as ``"0.05"``."""
    category: str | None = None
    """The category that it is for; None for the total of all."""
    set_on: date
    """The day on which it was set."""
    set_by: PersonId | None = None
    """Who set it; None where that is not known."""

    def was_set_before(self, period: Period) -> bool:
        """Whether it stood when a period began; one set on its first day did."""
        return period.is_in_time(self.set_on)


def _to_entries(value: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    return collect(value, LedgerEntry, "entries")


def _to_tolerances(value: Iterable[CostTolerance]) -> tuple[CostTolerance, ...]:
    return collect(value, CostTolerance, "tolerances of costs")


def _name(tolerance: CostTolerance) -> str:
    return "the total" if tolerance.category is None else tolerance.category


@frozen(kw_only=True)
class Ledger:
    """Budgets, actual costs and forecasts, and by how much a budget may be exceeded.

    Raises:
        DefinitionError: an entry, or the tolerance of a category, is there twice.
    """

    entries: tuple[LedgerEntry, ...] = field(default=(), converter=_to_entries)
    """Budgets, costs and forecasts, each once."""
    tolerances: tuple[CostTolerance, ...] = field(default=(), converter=_to_tolerances)
    """By how much budgets may be exceeded, one for each category at most; 0 without one."""

    def __attrs_post_init__(self) -> None:
        check_distinct("entries", (entry.id for entry in self.entries))
        check_distinct("tolerances of costs", map(_name, self.tolerances))

    def find_tolerance(self, category: str | None) -> Fraction:
        """By which part of its budget a category, or the total, may be exceeded."""
        shares = (each.share for each in self.tolerances if each.category == category)
        return next(shares, Fraction(0))

    def find_entries(self, *, during: Period, as_of: datetime) -> tuple[LedgerEntry, ...]:
        """The entries for a period or a part of it, as known at an instant."""
        as_of = to_utc(as_of)
        return tuple(
            entry
            for entry in self.entries
            if entry.recorded_at <= as_of and _is_within(entry.period, during)
        )

    def find_straddling(self, *, during: Period, as_of: datetime) -> tuple[LedgerEntry, ...]:
        """The entries that are for some of a period and for some of another; they count nowhere.

        How much of them is for which is for the organisation to say, with two entries.
        """
        as_of = to_utc(as_of)
        return tuple(
            entry
            for entry in self.entries
            if entry.recorded_at <= as_of
            and _meets(entry.period, during)
            and not _is_within(entry.period, during)
        )


def _is_within(part: Period, whole: Period) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _meets(one: Period, other: Period) -> bool:
    return one.start < other.end and other.start < one.end


@frozen(kw_only=True)
class CostPosition:
    """What one category, or all of them, was to cost, cost and was expected to cost, in a period.

    An amount is None where the ledger has no entry for it, which is not the same as nothing.

    >>> position = CostPosition(
    ...     category="suppliers",
    ...     currency="NOK",
    ...     budget=Money(100, "NOK"),
    ...     actual=Money(104, "NOK"),
    ...     tolerance="0.05",
    ... )
    >>> print(position.variance, position.status, position.outlook_status, sep="; ")
    NOK 4; missed within tolerance; no data
    """

    category: str | None
    """The category; None for the total of all."""
    currency: str
    """The currency of its amounts; another one has a position of its own."""
    budget: Money | None = None
    """What was set aside in all; None where no budget was recorded."""
    actual: Money | None = None
    """What was spent in all; None where no cost was recorded."""
    forecast: Money | None = None
    """What is expected to be spent in all; None without a forecast."""
    tolerance: Fraction = field(default=Fraction(0), converter=to_share)
    """The part of the budget by which it may be exceeded."""
    entries: tuple[LedgerEntryId, ...] = ()
    """The entries of the ledger that it adds up."""

    parts: tuple["CostPosition", ...] = ()
    """The categories of a total; only those that have both are held against each other."""

    @property
    def variance(self) -> Money | None:
        """How much more was spent than budgeted; less than nothing where less was."""
        return self._differ(EntryKind.ACTUAL)

    @property
    def outlook(self) -> Money | None:
        """How much more is expected than budgeted."""
        return self._differ(EntryKind.FORECAST)

    @property
    def status(self) -> TargetStatus:
        """How the actual cost stands against the budget and its tolerance."""
        return self._stand(EntryKind.ACTUAL)

    @property
    def outlook_status(self) -> TargetStatus:
        """How the forecast stands against the budget and its tolerance."""
        return self._stand(EntryKind.FORECAST)

    def find_budget(self, kind: EntryKind) -> Money | None:
        """The budget of what has an entry of a kind too; None where nothing has both."""
        return add_up(budget for budget, _ in self._pair(kind))

    def find_limit(self, kind: EntryKind) -> Money | None:
        """That budget and how far it may be exceeded; an income may fall short as far."""
        budget = self.find_budget(kind)
        if budget is None:
            return None
        return budget * (1 + self.tolerance if budget.amount > 0 else 1 - self.tolerance)

    def find_unlike(self, kind: EntryKind) -> tuple[str, ...]:
        """The categories of a total that have a budget or an entry of a kind, and not both."""
        return tuple(
            each.category or ""
            for each in self.parts
            if (each.budget is None) is not (each.find_cost(kind) is None)
        )

    def find_cost(self, kind: EntryKind) -> Money | None:
        """What was spent, or is expected to be."""
        return self.actual if kind is EntryKind.ACTUAL else self.forecast

    def _pair(self, kind: EntryKind) -> Iterator[tuple[Money, Money]]:
        for each in self.parts or (self,):
            cost = each.find_cost(kind)
            if each.budget is not None and cost is not None:
                yield each.budget, cost

    def _differ(self, kind: EntryKind) -> Money | None:
        return add_up(cost - budget for budget, cost in self._pair(kind))

    def _stand(self, kind: EntryKind) -> TargetStatus:
        budget, more, limit = self.find_budget(kind), self._differ(kind), self.find_limit(kind)
        if budget is None or more is None or limit is None:
            return TargetStatus.NO_DATA
        if more.amount <= 0:
            return TargetStatus.MET
        within = budget + more <= limit
        return TargetStatus.MISSED_WITHIN_TOLERANCE if within else TargetStatus.OUTSIDE_TOLERANCE


def measure_costs(ledger: Ledger, *, during: Period, as_of: datetime) -> tuple[CostPosition, ...]:
    """Every category in a period, and last all of them together, each currency by itself."""
    entries = ledger.find_entries(during=during, as_of=as_of)
    groups: dict[tuple[str | None, str], list[LedgerEntry]] = {}
    for entry in entries:
        for category in (entry.category, None):
            groups.setdefault((category, entry.amount.currency), []).append(entry)
    order = sorted(groups, key=lambda key: (key[0] is None, key[0] or "", key[1]))
    found: list[CostPosition] = []
    for category, currency in order:  # the totals last
        own = groups[category, currency]
        parts = () if category else (each for each in found if each.currency == currency)
        found.append(
            CostPosition(
                category=category,
                currency=currency,
                budget=_add_up(own, EntryKind.BUDGET),
                actual=_add_up(own, EntryKind.ACTUAL),
                forecast=_add_up(own, EntryKind.FORECAST),
                tolerance=ledger.find_tolerance(category),
                entries=tuple(entry.id for entry in own),
                parts=tuple(parts),
            )
        )
    return tuple(found)


def _add_up(entries: Iterable[LedgerEntry], kind: EntryKind) -> Money | None:
    return add_up(entry.amount for entry in entries if entry.kind is kind)


@frozen(kw_only=True)
class UnitCost:
    """What a service, or all of operations, cost in a period, and how many cases there were."""

    service: ServiceId | None
    """The service; None for all of operations."""
    cost: Money
    """What it cost in all."""
    count: int
    """How many cases there were."""
    entries: tuple[LedgerEntryId, ...] = ()
    """The entries of the ledger that add up to the cost."""

    @property
    def per_case(self) -> Money | None:
        """What one case cost if all of the cost is laid on them; None without a case."""
        return self.cost * Fraction(1, self.count) if self.count > 0 else None


def measure_unit_costs(
    ledger: Ledger, counts: Mapping[ServiceId | None, int], *, during: Period, as_of: datetime
) -> tuple[UnitCost, ...]:
    """The actual costs of a period over the cases of each service, and first over all of them.

    Cases of no service are counted under None. What the ledger lays on no service is only in
    the cost of all. Each currency is by itself.
    """
    by_service = {**counts, None: sum(counts.values())}
    known = ledger.find_entries(during=during, as_of=as_of)
    actual = [entry for entry in known if entry.kind is EntryKind.ACTUAL]
    return tuple(_divide(actual, by_service))


def _divide(actual: list[LedgerEntry], counts: dict[ServiceId | None, int]) -> Iterator[UnitCost]:
    groups: dict[tuple[ServiceId | None, str], list[LedgerEntry]] = {}
    for entry in actual:
        for service in dict.fromkeys((None, entry.service)):
            groups.setdefault((service, entry.amount.currency), []).append(entry)
    for service, currency in sorted(groups, key=lambda key: (key[0] or "", key[1])):
        entries = groups[service, currency]
        cost = sum((entry.amount for entry in entries[1:]), entries[0].amount)
        ids = tuple(entry.id for entry in entries)
        yield UnitCost(service=service, cost=cost, count=counts.get(service, 0), entries=ids)
