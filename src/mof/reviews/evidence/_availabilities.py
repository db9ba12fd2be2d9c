"""Availabilities: each promised share of service hours, measured raw and adjusted."""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from mof.agreements import Agreement, AvailabilityTarget, Exclusion
from mof.judgements import Availability, CreditClaim
from mof.judgements._availability import measure_uptime
from mof.reviews.evidence._inputs import OperationalHealthInputs
from mof.services import DataGap, Outage, OutageLog
from mof.values import Period

CLOCK = "availability"
"""By which name an exclusion leaves an outage out of availability alone."""


@frozen
class AvailabilityRow:
    """One promised availability in one of its spans, raw, and without what is excluded."""

    agreement: Agreement
    raw: Availability
    adjusted: Availability
    claim: CreditClaim
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def target(self) -> AvailabilityTarget:
        """What was promised."""
        return self.raw.target

    @property
    def subject(self) -> str:
        """What findings call it."""
        parts = (self.agreement.id, CLOCK, self.target.feature, self.target.span_text)
        return ":".join(part for part in parts if part)

    @property
    def causes(self) -> tuple[str, ...]:
        """The records behind the outages of the span, each once."""
        touching = (each for each in self.raw.outages if _touches(each, self.raw.period))
        return tuple(dict.fromkeys(each.cause for each in touching if each.cause))


def measure_availabilities(inputs: OperationalHealthInputs) -> tuple[AvailabilityRow, ...]:
    """Every availability promised, in each of its spans that the reviewed period touches.

    Raw is by the terms of the agreement, which say what becomes of maintenance; adjusted is
    without the outages that both parties agreed not to count.
    """
    return tuple(
        _measure_row(inputs, agreement, target, log, span)
        for agreement, target, log in _list_promises(inputs)
        for span in target.find_spans(inputs.period)
        if agreement.overlaps(span)
    )


def measure_downtimes(
    inputs: OperationalHealthInputs, periods: Iterable[Period]
) -> tuple[tuple[AvailabilityRow, ...], ...]:
    """Every availability promised, period by period."""
    spans = tuple(periods)
    return tuple(
        tuple(_measure_row(inputs, agreement, target, log, span) for span in spans)
        for agreement, target, log in _list_promises(inputs)
    )


def _list_promises(
    inputs: OperationalHealthInputs,
) -> Iterator[tuple[Agreement, AvailabilityTarget, OutageLog]]:
    """What can be measured: without a log, nothing is known."""
    logs = {log.service: log for log in inputs.outage_logs}
    for agreement in inputs.agreements:
        if log := logs.get(agreement.service):
            for target in agreement.availability:
                yield agreement, target, log


def _measure_row(
    inputs: OperationalHealthInputs,
    agreement: Agreement,
    target: AvailabilityTarget,
    log: OutageLog,
    span: Period,
) -> AvailabilityRow:
    raw = _measure(inputs, agreement, target, log, span)
    known = [each for each in inputs.exclusions if each.is_known(inputs.as_of)]
    applied = {
        outage: exclusion
        for outage in raw.outages
        for exclusion in known
        if _touches(outage, span) and _excludes(exclusion, outage, agreement)
    }
    counted = evolve(log, outages=[each for each in log.outages if each not in applied])
    adjusted = _measure(inputs, agreement, target, counted, span) if applied else raw
    exclusions = tuple(dict.fromkeys(applied.values()))
    claim = adjusted.find_claim(at=inputs.as_of)
    return AvailabilityRow(agreement, raw, adjusted, claim, exclusions)


def _touches(outage: Outage, span: Period) -> bool:
    return outage.start < span.end and (outage.end is None or outage.end > span.start)


def _excludes(exclusion: Exclusion, outage: Outage, agreement: Agreement) -> bool:
    return outage.cause is not None and exclusion.covers(
        outage.cause, agreement=agreement.id, clock=CLOCK
    )


def _measure(
    inputs: OperationalHealthInputs,
    agreement: Agreement,
    target: AvailabilityTarget,
    log: OutageLog,
    span: Period,
) -> Availability:
    unwatched: tuple[DataGap, ...] = ()
    if log.since is not None and log.since > span.start:
        unwatched = (DataGap(span.start, log.since, reason="before outages were written down"),)
    return measure_uptime(
        log.outages,
        target,
        target.calendar or agreement.service_hours or agreement.calendar,
        during=span,
        as_of=inputs.as_of,
        maintenance=log.maintenance,
        gaps=(*log.gaps, *unwatched),
        valid=(agreement.starts_at, agreement.ends_at),
    )
