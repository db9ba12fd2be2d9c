"""Clocks, targets and agreements."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    AssignmentCounting,
    Clock,
    Condition,
    Deadline,
    Exclusion,
    OnPriorityChange,
    Reopening,
    Target,
    UnderpinningContract,
)
from mof.calendars import BusinessDays
from mof.framework import RoleType
from mof.help_requests import PendingReason, RequestCategory
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.judgements import AgreementChain
from mof.records import Priority
from mof.strategies._availability import availability_targets
from mof.strategies._calendars import business_days, calendars
from mof.strategies._generic import generate
from mof.strategies._scalars import days, durations, identifiers, instants, shares, texts

_A = TypeVar("_A", bound=Agreement)
Fields = st.SearchStrategy[Any]
NAMES = st.none() | texts()
"""Names of things for people; None where there is none."""

_STANDARD = (
    Clock.RESPONSE,
    Clock.NEXT_RESPONSE,
    Clock.UPDATE,
    Clock.ASSIGNMENT,
    Clock.RESTORATION,
    Clock.RESOLUTION,
    Clock.CLOSURE,
)
# Two days apart: the one is earlier than the other in every zone.
_LAST_START, _FIRST_END = datetime(2020, 1, 1), datetime(2020, 1, 3)
_STATES = st.sampled_from(IncidentState)
_REASONS = st.sampled_from(PendingReason) | texts(min_size=1)
_FACTS = st.sampled_from(sorted(Incident.FACTS))


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions of how a record stands, of what an entry says, or of both."""
    words: dict[str, Fields] = {
        "states": st.frozensets(_STATES, min_size=1, max_size=2),
        "reasons": st.frozensets(_REASONS, min_size=1, max_size=2),
        "unless": st.frozensets(_REASONS, min_size=1, max_size=2),
        "facts": st.dictionaries(_FACTS, st.none() | texts(), min_size=1, max_size=2),
        "events": st.frozensets(st.sampled_from(IncidentEvent), min_size=1, max_size=2),
        "roles": st.frozensets(st.sampled_from(RoleType), min_size=1, max_size=2),
        "changes": st.dictionaries(_FACTS, st.none() | texts(), min_size=1, max_size=2),
    }
    names = st.sets(st.sampled_from(sorted(words)), min_size=1, max_size=2)
    return names.flatmap(lambda chosen: st.builds(Condition, **{n: words[n] for n in chosen}))


def clocks() -> st.SearchStrategy[Clock]:
    """The clocks of the library, those with other pauses, and clocks of one's own."""
    few = st.frozensets(conditions(), max_size=1)
    own = st.builds(
        Clock,
        st.sampled_from(("first contact", "next word", "approval")),
        stops=st.frozensets(_STATES | conditions(), min_size=1, max_size=3),
        voids=st.frozensets(_STATES, max_size=2),
        pauses=st.frozensets(st.tuples(_STATES, st.none() | _REASONS) | conditions(), max_size=3),
        resumes=st.frozensets(conditions(), min_size=1, max_size=1),
        starts=st.frozensets(conditions(), min_size=1, max_size=1),
        after=few,
        resets=few,
        since=st.none() | st.just("affected_at"),
        reopening=st.sampled_from(Reopening),
    )
    pausing = st.builds(Clock.pausing, st.sampled_from(_STANDARD), _STATES, texts(min_size=1))
    return st.sampled_from(_STANDARD) | pausing | own


def limits() -> st.SearchStrategy[timedelta | BusinessDays]:
    """Times within which something has to happen."""
    return durations(timedelta(microseconds=1), timedelta(days=20)) | business_days()


def _take_no_calendar(target: Target) -> Target:
    """A fixed deadline counts real time, in no calendar of its own."""
    return evolve(target, within=Deadline("expected_at"), calendar=None)


def targets(**fields: Fields) -> st.SearchStrategy[Target]:
    """Targets; fields that are given are drawn from the strategies given."""
    usual: dict[str, Fields] = {
        "clock": clocks(),
        "within": limits(),
        "required_share": shares(),
        "tolerance": shares(),
        "priorities": st.none() | st.frozensets(st.sampled_from(Priority), min_size=1),
        "kinds": st.none() | st.frozensets(st.sampled_from(RequestCategory), min_size=1),
        "calendar": st.none() | calendars(),
        "at_risk": st.sets(st.sampled_from(("0.5", "0.75", "0.9")), max_size=2),
    }
    drawn = st.builds(Target, **usual | fields)
    return drawn | drawn.map(_take_no_calendar) if "within" not in fields else drawn


_TARGETS = targets()
_CLOCKS = st.lists(clocks(), min_size=1, max_size=3, unique_by=lambda clock: clock.name)
_CUTS = st.sets(st.integers(1, 4), max_size=2)


@st.composite
def target_sets(draw: st.DrawFn) -> tuple[Target, ...]:
    """Targets that can stand in one agreement: never two for one case."""
    found: list[Target] = []
    for clock in draw(_CLOCKS):
        cuts = draw(_CUTS)
        for first, last in pairwise([0, *sorted(cuts), 5]):
            group = frozenset(p for p in Priority if first < p.rank <= last) if cuts else None
            found.append(evolve(draw(_TARGETS), clock=clock, priorities=group, kinds=None))
    return tuple(found)


def slas(**fields: Fields) -> st.SearchStrategy[SLA]:
    """Service level agreements; fields that are given are drawn from the strategies given."""
    return _agreements(SLA, {"customer": st.none() | identifiers("customer"), **fields})


def olas(**fields: Fields) -> st.SearchStrategy[OLA]:
    """Operating level agreements; fields that are given are drawn from the strategies given."""
    counting = st.sampled_from(AssignmentCounting)
    return _agreements(OLA, {"team": identifiers("team"), "counting": counting, **fields})


def contracts(**fields: Fields) -> st.SearchStrategy[UnderpinningContract]:
    """Contracts with suppliers; fields that are given are drawn from the strategies given."""
    return _agreements(UnderpinningContract, {"supplier": identifiers("supplier"), **fields})


def exclusions() -> st.SearchStrategy[Exclusion]:
    """Approved exclusions of cases, of every promise or of one agreement or clock."""
    evidence = st.lists(texts(min_size=1).filter(str.strip), min_size=1, max_size=2)
    approvers = identifiers("person")
    return generate(Exclusion, {"approved_by": approvers, "evidence": evidence.map(tuple)})


def chains() -> st.SearchStrategy[AgreementChain]:
    """Agreements that support each other without a circle, and some that are not there."""
    found = st.lists(slas() | olas() | contracts(), max_size=3, unique_by=lambda each: each.id)
    return found.map(lambda agreements: AgreementChain(map(_support_earlier, agreements)))


def _support_earlier(agreement: Agreement) -> Agreement:
    """The agreement, supporting only such as come before it by their ids."""
    return evolve(agreement, supports=[each for each in agreement.supports if each < agreement.id])


def _agreements(kind: type[_A], fields: dict[str, Fields]) -> st.SearchStrategy[_A]:
    usual: dict[str, Fields] = {
        "id": identifiers("agreement"),
        "service": identifiers("service"),
        "calendar": calendars(),
        "targets": target_sets(),
        "availability": st.lists(
            availability_targets(),
            max_size=2,
            unique_by=lambda target: (target.feature, target.per),
        ),
        "valid_from": days(max_value=_LAST_START) | instants(max_value=_LAST_START),
        "valid_until": st.none() | days(_FIRST_END) | instants(_FIRST_END),
        "version": texts(),
        "supports": st.frozensets(identifiers("agreement"), max_size=2),
        "precedence": st.integers(-2, 2),
        "on_priority_change": st.sampled_from(OnPriorityChange),
        "on_new_version": st.sampled_from(OnPriorityChange),
        "service_hours": st.none() | calendars(),
        "change": st.none() | identifiers("change"),
        "name": NAMES,
    }
    return st.builds(kind, **usual | fields)
