"""Services: what each one is, and what happens to it."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.calendars import Calendar
from mof.errors import ChronologyError, DefinitionError, FactError
from mof.framework import GateDecision, LifeStage, Phase, ReviewKind
from mof.improvement import ReviewHeld
from mof.records import Entry, Lifecycle, Noted, Record
from mof.records._acting_checks import find_actor
from mof.records._histories import to_history
from mof.records._records import ActArguments
from mof.services._service_lifecycle import (
    IN_OPERATION,
    PLACES,
    SERVICE_LIFECYCLE,
    ServiceEvent,
    ServiceState,
)
from mof.values import (
    AgreementId,
    ConfigurationItemId,
    CustomerId,
    PersonId,
    ReviewId,
    ServiceId,
    SupplierId,
    TeamId,
    TechnologyAreaId,
    Term,
)
from mof.values._graphs import list_some
from mof.values._ids import to_service_ids
from mof.values._instants import to_optional_utc, to_utc

_E = ServiceEvent


class ServiceKind(Term):
    """Whether a service is for the business, or for other services to stand on."""

    BUSINESS_FACING = "business-facing"
    """People of the business use it directly, such as e-mail or payroll."""
    SUPPORTING = "supporting"
    """Other services stand on it, such as a network or a directory."""


@frozen
class Supplier:
    """An organisation outside IT that provides a part of services.

    >>> Supplier("telecom", name="Telecom supplier")
    Supplier(id='telecom', name='Telecom supplier')
    """

    id: SupplierId
    """What contracts and tickets refer to it by."""
    name: str | None = field(default=None, kw_only=True)
    """What pages call it; None: the id is shown."""


@frozen
class Customer:
    """A part of the business that services are agreed with and provided to.

    >>> Customer("finance", name="Finance department")
    Customer(id='finance', name='Finance department')
    """

    id: CustomerId
    """What agreements and tickets refer to it by."""
    name: str | None = field(default=None, kw_only=True)
    """What pages call it; None: the id is shown."""


@frozen(kw_only=True)
class Baseline:
    """What a configuration item was agreed to be at an instant."""

    version: str
    """What the agreed configuration is called, such as a release number."""
    taken_at: datetime = field(converter=to_utc)
    """When the configuration was agreed and written down."""


@frozen
class ConfigurationItem:
    """A component of a service that is kept under control."""

    id: ConfigurationItemId
    """What tickets, monitors and health models refer to it by; one id for one item in a
    catalogue."""
    name: str
    """What people call it."""
    owner: PersonId | None = field(default=None, kw_only=True)
    """The person who answers for it; None where that is not known."""
    technology_area: TechnologyAreaId | None = field(default=None, kw_only=True)
    """The area that looks after it, such as storage; None where that is not known."""
    baseline: Baseline | None = field(default=None, kw_only=True)
    """What it was agreed to be; None where no baseline was taken."""


def _to_words(value: Iterable[str]) -> frozenset[str]:
    return frozenset(value)


def _to_areas(value: Iterable[TechnologyAreaId]) -> frozenset[TechnologyAreaId]:
    return frozenset(value)


def _to_customers(value: Iterable[CustomerId]) -> frozenset[CustomerId]:
    return frozenset(value)


def _to_partners(value: Iterable[SupplierId]) -> frozenset[SupplierId]:
    return frozenset(value)


def _to_items(value: Iterable[ConfigurationItem]) -> tuple[ConfigurationItem, ...]:
    return tuple(sorted(value, key=lambda item: item.id))


@frozen
class Service(Record[ServiceState, ServiceEvent]):
    """Something that IT does for its customers, from the idea to retirement.

    The life of a service that is only listed is not known: its history is empty, and
    ``deployed_at`` and ``retired_at`` say when it was in operation, as far as that is known.
    Users are named by groups; support hours are when help is at hand, service hours when the
    service itself is to be there.

    Raises:
        DefinitionError: two of its configuration items share an id.
    """

    id: ServiceId
    """What agreements, tickets and other services refer to it by."""
    name: str
    """What people call it; pages show it instead of the id."""
    history: tuple[Entry[ServiceState, ServiceEvent], ...] = field(
        default=(), converter=to_history, kw_only=True
    )
    """What happened to it, in order; empty for a service that is only listed."""
    kind: ServiceKind | None = field(default=None, kw_only=True)
    """Whether it is for the business or for other services; None where that is not said."""
    owner: PersonId | None = field(default=None, kw_only=True)
    """The person who answers for it; None where that is not known."""
    team: TeamId | None = field(default=None, kw_only=True)
    """The team that runs it; None where that is not known."""
    technology_areas: frozenset[TechnologyAreaId] = field(
        default=frozenset(), converter=_to_areas, kw_only=True
    )
    """The areas whose work it rests on, such as storage or network."""
    users: frozenset[str] = field(default=frozenset(), converter=_to_words, kw_only=True)
    """The groups of people who use it, such as all employees; not persons."""
    customers: frozenset[CustomerId] = field(
        default=frozenset(), converter=_to_customers, kw_only=True
    )
    """The customers whom it is provided to."""
    partners: frozenset[SupplierId] = field(
        default=frozenset(), converter=_to_partners, kw_only=True
    )
    """The suppliers who provide a part of it."""
    service_hours: Calendar | None = field(default=None, kw_only=True)
    """When it is to be available; None where that is not agreed."""
    support_hours: Calendar | None = field(default=None, kw_only=True)
    """When users get help with it; None where that is not agreed."""
    configuration_items: tuple[ConfigurationItem, ...] = field(
        default=(), converter=_to_items, kw_only=True
    )
    """Its components, in the order of their ids; an item may be part of several services."""
    depends_on: frozenset[ServiceId] = field(
        default=frozenset(), converter=to_service_ids, kw_only=True
    )
    """The services that it stands on directly; the catalogue finds the indirect ones."""
    deployed_at: datetime | None = field(default=None, converter=to_optional_utc, kw_only=True)
    """When it went into operation, where its history does not say so; None if unknown."""
    retired_at: datetime | None = field(default=None, converter=to_optional_utc, kw_only=True)
    """When it went out of operation, exclusive, where its history does not say so."""

    LIFECYCLE: ClassVar[Lifecycle[ServiceState, ServiceEvent]] = SERVICE_LIFECYCLE

    need = Noted(str)
    vision = Noted(str)
    project_plan = Noted(str)
    version = Noted(str)
    operability = Noted(str)
    supportability = Noted(str)
    environment = Noted(str)
    agreements = Noted[tuple[str, ...]](tuple)
    review = Noted(ReviewId)
    review_kind = Noted(ReviewKind)
    decision = Noted(GateDecision)
    waived_by = Noted(PersonId)

    def __attrs_post_init__(self) -> None:
        for item, following in pairwise(self.configuration_items):
            if item.id == following.id:
                raise DefinitionError(f"{self.id} has two configuration items of one id: {item.id}")

    def is_in_operation(self, at: datetime) -> bool:
        """Whether the service was deployed, and not yet retired, at an instant.

        Its history decides where it reaches; of a service without any, that is taken as so
        unless it says otherwise.
        """
        at = to_utc(at)
        if self.retired_at is not None and self.retired_at <= at:
            return False
        if state := self.find_state(at):
            return state in IN_OPERATION
        return not self.history if self.deployed_at is None else self.deployed_at <= at

    def find_state(self, at: datetime) -> ServiceState | None:
        """The state at an instant; None where the history does not reach that far back."""
        at = to_utc(at)
        told = (entry.state for entry in reversed(self.chronology) if entry.at <= at)
        return next(filter(None, told), None)

    @property
    def stage(self) -> LifeStage | None:
        """The stage of its life; None where that is not known."""
        return PLACES[self.state][0] if self.state else None

    @property
    def phase(self) -> Phase | None:
        """The phase of the framework that it is in; None when it is over, or not known."""
        return PLACES[self.state][1] if self.state else None

    def propose(self, *, need: str, **act: Unpack[ActArguments]) -> Self:
        """Begin its life, with what the business needs it for."""
        return self.act(_E.PROPOSE, need=need, **act)

    def fund(self, *, review: ReviewHeld, **act: Unpack[ActArguments]) -> Self:
        """Let it be delivered, as a Portfolio review decided."""
        return self._follow(_E.FUND, review, act)

    def plan(self, *, vision: str, **act: Unpack[ActArguments]) -> Self:
        """Go on from the vision to the plan of the project."""
        return self.act(_E.PLAN, vision=vision, **act)

    def approve_plan(
        self, *, review: ReviewHeld, project_plan: str, **act: Unpack[ActArguments]
    ) -> Self:
        """Let it be built, as a Project Plan Approved review decided."""
        return self._follow(_E.APPROVE_PLAN, review, act, project_plan=project_plan)

    def stabilize(self, **act: Unpack[ActArguments]) -> Self:
        """Test what was built, and make it fit for release."""
        return self.act(_E.STABILIZE, **act)

    def rework(self, **act: Unpack[ActArguments]) -> Self:
        """Go back to building because of what the tests showed."""
        return self.act(_E.REWORK, **act)

    def replan(self, **act: Unpack[ActArguments]) -> Self:
        """Go back to planning; the new plan is reviewed again."""
        return self.act(_E.REPLAN, **act)

    def release(
        self,
        *,
        review: ReviewHeld,
        version: str,
        operability: str,
        supportability: str,
        environment: str,
        agreements: tuple[AgreementId, ...],
        **act: Unpack[ActArguments],
    ) -> Self:
        """Let a version be deployed, as a Release Readiness review decided on evidence.

        ``operability`` and ``supportability`` say what shows that the release can be operated
        and supported, ``environment`` what shows that the target is ready for it, and
        ``agreements`` are the OLAs and contracts in place.
        """
        return self._follow(
            _E.RELEASE,
            review,
            act,
            version=version,
            operability=operability,
            supportability=supportability,
            environment=environment,
            agreements=agreements,
        )

    def fail_deployment(self, **act: Unpack[ActArguments]) -> Self:
        """Note that the deployment did not succeed."""
        return self.act(_E.FAIL_DEPLOYMENT, **act)

    def deploy(self, **act: Unpack[ActArguments]) -> Self:
        """Note that it is deployed, and in use."""
        return self.act(_E.DEPLOY, **act)

    def accept(self, *, review: ReviewHeld, **act: Unpack[ActArguments]) -> Self:
        """Take it over into operation, as a post-implementation review decided."""
        return self._follow(_E.ACCEPT, review, act)

    def maintain(self, **act: Unpack[ActArguments]) -> Self:
        """Begin to maintain it; it stays in operation."""
        return self.act(_E.MAINTAIN, **act)

    def resume(self, **act: Unpack[ActArguments]) -> Self:
        """End its maintenance without a new release."""
        return self.act(_E.RESUME, **act)

    def retire(self, *, review: ReviewHeld, **act: Unpack[ActArguments]) -> Self:
        """Take it out of operation for good, as a Service Alignment review decided."""
        return self._follow(_E.RETIRE, review, act)

    def hold(self, *, review: ReviewHeld, **act: Unpack[ActArguments]) -> Self:
        """Note that the review it stands before did not let it go on."""
        return self._follow(_E.HOLD, review, act)

    def waive_review(
        self, kind: ReviewKind, *, waived_by: PersonId | None = None, **act: Unpack[ActArguments]
    ) -> Self:
        """Go on as if the review it stands before had let it; the reason is on record.

        The person who acts has waived it, unless another is named.
        """
        person = waived_by or find_actor(act).person
        return self.act(_E.WAIVE_REVIEW, review_kind=kind, waived_by=person, **act)

    def abandon(self, **act: Unpack[ActArguments]) -> Self:
        """Give it up before it ever was in operation."""
        return self.act(_E.ABANDON, **act)

    def _follow(
        self, event: ServiceEvent, review: ReviewHeld, act: ActArguments, **facts: object
    ) -> Self:
        """The service after what a review decided on it."""
        after = self.act(
            event,
            review=review.id,
            review_kind=review.kind,
            decision=review.decision,
            **facts,
            **act,
        )
        if review.services and self.id not in review.services:
            raise FactError(
                f"cannot {event} {self.id}: review {review.id} decided on "
                f"{list_some(sorted(review.services))}",
                record=self.id,
                event=str(event),
                fact="review",
            )
        if any(dict(entry.changes).get("review") == review.id for entry in self.history):
            raise FactError(
                f"cannot {event} {self.id}: review {review.id} has decided on it before",
                record=self.id,
                event=str(event),
                fact="review",
            )
        if review.held_at > (at := after.history[-1].at):
            raise ChronologyError(
                f"cannot {event} {self.id} at {at}: review {review.id} is of {review.held_at}",
                record=self.id,
                event=str(event),
                at=at,
                last_at=review.held_at,
            )
        return after
