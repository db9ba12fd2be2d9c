"""Credits: what of availability is outside tolerance, and what it gives back."""

from collections.abc import Iterator
from fractions import Fraction

from mof.agreements import SLA
from mof.documents import Table, format_count, format_duration, format_instant, format_share
from mof.documents._formats import format_limit
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.documents._target_statuses import show_target_status
from mof.framework import AnalysisKind, InputKind
from mof.indicators import Shift, chart_values
from mof.judgements import Availability, ClaimState, CreditClaim
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._target_attainment import find_item
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.analyses._trends import Trend, label_periods
from mof.reviews.evidence._availabilities import AvailabilityRow
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._names import name_promise
from mof.reviews.evidence._readings import describe_requirement
from mof.values import TargetStatus
from mof.values._instants import MICROSECOND

_DIGITS = 3


def _find_gaps(evidence: ReviewEvidence) -> Iterator[str]:
    """Whether the log of outages of a service is missing whose availability is promised."""
    logged = {log.service for log in evidence.inputs.outage_logs}
    promised = {each.service for each in evidence.inputs.agreements if each.availability}
    if not promised <= logged:
        yield "logs of outages"


def _examine(evidence: ReviewEvidence) -> Examination | None:
    """Every availability promised against its tolerance, and the credits that follow."""
    rows = evidence.availabilities
    if not rows:
        return None
    known = [row for row in rows if row.raw.share is not None]
    outside = sum(row.raw.status is TargetStatus.OUTSIDE_TOLERANCE for row in known)
    return Examination(
        has_data=bool(known),
        findings=(*_find_unavailable(evidence), *_find_credits(evidence)),
        summary=f"{len(known)} of {format_count(len(rows), 'availability', 'availabilities')} "
        f"with data, {outside} outside tolerance",
    )


def _find_unavailable(evidence: ReviewEvidence) -> Iterator[Finding]:
    """The availabilities outside tolerance, with what was lost of what may be."""
    for row in evidence.availabilities:
        if row.raw.status is TargetStatus.OUTSIDE_TOLERANCE:
            yield Finding(
                analysis=AnalysisKind.PERFORMANCE,
                rule=FindingRule.OUTSIDE_TOLERANCE,
                subject=row.subject,
                severity=Severity.HIGH if isinstance(row.agreement, SLA) else Severity.MEDIUM,
                title=f"{_name(evidence, row)}: {_show_share(row.raw)} in {row.raw.period.label}",
                compared_with=describe_requirement(row.target.required_share, row.target.tolerance),
                evidence=row.causes,
                details=tuple(_describe_loss(row)),
                item=find_item(row.agreement),
                since=row.raw.period.start,
            )


def _describe_loss(row: AvailabilityRow) -> Iterator[str]:
    budget = row.raw.budget
    yield f"lost {format_duration(budget.spent)} of {format_duration(budget.allowance)} allowed"
    failures = row.raw.reliability
    if failures.mttr is not None:
        yield f"restored in {format_duration(failures.mttr)} on average"
    if row.exclusions:
        yield f"adjusted {_show_share(row.adjusted)}, {row.adjusted.status}"
    if row.raw.is_partial:
        yield "part of the hours has not passed yet, or has no data"


def _find_credits(evidence: ReviewEvidence) -> Iterator[Finding]:
    """The credits that are due, or that the agreement leaves open; by the adjusted share."""
    tz = evidence.inputs.period.tz
    for row in evidence.availabilities:
        claim = row.claim
        if claim.state in {ClaimState.CLAIMABLE, ClaimState.LAPSED, ClaimState.NOT_SAID}:
            is_open = claim.state is ClaimState.NOT_SAID
            yield Finding(
                analysis=AnalysisKind.PERFORMANCE,
                rule=FindingRule.UNSETTLED_CREDIT if is_open else FindingRule.CREDIT_DUE,
                subject=row.subject,
                severity=Severity.LOW if is_open else Severity.MEDIUM,
                title=f"{_name(evidence, row)}: {_describe_credit(evidence, row)}",
                compared_with=f"{_show_share(row.adjusted)} in {claim.period.label}, "
                "under the agreement's terms of credit",
                evidence=row.causes,
                details=(f"to be claimed before {format_instant(claim.claim_until, tz=tz)}",)
                if claim.claim_until
                else (),
                item=find_item(row.agreement),
            )


def _name(evidence: ReviewEvidence, row: AvailabilityRow) -> str:
    return name_promise(evidence, row.agreement.id, row.target)


def _describe_credit(evidence: ReviewEvidence, row: AvailabilityRow) -> str:
    claim = row.claim
    if claim.credit is None:
        return "no credit is said for such an availability"
    owed_by = evidence.name_of(row.agreement.parties[0])
    return f"{owed_by} owes a credit of {format_limit(claim.credit)}, {claim.state}"


def _follow(evidence: ReviewEvidence) -> Iterator[Trend]:
    """How many minutes of service hours were lost period by period, for each target.

    Time is lost in long pieces, not case by case, so it is held against its own variation as
    values and not as shares.
    """
    for rows in evidence.downtimes:
        now = rows[-1]
        labels = label_periods(evidence.periods)
        minutes = (_count_minutes(each.raw) for each in rows)
        yield Trend(
            analysis=AnalysisKind.PERFORMANCE,
            subject=f"{now.subject}:lost",
            name=f"minutes lost, {_name(evidence, now)}",
            chart=chart_values(zip(labels, minutes, strict=True)),
            worse=Shift.UP,
            periods=evidence.periods,
            status=now.raw.status,
            evidence=now.causes,
            item=find_item(now.agreement),
        )


def _count_minutes(measured: Availability) -> Fraction | None:
    if measured.share is None:
        return None
    return Fraction(measured.lost // MICROSECOND, 60_000_000)


# Shown


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """Every availability, raw and adjusted, with what is left of its budget and its credit."""
    rows = evidence.availabilities
    if rows:
        yield Table(
            (
                "Agreement",
                "Promise",
                "Span",
                "Available",
                "Adjusted",
                "Required",
                "Tolerated",
                "Status",
                "Lost",
                "Left",
                "Credit",
            ),
            tuple(_show_row(evidence, row) for row in rows),
            caption="Availability and service credits",
            numbers=("Available", "Adjusted", "Required", "Tolerated"),
            note="Available is by the terms of the agreement; adjusted is without the outages that "
            "both parties agreed not to count. Credits follow from the adjusted share.",
        )
    exclusions = [(row, exclusion) for row in rows for exclusion in row.exclusions]
    if exclusions:
        yield Table(
            ("Agreement", "Promise", "Left out", "Because", "Approved by, on what evidence"),
            tuple(
                (
                    evidence.show_name(row.agreement.id),
                    str(row.target),
                    each.record,
                    str(each.reason),
                    (evidence.show_name(each.approved_by), f": {'; '.join(each.evidence)}"),
                )
                for row, each in exclusions
            ),
            caption="Outages that both parties agreed not to count",
        )


def _show_row(evidence: ReviewEvidence, row: AvailabilityRow) -> tuple[Cell, ...]:
    target, budget = row.target, row.raw.budget
    partial = " (partial)" if row.raw.is_partial else ""
    return (
        evidence.show_name(row.agreement.id),
        str(target),
        f"{row.raw.period.label}{partial}",
        _show_share(row.raw),
        _show_share(row.adjusted),
        format_limit(target.required_share),
        format_limit(target.required_share - target.tolerance),
        show_target_status(row.raw.status),
        format_duration(budget.spent),
        format_duration(budget.remaining),
        _show_credit(row.claim),
    )


def _show_credit(claim: CreditClaim) -> str:
    credit = "" if claim.credit is None else f"{format_limit(claim.credit)}, "
    return f"{credit}{claim.state}"


def _show_share(availability: Availability) -> str:
    required = availability.target.required_share
    return format_share(availability.share, digits=_DIGITS, against=required)


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """What was available of what was promised."""
    if any(row.raw.share is not None for row in evidence.availabilities):
        yield str(InputKind.AGREEMENT_PERFORMANCE)


AVAILABILITY = Topic(
    name="availability",
    analysis=AnalysisKind.PERFORMANCE,
    shown_in=InputKind.AGREEMENT_PERFORMANCE,
    provides=_provide,
    find_gaps=_find_gaps,
    examine=_examine,
    follow=_follow,
    show=_show,
)
"""Every availability promised, and the credits that follow from it."""
