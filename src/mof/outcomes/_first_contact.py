"""First contact: what was resolved by the first to work on it, and what came back."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain

from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.incidents._incident_lifecycle import OPEN_STATES
from mof.incidents._restorations import RESOLVED
from mof.outcomes._cutoffs import View
from mof.outcomes._measures import MEASURES
from mof.outcomes._open_cases import tell_share
from mof.outcomes._outcomes import Outcome
from mof.values import Period

# Our judgement: whatever hands an incident over, or lets it wait or come back, is a second contact.
_NOT_AT_ONCE = frozenset(
    {
        IncidentEvent.DISPATCH,
        IncidentEvent.ESCALATE,
        IncidentEvent.WAIT,
        IncidentEvent.RELAPSE,
    }
)


def measure_first_contact_resolution(
    incidents: Iterable[Incident], *, during: Period, as_of: datetime
) -> Outcome:
    """Which share of the incidents resolved in a period were so by the first to work on them."""
    view = View.of(during, as_of)
    resolved = [
        incident
        for incident in view.list_incidents(incidents)
        if incident.resolved_at is not None and incident.resolved_at in during
    ]
    verdicts = {str(incident.id): _is_first_contact(incident) for incident in resolved}
    return tell_share(MEASURES["first-contact resolution"], view, verdicts)


def _is_first_contact(incident: Incident) -> bool | None:
    """Whether only the first to work on it did; None where it does not tell who worked on it."""
    entries = incident.chronology
    noted: dict[str, set[object]] = {"assignee": set(), "team": set()}
    for name, fact in chain.from_iterable(entry.changes for entry in entries):
        if name in noted and fact is not None:
            noted[name].add(fact)
    if (
        incident.reopen_count
        or any(entry.event in _NOT_AT_ONCE for entry in entries)
        or any(entry.state is IncidentState.PENDING for entry in entries)
        or any(len(facts) > 1 for facts in noted.values())
    ):
        return False
    is_told = any(noted.values()) or any(e.event for e in entries if e.state in RESOLVED)
    return True if is_told else None


def measure_reopen_rate(
    incidents: Iterable[Incident], *, during: Period, as_of: datetime
) -> Outcome:
    """Which share of the incidents resolved in a period came back in it."""
    view = View.of(during, as_of)
    came_back: dict[str, bool | None] = {
        str(incident.id): any(returns)
        for incident in view.list_incidents(incidents)
        if (returns := list(_follow_resolutions(incident, during)))
    }
    return tell_share(MEASURES["reopen rate"], view, came_back)


def _follow_resolutions(incident: Incident, during: Period) -> Iterator[bool]:
    """For each time that it was resolved in a period, whether it went back to work after it."""
    entries = [entry for entry in incident.chronology if entry.state]
    last_open = max((n for n, e in enumerate(entries) if e.state in OPEN_STATES), default=-1)
    was_done = False
    for position, entry in enumerate(entries):
        is_done = entry.state in RESOLVED
        if is_done and not was_done and entry.at in during:
            yield position < last_open
        was_done = is_done
