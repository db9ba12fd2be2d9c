"""Records: lives that obey a lifecycle, and histories that obey none."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from mof.agreements import AGREEMENT_LIFECYCLE, AgreementLife
from mof.changes import RequestForChange
from mof.changes._change_lifecycle import CHANGE_LIFECYCLE
from mof.framework import RoleType
from mof.help_requests import (
    Complaint,
    FulfillmentRequest,
    HelpRequest,
    InformationRequest,
    NewServiceRequest,
    Origin,
    PendingReason,
)
from mof.incidents import INCIDENT_LIFECYCLE, Incident, MajorIncident
from mof.problems import KnownError, Problem
from mof.problems._problem_lifecycle import PROBLEM_LIFECYCLE
from mof.records import Actor, Edge, Entry, Lifecycle, Record
from mof.services import SERVICE_LIFECYCLE, ConfigurationItem, Service
from mof.strategies._agreements import Fields
from mof.strategies._generic import generate
from mof.strategies._scalars import durations, identifiers, instants, texts
from mof.values import AgreementId, IncidentId, PersonId, ProblemId, Term

_R = TypeVar("_R", bound=Record[Any, Any])

_IDS: Mapping[str, str] = {
    **dict.fromkeys(("contact", "coordinator", "assignee", "notified", "informed"), "person"),
    **dict.fromkeys(("owner", "analyst", "waived_by"), "person"),
    **dict.fromkeys(("authorized_by", "signed_by", "verified_by", "handed_to"), "person"),
    **dict.fromkeys(("complainant", "leader", "communicator", "technical_lead"), "person"),
    **dict.fromkeys(("requested_by", "approved_by", "developer", "tester"), "person"),
    **dict.fromkeys(("signed_by_provider", "signed_by_recipient"), "person"),
    **{name: name for name in ("service", "customer", "team", "supplier", "change", "problem")},
    "review": "review",
    "agreement": "agreement",
    "known_error": "known-error",
    "task": "task",
}
_CATEGORIES: tuple[type[HelpRequest[Any, Any]], ...] = (
    InformationRequest,
    FulfillmentRequest,
    NewServiceRequest,
    Incident,
)
_FOREIGN: Mapping[str, Any] = {"business_unit": texts(), "vendor_count": st.integers(-9, 9)}
_DELAYS = st.sampled_from((timedelta(0), timedelta(minutes=1))) | durations(
    max_value=timedelta(days=5)
)


def actors(
    roles: Iterable[RoleType] = RoleType, *, can_be_automated: bool = True
) -> st.SearchStrategy[Actor]:
    """People in one of some roles, and, unless it is ruled out, tools."""
    persons = identifiers("person").map(PersonId)
    options = [st.builds(Actor, st.none() | persons, st.just(role)) for role in roles]
    if can_be_automated:
        tool = Actor(PersonId("tool"), is_automated=True)
        options.append(st.just(tool))
    return st.one_of(options)


@cache
def facts(name: str, kind: type) -> st.SearchStrategy[Any]:
    """Values of a fact of some name and type."""
    if issubclass(kind, Term):
        return st.sampled_from(kind)
    if kind is str:
        return identifiers(_IDS[name]) if name in _IDS else texts(min_size=1)
    if name == "duration":  # of work, which takes some time
        return durations(timedelta(microseconds=1))
    return _FACTS[kind]


_FACTS: Mapping[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(1, 5),
    datetime: instants(),
    timedelta: durations(),
    tuple: st.lists(identifiers("item"), min_size=1, max_size=3).map(tuple),
}


@st.composite
def incidents(
    draw: st.DrawFn,
    *,
    lifecycle: Lifecycle[Any, Any] = INCIDENT_LIFECYCLE,
    opened_at: st.SearchStrategy[datetime] | None = None,
    max_events: int = 12,
    is_late: bool = True,
) -> Incident:
    """Incidents to which only happened what a lifecycle allows.

    Some entries are written down later than they happened, unless ``is_late`` rules that out.
    """
    at = draw(instants() if opened_at is None else opened_at)
    number, origin = draw(identifiers("incident")), draw(st.sampled_from(Origin))
    new = Incident(IncidentId(number), (), opened_at=at, origin=origin)
    return draw(lives(new, lifecycle, at=at, max_events=max_events, is_late=is_late))


@st.composite
def help_requests(
    draw: st.DrawFn,
    kind: type[HelpRequest[Any, Any]] | None = None,
    *,
    max_events: int = 12,
    is_late: bool = True,
) -> HelpRequest[Any, Any]:
    """Help requests of one category, or of any, to which only happened what is lawful."""
    at, number = draw(instants()), draw(identifiers("request"))
    kind = kind or draw(st.sampled_from(_CATEGORIES))
    new = kind(number, (), opened_at=at, origin=draw(st.sampled_from(Origin)))
    return draw(lives(new, kind.LIFECYCLE, at=at, max_events=max_events, is_late=is_late))


def known_errors(*, max_events: int = 12, is_late: bool = True) -> st.SearchStrategy[KnownError]:
    """Known errors to which only happened what their lifecycle allows."""
    return _live(KnownError, "known-error", max_events=max_events, is_late=is_late)


def complaints(*, max_events: int = 12, is_late: bool = True) -> st.SearchStrategy[Complaint]:
    """Complaints to which only happened what their lifecycle allows."""
    return _live(Complaint, "complaint", max_events=max_events, is_late=is_late)


def major_incidents(
    *, max_events: int = 12, is_late: bool = True
) -> st.SearchStrategy[MajorIncident]:
    """Major incidents to which only happened what their lifecycle allows."""
    return _live(MajorIncident, "major-incident", max_events=max_events, is_late=is_late)


@st.composite
def _live(draw: st.DrawFn, kind: type[_R], prefix: str, *, max_events: int, is_late: bool) -> _R:
    new = kind(draw(identifiers(prefix)), ())
    at = draw(instants())
    return draw(lives(new, kind.LIFECYCLE, at=at, max_events=max_events, is_late=is_late))


@st.composite
def problems(
    draw: st.DrawFn,
    *,
    lifecycle: Lifecycle[Any, Any] = PROBLEM_LIFECYCLE,
    identified_at: st.SearchStrategy[datetime] | None = None,
    max_events: int = 12,
    is_late: bool = True,
) -> Problem:
    """Problems to which only happened what a lifecycle allows.

    Some entries are written down later than they happened, unless ``is_late`` rules that out.
    """
    new = Problem(ProblemId(draw(identifiers("problem"))), ())
    at = draw(instants() if identified_at is None else identified_at)
    return draw(lives(new, lifecycle, at=at, max_events=max_events, is_late=is_late))


def changes(
    *,
    lifecycle: Lifecycle[Any, Any] = CHANGE_LIFECYCLE,
    max_events: int = 12,
    is_late: bool = True,
    **fields: Fields,
) -> st.SearchStrategy[RequestForChange]:
    """Requests for change to which only happened what a lifecycle allows.

    Fields that are given are drawn from the strategies given. Some entries are written down
    later than they happened, unless ``is_late`` rules that out.
    """
    new = generate(RequestForChange, {"history": st.just(()), **fields})
    return new.flatmap(
        lambda change: lives(
            change, lifecycle, at=change.requested_at, max_events=max_events, is_late=is_late
        )
    )


@st.composite
def agreement_lives(
    draw: st.DrawFn,
    *,
    lifecycle: Lifecycle[Any, Any] = AGREEMENT_LIFECYCLE,
    max_events: int = 12,
    is_late: bool = True,
) -> AgreementLife:
    """Lives of agreements to which only happened what a lifecycle allows."""
    new, at = AgreementLife(AgreementId(draw(identifiers("agreement"))), ()), draw(instants())
    return draw(lives(new, lifecycle, at=at, max_events=max_events, is_late=is_late))


def services(
    *,
    lifecycle: Lifecycle[Any, Any] = SERVICE_LIFECYCLE,
    max_events: int = 12,
    is_late: bool = True,
    **fields: Fields,
) -> st.SearchStrategy[Service]:
    """Services to which only happened what a lifecycle allows, and some of unknown life.

    Fields that are given are drawn from the strategies given. Some entries are written down
    later than they happened, unless ``is_late`` rules that out.
    """
    listed = _list_service({"history": st.just(()), **fields})
    lived = st.tuples(listed, instants()).flatmap(
        lambda pair: lives(pair[0], lifecycle, at=pair[1], max_events=max_events, is_late=is_late)
    )
    return listed if "history" in fields else listed | lived


def configuration_items() -> st.SearchStrategy[list[ConfigurationItem]]:
    """A few configuration items, each with an id of its own."""
    return st.lists(generate(ConfigurationItem), max_size=2, unique_by=lambda item: item.id)


def _list_service(fields: Mapping[str, Fields]) -> st.SearchStrategy[Service]:
    return generate(Service, {"configuration_items": configuration_items(), **fields})


@st.composite
def lives(
    draw: st.DrawFn,
    record: _R,
    lifecycle: Lifecycle[Any, Any],
    *,
    at: datetime,
    max_events: int = 12,
    is_late: bool = True,
) -> _R:
    """A record after at least one event, each drawn from those that a lifecycle allows it."""
    for _ in range(draw(st.integers(1, max_events))):
        if not (steps := _list_steps(record, lifecycle)):
            break
        event, edge = draw(st.sampled_from(steps))
        reason = draw(_draw_reason(edge))
        given = _draw_facts(draw, record, edge, reason)
        delay = draw(st.just(timedelta(0)) | _DELAYS) if is_late else timedelta(0)
        record = record.act(
            event,
            at=at,
            by=draw(_draw_actor(record, edge, given)),
            reason=reason,
            recorded_at=at + delay,
            lifecycle=lifecycle,
            **given,
        )
        at += draw(_DELAYS)
    return record


def _list_steps(
    record: Record[Any, Any], lifecycle: Lifecycle[Any, Any]
) -> list[tuple[Any, Edge[Any]]]:
    """What may happen next, more often what leads on.

    Were all steps equally likely, most lives would end where they have hardly begun.
    """
    steps = [
        (event, edge)
        for state, event, edge in lifecycle.edges
        if state is record.state
        and (edge.roles or edge.is_automatable)
        and (not edge.from_reasons or record.state_reason in edge.from_reasons)
        and all(record.facts.get(fact) in {None, *values} for fact, values in edge.among)
    ]
    onward = [step for step in steps if step[1].to not in {record.state, *lifecycle.final_states}]
    return onward * 8 + steps


def _draw_actor(
    record: Record[Any, Any], edge: Edge[Any], given: Mapping[str, Any]
) -> st.SearchStrategy[Actor]:
    return _admitted(edge).filter(lambda by: not edge.find_joined(record.facts, given, by))


@cache
def _admitted(edge: Edge[Any]) -> st.SearchStrategy[Actor]:
    return actors(sorted(edge.roles, key=str), can_be_automated=edge.is_automatable)


@cache
def _draw_reason(edge: Edge[Any]) -> st.SearchStrategy[str | None]:
    words = st.sampled_from(PendingReason).map(str) | texts(min_size=1)
    return words if edge.needs_reason else st.none()


def _draw_facts(
    draw: st.DrawFn, record: Record[Any, Any], edge: Edge[Any], reason: str | None
) -> dict[str, Any]:
    """The facts that an edge asks for, and some that nobody asked for."""
    known = dict(record.facts)
    missing = (name for name in edge.recorded if known.get(name) is None)
    extra = draw(_few_names(frozenset(record.FACTS)))
    among = (name for name, _ in edge.among if known.get(name) is None)
    names = dict.fromkeys([*edge.given, *missing, *among, *extra])
    given = dict(edge.fixed)
    for name in [name for name in names if name not in given]:
        given[name] = draw(_draw_fact(record, edge, name, given))
    for choice in edge.any_of:
        if not choice.is_met({**known, **given, "reason": reason}):
            name = draw(st.sampled_from(choice.facts))
            given[name] = draw(facts(name, record.FACTS[name]))
    return given


def _draw_fact(
    record: Record[Any, Any], edge: Edge[Any], name: str, given: Mapping[str, Any]
) -> st.SearchStrategy[Any]:
    """Values of a fact that an edge takes beside what is on record and already given."""
    among = dict(edge.among)
    values = st.sampled_from(among[name]) if name in among else facts(name, record.FACTS[name])

    def is_lawful(value: object) -> bool:
        both = {**given, name: value}
        return not edge.find_unchanged(record.facts, both) and not edge.find_joined(
            record.facts, both, None
        )

    return values.filter(is_lawful) if edge.changed or edge.apart else values


@cache
def _few_names(names: frozenset[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(names)), max_size=2)


def foreign_histories(
    kind: type[Record[Any, Any]], *, max_size: int = 8
) -> st.SearchStrategy[tuple[Entry[Any, Any], ...]]:
    """Histories as other tools leave them behind, for records of some class.

    Entries are out of order, repeated, without state or event, recorded before or after they
    happened, with reasons and facts that nobody has heard of.
    """
    lifecycle = kind.LIFECYCLE
    entries = st.builds(
        Entry,
        at=instants(),
        event=st.none() | st.sampled_from(lifecycle.events),
        state=st.none() | st.sampled_from(lifecycle.states),
        reason=st.none() | texts(),
        by=st.none() | actors() | st.just(Actor()),
        changes=_draw_changes(kind),
        recorded_at=instants(),
    )
    return st.lists(entries, max_size=max_size).flatmap(_repeat_some).map(tuple)


def _repeat_some(entries: list[Entry[Any, Any]]) -> st.SearchStrategy[list[Entry[Any, Any]]]:
    if not entries:
        return st.just([])
    return st.lists(st.sampled_from(entries), max_size=1).map(lambda more: [*entries, *more])


def _draw_changes(kind: type[Record[Any, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    known = {name: st.none() | facts(name, each) for name, each in kind.FACTS.items()}
    pairs = [st.tuples(st.just(name), each) for name, each in {**known, **_FOREIGN}.items()]
    return st.lists(st.one_of(pairs), max_size=4).map(dict)


def foreign_incidents() -> st.SearchStrategy[Incident]:
    """Incidents with histories as other tools leave them behind."""
    return st.builds(
        Incident,
        identifiers("incident"),
        foreign_histories(Incident),
        opened_at=instants(),
        origin=st.none() | st.sampled_from(Origin),
    )


def foreign_problems() -> st.SearchStrategy[Problem]:
    """Problems with histories as other tools leave them behind."""
    return st.builds(Problem, identifiers("problem"), foreign_histories(Problem))


def foreign_services() -> st.SearchStrategy[Service]:
    """Services with histories as other tools leave them behind."""
    return _list_service({"history": foreign_histories(Service)})


def foreign_changes() -> st.SearchStrategy[RequestForChange]:
    """Requests for change with histories as other tools leave them behind."""
    return generate(RequestForChange, {"history": foreign_histories(RequestForChange)})
