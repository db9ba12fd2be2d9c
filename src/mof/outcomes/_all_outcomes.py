"""All outcomes: every outcome of the Operate phase for one period."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from types import MappingProxyType
from typing import Any, TypedDict

from attrs import frozen

from mof.calendars import Calendar
from mof.framework import SMF
from mof.help_requests import Complaint, HelpRequest
from mof.incidents import Incident
from mof.indicators import Indicator, Observation
from mof.judgements import Judgement
from mof.monitoring import MonitoringData
from mof.operations import OperationsData
from mof.outcomes._backlog import measure_backlog, measure_incidents
from mof.outcomes._complaints import measure_complaints
from mof.outcomes._cutoffs import View
from mof.outcomes._detected_outages import (
    measure_breaches,
    measure_detected_outages,
    measure_detection_time,
    measure_monitored_services,
    measure_remedied_alerts,
    measure_working_time,
)
from mof.outcomes._first_contact import measure_first_contact_resolution, measure_reopen_rate
from mof.outcomes._logged_work import (
    find_new_services,
    measure_automated_work,
    measure_available_time,
    measure_instructed_tasks,
    measure_on_schedule,
    measure_reactive_work,
    measure_staff_use,
    measure_wanted_outcomes,
)
from mof.outcomes._lost_user_time import REAL_TIME, measure_impact_time, measure_lost_user_time
from mof.outcomes._measures import MEASURES, Measure
from mof.outcomes._observed_outcomes import measure_by_indicator
from mof.outcomes._outcomes import Outcome
from mof.outcomes._solved_problems import (
    measure_owned_problems,
    measure_permanent_solutions,
    measure_prevented_problems,
    measure_problems,
    measure_time_to_solve,
    measure_unassigned_problems,
    measure_workarounds,
)
from mof.outcomes._time_to_restore import measure_time_to_resolve, measure_time_to_restore
from mof.problems import KnownError, Problem
from mof.services import Outage, Service
from mof.values import Period, ServiceId
from mof.values._checks import check_argument

_NO_OPERATIONS, _NO_MONITORING = OperationsData(), MonitoringData()


class _Span(TypedDict):
    """What every measure is told of time."""

    during: Period
    as_of: datetime


def measure_outcomes(
    *,
    during: Period,
    as_of: datetime,
    incidents: Iterable[Incident] = (),
    requests: Iterable[HelpRequest[Any, Any]] = (),
    complaints: Iterable[Complaint] | None = None,
    problems: Iterable[Problem] = (),
    known_errors: Iterable[KnownError] = (),
    operations: OperationsData = _NO_OPERATIONS,
    monitoring: MonitoringData = _NO_MONITORING,
    services: Iterable[Service] = (),
    outages: Mapping[ServiceId, Iterable[Outage]] = MappingProxyType({}),
    judgements: Iterable[Judgement] = (),
    indicators: Mapping[Measure, Indicator] = MappingProxyType({}),
    observations: Iterable[Observation] = (),
    affected_users: Mapping[str, int] = MappingProxyType({}),
    calendar: Calendar = REAL_TIME,
) -> tuple[Outcome, ...]:
    """Every outcome of the four functions of Operate in a period, in the order of the framework.

    ``requests`` are those that are no incidents. Complaints that were not kept are None, which
    is not the same as that there were none. Of the ``services``, new and changed ones are looked
    at by themselves too; ``outages`` are by service, with an empty list where there was none;
    ``judgements`` are those on SLAs and OLAs. ``indicators`` stand for the measures that are
    brought. Time of tickets is counted on one calendar, that of the rest by the clock.

    Raises:
        DefinitionError: an id comes twice, or a number or an indicator is brought for what it
            cannot stand for.
        ArgumentError: a record is of another kind than its name says.
    """
    view = View.of(during, as_of)
    # Whatever is cut here once need not be cut by each measure again.
    case = _Case(
        view=view,
        calendar=calendar,
        incidents=view.list_records(incidents, Incident),
        problems=view.list_records(problems, Problem),
        known_errors=view.list_records(known_errors, KnownError),
    )
    requests, observations = tuple(requests), tuple(observations)
    found = [
        *case.measure_desk(affected_users),
        _measure_complaints(complaints, (*case.incidents, *requests), view),
        *case.measure_problems(),
        *measure_operations(
            operations, during=during, as_of=as_of, services=services, outages=outages
        ),
        *measure_monitoring(
            monitoring, during=during, as_of=as_of, outages=outages, judgements=judgements
        ),
        *_bring(indicators, observations, view),
    ]
    return _sort(found)


def measure_operations(
    data: OperationsData,
    *,
    during: Period,
    as_of: datetime,
    services: Iterable[Service] = (),
    outages: Mapping[ServiceId, Iterable[Outage]] = MappingProxyType({}),
) -> tuple[Outcome, ...]:
    """Every outcome of Operations in a period; what is not kept has no value."""
    check_argument(data, OperationsData, "hand over what operations has on record")
    view = View.of(during, as_of)
    span: _Span = {"during": during, "as_of": as_of}
    new = find_new_services(services, **span)
    parts = (None, new) if new else (None,)
    found = [measure_available_time(outages, **span)]
    if data.log is not None:
        found += [measure_staff_use(data.log, dict(data.hours), **span)]
        found += [measure(data.log, **span) for measure in _OF_LOGS]
        found += [measure_wanted_outcomes(data.log, services=each, **span) for each in parts]
    if data.log is not None and data.schedule is not None:
        found += [
            measure_on_schedule(data.schedule, data.log, services=each, **span) for each in parts
        ]
    if data.guide is not None:
        found.append(measure_instructed_tasks(data.guide, **span))
    return _complete(found, SMF.OPERATIONS, view)


_OF_LOGS = (measure_automated_work, measure_reactive_work)


def measure_monitoring(
    data: MonitoringData,
    *,
    during: Period,
    as_of: datetime,
    outages: Mapping[ServiceId, Iterable[Outage]] = MappingProxyType({}),
    judgements: Iterable[Judgement] = (),
) -> tuple[Outcome, ...]:
    """Every outcome of Service Monitoring and Control in a period, but what is brought."""
    check_argument(data, MonitoringData, "hand over what monitoring has on record")
    view = View.of(during, as_of)
    span: _Span = {"during": during, "as_of": as_of}
    traces = data.trace_services(since=during.start, as_of=view.edge)
    found = [measure_working_time(traces, **span), measure_breaches(judgements, **span)]
    if data.model is not None:
        found.append(measure_monitored_services(data.model, data.monitors, **span))
    if data.alerts is not None:
        found += measure_detection_time(outages, data.alerts, **span)
        found.append(measure_detected_outages(outages, data.alerts, **span))
        found.append(measure_remedied_alerts(data.alerts, data.runs, **span))
    return _complete(found, SMF.SERVICE_MONITORING_AND_CONTROL, view)


def _complete(found: Iterable[Outcome], smf: SMF, view: View) -> tuple[Outcome, ...]:
    """Each measure of a function that is counted, also where nothing is known."""
    told = tuple(found)
    measured = {each.measure for each in told}
    blank = (
        Outcome(measure=measure, period=view.period, as_of=view.as_of)
        for measure in MEASURES
        if measure.smf is smf and not measure.is_brought and measure not in measured
    )
    return _sort((*told, *blank))


def _sort(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    places = {measure.name: place for place, measure in enumerate(MEASURES)}
    return tuple(sorted(outcomes, key=lambda each: places.get(each.measure.name, len(places))))


@frozen(kw_only=True)
class _Case:
    view: View
    calendar: Calendar
    incidents: tuple[Incident, ...]
    problems: tuple[Problem, ...]
    known_errors: tuple[KnownError, ...]

    def measure_desk(self, affected_users: Mapping[str, int]) -> Iterator[Outcome]:
        during, as_of, incidents = self.view.period, self.view.as_of, self.incidents
        yield measure_lost_user_time(
            incidents,
            during=during,
            as_of=as_of,
            affected_users=affected_users,
            calendar=self.calendar,
        )
        for measure_many in (measure_time_to_restore, measure_time_to_resolve, measure_backlog):
            yield from measure_many(incidents, during=during, as_of=as_of, calendar=self.calendar)
        yield measure_impact_time(incidents, during=during, as_of=as_of, calendar=self.calendar)
        for measure in (measure_first_contact_resolution, measure_reopen_rate, measure_incidents):
            yield measure(incidents, during=during, as_of=as_of)

    def measure_problems(self) -> Iterator[Outcome]:
        during, as_of, problems = self.view.period, self.view.as_of, self.problems
        for measure in (measure_unassigned_problems, measure_owned_problems, measure_problems):
            yield measure(problems, during=during, as_of=as_of)
        for measure_both in (measure_workarounds, measure_permanent_solutions):
            yield measure_both(problems, self.known_errors, during=during, as_of=as_of)
        yield from measure_time_to_solve(
            problems, during=during, as_of=as_of, calendar=self.calendar
        )
        yield measure_prevented_problems(
            problems, self.known_errors, self.incidents, during=during, as_of=as_of
        )


def _measure_complaints(
    complaints: Iterable[Complaint] | None, requests: Iterable[HelpRequest[Any, Any]], view: View
) -> Outcome:
    if complaints is None:
        return Outcome(measure=MEASURES["complaints"], period=view.period, as_of=view.as_of)
    return measure_complaints(complaints, requests, during=view.period, as_of=view.as_of)


def _bring(
    indicators: Mapping[Measure, Indicator], observations: tuple[Observation, ...], view: View
) -> Iterator[Outcome]:
    check_argument(indicators, Mapping, "name the indicator of each measure that is brought")
    asked = dict.fromkeys(chain((each for each in MEASURES if each.is_brought), indicators))
    for measure in asked:
        yield measure_by_indicator(
            measure,
            indicators.get(measure),
            observations,
            during=view.period,
            as_of=view.as_of,
        )
