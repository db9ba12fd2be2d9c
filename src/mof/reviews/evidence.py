"""What the records of a review add up to; computed once, looked at by every analysis."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from attrs import field, frozen

from mof.agreements import SLA, Agreement
from mof.attainment import Attainment, Reconciliation, reconcile_judgements, summarize
from mof.ids import AgreementId
from mof.indicators import Direction, Indicator
from mof.judgements import Judgement, Superseded, judge
from mof.periods import Period
from mof.reviews.inputs import OperationalHealthInputs
from mof.shares import Standing
from mof.volumes import Volume, measure_volume

MONTHS_COMPARED = 12
"""How many months a trend is shown for, the reviewed period the last. Our judgement."""


@frozen
class Reading:
    """An indicator in a period: its value, and how that stands."""

    indicator: Indicator
    period: Period
    value: Fraction | None
    standing: Standing
    basis: str = ""


@frozen
class Evidence:
    """Judgements, attainments, volumes and readings for one set of inputs."""

    inputs: OperationalHealthInputs = field(repr=False)

    @cached_property
    def months(self) -> tuple[Period, ...]:
        """The months before the reviewed period, and that period itself."""
        before = self.inputs.period.months_before(MONTHS_COMPARED - 1)
        return (*before, self.inputs.period)

    @cached_property
    def judgements(self) -> dict[AgreementId, tuple[Judgement, ...]]:
        """Every record held against every agreement, as known at the review."""
        return {
            agreement.id: tuple(
                judgement
                for incident in self.inputs.incidents
                for judgement in judge(incident, agreement, as_of=self.inputs.as_of)
            )
            for agreement in self.inputs.agreements
        }

    @cached_property
    def attainments(self) -> tuple[Attainment, ...]:
        """Every target of every agreement in the reviewed period."""
        return tuple(self._measure(self.inputs.period))

    @cached_property
    def trends(self) -> dict[tuple[AgreementId, int], tuple[Attainment, ...]]:
        """The same targets month by month, by agreement and place among its targets."""
        by_target: dict[tuple[AgreementId, int], list[Attainment]] = defaultdict(list)
        for month in self.months:
            for agreement in self.inputs.agreements:
                for place, attainment in enumerate(self._summarize(agreement, month)):
                    by_target[agreement.id, place].append(attainment)
        return {key: tuple(attainments) for key, attainments in by_target.items()}

    def _measure(self, during: Period) -> Iterator[Attainment]:
        for agreement in self.inputs.agreements:
            yield from self._summarize(agreement, during)

    def _summarize(self, agreement: Agreement, during: Period) -> tuple[Attainment, ...]:
        judgements = self.judgements[agreement.id]
        return summarize(judgements, agreement, during=during, as_of=self.inputs.as_of)

    @cached_property
    def breaches(self) -> tuple[Judgement, ...]:
        """The breaches of the reviewed period, the earliest first."""
        breaches = (
            (judgement.breached_at, judgement.record, judgement.agreement, judgement)
            for judgements in self.judgements.values()
            for judgement in judgements
            if judgement.breached_at is not None and judgement.breached_at in self.inputs.period
        )
        return tuple(row[-1] for row in sorted(breaches, key=lambda row: row[:3]))

    @cached_property
    def sla_breaches(self) -> tuple[Judgement, ...]:
        """The breaches of promises to customers."""
        return tuple(b for b in self.breaches if isinstance(self.agreement_of(b), SLA))

    @cached_property
    def superseded(self) -> tuple[tuple[Judgement, Superseded], ...]:
        """The breaches of the period that a later change of priority has undone."""
        return tuple(
            (judgement, superseded)
            for judgements in self.judgements.values()
            for judgement in judgements
            for superseded in judgement.superseded
            if judgement.breached_at is None and superseded.breached_at in self.inputs.period
        )

    def agreement_of(self, judgement: Judgement) -> Agreement:
        """The agreement that a judgement was made against."""
        return self.inputs.agreement(judgement.agreement)

    @cached_property
    def _broken_by_record(self) -> dict[str, tuple[Judgement, ...]]:
        broken: dict[str, list[Judgement]] = defaultdict(list)
        for judgements in self.judgements.values():
            for judgement in judgements:
                if judgement.breached_at is not None:
                    broken[judgement.record].append(judgement)
        return {record: tuple(judgements) for record, judgements in broken.items()}

    def find_broken_support(self, breach: Judgement) -> tuple[Judgement, ...]:
        """The promises beneath a broken one that were broken on its record while it ran."""
        return tuple(
            judgement
            for judgement in self._broken_by_record[breach.record]
            if breach.agreement in self.agreement_of(judgement).supports
            and judgement.breached_at is not None
            and judgement.breached_at <= breach.ended_at
        )

    @cached_property
    def volumes(self) -> tuple[Volume, ...]:
        """The flow of incidents month by month, the reviewed period last."""
        incidents, as_of = self.inputs.incidents, self.inputs.as_of
        return tuple(measure_volume(incidents, during=m, as_of=as_of) for m in self.months)

    @cached_property
    def readings(self) -> tuple[tuple[Reading, ...], ...]:
        """Every indicator month by month, the reviewed period last."""
        return tuple(
            tuple(self._read(indicator, month) for month in self.months)
            for indicator in self.inputs.indicators
        )

    def _read(self, indicator: Indicator, during: Period) -> Reading:
        seen = self.inputs.observe(indicator, during)
        value = seen.value if seen else None
        return Reading(indicator, during, value, indicator.stand(value), seen.basis if seen else "")

    @cached_property
    def reconciliations(self) -> tuple[Reconciliation, ...]:
        """Every ticket in exactly one place, for each clock of the SLAs."""
        slas = [a for a in self.inputs.agreements if isinstance(a, SLA)]
        judgements = [j for sla in slas for j in self.judgements[sla.id]]
        clocks = dict.fromkeys(clock for sla in slas for clock in sla.clocks)
        known = [i.id for i in self.inputs.incidents if i.as_of(self.inputs.as_of).history]
        return tuple(reconcile_judgements(known, judgements, clock=clock) for clock in clocks)


def is_worsening(values: tuple[Fraction | None, ...], direction: Direction) -> bool:
    """Whether the last three steps of a series all went the wrong way.

    Our judgement: three in a row are shown to people, and prove nothing by themselves.
    """
    last = values[-4:]
    if len(last) < 4 or any(value is None for value in last):
        return False
    known = [value for value in last if value is not None]
    higher = direction is Direction.HIGHER
    return all(b < a if higher else b > a for a, b in pairwise(known))
