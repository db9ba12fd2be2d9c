"""Upcoming changes: which promises, hours and people those endanger that are still to come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property

from attrs import frozen

from mof.agreements import SLA
from mof.calendars import Calendar
from mof.changes import ChangeCategory, ChangePriority, RequestForChange
from mof.documents import Table, format_count, format_instant
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.errors import HorizonError
from mof.framework import AnalysisKind, InputKind
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._posts_and_absences import list_levels
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._names import list_names, show_names
from mof.teams._workforce import StaffingLevel
from mof.values import AbsenceId, PersonId, ServiceId, TargetStatus, TeamId

# Our judgement: what is small or done every day is done while its service is there.
_EVERYDAY = {ChangeCategory.STANDARD, ChangeCategory.MINOR}
_AROUND = timedelta(days=14)
"""Open for so long before and after, a service has no hours in which a change would be better."""


@frozen
class UpcomingChange:
    """A change that is still to come, and what it reaches."""

    evidence: ReviewEvidence
    change: RequestForChange
    planned_at: datetime

    @cached_property
    def ways(self) -> dict[ServiceId, ServiceId]:
        """Each service that it reaches, and the touched one by way of which; itself if touched."""
        catalog = self.evidence.inputs.catalog
        touched = sorted(self.change.services)
        found = dict(zip(touched, touched, strict=True))
        for service in touched:
            for reached in catalog.impact_of(service) if service in catalog else ():
                found.setdefault(reached.id, service)
        return found

    @cached_property
    def promises(self) -> tuple[SLA, ...]:
        """The agreements with customers on what it reaches, as they hold when it takes effect."""
        agreements = self.evidence.inputs.agreements
        return tuple(
            each
            for each in agreements
            if isinstance(each, SLA)
            and each.service in self.ways
            and each.is_valid(self.planned_at)
        )

    @cached_property
    def open_services(self) -> tuple[ServiceId, ...]:
        """The services that it reaches in hours in which they are to be there."""
        return tuple(
            service
            for service in sorted(self.ways)
            if any(_is_in_hours(hours, self.planned_at) for hours in self._list_hours(service))
        )

    def _list_hours(self, service: ServiceId) -> Iterator[Calendar]:
        catalog = self.evidence.inputs.catalog
        told = catalog[service].service_hours if service in catalog else None
        if told is not None:
            yield told
            return
        for promise in self.promises:
            if promise.service == service:
                yield promise.service_hours or promise.calendar

    @cached_property
    def teams(self) -> tuple[TeamId, ...]:
        """The teams of the services that it touches."""
        catalog = self.evidence.inputs.catalog
        touched = (catalog[each] for each in self.change.services if each in catalog)
        return tuple(sorted({service.team for service in touched if service.team is not None}))

    @cached_property
    def persons(self) -> tuple[PersonId, ...]:
        """Who makes and tests it, and who owns the services that it touches."""
        catalog = self.evidence.inputs.catalog
        owners = (catalog[each].owner for each in self.change.services if each in catalog)
        named = {self.change.developer, self.change.tester, *owners}
        return tuple(sorted(each for each in named if each is not None))

    def find_absences(self, persons: tuple[PersonId, ...]) -> dict[PersonId, AbsenceId]:
        """Who of some persons is known to be away when it takes effect."""
        inputs = self.evidence.inputs
        return {
            person: absence.id
            for person in persons
            for absence in inputs.workforce.find_absences(person, as_of=inputs.as_of)
            if self.planned_at in absence.period
        }

    def __str__(self) -> str:
        return f"{self.change.title} ({self.change.category or 'not classified'})"


def _is_in_hours(hours: Calendar, at: datetime) -> bool:
    """Whether it is open at an instant, and not round the clock."""
    try:
        is_always = hours.elapsed(at - _AROUND, at + _AROUND) == 2 * _AROUND
        return hours.is_open(at) and not is_always
    except (HorizonError, OverflowError):
        # Tools write the end of time for "some day"; no hours are kept for that.
        return False


def find_upcoming(evidence: ReviewEvidence) -> tuple[UpcomingChange, ...]:
    """The changes that will take effect after the review, the soonest first."""
    as_of = evidence.inputs.as_of
    upcoming = [
        UpcomingChange(evidence, known, known.planned_at)
        for change in evidence.inputs.changes
        if change.is_upcoming(as_of)
        for known in [change.as_of(as_of)]
        if known.planned_at
    ]
    return tuple(sorted(upcoming, key=lambda each: (each.planned_at, each.change.id)))


def _examine(evidence: ReviewEvidence) -> Examination:
    """What the changes endanger that will take effect after the review."""
    upcoming = find_upcoming(evidence)
    return Examination(
        has_data=bool(evidence.inputs.changes),
        findings=(
            *_find_endangered(evidence, upcoming),
            *_find_in_hours(upcoming),
            *_find_frozen(evidence, upcoming),
            *_find_short_of_staff(evidence, upcoming),
        ),
        summary=f"{format_count(len(upcoming), 'change')} planned after the review",
    )


def _find_endangered(
    evidence: ReviewEvidence, upcoming: tuple[UpcomingChange, ...]
) -> Iterator[Finding]:
    failing = {
        evidence.agreement_of(attainment).service: attainment.agreement
        for attainment in evidence.attainments
        if attainment.status is TargetStatus.OUTSIDE_TOLERANCE
        and isinstance(evidence.agreement_of(attainment), SLA)
    }
    for each in upcoming:
        if reached := sorted(each.ways.keys() & failing):
            verb = "touches" if each.change.services & failing.keys() else "reaches"
            yield Finding(
                analysis=AnalysisKind.UPCOMING_CHANGES,
                rule=FindingRule.ENDANGERED_PROMISE,
                subject=each.change.id,
                severity=Severity.MEDIUM if verb == "touches" else Severity.LOW,
                title=f"{each} {verb} {list_names(evidence, reached)}",
                compared_with="a promise to its customers that is outside tolerance",
                evidence=(each.change.id, *sorted({failing[service] for service in reached})),
                details=tuple(
                    f"{evidence.name_of(service)} by way of {evidence.name_of(each.ways[service])}"
                    for service in reached
                    if each.ways[service] != service
                ),
            )


def _find_in_hours(upcoming: tuple[UpcomingChange, ...]) -> Iterator[Finding]:
    for each in upcoming:
        if each.change.category not in _EVERYDAY and (services := each.open_services):
            promises = [promise.id for promise in each.promises if promise.service in services]
            yield Finding(
                analysis=AnalysisKind.UPCOMING_CHANGES,
                rule=FindingRule.CHANGE_IN_HOURS,
                subject=each.change.id,
                severity=Severity.MEDIUM,
                title=f"{each} takes effect while {list_names(each.evidence, services)} "
                f"{'is' if len(services) == 1 else 'are'} to be there",
                compared_with="the hours of its services",
                evidence=(each.change.id, *promises),
            )


def _find_frozen(
    evidence: ReviewEvidence, upcoming: tuple[UpcomingChange, ...]
) -> Iterator[Finding]:
    for each in upcoming:
        for freeze in evidence.inputs.freezes:
            frozen = sorted(service for service in each.change.services if freeze.covers(service))
            if frozen and freeze.start <= each.planned_at < freeze.end:
                # Our judgement: an emergency does not wait for the end of a freeze.
                is_urgent = each.change.priority is ChangePriority.EMERGENCY
                tz = evidence.inputs.period.tz
                yield Finding(
                    analysis=AnalysisKind.UPCOMING_CHANGES,
                    rule=FindingRule.CHANGE_IN_FREEZE,
                    subject=each.change.id,
                    severity=Severity.LOW if is_urgent else Severity.MEDIUM,
                    title=f"{each} takes effect while {list_names(evidence, frozen)} "
                    f"{'is' if len(frozen) == 1 else 'are'} frozen",
                    compared_with=f"the freeze until {format_instant(freeze.end, tz=tz)}"
                    + (f": {freeze.reason}" if freeze.reason else ""),
                    evidence=(each.change.id,),
                )


def _find_short_of_staff(
    evidence: ReviewEvidence, upcoming: tuple[UpcomingChange, ...]
) -> Iterator[Finding]:
    levels = {level.team: level for level in list_levels(evidence)[-1]}
    for each in upcoming:
        teams = [levels[team] for team in each.teams if team in levels]
        absences = each.find_absences(each.persons)
        reasons = (
            *(f"{evidence.name_of(person)} is away" for person in absences),
            *(reason for level in teams for reason in _tell_shortage(each, level)),
        )
        if reasons:
            yield Finding(
                analysis=AnalysisKind.UPCOMING_CHANGES,
                rule=FindingRule.CHANGE_SHORT_OF_STAFF,
                subject=each.change.id,
                severity=Severity.LOW if each.change.category in _EVERYDAY else Severity.MEDIUM,
                title=f"{each}: {'; '.join(reasons)}",
                compared_with="those who are needed for it, and at least half of its team there",
                evidence=(each.change.id, *absences.values()),
            )


def _tell_shortage(upcoming: UpcomingChange, level: StaffingLevel) -> Iterator[str]:
    """Why a team may be too few for a change: posts vacant at the review, or people away."""
    team = upcoming.evidence.name_of(level.team)
    if level.status is TargetStatus.OUTSIDE_TOLERANCE:
        yield f"{team} is short of {format_count(level.missing or 0, 'person', 'persons')}"
    away = upcoming.find_absences(level.persons)
    # Our judgement: half of a team is enough for a while.
    if 2 * len(away) > level.headcount:
        yield f"{len(away)} of {level.headcount} of {team} are away"


# What is to come


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """The changes to come, what they reach, and which promises are made on that."""
    if upcoming := find_upcoming(evidence):
        yield Table(
            ("Change", "Title", "Category", "Priority", "Services", "Reaches", "Promises", "At"),
            tuple(_show_upcoming_change(each) for each in upcoming),
            caption="Upcoming changes",
            note="What a change reaches stands on a service that it touches.",
        )


def _show_upcoming_change(each: UpcomingChange) -> tuple[Cell, ...]:
    change = each.change
    return (
        change.id,
        change.title,
        str(change.category or "not classified"),
        str(change.priority or "not classified"),
        show_names(each.evidence, sorted(change.services)),
        show_names(each.evidence, sorted(each.ways.keys() - change.services)),
        show_names(each.evidence, dict.fromkeys(promise.id for promise in each.promises)),
        format_instant(each.planned_at, tz=each.evidence.inputs.period.tz),
    )


UPCOMING_CHANGES = Topic(
    name="changes to come",
    analysis=AnalysisKind.UPCOMING_CHANGES,
    shown_in=InputKind.RISKS,
    examine=_examine,
    show=_show,
)
"""What changes endanger that are still to come."""
