"""What a review says of the workforce: posts, absence, turnover and skills."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from mof.calendars import Calendar
from mof.framework import AnalysisKind, DecisionKind, EvaluatedItem, RoleType
from mof.reviews import (
    Finding,
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    review_operational_health,
)
from mof.reviews._finding_rules import AnalysisResult
from mof.reviews.analyses._item_indicators import list_indicators
from mof.teams import (
    Absence,
    Establishment,
    Membership,
    Organization,
    Person,
    RoleAssignment,
    SkillRequirement,
    Team,
    Workforce,
    WorkforceMeasure,
    WorkforceTarget,
)
from mof.values import AbsenceId, Period, PersonId, TeamId
from world import JUNE

JANUARY = datetime(2025, 1, 1, tzinfo=UTC)
DESK, NETWORK = TeamId("desk"), TeamId("network")
HOURS = Calendar.weekdays("08:00-16:00", tz="Europe/Oslo")
SET_ON = date(2026, 1, 1)
DAY = timedelta(days=1)


def name(number: int) -> PersonId:
    return PersonId(f"person-{number}")


def organize(**facts: Any) -> Organization:
    """Four people: two at the desk, two in the network team."""
    return Organization(
        **{
            "persons": [Person(name(number)) for number in range(1, 5)],
            "teams": [Team(DESK), Team(NETWORK)],
            "memberships": [
                Membership(person=name(n), team=DESK if n < 3 else NETWORK, valid_from=JANUARY)
                for n in range(1, 5)
            ],
            **facts,
        }
    )


def post(team: TeamId, posts: int, **facts: Any) -> Establishment:
    return Establishment(team=team, posts=posts, **{"valid_from": JANUARY, **facts})


def target(measure: WorkforceMeasure, at_most: str, **facts: Any) -> WorkforceTarget:
    return WorkforceTarget(measure, at_most=at_most, **{"set_on": SET_ON, **facts})


def be_away(person: int, first: datetime, days: int) -> Absence:
    time = Period(first, first + days * DAY)
    return Absence(AbsenceId(f"away-{person}"), person=name(person), period=time, recorded_at=first)


def review(organization: Organization | None = None, **facts: Any) -> OperationalHealthReview:
    inputs = OperationalHealthInputs(
        period=JUNE,
        organization=organization or organize(),
        workforce=Workforce(**{"hours": HOURS, **facts}),
    )
    return review_operational_health(inputs)


def get_result(held: OperationalHealthReview) -> AnalysisResult:
    (result,) = [r for r in held.analyses if r.analysis is AnalysisKind.PEOPLE_TRENDS]
    return result


def list_findings(held: OperationalHealthReview, rule: FindingRule) -> list[Finding]:
    return [each for each in get_result(held).findings if each.rule is rule]


def test_team_with_more_vacant_posts_than_may_be_is_a_finding() -> None:
    held = review(establishments=[post(DESK, 4, vacant=1), post(NETWORK, 3, vacant=1)])

    (finding,) = list_findings(held, FindingRule.OUTSIDE_TOLERANCE)
    assert "outside-tolerance:staffing:desk" == finding.id
    assert "desk has 2 persons for 4 posts" == finding.title
    assert "its posts, of which 1 may be vacant" == finding.compared_with
    assert (name(1), name(2)) == finding.evidence
    assert (Severity.MEDIUM, EvaluatedItem.STAFF_PERFORMANCE) == (finding.severity, finding.item)
    assert held.evidence.periods[0].start == finding.since
    assert "3 of 7 posts vacant" in get_result(held).summary
    names = {
        i.name: i.value for i in list_indicators(held.evidence, EvaluatedItem.STAFF_PERFORMANCE)
    }
    assert "3 of 7" == names["vacant posts"]
    assert DecisionKind.PROVIDE_RESOURCES in {proposal.kind for proposal in held.proposals}


def test_posts_that_became_more_lately_are_not_filled_since_then() -> None:
    since = JUNE.start - 10 * DAY
    posts = [post(DESK, 2, valid_until=since), post(DESK, 3, valid_from=since)]

    (finding,) = list_findings(review(establishments=posts), FindingRule.OUTSIDE_TOLERANCE)

    assert datetime(2026, 4, 30, 22, tzinfo=UTC) == finding.since


def test_absence_of_a_team_outside_tolerance_is_a_finding_with_the_absences() -> None:
    # June 2026 in Oslo has 22 weekdays, so a week is 5 of 44 days of two people.
    away = be_away(3, datetime(2026, 6, 8, tzinfo=UTC), 5)
    absence = target(WorkforceMeasure.ABSENCE, "0.05", tolerance="0.05")

    held = review(absences=[away], targets=[absence])

    (finding,) = list_findings(held, FindingRule.OUTSIDE_TOLERANCE)
    assert "outside-tolerance:absence:network" == finding.id
    assert "absence of network: 11.4 %" == finding.title
    assert "at most 5 %, tolerated up to 10 %" == finding.compared_with
    assert (("away-3",), JUNE.start) == (finding.evidence, finding.since)
    assert ("40 h 00 min of 352 h 00 min of working time",) == finding.details


def test_absence_of_everybody_is_a_finding_too() -> None:
    away = [be_away(number, datetime(2026, 6, 8, tzinfo=UTC), 5) for number in range(1, 5)]

    held = review(absences=away, targets=[target(WorkforceMeasure.ABSENCE, "0.1")])

    subjects = [each.subject for each in list_findings(held, FindingRule.OUTSIDE_TOLERANCE)]
    assert ["absence:everybody", "absence:desk", "absence:network"] == subjects
    assert "absence 22.7 %" in get_result(held).summary


def test_turnover_of_twelve_months_is_held_against_its_target() -> None:
    autumn = datetime(2025, 10, 1, tzinfo=UTC)
    leaver = Person(name(1), left_at=autumn)
    organization = organize(persons=[leaver, *(Person(name(n)) for n in (2, 3, 4))])

    held = review(organization, targets=[target(WorkforceMeasure.TURNOVER, "0.1")])

    (finding,) = list_findings(held, FindingRule.OUTSIDE_TOLERANCE)
    assert ("outside-tolerance:turnover", (name(1),)) == (finding.id, finding.evidence)
    assert "turnover of twelve months: 28.6 %" == finding.title
    assert ("1 left, of 4 who became 3",) == finding.details
    assert "at most 10 %" == finding.compared_with


def test_skill_that_one_person_has_is_a_finding() -> None:
    organization = organize(
        persons=[Person(name(1), {"tact": 2}), *(Person(name(n)) for n in (2, 3, 4))],
        assignments=[
            RoleAssignment(RoleType.PROBLEM_MANAGER, person=name(n), valid_from=JANUARY)
            for n in (1, 2)
        ],
        requirements=[
            SkillRequirement(RoleType.PROBLEM_MANAGER, "tact", 2),
            SkillRequirement(RoleType.OPERATOR, "scripts"),
        ],
    )

    held = review(organization, establishments=[post(DESK, 2)])

    (finding,) = list_findings(held, FindingRule.SKILL_OF_ONE)
    assert "skill-of-one:problem-manager:tact" == finding.id
    assert "tact for problem manager rests on person-1" == finding.title
    assert ((name(1),), EvaluatedItem.SKILLS) == (finding.evidence, finding.item)
    assert not finding.rule.is_framework
    text = held.minutes().to_text(200)
    assert "Skills against need" in text
    assert any(line.split()[-5:] == ["2", "1", "50.0", "%", "0"] for line in text.splitlines())


def test_target_that_was_set_after_the_period_began_is_a_finding() -> None:
    late = target(WorkforceMeasure.ABSENCE, "0.9", set_on=date(2026, 6, 12))

    (finding,) = list_findings(review(targets=[late]), FindingRule.SET_AFTER_START)

    assert "set-after-start:absence" == finding.id


def test_minutes_show_teams_absence_and_turnover() -> None:
    held = review(
        establishments=[post(DESK, 3)],
        targets=[
            target(WorkforceMeasure.ABSENCE, "0.05"),
            target(WorkforceMeasure.TURNOVER, "0.1"),
        ],
    )

    text = held.minutes().to_text(200)

    assert "Teams: posts, persons and absence" in text
    assert "Absence of everybody" in text
    assert "Turnover of the twelve months" in text


def test_posts_without_anybody_have_no_absence() -> None:
    nobody = Organization(teams=[Team(DESK)])

    held = review(nobody, establishments=[post(DESK, 1)])

    assert "absence –" in get_result(held).summary
    assert "0 persons for 1 post" in held.minutes().to_text(200)


def test_workforce_that_was_not_brought_is_said_to_be_missing() -> None:
    held = review_operational_health(OperationalHealthInputs(period=JUNE))

    assert "posts and absences missing" in get_result(held).summary
    assert "posts and absences" in held.minutes().to_text(200)
