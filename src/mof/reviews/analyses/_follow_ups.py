"""Follow-ups: what earlier reviews asked for or put off, and what has become of it."""

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from attrs import field, frozen

from mof.documents import Status, Table, Tone, format_count
from mof.framework import AnalysisKind, InputKind
from mof.improvement import ReviewHeld, ServiceImprovementProgram
from mof.improvement._earlier_reviews import AskedFor, Deferral, RequestStatus
from mof.improvement._initiatives import InitiativeProgress
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._earlier_actions import find_day_after
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._inputs import OperationalHealthInputs


@frozen
class FollowUps:
    """What the earlier reviews left to others, as far as the records brought tell of it."""

    inputs: OperationalHealthInputs = field(repr=False)

    @cached_property
    def asked_for(self) -> tuple[tuple[ReviewHeld, AskedFor], ...]:
        """Every record that an earlier review asked for, besides actions."""
        return tuple((held, asked) for held in self.inputs.held_before for asked in held.asked_for)

    @cached_property
    def statuses(self) -> dict[str, str]:
        """How far each change, improvement program and request that was brought has come."""
        as_of = self.inputs.as_of
        changes = ((each.id, each.as_of(as_of).state) for each in self.inputs.changes)
        programs = ((each.id, _describe(each, as_of)) for each in self.inputs.programs)
        requests = ((each.id, each.find_status(as_of)) for each in self.inputs.requests)
        known = (*changes, *programs, *requests)
        return {id_: str(status or "not known") for id_, status in known}

    @cached_property
    def lost(self) -> tuple[tuple[ReviewHeld, AskedFor], ...]:
        """What was asked for, and is on no record brought."""
        return tuple(pair for pair in self.asked_for if pair[1].id not in self.statuses)

    @cached_property
    def due(self) -> tuple[tuple[ReviewHeld, Deferral], ...]:
        """What was put off until now: no review that was held since has come to it."""
        tz, reviews = self.inputs.period.tz, self.inputs.held_before
        return tuple(
            (held, deferral)
            for held in reviews
            for deferral in held.deferrals
            if deferral.is_due(self.inputs.as_of, tz=tz)
            and not any(
                later.held_at > held.held_at and deferral.is_due(later.held_at, tz=tz)
                for later in reviews
            )
        )

    @cached_property
    def open_requests(self) -> int:
        """How many requests are not answered."""
        as_of = self.inputs.as_of
        return sum(each.find_status(as_of) is RequestStatus.OPEN for each in self.inputs.requests)


def _describe(program: ServiceImprovementProgram, as_of: datetime) -> str:
    progress = [each.progress(as_of) for each in program.initiatives]
    completed = progress.count(InitiativeProgress.COMPLETED)
    return f"{completed} of {format_count(len(progress), 'initiative')} completed"


def _examine(evidence: ReviewEvidence) -> Examination:
    """What earlier reviews asked for and is not answered; and what is to be decided now."""
    follow_ups = FollowUps(evidence.inputs)
    due, asked = len(follow_ups.due), len(follow_ups.asked_for)
    findings = (*_find_due(follow_ups), *_find_overdue(follow_ups), *_find_lost(follow_ups))
    return Examination(
        has_data=bool(asked or due or evidence.inputs.requests),
        findings=findings,
        summary=(
            f"{format_count(asked, 'other output')} of earlier reviews, {len(follow_ups.lost)} "
            f"not on record; {format_count(due, 'deferred decision')} due, "
            f"{format_count(follow_ups.open_requests, 'request')} open"
        ),
    )


def _find_due(follow_ups: FollowUps) -> Iterator[Finding]:
    for held, deferral in follow_ups.due:
        yield Finding(
            analysis=AnalysisKind.ISSUES,
            rule=FindingRule.DUE_DEFERRAL,
            subject=f"{held.id}:{deferral.finding}:{deferral.text}",
            severity=Severity.LOW,
            title=f"{deferral.text} ({deferral.finding}) is still to be decided on",
            compared_with=f"review {held.id}, which put it off until "
            f"{deferral.until or 'the next review'}",
            evidence=(held.id,),
        )


def _find_overdue(follow_ups: FollowUps) -> Iterator[Finding]:
    inputs = follow_ups.inputs
    for request in inputs.requests:
        if request.due_on and request.is_overdue(inputs.as_of, tz=inputs.period.tz):
            asked_by = f" by review {request.review}" if request.review else ""
            yield Finding(
                analysis=AnalysisKind.ISSUES,
                rule=FindingRule.OVERDUE_REQUEST,
                subject=request.id,
                severity=Severity.MEDIUM,
                title=f"{request.title} ({request.kind}): due on {request.due_on}, not answered",
                compared_with=f"what {request.requested_by} asked for{asked_by}",
                evidence=(request.id,),
                since=find_day_after(request.due_on, inputs.period.tz),
            )


def _find_lost(follow_ups: FollowUps) -> Iterator[Finding]:
    for held, asked in follow_ups.lost:
        yield Finding(
            analysis=AnalysisKind.ISSUES,
            rule=FindingRule.LOST_REQUEST,
            subject=asked.id,
            severity=Severity.LOW,
            title=f"{asked.title} ({asked.kind}) is on no record brought",
            compared_with=f"what review {held.id} asked for",
            evidence=(held.id,),
        )


def _show(evidence: ReviewEvidence) -> Iterator[Table]:
    """What earlier reviews asked for, with how far it has come."""
    follow_ups = FollowUps(evidence.inputs)
    if follow_ups.asked_for:
        yield Table(
            ("Review", "Output", "What", "Record", "Status"),
            [
                (held.id, asked.kind, asked.title, asked.id, _show_status(follow_ups, asked))
                for held, asked in follow_ups.asked_for
            ],
            caption="What earlier reviews asked for",
        )


def _show_status(follow_ups: FollowUps, asked: AskedFor) -> Status | str:
    status = follow_ups.statuses.get(asked.id)
    return status or Status("not on record", Tone.WARNING)


FOLLOW_UPS = Topic(
    name="what earlier reviews asked for",
    analysis=AnalysisKind.ISSUES,
    shown_in=InputKind.PREVIOUS_REVIEWS,
    examine=_examine,
    show=_show,
)
"""What earlier reviews asked of others, or put off."""
