"""Finances: what operations were to cost, cost and will cost, by category and by service."""

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
    ACTUAL = "actual"
    FORECAST = "forecast"


@frozen(kw_only=True)
class LedgerEntry:
    """An amount of one category for a period: set aside, spent, or expected to be spent.

    Entries add up; one that corrects another is the difference. Credits are amounts below
    nothing.
    """

    id: LedgerEntryId = field(kw_only=False)
    kind: EntryKind
    category: str
    amount: Money
    period: Period
    recorded_at: datetime = field(converter=to_utc)
    service: ServiceId | None = None

    def __attrs_post_init__(self) -> None:
        check_part(self.kind, EntryKind, f"what {self.id} is")
        check_part(self.amount, Money, f"the amount of {self.id}")
        check_part(self.period, Period, f"the period of {self.id}")
        if not self.category:
            raise DefinitionError(f"say of which category {self.id} is")


@frozen(kw_only=True)
class CostTolerance:
    """By which part of its budget a category may be exceeded; without one, the total."""

    share: Fraction = field(kw_only=False, converter=to_share)
    category: str | None = None
    set_on: date
    set_by: PersonId | None = None

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
    tolerances: tuple[CostTolerance, ...] = field(default=(), converter=_to_tolerances)

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

    A part is None where the ledger has no entry for it, which is not the same as nothing.
    """

    category: str | None
    currency: str
    budget: Money | None = None
    actual: Money | None = None
    forecast: Money | None = None
    tolerance: Fraction = field(default=Fraction(0), converter=to_share)
    entries: tuple[LedgerEntryId, ...] = ()

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
    cost: Money
    count: int
    entries: tuple[LedgerEntryId, ...] = ()

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
