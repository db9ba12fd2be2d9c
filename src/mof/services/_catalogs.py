"""The catalogue: all services, what stands on what, and what a failure reaches."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from attrs import field, frozen

from mof.calendars import Calendar
from mof.documents import Table, format_instant
from mof.documents._inlines import list_names
from mof.documents._tables import Tabular
from mof.errors import CycleError, DefinitionError, UnknownReferenceError
from mof.services._services import ConfigurationItem, Customer, Service, Supplier
from mof.values import ConfigurationItemId, CustomerId, ServiceId, SupplierId
from mof.values._graphs import AcyclicGraph, describe_cycle, list_some

_Listed = TypeVar("_Listed", Service, Supplier, Customer)


def _sort(value: Iterable[_Listed]) -> tuple[_Listed, ...]:
    return tuple(sorted(value, key=lambda each: each.id))


def _to_services(value: Iterable[Service]) -> tuple[Service, ...]:
    return _sort(value)


def _to_suppliers(value: Iterable[Supplier]) -> tuple[Supplier, ...]:
    return _sort(value)


def _to_customers(value: Iterable[Customer]) -> tuple[Customer, ...]:
    return _sort(value)


@frozen
class ServiceCatalog(Tabular):
    """The services on offer, each under its id, and who they are provided with and to.

    Suppliers and customers that services and agreements name need not be listed; those that are
    may have a name, which pages then show instead of the id.

    Raises:
        DefinitionError: two services, suppliers or customers share an id, or services tell of one
            configuration item differently.
        CycleError: a service depends on itself, if only by way of others.
        UnknownReferenceError: a service depends on one that the catalogue lacks.
    """

    services: tuple[Service, ...] = field(converter=_to_services)
    """All services, in the order of their ids."""
    suppliers: tuple[Supplier, ...] = field(default=(), converter=_to_suppliers, kw_only=True)
    """The suppliers that are known by name, in the order of their ids."""
    customers: tuple[Customer, ...] = field(default=(), converter=_to_customers, kw_only=True)
    """The customers that are known by name, in the order of their ids."""

    def __attrs_post_init__(self) -> None:
        _check_once("service", self.services)
        _check_once("supplier", self.suppliers)
        _check_once("customer", self.customers)
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
    def _suppliers(self) -> dict[SupplierId, Supplier]:
        return {supplier.id: supplier for supplier in self.suppliers}

    @cached_property
    def _customers(self) -> dict[CustomerId, Customer]:
        return {customer.id: customer for customer in self.customers}

    def find_supplier(self, id: SupplierId) -> Supplier:  # noqa: A002
        """The supplier of that id; one that is not listed has no name."""
        return self._suppliers.get(id) or Supplier(id)

    def find_customer(self, id: CustomerId) -> Customer:  # noqa: A002
        """The customer of that id; one that is not listed has no name."""
        return self._customers.get(id) or Customer(id)

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
                    list_names(map(self.find_customer, service.customers)),
                    list_names(map(self.find_supplier, service.partners)),
                    _describe_hours(service.service_hours),
                    _describe_hours(service.support_hours),
                    list_names(map(self.__getitem__, service.depends_on)),
                )
                for service in self.services
            ],
            caption="Service catalog",
        )

    def to_items_table(self) -> Table:
        """The configuration items as a table, each with the services that it is part of."""
        users: dict[ConfigurationItem, list[Service]] = {}
        for service in self.services:
            for item in service.configuration_items:
                users.setdefault(item, []).append(service)
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
                    list_names(found),
                )
                for item, found in sorted(users.items(), key=lambda pair: pair[0].id)
            ],
            caption="Configuration items",
        )


def _check_once(what: str, listed: Iterable[Service | Supplier | Customer]) -> None:
    """Refuse a list, in the order of ids, in which an id stands twice."""
    groups = groupby(each.id for each in listed)
    if twice := list_some(id_ for id_, found in groups if len(list(found)) > 1):
        raise DefinitionError(f"a service catalog lists each {what} once; not so: {twice}")


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
