"""The work of operations and monitoring: guides, times, logs, health models and monitors."""

from datetime import date, timedelta

from hypothesis import strategies as st

from mof.monitoring import HealthModel, Monitor, MonitoringData
from mof.operations import (
    Freeze,
    LogEntry,
    OperationsData,
    OperationsGuide,
    Recurrence,
    ScheduledWork,
    Task,
    WorkInstruction,
)
from mof.services import Dependency
from mof.strategies._calendars import calendars
from mof.strategies._registry import Strategy, draws, generate, register, values
from mof.strategies._scalars import days, durations, identifiers, instants, zones
from mof.values import ServiceId

_LENGTHS = durations(timedelta(microseconds=1), timedelta(days=3))
_RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
    "FREQ=DAILY;COUNT=5",
)
_FIRST, _LAST = date(2000, 1, 1), date(2040, 1, 1)


@draws(Recurrence)
def recurrences() -> st.SearchStrategy[Recurrence]:
    """Recurrences of every frequency, in every zone, at any time of the day."""
    times = st.times().map(lambda each: f"{each:%H:%M}")
    return st.builds(
        Recurrence,
        rule=st.sampled_from(_RULES),
        times=st.lists(times, min_size=1, max_size=3),
        tz=zones(),
        since=days(_FIRST, _LAST),
        except_on=st.lists(days(_FIRST, _LAST), max_size=2),
    )


register(Task, id=identifiers("task"))


register(
    OperationsGuide,
    tasks=st.lists(values(Task), max_size=3, unique_by=lambda each: each.id),
    instructions=st.lists(values(WorkInstruction), max_size=2, unique_by=lambda each: each.id),
)


@draws(Freeze)
def freezes() -> st.SearchStrategy[Freeze]:
    """Times in which nothing may be done."""
    return st.builds(
        lambda start, length, **fields: Freeze(start, start + length, **fields),
        instants(),
        _LENGTHS,
        services=st.frozensets(identifiers("service").map(ServiceId), max_size=2),
    )


@draws(ScheduledWork)
def scheduled_work() -> st.SearchStrategy[ScheduledWork]:
    """Pieces of work in a schedule."""
    return st.tuples(instants(), _LENGTHS).flatmap(
        lambda drawn: generate(
            ScheduledWork, {"start": st.just(drawn[0]), "end": st.just(drawn[0] + drawn[1])}
        )
    )


@draws(LogEntry)
@st.composite
def log_entries(draw: st.DrawFn) -> LogEntry:
    """Entries of a log, some of work that goes on."""
    start = draw(instants())
    end = draw(st.none() | durations().map(lambda length: start + length))
    fields: dict[str, Strategy] = {
        "started_at": st.just(start),
        "ended_at": st.just(end),
        "effort": st.none() | durations(),
    }
    return draw(generate(LogEntry, fields))


register(
    OperationsData,
    guide=st.none() | values(OperationsGuide),
    log=st.none() | st.lists(log_entries(), max_size=2, unique_by=lambda each: each.id),
    hours=st.dictionaries(identifiers("person"), calendars(), max_size=2),
)


@draws(HealthModel)
@st.composite
def health_models(draw: st.DrawFn) -> HealthModel:
    """Models of a few nodes, each made of earlier ones, of all of them or of so many."""
    names = [f"node-{number}" for number in range(draw(st.integers(1, 6)))]
    nodes: dict[str, Dependency | None] = {}
    for place, name in enumerate(names):
        parts = draw(st.lists(st.sampled_from(names[:place]), unique=True)) if place else []
        needed = draw(st.integers(1, len(parts))) if parts else 0
        nodes[name] = Dependency(needed, parts) if parts else None
    services = draw(st.frozensets(st.sampled_from(names).map(ServiceId)))
    return HealthModel(nodes, services=services)


register(Monitor, interval=st.none() | _LENGTHS)
register(
    MonitoringData,
    model=st.none() | health_models(),
    monitors=st.lists(values(Monitor), max_size=2, unique_by=lambda each: each.id),
)
