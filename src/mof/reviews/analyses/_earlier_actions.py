"""Actions of earlier reviews: overdue, put off or carried on, and reviews that are missing."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from attrs import evolve

from mof.documents import Paragraph, Status, Table, Tone, format_count
from mof.documents._renderables import Block
from mof.framework import AnalysisKind, InputKind, ReviewKind
from mof.improvement import ActionItem
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.values._instants import load_zone, resolve_wall_time


def _examine(evidence: ReviewEvidence) -> Examination:
    """What earlier reviews agreed on and was not done, put off, or carried from one to the next."""
    inputs = evidence.inputs
    actions = inputs.actions
    left = [action for _, action in actions if not action.is_done(inputs.as_of)]
    return Examination(
        has_data=bool(inputs.held_before),
        findings=(*_find_overdue(evidence), *_find_carried(evidence)),
        summary=(
            f"{format_count(len(actions), 'action')} from "
            f"{format_count(len(inputs.held_before), 'earlier review')}, {len(left)} not done"
        ),
    )


def _find_overdue(evidence: ReviewEvidence) -> Iterator[Finding]:
    inputs = evidence.inputs
    for held, action in inputs.actions:
        if inputs.is_followed(action):  # its request or initiative is told of instead
            continue
        if action.is_overdue(inputs.as_of, tz=inputs.period.tz):
            yield Finding(
                analysis=AnalysisKind.ISSUES,
                rule=FindingRule.OVERDUE_ACTION,
                subject=action.id,
                severity=Severity.MEDIUM,
                title=f"{action.title}: due on {action.due_on}, not done",
                compared_with=_tell_promise(evidence, held.id, action),
                evidence=(action.id,),
                details=tuple(_describe_carrying(evidence, action)),
                since=find_day_after(action.due_on, inputs.period.tz),
            )


def _find_carried(evidence: ReviewEvidence) -> Iterator[Finding]:
    """What is not overdue only because it was put off, or has been open for some reviews."""
    inputs = evidence.inputs
    for held, action in inputs.actions:
        if inputs.is_followed(action):
            continue
        is_overdue = action.is_overdue(inputs.as_of, tz=inputs.period.tz)
        details = tuple(_describe_carrying(evidence, action))
        if details and not is_overdue and not action.is_done(inputs.as_of):
            yield Finding(
                analysis=AnalysisKind.ISSUES,
                rule=FindingRule.CARRIED_ACTION,
                subject=action.id,
                severity=Severity.LOW,
                title=f"{action.title}: due on {action.due_on}, still open",
                compared_with=_tell_promise(evidence, held.id, action),
                evidence=(action.id,),
                details=details,
            )


def _tell_promise(evidence: ReviewEvidence, held: str, action: ActionItem) -> str:
    return f"the promise of {evidence.name_of(action.owner)} to review {held}"


def _describe_carrying(evidence: ReviewEvidence, action: ActionItem) -> Iterator[str]:
    reviews = evidence.inputs.held_before
    told = [each for review in reviews for each in review.actions if each.id == action.id]
    if len(told) > 1:
        yield f"carried by {len(told)} reviews"
    if told[0].due_on < action.due_on:
        yield f"first due on {told[0].due_on}"


def find_day_after(day: date, tz: str) -> datetime:
    """When a day was over in a zone."""
    following = datetime.combine(day + timedelta(days=1), time.min)
    return resolve_wall_time(following, load_zone(tz))


# What was brought


def _find_gaps(evidence: ReviewEvidence) -> Iterator[str]:
    """Where reviews must have been held that were not brought, as others before them were."""
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


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    as_of, tz = evidence.inputs.as_of, evidence.inputs.period.tz
    for gap in _find_gaps(evidence):
        yield Paragraph((Status("missing", Tone.WARNING), f": {gap}."))
    settled = {action.id: action.done_at for _, action in evidence.inputs.actions}
    for held in evidence.inputs.held_before:
        yield Table(
            ("Action", "What", "Owner", "Due", "Status"),
            tuple(
                (
                    action.id,
                    action.title,
                    evidence.show_name(action.owner),
                    action.due_on.isoformat(),
                    show_action_status(evolve(action, done_at=settled[action.id]), as_of, tz=tz),
                )
                for action in held.actions
            ),
            caption=f"Actions of review {held.id} ({held.period or held.kind})",
        )
        if minutes := shorten(held.minutes):
            yield Paragraph(f"Minutes of review {held.id}: {minutes}")


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """What earlier Operational Health Reviews left; one of which nothing is told left nothing."""
    for held in evidence.inputs.held_before:
        if held.kind is ReviewKind.OPERATIONAL_HEALTH:
            has_minutes = bool(held.minutes.strip())
            if has_minutes:
                yield "minutes"
            if has_minutes or held.actions:  # minutes without actions say that there are none
                yield "actions and accountabilities"


# Our judgement: enough to know them again by; the minutes have the rest.
_LENGTH_OF_MINUTES = 500


def shorten(text: str) -> str:
    """The beginning of a text on one line, and a sign that it goes on."""
    words = " ".join(text.split())
    is_long = len(words) > _LENGTH_OF_MINUTES
    return words[:_LENGTH_OF_MINUTES].rstrip() + " …" if is_long else words


def show_action_status(action: ActionItem, as_of: datetime, *, tz: str) -> Status:
    """Whether an action was done, and if not, whether it should have been."""
    if action.is_done(as_of):
        return Status("done", Tone.GOOD)
    if action.is_overdue(as_of, tz=tz):
        return Status("overdue", Tone.BAD)
    return Status("open", Tone.NEUTRAL)


EARLIER_ACTIONS = Topic(
    name="minutes and actions of earlier reviews",
    analysis=AnalysisKind.ISSUES,
    shown_in=InputKind.PREVIOUS_REVIEWS,
    provides=_provide,
    find_gaps=_find_gaps,
    examine=_examine,
    show=_show,
)
"""What earlier reviews agreed on."""
