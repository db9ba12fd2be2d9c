"""Management reviews: inputs, what they show, what people decide, and what follows."""

from mof.reviews.availabilities import AvailabilityRow
from mof.reviews.decisions import Decision, DecisionStatus, Proposal
from mof.reviews.evidence import Evidence, Reading
from mof.reviews.findings import AnalysisResult, Finding, Rule, Severity
from mof.reviews.fingerprints import Fingerprint
from mof.reviews.inputs import BroughtDocument, OperationalHealthInputs, SourceCount
from mof.reviews.operational_health import (
    OperationalHealthReview,
    Trace,
    review_operational_health,
)
from mof.reviews.outputs import Output

__all__ = [
    "AnalysisResult",
    "AvailabilityRow",
    "BroughtDocument",
    "Decision",
    "DecisionStatus",
    "Evidence",
    "Finding",
    "Fingerprint",
    "OperationalHealthInputs",
    "OperationalHealthReview",
    "Output",
    "Proposal",
    "Reading",
    "Rule",
    "Severity",
    "SourceCount",
    "Trace",
    "review_operational_health",
]
