"""The catalogue: all services, what stands on what, and what a failure reaches."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby

from attrs import field, frozen

from mof.calendars import Calendar
from mof.documents import Table, format_instant
from mof.documents._tables import Tabular
from mof.errors import CycleError, DefinitionError, UnknownReferenceError
from mof.services._services import ConfigurationItem, Service
from mof.values import ConfigurationItemId, ServiceId
from mof.values._graphs import AcyclicGraph, describe_cycle, list_some


def _to_services(value: Iterable[Service]) -> tuple[Service, ...]:
    return tuple(sorted(value, key=lambda service: service.id))


@frozen
class ServiceCatalog(Tabular):
    """The services on offer, each under its id.

    Raises:
        DefinitionError: two services share an id, or tell of one configuration item differently.
        CycleError: a service depends on itself, if only by way of others.
        UnknownReferenceError: a service depends on one that the catalogue lacks.
    """

    services: tuple[Service, ...] = field(converter=_to_services)

    def __attrs_post_init__(self) -> None:
        if len(self._index) != len(self.services):
            groups = groupby(service.id for service in self.services)
            twice = list_some(id_ for id_, found in groups if len(list(found)) > 1)
            raise DefinitionError(f"a service catalog lists each service once; not so: {twice}")
        for service in self.services:
            for needed in service.depends_on:
                self[needed]
        self._check_items()
        try:
            len(self.graph)
        except CycleError as error:
            circle = describe_cycle(error.cycle, " on ")
            raise CycleError(
                f"services depend on each other in a circle: {circle}", cycle=error.cycle
            ) from None

    def _check_items(self) -> None:
        told: dict[ConfigurationItemId, tuple[Service, ConfigurationItem]] = {}
        for service in self.services:
            for item in service.configuration_items:
                other, first = told.setdefault(item.id, (service, item))
                if first != item:
                    raise DefinitionError(
                        f"{other.id} and {service.id} tell of {item.id} differently: "
                        f"{first!r}, {item!r}"
                    )

    @cached_property
    def _index(self) -> dict[ServiceId, Service]:
        return {service.id: service for service in self.services}

    @cached_property
    def graph(self) -> AcyclicGraph[ServiceId]:
        """The services, each leading to those that it depends on."""
        return AcyclicGraph({service.id: service.depends_on for service in self.services})

    def __getitem__(self, id: ServiceId) -> Service:  # noqa: A002
        try:
            return self._index[id]
        except KeyError:
            known = list_some(self._index) or "none"
            raise UnknownReferenceError(
                f"the catalog has no service {id!r}; it has: {known}", reference=id
            ) from None

    def __contains__(self, id: object) -> bool:  # noqa: A002
        return id in self._index

    def __iter__(self) -> Iterator[Service]:
        return iter(self.services)

    def __len__(self) -> int:
        return len(self.services)

    def impact_of(self, id: ServiceId) -> tuple[Service, ...]:  # noqa: A002
        """The services that a failure of one reaches, the nearest first.

        Raises:
            UnknownReferenceError: the catalogue has no such service.
        """
        return tuple(map(self.__getitem__, self.graph.find_ancestors(self[id].id)))

    def support_of(self, id: ServiceId) -> tuple[Service, ...]:  # noqa: A002
        """The services that one stands on, the nearest first.

        Raises:
            UnknownReferenceError: the catalogue has no such service.
        """
        return tuple(map(self.__getitem__, self.graph.find_descendants(self[id].id)))

    def to_mermaid(self) -> str:
        """The catalogue as the text of a Mermaid flowchart; arrows lead to what is needed."""
        return self.graph.to_mermaid(lambda id_: self[id_].name)

    def to_table(self) -> Table:
        """The catalogue as a table, one row for each service."""
        return Table(
            (
                *("Service", "Name", "Kind", "State", "Owner", "Team", "Technology areas"),
                *("Users", "Customers", "Partners", "Service hours", "Support hours"),
                "Depends on",
            ),
            [
                (
                    service.id,
                    service.name,
                    str(service.kind) if service.kind else None,
                    str(service.state) if service.state else None,
                    service.owner,
                    service.team,
                    _join(service.technology_areas),
                    _join(service.users),
                    _join(service.customers),
                    _join(service.partners),
                    _describe_hours(service.service_hours),
                    _describe_hours(service.support_hours),
                    _join(service.depends_on),
                )
                for service in self.services
            ],
            caption="Service catalog",
        )

    def to_items_table(self) -> Table:
        """The configuration items as a table, each with the services that it is part of."""
        users: dict[ConfigurationItem, list[ServiceId]] = {}
        for service in self.services:
            for item in service.configuration_items:
                users.setdefault(item, []).append(service.id)
        return Table(
            ("Item", "Name", "Owner", "Technology area", "Baseline", "Taken at", "Services"),
            [
                (
                    item.id,
                    item.name,
                    item.owner,
                    item.technology_area,
                    item.baseline.version if item.baseline else None,
                    format_instant(item.baseline.taken_at, tz="UTC") if item.baseline else None,
                    _join(found),
                )
                for item, found in sorted(users.items(), key=lambda pair: pair[0].id)
            ],
            caption="Configuration items",
        )


def _join(names: Iterable[str]) -> str | None:
    return ", ".join(sorted(names)) or None


def _describe_hours(calendar: Calendar | None) -> str | None:
    """The weekly hours in words; holidays, breaks, shifts and a second calendar are left out."""
    if calendar is None:
        return None
    days: dict[str, list[str]] = {}
    for day, hours in calendar.weekly:
        days.setdefault(", ".join(f"{start}-{end}" for start, end in hours), []).append(day)
    weekly = "; ".join(f"{' '.join(each)} {hours}" for hours, each in days.items())
    return f"{weekly or 'by dates'} ({calendar.tz})"
