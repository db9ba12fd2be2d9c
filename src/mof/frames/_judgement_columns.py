"""Judgement columns: the columns of judgements, and the words in them."""

from mof.judgements import Verdict
from mof.records import Priority

COLUMNS = (
    "agreement",
    "version",
    "clock",
    "target",
    "cycle",
    "priority",
    "verdict",
    "started_at",
    "stopped_at",
    "voided_at",
    "due_at",
    "breached_at",
    "decided_at",
    "elapsed",
    "paused",
    "allowance",
    "remaining",
    "share_used",
    "defect",
    "known_at",
    "is_retroactive",
)
"""The columns of judgements, after the one of the record's id."""

INSTANTS = tuple(name for name in COLUMNS if name.endswith("_at"))
DURATIONS = ("elapsed", "paused", "allowance", "remaining")

VERDICTS = tuple(map(str, Verdict))
DEFECTS = (
    "a row has no id",
    "a row has no time",
    "a row is outside the years that count",
    "a row has a state that the mapping does not know",
    "a row has a priority that the mapping does not know",
    "rows of one instant differ, and nothing tells their order",
    "the id comes twice",
)
UNREAD_STATE, UNREAD_PRIORITY = 3, 4
"""The defects that touch only the clocks that they can have moved."""

PRIORITIES = tuple(map(str, Priority))
