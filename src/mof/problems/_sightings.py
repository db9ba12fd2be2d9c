"""Sightings: what is known of an incident at an instant, and what it may share with others."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from attrs import frozen

from mof.help_requests._categories import UNKNOWN_SERVICE
from mof.incidents import Incident, IncidentEvent, IncidentState
from mof.incidents._restorations import NO_INCIDENT, list_waits
from mof.records import Entry
from mof.values import IncidentId, ProblemId

ATTRIBUTES = ("service", "topic", "symptom", "configuration_item")
"""By which facts incidents are grouped unless others are named; the first one comes first."""

Subject = tuple[tuple[str, str], ...]
"""What incidents have in common: names of facts, each with its value."""


def to_subject(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Subject:
    """Names of facts and their values, in the order given."""
    return tuple(dict(value).items())


def describe_subject(subject: Subject) -> str:
    """A subject in words.

    >>> describe_subject((("service", "mail"), ("configuration_item", "relay-1")))
    'service mail, configuration item relay-1'
    """
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in subject)


def is_incident(view: Incident) -> bool:
    """Whether it has not turned out to be none, or one that another incident stands for."""
    return view.state not in NO_INCIDENT


def find_value(view: Incident, name: str) -> str | None:
    """The value of a fact by which incidents are grouped; None where it is not known."""
    fact = view.facts.get(name)
    return None if fact in (None, "", UNKNOWN_SERVICE) else str(fact)


@frozen
class ProblemSighting:
    """What was known of an incident: what it shares, what was lost, and who had it."""

    id: IncidentId
    opened_at: datetime
    values: tuple[str | None, ...]
    time_lost: timedelta
    teams: tuple[str, ...]
    problem: ProblemId | None

    def find_returns(self) -> dict[tuple[str, str], bool]:
        """Between which two teams it was handed over, and whether it came straight back."""
        pairs = [(min(pair), max(pair)) for pair in pairwise(self.teams)]
        # Neighbouring steps between the same two teams are one there and one back.
        back = {one for one, next_one in pairwise(pairs) if one == next_one}
        return {pair: pair in back for pair in pairs}


def observe(view: Incident, as_of: datetime, attributes: tuple[str, ...]) -> ProblemSighting | None:
    """What an incident as it was known at an instant tells; None if it is known to be none."""
    if not is_incident(view):
        return None
    problem = view.facts.get("problem")
    return ProblemSighting(
        id=view.id,
        opened_at=view.opened_at,
        values=tuple(find_value(view, name) for name in attributes),
        time_lost=_measure_loss(view, as_of),
        teams=tuple(_list_teams(view.chronology)),
        problem=None if problem is None else ProblemId(str(problem)),
    )


def _measure_loss(view: Incident, as_of: datetime) -> timedelta:
    """How long users were without, all stretches together, until an instant at most."""
    ends = ((wait.start, min(wait.end or as_of, as_of)) for wait in list_waits(view))
    return sum((max(end - start, timedelta()) for start, end in ends), timedelta())


def _list_teams(
    chronology: Iterable[Entry[IncidentState, IncidentEvent]],
) -> Iterator[str]:
    last = None
    for entry in chronology:
        for name, fact in entry.changes:
            if name == "team" and fact is not None and fact != last:
                last = fact
                yield str(fact)
