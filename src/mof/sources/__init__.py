"""Sources: records read from the files of other tools, as a mapping tells."""

from mof.sources.event_logs import read_event_log
from mof.sources.extracts import Defect, DefectKind, Extract
from mof.sources.mappings import (
    BlankMeaning,
    ChangeMapping,
    EventLogMapping,
    ObservationMapping,
    SourceMapping,
    TicketMapping,
)
from mof.sources.registers import read_csv
from mof.sources.xes import read_xes, write_xes

__all__ = [
    "BlankMeaning",
    "ChangeMapping",
    "Defect",
    "DefectKind",
    "EventLogMapping",
    "Extract",
    "ObservationMapping",
    "SourceMapping",
    "TicketMapping",
    "read_csv",
    "read_event_log",
    "read_xes",
    "write_xes",
]
