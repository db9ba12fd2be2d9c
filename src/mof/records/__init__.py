"""Records: what has a life: its history, its lifecycle, and where the two depart."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.records._deviations import (
        Deviation as Deviation,
        DeviationKind as DeviationKind,
        find_deviations as find_deviations,
    )
    from mof.records._edges import (
        AnyOf as AnyOf,
        Edge as Edge,
    )
    from mof.records._gaps import (
        RecordGap as RecordGap,
    )
    from mof.records._histories import (
        Actor as Actor,
        Entry as Entry,
        Fact as Fact,
    )
    from mof.records._lifecycles import (
        Lifecycle as Lifecycle,
        Refusal as Refusal,
    )
    from mof.records._priorities import (
        DEFAULT_PRIORITY_MATRIX as DEFAULT_PRIORITY_MATRIX,
        Level as Level,
        Priority as Priority,
        PriorityMatrix as PriorityMatrix,
    )
    from mof.records._records import (
        Noted as Noted,
        Record as Record,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_deviations": (
                "Deviation",
                "DeviationKind",
                "find_deviations",
            ),
            "_edges": (
                "AnyOf",
                "Edge",
            ),
            "_gaps": ("RecordGap",),
            "_histories": (
                "Actor",
                "Entry",
                "Fact",
            ),
            "_lifecycles": (
                "Lifecycle",
                "Refusal",
            ),
            "_priorities": (
                "DEFAULT_PRIORITY_MATRIX",
                "Level",
                "Priority",
                "PriorityMatrix",
            ),
            "_records": (
                "Noted",
                "Record",
            ),
        },
    )
