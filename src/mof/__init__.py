"""The Operate phase of the Microsoft Operations Framework as typed, executable Python."""

__version__ = "0.1.0"

__all__ = [
    "OLA",
    "SLA",
    "ActionItem",
    "Actor",
    "BusinessDays",
    "Calendar",
    "Clock",
    "Decision",
    "Incident",
    "Indicator",
    "Level",
    "Means",
    "Observation",
    "OperationalHealthInputs",
    "Origin",
    "Period",
    "Priority",
    "Problem",
    "RequestForChange",
    "ReviewHeld",
    "RoleType",
    "Service",
    "ServiceCatalog",
    "Standing",
    "Target",
    "UnderpinningContract",
    "Verdict",
    "find_breaches",
    "find_deviations",
    "judge",
    "measure_attainment",
    "read_csv",
    "read_event_log",
    "review_operational_health",
]

# Where each name lives; its module is imported when the name is first asked for.
_HOMES = {
    "ActionItem": "mof.improvement",
    "Actor": "mof.histories",
    "BusinessDays": "mof.calendars",
    "Calendar": "mof.calendars",
    "Clock": "mof.clocks",
    "Decision": "mof.reviews",
    "Incident": "mof.incidents",
    "Indicator": "mof.indicators",
    "Level": "mof.priorities",
    "Means": "mof.incidents",
    "OLA": "mof.agreements",
    "Observation": "mof.indicators",
    "OperationalHealthInputs": "mof.reviews",
    "Origin": "mof.help_requests",
    "Period": "mof.periods",
    "Priority": "mof.priorities",
    "Problem": "mof.problems",
    "RequestForChange": "mof.changes",
    "ReviewHeld": "mof.improvement",
    "RoleType": "mof.framework",
    "SLA": "mof.agreements",
    "Service": "mof.services",
    "ServiceCatalog": "mof.services",
    "Standing": "mof.shares",
    "Target": "mof.agreements",
    "UnderpinningContract": "mof.agreements",
    "Verdict": "mof.judgements",
    "find_breaches": "mof.judgements",
    "find_deviations": "mof.deviations",
    "judge": "mof.judgements",
    "measure_attainment": "mof.attainment",
    "read_csv": "mof.sources",
    "read_event_log": "mof.sources",
    "review_operational_health": "mof.reviews",
}

# Type checkers know this name; importing typing would cost more than the rest of this module.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof import agreements as agreements
    from mof import alerts as alerts
    from mof import attainment as attainment
    from mof import availability as availability
    from mof import availability_targets as availability_targets
    from mof import calendars as calendars
    from mof import chains as chains
    from mof import changes as changes
    from mof import charts as charts
    from mof import clocks as clocks
    from mof import complaints as complaints
    from mof import conformance as conformance
    from mof import control_charts as control_charts
    from mof import controls as controls
    from mof import converters as converters
    from mof import credit_claims as credit_claims
    from mof import dependencies as dependencies
    from mof import deviations as deviations
    from mof import digests as digests
    from mof import documents as documents
    from mof import entitlements as entitlements
    from mof import error_budgets as error_budgets
    from mof import errors as errors
    from mof import exclusions as exclusions
    from mof import finances as finances
    from mof import frames as frames
    from mof import framework as framework
    from mof import graphs as graphs
    from mof import help_requests as help_requests
    from mof import histories as histories
    from mof import identification as identification
    from mof import ids as ids
    from mof import improvement as improvement
    from mof import incidents as incidents
    from mof import indicators as indicators
    from mof import instants as instants
    from mof import intervals as intervals
    from mof import irregularities as irregularities
    from mof import judgements as judgements
    from mof import kinds as kinds
    from mof import knowledge as knowledge
    from mof import known_errors as known_errors
    from mof import lifecycles as lifecycles
    from mof import major_incidents as major_incidents
    from mof import measurements as measurements
    from mof import money as money
    from mof import monitoring as monitoring
    from mof import negotiations as negotiations
    from mof import operations as operations
    from mof import outages as outages
    from mof import outcomes as outcomes
    from mof import periods as periods
    from mof import predictions as predictions
    from mof import priorities as priorities
    from mof import problems as problems
    from mof import records as records
    from mof import references as references
    from mof import repercussions as repercussions
    from mof import reviews as reviews
    from mof import satisfaction as satisfaction
    from mof import scorecards as scorecards
    from mof import service_credits as service_credits
    from mof import services as services
    from mof import shares as shares
    from mof import sources as sources
    from mof import strategies as strategies
    from mof import teams as teams
    from mof import techniques as techniques
    from mof import terms as terms
    from mof import timelines as timelines
    from mof import volumes as volumes
    from mof import workforce as workforce
    from mof.agreements import OLA, SLA, Target, UnderpinningContract
    from mof.attainment import measure_attainment
    from mof.calendars import BusinessDays, Calendar
    from mof.changes import RequestForChange
    from mof.clocks import Clock
    from mof.deviations import find_deviations
    from mof.framework import RoleType
    from mof.help_requests import Origin
    from mof.histories import Actor
    from mof.improvement import ActionItem, ReviewHeld
    from mof.incidents import Incident, Means
    from mof.indicators import Indicator, Observation
    from mof.judgements import Verdict, find_breaches, judge
    from mof.periods import Period
    from mof.priorities import Level, Priority
    from mof.problems import Problem
    from mof.reviews import Decision, OperationalHealthInputs, review_operational_health
    from mof.services import Service, ServiceCatalog
    from mof.shares import Standing
    from mof.sources import read_csv, read_event_log
else:

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if home := _HOMES.get(name):
            value = getattr(import_module(home), name)
        elif name in _list_submodules():
            value = import_module(f"mof.{name}")
        else:
            raise AttributeError(f"module 'mof' has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES, *_list_submodules()})


def _list_submodules() -> list[str]:
    from pkgutil import iter_modules

    return [module.name for module in iter_modules(__path__) if not module.name.startswith("_")]
