"""What a review says of operations: which tasks have tested instructions, and what is done."""

from typing import Any

from attrs import evolve

from mof.controls import ControlRegister, Objective
from mof.documents import Table
from mof.framework import AnalysisKind, InputKind
from mof.monitoring import MonitoringData
from mof.operations import OperationsData, OperationsGuide, WorkInstruction
from mof.reviews import (
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    review_operational_health,
)
from mof.reviews._finding_rules import AnalysisResult
from mof.services import Outage, OutageLog
from mof.values import InstructionId, ObjectiveId, TaskId
from monitoring_world import MODEL, MONITORS, alert
from operations_world import (
    MAY,
    OWNER,
    WEB,
    WEEK,
    approve,
    draft,
    june,
    log,
    plan_week,
    task,
    time_it,
)
from review_cases import find_table, list_rows
from world import CATALOG, SLA_MAIL

TASKS = [
    task(serves=[SLA_MAIL.id]),
    task(TaskId("draft")),
    task(TaskId("tested"), serves=["goal"]),
    task(TaskId("bare"), serves=["goal"]),
    task(TaskId("mute"), serves=["goal"]),
]
GUIDE = OperationsGuide(
    TASKS,
    [
        approve(),
        draft("old", TaskId("backup")),
        draft("draft-1", TaskId("draft")),
        draft("tested-1", TaskId("tested")).test(test_result="fine", at=june(1), by=OWNER),
        WorkInstruction(InstructionId("mute-1"), draft("mute-1", TaskId("mute")).history),
    ],
)


def review(**data: Any) -> OperationalHealthReview:
    inputs = OperationalHealthInputs(
        period=WEEK,
        catalog=CATALOG,
        agreements=[SLA_MAIL],
        register=ControlRegister(objectives=[Objective(ObjectiveId("goal"), "all works")]),
        operations=OperationsData(**data),
    )
    return review_operational_health(inputs)


def get_result(held: OperationalHealthReview) -> AnalysisResult:
    (result,) = [each for each in held.analyses if each.analysis is AnalysisKind.MATURITY]
    return result


def list_findings(held: OperationalHealthReview) -> list[str]:
    rules = {FindingRule.GUIDE_GAP, FindingRule.KNOWING_DOING_GAP}
    return [finding.id for finding in held.findings if finding.rule in rules]


def test_gaps_of_the_guide_and_of_practice_are_findings() -> None:
    held = review(guide=GUIDE, log=[log("free", instruction=None)])

    assert {
        "guide-gap:no-instruction:bare",
        "guide-gap:not-approved:draft",
        "guide-gap:not-approved:tested",
        "guide-gap:not-approved:mute",
        "knowing-doing-gap:never-executed:backup",
        "knowing-doing-gap:not-documented:mail",
        "knowing-doing-gap:serves-nothing:draft",
    } == {*list_findings(held)}
    assert "4 gaps in the operations guide, 3 gaps between" in get_result(held).summary


def test_finding_of_practice_leads_to_what_shows_it() -> None:
    held = review(guide=GUIDE, log=[log("free", instruction=None)])

    (finding,) = [f for f in held.findings if f.subject == "not-documented:mail"]
    assert finding.evidence == ("mail", "free")
    assert finding.details[0].startswith("1 entry of the log without an instruction")
    assert not finding.rule.is_framework


def test_guide_is_shown_with_the_test_of_each_instruction_and_what_was_done() -> None:
    entries = [log(has_wanted_outcome=True), log("before", started_at=MAY, ended_at=MAY)]

    text = review(guide=GUIDE, log=entries).minutes().to_text(200)

    assert "Tasks of the operations guide" in text
    for words in ("tested and approved", "not tested (draft)", "no instruction", "wanted outcome"):
        assert words in text


def test_conflicts_and_what_is_held_back_are_shown_with_how_often() -> None:
    guide = OperationsGuide(
        [task(), task(TaskId("links"), WEB), task(TaskId("check"))],
        [
            approve(resources=("tape",)),
            approve("links-1", TaskId("links")),
            approve("check-1", TaskId("check"), resources=("tape",)),
        ],
    )
    timings = [time_it(), time_it("links-1"), time_it("check-1")]

    held = review(guide=guide, schedule=plan_week(guide, *timings))

    (conflicts,) = [b for b in held.minutes().blocks if is_table(b, "Conflicts in")]
    (held_back,) = [b for b in held.minutes().blocks if is_table(b, "Work held back")]
    assert [("shared resource", "tape", "7", "2026-06-01 02:00")] == list_cells(conflicts)
    assert [("links-1", "nothing is told of web", "7", "2026-06-01 02:00")] == list_cells(held_back)


def test_schedule_without_conflicts_is_not_shown() -> None:
    held = review(guide=GUIDE, schedule=plan_week(GUIDE))

    assert not any(is_table(block, "Conflicts in") for block in held.minutes().blocks)


def is_table(block: object, caption: str) -> bool:
    return isinstance(block, Table) and str(block.caption).startswith(caption)


def list_cells(table: Any) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in table.rows]


def test_guide_alone_says_nothing_of_what_was_done() -> None:
    held = review(guide=evolve(GUIDE, tasks=[TASKS[0]], instructions=[approve()]))

    assert [] == list_findings(held)
    assert "Tasks of the operations guide" in held.minutes().to_text(200)


def watch(data: MonitoringData, *logs: OutageLog) -> OperationalHealthReview:
    inputs = OperationalHealthInputs(period=WEEK, monitoring=data, outage_logs=logs)
    return review_operational_health(inputs)


def test_gaps_of_monitoring_are_findings() -> None:
    held = watch(MonitoringData(model=MODEL, monitors=MONITORS, events=[]))

    assert {
        "monitor-gap:unwatched:web",
        "monitor-gap:undecided:of host-1",
        "monitor-gap:undecided:of host-2",
    } == {finding.id for finding in held.findings}
    assert "3 gaps in the monitoring of 2 services" in get_result(held).summary


def test_what_monitoring_achieved_is_shown() -> None:
    text = watch(MonitoringData(model=MODEL, monitors=MONITORS)).minutes().to_text(200)

    assert "What monitoring achieved in the period" in text
    assert "services mapped and monitored" in text
    assert "services mapped" not in watch(MonitoringData()).minutes().to_text(200)


def test_outages_are_held_against_the_alerts_that_told_of_them() -> None:
    outages = [Outage(june(1, day), june(1, day + 2)) for day in (8, 16)]
    told = alert(hour=8.5)

    held = watch(MonitoringData(alerts=[told]), OutageLog(told.services[0], outages=outages))

    rows = list_rows(find_table(held.minutes(), "What monitoring achieved"))
    found = {row[1]: row[2] for row in rows}
    assert "50.0 %" == found["outages detected"]
    assert "30 min" == found["detection time, 50 % of cases"]


def test_guide_and_model_have_their_fingerprints() -> None:
    guide, model = review(guide=GUIDE), watch(MonitoringData(model=MODEL, monitors=MONITORS))

    counts = {
        each.name: each.count for held in (guide, model) for each in held.evidence.fingerprints
    }
    assert (10, 7) == (counts["operations"], counts["monitoring"])


def test_nothing_is_found_without_a_guide() -> None:
    held = review(log=[log(instruction=None)])

    assert [] == list_findings(held)
    assert "operations guide with its instructions missing" in get_result(held).summary
    assert str(InputKind.GUIDES) in held.minutes().to_text(200)
