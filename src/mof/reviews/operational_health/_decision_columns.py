"""The third and fourth column of an Operational Health Review: decisions and outputs."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from attrs import frozen

from mof.documents import Heading, Paragraph, Reference, Table, Tone
from mof.documents._blocks import Callout
from mof.documents._inlines import Inline, Text
from mof.documents._renderables import Block
from mof.framework import DecisionKind, OutputKind, StakeholderGroup
from mof.reviews._attendance import Meeting
from mof.reviews._decisions import Decision, name_kind, name_owner
from mof.reviews._finding_rules import Finding
from mof.reviews._minutes import show_decision, show_output, write_attendance
from mof.reviews._outputs import Output
from mof.reviews._proposal_rules import Proposal
from mof.reviews._quorums import OPERATIONAL_HEALTH_QUORUM, Quorum


@frozen(kw_only=True)
class Proceedings:
    """What people made of the findings of an Operational Health Review.

    Decisions of a meeting without a quorum are shown as such and lead to nothing. Where the
    attendance is not known, that cannot be known, and they count. ``show_name`` shows the person
    of an id.
    """

    findings: tuple[Finding, ...]
    proposals: tuple[Proposal, ...]
    decisions: tuple[Decision, ...]
    outputs: tuple[Output, ...]
    quorum: Quorum
    show_name: Callable[[str], Inline]
    meeting: Meeting | None = None
    tz: str = "UTC"

    @property
    def missing(self) -> tuple[str, ...]:
        """What the meeting lacked for a quorum; nothing where there was none to look at."""
        return self.quorum.find_missing(self.meeting) if self.meeting else ()

    @property
    def binding(self) -> tuple[Decision, ...]:
        """The decisions that hold; none where the meeting had no quorum."""
        return () if self.missing else self.decisions

    @cached_property
    def _numbers(self) -> dict[str | None, int]:
        return {each.id: number for number, each in enumerate(self.findings, 1)}

    def refer(self, finding: str | None) -> Reference:
        """A link to a finding, shown as its number."""
        return Reference(f"finding {finding}", f"F{self._numbers[finding]}")

    def refer_all(self, findings: Iterable[str | None]) -> Text:
        """Links to findings, one after the other."""
        return self._link(findings) or "none"

    def _link(self, findings: Iterable[str | None]) -> tuple[Reference | str, ...]:
        links: tuple[Reference | str, ...] = ()
        for finding in findings:
            links += (", ", self.refer(finding)) if links else (self.refer(finding),)
        return links

    def write_attendance(self) -> Iterator[Block]:
        """Who was there for which group, and whether they were enough."""
        if self.meeting is None:
            yield Paragraph(
                "Attendance is not known, so whether there was a quorum is not known either; the "
                "decisions are taken as they stand."
            )
            return
        is_ours = self.quorum == OPERATIONAL_HEALTH_QUORUM
        whose = "the judgement of this library" if is_ours else "as the organization set it"
        yield from write_attendance(
            self.meeting,
            StakeholderGroup,
            self.quorum,
            whose=whose,
            tz=self.tz,
            show_name=self.show_name,
        )

    def write_decisions(self) -> Iterator[Block]:
        """The third column: what is proposed and by which rule, and what was decided."""
        yield Heading("Decisions", anchor="decisions")
        yield from self.write_attendance()
        yield Table(
            ("Kind of decision", "Proposed", "Decided"),
            tuple(
                (
                    str(kind),
                    sum(proposal.kind is kind for proposal in self.proposals),
                    sum(decision.kind == str(kind) for decision in self.binding),
                )
                for kind in DecisionKind
            ),
            caption="The five kinds of decision",
            note="What is proposed follows from rules; people decide.",
        )
        if self.decisions:
            yield Table(
                ("Finding", "Decision", "Kind", "Status", "By", "Owner", "Due"),
                tuple(map(self._show_decision, self.decisions)),
                caption="Decisions taken",
            )
        yield from self._warn_of_no_action()
        yield self._tabulate_proposals()

    def _warn_of_no_action(self) -> Iterator[Block]:
        unowned = dict.fromkeys(each.finding for each in self.binding if each.lacking)
        if unowned:
            yield Callout(
                (
                    "Accepted without an owner or a date: the decisions about ",
                    *self._link(unowned),
                    "; no action follows.",
                ),
                Tone.WARNING,
                label="no action",
            )

    def _show_decision(self, decision: Decision) -> tuple[Text | None, ...]:
        return (
            self.refer(decision.finding),
            decision.text,
            name_kind(decision.kind, decision.subject),
            *show_decision(decision, is_binding=not self.missing, show_name=self.show_name),
        )

    def _tabulate_proposals(self) -> Table:
        decided = {decision.finding for decision in self.binding}
        proposed = {proposal.finding: proposal for proposal in self.proposals}
        findings: dict[tuple[str | None, ...], list[str]] = {}
        for finding in self.findings:
            if finding.id not in decided:
                proposal = _show_proposal(proposed.get(finding.id))
                findings.setdefault(proposal, []).append(finding.id)
        return Table(
            ("Proposal", "Because of", "Whose rule", "Findings"),
            tuple((*proposal, self.refer_all(ids)) for proposal, ids in findings.items()),
            caption="Proposals not decided on",
            note="Rules of this library are our judgement; the framework does not say what "
            "follows from which finding.",
        )

    def write_outputs(self) -> Iterator[Block]:
        """The fourth column: every kind of output, with the record that it is."""
        yield Heading("Outputs", anchor="outputs")
        rows: list[tuple[Text | None, ...]] = []
        for kind in OutputKind:
            of_kind = [output for output in self.outputs if output.kind == str(kind)]
            rows += [(str(kind), *self._show_output(output)) for output in of_kind]
            if not of_kind:
                rows.append((str(kind), _describe_none(kind), None, None, None, None))
        yield Table(
            ("Output", "What", "Record", "From finding", "Owner", "Due"),
            tuple(rows),
            caption="The nine outputs",
            note="Which decision leads to which output is the judgement of this library, or of "
            "the organization where it has rules of its own.",
        )

    def _show_output(self, output: Output) -> tuple[Text | None, ...]:
        title, record, owner, due = show_output(output, show_name=self.show_name)
        finding = self.refer(output.decision.finding) if output.decision else None
        return title, record, finding, owner, due


def _show_proposal(proposal: Proposal | None) -> tuple[str | None, ...]:
    if proposal is None:
        return "none", "no rule applies", None
    rule = proposal.rule
    kind = name_kind(proposal.kind, proposal.subject)
    return kind, str(rule) if rule else None, name_owner(rule) if rule else None


def _describe_none(kind: OutputKind) -> str:
    return "these minutes; no action agreed" if kind is OutputKind.MINUTES else "none"
