"""Conformance: what a whole log tells of the process that its records went through."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.conformance._fitness import (
        Conformance as Conformance,
        measure_conformance as measure_conformance,
    )
    from mof.conformance._logs import (
        LogSummary as LogSummary,
        summarize_log as summarize_log,
    )
    from mof.conformance._paths import (
        Path as Path,
        Stage as Stage,
        find_path as find_path,
    )
    from mof.conformance._processes import (
        Process as Process,
        discover_process as discover_process,
    )
    from mof.conformance._reworks import (
        Rework as Rework,
        measure_rework as measure_rework,
    )
    from mof.conformance._variants import (
        Variants as Variants,
        find_variants as find_variants,
    )
    from mof.conformance._waits import (
        WaitPart as WaitPart,
        Waits as Waits,
        measure_waits as measure_waits,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_fitness": (
                "Conformance",
                "measure_conformance",
            ),
            "_logs": (
                "LogSummary",
                "summarize_log",
            ),
            "_paths": (
                "Path",
                "Stage",
                "find_path",
            ),
            "_processes": (
                "Process",
                "discover_process",
            ),
            "_reworks": (
                "Rework",
                "measure_rework",
            ),
            "_variants": (
                "Variants",
                "find_variants",
            ),
            "_waits": (
                "WaitPart",
                "Waits",
                "measure_waits",
            ),
        },
    )
