"""What the records of a review add up to; computed once, looked at by every analysis."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Any

from attrs import field, frozen

from mof.agreements import SLA, Agreement
from mof.conformance import Conformance, Rework, measure_conformance, measure_rework
from mof.controls import find_risk_developments
from mof.controls._control_gaps import ControlGap, find_control_gaps
from mof.controls._risk_developments import RiskDevelopment
from mof.controls._risks import RiskExposure
from mof.documents import Named
from mof.documents._inlines import HasName
from mof.improvement import measure_maturity
from mof.improvement._maturity_levels import Maturity
from mof.incidents import INCIDENT_LIFECYCLE, Incident
from mof.incidents._volumes import Volume, measure_volumes
from mof.indicators import Indicator
from mof.judgements import (
    Attainment,
    Attribution,
    Coverage,
    Irregularity,
    Judgement,
    UnderpinningGap,
    attribute_breach,
    find_irregularities,
    find_underpinning_gaps,
    judge_all,
    measure_coverage,
    reconcile_judgements,
)
from mof.judgements._attainment import summarize_trends
from mof.judgements._priority_changes import Superseded
from mof.judgements._reconciliation import Reconciliation
from mof.records import Record
from mof.reviews.evidence._availabilities import (
    AvailabilityRow,
    measure_availabilities,
    measure_downtimes,
)
from mof.reviews.evidence._fingerprints import Fingerprint, take_fingerprints
from mof.reviews.evidence._inputs import OperationalHealthInputs
from mof.teams import find_duty_conflicts
from mof.teams._duties_on_records import DutyConflict
from mof.teams._staffing_gaps import StaffingGap, find_staffing_gaps, list_broadest
from mof.values import Period, TargetStatus

PERIODS_COMPARED = 12
"""How many periods a series is looked at, the reviewed one the last. Our judgement."""


@frozen
class Reading:
    """An indicator in a period: its value, and how that stands.

    ``size`` says of how many cases a share is, where the observation does.
    """

    indicator: Indicator
    period: Period
    value: Fraction | None
    status: TargetStatus
    basis: str = ""
    size: int | None = None

    @property
    def count(self) -> tuple[int, int]:
        """How many of how many cases a share is; none of none without data."""
        if self.value is None or self.size is None:
            return 0, 0
        return int(self.value * self.size), self.size


@frozen
class ReviewEvidence:
    """Judgements, attainments, volumes and readings for one set of inputs."""

    inputs: OperationalHealthInputs = field(repr=False)

    @cached_property
    def _names(self) -> dict[str, str | None]:
        """Names by id; None where an id is that of things with different names."""
        inputs = self.inputs
        kinds: tuple[Iterable[HasName], ...] = (
            inputs.organization.persons,
            inputs.organization.teams,
            inputs.catalog,
            inputs.catalog.suppliers,
            inputs.catalog.customers,
            inputs.agreements,
        )
        known: dict[str, str | None] = {}
        for kind in kinds:
            # Of several versions of an agreement the last one says what it is called.
            for id_, name in {each.id: each.name for each in kind}.items():
                known[id_] = name if known.get(id_, name) == name else None
        return known

    def show_name(self, id: str) -> Named:  # noqa: A002 - the field's own word
        """A person, team, service, agreement, customer or supplier by the name people know it by.

        The id where no name is known, which stays in the title and in the data.
        """
        return Named(id, self._names.get(id))

    def name_of(self, id: str) -> str:  # noqa: A002 - the field's own word
        """The same as plain words, for titles and for the labels of charts."""
        return self.show_name(id).shown

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods of the same length before the reviewed one, and that one itself."""
        before = self.inputs.period.preceding(PERIODS_COMPARED - 1)
        return (*before, self.inputs.period)

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents of which something was known at the review, as they were known."""
        views = (incident.as_of(self.inputs.as_of) for incident in self.inputs.incidents)
        return tuple(view for view in views if view.history)

    @cached_property
    def judgements(self) -> tuple[tuple[Judgement, ...], ...]:
        """Every incident held against the agreements that apply to it, agreement by agreement."""
        agreements, as_of = self.inputs.agreements, self.inputs.as_of
        found: dict[tuple[str, str], list[Judgement]] = {(a.id, a.version): [] for a in agreements}
        for judgement in judge_all(self.incidents, agreements, as_of=as_of):
            found[judgement.agreement, judgement.version].append(judgement)
        return tuple(map(tuple, found.values()))

    @cached_property
    def coverage(self) -> Coverage:
        """How many incidents some agreement covers, and why the others are not."""
        return measure_coverage(self.incidents, self.inputs.agreements, as_of=self.inputs.as_of)

    @cached_property
    def _all_judgements(self) -> tuple[Judgement, ...]:
        return tuple(chain.from_iterable(self.judgements))

    @cached_property
    def attainments(self) -> tuple[Attainment, ...]:
        """Every target of every agreement in the reviewed period."""
        return tuple(periods[-1] for periods in self.attainments_by_period)

    @cached_property
    def attainments_by_period(self) -> tuple[tuple[Attainment, ...], ...]:
        """Every target period by period, the reviewed period last."""
        return tuple(
            trend
            for agreement, judgements in zip(self.inputs.agreements, self.judgements, strict=True)
            for trend in summarize_trends(
                judgements,
                agreement,
                during=self.periods,
                as_of=self.inputs.as_of,
                exclusions=self.inputs.exclusions,
            )
        )

    @cached_property
    def availabilities(self) -> tuple[AvailabilityRow, ...]:
        """Every availability promised, in the spans that the reviewed period touches."""
        return measure_availabilities(self.inputs)

    @cached_property
    def downtimes(self) -> tuple[tuple[AvailabilityRow, ...], ...]:
        """Every availability promised period by period, the reviewed period last."""
        return measure_downtimes(self.inputs, self.periods)

    @cached_property
    def breaches(self) -> tuple[Judgement, ...]:
        """The breaches of the reviewed period, the earliest first."""
        breaches = (
            (judgement.breached_at, judgement.record, judgement.agreement, judgement)
            for judgement in self._all_judgements
            if judgement.breached_at is not None and judgement.breached_at in self.inputs.period
        )
        return tuple(row[-1] for row in sorted(breaches, key=lambda row: row[:3]))

    @cached_property
    def sla_breaches(self) -> tuple[Judgement, ...]:
        """The breaches of promises to customers."""
        return tuple(b for b in self.breaches if isinstance(self.agreement_of(b), SLA))

    @cached_property
    def irregularities(self) -> tuple[Irregularity, ...]:
        """Patterns in what was done to clocks in the period, the least likely first."""
        inputs = self.inputs
        touched = (i for i in self.incidents if any(e.at in inputs.period for e in i.history))
        return find_irregularities(
            touched, inputs.agreements, during=inputs.period, as_of=inputs.as_of
        )

    @cached_property
    def underpinning_gaps(self) -> tuple[UnderpinningGap, ...]:
        """Where what supports a promise cannot carry it in the period."""
        inputs = self.inputs
        catalog = inputs.catalog if len(inputs.catalog) else None
        return find_underpinning_gaps(inputs.chain, during=inputs.period, catalog=catalog)

    @cached_property
    def superseded(self) -> tuple[tuple[Judgement, Superseded], ...]:
        """The breaches of the period that a later change of priority has undone."""
        return tuple(
            (judgement, superseded)
            for judgement in self._all_judgements
            for superseded in judgement.superseded
            if judgement.breached_at is None and superseded.breached_at in self.inputs.period
        )

    def agreement_of(self, judgement: Judgement | Attainment) -> Agreement:
        """The agreement that a judgement or an attainment is about."""
        return self.inputs.agreement(judgement.agreement, judgement.version)

    @cached_property
    def _incidents(self) -> dict[str, Incident]:
        return {incident.id: incident for incident in self.incidents}

    def incident(self, id: str) -> Incident:  # noqa: A002 - the field's own word
        """The incident of that id, as it was known at the review."""
        return self._incidents[id]

    def attribute_breach(self, breach: Judgement) -> Attribution:
        """Who or what used the time of a breach, and what of its support was broken too."""
        return attribute_breach(breach, self.incident(breach.record), self.inputs.chain)

    @cached_property
    def volumes(self) -> tuple[Volume, ...]:
        """The flow of incidents period by period, the reviewed period last."""
        return measure_volumes(self.incidents, during=self.periods, as_of=self.inputs.as_of)

    @cached_property
    def readings(self) -> tuple[tuple[Reading, ...], ...]:
        """Every indicator period by period, the reviewed period last."""
        return tuple(
            tuple(self._read(indicator, period) for period in self.periods)
            for indicator in self.inputs.indicators
        )

    def _read(self, indicator: Indicator, during: Period) -> Reading:
        seen = self.inputs.observe(indicator, during)
        value = seen.value if seen else None
        status = indicator.find_status(value)
        if seen is None:
            return Reading(indicator, during, value, status)
        return Reading(indicator, during, value, status, seen.basis, seen.size)

    @cached_property
    def staffing_gaps(self) -> tuple[StaffingGap, ...]:
        """What is not staffed as it should be at the review."""
        return self._find_staffing_gaps(self.inputs.as_of)

    @cached_property
    def staffing_gaps_before(self) -> tuple[tuple[StaffingGap, ...] | None, ...]:
        """The gaps at the end of each earlier period; None where no role was held yet."""
        organization = self.inputs.organization
        first = min((a.valid_from for a in organization.assignments), default=None)
        return tuple(
            self._find_staffing_gaps(period.end) if first and first <= period.end else None
            for period in self.periods[:-1]
        )

    def _find_staffing_gaps(self, as_of: datetime) -> tuple[StaffingGap, ...]:
        """The gaps at an instant; what is missing for everything is not said of its parts again."""
        organization, scopes = self.inputs.organization, self.inputs.scopes
        return list_broadest(find_staffing_gaps(organization, as_of=as_of, scopes=scopes))

    @cached_property
    def duty_conflicts(self) -> tuple[DutyConflict, ...]:
        """Where in the period one person came to have two duties on one record."""
        as_of, period = self.inputs.as_of, self.inputs.period
        others = chain[Record[Any, Any]](self.inputs.problems, self.inputs.changes)
        known = (record.as_of(as_of) for record in others)
        return tuple(
            conflict
            for record in chain[Record[Any, Any]](self.incidents, known)
            if any(entry.at in period for entry in record.history)
            for conflict in find_duty_conflicts(record)
            if conflict.at in period
        )

    @cached_property
    def control_gaps(self) -> tuple[ControlGap, ...]:
        """What the register of controls lacks at the review."""
        return find_control_gaps(self.inputs.register, as_of=self.inputs.as_of)

    @cached_property
    def exposures(self) -> tuple[tuple[RiskExposure, ...], ...]:
        """Every risk at the end of each period, as known then, and last at the review."""
        ends = (*(period.end for period in self.periods[:-1]), self.inputs.as_of)
        risks = self.inputs.register.risks
        return tuple(
            tuple(risk.find_exposure(at) for risk in risks if risk.is_valid(at)) for at in ends
        )

    @cached_property
    def risk_developments(self) -> tuple[RiskDevelopment, ...]:
        """What changed in risks, tolerance boundaries and compliance during the period."""
        inputs = self.inputs
        return find_risk_developments(inputs.register, during=inputs.period, as_of=inputs.as_of)

    @cached_property
    def maturities(self) -> tuple[Maturity, ...]:
        """How mature every capability is at the review, and should be."""
        return self._measure_maturity(self.inputs.as_of)

    @cached_property
    def maturities_before(self) -> tuple[Maturity, ...]:
        """How mature every capability was, and should be, when the period began."""
        return self._measure_maturity(self.inputs.period.start)

    def _measure_maturity(self, as_of: datetime) -> tuple[Maturity, ...]:
        ratings, goals = self.inputs.maturity_ratings, self.inputs.maturity_goals
        return measure_maturity(ratings, goals, as_of=as_of)

    @cached_property
    def opened_incidents(self) -> tuple[Incident, ...]:
        """The incidents that were opened in the reviewed period."""
        period = self.inputs.period
        return tuple(each for each in self.incidents if each.opened_at in period)

    @cached_property
    def conformance(self) -> Conformance:
        """How far the incidents of the period keep to the lifecycle, as their source tells it."""
        lifecycle = INCIDENT_LIFECYCLE.observing(self.inputs.observed_states)
        return measure_conformance(self.opened_incidents, lifecycle, as_of=self.inputs.as_of)

    @cached_property
    def rework(self) -> Rework:
        """How often the incidents of the period came back."""
        return measure_rework(self.opened_incidents, as_of=self.inputs.as_of)

    @cached_property
    def fingerprints(self) -> tuple[Fingerprint, ...]:
        """Which data the review is computed from, kind by kind."""
        return take_fingerprints(self.inputs)

    @cached_property
    def reconciliations(self) -> tuple[Reconciliation, ...]:
        """Every ticket in exactly one place, for each clock of the SLAs."""
        judgements = [j for j in self._all_judgements if isinstance(self.agreement_of(j), SLA)]
        clocks = dict.fromkeys(judgement.clock for judgement in judgements)
        known = [incident.id for incident in self.incidents]
        return tuple(reconcile_judgements(known, judgements, clock=clock) for clock in clocks)


def find_since(statuses: Iterable[tuple[Period, TargetStatus]]) -> datetime | None:
    """When the first of the last periods in a row began that were all outside tolerance.

    None where the last one known is not. Our judgement: a period without data neither begins
    nor ends the row.
    """
    since: datetime | None = None
    for period, status in statuses:
        if status is TargetStatus.OUTSIDE_TOLERANCE:
            since = since or period.start
        elif status is not TargetStatus.NO_DATA:
            since = None
    return since
