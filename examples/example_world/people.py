"""Who works in the organisation, who holds which role since when, and what roles require."""

from datetime import datetime

from example_world.hours import START, at
from example_world.organisation import (
    APPLICATIONS,
    COORDINATORS,
    CUSTOMER_SERVICE_MANAGER,
    FINANCE_MANAGER,
    MEMBERS,
    MESSAGING,
    NETWORK,
    OPERATIONS_MANAGER,
    PEOPLE_MANAGER,
    PLATFORM,
    PROBLEM_MANAGER,
    SERVICE_DESK,
    SERVICE_OWNERS,
    TEAM_NAMES,
    name_person,
)
from mof.framework import RoleType
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
from mof.values import PersonId, TeamId, TechnologyAreaId

ANALYSTS = (name_person(14), name_person(15))
RISK_MANAGER, CONTROL_MANAGER = name_person(16), name_person(17)
CUSTOMER_CONTACT, SUPPLIER_CONTACT = name_person(18), name_person(19)
"""Come to the reviews for the customers and for the telecom supplier, and hold no role here."""
MANAGERS = (
    OPERATIONS_MANAGER,
    CUSTOMER_SERVICE_MANAGER,
    FINANCE_MANAGER,
    PEOPLE_MANAGER,
    PROBLEM_MANAGER,
    *SERVICE_OWNERS,
    RISK_MANAGER,
    CONTROL_MANAGER,
)
OUTSIDERS = (CUSTOMER_CONTACT, SUPPLIER_CONTACT)
TITLES = {
    OPERATIONS_MANAGER: "Operations manager",
    CUSTOMER_SERVICE_MANAGER: "Customer service manager",
    FINANCE_MANAGER: "Finance manager",
    PEOPLE_MANAGER: "People manager",
    PROBLEM_MANAGER: "Problem manager",
    RISK_MANAGER: "Risk manager",
    CONTROL_MANAGER: "Internal control manager",
    CUSTOMER_CONTACT: "Customer contact",
    SUPPLIER_CONTACT: "Supplier contact",
}
"""What those are called who are alone in what they do; all others are known by their numbers."""

# What is wrong with it on purpose.
LEAVER = name_person(44)
"""Left the network team at the end of February, and is monitoring manager on paper."""
LEFT_AT = at(2026, 3, 1)
MOVED_AT = at(2026, 6, 15)
"""When the operations manager moved on to another unit, and nobody came after."""
SCHEDULER = name_person(60)
"""Manages the platform area and sets the times of all."""
SELF_ASSESSOR = COORDINATORS[-1]
"""Coordinates incidents, and since May assesses the controls over that."""
STAND_IN = COORDINATORS[0]
"""Coordinates incidents, and resolves some of them while the network team is short."""
UNSKILLED = ANALYSTS[-1]
"""Researches problems without having learnt to."""

MESSAGING_AREA, NETWORK_AREA = TechnologyAreaId("messaging"), TechnologyAreaId("network")
APPLICATIONS_AREA, PLATFORM_AREA = TechnologyAreaId("applications"), TechnologyAreaId("platform")
AREAS = (MESSAGING_AREA, NETWORK_AREA, APPLICATIONS_AREA, PLATFORM_AREA)
SCOPES = (EVERYTHING, *(Scope(area=area) for area in AREAS))
"""For what the roles of operations and support have to be held."""

_ROOT_CAUSES, _MAJOR_INCIDENTS, _CAPACITY = "root causes", "major incidents", "capacity planning"
_SKILLS = {
    PROBLEM_MANAGER: {_ROOT_CAUSES: 3},
    ANALYSTS[0]: {_ROOT_CAUSES: 3},
    UNSKILLED: {_ROOT_CAUSES: 1},
    **{person: {_MAJOR_INCIDENTS: 2} for person in COORDINATORS},
    name_person(30): {_CAPACITY: 2},
    name_person(40): {_CAPACITY: 1},
    SCHEDULER: {_CAPACITY: 3},
}


def _list_persons() -> list[Person]:
    members = (person for team in MEMBERS.values() for person in team)
    staying = [
        Person(person, _SKILLS.get(person, {}), name=TITLES.get(person))
        for person in (*MANAGERS, *COORDINATORS, *ANALYSTS, *members, *OUTSIDERS)
    ]
    return [*staying, Person(LEAVER, left_at=LEFT_AT)]


def _list_memberships() -> list[Membership]:
    members = [
        Membership(person=person, team=team, valid_from=START)
        for team, persons in MEMBERS.items()
        for person in persons
    ]
    left = Membership(person=LEAVER, team=NETWORK, valid_from=START, valid_until=LEFT_AT)
    return [*members, left]


def _hold(
    role_type: RoleType,
    *holders: PersonId,
    since: datetime = START,
    until: datetime | None = None,
    area: TechnologyAreaId | None = None,
) -> list[RoleAssignment]:
    return [
        RoleAssignment(
            role_type, person=person, scope=Scope(area=area), valid_from=since, valid_until=until
        )
        for person in holders
    ]


def _hold_as_team(role_type: RoleType, *teams: TeamId) -> list[RoleAssignment]:
    return [RoleAssignment(role_type, team=team, valid_from=START) for team in teams]


_RESOLVING = (MESSAGING, NETWORK, APPLICATIONS, PLATFORM)
_ASSIGNMENTS = (
    *_hold(RoleType.OPERATIONS_MANAGER, OPERATIONS_MANAGER, until=MOVED_AT),
    *_hold(RoleType.MONITORING_MANAGER, LEAVER),
    *_hold(RoleType.SCHEDULING_MANAGER, SCHEDULER, since=at(2026, 1, 5)),
    *_hold(RoleType.SCHEDULING_MANAGER, FINANCE_MANAGER, until=at(2026, 1, 5)),
    *_hold(RoleType.TECHNOLOGY_AREA_MANAGER, name_person(30), area=MESSAGING_AREA),
    *_hold(RoleType.TECHNOLOGY_AREA_MANAGER, name_person(40), area=NETWORK_AREA),
    *_hold(RoleType.TECHNOLOGY_AREA_MANAGER, SCHEDULER, area=PLATFORM_AREA),
    *_hold_as_team(RoleType.OPERATOR, PLATFORM),
    *_hold_as_team(RoleType.ADMINISTRATOR, NETWORK, PLATFORM),
    *_hold(RoleType.CUSTOMER_SERVICE_MANAGER, CUSTOMER_SERVICE_MANAGER),
    *_hold_as_team(RoleType.CUSTOMER_SERVICE_REPRESENTATIVE, SERVICE_DESK),
    *_hold_as_team(RoleType.INCIDENT_RESOLVER, SERVICE_DESK, *_RESOLVING),
    *_hold(RoleType.INCIDENT_RESOLVER, STAND_IN, since=at(2026, 6, 1)),
    *_hold(RoleType.INCIDENT_COORDINATOR, *COORDINATORS),
    *_hold(RoleType.PROBLEM_MANAGER, PROBLEM_MANAGER),
    *_hold(RoleType.PROBLEM_ANALYST, *ANALYSTS),
    *_hold(RoleType.IT_RISK_AND_COMPLIANCE_MANAGER, RISK_MANAGER),
    *_hold(RoleType.INTERNAL_CONTROL_MANAGER, CONTROL_MANAGER),
    *_hold(RoleType.ASSURANCE_AND_REPORTING, SELF_ASSESSOR, since=at(2026, 5, 4)),
)

ORGANIZATION = Organization(
    persons=_list_persons(),
    teams=[Team(team, name=name) for team, name in TEAM_NAMES.items()],
    memberships=_list_memberships(),
    assignments=_ASSIGNMENTS,
    requirements=[
        SkillRequirement(RoleType.PROBLEM_MANAGER, _ROOT_CAUSES, 2),
        SkillRequirement(RoleType.PROBLEM_ANALYST, _ROOT_CAUSES, 2),
        SkillRequirement(RoleType.INCIDENT_COORDINATOR, _MAJOR_INCIDENTS, 2),
        SkillRequirement(RoleType.TECHNOLOGY_AREA_MANAGER, _CAPACITY, 2),
    ],
)
