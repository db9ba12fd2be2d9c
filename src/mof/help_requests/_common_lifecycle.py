"""What the lifecycles of all help requests share: head, work, tail, and the reasons to wait."""

from mof.framework import RoleType
from mof.help_requests._categories import RequestCategory
from mof.records import (
    AnyOf,
    Edge,
)
from mof.records._histories import E, S
from mof.values import (
    Term,
)


class PendingReason(Term):
    """What a request waits for; the words that the reason of a pending state should use."""

    USER = "user"
    """An answer of the user, or that the user is there."""
    SUPPLIER = "supplier"
    """Work of a supplier, who is then named."""
    CHANGE = "change"
    """A request for change that has to take effect first, and is then named."""
    PROBLEM = "problem"
    """What the search for the cause finds."""
    EVIDENCE = "evidence"
    """Logs, measurements, or that the failure shows itself again."""


CSR = RoleType.CUSTOMER_SERVICE_REPRESENTATIVE
IR = RoleType.INCIDENT_RESOLVER
IC = RoleType.INCIDENT_COORDINATOR
CSM = RoleType.CUSTOMER_SERVICE_MANAGER

Table = dict[tuple[S | None, E], Edge[S]]


def make_head(states: type[S], events: type[E], category: RequestCategory) -> Table[S, E]:
    """How every help request begins: it is recorded, categorized, accepted and prioritized.

    This is the one fragment that the lifecycles of all categories begin with; ``states`` and
    ``events`` are the words of the one that is made.
    """
    # Our judgement, after the process steps of the MOF 4.0 Customer Service function.
    return {
        (None, events["OPEN"]): Edge(states["OPEN"], roles=[CSR], is_automatable=True),
        # Only with contact and situation both documented may categorizing begin.
        (states["OPEN"], events["RECORD"]): Edge(
            states["RECORDED"],
            roles=[CSR],
            is_automatable=True,
            recorded=("situation",),
            any_of=(AnyOf(("contact", "alert")),),
        ),
        (states["RECORDED"], events["CATEGORIZE"]): Edge(
            states["CATEGORIZED"],
            roles=[CSR],
            given=("category",),
            recorded=("service",),
            fixed=(("category", category),),
        ),
        (states["RECORDED"], events["REROUTE"]): Edge(
            states["REROUTED"], roles=[CSR], given=("category", "successor")
        ),
        (states["CATEGORIZED"], events["ACCEPT"]): Edge(states["SUPPORTABLE"], roles=[CSR]),
        (states["CATEGORIZED"], events["REJECT"]): Edge(
            states["REJECTED"], roles=[CSR], needs_reason=True
        ),
        (states["SUPPORTABLE"], events["PRIORITIZE"]): Edge(
            states["PRIORITIZED"],
            roles=[CSR, IC],
            given=("impact", "urgency", "priority"),
            recorded=("coordinator",),
        ),
    }


def make_work(states: type[S], events: type[E]) -> Table[S, E]:
    """How a help request is worked on, whatever its category: assigned, escalated, paused."""
    working, pending = states["IN_PROGRESS"], states["PENDING"]
    return {
        (states["PRIORITIZED"], events["START"]): Edge(
            working, roles=[CSR, IR], recorded=("assignee",)
        ),
        (states["PRIORITIZED"], events["DISPATCH"]): Edge(
            working, roles=[CSR, IC], given=("assignee",)
        ),
        # Functional escalation moves the assignee, and the coordinator stays.
        (working, events["ESCALATE"]): Edge(
            working,
            roles=[CSR, IR, IC],
            given=("assignee", "level"),
            changed=("assignee",),
            needs_reason=True,
        ),
        # Hierarchical escalation informs, and moves no assignment.
        (working, events["NOTIFY"]): Edge(
            working, roles=[IC, CSM], given=("notified", "threatened_target")
        ),
        (working, events["WAIT"]): Edge(
            pending,
            roles=[IR, IC],
            needs_reason=True,
            any_of=(
                AnyOf(("change",), where="reason", equals=PendingReason.CHANGE.value),
                AnyOf(("supplier",), where="reason", equals=PendingReason.SUPPLIER.value),
            ),
        ),
        (pending, events["CONTINUE"]): Edge(working, roles=[IR, IC], is_automatable=True),
    }


def make_tail(
    states: type[S], events: type[E], active: tuple[S, ...], not_yet_closed: tuple[S, ...]
) -> Table[S, E]:
    """What may happen to a help request all along: reassessed, withdrawn, found a duplicate."""
    return {
        **{
            (state, events["REASSESS"]): Edge(
                state,
                roles=[IC, CSM],
                given=("impact", "urgency", "priority"),
                needs_reason=True,
            )
            for state in active
        },
        **{
            (state, events["CANCEL"]): Edge(states["CANCELLED"], roles=[IC, CSR], needs_reason=True)
            for state in not_yet_closed
        },
        **{
            (state, events["MERGE"]): Edge(
                states["CANCELLED"], roles=[IC, CSR], given=("master",), outcome="duplicate"
            )
            for state in not_yet_closed
        },
    }
