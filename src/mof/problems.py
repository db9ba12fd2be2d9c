"""Problems: the unknown causes beneath incidents, and the search for them."""

from datetime import timedelta
from typing import ClassVar, Self, Unpack

from attrs import field, frozen

from mof.framework.roles import RoleType
from mof.histories import Entry, to_history
from mof.ids import ChangeId, PersonId, ProblemId, ServiceId
from mof.lifecycles import AnyOf, Edge, Lifecycle
from mof.priorities import Priority
from mof.records import Act, Noted, Record
from mof.terms import Term


class ProblemOrigin(Term):
    """Whether a problem was seen in what had failed, or before anything failed."""

    REACTIVE = "reactive"
    PROACTIVE = "proactive"


class ProblemState(Term):
    """Where a problem stands."""

    # Our judgement: MOF 4.0 names the steps of Problem Management, not states.
    DOCUMENTED = "documented"
    FILTERING = "filtering"
    RESEARCHING = "researching"
    OUTCOME_REVIEW = "outcome review"
    AWAITING_CHANGE = "awaiting change"
    VERIFYING = "verifying"
    CLOSED = "closed"


class ProblemEvent(Term):
    """What can happen to a problem."""

    IDENTIFY = "identify"
    CLASSIFY = "classify"
    MERGE = "merge"
    DECLINE = "decline"
    PURSUE = "pursue"
    RESEARCH = "research"
    RECORD_KNOWN_ERROR = "record known error"
    CONCLUDE = "conclude"
    REPEAT = "repeat"
    PUBLISH_WORKAROUND = "publish workaround"
    REQUEST_CHANGE = "request change"
    APPLY_FIX = "apply fix"
    COMPLETE_CHANGE = "complete change"
    FAIL_CHANGE = "fail change"
    CLOSE = "close"
    RECUR = "recur"
    ACCEPT_WORKAROUND = "accept workaround"
    REOPEN = "reopen"


class Closure(Term):
    """What a problem was closed for; the reasons of its closed state."""

    DUPLICATE = "duplicate"
    NOT_JUSTIFIED = "not justified"
    WORKAROUND_ACCEPTED = "workaround accepted"
    RESOLVED = "resolved"


_S, _E = ProblemState, ProblemEvent
_PM, _PA = RoleType.PROBLEM_MANAGER, RoleType.PROBLEM_ANALYST

# Our judgement, after the process steps of the MOF 4.0 Problem Management function. Every
# repeat of the research goes back through the filter, as the function asks.
_EDGES: dict[tuple[ProblemState | None, ProblemEvent], Edge[ProblemState]] = {
    (None, _E.IDENTIFY): Edge(
        _S.DOCUMENTED,
        roles=[_PM],
        given=("title", "symptoms", "origin", "services", "frequency", "impact"),
        any_of=(AnyOf(("incidents",), where="origin", equals=ProblemOrigin.REACTIVE),),
    ),
    (_S.DOCUMENTED, _E.CLASSIFY): Edge(
        _S.FILTERING, roles=[_PM], given=("category", "priority", "owner")
    ),
    (_S.FILTERING, _E.MERGE): Edge(
        _S.CLOSED, roles=[_PM], given=("master",), outcome=Closure.DUPLICATE.value
    ),
    (_S.FILTERING, _E.DECLINE): Edge(
        _S.CLOSED,
        roles=[_PM],
        given=("expected_benefit", "reproduction_effort", "expected_cost", "justification"),
        outcome=Closure.NOT_JUSTIFIED.value,
    ),
    (_S.FILTERING, _E.PURSUE): Edge(
        _S.RESEARCHING, roles=[_PM], given=("justification", "budget", "analyst")
    ),
    (_S.RESEARCHING, _E.RESEARCH): Edge(_S.RESEARCHING, roles=[_PA], given=("activity", "finding")),
    (_S.RESEARCHING, _E.RECORD_KNOWN_ERROR): Edge(
        _S.RESEARCHING, roles=[_PA, _PM], given=("known_error",)
    ),
    (_S.RESEARCHING, _E.CONCLUDE): Edge(
        _S.OUTCOME_REVIEW, roles=[_PA], given=("finding", "research_pass")
    ),
    (_S.OUTCOME_REVIEW, _E.REPEAT): Edge(
        _S.FILTERING, roles=[_PM], given=("expected_benefit",), needs_reason=True
    ),
    (_S.OUTCOME_REVIEW, _E.PUBLISH_WORKAROUND): Edge(
        _S.FILTERING, roles=[_PM], given=("workaround",), recorded=("known_error",)
    ),
    (_S.OUTCOME_REVIEW, _E.REQUEST_CHANGE): Edge(
        _S.AWAITING_CHANGE,
        roles=[_PM],
        given=("change", "is_standard_change"),
        recorded=("root_cause",),
    ),
    (_S.OUTCOME_REVIEW, _E.APPLY_FIX): Edge(
        _S.VERIFYING, roles=[_PA], given=("instructions",), recorded=("known_error",)
    ),
    (_S.AWAITING_CHANGE, _E.COMPLETE_CHANGE): Edge(
        _S.VERIFYING, roles=[_PM], given=("change_outcome",)
    ),
    (_S.AWAITING_CHANGE, _E.FAIL_CHANGE): Edge(_S.OUTCOME_REVIEW, roles=[_PM], needs_reason=True),
    (_S.VERIFYING, _E.CLOSE): Edge(
        _S.CLOSED,
        roles=[_PM],
        given=("observation_window", "proactive_action"),
        outcome=Closure.RESOLVED.value,
    ),
    (_S.VERIFYING, _E.RECUR): Edge(_S.FILTERING, roles=[_PM], given=("incidents",)),
    (_S.OUTCOME_REVIEW, _E.ACCEPT_WORKAROUND): Edge(
        _S.CLOSED,
        roles=[_PM],
        given=("informed",),
        recorded=("known_error", "workaround"),
        outcome=Closure.WORKAROUND_ACCEPTED.value,
    ),
    (_S.CLOSED, _E.REOPEN): Edge(
        _S.DOCUMENTED,
        roles=[_PM],
        given=("evidence",),
        from_reasons=[Closure.NOT_JUSTIFIED.value, Closure.WORKAROUND_ACCEPTED.value],
    ),
}

PROBLEM_LIFECYCLE = Lifecycle[ProblemState, ProblemEvent]("problem", _EDGES)


@frozen
class Problem(Record[ProblemState, ProblemEvent]):
    """The unknown cause of one or more incidents, past or to be feared."""

    id: ProblemId
    history: tuple[Entry[ProblemState, ProblemEvent], ...] = field(converter=to_history)

    LIFECYCLE: ClassVar[Lifecycle[ProblemState, ProblemEvent]] = PROBLEM_LIFECYCLE

    title = Noted(str)
    symptoms = Noted(str)
    origin = Noted(ProblemOrigin)
    services = Noted[tuple[str, ...]](tuple)
    incidents = Noted[tuple[str, ...]](tuple)
    frequency = Noted(str)
    impact = Noted(str)
    category = Noted(str)
    priority = Noted(Priority)
    owner = Noted(PersonId)
    analyst = Noted(PersonId)
    master = Noted(ProblemId)
    expected_benefit = Noted(str)
    expected_cost = Noted(str)
    reproduction_effort = Noted(timedelta)
    budget = Noted(timedelta)
    justification = Noted(str)
    activity = Noted(str)
    finding = Noted(str)
    research_pass = Noted(int)
    root_cause = Noted(str)
    known_error = Noted(str)
    workaround = Noted(str)
    instructions = Noted(str)
    change = Noted(ChangeId)
    is_standard_change = Noted(bool)
    change_outcome = Noted(str)
    observation_window = Noted(timedelta)
    proactive_action = Noted(str)
    informed = Noted(PersonId)
    evidence = Noted(str)

    @property
    def is_open(self) -> bool:
        """Whether the search still goes on."""
        return self.state not in {None, ProblemState.CLOSED}

    @classmethod
    def identify(
        cls,
        id: ProblemId | str,  # noqa: A002 - the field's own word
        *,
        title: str,
        symptoms: str,
        origin: ProblemOrigin,
        services: tuple[ServiceId, ...],
        frequency: str,
        impact: str,
        incidents: tuple[str, ...] | None = None,
        **act: Unpack[Act],
    ) -> Self:
        """A new problem, picked out of the list of incidents or foreseen."""
        return cls(id=ProblemId(id), history=()).act(
            _E.IDENTIFY,
            title=title,
            symptoms=symptoms,
            origin=origin,
            services=services,
            frequency=frequency,
            impact=impact,
            incidents=incidents,
            **act,
        )

    def classify(
        self, *, category: str, priority: Priority, owner: PersonId, **act: Unpack[Act]
    ) -> Self:
        """Say what kind it is, how soon it is handled, and who owns it."""
        return self.act(_E.CLASSIFY, category=category, priority=priority, owner=owner, **act)

    def merge(self, *, master: ProblemId, **act: Unpack[Act]) -> Self:
        """Close it because the same problem is on record already."""
        return self.act(_E.MERGE, master=master, **act)

    def decline(
        self,
        *,
        expected_benefit: str,
        reproduction_effort: timedelta,
        expected_cost: str,
        justification: str,
        **act: Unpack[Act],
    ) -> Self:
        """Close it because a fix would not pay."""
        return self.act(
            _E.DECLINE,
            expected_benefit=expected_benefit,
            reproduction_effort=reproduction_effort,
            expected_cost=expected_cost,
            justification=justification,
            **act,
        )

    def pursue(
        self, *, justification: str, budget: timedelta, analyst: PersonId, **act: Unpack[Act]
    ) -> Self:
        """Decide that it is worth a search, and how much of one."""
        return self.act(
            _E.PURSUE, justification=justification, budget=budget, analyst=analyst, **act
        )

    def research(
        self,
        *,
        activity: str,
        finding: str,
        root_cause: str | None = None,
        **act: Unpack[Act],
    ) -> Self:
        """Note one research activity and what it showed."""
        return self.act(
            _E.RESEARCH, activity=activity, finding=finding, root_cause=root_cause, **act
        )

    def record_known_error(self, *, known_error: str, **act: Unpack[Act]) -> Self:
        """Note that a known error exists, with or without its cause."""
        return self.act(_E.RECORD_KNOWN_ERROR, known_error=known_error, **act)

    def conclude(self, *, finding: str, root_cause: str | None = None, **act: Unpack[Act]) -> Self:
        """End one pass of the research."""
        research_pass = (self.research_pass or 0) + 1
        return self.act(
            _E.CONCLUDE,
            finding=finding,
            root_cause=root_cause,
            research_pass=research_pass,
            **act,
        )

    def repeat(self, *, expected_benefit: str, **act: Unpack[Act]) -> Self:
        """Go back to the filter because nothing viable was found."""
        return self.act(_E.REPEAT, expected_benefit=expected_benefit, **act)

    def publish_workaround(self, *, workaround: str, **act: Unpack[Act]) -> Self:
        """Give the known error its workaround and ask the filter whether to go on."""
        return self.act(_E.PUBLISH_WORKAROUND, workaround=workaround, **act)

    def request_change(
        self, *, change: ChangeId, is_standard_change: bool = False, **act: Unpack[Act]
    ) -> Self:
        """Ask for the change that the fix needs."""
        return self.act(
            _E.REQUEST_CHANGE, change=change, is_standard_change=is_standard_change, **act
        )

    def apply_fix(self, *, instructions: str, **act: Unpack[Act]) -> Self:
        """Apply a fix that needs no change."""
        return self.act(_E.APPLY_FIX, instructions=instructions, **act)

    def complete_change(self, *, change_outcome: str, **act: Unpack[Act]) -> Self:
        """Note that the change was released and reviewed."""
        return self.act(_E.COMPLETE_CHANGE, change_outcome=change_outcome, **act)

    def fail_change(self, **act: Unpack[Act]) -> Self:
        """Note that the change was rejected, failed or was backed out."""
        return self.act(_E.FAIL_CHANGE, **act)

    def close(
        self, *, observation_window: timedelta, proactive_action: str, **act: Unpack[Act]
    ) -> Self:
        """Close it because nothing recurred while it was watched."""
        return self.act(
            _E.CLOSE,
            observation_window=observation_window,
            proactive_action=proactive_action,
            **act,
        )

    def recur(self, *, incidents: tuple[str, ...], **act: Unpack[Act]) -> Self:
        """Go back to the filter because it happened again; the new incidents join the old."""
        joined = incidents and tuple(dict.fromkeys((*(self.incidents or ()), *incidents)))
        return self.act(_E.RECUR, incidents=joined, **act)

    def accept_workaround(self, *, informed: PersonId, **act: Unpack[Act]) -> Self:
        """Close it and live with the workaround; the customer service manager knows."""
        return self.act(_E.ACCEPT_WORKAROUND, informed=informed, **act)

    def reopen(self, *, evidence: str, **act: Unpack[Act]) -> Self:
        """Take it up again on new evidence."""
        return self.act(_E.REOPEN, evidence=evidence, **act)
