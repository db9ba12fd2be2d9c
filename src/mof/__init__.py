"""The Operate phase of the Microsoft Operations Framework as typed, executable Python."""

from mof._faces import open_face

__version__ = "0.1.0"

# Type checkers know this name; importing typing would cost more than the rest of this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof import agreements as agreements
    from mof import calendars as calendars
    from mof import changes as changes
    from mof import conformance as conformance
    from mof import controls as controls
    from mof import converters as converters
    from mof import documents as documents
    from mof import errors as errors
    from mof import frames as frames
    from mof import framework as framework
    from mof import help_requests as help_requests
    from mof import improvement as improvement
    from mof import incidents as incidents
    from mof import indicators as indicators
    from mof import judgements as judgements
    from mof import monitoring as monitoring
    from mof import operations as operations
    from mof import outcomes as outcomes
    from mof import problems as problems
    from mof import records as records
    from mof import reviews as reviews
    from mof import services as services
    from mof import sources as sources
    from mof import strategies as strategies
    from mof import teams as teams
    from mof import values as values
    from mof.agreements import (
        OLA as OLA,
    )
    from mof.agreements import (
        SLA as SLA,
    )
    from mof.agreements import (
        Clock as Clock,
    )
    from mof.agreements import (
        Target as Target,
    )
    from mof.agreements import (
        UnderpinningContract as UnderpinningContract,
    )
    from mof.calendars import (
        BusinessDays as BusinessDays,
    )
    from mof.calendars import (
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
    )
    from mof.improvement import (
        ReviewHeld as ReviewHeld,
    )
    from mof.incidents import (
        Incident as Incident,
    )
    from mof.incidents import (
        ResolutionMethod as ResolutionMethod,
    )
    from mof.indicators import (
        Indicator as Indicator,
    )
    from mof.indicators import (
        Observation as Observation,
    )
    from mof.judgements import (
        Verdict as Verdict,
    )
    from mof.judgements import (
        find_breaches as find_breaches,
    )
    from mof.judgements import (
        judge as judge,
    )
    from mof.judgements import (
        measure_attainment as measure_attainment,
    )
    from mof.judgements import (
        next_instants as next_instants,
    )
    from mof.judgements import (
        worklist as worklist,
    )
    from mof.problems import (
        Problem as Problem,
    )
    from mof.records import (
        Actor as Actor,
    )
    from mof.records import (
        Level as Level,
    )
    from mof.records import (
        Priority as Priority,
    )
    from mof.records import (
        find_deviations as find_deviations,
    )
    from mof.reviews import (
        Decision as Decision,
    )
    from mof.reviews import (
        OperationalHealthInputs as OperationalHealthInputs,
    )
    from mof.reviews import (
        review_operational_health as review_operational_health,
    )
    from mof.services import (
        Service as Service,
    )
    from mof.services import (
        ServiceCatalog as ServiceCatalog,
    )
    from mof.sources import (
        read_csv as read_csv,
    )
    from mof.sources import (
        read_event_log as read_event_log,
    )
    from mof.values import (
        Period as Period,
    )
    from mof.values import (
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
