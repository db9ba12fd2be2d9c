"""The clocks of the numeric cases, each as a record that is judged by an agreement."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from mof.agreements import SLA, Clock, Target
from mof.incidents import Correspondent, Incident, IncidentState
from mof.judgements import Judgement, TimePartLabel, Verdict, judge_all, next_instants
from mof.records import Entry, Priority
from mof.values import AgreementId, IncidentId
from test_vectors import Case, read_calendar, read_expected, to_instant, to_seconds

MICROSECOND = timedelta(microseconds=1)
S = IncidentState
CUSTOMER, DESK = Correspondent.CUSTOMER, Correspondent.DESK


class Told(NamedTuple):
    """How a metric is told by a history: its clock, what begins it, and what stops it."""

    clock: Clock
    begins: tuple[dict[str, Any], ...]
    stops: dict[str, Any]


RESOLUTION = Told(Clock.RESOLUTION, ({"state": S.OPEN},), {"state": S.RESOLVED})
METRICS = {
    None: RESOLUTION,
    "resolution": RESOLUTION,
    "first_response": Told(
        Clock.RESPONSE.pausing(S.PENDING), ({"state": S.OPEN},), {"state": S.IN_PROGRESS}
    ),
    "next_response": Told(
        Clock.NEXT_RESPONSE.pausing(S.PENDING),
        ({"state": S.IN_PROGRESS}, {"changes": {"correspondent": CUSTOMER}}),
        {"changes": {"correspondent": DESK}},
    ),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" not in metafunc.fixturenames:
        return
    path = metafunc.config.getoption("--vectors")
    assert isinstance(path, Path)
    if not path.is_file():
        mark = pytest.mark.skip(reason=f"no numeric cases at {path}; name a file with --vectors")
        metafunc.parametrize("case", [pytest.param({}, id="absent", marks=mark)])
        return
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    metafunc.parametrize(
        "case", [pytest.param(case, id=case["id"]) for case in cases if case["op"] == "sla"]
    )


def list_entries(case: Case, told: Told) -> Iterator[Entry[Any, Any]]:
    start = to_instant(case["start"])
    service: dict[str, Any] = {"changes": {"service": "mail", "priority": Priority.P3}}
    for given in (service, *told.begins):
        yield Entry(start, **given)
    for since, _ in case["pauses"]:
        yield Entry(to_instant(since), state=S.PENDING, reason="customer")
    for _, until in case["pauses"]:
        if until and not is_paused(case, to_instant(until)):
            yield Entry(to_instant(until), state=S.OPEN)
    if case.get("stop"):
        yield Entry(to_instant(case["stop"]), **told.stops)


def make_incident(case: Case, told: Told, *more: Entry[Any, Any]) -> Incident:
    entries = sorted([*list_entries(case, told), *more], key=lambda entry: entry.at)
    return Incident(IncidentId("incident-1"), entries, opened_at=to_instant(case["start"]))


def make_sla(case: Case, told: Told, **terms: Any) -> SLA:
    within = timedelta(seconds=case["target_seconds"])
    start = to_instant(case["start"])
    given: dict[str, Any] = {
        "service": "mail",
        "calendar": read_calendar(case),
        "targets": [Target(told.clock, within)],
        "valid_from": start,
        "version": "1",
    }
    return SLA(AgreementId("sla"), **{**given, **terms})


def find_instant_judged_at(case: Case) -> datetime:
    return to_instant(case.get("at") or case["stop"])


def judge_plainly(case: Case, told: Told) -> tuple[Judgement, ...]:
    incident, sla = make_incident(case, told), make_sla(case, told)
    return tuple(judge_all([incident], [sla], as_of=find_instant_judged_at(case)))


def judge_after_raising(case: Case, told: Told) -> tuple[Judgement, ...]:
    """The priority is raised half-way, from one that leaves four times as much."""
    start, at = to_instant(case["start"]), find_instant_judged_at(case)
    raised = Entry[Any, Any](start + (at - start) / 2, changes={"priority": Priority.P1})
    within = timedelta(seconds=case["target_seconds"])
    targets = [
        Target(told.clock, 4 * within, priorities=[Priority.P3]),
        Target(told.clock, within, priorities=[Priority.P1]),
    ]
    incident = make_incident(case, told, raised)
    return tuple(judge_all([incident], [make_sla(case, told, targets=targets)], as_of=at))


def judge_among_versions(case: Case, told: Told) -> tuple[Judgement, ...]:
    """The agreement ends half-way; the next version leaves four times as much."""
    start, at = to_instant(case["start"]), find_instant_judged_at(case)
    turn = start + (at - start) / 2 + MICROSECOND
    within = 4 * timedelta(seconds=case["target_seconds"])
    before = start - timedelta(days=1)
    versions = [
        make_sla(
            case, told, targets=[Target(told.clock, within)], valid_from=before, valid_until=start
        ),
        make_sla(case, told, version="2", valid_until=turn),
        make_sla(case, told, targets=[Target(told.clock, within)], valid_from=turn, version="3"),
    ]
    return tuple(judge_all([make_incident(case, told)], versions, as_of=at))


WAYS = [judge_plainly, judge_after_raising, judge_among_versions]


@pytest.mark.parametrize("way", WAYS)
def test_case_judged(case: Case, way: Callable[[Case, Told], tuple[Judgement, ...]]) -> None:
    unknown = case.get("metric")
    if unknown not in METRICS:
        pytest.skip(f"metric {unknown!r} is not covered")
    told = METRICS[unknown]

    (judgement,) = way(case, told)

    assert {key: read_expected(value) for key, value in case["expected"].items()} == {
        key: describe(case, judgement)[key] for key in case["expected"]
    }
    assert find_verdict(case, judgement) is judgement.verdict
    assert judgement.target
    assert timedelta(seconds=case["target_seconds"]) == judgement.target.within
    assert judgement.elapsed == judgement.explain().total(TimePartLabel.RUNNING)


def describe(case: Case, judgement: Judgement) -> dict[str, object]:
    due, elapsed, remaining = judgement.due_at, judgement.elapsed, judgement.remaining
    assert due
    assert judgement.calendar
    assert elapsed is not None
    assert remaining is not None
    assert judgement.paused is not None
    assert judgement.allowance
    return {
        "due": judgement.calendar.next_open(due) if case.get("edge") == "roll" else due,
        "elapsed_seconds": to_seconds(elapsed),
        "variance_seconds": to_seconds(remaining),
        "paused_seconds": to_seconds(judgement.paused),
        "breached": judgement.breached_at is not None,
        # Sources round shares for display.
        "percent": pytest.approx(100 * (elapsed / judgement.allowance), abs=0.005),
    }


def find_verdict(case: Case, judgement: Judgement) -> Verdict:
    """What the case says itself, or what its pauses say where nothing is late."""
    if case["expected"].get("breached", judgement.breached_at is not None):
        return Verdict.BREACHED
    if case.get("stop"):
        return Verdict.MET
    at = find_instant_judged_at(case)
    return Verdict.PAUSED if is_paused(case, at) else Verdict.RUNNING


def is_paused(case: Case, at: datetime) -> bool:
    return any(
        to_instant(since) <= at and (until is None or at < to_instant(until))
        for since, until in case["pauses"]
    )


def test_case_due_is_the_next_instant_that_breaches(case: Case) -> None:
    told = METRICS[case.get("metric")]
    incident, sla = make_incident(case, told), make_sla(case, told)
    at = find_instant_judged_at(case)
    (judgement,) = judge_all([incident], [sla], as_of=at)
    if judgement.verdict is not Verdict.RUNNING:
        pytest.skip(f"nothing is to come: {judgement.verdict}")

    coming = next_instants(incident, [sla], as_of=at)

    assert judgement.calendar
    assert judgement.due_at
    assert judgement.calendar.next_open(judgement.due_at) + MICROSECOND == coming[-1].at
    for instant, verdict in (
        (coming[-1].at - MICROSECOND, Verdict.RUNNING),
        (coming[-1].at, Verdict.BREACHED),
    ):
        (then,) = judge_all([incident], [sla], as_of=instant)
        assert then.verdict is verdict
