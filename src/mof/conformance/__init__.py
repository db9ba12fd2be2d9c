"""Conformance: what a whole log tells of the process that its records went through."""

from mof.conformance.fitness import (
    Conformance,
    Departure,
    DepartureKind,
    StateUse,
    measure_conformance,
)
from mof.conformance.logs import LogSummary, summarize_log
from mof.conformance.paths import Path, Stage, Visit, find_path
from mof.conformance.processes import Move, Process, StageUse, discover_process
from mof.conformance.reworks import PingPong, Rework, measure_rework
from mof.conformance.variants import Variant, Variants, find_variants
from mof.conformance.waits import Wait, WaitPart, Waits, measure_waits

__all__ = [
    "Conformance",
    "Departure",
    "DepartureKind",
    "LogSummary",
    "Move",
    "Path",
    "PingPong",
    "Process",
    "Rework",
    "Stage",
    "StageUse",
    "StateUse",
    "Variant",
    "Variants",
    "Visit",
    "Wait",
    "WaitPart",
    "Waits",
    "discover_process",
    "find_path",
    "find_variants",
    "measure_conformance",
    "measure_rework",
    "measure_waits",
    "summarize_log",
]
