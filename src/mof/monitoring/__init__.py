"""Monitoring: the health of services, from what monitors see to what is done about it.

A health model says what services are made of, monitors watch it, events are filtered and
correlated to alerts, and an alert leads to a remedial action or to a help request.
"""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.monitoring._alerts import (
        Alert as Alert,
    )
    from mof.monitoring._alerts import (
        correlate as correlate,
    )
    from mof.monitoring._alerts import (
        raise_incident as raise_incident,
    )
    from mof.monitoring._data import (
        MonitoringData as MonitoringData,
    )
    from mof.monitoring._events import (
        Event as Event,
    )
    from mof.monitoring._events import (
        filter_events as filter_events,
    )
    from mof.monitoring._models import (
        Health as Health,
    )
    from mof.monitoring._models import (
        HealthModel as HealthModel,
    )
    from mof.monitoring._models import (
        RollUp as RollUp,
    )
    from mof.monitoring._models import (
        combine_health as combine_health,
    )
    from mof.monitoring._monitors import (
        Monitor as Monitor,
    )
    from mof.monitoring._responses import (
        Remedy as Remedy,
    )
    from mof.monitoring._responses import (
        RemedyRun as RemedyRun,
    )
    from mof.monitoring._responses import (
        respond_to_alert as respond_to_alert,
    )
    from mof.monitoring._traces import (
        HealthStretch as HealthStretch,
    )
    from mof.monitoring._traces import (
        derive_outages as derive_outages,
    )
    from mof.monitoring._traces import (
        trace_health as trace_health,
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
            "_data": ("MonitoringData",),
            "_events": (
                "Event",
                "filter_events",
            ),
            "_models": (
                "Health",
                "HealthModel",
                "RollUp",
                "combine_health",
            ),
            "_monitors": ("Monitor",),
            "_responses": (
                "Remedy",
                "RemedyRun",
                "respond_to_alert",
            ),
            "_traces": (
                "HealthStretch",
                "derive_outages",
                "trace_health",
            ),
        },
    )
