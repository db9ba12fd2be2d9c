"""Definitions: objectives, policies and controls, and what is seen of them in practice."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import Factory, field, frozen

from mof.controls._validities import check_validity, is_within
from mof.errors import DefinitionError
from mof.framework import Phase, ReviewKind
from mof.records import Level
from mof.values import ControlId, EvidenceId, ObjectiveId, PersonId, PolicyId, RiskId, ViolationId
from mof.values._instants import to_optional_utc, to_utc


def _to_risk_ids(value: Iterable[RiskId]) -> frozenset[RiskId]:
    return frozenset(value)


def _to_control_ids(value: Iterable[ControlId]) -> frozenset[ControlId]:
    return frozenset(value)


def _to_policy_ids(value: Iterable[PolicyId]) -> frozenset[PolicyId]:
    return frozenset(value)


@frozen(kw_only=True)
class Objective:
    """Something that management wants to be so."""

    id: ObjectiveId = field(kw_only=False)
    name: str = field(kw_only=False)
    phase: Phase | None = None
    owner: PersonId | None = None
    valid_from: datetime | None = field(default=None, converter=to_optional_utc)
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)

    def __attrs_post_init__(self) -> None:
        check_validity(self.id, self.valid_from, self.valid_until)

    def is_valid(self, at: datetime) -> bool:
        """Whether it holds at an instant."""
        return is_within(self.valid_from, self.valid_until, at)


@frozen
class ControlActivity:
    """One thing that is done to carry out a control, by people or by a tool."""

    name: str
    is_automated: bool = False


def _to_activities(value: Iterable[ControlActivity]) -> tuple[ControlActivity, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Control:
    """Something that is done regularly so that risks stay within tolerance.

    Its evidence grows too old once more than ``interval`` has passed; a control without an
    interval does not say when evidence is due. A management review is a control too, and
    is named as ``review``.
    """

    id: ControlId = field(kw_only=False)
    name: str = field(kw_only=False)
    mitigates: frozenset[RiskId] = field(default=frozenset(), converter=_to_risk_ids)
    owner: PersonId | None = None
    activities: tuple[ControlActivity, ...] = field(default=(), converter=_to_activities)
    interval: timedelta | None = None
    review: ReviewKind | None = None
    valid_from: datetime | None = field(default=None, converter=to_optional_utc)
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)

    def __attrs_post_init__(self) -> None:
        check_validity(self.id, self.valid_from, self.valid_until)
        if self.interval is not None and self.interval <= timedelta(0):
            raise DefinitionError(f"the interval of {self.id} is no time at all: {self.interval}")

    def is_valid(self, at: datetime) -> bool:
        """Whether it holds at an instant."""
        return is_within(self.valid_from, self.valid_until, at)

    @property
    def manner(self) -> str | None:
        """Whether it is carried out by hand, by a tool, or both; None without activities."""
        manners = {"automated" if each.is_automated else "manual" for each in self.activities}
        return " and ".join(sorted(manners, reverse=True)) or None

    def accepts(self, evidence: "ControlEvidence", *, at: datetime) -> bool:
        """Whether evidence still counts at an instant: valid, and no older than the interval."""
        age = to_utc(at) - evidence.at
        return evidence.is_valid(at) and (self.interval is None or age <= self.interval)


@frozen(kw_only=True)
class Policy:
    """A rule that people follow, and the controls that see to it."""

    id: PolicyId = field(kw_only=False)
    name: str = field(kw_only=False)
    controls: frozenset[ControlId] = field(default=frozenset(), converter=_to_control_ids)
    owner: PersonId | None = None
    valid_from: datetime | None = field(default=None, converter=to_optional_utc)
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)

    def __attrs_post_init__(self) -> None:
        check_validity(self.id, self.valid_from, self.valid_until)

    def is_valid(self, at: datetime) -> bool:
        """Whether it holds at an instant."""
        return is_within(self.valid_from, self.valid_until, at)


@frozen(kw_only=True)
class ControlEvidence:
    """A record of controls having been carried out, and of whether they worked.

    It proves nothing any more from ``valid_until`` on.
    """

    id: EvidenceId = field(kw_only=False)
    controls: frozenset[ControlId] = field(converter=_to_control_ids)
    what: str
    at: datetime = field(converter=to_utc)
    by: PersonId
    has_worked: bool = True
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )

    def __attrs_post_init__(self) -> None:
        check_validity(self.id, self.at, self.valid_until)

    def is_valid(self, at: datetime) -> bool:
        """Whether it holds at an instant."""
        return is_within(self.at, self.valid_until, at)


@frozen(kw_only=True)
class Violation:
    """A breach of policies: when, how severe, and when it was put right."""

    id: ViolationId = field(kw_only=False)
    policies: frozenset[PolicyId] = field(converter=_to_policy_ids)
    what: str
    at: datetime = field(converter=to_utc)
    severity: Level
    resolved_at: datetime | None = field(default=None, converter=to_optional_utc)
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )

    def __attrs_post_init__(self) -> None:
        if self.resolved_at is not None and self.resolved_at < self.at:
            raise DefinitionError(
                f"{self.id} is resolved at {self.resolved_at}, before it happened at {self.at}"
            )

    def is_open(self, as_of: datetime) -> bool:
        """Whether it had happened and was known by an instant, and was not yet put right."""
        as_of = to_utc(as_of)
        is_known = self.at <= as_of and self.recorded_at <= as_of
        return is_known and (self.resolved_at is None or as_of < self.resolved_at)
