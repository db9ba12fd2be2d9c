"""The Operational Health Review: from records to findings, decisions and what follows."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from attrs import frozen

from mof.documents import Document, Table
from mof.errors import UnknownReferenceError
from mof.ids import ReviewId
from mof.improvement import ReviewHeld
from mof.reviews.analyses import analyze
from mof.reviews.breaches import list_breaches
from mof.reviews.decisions import Decision, Proposal, propose
from mof.reviews.evidence import Evidence
from mof.reviews.findings import AnalysisResult, Finding
from mof.reviews.inputs import OperationalHealthInputs
from mof.reviews.minutes import write_minutes
from mof.reviews.outputs import Output, derive_outputs


@frozen
class Trace:
    """The way from an output back to the records that it rests on."""

    output: Output
    decision: Decision
    finding: Finding
    records: tuple[str, ...]


@frozen(kw_only=True)
class OperationalHealthReview:
    """A review with its four columns; outputs point to decisions, and these to findings."""

    evidence: Evidence
    analyses: tuple[AnalysisResult, ...]
    proposals: tuple[Proposal, ...]
    decisions: tuple[Decision, ...]
    outputs: tuple[Output, ...]

    @property
    def inputs(self) -> OperationalHealthInputs:
        """What was brought to the review."""
        return self.evidence.inputs

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the analyses."""
        return tuple(finding for result in self.analyses for finding in result.findings)

    def find(self, finding: str) -> Finding:
        """The finding of that id.

        Raises:
            UnknownReferenceError: the review found no such thing.
        """
        return _find(self.findings, finding)

    def trace(self, output: Output) -> Trace:
        """Walk from an output to the records that it rests on."""
        finding = self.find(output.decision.finding)
        return Trace(output, output.decision, finding, finding.evidence)

    def minutes(self) -> Document:
        """The review as a document, which renders as text, Markdown, HTML and JSON."""
        return write_minutes(
            self.evidence, self.analyses, self.proposals, self.decisions, self.outputs
        )

    def list_breaches(self) -> Table:
        """Every broken promise to a customer; ``to_csv`` makes a file that spreadsheets open."""
        return list_breaches(self.evidence)

    def to_held(self, id: ReviewId, *, held_at: datetime) -> ReviewHeld:  # noqa: A002
        """The review as the next one needs it."""
        return ReviewHeld(
            id,
            period=self.inputs.period,
            held_at=held_at,
            minutes=self.minutes().to_markdown(),
            actions=tuple(output.action for output in self.outputs if output.action),
        )

    def _repr_html_(self) -> str:
        return self.minutes()._repr_html_()

    def _repr_markdown_(self) -> str:
        return self.minutes().to_markdown()


def review_operational_health(
    inputs: OperationalHealthInputs, *, decisions: Iterable[Decision] = ()
) -> OperationalHealthReview:
    """Work out all that an Operational Health Review looks at, decides and passes on.

    Inputs and analyses are computed from the records as they were known at ``inputs.as_of``.
    Decisions are taken by people, about findings that a first run without decisions shows.

    Raises:
        UnknownReferenceError: a decision is about something that was not found.
    """
    evidence = Evidence(inputs)
    analyses = analyze(evidence)
    findings = tuple(finding for result in analyses for finding in result.findings)
    decisions = tuple(decisions)
    for decision in decisions:
        _find(findings, decision.finding)
    return OperationalHealthReview(
        evidence=evidence,
        analyses=analyses,
        proposals=tuple(map(propose, findings)),
        decisions=decisions,
        outputs=derive_outputs(decisions),
    )


def _find(findings: tuple[Finding, ...], finding: str) -> Finding:
    for each in findings:
        if each.id == finding:
            return each
    known = ", ".join(each.id for each in findings) or "none"
    raise UnknownReferenceError(
        f"the review has no finding {finding!r}; it has: {known}", reference=finding
    )
