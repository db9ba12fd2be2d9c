"""Attainment: in what share of cases a promise was kept, and how that stands."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from mof.agreements import Agreement, CountedBy, Exclusion, Target
from mof.agreements._counted_by import to_optional_counted_by
from mof.documents import Table, format_share
from mof.documents._formats import format_limit
from mof.documents._inlines import Inline
from mof.documents._tables import Tabular
from mof.documents._target_statuses import show_target_status
from mof.judgements._coverages import Coverage, Tally
from mof.judgements._judgements import Judgement
from mof.judgements._judging import judge
from mof.judgements._verdicts import Verdict
from mof.records import Record
from mof.records._records import iterate_once
from mof.values import AgreementId, Period, TargetStatus
from mof.values._checks import check_argument, collect
from mof.values._graphs import list_some
from mof.values._instants import to_utc
from mof.values._tolerances import to_target_status

_UNDECIDED = frozenset({Verdict.RUNNING, Verdict.PAUSED, Verdict.NOT_STARTED})


@frozen(kw_only=True)
class AttainmentCounts(Tabular):
    """How many cases met one target in a period, and where all others went.

    ``faulty`` are the cases that could not be judged, since something of their record was not read.
    """

    agreement: AgreementId
    """The agreement measured by."""
    version: str
    """Its version."""
    target: Target
    """The target measured by."""
    period: Period
    """The period whose cases count."""
    as_of: datetime
    """The instant at which all of it was known."""
    met: int = 0
    """Cases that ended in time in the period."""
    breached: int = 0
    """Cases that became late in the period."""
    undecided: int = 0
    """Cases that still run, are paused, or have not started."""
    void: int = 0
    """Cases that ended in the period without a result; not in the share."""
    decided_outside: int = 0
    """Cases that count in another period."""
    faulty: int = 0
    """Cases of which the verdict is unknown, whenever they were decided; not in the share."""
    warnings: tuple[str, ...] = ()
    """What of the calendar was not known, such as the holidays of the last weeks."""
    looked_at: int | None = None
    """How many records were given; None where only their judgements were."""
    uncovered: int = 0
    """Of how many of them the agreement does not speak."""
    counted_by: CountedBy = CountedBy.DECIDED
    """Which of their instants says in which period cases count."""
    unstopped: int = 0
    """Cases that have not ended, late or not, where cases count by their end."""
    unstopped_late: int = 0
    """How many of those are late already."""

    @property
    def counted(self) -> int:
        """How many cases the share is of."""
        return self.met + self.breached

    @property
    def share(self) -> Fraction | None:
        """The share of cases that met the target; None where nothing counts."""
        return Fraction(self.met, self.counted) if self.counted else None

    @property
    def status(self) -> TargetStatus:
        """How the share stands against what was promised; nothing counted is never met."""
        return to_target_status(self.share, self.target.required_share, self.target.tolerance)

    def to_table(self) -> Table:
        """The share beside what was promised, and how many cases went where."""
        return self.tabulate([("attained", self.share, self.status)])

    def tabulate(
        self,
        shares: Iterable[tuple[str, Fraction | None, TargetStatus]],
        faulty_names: Iterable[str] = (),
    ) -> Table:
        """The same with other shares, by their names, and the records that are not judged."""
        target = self.target
        required, floor = target.required_share, target.required_share - target.tolerance
        faulty = (("not to be judged", self.faulty),) if self.faulty else ()
        way = self.counted_by
        waiting = [("undecided", self.undecided)]
        if way is CountedBy.STOPPED:
            waiting = [("not stopped", self.unstopped), ("of them late", self.unstopped_late)]
        names = tuple(faulty_names)
        notes = [f"Not to be judged: {list_some(names)}."] if names else []
        notes += [f"In doubt: {doubt}." for doubt in self.warnings]
        return Table(
            ("Attainment", "Value"),
            (
                *((name, _show_share(share, required, status)) for name, share, status in shares),
                ("required", format_limit(required)),
                ("tolerated", format_limit(floor)),
                ("met", self.met),
                ("breached", self.breached),
                *waiting,
                ("void", self.void),
                (f"{way} outside the period", self.decided_outside),
                *faulty,
                *self._list_uncovered(),
                ("counted by when they were", str(way)),
            ),
            caption=f"{self.agreement} {self.version}: {target}, {self.period}",
            note=" ".join(notes) or None,
        )

    def _list_uncovered(self) -> Iterator[tuple[str, str]]:
        if self.uncovered:
            yield "not covered by the agreement", f"{self.uncovered} of {self.looked_at} records"


@frozen(kw_only=True)
class Attainment(Tabular):
    """How often one target was met among the cases that count in a period.

    Unless ``counted_by`` says otherwise, a case counts in the period of its deciding instant: the
    stop if met, the breach if breached. Void cases, those not yet decided, and those of which the
    verdict is unknown stand beside the share, never in it; each case is in one of ``met``,
    ``breached``, ``undecided``, ``unstopped``, ``void``, ``decided_outside`` and ``faulty``.
    ``exclusions`` are the approved ones among the cases counted: the share is raw, and the
    adjusted one stands beside it.
    """

    agreement: AgreementId
    """The agreement measured by."""
    version: str
    """Its version."""
    target: Target
    """The target measured by."""
    period: Period
    """The period whose cases count."""
    as_of: datetime
    """The instant at which all of it was known."""
    met: tuple[str, ...]
    """The records that ended in time in the period, once for each cycle."""
    breached: tuple[str, ...]
    """The records that became late in the period."""
    undecided: tuple[str, ...]
    """The records that still run, are paused, or have not started."""
    void: tuple[str, ...]
    """The records that ended in the period without a result; not in the share."""
    decided_outside: tuple[str, ...]
    """The records that count in another period."""
    exclusions: tuple[Exclusion, ...] = ()
    faulty: tuple[str, ...] = ()
    """The records of which the verdict is unknown, since something of them was not read."""
    warnings: tuple[str, ...] = ()
    """What of the calendar was not known, such as the holidays of the last weeks."""
    coverage: Coverage | None = None
    """How many records were given, and why the agreement does not speak of some of them; None
    where only their judgements were given."""
    counted_by: CountedBy = CountedBy.DECIDED
    """Which of its instants says in which period a case counts."""
    unstopped: tuple[str, ...] = ()
    """The records that have not ended, late or not, where cases count by their end."""
    unstopped_late: tuple[str, ...] = ()
    """Those of them that are late already."""

    @property
    def counts(self) -> AttainmentCounts:
        """The same in numbers alone."""
        return AttainmentCounts(
            agreement=self.agreement,
            version=self.version,
            target=self.target,
            period=self.period,
            as_of=self.as_of,
            met=len(self.met),
            breached=len(self.breached),
            undecided=len(self.undecided),
            void=len(self.void),
            decided_outside=len(self.decided_outside),
            faulty=len(self.faulty),
            warnings=self.warnings,
            looked_at=None if self.coverage is None else self.coverage.looked_at,
            uncovered=0 if self.coverage is None else self.coverage.uncovered_count,
            counted_by=self.counted_by,
            unstopped=len(self.unstopped),
            unstopped_late=len(self.unstopped_late),
        )

    @property
    def counted(self) -> int:
        """How many cases the share is of."""
        return len(self.met) + len(self.breached)

    @property
    def share(self) -> Fraction | None:
        """The share of cases that met the target; None where nothing counts."""
        return self.counts.share

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
    def adjusted_status(self) -> TargetStatus:
        """How the adjusted share stands against what was promised."""
        return to_target_status(
            self.adjusted_share, self.target.required_share, self.target.tolerance
        )

    @property
    def status(self) -> TargetStatus:
        """How the share stands against what was promised; nothing counted is never met."""
        return self.counts.status

    def to_table(self) -> Table:
        """The share beside what was promised, and where every case went."""
        shares = [("attained", self.share, self.status)]
        if self.exclusions:
            shares.append(("without exclusions", self.adjusted_share, self.adjusted_status))
        table = self.counts.tabulate(shares, self.faulty)
        uncovered = () if self.coverage is None else self.coverage.uncovered
        whys = ((f"not covered: {each}", len(each.records)) for each in uncovered)
        return evolve(table, rows=(*table.rows, *whys))


def _show_share(
    share: Fraction | None, required: Fraction, status: TargetStatus
) -> tuple[Inline, ...]:
    shown = show_target_status(status)
    return (shown,) if share is None else (f"{format_share(share, against=required)} ", shown)


def measure_attainment(
    records: Iterable[Record[Any, Any]],
    agreement: Agreement,
    *,
    during: Period,
    as_of: datetime,
    exclusions: Iterable[Exclusion] = (),
    counted_by: CountedBy | str | None = None,
) -> tuple[Attainment, ...]:
    """How often each target of an agreement was met in a period, as known at an instant.

    Exclusions approved by that instant adjust the share, beside the raw one. The ``coverage`` of
    each result says how many records were looked at, and why the agreement speaks of no others.
    Cases count in the period as each target says, or all as ``counted_by`` says: by when they were
    ``"decided"``, ``"stopped"`` or ``"opened"``.

    >>> from datetime import UTC, timedelta
    >>> import mof
    >>> from mof.incidents import IncidentState
    >>> from mof.records import Entry
    >>> morning = datetime(2026, 6, 1, 8, tzinfo=UTC)
    >>> target = mof.Target(mof.Clock.RESOLUTION, timedelta(hours=4))
    >>> sla = mof.SLA(
    ...     "sla-mail", service="mail", calendar=mof.Calendar.always(), targets=[target],
    ...     valid_from=morning, version="1",
    ... )
    >>> opened = Entry(morning, state=IncidentState.OPEN, changes={"service": "mail"})
    >>> incident = mof.Incident("INC-1", [opened], opened_at=morning)
    >>> june = mof.Period.month(2026, 6, tz="UTC")
    >>> (attainment,) = measure_attainment([incident], sla, during=june, as_of=june.end)
    >>> print(attainment.share, attainment.status, attainment.breached)
    0 outside tolerance ('INC-1',)

    Raises:
        DefinitionError: the id of a record comes twice, or there is no such way to count.
        ArgumentError: it is not records and one agreement.
    """
    check_argument(agreement, Agreement, "measure each agreement by itself")
    as_of = to_utc(as_of)
    tally, judgements = Tally((agreement,)), list[Judgement]()
    for record in iterate_once(records):
        tally.look_at(record.as_of(as_of))
        judgements += judge(record, agreement, as_of=as_of)
    attainments = summarize_attainment(
        judgements,
        agreement,
        during=during,
        as_of=as_of,
        exclusions=exclusions,
        counted_by=counted_by,
    )
    coverage = tally.to_coverage()
    return tuple(evolve(attainment, coverage=coverage) for attainment in attainments)


def summarize_attainment(
    judgements: Iterable[Judgement],
    agreement: Agreement,
    *,
    during: Period,
    as_of: datetime,
    exclusions: Iterable[Exclusion] = (),
    counted_by: CountedBy | str | None = None,
) -> tuple[Attainment, ...]:
    """How often each target of an agreement was met, from judgements already made."""
    trends = summarize_trends(
        judgements,
        agreement,
        during=[during],
        as_of=as_of,
        exclusions=exclusions,
        counted_by=counted_by,
    )
    return tuple(attainment for (attainment,) in trends)


def summarize_trends(
    judgements: Iterable[Judgement],
    agreement: Agreement,
    *,
    during: Iterable[Period],
    as_of: datetime,
    exclusions: Iterable[Exclusion] = (),
    counted_by: CountedBy | str | None = None,
) -> tuple[tuple[Attainment, ...], ...]:
    """How often each target was met, period by period, from judgements already made."""
    approved = collect(exclusions, Exclusion, "exclusions")
    known = tuple(exclusion for exclusion in approved if exclusion.is_known(as_of))
    by_target: dict[Target, list[Judgement]] = {target: [] for target in agreement.targets}
    for judgement in judgements:
        if (judgement.agreement, judgement.version) != (agreement.id, agreement.version):
            continue
        if judgement.target is not None:
            by_target[judgement.target].append(judgement)
        elif judgement.verdict is Verdict.UNKNOWN:  # of each that may be the one that holds
            for target in agreement.targets:
                if target.clock.name == judgement.clock:
                    by_target[target].append(judgement)
    periods, way = tuple(during), to_optional_counted_by(counted_by)
    cases = {
        target: _Cases.of(found, way or target.counted_by) for target, found in by_target.items()
    }
    return tuple(
        tuple(
            Attainment(
                agreement=agreement.id,
                version=agreement.version,
                target=target,
                period=period,
                as_of=as_of,
                warnings=find_warnings(agreement, target, period, as_of),
                **cases[target].sort_by_place(period, known),
            )
            for period in periods
        )
        for target in agreement.targets
    )


def find_warnings(
    agreement: Agreement, target: Target, period: Period, as_of: datetime
) -> tuple[str, ...]:
    """What the calendar of a target did not know of a period, as far as it was counted."""
    calendar = agreement.calendar_for(target)
    return calendar.find_unknown_holidays(period.start, min(period.end, as_of))


@frozen
class _Cases:
    """The cases of a target: by when each counts, those that wait for that, and unknown ones."""

    counted_by: CountedBy
    faulty: tuple[Judgement, ...]
    waiting: tuple[Judgement, ...]
    placed: tuple[tuple[datetime, Judgement], ...]

    @classmethod
    def of(cls, judgements: list[Judgement], counted_by: CountedBy) -> "_Cases":
        told = [
            (each.counts_at(counted_by), each)
            for each in judgements
            if each.verdict is not Verdict.UNKNOWN
        ]
        return cls(
            counted_by,
            tuple(each for each in judgements if each.verdict is Verdict.UNKNOWN),
            tuple(each for at, each in told if at is None),
            tuple((at, each) for at, each in told if at is not None),
        )

    def sort_by_place(self, during: Period, known: tuple[Exclusion, ...]) -> dict[str, Any]:
        """The records by where each counts; one comes as often as it was judged."""
        start, end = during.start, during.end
        inside = [each for at, each in self.placed if start <= at < end]
        outside = (each for at, each in self.placed if not start <= at < end)
        met, breached, void, undecided = (
            [each for each in inside if each.verdict in verdicts]
            for verdicts in ({Verdict.MET}, {Verdict.BREACHED}, {Verdict.VOID}, _UNDECIDED)
        )
        return {
            "met": _list_records(met),
            "breached": _list_records(breached),
            "faulty": _list_records(self.faulty),
            "void": _list_records(void),
            "decided_outside": _list_records(outside),
            "exclusions": tuple(each for each in known if _excludes(each, [*met, *breached])),
            "counted_by": self.counted_by,
            **self._sort_waiting(undecided),
        }

    def _sort_waiting(self, undecided: list[Judgement]) -> dict[str, tuple[str, ...]]:
        """What counts nowhere yet, beside what counts in the period and is not decided."""
        if self.counted_by is not CountedBy.STOPPED:
            return {"undecided": _list_records((*self.waiting, *undecided))}
        late = (each for each in self.waiting if each.verdict is Verdict.BREACHED)
        return {
            "undecided": (),
            "unstopped": _list_records(self.waiting),
            "unstopped_late": _list_records(late),
        }


def _list_records(judgements: Iterable[Judgement]) -> tuple[str, ...]:
    return tuple(judgement.record for judgement in judgements)


def _excludes(exclusion: Exclusion, counted: list[Judgement]) -> bool:
    """Whether an exclusion leaves out one of the cases that the share is of."""
    return any(
        exclusion.covers(each.record, agreement=each.agreement, clock=each.clock)
        for each in counted
    )
