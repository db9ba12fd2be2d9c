"""Workforce: headcount against posts, absence, turnover, and skills against need."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from mof.calendars import Calendar
from mof.calendars._timelines import intersect, unite
from mof.errors import DefinitionError
from mof.teams._organizations import Organization
from mof.teams._people import Membership, SkillRequirement, is_within
from mof.values import AbsenceId, Period, PersonId, TargetStatus, TeamId, Term
from mof.values._checks import check_part, collect
from mof.values._ids import check_distinct
from mof.values._instants import (
    MICROSECOND,
    from_microseconds,
    to_microseconds,
    to_optional_utc,
    to_utc,
)
from mof.values._shares import to_share
from mof.values._tolerances import to_target_status


@frozen(kw_only=True)
class Establishment:
    """How many posts a team has for some time, and how many of them may be vacant."""

    team: TeamId
    """The team whose posts they are."""
    posts: int
    """The number of posts, from 0."""
    vacant: int = 0
    """How many of them may be vacant before it is a finding; the tolerance, in posts."""
    valid_from: datetime = field(converter=to_utc)
    """The instant from which on the team has them."""
    valid_until: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which on it no longer has; None for without an end."""

    def __attrs_post_init__(self) -> None:
        for count in (self.posts, self.vacant):
            if isinstance(count, bool) or not isinstance(count, int) or count < 0:
                raise DefinitionError(f"posts of {self.team} are counted from 0, not {count!r}")
        if self.vacant > self.posts:
            raise DefinitionError(f"of {self.posts} posts of {self.team}, {self.vacant} are vacant")
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise DefinitionError(f"the posts of {self.team} end before {self.valid_from}")


class AbsenceKind(Term):
    """Whether an absence was planned."""

    PLANNED = "planned"
    """Known beforehand, as leave and training are: no lost time, but it counts in planning."""
    UNPLANNED = "unplanned"
    """Not known beforehand, as illness: its working time is lost."""


@frozen(kw_only=True)
class Absence:
    """A time in which a person is away."""

    id: AbsenceId = field(kw_only=False)
    """What findings name as their evidence."""
    person: PersonId
    """Who is away."""
    period: Period
    """From when until when, half-open."""
    recorded_at: datetime = field(converter=to_utc)
    """When it became known; a planned absence is on record before it begins."""
    kind: AbsenceKind = AbsenceKind.UNPLANNED
    """Whether it was planned."""

    def __attrs_post_init__(self) -> None:
        check_part(self.period, Period, f"the time of {self.id}")
        check_part(self.kind, AbsenceKind, f"the kind of {self.id}")


class WorkforceMeasure(Term):
    """What a target for the workforce is about."""

    ABSENCE = "absence"
    """The share of working time that is lost to unplanned absences."""
    TURNOVER = "turnover"
    """Leavers in twelve months, as a share of the mean headcount."""


@frozen(kw_only=True)
class WorkforceTarget:
    """The share of absence or turnover that is accepted at most."""

    measure: WorkforceMeasure = field(kw_only=False)
    """What it is a target for."""
    at_most: Fraction = field(converter=to_share)
    """The greatest share that meets it, from 0 to 1, exactly: "0.06" is 6 %."""
    tolerance: Fraction = field(default=Fraction(0), converter=to_share)
    """By how much of a share it may be exceeded, in points: "0.02" makes 8 % the boundary."""
    set_on: date
    """The day on which it was set; a target set after a period began does not judge it."""
    set_by: PersonId | None = None
    """Who set it; None where that is not known."""

    def find_status(self, share: Fraction | None) -> TargetStatus:
        """How a share stands against target and tolerance."""
        return to_target_status(None if share is None else -share, -self.at_most, self.tolerance)

    def was_set_before(self, period: Period) -> bool:
        """Whether it stood when a period began; one set on its first day did."""
        return period.is_in_time(self.set_on)


def _to_establishments(value: Iterable[Establishment]) -> tuple[Establishment, ...]:
    return collect(value, Establishment, "establishments")


def _to_absences(value: Iterable[Absence]) -> tuple[Absence, ...]:
    return collect(value, Absence, "absences")


def _to_targets(value: Iterable[WorkforceTarget]) -> tuple[WorkforceTarget, ...]:
    return collect(value, WorkforceTarget, "targets for the workforce")


@frozen(kw_only=True)
class Workforce:
    """Posts, absences and the targets for absence and turnover.

    Who is in which team, and who has left, is in the `mof.teams.Organization`.

    Raises:
        DefinitionError: an absence or the target of a measure is there twice, or a team has
            two numbers of posts at one time.
    """

    establishments: tuple[Establishment, ...] = field(default=(), converter=_to_establishments)
    """The posts of each team, one number at a time."""
    absences: tuple[Absence, ...] = field(default=(), converter=_to_absences)
    """The absences, planned and unplanned."""
    targets: tuple[WorkforceTarget, ...] = field(default=(), converter=_to_targets)
    """The targets, at most one for each measure."""
    hours: Calendar = field(factory=Calendar.always)
    """The hours in which people work, and so in which absence is counted; around the clock
    unless it says otherwise."""

    def __attrs_post_init__(self) -> None:
        check_part(self.hours, Calendar, "the hours in which people work")
        check_distinct("absences", (absence.id for absence in self.absences))
        check_distinct("targets for the workforce", (str(each.measure) for each in self.targets))
        last: dict[TeamId, Establishment] = {}
        for each in sorted(self.establishments, key=lambda each: each.valid_from):
            before = last.get(each.team)
            if before and (before.valid_until is None or each.valid_from < before.valid_until):
                raise DefinitionError(
                    f"{each.team} has {before.posts} and {each.posts} posts at {each.valid_from}"
                )
            last[each.team] = each

    @cached_property
    def _absences(self) -> dict[PersonId, list[Absence]]:
        found: dict[PersonId, list[Absence]] = {}
        for absence in self.absences:
            found.setdefault(absence.person, []).append(absence)
        return found

    def find_absences(self, person: PersonId, *, as_of: datetime) -> tuple[Absence, ...]:
        """When a person is away, as known at an instant; planned absences may lie after it."""
        as_of = to_utc(as_of)
        return tuple(each for each in self._absences.get(person, ()) if each.recorded_at <= as_of)

    def find_target(self, measure: WorkforceMeasure) -> WorkforceTarget | None:
        """The target of a measure, if there is one."""
        return next((target for target in self.targets if target.measure is measure), None)


# Headcount against establishment


@frozen(kw_only=True)
class StaffingLevel:
    """How many people a team has at an instant, and how many posts; None if not given."""

    team: TeamId
    posts: int | None
    vacant: int
    persons: tuple[PersonId, ...]

    @property
    def headcount(self) -> int:
        """How many there are."""
        return len(self.persons)

    @property
    def missing(self) -> int | None:
        """How many posts are vacant, 0 or more; None where no establishment is given."""
        return None if self.posts is None else max(0, self.posts - self.headcount)

    @property
    def status(self) -> TargetStatus:
        """How the headcount stands against the posts and how many of them may be vacant."""
        if self.posts is None:
            return TargetStatus.NO_DATA
        return to_target_status(
            Fraction(self.headcount), Fraction(self.posts), Fraction(self.vacant)
        )


def measure_staffing(
    workforce: Workforce, organization: Organization, *, at: datetime
) -> tuple[StaffingLevel, ...]:
    """Every team that has people or posts at an instant, in order of their ids."""
    at = to_utc(at)
    found: dict[TeamId, set[PersonId]] = {}
    for membership in _list_valid(organization, at):
        found.setdefault(membership.team, set()).add(membership.person)
    posts = {
        each.team: each
        for each in workforce.establishments
        if is_within(at, each.valid_from, each.valid_until)
    }
    return tuple(
        StaffingLevel(
            team=team,
            posts=posts[team].posts if team in posts else None,
            vacant=posts[team].vacant if team in posts else 0,
            persons=tuple(sorted(found.get(team, ()))),
        )
        for team in sorted({*found, *posts})
    )


def _list_valid(organization: Organization, at: datetime) -> Iterator[Membership]:
    for each in organization.memberships:
        is_valid = is_within(at, each.valid_from, each.valid_until)
        if is_valid and not organization.find_person(each.person).has_left(at):
            yield each


# Absence


@frozen(kw_only=True)
class AbsenceRate:
    """How much working time was lost in a period to absences that were not planned."""

    team: TeamId | None
    lost: timedelta
    available: timedelta
    absences: tuple[AbsenceId, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The share of the working time that was lost; None where there was none."""
        return (
            Fraction(self.lost // MICROSECOND, self.available // MICROSECOND)
            if self.available
            else None
        )


def measure_absence(
    workforce: Workforce,
    organization: Organization,
    *,
    during: Period,
    as_of: datetime,
    team: TeamId | None = None,
) -> AbsenceRate:
    """How much working time a team, or all teams together, lost in a period up to an instant.

    Hours of two absences that overlap are lost once. Our judgement, as the field counts:
    leave and training are no loss, and do not shorten what was available.
    """
    until = min(to_utc(as_of), during.end)
    lost = available = timedelta()
    seen: list[AbsenceId] = []
    for person, stretches in _list_working(organization, team, during, until).items():
        away = [
            each
            for each in workforce.find_absences(person, as_of=as_of)
            if each.kind is AbsenceKind.UNPLANNED
        ]
        times = [(each, intersect(stretches, [_to_stretch(each.period)])) for each in away]
        seen += [each.id for each, overlap in times if overlap]
        available += _count(workforce.hours, stretches)
        lost += _count(workforce.hours, unite(one for _, overlap in times for one in overlap))
    return AbsenceRate(team=team, lost=lost, available=available, absences=tuple(sorted(seen)))


def _list_working(
    organization: Organization, team: TeamId | None, during: Period, until: datetime
) -> dict[PersonId, list[tuple[int, int]]]:
    """When each person was in the team, or in any, in order and without overlaps."""
    found: dict[PersonId, list[tuple[int, int]]] = {}
    for each in organization.memberships:
        if team in {None, each.team}:
            left_at = organization.find_person(each.person).left_at
            end = min(at for at in (until, each.valid_until, left_at) if at is not None)
            start = max(each.valid_from, during.start)
            if start < end:
                stretch = (to_microseconds(start), to_microseconds(end))
                found.setdefault(each.person, []).append(stretch)
    return {person: unite(stretches) for person, stretches in found.items()}


def _to_stretch(period: Period) -> tuple[int, int]:
    return to_microseconds(period.start), to_microseconds(period.end)


def _count(hours: Calendar, stretches: Iterable[tuple[int, int]]) -> timedelta:
    spans = (hours.elapsed(from_microseconds(a), from_microseconds(b)) for a, b in stretches)
    return sum(spans, timedelta())


# Turnover


@frozen(kw_only=True)
class Turnover:
    """Who left in a period, and how many there were when it began and ended."""

    period: Period
    """The period, half-open: a person who left at its end has not left in it."""
    left: tuple[PersonId, ...]
    """The persons who left, by id."""
    at_start: int
    """How many persons were in any team when it began."""
    at_end: int
    """How many persons were in any team when it ended."""

    @property
    def share(self) -> Fraction | None:
        """Leavers over the mean headcount, exactly; None where there was no member of any team."""
        both = self.at_start + self.at_end
        return Fraction(2 * len(self.left), both) if both else None


def measure_turnover(organization: Organization, *, during: Period) -> Turnover:
    """Who left in a period: no longer works here, no matter which teams they were in.

    Our judgement, as the field counts it: the mean headcount is that of beginning and end.
    """
    return Turnover(
        period=during,
        left=tuple(p.id for p in organization.persons if p.left_at and p.left_at in during),
        at_start=_count_heads(organization, during.start),
        at_end=_count_heads(organization, during.end),
    )


def _count_heads(organization: Organization, at: datetime) -> int:
    return len({membership.person for membership in _list_valid(organization, at)})


# Skills against need


@frozen(kw_only=True)
class SkillCoverage:
    """Which holders of a role have a skill that it requires, and who else has it."""

    requirement: SkillRequirement
    holders: tuple[PersonId, ...]
    skilled: tuple[PersonId, ...]
    others: tuple[PersonId, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """The share of the holders that has the skill; None where the role has no holder."""
        return Fraction(len(self.skilled), len(self.holders)) if self.holders else None

    @property
    def rests_on_one(self) -> bool:
        """Whether one holder has the skill, and no other person could stand in for them."""
        return len(self.skilled) == 1 and not self.others


def measure_skills(organization: Organization, *, at: datetime) -> tuple[SkillCoverage, ...]:
    """Every skill that a role type requires, against the holders of the role at an instant."""
    return tuple(_measure_skill(organization, each, at) for each in organization.requirements)


def _measure_skill(
    organization: Organization, requirement: SkillRequirement, at: datetime
) -> SkillCoverage:
    held = organization.find_holdings(at=at, role_type=requirement.role_type)
    holders = {holding.person for holding in held}
    skilled = [
        person.id
        for person in organization.persons
        if person.level_of(requirement.skill) >= requirement.level and not person.has_left(at)
    ]
    return SkillCoverage(
        requirement=requirement,
        holders=tuple(sorted(holders)),
        skilled=tuple(person for person in skilled if person in holders),
        others=tuple(person for person in skilled if person not in holders),
    )
