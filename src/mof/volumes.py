"""Volumes: how many incidents come in, go out and wait."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import frozen

from mof.incidents import OPEN_STATES, Incident
from mof.instants import to_utc
from mof.periods import Period


@frozen(kw_only=True)
class Volume:
    """The flow of incidents through a period: what was open, came, came back, went, and is open."""

    period: Period
    open_at_start: int
    opened: int
    reopened: int
    finished: int
    open_at_end: int

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
    lives = [tuple(_find_turns(incident.as_of(as_of))) for incident in incidents]
    return tuple(_count_flow(lives, period) for period in during)


def _count_flow(lives: list[tuple["_Turn", ...]], during: Period) -> Volume:
    turns = [
        (is_open, is_first) for life in lives for at, is_open, is_first in life if at in during
    ]
    return Volume(
        period=during,
        open_at_start=_count_open(lives, during.start),
        opened=turns.count((True, True)),
        reopened=turns.count((True, False)),
        finished=sum(not is_open for is_open, _ in turns),
        open_at_end=_count_open(lives, during.end),
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


def _count_open(lives: Iterable[tuple[_Turn, ...]], at: datetime) -> int:
    """How many were open just before an instant."""
    return sum(_was_open(life, at) for life in lives)


def _was_open(life: tuple[_Turn, ...], at: datetime) -> bool:
    return next((is_open for turned_at, is_open, _ in reversed(life) if turned_at < at), False)
