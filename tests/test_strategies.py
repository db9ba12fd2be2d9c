"""Strategies draw what is valid and worth testing with, and Hypothesis knows of them."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import entry_points
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings, strategies as st

from mof import _hypothesis_plugin, strategies
from mof.agreements import SLA, Clock
from mof.calendars import Calendar
from mof.framework import RoleType
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentEvent, IncidentState
from mof.problems import Problem, ProblemState
from mof.problems._problem_lifecycle import PROBLEM_LIFECYCLE
from mof.records import Edge, Lifecycle, find_deviations
from mof.services import SERVICE_LIFECYCLE, Service, ServiceState
from mof.sources import Extract, TicketMapping
from mof.strategies import (
    calendars,
    durations,
    foreign_histories,
    incidents,
    instants,
    problems,
    services,
    slas,
    targets,
)
from mof.strategies._calendars import _SHIFTS_ALONE, hours
from mof.strategies._registry import REGISTRY, _import_all, values
from mof.values._instants import MICROSECOND

_hypothesis_plugin.register()
_import_all()

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
ARGUMENTS: dict[str, tuple[Any, ...]] = {"foreign_histories": (Incident,)}
PATIENT = settings(
    max_examples=5000,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def find_any(strategy: st.SearchStrategy[Any], condition: Any) -> Any:
    return find(strategy, condition, settings=PATIENT)


@pytest.mark.parametrize("name", dir(strategies))
@settings(max_examples=5)
@given(data=st.data())
def test_every_strategy_draws_something(name: str, data: st.DataObject) -> None:
    data.draw(getattr(strategies, name)(*ARGUMENTS.get(name, ())))


@pytest.mark.parametrize("kind", REGISTRY, ids=lambda kind: kind.__name__)
@settings(max_examples=5)
@given(data=st.data())
def test_every_class_that_is_registered_is_drawn(kind: type, data: st.DataObject) -> None:
    assert isinstance(data.draw(values(kind)), kind)


@given(incidents(is_late=False), problems(is_late=False), services(is_late=False))
def test_lives_obey_their_lifecycle(incident: Incident, problem: Problem, service: Service) -> None:
    # Oracle: the search for departures from the lifecycle.
    assert find_deviations(incident, INCIDENT_LIFECYCLE) == ()
    assert find_deviations(problem, PROBLEM_LIFECYCLE) == ()
    assert find_deviations(service, SERVICE_LIFECYCLE) == ()


@pytest.mark.parametrize(
    "state", [IncidentState.RESOLVED, IncidentState.PENDING, IncidentState.CANCELLED]
)
def test_incidents_come_far(state: IncidentState) -> None:
    assert find_any(incidents(), lambda incident: incident.state is state)


def test_problems_come_far() -> None:
    assert find_any(problems(), lambda problem: problem.state is ProblemState.OUTCOME_REVIEW)


@given(_SHIFTS_ALONE)
def test_shifts_open_a_calendar_even_where_one_of_their_dates_does_not_exist(
    shifts: dict[date, list[tuple[str, str]]],
) -> None:
    odd = {date(2011, 12, 30): [("09:00", "17:00")], **shifts}

    assert Calendar(tz="Pacific/Apia", shifts=odd).next_open(NOON - timedelta(days=9999))


def test_services_come_far_or_are_only_listed() -> None:
    assert find_any(services(), lambda service: service.state is ServiceState.OPERATING)
    assert find_any(services(), lambda service: not service.history)


def test_some_entries_are_written_down_late() -> None:
    assert find_any(incidents(), lambda i: any(e.recorded_at > e.at for e in i.history))


@settings(max_examples=10)
@given(incidents(opened_at=st.just(NOON), max_events=1))
def test_incidents_are_opened_when_asked(incident: Incident) -> None:
    assert [NOON] == [entry.at for entry in incident.history]


@settings(max_examples=20)
@given(st.data())
def test_lives_follow_a_lifecycle_of_ones_own(data: st.DataObject) -> None:
    triage = Lifecycle[IncidentState, IncidentEvent](
        "triage",
        {
            (None, IncidentEvent.OPEN): Edge(
                IncidentState.OPEN, roles=[RoleType.CUSTOMER_SERVICE_REPRESENTATIVE]
            ),
            # Nobody may, so it never happens.
            (IncidentState.OPEN, IncidentEvent.CANCEL): Edge(IncidentState.CANCELLED),
        },
    )

    incident = data.draw(incidents(lifecycle=triage))

    assert [IncidentEvent.OPEN] == [entry.event for entry in incident.history]


@pytest.mark.parametrize(
    "condition",
    [
        lambda history: any(a.at > b.at for a, b in pairwise(history)),
        lambda history: len(set(history)) < len(history),
        lambda history: any(entry.recorded_at < entry.at for entry in history),
        lambda history: any(entry.state is None for entry in history),
        lambda history: any("vendor_count" in dict(entry.changes) for entry in history),
    ],
    ids=["out of order", "repeated", "recorded before", "without state", "unknown fact"],
)
def test_foreign_histories_are_as_bad_as_they_come(condition: Any) -> None:
    assert find_any(foreign_histories(Incident), condition)


@pytest.mark.parametrize(
    "condition",
    [
        lambda calendar: not calendar.weekly,
        lambda calendar: calendar.also,
        lambda calendar: calendar == Calendar.always(),
        lambda calendar: any(end < start for _, day in calendar.weekly for start, end in day),
        lambda calendar: calendar.holidays and calendar.annual_holidays,
        lambda calendar: calendar.breaks and calendar.shifts,
        lambda calendar: calendar.hand_overs,
    ],
    ids=["shifts only", "two at once", "always", "overnight", "holidays", "breaks", "handed over"],
)
def test_calendars_are_of_every_kind(condition: Any) -> None:
    assert find_any(calendars(), condition)


@given(hours())
def test_hours_of_a_date_are_taken_by_a_calendar(drawn: list[tuple[str, str]]) -> None:
    assert Calendar(tz="UTC", weekly={"mon": drawn}).weekly


@given(instants(datetime(2026, 1, 1), datetime(2026, 1, 2)))
def test_instants_keep_within_their_bounds(at: datetime) -> None:
    assert datetime(2026, 1, 1, tzinfo=UTC) <= at <= datetime(2026, 1, 2, tzinfo=UTC)


@given(durations(MICROSECOND, timedelta(minutes=2)))
def test_durations_keep_within_their_bounds(duration: timedelta) -> None:
    assert MICROSECOND <= duration <= timedelta(minutes=2)


@given(
    slas(service=st.just("mail"), targets=targets(clock=st.just(Clock.CLOSURE)).map(lambda t: [t]))
)
def test_fields_are_drawn_from_strategies_of_ones_own(sla: SLA) -> None:
    assert ("mail", ("closure",)) == (sla.service, sla.clocks)


@given(st.from_type(TicketMapping))
def test_mappings_are_of_the_kind_asked_for(mapping: TicketMapping) -> None:
    assert isinstance(mapping, TicketMapping)


def test_values_of_a_generic_class_hold_what_was_asked_for() -> None:
    extract = find_any(values(Extract[Incident]), lambda extract: extract.records)
    plain = find_any(values(Extract), lambda extract: extract.records)

    assert isinstance(extract.records[0], Incident)
    assert isinstance(plain.records[0], str)


# Hypothesis


@settings(max_examples=10)
@given(st.from_type(SLA), st.from_type(Incident))
def test_types_are_drawn_by_our_strategies(sla: SLA, incident: Incident) -> None:
    assert sla.targets
    assert incident.history[0].event is IncidentEvent.OPEN


def run_python(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


DRAWING = """
{more}
import hypothesis
from hypothesis import strategies as st
import mof
found = hypothesis.find(st.from_type(mof.Incident), lambda incident: True)
print(found.history[0].event)
"""


@pytest.mark.parametrize("first", ["import mof.strategies", "import hypothesis", "import mof"])
@pytest.mark.skipif(
    not entry_points(group="hypothesis", name="mof"),
    reason="mof is installed without its entry point; set up anew",
)
def test_types_are_drawn_without_registering_them(first: str) -> None:
    assert run_python(DRAWING.format(more=first)) == "open"


def test_registering_twice_changes_nothing() -> None:
    _hypothesis_plugin.register()

    assert find_any(st.from_type(Incident), lambda incident: True).history


def test_hypothesis_brings_little_of_the_library_along() -> None:
    # It is told of it wherever it is imported, in tests of other projects too.
    code = """
import sys, hypothesis
from mof import _hypothesis_plugin
_hypothesis_plugin.register()
print(len([name for name in sys.modules if name.startswith("mof")]))
"""

    assert int(run_python(code)) <= 5
