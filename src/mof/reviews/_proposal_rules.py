"""Proposals: which decision a finding suggests, by rules that an organisation may make its own."""

from collections.abc import Iterable

from attrs import frozen

from mof.framework import AnalysisKind, ChangeSubject, DecisionKind, EvaluatedItem
from mof.reviews._decisions import check_subject
from mof.reviews._finding_rules import Finding, FindingCondition, FindingRule


@frozen(kw_only=True)
class ProposalRule(FindingCondition):
    """Which findings suggest which decision.

    Raises:
        DefinitionError: a request for change does not say of what, or anything else does.
    """

    kind: DecisionKind
    """The kind of decision that is proposed."""
    subject: ChangeSubject | None = None
    """What a request for change would change; None for every other kind."""

    def __attrs_post_init__(self) -> None:
        check_subject(self.kind, self.subject, what=f"a rule that proposes {self.kind}")

    @property
    def is_of_the_library(self) -> bool:
        """Whether it is one of `PROPOSAL_RULES`, and so our judgement."""
        return self in PROPOSAL_RULES


@frozen(kw_only=True)
class Proposal:
    """What would be put to the stakeholders about a finding, and by which rule."""

    finding: str
    kind: DecisionKind
    subject: ChangeSubject | None = None
    rule: ProposalRule | None = None


_IMPROVE = DecisionKind.IMPROVE_SERVICE
_REQUEST = DecisionKind.REQUEST_CHANGE
_PROCESS = DecisionKind.CHANGE_PROCESS

PROPOSAL_RULES: tuple[ProposalRule, ...] = (
    ProposalRule(rule=FindingRule.UNDONE_BREACH, kind=_PROCESS),
    ProposalRule(rule=FindingRule.SET_AFTER_START, kind=_PROCESS),
    ProposalRule(rule=FindingRule.OVERDUE_ACTION, kind=_IMPROVE),
    ProposalRule(
        rule=FindingRule.PROMISE_WITHOUT_DATA, kind=_REQUEST, subject=ChangeSubject.PROCEDURAL
    ),
    ProposalRule(rule=FindingRule.UNPROMISED_SERVICE, kind=_REQUEST, subject=ChangeSubject.SLA),
    ProposalRule(
        rule=FindingRule.ENDANGERED_PROMISE, kind=_REQUEST, subject=ChangeSubject.TECHNICAL
    ),
    ProposalRule(rule=FindingRule.LOST_ROWS, kind=_PROCESS),
    ProposalRule(rule=FindingRule.DUTY_CONFLICT, kind=_PROCESS),
    ProposalRule(rule=FindingRule.OVERDUE_INITIATIVE, kind=_IMPROVE),
    ProposalRule(rule=FindingRule.SHORT_EFFECT, kind=_IMPROVE),
    ProposalRule(rule=FindingRule.MORE_INCIDENTS, kind=_IMPROVE),
    ProposalRule(rule=FindingRule.UNDERPINNING_GAP, kind=_REQUEST, subject=ChangeSubject.OLA),
    ProposalRule(rule=FindingRule.IRREGULARITY, kind=_PROCESS),
    ProposalRule(item=EvaluatedItem.SLA_TARGETS, kind=_IMPROVE),
    ProposalRule(item=EvaluatedItem.OLA_TARGETS, kind=_REQUEST, subject=ChangeSubject.OLA),
    # The framework's list names no contracts; like an OLA, they stand beneath an SLA.
    ProposalRule(item=EvaluatedItem.CONTRACT_TARGETS, kind=_REQUEST, subject=ChangeSubject.OLA),
    ProposalRule(analysis=AnalysisKind.ISSUES, kind=_IMPROVE),
    ProposalRule(analysis=AnalysisKind.PERFORMANCE, kind=_IMPROVE),
    ProposalRule(analysis=AnalysisKind.SATISFACTION_TRENDS, kind=_IMPROVE),
    ProposalRule(analysis=AnalysisKind.FINANCES, kind=DecisionKind.CHANGE_FUNDING),
    ProposalRule(analysis=AnalysisKind.RISK_CHANGES, kind=_PROCESS),
    ProposalRule(analysis=AnalysisKind.PEOPLE_TRENDS, kind=DecisionKind.PROVIDE_RESOURCES),
    ProposalRule(analysis=AnalysisKind.MATURITY, kind=_PROCESS),
    ProposalRule(
        analysis=AnalysisKind.UPCOMING_CHANGES, kind=_REQUEST, subject=ChangeSubject.TECHNICAL
    ),
)
"""What findings suggest where an organisation has no rules of its own.

Our judgement: the framework says what may be decided, not what follows from which finding.
"""


def propose(
    findings: Iterable[Finding], rules: Iterable[ProposalRule] = PROPOSAL_RULES
) -> tuple[Proposal, ...]:
    """What each finding suggests, by the first rule that applies; nothing where none does."""
    rules = tuple(rules)
    return tuple(
        Proposal(finding=finding.id, kind=rule.kind, subject=rule.subject, rule=rule)
        for finding in findings
        if (rule := next((each for each in rules if each.applies_to(finding)), None))
    )
