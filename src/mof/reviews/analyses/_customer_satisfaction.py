"""Satisfaction: how content customers and users are, how that develops, and their complaints."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from mof.documents import Table, draw_line, format_count, format_instant, format_share
from mof.documents._charts.monthly_series import draw_columns
from mof.documents._formats import format_limit, format_number
from mof.documents._inlines import Text, join_words, to_parts
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.documents._target_statuses import show_target_status
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.help_requests import Complaint, ComplaintOutcome
from mof.indicators import (
    Feedback,
    Satisfaction,
    SatisfactionTarget,
    Shift,
    chart_shares,
    chart_values,
    measure_satisfaction,
)
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._set_in_time import find_set_late
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.analyses._trends import Trend, label_periods
from mof.reviews.evidence._evidence import ReviewEvidence, find_since
from mof.reviews.evidence._names import join_shown, show_with_kind
from mof.reviews.evidence._readings import describe_requirement
from mof.values import ConfidenceInterval, CustomerId, Period, ServiceId, TargetStatus
from mof.values._confidence_intervals import CONFIDENCE

_JUSTIFIED = {ComplaintOutcome.JUSTIFIED, ComplaintOutcome.PARTLY_JUSTIFIED}


@frozen
class Group:
    """Whose satisfaction it is: of one customer, with one service, or of all with everything."""

    service: ServiceId | None = None
    customer: CustomerId | None = None

    def __str__(self) -> str:
        named = [] if self.service is None else [f"service {self.service}"]
        named += [] if self.customer is None else [f"customer {self.customer}"]
        return ", ".join(named) or "everybody"


def _show_group_name(evidence: ReviewEvidence, group: Group) -> Text:
    """A service or customer by its name, which says what it is."""
    of = (("service", group.service), ("customer", group.customer))
    shown = join_shown(show_with_kind(evidence, kind, id_) for kind, id_ in of if id_ is not None)
    return shown or str(group)


def _name_group(evidence: ReviewEvidence, group: Group) -> str:
    return join_words(to_parts(_show_group_name(evidence, group)))


def _is_brought(evidence: ReviewEvidence) -> bool:
    """Whether anybody was asked, or complained."""
    feedback = evidence.inputs.feedback
    return bool(feedback.surveys or feedback.complaints)


def _examine(evidence: ReviewEvidence) -> Examination:
    """Satisfaction against its targets and its past, by service and customer, and complaints."""
    now = list_satisfaction(evidence, Group())[-1]
    complaints = list_complaints(evidence)
    overdue = tuple(each for each in complaints if each.is_overdue(evidence.inputs.as_of))
    return Examination(
        has_data=bool(now.answered or complaints),
        findings=(
            *_find_unsatisfied(evidence),
            *(_write_overdue(evidence, complaint) for complaint in overdue),
            *find_set_late(
                ((f"satisfaction of {to_group(t)}", t) for t in evidence.inputs.feedback.targets),
                period=evidence.inputs.period,
                analysis=AnalysisKind.SATISFACTION_TRENDS,
                item=EvaluatedItem.SATISFACTION,
            ),
        ),
        summary=(
            f"{now.satisfied} of {format_count(now.answered, 'response')} satisfied, "
            f"{now.answered} of {now.invited} asked answered; "
            f"{format_count(_count_received(complaints, evidence.inputs.period), 'complaint')} "
            f"received, {len(overdue)} overdue"
        ),
    )


def to_group(target: SatisfactionTarget) -> Group:
    """Whose satisfaction a target is about."""
    return Group(target.service, target.customer)


def list_groups(evidence: ReviewEvidence) -> tuple[Group, ...]:
    """Everybody, each service and each customer that surveys are about, and who has a target."""
    feedback = evidence.inputs.feedback
    services = sorted({s.service for s in feedback.surveys if s.service is not None})
    customers = sorted({s.customer for s in feedback.surveys if s.customer is not None})
    groups = [Group(), *map(Group, services), *(Group(customer=each) for each in customers)]
    return tuple(dict.fromkeys([*groups, *map(to_group, feedback.targets)]))


def list_satisfaction(evidence: ReviewEvidence, group: Group) -> tuple[Satisfaction, ...]:
    """The satisfaction of a group period by period, the reviewed period last."""
    return tuple(
        measure_satisfaction(
            evidence.inputs.feedback,
            during=period,
            as_of=evidence.inputs.as_of,
            service=group.service,
            customer=group.customer,
        )
        for period in evidence.periods
    )


def list_complaints(evidence: ReviewEvidence) -> tuple[Complaint, ...]:
    """The complaints of which something was known at the review, as they were known."""
    as_of = evidence.inputs.as_of
    views = (complaint.as_of(as_of) for complaint in evidence.inputs.feedback.complaints)
    return tuple(view for view in views if view.history)


def _count_received(complaints: tuple[Complaint, ...], during: Period) -> int:
    return sum(complaint.chronology[0].at in during for complaint in complaints)


def find_target(feedback: Feedback, group: Group) -> SatisfactionTarget | None:
    """The target of a group, if it has one."""
    return next((each for each in feedback.targets if to_group(each) == group), None)


def _find_unsatisfied(evidence: ReviewEvidence) -> Iterator[Finding]:
    for target in evidence.inputs.feedback.targets:
        group = to_group(target)
        periods = list_satisfaction(evidence, group)
        now = periods[-1]
        if target.find_status(now.share) is TargetStatus.OUTSIDE_TOLERANCE:
            # Our judgement: what may well be chance weighs less.
            may_be_chance = _may_be_chance(now, target)
            yield Finding(
                analysis=AnalysisKind.SATISFACTION_TRENDS,
                rule=FindingRule.OUTSIDE_TOLERANCE,
                subject=_slug(group),
                severity=Severity.LOW if may_be_chance else Severity.MEDIUM,
                title=f"{_name_group(evidence, group)}: {_describe_share(now, target)} satisfied",
                compared_with=describe_requirement(target.required_share, target.tolerance),
                evidence=tuple(response.id for response in now.unsatisfied),
                details=(
                    f"{_describe_interval(now.share_interval)} with {_CONFIDENCE} confidence",
                    *(["the margin of error reaches what is tolerated"] if may_be_chance else []),
                ),
                item=EvaluatedItem.SATISFACTION,
                since=find_since((each.period, target.find_status(each.share)) for each in periods),
            )


def _follow(evidence: ReviewEvidence) -> Iterator[Trend]:
    """The trends of the satisfied, of everybody and of each group, and of complaints."""
    for group in list_groups(evidence):
        periods = list_satisfaction(evidence, group)
        if any(each.answered for each in periods):
            yield _follow_satisfaction(evidence, group, periods)
    if evidence.inputs.feedback.complaints:
        yield _follow_complaints(evidence)


def _follow_satisfaction(
    evidence: ReviewEvidence, group: Group, periods: tuple[Satisfaction, ...]
) -> Trend:
    target, now = find_target(evidence.inputs.feedback, group), periods[-1]
    labels = label_periods(evidence.periods)
    return Trend(
        analysis=AnalysisKind.SATISFACTION_TRENDS,
        subject=_slug(group),
        name=f"Satisfaction of {_name_group(evidence, group)}",
        chart=chart_shares(
            (label, each.satisfied, each.answered)
            for label, each in zip(labels, periods, strict=True)
        ),
        worse=Shift.DOWN,
        periods=evidence.periods,
        status=target.find_status(now.share) if target else TargetStatus.NO_DATA,
        evidence=tuple(response.id for response in now.unsatisfied),
        item=EvaluatedItem.SATISFACTION,
    )


def _follow_complaints(evidence: ReviewEvidence) -> Trend:
    """Complaints received; before the first one it is not known whether any were brought."""
    complaints, now = list_complaints(evidence), evidence.inputs.period
    first = min((each.chronology[0].at for each in complaints), default=now.end)
    labels = label_periods(evidence.periods)
    return Trend(
        analysis=AnalysisKind.SATISFACTION_TRENDS,
        subject="complaints",
        name="Complaints received",
        chart=chart_values(
            (label, _count_received(complaints, period) if first < period.end else None)
            for label, period in zip(labels, evidence.periods, strict=True)
        ),
        worse=Shift.UP,
        periods=evidence.periods,
        evidence=tuple(each.id for each in complaints if each.chronology[0].at in now),
        item=EvaluatedItem.SATISFACTION,
    )


def _slug(group: Group) -> str:
    return f"satisfaction:{group}".replace(" ", "-")


_CONFIDENCE = format_limit(CONFIDENCE)


def _may_be_chance(now: Satisfaction, target: SatisfactionTarget) -> bool:
    interval = now.share_interval
    return interval is not None and target.required_share - target.tolerance <= interval.high


def _describe_share(now: Satisfaction, target: SatisfactionTarget | None) -> str:
    share = format_share(now.share, against=target.required_share if target else None)
    return f"{share} ({now.satisfied} of {now.answered})"


def _describe_interval(interval: ConfidenceInterval | None) -> str | None:
    if interval is None:
        return None
    return f"{format_share(interval.low)} to {format_share(interval.high)}"


def _write_overdue(evidence: ReviewEvidence, complaint: Complaint) -> Finding:
    due = complaint.answer_by
    about = f" about {evidence.name_of(complaint.about)}" if complaint.about else ""
    owner = evidence.name_of(complaint.owner) if complaint.owner else "its owner"
    return Finding(
        analysis=AnalysisKind.SATISFACTION_TRENDS,
        rule=FindingRule.OVERDUE_COMPLAINT,
        subject=complaint.id,
        severity=Severity.MEDIUM,
        title=f"{complaint.id}{about} has no answer",
        compared_with=f"the answer that {owner} owed by "
        f"{format_instant(due, tz=evidence.inputs.period.tz)}",
        evidence=(complaint.id,),
        item=EvaluatedItem.SATISFACTION,
        since=due,
    )


# What was brought


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """The satisfaction of every group, how that of all developed, and the complaints."""
    if evidence.inputs.feedback.surveys:
        yield Table(
            (
                "Of",
                "Asked",
                "Answered",
                "Rate",
                "Satisfied",
                "Confidence interval",
                "Mean",
                *_AGAINST,
            ),
            tuple(_show_group(evidence, group) for group in list_groups(evidence)),
            caption="Satisfaction by service and by customer",
            numbers=("Asked", "Answered", "Rate", "Satisfied", "Mean"),
            note=_NOTE,
        )
        yield _draw_share(evidence)
    yield from _show_complaints(evidence)


_AGAINST = ("Target", "Status")
_NOTE = (
    f"The interval holds the share of all with {_CONFIDENCE} confidence (Wilson); the mean is "
    "given with the margin of Student's t. Surveys count in the period in which they were sent."
)


def _show_group(evidence: ReviewEvidence, group: Group) -> tuple[Cell, ...]:
    target = find_target(evidence.inputs.feedback, group)
    now = list_satisfaction(evidence, group)[-1]
    return (
        _show_group_name(evidence, group),
        now.invited,
        now.answered,
        None if now.response_rate is None else format_share(now.response_rate),
        _describe_share(now, target) if now.answered else None,
        _describe_interval(now.share_interval),
        _describe_mean(now),
        describe_requirement(target.required_share, target.tolerance) if target else None,
        show_target_status(target.find_status(now.share) if target else TargetStatus.NO_DATA),
    )


def _describe_mean(now: Satisfaction) -> str | None:
    if now.mean is None:
        return None
    margin = f" ± {format_number(now.mean_interval.margin)}" if now.mean_interval else ""
    return f"{format_number(now.mean)}{margin}"


def _draw_share(evidence: ReviewEvidence) -> Block:
    target = find_target(evidence.inputs.feedback, Group())
    required: Fraction | None = target.required_share if target else None
    return draw_line(
        ((each.period.label, each.share) for each in list_satisfaction(evidence, Group())),
        title="Share of those who answered that is satisfied",
        target=required,
        band=(required - target.tolerance, required) if target and required else None,
        percent=True,
    )


def _show_complaints(evidence: ReviewEvidence) -> Iterator[Block]:
    complaints = list_complaints(evidence)
    if not complaints:
        return
    names = [period.label for period in evidence.periods]
    justified = tuple(each for each in complaints if each.outcome in _JUSTIFIED)
    yield draw_columns(
        zip(names, (_count_received(complaints, p) for p in evidence.periods), strict=True),
        title="Complaints received",
        name="received",
        highlight=names[-1],
        line=[_count_received(justified, period) for period in evidence.periods],
        line_name="of these justified, if only in part",
    )
    open_ = [complaint for complaint in complaints if complaint.is_open]
    if open_:
        yield Table(
            ("Complaint", "About", "State", "Owner", "Answer due"),
            tuple(_show_complaint(evidence, complaint) for complaint in open_),
            caption="Complaints awaiting response",
        )


def _show_complaint(evidence: ReviewEvidence, complaint: Complaint) -> tuple[Cell, ...]:
    due = complaint.answer_by
    return (
        complaint.id,
        evidence.show_name(complaint.about) if complaint.about else None,
        str(complaint.state),
        evidence.show_name(complaint.owner) if complaint.owner else None,
        None if due is None else format_instant(due, tz=evidence.inputs.period.tz),
    )


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """What customers and users said; a survey that no one answered says nothing."""
    has_answers = list_satisfaction(evidence, Group())[-1].answered
    if has_answers or list_complaints(evidence):
        yield str(InputKind.SATISFACTION)


SATISFACTION = Topic(
    name="surveys and complaints",
    analysis=AnalysisKind.SATISFACTION_TRENDS,
    shown_in=InputKind.SATISFACTION,
    provides=_provide,
    is_brought=_is_brought,
    examine=_examine,
    follow=_follow,
    show=_show,
)
"""What customers and users say."""
