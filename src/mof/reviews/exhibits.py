"""Exhibits: the tables and charts in which a review shows what was brought to it."""

from collections.abc import Callable, Iterator

from mof.agreements import OLA, SLA, Agreement, UnderpinningContract
from mof.attainment import Attainment
from mof.charts import ShareBar, draw_attainment, draw_columns, draw_line
from mof.documents import Status, Table, Tone, format_instant
from mof.documents.renderables import Block
from mof.framework.operational_health import Input
from mof.periods import Period
from mof.reviews.analyses import (
    describe_requirement,
    describe_share,
    describe_target,
    describe_value,
    find_upcoming,
)
from mof.reviews.evidence import Evidence, Reading
from mof.shares import Standing

TONES = {
    Standing.MET: Tone.GOOD,
    Standing.MISSED_WITHIN_TOLERANCE: Tone.WARNING,
    Standing.OUTSIDE_TOLERANCE: Tone.BAD,
    Standing.NO_DATA: Tone.NEUTRAL,
}


def show_input(evidence: Evidence, brought_as: Input) -> tuple[Block, ...]:
    """What was brought as one of the nine inputs; nothing where nothing was."""
    shown = _SHOW.get(brought_as)
    return (
        *(shown(evidence) if shown else ()),
        *_show_indicators(evidence, brought_as),
        *_show_documents(evidence, brought_as),
    )


def show_standing(standing: Standing) -> Status:
    """A standing with the sign of its tone."""
    return Status(str(standing), TONES[standing])


def name_month(period: Period) -> str:
    """The month of a period, short enough for an axis."""
    return f"{period.first_day:%b %Y}"


# Agreements and their performance


def _show_agreements(evidence: Evidence) -> Iterator[Block]:
    agreements = evidence.inputs.agreements
    if agreements:
        yield Table(
            ("Agreement", "Kind", "Service", "With", "Version", "Valid from", "Valid until"),
            tuple(
                (
                    a.id,
                    *_describe_parties(a),
                    a.version,
                    format_instant(a.starts_at, tz=a.calendar.tz),
                    format_instant(a.ends_at, tz=a.calendar.tz) if a.ends_at else None,
                )
                for a in agreements
            ),
            caption="Agreements",
        )


def _describe_parties(agreement: Agreement) -> tuple[str, str, str | None]:
    service = agreement.service
    if isinstance(agreement, SLA):
        return "SLA", service, agreement.customer or "every customer"
    if isinstance(agreement, OLA):
        return "OLA", service, agreement.team
    if isinstance(agreement, UnderpinningContract):
        return "contract", service, agreement.supplier
    return "agreement", service, None


def _show_performance(evidence: Evidence) -> Iterator[Block]:
    counted = [a for a in evidence.attainments if a.counted]
    if counted:
        yield draw_attainment(
            (
                ShareBar(
                    f"{a.agreement}: {a.target}",
                    a.share,
                    a.target.required_share,
                    a.target.tolerance,
                    f"{len(a.met)} of {a.counted}",
                )
                for a in counted
            ),
            title="Attainment against target and tolerance",
        )
        yield Table(
            ("Agreement", "Target", "Attained", "Promise", "Standing", "Undecided", "Void"),
            tuple(_show_attainment(a) for a in evidence.attainments),
            caption="Attainment of every target",
            numbers=("Attained",),
        )
    for months in evidence.trends:
        if months[-1].standing is Standing.OUTSIDE_TOLERANCE:
            yield _draw_trend(months)


def _show_attainment(attainment: Attainment) -> tuple[str | Status | int | None, ...]:
    return (
        attainment.agreement,
        str(attainment.target),
        describe_share(attainment) if attainment.counted else None,
        describe_requirement(attainment),
        show_standing(attainment.standing),
        len(attainment.undecided),
        len(attainment.void),
    )


def _draw_trend(months: tuple[Attainment, ...]) -> Block:
    target = months[-1].target
    return draw_line(
        ((name_month(month.period), month.share) for month in months),
        title=f"{months[-1].agreement}: {target}, month by month",
        target=target.required_share,
        band=(target.required_share - target.tolerance, target.required_share),
        percent=True,
    )


# Risks and current issues


def _show_issues(evidence: Evidence) -> Iterator[Block]:
    if evidence.inputs.incidents:
        names = [name_month(volume.period) for volume in evidence.volumes]
        yield draw_columns(
            zip(names, (volume.opened for volume in evidence.volumes), strict=True),
            title="Incidents per month",
            name="opened",
            highlight=names[-1],
            line=[volume.open_at_end for volume in evidence.volumes],
            line_name="open at the end of the month",
        )
    if evidence.inputs.problems:
        yield Table(
            ("Problem", "Title", "State"),
            tuple(
                (problem.id, problem.title, str(problem.state))
                for problem in evidence.inputs.problems
                if problem.as_of(evidence.inputs.as_of).is_open
            ),
            caption="Open problems",
        )
    if upcoming := find_upcoming(evidence):
        tz = evidence.inputs.period.tz
        yield Table(
            ("Change", "Title", "Category", "Priority", "Services", "Planned for"),
            tuple(
                (
                    change.id,
                    change.title,
                    str(change.category),
                    str(change.priority),
                    ", ".join(sorted(change.services)),
                    format_instant(change.planned_at, tz=tz),
                )
                for change in upcoming
            ),
            caption="Upcoming changes",
        )


# Previous reviews


def _show_previous(evidence: Evidence) -> Iterator[Block]:
    as_of = evidence.inputs.as_of
    for held in evidence.inputs.previous:
        yield Table(
            ("Action", "What", "Owner", "Due", "Standing"),
            tuple(
                (
                    action.id,
                    action.title,
                    action.owner,
                    action.due_on.isoformat(),
                    Status("done", Tone.GOOD)
                    if action.is_done(as_of)
                    else Status("overdue", Tone.BAD)
                    if action.is_overdue(as_of)
                    else Status("open", Tone.NEUTRAL),
                )
                for action in held.actions
            ),
            caption=f"Actions of review {held.id} ({held.period})",
        )


# Indicators and documents


def _show_indicators(evidence: Evidence, brought_as: Input) -> Iterator[Block]:
    series = [r for r in evidence.readings if r[-1].indicator.brought_as is brought_as]
    if not any(reading.value is not None for readings in series for reading in readings):
        return
    yield Table(
        ("Indicator", "Value", "Target", "Standing", "Evaluates", "Basis"),
        tuple(_show_reading(readings[-1]) for readings in series),
        caption=f"Indicators of {brought_as}",
        numbers=("Value",),
    )
    for readings in series:
        if sum(reading.value is not None for reading in readings) > 1:
            yield _draw_indicator(readings)


def _show_reading(reading: Reading) -> tuple[str | Status | None, ...]:
    indicator = reading.indicator
    return (
        indicator.name,
        None if reading.value is None else describe_value(reading),
        describe_target(reading),
        show_standing(reading.standing),
        str(indicator.item),
        reading.basis or None,
    )


def _draw_indicator(readings: tuple[Reading, ...]) -> Block:
    indicator = readings[-1].indicator
    return draw_line(
        ((name_month(reading.period), reading.value) for reading in readings),
        title=f"{indicator.name} ({indicator.unit})",
        target=indicator.target,
        percent=indicator.unit == "share",
    )


def _show_documents(evidence: Evidence, brought_as: Input) -> Iterator[Block]:
    brought = [d for d in evidence.inputs.documents if d.brought_as is brought_as]
    if brought:
        yield Table(
            ("Document", "Version"),
            tuple((document.title, document.version or None) for document in brought),
            caption=f"Documents brought as {brought_as}",
        )


_SHOW: dict[Input, Callable[[Evidence], Iterator[Block]]] = {
    Input.AGREEMENTS: _show_agreements,
    Input.AGREEMENT_PERFORMANCE: _show_performance,
    Input.PREVIOUS_REVIEWS: _show_previous,
    Input.RISKS: _show_issues,
}
