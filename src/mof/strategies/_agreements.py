"""Agreements: conditions, clocks, targets, availability, credits and chains."""

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    AssignmentCounting,
    AvailabilityBasis,
    AvailabilityTarget,
    Clock,
    Condition,
    CreditScope,
    CreditTerms,
    CreditTier,
    Deadline,
    Exclusion,
    LinearCredits,
    OnPriorityChange,
    Overlap,
    OverlapRule,
    Reopening,
    Span,
    Target,
    TieredCredits,
    Treatment,
    UnderpinningContract,
)
from mof.agreements._service_credits import ShareRange
from mof.calendars import BusinessDays
from mof.framework import RoleType
from mof.help_requests import PendingReason, RequestCategory
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.judgements import AgreementChain, ErrorBudget, IrregularityThresholds
from mof.records import Priority
from mof.strategies._calendars import business_days, calendars
from mof.strategies._registry import Strategy, draws, generate, register, values
from mof.strategies._scalars import NAMES, days, durations, identifiers, instants, shares, texts

_A = TypeVar("_A", bound=Agreement)
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
_SOME = st.fractions(Fraction(1, 100), 1, max_denominator=100)
_DELAYS = durations(max_value=timedelta(days=1))
_FEATURES = st.none() | st.sampled_from(("api", "web"))


@draws(Condition)
def conditions() -> st.SearchStrategy[Condition]:
    """Conditions of how a record stands, of what an entry says, or of both."""
    words: dict[str, Strategy] = {
        "states": st.frozensets(_STATES, min_size=1, max_size=2),
        "reasons": st.frozensets(_REASONS, min_size=1, max_size=2),
        "unless": st.frozensets(_REASONS, min_size=1, max_size=2),
        "facts": st.dictionaries(_FACTS, st.none() | texts(), min_size=1, max_size=2),
        "events": st.frozensets(st.sampled_from(IncidentEvent), min_size=1, max_size=2),
        "roles": st.frozensets(st.sampled_from(RoleType), min_size=1, max_size=2),
        "changes": st.dictionaries(_FACTS, st.none() | texts(), min_size=1, max_size=2),
    }
    names = st.sets(st.sampled_from(sorted(words)), min_size=1, max_size=2)
    actors = st.none() | st.booleans()
    return names.flatmap(
        lambda chosen: st.builds(Condition, automated=actors, **{n: words[n] for n in chosen})
    )


@draws(Clock)
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
    return evolve(
        target, within=Deadline("expected_at"), calendar=None, calendar_by=None, calendars=()
    )


@st.composite
def _follow_the_sun(draw: st.DrawFn) -> Target:
    """A target whose hours are those of the team that has the record."""
    teams = st.dictionaries(texts(min_size=1), calendars(), min_size=1, max_size=2)
    within = draw(durations(timedelta(microseconds=1), timedelta(days=20)))
    return Target(draw(clocks()), within, calendar_by="team", calendars=draw(teams))


@draws(Target)
def targets(**fields: Strategy) -> st.SearchStrategy[Target]:
    """Targets; fields that are given are drawn from the strategies given."""
    usual: dict[str, Strategy] = {
        "clock": clocks(),
        "within": limits(),
        "required_share": shares(),
        "tolerance": shares(),
        "priorities": st.none() | st.frozensets(st.sampled_from(Priority), min_size=1),
        "kinds": st.none() | st.frozensets(st.sampled_from(RequestCategory), min_size=1),
        "calendar": st.none() | calendars(),
        "at_risk": st.sets(st.sampled_from(("0.5", "0.75", "0.9")), max_size=2),
        "facts": st.dictionaries(_FACTS, st.sets(texts(), min_size=1, max_size=2), max_size=1),
    }
    drawn = st.builds(Target, **usual | fields)
    if fields:
        return drawn if "within" in fields else drawn | drawn.map(_take_no_calendar)
    return drawn | drawn.map(_take_no_calendar) | _follow_the_sun()


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


@draws(SLA)
def slas(**fields: Strategy) -> st.SearchStrategy[SLA]:
    """Service level agreements; fields that are given are drawn from the strategies given."""
    return _agreements(SLA, {"customer": st.none() | identifiers("customer"), **fields})


@draws(OLA)
def olas(**fields: Strategy) -> st.SearchStrategy[OLA]:
    """Operating level agreements; fields that are given are drawn from the strategies given."""
    counting = st.sampled_from(AssignmentCounting)
    return _agreements(OLA, {"team": identifiers("team"), "counting": counting, **fields})


@draws(UnderpinningContract)
def contracts(**fields: Strategy) -> st.SearchStrategy[UnderpinningContract]:
    """Contracts with suppliers; fields that are given are drawn from the strategies given."""
    return _agreements(UnderpinningContract, {"supplier": identifiers("supplier"), **fields})


@draws(Agreement)
def agreements() -> st.SearchStrategy[Agreement]:
    """Agreements of every kind."""
    return slas() | olas() | contracts()


def _agreements(kind: type[_A], fields: dict[str, Strategy]) -> st.SearchStrategy[_A]:
    usual: dict[str, Strategy] = {
        "id": identifiers("agreement"),
        "service": identifiers("service"),
        "calendar": calendars(),
        "targets": target_sets(),
        "availability": st.lists(
            availability_targets(),
            max_size=2,
            unique_by=lambda target: (target.feature, target.span_text),
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


@draws(Exclusion)
def exclusions() -> st.SearchStrategy[Exclusion]:
    """Approved exclusions of cases, of every promise or of one agreement or clock."""
    evidence = st.lists(texts(min_size=1).filter(str.strip), min_size=1, max_size=2)
    approvers = identifiers("person")
    return generate(Exclusion, {"approved_by": approvers, "evidence": evidence.map(tuple)})


@draws(AgreementChain)
def chains() -> st.SearchStrategy[AgreementChain]:
    """Agreements that support each other without a circle, and some that are not there."""
    found = st.lists(slas() | olas() | contracts(), max_size=3, unique_by=lambda each: each.id)
    return found.map(lambda agreements: AgreementChain(map(_support_earlier, agreements)))


def _support_earlier(agreement: Agreement) -> Agreement:
    """The agreement, supporting only such as come before it by their ids."""
    return evolve(agreement, supports=[each for each in agreement.supports if each < agreement.id])


register(ShareRange, lower=shares(), upper=shares())


@draws(CreditTier)
@st.composite
def credit_tiers(draw: st.DrawFn) -> CreditTier:
    """Tiers with edges of every kind."""
    lower, upper = sorted(draw(st.tuples(shares(), shares())))
    if lower == upper:
        return CreditTier(credit=draw(shares()), at_least=lower, at_most=upper)
    edges: dict[str, Any] = {
        draw(st.sampled_from(("at_least", "above"))): lower,
        draw(st.sampled_from(("at_most", "below"))): upper,
    }
    kept = draw(st.sets(st.sampled_from(sorted(edges))))
    return CreditTier(credit=draw(shares()), **{name: edges[name] for name in kept})


@draws(TieredCredits)
@st.composite
def tiered_credits(draw: st.DrawFn) -> TieredCredits:
    """Tiers that leave holes, or none, and tiers of which one is said to count."""
    if draw(st.booleans()):
        rule = draw(st.sampled_from((OverlapRule.HIGHEST, OverlapRule.LOWEST)))
        return TieredCredits(draw(st.lists(credit_tiers(), min_size=1, max_size=3)), overlaps=rule)
    edges = sorted(draw(st.sets(shares(), min_size=2, max_size=4)))
    return TieredCredits(
        CreditTier(
            credit=draw(shares()),
            below=upper,
            **{draw(st.sampled_from(("at_least", "above"))): lower},
        )
        for lower, upper in pairwise(edges)
    )


register(LinearCredits, below=_SOME, per_point=_SOME, cap=_SOME)


@draws(CreditTerms)
def credit_terms() -> st.SearchStrategy[CreditTerms]:
    """Terms of credits, with and without limits."""
    day_counts = st.none() | st.integers(1, 99)
    return st.builds(
        CreditTerms,
        tiered_credits() | values(LinearCredits),
        scope=st.sampled_from(CreditScope),
        claim_within_days=day_counts,
        most_paid_days=day_counts,
    )


@draws(AvailabilityTarget)
def availability_targets(**fields: Strategy) -> st.SearchStrategy[AvailabilityTarget]:
    """Availabilities promised; fields that are given are drawn from the strategies given."""
    usual: dict[str, Strategy] = {
        "required_share": _SOME,
        "tolerance": shares(),
        "feature": _FEATURES,
        "per": st.sampled_from([span for span in Span if span is not Span.ROLLING]),
        "calendar": st.none() | calendars(),
        "basis": st.sampled_from(AvailabilityBasis),
        "maintenance": st.sampled_from(Treatment),
        "notice": _DELAYS,
        "no_data": st.sampled_from([t for t in Treatment if t is not Treatment.AS_OBSERVED]),
        "overlap": st.sampled_from(Overlap),
        "ignores_below": _DELAYS,
        "credits": st.none() | credit_terms(),
    }
    fixed = st.builds(AvailabilityTarget, **usual | fields)
    rolling: dict[str, Strategy] = {"per": st.just(Span.ROLLING), "days": st.integers(1, 90)}
    return fixed | st.builds(AvailabilityTarget, **usual | fields | rolling)


@draws(ErrorBudget)
@st.composite
def error_budgets(draw: st.DrawFn) -> ErrorBudget:
    """Budgets, measured in whole, in part, or not at all."""
    window = draw(durations(max_value=timedelta(days=90)))
    return ErrorBudget(
        required_share=draw(_SOME),
        window=window,
        share=draw(st.none() | shares()),
        measured=draw(st.none() | durations(max_value=window)),
    )


@draws(IrregularityThresholds)
def thresholds() -> st.SearchStrategy[IrregularityThresholds]:
    """From where on irregularities are looked at and reported."""
    return st.builds(
        IrregularityThresholds,
        last_share=st.fractions(Fraction(1, 100), Fraction(1, 2), max_denominator=100),
        reopened_within=durations(),
        written_later_by=durations(),
        bulk_count=st.integers(2, 99),
        bulk_within=durations(timedelta(microseconds=1)),
        chance=shares(),
    )
