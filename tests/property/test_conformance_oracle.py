"""Oracle: what a log tells, counted again by walking every record entry by entry."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings, strategies as st

from mof.conformance import (
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
from mof.incidents import INCIDENT_LIFECYCLE, Incident, IncidentState
from mof.problems import Problem
from mof.records import DeviationKind, Record, find_deviations
from mof.strategies import foreign_histories, foreign_incidents, incidents, instants
from mof.values import ProblemId

PROBLEMS = st.builds(
    Problem, st.sampled_from([ProblemId("P1"), ProblemId("P2")]), foreign_histories(Problem)
)
LOGS: st.SearchStrategy[list[Record[Any, Any]]] = st.lists(
    incidents() | foreign_incidents() | PROBLEMS, max_size=4, unique_by=lambda r: r.id
)
INCIDENTS = st.lists(incidents() | foreign_incidents(), max_size=4, unique_by=lambda r: r.id)


def know(records: list[Record[Any, Any]], as_of: datetime) -> list[Record[Any, Any]]:
    return [known for record in records if (known := record.as_of(as_of)).history]


def list_stages(record: Record[Any, Any]) -> list[Stage]:
    """The stage after each entry."""
    stages = [Stage()]
    for entry in sorted(record.history, key=lambda each: each.at):
        told = Stage(str(entry.state), entry.reason) if entry.state else stages[-1]
        stages.append(told)
    return stages[1:]


@settings(max_examples=30)
@given(LOGS, instants())
def test_matrix_is_what_follows_what(records: list[Record[Any, Any]], as_of: datetime) -> None:
    known = know(records, as_of)
    expected = Counter[tuple[Stage | None, Stage | None]]()
    for record in known:
        stages = list_stages(record)
        expected.update([(None, stages[0]), (stages[-1], None), *pairwise(stages)])

    process = discover_process(records, as_of=as_of)

    places: list[Stage | None] = [None, *(use.stage for use in process.stages)]
    actual = {(a, b): process.count(a, b) for a in places for b in places if process.count(a, b)}
    assert dict(expected) == actual
    assert sum(len(record.history) for record in known) == process.steps + process.records


@settings(max_examples=30)
@given(LOGS, instants())
def test_log_and_process_and_paths_count_the_same(
    records: list[Record[Any, Any]], as_of: datetime
) -> None:
    log = summarize_log(records, as_of=as_of)
    process = discover_process(records, as_of=as_of)
    variants = find_variants(records, as_of=as_of)

    assert log.steps == process.steps
    assert log.records == process.records == variants.records
    assert log.entries == log.steps + log.records
    if not log.out_of_order:
        assert log.steps_in_place == process.steps_in_place
    for variant in variants.variants:
        for record in know(records, as_of):
            if record.id in variant.records:
                assert variant.stages == find_path(record).stages


@settings(max_examples=30)
@given(INCIDENTS, instants(), st.sets(st.sampled_from(WaitPart)))
def test_waits_add_up_to_the_lives(
    records: list[Incident], as_of: datetime, by: set[WaitPart]
) -> None:
    over = INCIDENT_LIFECYCLE.final_states | {IncidentState.CLOSED}
    expected = timedelta(0)
    for record in know(list(records), as_of):
        entries = sorted(record.history, key=lambda each: each.at)
        end = max(as_of, entries[-1].at)
        before: IncidentState | None = None
        state: IncidentState | None = None
        for entry in entries:
            before, state = state, entry.state or state
            if state in over and before not in over:
                end = entry.at
        if state not in over:
            end = max(as_of, entries[-1].at)
        expected += end - entries[0].at

    waits = measure_waits(records, as_of=as_of, by=by)

    # What is dated after the view is in no stay that is running.
    late = any(e.at > as_of for r in records for e in r.history)
    assert late or expected == waits.total


@settings(max_examples=30)
@given(INCIDENTS, instants())
def test_steps_are_lawful_where_no_deviation_says_otherwise(
    records: list[Incident], as_of: datetime
) -> None:
    lawless = {
        DeviationKind.UNLAWFUL_MOVE,
        DeviationKind.UNLAWFUL_EVENT,
        DeviationKind.WRONG_STATE,
        DeviationKind.UNOBSERVED_STATE,
    }
    unlawful, conforming, deviations = 0, 0, Counter[DeviationKind]()
    for record in know(list(records), as_of):
        found = find_deviations(record, INCIDENT_LIFECYCLE)
        deviations.update(each.kind for each in found)
        wrong = {each.position for each in found if each.kind in lawless}
        unlawful += len(wrong)
        stated = any(entry.state or entry.event for entry in record.history)
        conforming += stated and not wrong

    conformance = measure_conformance(records, INCIDENT_LIFECYCLE, as_of=as_of)

    assert unlawful == conformance.steps - conformance.conforming_steps
    assert unlawful == sum(deviation.count for deviation in conformance.deviations)
    assert conforming == conformance.conforming
    assert dict(deviations) == dict(conformance.entry_deviations)
    assert conformance.fitness is None or 0 <= conformance.fitness <= 1


@settings(max_examples=30)
@given(LOGS, instants())
def test_ping_pongs_are_returns_after_one_other_team(
    records: list[Record[Any, Any]], as_of: datetime
) -> None:
    expected = 0
    for record in know(records, as_of):
        teams: list[str] = []
        for entry in sorted(record.history, key=lambda each: each.at):
            team = dict(entry.changes).get("team")
            if team is not None and (not teams or str(team) != teams[-1]):
                teams.append(str(team))
        expected += sum(teams[place] == teams[place - 2] for place in range(2, len(teams)))

    rework = measure_rework(records, as_of=as_of)

    assert expected == rework.ping_pong_count
    assert rework.kept_at_front + rework.passed_on <= rework.records


@settings(max_examples=20)
@given(LOGS, instants())
def test_drawings_hold_whatever_a_log_tells(
    records: list[Record[Any, Any]], as_of: datetime
) -> None:
    process = discover_process(records, as_of=as_of)

    figure, mermaid = process.draw(), process.to_mermaid()

    assert figure.svg.startswith("<svg")
    assert mermaid.count("\n") >= len(process.stages) + 3
