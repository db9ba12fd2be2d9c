"""Gates: where services went on without the review that decides so."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from attrs import field, frozen

from mof.framework import GateDecision, ReviewKind
from mof.improvement import ReviewHeld
from mof.records import Entry, Fact, Lifecycle
from mof.services._service_lifecycle import (
    READINESS,
    SERVICE_LIFECYCLE,
    ServiceEvent,
    ServiceState,
    find_gate,
)
from mof.services._services import Service
from mof.values import ReviewId, ServiceId, Term
from mof.values._graphs import list_some
from mof.values._instants import to_optional_utc


class GateGapKind(Term):
    """What is missing where a service went through a gate."""

    UNKNOWN_LIFE = "unknown life"
    NO_REVIEW = "no review"
    UNKNOWN_REVIEW = "unknown review"
    OTHER_KIND = "other kind of review"
    OTHER_SERVICE = "review of other services"
    NOT_LET_THROUGH = "not let through"
    HELD_LATER = "held later"
    MISSING_EVIDENCE = "missing evidence"
    USED_BEFORE = "used before"
    INCOMPLETE_WAIVER = "incomplete waiver"


@frozen(kw_only=True)
class GateGap:
    """Something missing at a gate: of which service, when, and what.

    Gate and instant are None of a service whose life is not known.
    """

    service: ServiceId
    gate: ReviewKind | None
    at: datetime | None = field(converter=to_optional_utc)
    kind: GateGapKind
    message: str


_Lifecycle = Lifecycle[ServiceState, ServiceEvent]
_Step = Entry[ServiceState, ServiceEvent]
_Finding = tuple[GateGapKind, str]


@frozen
class _Crossing:
    """A step of a service through a gate, and what is known about it."""

    service: Service
    step: _Step
    gates: tuple[ReviewKind, ...]
    gate: ReviewKind
    used: frozenset[Fact]
    since: datetime | None


def find_gate_gaps(
    services: Iterable[Service],
    reviews: Iterable[ReviewHeld],
    *,
    lifecycle: _Lifecycle = SERVICE_LIFECYCLE,
) -> tuple[GateGap, ...]:
    """What is missing where services went through gates: reviews that let them, or waivers.

    A history from elsewhere may leap over states; then every gate on the shortest way is asked
    for. Where it names no review, one will do that names the service, if it was held in time
    and after the last time through. Of a service without a history, the dates of its
    deployment and retirement are asked about.
    """
    register = {review.id: review for review in reviews}
    by_service: dict[tuple[ServiceId, ReviewKind], list[ReviewHeld]] = {}
    for review in register.values():
        for id_ in review.services:
            by_service.setdefault((id_, review.kind), []).append(review)
    routes = {state: _find_routes(lifecycle, state) for state in (None, *lifecycle.states)}
    gaps: list[GateGap] = []
    for service in services:
        if not service.history and service.deployed_at is None and service.retired_at is None:
            gaps.append(_find_unknown_life(service))
        for crossing in _list_crossings(service, routes):
            others = by_service.get((service.id, crossing.gate), [])
            gaps += (
                GateGap(
                    service=service.id,
                    gate=crossing.gate,
                    at=crossing.step.at,
                    kind=kind,
                    message=message,
                )
                for kind, message in _find_gaps(crossing, register, others)
            )
    return tuple(gaps)


def _find_unknown_life(service: Service) -> GateGap:
    return GateGap(
        service=service.id,
        gate=None,
        at=None,
        kind=GateGapKind.UNKNOWN_LIFE,
        message="neither its history nor when it was deployed is on record",
    )


_Routes = Mapping[ServiceState | None, Mapping[ServiceState | None, tuple[ReviewKind, ...]]]


def _find_routes(
    lifecycle: _Lifecycle, origin: ServiceState | None
) -> Mapping[ServiceState | None, tuple[ReviewKind, ...]]:
    """The gates on the shortest way from a state to each that it leads to."""
    routes: dict[ServiceState | None, tuple[ReviewKind, ...]] = {origin: ()}
    fringe = deque([origin])
    while fringe:
        state = fringe.popleft()
        for source, _, edge in lifecycle.edges:
            if source is state and edge.to not in routes:
                gate = find_gate(edge)
                routes[edge.to] = (*routes[state], gate) if gate else routes[state]
                fringe.append(edge.to)
    return routes


def _list_steps(service: Service) -> list[_Step]:
    """The entries that tell a state, and what the dates of the service add to them."""
    steps = [entry for entry in service.chronology if entry.state]
    deployed_at, retired_at = service.deployed_at, service.retired_at
    if deployed_at is not None and not (steps and steps[0].at <= deployed_at):
        steps.insert(0, Entry(deployed_at, state=ServiceState.DEPLOYED))
    if retired_at is not None and not (steps and steps[-1].state is ServiceState.RETIRED):
        steps.append(Entry(retired_at, state=ServiceState.RETIRED))
    return steps


def _list_crossings(service: Service, routes: _Routes) -> Iterator[_Crossing]:
    state: ServiceState | None = None
    used: set[Fact] = set()
    last: dict[ReviewKind, datetime] = {}
    for step in _list_steps(service):
        gates = routes[state].get(step.state, ())
        for gate in gates:
            yield _Crossing(service, step, gates, gate, frozenset(used), last.get(gate))
            last[gate] = step.at
        used.add(dict(step.changes).get("review"))
        state = step.state


def _find_gaps(
    crossing: _Crossing, register: Mapping[ReviewId, ReviewHeld], others: Iterable[ReviewHeld]
) -> Iterator[_Finding]:
    facts = dict(crossing.step.changes)
    if _is_waived(crossing, facts):
        yield from _find_waiver_gaps(crossing.step, facts)
        return
    named = facts.get("review")
    review = register.get(ReviewId(str(named)))
    is_of_other_gate = review and review.kind is not crossing.gate and review.kind in crossing.gates
    if named is None or is_of_other_gate:
        if not any(_covers(other, crossing) for other in others):
            yield GateGapKind.NO_REVIEW, f"no {crossing.gate} review is on record"
            return
    elif review is None:
        yield GateGapKind.UNKNOWN_REVIEW, f"review {named} is not among those held"
    else:
        yield from _find_review_gaps(crossing, review)
    if crossing.gate is ReviewKind.RELEASE_READINESS:
        missing = [name for name in READINESS if facts.get(name) is None]
        if missing:
            yield GateGapKind.MISSING_EVIDENCE, f"without {', '.join(missing)}"


def _is_waived(crossing: _Crossing, facts: Mapping[str, Fact]) -> bool:
    is_waiver = crossing.step.event is ServiceEvent.WAIVE_REVIEW or "waived_by" in facts
    return is_waiver and facts.get("review_kind") in {None, crossing.gate}


def _find_waiver_gaps(step: _Step, facts: Mapping[str, Fact]) -> Iterator[_Finding]:
    person = facts.get("waived_by") or (step.by and step.by.person)
    missing = [
        *(() if step.reason else ("a reason",)),
        *(() if person else ("who waived it",)),
    ]
    if missing:
        yield GateGapKind.INCOMPLETE_WAIVER, f"waived without {', '.join(missing)}"


def _covers(review: ReviewHeld, crossing: _Crossing) -> bool:
    is_new = crossing.since is None or review.held_at > crossing.since
    return is_new and review.decision is GateDecision.GO and review.held_at <= crossing.step.at


def _find_review_gaps(crossing: _Crossing, review: ReviewHeld) -> Iterator[_Finding]:
    if review.kind is not crossing.gate:
        yield GateGapKind.OTHER_KIND, f"{review.id} is a {review.kind} review"
    if review.services and crossing.service.id not in review.services:
        decided = list_some(sorted(review.services))
        yield GateGapKind.OTHER_SERVICE, f"{review.id} decided on {decided}"
    if review.decision is not GateDecision.GO:
        yield GateGapKind.NOT_LET_THROUGH, f"{review.id} decided {review.decision or 'nothing'}"
    if review.held_at > crossing.step.at:
        yield GateGapKind.HELD_LATER, f"{review.id} was held at {review.held_at}"
    if review.id in crossing.used:
        yield GateGapKind.USED_BEFORE, f"{review.id} had let it through before"
