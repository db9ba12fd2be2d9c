"""People: persons, teams, and the roles that they hold for something and for some time."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.framework import RoleType, TeamKind
from mof.values import PersonId, ServiceId, TeamId, TechnologyAreaId
from mof.values._instants import to_optional_utc, to_utc


def is_within(at: datetime, valid_from: datetime, valid_until: datetime | None) -> bool:
    """Whether an instant is in a half-open stretch that may have no end."""
    return valid_from <= at and (valid_until is None or at < valid_until)


def _check_stretch(what: str, valid_from: datetime, valid_until: datetime | None) -> None:
    if valid_until is not None and valid_until <= valid_from:
        raise DefinitionError(f"{what} ends after it starts: {valid_from} to {valid_until}")


def _check_level(level: int, what: str) -> None:
    if level < 1:
        raise DefinitionError(f"a level of {what} is 1 or more, not {level}")


def _to_skills(value: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(dict(value).items()))


@frozen
class Person:
    """A person who works here, or did, and what they are skilled in.

    >>> person = Person(PersonId("anna"), skills={"mail servers": 3})
    >>> person.level_of("mail servers"), person.level_of("databases")
    (3, 0)
    """

    id: PersonId
    """How records, rosters and reviews refer to the person."""
    skills: tuple[tuple[str, int], ...] = field(default=(), converter=_to_skills)
    """Skill and level, from 1; a dict is accepted. What a level means is for the organisation
    to say; a higher one is more."""
    left_at: datetime | None = field(default=None, converter=to_optional_utc, kw_only=True)
    """From when on the person no longer works here; None while they do."""
    name: str | None = field(default=None, kw_only=True)
    """What pages call the person; a role title may stand here. None: the id is shown."""

    def __attrs_post_init__(self) -> None:
        for skill, level in self.skills:
            _check_level(level, f"{skill!r} of {self.id}")

    def has_left(self, at: datetime) -> bool:
        """Whether the person no longer works here at an instant."""
        return self.left_at is not None and self.left_at <= to_utc(at)

    def level_of(self, skill: str) -> int:
        """How well the person is skilled in something; 0 for not at all."""
        return dict(self.skills).get(skill, 0)


@frozen
class Team:
    """People who work together, for good or until a project ends."""

    id: TeamId
    """How records, agreements and services refer to the team."""
    kind: TeamKind = TeamKind.DEDICATED
    """Whether it has an end in sight."""
    ends_at: datetime | None = field(default=None, converter=to_optional_utc, kw_only=True)
    """When a project team ends; None for a dedicated team, and where it is not known yet."""
    name: str | None = field(default=None, kw_only=True)
    """What pages call the team, as in "Network team". None: the id is shown."""

    def __attrs_post_init__(self) -> None:
        # MOF 4.0, Operate phase overview: the work of dedicated teams is ongoing.
        if self.kind is TeamKind.DEDICATED and self.ends_at:
            raise DefinitionError(
                f"dedicated team {self.id!r} has no end; one with an end is a project team"
            )


@frozen(kw_only=True)
class Membership:
    """A person in a team, for some time."""

    person: PersonId
    """Who is in it."""
    team: TeamId
    """The team."""
    valid_from: datetime = field(converter=to_utc)
    """The instant from which on the person is in it."""
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on they no longer are; None for without an end."""

    def __attrs_post_init__(self) -> None:
        _check_stretch(str(self), self.valid_from, self.valid_until)

    def __str__(self) -> str:
        return f"membership of {self.person} in {self.team}"


@frozen(kw_only=True)
class Scope:
    """What a role is held for: one service, one technology area, or everything.

    >>> print(Scope(service=ServiceId("mail")))
    service mail
    """

    service: ServiceId | None = None
    """The one service; None where it is for a technology area or for everything."""
    area: TechnologyAreaId | None = None
    """The one technology area, "network"; None where it is for a service or for everything."""

    def __attrs_post_init__(self) -> None:
        if self.service is not None and self.area is not None:
            raise DefinitionError(
                f"a scope is a service or a technology area, not both: "
                f"{self.service!r} and {self.area!r}"
            )

    def covers(self, other: "Scope") -> bool:
        """Whether a role for this scope counts as one for the other too: everything covers each."""
        return self in (EVERYTHING, other)

    def meets(self, other: "Scope") -> bool:
        """Whether one of the two covers the other."""
        return self.covers(other) or other.covers(self)

    def __str__(self) -> str:
        if self.service is not None:
            return f"service {self.service}"
        return "everything" if self.area is None else f"technology area {self.area}"


EVERYTHING = Scope()
"""The scope of a role that is held for all services and technology areas."""


@frozen
class RoleAssignment:
    """A role type that a person, or each member of a team, holds for a scope and some time."""

    role_type: RoleType
    """The role type that is held."""
    person: PersonId | None = field(default=None, kw_only=True)
    """The person who holds it; None where a team does."""
    team: TeamId | None = field(default=None, kw_only=True)
    """The team whose members hold it, each while they are in it; None where a person does."""
    scope: Scope = field(default=EVERYTHING, kw_only=True)
    """What it is held for; everything unless it says otherwise."""
    valid_from: datetime = field(converter=to_utc, kw_only=True)
    """The instant from which on it is held."""
    valid_until: datetime | None = field(default=None, converter=to_optional_utc, kw_only=True)
    """The instant from which on it no longer is; None for without an end."""

    def __attrs_post_init__(self) -> None:
        if (self.person is None) == (self.team is None):
            raise DefinitionError(
                f"role {str(self.role_type)!r} is held by a person or by a team: "
                f"name one, not {self.person!r} and {self.team!r}"
            )
        _check_stretch(str(self), self.valid_from, self.valid_until)

    def __str__(self) -> str:
        return f"role {str(self.role_type)!r} of {self.person or self.team} for {self.scope}"


@frozen
class SkillRequirement:
    """A skill that the holders of a role type need to have."""

    role_type: RoleType
    """The role type that requires it."""
    skill: str
    """The skill, by the name that `Person.skills` has for it."""
    level: int = 1
    """The least level that is enough, from 1."""

    def __attrs_post_init__(self) -> None:
        _check_level(self.level, f"{self.skill!r} for {self.role_type}")
