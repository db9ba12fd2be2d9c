"""Attributions: who or what used the time of a judgement, against what each had promised."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from attrs import field, frozen

from mof.agreements import OLA, Agreement, UnderpinningContract, select_agreements
from mof.documents import Table, format_duration
from mof.documents._tables import Cell, Tabular
from mof.errors import ArgumentError
from mof.help_requests import PendingReason
from mof.incidents import IncidentState
from mof.judgements._agreement_chains import to_chain
from mof.judgements._judgements import Judgement
from mof.judgements._judging import judge
from mof.judgements._time_parts import TimePart, TimePartLabel
from mof.judgements._underpinning.target_support import is_part
from mof.judgements._verdicts import Verdict
from mof.records import Record
from mof.values import Term
from mof.values._checks import check_argument


class PartyKind(Term):
    """What kind of party a record was with, or waited for."""

    TEAM = "team"
    SUPPLIER = "supplier"
    PAUSE = "waiting for"
    UNASSIGNED = "unassigned"


@frozen
class Party:
    """The party that a record was with, or what it waited for."""

    kind: PartyKind
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".strip()


class ChainOutcome(Term):
    """How a promise and what supports it came out on one record."""

    NEITHER_BROKEN = "neither the promise nor its support was broken"
    ONLY_SUPPORT_BROKEN = "the promise held, though its support was broken"
    ONLY_PROMISE_BROKEN = "the promise was broken, though its support held"
    BOTH_BROKEN = "both the promise and its support were broken"
    KEPT_WITHOUT_SUPPORT = "the promise held, and nothing supported it"
    BROKEN_WITHOUT_SUPPORT = "the promise was broken, and nothing supported it"
    NOT_KNOWN = "what was not read leaves open whether the promise or its support was broken"


@frozen(kw_only=True)
class Portion:
    """The time of a judgement that a record spent with one party.

    Open time is ``counted``, or ``paused`` as the promise has it; ``closed`` lies outside the
    hours of the promise. ``promises`` are the judgements of what the party had promised.
    """

    party: Party
    counted: timedelta
    paused: timedelta
    closed: timedelta
    promises: tuple[Judgement, ...] = ()

    @property
    def total(self) -> timedelta:
        """All of it by the wall clock."""
        return self.counted + self.paused + self.closed


@frozen(kw_only=True)
class Attribution(Tabular):
    """All time of one judgement, by whom or what it was spent; who used the most comes first.

    What is counted adds up to the time that the judgement has elapsed, what is paused to its
    pauses, and everything to the time by the wall clock. ``support`` are the judgements of
    what the promise rests on, on clocks that are part of its own, as far as they began before
    its end.
    """

    judgement: Judgement = field(repr=str)
    """The judgement whose time is attributed, breached or not."""
    portions: tuple[Portion, ...]
    """The time by party, that of the most counted time first."""
    support: tuple[Judgement, ...]

    @property
    def largest(self) -> Portion | None:
        """Who or what used the most of it; None where no time has passed."""
        return self.portions[0] if self.portions else None

    @property
    def broken(self) -> tuple[Judgement, ...]:
        """The support that was broken while the clock of the promise was looked at."""
        end = self.judgement.ended_at
        return tuple(j for j in self.support if j.breached_at is not None and j.breached_at <= end)

    @property
    def outcome(self) -> ChainOutcome:
        """Whether the promise was broken, its support, or both."""
        if any(j.verdict is Verdict.UNKNOWN for j in (self.judgement, *self.support)):
            return ChainOutcome.NOT_KNOWN
        is_broken = self.judgement.breached_at is not None
        if not self.support:
            without = ChainOutcome.BROKEN_WITHOUT_SUPPORT
            return without if is_broken else ChainOutcome.KEPT_WITHOUT_SUPPORT
        if self.broken:
            return ChainOutcome.BOTH_BROKEN if is_broken else ChainOutcome.ONLY_SUPPORT_BROKEN
        return ChainOutcome.ONLY_PROMISE_BROKEN if is_broken else ChainOutcome.NEITHER_BROKEN

    def to_table(self) -> Table:
        """A row for each party, with what was promised by it."""
        return Table(
            columns=("With", "Counted", "Paused", "Outside hours", "Promised"),
            rows=tuple(map(_describe, self.portions)),
            caption=f"{self.judgement}: {self.outcome}",
        )


def _describe(portion: Portion) -> tuple[Cell, ...]:
    return (
        str(portion.party),
        format_duration(portion.counted),
        format_duration(portion.paused),
        format_duration(portion.closed),
        "; ".join(map(_describe_promise, portion.promises)) or "nothing",
    )


def _describe_promise(judgement: Judgement) -> str:
    spent = format_duration(judgement.elapsed)
    allowed = format_duration(judgement.allowance)
    verdict = judgement.verdict_text
    return f"{judgement.agreement} {judgement.clock}: {spent} of {allowed}, {verdict}"


def attribute_breach(
    judgement: Judgement, record: Record[Any, Any], agreements: Iterable[Agreement]
) -> Attribution:
    """Which team, supplier or pause used the time of a judgement, broken or not.

    A record that waits for its supplier is with the supplier, and so is its time, whether the
    clock of the promise runs meanwhile or not; what else it waits for is a pause. Otherwise it
    is with the team noted on it, or unassigned. Nothing recorded after the instant of the
    judgement is looked at.

    Raises:
        ArgumentError: it is not one judgement, or the record is another one.
        UnknownReferenceError: the agreement judged by is not among those given.
        CycleError: agreements rest on each other in a circle.
    """
    check_argument(judgement, Judgement, "attribute each judgement by itself")
    check_argument(record, Record, "give the record that was judged")
    if record.id != judgement.record:
        raise ArgumentError(
            f"the judgement is of {judgement.record}, not of {record.id}; give that record",
            value=record.id,
        )
    view = record.as_of(judgement.as_of)
    chain = to_chain(agreements)
    beneath = chain.support_of(chain.find(judgement.agreement, judgement.version))
    selected = select_agreements(view, beneath, as_of=judgement.as_of).agreements
    by_party = {each: _judge_support(judgement, view, each) for each in selected}
    spent: dict[Party, dict[TimePartLabel, timedelta]] = {}
    for party, label, duration in _split(judgement, view):
        own = spent.setdefault(party, {})
        own[label] = own.get(label, timedelta(0)) + duration
    portions = (_make_portion(party, labels, by_party) for party, labels in spent.items())
    return Attribution(
        judgement=judgement,
        portions=tuple(sorted(portions, key=lambda each: (-each.counted, -each.total))),
        support=tuple(each for judgements in by_party.values() for each in judgements),
    )


def _judge_support(
    judgement: Judgement, view: Record[Any, Any], support: Agreement
) -> tuple[Judgement, ...]:
    judged = judge(view, support, as_of=judgement.as_of)
    return tuple(each for each in judged if _is_beneath(each, judgement))


def _is_beneath(support: Judgement, judgement: Judgement) -> bool:
    """Whether a judgement is of a promise whose time is part of that of another."""
    if support.target is None or judgement.target is None or support.started_at is None:
        return False
    is_beneath = is_part(support.target.clock, judgement.target.clock)
    return is_beneath and support.started_at < judgement.ended_at


def _make_portion(
    party: Party,
    labels: dict[TimePartLabel, timedelta],
    by_party: dict[Agreement, tuple[Judgement, ...]],
) -> Portion:
    counted = labels.pop(TimePartLabel.RUNNING, timedelta(0))
    paused = (
        labels.pop(label, timedelta(0))
        for label in (TimePartLabel.PAUSED, TimePartLabel.OTHER_TEAM)
    )
    return Portion(
        party=party,
        counted=counted,
        paused=sum(paused, timedelta(0)),
        closed=sum(labels.values(), timedelta(0)),
        promises=tuple(
            judgement
            for agreement, judgements in by_party.items()
            if _find_party(agreement) == party
            for judgement in judgements
        ),
    )


def _find_party(agreement: Agreement) -> Party | None:
    match agreement:
        case OLA():
            return Party(PartyKind.TEAM, agreement.team)
        case UnderpinningContract():
            return Party(PartyKind.SUPPLIER, agreement.supplier)
        case _:
            return None


def _split(
    judgement: Judgement, view: Record[Any, Any]
) -> Iterator[tuple[Party, TimePartLabel, timedelta]]:
    """The time of a judgement by whom the record was with, and what it counts as."""
    stretches = list(_list_parties(view, judgement.ended_at))
    for part in judgement.explain().parts:
        for start, end, party in stretches:
            duration = min(end, part.end) - max(start, part.start)
            if duration > timedelta(0):
                yield _name_party(party, part), part.label, duration


def _name_party(party: Party, part: TimePart) -> Party:
    """The party, unless the clock pauses for a reason of its own."""
    if part.label is TimePartLabel.PAUSED and party.kind in {PartyKind.TEAM, PartyKind.UNASSIGNED}:
        return Party(PartyKind.PAUSE, part.reason)
    return party


def _list_parties(
    view: Record[Any, Any], end: datetime
) -> Iterator[tuple[datetime, datetime, Party]]:
    """Whom the record was with from its beginning to an instant, and before anything is known."""
    facts: dict[str, object] = {}
    state, reason = "", None
    since, party = _EARLIEST, Party(PartyKind.UNASSIGNED)
    for entry in view.chronology:
        facts.update(entry.changes)
        if entry.state:
            state, reason = entry.state.value, entry.reason
        now = _find_party_at(state, reason, facts)
        if now != party:
            yield since, entry.at, party
            since, party = entry.at, now
    yield since, max(since, end), party


# A day after the earliest instant there is, so that it can be told in every zone.
_EARLIEST = datetime.fromisoformat("0001-01-02T00:00Z")


def _find_party_at(state: str, reason: str | None, facts: dict[str, object]) -> Party:
    if state == IncidentState.PENDING.value:
        supplier = facts.get("supplier")
        if reason == PendingReason.SUPPLIER.value and supplier:
            return Party(PartyKind.SUPPLIER, str(supplier))
        return Party(PartyKind.PAUSE, reason or state)
    team = facts.get("team")
    return Party(PartyKind.TEAM, str(team)) if team else Party(PartyKind.UNASSIGNED)
