"""Standings: how a value stands against its target, as it is shown everywhere."""

from mof.documents._inlines import Status, Tone
from mof.values import Standing

TONES = {
    Standing.MET: Tone.GOOD,
    Standing.MISSED_WITHIN_TOLERANCE: Tone.WARNING,
    Standing.OUTSIDE_TOLERANCE: Tone.BAD,
    Standing.NO_DATA: Tone.NEUTRAL,
}


def show_standing(standing: Standing) -> Status:
    """A standing with the sign of its tone."""
    return Status(str(standing), TONES[standing])
