"""Management reviews: inputs, what they show, what people decide, and what follows."""

from mof.reviews.answers import Answer, BroughtInput, PartStanding
from mof.reviews.availabilities import AvailabilityRow
from mof.reviews.chartered import CHARTERS, find_charter
from mof.reviews.charters import Charter
from mof.reviews.comparisons import (
    ComparedFinding,
    FindingChange,
    ReviewComparison,
    compare_reviews,
)
from mof.reviews.decisions import Decision, DecisionStatus
from mof.reviews.emergencies import (
    EMERGENCY_RULES,
    EmergencyCall,
    EmergencyRule,
    call_emergency_reviews,
    tabulate_emergencies,
)
from mof.reviews.evidence import Evidence, Reading
from mof.reviews.findings import AnalysisResult, Finding, FindingCondition, Rule, Severity
from mof.reviews.fingerprints import Fingerprint
from mof.reviews.inputs import BroughtDocument, OperationalHealthInputs, SourceCount
from mof.reviews.meetings import OPERATIONAL_HEALTH_QUORUM, Attendance, Meeting, Quorum
from mof.reviews.operational_health import (
    OperationalHealthReview,
    review_operational_health,
)
from mof.reviews.outputs import OUTPUT_RULES, Output, OutputRule, tabulate_output_rules
from mof.reviews.policy_and_control import POLICY_AND_CONTROL, answer_from_register
from mof.reviews.portfolio import PORTFOLIO
from mof.reviews.post_implementation import POST_IMPLEMENTATION, answer_from_readings
from mof.reviews.project_plan import PROJECT_PLAN_APPROVED
from mof.reviews.proposals import (
    PROPOSAL_RULES,
    Proposal,
    ProposalRule,
    tabulate_proposal_rules,
)
from mof.reviews.release_readiness import READINESS_PARTS, RELEASE_READINESS, release_service
from mof.reviews.rulings import Ruling, SessionOutput
from mof.reviews.schedules import (
    GRACE,
    ControlFault,
    ControlOperation,
    ControlVerdict,
    ReviewOccasion,
    ReviewSchedule,
    evaluate_reviews,
    tabulate_controls,
)
from mof.reviews.service_alignment import SERVICE_ALIGNMENT, answer_from_health
from mof.reviews.sessions import ReviewSession
from mof.reviews.traces import Trace
from mof.reviews.votes import Vote, VotingRule

__all__ = [
    "CHARTERS",
    "EMERGENCY_RULES",
    "GRACE",
    "OPERATIONAL_HEALTH_QUORUM",
    "OUTPUT_RULES",
    "POLICY_AND_CONTROL",
    "PORTFOLIO",
    "POST_IMPLEMENTATION",
    "PROJECT_PLAN_APPROVED",
    "PROPOSAL_RULES",
    "READINESS_PARTS",
    "RELEASE_READINESS",
    "SERVICE_ALIGNMENT",
    "AnalysisResult",
    "Answer",
    "Attendance",
    "AvailabilityRow",
    "BroughtDocument",
    "BroughtInput",
    "Charter",
    "ComparedFinding",
    "ControlFault",
    "ControlOperation",
    "ControlVerdict",
    "Decision",
    "DecisionStatus",
    "EmergencyCall",
    "EmergencyRule",
    "Evidence",
    "Finding",
    "FindingChange",
    "FindingCondition",
    "Fingerprint",
    "Meeting",
    "OperationalHealthInputs",
    "OperationalHealthReview",
    "Output",
    "OutputRule",
    "PartStanding",
    "Proposal",
    "ProposalRule",
    "Quorum",
    "Reading",
    "ReviewComparison",
    "ReviewOccasion",
    "ReviewSchedule",
    "ReviewSession",
    "Rule",
    "Ruling",
    "SessionOutput",
    "Severity",
    "SourceCount",
    "Trace",
    "Vote",
    "VotingRule",
    "answer_from_health",
    "answer_from_readings",
    "answer_from_register",
    "call_emergency_reviews",
    "compare_reviews",
    "evaluate_reviews",
    "find_charter",
    "release_service",
    "review_operational_health",
    "tabulate_controls",
    "tabulate_emergencies",
    "tabulate_output_rules",
    "tabulate_proposal_rules",
]
