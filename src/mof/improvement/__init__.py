"""Improvement: actions promised, maturity found, and programs that make services better."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.improvement._earlier_reviews import (
        ActionItem as ActionItem,
    )
    from mof.improvement._earlier_reviews import (
        RequestKind as RequestKind,
    )
    from mof.improvement._earlier_reviews import (
        ResourceRequest as ResourceRequest,
    )
    from mof.improvement._earlier_reviews import (
        ReviewHeld as ReviewHeld,
    )
    from mof.improvement._expected_effects import (
        Achievement as Achievement,
    )
    from mof.improvement._expected_effects import (
        Expectation as Expectation,
    )
    from mof.improvement._expected_effects import (
        ExpectedEffect as ExpectedEffect,
    )
    from mof.improvement._expected_effects import (
        MeasuredChange as MeasuredChange,
    )
    from mof.improvement._initiatives import (
        Initiative as Initiative,
    )
    from mof.improvement._initiatives import (
        ServiceImprovementProgram as ServiceImprovementProgram,
    )
    from mof.improvement._maturity_levels import (
        MaturityGoal as MaturityGoal,
    )
    from mof.improvement._maturity_levels import (
        MaturityRating as MaturityRating,
    )
    from mof.improvement._maturity_levels import (
        measure_maturity as measure_maturity,
    )
    from mof.improvement._ranking import (
        ProblemOpportunity as ProblemOpportunity,
    )
    from mof.improvement._ranking import (
        RankingWeights as RankingWeights,
    )
    from mof.improvement._ranking import (
        ServiceAssessment as ServiceAssessment,
    )
    from mof.improvement._roadmaps import (
        Guidance as Guidance,
    )
    from mof.improvement._roadmaps import (
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
