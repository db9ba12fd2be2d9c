"""Clocks, targets and agreements."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from mof.agreements import OLA, SLA, Agreement, Target, UnderpinningContract
from mof.calendars import BusinessDays
from mof.clocks import Clock
from mof.incidents import IncidentState, PendingReason
from mof.priorities import Priority
from mof.strategies._availability import availability_targets
from mof.strategies._calendars import business_days, calendars
from mof.strategies._scalars import days, durations, identifiers, instants, shares, texts

_A = TypeVar("_A", bound=Agreement)
Fields = st.SearchStrategy[Any]

_STANDARD = (Clock.RESPONSE, Clock.RESTORATION, Clock.RESOLUTION, Clock.CLOSURE)
# Two days apart: the one is earlier than the other in every zone.
_LAST_START, _FIRST_END = datetime(2020, 1, 1), datetime(2020, 1, 3)
_STATES = st.sampled_from(IncidentState)


def clocks() -> st.SearchStrategy[Clock]:
    """The clocks of the library, those with other pauses, and clocks of one's own."""
    reasons = st.none() | st.sampled_from(PendingReason) | texts(min_size=1)
    pausing = st.builds(Clock.pausing, st.sampled_from(_STANDARD), _STATES, texts(min_size=1))
    own = st.builds(
        Clock,
        st.sampled_from(("first contact", "next response", "approval")),
        stops=st.frozensets(_STATES, min_size=1, max_size=3),
        voids=st.frozensets(_STATES, max_size=2),
        pauses=st.frozensets(st.tuples(_STATES, reasons), max_size=3),
        stops_once=st.booleans(),
    )
    return st.sampled_from(_STANDARD) | pausing | own


def limits() -> st.SearchStrategy[timedelta | BusinessDays]:
    """Times within which something has to happen."""
    return durations(timedelta(microseconds=1), timedelta(days=20)) | business_days()


def targets(**fields: Fields) -> st.SearchStrategy[Target]:
    """Targets; fields that are given are drawn from the strategies given."""
    usual: dict[str, Fields] = {
        "clock": clocks(),
        "within": limits(),
        "required_share": shares(),
        "tolerance": shares(),
        "priorities": st.none() | st.frozensets(st.sampled_from(Priority), min_size=1),
        "calendar": st.none() | calendars(),
    }
    return st.builds(Target, **usual | fields)


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
            found.append(evolve(draw(_TARGETS), clock=clock, priorities=group))
    return tuple(found)


def slas(**fields: Fields) -> st.SearchStrategy[SLA]:
    """Service level agreements; fields that are given are drawn from the strategies given."""
    return _agreements(SLA, {"customer": st.none() | identifiers("customer"), **fields})


def olas(**fields: Fields) -> st.SearchStrategy[OLA]:
    """Operating level agreements; fields that are given are drawn from the strategies given."""
    return _agreements(OLA, {"team": identifiers("team"), **fields})


def contracts(**fields: Fields) -> st.SearchStrategy[UnderpinningContract]:
    """Contracts with suppliers; fields that are given are drawn from the strategies given."""
    return _agreements(UnderpinningContract, {"supplier": identifiers("supplier"), **fields})


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
    }
    return st.builds(kind, **usual | fields)
