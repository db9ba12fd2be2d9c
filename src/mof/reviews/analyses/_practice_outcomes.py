"""What operations and monitoring achieved in the period, by the measures of Table 1."""

from collections.abc import Iterator

from attrs import evolve

from mof.documents import Table
from mof.framework import InputKind
from mof.outcomes import Outcome, tabulate_outcomes
from mof.outcomes._all_outcomes import measure_monitoring, measure_operations
from mof.reviews.analyses._topic import Topic
from mof.reviews.evidence._evidence import ReviewEvidence


def measure_practices(evidence: ReviewEvidence) -> tuple[Outcome, ...]:
    """What operations achieved in the period, as far as it was brought."""
    inputs = evidence.inputs
    return measure_operations(
        inputs.operations,
        during=inputs.period,
        as_of=inputs.as_of,
        services=inputs.catalog,
    )


def _measure_monitoring(evidence: ReviewEvidence) -> tuple[Outcome, ...]:
    inputs = evidence.inputs
    return measure_monitoring(
        inputs.monitoring,
        during=inputs.period,
        as_of=inputs.as_of,
        outages={log.service: log.outages for log in inputs.outage_logs},
    )


def _show(outcomes: tuple[Outcome, ...], *, whose: str) -> Iterator[Table]:
    if known := [each for each in outcomes if each.value is not None]:
        yield evolve(tabulate_outcomes(known), caption=f"What {whose} achieved in the period")


def _show_operations(evidence: ReviewEvidence) -> Iterator[Table]:
    return _show(measure_practices(evidence), whose="operations")


def _show_monitoring(evidence: ReviewEvidence) -> Iterator[Table]:
    return _show(_measure_monitoring(evidence), whose="monitoring")


OPERATIONS_OUTCOMES = Topic(name="operations log", shown_in=InputKind.GUIDES, show=_show_operations)
"""What came of the work of operations."""

MONITORING_OUTCOMES = Topic(name="monitoring", shown_in=InputKind.RISKS, show=_show_monitoring)
"""What came of monitoring."""
