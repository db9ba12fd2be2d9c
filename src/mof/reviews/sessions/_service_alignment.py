"""The Service Alignment review: whether services and their levels fit what the business needs."""

from mof.framework import EvaluatedItem, ReviewKind
from mof.reviews._finding_rules import FindingCondition, FindingRule
from mof.reviews.operational_health._operational_health import OperationalHealthReview
from mof.reviews.sessions._charters import Charter
from mof.reviews.sessions._parts_in_order import Answer

SERVICE_ALIGNMENT = Charter(
    ReviewKind.SERVICE_ALIGNMENT,
    leads={
        "add, change or retire a service": [
            "proposal of a new service",
            "request for change to an SLA",
        ],
        "improve a service": ["improvement plan"],
    },
)
"""How a Service Alignment review is held; a service is retired by the votes of its members."""

_SEEN = {
    "fit of SLAs": FindingCondition(
        rule=FindingRule.OUTSIDE_TOLERANCE, item=EvaluatedItem.SLA_TARGETS
    ),
    "gaps": FindingCondition(rule=FindingRule.UNPROMISED_SERVICE),
}


def answer_from_health(health: OperationalHealthReview) -> tuple[Answer, ...]:
    """What an Operational Health Review says of the fit of SLAs and of services without one.

    Our judgement: an SLA that is missed beyond its tolerance does not fit.
    """
    return tuple(
        Answer(
            question=question,
            is_good=not found,
            text="; ".join(finding.title for finding in found),
            evidence=tuple(finding.id for finding in found),
        )
        for question, condition in _SEEN.items()
        for found in [[each for each in health.findings if condition.applies_to(each)]]
    )
