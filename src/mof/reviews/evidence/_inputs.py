"""What is brought to an Operational Health Review, and what of it is missing."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from attrs import Factory, evolve, field, frozen

from mof.agreements import Agreement, CountedBy, Exclusion
from mof.agreements._counted_by import to_optional_counted_by
from mof.changes import RequestForChange
from mof.controls import ControlRegister
from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import InputKind
from mof.improvement import (
    ActionItem,
    MaturityGoal,
    MaturityRating,
    ResourceRequest,
    ReviewHeld,
    ServiceImprovementProgram,
)
from mof.incidents import Incident, IncidentState
from mof.indicators import Feedback, Indicator, Ledger, Observation
from mof.judgements import AgreementChain
from mof.monitoring import MonitoringData
from mof.operations import Freeze, OperationsData
from mof.problems import Problem
from mof.reviews._review_schedules import ReviewSchedule
from mof.services import OutageLog, ServiceCatalog
from mof.teams import EVERYTHING, Organization, Scope, Workforce
from mof.values import AgreementId, IndicatorId, Period
from mof.values._checks import check_part, collect
from mof.values._instants import to_utc


@frozen
class SourceCount:
    """How the rows of one source were accounted for."""

    name: str
    """The source, such as the name of a file."""
    rows: int
    """How many rows it has."""
    entries: int
    """How many of them became entries of records."""
    lost: int
    """How many could not be used."""
    defects: int = 0
    """How many defects were found; a row may have several, or one and be used all the same."""

    @property
    def is_reconciled(self) -> bool:
        """Whether every row became an entry or was reported as lost."""
        return self.rows == self.entries + self.lost


@frozen
class BroughtDocument:
    """A document that is brought to the review, such as an operations guide.

    >>> guide = BroughtDocument(
    ...     InputKind.GUIDES,
    ...     "operations guide for mail",
    ...     part="operational guides",
    ...     content="https://intranet.example/mail/guide",
    ... )
    >>> guide.has_content
    True

    Raises:
        DefinitionError: it has no title, or its input has no such part, or several and the
            document does not say of which it is.
    """

    brought_as: InputKind
    """The input that it is, such as operations guides."""
    title: str
    """What the document is called."""
    version: str = ""
    """Its version in its own words; empty where it has none."""
    content: str = field(default="", kw_only=True)
    """What it says, or where that can be read; without it, the input is only a title."""
    part: str | None = field(
        default=Factory(lambda self: _find_only_part(self.brought_as), takes_self=True),
        kw_only=True,
    )
    """Which of the `mof.framework.InputKind.parts` it is; to be given where there are several."""

    def __attrs_post_init__(self) -> None:
        check_part(self.brought_as, InputKind, "the input that a document is brought as")
        if not self.title.strip():
            raise DefinitionError(f"a document brought as {self.brought_as} has no title")
        parts = self.brought_as.parts
        known = " or ".join(map(repr, parts))
        if self.part is None:
            if self.has_content:
                raise DefinitionError(f"say which part {self.title!r} is: {known}")
        elif self.part not in parts:
            raise DefinitionError(
                f"{self.part!r}, which {self.title!r} is brought as, is no part of "
                f"{self.brought_as}; it is {known}"
            )

    @property
    def has_content(self) -> bool:
        """Whether it can be read; a document that is only a title provides nothing."""
        return bool(self.content.strip())


def _find_only_part(brought_as: InputKind) -> str | None:
    parts = brought_as.parts if isinstance(brought_as, InputKind) else ()
    return parts[0] if len(parts) == 1 else None


def _to_period(value: Period) -> Period:
    check_part(value, Period, "the period of a review")
    return value


def _to_agreements(value: Iterable[Agreement]) -> tuple[Agreement, ...]:
    return collect(value, Agreement, "agreements")


def _to_incidents(value: Iterable[Incident]) -> tuple[Incident, ...]:
    return collect(value, Incident, "incidents")


def _to_states(value: Iterable[IncidentState]) -> tuple[IncidentState, ...]:
    told = set(collect(value, IncidentState, "observed states of incidents"))
    return tuple(state for state in IncidentState if state in told)


def _to_problems(value: Iterable[Problem]) -> tuple[Problem, ...]:
    return collect(value, Problem, "problems")


def _to_changes(value: Iterable[RequestForChange]) -> tuple[RequestForChange, ...]:
    return collect(value, RequestForChange, "changes")


def _to_indicators(value: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return collect(value, Indicator, "indicators")


def _to_observations(value: Iterable[Observation]) -> tuple[Observation, ...]:
    return collect(value, Observation, "observations")


def _to_scopes(value: Iterable[Scope]) -> tuple[Scope, ...]:
    return tuple(dict.fromkeys(collect(value, Scope, "scopes")))


def _to_ratings(value: Iterable[MaturityRating]) -> tuple[MaturityRating, ...]:
    return collect(value, MaturityRating, "maturity ratings")


def _to_goals(value: Iterable[MaturityGoal]) -> tuple[MaturityGoal, ...]:
    return collect(value, MaturityGoal, "maturity goals")


def _to_programs(
    value: Iterable[ServiceImprovementProgram],
) -> tuple[ServiceImprovementProgram, ...]:
    return collect(value, ServiceImprovementProgram, "improvement programs")


def _to_freezes(value: Iterable[Freeze]) -> tuple[Freeze, ...]:
    return collect(value, Freeze, "freezes")


def _to_exclusions(value: Iterable[Exclusion]) -> tuple[Exclusion, ...]:
    return collect(value, Exclusion, "exclusions")


def _to_outage_logs(value: Iterable[OutageLog]) -> tuple[OutageLog, ...]:
    return collect(value, OutageLog, "outage logs")


def _to_previous(value: Iterable[ReviewHeld]) -> tuple[ReviewHeld, ...]:
    return collect(value, ReviewHeld, "previous reviews")


def _to_requests(value: Iterable[ResourceRequest]) -> tuple[ResourceRequest, ...]:
    return collect(value, ResourceRequest, "requests")


def _to_schedules(value: Iterable[ReviewSchedule]) -> tuple[ReviewSchedule, ...]:
    return collect(value, ReviewSchedule, "review schedules")


def _to_documents(value: Iterable[BroughtDocument]) -> tuple[BroughtDocument, ...]:
    return collect(value, BroughtDocument, "documents")


def _to_sources(value: Iterable[SourceCount]) -> tuple[SourceCount, ...]:
    return collect(value, SourceCount, "sources")


# What is brought as one value, and not as a list of records.
_WHOLES: dict[str, type] = {
    "catalog": ServiceCatalog,
    "organization": Organization,
    "register": ControlRegister,
    "feedback": Feedback,
    "ledger": Ledger,
    "workforce": Workforce,
    "operations": OperationsData,
    "monitoring": MonitoringData,
}


@frozen(kw_only=True)
class OperationalHealthInputs:
    """The records that a review is computed from; what is not brought is shown as missing.

    Raises:
        DefinitionError: ``as_of`` is before the period begins, or the same record, version of
            an agreement, indicator, observation, rating, improvement program, request or review
            is brought twice, or something is of another kind than what is asked for.
        CycleError: agreements rest on each other in a circle.
        UnknownReferenceError: an observation is of an indicator that was not brought.
    """

    period: Period = field(converter=_to_period)
    """The period that is reviewed; its zone is the one of the pages."""
    as_of: datetime = field(
        default=Factory(lambda self: self.period.end, takes_self=True), converter=to_utc
    )
    """The instant as of which everything is looked at; the end of the period if not given."""
    catalog: ServiceCatalog = field(factory=lambda: ServiceCatalog(()))
    """The services that are offered, with what they rest on."""
    agreements: tuple[Agreement, ...] = field(default=(), converter=_to_agreements)
    """SLAs, OLAs and underpinning contracts, each version once."""
    incidents: tuple[Incident, ...] = field(default=(), converter=_to_incidents)
    """Incidents, those of earlier periods too, for the trends."""
    observed_states: tuple[IncidentState, ...] = field(default=(), converter=_to_states)
    """The states that the source of the incidents records; empty for all of the lifecycle."""
    problems: tuple[Problem, ...] = field(default=(), converter=_to_problems)
    """Problems and their known errors."""
    changes: tuple[RequestForChange, ...] = field(default=(), converter=_to_changes)
    """Requests for change, those to come among them."""
    indicators: tuple[Indicator, ...] = field(default=(), converter=_to_indicators)
    """Indicators with their targets."""
    observations: tuple[Observation, ...] = field(default=(), converter=_to_observations)
    """Values of the indicators, those of earlier periods too."""
    organization: Organization = field(factory=Organization)
    """Persons, teams and who holds which role."""
    scopes: tuple[Scope, ...] = field(default=(EVERYTHING,), converter=_to_scopes)
    """Services and areas for which roles have to be held; everything if not given."""
    register: ControlRegister = field(factory=ControlRegister)
    """Objectives, risks, controls, policies and violations."""
    maturity_ratings: tuple[MaturityRating, ...] = field(default=(), converter=_to_ratings)
    """How mature capabilities were found to be, and when."""
    maturity_goals: tuple[MaturityGoal, ...] = field(default=(), converter=_to_goals)
    """How mature they are to be, by whose decision and by when."""
    programs: tuple[ServiceImprovementProgram, ...] = field(default=(), converter=_to_programs)
    """Improvement programs with their initiatives."""
    feedback: Feedback = field(factory=Feedback)
    """Surveys, responses, complaints and targets of satisfaction."""
    ledger: Ledger = field(factory=Ledger)
    """Budgets, costs and forecasts, with the tolerances of costs."""
    workforce: Workforce = field(factory=Workforce)
    """Posts, absences and their targets."""
    freezes: tuple[Freeze, ...] = field(default=(), converter=_to_freezes)
    """Spans in which services must not be changed."""
    operations: OperationsData = field(factory=OperationsData)
    """The operations guide, the schedule and the log."""
    monitoring: MonitoringData = field(factory=MonitoringData)
    """The health model with monitors, events and alerts."""
    exclusions: tuple[Exclusion, ...] = field(default=(), converter=_to_exclusions)
    """Cases and outages that both parties agreed not to count."""
    outage_logs: tuple[OutageLog, ...] = field(default=(), converter=_to_outage_logs)
    """One log of outages for each service."""
    previous: tuple[ReviewHeld, ...] = field(default=(), converter=_to_previous)
    """Earlier reviews as they were held; those held after ``as_of`` do not count."""
    requests: tuple[ResourceRequest, ...] = field(default=(), converter=_to_requests)
    """Requests for funding, resources and training."""
    schedules: tuple[ReviewSchedule, ...] = field(default=(), converter=_to_schedules)
    """When reviews are due, one schedule for each kind."""
    documents: tuple[BroughtDocument, ...] = field(default=(), converter=_to_documents)
    """Documents that are brought as they are."""
    sources: tuple[SourceCount, ...] = field(default=(), converter=_to_sources)
    """How the rows of each source were accounted for."""
    counted_by: CountedBy | None = field(default=None, converter=to_optional_counted_by)
    """Which instant says in which period every case counts; None where each target says it."""

    def __attrs_post_init__(self) -> None:
        for name, kind in _WHOLES.items():
            check_part(getattr(self, name), kind, f"the {name} of a review")
        if self.as_of < self.period.start:
            raise DefinitionError(
                f"a review of {self.period} cannot be as of {self.as_of}, before it began"
            )
        _check_distinct("agreement", (f"{a.id} version {a.version}" for a in self.agreements))
        len(self.chain)  # which refuses agreements that rest on each other in a circle
        _check_distinct("indicator", (indicator.id for indicator in self.indicators))
        _check_distinct("improvement program", (program.id for program in self.programs))
        _check_distinct("request", (request.id for request in self.requests))
        _check_distinct("review schedule", (str(each.kind) for each in self.schedules))
        _check_distinct("review", (held.id for held in self.previous))
        _check_distinct("outage log", (log.service for log in self.outage_logs))
        _check_distinct("incident", (incident.id for incident in self.incidents))
        _check_distinct("problem", (problem.id for problem in self.problems))
        _check_distinct("change", (change.id for change in self.changes))
        _check_distinct(
            "observation", (f"{o.indicator} at {o.observed_at}" for o in self.observations)
        )
        # Somebody may find another level later, so only the very same rating is one too many.
        _check_distinct("maturity rating", self.maturity_ratings)
        for observation in self.observations:
            if observation.indicator not in self._indicators:
                raise UnknownReferenceError(
                    f"an observation is of {observation.indicator!r}, "
                    "which is no indicator brought to the review",
                    reference=observation.indicator,
                )

    @cached_property
    def chain(self) -> AgreementChain:
        """The agreements, with what each rests on."""
        return AgreementChain(self.agreements)

    @cached_property
    def _indicators(self) -> dict[IndicatorId, Indicator]:
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def _agreements(self) -> dict[tuple[AgreementId, str], Agreement]:
        return {(agreement.id, agreement.version): agreement for agreement in self.agreements}

    def agreement(self, id: AgreementId, version: str) -> Agreement:  # noqa: A002
        """The agreement of that id and version."""
        return self._agreements[id, version]

    @cached_property
    def held_before(self) -> tuple[ReviewHeld, ...]:
        """The reviews that were held by ``as_of``, the earliest first; no other counts."""
        held = (review for review in self.previous if review.held_at <= self.as_of)
        return tuple(sorted(held, key=lambda review: review.held_at))

    @property
    def actions(self) -> tuple[tuple[ReviewHeld, ActionItem], ...]:
        """Every action of the earlier reviews, as the latest of them has it.

        Where the request or initiative of the same decision was brought, it tells what was done.
        """
        reviews = self.held_before
        latest = {action.id: (review, action) for review in reviews for action in review.actions}
        return tuple((review, self._settle(action)) for review, action in latest.values())

    def _settle(self, action: ActionItem) -> ActionItem:
        settled_at = self._promises.get(action.settled_by)
        return evolve(action, done_at=settled_at) if settled_at and not action.done_at else action

    def is_followed(self, action: ActionItem) -> bool:
        """Whether the request or initiative that an action stands for was brought itself."""
        return action.settled_by in self._promises

    @cached_property
    def _promises(self) -> dict[str | None, datetime | None]:
        """When each request was answered, and each initiative completed."""
        promises: dict[str | None, datetime | None] = {
            request.id: request.answered_at for request in self.requests
        }
        initiatives = (each for program in self.programs for each in program.initiatives)
        promises.update((each.id, each.completed_at) for each in initiatives)
        return promises

    def observe(self, indicator: Indicator, during: Period) -> Observation | None:
        """The last observation of an indicator in a period, as known at the review."""
        seen = [
            observation
            for observation in self.observations
            if observation.indicator == indicator.id
            and observation.observed_at in during
            and observation.observed_at <= self.as_of
        ]
        return max(seen, key=lambda observation: observation.observed_at, default=None)


def _check_distinct(what: str, ids: Iterable[object]) -> None:
    seen: set[object] = set()
    for each in ids:
        if each in seen:
            raise DefinitionError(f"two {what}s brought are {each!r}; bring each once")
        seen.add(each)
