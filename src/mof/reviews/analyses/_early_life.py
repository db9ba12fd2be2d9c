"""New services: how new and changed services do in their first weeks, against steady state."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from mof.agreements import SLA
from mof.changes import ChangeCategory
from mof.documents import Status, Table, Tone, format_count, format_instant
from mof.documents._formats import format_number
from mof.documents._inlines import Text
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.framework import AnalysisKind, InputKind
from mof.judgements import Attainment, summarize_attainment
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._names import join_shown, name_promise, show_promise
from mof.services import Service, ServiceState
from mof.values import ChangeId, IncidentId, Period, ServiceId, TargetStatus, Term
from mof.values._confidence_intervals import find_share_interval
from mof.values._instants import MICROSECOND

WEEK = timedelta(weeks=1)
FIRST_WEEKS = 4 * WEEK
"""For how long a service is new, or changed. Our judgement: the field's early-life support."""
STEADY_WEEKS = 12 * WEEK
"""How much of steady state it is compared with, at most. Our judgement."""
_LEAST = FIRST_WEEKS
"""Less of steady state is no data. Our judgement."""
# Our judgement: smaller changes are many, and follow each other too closely.
_LARGE = {ChangeCategory.SIGNIFICANT, ChangeCategory.MAJOR}


class Settling(Term):
    """How the incidents of the first weeks stand against those of steady state."""

    MORE = "more than in steady state"
    SETTLED = "no more than in steady state"
    NO_DATA = "no data"


@frozen
class EarlyLife:
    """The first weeks of a service or after a change to it, and the steady state beside them.

    The steady state of a changed service is what was before the change, that of a new one what
    comes after its first weeks; it is None where there is less than four weeks of it.
    """

    evidence: ReviewEvidence
    opened: tuple[tuple[datetime, IncidentId], ...]
    """The incidents of the service and when each was opened."""
    service: ServiceId
    change: ChangeId | None
    early: Period
    steady: Period | None

    @cached_property
    def incidents(self) -> tuple[IncidentId, ...]:
        """The incidents of the first weeks."""
        return self._list_incidents(self.early)

    @cached_property
    def steady_count(self) -> int:
        """How many incidents there were in steady state."""
        return len(self._list_incidents(self.steady)) if self.steady else 0

    def _list_incidents(self, during: Period) -> tuple[IncidentId, ...]:
        return tuple(incident for at, incident in self.opened if at in during)

    @property
    def settling(self) -> Settling:
        """Whether there were more incidents a week than in steady state, beyond chance.

        If the rate were the same, the first weeks would have their share by time of all the
        incidents; Wilson's interval around the share that they have says whether they may.
        """
        count = len(self.incidents)
        found = find_share_interval(count, count + self.steady_count)
        if self.steady is None or found is None:
            return Settling.NO_DATA
        lengths = _measure(self.early), _measure(self.steady)
        by_time = Fraction(lengths[0] // MICROSECOND, sum(lengths, timedelta()) // MICROSECOND)
        return Settling.MORE if found.low > by_time else Settling.SETTLED

    @cached_property
    def attainments(self) -> tuple[tuple[Attainment, Attainment], ...]:
        """Each promise on the service in the first weeks, and in steady state if there is any."""
        evidence = self.evidence
        return tuple(
            pair
            for agreement, judgements in zip(
                evidence.inputs.agreements, evidence.judgements, strict=True
            )
            if isinstance(agreement, SLA) and agreement.service == self.service
            for pair in zip(
                *(
                    summarize_attainment(
                        judgements,
                        agreement,
                        during=each,
                        as_of=evidence.inputs.as_of,
                        counted_by=evidence.inputs.counted_by,
                    )
                    for each in (self.early, self.steady or self.early)
                ),
                strict=True,
            )
        )

    @property
    def fallen(self) -> tuple[Attainment, ...]:
        """The promises that are outside tolerance in the first weeks, and else were not."""
        return tuple(
            early
            for early, steady in self.attainments
            if early.status is TargetStatus.OUTSIDE_TOLERANCE
            and (self.steady is None or steady.status is not TargetStatus.OUTSIDE_TOLERANCE)
        )

    def __str__(self) -> str:
        service = self.evidence.name_of(self.service)
        return f"{service} after {self.change}" if self.change else f"new {service}"


def _measure(period: Period) -> timedelta:
    return period.end - period.start


def find_early_lives(evidence: ReviewEvidence) -> tuple[EarlyLife, ...]:
    """The new and changed services whose first weeks, or what follows, meet the period."""
    opened = _list_opened(evidence)
    first = min((at for each in opened.values() for at, _ in each), default=evidence.inputs.as_of)
    found = (*_find_new(evidence), *_find_changed(evidence, first))
    lives = (
        EarlyLife(evidence, tuple(opened.get(service, ())), service, change, early, steady)
        for service, change, early, steady in found
    )
    return tuple(sorted(lives, key=lambda each: (each.early.start, each.service)))


def _list_opened(
    evidence: ReviewEvidence,
) -> dict[ServiceId | None, list[tuple[datetime, IncidentId]]]:
    found: dict[ServiceId | None, list[tuple[datetime, IncidentId]]] = {}
    for incident in evidence.incidents:
        found.setdefault(incident.service, []).append((incident.opened_at, incident.id))
    return found


_Found = tuple[ServiceId, ChangeId | None, Period, Period | None]


def _find_new(evidence: ReviewEvidence) -> Iterator[_Found]:
    as_of, period = evidence.inputs.as_of, evidence.inputs.period
    for service in evidence.inputs.catalog:
        since = _find_deployed_at(service, as_of)
        if since and since < as_of and since + FIRST_WEEKS + STEADY_WEEKS > period.start:
            early = Period(since, min(since + FIRST_WEEKS, as_of), tz=period.tz)
            until = min(early.end + STEADY_WEEKS, as_of)
            yield service.id, None, early, _find_steady(early.end, until, period.tz)


def _find_deployed_at(service: Service, as_of: datetime) -> datetime | None:
    """When it came into use, as known at an instant."""
    known = service.as_of(as_of).chronology
    told = (entry.at for entry in known if entry.state is ServiceState.DEPLOYED)
    return service.deployed_at or next(told, None)


def _find_changed(evidence: ReviewEvidence, first: datetime) -> Iterator[_Found]:
    as_of, period = evidence.inputs.as_of, evidence.inputs.period
    for each in evidence.inputs.changes:
        change = each.as_of(as_of)
        since = change.completed_at
        if since is None or change.category not in _LARGE:
            continue
        if since < as_of and since + FIRST_WEEKS > period.start:
            early = Period(since, min(since + FIRST_WEEKS, as_of), tz=period.tz)
            # Before the first incident that was brought, that there was none proves nothing.
            steady = _find_steady(max(since - STEADY_WEEKS, first), since, period.tz)
            for service in sorted(change.services):
                yield service, change.id, early, steady


def _find_steady(start: datetime, end: datetime, tz: str) -> Period | None:
    return Period(start, end, tz=tz) if end - start >= _LEAST else None


def _examine(evidence: ReviewEvidence) -> Examination:
    """The new and changed services that are not settled in their first weeks."""
    lives = find_early_lives(evidence)
    unsettled = [found for life in lives if (found := tuple(_find_unsettled(life)))]
    return Examination(
        has_data=any(life.incidents or life.steady_count for life in lives),
        findings=tuple(finding for found in unsettled for finding in found),
        summary=f"{format_count(len(lives), 'new or changed service')}, "
        f"{len(unsettled)} not settled",
    )


def _find_unsettled(life: EarlyLife) -> Iterator[Finding]:
    # What is over before the period began was for earlier reviews to find.
    if life.early.end <= life.evidence.inputs.period.start:
        return
    subject = f"{life.change or 'new'}:{life.service}"
    named = () if life.change is None else (life.change,)
    if life.settling is Settling.MORE:
        yield Finding(
            analysis=AnalysisKind.ISSUES,
            rule=FindingRule.UNSETTLED_SERVICE,
            subject=subject,
            severity=Severity.MEDIUM,
            title=f"{life}: {_describe_rate(len(life.incidents), life.early)} incidents a week",
            compared_with=f"{_describe_rate(life.steady_count, life.steady)} in steady state",
            evidence=(*named, *life.incidents),
            since=life.early.start,
        )
    for attainment in life.fallen:
        yield Finding(
            analysis=AnalysisKind.ISSUES,
            rule=FindingRule.OUTSIDE_TOLERANCE,
            subject=f"{subject}:{attainment.agreement}:{attainment.target.clock.name}",
            severity=Severity.MEDIUM,
            title=f"{life}: "
            f"{name_promise(life.evidence, attainment.agreement, attainment.target)} was missed in "
            f"{len(attainment.breached)} of {attainment.counted}",
            compared_with="its steady state, in which it was not outside tolerance"
            if life.steady
            else "its target, as there is no steady state yet",
            evidence=(*named, *attainment.breached),
            since=life.early.start,
        )


def _describe_rate(count: int, during: Period | None) -> str | None:
    if during is None:
        return None
    return format_number(Fraction(count * (WEEK // MICROSECOND), _measure(during) // MICROSECOND))


# What is new


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """The first weeks of new and changed services, beside their steady state."""
    if lives := find_early_lives(evidence):
        yield Table(
            ("Service", "Change", "Since", "First weeks", "Steady state", "Incidents", "Promises"),
            tuple(_show_life(life) for life in lives),
            caption="New and changed services in their first weeks: incidents a week",
            numbers=("First weeks", "Steady state"),
            note="The first four weeks against twelve of steady state: before a change, or after "
            "the first weeks of a new service. More is what Wilson's interval rules out as chance. "
            "These are rules of this library.",
        )


_TONES = {
    Settling.MORE: Tone.BAD,
    Settling.SETTLED: Tone.GOOD,
    Settling.NO_DATA: Tone.NEUTRAL,
}


def _show_life(life: EarlyLife) -> tuple[Cell, ...]:
    return (
        life.evidence.show_name(life.service),
        life.change,
        format_instant(life.early.start, tz=life.early.tz),
        _describe_rate(len(life.incidents), life.early),
        _describe_rate(life.steady_count, life.steady),
        Status(str(life.settling), _TONES[life.settling]),
        _show_fallen(life),
    )


def _show_fallen(life: EarlyLife) -> Text | None:
    promises = (show_promise(life.evidence, each.agreement, each.target) for each in life.fallen)
    return join_shown(promises)


NEW_SERVICES = Topic(
    name="new and changed services",
    analysis=AnalysisKind.ISSUES,
    shown_in=InputKind.RISKS,
    examine=_examine,
    show=_show,
)
"""How new and changed services settle."""
