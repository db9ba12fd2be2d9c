"""Verdicts: how a record stands against a target, and which verdict a measured cycle has."""

from mof.agreements._cycles import Cycle
from mof.judgements._breaches import Measurement
from mof.values import Term


class Verdict(Term):
    """How a record stands against a target."""

    MET = "met"
    """The clock stopped in time, exactly on target included: 8 hours allowed, resolved after 8."""
    BREACHED = "breached"
    """More than the time allowed has passed, whether the clock has stopped or not: 8 hours allowed,
    and 8 hours and a microsecond counted."""
    RUNNING = "running"
    """In time so far, and counting: an incident in progress, outside of office hours too."""
    PAUSED = "paused"
    """In time so far, and not counting: the incident waits for its user to answer."""
    NOT_STARTED = "not started"
    """Its time to start has not come: the clock counts from a maintenance window next week."""
    VOID = "void"
    """It ended without a result before it was late, so it counts neither as met nor as breached:
    the incident was cancelled, rejected or rerouted while the clock ran. A breach before that
    stands, unless a new version of the agreement begins the count anew."""
    NO_TARGET = "no target"
    """The agreement covers the record, but promises nothing for its kind and priority: an incident
    of priority 5, with targets for 1 to 4 only."""
    UNKNOWN = "unknown"
    """Something of the record was not read that may have moved the clock: a state whose word is in
    no mapping, before the incident was closed. It counts neither as met nor as breached nor as
    undecided, also where it is late already by what was read."""


def find_verdict(cycle: Cycle, measured: Measurement) -> Verdict:
    """The verdict of a measured cycle that no gap touches."""
    if measured.breached_at is not None:
        return Verdict.BREACHED
    if cycle.voided_at is not None:
        return Verdict.VOID
    if cycle.stopped_at is not None:
        return Verdict.MET
    is_paused = bool(cycle.pauses) and cycle.pauses[-1].end is None
    return Verdict.PAUSED if is_paused else Verdict.RUNNING
