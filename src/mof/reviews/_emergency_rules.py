"""Emergencies: findings that do not wait for the next review, and so call one by rule."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import field, frozen

from mof.documents import Table, format_instant
from mof.errors import DefinitionError
from mof.framework import EvaluatedItem
from mof.reviews._decisions import name_owner
from mof.reviews._finding_rules import Finding, FindingCondition, FindingRule, Severity
from mof.values._instants import to_utc


@frozen(kw_only=True)
class EmergencyRule(FindingCondition):
    """How many findings of which sort call a review, and within what time it is to be held.

    Raises:
        DefinitionError: no finding at all would do, or there is no time to hold the review.
    """

    count: int = 1
    """How many findings of the sort it takes, 1 or more."""
    within: timedelta = timedelta(days=2)
    """How much time there is to hold the review, from when it is called; real time, more than 0."""

    def __attrs_post_init__(self) -> None:
        if self.count < 1 or self.within <= timedelta(0):
            raise DefinitionError(
                f"{self.count} findings within {self.within} call no review; say how many "
                "findings, 1 or more, and how much time there is"
            )

    @property
    def is_of_the_library(self) -> bool:
        """Whether it is one of `EMERGENCY_RULES`, and so our judgement."""
        return self in EMERGENCY_RULES


EMERGENCY_RULES: tuple[EmergencyRule, ...] = (
    EmergencyRule(rule=FindingRule.OPEN_VIOLATION, least=Severity.HIGH),
    EmergencyRule(rule=FindingRule.RISEN_EXPOSURE, least=Severity.HIGH),
    EmergencyRule(rule=FindingRule.OUTSIDE_TOLERANCE, item=EvaluatedItem.SLA_TARGETS, count=3),
)
"""What calls an Operational Health Review at once, where an organisation has no rules.

Our judgement: the framework knows reviews that are called in an emergency, not what one is.
"""


@frozen(kw_only=True)
class EmergencyCall:
    """A review that is called: by which rule, because of which findings, and by when."""

    rule: EmergencyRule
    findings: tuple[str, ...]
    called_at: datetime = field(converter=to_utc)

    @property
    def due_at(self) -> datetime:
        """By when the review is to be held."""
        return self.called_at + self.rule.within


def call_emergency_reviews(
    findings: Iterable[Finding],
    rules: Iterable[EmergencyRule] = EMERGENCY_RULES,
    *,
    at: datetime,
) -> tuple[EmergencyCall, ...]:
    """The calls for a review that findings give rise to at an instant; the most urgent first."""
    findings = tuple(findings)
    met = ((rule, [f.id for f in findings if rule.applies_to(f)]) for rule in rules)
    calls = (
        EmergencyCall(rule=rule, findings=tuple(ids), called_at=at)
        for rule, ids in met
        if len(ids) >= rule.count
    )
    return tuple(sorted(calls, key=lambda call: call.due_at))


def tabulate_emergencies(calls: Iterable[EmergencyCall], *, tz: str = "UTC") -> Table:
    """Which rule calls a review, because of what, and by when."""
    return Table(
        ("Called because of", "Findings", "To be held by", "Whose rule"),
        [
            (
                f"{call.rule.count} or more: {call.rule}",
                ", ".join(call.findings),
                format_instant(call.due_at, tz=tz),
                name_owner(call.rule),
            )
            for call in calls
        ],
        caption="Emergency reviews called",
        note="Rules of the library are our judgement; the framework does not say what an "
        "emergency is.",
    )
