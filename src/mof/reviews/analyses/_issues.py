"""Issues: what earlier reviews agreed on, and what became of it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from mof.documents import format_count
from mof.framework import AnalysisKind
from mof.improvement import ActionItem
from mof.reviews._findings import AnalysisResult, Finding, FindingRule, Severity
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.values._instants import load_zone, resolve_wall_time


def analyze_issues(evidence: ReviewEvidence) -> AnalysisResult:
    """What earlier reviews agreed on and was not done, put off, or carried from one to the next."""
    inputs = evidence.inputs
    actions = inputs.actions
    left = [action for _, action in actions if not action.is_done(inputs.as_of)]
    findings = (*_find_overdue(evidence), *_find_carried(evidence))
    return AnalysisResult(
        analysis=AnalysisKind.ISSUES,
        has_data=bool(inputs.held_before or inputs.incidents),
        findings=findings,
        summary=(
            f"{format_count(len(actions), 'action')} from "
            f"{format_count(len(inputs.held_before), 'earlier review')}, {len(left)} not done; "
            f"{format_count(evidence.volumes[-1].open_at_end, 'incident')} open"
        ),
    )


def _find_overdue(evidence: ReviewEvidence) -> Iterator[Finding]:
    for held, action in evidence.inputs.actions:
        if action.is_overdue(evidence.inputs.as_of, tz=evidence.inputs.period.tz):
            yield Finding(
                analysis=AnalysisKind.ISSUES,
                rule=FindingRule.OVERDUE_ACTION,
                subject=action.id,
                severity=Severity.MEDIUM,
                title=f"{action.title}: due on {action.due_on}, not done",
                compared_with=f"the promise of {action.owner} to review {held.id}",
                evidence=(action.id,),
                details=tuple(_describe_carrying(evidence, action)),
                since=_find_day_after(action.due_on, evidence.inputs.period.tz),
            )


def _find_carried(evidence: ReviewEvidence) -> Iterator[Finding]:
    """What is not overdue only because it was put off, or has been open for some reviews."""
    inputs = evidence.inputs
    for held, action in inputs.actions:
        is_overdue = action.is_overdue(inputs.as_of, tz=inputs.period.tz)
        details = tuple(_describe_carrying(evidence, action))
        if details and not is_overdue and not action.is_done(inputs.as_of):
            yield Finding(
                analysis=AnalysisKind.ISSUES,
                rule=FindingRule.CARRIED_ACTION,
                subject=action.id,
                severity=Severity.LOW,
                title=f"{action.title}: due on {action.due_on}, still open",
                compared_with=f"the promise of {action.owner} to review {held.id}",
                evidence=(action.id,),
                details=details,
            )


def _describe_carrying(evidence: ReviewEvidence, action: ActionItem) -> Iterator[str]:
    reviews = evidence.inputs.held_before
    told = [each for review in reviews for each in review.actions if each.id == action.id]
    if len(told) > 1:
        yield f"carried by {len(told)} reviews"
    if told[0].due_on < action.due_on:
        yield f"first due on {told[0].due_on}"


def _find_day_after(day: date, tz: str) -> datetime:
    """When a day was over in a zone."""
    following = datetime.combine(day + timedelta(days=1), time.min)
    return resolve_wall_time(following, load_zone(tz))
