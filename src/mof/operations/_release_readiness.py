"""Release Readiness: no work is scheduled for a service that has not passed it, or its waiver."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import frozen

from mof.framework import ReviewKind
from mof.improvement import ReviewHeld
from mof.services import Service, ServiceState
from mof.services._gate_gaps import find_gate_gaps
from mof.values import ServiceId, Term
from mof.values._checks import collect


class HeldBackKind(Term):
    """Why work that came round is not scheduled."""

    UNKNOWN_INSTRUCTION = "unknown instruction"
    """The guide has no such instruction."""
    UNKNOWN_TASK = "unknown task"
    """The guide lacks the task that the instruction is for."""
    UNKNOWN_SERVICE = "unknown service"
    """Nothing is known of the service that the task is for."""
    NOT_ENTITLED = "times not set by a scheduling manager"
    """Another role than the Scheduling Manager set the times."""
    NOT_APPROVED = "instruction not approved"
    """The instruction is not approved at that time."""
    NO_DURATION = "no duration"
    """It is not known how long the work takes."""
    NOT_RELEASED = "before release readiness"
    """The service has not passed Release Readiness by then."""
    GATE_GAP = "release readiness in doubt"
    """The service passed, but its review or the evidence for it is missing."""
    OUT_OF_SERVICE = "service retired"
    """The service is retired or was abandoned."""


# A service in one of these states has had its Release Readiness review, or a waiver.
_RELEASED = frozenset(
    {
        *(ServiceState.DEPLOYING, ServiceState.DEPLOYED, ServiceState.OPERATING),
        *(ServiceState.MAINTENANCE, ServiceState.RELEASING, ServiceState.RETIRED),
    }
)
_OVER = frozenset({ServiceState.RETIRED, ServiceState.ABANDONED})


@frozen
class Release:
    """When a service passed Release Readiness, if ever, and what is doubtful about that."""

    service: Service
    at: datetime | None
    doubts: tuple[str, ...]

    def find_refusal(self, at: datetime) -> tuple[HeldBackKind, str] | None:
        """Why work for the service cannot be scheduled at an instant."""
        id_, retired_at = self.service.id, self.service.retired_at
        is_retired = retired_at is not None and retired_at <= at
        if is_retired or self.service.find_state(at) in _OVER:
            return HeldBackKind.OUT_OF_SERVICE, f"{id_} is out of service"
        if self.at is None or at < self.at:
            when = f"passes it at {self.at}" if self.at else "has not passed it"
            return HeldBackKind.NOT_RELEASED, f"{id_} {when}"
        if self.doubts:
            return HeldBackKind.GATE_GAP, f"{id_}: {'; '.join(self.doubts)}"
        return None


def find_releases(
    services: Iterable[Service], reviews: Iterable[ReviewHeld]
) -> Mapping[ServiceId, Release]:
    by_id = {service.id: service for service in collect(services, Service, "services")}
    reviews = collect(reviews, ReviewHeld, "reviews")
    passed = {id_: _find_passing(service) for id_, service in by_id.items()}
    doubts: dict[ServiceId, list[str]] = {}
    for gap in find_gate_gaps(by_id.values(), reviews):
        if gap.gate is ReviewKind.RELEASE_READINESS and gap.at == passed[gap.service]:
            doubts.setdefault(gap.service, []).append(gap.message)
    return {
        id_: Release(service, passed[id_], tuple(doubts.get(id_, ())))
        for id_, service in by_id.items()
    }


def _find_passing(service: Service) -> datetime | None:
    """When a service first passed Release Readiness, as far as its life is told."""
    told = (entry.at for entry in service.chronology if entry.state in _RELEASED)
    first = next(told, None)
    deployed = service.deployed_at
    return min((at for at in (first, deployed) if at), default=None)
