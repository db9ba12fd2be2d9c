"""Breaches: every broken promise to a customer with the time that went, and where it went."""

from collections.abc import Iterator
from datetime import timedelta

from mof.agreements import SLA
from mof.documents import (
    Figure,
    Heading,
    Paragraph,
    Table,
    Tone,
    format_count,
    format_duration,
    format_instant,
)
from mof.documents._charts.timeline_strips import Marker, Stretch, draw_timeline
from mof.documents._inlines import Text
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.judgements import Attribution, Judgement, TimePartLabel
from mof.reviews.evidence._drawings import draw_attribution
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._names import show_names, show_party
from mof.values import TargetStatus

_HOUR = timedelta(hours=1)
_CLOSED = (TimePartLabel.HOLIDAY, TimePartLabel.BREAK, TimePartLabel.OUTSIDE_HOURS)
_DRAWN = 3
"""How many breaches are drawn as a timeline, those that took longest. Our judgement."""


def count_breaches(evidence: ReviewEvidence) -> str:
    """How many promises to customers were broken; no data without incidents or a promise."""
    inputs = evidence.inputs
    if not inputs.incidents or not any(isinstance(each, SLA) for each in inputs.agreements):
        return str(TargetStatus.NO_DATA)
    return str(len(evidence.sla_breaches))


def explain_breaches(evidence: ReviewEvidence) -> Iterator[Block]:
    """The last part of a review before its basis."""
    yield Heading("Breaches explained", anchor="breaches")
    yield Paragraph(
        "Every breach of a promise to a customer in the period. Running and paused time are open "
        "time of the calendar that the target counts in; running, paused and closed time add up "
        "to the time by the wall clock."
    )
    if evidence.sla_breaches:
        yield draw_attribution(evidence)
    yield tabulate_breaches(evidence)
    # A deadline may have been over before there was anything to draw.
    drawable = (breach for breach in evidence.sla_breaches if breach.explain().parts)
    yield from map(_draw, sorted(drawable, key=_measure_overrun, reverse=True)[:_DRAWN])


def tabulate_breaches(evidence: ReviewEvidence) -> Table:
    """A row for each breach of a promise to a customer, the earliest first."""
    tz = evidence.inputs.period.tz
    return Table(
        (
            "Incident",
            "Promise",
            "Breached",
            "Allowed",
            "Running",
            "Paused",
            "Closed",
            "Most time with",
            "Also broken",
        ),
        tuple(_show_breach(evidence, breach, tz) for breach in evidence.sla_breaches),
        caption=format_count(len(evidence.sla_breaches), "breach", "breaches"),
    )


def list_breaches(evidence: ReviewEvidence) -> Table:
    """A row for each breach of a promise to a customer, to go on with in a spreadsheet.

    Instants stand in the zone of the review, time in hours.
    """
    tz = evidence.inputs.period.tz
    return Table(
        (
            "Incident",
            "Situation",
            "Service",
            "Priority",
            "Agreement",
            "Version",
            "Target",
            "Started",
            "Due",
            "Breached",
            "Ended",
            "Allowed (h)",
            "Running (h)",
            "Paused (h)",
            "Closed (h)",
            "Most time with",
            "Also broken",
            "Target in force since",
        ),
        tuple(_list_facts(evidence, breach, tz) for breach in evidence.sla_breaches),
        caption=f"Breaches in {evidence.inputs.period}",
        numbers=("Allowed (h)", "Running (h)", "Paused (h)", "Closed (h)"),
    )


def _list_facts(evidence: ReviewEvidence, breach: Judgement, tz: str) -> tuple[str | None, ...]:
    incident = evidence.incident(breach.record)
    attribution = evidence.attribute_breach(breach)
    times = _measure(breach)
    ended_at = breach.stopped_at or breach.voided_at
    instants = (breach.started_at, breach.due_at, breach.breached_at, ended_at)
    return (
        breach.record,
        incident.situation,
        incident.service,
        str(breach.priority) if breach.priority else None,
        breach.agreement,
        breach.version,
        str(breach.target),
        *(None if at is None else format_instant(at, tz=tz) for at in instants),
        *(None if time is None else str(round(time / _HOUR, 4)) for time in times),
        str(attribution.largest.party) if attribution.largest else None,
        ", ".join(dict.fromkeys(each.agreement for each in attribution.broken)) or None,
        format_instant(breach.known_at, tz=tz),
    )


def _measure(breach: Judgement) -> tuple[timedelta | None, ...]:
    """The time allowed, running, paused and closed; the last three add up to all of it."""
    explanation = breach.explain()
    closed = sum((explanation.total(label) for label in _CLOSED), timedelta(0))
    running, paused = (
        explanation.total(label) for label in (TimePartLabel.RUNNING, TimePartLabel.PAUSED)
    )
    return breach.allowance, running, paused, closed


def _show_breach(evidence: ReviewEvidence, breach: Judgement, tz: str) -> tuple[Cell, ...]:
    attribution = evidence.attribute_breach(breach)
    support = dict.fromkeys(each.agreement for each in attribution.broken)
    return (
        breach.record,
        (evidence.show_name(breach.agreement), f": {breach.target}"),
        _show_instant(breach, tz),
        *(format_duration(time, seconds=False) for time in _measure(breach)),
        _show_largest(evidence, attribution),
        show_names(evidence, support),
    )


def _show_instant(breach: Judgement, tz: str) -> str | None:
    """When it was breached, and whether that was before its target was in force."""
    at = format_instant(breach.breached_at, tz=tz)
    if not breach.is_retroactive:
        return at
    return f"{at} (retroactive: target in force since {format_instant(breach.known_at, tz=tz)})"


def _show_largest(evidence: ReviewEvidence, attribution: Attribution) -> Text | None:
    if (largest := attribution.largest) is None:
        return None
    time = format_duration(largest.counted, seconds=False)
    return *show_party(evidence, largest.party), f": {time}"


def _measure_overrun(breach: Judgement) -> timedelta:
    return -(breach.remaining or timedelta(0))


def _draw(breach: Judgement) -> Figure:
    start = breach.started_at or breach.as_of
    markers = [
        Marker(label, at - start, tone)
        for label, at, tone in (
            ("due", breach.due_at, Tone.WARNING),
            ("breached", breach.breached_at, Tone.BAD),
        )
        if at is not None and at >= start
    ]
    return draw_timeline(
        (
            Stretch(
                f"{part.label} ({part.reason})" if part.reason else str(part.label),
                part.duration,
                counted=part.label is TimePartLabel.RUNNING,
            )
            for part in breach.explain().parts
        ),
        title=f"{breach}",
        markers=markers[-1:] if breach.due_at == breach.breached_at else markers,
        start=start,
        tz=breach.calendar.tz if breach.calendar else "UTC",
    )
