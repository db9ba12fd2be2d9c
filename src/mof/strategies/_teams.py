"""People and teams, and organisations in which they hold roles."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from mof.framework import RoleType, TeamKind
from mof.strategies._agreements import NAMES, Fields
from mof.strategies._scalars import durations, identifiers, instants, texts
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
from mof.values import PersonId, ServiceId, TeamId, TechnologyAreaId

_LEVELS = st.integers(1, 5)
_ROLES = st.sampled_from(RoleType)
_PERSONS = identifiers("person").map(PersonId)
_TEAMS = identifiers("team").map(TeamId)
_STARTS = instants(max_value=datetime(2040, 1, 1))
_LENGTHS = durations(timedelta(microseconds=1), timedelta(days=900))


def scopes() -> st.SearchStrategy[Scope]:
    """One service, one technology area, or everything."""
    return st.one_of(
        st.just(EVERYTHING),
        identifiers("service").map(lambda each: Scope(service=ServiceId(each))),
        identifiers("area").map(lambda each: Scope(area=TechnologyAreaId(each))),
    )


def persons(**fields: Fields) -> st.SearchStrategy[Person]:
    """Persons; fields that are given are drawn from the strategies given."""
    usual: dict[str, Fields] = {
        "id": _PERSONS,
        "skills": st.dictionaries(texts(min_size=1), _LEVELS, max_size=3),
        "left_at": st.none() | instants(),
        "name": NAMES,
    }
    return st.builds(Person, **usual | fields)


@st.composite
def teams(draw: st.DrawFn, *, id: st.SearchStrategy[TeamId] = _TEAMS) -> Team:  # noqa: A002
    """Teams for good and for a time."""
    kind = draw(st.sampled_from(TeamKind))
    ends_at = None if kind is TeamKind.DEDICATED else draw(st.none() | instants())
    return Team(draw(id), kind, ends_at=ends_at, name=draw(NAMES))


@st.composite
def memberships(draw: st.DrawFn, /, **fields: Fields) -> Membership:
    """Memberships with and without an end."""
    usual: dict[str, Fields] = {"person": _PERSONS, "team": _TEAMS}
    return Membership(**_draw(draw, usual | fields), **_draw_stretch(draw))


@st.composite
def role_assignments(draw: st.DrawFn, /, **fields: Fields) -> RoleAssignment:
    """Roles of persons and of teams, with and without an end."""
    usual: dict[str, Fields] = {"role_type": _ROLES, "scope": scopes()}
    if "person" not in fields and "team" not in fields:
        usual |= {"person": _PERSONS} if draw(st.booleans()) else {"team": _TEAMS}
    return RoleAssignment(**_draw(draw, usual | fields), **_draw_stretch(draw))


def skill_requirements() -> st.SearchStrategy[SkillRequirement]:
    """What role types require."""
    return st.builds(SkillRequirement, _ROLES, texts(min_size=1), _LEVELS)


@st.composite
def organizations(draw: st.DrawFn) -> Organization:
    """Organisations in which nobody is named who is not there."""
    people = draw(st.lists(persons(), max_size=4, unique_by=lambda each: each.id))
    groups = [
        Team(each) for each in draw(st.lists(_TEAMS, max_size=2, unique=True) if people else _NONE)
    ]
    person = st.sampled_from([each.id for each in people] or [PersonId("")])
    team = st.sampled_from([each.id for each in groups] or [TeamId("")])
    roles = [role_assignments(person=person)] if people else []
    roles += [role_assignments(team=team)] if groups else []
    return Organization(
        persons=people,
        teams=groups,
        memberships=draw(
            st.lists(
                memberships(person=person, team=team),
                max_size=4 if groups else 0,
                unique_by=lambda each: (each.person, each.team),
            )
        ),
        assignments=draw(
            st.lists(
                st.one_of(roles),
                max_size=4 if roles else 0,
                unique_by=lambda each: (each.person, each.team, each.role_type, each.scope),
            )
        ),
        requirements=draw(
            st.lists(
                skill_requirements(),
                max_size=2,
                unique_by=lambda each: (each.role_type, each.skill),
            )
        ),
    )


_NONE: st.SearchStrategy[list[TeamId]] = st.just([])


def _draw(draw: st.DrawFn, fields: dict[str, Fields]) -> dict[str, Any]:
    return {name: draw(strategy) for name, strategy in fields.items()}


def _draw_stretch(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(_STARTS)
    length = draw(st.none() | _LENGTHS)
    return {"valid_from": start, "valid_until": None if length is None else start + length}
