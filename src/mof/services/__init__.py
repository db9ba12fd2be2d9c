"""Services: what IT offers through its whole life, and the catalogue that says so plainly."""

from mof.services._catalogs import ServiceCatalog
from mof.services._gates import GateGap, GateGapKind, find_gate_gaps
from mof.services._lifecycles import (
    SERVICE_LIFECYCLE,
    ServiceEvent,
    ServiceState,
    list_gates,
)
from mof.services._services import Baseline, ConfigurationItem, Service, ServiceKind

__all__ = [
    "SERVICE_LIFECYCLE",
    "Baseline",
    "ConfigurationItem",
    "GateGap",
    "GateGapKind",
    "Service",
    "ServiceCatalog",
    "ServiceEvent",
    "ServiceKind",
    "ServiceState",
    "find_gate_gaps",
    "list_gates",
]
