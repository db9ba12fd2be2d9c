"""The lifecycle of a known error: from the draft to the verified fix."""

from mof.framework import RoleType
from mof.records import Edge, Lifecycle
from mof.values import Term


class KnownErrorState(Term):
    """Where a known error stands."""

    # Our judgement: MOF 4.0 asks for the record, and names no states.
    DRAFT = "draft"
    """It is being written, and is not to be relied on yet."""
    PUBLISHED = "published"
    """It may be looked up; there is no workaround or fix yet."""
    WORKAROUND_AVAILABLE = "workaround available"
    """It says how to live with the fault."""
    FIX_AVAILABLE = "fix available"
    """It says what removes the fault."""
    RETIRED = "retired"
    """Its fix is verified wherever it is needed."""
    DISCARDED = "discarded"
    """It was dropped before it was published."""


class KnownErrorEvent(Term):
    """What can happen to a known error."""

    DRAFT = "draft"
    """It is begun."""
    PUBLISH = "publish"
    """It may be looked up from now on."""
    FIND_CAUSE = "find cause"
    """Its root cause is noted."""
    PROJECT = "project"
    """It is said by when it is expected to be resolved."""
    LINK = "link"
    """More incidents are found to come from it."""
    ADD_WORKAROUND = "add workaround"
    """A workaround is described, step by step."""
    WITHDRAW_WORKAROUND = "withdraw workaround"
    """The workaround must not be used any more."""
    ADD_FIX = "add fix"
    """What removes it is described."""
    WITHDRAW_FIX = "withdraw fix"
    """The fix turned out not to remove it."""
    RETIRE = "retire"
    """Its fix is verified wherever it is needed."""
    DISCARD = "discard"
    """It is dropped before its publication."""


_S, _E = KnownErrorState, KnownErrorEvent

_PM, _PA, _IR = RoleType.PROBLEM_MANAGER, RoleType.PROBLEM_ANALYST, RoleType.INCIDENT_RESOLVER

STATES_IN_USE = (_S.PUBLISHED, _S.WORKAROUND_AVAILABLE, _S.FIX_AVAILABLE)

_LIVE = (_S.DRAFT, *STATES_IN_USE)

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
