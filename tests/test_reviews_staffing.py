"""What a review says of who does the work: roles held, gaps, and how they developed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from mof.changes import RequestForChange
from mof.framework import AnalysisKind, DecisionKind, EvaluatedItem, RoleType
from mof.incidents import Incident, IncidentState
from mof.problems import Problem
from mof.records import Actor, Entry
from mof.reviews import (
    Finding,
    FindingRule,
    OperationalHealthInputs,
    OperationalHealthReview,
    Severity,
    review_operational_health,
)
from mof.reviews.analyses._role_gaps import count_gaps
from mof.teams import (
    EVERYTHING,
    Membership,
    Organization,
    Person,
    RoleAssignment,
    Scope,
    SkillRequirement,
    Team,
)
from mof.values import ChangeId, IncidentId, PersonId, ProblemId, TeamId, TechnologyAreaId
from world import JUNE

APRIL = datetime(2026, 4, 15, tzinfo=UTC)
MAY = datetime(2026, 5, 10, tzinfo=UTC)
MID_JUNE = datetime(2026, 6, 15, 10, tzinfo=UTC)
DESK = TeamId("desk")
MAIL_AREA = Scope(area=TechnologyAreaId("mail"))
HELD = (RoleType.OPERATIONS_MANAGER, RoleType.CUSTOMER_SERVICE_MANAGER)


def name(number: int) -> PersonId:
    return PersonId(f"person-{number:03}")


def hold(role: RoleType, number: int, **facts: Any) -> RoleAssignment:
    return RoleAssignment(role, person=name(number), **{"valid_from": APRIL, **facts})


def organize(*assignments: RoleAssignment, **facts: Any) -> Organization:
    persons = [Person(name(number), {"tact": 1}) for number in range(1, 9)]
    return Organization(**{"persons": persons, "assignments": assignments, **facts})


def review(organization: Organization, **facts: Any) -> OperationalHealthReview:
    inputs = OperationalHealthInputs(period=JUNE, organization=organization, **facts)
    return review_operational_health(inputs)


def find(held: OperationalHealthReview, words: str) -> Finding:
    (finding,) = [each for each in held.findings if words in each.title]
    return finding


def list_gaps(held: OperationalHealthReview) -> list[str]:
    return [each.subject for each in held.findings if each.rule is FindingRule.STAFFING_GAP]


ANSWERED = tuple(hold(role, number) for number, role in enumerate(HELD, start=1))


def test_accountability_without_its_role_is_a_finding_with_who_held_it_last() -> None:
    organization = organize(
        hold(HELD[0], 3, valid_until=MAY), hold(HELD[0], 1, valid_from=MAY, valid_until=MID_JUNE)
    )

    finding = find(review(organization), "nobody answers for operations")

    assert "staffing-gap:nobody-answers:operations-manager" == finding.id
    assert (name(1),) == finding.evidence
    assert ("last held by person-001, until 2026-06-15", "new in the period") == finding.details
    assert Severity.MEDIUM is finding.severity
    assert finding.compared_with.startswith("exactly one person answers")
    assert "Operate phase overview" in finding.compared_with


def test_role_that_nobody_ever_held_has_no_evidence() -> None:
    finding = find(review(organize(*ANSWERED)), "nobody is problem manager")

    assert () == finding.evidence
    assert ("there before 2026-06-01",) == finding.details
    assert "judgement" not in finding.compared_with
    assert Severity.LOW is finding.severity


def test_role_of_somebody_who_left_is_a_finding_and_tells_when_it_was_last_held() -> None:
    monitoring = hold(RoleType.MONITORING_MANAGER, 4)
    persons = [*(Person(name(number)) for number in (1, 2)), Person(name(4), left_at=MAY)]

    held = review(organize(*ANSWERED, monitoring, persons=persons))

    assert (name(4),) == find(held, "has left").evidence
    unheld = find(held, "nobody is monitoring manager")
    assert "last held by person-004, until 2026-05-10" == unheld.details[0]


def test_missing_skill_belongs_to_skills_and_the_rest_to_staff_performance() -> None:
    required = [SkillRequirement(RoleType.PROBLEM_MANAGER, "tact", 3)]
    organization = organize(*ANSWERED, hold(RoleType.PROBLEM_MANAGER, 3), requirements=required)

    held = review(organization)

    finding = find(held, "level 1 of tact")
    assert EvaluatedItem.SKILLS is finding.item
    assert "staffing-gap:skill-missing:person-003:problem-manager" == finding.id
    others = {f.item for f in held.findings if f is not finding}
    assert {EvaluatedItem.STAFF_PERFORMANCE} == others
    assert 1 == count_gaps(held.evidence, EvaluatedItem.SKILLS)


def test_combinations_that_are_forbidden_weigh_more_than_risky_ones() -> None:
    organization = organize(
        hold(RoleType.INCIDENT_COORDINATOR, 3),
        hold(RoleType.ASSURANCE_AND_REPORTING, 3),
        hold(RoleType.PROBLEM_MANAGER, 4),
        hold(RoleType.PROBLEM_ANALYST, 4),
    )

    held = review(organization)

    assert Severity.MEDIUM is find(held, "controls of their own work").severity
    assert Severity.LOW is find(held, "small shops").severity


def test_two_who_answer_make_one_finding_with_both_as_evidence() -> None:
    held = review(organize(*ANSWERED, hold(HELD[0], 3)))

    finding = find(held, "person-001 and person-003 answer")
    assert "staffing-gap:more-than-one-answers:operations-manager" == finding.id
    assert (name(1), name(3)) == finding.evidence


def test_what_is_missing_everywhere_is_not_said_again_for_an_area() -> None:
    held = review(organize(*ANSWERED), scopes=[EVERYTHING, MAIL_AREA])

    gaps = list_gaps(held)
    assert "role-not-held:technology-area-manager:mail" in gaps
    assert "role-not-held:operator:mail" not in gaps
    assert "role-not-held:operator" in gaps


def test_earlier_periods_in_which_nobody_held_anything_are_no_data() -> None:
    held = review(organize(*(hold(role, 1, valid_from=MID_JUNE) for role in HELD)))

    assert {None} == set(held.evidence.staffing_gaps_before)
    assert all(() == f.details for f in held.findings if "nobody" in f.title)
    (result,) = [r for r in held.analyses if r.analysis is AnalysisKind.PEOPLE_TRENDS]
    assert "new in the period" not in result.summary


def test_persons_without_roles_leave_everything_unheld() -> None:
    held = review(organize())

    assert "nobody-answers:customer-service-manager" in list_gaps(held)


def test_organization_that_was_not_brought_is_said_to_be_missing() -> None:
    held = review_operational_health(OperationalHealthInputs(period=JUNE))

    (result,) = [r for r in held.analyses if r.analysis is AnalysisKind.PEOPLE_TRENDS]
    assert not result.has_data
    assert "role assignments missing" in result.summary
    assert "role assignments" in held.minutes().to_text(200)


def test_gap_in_staffing_asks_for_resources_or_training() -> None:
    held = review(organize())

    assert {DecisionKind.PROVIDE_RESOURCES} == {proposal.kind for proposal in held.proposals}


def test_minutes_show_who_holds_which_role_with_teams_by_their_size() -> None:
    organization = organize(
        *ANSWERED,
        hold(RoleType.PROBLEM_ANALYST, 5),
        hold(RoleType.PROBLEM_ANALYST, 6),
        RoleAssignment(RoleType.OPERATOR, team=DESK, valid_from=APRIL),
        teams=[Team(DESK)],
        memberships=[
            Membership(person=name(number), team=DESK, valid_from=APRIL) for number in (7, 8)
        ],
    )

    text = review(organization).minutes().to_text(200)

    assert "person-005, person-006" in text
    assert "team desk (2 persons)" in text
    assert "Gaps in staffing at the end of each period" in text


# Duties in one hand


def coordinate(number: int, resolver: int, at: datetime = MID_JUNE, **changes: Any) -> Incident:
    """An incident as a log tells it: person-001 coordinates, somebody resolves it."""
    told: tuple[tuple[datetime, IncidentState, int, dict[str, Any]], ...] = (
        (at, IncidentState.PRIORITIZED, 2, {"coordinator": name(1), **changes}),
        (at + timedelta(hours=1), IncidentState.RESOLVED, resolver, {}),
    )
    history = [
        Entry[Any, Any](when, state=state, by=Actor(name(person)), changes=facts)
        for when, state, person, facts in told
    ]
    return Incident(IncidentId(f"incident-{number}"), history, opened_at=at)


def test_coordinators_who_resolve_are_one_finding_with_all_their_incidents() -> None:
    incidents = [coordinate(1, 1), coordinate(2, 3), coordinate(3, 1)]

    held = review(Organization(), incidents=incidents)

    (finding,) = [f for f in held.findings if f.rule is FindingRule.DUTY_CONFLICT]
    assert "duty-conflict:coordinate-incidents-and-resolve-incidents" == finding.id
    assert finding.title.endswith("one person did both on 2 records")
    assert finding.compared_with.startswith("risky, since the coordinator controls")
    assert ("incident-1", "incident-3") == finding.evidence
    assert ("person-001 on 2 records",) == finding.details
    assert (Severity.LOW, False) == (finding.severity, finding.rule.is_framework)
    (proposal,) = [p for p in held.proposals if p.finding == finding.id]
    assert DecisionKind.CHANGE_PROCESS is proposal.kind
    (result,) = [r for r in held.analyses if r.analysis is AnalysisKind.PEOPLE_TRENDS]
    assert result.has_data
    assert "2 records with a segregation-of-duties conflict" in result.summary


def test_forbidden_duties_in_one_hand_weigh_more() -> None:
    incident = coordinate(1, 3, developer=name(4), tester=name(4))

    (finding,) = [
        f
        for f in review(Organization(), incidents=[incident]).findings
        if f.rule is FindingRule.DUTY_CONFLICT
    ]

    assert Severity.MEDIUM is finding.severity
    assert finding.title.startswith("develop and test: ")


def test_duties_that_met_before_the_period_or_after_the_review_are_not_looked_at() -> None:
    evening = JUNE.end - timedelta(minutes=30)

    held = review(
        Organization(),
        incidents=[coordinate(1, 1, MAY), coordinate(2, 1, evening), coordinate(3, 1, JUNE.end)],
    )

    assert () == held.evidence.duty_conflicts


def test_problem_that_somebody_developed_and_tested_a_fix_for_is_looked_at_too() -> None:
    problem = Problem(
        ProblemId("problem-1"),
        [Entry[Any, Any](MID_JUNE, changes={"developer": name(4), "tester": name(4)})],
    )

    (conflict,) = review(Organization(), problems=[problem]).evidence.duty_conflicts

    assert ("problem-1", name(4)) == (conflict.record, conflict.person)


def test_change_that_somebody_asked_for_and_approved_is_looked_at_too() -> None:
    told = [
        Entry[Any, Any](MAY, changes={"requested_by": name(4)}),
        Entry[Any, Any](MID_JUNE, changes={"approved_by": name(4)}),
    ]
    change = RequestForChange(ChangeId("change-1"), told, title="t", requested_at=MAY)

    held = review(Organization(), changes=[change])

    finding = find(held, "request a change and approve a change")
    assert (("change-1",), Severity.MEDIUM) == (finding.evidence, finding.severity)
