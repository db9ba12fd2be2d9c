"""Improvement: actions promised, maturity found, and programs that make services better."""

from mof.improvement.actions import ActionItem, AskedFor, Deferral, ReviewHeld
from mof.improvement.assessments import (
    EQUAL_WEIGHTS,
    ProblemOpportunity,
    RankedOpportunity,
    ScorePart,
    ServiceAssessment,
    Weights,
    rank_opportunities,
    tabulate_ranking,
)
from mof.improvement.effects import Achievement, Change, Effect, Expectation
from mof.improvement.maturities import (
    Maturity,
    MaturityGoal,
    MaturityRating,
    measure_maturity,
    tabulate_maturity,
)
from mof.improvement.programs import Initiative, Progress, ServiceImprovementProgram
from mof.improvement.requests import RequestKind, RequestStanding, ResourceRequest
from mof.improvement.roadmaps import (
    Guidance,
    ImprovementRoadmap,
    RoadmapGap,
    RoadmapGapKind,
    tabulate_roadmap_gaps,
)

__all__ = [
    "EQUAL_WEIGHTS",
    "Achievement",
    "ActionItem",
    "AskedFor",
    "Change",
    "Deferral",
    "Effect",
    "Expectation",
    "Guidance",
    "ImprovementRoadmap",
    "Initiative",
    "Maturity",
    "MaturityGoal",
    "MaturityRating",
    "ProblemOpportunity",
    "Progress",
    "RankedOpportunity",
    "RequestKind",
    "RequestStanding",
    "ResourceRequest",
    "ReviewHeld",
    "RoadmapGap",
    "RoadmapGapKind",
    "ScorePart",
    "ServiceAssessment",
    "ServiceImprovementProgram",
    "Weights",
    "measure_maturity",
    "rank_opportunities",
    "tabulate_maturity",
    "tabulate_ranking",
    "tabulate_roadmap_gaps",
]
