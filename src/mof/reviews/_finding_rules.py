"""Findings: what an analysis saw, how serious it is, and which records show it."""

from datetime import datetime

from attrs import field, frozen

from mof.documents import Status, Tone
from mof.framework import AnalysisKind, EvaluatedItem
from mof.values import Term
from mof.values._instants import to_optional_utc


class Severity(Term):
    """How much a finding asks for attention. The framework names no degrees; these are ours."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """Its place among the degrees, from 0 for the gravest on."""
        return tuple(Severity).index(self)


_TONES = {Severity.HIGH: Tone.BAD, Severity.MEDIUM: Tone.WARNING, Severity.LOW: Tone.NEUTRAL}


def show_severity(severity: Severity) -> Status:
    """A severity with the sign of its tone."""
    return Status(str(severity), _TONES[severity])


class FindingRule(Term):
    """By which rule something is a finding."""

    # MOF 4.0, Operate phase overview, Table 2: performance outside tolerance.
    OUTSIDE_TOLERANCE = "outside tolerance"
    # MOF 4.0, Operate phase overview: measured against previously set indicators.
    SET_AFTER_START = "set after the period began"
    # MOF 4.0, Operate phase overview, Table 2: review of earlier action items.
    OVERDUE_ACTION = "overdue action"
    # MOF 4.0, Operate phase overview, Table 6: the review itself controls the risks.
    CONTROL_FAILED = "review that did not operate as a control"
    # MOF 4.0, Operate phase overview, Table 2: upcoming changes.
    ENDANGERED_PROMISE = "change to a service that fails its promise"
    # MOF 4.0, Operate phase overview, Table 2: risk assessments and compliance violations.
    RISEN_EXPOSURE = "exposure rose in the period"
    OPEN_VIOLATION = "violation not put right"
    # MOF 4.0, Operate phase overview, Table 2: maturity against the desired state.
    BELOW_DESIRED = "maturity below the desired level"
    # The rest is our judgement.
    DUE_DEFERRAL = "deferred decision due"
    OVERDUE_REQUEST = "overdue request"
    LOST_REQUEST = "asked for and not on record"
    STAFFING_GAP = "gap in staffing"
    DUTIES_IN_ONE_HAND = "duties of one record in one hand"
    CONTROL_GAP = "gap in the control of risks"
    MONITOR_GAP = "gap in the monitoring of services"
    GUIDE_GAP = "gap in the operations guide"
    KNOWING_DOING_GAP = "gap between what is written down and what is done"
    FALLEN_MATURITY = "maturity fell in the period"
    OVERDUE_INITIATIVE = "overdue initiative"
    SHORT_EFFECT = "less effect than expected"
    UNDONE_BREACH = "breach undone by a change of priority"
    PROMISE_WITHOUT_DATA = "promise without data"
    WORSENING = "worse than its own variation explains"
    MORE_INCIDENTS = "more incidents than their own variation explains"
    CREDIT_DUE = "service credit due"
    UNSETTLED_CREDIT = "credit that the agreement does not settle"
    IRREGULARITY = "pattern worth a question"
    UNDERPINNING_GAP = "not underpinned by OLAs and contracts"
    CARRIED_ACTION = "action carried from review to review"
    UNPROMISED_SERVICE = "service without an agreement"
    LOST_ROWS = "rows of a source that could not be used"
    OVERDUE_COMPLAINT = "complaint not answered in time"
    FORECAST_OUTSIDE_TOLERANCE = "forecast outside tolerance"
    STRADDLING_ENTRY = "entry for more than one period"
    SKILL_OF_ONE = "skill that rests on one person"
    CHANGE_IN_HOURS = "change while its service is to be there"
    CHANGE_IN_FREEZE = "change inside a freeze"
    CHANGE_SHORT_OF_STAFF = "change while staff is short"
    UNSETTLED_SERVICE = "more incidents in the first weeks than in steady state"

    @property
    def is_framework(self) -> bool:
        """Whether the framework asks for it; the other rules are our judgement."""
        return self in _OF_THE_FRAMEWORK


def slug_term(term: Term) -> str:
    """A word of a vocabulary as a part of the id of a finding."""
    return term.name.lower().replace("_", "-")


_OF_THE_FRAMEWORK = {
    FindingRule.OUTSIDE_TOLERANCE,
    FindingRule.SET_AFTER_START,
    FindingRule.OVERDUE_ACTION,
    FindingRule.CONTROL_FAILED,
    FindingRule.ENDANGERED_PROMISE,
    FindingRule.RISEN_EXPOSURE,
    FindingRule.OPEN_VIOLATION,
    FindingRule.BELOW_DESIRED,
}


@frozen(kw_only=True)
class Finding:
    """Something that an analysis shows, with what it was compared with and its evidence.

    The id says rule and subject, so it stays the same when a review is computed again;
    ``evidence`` are ids of records; ``since`` is the instant from which it has been so.
    """

    analysis: AnalysisKind
    rule: FindingRule
    subject: str
    severity: Severity
    title: str
    compared_with: str
    evidence: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    item: EvaluatedItem | None = None
    since: datetime | None = field(default=None, converter=to_optional_utc)

    @property
    def id(self) -> str:
        """What decisions call the finding."""
        return f"{slug_term(self.rule)}:{self.subject}"


@frozen(kw_only=True)
class FindingCondition:
    """Which findings are meant; what is not given holds of every finding.

    ``least`` is the least severity that it takes.
    """

    rule: FindingRule | None = None
    item: EvaluatedItem | None = None
    analysis: AnalysisKind | None = None
    least: Severity | None = None

    def applies_to(self, finding: Finding) -> bool:
        """Whether a finding meets every condition that is given."""
        asked = (self.rule, self.item, self.analysis)
        has = (finding.rule, finding.item, finding.analysis)
        if any(want is not None and want is not of for want, of in zip(asked, has, strict=True)):
            return False
        return self.least is None or finding.severity.rank <= self.least.rank

    def __str__(self) -> str:
        least = f"{self.least} or graver" if self.least else None
        named = (self.rule, self.item, self.analysis, least)
        return ", ".join(str(each) for each in named if each) or "any finding"


@frozen(kw_only=True)
class AnalysisResult:
    """One analysis of a review: what it found, and whether there was anything to look at."""

    analysis: AnalysisKind
    has_data: bool
    findings: tuple[Finding, ...] = ()
    summary: str
