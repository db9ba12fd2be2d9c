"""Incidents: services that fail their users, from the report to the closure, and their volumes."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.incidents._change_related import (
        find_change_related_incidents as find_change_related_incidents,
    )
    from mof.incidents._incident_lifecycle import (
        INCIDENT_LIFECYCLE as INCIDENT_LIFECYCLE,
        IncidentEvent as IncidentEvent,
        IncidentState as IncidentState,
        ResolutionMethod as ResolutionMethod,
    )
    from mof.incidents._incidents import (
        Correspondent as Correspondent,
        Incident as Incident,
    )
    from mof.incidents._major_incident_lifecycle import (
        MajorIncidentEvent as MajorIncidentEvent,
        MajorIncidentState as MajorIncidentState,
    )
    from mof.incidents._major_incidents import (
        MajorIncident as MajorIncident,
        MajorIncidentRule as MajorIncidentRule,
    )
    from mof.incidents._volumes import (
        measure_volume as measure_volume,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_change_related": ("find_change_related_incidents",),
            "_incident_lifecycle": (
                "INCIDENT_LIFECYCLE",
                "IncidentEvent",
                "IncidentState",
                "ResolutionMethod",
            ),
            "_incidents": (
                "Correspondent",
                "Incident",
            ),
            "_major_incident_lifecycle": (
                "MajorIncidentEvent",
                "MajorIncidentState",
            ),
            "_major_incidents": (
                "MajorIncident",
                "MajorIncidentRule",
            ),
            "_volumes": ("measure_volume",),
        },
    )
