"""Attainment: in what share of cases a promise was kept, and how that stands."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from attrs import frozen

from mof.agreements import Agreement, Target
from mof.documents import Inline, Table, Tabular, format_limit, format_share, show_standing
from mof.exclusions import Exclusion
from mof.ids import AgreementId
from mof.instants import to_utc
from mof.judgements import Judgement, Verdict, judge, judge_all
from mof.kinds import check_argument, collect
from mof.periods import Period
from mof.records import Record, iterate_once
from mof.shares import Standing, stand
from mof.terms import Term

_UNDECIDED = frozenset({Verdict.RUNNING, Verdict.PAUSED, Verdict.NOT_STARTED})


@frozen(kw_only=True)
class Attainment(Tabular):
    """How often one target was met among the cases that were decided in a period.

    A case counts in the period of its deciding instant: the stop if met, the breach if
    breached. Void cases, and those not yet decided, stand beside the share, never in it.
    ``exclusions`` are the approved ones among the cases counted: the share is raw, and the
    adjusted one stands beside it.
    """

    agreement: AgreementId
    version: str
    target: Target
    period: Period
    as_of: datetime
    met: tuple[str, ...]
    breached: tuple[str, ...]
    undecided: tuple[str, ...]
    void: tuple[str, ...]
    decided_outside: tuple[str, ...]
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def counted(self) -> int:
        """How many cases the share is of."""
        return len(self.met) + len(self.breached)

    @property
    def share(self) -> Fraction | None:
        """The share of cases that met the target; None where nothing counts."""
        return Fraction(len(self.met), self.counted) if self.counted else None

    @property
    def excluded(self) -> frozenset[str]:
        """The records counted that both parties agreed not to count."""
        return frozenset(exclusion.record for exclusion in self.exclusions)

    @property
    def adjusted_share(self) -> Fraction | None:
        """The share without what is excluded; None where nothing is left."""
        met = sum(record not in self.excluded for record in self.met)
        breached = sum(record not in self.excluded for record in self.breached)
        return Fraction(met, met + breached) if met + breached else None

    @property
    def adjusted_standing(self) -> Standing:
        """How the adjusted share stands against what was promised."""
        return stand(self.adjusted_share, self.target.required_share, self.target.tolerance)

    @property
    def standing(self) -> Standing:
        """How the share stands against what was promised; nothing counted is never met."""
        return stand(self.share, self.target.required_share, self.target.tolerance)

    def to_table(self) -> Table:
        """The share beside what was promised, and where every case went."""
        target = self.target
        required, floor = target.required_share, target.required_share - target.tolerance
        shares = [("attained", self.share, self.standing)]
        if self.exclusions:
            shares.append(("without exclusions", self.adjusted_share, self.adjusted_standing))
        return Table(
            ("Attainment", "Value"),
            (
                *(
                    (name, _show_share(share, required, standing))
                    for name, share, standing in shares
                ),
                ("required", format_limit(required)),
                ("tolerated", format_limit(floor)),
                ("met", len(self.met)),
                ("breached", len(self.breached)),
                ("undecided", len(self.undecided)),
                ("void", len(self.void)),
                ("decided outside the period", len(self.decided_outside)),
            ),
            caption=f"{self.agreement} {self.version}: {target}, {self.period}",
        )


def _show_share(
    share: Fraction | None, required: Fraction, standing: Standing
) -> tuple[Inline, ...]:
    shown = show_standing(standing)
    return (shown,) if share is None else (f"{format_share(share, against=required)} ", shown)


def measure_attainment(
    records: Iterable[Record[Any, Any]],
    agreement: Agreement,
    *,
    during: Period,
    as_of: datetime,
    exclusions: Iterable[Exclusion] = (),
) -> tuple[Attainment, ...]:
    """How often each target of an agreement was met in a period, as known at an instant.

    Exclusions approved by that instant adjust the share, beside the raw one.

    Raises:
        DefinitionError: the id of a record comes twice.
        ArgumentError: it is not records and one agreement.
    """
    check_argument(agreement, Agreement, "measure each agreement by itself")
    as_of = to_utc(as_of)
    once = iterate_once(records)
    judgements = [j for record in once for j in judge(record, agreement, as_of=as_of)]
    return summarize(judgements, agreement, during=during, as_of=as_of, exclusions=exclusions)


def summarize(
    judgements: Iterable[Judgement],
    agreement: Agreement,
    *,
    during: Period,
    as_of: datetime,
    exclusions: Iterable[Exclusion] = (),
) -> tuple[Attainment, ...]:
    """How often each target of an agreement was met, from judgements already made."""
    approved = collect(exclusions, Exclusion, "exclusions")
    known = tuple(exclusion for exclusion in approved if exclusion.is_known(as_of))
    by_target: dict[Target, list[Judgement]] = {target: [] for target in agreement.targets}
    for judgement in judgements:
        named = (judgement.agreement, judgement.version)
        if judgement.target is not None and named == (agreement.id, agreement.version):
            by_target[judgement.target].append(judgement)
    return tuple(
        Attainment(
            agreement=agreement.id,
            version=agreement.version,
            target=target,
            period=during,
            as_of=as_of,
            exclusions=tuple(each for each in known if _excludes(each, by_target[target], during)),
            **_sort_by_place(by_target[target], during),
        )
        for target in agreement.targets
    )


def _sort_by_place(judgements: list[Judgement], during: Period) -> dict[str, tuple[str, ...]]:
    """The records of judgements by where each counts; one comes as often as it was judged."""
    places: dict[str, list[str]] = {name: [] for name in _PLACES}
    for judgement in judgements:
        places[_find_place(judgement, during)].append(judgement.record)
    return {name: tuple(ids) for name, ids in places.items()}


def _excludes(exclusion: Exclusion, judgements: list[Judgement], during: Period) -> bool:
    """Whether an exclusion leaves out one of the cases that the share is of."""
    return any(
        exclusion.covers(each.record, agreement=each.agreement, clock=each.clock)
        and _find_place(each, during) in {"met", "breached"}
        for each in judgements
    )


_PLACES = ("met", "breached", "undecided", "void", "decided_outside")


def _find_place(judgement: Judgement, during: Period) -> str:
    if judgement.verdict in _UNDECIDED:
        return "undecided"
    if judgement.decided_at is None or judgement.decided_at not in during:
        return "decided_outside"
    return judgement.verdict.value


class Count(Term):
    """Where a ticket goes when tickets are reconciled."""

    MET = "met"
    BREACHED = "breached"
    RUNNING = "running"
    EXCLUDED = "excluded"
    NO_TARGET = "no target"
    NO_AGREEMENT = "no agreement"


_COUNTS = {
    Verdict.MET: Count.MET,
    Verdict.BREACHED: Count.BREACHED,
    Verdict.VOID: Count.EXCLUDED,
    Verdict.NO_TARGET: Count.NO_TARGET,
}


_WORST_FIRST = (Count.BREACHED, Count.RUNNING, Count.MET, Count.EXCLUDED, Count.NO_TARGET)


@frozen
class Reconciliation:
    """Every ticket in exactly one place, for one clock."""

    clock: str
    total: int
    counts: tuple[tuple[Count, int], ...]

    def __getitem__(self, count: Count) -> int:
        return dict(self.counts)[count]

    @property
    def is_reconciled(self) -> bool:
        """Whether the places add up to all tickets."""
        return sum(number for _, number in self.counts) == self.total


def reconcile(
    records: Iterable[Record[Any, Any]],
    agreements: Iterable[Agreement],
    *,
    clock: str,
    as_of: datetime,
) -> Reconciliation:
    """Sort every ticket known at an instant by how it stands on a clock.

    A ticket with several judgements stands as the worst of them: breached before running
    before met before excluded.

    Raises:
        DefinitionError: the id of a record comes twice.
    """
    known = [record for record in iterate_once(records) if record.as_of(as_of).history]
    judgements = judge_all(known, agreements, as_of=as_of)
    return reconcile_judgements([record.id for record in known], judgements, clock=clock)


def reconcile_judgements(
    records: Iterable[str], judgements: Iterable[Judgement], *, clock: str
) -> Reconciliation:
    """Sort tickets by how they stand on a clock, from judgements already made."""
    places: dict[str, set[Count]] = {record: set() for record in records}
    for judgement in judgements:
        if judgement.clock == clock:
            places[judgement.record].add(_COUNTS.get(judgement.verdict, Count.RUNNING))
    counts = Counter(
        next((count for count in _WORST_FIRST if count in found), Count.NO_AGREEMENT)
        for found in places.values()
    )
    return Reconciliation(clock, counts.total(), tuple((c, counts[c]) for c in Count))
