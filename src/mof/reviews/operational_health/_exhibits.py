"""Exhibits: the tables and charts in which a review shows what was brought to it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from fractions import Fraction

from mof.agreements import OLA, SLA, Agreement, UnderpinningContract
from mof.documents import (
    Paragraph,
    ShareBar,
    Status,
    Table,
    Tone,
    draw_attainment,
    format_instant,
    format_share,
)
from mof.documents._charts.series import draw_columns
from mof.documents._formats import format_limit
from mof.documents._renderables import Block
from mof.documents._target_statuses import show_target_status
from mof.framework import InputKind, ReviewKind
from mof.improvement import ActionItem
from mof.judgements import Attainment
from mof.reviews.analyses import (
    _finances as finances,
)
from mof.reviews.analyses import (
    _practices as practices,
)
from mof.reviews.analyses import (
    _risks as risks,
)
from mof.reviews.analyses import (
    _satisfaction as satisfaction,
)
from mof.reviews.analyses import (
    _staffing as staffing,
)
from mof.reviews.analyses import (
    _workforce as workforce,
)
from mof.reviews.analyses._credits import is_logged, show_availability
from mof.reviews.analyses._doubts import show_irregularities, show_underpinning_gaps
from mof.reviews.analyses._follow_ups import show_follow_ups
from mof.reviews.analyses._maturities import show_maturity
from mof.reviews.analyses._new_services import show_new_services
from mof.reviews.analyses._performances import describe_share
from mof.reviews.analyses._self_controls import show_operations
from mof.reviews.analyses._trends import follow_readings
from mof.reviews.analyses._upcoming_changes import show_upcoming_changes
from mof.reviews.evidence._drawings import draw_backlog, draw_indicator, draw_trend
from mof.reviews.evidence._evidence import Reading, ReviewEvidence
from mof.reviews.evidence._readings import describe_target, describe_value
from mof.values import TargetStatus


def show_input(evidence: ReviewEvidence, brought_as: InputKind) -> tuple[Block, ...]:
    """What was brought as one of the nine inputs; nothing where nothing was."""
    shown = _SHOW.get(brought_as)
    return (
        *(shown(evidence) if shown else ()),
        *_show_indicators(evidence, brought_as),
        *_show_documents(evidence, brought_as),
    )


def find_missing_inputs(evidence: ReviewEvidence) -> tuple[InputKind, ...]:
    """The inputs of which nothing at all was brought."""
    return tuple(each for each in InputKind if not show_input(evidence, each))


def list_missing(evidence: ReviewEvidence, brought_as: InputKind) -> tuple[str, ...]:
    """What belongs to an input and was not brought, though others of it may have been."""
    parts = (what for what, is_there in _PARTS.get(brought_as, ()) if not is_there(evidence))
    return (*parts, *(_find_gaps(evidence) if brought_as is InputKind.PREVIOUS_REVIEWS else ()))


# Our judgement: the framework names the inputs, not what each of them is made of.
_PARTS: dict[InputKind, tuple[tuple[str, Callable[[ReviewEvidence], bool]], ...]] = {
    InputKind.AGREEMENT_PERFORMANCE: (("logs of outages", is_logged),),
    InputKind.GUIDES: (("operations guide with its instructions", practices.is_guide_brought),),
    InputKind.RISKS: (
        ("register of risks and controls", risks.is_brought),
        ("incidents", lambda evidence: bool(evidence.inputs.incidents)),
    ),
    InputKind.SATISFACTION: (("surveys and complaints", satisfaction.is_brought),),
    InputKind.FINANCES: (("entries of the ledger", finances.is_brought),),
    InputKind.PEOPLE: (
        ("who holds which role", staffing.is_brought),
        ("posts and absences", workforce.is_brought),
    ),
    InputKind.MATURITY: (("ratings of maturity", lambda evidence: bool(evidence.maturities)),),
}


# Agreements and their performance


def _show_agreements(evidence: ReviewEvidence) -> Iterator[Block]:
    agreements = evidence.inputs.agreements
    if agreements:
        yield Table(
            ("Agreement", "Kind", "Service", "With", "Version", "Valid from", "Valid until"),
            tuple(
                (
                    a.id,
                    *_describe_parties(a),
                    a.version,
                    _show_day(a, a.valid_from),
                    None if a.valid_until is None else _show_day(a, a.valid_until),
                )
                for a in agreements
            ),
            caption="Agreements",
        )


def _show_day(agreement: Agreement, day: date) -> str:
    if isinstance(day, datetime):
        return format_instant(day, tz=agreement.calendar.tz)
    return day.isoformat()


def _describe_parties(agreement: Agreement) -> tuple[str, str, str | None]:
    service = agreement.service
    if isinstance(agreement, SLA):
        return "SLA", service, agreement.customer or "every customer"
    if isinstance(agreement, OLA):
        return "OLA", service, agreement.team
    if isinstance(agreement, UnderpinningContract):
        return "contract", service, agreement.supplier
    return "agreement", service, None


def _show_performance(evidence: ReviewEvidence) -> Iterator[Block]:
    weakest = _find_weakest(evidence)
    if weakest:
        yield draw_attainment(
            map(_to_bar, weakest),
            title="The weakest target of each agreement against promise and tolerance",
        )
        for periods in evidence.attainments_by_period:
            if periods[-1].status is TargetStatus.OUTSIDE_TOLERANCE:
                yield draw_trend(periods)
        kept = sum(attainment.status in _KEPT for attainment in evidence.attainments)
        yield Table(
            (
                "Agreement",
                "Target",
                "Within",
                "Attained",
                "Required",
                "Tolerated",
                "Status",
                "Undecided",
                "Void",
            ),
            tuple(map(_show_attainment, sorted(evidence.attainments, key=_rank))),
            caption="Attainment of every target, what is not met first",
            folded=kept if kept > _MANY else 0,
            folded_as="Met or without data",
            numbers=("Attained", "Required", "Tolerated"),
        )
    yield from _show_exclusions(evidence)
    yield from show_availability(evidence)
    yield from show_irregularities(evidence)
    yield from show_underpinning_gaps(evidence)


def _show_exclusions(evidence: ReviewEvidence) -> Iterator[Block]:
    """What both parties agreed not to count: the adjusted share never without the raw one."""
    rows = [
        (
            attainment.agreement,
            name_target(attainment),
            describe_share(attainment),
            format_share(attainment.adjusted_share),
            show_target_status(attainment.adjusted_status),
            exclusion.record,
            str(exclusion.reason),
            f"{exclusion.approved_by}: {'; '.join(exclusion.evidence)}",
        )
        for attainment in evidence.attainments
        for exclusion in attainment.exclusions
    ]
    if rows:
        yield Table(
            (
                "Agreement",
                "Target",
                "Attained",
                "Adjusted",
                "Status",
                "Left out",
                "Because",
                "Approved by, on what evidence",
            ),
            rows,
            caption="Attainment without the cases that both parties agreed not to count",
        )


_WORST_FIRST = (
    TargetStatus.OUTSIDE_TOLERANCE,
    TargetStatus.MISSED_WITHIN_TOLERANCE,
    TargetStatus.MET,
    TargetStatus.NO_DATA,
)

_KEPT = {TargetStatus.MET, TargetStatus.NO_DATA}
_MANY = 12  # rows that are shown although nothing is wrong with them


def _rank(attainment: Attainment) -> int:
    return _WORST_FIRST.index(attainment.status)


def _find_weakest(evidence: ReviewEvidence) -> list[Attainment]:
    """For each agreement the target that is furthest below its promise, or least above it."""
    weakest: dict[tuple[str, str], Attainment] = {}
    for attainment in evidence.attainments:
        key = (attainment.agreement, attainment.version)
        if attainment.counted and (
            key not in weakest or _measure_margin(attainment) < _measure_margin(weakest[key])
        ):
            weakest[key] = attainment
    return sorted(weakest.values(), key=_measure_margin)


def _measure_margin(attainment: Attainment) -> Fraction:
    return (attainment.share or Fraction(0)) - attainment.target.required_share


def _to_bar(attainment: Attainment) -> ShareBar:
    target = attainment.target
    return ShareBar(
        f"{attainment.agreement}: {name_target(attainment)}",
        attainment.share,
        target.required_share,
        target.tolerance,
        f"{len(attainment.met)} of {attainment.counted}",
    )


def name_target(attainment: Attainment) -> str:
    """The clock of a target and the priorities that it is for."""
    target = attainment.target
    priorities = ", ".join(f"P{priority}" for priority in target.sorted_priorities)
    return f"{target.clock.name} {priorities}".rstrip()


def _show_attainment(attainment: Attainment) -> tuple[str | Status | int | None, ...]:
    return (
        attainment.agreement,
        name_target(attainment),
        attainment.target.within_text,
        describe_share(attainment) if attainment.counted else None,
        format_limit(attainment.target.required_share),
        format_limit(attainment.target.required_share - attainment.target.tolerance),
        show_target_status(attainment.status),
        len(attainment.undecided),
        len(attainment.void),
    )


# Risks and current issues


def _show_issues(evidence: ReviewEvidence) -> Iterator[Block]:
    if evidence.inputs.incidents:
        names = [volume.period.label for volume in evidence.volumes]
        yield draw_columns(
            zip(names, (volume.opened for volume in evidence.volumes), strict=True),
            title="Incidents per period",
            name="opened",
            highlight=names[-1],
            line=[volume.finished for volume in evidence.volumes],
            line_name="finished",
        )
        yield draw_backlog(evidence)
    known = (problem.as_of(evidence.inputs.as_of) for problem in evidence.inputs.problems)
    problems = [problem for problem in known if problem.is_open]
    if problems:
        yield Table(
            ("Problem", "Title", "State"),
            tuple((problem.id, problem.title, str(problem.state)) for problem in problems),
            caption="Open problems",
        )
    yield from show_upcoming_changes(evidence)
    yield from show_new_services(evidence)
    yield from practices.show_monitoring(evidence)
    yield from risks.show_register(evidence)
    yield from show_operations(evidence)


# Previous reviews


def _find_gaps(evidence: ReviewEvidence) -> Iterator[str]:
    """Where reviews must have been held that nobody brought, as others before them were."""
    inputs = evidence.inputs
    periods = {
        held.period
        for held in inputs.held_before
        if held.kind is ReviewKind.OPERATIONAL_HEALTH and held.period is not None
    }
    before, *others = sorted({*periods, inputs.period}, key=lambda period: period.start)
    for period in others:
        if before.end < period.start:
            yield f"a review between {before.label} and {period.label}"
        before = max(before, period, key=lambda each: each.end)


def _show_previous(evidence: ReviewEvidence) -> Iterator[Block]:
    as_of, tz = evidence.inputs.as_of, evidence.inputs.period.tz
    for gap in _find_gaps(evidence):
        yield Paragraph((Status("not brought", Tone.WARNING), f": {gap}."))
    for held in evidence.inputs.held_before:
        yield Table(
            ("Action", "What", "Owner", "Due", "Status"),
            tuple(
                (
                    action.id,
                    action.title,
                    action.owner,
                    action.due_on.isoformat(),
                    show_action_status(action, as_of, tz=tz),
                )
                for action in held.actions
            ),
            caption=f"Actions of review {held.id} ({held.period or held.kind})",
        )
        if minutes := _shorten(held.minutes):
            yield Paragraph(f"Minutes of review {held.id}: {minutes}")
    yield from show_follow_ups(evidence)


# Our judgement: enough to know them again by; whoever wants to read on has the minutes.
_LENGTH_OF_MINUTES = 500


def _shorten(minutes: str) -> str:
    words = " ".join(minutes.split())
    is_long = len(words) > _LENGTH_OF_MINUTES
    return words[:_LENGTH_OF_MINUTES].rstrip() + " …" if is_long else words


def show_action_status(action: ActionItem, as_of: datetime, *, tz: str) -> Status:
    """Whether an action was done, and if not, whether it should have been."""
    if action.is_done(as_of):
        return Status("done", Tone.GOOD)
    if action.is_overdue(as_of, tz=tz):
        return Status("overdue", Tone.BAD)
    return Status("open", Tone.NEUTRAL)


# Indicators and documents


# Our judgement: the framework asks for their trends, so they are drawn even where all is well.
_DRAWN = frozenset({InputKind.SATISFACTION, InputKind.FINANCES})


def _show_indicators(evidence: ReviewEvidence, brought_as: InputKind) -> Iterator[Block]:
    series = [r for r in evidence.readings if r[-1].indicator.brought_as is brought_as]
    if not any(reading.value is not None for readings in series for reading in readings):
        return
    yield Table(
        ("Indicator", "Value", "Target", "Status", "Evaluates", "Basis"),
        tuple(_show_reading(readings[-1]) for readings in series),
        caption=f"Indicators of {brought_as}",
        numbers=("Value",),
    )
    for readings in series:
        is_known = any(reading.value is not None for reading in readings)
        if is_known and (brought_as in _DRAWN or not _is_as_wished(readings)):
            yield draw_indicator(readings)


def _is_as_wished(readings: tuple[Reading, ...]) -> bool:
    """Whether an indicator meets its target and is not getting worse, so needs no drawing."""
    is_met = readings[-1].status is TargetStatus.MET
    return is_met and not follow_readings(readings).is_worsening


def _show_reading(reading: Reading) -> tuple[str | Status | None, ...]:
    indicator = reading.indicator
    return (
        indicator.name,
        describe_value(reading),
        describe_target(reading),
        show_target_status(reading.status),
        str(indicator.item),
        reading.basis or None,
    )


def _show_documents(evidence: ReviewEvidence, brought_as: InputKind) -> Iterator[Block]:
    brought = [d for d in evidence.inputs.documents if d.brought_as is brought_as]
    if brought:
        yield Table(
            ("Document", "Version"),
            tuple((document.title, document.version or None) for document in brought),
            caption=f"Documents brought as {brought_as}",
        )


def _show_people(evidence: ReviewEvidence) -> Iterator[Block]:
    yield from staffing.show_staffing(evidence)
    yield from workforce.show_workforce(evidence)


_SHOW: dict[InputKind, Callable[[ReviewEvidence], Iterator[Block]]] = {
    InputKind.AGREEMENTS: _show_agreements,
    InputKind.AGREEMENT_PERFORMANCE: _show_performance,
    InputKind.GUIDES: practices.show_practices,
    InputKind.PREVIOUS_REVIEWS: _show_previous,
    InputKind.SATISFACTION: satisfaction.show_satisfaction,
    InputKind.FINANCES: finances.show_finances,
    InputKind.RISKS: _show_issues,
    InputKind.PEOPLE: _show_people,
    InputKind.MATURITY: show_maturity,
}
