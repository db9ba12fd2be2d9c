"""Operations: the work that keeps services going, from the guide by way of the schedule to the log.

The operations guide says which tasks there are and how they are done, the schedule when, and the
log what was done. Instructions are the Technology Area Manager's, times the Scheduling Manager's.
"""

from mof.operations._conflicts import Conflict, ConflictKind, Freeze, find_conflicts
from mof.operations._data import OperationsData
from mof.operations._gaps import PracticeGap, PracticeGapKind, find_gaps, find_task_of
from mof.operations._guides import (
    Frequency,
    GuideGap,
    GuideGapKind,
    OperationsGuide,
    Task,
    find_guide_gaps,
)
from mof.operations._instructions import (
    INSTRUCTION_LIFECYCLE,
    InstructionEvent,
    InstructionState,
    WorkInstruction,
)
from mof.operations._logs import (
    LogDeviation,
    LogDeviationKind,
    LogEntry,
    find_log_deviations,
    list_entries,
)
from mof.operations._recurrences import Recurrence
from mof.operations._schedules import (
    HeldBack,
    HeldBackKind,
    OperationsSchedule,
    ScheduledWork,
    Timing,
    plan,
    set_times,
)

__all__ = [
    "INSTRUCTION_LIFECYCLE",
    "Conflict",
    "ConflictKind",
    "Freeze",
    "Frequency",
    "GuideGap",
    "GuideGapKind",
    "HeldBack",
    "HeldBackKind",
    "InstructionEvent",
    "InstructionState",
    "LogDeviation",
    "LogDeviationKind",
    "LogEntry",
    "OperationsData",
    "OperationsGuide",
    "OperationsSchedule",
    "PracticeGap",
    "PracticeGapKind",
    "Recurrence",
    "ScheduledWork",
    "Task",
    "Timing",
    "WorkInstruction",
    "find_conflicts",
    "find_gaps",
    "find_guide_gaps",
    "find_log_deviations",
    "find_task_of",
    "list_entries",
    "plan",
    "set_times",
]
