"""The Operate phase of the Microsoft Operations Framework as typed, executable Python."""

from mof._faces import open_face

__version__ = "0.1.0"

# Type checkers know this name; importing typing would cost more than the rest of this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof import (
        agreements as agreements,
        calendars as calendars,
        changes as changes,
        conformance as conformance,
        controls as controls,
        converters as converters,
        documents as documents,
        errors as errors,
        frames as frames,
        framework as framework,
        help_requests as help_requests,
        improvement as improvement,
        incidents as incidents,
        indicators as indicators,
        judgements as judgements,
        monitoring as monitoring,
        operations as operations,
        outcomes as outcomes,
        problems as problems,
        records as records,
        reviews as reviews,
        services as services,
        sources as sources,
        strategies as strategies,
        teams as teams,
        values as values,
    )
    from mof.agreements import (
        OLA as OLA,
        SLA as SLA,
        Clock as Clock,
        Target as Target,
        UnderpinningContract as UnderpinningContract,
    )
    from mof.calendars import (
        BusinessDays as BusinessDays,
        Calendar as Calendar,
    )
    from mof.changes import (
        RequestForChange as RequestForChange,
    )
    from mof.framework import (
        RoleType as RoleType,
    )
    from mof.help_requests import (
        Origin as Origin,
    )
    from mof.improvement import (
        ActionItem as ActionItem,
        ReviewHeld as ReviewHeld,
    )
    from mof.incidents import (
        Incident as Incident,
        ResolutionMethod as ResolutionMethod,
    )
    from mof.indicators import (
        Indicator as Indicator,
        Observation as Observation,
    )
    from mof.judgements import (
        Verdict as Verdict,
        find_breaches as find_breaches,
        judge as judge,
        measure_attainment as measure_attainment,
        next_instants as next_instants,
        worklist as worklist,
    )
    from mof.problems import (
        Problem as Problem,
    )
    from mof.records import (
        Actor as Actor,
        Level as Level,
        Priority as Priority,
        find_deviations as find_deviations,
    )
    from mof.reviews import (
        Decision as Decision,
        OperationalHealthInputs as OperationalHealthInputs,
        review_operational_health as review_operational_health,
    )
    from mof.services import (
        Service as Service,
        ServiceCatalog as ServiceCatalog,
    )
    from mof.sources import (
        read_csv as read_csv,
        read_event_log as read_event_log,
    )
    from mof.values import (
        Period as Period,
        TargetStatus as TargetStatus,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "agreements": (
                "Clock",
                "OLA",
                "SLA",
                "Target",
                "UnderpinningContract",
            ),
            "calendars": (
                "BusinessDays",
                "Calendar",
            ),
            "changes": ("RequestForChange",),
            "framework": ("RoleType",),
            "help_requests": ("Origin",),
            "improvement": (
                "ActionItem",
                "ReviewHeld",
            ),
            "incidents": (
                "Incident",
                "ResolutionMethod",
            ),
            "indicators": (
                "Indicator",
                "Observation",
            ),
            "judgements": (
                "Verdict",
                "find_breaches",
                "judge",
                "measure_attainment",
                "next_instants",
                "worklist",
            ),
            "problems": ("Problem",),
            "records": (
                "Actor",
                "Level",
                "Priority",
                "find_deviations",
            ),
            "reviews": (
                "Decision",
                "OperationalHealthInputs",
                "review_operational_health",
            ),
            "services": (
                "Service",
                "ServiceCatalog",
            ),
            "sources": (
                "read_csv",
                "read_event_log",
            ),
            "values": (
                "Period",
                "TargetStatus",
            ),
        },
        rooms=(
            "agreements",
            "calendars",
            "changes",
            "conformance",
            "controls",
            "converters",
            "documents",
            "errors",
            "frames",
            "framework",
            "help_requests",
            "improvement",
            "incidents",
            "indicators",
            "judgements",
            "monitoring",
            "operations",
            "outcomes",
            "problems",
            "records",
            "reviews",
            "services",
            "sources",
            "strategies",
            "teams",
            "values",
        ),
    )
