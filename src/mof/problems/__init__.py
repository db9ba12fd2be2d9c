"""Problems: the unknown causes beneath incidents, and the search for them."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.problems._candidates import (
        ChangeMade as ChangeMade,
        Identification as Identification,
        IdentificationRule as IdentificationRule,
    )
    from mof.problems._cost_benefits import (
        CostBenefit as CostBenefit,
    )
    from mof.problems._identification import (
        identify_problems as identify_problems,
    )
    from mof.problems._known_error_lifecycle import (
        KnownErrorState as KnownErrorState,
    )
    from mof.problems._known_error_matching import (
        match_known_errors as match_known_errors,
    )
    from mof.problems._known_errors import (
        KnownError as KnownError,
        KnownErrorTrigger as KnownErrorTrigger,
    )
    from mof.problems._loss_ranking import (
        rank_losses as rank_losses,
    )
    from mof.problems._predictions import (
        Backtest as Backtest,
        backtest_volumes as backtest_volumes,
        predict_problems as predict_problems,
    )
    from mof.problems._problem_lifecycle import (
        Closure as Closure,
        ProblemEvent as ProblemEvent,
        ProblemOrigin as ProblemOrigin,
        ProblemState as ProblemState,
        ResearchKind as ResearchKind,
    )
    from mof.problems._problems import (
        Problem as Problem,
    )
    from mof.problems._reference_faults import (
        find_reference_faults as find_reference_faults,
    )
    from mof.problems._techniques import (
        CauseTest as CauseTest,
        CauseVerdict as CauseVerdict,
        Dimension as Dimension,
        Fishbone as Fishbone,
        FishboneCategory as FishboneCategory,
        FiveWhys as FiveWhys,
        IsIsNot as IsIsNot,
        KepnerTregoe as KepnerTregoe,
        PossibleCause as PossibleCause,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_candidates": (
                "ChangeMade",
                "Identification",
                "IdentificationRule",
            ),
            "_cost_benefits": ("CostBenefit",),
            "_identification": ("identify_problems",),
            "_known_error_lifecycle": ("KnownErrorState",),
            "_known_error_matching": ("match_known_errors",),
            "_known_errors": (
                "KnownError",
                "KnownErrorTrigger",
            ),
            "_loss_ranking": ("rank_losses",),
            "_predictions": (
                "Backtest",
                "backtest_volumes",
                "predict_problems",
            ),
            "_problem_lifecycle": (
                "Closure",
                "ProblemEvent",
                "ProblemOrigin",
                "ProblemState",
                "ResearchKind",
            ),
            "_problems": ("Problem",),
            "_reference_faults": ("find_reference_faults",),
            "_techniques": (
                "CauseTest",
                "CauseVerdict",
                "Dimension",
                "Fishbone",
                "FishboneCategory",
                "FiveWhys",
                "IsIsNot",
                "KepnerTregoe",
                "PossibleCause",
            ),
        },
    )
