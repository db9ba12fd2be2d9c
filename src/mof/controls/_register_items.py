"""Register items: objectives, controls, policies, evidence and violations, and when they hold."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import Factory, field, frozen

from mof.errors import DefinitionError
from mof.framework import Phase, ReviewKind
from mof.records import Level
from mof.values import ControlId, EvidenceId, ObjectiveId, PersonId, PolicyId, RiskId, ViolationId
from mof.values._instants import to_optional_utc, to_utc


def check_validity(name: str, valid_from: datetime | None, valid_until: datetime | None) -> None:
    """Refuse what ends before it begins.

    Raises:
        DefinitionError: it would hold at no instant at all.
    """
    if valid_from and valid_until and valid_until <= valid_from:
        raise DefinitionError(
            f"{name} is valid until after it is valid from, "
            f"not from {valid_from} until {valid_until}"
        )


def is_within(valid_from: datetime | None, valid_until: datetime | None, at: datetime) -> bool:
    """Whether an instant lies in a half-open stretch; None stands for an open end."""
    at = to_utc(at)
    return (valid_from is None or valid_from <= at) and (valid_until is None or at < valid_until)


def _to_risk_ids(value: Iterable[RiskId]) -> frozenset[RiskId]:
    return frozenset(value)


def _to_control_ids(value: Iterable[ControlId]) -> frozenset[ControlId]:
    return frozenset(value)


def _to_policy_ids(value: Iterable[PolicyId]) -> frozenset[PolicyId]:
    return frozenset(value)


@frozen(kw_only=True)
class Objective:
    """Something that management wants to achieve, and that risks may prevent."""

    id: ObjectiveId = field(kw_only=False)
    """How risks refer to it."""
    name: str = field(kw_only=False)
    """The objective in words."""
    phase: Phase | None = None
    """The phase of the framework that it belongs to; None where it belongs to none."""
    owner: PersonId | None = None
    """Who answers for it; None where no person is named."""
    valid_from: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on it holds; None for since ever."""
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on it no longer holds; None for without an end."""

    def __attrs_post_init__(self) -> None:
        check_validity(self.id, self.valid_from, self.valid_until)

    def is_valid(self, at: datetime) -> bool:
        """Whether it holds at an instant."""
        return is_within(self.valid_from, self.valid_until, at)


@frozen
class ControlActivity:
    """One thing that is done to carry out a control, by people or by a tool."""

    name: str
    """What is done, in words."""
    is_automated: bool = False
    """Whether a tool does it by itself."""


def _to_activities(value: Iterable[ControlActivity]) -> tuple[ControlActivity, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Control:
    """Something that is done regularly so that risks stay within tolerance."""

    id: ControlId = field(kw_only=False)
    """How policies and evidence refer to it."""
    name: str = field(kw_only=False)
    """The control in words."""
    mitigates: frozenset[RiskId] = field(default=frozenset(), converter=_to_risk_ids)
    """The risks that it is a control of."""
    owner: PersonId | None = None
    """Who answers for it; None where no person is named, which is a gap."""
    activities: tuple[ControlActivity, ...] = field(default=(), converter=_to_activities)
    """What is done to carry it out."""
    interval: timedelta | None = None
    """How old evidence of it may be, in real time; exactly that old still counts. None: it does
    not say when evidence is due, which is a gap."""
    review: ReviewKind | None = None
    """The management review that the control is; None where it is none."""
    valid_from: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on it holds; None for since ever."""
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on it no longer holds; None for without an end."""

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
    """How violations refer to it."""
    name: str = field(kw_only=False)
    """The rule in words."""
    controls: frozenset[ControlId] = field(default=frozenset(), converter=_to_control_ids)
    """The controls that see to it that it is kept."""
    owner: PersonId | None = None
    """Who answers for it; None where no person is named."""
    valid_from: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on it holds; None for since ever."""
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on it no longer holds; None for without an end."""

    def __attrs_post_init__(self) -> None:
        check_validity(self.id, self.valid_from, self.valid_until)

    def is_valid(self, at: datetime) -> bool:
        """Whether it holds at an instant."""
        return is_within(self.valid_from, self.valid_until, at)


@frozen(kw_only=True)
class ControlEvidence:
    """A record of controls having been carried out, and of whether they worked."""

    id: EvidenceId = field(kw_only=False)
    """How gaps refer to it."""
    controls: frozenset[ControlId] = field(converter=_to_control_ids)
    """The controls that it is evidence of."""
    what: str
    """What there is to see: "minutes of June"."""
    at: datetime = field(converter=to_utc)
    """When the controls were carried out; its age counts from here."""
    by: PersonId
    """Who vouches for it."""
    has_worked: bool = True
    """Whether it shows that they worked; evidence that they did not is evidence too."""
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on it proves nothing any more, whatever the interval of the
    control; None: only the interval counts."""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )
    """When it was written down; the same as ``at`` unless it says otherwise."""

    def __attrs_post_init__(self) -> None:
        check_validity(self.id, self.at, self.valid_until)

    def is_valid(self, at: datetime) -> bool:
        """Whether it holds at an instant."""
        return is_within(self.at, self.valid_until, at)


@frozen(kw_only=True)
class Violation:
    """A breach of policies: when, how severe, and when it was put right."""

    id: ViolationId = field(kw_only=False)
    """How findings refer to it."""
    policies: frozenset[PolicyId] = field(converter=_to_policy_ids)
    """The policies that were breached."""
    what: str
    """What happened, in words."""
    at: datetime = field(converter=to_utc)
    """When it happened."""
    severity: Level
    """How severe it is held to be."""
    resolved_at: datetime | None = field(default=None, converter=to_optional_utc)
    """When it was put right; None while it is open."""
    recorded_at: datetime = field(
        default=Factory(lambda self: self.at, takes_self=True), converter=to_utc
    )
    """When it was written down; the same as ``at`` unless it says otherwise."""

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
