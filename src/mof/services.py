"""Services: what IT offers, and the catalogue that says so in plain words."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from attrs import field, frozen

from mof.errors import DefinitionError, UnknownReferenceError
from mof.ids import PersonId, ServiceId, TeamId, to_service_ids
from mof.instants import to_optional_utc, to_utc


@frozen
class Service:
    """Something that IT does for its customers, from deployment to retirement."""

    id: ServiceId
    name: str
    owner: PersonId | None = field(default=None, kw_only=True)
    team: TeamId | None = field(default=None, kw_only=True)
    depends_on: frozenset[ServiceId] = field(
        default=frozenset(), converter=to_service_ids, kw_only=True
    )
    deployed_at: datetime | None = field(default=None, converter=to_optional_utc, kw_only=True)
    retired_at: datetime | None = field(default=None, converter=to_optional_utc, kw_only=True)

    def is_in_operation(self, at: datetime) -> bool:
        """Whether the service was deployed, and not yet retired, at an instant."""
        at = to_utc(at)
        started = self.deployed_at is None or self.deployed_at <= at
        return started and (self.retired_at is None or at < self.retired_at)


def _to_services(value: Iterable[Service]) -> tuple[Service, ...]:
    return tuple(sorted(value, key=lambda service: service.id))


@frozen
class ServiceCatalog:
    """The services on offer, each under its id.

    Raises:
        DefinitionError: two services share an id, or one depends on itself by way of others.
        UnknownReferenceError: a service depends on one that the catalogue lacks.
    """

    services: tuple[Service, ...] = field(converter=_to_services)

    def __attrs_post_init__(self) -> None:
        if len(self._index) != len(self.services):
            raise DefinitionError("a service catalog lists each service once")
        for service in self.services:
            for needed in service.depends_on:
                self[needed]
        try:
            TopologicalSorter({s.id: sorted(s.depends_on) for s in self.services}).prepare()
        except CycleError as error:
            circle = " on ".join(error.args[1])
            raise DefinitionError(f"services depend on each other in a circle: {circle}") from None

    @cached_property
    def _index(self) -> dict[ServiceId, Service]:
        return {service.id: service for service in self.services}

    def __getitem__(self, id: ServiceId) -> Service:  # noqa: A002
        try:
            return self._index[id]
        except KeyError:
            known = ", ".join(self._index) or "none"
            raise UnknownReferenceError(
                f"the catalog has no service {id!r}; it has: {known}", reference=id
            ) from None

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self._index

    def __iter__(self) -> Iterator[Service]:
        return iter(self.services)

    def __len__(self) -> int:
        return len(self.services)
