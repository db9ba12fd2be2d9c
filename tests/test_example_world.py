"""The example world: its files say what its incidents lived through, and what was planted."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

import example_world
import operational_health_review
from example_world import PlantedDefect, Truth, World, hours, load_world, logs, write_world
from example_world.organisation import TEAMS
from example_world.people import SCOPES, STAND_IN
from mof.agreements import Agreement
from mof.controls._control_gaps import ControlGapKind, find_control_gaps
from mof.framework import AnalysisKind, RoleType
from mof.improvement import measure_maturity
from mof.incidents import Incident
from mof.indicators import measure_costs, measure_satisfaction
from mof.judgements import Attainment, Judgement, Verdict, judge, summarize_attainment
from mof.monitoring._monitors import MonitorGapKind, find_monitor_gaps
from mof.operations import find_conflicts, find_log_deviations
from mof.operations._guide_gaps import (
    GuideGapKind,
    PracticeGapKind,
    find_guide_gaps,
    find_practice_gaps,
)
from mof.operations._release_readiness import HeldBackKind
from mof.outcomes import find_gaps
from mof.records import DeviationKind, find_deviations
from mof.reviews import FindingRule
from mof.teams import WorkforceMeasure, find_duty_conflicts, find_unheld_roles, measure_absence
from mof.teams._staffing_gaps import StaffingGap, StaffingGapKind, find_staffing_gaps
from mof.values import AgreementId, IncidentId, TargetStatus

FILES = (
    "agreements.json",
    "changes.csv",
    "feedback.json",
    "incidents.csv",
    "indicators.json",
    "ledger.json",
    "maturity_goals.json",
    "maturity_ratings.json",
    "monitoring.json",
    "observations.csv",
    "operations.json",
    "organization.json",
    "previous_reviews.json",
    "programs.json",
    "register.json",
    "services.json",
    "truth.json",
    "workforce.json",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("world")


@pytest.fixture(scope="module")
def lived(folder: Path) -> tuple[Incident, ...]:
    return write_world(folder)


@pytest.fixture(scope="module")
def world(folder: Path, lived: tuple[Incident, ...]) -> World:
    return load_world(folder)


@pytest.fixture(scope="module")
def truth(world: World) -> Truth:
    return world.truth


@pytest.fixture(scope="module")
def incidents(world: World) -> dict[IncidentId, Incident]:
    return {incident.id: incident for incident in world.incidents.records}


@pytest.fixture(scope="module")
def judgements(world: World) -> dict[AgreementId, list[Judgement]]:
    return {
        agreement.id: [
            judgement
            for incident in world.incidents.records
            for judgement in judge(incident, agreement, as_of=world.period.end)
        ]
        for agreement in world.agreements
    }


@pytest.fixture(scope="module")
def attainments(
    world: World, judgements: dict[AgreementId, list[Judgement]]
) -> list[tuple[Attainment, ...]]:
    """Each target month by month, the reviewed month last."""
    return [
        target
        for agreement in world.agreements
        for target in _follow_targets(agreement, judgements[agreement.id], world)
    ]


def _follow_targets(
    agreement: Agreement, judgements: list[Judgement], world: World
) -> list[tuple[Attainment, ...]]:
    months = (*world.period.preceding(11), world.period)
    as_of = world.period.end
    measured = [summarize_attainment(judgements, agreement, during=m, as_of=as_of) for m in months]
    return list(zip(*measured, strict=True))


def _find_planted(
    attainments: Sequence[tuple[Attainment, ...]], standing: TargetStatus
) -> set[tuple[str, str, str]]:
    """Agreement, clock and highest priority of the targets that stand so in June."""
    return {
        (now.agreement, now.target.clock.name, min(map(str, now.target.priorities or ())))
        for *_, now in attainments
        if now.status is standing
    }


def _list_breached(judgements: Sequence[Judgement], world: World) -> set[str]:
    return {j.record for j in judgements if j.breached_at and j.breached_at in world.period}


def test_the_same_seed_gives_the_same_files_whatever_the_order_of_hashes(
    folder: Path, lived: tuple[Incident, ...], tmp_path: Path
) -> None:
    examples = Path(example_world.__file__).parents[1]
    code = f"from example_world import write_world; write_world({str(tmp_path)!r})"

    subprocess.run(
        [sys.executable, "-c", code],
        cwd=examples,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )

    assert tuple(sorted(path.name for path in tmp_path.iterdir())) == FILES
    for name in FILES:
        assert (folder / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_there_are_thousands_of_incidents_in_every_month(world: World) -> None:
    incidents = world.incidents.records

    opened = [sum(i.opened_at in month for i in incidents) for month in hours.MONTHS]

    assert 3000 <= len(incidents) <= 5000
    assert sum(opened) == len(incidents)
    assert min(opened) > 100


def test_what_is_read_is_what_was_lived_through(
    lived: tuple[Incident, ...], incidents: dict[IncidentId, Incident]
) -> None:
    exported = set(logs.MAPPING.KINDS) & {name for name, _ in logs.MAPPING.columns}

    assert [incident.id for incident in lived] == sorted(incidents)
    for one in lived:
        other = incidents[one.id]
        facts = {name: value for name, value in one.facts.items() if name in exported}
        read = {name: value for name, value in other.facts.items() if value is not None}
        assert (one.id, facts) == (other.id, read)
        assert (one.opened_at, one.origin) == (other.opened_at, other.origin)
        assert _list_turns(one) == _list_turns(other)


def _list_turns(incident: Incident) -> list[tuple[object, ...]]:
    """When which state was entered that was another one than before."""
    turns: list[tuple[object, ...]] = []
    for entry in incident.history:
        if entry.state and (not turns or turns[-1][-1] is not entry.state):
            turns.append((entry.at, entry.recorded_at, entry.state))
    return turns


def test_nothing_is_known_from_after_the_year(world: World) -> None:
    end = world.period.end

    assert all(e.recorded_at <= end for i in world.incidents.records for e in i.history)
    assert any(incident.is_open for incident in world.incidents.records)


def test_every_row_is_accounted_for(world: World) -> None:
    for extract in (world.incidents, world.changes, world.observations):
        assert extract.rows == extract.entries + extract.rows_lost


def test_the_defects_found_are_those_that_were_planted(world: World, truth: Truth) -> None:
    found = {
        PlantedDefect(Path(defect.file).name, defect.row, defect.kind)
        for extract in (world.incidents, world.changes, world.observations)
        for defect in extract.defects
    }

    assert set(truth.defects) == found
    assert len({defect.kind for defect in truth.defects}) > 4


def test_the_duplicate_row_repeats_the_one_before(folder: Path, truth: Truth) -> None:
    lines = (folder / "incidents.csv").read_text(encoding="utf-8").splitlines()

    assert lines[truth.duplicate_row - 2] == lines[truth.duplicate_row - 1]


def test_histories_are_lawful_but_for_the_entry_written_down_late(
    world: World, truth: Truth
) -> None:
    deviations = [d for incident in world.incidents.records for d in find_deviations(incident)]

    assert [(truth.back_dated, DeviationKind.RECORDED_LATE)] == [
        (deviation.record, deviation.kind) for deviation in deviations
    ]


def test_nobody_knows_the_back_dated_entry_before_it_is_written(
    incidents: dict[IncidentId, Incident], truth: Truth
) -> None:
    incident = incidents[truth.back_dated]
    (late,) = [entry for entry in incident.history if entry.recorded_at > entry.at]

    assert incident.as_of(late.at).state is not late.state
    assert incident.as_of(late.recorded_at).state is late.state


def test_only_what_was_planted_is_missed_in_june(
    attainments: list[tuple[Attainment, ...]], truth: Truth
) -> None:
    outside = {(p.agreement, p.clock, p.priority) for p in truth.outside_tolerance}
    within = {(p.agreement, p.clock, p.priority) for p in truth.within_tolerance}

    assert outside == _find_planted(attainments, TargetStatus.OUTSIDE_TOLERANCE)
    assert within == _find_planted(attainments, TargetStatus.MISSED_WITHIN_TOLERANCE)


def test_email_has_been_restored_later_for_three_months(
    attainments: list[tuple[Attainment, ...]], truth: Truth
) -> None:
    planted = truth.outside_tolerance[0]
    (months,) = [
        months
        for months in attainments
        if (months[-1].agreement, months[-1].target.clock.name)
        == (planted.agreement, planted.clock)
        and planted.priority in map(str, months[-1].target.priorities or ())
    ]

    shares = [month.share for month in months[-4:] if month.share is not None]

    assert len(shares) == len(set(shares)) == 4
    assert shares == sorted(shares, reverse=True)
    unread = set(months[-1].faulty)  # a row of it was planted as a defect
    assert set(truth.delayed_by_team) - unread == set(months[-1].breached)


def test_each_delay_of_email_lies_in_a_broken_ola(
    judgements: dict[AgreementId, list[Judgement]], world: World, truth: Truth
) -> None:
    ola = AgreementId("ola-network-e-mail")
    (agreement,) = [each for each in world.agreements if each.id == ola]

    unread = {each.record for each in judgements[ola] if each.verdict is Verdict.UNKNOWN}
    assert set(truth.delayed_by_team) - unread == _list_breached(judgements[ola], world)
    assert "sla-e-mail" in agreement.supports


def test_each_delay_of_telephony_lies_in_a_broken_contract(
    judgements: dict[AgreementId, list[Judgement]], world: World, truth: Truth
) -> None:
    late_to_customer = _list_breached(
        [j for j in judgements[AgreementId("sla-telephony")] if j.clock == "restoration"], world
    )
    late_supplier = _list_breached(judgements[AgreementId("uc-telecom")], world)

    assert set(truth.delayed_by_supplier) == late_to_customer
    assert {*truth.delayed_by_supplier, *truth.supplier_too_slow} == late_supplier
    assert not late_to_customer & set(truth.supplier_too_slow)


def test_a_lowered_priority_hides_a_breach(
    judgements: dict[AgreementId, list[Judgement]], world: World, truth: Truth
) -> None:
    hidden = {
        judgement.record
        for each in judgements.values()
        for judgement in each
        for superseded in judgement.superseded
        if superseded.breached_at in world.period and judgement.verdict is Verdict.MET
    }

    assert set(truth.lowered_late) == hidden
    assert len(hidden) == 3


def test_one_service_has_promises_and_no_data(
    attainments: list[tuple[Attainment, ...]], world: World, truth: Truth
) -> None:
    service = truth.service_without_data
    promised = {agreement.id for agreement in world.agreements if agreement.service == service}
    of_service = [now for *_, now in attainments if now.agreement in promised]

    assert of_service
    assert {TargetStatus.NO_DATA} == {now.status for now in of_service}
    assert all(i.facts.get("service") != service for i in world.incidents.records)


def test_one_service_is_new(world: World, truth: Truth) -> None:
    deployed_at = world.catalog[truth.service_newly_deployed].deployed_at
    opened = [
        incident.opened_at
        for incident in world.incidents.records
        if incident.facts.get("service") == truth.service_newly_deployed
    ]

    assert deployed_at is not None
    assert min(opened) > deployed_at


def test_indicators_show_what_was_planted(world: World, truth: Truth) -> None:
    period = world.period
    indicators = {indicator.id: indicator for indicator in world.indicators}
    june = [each for each in world.observations.records if each.observed_at in period]
    outside = {
        each.indicator
        for each in june
        if indicators[each.indicator].find_status(each.value) is TargetStatus.OUTSIDE_TOLERANCE
    }
    with_target = [each for each in world.indicators if each.target is not None]

    assert {truth.indicator_without_value} == indicators.keys() - {each.indicator for each in june}
    assert {truth.indicator_set_late} == {
        each.id for each in with_target if not each.was_set_before(period)
    }
    assert {truth.falling_indicator} == outside


def test_ledger_workforce_and_feedback_show_what_was_planted(world: World, truth: Truth) -> None:
    period, as_of = world.period, world.period.end
    costs = measure_costs(world.ledger, during=period, as_of=as_of)
    absence = world.workforce.find_target(WorkforceMeasure.ABSENCE)
    assert absence is not None

    outside = {each.category for each in costs if each.status is TargetStatus.OUTSIDE_TOLERANCE}
    absent = {
        team
        for team in TEAMS
        for rate in [
            measure_absence(
                world.workforce, world.organization, during=period, as_of=as_of, team=team
            )
        ]
        if absence.find_status(rate.share) is TargetStatus.OUTSIDE_TOLERANCE
    }
    unsatisfying = {
        target.service
        for target in world.feedback.targets
        for found in [
            measure_satisfaction(world.feedback, during=period, as_of=as_of, service=target.service)
        ]
        if target.find_status(found.share) is TargetStatus.OUTSIDE_TOLERANCE
    }
    overdue = {each.id for each in world.feedback.complaints if each.is_overdue(as_of)}

    assert {truth.overspent_category} == outside
    assert {truth.absent_team} == absent
    assert {truth.unsatisfying_service} == unsatisfying
    assert {truth.overdue_complaint} == overdue


def test_the_previous_review_left_one_action_done_and_one_overdue(
    world: World, truth: Truth
) -> None:
    as_of = world.period.end
    may = world.previous_reviews[-1]

    assert [truth.done_action] == [a.id for a in may.actions if a.is_done(as_of)]
    assert [truth.overdue_action] == [a.id for a in may.actions if a.is_overdue(as_of)]
    assert may.minutes


def test_staffing_has_the_gaps_that_were_planted(world: World, truth: Truth) -> None:
    gaps = find_staffing_gaps(world.organization, as_of=world.period.end, scopes=SCOPES)

    def find(kind: StaffingGapKind) -> list[StaffingGap]:
        return [gap for gap in gaps if gap.kind is kind]

    assert {truth.unanswered} == {g.accountability for g in find(StaffingGapKind.UNANSWERED)}
    assert {truth.area_without_manager} == {
        gap.scope.area
        for gap in find(StaffingGapKind.UNHELD_ROLE)
        if gap.role_types == (RoleType.TECHNOLOGY_AREA_MANAGER,)
    }
    for kind, person in (
        (StaffingGapKind.HOLDER_LEFT, truth.holder_who_left),
        (StaffingGapKind.RISKY_COMBINATION, truth.in_risky_combination),
        (StaffingGapKind.FORBIDDEN_COMBINATION, truth.in_forbidden_combination),
    ):
        assert [(person,)] == [gap.persons for gap in find(kind)]
    assert (truth.lacking_skill,) in [g.persons for g in find(StaffingGapKind.MISSING_SKILL)]


def test_everybody_who_acts_holds_the_role_for_it(
    lived: tuple[Incident, ...], world: World
) -> None:
    unheld = [each for i in lived for each in find_unheld_roles(i, world.organization)]

    assert [] == unheld


def test_three_incidents_of_june_were_resolved_by_who_coordinates_them(
    world: World, truth: Truth
) -> None:
    conflicts = [each for i in world.incidents.records for each in find_duty_conflicts(i)]

    assert 3 == len(truth.resolved_by_coordinator)
    assert {*truth.resolved_by_coordinator} == {conflict.record for conflict in conflicts}
    assert {STAND_IN} == {conflict.person for conflict in conflicts}


def test_program_has_one_initiative_of_each_kind(world: World, truth: Truth) -> None:
    (program,) = world.programs
    as_of = world.period.end

    standings = {each.id: each.find_status(as_of) for each in program.initiatives}
    overdue = [each.id for each in program.initiatives if each.is_overdue(as_of)]

    assert [truth.overdue_initiative] == overdue
    assert TargetStatus.OUTSIDE_TOLERANCE is standings.pop(truth.short_initiative)
    assert TargetStatus.NO_DATA is standings.pop(truth.overdue_initiative)
    assert [TargetStatus.MET] == list(standings.values())


def test_the_register_has_the_gaps_that_were_planted(world: World, truth: Truth) -> None:
    gaps = {(g.kind, g.item) for g in find_control_gaps(world.register, as_of=world.period.end)}

    assert {
        (ControlGapKind.OBJECTIVE_WITHOUT_RISK, truth.objective_without_risk),
        (ControlGapKind.RISK_WITHOUT_CONTROL, truth.risk_without_control),
        (ControlGapKind.RISK_OUTSIDE_TOLERANCE, truth.risk_outside_tolerance),
        (ControlGapKind.CONTROL_WITHOUT_EVIDENCE, truth.control_without_evidence),
        (ControlGapKind.CONTROL_NOT_WORKING, truth.control_not_working),
    } < gaps
    assert [truth.open_violation] == [
        each.id for each in world.register.violations if each.is_open(world.period.end)
    ]


def test_the_operations_guide_and_its_log_show_what_was_planted(world: World, truth: Truth) -> None:
    data, as_of = world.operations, world.period.end
    assert data.guide
    assert data.schedule
    serves = {*(a.id for a in world.agreements), *(o.id for o in world.register.objectives)}

    lacking = {(g.kind, g.subject) for g in find_guide_gaps(data.guide, as_of=as_of)}
    gaps = find_practice_gaps(data.guide, data.log, during=world.period, as_of=as_of, serves=serves)
    conflicts = find_conflicts(data.schedule, guide=data.guide)
    deviations = find_log_deviations(data.log or (), data.guide, data.schedule)

    held_back = {held.kind for held in data.schedule.held_back}
    assert {
        (GuideGapKind.NOT_APPROVED, truth.task_not_tested),
        (GuideGapKind.NO_INSTRUCTION, truth.task_not_written),
    } == lacking
    assert {
        (PracticeGapKind.NEVER_EXECUTED, truth.task_never_done),
        # Work that is held back is not done either.
        (PracticeGapKind.NEVER_EXECUTED, truth.task_for_nothing),
        (PracticeGapKind.SERVES_NOTHING, truth.task_for_nothing),
        (PracticeGapKind.NOT_DOCUMENTED, truth.task_not_written),
    } == {(gap.kind, gap.subject) for gap in gaps}
    assert {HeldBackKind.NOT_RELEASED} == held_back
    assert not any(work.service == truth.service_never_released for work in data.schedule.work)
    assert [truth.shared_resource] * 4 == [each.subject for each in conflicts]
    assert all(truth.task_not_written in each.entry for each in deviations)


def test_monitors_show_what_was_planted(world: World, truth: Truth) -> None:
    data = world.monitoring
    assert data.model

    gaps = {(gap.kind, gap.subject) for gap in find_monitor_gaps(data.monitors, data.model)}

    assert {
        (MonitorGapKind.UNWATCHED, truth.unwatched),
        (MonitorGapKind.UNDECIDED, truth.undecided),
    } == gaps
    assert data.model.services == {service.id for service in world.catalog}


def test_one_capability_has_fallen_in_june(world: World, truth: Truth) -> None:
    before, after = (
        {
            (each.capability, each.dimension): each.current
            for each in measure_maturity(world.maturity_ratings, as_of=at)
        }
        for at in (world.period.start, world.period.end)
    )

    fallen = {
        capability
        for (capability, dimension), level in after.items()
        if level and (old := before[capability, dimension]) and level < old
    }

    assert {truth.fallen_capability} == fallen


def test_review_of_the_world_finds_its_organisation(world: World, truth: Truth) -> None:
    held = operational_health_review.review(world)

    found = {finding.id for finding in held.findings}
    assert {
        "staffing-gap:nobody-answers:operations-manager",
        f"staffing-gap:holder-has-left:{truth.holder_who_left}:monitoring-manager",
        f"control-gap:control-without-evidence:{truth.control_without_evidence}",
        f"control-gap:risk-without-control:{truth.risk_without_control}",
        f"outside-tolerance:{truth.risk_outside_tolerance}",
        f"set-after-start:{truth.boundary_set_late}",
        f"open-violation:{truth.open_violation}",
        "fallen-maturity:change-management:process",
        "duty-conflict:coordinate-incidents-and-resolve-incidents",
        f"overdue-initiative:{truth.overdue_initiative}",
        f"guide-gap:not-approved:{truth.task_not_tested}",
        f"knowing-doing-gap:never-executed:{truth.task_never_done}",
        f"monitor-gap:unwatched:{truth.unwatched}",
        f"short-effect:{truth.short_initiative}",
    } < found


def test_a_change_in_july_endangers_a_promise_that_is_failing(world: World, truth: Truth) -> None:
    changes = {change.id: change for change in world.changes.records}
    change = changes[truth.endangering_change]
    failing = {planted.agreement for planted in truth.outside_tolerance}
    promises = [a for a in world.agreements if a.id in failing and a.service in change.services]

    assert promises
    assert change.planned_at is not None
    assert change.is_upcoming(world.period.end)
    assert all(promise.calendar.is_open(change.planned_at) for promise in promises)
    assert sum(each.is_upcoming(world.period.end) for each in changes.values()) > 5
    assert changes[truth.flawed_change].completed_at is not None


def test_hostile_texts_come_through_as_they_are(
    incidents: dict[IncidentId, Incident], truth: Truth
) -> None:
    script = incidents[truth.with_script].situation
    formula = incidents[truth.with_formula].situation

    assert script is not None
    assert script.startswith("<script>")
    assert formula is not None
    assert formula.startswith("=cmd")


def test_people_are_numbers(world: World) -> None:
    known = re.compile(r"person-\d{3}|portal|monitor|timer")
    people = {
        str(person)
        for incident in world.incidents.records
        for entry in incident.history
        for person in (entry.by and entry.by.person, incident.contact, incident.assignee)
        if person
    }

    assert all(known.fullmatch(person) for person in people)


def test_offices_close_on_norwegian_holidays() -> None:
    closed = (
        date(2025, 12, 25),
        date(2026, 4, 2),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
    )

    assert not any(hours.is_working_day(day) for day in closed)
    assert hours.is_working_day(date(2026, 4, 7))
    # The Wednesday before Easter ends at noon.
    assert timedelta(hours=4) == hours.OFFICE_HOURS.elapsed(
        hours.at(2026, 4, 1), hours.at(2026, 4, 2)
    )


def test_nothing_is_logged_in_the_hour_that_clocks_show_twice() -> None:
    before, within, after = (hours.at(2025, 10, 26, h) for h in (1, 2, 3))
    twice = within + timedelta(minutes=75)

    assert [before, after, after, after] == [
        hours.avoid_repeated_hour(moment) for moment in (before, within, twice, after)
    ]


def test_review_finds_the_same_gaps_as_are_found_without_one(world: World) -> None:
    held = operational_health_review.review(world)

    gaps = find_gaps(
        as_of=world.period.end,
        during=world.period,
        agreements=world.agreements,
        register=world.register,
        monitoring=world.monitoring,
        operations=world.operations,
        organization=world.organization,
        scopes=SCOPES,
    )

    rules = Counter(finding.rule for finding in held.findings)
    of_risks = Counter(
        finding.rule for finding in held.findings if finding.analysis is AnalysisKind.RISK_CHANGES
    )
    found = Counter(gap.where for gap in gaps)
    of_operations = rules[FindingRule.GUIDE_GAP] + rules[FindingRule.KNOWING_DOING_GAP]
    of_controls = of_risks[FindingRule.CONTROL_GAP] + of_risks[FindingRule.OUTSIDE_TOLERANCE]
    assert found == {
        "controls": of_controls,
        "monitoring": rules[FindingRule.MONITOR_GAP],
        "operations": of_operations,
        "teams": rules[FindingRule.STAFFING_GAP],
    }
    assert list(found) == ["controls", "monitoring", "operations", "teams"]
