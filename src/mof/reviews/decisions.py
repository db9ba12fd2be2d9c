"""Decisions: what the library proposes, and what people decide."""

from datetime import date

from attrs import frozen

from mof.errors import DefinitionError
from mof.framework.operational_health import (
    Analysis,
    ChangeSubject,
    DecisionKind,
    EvaluatedItem,
    StakeholderGroup,
)
from mof.ids import PersonId
from mof.reviews.findings import Finding, Rule
from mof.terms import Term


class DecisionStatus(Term):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEFERRED = "deferred"


@frozen(kw_only=True)
class Decision:
    """What named stakeholders decided about a finding."""

    finding: str
    kind: DecisionKind
    status: DecisionStatus
    decided_by: PersonId
    group: StakeholderGroup
    text: str
    subject: ChangeSubject | None = None
    owner: PersonId | None = None
    due_on: date | None = None

    def __attrs_post_init__(self) -> None:
        if (self.kind is DecisionKind.REQUEST_CHANGE) is (self.subject is None):
            fault = "takes no subject" if self.subject else "has no subject; say what is changed"
            raise DefinitionError(f"a {self.kind} about {self.finding} {fault}")


@frozen(kw_only=True)
class Proposal:
    """What the library would put to the stakeholders about a finding."""

    finding: str
    kind: DecisionKind
    subject: ChangeSubject | None = None


# Our judgement: the framework says what may be decided, not what follows from which finding.
_BY_RULE: dict[Rule, tuple[DecisionKind, ChangeSubject | None]] = {
    Rule.UNDONE_BREACH: (DecisionKind.CHANGE_PROCESS, None),
    Rule.SET_AFTER_START: (DecisionKind.CHANGE_PROCESS, None),
    Rule.OVERDUE_ACTION: (DecisionKind.IMPROVE_SERVICE, None),
    Rule.PROMISE_WITHOUT_DATA: (DecisionKind.REQUEST_CHANGE, ChangeSubject.PROCEDURAL),
    Rule.UNPROMISED_SERVICE: (DecisionKind.REQUEST_CHANGE, ChangeSubject.SLA),
    Rule.ENDANGERED_PROMISE: (DecisionKind.REQUEST_CHANGE, ChangeSubject.TECHNICAL),
    Rule.LOST_ROWS: (DecisionKind.CHANGE_PROCESS, None),
    Rule.DUTIES_IN_ONE_HAND: (DecisionKind.CHANGE_PROCESS, None),
    Rule.OVERDUE_INITIATIVE: (DecisionKind.IMPROVE_SERVICE, None),
    Rule.SHORT_EFFECT: (DecisionKind.IMPROVE_SERVICE, None),
    Rule.MORE_INCIDENTS: (DecisionKind.IMPROVE_SERVICE, None),
}
_BY_ITEM: dict[EvaluatedItem | None, tuple[DecisionKind, ChangeSubject | None]] = {
    EvaluatedItem.SLA_TARGETS: (DecisionKind.IMPROVE_SERVICE, None),
    EvaluatedItem.OLA_TARGETS: (DecisionKind.REQUEST_CHANGE, ChangeSubject.OLA),
    # The framework's list names no contracts; like an OLA, they stand beneath an SLA.
    EvaluatedItem.CONTRACT_TARGETS: (DecisionKind.REQUEST_CHANGE, ChangeSubject.OLA),
}
_BY_ANALYSIS: dict[Analysis, tuple[DecisionKind, ChangeSubject | None]] = {
    Analysis.ISSUES: (DecisionKind.IMPROVE_SERVICE, None),
    Analysis.PERFORMANCE: (DecisionKind.IMPROVE_SERVICE, None),
    Analysis.SATISFACTION_TRENDS: (DecisionKind.IMPROVE_SERVICE, None),
    Analysis.FINANCES: (DecisionKind.CHANGE_FUNDING, None),
    Analysis.RISK_CHANGES: (DecisionKind.CHANGE_PROCESS, None),
    Analysis.PEOPLE_TRENDS: (DecisionKind.PROVIDE_RESOURCES, None),
    Analysis.MATURITY: (DecisionKind.CHANGE_PROCESS, None),
    Analysis.UPCOMING_CHANGES: (DecisionKind.REQUEST_CHANGE, ChangeSubject.TECHNICAL),
}


def propose(finding: Finding) -> Proposal:
    """What a finding suggests: by its rule, else by what it evaluates, else by its analysis."""
    kind, subject = (
        _BY_RULE.get(finding.rule) or _BY_ITEM.get(finding.item) or _BY_ANALYSIS[finding.analysis]
    )
    return Proposal(finding=finding.id, kind=kind, subject=subject)
