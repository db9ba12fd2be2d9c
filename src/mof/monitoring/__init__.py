"""Monitoring: the health of services, from what monitors see to what is done about it.

A health model says what services are made of, monitors watch it, events are filtered and
correlated to alerts, and an alert leads to a remedial action or to a help request.
"""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.monitoring._alerts import (
        Alert as Alert,
        correlate as correlate,
        raise_incident as raise_incident,
    )
    from mof.monitoring._event_filtering import (
        Event as Event,
        filter_events as filter_events,
    )
    from mof.monitoring._health_models import (
        Health as Health,
        HealthModel as HealthModel,
    )
    from mof.monitoring._health_traces import (
        derive_outages as derive_outages,
        trace_health as trace_health,
    )
    from mof.monitoring._monitoring_data import (
        MonitoringData as MonitoringData,
    )
    from mof.monitoring._monitors import (
        Monitor as Monitor,
    )
    from mof.monitoring._remedies import (
        Remedy as Remedy,
        RemedyRun as RemedyRun,
        respond_to_alert as respond_to_alert,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_alerts": (
                "Alert",
                "correlate",
                "raise_incident",
            ),
            "_event_filtering": (
                "Event",
                "filter_events",
            ),
            "_health_models": (
                "Health",
                "HealthModel",
            ),
            "_health_traces": (
                "derive_outages",
                "trace_health",
            ),
            "_monitoring_data": ("MonitoringData",),
            "_monitors": ("Monitor",),
            "_remedies": (
                "Remedy",
                "RemedyRun",
                "respond_to_alert",
            ),
        },
    )
