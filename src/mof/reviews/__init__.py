"""Management reviews: inputs, what they show, what people decide, and what follows."""

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
from mof.reviews.proposals import (
    PROPOSAL_RULES,
    Proposal,
    ProposalRule,
    tabulate_proposal_rules,
)
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
from mof.reviews.traces import Trace

__all__ = [
    "EMERGENCY_RULES",
    "GRACE",
    "OPERATIONAL_HEALTH_QUORUM",
    "OUTPUT_RULES",
    "PROPOSAL_RULES",
    "AnalysisResult",
    "Attendance",
    "BroughtDocument",
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
    "Proposal",
    "ProposalRule",
    "Quorum",
    "Reading",
    "ReviewComparison",
    "ReviewOccasion",
    "ReviewSchedule",
    "Rule",
    "Severity",
    "SourceCount",
    "Trace",
    "call_emergency_reviews",
    "compare_reviews",
    "evaluate_reviews",
    "review_operational_health",
    "tabulate_controls",
    "tabulate_emergencies",
    "tabulate_output_rules",
    "tabulate_proposal_rules",
]
