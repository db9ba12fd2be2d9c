"""Records of every kind, and what support keeps beside them."""

from datetime import datetime
from functools import partial
from itertools import product
from typing import Any, TypeVar

from hypothesis import strategies as st

from mof.agreements import AgreementLife
from mof.changes import RequestForChange, StandardChange, StandardChangeCatalog
from mof.help_requests import (
    Classification,
    ClassificationMatrix,
    Complaint,
    FulfillmentRequest,
    HelpRequest,
    InformationRequest,
    NewServiceRequest,
    Origin,
    PickList,
)
from mof.incidents import INCIDENT_LIFECYCLE, Incident, MajorIncident
from mof.operations import WorkInstruction
from mof.problems import KnownError, Problem
from mof.records import Level, Lifecycle, Priority, PriorityMatrix, Record, RecordGap
from mof.strategies._histories import foreign_histories, lives
from mof.strategies._registry import Strategy, draws, generate, register, values
from mof.strategies._scalars import durations, identifiers, instants, texts
from mof.values import IncidentId, ProblemId

_R = TypeVar("_R", bound=Record[Any, Any])
_CATEGORIES: tuple[type[HelpRequest[Any, Any]], ...] = (
    InformationRequest,
    FulfillmentRequest,
    NewServiceRequest,
    Incident,
)


@draws(Incident)
@st.composite
def incidents(
    draw: st.DrawFn,
    *,
    lifecycle: Lifecycle[Any, Any] = INCIDENT_LIFECYCLE,
    opened_at: st.SearchStrategy[datetime] | None = None,
    max_events: int = 12,
    is_late: bool = True,
) -> Incident:
    """Incidents to which only happened what a lifecycle allows.

    Some entries are written down later than they happened, unless ``is_late`` rules that out.
    """
    at = draw(instants() if opened_at is None else opened_at)
    number, origin = draw(identifiers("incident")), draw(st.sampled_from(Origin))
    new = Incident(IncidentId(number), (), opened_at=at, origin=origin)
    return draw(lives(new, lifecycle, at=at, max_events=max_events, is_late=is_late))


@st.composite
def _help_requests(
    draw: st.DrawFn, kind: type[HelpRequest[Any, Any]] | None = None
) -> HelpRequest[Any, Any]:
    """Help requests of one category, or of any, to which only happened what is lawful."""
    at, number = draw(instants()), draw(identifiers("request"))
    kind = kind or draw(st.sampled_from(_CATEGORIES))
    new = kind(number, (), opened_at=at, origin=draw(st.sampled_from(Origin)))
    return draw(lives(new, kind.LIFECYCLE, at=at))


draws(HelpRequest)(_help_requests)
for _category in (FulfillmentRequest, InformationRequest, NewServiceRequest):
    draws(_category)(partial(_help_requests, _category))


@st.composite
def _live(draw: st.DrawFn, kind: type[_R], prefix: str) -> _R:
    """Records to which only happened what their own lifecycle allows."""
    new = kind(draw(identifiers(prefix)), ())
    return draw(lives(new, kind.LIFECYCLE, at=draw(instants())))


for _kind, _prefix in (
    (AgreementLife, "agreement"),
    (Complaint, "complaint"),
    (KnownError, "known-error"),
    (MajorIncident, "major-incident"),
    (WorkInstruction, "instruction"),
):
    draws(_kind)(partial(_live, _kind, _prefix))


@draws(Problem)
@st.composite
def problems(
    draw: st.DrawFn,
    *,
    lifecycle: Lifecycle[Any, Any] = Problem.LIFECYCLE,
    identified_at: st.SearchStrategy[datetime] | None = None,
    max_events: int = 12,
    is_late: bool = True,
) -> Problem:
    """Problems to which only happened what a lifecycle allows.

    Some entries are written down later than they happened, unless ``is_late`` rules that out.
    """
    new = Problem(ProblemId(draw(identifiers("problem"))), ())
    at = draw(instants() if identified_at is None else identified_at)
    return draw(lives(new, lifecycle, at=at, max_events=max_events, is_late=is_late))


@draws(RequestForChange)
def changes(
    *,
    lifecycle: Lifecycle[Any, Any] = RequestForChange.LIFECYCLE,
    max_events: int = 12,
    is_late: bool = True,
    **fields: Strategy,
) -> st.SearchStrategy[RequestForChange]:
    """Requests for change to which only happened what a lifecycle allows.

    Strategy that are given are drawn from the strategies given. Some entries are written down
    later than they happened, unless ``is_late`` rules that out.
    """
    new = generate(RequestForChange, {"history": st.just(()), **fields})
    return new.flatmap(
        lambda change: lives(
            change, lifecycle, at=change.requested_at, max_events=max_events, is_late=is_late
        )
    )


def foreign_incidents() -> st.SearchStrategy[Incident]:
    """Incidents with histories as other tools leave them behind, some not wholly read."""
    return st.builds(
        Incident,
        identifiers("incident"),
        foreign_histories(Incident),
        opened_at=instants(),
        origin=st.none() | st.sampled_from(Origin),
        gaps=st.just(()) | st.lists(values(RecordGap), max_size=2).map(tuple),
    )


@draws(PriorityMatrix)
@st.composite
def priority_matrices(draw: st.DrawFn) -> PriorityMatrix:
    """Matrices in which no larger impact or urgency has a lower priority."""
    ranks: dict[tuple[Level, Level], int] = {}
    levels = list(Level)
    for impact, urgency in product(range(3), range(3)):
        above = ranks.get((levels[impact - 1], levels[urgency]), 1) if impact else 1
        before = ranks.get((levels[impact], levels[urgency - 1]), 1) if urgency else 1
        lowest = max(above, before)
        ranks[levels[impact], levels[urgency]] = min(5, lowest + draw(st.integers(0, 2)))
    return PriorityMatrix({key: Priority(str(rank)) for key, rank in ranks.items()})


@draws(StandardChange)
def standard_changes() -> st.SearchStrategy[StandardChange]:
    """Standard changes, some of them for a limited time."""
    return st.tuples(instants(), st.none() | durations()).flatmap(
        lambda pair: generate(
            StandardChange,
            {
                "approved_at": st.just(pair[0]),
                "valid_until": st.just(pair[0] + pair[1] if pair[1] else None),
            },
        )
    )


@draws(StandardChangeCatalog)
def standard_change_catalogs() -> st.SearchStrategy[StandardChangeCatalog]:
    """A few standard changes, each with an id of its own."""
    changes = st.lists(standard_changes(), max_size=2, unique_by=lambda change: change.id)
    return changes.map(lambda found: StandardChangeCatalog(tuple(found)))


register(PickList, name=texts(min_size=1), choices=st.lists(texts(min_size=1), max_size=3))


@draws(ClassificationMatrix)
def classification_matrices() -> st.SearchStrategy[ClassificationMatrix]:
    """A few things that may be reported, each with what it usually is."""
    rows = st.lists(
        values(Classification), max_size=3, unique_by=lambda row: row.reported.casefold()
    )
    return rows.map(ClassificationMatrix)
