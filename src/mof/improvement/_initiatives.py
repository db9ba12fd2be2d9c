"""Initiatives: what improves services, how far it is, and whether it did what it was to do."""

from collections.abc import Iterable
from datetime import date, datetime

from attrs import field, frozen

from mof.documents import Status, Table, Tone
from mof.documents._tables import Cell
from mof.errors import DefinitionError
from mof.improvement._earlier_reviews import has_passed
from mof.improvement._expected_effects import Achievement, Expectation, ExpectedEffect
from mof.values import (
    GuidanceId,
    IndicatorId,
    InitiativeId,
    OpportunityId,
    PersonId,
    ProgramId,
    ServiceId,
    TargetStatus,
    Term,
)
from mof.values._ids import check_distinct, to_service_ids
from mof.values._instants import to_optional_utc, to_utc


class InitiativeProgress(Term):
    """How far the work of an initiative has come."""

    NOT_STARTED = "not started"
    """It has no start, or one that lies ahead."""
    UNDER_WAY = "under way"
    """It has started, and is not completed."""
    COMPLETED = "completed"
    """The work is done, whatever it has achieved."""


def _to_expectations(value: Iterable[Expectation]) -> tuple[Expectation, ...]:
    return tuple(sorted(value, key=lambda each: each.recorded_at))


def _to_achievements(value: Iterable[Achievement]) -> tuple[Achievement, ...]:
    return tuple(sorted(value, key=lambda each: each.recorded_at))


def _to_opportunity_ids(value: Iterable[OpportunityId]) -> frozenset[OpportunityId]:
    return frozenset(value)


def _to_guidance_ids(value: Iterable[GuidanceId]) -> frozenset[GuidanceId]:
    return frozenset(value)


@frozen(kw_only=True)
class Initiative:
    """Something that a person does by a day so that a measure improves.

    Expected and achieved effects are of different classes and stand in different fields, so
    that an expectation is never taken for an achievement.

    Raises:
        DefinitionError: an expectation stands among the achievements or the other way round,
            or it is completed, or an effect achieved, before it started.
    """

    id: InitiativeId = field(kw_only=False)
    """How findings refer to it."""
    title: str
    """What is done."""
    owner: PersonId
    """Who answers for it."""
    due_on: date
    """The last day on which it is completed in time."""
    measure: str
    """What is to improve, in words."""
    indicator: IndicatorId | None = None
    """The indicator that measures it; None where none does."""
    answers: frozenset[OpportunityId] = field(default=frozenset(), converter=_to_opportunity_ids)
    """The problem-opportunity statements that it answers."""
    follows: frozenset[GuidanceId] = field(default=frozenset(), converter=_to_guidance_ids)
    """The guidance that it follows."""
    started_at: datetime | None = field(default=None, converter=to_optional_utc)
    """When the work began; None while it has not."""
    completed_at: datetime | None = field(default=None, converter=to_optional_utc)
    """When the work was done; None while it is not."""
    expected: tuple[Expectation, ...] = field(default=(), converter=_to_expectations)
    """What was expected of it, the earliest first; the last one on record counts."""
    achieved: tuple[Achievement, ...] = field(default=(), converter=_to_achievements)
    """What it achieved, the earliest first; the last one on record counts."""

    def __attrs_post_init__(self) -> None:
        self._check_kinds()
        if self.completed_at is not None:
            self._check_start("be completed", self.completed_at)
        for achievement in self.achieved:
            self._check_start("achieve anything", achievement.recorded_at)
            if achievement.effect.period:
                self._check_start("achieve anything", achievement.effect.period.end)

    def _check_kinds(self) -> None:
        for kind, effects in ((Expectation, self.expected), (Achievement, self.achieved)):
            for each in effects:
                if not isinstance(each, kind):
                    raise DefinitionError(
                        f"among what is {'expected' if kind is Expectation else 'achieved'} of "
                        f"{self.id} stands {each!r}, which is no {kind.__name__}"
                    )

    def _check_start(self, what: str, at: datetime) -> None:
        if self.started_at is None or at < self.started_at:
            start = f"started {self.started_at}" if self.started_at else "has no start"
            raise DefinitionError(f"{self.id} {start}; it cannot {what} at {at}")

    def progress(self, as_of: datetime) -> InitiativeProgress:
        """How far the work had come at an instant."""
        as_of = to_utc(as_of)
        if self.completed_at is not None and self.completed_at <= as_of:
            return InitiativeProgress.COMPLETED
        is_started = self.started_at is not None and self.started_at <= as_of
        return InitiativeProgress.UNDER_WAY if is_started else InitiativeProgress.NOT_STARTED

    def is_overdue(self, as_of: datetime, *, tz: str = "UTC") -> bool:
        """Whether its day had passed, by the dates of a zone, with the work not completed."""
        is_completed = self.progress(as_of) is InitiativeProgress.COMPLETED
        return has_passed(self.due_on, as_of, tz=tz) and not is_completed

    def find_expected(self, as_of: datetime) -> ExpectedEffect | None:
        """The effect that was last expected; None where none was."""
        as_of = to_utc(as_of)
        known = [each.effect for each in self.expected if each.recorded_at <= as_of]
        return known[-1] if known else None

    def find_achieved(self, as_of: datetime) -> ExpectedEffect | None:
        """The effect that was last seen; None where none was, whatever is expected."""
        as_of = to_utc(as_of)
        known = [each.effect for each in self.achieved if each.recorded_at <= as_of]
        return known[-1] if known else None

    def find_status(self, as_of: datetime) -> TargetStatus:
        """How the achieved change stands against the expected one; NO_DATA without either."""
        expected, achieved = self.find_expected(as_of), self.find_achieved(as_of)
        if not (expected and expected.change and achieved and achieved.change):
            return TargetStatus.NO_DATA
        return achieved.change.find_status(expected.change)


def _to_initiatives(value: Iterable[Initiative]) -> tuple[Initiative, ...]:
    return tuple(sorted(value, key=lambda each: (each.due_on, each.id)))


@frozen(kw_only=True)
class ServiceImprovementProgram:
    """A series of initiatives that together improve services.

    Raises:
        DefinitionError: two initiatives share an id.
    """

    id: ProgramId = field(kw_only=False)
    """How reviews refer to it."""
    title: str
    """What it improves."""
    owner: PersonId | None = None
    """Who answers for it; None where no person is named."""
    services: frozenset[ServiceId] = field(default=frozenset(), converter=to_service_ids)
    """The services that it improves."""
    initiatives: tuple[Initiative, ...] = field(default=(), converter=_to_initiatives)
    """What is done, the first due first."""

    def __attrs_post_init__(self) -> None:
        check_distinct(f"initiatives of {self.id}", (each.id for each in self.initiatives))

    def to_table(self, *, as_of: datetime, tz: str = "UTC") -> Table:
        """The initiatives as known as of an instant, the first due first."""
        return Table(
            (
                *("Initiative", "Title", "Owner", "Due", "Progress"),
                *("Measure", "Expected", "Achieved", "Effect"),
            ),
            [_write_initiative(each, as_of, tz) for each in self.initiatives],
            caption=f"Service Improvement Program {self.id}: {self.title}",
        )


_EFFECTS = {
    TargetStatus.MET: Status("as expected or better", Tone.GOOD),
    TargetStatus.OUTSIDE_TOLERANCE: Status("less than expected", Tone.BAD),
    TargetStatus.NO_DATA: Status("no data", Tone.NEUTRAL),
}
_PROGRESS = {
    InitiativeProgress.NOT_STARTED: Tone.NEUTRAL,
    InitiativeProgress.UNDER_WAY: Tone.NEUTRAL,
    InitiativeProgress.COMPLETED: Tone.GOOD,
}


def _write_initiative(initiative: Initiative, as_of: datetime, tz: str) -> tuple[Cell, ...]:
    progress = initiative.progress(as_of)
    return (
        initiative.id,
        initiative.title,
        initiative.owner,
        initiative.due_on.isoformat(),
        Status(f"overdue, {progress}", Tone.BAD)
        if initiative.is_overdue(as_of, tz=tz)
        else Status(str(progress), _PROGRESS[progress]),
        initiative.measure,
        write_effect(initiative.find_expected(as_of)),
        write_effect(initiative.find_achieved(as_of)),
        _EFFECTS[initiative.find_status(as_of)],
    )


def write_effect(effect: ExpectedEffect | None) -> str | None:
    """An effect with its period and its source; None where there is none."""
    if effect is None:
        return None
    periods = [f"against {effect.baseline_period}" if effect.baseline_period else ""]
    periods.insert(0, f"in {effect.period}" if effect.period else "")
    said = " ".join(part for part in (str(effect), *periods) if part)
    return f"{said} ({effect.source})"
