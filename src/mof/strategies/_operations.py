"""The work of operations and monitoring: guides, times, logs, health models and monitors."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from mof.monitoring import HealthModel, Monitor, MonitoringData
from mof.operations import (
    INSTRUCTION_LIFECYCLE,
    Freeze,
    LogEntry,
    OperationsData,
    OperationsGuide,
    Recurrence,
    ScheduledWork,
    Task,
    WorkInstruction,
)
from mof.records import Lifecycle
from mof.services import Dependency
from mof.strategies._agreements import Fields
from mof.strategies._calendars import calendars
from mof.strategies._generic import generate
from mof.strategies._records import foreign_histories, lives
from mof.strategies._scalars import days, durations, identifiers, instants, zones
from mof.values import InstructionId, ServiceId

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


def recurrences(
    since: st.SearchStrategy[date] | None = None, tz: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[Recurrence]:
    """Recurrences of every frequency, in every zone, at any time of the day."""
    times = st.times().map(lambda each: f"{each:%H:%M}")
    return st.builds(
        Recurrence,
        rule=st.sampled_from(_RULES),
        times=st.lists(times, min_size=1, max_size=3),
        tz=zones() if tz is None else tz,
        since=days(_FIRST, _LAST) if since is None else since,
        except_on=st.lists(days(_FIRST, _LAST), max_size=2),
    )


@st.composite
def work_instructions(
    draw: st.DrawFn,
    *,
    lifecycle: Lifecycle[Any, Any] = INSTRUCTION_LIFECYCLE,
    drafted_at: st.SearchStrategy[datetime] | None = None,
    max_events: int = 8,
    is_late: bool = True,
) -> WorkInstruction:
    """Work instructions to which only happened what a lifecycle allows."""
    new = WorkInstruction(InstructionId(draw(identifiers("instruction"))), ())
    at = draw(instants() if drafted_at is None else drafted_at)
    return draw(lives(new, lifecycle, at=at, max_events=max_events, is_late=is_late))


def foreign_instructions() -> st.SearchStrategy[WorkInstruction]:
    """Work instructions with histories as other tools leave them behind."""
    return st.builds(
        WorkInstruction, identifiers("instruction"), foreign_histories(WorkInstruction)
    )


def tasks(**fields: Fields) -> st.SearchStrategy[Task]:
    """Tasks of operations; given fields are drawn from those strategies."""
    return generate(Task, {"id": identifiers("task"), **fields})


def operations_guides() -> st.SearchStrategy[OperationsGuide]:
    """Guides with a few tasks and instructions, each with an id of its own."""
    return st.builds(
        OperationsGuide,
        st.lists(tasks(), max_size=3, unique_by=lambda each: each.id),
        st.lists(work_instructions(), max_size=2, unique_by=lambda each: each.id),
    )


def freezes() -> st.SearchStrategy[Freeze]:
    """Times in which nothing may be done."""
    return st.builds(
        lambda start, length, **fields: Freeze(start, start + length, **fields),
        instants(),
        _LENGTHS,
        services=st.frozensets(identifiers("service").map(ServiceId), max_size=2),
    )


def scheduled_work(**fields: Fields) -> st.SearchStrategy[ScheduledWork]:
    """Pieces of work in a schedule; given fields are drawn from those strategies."""
    return st.tuples(instants(), _LENGTHS).flatmap(
        lambda drawn: generate(
            ScheduledWork,
            {"start": st.just(drawn[0]), "end": st.just(drawn[0] + drawn[1]), **fields},
        )
    )


@st.composite
def log_entries(draw: st.DrawFn) -> LogEntry:
    """Entries of a log, some of work that goes on."""
    start = draw(instants())
    end = draw(st.none() | durations().map(lambda length: start + length))
    fields: dict[str, Fields] = {
        "started_at": st.just(start),
        "ended_at": st.just(end),
        "effort": st.none() | durations(),
    }
    return draw(generate(LogEntry, fields))


def operations_data() -> st.SearchStrategy[OperationsData]:
    """What operations has on record, or does not keep."""
    fields: dict[str, Fields] = {
        "guide": st.none() | operations_guides(),
        "log": st.none() | st.lists(log_entries(), max_size=2, unique_by=lambda each: each.id),
        "hours": st.dictionaries(identifiers("person"), calendars(), max_size=2),
    }
    return generate(OperationsData, fields)


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


def monitoring_data() -> st.SearchStrategy[MonitoringData]:
    """What monitoring has on record, or does not keep."""
    fields: dict[str, Fields] = {
        "model": st.none() | health_models(),
        "monitors": st.lists(monitors(), max_size=2, unique_by=lambda each: each.id),
    }
    return generate(MonitoringData, fields)


def monitors(**fields: Fields) -> st.SearchStrategy[Monitor]:
    """Monitors; given fields are drawn from those strategies."""
    return generate(Monitor, {"interval": st.none() | _LENGTHS, **fields})
