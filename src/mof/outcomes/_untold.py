"""Untold: which incidents count for no figure, since something of their history was not read."""

from datetime import datetime

from mof.agreements import Clock
from mof.agreements._cycles import follow
from mof.incidents import Incident
from mof.records import RecordGap

# The clock that ends where `mof.incidents` says that waits end, through every pause.
RECOVERY = Clock.RESTORATION.without_pauses()


def find_untold(incident: Incident, clock: Clock, *, as_of: datetime) -> RecordGap | None:
    """What was not read of an incident and can have moved a clock; None where nothing can."""
    if not incident.gaps:
        return None
    cycles = follow(incident, clock, as_of=as_of)
    return next((cycle.gap for cycle in cycles if cycle.gap is not None), None)
