"""Improvement: actions promised, maturity found, and programs that make services better."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.improvement._earlier_reviews import (
        ActionItem as ActionItem,
        RequestKind as RequestKind,
        ResourceRequest as ResourceRequest,
        ReviewHeld as ReviewHeld,
    )
    from mof.improvement._expected_effects import (
        Achievement as Achievement,
        Expectation as Expectation,
        ExpectedEffect as ExpectedEffect,
        MeasuredChange as MeasuredChange,
    )
    from mof.improvement._initiatives import (
        Initiative as Initiative,
        ServiceImprovementProgram as ServiceImprovementProgram,
    )
    from mof.improvement._maturity_levels import (
        MaturityGoal as MaturityGoal,
        MaturityRating as MaturityRating,
        measure_maturity as measure_maturity,
    )
    from mof.improvement._ranking import (
        ProblemOpportunity as ProblemOpportunity,
        RankingWeights as RankingWeights,
        ServiceAssessment as ServiceAssessment,
    )
    from mof.improvement._roadmaps import (
        Guidance as Guidance,
        ImprovementRoadmap as ImprovementRoadmap,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_earlier_reviews": (
                "ActionItem",
                "RequestKind",
                "ResourceRequest",
                "ReviewHeld",
            ),
            "_ranking": (
                "ProblemOpportunity",
                "ServiceAssessment",
                "RankingWeights",
            ),
            "_expected_effects": (
                "Achievement",
                "MeasuredChange",
                "ExpectedEffect",
                "Expectation",
            ),
            "_maturity_levels": (
                "MaturityGoal",
                "MaturityRating",
                "measure_maturity",
            ),
            "_initiatives": (
                "Initiative",
                "ServiceImprovementProgram",
            ),
            "_roadmaps": (
                "Guidance",
                "ImprovementRoadmap",
            ),
        },
    )
