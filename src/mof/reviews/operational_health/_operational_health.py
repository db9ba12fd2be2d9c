"""The Operational Health Review: from records to findings, decisions and what follows."""

from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property

from attrs import frozen

from mof.documents import Document, Table
from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import ReviewKind, ReviewTrigger, StakeholderGroup
from mof.improvement import ReviewHeld
from mof.reviews._attendance import Meeting
from mof.reviews._decisions import Decision, DecisionStatus, name_kind
from mof.reviews._finding_rules import AnalysisResult, Finding
from mof.reviews._next_review import list_actions, list_asked_for, list_deferrals
from mof.reviews._outputs import OUTPUT_RULES, Occasion, Output, OutputRule, derive_outputs
from mof.reviews._proposal_rules import PROPOSAL_RULES, Proposal, ProposalRule, propose
from mof.reviews._quorums import OPERATIONAL_HEALTH_QUORUM, Quorum
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._inputs import OperationalHealthInputs
from mof.reviews.operational_health._analyses import analyze
from mof.reviews.operational_health._breaches import list_breaches
from mof.reviews.operational_health._decision_columns import Proceedings
from mof.reviews.operational_health._health_minutes import write_minutes
from mof.reviews.operational_health._nine_inputs import find_missing_inputs
from mof.reviews.operational_health._output_traces import OutputTrace, find_services, trace_output
from mof.values import PersonId, ReviewId
from mof.values._checks import check_argument, collect


@frozen(kw_only=True)
class OperationalHealthReview:
    """A review with its four columns; outputs point to decisions, and these to findings.

    Without a meeting it is not known who decided together; see `has_quorum`.
    """

    evidence: ReviewEvidence
    """What the records add up to: attainments, volumes, readings, and the inputs."""
    analyses: tuple[AnalysisResult, ...]
    """The eight analyses in the framework's order, each with its findings."""
    proposals: tuple[Proposal, ...]
    """What the rules propose about findings; people decide."""
    decisions: tuple[Decision, ...]
    """What was decided, in the order given."""
    outputs: tuple[Output, ...]
    """What follows from the accepted decisions; nothing without a quorum."""
    meeting: Meeting | None = None
    """Who met and when; None where that is not known."""
    quorum: Quorum = OPERATIONAL_HEALTH_QUORUM
    """Who had to be there so that what was decided holds."""

    @property
    def inputs(self) -> OperationalHealthInputs:
        """What was brought to the review."""
        return self.evidence.inputs

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the analyses."""
        return _list_findings(self.analyses)

    @property
    def has_quorum(self) -> bool | None:
        """Whether enough people met to decide; None where the attendance is not known."""
        return self.quorum.is_reached(self.meeting) if self.meeting else None

    def find(self, finding: str) -> Finding:
        """The finding of that id.

        Raises:
            UnknownReferenceError: the review found no such thing.
        """
        return _find(self.findings, finding)

    def trace(self, output: Output) -> OutputTrace:
        """Walk from an output to the tickets and other records that it rests on.

        Raises:
            UnknownReferenceError: the output follows from no decision about a finding of the
                review.
        """
        decision = output.decision
        finding = _find(self.findings, decision.finding if decision else None)
        assert decision is not None  # or nothing would have been found
        return trace_output(output, decision, finding, self.evidence)

    def minutes(self) -> Document:
        """The review as a document, which renders as text, Markdown, HTML and JSON."""
        return write_minutes(self.evidence, self.analyses, self._proceedings)

    def list_breaches(self) -> Table:
        """Every broken promise to a customer; ``to_csv`` makes a file that spreadsheets open."""
        return list_breaches(self.evidence)

    @property
    def _proceedings(self) -> Proceedings:
        return Proceedings(
            findings=self.findings,
            proposals=self.proposals,
            decisions=self.decisions,
            outputs=self.outputs,
            meeting=self.meeting,
            quorum=self.quorum,
            show_name=self.evidence.show_name,
            tz=self.inputs.period.tz,
        )

    def to_held(
        self,
        id: ReviewId | None = None,  # noqa: A002 - the field's own word
        *,
        held_at: datetime | None = None,
    ) -> ReviewHeld:
        """The review as the next one needs it.

        Raises:
            DefinitionError: it is not known what it is called, or when it was held; a review
                of a meeting needs neither.
        """
        meeting = self.meeting
        id = id or (meeting.id if meeting else None)  # noqa: A001
        held_at = held_at or (meeting.held_at if meeting else None)
        if id is None or held_at is None:
            raise DefinitionError("say what the review is called and when it was held")
        return ReviewHeld(
            id,
            period=self.inputs.period,
            held_at=held_at,
            minutes=self.minutes().to_markdown(),
            actions=list_actions(self.outputs),
            trigger=meeting.trigger if meeting else ReviewTrigger.CALENDAR,
            has_quorum=self.has_quorum,
            missing_inputs=find_missing_inputs(self.evidence),
            asked_for=list_asked_for(self.outputs),
            deferrals=list_deferrals(self.decisions, is_binding=self.has_quorum is not False),
        )

    def _repr_html_(self) -> str:
        return self.minutes()._repr_html_()

    def _repr_markdown_(self) -> str:
        return self.minutes().to_markdown()


def review_operational_health(
    inputs: OperationalHealthInputs,
    *,
    decisions: Iterable[Decision] = (),
    meeting: Meeting | None = None,
    quorum: Quorum = OPERATIONAL_HEALTH_QUORUM,
    proposal_rules: Iterable[ProposalRule] = PROPOSAL_RULES,
    output_rules: Iterable[OutputRule] = OUTPUT_RULES,
) -> OperationalHealthReview:
    """Work out all that an Operational Health Review looks at, decides and passes on.

    Inputs and analyses are computed from the records as they were known at ``inputs.as_of``.
    Decisions are taken by people, about findings that a first run without decisions shows. What
    a meeting without a quorum decided is kept and shown, and leads to no output.

    Raises:
        UnknownReferenceError: a decision is about something that was not found, or of a person
            who did not attend; or a person attended for a group that takes no part; or a person
            attended, decided or owns a decision whom the organization brought does not list.
        DefinitionError: something is decided twice, or both accepted and rejected, no rule says
            what a decision leads to, the meeting was held before what it looked at was known, or
            a decision or rule is none.
        ArgumentError: the inputs, the meeting or the quorum are something else.
    """
    check_argument(inputs, OperationalHealthInputs, "bring the records as OperationalHealthInputs")
    check_argument(quorum, Quorum, "say who has to be there as a Quorum")
    if meeting is not None:
        check_argument(meeting, Meeting, "say when it was held and who was there as a Meeting")
    decisions = collect(decisions, Decision, "decisions")
    proposal_rules = collect(proposal_rules, ProposalRule, "rules of proposals")
    output_rules = collect(output_rules, OutputRule, "rules of outputs")
    evidence = ReviewEvidence(inputs)
    analyses = analyze(evidence)
    findings = _list_findings(analyses)
    _check_decisions(decisions, findings)
    if meeting is not None:
        _check_meeting(meeting, decisions, inputs)
    _check_persons(meeting, decisions, inputs)
    is_binding = meeting is None or quorum.is_reached(meeting)
    occasion = Occasion(
        at=meeting.held_at if meeting else inputs.as_of,
        review=meeting.id if meeting else None,
        find=lambda finding: _find(findings, finding),
        find_services=lambda finding: find_services(finding, evidence),
    )
    return OperationalHealthReview(
        evidence=evidence,
        analyses=analyses,
        proposals=propose(findings, proposal_rules),
        decisions=decisions,
        outputs=derive_outputs(decisions if is_binding else (), occasion, output_rules),
        meeting=meeting,
        quorum=quorum,
    )


def _check_decisions(decisions: tuple[Decision, ...], findings: tuple[Finding, ...]) -> None:
    decided: set[object] = set()
    ends: dict[object, DecisionStatus] = {}
    for decision in decisions:
        _find(findings, decision.finding)
        if decision.key in decided:
            raise DefinitionError(
                f"{decision.text!r} about {decision.about} is decided on twice; decide on it once"
            )
        decided.add(decision.key)
        if decision.status is DecisionStatus.DEFERRED:
            continue
        subject = decision.finding, decision.kind, decision.subject
        if ends.setdefault(subject, decision.status) is not decision.status:
            kind = name_kind(decision.kind, decision.subject)
            raise DefinitionError(
                f"a {kind} about {decision.about} is both accepted and rejected; decide on one"
            )


def _check_meeting(
    meeting: Meeting, decisions: tuple[Decision, ...], inputs: OperationalHealthInputs
) -> None:
    meeting.check_groups(StakeholderGroup, of=str(ReviewKind.OPERATIONAL_HEALTH))
    for decision in decisions:
        what = f"the decision about {decision.about}"
        meeting.check_present(decision.decided_by, decision.group, what=what)
    if meeting.held_at < inputs.as_of:
        raise DefinitionError(
            f"{meeting.id} was held at {meeting.held_at} and looks at what was known at "
            f"{inputs.as_of}; let as_of be no later than the meeting"
        )


def _check_persons(
    meeting: Meeting | None, decisions: tuple[Decision, ...], inputs: OperationalHealthInputs
) -> None:
    """Refuse persons whom the organization does not list, where it lists any."""
    known: list[str] = [person.id for person in inputs.organization.persons]
    named: list[tuple[PersonId, str]] = []
    if meeting is not None:
        named += [(each.person, f"attended for {each.group}") for each in meeting.attendances]
    for decision in decisions:
        named.append((decision.decided_by, f"decided about {decision.about}"))
        if decision.owner is not None:
            named.append((decision.owner, f"owns the decision about {decision.about}"))
    for person, what in named:
        if known and person not in known:
            close = get_close_matches(person, known, n=1)
            hint = f"is it {close[0]!r}?" if close else f"it lists {', '.join(known)}"
            raise UnknownReferenceError(
                f"{person!r}, who {what}, is not listed by the organization; {hint}",
                reference=person,
            )


def _list_findings(analyses: tuple[AnalysisResult, ...]) -> tuple[Finding, ...]:
    return tuple(finding for result in analyses for finding in result.findings)


def _find(findings: tuple[Finding, ...], finding: str | None) -> Finding:
    for each in findings:
        if each.id == finding:
            return each
    known = ", ".join(each.id for each in findings) or "none"
    raise UnknownReferenceError(
        f"the review has no finding {finding!r}; it has: {known}", reference=str(finding)
    )
