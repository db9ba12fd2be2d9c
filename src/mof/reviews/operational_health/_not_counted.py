"""Outsiders: what was brought to a review and says nothing about its period."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from attrs import frozen

from mof.documents import Table, format_instant
from mof.records import Record
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._inputs import OperationalHealthInputs
from mof.values._graphs import list_some


@frozen
class Outsiders:
    """Records of a kind that were brought and do not count, why, and which."""

    kind: str
    why: str
    records: tuple[str, ...]


def find_outsiders(evidence: ReviewEvidence) -> tuple[Outsiders, ...]:
    """What was brought and cannot count in the period, each kind with its reason."""
    return tuple(each for each in _find_all(evidence) if each.records)


def _find_all(evidence: ReviewEvidence) -> Iterator[Outsiders]:
    inputs, period = evidence.inputs, evidence.inputs.period
    known = {incident.id for incident in evidence.incidents}
    unknown = [each.id for each in inputs.incidents if each.id not in known]
    later = [each.id for each in evidence.incidents if each.opened_at >= period.end]
    others = chain[Record[Any, Any]](inputs.problems, inputs.changes)
    unknown_others = [each.id for each in others if not each.as_of(inputs.as_of).history]
    seen_at = [(each.indicator, each.observed_at) for each in inputs.observations]
    first = evidence.periods[0].start
    is_outside = [(id_, not first <= at < period.end) for id_, at in seen_at]
    yield Outsiders("incidents", "not known at the review", tuple(unknown))
    yield Outsiders("incidents", "opened after the period", tuple(later))
    yield Outsiders("problems and changes", "not known at the review", tuple(unknown_others))
    yield Outsiders(
        "observations",
        "of no period compared",
        tuple(id_ for id_, outside in is_outside if outside),
    )
    yield from _find_unknown(inputs)
    yield from _find_unseen(inputs)
    yield Outsiders(
        "previous reviews",
        "held after this one",
        tuple(each.id for each in inputs.previous if each.held_at > inputs.as_of),
    )


def _find_unknown(inputs: OperationalHealthInputs) -> Iterator[Outsiders]:
    """What customers said, and what was booked or noted, after the review was computed for."""
    as_of, feedback = inputs.as_of, inputs.feedback
    unknown: dict[str, list[str]] = {
        "surveys": [each.id for each in feedback.surveys if each.sent_at > as_of],
        "survey responses": [each.id for each in feedback.responses if each.answered_at > as_of],
        "complaints": [each.id for each in feedback.complaints if not each.as_of(as_of).history],
        "ledger entries": [each.id for each in inputs.ledger.entries if each.recorded_at > as_of],
        "absences": [each.id for each in inputs.workforce.absences if each.recorded_at > as_of],
    }
    for kind, records in unknown.items():
        yield Outsiders(kind, "not known at the review", tuple(records))


def _find_unseen(inputs: OperationalHealthInputs) -> Iterator[Outsiders]:
    """What operations, monitoring, controls and ratings saw after the review was computed for."""
    as_of, register = inputs.as_of, inputs.register
    operations, monitoring = inputs.operations, inputs.monitoring
    known_at: dict[str, list[tuple[str, datetime]]] = {
        "operations log entries": [
            (each.id, max(each.started_at, each.recorded_at)) for each in operations.log or ()
        ],
        "monitoring events": [
            (each.id, max(each.at, each.recorded_at)) for each in monitoring.events or ()
        ],
        "alerts": [(each.id, max(each.at, each.raised_at)) for each in monitoring.alerts or ()],
        "maturity ratings": [
            (f"{each.capability}, {each.dimension}", max(each.at, each.recorded_at))
            for each in inputs.maturity_ratings
        ],
        "evidence of controls": [
            (each.id, max(each.at, each.recorded_at)) for each in register.evidence
        ],
        "violations": [(each.id, max(each.at, each.recorded_at)) for each in register.violations],
        "outages": [
            (f"{log.service}, {format_instant(each.start, tz=inputs.period.tz)}", at)
            for log in inputs.outage_logs
            for each in log.outages
            for at in [max(each.start, each.recorded_at)]
        ],
    }
    for kind, records in known_at.items():
        unknown = tuple(name for name, at in records if at > as_of)
        yield Outsiders(kind, "not known at the review", unknown)


def tabulate_outsiders(evidence: ReviewEvidence) -> Table:
    """What was brought and does not count, so that it is not taken for counted."""
    return Table(
        ("Records", "Why they do not count", "How many", "Which"),
        [
            (each.kind, each.why, len(each.records), list_some(each.records))
            for each in find_outsiders(evidence)
        ],
        caption="Brought from outside the period",
    )
