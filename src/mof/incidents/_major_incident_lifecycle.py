"""The lifecycle of a major incident: declared, staffed, ended and reviewed, or revoked."""

from mof.framework import RoleType
from mof.records import Edge, Lifecycle
from mof.values import Term


class MajorIncidentState(Term):
    """Where a major incident stands."""

    # Our judgement: the earlier framework names the procedure, not its states.
    DECLARED = "declared"
    STAFFED = "staffed"
    ENDED = "ended"
    REVIEWED = "reviewed"
    REVOKED = "revoked"


class MajorIncidentEvent(Term):
    """What can happen to a major incident."""

    DECLARE = "declare"
    STAFF = "staff"
    UPDATE = "update"
    OBSERVE = "observe"
    JOIN = "join"
    END = "end"
    RESUME = "resume"
    REVIEW = "review"
    REVOKE = "revoke"


_S, _E = MajorIncidentState, MajorIncidentEvent

_IC, _IR = RoleType.INCIDENT_COORDINATOR, RoleType.INCIDENT_RESOLVER

_CSM, _OM = RoleType.CUSTOMER_SERVICE_MANAGER, RoleType.OPERATIONS_MANAGER

_LEADERS = (_IC, _CSM, _OM)

_TEAM = ("leader", "communicator", "technical_lead")

RUNNING_STATES = (_S.DECLARED, _S.STAFFED)

# Our judgement, after general practice.
_EDGES: dict[tuple[MajorIncidentState | None, MajorIncidentEvent], Edge[MajorIncidentState]] = {
    (None, _E.DECLARE): Edge(
        _S.DECLARED, roles=_LEADERS, given=("incidents", "rule", "declared_by")
    ),
    **{
        (state, _E.STAFF): Edge(
            _S.STAFFED,
            roles=_LEADERS,
            given=_TEAM,
            # Whoever repairs has no time to tell everybody about it.
            apart=(("technical_lead", "communicator"),),
        )
        for state in RUNNING_STATES
    },
    **{
        (state, _E.UPDATE): Edge(state, roles=_LEADERS, given=("message", "next_update_at"))
        for state in RUNNING_STATES
    },
    **{
        (state, _E.OBSERVE): Edge(
            state, roles=[*_LEADERS, _IR], is_automatable=True, given=("observation",)
        )
        for state in (*RUNNING_STATES, _S.ENDED)
    },
    **{
        (state, _E.JOIN): Edge(state, roles=_LEADERS, given=("incidents",))
        for state in RUNNING_STATES
    },
    (_S.STAFFED, _E.END): Edge(_S.ENDED, roles=_LEADERS, given=("message",)),
    (_S.ENDED, _E.RESUME): Edge(_S.STAFFED, roles=_LEADERS, needs_reason=True),
    (_S.ENDED, _E.REVIEW): Edge(
        _S.REVIEWED, roles=[_CSM, _OM], given=("cause", "lessons", "actions")
    ),
    **{
        (state, _E.REVOKE): Edge(_S.REVOKED, roles=_LEADERS, needs_reason=True)
        for state in RUNNING_STATES
    },
}

MAJOR_INCIDENT_LIFECYCLE = Lifecycle[MajorIncidentState, MajorIncidentEvent](
    "major incident", _EDGES
)
