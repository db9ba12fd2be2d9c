"""Reports: every outcome of both functions for one period."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from types import MappingProxyType
from typing import Any

from attrs import frozen

from mof.calendars import Calendar
from mof.complaints import Complaint
from mof.help_requests import HelpRequest
from mof.incidents import Incident
from mof.indicators import Indicator, Observation
from mof.kinds import check_argument
from mof.known_errors import KnownError
from mof.outcomes.indications import measure_by_indicator
from mof.outcomes.loads import measure_backlog, measure_complaints, measure_incidents
from mof.outcomes.losses import REAL_TIME, measure_impact_time, measure_lost_user_time
from mof.outcomes.measured import Outcome
from mof.outcomes.measures import COMPLAINTS, MEASURES, Measure
from mof.outcomes.problems import (
    measure_owned_problems,
    measure_permanent_solutions,
    measure_prevented_problems,
    measure_problems,
    measure_time_to_solve,
    measure_unassigned_problems,
    measure_workarounds,
)
from mof.outcomes.resolutions import (
    measure_first_contact_resolution,
    measure_reopen_rate,
    measure_time_to_resolve,
    measure_time_to_restore,
)
from mof.outcomes.views import View
from mof.periods import Period
from mof.problems import Problem


def measure_outcomes(
    *,
    during: Period,
    as_of: datetime,
    incidents: Iterable[Incident] = (),
    requests: Iterable[HelpRequest[Any, Any]] = (),
    complaints: Iterable[Complaint] | None = None,
    problems: Iterable[Problem] = (),
    known_errors: Iterable[KnownError] = (),
    indicators: Mapping[Measure, Indicator] = MappingProxyType({}),
    observations: Iterable[Observation] = (),
    affected_users: Mapping[str, int] = MappingProxyType({}),
    calendar: Calendar = REAL_TIME,
) -> tuple[Outcome, ...]:
    """Every outcome of Customer Service and Problem Management in a period, in the order of both.

    ``requests`` are those that are no incidents. Complaints that nobody has kept are None, which
    is not the same as that there were none. ``indicators`` stand for the measures that are
    brought. All time is counted on one calendar.

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
        *_bring(indicators, observations, view),
    ]
    places = {measure.name: place for place, measure in enumerate(MEASURES)}
    return tuple(sorted(found, key=lambda each: places.get(each.measure.name, len(places))))


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
        return Outcome(measure=COMPLAINTS, period=view.period, as_of=view.as_of)
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
