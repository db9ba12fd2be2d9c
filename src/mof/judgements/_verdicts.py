"""Verdicts: how a record stands against a target, and which verdict a measured cycle has."""

from mof.agreements._cycles import Cycle
from mof.judgements._breaches import Measurement
from mof.values import Term


class Verdict(Term):
    """How a record stands against a target."""

    MET = "met"
    BREACHED = "breached"
    RUNNING = "running"
    PAUSED = "paused"
    NOT_STARTED = "not started"
    VOID = "void"
    NO_TARGET = "no target"


def find_verdict(cycle: Cycle, measured: Measurement) -> Verdict:
    if measured.breached_at is not None:
        return Verdict.BREACHED
    if cycle.voided_at is not None:
        return Verdict.VOID
    if cycle.stopped_at is not None:
        return Verdict.MET
    is_paused = bool(cycle.pauses) and cycle.pauses[-1].end is None
    return Verdict.PAUSED if is_paused else Verdict.RUNNING
