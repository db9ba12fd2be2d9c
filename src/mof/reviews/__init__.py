"""Management reviews: inputs, what they show, what people decide, and what follows."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.reviews._attendance import Meeting as Meeting
    from mof.reviews._decisions import Decision as Decision, DecisionStatus as DecisionStatus
    from mof.reviews._emergency_rules import (
        EMERGENCY_RULES as EMERGENCY_RULES,
        EmergencyRule as EmergencyRule,
        call_emergency_reviews as call_emergency_reviews,
        tabulate_emergencies as tabulate_emergencies,
    )
    from mof.reviews._finding_rules import (
        Finding as Finding,
        FindingRule as FindingRule,
        Severity as Severity,
    )
    from mof.reviews._outputs import (
        OUTPUT_RULES as OUTPUT_RULES,
        Output as Output,
        OutputRule as OutputRule,
    )
    from mof.reviews._proposal_rules import (
        PROPOSAL_RULES as PROPOSAL_RULES,
        ProposalRule as ProposalRule,
    )
    from mof.reviews._quorums import Quorum as Quorum
    from mof.reviews._review_schedules import (
        ControlFault as ControlFault,
        ControlVerdict as ControlVerdict,
        ReviewSchedule as ReviewSchedule,
        evaluate_reviews as evaluate_reviews,
        tabulate_controls as tabulate_controls,
    )
    from mof.reviews.evidence._inputs import (
        BroughtDocument as BroughtDocument,
        OperationalHealthInputs as OperationalHealthInputs,
        SourceCount as SourceCount,
    )
    from mof.reviews.operational_health._comparisons import (
        FindingChange as FindingChange,
        compare_reviews as compare_reviews,
    )
    from mof.reviews.operational_health._operational_health import (
        OperationalHealthReview as OperationalHealthReview,
        review_operational_health as review_operational_health,
    )
    from mof.reviews.sessions._charters import Charter as Charter
    from mof.reviews.sessions._parts_in_order import Answer as Answer, BroughtInput as BroughtInput
    from mof.reviews.sessions._policy_and_control import (
        answer_from_register as answer_from_register,
    )
    from mof.reviews.sessions._post_implementation import (
        answer_from_readings as answer_from_readings,
    )
    from mof.reviews.sessions._release_readiness import release_service as release_service
    from mof.reviews.sessions._service_alignment import answer_from_health as answer_from_health
    from mof.reviews.sessions._sessions import ReviewSession as ReviewSession
    from mof.reviews.sessions._six_charters import (
        CHARTERS as CHARTERS,
        find_charter as find_charter,
    )
    from mof.reviews.sessions._voting_rules import Vote as Vote, VotingRule as VotingRule
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_attendance": ("Meeting",),
            "_decisions": (
                "Decision",
                "DecisionStatus",
            ),
            "_emergency_rules": (
                "EMERGENCY_RULES",
                "EmergencyRule",
                "call_emergency_reviews",
                "tabulate_emergencies",
            ),
            "_finding_rules": (
                "Finding",
                "FindingRule",
                "Severity",
            ),
            "_outputs": (
                "OUTPUT_RULES",
                "Output",
                "OutputRule",
            ),
            "_proposal_rules": (
                "PROPOSAL_RULES",
                "ProposalRule",
            ),
            "_quorums": ("Quorum",),
            "_review_schedules": (
                "ControlFault",
                "ControlVerdict",
                "ReviewSchedule",
                "evaluate_reviews",
                "tabulate_controls",
            ),
            "evidence._inputs": (
                "BroughtDocument",
                "OperationalHealthInputs",
                "SourceCount",
            ),
            "operational_health._comparisons": (
                "FindingChange",
                "compare_reviews",
            ),
            "operational_health._operational_health": (
                "OperationalHealthReview",
                "review_operational_health",
            ),
            "sessions._charters": ("Charter",),
            "sessions._parts_in_order": (
                "Answer",
                "BroughtInput",
            ),
            "sessions._policy_and_control": ("answer_from_register",),
            "sessions._post_implementation": ("answer_from_readings",),
            "sessions._release_readiness": ("release_service",),
            "sessions._service_alignment": ("answer_from_health",),
            "sessions._sessions": ("ReviewSession",),
            "sessions._six_charters": (
                "CHARTERS",
                "find_charter",
            ),
            "sessions._voting_rules": (
                "Vote",
                "VotingRule",
            ),
        },
    )
