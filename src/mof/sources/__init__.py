"""Sources: records read from the files of other tools, as a mapping tells."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.sources._extracts import (
        Defect as Defect,
        DefectKind as DefectKind,
        Extract as Extract,
    )
    from mof.sources._mappings import (
        BlankMeaning as BlankMeaning,
        ChangeMapping as ChangeMapping,
        EventLogMapping as EventLogMapping,
        ObservationMapping as ObservationMapping,
        SourceMapping as SourceMapping,
        TicketMapping as TicketMapping,
    )
    from mof.sources._row_per_record import (
        read_csv as read_csv,
    )
    from mof.sources._row_per_update import (
        read_event_log as read_event_log,
    )
    from mof.sources._servicenow import (
        SERVICENOW_AUDIT_LOG as SERVICENOW_AUDIT_LOG,
    )
    from mof.sources._xes.readers import (
        read_xes as read_xes,
    )
    from mof.sources._xes.writers import (
        write_xes as write_xes,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_row_per_update": ("read_event_log",),
            "_extracts": (
                "Defect",
                "DefectKind",
                "Extract",
            ),
            "_mappings": (
                "BlankMeaning",
                "ChangeMapping",
                "EventLogMapping",
                "ObservationMapping",
                "SourceMapping",
                "TicketMapping",
            ),
            "_row_per_record": ("read_csv",),
            "_servicenow": ("SERVICENOW_AUDIT_LOG",),
            "_xes.readers": ("read_xes",),
            "_xes.writers": ("write_xes",),
        },
    )
