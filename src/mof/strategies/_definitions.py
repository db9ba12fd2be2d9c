"""What else an organisation has on record: services, changes, indicators, reviews, mappings."""

from datetime import timedelta
from fractions import Fraction
from itertools import product

from attrs import evolve
from hypothesis import strategies as st

from mof.improvement import MaturityGoal, MaturityRating, ReviewHeld
from mof.incidents import IncidentState
from mof.indicators import Indicator, Observation
from mof.judgements import IrregularityThresholds
from mof.records import Level, Priority, PriorityMatrix
from mof.reviews import OperationalHealthInputs
from mof.services import Customer, Service, ServiceCatalog, Supplier
from mof.sources import (
    ChangeMapping,
    EventLogMapping,
    ObservationMapping,
    SourceMapping,
    TicketMapping,
)
from mof.strategies._agreements import Fields, chains, exclusions
from mof.strategies._availability import outage_logs
from mof.strategies._controls import control_registers
from mof.strategies._generic import generate
from mof.strategies._improvement import improvement_programs
from mof.strategies._operations import freezes, monitoring_data, operations_data
from mof.strategies._records import (
    changes,
    configuration_items,
    foreign_incidents,
    incidents,
    problems,
    services,
)
from mof.strategies._reviews import resource_requests, review_schedules
from mof.strategies._scalars import days, durations, fractions, identifiers, instants, shares, zones
from mof.strategies._subjects import feedback, ledgers, workforces
from mof.strategies._teams import organizations, scopes
from mof.values import Period, ServiceId

_STATES = st.sampled_from(IncidentState)
_WORDS = st.text("abcdefgh ", min_size=1, max_size=8)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Months, quarters and years of odd zones, and stretches between any two instants."""
    year, tz = draw(st.integers(1990, 2049)), draw(zones())
    match draw(st.sampled_from(("month", "quarter", "year", "stretch"))):
        case "month":
            return Period.month(year, draw(st.integers(1, 12)), tz=tz)
        case "quarter":
            return Period.quarter(year, draw(st.integers(1, 4)), tz=tz)
        case "year":
            return Period.year(year, tz=tz)
        case _:
            start = draw(instants())
            return Period(start, start + draw(durations(timedelta(microseconds=1))), tz=tz)


@st.composite
def priority_matrices(draw: st.DrawFn) -> PriorityMatrix:
    """Matrices in which no larger impact or urgency has a lower priority."""
    ranks: dict[tuple[Level, Level], int] = {}
    levels = list(Level)
    for impact, urgency in product(range(3), range(3)):
        above = ranks.get((levels[impact - 1], levels[urgency]), 1) if impact else 1
        before = ranks.get((levels[impact], levels[urgency - 1]), 1) if urgency else 1
        lowest = max(above, before)
        ranks[levels[impact], levels[urgency]] = min(5, lowest + draw(st.integers(0, 2)))
    return PriorityMatrix({key: Priority(str(rank)) for key, rank in ranks.items()})


_SUPPLIERS = st.lists(generate(Supplier), max_size=2, unique_by=lambda each: each.id)
_CUSTOMERS = st.lists(generate(Customer), max_size=2, unique_by=lambda each: each.id)


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


def indicators(**fields: Fields) -> st.SearchStrategy[Indicator]:
    """Indicators with targets; fields that are given are drawn from the strategies given."""
    usual: dict[str, Fields] = {"tolerance": fractions().map(abs), "set_on": days()}
    return generate(Indicator, usual | fields)


def observations(**fields: Fields) -> st.SearchStrategy[Observation]:
    """Observations of indicators; fields that are given are drawn from the strategies given."""
    usual = generate(Observation, {"size": st.none(), **fields})
    return usual if {"value", "size"} & fields.keys() else usual | _pooled_observations(fields)


def _pooled_observations(fields: dict[str, Fields]) -> st.SearchStrategy[Observation]:
    """Observations of shares that say of how many cases they are."""
    sizes = st.integers(1, 400)
    counts = sizes.flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))
    return counts.flatmap(
        lambda pair: generate(
            Observation,
            {**fields, "value": st.just(Fraction(*pair)), "size": st.just(pair[1])},
        )
    )


def thresholds() -> st.SearchStrategy[IrregularityThresholds]:
    """From where on irregularities are looked at and reported."""
    return st.builds(
        IrregularityThresholds,
        last_share=st.fractions(Fraction(1, 100), Fraction(1, 2), max_denominator=100),
        reopened_within=durations(),
        written_later_by=durations(),
        bulk_count=st.integers(2, 99),
        bulk_within=durations(timedelta(microseconds=1)),
        chance=shares(),
    )


_PERIODS = periods()
_INDICATORS = st.lists(indicators(), max_size=2, unique_by=lambda each: each.id)
_OBSERVATIONS = observations()
_DELAYS = durations()
_BROUGHT: dict[str, Fields] = {
    "catalog": catalogs(),
    "agreements": chains().map(lambda chain: chain.agreements),
    "incidents": st.lists(
        incidents() | foreign_incidents(), max_size=2, unique_by=lambda incident: incident.id
    ),
    "problems": st.lists(problems(), max_size=1).map(tuple),
    "changes": st.lists(changes(), max_size=1).map(tuple),
    "organization": organizations(),
    "scopes": st.lists(scopes(), max_size=2).map(tuple),
    "register": control_registers(),
    "maturity_ratings": st.lists(generate(MaturityRating), max_size=2).map(tuple),
    "maturity_goals": st.lists(generate(MaturityGoal), max_size=2).map(tuple),
    "feedback": feedback(),
    "ledger": ledgers(),
    "workforce": workforces(),
    "freezes": st.lists(freezes(), max_size=1).map(tuple),
    "programs": st.lists(improvement_programs(), max_size=1).map(tuple),
    "operations": operations_data(),
    "monitoring": monitoring_data(),
    "exclusions": st.lists(exclusions(), max_size=1).map(tuple),
    "outage_logs": st.lists(outage_logs(), max_size=1).map(tuple),
    "previous": st.lists(generate(ReviewHeld), max_size=1).map(tuple),
    "requests": st.lists(resource_requests(), max_size=1).map(tuple),
    "schedules": st.lists(review_schedules(), max_size=1).map(tuple),
}

_KINDS_BROUGHT = st.sets(st.sampled_from(tuple(_BROUGHT)), max_size=6)


@st.composite
def review_inputs(draw: st.DrawFn) -> OperationalHealthInputs:
    """A little of some of what is brought to an Operational Health Review."""
    period, found = draw(_PERIODS), draw(_INDICATORS)
    # Each time some kinds only: all of them at once are more than Hypothesis will draw.
    kinds = draw(_KINDS_BROUGHT)
    return OperationalHealthInputs(
        period=period,
        as_of=period.start + draw(_DELAYS),
        indicators=tuple(found),
        observations=tuple(evolve(draw(_OBSERVATIONS), indicator=each.id) for each in found),
        **{name: draw(each) for name, each in _BROUGHT.items() if name in kinds},
    )


def _columns(*names: str) -> dict[str, Fields]:
    return {"columns": st.fixed_dictionaries(dict.fromkeys(names, _WORDS))}


_STEPS = st.lists(st.tuples(_WORDS, _STATES, st.none() | _WORDS), min_size=1, max_size=3).map(tuple)
_PRIORITIES = st.dictionaries(_WORDS, st.sampled_from(Priority), max_size=2)
_SHAPE: dict[str, Fields] = {
    "missing": st.just(frozenset({"-", "?"})),
    "date_formats": st.sampled_from((("iso",), ("%d/%m/%Y %H:%M", "iso"))),
    "tz": zones(),
    "delimiter": st.none() | st.sampled_from(",;\t|"),
    "encoding": st.sampled_from(("utf-8-sig", "cp1252")),
}
_INCIDENT = {**_SHAPE, "words": st.fixed_dictionaries({"priority": _PRIORITIES})}
_MAPPINGS: dict[type[SourceMapping], dict[str, Fields]] = {
    EventLogMapping: {
        **_INCIDENT,
        **_columns("id", "at", "state", "priority", "business_unit"),
        "states": _STEPS,
        "automated": st.frozensets(_WORDS, max_size=2),
    },
    TicketMapping: {**_INCIDENT, **_columns("id", "opened_at"), "moments": _STEPS},
    ObservationMapping: {
        **_SHAPE,
        **_columns("value", "observed_at"),
        "constants": st.just({"indicator": "satisfaction"}),
    },
    ChangeMapping: {**_SHAPE, **_columns("id", "title", "requested_at")},
}


def mappings(
    kind: type[SourceMapping] = SourceMapping, **fields: Fields
) -> st.SearchStrategy[SourceMapping]:
    """Mappings of one kind of file, or of any, from columns to what they mean."""
    kinds = [each for each in _MAPPINGS if issubclass(each, kind)]
    return st.one_of([st.builds(each, **_MAPPINGS[each] | fields) for each in kinds])
