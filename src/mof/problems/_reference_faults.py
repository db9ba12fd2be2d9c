"""References: where the records of support name what is not there, or each other in a circle."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from mof.changes import RequestForChange
from mof.help_requests import HelpRequest
from mof.help_requests._masters import find_circular_duplicates
from mof.problems._known_error_lifecycle import KnownErrorState
from mof.problems._known_errors import KnownError
from mof.problems._problems import Problem
from mof.records import Record
from mof.records._records import iterate_once
from mof.values import Term


class ReferenceFaultKind(Term):
    """What is wrong with a reference."""

    UNKNOWN = "unknown"
    """What is named is not among the records given."""
    CIRCULAR = "circular"
    """Duplicates lead back to where they began."""
    ONE_SIDED = "one-sided"
    """What is named does not name it in return."""
    SECOND_KNOWN_ERROR = "second known error"
    """A problem has more than one known error."""


@frozen
class ReferenceFault:
    """A record that names what is not there, or what does not name it in return."""

    record: str
    """The record that names something."""
    kind: ReferenceFaultKind
    """What is wrong with it."""
    fact: str
    """The fact of the record that names it."""
    reference: str
    """The id that is named."""
    message: str
    """The fault in words."""


def find_reference_faults(
    *,
    requests: Iterable[HelpRequest[Any, Any]] = (),
    problems: Iterable[Problem] = (),
    known_errors: Iterable[KnownError] = (),
    changes: Iterable[RequestForChange] = (),
) -> tuple[ReferenceFault, ...]:
    """The faults in how records name each other, by record.

    All records of each kind are to be given: what is not among them is reported as unknown.
    """
    kept = tuple(iterate_once(requests))
    asked, searched = tuple(iterate_once(problems)), tuple(iterate_once(known_errors))
    known = {
        "request": frozenset(each.id for each in kept),
        "problem": frozenset(each.id for each in asked),
        "known error": frozenset(each.id for each in searched),
        "change": frozenset(each.id for each in iterate_once(changes)),
    }
    faults = [
        fault for record in (*kept, *asked, *searched) for fault in _find_unknown(record, known)
    ]
    faults += [
        ReferenceFault(
            circle[0],
            ReferenceFaultKind.CIRCULAR,
            "master",
            circle[1],
            f"duplicates in a circle: {' → '.join(circle)}",
        )
        for circle in find_circular_duplicates(kept)
    ]
    faults += _find_one_sided(kept, asked)
    faults += _find_second(searched)
    return tuple(sorted(faults, key=lambda each: (each.record, each.fact, each.reference)))


_PLACES: dict[type, tuple[tuple[str, str], ...]] = {
    HelpRequest: (
        ("master", "request"),
        ("successor", "request"),
        ("problem", "problem"),
        ("known_error", "known error"),
        ("change", "change"),
    ),
    Problem: (
        ("incidents", "request"),
        ("master", "problem"),
        ("known_error", "known error"),
        ("change", "change"),
    ),
    KnownError: (("incidents", "request"), ("problem", "problem"), ("change", "change")),
}
"""Which facts of a record name a record of which kind."""


def _find_unknown(
    record: Record[Any, Any], known: dict[str, frozenset[str]]
) -> Iterator[ReferenceFault]:
    places = next(places for kind, places in _PLACES.items() if isinstance(record, kind))
    for fact, kind in places:
        for name in _list_names(record.facts.get(fact)):
            if name not in known[kind]:
                yield ReferenceFault(
                    record.id,
                    ReferenceFaultKind.UNKNOWN,
                    fact,
                    name,
                    f"{record.id} names the {kind} {name!r}, which is not there",
                )


def _list_names(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return () if value is None else (str(value),)


def _find_one_sided(
    requests: tuple[HelpRequest[Any, Any], ...], problems: tuple[Problem, ...]
) -> Iterator[ReferenceFault]:
    """Incidents that name a problem which does not list them."""
    lists: dict[str, frozenset[str]] = {
        each.id: frozenset(each.incidents or ()) for each in problems
    }
    for request in requests:
        problem = str(request.facts.get("problem"))
        if problem in lists and request.id not in lists[problem]:
            yield ReferenceFault(
                request.id,
                ReferenceFaultKind.ONE_SIDED,
                "problem",
                problem,
                f"{request.id} names the problem {problem!r}, which does not list it",
            )


def _find_second(known_errors: tuple[KnownError, ...]) -> Iterator[ReferenceFault]:
    """Known errors of a problem that has one in use or in the making already."""
    first: dict[str, str] = {}
    for error in sorted(known_errors, key=lambda each: each.id):
        if error.problem is None or error.state in _OVER:
            continue
        if (other := first.setdefault(error.problem, error.id)) != error.id:
            yield ReferenceFault(
                error.id,
                ReferenceFaultKind.SECOND_KNOWN_ERROR,
                "problem",
                other,
                f"{error.id} is of the problem {error.problem!r}, as {other} is already",
            )


_OVER = frozenset({KnownErrorState.RETIRED, KnownErrorState.DISCARDED})
