"""People hold roles for something and some time; what is missing or clashes is found."""

import pickle
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mof.documents import Named
from mof.errors import DefinitionError, NaiveTimestampError, UnheldRoleError, UnknownReferenceError
from mof.framework import (
    Accountability,
    CombinationVerdict,
    Duty,
    DutyCombination,
    RoleType,
    Source,
    TeamKind,
)
from mof.framework._segregation_of_duties import CombinationExtent
from mof.incidents import (
    INCIDENT_LIFECYCLE,
    Incident,
    IncidentEvent,
    IncidentState,
    ResolutionMethod,
)
from mof.records import Actor, Edge, Entry
from mof.teams import (
    EVERYTHING,
    Membership,
    Organization,
    Person,
    RoleAssignment,
    Scope,
    SkillRequirement,
    Team,
    find_duty_conflicts,
    find_refusal,
    find_unheld_roles,
    measure_effort,
)
from mof.teams._staffing_gaps import StaffingGapKind, find_staffing_gaps, list_broadest
from mof.values import IncidentId, Period, PersonId, ServiceId, TeamId, TechnologyAreaId, Term
from world import COORDINATOR, DESK, HOUR, JUNE, MONDAY, RESOLVER, prioritize_incident

DAY = timedelta(days=1)
NAIVE = datetime(2026, 6, 1)
ANNA, BEN, CARL, DORA = (PersonId(name) for name in ("anna", "ben", "carl", "dora"))
NETWORK, PROJECT = TeamId("network"), TeamId("project")
MAIL, PAYROLL = Scope(service=ServiceId("mail")), Scope(service=ServiceId("payroll"))
STORAGE = Scope(area=TechnologyAreaId("storage"))
OPERATOR, ADMINISTRATOR = RoleType.OPERATOR, RoleType.ADMINISTRATOR
MANAGER = RoleType.OPERATIONS_MANAGER
OPERATIONS_ONLY: dict[str, Any] = {"accountabilities": [Accountability.OPERATIONS]}
Kind = StaffingGapKind


def hold(
    role_type: RoleType,
    person: PersonId | None = None,
    *,
    team: TeamId | None = None,
    scope: Scope = EVERYTHING,
    start: datetime = MONDAY,
    end: datetime | None = None,
) -> RoleAssignment:
    return RoleAssignment(
        role_type, person=person, team=team, scope=scope, valid_from=start, valid_until=end
    )


def join(
    person: PersonId,
    team: TeamId = NETWORK,
    *,
    start: datetime = MONDAY,
    end: datetime | None = None,
) -> Membership:
    return Membership(person=person, team=team, valid_from=start, valid_until=end)


def staff(*assignments: RoleAssignment, **fields: Any) -> Organization:
    usual: dict[str, Any] = {
        "persons": [Person(each) for each in (ANNA, BEN, CARL, DORA)],
        "teams": [Team(NETWORK)],
    }
    return Organization(assignments=assignments, **usual | fields)


def find_kinds(organization: Organization, **options: Any) -> list[StaffingGapKind]:
    gaps = find_staffing_gaps(organization, as_of=MONDAY, **{"role_types": (), **options})
    return [gap.kind for gap in gaps]


# Who holds what


def test_role_is_held_from_its_start_up_to_its_end() -> None:
    organization = staff(hold(OPERATOR, ANNA, end=MONDAY + DAY))

    instants = [MONDAY - HOUR, MONDAY, MONDAY + DAY - HOUR, MONDAY + DAY]

    held = [bool(organization.roles_held(ANNA, at=at)) for at in instants]
    assert held == [False, True, True, False]


def test_role_without_end_is_held_for_good() -> None:
    assert {OPERATOR} == staff(hold(OPERATOR, ANNA)).roles_held(ANNA, at=MONDAY + 9999 * DAY)


def test_whoever_has_left_holds_nothing() -> None:
    organization = staff(hold(OPERATOR, ANNA), persons=[Person(ANNA, left_at=MONDAY + DAY)])

    assert {OPERATOR} == organization.roles_held(ANNA, at=MONDAY + DAY - HOUR)
    assert set() == organization.roles_held(ANNA, at=MONDAY + DAY)


def test_whoever_is_not_listed_holds_nothing() -> None:
    assert set() == staff().roles_held(PersonId("nobody"), at=MONDAY)


def test_role_for_everything_is_held_for_each_service_but_not_the_other_way_round() -> None:
    organization = staff(hold(OPERATOR, ANNA), hold(ADMINISTRATOR, ANNA, scope=MAIL))

    def ask(scope: Scope | None) -> set[RoleType]:
        return set(organization.roles_held(ANNA, at=MONDAY, scope=scope))

    assert {OPERATOR, ADMINISTRATOR} == ask(None) == ask(MAIL)
    assert {OPERATOR} == ask(PAYROLL) == ask(STORAGE) == ask(EVERYTHING)


def test_role_of_a_team_is_held_by_its_members_while_they_are_in_it() -> None:
    organization = staff(
        hold(OPERATOR, team=NETWORK, start=MONDAY + DAY, end=MONDAY + 5 * DAY),
        memberships=[
            join(ANNA),
            join(BEN, start=MONDAY + 2 * DAY, end=MONDAY + 3 * DAY),
            join(CARL, end=MONDAY + DAY),
        ],
    )

    def list_holders(days: int) -> list[str]:
        return [each.person for each in organization.find_holdings(at=MONDAY + days * DAY)]

    assert [[], ["anna"], ["anna", "ben"], ["anna"]] == [list_holders(n) for n in range(4)]
    assert [] == list_holders(5)


def test_team_that_nobody_is_in_holds_nothing() -> None:
    assert () == staff(hold(OPERATOR, team=NETWORK)).holdings


def test_holders_are_found_by_role() -> None:
    organization = staff(hold(OPERATOR, ANNA), hold(ADMINISTRATOR, BEN))

    (found,) = organization.find_holdings(at=MONDAY, role_type=ADMINISTRATOR)

    assert str(found) == "ben: administrator for everything"


def test_holders_are_shown_as_a_table() -> None:
    organization = staff(
        hold(MANAGER, BEN, scope=MAIL, end=MONDAY + DAY),
        hold(OPERATOR, team=NETWORK),
        memberships=[join(ANNA)],
    )

    table = organization.to_table(at=MONDAY, tz="Europe/Oslo")

    start = "2026-06-01 09:00"
    assert table.caption == f"Who holds what at {start} (Europe/Oslo)"
    assert table.rows == (
        ("operator", "everything", "anna", "network", start, None),
        ("operations manager", "service mail", "ben", None, start, "2026-06-02 09:00"),
    )
    assert str(organization.holdings[1]) == "anna in network: operator for everything"


# Enforcing


def test_actor_is_the_person_in_a_role_that_they_hold() -> None:
    actor = staff(hold(OPERATOR, ANNA)).actor_for(ANNA, OPERATOR, at=MONDAY, scope=MAIL)

    assert actor == Actor(ANNA, OPERATOR)


def test_actor_in_a_role_not_held_is_refused_with_what_is_held() -> None:
    organization = staff(hold(OPERATOR, ANNA))

    with pytest.raises(UnheldRoleError) as caught:
        organization.actor_for(ANNA, ADMINISTRATOR, at=MONDAY, scope=MAIL)

    assert str(caught.value) == (
        "anna is no administrator for service mail at 2026-06-01 07:00:00+00:00; held: operator"
    )
    error = caught.value
    assert (error.person, error.role, error.held) == ("anna", "administrator", ("operator",))
    with pytest.raises(UnheldRoleError, match=r"is no operator at .*; held: nothing"):
        organization.actor_for(BEN, OPERATOR, at=MONDAY)


def test_actor_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownReferenceError, match="no person 'eve'; it has: anna, ben, carl"):
        staff().actor_for(PersonId("eve"), OPERATOR, at=MONDAY)


def test_refusal_says_who_may_and_who_holds_that() -> None:
    organization = staff(
        hold(RoleType.PROBLEM_ANALYST, ANNA),
        hold(RoleType.INCIDENT_RESOLVER, CARL, scope=MAIL),
        hold(RoleType.CUSTOMER_SERVICE_REPRESENTATIVE, BEN),
        hold(RoleType.INCIDENT_RESOLVER, BEN, scope=MAIL),
    )
    incident = prioritize_incident("incident-1")

    refusal = find_refusal(
        incident, IncidentEvent.START, organization, person=ANNA, at=MONDAY, scope=MAIL
    )

    assert refusal is not None
    assert str(refusal) == (
        "anna: problem analyst may not start incident when prioritized; may: "
        "customer service representative, incident resolver; held by: ben, carl"
    )
    assert refusal.held == {RoleType.PROBLEM_ANALYST}
    assert refusal.allowed == {
        RoleType.CUSTOMER_SERVICE_REPRESENTATIVE,
        RoleType.INCIDENT_RESOLVER,
    }
    assert refusal.candidates == (BEN, CARL)


def test_nothing_is_refused_to_whoever_holds_a_role_that_may() -> None:
    organization = staff(hold(RoleType.INCIDENT_RESOLVER, ANNA, end=MONDAY + DAY))
    incident = prioritize_incident("incident-1")

    def ask(at: datetime) -> object:
        return find_refusal(incident, IncidentEvent.START, organization, person=ANNA, at=at)

    assert ask(MONDAY) is None
    assert "an actor without a role may not start" in str(ask(MONDAY + DAY))
    assert str(ask(MONDAY + DAY)).endswith("; held by: nobody")


def test_refusal_of_what_cannot_happen_names_no_holders() -> None:
    incident = prioritize_incident("incident-1")

    refusal = find_refusal(
        incident, IncidentEvent.REOPEN, staff(), person=ANNA, at=MONDAY, scope=MAIL
    )

    assert refusal is not None
    assert refusal.candidates == ()
    assert str(refusal).startswith("anna: incident cannot reopen when prioritized; allowed: start,")
    assert str(refusal).endswith("reopen is allowed when closed")


def test_refusal_follows_a_lifecycle_of_ones_own() -> None:
    edge = Edge(IncidentState.IN_PROGRESS, roles=[OPERATOR])
    own = INCIDENT_LIFECYCLE.changed({(IncidentState.PRIORITIZED, IncidentEvent.START): edge})
    organization = staff(hold(OPERATOR, ANNA))
    incident = prioritize_incident("incident-1")

    refusal = find_refusal(
        incident, IncidentEvent.START, organization, person=ANNA, at=MONDAY, lifecycle=own
    )

    assert refusal is None


# Gaps


def test_every_role_type_of_the_operate_phase_is_asked_for_by_default() -> None:
    gaps = find_staffing_gaps(staff(), as_of=MONDAY, scopes=[EVERYTHING, MAIL])

    assert [Kind.UNANSWERED, *[Kind.UNHELD_ROLE] * 4] == [gap.kind for gap in gaps[:5]]
    assert len(gaps) == 2 * (5 + 6)
    assert {EVERYTHING, MAIL} == {gap.scope for gap in gaps}
    assert gaps[0].message == ("nobody answers for operations as operations manager for everything")
    assert gaps[1].message == "nobody is operator for everything"


def test_technology_area_is_asked_for_its_manager_and_not_for_support() -> None:
    gaps = find_staffing_gaps(staff(), as_of=MONDAY, scopes=[STORAGE])

    roles = [role for gap in gaps for role in gap.role_types]

    assert len(roles) == 6
    assert RoleType.TECHNOLOGY_AREA_MANAGER in roles
    assert {Accountability.OPERATIONS} == {gap.accountability for gap in gaps}


def test_role_held_for_everything_fills_every_scope() -> None:
    organization = staff(hold(MANAGER, ANNA), hold(OPERATOR, BEN))

    gaps = find_staffing_gaps(
        organization,
        as_of=MONDAY,
        scopes=[MAIL, STORAGE],
        role_types=[OPERATOR],
        **OPERATIONS_ONLY,
    )

    assert gaps == ()


def test_role_held_for_one_service_leaves_the_others_open() -> None:
    organization = staff(hold(MANAGER, ANNA, scope=MAIL))

    gaps = find_staffing_gaps(
        organization, as_of=MONDAY, scopes=[MAIL, PAYROLL], role_types=(), **OPERATIONS_ONLY
    )

    assert [(Kind.UNANSWERED, PAYROLL)] == [(gap.kind, gap.scope) for gap in gaps]


def test_two_who_answer_for_the_same_are_one_too_many() -> None:
    organization = staff(hold(MANAGER, BEN), hold(MANAGER, ANNA, scope=MAIL))

    (gap,) = find_staffing_gaps(
        organization, as_of=MONDAY, scopes=[MAIL, PAYROLL], role_types=(), **OPERATIONS_ONLY
    )

    assert (gap.kind, gap.scope, gap.persons) == (Kind.ANSWERED_TWICE, MAIL, (ANNA, BEN))
    assert gap.message == (
        "anna and ben answer for operations as operations manager for service mail"
    )
    assert {Source.OVERVIEW, Source.GENERAL_KNOWLEDGE} == {c.source for c in gap.citations}


def test_team_that_answers_does_so_by_one_person_only() -> None:
    one = staff(hold(MANAGER, team=NETWORK), memberships=[join(ANNA)])
    two = staff(hold(MANAGER, team=NETWORK), memberships=[join(ANNA), join(BEN)])

    assert [] == find_kinds(one, **OPERATIONS_ONLY)
    assert [Kind.ANSWERED_TWICE] == find_kinds(two, **OPERATIONS_ONLY)


def test_one_person_twice_is_still_one() -> None:
    organization = staff(hold(MANAGER, ANNA), hold(MANAGER, team=NETWORK), memberships=[join(ANNA)])

    assert [] == find_kinds(organization, **OPERATIONS_ONLY)


def test_role_of_somebody_who_left_is_a_gap_and_held_by_nobody() -> None:
    organization = staff(
        hold(MANAGER, ANNA),
        hold(OPERATOR, ANNA, end=MONDAY + DAY),
        persons=[Person(ANNA, left_at=MONDAY + HOUR)],
    )

    def find(at: datetime) -> list[StaffingGapKind]:
        gaps = find_staffing_gaps(organization, as_of=at, role_types=(), **OPERATIONS_ONLY)
        return [gap.kind for gap in gaps]

    assert [] == find(MONDAY)
    assert [Kind.UNANSWERED, Kind.HOLDER_LEFT, Kind.HOLDER_LEFT] == find(MONDAY + HOUR)
    assert [Kind.UNANSWERED, Kind.HOLDER_LEFT] == find(MONDAY + DAY)


def test_skill_missing_is_told_once_with_the_gap_in_levels() -> None:
    organization = staff(
        hold(OPERATOR, ANNA, scope=MAIL),
        hold(OPERATOR, ANNA, scope=PAYROLL),
        hold(ADMINISTRATOR, BEN),
        persons=[Person(ANNA, {"backup": 1, "shell": 3}), Person(BEN)],
        requirements=[
            SkillRequirement(OPERATOR, "backup", 3),
            SkillRequirement(OPERATOR, "shell", 3),
            SkillRequirement(OPERATOR, "scripts"),
        ],
    )

    gaps = [
        gap
        for gap in find_staffing_gaps(organization, as_of=MONDAY)
        if gap.kind is Kind.MISSING_SKILL
    ]

    assert [2, 1] == [gap.shortfall.missing_levels for gap in gaps if gap.shortfall]
    assert gaps[0].message == "anna is operator with level 1 of backup, not 3"
    assert gaps[0].persons == (ANNA,)


def test_roles_that_have_nothing_to_do_with_the_scopes_are_not_looked_at() -> None:
    organization = staff(
        hold(OPERATOR, ANNA, scope=PAYROLL), requirements=[SkillRequirement(OPERATOR, "backup")]
    )

    assert [] == find_kinds(organization, scopes=[MAIL], accountabilities=())
    assert [Kind.MISSING_SKILL] == find_kinds(organization, accountabilities=())
    assert [] == find_kinds(organization, scopes=(), accountabilities=())


@pytest.mark.parametrize(
    "roles, expected",
    [
        ((OPERATOR, ADMINISTRATOR), []),
        ((RoleType.CUSTOMER_SERVICE_REPRESENTATIVE, RoleType.INCIDENT_RESOLVER), []),
        ((RoleType.INCIDENT_COORDINATOR, RoleType.INCIDENT_RESOLVER), []),
        ((RoleType.PROBLEM_MANAGER, RoleType.PROBLEM_ANALYST), [Kind.RISKY_COMBINATION]),
        ((RoleType.INCIDENT_RESOLVER, RoleType.PROBLEM_ANALYST), [Kind.RISKY_COMBINATION]),
        ((RoleType.ARCHITECT, OPERATOR), []),
        ((RoleType.ASSURANCE_AND_REPORTING, MANAGER), [Kind.FORBIDDEN_COMBINATION]),
        ((RoleType.INTERNAL_CONTROL_MANAGER, OPERATOR), [Kind.FORBIDDEN_COMBINATION]),
        (
            (RoleType.TECHNOLOGY_AREA_MANAGER, RoleType.SCHEDULING_MANAGER),
            [Kind.RISKY_COMBINATION],
        ),
    ],
)
def test_roles_in_one_hand_are_judged(
    roles: tuple[RoleType, ...], expected: list[StaffingGapKind]
) -> None:
    together = staff(*(hold(role, ANNA) for role in roles))
    apart = staff(*(hold(role, p) for role, p in zip(roles, (ANNA, BEN), strict=True)))

    assert expected == find_kinds(together, accountabilities=())
    assert [] == find_kinds(apart, accountabilities=())


def test_combination_is_told_once_with_all_that_shows_it() -> None:
    organization = staff(
        hold(RoleType.INTERNAL_CONTROL_MANAGER, ANNA),
        hold(OPERATOR, ANNA, scope=MAIL),
        hold(ADMINISTRATOR, ANNA, scope=PAYROLL),
    )

    (gap,) = find_staffing_gaps(organization, as_of=MONDAY, accountabilities=())

    assert gap.message == (
        "anna is internal control manager and operator and administrator: "
        "a person does not assess controls of their own work"
    )
    assert (gap.scope, len(gap.evidence)) == (MAIL, 3)
    assert [Source.JUDGEMENT] == [citation.source for citation in gap.citations]


def test_roles_for_different_services_do_not_meet() -> None:
    organization = staff(
        hold(RoleType.INCIDENT_RESOLVER, ANNA, scope=MAIL),
        hold(RoleType.PROBLEM_ANALYST, ANNA, scope=PAYROLL),
    )

    assert [] == find_kinds(organization, accountabilities=())


def test_combinations_can_be_ones_own() -> None:
    rule = DutyCombination(
        Duty("operate", (OPERATOR,)),
        Duty("administer", (ADMINISTRATOR,)),
        CombinationVerdict.FORBIDDEN,
        CombinationExtent.PERSON,
        "our auditor says so",
        citations=(),
    )
    organization = staff(hold(OPERATOR, ANNA), hold(ADMINISTRATOR, ANNA))

    kinds = find_kinds(organization, accountabilities=(), combinations=[rule])

    assert [Kind.FORBIDDEN_COMBINATION] == kinds


def test_gap_says_what_its_rule_rests_on() -> None:
    (gap,) = find_staffing_gaps(staff(), as_of=MONDAY, role_types=(), **OPERATIONS_ONLY)

    document = "Operate phase overview (MOF 4.0)"
    overview = (
        f"{document}, Operations Accountability; "
        f"teams, most of them: {document}, Overview of the Operate Phase"
    )
    assert "exactly one person answers for an accountability and a scope" == gap.rule
    assert "; ".join(map(str, gap.citations)) == (
        f"{overview}; that it is one person for a scope: general knowledge, unverified"
    )


def test_gap_told_of_everything_is_not_told_again_of_its_parts() -> None:
    wanted: dict[str, Any] = {"role_types": (), **OPERATIONS_ONLY}
    gaps = find_staffing_gaps(staff(), as_of=MONDAY, scopes=[EVERYTHING, MAIL], **wanted)
    parts = find_staffing_gaps(staff(), as_of=MONDAY, scopes=[MAIL], **wanted)

    assert [EVERYTHING, MAIL] == [gap.scope for gap in gaps]
    assert [EVERYTHING] == [gap.scope for gap in list_broadest(gaps)]
    assert parts == list_broadest(parts)


def test_organization_is_shown_by_the_names_of_people_and_teams() -> None:
    organization = staff(
        RoleAssignment(OPERATOR, person=ANNA, valid_from=MONDAY - DAY),
        RoleAssignment(ADMINISTRATOR, team=NETWORK, valid_from=MONDAY - DAY),
        persons=[Person(ANNA, name="Operations manager"), Person(BEN)],
        teams=[Team(NETWORK, name="Network team")],
        memberships=[Membership(person=BEN, team=NETWORK, valid_from=MONDAY - DAY)],
    )

    rows = [row[2:4] for row in organization.to_table(at=MONDAY).rows]

    assert [
        (Named(ANNA, "Operations manager"), None),
        (BEN, Named(NETWORK, "Network team")),
    ] == rows


# Duties on one record


def test_coordinator_who_resolves_the_same_incident_is_found() -> None:
    coordinator = Actor(COORDINATOR.person, RoleType.INCIDENT_RESOLVER)
    started = prioritize_incident("incident-1").start(at=MONDAY + HOUR, by=RESOLVER)
    resumed = started.resume_service(
        method=ResolutionMethod.FIX, at=MONDAY + 2 * HOUR, by=coordinator
    )

    (conflict,) = find_duty_conflicts(resumed)

    assert find_duty_conflicts(started) == ()
    assert find_duty_conflicts(resumed.as_of(MONDAY + HOUR)) == ()
    assert (conflict.person, conflict.at) == ("person-003", MONDAY + 2 * HOUR)
    assert conflict.verdict is CombinationVerdict.RISKY
    assert str(conflict) == (
        "person-003 has both duties on incident-1, coordinate incidents and resolve incidents: "
        "risky, since the coordinator controls the quality of what the resolver does"
    )


def test_change_approved_by_whoever_asked_for_it_is_forbidden() -> None:
    class Step(Term):
        REQUEST = "request"
        APPROVE = "approve"

    def tell(event: Step, by: Actor | None, **changes: Any) -> Any:
        return Entry[Any, Any](MONDAY, event=event, by=by, changes=changes)

    def find(*entries: Any) -> list[str]:
        # Any record will do: what counts are the words of its history.
        record = Incident(IncidentId("change-1"), entries, opened_at=MONDAY)
        conflicts = find_duty_conflicts(record)
        assert {CombinationVerdict.FORBIDDEN} >= {each.verdict for each in conflicts}
        return [each.person for each in conflicts]

    tool = Actor(ANNA, is_automated=True)

    assert ["anna"] == find(tell(Step.REQUEST, Actor(ANNA)), tell(Step.APPROVE, Actor(ANNA)))
    assert ["anna"] == find(
        tell(Step.REQUEST, Actor(ANNA)), tell(Step.APPROVE, None, approver=ANNA)
    )
    assert [] == find(tell(Step.REQUEST, Actor(ANNA)), tell(Step.APPROVE, Actor(BEN)))
    assert [] == find(tell(Step.REQUEST, tool), tell(Step.APPROVE, tool))
    assert [] == find(tell(Step.REQUEST, Actor()), tell(Step.APPROVE, None, approver=7))


def test_combinations_on_a_record_that_are_allowed_are_no_conflict() -> None:
    allowed = DutyCombination(
        Duty("coordinate", facts=("coordinator",)),
        Duty("start", events=("start",)),
        CombinationVerdict.ALLOWED,
        CombinationExtent.RECORD,
        "",
        citations=(),
    )
    started = prioritize_incident("incident-1").start(
        at=MONDAY, by=Actor(COORDINATOR.person, RoleType.INCIDENT_RESOLVER)
    )

    assert () == find_duty_conflicts(started, combinations=[allowed])


def test_log_without_events_tells_who_resolved_by_the_state_that_it_came_to() -> None:
    def tell(state: IncidentState, person: PersonId, **changes: Any) -> Any:
        return Entry[Any, Any](MONDAY, state=state, by=Actor(person), changes=changes)

    def find(*entries: Any) -> list[str]:
        record = Incident(IncidentId("incident-1"), entries, opened_at=MONDAY)
        return [each.person for each in find_duty_conflicts(record)]

    coordinated = tell(IncidentState.PRIORITIZED, BEN, coordinator=ANNA)

    assert ["anna"] == find(coordinated, tell(IncidentState.RESOLVED, ANNA))
    assert ["anna"] == find(coordinated, tell(IncidentState.SERVICE_RESUMED, ANNA))
    assert [] == find(coordinated, tell(IncidentState.CLOSED, ANNA))
    assert [] == find(coordinated, tell(IncidentState.RESOLVED, BEN))


def test_acting_in_a_role_that_nobody_gave_is_found() -> None:
    assert DESK.person
    organization = Organization(
        persons=[Person(DESK.person)],
        assignments=[
            hold(RoleType.CUSTOMER_SERVICE_REPRESENTATIVE, DESK.person, end=MONDAY + HOUR)
        ],
    )
    incident = prioritize_incident("incident-1")
    incident = incident.start(at=MONDAY, by=RESOLVER)
    incident = incident.resume_service(method=ResolutionMethod.FIX, at=MONDAY + HOUR, by=DESK)
    unsaid = [
        Entry[Any, Any](MONDAY, by=by)
        for by in (None, Actor(), Actor(DESK.person), Actor(ANNA, OPERATOR, is_automated=True))
    ]
    told = Incident(incident.id, (*incident.history, *unsaid), opened_at=MONDAY)

    found = find_unheld_roles(told, organization)

    assert [(5, "person-002", RoleType.INCIDENT_RESOLVER), (6, DESK.person, DESK.role)] == [
        (each.position, each.person, each.role) for each in found
    ]
    assert found[0].held == set()
    assert len(find_unheld_roles(told, organization, scope=MAIL)) == 2


# Effort


def test_effort_is_measured_by_person_and_role() -> None:
    first = prioritize_incident("incident-1").note_effort(HOUR, at=MONDAY + HOUR, by=RESOLVER)
    second = prioritize_incident("incident-2").note_effort(HOUR, at=MONDAY + HOUR, by=RESOLVER)
    second = second.note_effort(2 * HOUR, at=MONDAY + 3 * HOUR, by=DESK)
    foreign = Entry[Any, Any](MONDAY + HOUR, changes={"effort_spent": HOUR})
    third = Incident(IncidentId("incident-3"), (foreign,), opened_at=MONDAY)
    records = [first, second, third]

    total = measure_effort(records, as_of=JUNE.end)
    early = measure_effort(records, as_of=MONDAY + HOUR)
    period = measure_effort(
        records, as_of=JUNE.end, during=Period(MONDAY + 2 * HOUR, MONDAY + 4 * HOUR)
    )

    assert [(None, HOUR), (DESK.person, 2 * HOUR), (RESOLVER.person, 2 * HOUR)] == [
        (each.person, each.spent) for each in total
    ]
    assert [None, RESOLVER.person] == [each.person for each in early]
    assert [(DESK.person, DESK.role, 2 * HOUR)] == [
        (each.person, each.role, each.spent) for each in period
    ]


# What is refused


def test_dedicated_team_has_no_end() -> None:
    assert Team(PROJECT, TeamKind.PROJECT, ends_at=MONDAY).ends_at == MONDAY
    with pytest.raises(DefinitionError, match="dedicated team 'network' has no end"):
        Team(NETWORK, ends_at=MONDAY)


def test_role_is_held_by_one_person_or_one_team() -> None:
    with pytest.raises(DefinitionError, match="name one, not None and None"):
        hold(OPERATOR)
    with pytest.raises(DefinitionError, match="name one, not 'anna' and 'network'"):
        hold(OPERATOR, ANNA, team=NETWORK)


def test_scope_is_one_thing() -> None:
    with pytest.raises(DefinitionError, match="a service or a technology area, not both"):
        Scope(service=ServiceId("mail"), area=TechnologyAreaId("storage"))
    assert [str(each) for each in (EVERYTHING, MAIL, STORAGE)] == [
        "everything",
        "service mail",
        "technology area storage",
    ]


@pytest.mark.parametrize("end", [MONDAY, MONDAY - HOUR])
def test_nothing_ends_before_it_starts(end: datetime) -> None:
    with pytest.raises(DefinitionError, match="role 'operator' of anna for everything ends after"):
        hold(OPERATOR, ANNA, end=end)
    with pytest.raises(DefinitionError, match="membership of anna in network ends after"):
        join(ANNA, end=end)


def test_level_is_a_positive_number() -> None:
    with pytest.raises(DefinitionError, match="a level of 'backup' of anna is 1 or more, not 0"):
        Person(ANNA, {"backup": 0})
    with pytest.raises(DefinitionError, match="a level of 'backup' for operator is 1 or more"):
        SkillRequirement(OPERATOR, "backup", -1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Person(ANNA, left_at=NAIVE),
        lambda: Team(PROJECT, TeamKind.PROJECT, ends_at=NAIVE),
        lambda: hold(OPERATOR, ANNA, start=NAIVE),
        lambda: hold(OPERATOR, ANNA, end=NAIVE),
        lambda: join(ANNA, start=NAIVE),
        lambda: join(ANNA, end=NAIVE),
        lambda: staff().roles_held(ANNA, at=NAIVE),
        lambda: staff().actor_for(ANNA, OPERATOR, at=NAIVE),
        lambda: find_staffing_gaps(staff(), as_of=NAIVE),
        lambda: staff().to_table(at=NAIVE),
    ],
)
def test_naive_instants_are_refused(make: Any) -> None:
    with pytest.raises(NaiveTimestampError):
        make()


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"assignments": [hold(OPERATOR, PersonId("eve"))]}, "no person 'eve'; it has: anna"),
        ({"assignments": [hold(OPERATOR, team=PROJECT)]}, "no team 'project'; it has: network"),
        ({"memberships": [join(PersonId("eve"))]}, "no person 'eve'"),
        ({"memberships": [join(ANNA)], "teams": ()}, "no team 'network'; it has: none"),
    ],
)
def test_whoever_is_not_listed_cannot_be_named(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(UnknownReferenceError, match=message):
        Organization(**{"persons": [Person(ANNA)], "teams": [Team(NETWORK)], **fields})


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"persons": [Person(ANNA), Person(ANNA, {"backup": 1})]}, "each person and each team"),
        ({"teams": [Team(NETWORK), Team(NETWORK, TeamKind.PROJECT)]}, "each person and each team"),
        (
            {"requirements": [SkillRequirement(OPERATOR, "a"), SkillRequirement(OPERATOR, "a", 2)]},
            "a role type requires a skill at one level",
        ),
        ({"memberships": [join(ANNA), join(ANNA, start=MONDAY + DAY)]}, "is there twice: since"),
        (
            {"assignments": [hold(OPERATOR, ANNA, end=MONDAY + DAY), hold(OPERATOR, ANNA)]},
            "role 'operator' of anna for everything is there twice",
        ),
        (
            {"assignments": [hold(OPERATOR, team=NETWORK)] * 2},
            "role 'operator' of network for everything is there twice",
        ),
    ],
)
def test_same_thing_is_not_said_twice(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        Organization(**{"persons": [Person(ANNA)], "teams": [Team(NETWORK)], **fields})


def test_one_role_after_another_or_for_something_else_is_no_overlap() -> None:
    organization = staff(
        hold(OPERATOR, ANNA, start=MONDAY + DAY),
        hold(OPERATOR, ANNA, end=MONDAY + DAY),
        hold(OPERATOR, ANNA, scope=MAIL),
        hold(OPERATOR, BEN),
    )

    assert len(organization.holdings) == 4


def test_nothing_outlasts_the_team_that_it_is_about() -> None:
    project = Team(PROJECT, TeamKind.PROJECT, ends_at=MONDAY + DAY)

    def make(end: datetime | None) -> Organization:
        return Organization(teams=[project], assignments=[hold(OPERATOR, team=PROJECT, end=end)])

    assert make(MONDAY + DAY).assignments
    with pytest.raises(DefinitionError, match="lasts until further notice, but the team ends at"):
        make(None)
    with pytest.raises(DefinitionError, match="lasts until 2026-06-03 07:00:00"):
        make(MONDAY + 2 * DAY)
    with pytest.raises(DefinitionError, match="membership of anna in project lasts until further"):
        Organization(persons=[Person(ANNA)], teams=[project], memberships=[join(ANNA, PROJECT)])


def test_organizations_hash_pickle_and_copy() -> None:
    organization = staff(hold(OPERATOR, ANNA))
    assert organization.holdings  # whatever is cached must not get in the way

    assert {organization} == {pickle.loads(pickle.dumps(organization)), deepcopy(organization)}
    assert organization == staff(
        hold(OPERATOR, ANNA), persons=[Person(each) for each in (DORA, CARL, BEN, ANNA)]
    )
    assert organization.assignments[0].valid_from.tzinfo is UTC
