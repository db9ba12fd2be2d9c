"""Services and their outages."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from mof.records import Lifecycle
from mof.services import (
    SERVICE_LIFECYCLE,
    ConfigurationItem,
    Customer,
    DataGap,
    Dependency,
    Maintenance,
    Outage,
    OutageLog,
    Service,
    ServiceCatalog,
    Supplier,
)
from mof.strategies._histories import lives
from mof.strategies._registry import Strategy, draws, generate, register, values
from mof.strategies._scalars import durations, identifiers, instants, texts
from mof.values import ServiceId

_WEIGHTS = st.fractions(Fraction(1, 100), 1, max_denominator=100)
_LENGTHS = durations(timedelta(microseconds=1), timedelta(days=3))
_DELAYS = durations(max_value=timedelta(days=1))
_FEATURES = st.none() | st.sampled_from(("api", "web"))


@draws(Outage)
@st.composite
def outages(
    draw: st.DrawFn,
    starts: st.SearchStrategy[datetime] | None = None,
    features: st.SearchStrategy[str | None] = _FEATURES,
) -> Outage:
    """Outages, some of them open, partial, or written down late."""
    start = draw(starts or instants())
    end = draw(st.none() | _LENGTHS.map(lambda length: start + length))
    return Outage(
        start,
        end,
        weight=draw(st.just(Fraction(1)) | _WEIGHTS),
        feature=draw(features),
        cause=draw(st.none() | identifiers("incident")),
        recorded_at=start + draw(_DELAYS),
        end_recorded_at=None if end is None else end + draw(_DELAYS),
    )


@draws(Maintenance)
@st.composite
def maintenances(draw: st.DrawFn) -> Maintenance:
    """Maintenance, agreed in advance or not."""
    start = draw(instants())
    return Maintenance(
        start,
        start + draw(_LENGTHS),
        agreed_at=draw(instants()),
        feature=draw(_FEATURES),
        reason=draw(texts()),
    )


@draws(DataGap)
@st.composite
def data_gaps(draw: st.DrawFn) -> DataGap:
    """Times without data."""
    start = draw(instants())
    return DataGap(start, start + draw(_LENGTHS), feature=draw(_FEATURES), reason=draw(texts()))


register(
    OutageLog,
    service=identifiers("service").map(ServiceId),
    outages=st.lists(outages(), max_size=2),
    maintenance=st.lists(maintenances(), max_size=1),
    gaps=st.lists(data_gaps(), max_size=1),
    since=st.none() | instants(),
)


@draws(Dependency)
@st.composite
def dependencies(draw: st.DrawFn) -> Dependency:
    """Wholes of parts, some of which are wholes themselves."""
    names = draw(st.lists(texts(min_size=1), min_size=1, max_size=4, unique=True))
    cut = draw(st.integers(0, len(names) - 1))
    inner: list[str | Dependency] = []
    if names[:cut]:
        inner.append(Dependency(draw(st.integers(1, cut)), names[:cut]))
    parts = [*names[cut:], *inner]
    return Dependency(draw(st.integers(1, len(parts))), parts)


@draws(Service)
def services(
    *,
    lifecycle: Lifecycle[Any, Any] = SERVICE_LIFECYCLE,
    max_events: int = 12,
    is_late: bool = True,
    **fields: Strategy,
) -> st.SearchStrategy[Service]:
    """Services to which only happened what a lifecycle allows, and some of unknown life.

    Strategy that are given are drawn from the strategies given. Some entries are written down
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


def _list_service(fields: Mapping[str, Strategy]) -> st.SearchStrategy[Service]:
    return generate(Service, {"configuration_items": configuration_items(), **fields})


_SUPPLIERS = st.lists(values(Supplier), max_size=2, unique_by=lambda each: each.id)
_CUSTOMERS = st.lists(values(Customer), max_size=2, unique_by=lambda each: each.id)


@draws(ServiceCatalog)
@st.composite
def catalogs(draw: st.DrawFn) -> ServiceCatalog:
    """Catalogues of services that depend on each other."""
    found: list[Service] = []
    # Two services that share an item tell the same of it.
    pool = draw(configuration_items())
    items = st.lists(st.sampled_from(pool), unique=True) if pool else st.just([])
    for each in draw(st.lists(identifiers("service").map(ServiceId), unique=True, max_size=4)):
        # On earlier ones only, since none may depend on itself by a detour.
        earlier = [service.id for service in found]
        needed = st.frozensets(st.sampled_from(earlier or [each]), max_size=2 if earlier else 0)
        service = services(id=st.just(each), depends_on=needed, configuration_items=items)
        found.append(draw(service))
    return ServiceCatalog(tuple(found), suppliers=draw(_SUPPLIERS), customers=draw(_CUSTOMERS))
