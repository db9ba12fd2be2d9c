"""Frames: the same open time, verdicts and counts on the data frames of any engine.

Eager frames of pandas, Polars and PyArrow are counted on arrays; Dask does the same with each of
its partitions; lazy frames of Polars, DuckDB and PySpark do it in joins and windows of their own.
Nothing is computed before it is asked for, and every answer is a frame of the kind that was given.
"""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.frames._attainment import (
        find_breaches as find_breaches,
        measure_attainment as measure_attainment,
        summarize_attainment as summarize_attainment,
    )
    from mof.frames._exchange import (
        RECORDS_MAPPING as RECORDS_MAPPING,
        from_records as from_records,
        to_records as to_records,
    )
    from mof.frames._judgements import (
        with_judgement as with_judgement,
    )
    from mof.frames._open_time_columns import (
        with_due as with_due,
        with_elapsed as with_elapsed,
        with_is_open as with_is_open,
    )
    from mof.frames._scorecard_cases import (
        count_scorecards as count_scorecards,
    )
    from mof.frames._transitions import (
        measure_transitions as measure_transitions,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_attainment": (
                "find_breaches",
                "measure_attainment",
                "summarize_attainment",
            ),
            "_open_time_columns": (
                "with_due",
                "with_elapsed",
                "with_is_open",
            ),
            "_exchange": (
                "RECORDS_MAPPING",
                "from_records",
                "to_records",
            ),
            "_judgements": ("with_judgement",),
            "_transitions": ("measure_transitions",),
            "_scorecard_cases": ("count_scorecards",),
        },
    )
