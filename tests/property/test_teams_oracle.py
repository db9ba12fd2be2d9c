"""Oracle: for each role of each team or person, the question asked anew of every single entry."""

from datetime import datetime

from hypothesis import given, strategies as st

from mof.framework import RoleType
from mof.strategies import instants
from mof.teams import EVERYTHING, Membership, Organization, RoleAssignment, Scope
from mof.teams._staffing_gaps import StaffingGapKind, find_staffing_gaps
from mof.values import PersonId


def lasts(each: Membership | RoleAssignment, at: datetime) -> bool:
    return each.valid_from <= at and not (each.valid_until and each.valid_until <= at)


def ask_anew(
    organization: Organization, person: PersonId, at: datetime, scope: Scope | None
) -> set[RoleType]:
    leavers = {each.id for each in organization.persons if each.left_at and each.left_at <= at}
    groups = {m.team for m in organization.memberships if m.person == person and lasts(m, at)}
    return {
        each.role_type
        for each in organization.assignments
        if (each.person == person or each.team in groups)
        and lasts(each, at)
        and person not in leavers
        and (scope is None or each.scope in (scope, EVERYTHING))
    }


@given(st.from_type(Organization), instants(), st.from_type(Scope))
def test_roles_held_are_those_found_by_asking_every_entry(
    organization: Organization, at: datetime, scope: Scope
) -> None:
    edges = [each.valid_from for each in organization.holdings]
    edges += [each.valid_until for each in organization.holdings if each.valid_until]

    for instant in (at, *edges):
        for person in organization.persons:
            for asked in (None, scope):
                expected = ask_anew(organization, person.id, instant, asked)

                assert expected == organization.roles_held(person.id, at=instant, scope=asked)


@given(st.from_type(Organization), instants(), st.from_type(Scope))
def test_every_gap_shows_what_it_is_seen_in(
    organization: Organization, at: datetime, scope: Scope
) -> None:
    for gap in find_staffing_gaps(organization, as_of=at, scopes=[scope]):
        is_absence = gap.kind in {StaffingGapKind.UNANSWERED, StaffingGapKind.UNHELD_ROLE}

        assert is_absence is not bool(gap.evidence)
        assert gap.citations
        assert gap.rule
        assert {*gap.persons} <= {person.id for person in organization.persons}
