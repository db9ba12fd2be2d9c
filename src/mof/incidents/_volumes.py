"""Volumes: how many incidents come in, go out and wait."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import accumulate

from attrs import frozen

from mof.incidents._incident_lifecycle import OPEN_STATES
from mof.incidents._incidents import Incident
from mof.values import Period
from mof.values._instants import to_utc


@frozen(kw_only=True)
class Volume:
    """The flow of incidents through a period: what was open, came, came back, went, and is open."""

    period: Period
    """The period that is counted."""
    open_at_start: int
    """Incidents open just before its start."""
    opened: int
    """Incidents that came in it, whether or not they are still open."""
    reopened: int
    """How often one came back to work in it, the same incident twice if it did so twice."""
    finished: int
    """How often one ceased to be open in it: resolved, closed, rejected, rerouted, cancelled."""
    open_at_end: int
    """Incidents open just before its end."""

    @property
    def is_reconciled(self) -> bool:
        """Whether what was open, and came, less what went, is what is open."""
        came = self.opened + self.reopened
        return self.open_at_start + came - self.finished == self.open_at_end


def measure_volume(incidents: Iterable[Incident], *, during: Period, as_of: datetime) -> Volume:
    """Count the flow of incidents through a period, as known at an instant."""
    (volume,) = measure_volumes(incidents, during=[during], as_of=as_of)
    return volume


def list_open(
    incidents: Iterable[Incident], *, at: datetime, as_of: datetime
) -> tuple[Incident, ...]:
    """The incidents that were open just before an instant, as known at another."""
    at = to_utc(at)
    views = (incident.as_of(as_of) for incident in incidents)
    return tuple(view for view in views if _was_open(tuple(_find_turns(view)), at))


def measure_volumes(
    incidents: Iterable[Incident], *, during: Iterable[Period], as_of: datetime
) -> tuple[Volume, ...]:
    """Count the flow of incidents through each of some periods, as known at an instant."""
    views = (incident.as_of(as_of) for incident in incidents)
    turns = sorted(turn for view in views for turn in _find_turns(view))
    instants = [at for at, _, _ in turns]
    # How many are open after so many turns: each opens one or closes one.
    opened = [0, *accumulate(1 if is_open else -1 for _, is_open, _ in turns)]
    return tuple(_count_flow(turns, instants, opened, period) for period in during)


def _count_flow(
    turns: list["_Turn"], instants: list[datetime], opened: list[int], during: Period
) -> Volume:
    first, last = (bisect_left(instants, at) for at in (during.start, during.end))
    inside = Counter((is_open, is_first) for _, is_open, is_first in turns[first:last])
    return Volume(
        period=during,
        open_at_start=opened[first],
        opened=inside[True, True],
        reopened=inside[True, False],
        finished=inside[False, False],
        open_at_end=opened[last],
    )


_Turn = tuple[datetime, bool, bool]


def _find_turns(incident: Incident) -> Iterator[_Turn]:
    """When the incident became open or ceased to be, and whether for the first time."""
    was_open, is_new = False, True
    for entry in incident.chronology:
        is_open = entry.state in OPEN_STATES
        if entry.state and is_open is not was_open:
            yield max(entry.at, incident.opened_at), is_open, is_new
            was_open, is_new = is_open, False


def _was_open(life: tuple[_Turn, ...], at: datetime) -> bool:
    return next((is_open for turned_at, is_open, _ in reversed(life) if turned_at < at), False)
