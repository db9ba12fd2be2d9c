"""Changes: requests to change something, from the draft to the review, and what they add up to."""

from mof.changes._lifecycles import (
    CHANGE_LIFECYCLE,
    OVER,
    ChangeCategory,
    ChangeEvent,
    ChangeOutcome,
    ChangePriority,
    ChangeState,
)
from mof.changes._requests import RequestForChange
from mof.changes._shares import ChangeKind, ChangeShares, find_kind, measure_changes
from mof.changes._standard_changes import StandardChange, StandardChangeCatalog

__all__ = [
    "CHANGE_LIFECYCLE",
    "OVER",
    "ChangeCategory",
    "ChangeEvent",
    "ChangeKind",
    "ChangeOutcome",
    "ChangePriority",
    "ChangeShares",
    "ChangeState",
    "RequestForChange",
    "StandardChange",
    "StandardChangeCatalog",
    "find_kind",
    "measure_changes",
]
