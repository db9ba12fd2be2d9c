"""Known errors: what is known of a fault, so that others need not find it out again."""

import re
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.framework import RoleType
from mof.help_requests._intakes import UNKNOWN_SERVICE
from mof.incidents import Incident
from mof.records import Edge, Entry, Lifecycle, Noted, Record
from mof.records._histories import to_history
from mof.records._records import ActArguments, iterate_once
from mof.values import ChangeId, IncidentId, KnownErrorId, ProblemId, ServiceId, Term
from mof.values._graphs import list_some


class KnownErrorTrigger(Term):
    """What makes a finding a known error; each research activity asks for all of them."""

    # MOF 4.0, Problem Management, research: any one of these is enough.
    HELPS_OTHERS = "helps others to resolve matching incidents"
    ROOT_CAUSE = "the root cause is definite"
    LESS_IMPACT = "something reduces frequency or impact"
    PROJECTED_DATE = "a date for the resolution is projected"
    PROGRESS = "progress is worth sharing"
    ACTION_NEEDED = "others have to act"


class KnownErrorState(Term):
    """Where a known error stands."""

    # Our judgement: MOF 4.0 asks for the record, and names no states.
    DRAFT = "draft"
    PUBLISHED = "published"
    WORKAROUND_AVAILABLE = "workaround available"
    FIX_AVAILABLE = "fix available"
    RETIRED = "retired"
    DISCARDED = "discarded"


class KnownErrorEvent(Term):
    """What can happen to a known error."""

    DRAFT = "draft"
    PUBLISH = "publish"
    FIND_CAUSE = "find cause"
    PROJECT = "project"
    LINK = "link"
    ADD_WORKAROUND = "add workaround"
    WITHDRAW_WORKAROUND = "withdraw workaround"
    ADD_FIX = "add fix"
    WITHDRAW_FIX = "withdraw fix"
    RETIRE = "retire"
    DISCARD = "discard"


_S, _E = KnownErrorState, KnownErrorEvent
_PM, _PA, _IR = RoleType.PROBLEM_MANAGER, RoleType.PROBLEM_ANALYST, RoleType.INCIDENT_RESOLVER
_IN_USE = (_S.PUBLISHED, _S.WORKAROUND_AVAILABLE, _S.FIX_AVAILABLE)
_LIVE = (_S.DRAFT, *_IN_USE)
_WORKAROUND = ("workaround", "instructions")

# Our judgement, after the MOF 4.0 Problem Management function: it may exist before its cause is
# known, and it is retired only once its fix is verified wherever it is needed.
_EDGES: dict[tuple[KnownErrorState | None, KnownErrorEvent], Edge[KnownErrorState]] = {
    (None, _E.DRAFT): Edge(_S.DRAFT, roles=[_PA, _PM], given=("title", "symptoms", "trigger")),
    (_S.DRAFT, _E.PUBLISH): Edge(_S.PUBLISHED, roles=[_PM]),
    (_S.DRAFT, _E.DISCARD): Edge(_S.DISCARDED, roles=[_PM], needs_reason=True),
    **{
        (state, _E.FIND_CAUSE): Edge(state, roles=[_PA, _PM], given=("root_cause",))
        for state in _LIVE
    },
    **{
        (state, _E.PROJECT): Edge(state, roles=[_PA, _PM], given=("projected_at",))
        for state in _LIVE
    },
    **{
        (state, _E.LINK): Edge(state, roles=[_PA, _PM, _IR], given=("incidents",))
        for state in _LIVE
    },
    **{
        (state, _E.ADD_WORKAROUND): Edge(
            _S.WORKAROUND_AVAILABLE, roles=[_PA, _PM], given=_WORKAROUND
        )
        for state in (_S.PUBLISHED, _S.WORKAROUND_AVAILABLE)
    },
    (_S.WORKAROUND_AVAILABLE, _E.WITHDRAW_WORKAROUND): Edge(
        _S.PUBLISHED, roles=[_PM], needs_reason=True
    ),
    **{
        (state, _E.ADD_FIX): Edge(
            _S.FIX_AVAILABLE, roles=[_PA, _PM], given=("fix",), recorded=("root_cause",)
        )
        for state in (_S.PUBLISHED, _S.WORKAROUND_AVAILABLE)
    },
    (_S.FIX_AVAILABLE, _E.WITHDRAW_FIX): Edge(_S.PUBLISHED, roles=[_PM], needs_reason=True),
    (_S.FIX_AVAILABLE, _E.RETIRE): Edge(_S.RETIRED, roles=[_PM], given=("verification",)),
}

KNOWN_ERROR_LIFECYCLE = Lifecycle[KnownErrorState, KnownErrorEvent]("known error", _EDGES)


@frozen
class KnownError(Record[KnownErrorState, KnownErrorEvent]):
    """A fault of which something is known, with all that was found out about it."""

    id: KnownErrorId
    history: tuple[Entry[KnownErrorState, KnownErrorEvent], ...] = field(converter=to_history)

    LIFECYCLE: ClassVar[Lifecycle[KnownErrorState, KnownErrorEvent]] = KNOWN_ERROR_LIFECYCLE

    title = Noted(str)
    symptoms = Noted(str)
    trigger = Noted(KnownErrorTrigger)
    services = Noted[tuple[str, ...]](tuple)
    topics = Noted[tuple[str, ...]](tuple)
    problem = Noted(ProblemId)
    incidents = Noted[tuple[str, ...]](tuple)
    root_cause = Noted(str)
    projected_at = Noted(datetime)
    workaround = Noted(str)
    instructions = Noted[tuple[str, ...]](tuple)
    prerequisites = Noted(str)
    required_authorization = Noted(str)
    fix = Noted(str)
    change = Noted(ChangeId)
    verification = Noted(str)

    @property
    def is_in_use(self) -> bool:
        """Whether those who resolve incidents should look at it."""
        return self.state in _IN_USE

    @property
    def incident_count(self) -> int:
        """How many incidents it was linked with; a large count makes its problem pressing."""
        return len(self.incidents or ())

    @classmethod
    def draft(
        cls,
        id: KnownErrorId | str,  # noqa: A002 - the field's own word
        *,
        title: str,
        symptoms: str,
        trigger: KnownErrorTrigger,
        services: tuple[ServiceId, ...] | None = None,
        topics: tuple[str, ...] | None = None,
        problem: ProblemId | None = None,
        root_cause: str | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """A new one; its cause need not be known."""
        return cls(KnownErrorId(id), ()).act(
            _E.DRAFT,
            title=title,
            symptoms=symptoms,
            trigger=trigger,
            services=services,
            topics=topics,
            problem=problem,
            root_cause=root_cause,
            **act,
        )

    def publish(self, **act: Unpack[ActArguments]) -> Self:
        """Let everybody look it up."""
        return self.act(_E.PUBLISH, **act)

    def find_cause(self, *, root_cause: str, **act: Unpack[ActArguments]) -> Self:
        """Note the cause."""
        return self.act(_E.FIND_CAUSE, root_cause=root_cause, **act)

    def project(self, *, projected_at: datetime, **act: Unpack[ActArguments]) -> Self:
        """Say by when it is expected to be resolved."""
        return self.act(_E.PROJECT, projected_at=projected_at, **act)

    def link(self, *, incidents: tuple[str, ...], **act: Unpack[ActArguments]) -> Self:
        """Note incidents that it was behind; they join those known."""
        joined = incidents and tuple(dict.fromkeys((*(self.incidents or ()), *incidents)))
        return self.act(_E.LINK, incidents=joined, **act)

    def add_workaround(
        self,
        *,
        workaround: str,
        instructions: tuple[str, ...],
        prerequisites: str | None = None,
        required_authorization: str | None = None,
        **act: Unpack[ActArguments],
    ) -> Self:
        """Say step by step how to live with it, and what one needs and has to be allowed for."""
        return self.act(
            _E.ADD_WORKAROUND,
            workaround=workaround,
            instructions=instructions,
            prerequisites=prerequisites,
            required_authorization=required_authorization,
            **act,
        )

    def withdraw_workaround(self, **act: Unpack[ActArguments]) -> Self:
        """Note that the workaround must not be used any more."""
        return self.act(_E.WITHDRAW_WORKAROUND, **act)

    def add_fix(
        self, *, fix: str, change: ChangeId | None = None, **act: Unpack[ActArguments]
    ) -> Self:
        """Say what removes it, and by which change."""
        return self.act(_E.ADD_FIX, fix=fix, change=change, **act)

    def withdraw_fix(self, **act: Unpack[ActArguments]) -> Self:
        """Note that the fix does not remove it."""
        return self.act(_E.WITHDRAW_FIX, **act)

    def retire(self, *, verification: str, **act: Unpack[ActArguments]) -> Self:
        """Close it, since its fix is verified wherever it is needed."""
        return self.act(_E.RETIRE, verification=verification, **act)

    def discard(self, **act: Unpack[ActArguments]) -> Self:
        """Drop it before anybody has used it."""
        return self.act(_E.DISCARD, **act)


@frozen
class KnownErrorMatch:
    """A known error that may be behind an incident, how well it fits, and in what."""

    known_error: KnownErrorId
    incident: IncidentId
    score: Fraction
    reasons: tuple[str, ...]
    workaround: str | None = None


USUAL_SCORE = Fraction(1, 2)
"""How well a known error has to fit to be shown; our judgement."""

_SHORTEST = 3


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
