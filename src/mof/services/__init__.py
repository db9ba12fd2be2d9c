"""Services: what IT offers through its whole life, and the catalogue that says so plainly."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.services._catalogs import (
        ServiceCatalog as ServiceCatalog,
    )
    from mof.services._dependencies import (
        Dependency as Dependency,
    )
    from mof.services._flawed_downtime import (
        FlawedDowntime as FlawedDowntime,
        measure_flawed_downtime as measure_flawed_downtime,
    )
    from mof.services._outages import (
        DataGap as DataGap,
        Maintenance as Maintenance,
        Outage as Outage,
        OutageLog as OutageLog,
        find_outages as find_outages,
    )
    from mof.services._service_lifecycle import (
        SERVICE_LIFECYCLE as SERVICE_LIFECYCLE,
        ServiceEvent as ServiceEvent,
        ServiceState as ServiceState,
        list_gates as list_gates,
    )
    from mof.services._services import (
        Baseline as Baseline,
        ConfigurationItem as ConfigurationItem,
        Customer as Customer,
        Service as Service,
        ServiceKind as ServiceKind,
        Supplier as Supplier,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_catalogs": ("ServiceCatalog",),
            "_dependencies": ("Dependency",),
            "_flawed_downtime": (
                "FlawedDowntime",
                "measure_flawed_downtime",
            ),
            "_outages": (
                "DataGap",
                "Maintenance",
                "Outage",
                "OutageLog",
                "find_outages",
            ),
            "_service_lifecycle": (
                "SERVICE_LIFECYCLE",
                "ServiceEvent",
                "ServiceState",
                "list_gates",
            ),
            "_services": (
                "Baseline",
                "ConfigurationItem",
                "Customer",
                "Service",
                "ServiceKind",
                "Supplier",
            ),
        },
    )
