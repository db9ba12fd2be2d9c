"""The lifecycle of a major incident: declared, staffed, ended and reviewed, or revoked."""

from mof.framework import RoleType
from mof.records import Edge, Lifecycle
from mof.values import Term


class MajorIncidentState(Term):
    """Where a major incident stands."""

    # Our judgement: the earlier framework names the procedure, not its states.
    DECLARED = "declared"
    """It is declared; its team is not named yet."""
    STAFFED = "staffed"
    """It has a leader, a communicator and a technical lead."""
    ENDED = "ended"
    """It is over; its review is to come."""
    REVIEWED = "reviewed"
    """Cause, lessons and actions are on record."""
    REVOKED = "revoked"
    """It turned out to be no major one."""


class MajorIncidentEvent(Term):
    """What can happen to a major incident."""

    DECLARE = "declare"
    """One or more incidents are declared to be a major one, by a rule and a person."""
    STAFF = "staff"
    """The team is named, or changes."""
    UPDATE = "update"
    """Those concerned are told how it stands, and when they hear more."""
    OBSERVE = "observe"
    """What was seen or done is added to the timeline."""
    JOIN = "join"
    """More incidents are found to belong to it."""
    END = "end"
    """Those concerned are told that it is over."""
    RESUME = "resume"
    """It was not over after all."""
    REVIEW = "review"
    """It is looked back on: cause, lessons, actions."""
    REVOKE = "revoke"
    """It is found to be no major one; the reason says why."""


_S, _E = MajorIncidentState, MajorIncidentEvent

_IC, _IR = RoleType.INCIDENT_COORDINATOR, RoleType.INCIDENT_RESOLVER

_CSM, _OM = RoleType.CUSTOMER_SERVICE_MANAGER, RoleType.OPERATIONS_MANAGER

# Our judgement: MOF 4.0 has no role type for it. The coordinator owns an incident, and the two
# managers are accountable (Operate phase overview, Tables 4 and 5).
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
            # The one who repairs has no time to keep others informed.
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
