"""The first screen of a review: what is red, since when, and what is asked for."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property

from attrs import frozen

from mof.agreements import SLA
from mof.documents import (
    Heading,
    Paragraph,
    Reference,
    Status,
    Table,
    Tone,
    format_count,
)
from mof.documents._blocks import (
    KeyFigure,
    KeyFigures,
)
from mof.documents._inlines import Inline, Text
from mof.documents._renderables import Block
from mof.framework import DecisionKind
from mof.judgements import Attainment
from mof.reviews._decisions import Decision, name_kind
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews._minutes import show_outcome
from mof.reviews._proposal_rules import Proposal
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.operational_health._breaches import count_breaches
from mof.reviews.operational_health._nine_inputs import ProvidedInput
from mof.values import TargetStatus
from mof.values._instants import load_zone

# Our judgement: the framework asks for what is outside tolerance and for actions not done; we
# add whatever is of high severity, such as an open violation.
_WHAT_IS_RED = "Red is what is outside tolerance, overdue, or else of high severity."
_RED = frozenset(
    {
        FindingRule.OUTSIDE_TOLERANCE,
        FindingRule.OVERDUE_ACTION,
        FindingRule.OVERDUE_REQUEST,
        FindingRule.OVERDUE_INITIATIVE,
    }
)


@frozen
class Summary:
    """What the first screen is written from.

    Decisions that do not bind, for want of a quorum, are shown as such and are yet to be taken.
    """

    evidence: ReviewEvidence
    findings: tuple[Finding, ...]
    proposals: tuple[Proposal, ...]
    decisions: tuple[Decision, ...]
    refer: Callable[[str], Reference]
    inputs: tuple[ProvidedInput, ...] = ()
    is_binding: bool = True

    def write(self) -> Iterator[Block]:
        """The figures to read first, all that is red, and what waits for a decision."""
        yield KeyFigures(tuple(self._find_key_figures()))
        yield Heading("Needs attention", anchor="attention")
        yield Paragraph(self._describe())
        yield from self._tell_missing()
        if self.red:
            yield Table(
                ("Finding", "Out of tolerance", "Since", "Decision needed"),
                tuple(self._show(finding) for finding in self.red),
                caption="Out of tolerance, since when, and decision needed",
                note=self._count_open_proposals(),
            )

    def _tell_missing(self) -> Iterator[Paragraph]:
        incomplete = [each for each in self.inputs if each.missing and not each.is_missing]
        for word, inputs in (
            ("missing", [each for each in self.inputs if each.is_missing]),
            ("incomplete", incomplete),
        ):
            if inputs:
                names = ", ".join(_name_input(each) for each in inputs)
                count = f"{len(inputs)} of {len(self.inputs)} inputs {word}"
                yield Paragraph((Status(count, Tone.WARNING), f": {names}."))

    @cached_property
    def red(self) -> tuple[Finding, ...]:
        """What is outside tolerance, overdue or of high severity.

        What is not yet decided on comes first; then the worst, and what has lasted longest.
        """
        red = (f for f in self.findings if f.severity is Severity.HIGH or f.rule in _RED)
        return tuple(sorted(red, key=self._rank))

    def _rank(self, finding: Finding) -> tuple[bool, int, datetime]:
        since = finding.since or self.evidence.inputs.as_of
        return finding.id in self._decided, finding.severity.rank, since

    @cached_property
    def _decided(self) -> frozenset[str]:
        return frozenset(each.about for each in self.decisions if self.is_binding)

    @cached_property
    def _promises(self) -> tuple[Attainment, ...]:
        """The promises to customers that were put to the test in the period."""
        return tuple(
            attainment
            for attainment in self.evidence.attainments
            if attainment.counted and isinstance(self.evidence.agreement_of(attainment), SLA)
        )

    def _describe(self) -> Text:
        waiting = sum(finding.id not in self._decided for finding in self.red)
        others = Counter(finding.severity for finding in self.findings if finding not in self.red)
        degrees = [f"{others[severity]} {severity}" for severity in Severity if others[severity]]
        beside = format_count(sum(others.values()), "other finding")
        of_which = f" ({', '.join(degrees)})" if degrees else ""
        red = f"{format_count(len(self.red), 'finding')} in red, {waiting} to decide on"
        beginning = f"{red if self.red else 'Nothing is red'}; {beside}{of_which} under "
        end = f". {self._describe_promises()}" + (f" {_WHAT_IS_RED}" if self.red else "")
        return (beginning, Reference("analyses", "Analyses"), end)

    def _describe_promises(self) -> str:
        if not self._promises:
            return "No promise to a customer was put to the test: there is no data."
        outside = sum(a.status is TargetStatus.OUTSIDE_TOLERANCE for a in self._promises)
        if not outside:
            return "No promise to a customer was missed beyond its tolerance."
        return f"{outside} of {len(self._promises)} promises to customers outside tolerance."

    def _show(self, finding: Finding) -> tuple[Text | None, ...]:
        return (
            self.refer(finding.id),
            f"{finding.title}; {finding.compared_with}",
            Status(self._describe_since(finding), Tone.BAD),
            self._show_asked(finding.id),
        )

    def _describe_since(self, finding: Finding) -> str:
        """The day that something began on, or the period for what is measured by periods."""
        periods = {period.start: period.label for period in self.evidence.periods}
        if finding.since is None:
            return "not known"
        if finding.rule is not FindingRule.OUTSIDE_TOLERANCE or finding.since not in periods:
            zone = load_zone(self.evidence.inputs.period.tz)
            return finding.since.astimezone(zone).date().isoformat()
        # The trends do not reach back further than that.
        is_first = finding.since == self.evidence.periods[0].start
        return periods[finding.since] + (" or before" if is_first else "")

    def _show_asked(self, finding: str) -> Text:
        decided = [each for each in self.decisions if each.finding == finding]
        if not decided:
            proposed = (each for each in self.proposals if each.finding == finding)
            kinds = "; ".join(name_kind(proposal.kind, proposal.subject) for proposal in proposed)
            return (Status("to decide", Tone.WARNING), f": {kinds}")
        first, *others = map(self._show_decision, decided)
        return (*first, *(part for other in others for part in ("; ", *other)))

    def _show_decision(self, decision: Decision) -> tuple[Inline, ...]:
        outcome = show_outcome(decision, is_binding=self.is_binding)
        due = [f"due {decision.due_on}"] if decision.due_on else []
        facts = ", ".join([*due, *(f"no {what}" for what in decision.lacking)])
        if decision.owner is None:
            return outcome, f": {decision.text}" + (f" ({facts})" if facts else "")
        owner = self.evidence.show_name(decision.owner)
        return outcome, f": {decision.text} (", owner, f", {facts})" if facts else ")"

    def _count_open_proposals(self) -> Text:
        waiting = Counter(p.kind for p in self.proposals if p.finding not in self._decided)
        kinds = [f"{waiting[kind]} × {kind}" for kind in DecisionKind if waiting[kind]]
        return (
            f"Proposals to decide on in all: {', '.join(kinds) or 'none'}; see ",
            Reference("decisions", "Decisions"),
            ".",
        )

    def _find_key_figures(self) -> Iterator[KeyFigure]:
        evidence = self.evidence
        promises = self._promises
        met = sum(a.status is TargetStatus.MET for a in promises)
        outside = sum(a.status is TargetStatus.OUTSIDE_TOLERANCE for a in promises)
        volume = evidence.volumes[-1]
        overdue = sum(
            action.is_overdue(evidence.inputs.as_of, tz=evidence.inputs.period.tz)
            for _, action in evidence.inputs.actions
        )
        if promises:
            yield KeyFigure("SLA targets met", f"{met} of {len(promises)}", Tone.NEUTRAL)
            yield KeyFigure("SLA targets red", str(outside), _be_none(outside), "outside tolerance")
        else:
            yield _lack("SLA targets met")
        yield KeyFigure("SLA breaches", count_breaches(evidence), Tone.NEUTRAL)
        inputs = evidence.inputs
        if inputs.incidents:
            still_open = f"{volume.open_at_end} open at the end"
            yield KeyFigure("Incidents opened", str(volume.opened), Tone.NEUTRAL, still_open)
        else:
            yield _lack("Incidents opened")
        if inputs.held_before:
            yield KeyFigure("Overdue actions", str(overdue), _be_none(overdue))
        else:
            yield _lack("Overdue actions")


def _name_input(provided: ProvidedInput) -> str:
    """An input, with what is wrong with it unless nothing of it was provided."""
    if not provided.is_missing:
        return f"{provided.kind} (without {' and '.join(provided.missing)})"
    return f"{provided.kind} (title only)" if provided.is_named else str(provided.kind)


def _lack(label: str) -> KeyFigure:
    """What is not known, as its input was not brought: no zero, which would be good news."""
    return KeyFigure(label, str(TargetStatus.NO_DATA), Tone.NEUTRAL)


def _be_none(count: int) -> Tone:
    return Tone.BAD if count else Tone.GOOD
