"""Target statuses: how a value stands against its target, as it is shown everywhere."""

from mof.documents._inlines import Status, Tone
from mof.values import TargetStatus

TONES = {
    TargetStatus.MET: Tone.GOOD,
    TargetStatus.MISSED_WITHIN_TOLERANCE: Tone.WARNING,
    TargetStatus.OUTSIDE_TOLERANCE: Tone.BAD,
    TargetStatus.NO_DATA: Tone.NEUTRAL,
}


def show_target_status(status: TargetStatus) -> Status:
    """A status with the sign of its tone."""
    return Status(str(status), TONES[status])
