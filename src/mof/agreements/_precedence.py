"""Selections: which of many agreements apply to a record, and why the others do not."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from attrs import frozen

from mof.agreements._agreements import OLA, SLA, Agreement, UnderpinningContract
from mof.agreements._target_terms import read_words
from mof.documents import Table
from mof.documents._inlines import Text, show_name
from mof.documents._tables import Tabular
from mof.records import Priority, Record
from mof.values import AgreementId, Term
from mof.values._checks import check_argument, collect
from mof.values._instants import to_utc


class Precedence(Term):
    """Why one agreement gives way to another; the rules in the order in which they are asked."""

    # Our judgement: the framework's documents do not say which of two agreements applies.
    NO_TARGET = "the other has a target for the case"
    LOWER_PRECEDENCE = "the other has a higher precedence"
    LESS_SPECIFIC = "the other names the customer"
    OLDER_VERSION = "the other is a later version"
    TIE = "nothing tells them apart; the first id applies"


class SelectionOutcome(Term):
    """What came of looking for the agreements of a record."""

    APPLIES = "applies"
    CONTESTED = "contested"
    NO_AGREEMENT = "no agreement"


@frozen
class PassedOver:
    """An agreement that would speak of the record, had not another gone first."""

    agreement: AgreementId
    version: str
    instead: AgreementId
    why: Precedence


@frozen
class Selection(Tabular):
    """The agreements that apply to one record.

    Each clock counts for at most one SLA, one OLA a team and one contract a supplier, in those
    versions that share the record's life.
    """

    record: str
    """The id of the record."""
    agreements: tuple[Agreement, ...]
    """The agreements that apply, each in the versions that share the life of the record."""
    passed_over: tuple[PassedOver, ...] = ()
    """Those that would cover it too, each with the one that applies instead and why."""

    @property
    def outcome(self) -> SelectionOutcome:
        """Whether something applies, and whether it was clear what."""
        if not self.agreements:
            return SelectionOutcome.NO_AGREEMENT
        is_contested = any(each.why is Precedence.TIE for each in self.passed_over)
        return SelectionOutcome.CONTESTED if is_contested else SelectionOutcome.APPLIES

    def to_table(self) -> Table:
        """What applies, and what was passed over, and why."""
        applying = ((_show(each), "applies", "") for each in self.agreements)
        others = (
            (f"{each.agreement} {each.version}", f"gives way to {each.instead}", str(each.why))
            for each in self.passed_over
        )
        return Table(
            columns=("Agreement", "Outcome", "Why"),
            rows=(*applying, *others),
            caption=f"{self.record}: {self.outcome}",
        )


def _show(agreement: Agreement) -> Text:
    if agreement.name is None:
        return str(agreement)
    return show_name(agreement), f" {agreement.version}"


def select_agreements(
    record: Record[Any, Any], agreements: Iterable[Agreement], *, as_of: datetime
) -> Selection:
    """Which agreements apply to a record, as far as it was known at an instant.

    Agreements of one party compete where they promise on the same clock: an SLA with every SLA,
    an OLA with those of its team, a contract with those of its supplier. One with a target for
    the case goes before one without, then the higher ``precedence``, then the one that names
    the customer, then the later version.

    Raises:
        ArgumentError: it is not one record.
        DefinitionError: something given is no agreement.
    """
    check_argument(record, Record, "select agreements for each record by itself")
    agreements = collect(agreements, Agreement, "agreements")
    view = record.as_of(to_utc(as_of))
    by_party: dict[str, list[Agreement]] = {}
    for agreement in agreements:
        if agreement.covers(view):
            by_party.setdefault(_name_party(agreement), []).append(agreement)
    chosen: list[Agreement] = []
    passed_over: list[PassedOver] = []
    for rivals in by_party.values():
        applying = _choose(view, rivals)
        chosen += applying
        passed_over += (_pass_over(view, each, applying) for each in rivals if each not in applying)
    return Selection(record.id, tuple(chosen), tuple(passed_over))


def _name_party(agreement: Agreement) -> str:
    match agreement:
        case SLA():
            return "the customer"
        case OLA():
            return f"team {agreement.team}"
        case UnderpinningContract():
            return f"supplier {agreement.supplier}"
        case _:
            return f"agreement {agreement.id}"


def _choose(view: Record[Any, Any], rivals: list[Agreement]) -> list[Agreement]:
    """Those that come first on their clocks, in the versions that share the record's life."""
    chosen: list[Agreement] = []
    for each in sorted(rivals, key=lambda each: (*_rank(view, each), each.id)):
        in_the_way = (other for other in chosen if _compete(each, other))
        if all(other.id == each.id and _are_apart(each, other) for other in in_the_way):
            chosen.append(each)
    return sorted(chosen, key=lambda each: each.starts_at)


def _compete(one: Agreement, other: Agreement) -> bool:
    return not set(one.clocks).isdisjoint(other.clocks)


def _are_apart(one: Agreement, other: Agreement) -> bool:
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(version: Agreement, later: Agreement) -> bool:
    return version.ends_at is not None and version.ends_at <= later.starts_at


# Our judgement: one without a target says nothing of the case; what the parties wrote down goes
# before what can be inferred; an agreement with a customer was made for it; the later replaces.
_RULES: tuple[tuple[Precedence, Callable[[Record[Any, Any], Agreement], float]], ...] = (
    (Precedence.NO_TARGET, lambda view, each: not _has_target(view, each)),
    (Precedence.LOWER_PRECEDENCE, lambda _, each: -each.precedence),
    (Precedence.LESS_SPECIFIC, lambda _, each: not (isinstance(each, SLA) and each.customer)),
    (Precedence.OLDER_VERSION, lambda _, each: -each.starts_at.timestamp()),
)


def _rank(view: Record[Any, Any], agreement: Agreement) -> tuple[float, ...]:
    return tuple(rule(view, agreement) for _, rule in _RULES)


def _has_target(view: Record[Any, Any], agreement: Agreement) -> bool:
    noted = view.facts.get("priority")
    priority = noted if isinstance(noted, Priority) else None
    facts = read_words(view.facts, agreement.deciding_facts)
    return any(each.applies_to(priority, facts) and each.fits(view) for each in agreement.targets)


def _pass_over(
    view: Record[Any, Any], agreement: Agreement, applying: list[Agreement]
) -> PassedOver:
    winner = next(each for each in applying if _compete(agreement, each))
    whys = (why for why, rule in _RULES if rule(view, agreement) != rule(view, winner))
    return PassedOver(agreement.id, agreement.version, winner.id, next(whys, Precedence.TIE))
