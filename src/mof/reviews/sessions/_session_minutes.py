"""The minutes of a management review: its four columns, and whose judgement each entry is."""

from collections.abc import Iterator

from attrs import frozen

from mof.documents import Document, Heading, Paragraph, Status, Table, Tone, format_instant
from mof.documents._blocks import Callout
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.framework import GateDecision, ReviewColumn, find_management_review
from mof.framework._review_columns import ReviewComponent
from mof.reviews._attendance import Meeting
from mof.reviews._decisions import Decision
from mof.reviews._minutes import show_decision, show_output, write_attendance
from mof.reviews._outputs import Output
from mof.reviews.sessions._charters import Charter, name_source
from mof.reviews.sessions._parts_in_order import Answer, BroughtInput, PartStatus
from mof.reviews.sessions._voting_rules import Vote
from mof.values import ServiceId

_TONES = {GateDecision.GO: Tone.GOOD, GateDecision.NO_GO: Tone.BAD}
_OURS = "No source at hand gives this column: it is our judgement."


@frozen(kw_only=True)
class SessionMinutes:
    """All that the minutes of a management review are written from."""

    charter: Charter
    meeting: Meeting
    services: frozenset[ServiceId]
    brought: tuple[BroughtInput, ...]
    answers: tuple[Answer, ...]
    parts: tuple[tuple[str, PartStatus], ...]
    votes: tuple[Vote, ...]
    decisions: tuple[Decision, ...]
    gate_decision: GateDecision | None
    objections: tuple[str, ...]
    outputs: tuple[Output, ...]
    tz: str

    def write(self) -> Document:
        """The whole document."""
        held_at = format_instant(self.meeting.held_at, tz=self.tz)
        services = f" of {', '.join(sorted(self.services))}" if self.services else ""
        return Document(
            f"{self.charter.kind} review{services}",
            (
                *self._summarize(),
                *self._write_column("Stakeholders", ReviewColumn.STAKEHOLDERS),
                *self._write_attendance(),
                *self._write_column("Inputs", ReviewColumn.INPUTS),
                self._tabulate_inputs(),
                *self._write_column("Analyses", ReviewColumn.ANALYSES),
                self._tabulate_answers(),
                *self._write_column("Decisions", ReviewColumn.DECISIONS),
                *self._write_decisions(),
                *self._write_column("Outputs", ReviewColumn.OUTPUTS),
                self._tabulate_outputs(),
            ),
            subtitle=f"{self.meeting.id}, held at {held_at} ({self.tz})",
        )

    def _summarize(self) -> Iterator[Block]:
        question = find_management_review(self.charter.kind).question
        yield Paragraph(question[:1].upper() + question[1:])
        if self.gate_decision is not None:
            why = "; ".join(self.objections if self.gate_decision is GateDecision.NO_GO else ())
            words = f"The review decided {self.gate_decision}{': ' if why else '.'}{why}"
            yield Callout(words, _TONES[self.gate_decision], label=str(self.gate_decision))

    def _write_column(self, title: str, column: ReviewColumn) -> Iterator[Block]:
        yield Heading(title, anchor=title.lower())
        if self.charter.is_judged(column):
            yield Paragraph((Status("our judgement", Tone.NEUTRAL), f": {_OURS}"))

    def _write_attendance(self) -> Iterator[Block]:
        return write_attendance(
            self.meeting,
            self.charter.name(ReviewColumn.STAKEHOLDERS),
            self.charter.quorum,
            whose="which is our judgement, or the organization's",
            tz=self.tz,
        )

    def _tabulate_inputs(self) -> Table:
        return Table(
            ("Input", "Provided", "Evidence", "Source"),
            [
                (component.entry, *cells, name_source(component))
                for component in self.charter.list(ReviewColumn.INPUTS)
                for cells in self._show_brought(component)
            ],
            caption="Inputs",
        )

    def _show_brought(self, component: ReviewComponent) -> Iterator[tuple[Cell, Cell]]:
        brought = [each for each in self.brought if each.entry == component.entry]
        if not brought:
            yield Status("missing", Tone.WARNING), None
        for each in brought:
            found = ", ".join(each.evidence) or Status("title only", Tone.WARNING)
            yield each.title, found

    def _tabulate_answers(self) -> Table:
        answers = {answer.question: answer for answer in self.answers}
        statuses = dict(self.parts)
        return Table(
            ("Question", "Answer", "Remark", "Evidence", "By", "Source"),
            [
                (
                    component.entry,
                    *_show_answer(answers.get(component.entry), statuses.get(component.entry)),
                    name_source(component),
                )
                for component in self.charter.list(ReviewColumn.ANALYSES)
            ],
            caption="Analyses",
            note="Parts are taken in order, which is our judgement: what comes after one that is "
            "not passed is not reached."
            if self.parts
            else None,
        )

    def _write_decisions(self) -> Iterator[Block]:
        if self.votes or self.charter.voted:
            yield Table(
                ("Member", "Group", "Vote", "Evidence", "Reason"),
                [
                    (
                        vote.person,
                        vote.group,
                        Status(str(vote.decision), _TONES[vote.decision]),
                        ", ".join(vote.evidence) or None,
                        vote.reason or None,
                    )
                    for vote in self.votes
                ],
                caption="Votes",
                note=f"By the rule: {self.charter.voting}. How votes are counted is our judgement, "
                "or the organization's.",
            )
        yield Table(
            ("Kind of decision", "Decided", "Status", "By", "Owner", "Due", "Source"),
            [
                (component.entry, *cells, name_source(component))
                for component in self.charter.list(ReviewColumn.DECISIONS)
                for cells in self._show_decisions(component)
            ],
            caption="Decisions",
        )

    def _show_decisions(self, component: ReviewComponent) -> Iterator[tuple[Cell, ...]]:
        decisions = [each for each in self.decisions if each.kind == component.entry]
        if not decisions:
            words = "by vote" if component.entry in self.charter.voted else None
            yield words, None, None, None, None
        is_binding = self.charter.quorum.is_reached(self.meeting)
        yield from ((each.text, *show_decision(each, is_binding=is_binding)) for each in decisions)

    def _tabulate_outputs(self) -> Table:
        return Table(
            ("Output", "What", "Record", "Owner", "Due", "Source"),
            [
                (component.entry, *cells, name_source(component))
                for component in self.charter.list(ReviewColumn.OUTPUTS)
                for cells in self._show_outputs(component)
            ],
            caption="Outputs",
            note="Which decision leads to which output is our judgement, or the organization's.",
        )

    def _show_outputs(self, component: ReviewComponent) -> Iterator[tuple[Cell, ...]]:
        outputs = [each for each in self.outputs if each.kind == component.entry]
        if not outputs:
            yield "none", None, None, None
        yield from map(show_output, outputs)


_PASSED = {
    PartStatus.PASSED: Tone.GOOD,
    PartStatus.FAILED: Tone.BAD,
    PartStatus.WITHOUT_EVIDENCE: Tone.BAD,
    PartStatus.NOT_ANSWERED: Tone.WARNING,
    PartStatus.NOT_REACHED: Tone.NEUTRAL,
}


def _show_answer(answer: Answer | None, status: PartStatus | None) -> tuple[Cell, ...]:
    if status is not None:
        shown = Status(str(status), _PASSED[status])
    elif answer is None:
        shown = Status("not answered", Tone.WARNING)
    else:
        good = answer.is_good
        shown = Status("well", Tone.GOOD) if good else Status("not well", Tone.BAD)
    if answer is None:
        return shown, None, None, None
    evidence = ", ".join(answer.evidence)
    return shown, answer.text or None, evidence or None, answer.by or "worked out from records"
