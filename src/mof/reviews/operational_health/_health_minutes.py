"""The minutes of an Operational Health Review: one document that shows its evidence."""

from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from mof.documents import (
    Document,
    Heading,
    Paragraph,
    Reference,
    Table,
    format_count,
    format_instant,
)
from mof.documents._inlines import Anchor, Text
from mof.documents._renderables import Block
from mof.framework import EvaluatedItem
from mof.reviews._finding_rules import AnalysisResult, Finding, show_severity
from mof.reviews.analyses._item_indicators import tabulate_items
from mof.reviews.analyses._trends import show_trends
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._names import show_names
from mof.reviews.operational_health._analyses import find_trends
from mof.reviews.operational_health._basis_of_preparation import describe_basis
from mof.reviews.operational_health._breaches import explain_breaches
from mof.reviews.operational_health._decision_columns import Proceedings
from mof.reviews.operational_health._first_screen import Summary
from mof.reviews.operational_health._nine_inputs import NO_DATA, ProvidedInput, list_inputs


@frozen
class Minutes:
    """All that the minutes are written from, with a short number for each finding."""

    evidence: ReviewEvidence
    analyses: tuple[AnalysisResult, ...]
    proceedings: Proceedings

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the analyses."""
        return self.proceedings.findings

    def refer(self, finding: str) -> Reference:
        """A link to a finding, shown as its number."""
        return self.proceedings.refer(finding)

    def write(self) -> Document:
        """The whole document."""
        inputs = self.evidence.inputs
        tz = inputs.period.tz
        return Document(
            f"Operational Health Review: {inputs.period}",
            (
                *self._summarize(),
                *self._write_inputs(),
                *self._write_analyses(),
                *self.proceedings.write_decisions(),
                *self.proceedings.write_outputs(),
                *explain_breaches(self.evidence),
                *describe_basis(self.evidence),
            ),
            subtitle=f"As of {format_instant(inputs.as_of, tz=tz)} ({tz})",
        )

    def _summarize(self) -> Iterator[Block]:
        return Summary(
            self.evidence,
            self.findings,
            self.proceedings.proposals,
            self.proceedings.decisions,
            self.refer,
            self._provided,
            is_binding=not self.proceedings.missing,
        ).write()

    # The four columns

    @cached_property
    def _provided(self) -> tuple[ProvidedInput, ...]:
        return list_inputs(self.evidence)

    def _write_inputs(self) -> Iterator[Block]:
        yield Heading("Inputs", anchor="inputs")
        yield Table(
            ("Input", "Provided", "Missing"),
            tuple((str(each.kind), each.status, each.missing_text) for each in self._provided),
            caption="The nine inputs",
        )
        for each in self._provided:
            yield Heading(_capitalize(each.kind.value), 3)
            if each.is_missing:
                what = "no content was" if each.is_named else "nothing was"
                yield Paragraph((each.status, f": {what} provided."))
            yield from each.blocks

    def _write_analyses(self) -> Iterator[Block]:
        yield Heading("Analyses", anchor="analyses")
        yield tabulate_items(self.evidence, self._list_findings)
        trends = find_trends(self.evidence)
        for result in self.analyses:
            yield Heading(_capitalize(result.analysis.value), 3)
            if not result.has_data:
                yield Paragraph((NO_DATA, f": {result.summary}."))
            else:
                yield Paragraph(f"{_capitalize(result.summary)}.")
            if result.findings:
                yield Table(
                    ("No.", "Severity", "Finding", "Compared with", "Evidence"),
                    tuple(self._show_finding(finding) for finding in result.findings),
                    caption=format_count(len(result.findings), "finding"),
                )
            elif result.has_data:
                yield Paragraph("No finding.")
            yield from show_trends(t for t in trends if t.analysis is result.analysis)

    def _show_finding(self, finding: Finding) -> tuple[Text, ...]:
        number = self.refer(finding.id)
        details = "".join(f"; {detail}" for detail in finding.details)
        whose = "rule" if finding.rule.is_framework else "rule of this library"
        return (
            Anchor(number.target, number.text),
            show_severity(finding.severity),
            f"{finding.title}{details}",
            f"{finding.compared_with} ({whose}: {finding.rule})",
            show_names(self.evidence, finding.evidence) or "–",
        )

    def _list_findings(self, item: EvaluatedItem) -> Text:
        about = (finding.id for finding in self.findings if finding.item is item)
        return self.proceedings.refer_all(about)


def write_minutes(
    evidence: ReviewEvidence, analyses: tuple[AnalysisResult, ...], proceedings: Proceedings
) -> Document:
    """The minutes of a review."""
    return Minutes(evidence, analyses, proceedings).write()


def _capitalize(words: str) -> str:
    return words[:1].upper() + words[1:]
