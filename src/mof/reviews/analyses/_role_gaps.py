"""Roles: who holds which at the review, and which gaps in staffing there are."""

from collections.abc import Iterator
from datetime import datetime

from mof.documents import Table, format_count, format_instant
from mof.documents._charts.monthly_series import draw_columns
from mof.documents._inlines import Inline, Text, join_words
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.framework import (
    AnalysisKind,
    EvaluatedItem,
    InputKind,
    RoleType,
    Source,
)
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._names import join_shown, show_names, show_with_kind
from mof.teams import Organization, Person, RoleAssignment, Scope
from mof.teams._organizations import Holding
from mof.teams._staffing_gaps import StaffingGap, StaffingGapKind
from mof.values import PersonId
from mof.values._instants import load_zone

# Our judgement: what can be lived with for some time is low.
_LOW = {
    StaffingGapKind.UNHELD_ROLE,
    StaffingGapKind.MISSING_SKILL,
    StaffingGapKind.RISKY_COMBINATION,
}


def _is_brought(evidence: ReviewEvidence) -> bool:
    """Whether anything was said of who holds which role."""
    return evidence.inputs.organization != Organization()


def _examine(evidence: ReviewEvidence) -> Examination:
    """The gaps in staffing at the review, and whether each was there before the period."""
    gaps, before = evidence.staffing_gaps, evidence.staffing_gaps_before[-1]
    new = len({_identify(gap) for gap in gaps} - {_identify(gap) for gap in before or ()})
    return Examination(
        has_data=True,
        findings=tuple(_write_finding(evidence, gap, before) for gap in gaps),
        summary=f"{format_count(len(gaps), 'gap')} in staffing"
        + ("" if before is None else f", {new} of them new in the period"),
    )


def _identify(gap: StaffingGap) -> tuple[object, ...]:
    """What makes a gap the same as one of another day, however its evidence has changed."""
    return gap.kind, gap.scope, gap.role_types, gap.persons, gap.shortfall


def _write_finding(
    evidence: ReviewEvidence, gap: StaffingGap, before: tuple[StaffingGap, ...] | None
) -> Finding:
    last = () if gap.evidence else _find_last(evidence, gap)
    return Finding(
        analysis=AnalysisKind.PEOPLE_TRENDS,
        rule=FindingRule.STAFFING_GAP,
        subject=_slug(gap),
        severity=Severity.LOW if gap.kind in _LOW else Severity.MEDIUM,
        title=gap.message,
        compared_with=f"{gap.rule}{_tell_source(gap)}",
        evidence=gap.persons or tuple(person for person, _ in last),
        details=(
            *(f"last held by {evidence.name_of(person)}, until {day}" for person, day in last),
            *_tell_age(evidence, gap, before),
        ),
        item=_find_item(gap),
    )


def _find_item(gap: StaffingGap) -> EvaluatedItem:
    # Our judgement: the framework does not say what the two items take in.
    is_skill = gap.kind is StaffingGapKind.MISSING_SKILL
    return EvaluatedItem.SKILLS if is_skill else EvaluatedItem.STAFF_PERFORMANCE


def count_gaps(evidence: ReviewEvidence, item: EvaluatedItem) -> int | None:
    """How many gaps in staffing belong to one of the evaluated items; None without people."""
    if not _is_brought(evidence):
        return None
    return sum(_find_item(gap) is item for gap in evidence.staffing_gaps)


def _tell_age(
    evidence: ReviewEvidence, gap: StaffingGap, before: tuple[StaffingGap, ...] | None
) -> Iterator[str]:
    if before is not None:
        is_old = _identify(gap) in map(_identify, before)
        yield f"there before {evidence.inputs.period.first_day}" if is_old else "new in the period"


def _find_last(evidence: ReviewEvidence, gap: StaffingGap) -> tuple[tuple[PersonId, str], ...]:
    """Who held a role that is vacant now, the last of them only, and until when."""
    organization = evidence.inputs.organization
    ended = [
        (min(ends), each.person)
        for each in organization.holdings
        if each.role_type in gap.role_types and each.scope.covers(gap.scope)
        for ends in [_list_ends(each, organization.find_person(each.person))]
        if ends and min(ends) <= evidence.inputs.as_of
    ]
    tz = evidence.inputs.period.tz
    return tuple((person, _show_day(end, tz)) for end, person in sorted(ended)[-1:])


def _show_day(at: datetime, tz: str) -> str:
    return at.astimezone(load_zone(tz)).date().isoformat()


def _list_ends(holding: Holding, person: Person) -> list[datetime]:
    return [end for end in (holding.valid_until, person.left_at) if end is not None]


def _tell_source(gap: StaffingGap) -> str:
    """What a rule rests on, unless some of it is our judgement, as the kind of finding says."""
    sources = {citation.source for citation in gap.citations}
    is_ours = Source.JUDGEMENT in sources
    return "" if is_ours else f", by {' and '.join(sorted(map(str, sources)))}"


def _slug(gap: StaffingGap) -> str:
    who = gap.persons if gap.kind is not StaffingGapKind.ANSWERED_TWICE else ()
    words = [str(gap.kind), *who, *map(str, gap.role_types)]
    place = gap.scope.service or gap.scope.area
    return ":".join([*words, place] if place else words).replace(" ", "-")


# What was brought


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """Who holds which role at the review, and how the gaps developed."""
    tz, as_of = evidence.inputs.period.tz, evidence.inputs.as_of
    yield Table(
        ("Role type", "For", "Held by", "Since"),
        tuple(_show_held(evidence, as_of, tz)),
        caption=f"Who holds which role at {format_instant(as_of, tz=tz)} ({tz})",
        note="Vacant roles, and roles held by the wrong people, are among the findings.",
    )
    gaps = (*evidence.staffing_gaps_before, evidence.staffing_gaps)
    names = [period.label for period in evidence.periods]
    yield draw_columns(
        zip(names, (None if each is None else len(each) for each in gaps), strict=True),
        title="Gaps in staffing at the end of each period",
        name="gaps",
        highlight=names[-1],
    )


def _show_held(evidence: ReviewEvidence, at: datetime, tz: str) -> Iterator[tuple[Cell, ...]]:
    """A row for the holders of a role for the same scope since the same time."""
    together: dict[tuple[RoleType, Scope, datetime], dict[RoleAssignment, list[PersonId]]] = {}
    for each in evidence.inputs.organization.find_holdings(at=at):
        assignment = each.assignment
        key = (assignment.role_type, assignment.scope, assignment.valid_from)
        together.setdefault(key, {}).setdefault(assignment, []).append(each.person)
    order = list(RoleType)
    ranked = sorted(together, key=lambda key: (order.index(key[0]), str(key[1]), key[2]))
    for role_type, scope, since in ranked:
        held = together[role_type, scope, since]
        holders = sorted(
            (_show_holders(evidence, assignment, held[assignment]) for assignment in held),
            key=join_words,
        )
        yield (
            str(role_type),
            _show_scope(evidence, scope),
            join_shown(holders),
            _show_day(since, tz),
        )


def _show_scope(evidence: ReviewEvidence, scope: Scope) -> Text:
    service = scope.service
    return str(scope) if service is None else show_with_kind(evidence, "service", service)


def _show_holders(
    evidence: ReviewEvidence, assignment: RoleAssignment, persons: list[PersonId]
) -> tuple[Inline, ...]:
    if assignment.team is None:
        return show_names(evidence, persons) or ()
    count = format_count(len(persons), "person", "persons")
    return *show_with_kind(evidence, "team", assignment.team), f" ({count})"


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """Who holds which role, and so where the organization is weak."""
    if evidence.inputs.organization.assignments:
        yield "organizational health"


ROLES = Topic(
    name="role assignments",
    analysis=AnalysisKind.PEOPLE_TRENDS,
    shown_in=InputKind.PEOPLE,
    provides=_provide,
    is_brought=_is_brought,
    examine=_examine,
    show=_show,
)
"""Who does the work of operations and support."""
