"""Workforce: headcount against posts, absence, turnover, and skills that rest on one person."""

from collections.abc import Iterator

from dateutil.relativedelta import relativedelta

from mof.documents import Table, draw_line, format_count, format_duration, format_share
from mof.documents._formats import format_limit
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.documents._target_statuses import show_target_status
from mof.framework import AnalysisKind, EvaluatedItem, InputKind
from mof.indicators import Shift, chart_values
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._set_in_time import find_set_late
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.analyses._trends import Trend, label_periods
from mof.reviews.evidence._evidence import ReviewEvidence, find_since
from mof.teams import (
    Workforce,
    WorkforceMeasure,
    WorkforceTarget,
    measure_absence,
    measure_skills,
    measure_staffing,
    measure_turnover,
)
from mof.teams._workforce import AbsenceRate, SkillCoverage, StaffingLevel, Turnover
from mof.values import Period, TargetStatus, TeamId
from mof.values._instants import load_zone, resolve_wall_time


def is_brought(evidence: ReviewEvidence) -> bool:
    """Whether anything was said of posts, absences or their targets."""
    return evidence.inputs.workforce != Workforce()


def _examine(evidence: ReviewEvidence) -> Examination:
    """What is outside tolerance in staffing, absence and turnover, and who is alone in a skill."""
    levels, absence = list_levels(evidence)[-1], list_absence(evidence)[-1]
    return Examination(
        has_data=bool(absence.available) or any(level.posts for level in levels),
        findings=(
            *_find_short(evidence),
            *_find_absent(evidence),
            *_find_leaving(evidence),
            *(_write_single(evidence, each) for each in list_skills(evidence) if each.rests_on_one),
            *find_set_late(
                ((str(each.measure), each) for each in evidence.inputs.workforce.targets),
                period=evidence.inputs.period,
                analysis=AnalysisKind.PEOPLE_TRENDS,
                item=EvaluatedItem.STAFF_PERFORMANCE,
            ),
        ),
        summary=_summarize(evidence),
    )


def _summarize(evidence: ReviewEvidence) -> str:
    levels = list_levels(evidence)[-1]
    missing = sum(level.missing or 0 for level in levels)
    posts = sum(level.posts or 0 for level in levels)
    absence = list_absence(evidence)[-1].share
    return f"{missing} of {format_count(posts, 'post')} vacant, absence {format_share(absence)}"


def list_levels(evidence: ReviewEvidence) -> tuple[tuple[StaffingLevel, ...], ...]:
    """The staffing of every team at the end of each period, and last at the review."""
    inputs = evidence.inputs
    ends = (*(period.end for period in evidence.periods[:-1]), inputs.as_of)
    return tuple(measure_staffing(inputs.workforce, inputs.organization, at=at) for at in ends)


def list_absence(evidence: ReviewEvidence, team: TeamId | None = None) -> tuple[AbsenceRate, ...]:
    """The absence of a team or of everybody, period by period, the reviewed period last."""
    inputs = evidence.inputs
    return tuple(
        measure_absence(
            inputs.workforce, inputs.organization, during=period, as_of=inputs.as_of, team=team
        )
        for period in evidence.periods
    )


def measure_yearly_turnover(evidence: ReviewEvidence, until: Period) -> Turnover:
    """The turnover of the twelve months up to the end of a period.

    Our judgement: those of a month are too few to compare with anything.
    """
    zone = load_zone(until.tz)
    end = until.end.astimezone(zone).replace(tzinfo=None)
    start = resolve_wall_time(end - relativedelta(years=1), zone)
    return measure_turnover(
        evidence.inputs.organization, during=Period(start, until.end, tz=until.tz)
    )


def list_skills(evidence: ReviewEvidence) -> tuple[SkillCoverage, ...]:
    """The skills that roles require, against those who hold them at the review."""
    return measure_skills(evidence.inputs.organization, at=evidence.inputs.as_of)


def _find_short(evidence: ReviewEvidence) -> Iterator[Finding]:
    periods = list_levels(evidence)
    for now in periods[-1]:
        if now.status is TargetStatus.OUTSIDE_TOLERANCE:
            yield Finding(
                analysis=AnalysisKind.PEOPLE_TRENDS,
                rule=FindingRule.OUTSIDE_TOLERANCE,
                subject=f"staffing:{now.team}",
                severity=Severity.MEDIUM,
                title=f"{evidence.name_of(now.team)} has "
                f"{format_count(now.headcount, 'person', 'persons')} "
                f"for {format_count(now.posts or 0, 'post')}",
                compared_with=f"its posts, of which {now.vacant} may be vacant",
                evidence=now.persons,
                item=EvaluatedItem.STAFF_PERFORMANCE,
                since=find_since(
                    (period, level.status)
                    for period, levels in zip(evidence.periods, periods, strict=True)
                    for level in levels
                    if level.team == now.team
                ),
            )


def _describe(target: WorkforceTarget) -> str:
    most = target.at_most + target.tolerance
    tolerated = f", tolerated up to {format_limit(most)}" if target.tolerance else ""
    return f"at most {format_limit(target.at_most)}{tolerated}"


def _find_absent(evidence: ReviewEvidence) -> Iterator[Finding]:
    target = evidence.inputs.workforce.find_target(WorkforceMeasure.ABSENCE)
    if target is None:
        return
    for team in (None, *_list_teams(evidence)):
        rates = list_absence(evidence, team)
        now = rates[-1]
        if target.find_status(now.share) is TargetStatus.OUTSIDE_TOLERANCE:
            yield Finding(
                analysis=AnalysisKind.PEOPLE_TRENDS,
                rule=FindingRule.OUTSIDE_TOLERANCE,
                subject=f"absence:{team or 'everybody'}",
                severity=Severity.MEDIUM,
                title=f"absence of {_name_team(evidence, team)}: "
                f"{format_share(now.share, against=target.at_most)}",
                compared_with=_describe(target),
                evidence=now.absences,
                details=(f"{_describe_time(now)} of working time",),
                item=EvaluatedItem.STAFF_PERFORMANCE,
                since=find_since(
                    (period, target.find_status(rate.share))
                    for period, rate in zip(evidence.periods, rates, strict=True)
                ),
            )


def _follow(evidence: ReviewEvidence) -> Iterator[Trend]:
    """The trends of hours lost in a hundred, of everybody and of each team.

    Hours of one person are lost together, so that a p-chart would have limits far too narrow.
    """
    target = evidence.inputs.workforce.find_target(WorkforceMeasure.ABSENCE)
    labels = label_periods(evidence.periods)
    for team in (None, *_list_teams(evidence)):
        rates = list_absence(evidence, team)
        now = rates[-1]
        yield Trend(
            analysis=AnalysisKind.PEOPLE_TRENDS,
            subject=f"absence:{team or 'everybody'}",
            name=f"Absence of {_name_team(evidence, team)}, hours in a hundred",
            chart=chart_values(
                (label, None if rate.share is None else 100 * rate.share)
                for label, rate in zip(labels, rates, strict=True)
            ),
            worse=Shift.UP,
            periods=evidence.periods,
            status=target.find_status(now.share) if target else TargetStatus.NO_DATA,
            evidence=now.absences,
            item=EvaluatedItem.STAFF_PERFORMANCE,
        )


def _name_team(evidence: ReviewEvidence, team: TeamId | None) -> str:
    return evidence.name_of(team) if team else "everybody"


def _describe_time(rate: AbsenceRate) -> str:
    lost = format_duration(rate.lost, seconds=False)
    return f"{lost} of {format_duration(rate.available, seconds=False)}"


def _list_teams(evidence: ReviewEvidence) -> tuple[TeamId, ...]:
    return tuple(level.team for level in list_levels(evidence)[-1])


def _find_leaving(evidence: ReviewEvidence) -> Iterator[Finding]:
    target = evidence.inputs.workforce.find_target(WorkforceMeasure.TURNOVER)
    now = measure_yearly_turnover(evidence, evidence.inputs.period)
    if target and target.find_status(now.share) is TargetStatus.OUTSIDE_TOLERANCE:
        yield Finding(
            analysis=AnalysisKind.PEOPLE_TRENDS,
            rule=FindingRule.OUTSIDE_TOLERANCE,
            subject="turnover",
            severity=Severity.MEDIUM,
            title=f"turnover of twelve months: {format_share(now.share, against=target.at_most)}",
            compared_with=_describe(target),
            evidence=now.left,
            details=(f"{len(now.left)} left, of {now.at_start} who became {now.at_end}",),
            item=EvaluatedItem.STAFF_PERFORMANCE,
        )


def _write_single(evidence: ReviewEvidence, coverage: SkillCoverage) -> Finding:
    requirement = coverage.requirement
    return Finding(
        analysis=AnalysisKind.PEOPLE_TRENDS,
        rule=FindingRule.SKILL_OF_ONE,
        subject=f"{requirement.role_type}:{requirement.skill}".replace(" ", "-"),
        severity=Severity.LOW,
        title=f"{requirement.skill} for {requirement.role_type} rests on "
        f"{evidence.name_of(coverage.skilled[0])}",
        compared_with=f"another person who has level {requirement.level} of it",
        evidence=coverage.skilled,
        item=EvaluatedItem.SKILLS,
    )


# What was brought


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """Posts, absence and turnover at the review, and the skills that roles require."""
    target = evidence.inputs.workforce.find_target(WorkforceMeasure.ABSENCE)
    levels = list_levels(evidence)[-1]
    yield Table(
        ("Team", "Posts", "Persons", "Staffing", "Absence", "Against its target"),
        tuple(_show_level(evidence, level, target) for level in levels),
        caption="Teams: posts, persons and absence",
        numbers=("Posts", "Persons", "Absence"),
        note="Absence is working time lost to what was not planned; leave and training are none.",
    )
    yield draw_line(
        (
            (period.label, rate.share)
            for period, rate in zip(evidence.periods, list_absence(evidence), strict=True)
        ),
        title="Absence of everybody",
        target=target.at_most if target else None,
        percent=True,
    )
    yield _show_turnover(evidence)
    if skills := list_skills(evidence):
        yield Table(
            ("Role type", "Skill", "Level", "Holders", "Skilled", "Share", "Others with it"),
            tuple(map(_show_skill, skills)),
            caption="Skills against need",
            numbers=("Level", "Holders", "Skilled", "Share", "Others with it"),
        )


def _show_level(
    evidence: ReviewEvidence, level: StaffingLevel, target: WorkforceTarget | None
) -> tuple[Cell, ...]:
    share = list_absence(evidence, level.team)[-1].share
    return (
        evidence.show_name(level.team),
        level.posts,
        level.headcount,
        show_target_status(level.status),
        None if share is None else format_share(share),
        show_target_status(target.find_status(share) if target else TargetStatus.NO_DATA),
    )


def _show_turnover(evidence: ReviewEvidence) -> Table:
    target = evidence.inputs.workforce.find_target(WorkforceMeasure.TURNOVER)
    now = measure_yearly_turnover(evidence, evidence.inputs.period)
    return Table(
        ("Left", "Before", "Now", "Turnover", "Target", "Status"),
        (
            (
                len(now.left),
                now.at_start,
                now.at_end,
                None if now.share is None else format_share(now.share),
                _describe(target) if target else None,
                show_target_status(
                    target.find_status(now.share) if target else TargetStatus.NO_DATA
                ),
            ),
        ),
        caption="Turnover of the twelve months up to the end of the period",
        numbers=("Left", "Before", "Now", "Turnover"),
    )


def _show_skill(coverage: SkillCoverage) -> tuple[Cell, ...]:
    requirement = coverage.requirement
    return (
        str(requirement.role_type),
        requirement.skill,
        requirement.level,
        len(coverage.holders),
        len(coverage.skilled),
        None if coverage.share is None else format_share(coverage.share),
        len(coverage.others),
    )


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """Posts and absences; their targets alone measure nothing."""
    levels, absence = list_levels(evidence)[-1], list_absence(evidence)[-1]
    if absence.available or any(level.posts for level in levels):
        yield "human resources metrics"


WORKFORCE = Topic(
    name="posts and absences",
    analysis=AnalysisKind.PEOPLE_TRENDS,
    shown_in=InputKind.PEOPLE,
    provides=_provide,
    is_brought=is_brought,
    examine=_examine,
    follow=_follow,
    show=_show,
)
"""Headcount, absence, turnover and skills."""
