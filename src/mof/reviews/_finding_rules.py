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
    """Asks for a decision now, such as an SLA outside tolerance; it is red on the first screen."""
    MEDIUM = "medium"
    """Asks for a decision in this review, such as an OLA outside tolerance."""
    LOW = "low"
    """Worth knowing, and can wait, such as a pattern worth a question."""

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
    """A target, indicator, budget or risk beyond what is tolerated."""
    # MOF 4.0, Operate phase overview: measured against previously set indicators.
    SET_AFTER_START = "set after the period began"
    """A target, budget or risk tolerance that was set after the first day of the period."""
    # MOF 4.0, Operate phase overview, Table 2: review of earlier action items.
    OVERDUE_ACTION = "overdue action"
    """An action of an earlier review that is not done, and past its day."""
    # MOF 4.0, Operate phase overview, Table 6: the review itself controls the risks.
    CONTROL_FAILED = "review that did not operate as a control"
    """A review due in the period that was not held, or lacked quorum or inputs."""
    # MOF 4.0, Operate phase overview, Table 2: upcoming changes.
    ENDANGERED_PROMISE = "change to a service that fails its promise"
    """A change to come on a service whose SLA is outside tolerance already."""
    # MOF 4.0, Operate phase overview, Table 2: risk assessments and compliance violations.
    RISEN_EXPOSURE = "exposure rose in the period"
    """A risk that was assessed higher than before."""
    OPEN_VIOLATION = "violation not put right"
    """A violation of a policy that is not put right at the review."""
    # MOF 4.0, Operate phase overview, Table 2: maturity against the desired state.
    BELOW_DESIRED = "maturity below the desired level"
    """A capability that is rated below the level that was decided on."""
    # The rest is our judgement.
    DUE_DEFERRAL = "deferred decision due"
    """What an earlier review put off until now, and no review has decided since."""
    OVERDUE_REQUEST = "overdue request"
    """A request for funding, resources or training without an answer past its day."""
    LOST_REQUEST = "asked for and not on record"
    """A change, program or request that a review asked for, and no record brought is it."""
    STAFFING_GAP = "gap in staffing"
    """A role vacant, held by too few, by a person without its skill, or twice."""
    DUTY_CONFLICT = "segregation-of-duties conflict"
    """Duties that should be separate, done by one person on one record, such as to approve the
    change that one asked for."""
    CONTROL_GAP = "gap in the control of risks"
    """What the register of risks lacks, such as a risk without a control."""
    MONITOR_GAP = "gap in the monitoring of services"
    """A service or a part of it that no monitor watches, or a monitor without its owners."""
    GUIDE_GAP = "gap in the operations guide"
    """A task without an instruction, or with one that was not approved."""
    KNOWING_DOING_GAP = "gap between what is written down and what is done"
    """Work that is written down and never done, or done and not written down."""
    FALLEN_MATURITY = "maturity fell in the period"
    """A capability that is rated lower than when the period began."""
    OVERDUE_INITIATIVE = "overdue initiative"
    """An initiative of an improvement program that is past its day."""
    SHORT_EFFECT = "less effect than expected"
    """An initiative that achieved less than was expected by now, beyond tolerance."""
    UNDONE_BREACH = "breach undone by a change of priority"
    """A breach that a later change of priority made a target met."""
    PROMISE_WITHOUT_DATA = "promise without data"
    """An agreement of which no case was decided, so that it is neither met nor missed."""
    WORSENING = "special-cause deterioration"
    """A special-cause deterioration: a rule of a control chart is met on the bad side."""
    MORE_INCIDENTS = "special-cause rise in incidents"
    """The same of the number of incidents opened."""
    CREDIT_DUE = "service credit due"
    """A service credit that can be claimed, or lapsed without a claim."""
    UNSETTLED_CREDIT = "credit that the agreement does not settle"
    """An availability for which the agreement names no credit either way."""
    IRREGULARITY = "pattern worth a question"
    """What was done to clocks just before cases were due, beyond chance."""
    UNDERPINNING_GAP = "not underpinned by OLAs and contracts"
    """An SLA that its OLAs and contracts do not underpin, such as support that may take longer."""
    CARRIED_ACTION = "action carried from review to review"
    """An action that is not overdue only because its day was moved, or it was carried on."""
    UNPROMISED_SERVICE = "service without an agreement"
    """A service in operation on which there is no SLA in the period."""
    LOST_ROWS = "rows of a source that could not be used"
    """Rows of an export that could not be read."""
    OVERDUE_COMPLAINT = "complaint not answered in time"
    """A complaint whose answer is past its time."""
    FORECAST_OUTSIDE_TOLERANCE = "forecast outside tolerance"
    """Costs forecast after the period beyond the tolerance of their budget."""
    STRADDLING_ENTRY = "entry for more than one period"
    """Entries of the ledger for more than the period, which are counted nowhere."""
    SKILL_OF_ONE = "skill that rests on one person"
    """A skill that a role requires and one person alone has."""
    CHANGE_IN_HOURS = "change while its service is to be there"
    """A change larger than minor that takes effect in the service hours of what it reaches."""
    CHANGE_IN_FREEZE = "change inside a freeze"
    """A change that takes effect while one of its services is frozen."""
    CHANGE_SHORT_OF_STAFF = "change while staff is short"
    """A change whose people are away, or whose team is short, when it takes effect."""
    UNSETTLED_SERVICE = "more incidents in the first weeks than in steady state"
    """A new or changed service with more incidents than in steady state, beyond chance."""

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
    """The analysis that found it."""
    rule: FindingRule
    """The rule by which it is a finding."""
    subject: str
    """What it is about, such as the id of an agreement; a part of the id of the finding."""
    severity: Severity
    """How much it asks for attention."""
    title: str
    """What was found, in one line with the figure."""
    compared_with: str
    """What it was compared with: a target, an earlier period, a rule."""
    evidence: tuple[str, ...] = ()
    """Ids of the records that show it; empty where it rests on counts alone."""
    details: tuple[str, ...] = ()
    """More about it, a line each, such as what support did on the breaches."""
    item: EvaluatedItem | None = None
    """The item that it evaluates; None where it belongs to none of the eight."""
    since: datetime | None = field(default=None, converter=to_optional_utc)
    """The instant from which it has been so; None where that is not known."""

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
    """The rule by which it was found; None for any."""
    item: EvaluatedItem | None = None
    """The item that it evaluates; None for any, and for none."""
    analysis: AnalysisKind | None = None
    """The analysis that found it; None for any."""
    least: Severity | None = None
    """The least severity that it takes; None for any."""

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
