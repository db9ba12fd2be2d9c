"""Management reviews: inputs, what they show, what people decide, and what follows."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.reviews._decisions import (
        Decision as Decision,
    )
    from mof.reviews._decisions import (
        DecisionStatus as DecisionStatus,
    )
    from mof.reviews._emergencies import (
        EMERGENCY_RULES as EMERGENCY_RULES,
    )
    from mof.reviews._emergencies import (
        EmergencyCall as EmergencyCall,
    )
    from mof.reviews._emergencies import (
        EmergencyRule as EmergencyRule,
    )
    from mof.reviews._emergencies import (
        call_emergency_reviews as call_emergency_reviews,
    )
    from mof.reviews._emergencies import (
        tabulate_emergencies as tabulate_emergencies,
    )
    from mof.reviews._findings import (
        AnalysisResult as AnalysisResult,
    )
    from mof.reviews._findings import (
        Finding as Finding,
    )
    from mof.reviews._findings import (
        FindingCondition as FindingCondition,
    )
    from mof.reviews._findings import (
        FindingRule as FindingRule,
    )
    from mof.reviews._findings import (
        Severity as Severity,
    )
    from mof.reviews._meetings import (
        Attendance as Attendance,
    )
    from mof.reviews._meetings import (
        Meeting as Meeting,
    )
    from mof.reviews._meetings import (
        Quorum as Quorum,
    )
    from mof.reviews._outputs import (
        OUTPUT_RULES as OUTPUT_RULES,
    )
    from mof.reviews._outputs import (
        Output as Output,
    )
    from mof.reviews._outputs import (
        OutputRule as OutputRule,
    )
    from mof.reviews._outputs import (
        tabulate_output_rules as tabulate_output_rules,
    )
    from mof.reviews._proposals import (
        PROPOSAL_RULES as PROPOSAL_RULES,
    )
    from mof.reviews._proposals import (
        Proposal as Proposal,
    )
    from mof.reviews._proposals import (
        ProposalRule as ProposalRule,
    )
    from mof.reviews._proposals import (
        tabulate_proposal_rules as tabulate_proposal_rules,
    )
    from mof.reviews._schedules import (
        ControlFault as ControlFault,
    )
    from mof.reviews._schedules import (
        ControlOperation as ControlOperation,
    )
    from mof.reviews._schedules import (
        ControlVerdict as ControlVerdict,
    )
    from mof.reviews._schedules import (
        ReviewOccasion as ReviewOccasion,
    )
    from mof.reviews._schedules import (
        ReviewSchedule as ReviewSchedule,
    )
    from mof.reviews._schedules import (
        evaluate_reviews as evaluate_reviews,
    )
    from mof.reviews._schedules import (
        tabulate_controls as tabulate_controls,
    )
    from mof.reviews.evidence._evidence import (
        Reading as Reading,
    )
    from mof.reviews.evidence._evidence import (
        ReviewEvidence as ReviewEvidence,
    )
    from mof.reviews.evidence._inputs import (
        BroughtDocument as BroughtDocument,
    )
    from mof.reviews.evidence._inputs import (
        OperationalHealthInputs as OperationalHealthInputs,
    )
    from mof.reviews.evidence._inputs import (
        SourceCount as SourceCount,
    )
    from mof.reviews.operational_health._comparisons import (
        ComparedFinding as ComparedFinding,
    )
    from mof.reviews.operational_health._comparisons import (
        FindingChange as FindingChange,
    )
    from mof.reviews.operational_health._comparisons import (
        ReviewComparison as ReviewComparison,
    )
    from mof.reviews.operational_health._comparisons import (
        compare_reviews as compare_reviews,
    )
    from mof.reviews.operational_health._operational_health import (
        OperationalHealthReview as OperationalHealthReview,
    )
    from mof.reviews.operational_health._operational_health import (
        review_operational_health as review_operational_health,
    )
    from mof.reviews.operational_health._traces import (
        OutputTrace as OutputTrace,
    )
    from mof.reviews.sessions._answers import (
        Answer as Answer,
    )
    from mof.reviews.sessions._answers import (
        BroughtInput as BroughtInput,
    )
    from mof.reviews.sessions._chartered import (
        CHARTERS as CHARTERS,
    )
    from mof.reviews.sessions._chartered import (
        find_charter as find_charter,
    )
    from mof.reviews.sessions._charters import (
        Charter as Charter,
    )
    from mof.reviews.sessions._policy_and_control import (
        POLICY_AND_CONTROL as POLICY_AND_CONTROL,
    )
    from mof.reviews.sessions._policy_and_control import (
        answer_from_register as answer_from_register,
    )
    from mof.reviews.sessions._portfolio import (
        PORTFOLIO as PORTFOLIO,
    )
    from mof.reviews.sessions._post_implementation import (
        POST_IMPLEMENTATION as POST_IMPLEMENTATION,
    )
    from mof.reviews.sessions._post_implementation import (
        answer_from_readings as answer_from_readings,
    )
    from mof.reviews.sessions._project_plan import (
        PROJECT_PLAN_APPROVED as PROJECT_PLAN_APPROVED,
    )
    from mof.reviews.sessions._release_readiness import (
        READINESS_PARTS as READINESS_PARTS,
    )
    from mof.reviews.sessions._release_readiness import (
        RELEASE_READINESS as RELEASE_READINESS,
    )
    from mof.reviews.sessions._release_readiness import (
        release_service as release_service,
    )
    from mof.reviews.sessions._rulings import (
        Ruling as Ruling,
    )
    from mof.reviews.sessions._rulings import (
        SessionOutput as SessionOutput,
    )
    from mof.reviews.sessions._service_alignment import (
        SERVICE_ALIGNMENT as SERVICE_ALIGNMENT,
    )
    from mof.reviews.sessions._service_alignment import (
        answer_from_health as answer_from_health,
    )
    from mof.reviews.sessions._sessions import (
        ReviewSession as ReviewSession,
    )
    from mof.reviews.sessions._votes import (
        Vote as Vote,
    )
    from mof.reviews.sessions._votes import (
        VotingRule as VotingRule,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_decisions": (
                "Decision",
                "DecisionStatus",
            ),
            "_emergencies": (
                "EMERGENCY_RULES",
                "EmergencyCall",
                "EmergencyRule",
                "call_emergency_reviews",
                "tabulate_emergencies",
            ),
            "_findings": (
                "AnalysisResult",
                "Finding",
                "FindingCondition",
                "FindingRule",
                "Severity",
            ),
            "_meetings": (
                "Attendance",
                "Meeting",
                "Quorum",
            ),
            "_outputs": (
                "OUTPUT_RULES",
                "Output",
                "OutputRule",
                "tabulate_output_rules",
            ),
            "_proposals": (
                "PROPOSAL_RULES",
                "Proposal",
                "ProposalRule",
                "tabulate_proposal_rules",
            ),
            "_schedules": (
                "ControlFault",
                "ControlOperation",
                "ControlVerdict",
                "ReviewOccasion",
                "ReviewSchedule",
                "evaluate_reviews",
                "tabulate_controls",
            ),
            "evidence._evidence": (
                "ReviewEvidence",
                "Reading",
            ),
            "evidence._inputs": (
                "BroughtDocument",
                "OperationalHealthInputs",
                "SourceCount",
            ),
            "operational_health._comparisons": (
                "ComparedFinding",
                "FindingChange",
                "ReviewComparison",
                "compare_reviews",
            ),
            "operational_health._operational_health": (
                "OperationalHealthReview",
                "review_operational_health",
            ),
            "operational_health._traces": ("OutputTrace",),
            "sessions._answers": (
                "Answer",
                "BroughtInput",
            ),
            "sessions._chartered": (
                "CHARTERS",
                "find_charter",
            ),
            "sessions._charters": ("Charter",),
            "sessions._policy_and_control": (
                "POLICY_AND_CONTROL",
                "answer_from_register",
            ),
            "sessions._portfolio": ("PORTFOLIO",),
            "sessions._post_implementation": (
                "POST_IMPLEMENTATION",
                "answer_from_readings",
            ),
            "sessions._project_plan": ("PROJECT_PLAN_APPROVED",),
            "sessions._release_readiness": (
                "READINESS_PARTS",
                "RELEASE_READINESS",
                "release_service",
            ),
            "sessions._rulings": (
                "Ruling",
                "SessionOutput",
            ),
            "sessions._service_alignment": (
                "SERVICE_ALIGNMENT",
                "answer_from_health",
            ),
            "sessions._sessions": ("ReviewSession",),
            "sessions._votes": (
                "Vote",
                "VotingRule",
            ),
        },
    )
