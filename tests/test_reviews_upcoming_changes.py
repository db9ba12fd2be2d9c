"""What a review says of changes to come: which promises, hours and people they endanger."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from mof.calendars import Calendar
from mof.changes import ChangeCategory, ChangePriority, RequestForChange
from mof.framework import AnalysisKind, DecisionKind
from mof.operations import Freeze
from mof.records import Entry
from mof.reviews import (
    Finding,
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    review_operational_health,
)
from mof.services import Service, ServiceCatalog
from mof.teams import (
    Absence,
    AbsenceKind,
    Establishment,
    Membership,
    Organization,
    Person,
    Team,
    Workforce,
)
from mof.values import AbsenceId, ChangeId, Period, PersonId, ServiceId, TeamId
from world import CALENDAR, HOUR, JUNE, MAIL, MONDAY, SLA_MAIL, resolve_incident

IDENTITY, INTRANET = ServiceId("identity"), ServiceId("intranet")
PLATFORM, OWNER, MEMBER = TeamId("platform"), PersonId("person-006"), PersonId("person-060")
ASKED = datetime(2026, 6, 20, tzinfo=UTC)
IN_HOURS = datetime(2026, 7, 7, 10, tzinfo=UTC)  # noon of a Tuesday in Oslo
AT_NIGHT = datetime(2026, 7, 7, 20, tzinfo=UTC)
CATALOG = ServiceCatalog(
    [
        Service(IDENTITY, "Identity", team=PLATFORM, owner=OWNER),
        Service(MAIL, "E-mail", depends_on=[IDENTITY]),
        Service(INTRANET, "Intranet"),
    ]
)
LATE = [resolve_incident("I-1", after=5 * HOUR)]


def plan(
    planned_at: datetime = AT_NIGHT,
    *services: ServiceId,
    category: ChangeCategory | None = ChangeCategory.MAJOR,
    number: int = 1,
) -> RequestForChange:
    return RequestForChange.from_register(
        f"change-{number}",
        title="Replace a relay",
        requested_at=ASKED,
        category=category,
        services=services or [MAIL],
        planned_at=planned_at,
    )


def review(*changes: RequestForChange, **facts: Any) -> OperationalHealthReview:
    usual: dict[str, Any] = {"period": JUNE, "catalog": CATALOG, "agreements": [SLA_MAIL]}
    return review_operational_health(
        OperationalHealthInputs(**{**usual, "changes": changes, **facts})
    )


def list_findings(held: OperationalHealthReview, rule: FindingRule | None = None) -> list[Finding]:
    (result,) = [r for r in held.analyses if r.analysis is AnalysisKind.UPCOMING_CHANGES]
    return [each for each in result.findings if rule in {None, each.rule}]


# Promises


def test_change_to_a_service_that_fails_its_promise_is_a_finding() -> None:
    (finding,) = list_findings(review(plan(), incidents=LATE))

    assert "endangered-promise:change-1" == finding.id
    assert "Replace a relay (major) touches E-mail" == finding.title
    assert (("change-1", "sla-mail"), ()) == (finding.evidence, finding.details)
    assert (Severity.MEDIUM, True) == (finding.severity, finding.rule.is_framework)


def test_change_reaches_promises_by_way_of_what_their_service_stands_on() -> None:
    (finding,) = list_findings(review(plan(AT_NIGHT, IDENTITY), incidents=LATE))

    assert "Replace a relay (major) reaches E-mail" == finding.title
    assert (("E-mail by way of Identity",), Severity.LOW) == (finding.details, finding.severity)


def test_change_to_a_service_that_no_catalog_lists_touches_its_promise_all_the_same() -> None:
    held = review(plan(), incidents=LATE, catalog=ServiceCatalog(()))

    assert ["endangered-promise:change-1"] == [each.id for each in list_findings(held)]


def test_change_that_reaches_no_failing_promise_at_night_endangers_nothing() -> None:
    assert [] == list_findings(review(plan(AT_NIGHT, INTRANET), plan(number=2)))


def test_what_is_over_or_planned_before_the_review_is_not_upcoming() -> None:
    past = plan(JUNE.start + HOUR, number=2)

    text = review(past).minutes().to_text(200)

    assert "0 changes planned after the review" in text.lower()


def test_change_is_looked_at_as_it_was_known_at_the_review() -> None:
    known = plan()
    later = Entry[Any, Any](JUNE.end + HOUR, changes={"planned_at": IN_HOURS})

    held = review(evolve(known, history=(*known.history, later)))

    assert [] == list_findings(held)


def test_minutes_show_what_changes_reach_and_which_promises_hold_then() -> None:
    text = review(plan(AT_NIGHT, IDENTITY, category=None)).minutes().to_text(200)

    (line,) = [each for each in text.splitlines() if each.startswith("change-1")]
    assert ["not classified", "Identity", "E-mail", "sla-mail"] == [
        word for word in ("not classified", "Identity", "E-mail", "sla-mail") if word in line
    ]


# Hours


def test_change_while_its_service_is_to_be_there_is_a_finding() -> None:
    (finding,) = list_findings(review(plan(IN_HOURS)), FindingRule.CHANGE_IN_HOURS)

    assert "Replace a relay (major) takes effect while E-mail is to be there" == finding.title
    assert ("change-1", "sla-mail") == finding.evidence
    assert "the hours of its services" == finding.compared_with
    assert (Severity.MEDIUM, False) == (finding.severity, finding.rule.is_framework)


@pytest.mark.parametrize(
    "category, count",
    [
        (ChangeCategory.STANDARD, 0),
        (ChangeCategory.MINOR, 0),
        (ChangeCategory.SIGNIFICANT, 1),
        (None, 1),
    ],
)
def test_everyday_changes_are_made_while_their_service_is_there(
    category: ChangeCategory | None, count: int
) -> None:
    assert count == len(list_findings(review(plan(IN_HOURS, category=category))))


def test_hours_of_a_service_come_before_those_of_its_promises() -> None:
    nights = Calendar.weekdays("20:00-24:00", tz="Europe/Oslo")
    catalog = ServiceCatalog([Service(MAIL, "E-mail", service_hours=nights)])

    assert [] == list_findings(review(plan(IN_HOURS), catalog=catalog))
    assert 1 == len(list_findings(review(plan(AT_NIGHT), catalog=catalog)))


def test_hours_of_the_service_in_a_promise_come_before_those_in_which_it_counts() -> None:
    promise = evolve(SLA_MAIL, service_hours=Calendar.weekdays("06:00-08:00", tz="Europe/Oslo"))

    assert [] == list_findings(review(plan(IN_HOURS), agreements=[promise]))


def test_service_that_is_there_round_the_clock_has_no_better_hours() -> None:
    catalog = ServiceCatalog([Service(MAIL, "E-mail", service_hours=Calendar.always())])

    assert [] == list_findings(review(plan(IN_HOURS), catalog=catalog))


def test_several_services_in_their_hours_are_named() -> None:
    catalog = ServiceCatalog(
        [
            Service(IDENTITY, "Identity", service_hours=CALENDAR),
            Service(MAIL, "E-mail", depends_on=[IDENTITY]),
        ]
    )

    (finding,) = list_findings(review(plan(IN_HOURS, IDENTITY), catalog=catalog))

    assert finding.title.endswith("while Identity, E-mail are to be there")


@pytest.mark.parametrize("year", [2300, 9999])
def test_change_planned_for_the_end_of_time_is_in_no_hours(year: int) -> None:
    assert [] == list_findings(review(plan(datetime(year, 12, 30, 12, tzinfo=UTC))))


# Freezes

END_OF_QUARTER = Freeze(
    AT_NIGHT - HOUR, AT_NIGHT + HOUR, services=[MAIL], reason="the books are closed"
)


def test_change_inside_a_freeze_of_its_service_is_a_finding() -> None:
    held = review(plan(AT_NIGHT, MAIL, INTRANET), freezes=[END_OF_QUARTER])

    (finding,) = list_findings(held)
    assert "change-in-freeze:change-1" == finding.id
    assert "Replace a relay (major) takes effect while E-mail is frozen" == finding.title
    assert "the freeze until 2026-07-07 23:00: the books are closed" == finding.compared_with
    assert (Severity.MEDIUM, ("change-1",)) == (finding.severity, finding.evidence)


def test_emergency_inside_a_freeze_of_everything_weighs_less() -> None:
    everything = Freeze(AT_NIGHT, AT_NIGHT + HOUR)
    change = evolve_priority(plan(AT_NIGHT, MAIL, INTRANET), ChangePriority.EMERGENCY)

    (finding,) = list_findings(review(change, freezes=[everything]))

    assert Severity.LOW is finding.severity
    assert finding.title.endswith("while Intranet, E-mail are frozen")
    assert "the freeze until 2026-07-07 23:00" == finding.compared_with


def evolve_priority(change: RequestForChange, priority: ChangePriority) -> RequestForChange:
    entry = Entry[Any, Any](ASKED, changes={"priority": priority})
    return evolve(change, history=(*change.history, entry))


@pytest.mark.parametrize(
    "change",
    [plan(AT_NIGHT, INTRANET), plan(AT_NIGHT + HOUR), plan(AT_NIGHT - 2 * HOUR)],
    ids=["other service", "when it ends", "before"],
)
def test_change_outside_a_freeze_is_no_finding(change: RequestForChange) -> None:
    assert [] == list_findings(review(change, freezes=[END_OF_QUARTER]))


# Staff


def staff(*absences: Absence, posts: int = 2, members: int = 2) -> dict[str, Any]:
    persons = [Person(PersonId(f"person-{60 + number:03}")) for number in range(members)]
    return {
        "organization": Organization(
            persons=persons,
            teams=[Team(PLATFORM)],
            memberships=[
                Membership(person=each.id, team=PLATFORM, valid_from=MONDAY) for each in persons
            ],
        ),
        "workforce": Workforce(
            absences=absences,
            establishments=[Establishment(team=PLATFORM, posts=posts, valid_from=MONDAY)],
        ),
    }


def be_away(person: PersonId, **facts: Any) -> Absence:
    time = Period(AT_NIGHT - timedelta(days=2), AT_NIGHT + timedelta(days=2))
    usual: dict[str, Any] = {"period": time, "recorded_at": ASKED, "kind": AbsenceKind.PLANNED}
    return Absence(AbsenceId(f"away-{person}"), person=person, **{**usual, **facts})


def test_change_while_the_owner_of_its_service_is_away_is_a_finding() -> None:
    held = review(plan(AT_NIGHT, IDENTITY), **staff(be_away(OWNER)))

    (finding,) = list_findings(held)
    assert "change-short-of-staff:change-1" == finding.id
    assert "Replace a relay (major): person-006 is away" == finding.title
    assert ("change-1", "away-person-006") == finding.evidence
    assert Severity.MEDIUM is finding.severity
    (proposal,) = [each for each in held.proposals if each.finding == finding.id]
    assert DecisionKind.REQUEST_CHANGE is proposal.kind


def test_change_while_whoever_makes_it_is_away_is_a_finding() -> None:
    told: dict[str, Any] = {"planned_at": AT_NIGHT, "developer": MEMBER}
    change = RequestForChange(
        ChangeId("change-1"),
        [Entry[Any, Any](ASKED, changes=told)],
        title="Replace a relay",
        requested_at=ASKED,
    )

    (finding,) = list_findings(review(change, **staff(be_away(MEMBER))))

    assert finding.title.endswith("(not classified): person-060 is away")


def test_change_while_its_team_is_short_or_away_is_a_finding() -> None:
    away = [be_away(PersonId(f"person-{number:03}")) for number in (60, 61)]

    held = review(
        plan(AT_NIGHT, IDENTITY, category=ChangeCategory.MINOR), **staff(*away, posts=4, members=3)
    )

    (finding,) = list_findings(held)
    assert "platform is short of 1 person; 2 of 3 of platform are away" in finding.title
    assert Severity.LOW is finding.severity


def test_half_a_team_is_enough_and_absences_of_other_days_or_not_known_yet_do_not_count() -> None:
    other_days = Period(ASKED, AT_NIGHT - timedelta(days=1))
    absences = [
        be_away(MEMBER),
        be_away(OWNER, period=other_days),
        be_away(PersonId("person-061"), recorded_at=JUNE.end + HOUR),
    ]

    assert [] == list_findings(review(plan(AT_NIGHT, IDENTITY), **staff(*absences)))


def test_team_that_nobody_is_in_is_not_asked_for() -> None:
    assert [] == list_findings(review(plan(AT_NIGHT, IDENTITY)))
