"""Outcomes: each by its formula, with the cases behind it, and nothing known where nothing is."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from lives import hours, note, tell
from mof.calendars import Calendar
from mof.converters import make_converter
from mof.errors import (
    ArgumentError,
    DefinitionError,
    NaiveTimestampError,
    StructureError,
    UnknownReferenceError,
)
from mof.framework import SMF, EvaluatedItem, RoleType, find_function
from mof.help_requests import (
    Complaint,
    ComplaintSubject,
    InformationRequest,
    Origin,
    RequestCategory,
)
from mof.incidents import Incident, IncidentEvent, IncidentState, ResolutionMethod
from mof.indicators import Direction, Indicator, Observation
from mof.outcomes import (
    MEASURES,
    Measure,
    Outcome,
    OutcomeComparison,
    measure_outcomes,
    tabulate_outcomes,
)
from mof.outcomes._backlog import measure_backlog, measure_incidents
from mof.outcomes._complaints import measure_complaints
from mof.outcomes._first_contact import measure_first_contact_resolution, measure_reopen_rate
from mof.outcomes._lost_user_time import measure_impact_time, measure_lost_user_time
from mof.outcomes._measures import SHARE
from mof.outcomes._observed_outcomes import measure_by_indicator
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
from mof.problems import (
    Closure,
    KnownError,
    KnownErrorState,
    Problem,
    ProblemState,
)
from mof.problems._known_error_lifecycle import KnownErrorEvent
from mof.records import Actor, Entry, Level
from mof.values import HelpRequestId, IndicatorId, KnownErrorId, Period, PersonId, ProblemId
from world import DESK, RESOLVER

S, P, K = IncidentState, ProblemState, KnownErrorState
DAY = Period(hours(10), hours(20))
LATER = hours(99)
HOUR = timedelta(hours=1)
REPRESENTATIVE = Actor(PersonId("person-1"), RoleType.CUSTOMER_SERVICE_REPRESENTATIVE)


def step(at: float, state: Any = None, reason: str | None = None, **changes: Any) -> Any:
    return Entry[Any, Any](hours(at), state=state, reason=reason, changes=changes)


def tell_problem(name: str, *steps: Any, at: float = 5, **changes: Any) -> Problem:
    return Problem(ProblemId(name), (step(at, P.DOCUMENTED, **changes), *steps))


def tell_error(name: str, *steps: Any, at: float = 5, **changes: Any) -> KnownError:
    return KnownError(KnownErrorId(name), (step(at, K.DRAFT, **changes), *steps))


def complain(name: str, at: float) -> Complaint:
    return Complaint.receive(
        name,
        subject=ComplaintSubject.SERVICE,
        about="mail",
        complainant=PersonId("person-9"),
        text="slow",
        at=hours(at),
        by=REPRESENTATIVE,
    )


def ask(name: str, at: float) -> InformationRequest:
    return InformationRequest.open(name, origin=Origin.CHAT, at=hours(at), by=REPRESENTATIVE)


def make_outcome(value: Any, *, measure: Measure = MEASURES["incidents"], **fields: Any) -> Outcome:
    usual = {"period": DAY, "as_of": LATER, "value": value, "cases": 3}
    return Outcome(measure=measure, **{**usual, **fields})


def tell_basis(outcome: Outcome) -> tuple[Any, ...]:
    return outcome.value, outcome.evidence, outcome.cases


# Measures


def test_each_outcome_that_the_framework_states_has_a_measure() -> None:
    for smf in (
        SMF.OPERATIONS,
        SMF.SERVICE_MONITORING_AND_CONTROL,
        SMF.CUSTOMER_SERVICE,
        SMF.PROBLEM_MANAGEMENT,
    ):
        served = {measure.serves for measure in MEASURES if measure.smf is smf}

        assert set(find_function(smf).outcomes or ()) == served


def test_names_of_measures_are_distinct() -> None:
    assert len(MEASURES) == len({measure.name for measure in MEASURES})


def test_measure_of_what_the_framework_does_not_state_is_refused() -> None:
    with pytest.raises(
        DefinitionError, match="Customer Service has no outcome 'fun'; stated: business"
    ):
        evolve(MEASURES["lost user time"], serves="fun")
    with pytest.raises(DefinitionError, match="Policy has no outcome 'fun'; stated: none"):
        evolve(MEASURES["lost user time"], smf=SMF.POLICY, serves="fun")


def test_every_measure_is_told_with_its_formula() -> None:
    table = MEASURES.to_table()

    assert [each.name for each in MEASURES] == [row[2] for row in table.rows]
    assert "lost user time" == str(MEASURES["lost user time"])


def test_measure_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownReferenceError, match="called 'fun'; there are: staff use, ") as told:
        MEASURES["fun"]

    assert "fun" == told.value.reference


# Lost time


def test_lost_user_time_is_users_times_lost_service_time_within_the_period() -> None:
    incidents = [
        tell(note(13, S.SERVICE_RESUMED), affected_users=20),
        tell(note(12, affected_users=3), name="incident-2", opened=11),
    ]

    actual = measure_lost_user_time(incidents, during=DAY, as_of=LATER)

    assert 20 * 3 * HOUR + 3 * 9 * HOUR == actual.value
    assert (2, ("incident-1", "incident-2")) == (actual.cases, actual.evidence)


def test_users_that_nobody_knows_are_not_guessed() -> None:
    incidents = [tell(affected_users=2), tell(name="incident-2", opened=11)]

    actual = measure_lost_user_time(incidents, during=DAY, as_of=LATER)

    assert None is actual.value
    assert (("incident-2",), 20 * HOUR) == (actual.unknown, actual.least)
    assert "at least 20 h 00 min" == actual.value_text
    brought = measure_lost_user_time(
        incidents, during=DAY, as_of=LATER, affected_users={"incident-1": 9, "incident-2": 5}
    )
    assert 20 * HOUR + 45 * HOUR == brought.value


def test_users_are_not_asked_for_where_no_time_was_lost() -> None:
    desk = Calendar.weekdays("00:00-01:00", tz="Europe/Oslo")

    actual = measure_lost_user_time(
        [tell(note(12, S.RESOLVED), opened=11)], during=DAY, as_of=LATER, calendar=desk
    )

    assert (timedelta(), ()) == (actual.value, actual.unknown)
    assert "mon–fri 00:00–01:00 (Europe/Oslo)" == actual.hours


def test_less_than_no_users_is_not_known() -> None:
    actual = measure_lost_user_time([tell(affected_users=-1)], during=DAY, as_of=LATER)

    assert ("incident-1",) == actual.unknown


@pytest.mark.parametrize("users", [-1, True, "9", 1.5])
def test_number_of_users_that_is_none_is_refused(users: Any) -> None:
    with pytest.raises(DefinitionError, match="affected users of 'incident-1' are a whole number"):
        measure_lost_user_time([], during=DAY, as_of=LATER, affected_users={"incident-1": users})


def test_affected_users_are_noted_as_any_fact() -> None:
    opened = Incident.open("incident-1", origin=Origin.PHONE, at=hours(10), by=DESK)

    noted = opened.note(affected_users=30, at=hours(11), by=DESK)

    actual = measure_lost_user_time([noted], during=DAY, as_of=LATER)
    assert 300 * HOUR == actual.value


@pytest.mark.parametrize("state", [S.CANCELLED, S.REJECTED, S.REROUTED])
def test_what_was_no_incident_lost_nothing(state: IncidentState) -> None:
    incident = tell(note(12, state), affected_users=5)

    actual = measure_impact_time([incident], during=DAY, as_of=LATER)

    assert (None, 0) == (actual.value, actual.cases)


def test_impact_time_adds_up_every_stretch_until_the_edge() -> None:
    incident = tell(note(12, S.SERVICE_RESUMED), note(14, S.IN_PROGRESS))

    whole = measure_impact_time([incident], during=DAY, as_of=LATER)
    so_far = measure_impact_time([incident], during=DAY, as_of=hours(15))

    assert (8 * HOUR, 3 * HOUR) == (whole.value, so_far.value)
    assert (False, True) == (whole.is_partial, so_far.is_partial)


# Loads


def test_incidents_are_those_opened_in_the_period() -> None:
    incidents = [tell(), tell(opened=10, name="b"), tell(opened=20, name="c")]

    actual = measure_incidents(incidents, during=DAY, as_of=LATER)

    assert (Fraction(1), ("b",), 2) == tell_basis(actual)


def test_no_new_incident_is_none_only_where_others_were_on_the_books() -> None:
    assert 0 == measure_incidents([tell()], during=DAY, as_of=LATER).value
    assert None is measure_incidents([tell(note(5, S.CLOSED))], during=DAY, as_of=LATER).value
    assert None is measure_incidents([], during=DAY, as_of=LATER).value


def test_backlog_is_divided_by_age() -> None:
    incidents = [
        tell(opened=19, name="young"),
        tell(opened=15, name="bound"),
        tell(opened=-60, name="old"),
        tell(note(12, S.RESOLVED), name="done"),
        tell(note(5, S.CLOSED), note(12, S.IN_PROGRESS), name="again"),
    ]
    ages = [5 * HOUR, 24 * HOUR]

    whole, *parts = measure_backlog(incidents, during=DAY, as_of=LATER, ages=ages)

    assert (Fraction(4), 5) == (whole.value, whole.cases)
    assert [("young",), ("bound", "again"), ("old",)] == [each.evidence for each in parts]
    assert "backlog, 5 h 00 min to 24 h 00 min" == parts[1].name
    assert "backlog, from 24 h 00 min on" == parts[2].name


def test_backlog_of_only_what_came_back_is_known() -> None:
    incident = tell(note(5, S.CLOSED), note(12, S.IN_PROGRESS))

    whole, *_ = measure_backlog([incident], during=DAY, as_of=LATER)

    assert (Fraction(1), 1) == (whole.value, whole.cases)


@pytest.mark.parametrize("ages", [[HOUR, HOUR], [timedelta()], [2 * HOUR, HOUR]])
def test_ages_that_do_not_rise_are_refused(ages: list[timedelta]) -> None:
    with pytest.raises(DefinitionError, match="ages rise"):
        measure_backlog([], during=DAY, as_of=LATER, ages=ages)


def test_backlog_without_ages_is_all_there_is() -> None:
    outcomes = measure_backlog([tell()], during=DAY, as_of=LATER, ages=[])

    assert ["", "from 0 min on"] == [each.part for each in outcomes]
    assert [1, 1] == [each.value for each in outcomes]


def test_complaints_are_told_for_a_thousand_requests() -> None:
    requests: list[Any] = [tell(opened=12), ask("r-1", 13), ask("r-2", 14), ask("r-3", 5)]
    complaints = [complain("c-1", 11), complain("c-2", 9), complain("c-3", 20)]

    actual = measure_complaints(complaints, requests, during=DAY, as_of=LATER)

    assert (Fraction(1000, 3), 3, ("c-1",)) == (actual.value, actual.cases, actual.evidence)


def test_rerouted_request_counts_as_what_it_became() -> None:
    first = ask("r-1", 12).record(
        situation="how", contact=PersonId("person-9"), at=hours(12), by=REPRESENTATIVE
    )
    first = first.reroute(
        category=RequestCategory.INCIDENT_RESOLUTION,
        successor="incident-1",
        at=hours(12),
        by=REPRESENTATIVE,
    )
    nothing_yet = InformationRequest(
        HelpRequestId("r-2"), (Entry(hours(12), changes={"topic": "mail"}),), opened_at=hours(12)
    )

    actual = measure_complaints(
        [complain("c-1", 11)], [first, tell(opened=12), nothing_yet], during=DAY, as_of=LATER
    )

    assert (Fraction(500), 2) == (actual.value, actual.cases)


def test_complaints_without_requests_are_not_known() -> None:
    actual = measure_complaints([complain("c-1", 11)], [], during=DAY, as_of=LATER)

    assert (None, ("c-1",)) == (actual.value, actual.evidence)


# Resolutions


def test_times_are_told_of_what_ended_beside_what_is_open() -> None:
    incidents = [
        tell(note(11, S.SERVICE_RESUMED), opened=10, name="a"),
        tell(note(13, S.SERVICE_RESUMED), note(19, S.RESOLVED), opened=11, name="b"),
        tell(opened=12, name="c"),
        tell(note(9, S.RESOLVED), name="before"),
        tell(note(12, S.CANCELLED), name="void"),
    ]

    median, most = measure_time_to_restore(incidents, during=DAY, as_of=LATER)

    assert (HOUR, ("a", "b"), 2, 1) == (median.value, median.evidence, median.cases, median.open)
    assert (2 * HOUR, 2 * HOUR) == (median.least, median.most)
    assert (2 * HOUR, 8 * HOUR, None) == (most.value, most.least, most.most)
    assert "8 h 00 min or more" == most.bounds_text
    assert "2 h 00 min to 2 h 00 min" == median.bounds_text
    (resolved,) = measure_time_to_resolve(incidents, during=DAY, as_of=LATER, shares=["0.5"])
    assert (8 * HOUR, ("b",), 2) == (resolved.value, resolved.evidence, resolved.open)
    assert "time to resolve, 50 % of cases" == resolved.name


def test_users_wait_through_the_pauses_of_the_desk() -> None:
    incident = tell(note(11, S.PENDING), note(14, S.IN_PROGRESS), note(15, S.RESOLVED), opened=10)

    (median,) = measure_time_to_restore([incident], during=DAY, as_of=LATER, shares=["0.5"])

    assert 5 * HOUR == median.value


def test_time_between_resolution_and_reopening_is_left_out() -> None:
    incident = tell(note(11, S.RESOLVED), note(14, S.IN_PROGRESS), note(15, S.RESOLVED), opened=10)

    (median,) = measure_time_to_resolve([incident], during=DAY, as_of=LATER, shares=["0.5"])

    assert 2 * HOUR == median.value


def test_stop_at_the_very_end_of_a_period_is_of_the_next() -> None:
    incident = tell(note(20, S.RESOLVED), opened=12)

    (median,) = measure_time_to_resolve([incident], during=DAY, as_of=LATER, shares=["0.5"])

    assert (None, 0, 1, 8 * HOUR) == (median.value, median.cases, median.open, median.least)


def test_times_are_counted_on_a_calendar() -> None:
    desk = Calendar.weekdays("09:00-17:00", tz="Europe/Oslo")
    day = Period(hours(0), hours(48))
    incident = tell(note(25, S.RESOLVED), opened=7)

    (median,) = measure_time_to_resolve(
        [incident], during=day, as_of=LATER, shares=["0.5"], calendar=desk
    )

    assert 2 * HOUR == median.value


def test_first_contact_is_told_from_who_had_to_do_with_it() -> None:
    incidents = [
        tell(note(12, S.RESOLVED), name="first", assignee="person-1"),
        tell(note(11, team="network"), note(12, S.RESOLVED), name="team", team="desk"),
        tell(note(11, S.PENDING), note(12, S.RESOLVED), name="waited", assignee="person-1"),
        tell(
            note(11, S.RESOLVED),
            note(12, S.IN_PROGRESS),
            note(13, S.RESOLVED),
            name="again",
            assignee="person-1",
        ),
        tell(note(12, S.RESOLVED), name="silent", assignee=None),
        tell(note(5, S.RESOLVED), name="before", assignee="person-1"),
        tell(name="open", assignee="person-1"),
    ]

    actual = measure_first_contact_resolution(incidents, during=DAY, as_of=LATER)

    assert (Fraction(1, 4), 4, ("first",)) == (actual.value, actual.cases, actual.evidence)
    assert ("silent",) == actual.unknown
    assert "25.0 %" == actual.value_text


def live_incident(*, is_dispatched: bool) -> Incident:
    act: Any = {"at": hours(12), "by": DESK}
    incident = Incident.open("incident-1", origin=Origin.PHONE, **act)
    incident = incident.record(situation="no mail", contact=PersonId("person-9"), **act)
    incident = incident.categorize(**act).accept(**act)
    incident = incident.prioritize(
        impact=Level.LOW, urgency=Level.LOW, coordinator=PersonId("person-3"), **act
    )
    solved: Any = {"resolution": "restarted", "resolution_code": "restart"}
    if not is_dispatched:
        return incident.resolve(method=ResolutionMethod.FIX, **solved, **act)
    incident = incident.dispatch(assignee=PersonId("person-2"), **act)
    work: Any = {"at": hours(13), "by": RESOLVER}
    return incident.resume_service(method=ResolutionMethod.FIX, **work).resolve(**solved, **work)


def test_first_contact_is_told_from_events_where_there_are_any() -> None:
    first = live_incident(is_dispatched=False)
    handed_over = live_incident(is_dispatched=True)

    actual = [
        measure_first_contact_resolution([each], during=DAY, as_of=LATER).value
        for each in (first, handed_over)
    ]

    assert [1, 0] == actual


def test_relapse_is_no_resolution_at_first_contact() -> None:
    entries = tell(note(12, S.SERVICE_RESUMED), assignee="person-1").history
    relapsed = Entry[IncidentState, IncidentEvent](hours(13), IncidentEvent.RELAPSE, S.IN_PROGRESS)
    history = (*entries, relapsed, note(14, S.RESOLVED))
    incident = evolve(tell(), history=history)

    assert 0 == measure_first_contact_resolution([incident], during=DAY, as_of=LATER).value


def test_reopen_rate_is_of_what_was_resolved_in_the_period() -> None:
    incidents = [
        tell(note(11, S.RESOLVED), note(12, S.IN_PROGRESS), name="back"),
        tell(note(11, S.RESOLVED), note(12, S.CLOSED), name="stays"),
        tell(note(11, S.RESOLVED), note(25, S.IN_PROGRESS), name="back later"),
        tell(note(5, S.RESOLVED), note(12, S.IN_PROGRESS), name="resolved before"),
    ]

    actual = measure_reopen_rate(incidents, during=DAY, as_of=LATER)

    assert (Fraction(1, 3), ("back",), 3) == tell_basis(actual)


# Problems


def test_problems_are_owned_or_not_at_the_end_of_the_period() -> None:
    problems = [
        tell_problem("a"),
        tell_problem("b", step(12, P.FILTERING, owner="person-1")),
        tell_problem("c", step(25, P.FILTERING, owner="person-1")),
        tell_problem("d", step(12, P.CLOSED, "resolved")),
        tell_problem("e", step(2, P.CLOSED, "resolved"), at=1),
    ]

    unassigned = measure_unassigned_problems(problems, during=DAY, as_of=LATER)
    owned = measure_owned_problems(problems, during=DAY, as_of=LATER)

    assert (2, ("a", "c"), 4) == tell_basis(unassigned)
    assert (1, ("b",), 4) == tell_basis(owned)


def test_problems_count_when_they_are_identified_and_no_duplicates() -> None:
    problems = [
        tell_problem("a", at=12),
        tell_problem("b", step(14, P.CLOSED, Closure.DUPLICATE.value), at=13),
        tell_problem("c"),
        tell_problem("d", step(2, P.CLOSED, "resolved"), step(11, P.DOCUMENTED), at=1),
    ]

    actual = measure_problems(problems, during=DAY, as_of=LATER)

    assert (1, ("a",), 4) == tell_basis(actual)


def test_workaround_is_counted_once_for_each_problem() -> None:
    problems = [
        tell_problem("p-1", step(12, workaround="restart")),
        tell_problem("p-2", known_error="k-2"),
        tell_problem("p-3", step(6, workaround="wait")),
        tell_problem(
            "p-4",
            step(12, workaround="x"),
            step(13, workaround=None),
        ),
    ]
    errors = [
        tell_error("k-1", step(13, workaround="restart"), problem="p-1"),
        tell_error("k-2", step(13, workaround="reboot")),
        tell_error("k-3", step(13, workaround="reboot")),
    ]

    actual = measure_workarounds(problems, errors, during=DAY, as_of=LATER)

    assert (3, ("k-3", "p-1", "p-2"), 5) == tell_basis(actual)


def test_withdrawn_workaround_does_not_count() -> None:
    error = tell_error("k-1", step(12, workaround="reboot"))
    withdrawn = Entry[KnownErrorState, KnownErrorEvent](
        hours(15), KnownErrorEvent.WITHDRAW_WORKAROUND, K.PUBLISHED
    )
    error = evolve(error, history=(*error.history, withdrawn))

    before = measure_workarounds([], [error], during=DAY, as_of=hours(14))
    after = measure_workarounds([], [error], during=DAY, as_of=LATER)

    assert [1, 0] == [before.value, after.value]


def test_what_is_over_before_the_period_is_not_on_the_books() -> None:
    error = tell_error("k-1", step(2, K.RETIRED), step(12, workaround="written down late"), at=1)

    actual = measure_workarounds([], [error], during=DAY, as_of=LATER)

    assert (None, (), 0) == tell_basis(actual)


def test_permanent_solutions_are_problems_solved_and_errors_retired() -> None:
    problems = [
        tell_problem("p-1", step(12, P.CLOSED, "resolved")),
        tell_problem("p-2", step(12, P.CLOSED, "workaround accepted")),
        tell_problem("p-3", step(12, P.CLOSED, "resolved"), step(14, P.DOCUMENTED)),
    ]
    errors = [
        tell_error("k-1", step(13, K.RETIRED), problem="p-1"),
        tell_error("k-2", step(13, K.RETIRED)),
        tell_error("k-3", step(13, K.DISCARDED)),
    ]

    actual = measure_permanent_solutions(problems, errors, during=DAY, as_of=LATER)

    assert (2, ("k-2", "p-1"), 5) == tell_basis(actual)


def test_time_to_solve_counts_from_the_identification() -> None:
    problems = [
        tell_problem("p-1", step(12, P.CLOSED, "resolved")),
        tell_problem("p-3", at=15),
        tell_problem("p-4", step(6, P.CLOSED, "resolved")),
        tell_problem("p-5", step(12, P.CLOSED, "not justified")),
    ]

    median, _ = measure_time_to_solve(problems, during=DAY, as_of=LATER)

    assert (7 * HOUR, ("p-1",), 1) == (median.value, median.evidence, median.open)
    assert (5 * HOUR, 7 * HOUR) == (median.least, median.most)


def test_problem_closed_before_a_first_incident_was_prevented() -> None:
    closed = step(12, P.CLOSED, "resolved")
    problems = [
        tell_problem("quiet", closed),
        tell_problem("listed", closed, incidents=("incident-9",)),
        tell_problem("named", closed),
        tell_problem("by error", closed),
        tell_problem("later", closed, incidents=("incident-2",)),
        tell_problem("open"),
    ]
    errors = [tell_error("k-1", problem="by error", incidents=("incident-8",))]
    incidents = [
        tell(problem="named"),
        tell(opened=15, name="incident-2", problem="later"),
        tell(name="incident-3"),
    ]

    actual = measure_prevented_problems(problems, errors, incidents, during=DAY, as_of=LATER)

    assert (2, ("quiet", "later"), 5) == tell_basis(actual)


# Indicators

SURVEY = Indicator(
    IndicatorId("survey"), name="Survey", unit="points", item=EvaluatedItem.SATISFACTION
)


def observe(value: str, at: float, indicator: str = "survey") -> Observation:
    return Observation(IndicatorId(indicator), value=value, observed_at=hours(at))


def test_latest_observation_in_the_period_stands_for_a_measure() -> None:
    seen = [observe("3", 11), observe("4.5", 15), observe("1", 21), observe("9", 12, "other")]

    actual = measure_by_indicator(MEASURES["satisfaction"], SURVEY, seen, during=DAY, as_of=LATER)
    earlier = measure_by_indicator(
        MEASURES["satisfaction"], SURVEY, seen, during=DAY, as_of=hours(14)
    )

    assert (Fraction(9, 2), 2, ("survey",)) == (actual.value, actual.cases, actual.evidence)
    assert ("points", "satisfaction, Survey") == (actual.measure.unit, actual.name)
    assert 3 == earlier.value


def test_measure_without_an_observation_is_not_known() -> None:
    assert None is measure_by_indicator(MEASURES["satisfaction"], during=DAY, as_of=LATER).value
    assert (
        "no data"
        == measure_by_indicator(
            MEASURES["satisfaction"], SURVEY, during=DAY, as_of=LATER
        ).value_text
    )


def test_what_is_counted_cannot_be_brought() -> None:
    with pytest.raises(DefinitionError, match="lost user time is counted from records"):
        measure_by_indicator(MEASURES["lost user time"], SURVEY, during=DAY, as_of=LATER)
    with pytest.raises(ArgumentError, match="name a measure"):
        measure_by_indicator("satisfaction", during=DAY, as_of=LATER)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


# Outcomes


@pytest.mark.parametrize(
    "before, after, expected",
    [
        (3, 2, OutcomeComparison.BETTER),
        (2, 2, OutcomeComparison.SAME),
        (2, 3, OutcomeComparison.WORSE),
        (None, 3, OutcomeComparison.NO_DATA),
    ],
)
def test_outcomes_of_two_periods_are_compared_by_direction(
    before: int | None, after: int, expected: OutcomeComparison
) -> None:
    earlier = make_outcome(None if before is None else Fraction(before))

    assert expected is make_outcome(Fraction(after)).compare(earlier)


def test_higher_is_better_where_the_measure_says_so() -> None:
    later = make_outcome(Fraction(2), measure=MEASURES["satisfaction"])

    assert OutcomeComparison.BETTER is later.compare(
        make_outcome(Fraction(1), measure=MEASURES["satisfaction"])
    )


def test_values_of_two_types_say_nothing_together() -> None:
    assert OutcomeComparison.NO_DATA is make_outcome(Fraction(2)).compare(make_outcome(HOUR))


def test_period_that_is_not_over_is_not_compared() -> None:
    so_far = make_outcome(Fraction(1), as_of=hours(12))

    assert OutcomeComparison.NO_DATA is so_far.compare(make_outcome(Fraction(2)))
    assert OutcomeComparison.NO_DATA is make_outcome(Fraction(2)).compare(so_far)


def test_outcomes_of_other_measures_or_hours_are_not_compared() -> None:
    outcome = make_outcome(Fraction(1))

    with pytest.raises(DefinitionError, match="incidents of any hours cannot be compared with"):
        outcome.compare(make_outcome(Fraction(1), measure=MEASURES["backlog"]))
    with pytest.raises(DefinitionError, match="counted in the same hours"):
        outcome.compare(make_outcome(Fraction(1), hours="mon 09:00–17:00 (UTC)"))
    with pytest.raises(ArgumentError, match="earlier period"):
        outcome.compare(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_bounds_are_told_where_cases_are_open() -> None:
    assert "" == make_outcome(HOUR).bounds_text
    assert "no limit yet" == make_outcome(HOUR, open=1).bounds_text


def test_outcome_tells_everything_that_it_rests_on() -> None:
    outcome = make_outcome(Fraction(2), evidence=["a", "b"])

    rows = {str(fact): value for fact, value in outcome.to_table().rows}

    assert "fewer incidents and problems, and less harm from those there are" == rows["Outcome"]
    assert ("2", 3, "a, b", None) == (
        rows["Value"],
        rows["Cases"],
        rows["Evidence"],
        rows["Not known of"],
    )


def test_outcomes_stand_in_a_table_beside_an_earlier_period() -> None:
    now = [make_outcome(Fraction(2)), make_outcome(None, measure=MEASURES["satisfaction"])]

    alone = tabulate_outcomes(now)
    beside = tabulate_outcomes(now, [make_outcome(Fraction(3))])

    assert [("2",), ("no data",)] == [(row[2],) for row in alone.rows]
    assert [("3", "better"), ("no data", "no data")] == [row[-2:] for row in beside.rows]


def test_value_says_in_json_of_which_type_it_is() -> None:
    converter = make_converter()

    share = converter.unstructure(make_outcome(Fraction(1, 3), least=HOUR), Outcome)

    assert {"type": "fraction", "value": "1/3"} == share["value"]
    assert {"type": "duration", "value": "PT1H"} == share["least"]
    with pytest.raises(StructureError, match="expected one of 'fraction', 'duration', got 'text'"):
        converter.structure({**share, "value": {"type": "text", "value": "many"}}, Outcome)
    with pytest.raises(StructureError, match="expected an exact number"):
        converter.structure({**share, "value": {"type": "fraction", "value": 0.5}}, Outcome)


# All of them


def test_every_measure_is_there_in_the_order_of_the_outcomes() -> None:
    outcomes = measure_outcomes(during=DAY, as_of=LATER)

    names = list(dict.fromkeys(each.measure for each in outcomes))
    assert list(MEASURES) == names


def test_nothing_is_known_of_an_empty_period() -> None:
    long_ago = tell(note(-20, S.CLOSED), opened=-30, affected_users=4, assignee="person-1")
    to_come = tell(opened=30, name="to come", affected_users=4)

    for incidents in ([], [long_ago], [to_come]):
        outcomes = measure_outcomes(
            during=DAY, as_of=LATER, incidents=incidents, complaints=[], problems=[]
        )

        assert {(None, 0, 0)} == {(each.value, each.cases, each.open) for each in outcomes}


def test_nothing_is_known_of_a_period_that_has_not_begun() -> None:
    outcomes = measure_outcomes(
        during=DAY,
        as_of=hours(9),
        incidents=[tell(affected_users=3)],
        complaints=[complain("c-1", 2)],
        problems=[tell_problem("p-1", (5, None))],
    )

    assert {None} == {each.value for each in outcomes}


def test_complaints_that_nobody_kept_are_not_none() -> None:
    def find(complaints: list[Complaint] | None) -> Fraction | timedelta | None:
        outcomes = measure_outcomes(
            during=DAY, as_of=LATER, incidents=[tell(opened=12)], complaints=complaints
        )
        return next(each.value for each in outcomes if each.measure == MEASURES["complaints"])

    assert None is find(None)
    assert 0 == find([])


def test_indicators_stand_for_what_tickets_cannot_show() -> None:
    own = evolve(MEASURES["value added by IT"], name="our own")

    outcomes = measure_outcomes(
        during=DAY,
        as_of=LATER,
        indicators={MEASURES["satisfaction"]: SURVEY, own: SURVEY},
        observations=[observe("4", 12)],
    )

    values = {each.measure.name: each.value for each in outcomes if each.measure.is_brought}
    assert {
        MEASURES["satisfaction with the service"].name: None,
        "satisfaction": 4,
        MEASURES["value added by IT"].name: None,
        MEASURES["competitiveness"].name: None,
        "our own": 4,
    } == values
    assert "our own" == outcomes[-1].measure.name


def test_requests_beside_incidents_count_among_requests() -> None:
    outcomes = measure_outcomes(
        during=DAY,
        as_of=LATER,
        incidents=[tell(opened=12)],
        requests=[ask("r-1", 12)],
        complaints=[complain("c-1", 12)],
    )

    assert 500 == next(each.value for each in outcomes if each.measure == MEASURES["complaints"])


def test_what_is_no_such_record_is_refused() -> None:
    with pytest.raises(ArgumentError, match="'c-1' is no Incident"):
        measure_incidents([complain("c-1", 2)], during=DAY, as_of=LATER)  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    with pytest.raises(ArgumentError, match="name the period"):
        measure_incidents([], during="June", as_of=LATER)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(DefinitionError, match="given twice"):
        measure_outcomes(during=DAY, as_of=LATER, incidents=[tell(), tell()])
    with pytest.raises(NaiveTimestampError):
        measure_incidents([], during=DAY, as_of=datetime(2026, 6, 1))


def test_a_late_entry_counts_only_once_it_was_recorded() -> None:
    incident = tell(note(12, S.RESOLVED, recorded=30), affected_users=2)

    values = [
        measure_lost_user_time([incident], during=DAY, as_of=hours(at)).value for at in (29, 30)
    ]

    assert [20 * HOUR, 4 * HOUR] == values


def test_shares_are_shown_in_percent_and_numbers_as_numbers() -> None:
    half = make_outcome(Fraction(1, 2), measure=evolve(MEASURES["incidents"], unit=SHARE))

    assert ("50.0 %", "0.5") == (half.value_text, make_outcome(Fraction(1, 2)).value_text)
    assert Direction.LOWER is MEASURES["incidents"].direction
