"""Subjects: what incidents may have in common."""

from collections.abc import Iterable, Mapping

from mof.help_requests._intakes import UNKNOWN_SERVICE
from mof.incidents import Incident
from mof.incidents._restorations import NO_INCIDENT

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
