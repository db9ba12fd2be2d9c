"""Staffing gaps: roles that are vacant, held twice, or held by the wrong people."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from attrs import frozen

from mof.framework import (
    Accountability,
    CombinationVerdict,
    DutyCombination,
    RoleType,
    find_role,
    find_roles,
)
from mof.framework._citations import Citations, cite_judgement, cite_knowledge
from mof.framework._roles import ACCOUNTABILITIES, AccountabilityScope
from mof.framework._segregation_of_duties import DUTY_COMBINATIONS, CombinationExtent
from mof.teams._organizations import Holding, Organization
from mof.teams._people import EVERYTHING, Scope, SkillRequirement, is_within
from mof.values import PersonId, Term
from mof.values._instants import to_utc


class StaffingGapKind(Term):
    """In which way an organisation is not staffed as it should be."""

    UNANSWERED = "nobody answers"
    ANSWERED_TWICE = "more than one answers"
    UNHELD_ROLE = "role not held"
    HOLDER_LEFT = "holder has left"
    MISSING_SKILL = "skill missing"
    FORBIDDEN_COMBINATION = "forbidden combination"
    RISKY_COMBINATION = "risky combination"


@frozen
class SkillShortfall:
    """A skill that a person lacks for a role that they hold."""

    requirement: SkillRequirement
    level: int

    @property
    def missing_levels(self) -> int:
        """By how many levels the person falls short."""
        return self.requirement.level - self.level


@frozen(kw_only=True)
class StaffingGap:
    """Something that is not staffed as a rule says, with what shows it and where that is from.

    ``evidence`` are the roles held that it is seen in; empty where the role is vacant.
    """

    kind: StaffingGapKind
    scope: Scope
    message: str
    role_types: tuple[RoleType, ...]
    accountability: Accountability | None = None
    shortfall: SkillShortfall | None = None
    evidence: tuple[Holding, ...] = ()
    rule: str
    citations: Citations

    @property
    def persons(self) -> tuple[PersonId, ...]:
        """Who it is about."""
        return tuple(sorted({holding.person for holding in self.evidence}))


_OPERATE = (Accountability.OPERATIONS, Accountability.SUPPORT)

_ONE_ANSWERS = "exactly one person answers for an accountability and a scope"
_ROLES_ARE_HELD = "every role type of an accountability is held by somebody"
_LEAVERS_HOLD_NOTHING = "who has left holds no role"
_SKILLS_ARE_THERE = "whoever holds a role has the skills that the organization requires for it"


def find_staffing_gaps(
    organization: Organization,
    *,
    as_of: datetime,
    scopes: Iterable[Scope] = (EVERYTHING,),
    accountabilities: Iterable[Accountability] = _OPERATE,
    role_types: Iterable[RoleType] | None = None,
    combinations: Iterable[DutyCombination] = DUTY_COMBINATIONS,
) -> tuple[StaffingGap, ...]:
    """Where an organisation is not staffed as it should be at an instant.

    Each scope is asked for who answers for the accountabilities and who holds their role types,
    or only those of them that are named in ``role_types``. Skills, leavers and combinations are
    looked at for every role that has to do with one of the scopes.
    """
    at, asked = to_utc(as_of), dict.fromkeys(scopes)
    required = frozenset(RoleType if role_types is None else role_types)
    staying: list[Holding] = []
    leavers: list[Holding] = []
    for holding in organization.holdings:
        if is_within(at, holding.valid_from, holding.valid_until) and _meets(holding.scope, asked):
            has_left = organization.find_person(holding.person).has_left(at)
            (leavers if has_left else staying).append(holding)
    held: dict[tuple[RoleType, Scope], list[Holding]] = {}
    for holding in staying:
        held.setdefault((holding.role_type, holding.scope), []).append(holding)
    wanted = frozenset(accountabilities)
    return (
        *(
            gap
            for scope in asked
            for each in ACCOUNTABILITIES
            if each.accountability in wanted
            for gap in _find_accountability_gaps(each, scope, held, required)
        ),
        *map(_tell_of_leaver, leavers),
        *_find_skill_gaps(organization, staying),
        *_find_combinations(staying, combinations),
    )


def list_broadest(gaps: Iterable[StaffingGap]) -> tuple[StaffingGap, ...]:
    """The gaps without those of one part that are told of everything already."""
    gaps = tuple(gaps)
    general = {(g.kind, g.role_types, g.persons) for g in gaps if g.scope == EVERYTHING}
    return tuple(
        gap
        for gap in gaps
        if gap.scope == EVERYTHING or (gap.kind, gap.role_types, gap.persons) not in general
    )


def _meets(scope: Scope, asked: Collection[Scope]) -> bool:
    """Whether a scope has to do with one of those asked for."""
    return bool(asked) and (scope == EVERYTHING or EVERYTHING in asked or scope in asked)


def _is_asked(role_type: RoleType, accountability: Accountability, scope: Scope) -> bool:
    """Whether a scope should have a holder of the role type."""
    # Our judgement: technology areas are operated and have a manager; all else is for services.
    if scope.area is None:
        return role_type is not RoleType.TECHNOLOGY_AREA_MANAGER
    return accountability is Accountability.OPERATIONS


def _find_accountability_gaps(
    each: AccountabilityScope,
    scope: Scope,
    held: Mapping[tuple[RoleType, Scope], list[Holding]],
    required: frozenset[RoleType],
) -> Iterator[StaffingGap]:
    for role_type in dict.fromkeys(
        [each.accountable, *(role.role_type for role in find_roles(each.accountability))]
    ):
        if not _is_asked(role_type, each.accountability, scope):
            continue
        covering = dict.fromkeys((EVERYTHING, scope))
        holders = tuple(each for cover in covering for each in held.get((role_type, cover), ()))
        if role_type is each.accountable:
            yield from _find_accountable(each, scope, holders)
        elif not holders and role_type in required:
            yield StaffingGap(
                kind=StaffingGapKind.UNHELD_ROLE,
                scope=scope,
                message=f"nobody is {role_type} for {scope}",
                role_types=(role_type,),
                accountability=each.accountability,
                rule=_ROLES_ARE_HELD,
                citations=(
                    *find_role(role_type, accountability=each.accountability).citations,
                    *cite_judgement("that it has to be held"),
                ),
            )


def _find_accountable(
    each: AccountabilityScope, scope: Scope, holders: tuple[Holding, ...]
) -> Iterator[StaffingGap]:
    persons = sorted({holder.person for holder in holders})
    if len(persons) == 1:
        return
    who = f"{' and '.join(persons)} answer" if persons else "nobody answers"
    yield StaffingGap(
        kind=StaffingGapKind.ANSWERED_TWICE if persons else StaffingGapKind.UNANSWERED,
        scope=scope,
        message=f"{who} for {each.accountability} as {each.accountable} for {scope}",
        role_types=(each.accountable,),
        accountability=each.accountability,
        evidence=holders,
        rule=_ONE_ANSWERS,
        citations=(*each.citations, *cite_knowledge("that it is one person for a scope")),
    )


def _tell_of_leaver(holding: Holding) -> StaffingGap:
    return StaffingGap(
        kind=StaffingGapKind.HOLDER_LEFT,
        scope=holding.scope,
        message=f"{holding.person} has left, and still is {holding.role_type} for {holding.scope}",
        role_types=(holding.role_type,),
        evidence=(holding,),
        rule=_LEAVERS_HOLD_NOTHING,
        citations=cite_judgement(),
    )


def _find_skill_gaps(organization: Organization, held: list[Holding]) -> Iterator[StaffingGap]:
    for holding in _list_once(held):
        person = organization.find_person(holding.person)
        for requirement in organization.find_requirements(holding.role_type):
            shortfall = SkillShortfall(requirement, person.level_of(requirement.skill))
            if shortfall.missing_levels > 0:
                yield _tell_of_shortfall(holding, shortfall)


def _list_once(held: list[Holding]) -> Iterable[Holding]:
    """One role held of each person and role type, whatever it is held for."""
    first: dict[tuple[PersonId, RoleType], Holding] = {}
    for each in held:
        first.setdefault((each.person, each.role_type), each)
    return first.values()


def _tell_of_shortfall(holding: Holding, shortfall: SkillShortfall) -> StaffingGap:
    requirement = shortfall.requirement
    return StaffingGap(
        kind=StaffingGapKind.MISSING_SKILL,
        scope=holding.scope,
        message=(
            f"{holding.person} is {holding.role_type} with level {shortfall.level} of "
            f"{requirement.skill}, not {requirement.level}"
        ),
        role_types=(holding.role_type,),
        shortfall=shortfall,
        evidence=(holding,),
        rule=_SKILLS_ARE_THERE,
        citations=cite_judgement(),
    )


_COMBINATION_KINDS = {
    CombinationVerdict.FORBIDDEN: StaffingGapKind.FORBIDDEN_COMBINATION,
    CombinationVerdict.RISKY: StaffingGapKind.RISKY_COMBINATION,
}


def _find_combinations(
    held: list[Holding], combinations: Iterable[DutyCombination]
) -> Iterator[StaffingGap]:
    by_person: dict[PersonId, list[Holding]] = {}
    for holding in held:
        by_person.setdefault(holding.person, []).append(holding)
    for rule in combinations:
        kind = _COMBINATION_KINDS.get(rule.verdict)
        if kind is None or rule.extent is not CombinationExtent.PERSON:
            continue
        for person in sorted(by_person):
            if evidence := _find_combined(by_person[person], rule):
                roles = tuple(dict.fromkeys(holding.role_type for holding in evidence))
                yield StaffingGap(
                    kind=kind,
                    scope=_find_narrowest(evidence),
                    message=f"{person} is {' and '.join(map(str, roles))}: {rule.reason}",
                    role_types=roles,
                    evidence=evidence,
                    rule=f"one person does not {rule}",
                    citations=rule.citations,
                )


def _find_combined(held: list[Holding], rule: DutyCombination) -> tuple[Holding, ...]:
    """The roles of one person that a rule would have apart, where their scopes meet."""
    pairs = [
        (first, second)
        for first in held
        if first.role_type in rule.first.role_types
        for second in held
        if second.role_type in rule.second.role_types and first.scope.meets(second.scope)
    ]
    return tuple(dict.fromkeys(holding for pair in pairs for holding in pair))


def _find_narrowest(evidence: tuple[Holding, ...]) -> Scope:
    return next((each.scope for each in evidence if each.scope != EVERYTHING), EVERYTHING)
