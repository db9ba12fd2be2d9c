"""Availability: which share of its promised hours a service worked, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import frozen

from mof.agreements import Agreement, AvailabilityBasis, AvailabilityTarget, Treatment
from mof.calendars import Calendar
from mof.calendars._timelines import intersect, subtract, unite
from mof.documents import Table, format_duration, format_instant, format_share
from mof.documents._tables import Tabular
from mof.errors import UnknownReferenceError
from mof.judgements._credit_claims import CreditClaim, claim_credit
from mof.judgements._error_budgets import ErrorBudget
from mof.judgements._reliability import Reliability
from mof.services import DataGap, Maintenance, Outage
from mof.services._outages import weigh_outages
from mof.values import Period, TargetStatus, Term
from mof.values._checks import check_argument
from mof.values._instants import MICROSECOND, from_microseconds, to_microseconds, to_utc
from mof.values._tolerances import to_target_status

_Stretches = list[tuple[int, int]]


class AvailabilityLabel(Term):
    """What a stretch of a period is, the first that applies."""

    NOT_AGREED = "no agreement"
    """The agreement was not valid then; left out."""
    HOLIDAY = "holiday"
    """A holiday of the calendar; left out."""
    BREAK = "break"
    """A break of the calendar; left out."""
    OUTSIDE_HOURS = "outside hours"
    """Outside the service hours; left out."""
    MAINTENANCE = "maintenance"
    """Maintenance that was agreed early enough; counts as the target says."""
    TO_COME = "to come"
    """After the instant that it is measured at."""
    DOWN = "down"
    """In an outage; lost by its weight."""
    TOO_SHORT = "down too shortly to count"
    """In an outage shorter than the target looks at; counts as available."""
    NO_DATA = "no data"
    """Not observed; counts as the target says."""
    AVAILABLE = "available"
    """In service hours, observed, and without an outage."""


@frozen
class AvailabilityStretch:
    """A stretch of a period, what it is, and which share of it counts as lost.

    ``lost`` is None where the stretch is left out of the whole.
    """

    start: datetime
    end: datetime
    label: AvailabilityLabel
    lost: Fraction | None = None

    @property
    def duration(self) -> timedelta:
        """How long the stretch is by the clock."""
        return self.end - self.start


@frozen(kw_only=True)
class Availability(Tabular):
    """The availability of a period against a target, as known at an instant.

    The stretches cover the period without gap or overlap. Shares are exact; durations are
    rounded to the microsecond, and nothing is judged by them.
    """

    target: AvailabilityTarget
    """The target measured by."""
    period: Period
    """The period measured."""
    as_of: datetime
    """The instant at which all of it was known; later time is still to come."""
    stretches: tuple[AvailabilityStretch, ...]
    """Every stretch of the period in order of time, with its label and what was lost."""
    outages: tuple[Outage, ...] = ()
    """The outages that were long enough to count."""

    def total(self, label: AvailabilityLabel) -> timedelta:
        """How much of the period has a label, by the clock."""
        return sum((s.duration for s in self.stretches if s.label is label), timedelta(0))

    @property
    def counted(self) -> timedelta:
        """The time that the share is of: service hours so far, without what is left out."""
        return sum((s.duration for s in self.stretches if s.lost is not None), timedelta(0))

    @property
    def _lost(self) -> Fraction:
        parts = ((s.duration // MICROSECOND) * (s.lost or 0) for s in self.stretches)
        return Fraction(sum(parts))

    @property
    def lost(self) -> timedelta:
        """The time lost, partial outages by their weight."""
        return round(self._lost) * MICROSECOND

    @property
    def share(self) -> Fraction | None:
        """The share of the counted time that was not lost; None where nothing counts."""
        counted = self.counted // MICROSECOND
        return 1 - self._lost / counted if counted else None

    @property
    def status(self) -> TargetStatus:
        """How the share stands against what was promised; nothing counted is never met."""
        return to_target_status(self.share, self.target.required_share, self.target.tolerance)

    @property
    def is_partial(self) -> bool:
        """Whether some of the hours promised have not passed yet, or have no data."""
        return any(s.label in _UNSEEN for s in self.stretches)

    @property
    def budget(self) -> ErrorBudget:
        """The downtime allowed in the whole period, what is spent of it, and how fast."""
        return ErrorBudget(
            required_share=self.target.required_share,
            window=self.counted + self.total(AvailabilityLabel.TO_COME),
            share=self.share,
            measured=self.counted,
        )

    @property
    def reliability(self) -> Reliability:
        """Means between failures and to restore them, of the failures begun in the period."""
        down = [_span(s) for s in self.stretches if s.label is AvailabilityLabel.DOWN]
        end = to_microseconds(min(self.period.end, self.as_of))
        runs = unite(
            (to_microseconds(o.start), end + 1 if o.end is None else to_microseconds(o.end))
            for o in self.outages
        )
        counted = [(run, part) for run in runs if (part := intersect(down, [run]))]
        begun = [pair for pair in counted if pair[0][0] >= to_microseconds(self.period.start)]
        restored = [_measure(part) for run, part in begun if run[1] <= end]
        return Reliability(
            failures=len(begun),
            restored=len(restored),
            carried_in=len(counted) - len(begun),
            restoring=sum(restored) * MICROSECOND,
            uptime=self.total(AvailabilityLabel.AVAILABLE)
            + self.total(AvailabilityLabel.TOO_SHORT),
        )

    def find_claim(self, *, at: datetime) -> CreditClaim:
        """The credit that it gives by the terms of the target, and whether that can be claimed."""
        return claim_credit(
            self.target,
            self.period,
            self.share,
            is_partial=self.is_partial,
            known_at=self.as_of,
            at=at,
        )

    def to_table(self) -> Table:
        """Every stretch of the period, in its zone."""
        tz = self.period.tz
        rows = [
            (
                format_instant(s.start, tz=tz),
                format_instant(s.end, tz=tz),
                str(s.label),
                format_duration(s.duration),
                "left out" if s.lost is None else format_share(s.lost),
            )
            for s in self.stretches
        ]
        return Table(
            ("From", "To", "Was", "Duration", "Lost"), rows, caption=f"{self} ({self.period})"
        )

    def __str__(self) -> str:
        # Availability is agreed to three decimals of a percent, such as 99.999 %.
        share = format_share(self.share, digits=3, against=self.target.required_share)
        return f"{self.target}: {share}, {self.status}{' (partial)' if self.is_partial else ''}"


_UNSEEN = {AvailabilityLabel.TO_COME, AvailabilityLabel.NO_DATA}


def measure_availability(
    outages: Iterable[Outage],
    agreement: Agreement,
    *,
    during: Period,
    as_of: datetime,
    maintenance: Iterable[Maintenance] = (),
    gaps: Iterable[DataGap] = (),
) -> tuple[Availability, ...]:
    """The availability of a period against each target of an agreement.

    It is counted in the hours of the target, else in the service hours of the agreement, else
    in its calendar. Time in which the agreement is not valid is left out.

    Raises:
        UnknownReferenceError: an outage, maintenance or gap is of a feature without a target.
        ArgumentError: it is not one agreement and one period.
    """
    check_argument(agreement, Agreement, "measure each agreement by itself")
    outages, maintenance, gaps = tuple(outages), tuple(maintenance), tuple(gaps)
    features = {target.feature for target in agreement.availability}
    named = {o.feature for o in outages} | {m.feature for m in maintenance}
    for feature in named | {gap.feature for gap in gaps}:
        if None not in features and feature not in {None, *features}:
            known = ", ".join(sorted(map(str, features))) or "none"
            raise UnknownReferenceError(
                f"{agreement.id} promises no availability of {feature!r}; of: {known}",
                reference=str(feature),
            )
    return tuple(
        measure_uptime(
            outages,
            target,
            target.calendar or agreement.service_hours or agreement.calendar,
            during=during,
            as_of=as_of,
            maintenance=maintenance,
            gaps=gaps,
            valid=(agreement.starts_at, agreement.ends_at),
        )
        for target in agreement.availability
    )


def measure_uptime(
    outages: Iterable[Outage],
    target: AvailabilityTarget,
    calendar: Calendar,
    *,
    during: Period,
    as_of: datetime,
    maintenance: Iterable[Maintenance] = (),
    gaps: Iterable[DataGap] = (),
    valid: tuple[datetime, datetime | None] | None = None,
) -> Availability:
    """The availability of a period against one target, in the hours of a calendar.

    Nothing recorded after ``as_of`` is looked at. Our judgement: a known outage outranks a
    gap in the data, since whoever recorded it had data.
    """
    check_argument(during, Period, "measure one period at a time")
    as_of = to_utc(as_of)
    views = (outage.as_of(as_of) for outage in outages if _concerns(outage.feature, target))
    known = tuple(view for view in views if view is not None)
    start, end, now = map(to_microseconds, (during.start, during.end, as_of))
    long, short = _part_by_length(known, now, target)
    whole = [(start, end)]
    rest, stretches = whole, list[tuple[int, int, AvailabilityLabel, Fraction | None]]()

    def label(kind: AvailabilityLabel, taken: _Stretches, lost: Fraction | None) -> None:
        nonlocal rest
        stretches.extend((*each, kind, lost) for each in intersect(rest, taken))
        rest = subtract(rest, taken)

    if valid is not None:
        until = end if valid[1] is None else min(end, to_microseconds(valid[1]))
        inside = unite([(max(start, to_microseconds(valid[0])), until)])
        label(AvailabilityLabel.NOT_AGREED, subtract(whole, inside), None)
    for since, upto, hours in calendar.stretches(during.start, during.end):
        if hours.value in _CLOSED:
            span = [(to_microseconds(since), to_microseconds(upto))]
            label(AvailabilityLabel(hours.value), span, None)
    if target.maintenance is not Treatment.AS_OBSERVED:
        agreed = (m for m in maintenance if _concerns(m.feature, target) and m.agreed_at <= as_of)
        windows = unite(_span(m) for m in agreed if m.agreed_at + target.notice <= m.start)
        label(AvailabilityLabel.MAINTENANCE, _before(windows, now), _LOST[target.maintenance])
        label(AvailabilityLabel.MAINTENANCE, windows, None)
    label(AvailabilityLabel.TO_COME, unite([(max(start, now), end)]), None)
    if target.basis is AvailabilityBasis.COUNTS:
        label(AvailabilityLabel.NO_DATA, whole, None)
    by_weight: defaultdict[Fraction, _Stretches] = defaultdict(list)
    for first, last, weight in weigh_outages(long, until=now, overlap=target.overlap):
        by_weight[weight].append((first, last))
    for weight, down in by_weight.items():
        label(AvailabilityLabel.DOWN, down, weight)
    label(AvailabilityLabel.TOO_SHORT, short, Fraction(0))
    unseen = unite(_span(gap) for gap in gaps if _concerns(gap.feature, target))
    label(AvailabilityLabel.NO_DATA, unseen, _LOST[target.no_data])
    label(AvailabilityLabel.AVAILABLE, whole, Fraction(0))
    return Availability(
        target=target,
        period=during,
        as_of=as_of,
        stretches=tuple(_to_stretches(sorted(stretches, key=lambda each: each[0]))),
        outages=long,
    )


_CLOSED = {"holiday", "break", "outside hours"}
_LOST = {
    Treatment.LEFT_OUT: None,
    Treatment.AVAILABLE: Fraction(0),
    Treatment.UNAVAILABLE: Fraction(1),
}


def _concerns(feature: str | None, target: AvailabilityTarget) -> bool:
    return target.feature is None or feature in {None, target.feature}


def _part_by_length(
    outages: tuple[Outage, ...], now: int, target: AvailabilityTarget
) -> tuple[tuple[Outage, ...], _Stretches]:
    """The outages that are long enough to count, and the stretches of those that are not."""
    least = target.ignores_below // MICROSECOND
    if not least:
        return outages, []
    spans = [
        (to_microseconds(o.start), now if o.end is None else to_microseconds(o.end))
        for o in outages
    ]
    short = [run for run in unite(spans) if run[1] - run[0] < least]
    pairs = zip(outages, spans, strict=True)
    return tuple(o for o, span in pairs if not intersect(short, unite([span]))), short


def _to_stretches(
    stretches: Iterable[tuple[int, int, AvailabilityLabel, Fraction | None]],
) -> Iterator[AvailabilityStretch]:
    for start, end, kind, lost in stretches:
        yield AvailabilityStretch(from_microseconds(start), from_microseconds(end), kind, lost)


def _span(each: Maintenance | DataGap | AvailabilityStretch) -> tuple[int, int]:
    return to_microseconds(each.start), to_microseconds(each.end)


def _before(stretches: _Stretches, at: int) -> _Stretches:
    return [(start, min(end, at)) for start, end in stretches if start < at]


def _measure(stretches: _Stretches) -> int:
    return sum(end - start for start, end in stretches)
