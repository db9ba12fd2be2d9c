"""The lifecycle of a known error: from the draft to the verified fix."""

from mof.framework import RoleType
from mof.records import Edge, Lifecycle
from mof.values import Term


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
