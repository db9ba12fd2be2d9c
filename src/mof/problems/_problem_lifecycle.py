"""The lifecycle of a problem: every pass of the search goes through the filter."""

from mof.framework import RoleType
from mof.records import AnyOf, Edge, Lifecycle
from mof.values import Term


class ProblemOrigin(Term):
    """Whether a problem was seen in what had failed, or before anything failed."""

    REACTIVE = "reactive"
    """Incidents had happened, and are named."""
    PROACTIVE = "proactive"
    """It was seen in trends, tests or elsewhere before anything failed."""


class ResearchKind(Term):
    """What is done to find out about a problem."""

    # MOF 4.0, Problem Management, research: reproduce it in a test environment, observe it, look
    # for the root cause, test a hypothesis.
    REPRODUCTION = "reproduction"
    """Making it happen again in a test environment."""
    OBSERVATION = "observation"
    """Watching it where it happens, such as with more logging."""
    ANALYSIS = "analysis"
    """Looking for the root cause in what is known, such as with five whys."""
    HYPOTHESIS_TEST = "hypothesis test"
    """Changing one thing to see whether the problem goes with it."""


class ProblemState(Term):
    """Where a problem stands."""

    # Our judgement: MOF 4.0 names the steps of Problem Management, not states.
    DOCUMENTED = "documented"
    """It is on record; its category, priority and owner are not judged yet."""
    FILTERING = "filtering"
    """It is being decided whether another pass of research is worth while."""
    RESEARCHING = "researching"
    """An analyst looks for its cause."""
    OUTCOME_REVIEW = "outcome review"
    """A pass of research is over, and what follows from it is being decided."""
    AWAITING_CHANGE = "awaiting change"
    """A request for change is to remove the cause."""
    VERIFYING = "verifying"
    """The fix is in place, and it is watched whether incidents recur."""
    CLOSED = "closed"
    """It is over, for the closure that its reason names."""


class ProblemEvent(Term):
    """What can happen to a problem."""

    IDENTIFY = "identify"
    """It is put on record, with what is known of it."""
    CLASSIFY = "classify"
    """Category, priority and owner are judged."""
    MERGE = "merge"
    """It is found to be a duplicate of another problem, the master."""
    DECLINE = "decline"
    """It is not worth a search, by the figures on record."""
    PURSUE = "pursue"
    """It is worth a search; budget and analyst are named."""
    RESEARCH = "research"
    """Something is tried, and what was found is noted."""
    RECORD_KNOWN_ERROR = "record known error"
    """A known error is written about it."""
    CONCLUDE = "conclude"
    """A pass of research ends with a finding."""
    REPEAT = "repeat"
    """It goes back through the filter for another pass."""
    PUBLISH_WORKAROUND = "publish workaround"
    """A workaround is made known, and the filter decides on more research."""
    REQUEST_CHANGE = "request change"
    """A change is asked for that removes the root cause."""
    APPLY_FIX = "apply fix"
    """It is fixed without a change, by the instructions noted."""
    COMPLETE_CHANGE = "complete change"
    """The change has taken effect."""
    FAIL_CHANGE = "fail change"
    """The change was rejected or did not work."""
    CLOSE = "close"
    """No incident recurred for a whole window."""
    RECUR = "recur"
    """Incidents recurred, and it goes back through the filter."""
    ACCEPT_WORKAROUND = "accept workaround"
    """The workaround is to stay for good, and those concerned know."""
    REOPEN = "reopen"
    """New evidence takes up one that was closed unresolved."""


class Closure(Term):
    """What a problem was closed for; the reasons of its closed state."""

    DUPLICATE = "duplicate"
    """Another problem, its master, stands for it."""
    NOT_JUSTIFIED = "not justified"
    """A search costs more than a fix would bring; new evidence may reopen it."""
    WORKAROUND_ACCEPTED = "workaround accepted"
    """The workaround stays for good; new evidence may reopen it."""
    RESOLVED = "resolved"
    """The cause is gone: nothing recurred for the window of observation."""


_S, _E = ProblemState, ProblemEvent
_PM, _PA = RoleType.PROBLEM_MANAGER, RoleType.PROBLEM_ANALYST

# The function asks for an objective filter, since who searches hates to give up; that it takes
# two persons is our judgement.
_NOT_THE_ANALYST = (("by", "analyst"),)

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
        apart=_NOT_THE_ANALYST,
        outcome=Closure.NOT_JUSTIFIED.value,
    ),
    (_S.FILTERING, _E.PURSUE): Edge(
        _S.RESEARCHING,
        roles=[_PM],
        given=("justification", "budget", "analyst"),
        apart=_NOT_THE_ANALYST,
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
