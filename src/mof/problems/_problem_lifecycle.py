"""The lifecycle of a problem: every pass of the search goes through the filter."""

from mof.framework import RoleType
from mof.records import AnyOf, Edge, Lifecycle
from mof.values import Term


class ProblemOrigin(Term):
    """Whether a problem was seen in what had failed, or before anything failed."""

    REACTIVE = "reactive"
    PROACTIVE = "proactive"


class ResearchKind(Term):
    """What somebody does to find out about a problem."""

    # MOF 4.0, Problem Management, research: reproduce it in a test environment, observe it, look
    # for the root cause, test a hypothesis.
    REPRODUCTION = "reproduction"
    OBSERVATION = "observation"
    ANALYSIS = "analysis"
    HYPOTHESIS_TEST = "hypothesis test"


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
