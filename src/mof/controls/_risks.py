"""Risks: what may keep an objective from being met, and how grave it was held to be over time."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Self

from attrs import Factory, evolve, field, frozen

from mof.controls._register_items import check_validity, is_within
from mof.documents import Status, Table, Tone, format_instant, format_share
from mof.documents._formats import format_number
from mof.errors import DefinitionError
from mof.records._histories import find_latest, list_known
from mof.values import ObjectiveId, PersonId, RiskId, TargetStatus
from mof.values._instants import to_optional_utc, to_utc
from mof.values._shares import to_fraction
from mof.values._tolerances import to_target_status


def _to_probability(value: Fraction | str | float | Decimal) -> Fraction:
    probability = to_fraction(value)
    if not 0 <= probability <= 1:
        raise DefinitionError(
            f"a probability is between 0 and 1, not {value!r}; write 20 % as '0.2'"
        )
    return probability


def _to_magnitude(value: Fraction | str | float | Decimal) -> Fraction:
    magnitude = to_fraction(value)
    if magnitude < 0:
        raise DefinitionError(f"what a risk may cost is not negative: {value!r}")
    return magnitude


@frozen(kw_only=True)
class RiskAssessment:
    """How likely a risk was held to be, and how grave, at one time and by one person."""

    probability: Fraction = field(converter=_to_probability)
    """From 0 to 1, exactly."""
    impact: Fraction = field(converter=_to_magnitude)
    """What it costs if it happens, in the unit of the risk."""
    at: datetime = field(converter=to_utc)
    """From when on the assessment holds."""
    by: PersonId
    """Who assessed it."""
    basis: str = ""
    """What the assessment rests on, in words."""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )
    """When it was written down: ``at`` unless it says otherwise, later for an assessment of the
    past."""

    @property
    def exposure(self) -> Fraction:
        """Probability times impact, exactly."""
        # Our judgement, as risk management commonly counts it: no source document has a formula.
        return self.probability * self.impact


@frozen(kw_only=True)
class RiskTolerance:
    """A tolerance boundary: the exposure up to which a risk is accepted, from an instant on."""

    exposure: Fraction = field(converter=_to_magnitude)
    """The greatest exposure that is within tolerance, in the unit of the risk."""
    at: datetime = field(converter=to_utc)
    """From when on it holds."""
    by: PersonId
    """Who set it."""
    basis: str = ""
    """What it rests on, in words."""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )
    """When it was written down: ``at`` unless it says otherwise, earlier for a boundary that was
    decided beforehand."""


_TONES = {
    TargetStatus.MET: Tone.GOOD,
    TargetStatus.OUTSIDE_TOLERANCE: Tone.BAD,
    TargetStatus.NO_DATA: Tone.NEUTRAL,
}
_WORDS = {TargetStatus.MET: "within tolerance"}


@frozen(kw_only=True)
class RiskExposure:
    """A risk at an instant: its last assessment, and the tolerance boundary of that time."""

    risk: RiskId = field(kw_only=False)
    at: datetime = field(converter=to_utc)
    assessment: RiskAssessment | None = None
    boundary: RiskTolerance | None = None

    @property
    def value(self) -> Fraction | None:
        """The exposure; None where it was not assessed."""
        return self.assessment.exposure if self.assessment else None

    @property
    def status(self) -> TargetStatus:
        """MET up to and on the boundary, NO_DATA without assessment or boundary."""
        if self.value is None or self.boundary is None:
            return TargetStatus.NO_DATA
        return to_target_status(-self.value, -self.boundary.exposure, Fraction(0))

    @property
    def shown_status(self) -> Status:
        """The status, in words that fit a risk."""
        return Status(_WORDS.get(self.status, str(self.status)), _TONES[self.status])


def to_objective_ids(value: Iterable[ObjectiveId]) -> frozenset[ObjectiveId]:
    """The distinct objectives named."""
    return frozenset(value)


def _to_assessments(value: Iterable[RiskAssessment]) -> tuple[RiskAssessment, ...]:
    return tuple(sorted(value, key=lambda each: (each.at, each.recorded_at)))


def _to_boundaries(value: Iterable[RiskTolerance]) -> tuple[RiskTolerance, ...]:
    return tuple(sorted(value, key=lambda each: (each.at, each.recorded_at)))


@frozen(kw_only=True)
class Risk:
    """Something that may keep objectives from being met.

    Assessments and tolerance boundaries each have a history, so that the exposure of last
    month is still held against the boundary of last month.
    """

    id: RiskId = field(kw_only=False)
    """How controls refer to it."""
    name: str = field(kw_only=False)
    """The risk in words."""
    objectives: frozenset[ObjectiveId] = field(default=frozenset(), converter=to_objective_ids)
    """The objectives that it endangers."""
    owner: PersonId | None = None
    """Who answers for it; None where no person is named."""
    unit: str = "points"
    """The unit of impact, exposure and boundary: "EUR"."""
    assessments: tuple[RiskAssessment, ...] = field(default=(), converter=_to_assessments)
    """Every assessment, the earliest first; `assess` adds one."""
    boundaries: tuple[RiskTolerance, ...] = field(default=(), converter=_to_boundaries)
    """Every tolerance boundary, the earliest first; `tolerate` adds one."""
    valid_from: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on the risk holds; None for since ever."""
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on the risk no longer holds; None for without an end."""

    def __attrs_post_init__(self) -> None:
        check_validity(self.id, self.valid_from, self.valid_until)

    def is_valid(self, at: datetime) -> bool:
        """Whether it holds at an instant."""
        return is_within(self.valid_from, self.valid_until, at)

    def assess(
        self,
        *,
        probability: Fraction | str | float | Decimal,
        impact: Fraction | str | float | Decimal,
        at: datetime,
        by: PersonId,
        basis: str = "",
        recorded_at: datetime | None = None,
    ) -> Self:
        """The risk with one assessment more."""
        assessment = RiskAssessment(
            probability=_to_probability(probability),
            impact=_to_magnitude(impact),
            at=at,
            by=by,
            basis=basis,
            recorded_at=recorded_at or at,
        )
        return evolve(self, assessments=(*self.assessments, assessment))

    def tolerate(
        self,
        exposure: Fraction | str | float | Decimal,
        *,
        at: datetime,
        by: PersonId,
        basis: str = "",
        recorded_at: datetime | None = None,
    ) -> Self:
        """The risk with another tolerance boundary from an instant on."""
        boundary = RiskTolerance(
            exposure=_to_magnitude(exposure),
            at=at,
            by=by,
            basis=basis,
            recorded_at=recorded_at or at,
        )
        return evolve(self, boundaries=(*self.boundaries, boundary))

    def find_exposure(self, at: datetime, *, as_of: datetime | None = None) -> RiskExposure:
        """The exposure at an instant, as known then or as of another instant."""
        at = to_utc(at)
        as_of = at if as_of is None else to_utc(as_of)
        return RiskExposure(
            self.id,
            at=at,
            assessment=find_latest(self.assessments, at, as_of),
            boundary=find_latest(self.boundaries, at, as_of),
        )

    def trace_exposure(self, *, as_of: datetime) -> tuple[RiskExposure, ...]:
        """The exposure each time that it or its boundary changed, as known as of an instant."""
        as_of = to_utc(as_of)
        assessed = list_known(self.assessments, as_of, as_of)
        bounded = list_known(self.boundaries, as_of, as_of)
        changes = sorted({*(each.at for each in assessed), *(each.at for each in bounded)})
        return tuple(self.find_exposure(at, as_of=as_of) for at in changes)

    def to_table(self, *, as_of: datetime, tz: str = "UTC") -> Table:
        """The exposure against its tolerance boundary over time, the oldest first."""
        return Table(
            ("From", "Probability", "Impact", "Exposure", "Boundary", "Status", "By"),
            [_write_exposure(each, tz) for each in self.trace_exposure(as_of=as_of)],
            caption=f"Exposure of {self.id}: {self.name} ({self.unit})",
            numbers=("Probability", "Impact", "Exposure", "Boundary"),
        )


def _write_exposure(exposure: RiskExposure, tz: str) -> tuple[str | Status | None, ...]:
    last, boundary = exposure.assessment, exposure.boundary
    by = {each.by for each in (last, boundary) if each and each.at == exposure.at}
    return (
        format_instant(exposure.at, tz=tz),
        format_share(last.probability) if last else None,
        format_number(last.impact) if last else None,
        write_exposure(exposure),
        format_number(boundary.exposure) if boundary else None,
        exposure.shown_status,
        ", ".join(sorted(by)),
    )


def write_exposure(exposure: RiskExposure) -> str | None:
    """The figure of an exposure, with as many digits as tell it from its boundary."""
    if exposure.value is None:
        return None
    boundary = exposure.boundary
    return format_number(exposure.value, against=boundary.exposure if boundary else None)
