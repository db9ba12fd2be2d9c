"""One question for what is missing: every room's gaps as one report."""

from datetime import UTC, date, datetime, timedelta

from mof.agreements import SLA, AgreementLife, Clock, Target
from mof.calendars import Calendar
from mof.controls import ControlRegister, Objective
from mof.framework import RoleType
from mof.monitoring import HealthModel, MonitoringData
from mof.operations import Frequency, LogEntry, OperationsData, OperationsGuide, Task
from mof.outcomes import Gap, GapReport, find_gaps
from mof.records import Actor
from mof.services import Service
from mof.teams import EVERYTHING, Organization, Scope
from mof.values import (
    AgreementId,
    ObjectiveId,
    Period,
    ServiceId,
    TaskId,
)

MAIL = ServiceId("mail")
JUNE = Period.month(2026, 6, tz="UTC")
DEPLOYED_AT = datetime(2026, 2, 1, tzinfo=UTC)
SLA_MAIL = SLA(
    AgreementId("sla-mail"),
    service=MAIL,
    calendar=Calendar.always(),
    targets=[Target(Clock.RESOLUTION, timedelta(hours=8))],
    valid_from=date(2026, 1, 1),
    version="1",
    name="E-mail for everybody",
)
BACKUP = Task(
    TaskId("backup"),
    name="Back up the mail store",
    service=MAIL,
    frequency=Frequency.DAILY,
    serves=["sla-mail"],
)
MONDAY = datetime(2026, 6, 1, 8, tzinfo=UTC)
WORK = LogEntry(
    "log-1",
    service=MAIL,
    by=Actor(role=RoleType.OPERATOR),
    started_at=MONDAY,
    ended_at=MONDAY + timedelta(hours=1),
)


def list_gaps(report: GapReport) -> list[tuple[str, str, str | None]]:
    return [(gap.kind, gap.subject, gap.name) for gap in report]


def test_nothing_is_asked_where_nothing_is_given() -> None:
    report = find_gaps(as_of=JUNE.end)

    assert 0 == len(report)
    assert "none" in str(report.to_table())


def test_gaps_of_all_rooms_stand_in_one_order() -> None:
    report = find_gaps(
        as_of=JUNE.end,
        during=JUNE,
        agreements=[SLA_MAIL],
        agreement_lives=[],
        register=ControlRegister(objectives=[Objective(ObjectiveId("goal"), "all works")]),
        monitoring=MonitoringData(model=HealthModel({"mail": None})),
        operations=OperationsData(guide=OperationsGuide([BACKUP]), log=[WORK]),
        services=[Service(MAIL, "E-mail", deployed_at=DEPLOYED_AT)],
        organization=Organization(),
        role_types=[],
    )

    assert [
        ("agreement without life", "sla-mail", "E-mail for everybody"),
        ("objective without risk", "goal", "all works"),
        ("unwatched", "mail", None),
        ("no instruction", "backup", "Back up the mail store"),
        ("executed, not documented", "mail", None),
        ("no review", "mail", "E-mail"),
        ("no review", "mail", "E-mail"),
        ("no review", "mail", "E-mail"),
        ("nobody answers", "everything", None),
        ("nobody answers", "everything", None),
    ] == list_gaps(report)
    assert ["agreements", "controls", "monitoring", "operations", "services", "teams"] == list(
        dict.fromkeys(gap.where for gap in report)
    )


def test_gap_says_what_shows_it_and_since_when() -> None:
    operations = OperationsData(guide=OperationsGuide([BACKUP]), log=[WORK])
    services = [Service(MAIL, "E-mail", deployed_at=DEPLOYED_AT)]

    report = find_gaps(
        as_of=JUNE.end,
        during=JUNE,
        agreements=[SLA_MAIL],
        operations=operations,
        services=services,
    )

    assert ("log-1",) == report[1].evidence
    assert "knowing-doing gap" in report[1].rule
    assert DEPLOYED_AT == report[2].since
    assert "2026-02-01 01:00" == report.to_table(tz="Europe/Oslo").rows[2][4]


def test_without_lives_no_agreement_is_doubted() -> None:
    life = AgreementLife(AgreementId("sla-mail"), ())

    assert 0 == len(find_gaps(as_of=JUNE.end, agreements=[SLA_MAIL]))
    assert 1 == len(find_gaps(as_of=JUNE.end, agreements=[SLA_MAIL], agreement_lives=[life]))


def test_without_a_period_it_is_not_asked_what_was_done() -> None:
    operations = OperationsData(guide=OperationsGuide([BACKUP]), log=[WORK])

    report = find_gaps(as_of=JUNE.end, operations=operations)

    assert ["no instruction", "serves no agreement or objective"] == [gap.kind for gap in report]


def test_objectives_are_served_as_agreements_are() -> None:
    objective = Objective(ObjectiveId("sla-mail"), "all works")

    report = find_gaps(
        as_of=JUNE.end,
        register=ControlRegister(objectives=[objective]),
        operations=OperationsData(guide=OperationsGuide([BACKUP])),
    )

    assert ["objective without risk", "no instruction"] == [gap.kind for gap in report]


def test_without_a_guide_or_a_model_nothing_is_asked_of_operations_and_monitoring() -> None:
    report = find_gaps(
        as_of=JUNE.end, operations=OperationsData(log=[WORK]), monitoring=MonitoringData()
    )

    assert GapReport() == report


def test_role_that_is_vacant_for_everything_is_not_told_of_each_part() -> None:
    scopes = [EVERYTHING, Scope(service=MAIL)]

    report = find_gaps(
        as_of=JUNE.end,
        organization=Organization(),
        scopes=scopes,
        role_types=[RoleType.INCIDENT_RESOLVER],
    )

    assert {"everything"} == {gap.subject for gap in report}
    assert "role not held" in {gap.kind for gap in report}


def test_gap_is_shown_by_the_name_of_its_subject() -> None:
    gap = Gap(where="services", kind="no review", subject="mail", name="E-mail", text="…", rule="…")

    assert '<span title="mail">E-mail</span>' in GapReport([gap]).to_table().to_html()
