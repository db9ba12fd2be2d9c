"""Organizations: persons, teams and the roles they hold, and who held which role when."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from attrs import field, frozen

from mof.documents import Table, format_instant
from mof.documents._inlines import Inline, show_name
from mof.errors import DefinitionError, UnheldRoleError, UnknownReferenceError
from mof.framework import RoleType
from mof.records import Actor
from mof.teams._people import (
    Membership,
    Person,
    RoleAssignment,
    Scope,
    SkillRequirement,
    Team,
    is_within,
)
from mof.values import PersonId, TeamId
from mof.values._instants import to_utc

_T = TypeVar("_T")
_Id = TypeVar("_Id", bound=str)
_Stretch = TypeVar("_Stretch", Membership, RoleAssignment)
_by_id = attrgetter("id")


@frozen
class Holding:
    """A role as one person holds it, by themselves or as one of a team."""

    person: PersonId
    assignment: RoleAssignment
    valid_from: datetime = field(converter=to_utc)
    valid_until: datetime | None

    @property
    def role_type(self) -> RoleType:
        """The role type that is held."""
        return self.assignment.role_type

    @property
    def scope(self) -> Scope:
        """What it is held for."""
        return self.assignment.scope

    def __str__(self) -> str:
        team = f" in {self.assignment.team}" if self.assignment.team else ""
        return f"{self.person}{team}: {self.role_type} for {self.scope}"


def _to_persons(value: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(value, key=_by_id))


def _to_teams(value: Iterable[Team]) -> tuple[Team, ...]:
    return tuple(sorted(value, key=_by_id))


def _to_memberships(value: Iterable[Membership]) -> tuple[Membership, ...]:
    return tuple(value)


def _to_assignments(value: Iterable[RoleAssignment]) -> tuple[RoleAssignment, ...]:
    return tuple(value)


def _to_requirements(value: Iterable[SkillRequirement]) -> tuple[SkillRequirement, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Organization:
    """Persons, teams, who is in which, who holds which role, and what the roles require.

    Raises:
        DefinitionError: a person or a team is listed twice, or the same membership or role is
            given twice for one time, or it lasts longer than its team.
        UnknownReferenceError: a person or team is named that is not listed.
    """

    persons: tuple[Person, ...] = field(default=(), converter=_to_persons)
    """The persons by id, those who have left among them."""
    teams: tuple[Team, ...] = field(default=(), converter=_to_teams)
    """The teams by id."""
    memberships: tuple[Membership, ...] = field(default=(), converter=_to_memberships)
    """Which person is in which team, and when; a person may be in several."""
    assignments: tuple[RoleAssignment, ...] = field(default=(), converter=_to_assignments)
    """Which person or team holds which role type, for what and when."""
    requirements: tuple[SkillRequirement, ...] = field(default=(), converter=_to_requirements)
    """The skills that role types require, each skill of a role type at one level."""

    def __attrs_post_init__(self) -> None:
        if len(self._persons) != len(self.persons) or len(self._teams) != len(self.teams):
            raise DefinitionError("an organization lists each person and each team once")
        pairs = {(required.role_type, required.skill) for required in self.requirements}
        if len(pairs) != len(self.requirements):
            raise DefinitionError("a role type requires a skill at one level")
        for membership in self.memberships:
            self._check_references(membership)
        for assignment in self.assignments:
            self._check_references(assignment)
        _check_overlaps(self.memberships, lambda each: (each.person, each.team))
        _check_overlaps(
            self.assignments, lambda each: (each.person, each.team, each.role_type, each.scope)
        )

    def _check_references(self, each: Membership | RoleAssignment) -> None:
        if each.person is not None:
            self.find_person(each.person)
        if each.team is None:
            return
        ends_at = self.find_team(each.team).ends_at
        if ends_at and (each.valid_until is None or each.valid_until > ends_at):
            raise DefinitionError(
                f"{each} lasts until {each.valid_until or 'further notice'}, "
                f"but the team ends at {ends_at}"
            )

    @cached_property
    def _persons(self) -> Mapping[PersonId, Person]:
        return {person.id: person for person in self.persons}

    @cached_property
    def _teams(self) -> Mapping[TeamId, Team]:
        return {team.id: team for team in self.teams}

    def find_person(self, id: PersonId) -> Person:  # noqa: A002 - the field's own word
        """The person of that id.

        Raises:
            UnknownReferenceError: no person has it.
        """
        return _look_up(self._persons, id, "person")

    def find_team(self, id: TeamId) -> Team:  # noqa: A002 - the field's own word
        """The team of that id.

        Raises:
            UnknownReferenceError: no team has it.
        """
        return _look_up(self._teams, id, "team")

    def find_requirements(self, role_type: RoleType) -> tuple[SkillRequirement, ...]:
        """The skills that a role type requires."""
        return self._requirements.get(role_type, ())

    @cached_property
    def _requirements(self) -> Mapping[RoleType, tuple[SkillRequirement, ...]]:
        found: dict[RoleType, tuple[SkillRequirement, ...]] = {}
        for each in self.requirements:
            found[each.role_type] = (*found.get(each.role_type, ()), each)
        return found

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """Every role of every person, those of their teams and of leavers included."""
        return tuple(
            holding for assignment in self.assignments for holding in self._resolve(assignment)
        )

    def _resolve(self, assignment: RoleAssignment) -> Iterator[Holding]:
        start, end = assignment.valid_from, assignment.valid_until
        if assignment.person is not None:
            yield Holding(assignment.person, assignment, start, end)
            return
        for member in self._memberships.get(assignment.team, ()):
            first = max(start, member.valid_from)
            last = min(filter(None, (end, member.valid_until)), default=None)
            if last is None or first < last:
                yield Holding(member.person, assignment, first, last)

    @cached_property
    def _memberships(self) -> Mapping[TeamId | None, list[Membership]]:
        found: dict[TeamId | None, list[Membership]] = {}
        for each in self.memberships:
            found.setdefault(each.team, []).append(each)
        return found

    @cached_property
    def _holdings(self) -> Mapping[PersonId, list[Holding]]:
        found: dict[PersonId, list[Holding]] = {person.id: [] for person in self.persons}
        for each in self.holdings:
            found[each.person].append(each)
        return found

    def find_holdings(
        self,
        *,
        at: datetime,
        person: PersonId | None = None,
        role_type: RoleType | None = None,
        scope: Scope | None = None,
    ) -> tuple[Holding, ...]:
        """Who held what at an instant, except for those who had left.

        With a scope, only what was held for all of it.
        """
        at = to_utc(at)
        known = self.holdings if person is None else self._holdings.get(person, ())
        return tuple(
            each
            for each in known
            if is_within(at, each.valid_from, each.valid_until)
            and (role_type is None or each.role_type is role_type)
            and (scope is None or each.scope.covers(scope))
            and not self._persons[each.person].has_left(at)
        )

    def roles_held(
        self, person: PersonId, *, at: datetime, scope: Scope | None = None
    ) -> frozenset[RoleType]:
        """The role types that a person held at an instant, for a scope or for any.

        A person who is not listed, or has left, holds none.
        """
        return frozenset(
            each.role_type for each in self.find_holdings(at=at, person=person, scope=scope)
        )

    def actor_for(
        self, person: PersonId, role: RoleType, *, at: datetime, scope: Scope | None = None
    ) -> Actor:
        """The person in a role that they hold at an instant, to act with.

        Raises:
            UnknownReferenceError: there is no such person.
            UnheldRoleError: they do not hold the role then, or not for the scope.
        """
        self.find_person(person)
        roles = self.roles_held(person, at=at, scope=scope)
        if role in roles:
            return Actor(person, role)
        held = tuple(sorted(map(str, roles)))
        where = f" for {scope}" if scope else ""
        raise UnheldRoleError(
            f"{person} is no {role}{where} at {to_utc(at)}; held: {', '.join(held) or 'nothing'}",
            person=person,
            role=str(role),
            held=held,
        )

    def _show_team(self, id_: TeamId | None) -> Inline | None:
        return None if id_ is None else show_name(self._teams[id_])

    def to_table(self, *, at: datetime, tz: str = "UTC") -> Table:
        """Who holds what at an instant."""
        found = sorted(
            self.find_holdings(at=at),
            key=lambda each: (list(RoleType).index(each.role_type), str(each.scope), each.person),
        )
        return Table(
            columns=("Role type", "For", "Person", "Team", "Since", "Until"),
            rows=tuple(
                (
                    str(each.role_type),
                    str(each.scope),
                    show_name(self._persons[each.person]),
                    self._show_team(each.assignment.team),
                    format_instant(each.valid_from, tz=tz),
                    format_instant(each.valid_until, tz=tz) if each.valid_until else None,
                )
                for each in found
            ),
            caption=f"Who holds what at {format_instant(to_utc(at), tz=tz)} ({tz})",
        )


def _look_up(known: Mapping[_Id, _T], name: _Id, what: str) -> _T:
    try:
        return known[name]
    except KeyError:
        listed = ", ".join(known) or "none"
        raise UnknownReferenceError(
            f"the organization has no {what} {name!r}; it has: {listed}", reference=name
        ) from None


def _check_overlaps(stretches: Iterable[_Stretch], key: Callable[[_Stretch], Hashable]) -> None:
    last: dict[Hashable, _Stretch] = {}
    for each in sorted(stretches, key=attrgetter("valid_from")):
        before = last.get(key(each))
        if before and (before.valid_until is None or each.valid_from < before.valid_until):
            raise DefinitionError(
                f"{each} is there twice: since {before.valid_from} and since {each.valid_from}"
            )
        last[key(each)] = each
