"""A whole log: its paths, transitions, rework and waits, and how far it keeps to a lifecycle."""

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from lives import hours, note, tell
from mof.calendars import Calendar
from mof.conformance import (
    LogSummary,
    Stage,
    WaitPart,
    discover_process,
    find_path,
    find_variants,
    measure_conformance,
    measure_rework,
    measure_waits,
    summarize_log,
)
from mof.conformance._fitness import ConformanceDeviationKind
from mof.conformance._reworks import PingPong
from mof.conformance._waits import Wait
from mof.errors import ArgumentError, DefinitionError
from mof.help_requests import PendingReason
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentEvent, IncidentState
from mof.problems import Problem, ProblemState
from mof.records import Actor, DeviationKind, Entry
from mof.values import IncidentId, PersonId, ProblemId
from world import CALENDAR, MONDAY, TIMER, open_incident, resolve_incident

S = IncidentState
HOUR, NONE = timedelta(hours=1), timedelta(0)
LATER = hours(100)
OPEN, WORKING, RESOLVED = Stage("open"), Stage("in progress"), Stage("resolved")
SPARSE = INCIDENT_LIFECYCLE.observing(
    [S.OPEN, S.IN_PROGRESS, S.PENDING, S.RESOLVED, S.CLOSED, S.CANCELLED]
)


def tell_states(name: str, *states: IncidentState) -> Incident:
    """An incident that was open at first, and entered one state each hour."""
    return tell(*(note(at, state) for at, state in enumerate(states, start=1)), name=name)


def tell_teams(name: str, *teams: str | None) -> Incident:
    """An incident that came to one team each hour."""
    entries = [note(at, team=team) for at, team in enumerate(teams[1:], start=1)]
    return tell(*entries, name=name, team=teams[0])


def tell_problem(*states: ProblemState) -> Problem:
    entries = [Entry[Any, Any](hours(at), state=state) for at, state in enumerate(states)]
    return Problem(ProblemId("problem-1"), tuple(entries))


class TestPath:
    def test_path_tells_each_stay_and_what_came_in_the_meantime(self) -> None:
        incident = tell(
            note(1, S.IN_PROGRESS),
            note(2, team="network"),
            note(3, S.IN_PROGRESS),
            note(4, S.PENDING, PendingReason.USER),
        )

        path = find_path(incident)

        assert "open → in progress → pending (user)" == str(path)
        assert [0, 2, 0] == [visit.updates for visit in path.visits]
        assert [HOUR, 3 * HOUR, None] == [visit.lasted for visit in path.visits]
        assert (OPEN, WORKING, Stage("pending", "user")) == path.stages

    def test_another_reason_is_another_stage_if_asked_for(self) -> None:
        incident = tell(note(1, S.PENDING, "user"), note(2, S.PENDING, "supplier"))

        assert "open → pending (user) → pending (supplier)" == str(find_path(incident))
        assert "open → pending" == str(find_path(incident, by_reason=False))

    def test_order_of_time_counts_and_not_that_of_the_history(self) -> None:
        incident = tell(note(5, S.RESOLVED), note(2, S.IN_PROGRESS))

        assert "open → in progress → resolved" == str(find_path(incident))

    def test_before_a_state_is_told_there_is_none(self) -> None:
        entries = (note(0, team="network"), note(1, S.RESOLVED))
        incident = Incident(IncidentId("incident-1"), entries, opened_at=MONDAY)

        assert (Stage(), RESOLVED) == find_path(incident).stages
        assert "(none) → resolved" == str(find_path(incident))

    def test_record_without_a_history_has_an_empty_path(self) -> None:
        incident = Incident(IncidentId("incident-1"), (), opened_at=MONDAY)

        assert "(nothing)" == str(find_path(incident))

    def test_path_shows_itself_as_a_table(self) -> None:
        table = find_path(tell(note(1, S.RESOLVED))).to_table(tz="Europe/Oslo")

        assert (
            ("open", "2026-06-01 09:00", "2026-06-01 10:00", "1 h 00 min", 0),
            ("resolved", "2026-06-01 10:00", "–", "–", 0),
        ) == table.rows


class TestLog:
    def test_log_is_counted_as_it_stands(self) -> None:
        timer = Entry[S, IncidentEvent](hours(4), state=S.CLOSED, by=TIMER)
        untold = Incident(IncidentId("untold"), (note(0, team="a"),), opened_at=MONDAY)
        records = [
            tell(note(1, S.RESOLVED), note(1, team="a"), timer, name="first"),
            tell(note(5, S.RESOLVED), note(2, S.RESOLVED), name="second"),
            untold,
        ]

        summary = summarize_log(records, as_of=LATER)

        expected = LogSummary(
            as_of=LATER,
            records=3,
            entries=8,
            steps=5,
            steps_in_place=2,
            simultaneous=1,
            out_of_order=1,
            without_state=1,
            last_by_tool=1,
            first_at=MONDAY,
            last_at=hours(5),
        )
        assert expected == summary

    def test_only_what_was_known_is_counted(self) -> None:
        records = [
            tell(note(1, S.RESOLVED), note(2, S.CLOSED, recorded=9)),
            tell(opened=8, name="incident-2"),
        ]

        summary = summarize_log(records, as_of=hours(5))

        assert (1, 2, hours(1)) == (summary.records, summary.entries, summary.last_at)

    def test_empty_log_has_no_first_and_no_last_entry(self) -> None:
        summary = summarize_log([], as_of=LATER)

        assert (0, None, None) == (summary.records, summary.first_at, summary.last_at)
        assert ("First entry", "–") in summary.to_table().rows

    @pytest.mark.parametrize(
        "question",
        [
            summarize_log,
            find_variants,
            discover_process,
            measure_rework,
            measure_waits,
            lambda records, as_of: measure_conformance(records, SPARSE, as_of=as_of),
        ],
    )
    def test_records_are_asked_for_once_each(self, question: Any) -> None:
        with pytest.raises(DefinitionError, match="is given twice"):
            question([tell(), tell()], as_of=LATER)
        with pytest.raises(ArgumentError, match="give the records themselves"):
            question(tell(), as_of=LATER)


class TestVariants:
    def test_paths_stand_by_how_many_took_them_and_then_by_their_stages(self) -> None:
        records = [
            tell_states("d", S.CLOSED),
            tell_states("c", S.RESOLVED),
            tell_states("b", S.IN_PROGRESS, S.RESOLVED),
            tell_states("a", S.IN_PROGRESS, S.RESOLVED),
        ]

        variants = find_variants(records, as_of=LATER)

        told = [(str(each), each.records, each.median) for each in variants.variants]
        assert [
            ("open → in progress → resolved", ("a", "b"), 2 * HOUR),
            ("open → resolved", ("c",), HOUR),
            ("open → closed", ("d",), HOUR),
        ] == told
        assert Fraction(1, 2) == variants.find_share(variants.variants[0])

    def test_table_says_how_much_it_leaves_out(self) -> None:
        records = [tell_states("a", S.RESOLVED), tell_states("b", S.CLOSED)]

        table = find_variants(records, as_of=LATER).to_table(most=1)

        assert (("open → resolved", 1, "50.0 %", "1 h 00 min"),) == table.rows
        assert ("1 of 2 paths, taken by 50.0 % of 2 records.",) == table.note

    def test_empty_log_has_no_paths(self) -> None:
        table = find_variants([], as_of=LATER).to_table()

        assert () == table.rows
        assert ("0 of 0 paths, taken by – of 0 records.",) == table.note

    def test_order_of_the_records_does_not_matter(self) -> None:
        records = [tell_states("a", S.RESOLVED), tell_states("b", S.CLOSED), tell(name="c")]

        forth, back = (find_variants(each, as_of=LATER) for each in (records, records[::-1]))

        assert forth == back


class TestProcess:
    RECORDS = (
        tell_states("a", S.IN_PROGRESS, S.RESOLVED),
        tell(note(3, S.IN_PROGRESS), note(4), note(6, S.RESOLVED), name="b"),
        tell_states("c", S.RESOLVED),
    )

    def test_transitions_have_counts_and_medians_of_the_time_before_them(self) -> None:
        process = discover_process(self.RECORDS, as_of=LATER)

        told = [(str(each), each.count, each.median) for each in process.transitions]
        assert [
            ("begin → open", 3, None),
            ("open → in progress", 2, 2 * HOUR),
            ("open → resolved", 1, HOUR),
            ("in progress → resolved", 2, 2 * HOUR),
            ("resolved → end", 3, None),
        ] == told

    def test_stages_have_visits_records_and_updates(self) -> None:
        again = tell_states("d", S.IN_PROGRESS, S.RESOLVED, S.IN_PROGRESS)

        process = discover_process([*self.RECORDS, again], as_of=LATER)

        (use,) = [each for each in process.stages if each.stage == WORKING]
        assert (4, 3, 1) == (use.visits, use.records, use.updates)
        assert HOUR == use.median

    def test_matrix_adds_up_to_the_steps_of_the_log(self) -> None:
        process = discover_process(self.RECORDS, as_of=LATER)

        summary = summarize_log(self.RECORDS, as_of=LATER)

        assert (summary.steps, summary.steps_in_place) == (process.steps, process.steps_in_place)
        assert (1, 2, 0) == (
            process.count(WORKING, WORKING),
            process.count(OPEN, WORKING),
            process.count(RESOLVED, OPEN),
        )
        assert (
            ("begin", 3, None, None, None),
            ("open", None, 2, 1, None),
            ("in progress", None, 1, 2, None),
            ("resolved", None, None, None, 3),
        ) == process.to_matrix().rows

    def test_tables_tell_stages_and_transitions(self) -> None:
        process = discover_process(self.RECORDS, as_of=LATER)

        assert ("in progress", 2, 2, 1, "2 h 00 min", 0, 0) == process.to_table().rows[1]
        assert ("begin", "open", 3, 3, "–") == process.to_transition_table().rows[0]

    def test_order_of_the_records_does_not_matter(self) -> None:
        forth = discover_process(self.RECORDS, as_of=LATER)
        back = discover_process(self.RECORDS[::-1], as_of=LATER)

        assert forth == back

    def test_median_of_two_stays_is_the_mean_to_the_microsecond_below(self) -> None:
        tick = timedelta(microseconds=1)
        records = [
            tell(Entry(MONDAY + each * tick, state=S.RESOLVED), name=f"incident-{each}")
            for each in (1, 2)
        ]

        process = discover_process(records, as_of=LATER)

        assert tick == process.stages[0].median

    def test_mermaid_has_counts_and_times_and_no_markup_of_others(self) -> None:
        told = tell(note(1, S.PENDING, 'user"]\n--> x; <b>'))

        mermaid = discover_process([told], as_of=LATER).to_mermaid()

        assert (
            "flowchart TD\n"
            "    begin((begin))\n"
            '    s0["open<br/>1"]\n'
            '    s1["pending (user#34;] --#62; x; #60;b#62;)<br/>1"]\n'
            "    finish((end))\n"
            '    begin -->|"1"| s0\n'
            '    s0 -->|"1 · 1 h 00 min"| s1\n'
            '    s1 -->|"1"| finish\n'
        ) == mermaid

    def test_rare_transitions_are_left_out_and_counted(self) -> None:
        process = discover_process(
            [*self.RECORDS, tell_states("d", S.RESOLVED, S.OPEN)], as_of=LATER
        )

        mermaid = process.to_mermaid(most=2)
        figure = process.draw(most=2)

        assert "%% 3 rarer ways, " in mermaid
        assert "open to in progress: 2 · 2 h 00 min" in figure.alternative
        assert "3 rarer ways, 26.7 % of transitions, not drawn" in figure.alternative
        assert "resolved to open" not in figure.alternative

    def test_drawing_shows_and_tells_every_stage_and_transition(self) -> None:
        figure = discover_process(self.RECORDS, as_of=LATER).draw(title="June & July")

        assert "open: 3 visits · 1 h 00 min" in figure.alternative
        assert "in progress to resolved: 2 · 2 h 00 min" in figure.alternative
        assert "resolved to end: 3" in figure.alternative
        assert "June &amp; July" in figure.svg
        assert "<script" not in figure.svg

    def test_empty_log_is_drawn_as_beginning_and_end(self) -> None:
        process = discover_process([], as_of=LATER)

        assert "begin\nend" == process.draw().alternative
        assert (0, 0) == (process.records, process.steps)


class TestRework:
    def test_ping_pong_is_each_return_after_one_other_team(self) -> None:
        records = [
            tell_teams("a", "desk", "network", "desk", "network"),
            tell_teams("b", "desk", "network", None, "network", "desk"),
            tell_teams("c", "desk", "network", "data", "desk"),
        ]

        rework = measure_rework(records, as_of=LATER)

        assert (
            PingPong(team="desk", other="network", count=2, records=("a", "b")),
            PingPong(team="network", other="desk", count=1, records=("a",)),
        ) == rework.ping_pongs
        assert 3 == rework.ping_pong_count
        assert ("desk → network → desk", 2, 2) == rework.to_ping_pong_table(1).rows[0]

    def test_changes_of_team_are_told_apart(self) -> None:
        records = [
            tell_teams("a", None, "desk", "network", None),
            tell_teams("b", "desk", "desk"),
        ]

        rework = measure_rework(records, as_of=LATER)

        assert (1, 1, 1) == (rework.assignments, rework.handovers, rework.releases)
        assert 3 == rework.team_changes

    def test_front_is_where_a_record_began_unless_it_is_named(self) -> None:
        records = [
            tell_teams("kept", "desk"),
            tell_teams("back", "desk", "network", "desk"),
            tell_teams("gone", "desk", "network"),
            tell_teams("late", "network", "desk"),
            tell_teams("nobody", None),
        ]

        usual = measure_rework(records, as_of=LATER)
        named = measure_rework(records, as_of=LATER, front=["desk"])

        assert (1, 3, ("back",)) == (usual.kept_at_front, usual.passed_on, usual.pushed_back)
        assert (1, 3, ("back", "late")) == (
            named.kept_at_front,
            named.passed_on,
            named.pushed_back,
        )
        assert Fraction(1, 4) == named.front_share

    def test_reopening_is_what_the_incident_says_it_is(self) -> None:
        records = [
            tell_states("a", S.RESOLVED, S.IN_PROGRESS, S.CLOSED, S.IN_PROGRESS),
            tell_states("b", S.RESOLVED, S.CLOSED),
        ]

        rework = measure_rework(records, as_of=LATER)

        assert sum(record.reopen_count for record in records) == rework.reopenings == 2
        assert ("a",) == rework.reopened

    def test_other_records_are_reopened_from_what_is_done(self) -> None:
        problem = tell_problem(
            ProblemState.DOCUMENTED, ProblemState.CLOSED, ProblemState.RESEARCHING
        )

        rework = measure_rework([problem], as_of=LATER)

        assert (1, ("problem-1",)) == (rework.reopenings, rework.reopened)

    def test_rework_shows_itself_as_a_table(self) -> None:
        table = measure_rework([tell_teams("a", "desk", "network")], as_of=LATER).to_table()

        assert ("Handed from team to team", 1, None, "–") == table.rows[0]
        assert ("Reopened", 0, 0, "0.0 %") == table.rows[-1]
        assert ("Never beyond the front: 0 of 1 record with a team (0.0 %).",) == table.note

    def test_empty_log_has_no_share(self) -> None:
        rework = measure_rework([], as_of=LATER)

        assert rework.front_share is None
        assert "–" == rework.to_table().rows[-1][-1]


class TestWaits:
    def test_time_goes_by_state_reason_and_team(self) -> None:
        incident = tell(
            note(1, S.PENDING, "user"),
            note(3, team="network"),
            note(4, S.RESOLVED),
            note(6, S.CLOSED),
            note(9, team="desk"),
            team="desk",
        )

        waits = measure_waits([incident], as_of=LATER)

        told = [(w.state, w.reason, w.team, w.stays, w.total) for w in waits.waits]
        assert [
            ("pending", "user", "desk", 1, 2 * HOUR),
            ("resolved", None, "network", 1, 2 * HOUR),
            ("open", None, "desk", 1, HOUR),
            ("pending", "user", "network", 1, HOUR),
        ] == told
        assert 6 * HOUR == waits.total

    def test_what_runs_is_counted_up_to_the_view(self) -> None:
        records = [tell(name="a"), tell_states("b", S.CLOSED), tell(opened=200, name="c")]

        waits = measure_waits(records, as_of=hours(10), by=[WaitPart.STATE])

        assert (
            Wait(
                state="open",
                reason=None,
                team=None,
                stays=2,
                running=1,
                total=11 * HOUR,
                median=HOUR,
                longest=10 * HOUR,
            ),
        ) == waits.waits

    def test_entry_dated_after_the_view_takes_no_time(self) -> None:
        incident = tell(note(5, S.IN_PROGRESS, recorded=1))

        waits = measure_waits([incident], as_of=hours(2), by=[WaitPart.STATE])

        assert {"open": 5 * HOUR, "in progress": NONE} == {w.state: w.total for w in waits.waits}

    def test_closing_hours_are_left_out_on_a_calendar(self) -> None:
        incident = tell(note(24, S.RESOLVED), note(25, S.CLOSED))

        waits = measure_waits([incident], as_of=LATER, by=[WaitPart.STATE], calendar=CALENDAR)

        assert {"open": 8 * HOUR, "resolved": HOUR} == {w.state: w.total for w in waits.waits}
        assert "By open hours of the calendar" in str(waits.to_table())

    def test_calendar_that_is_always_open_is_the_wall_clock(self) -> None:
        records = [tell_states("a", S.IN_PROGRESS, S.RESOLVED), tell(name="b")]

        wall = measure_waits(records, as_of=LATER)
        open_always = measure_waits(records, as_of=LATER, calendar=Calendar.always())

        assert wall.waits == open_always.waits

    @pytest.mark.parametrize(
        "by, expected",
        [
            ([WaitPart.TEAM], [("desk", 3), ("network", 1)]),
            ([WaitPart.REASON], [("–", 3), ("user", 1)]),
            ([], [(1, 4)]),
        ],
    )
    def test_time_is_told_by_what_is_asked_for(
        self, by: Iterable[WaitPart], expected: list[tuple[str, int]]
    ) -> None:
        incident = tell(
            note(1, S.PENDING, "user"),
            note(2, S.IN_PROGRESS),
            note(3, team="network"),
            note(4, S.CLOSED),
            team="desk",
        )

        table = measure_waits([incident], as_of=LATER, by=by).to_table()

        total = table.columns.index("Total")
        rows = [(row[0] or "–", int(str(row[total]).split()[0])) for row in table.rows]
        assert expected == rows

    def test_table_says_how_much_it_leaves_out(self) -> None:
        waits = measure_waits([tell_states("a", S.RESOLVED)], as_of=LATER)

        assert "1 of 2 rows." in str(waits.to_table(most=1))


class TestConformance:
    def test_conforming_life_fits_wholly(self) -> None:
        conformance = measure_conformance([resolve_incident("a")], INCIDENT_LIFECYCLE, as_of=LATER)

        assert 1 == conformance.fitness == conformance.conforming_share
        assert () == conformance.deviations

    def test_fitness_is_the_share_of_conforming_steps(self) -> None:
        records = [
            tell_states("a", S.IN_PROGRESS, S.RESOLVED, S.CLOSED),
            tell_states("b", S.IN_PROGRESS, S.CLOSED),
        ]

        conformance = measure_conformance(records, SPARSE, as_of=LATER)

        assert (Fraction(6, 7), Fraction(1, 2)) == (
            conformance.fitness,
            conformance.conforming_share,
        )
        assert (7, 6, 1) == (
            conformance.steps,
            conformance.conforming_steps,
            conformance.conforming,
        )

    def test_skipped_states_are_those_of_the_shortest_lawful_way(self) -> None:
        records = [tell_states("a", S.PENDING, S.CLOSED), tell_states("b", S.PENDING)]

        (first, second) = measure_conformance(records, SPARSE, as_of=LATER).deviations

        assert (
            "open → pending",
            ConformanceDeviationKind.SKIPPED,
            ("in progress",),
            2,
            ("a", "b"),
        ) == (
            str(first),
            first.kind,
            first.passed_over,
            first.count,
            first.records,
        )
        assert ("in progress", "resolved") == second.passed_over

    def test_states_passed_over_before_the_first_entry_are_told(self) -> None:
        incident = Incident(IncidentId("a"), (note(0, S.RESOLVED),), opened_at=MONDAY)

        (deviation,) = measure_conformance([incident], SPARSE, as_of=LATER).deviations

        assert ("(none) → resolved", ("open",)) == (str(deviation), deviation.passed_over)

    def test_way_back_that_no_law_knows_is_out_of_order(self) -> None:
        conformance = measure_conformance(
            [tell_states("a", S.IN_PROGRESS, S.OPEN, S.IN_PROGRESS)], SPARSE, as_of=LATER
        )

        (deviation,) = conformance.deviations
        assert ("in progress → open", ConformanceDeviationKind.OUT_OF_ORDER) == (
            str(deviation),
            deviation.kind,
        )
        assert ("open", 2, 1, 0, 1) == conformance.to_table().rows[0]
        assert ("in progress", 2, 1, 0, 0) == conformance.to_table().rows[1]

    def test_state_that_should_not_be_seen_is_unknown(self) -> None:
        conformance = measure_conformance(
            [tell_states("a", S.SERVICE_RESUMED)], SPARSE, as_of=LATER
        )

        assert [ConformanceDeviationKind.UNKNOWN_STATE] == [
            each.kind for each in conformance.deviations
        ]
        assert ("service resumed", 1, 0, 0, 0) == conformance.to_table().rows[-1]

    def test_event_is_held_against_the_table(self) -> None:
        incident = tell(
            Entry(hours(1), IncidentEvent.CLOSE, S.IN_PROGRESS),
            Entry(hours(2), IncidentEvent.NOTIFY, None),
            Entry(hours(3), IncidentEvent.REOPEN, None),
        )

        conformance = measure_conformance([incident], SPARSE, as_of=LATER)

        told = {str(each): each.kind for each in conformance.deviations}
        assert {
            "open → in progress by close": ConformanceDeviationKind.WRONG_EVENT,
            "in progress → in progress by reopen": ConformanceDeviationKind.OUT_OF_ORDER,
        } == told
        assert Fraction(2, 4) == conformance.fitness

    def test_event_without_any_state_leads_nowhere(self) -> None:
        entry = Entry[S, IncidentEvent](MONDAY, IncidentEvent.CLOSE)
        incident = Incident(IncidentId("a"), (entry,), opened_at=MONDAY)

        (deviation,) = measure_conformance([incident], SPARSE, as_of=LATER).deviations

        assert "(none) → (none) by close" == str(deviation)

    def test_roles_and_missing_facts_are_deviations_and_no_departures(self) -> None:
        clerk = Actor(PersonId("person-9"))
        incident = open_incident("a")
        entry = Entry[S, IncidentEvent](hours(1), IncidentEvent.RECORD, S.RECORDED, by=clerk)
        incident = Incident(incident.id, (*incident.history, entry), opened_at=MONDAY)

        conformance = measure_conformance([incident], INCIDENT_LIFECYCLE, as_of=LATER)

        assert 1 == conformance.fitness
        assert (1, 1, 0) == (
            conformance.count(DeviationKind.WRONG_ROLE),
            conformance.count(DeviationKind.MISSING_FACT),
            conformance.count(DeviationKind.DUPLICATE),
        )
        assert ("wrong role", 1) in conformance.to_entry_deviation_table().rows

    def test_records_without_steps_count_nowhere(self) -> None:
        incident = Incident(IncidentId("a"), (note(0, team="desk"),), opened_at=MONDAY)

        conformance = measure_conformance([incident], SPARSE, as_of=LATER)

        assert (1, 1) == (conformance.records, conformance.without_steps)
        assert conformance.fitness is None
        assert conformance.conforming_share is None

    def test_tables_say_formula_and_evidence(self) -> None:
        conformance = measure_conformance(
            [tell_states("a", S.PENDING), tell_states("b", S.CLOSED)], SPARSE, as_of=LATER
        )

        assert "conforming steps of all steps: 50.0 % (2 of 4 steps)" in str(conformance.to_table())
        table = conformance.to_deviation_table(most=1)
        assert (("open → closed", "skipped", "resolved", 1, 1),) == table.rows
        assert ("1 of 2 kinds of step.",) == table.note

    def test_order_of_the_records_does_not_matter(self) -> None:
        records = [tell_states("a", S.PENDING), tell_states("b", S.CLOSED), tell(name="c")]

        forth = measure_conformance(records, SPARSE, as_of=LATER)
        back = measure_conformance(records[::-1], SPARSE, as_of=LATER)

        assert forth == back
