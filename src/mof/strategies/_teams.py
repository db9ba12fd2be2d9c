"""People and teams, organisations in which they hold roles, and posts and absences."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from mof.framework import RoleType, TeamKind
from mof.strategies._registry import Strategy, draws, generate, register, values
from mof.strategies._scalars import NAMES, durations, identifiers, instants, shares, texts
from mof.teams import (
    EVERYTHING,
    Absence,
    Establishment,
    Membership,
    Organization,
    Person,
    RoleAssignment,
    Scope,
    SkillRequirement,
    Team,
    Workforce,
    WorkforceTarget,
)
from mof.values import PersonId, ServiceId, TeamId, TechnologyAreaId

_LEVELS = st.integers(1, 5)
_ROLES = st.sampled_from(RoleType)
_PERSONS = identifiers("person").map(PersonId)
_TEAMS = identifiers("team").map(TeamId)
_STARTS = instants(max_value=datetime(2040, 1, 1))
_LENGTHS = durations(timedelta(microseconds=1), timedelta(days=900))


@draws(Scope)
def scopes() -> st.SearchStrategy[Scope]:
    """One service, one technology area, or everything."""
    return st.one_of(
        st.just(EVERYTHING),
        identifiers("service").map(lambda each: Scope(service=ServiceId(each))),
        identifiers("area").map(lambda each: Scope(area=TechnologyAreaId(each))),
    )


register(
    Person,
    id=_PERSONS,
    skills=st.dictionaries(texts(min_size=1), _LEVELS, max_size=3),
    left_at=st.none() | instants(),
)


@draws(Team)
@st.composite
def teams(draw: st.DrawFn) -> Team:
    """Teams for good and for a time."""
    kind = draw(st.sampled_from(TeamKind))
    ends_at = None if kind is TeamKind.DEDICATED else draw(st.none() | instants())
    return Team(draw(_TEAMS), kind, ends_at=ends_at, name=draw(NAMES))


@draws(Membership)
@st.composite
def memberships(draw: st.DrawFn, /, **fields: Strategy) -> Membership:
    """Memberships with and without an end."""
    usual: dict[str, Strategy] = {"person": _PERSONS, "team": _TEAMS}
    return Membership(**_draw(draw, usual | fields), **_draw_stretch(draw))


@draws(RoleAssignment)
@st.composite
def role_assignments(draw: st.DrawFn, /, **fields: Strategy) -> RoleAssignment:
    """Roles of persons and of teams, with and without an end."""
    usual: dict[str, Strategy] = {"role_type": _ROLES, "scope": scopes()}
    if "person" not in fields and "team" not in fields:
        usual |= {"person": _PERSONS} if draw(st.booleans()) else {"team": _TEAMS}
    return RoleAssignment(**_draw(draw, usual | fields), **_draw_stretch(draw))


register(SkillRequirement, role_type=_ROLES, skill=texts(min_size=1), level=_LEVELS)


@draws(Organization)
@st.composite
def organizations(draw: st.DrawFn) -> Organization:
    """Organisations whose memberships and roles refer to their own persons and teams."""
    people = draw(st.lists(values(Person), max_size=4, unique_by=lambda each: each.id))
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
                values(SkillRequirement),
                max_size=2,
                unique_by=lambda each: (each.role_type, each.skill),
            )
        ),
    )


_NONE: st.SearchStrategy[list[TeamId]] = st.just([])


def _draw(draw: st.DrawFn, fields: dict[str, Strategy]) -> dict[str, Any]:
    return {name: draw(strategy) for name, strategy in fields.items()}


def _draw_stretch(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(_STARTS)
    length = draw(st.none() | _LENGTHS)
    return {"valid_from": start, "valid_until": None if length is None else start + length}


register(WorkforceTarget, at_most=shares(), tolerance=shares())


@draws(Establishment)
@st.composite
def establishments(draw: st.DrawFn) -> Establishment:
    """How many posts teams have, and how many of them are vacant."""
    start, posts = draw(instants()), draw(st.integers(0, 9))
    length = durations(timedelta(microseconds=1))
    fields: dict[str, Strategy] = {
        "posts": st.just(posts),
        "vacant": st.integers(0, posts),
        "valid_from": st.just(start),
        "valid_until": st.none() | length.map(lambda length: start + length),
    }
    return draw(generate(Establishment, fields))


register(
    Workforce,
    establishments=st.lists(establishments(), max_size=2, unique_by=lambda each: each.team),
    absences=st.lists(values(Absence), max_size=3, unique_by=lambda each: each.id),
    targets=st.lists(values(WorkforceTarget), max_size=2, unique_by=lambda each: each.measure),
)
