"""Monitoring: the health of services, from what monitors see to what is done about it.

A health model says what services are made of, monitors watch it, events are filtered and
correlated to alerts, and an alert leads to a remedial action or to a help request.
"""

from mof.monitoring._data import MonitoringData
from mof.monitoring._events import (
    Alert,
    DroppedEvent,
    DropReason,
    Event,
    Filtering,
    correlate,
    filter_events,
)
from mof.monitoring._models import Health, HealthModel, combine
from mof.monitoring._monitors import Monitor, MonitorGap, MonitorGapKind, find_monitor_gaps
from mof.monitoring._responses import (
    RemedialAction,
    Remedy,
    RemedyRun,
    respond,
)
from mof.monitoring._traces import HealthStretch, derive_data_gaps, derive_outages, trace_health

__all__ = [
    "Alert",
    "DropReason",
    "DroppedEvent",
    "Event",
    "Filtering",
    "Health",
    "HealthModel",
    "HealthStretch",
    "Monitor",
    "MonitorGap",
    "MonitorGapKind",
    "MonitoringData",
    "RemedialAction",
    "Remedy",
    "RemedyRun",
    "combine",
    "correlate",
    "derive_data_gaps",
    "derive_outages",
    "filter_events",
    "find_monitor_gaps",
    "respond",
    "trace_health",
]
