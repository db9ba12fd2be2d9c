"""Improvement: actions promised, maturity found, and programs that make services better."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.improvement._actions import (
        ActionItem as ActionItem,
    )
    from mof.improvement._actions import (
        AskedFor as AskedFor,
    )
    from mof.improvement._actions import (
        Deferral as Deferral,
    )
    from mof.improvement._actions import (
        ReviewHeld as ReviewHeld,
    )
    from mof.improvement._assessments import (
        ProblemOpportunity as ProblemOpportunity,
    )
    from mof.improvement._assessments import (
        RankingWeights as RankingWeights,
    )
    from mof.improvement._assessments import (
        ServiceAssessment as ServiceAssessment,
    )
    from mof.improvement._assessments import (
        rank_opportunities as rank_opportunities,
    )
    from mof.improvement._assessments import (
        tabulate_ranking as tabulate_ranking,
    )
    from mof.improvement._effects import (
        Achievement as Achievement,
    )
    from mof.improvement._effects import (
        Expectation as Expectation,
    )
    from mof.improvement._effects import (
        ExpectedEffect as ExpectedEffect,
    )
    from mof.improvement._effects import (
        MeasuredChange as MeasuredChange,
    )
    from mof.improvement._maturities import (
        Maturity as Maturity,
    )
    from mof.improvement._maturities import (
        MaturityGoal as MaturityGoal,
    )
    from mof.improvement._maturities import (
        MaturityRating as MaturityRating,
    )
    from mof.improvement._maturities import (
        measure_maturity as measure_maturity,
    )
    from mof.improvement._maturities import (
        tabulate_maturity as tabulate_maturity,
    )
    from mof.improvement._programs import (
        Initiative as Initiative,
    )
    from mof.improvement._programs import (
        InitiativeProgress as InitiativeProgress,
    )
    from mof.improvement._programs import (
        ServiceImprovementProgram as ServiceImprovementProgram,
    )
    from mof.improvement._requests import (
        RequestKind as RequestKind,
    )
    from mof.improvement._requests import (
        ResourceRequest as ResourceRequest,
    )
    from mof.improvement._roadmaps import (
        Guidance as Guidance,
    )
    from mof.improvement._roadmaps import (
        ImprovementRoadmap as ImprovementRoadmap,
    )
    from mof.improvement._roadmaps import (
        tabulate_roadmap_gaps as tabulate_roadmap_gaps,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_actions": (
                "ActionItem",
                "AskedFor",
                "Deferral",
                "ReviewHeld",
            ),
            "_assessments": (
                "ProblemOpportunity",
                "ServiceAssessment",
                "RankingWeights",
                "rank_opportunities",
                "tabulate_ranking",
            ),
            "_effects": (
                "Achievement",
                "MeasuredChange",
                "ExpectedEffect",
                "Expectation",
            ),
            "_maturities": (
                "Maturity",
                "MaturityGoal",
                "MaturityRating",
                "measure_maturity",
                "tabulate_maturity",
            ),
            "_programs": (
                "Initiative",
                "InitiativeProgress",
                "ServiceImprovementProgram",
            ),
            "_requests": (
                "RequestKind",
                "ResourceRequest",
            ),
            "_roadmaps": (
                "Guidance",
                "ImprovementRoadmap",
                "tabulate_roadmap_gaps",
            ),
        },
    )
