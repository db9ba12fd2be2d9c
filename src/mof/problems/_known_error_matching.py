"""Matching: which known errors may be behind an incident, and by what they are scored."""

import re
from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from mof.help_requests._categories import UNKNOWN_SERVICE
from mof.incidents import Incident
from mof.problems._known_errors import KnownError
from mof.records._records import iterate_once
from mof.values import IncidentId, KnownErrorId
from mof.values._graphs import list_some


@frozen
class KnownErrorMatch:
    """A known error that may be behind an incident, how well it fits, and in what."""

    known_error: KnownErrorId
    """The known error that may be behind the incident."""
    incident: IncidentId
    """The incident that it was held against."""
    score: Fraction
    """How well it fits, from 0 to 1: the exact mean over what the known error tells."""
    reasons: tuple[str, ...]
    """In what it fits, in words."""
    workaround: str | None = None
    """Its workaround; None where it has none."""


# At least as much of what it tells fits as does not.
USUAL_SCORE = Fraction(1, 2)
"""How well a known error has to fit to be shown.

Our judgement: with less than half in common, most of what is shown would not fit.
"""

# Letters. Our judgement: shorter words, such as "no" and "of", stand in every text.
_SHORTEST = 3
"""The letters of the shortest word compared; our judgement: shorter ones tell little."""


def find_words(text: str) -> frozenset[str]:
    """The words of a text that tell something, in lower case.

    >>> sorted(find_words("No mail to the Server"))
    ['mail', 'server', 'the']
    """
    return frozenset(w for w in re.findall(r"\w+", text.casefold()) if len(w) >= _SHORTEST)


def match_known_errors(
    incident: Incident,
    known_errors: Iterable[KnownError],
    *,
    least: Fraction = USUAL_SCORE,
) -> tuple[KnownErrorMatch, ...]:
    """The known errors in use that may be behind an incident, the best fit first.

    Our judgement: the score is the mean over what the known error tells: its services (the
    incident's is one of them), its topics (likewise), and its symptoms (the share of their
    words that the incident mentions). A known error of other services never fits; where the
    incident's own is unknown, that counts as half.
    """
    found = (_match(incident, each) for each in iterate_once(known_errors) if each.is_in_use)
    matches = [match for match in found if match and match.score >= least]
    return tuple(sorted(matches, key=lambda match: (-match.score, match.known_error)))


def _match(incident: Incident, error: KnownError) -> KnownErrorMatch | None:
    scores: list[Fraction] = []
    reasons: list[str] = []
    if error.services:
        if incident.service in {None, UNKNOWN_SERVICE}:
            scores.append(Fraction(1, 2))
            reasons.append("the service of the incident is unknown")
        elif incident.service in error.services:
            scores.append(Fraction(1))
            reasons.append(f"same service: {incident.service}")
        else:
            return None
    if error.topics:
        is_same = incident.topic in error.topics
        scores.append(Fraction(is_same))
        reasons += [f"same topic: {incident.topic}"] if is_same else []
    if wanted := find_words(error.symptoms or ""):
        told = (incident.situation, incident.symptom, incident.topic)
        shared = wanted & find_words(" ".join(text for text in told if text))
        scores.append(Fraction(len(shared), len(wanted)))
        reasons.append(
            f"{len(shared)} of {len(wanted)} words: {list_some(sorted(shared)) or 'none'}"
        )
    if not scores:
        return None
    score = sum(scores, Fraction()) / len(scores)
    return KnownErrorMatch(error.id, incident.id, score, tuple(reasons), error.workaround)
