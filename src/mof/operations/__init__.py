"""Operations: the work that keeps services going, from the guide by way of the schedule to the log.

The operations guide says which tasks there are and how they are done, the schedule when, and the
log what was done. Instructions are the Technology Area Manager's, times the Scheduling Manager's.
"""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.operations._conflicts import (
        Freeze as Freeze,
        find_conflicts as find_conflicts,
    )
    from mof.operations._guides import (
        Frequency as Frequency,
        OperationsGuide as OperationsGuide,
        Task as Task,
    )
    from mof.operations._instructions import (
        INSTRUCTION_LIFECYCLE as INSTRUCTION_LIFECYCLE,
        InstructionEvent as InstructionEvent,
        InstructionState as InstructionState,
        WorkInstruction as WorkInstruction,
    )
    from mof.operations._log_deviations import (
        find_log_deviations as find_log_deviations,
    )
    from mof.operations._logs import (
        LogEntry as LogEntry,
    )
    from mof.operations._operations_data import (
        OperationsData as OperationsData,
    )
    from mof.operations._recurrences import (
        Recurrence as Recurrence,
    )
    from mof.operations._schedules import (
        OperationsSchedule as OperationsSchedule,
        ScheduledWork as ScheduledWork,
        Timing as Timing,
        plan_work as plan_work,
        set_times as set_times,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_conflicts": (
                "Freeze",
                "find_conflicts",
            ),
            "_guides": (
                "Frequency",
                "OperationsGuide",
                "Task",
            ),
            "_instructions": (
                "INSTRUCTION_LIFECYCLE",
                "InstructionEvent",
                "InstructionState",
                "WorkInstruction",
            ),
            "_log_deviations": ("find_log_deviations",),
            "_logs": ("LogEntry",),
            "_operations_data": ("OperationsData",),
            "_recurrences": ("Recurrence",),
            "_schedules": (
                "OperationsSchedule",
                "ScheduledWork",
                "Timing",
                "plan_work",
                "set_times",
            ),
        },
    )
