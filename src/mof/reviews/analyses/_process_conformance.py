"""Conformance: how far the incidents of the period keep to their lifecycle, and come back."""

from collections.abc import Iterator
from fractions import Fraction

from mof.documents import Table, format_count, format_share
from mof.documents._tables import Cell
from mof.framework import InputKind
from mof.reviews.analyses._topic import Topic
from mof.reviews.evidence._evidence import ReviewEvidence


def _show(evidence: ReviewEvidence) -> Iterator[Table]:
    if evidence.opened_incidents:
        yield _tabulate_conformance(evidence)


def _tabulate_conformance(evidence: ReviewEvidence) -> Table:
    """How far incidents went as the process has it, and how often they came back."""
    found, rework = evidence.conformance, evidence.rework
    counted = found.records - found.without_steps
    bounced = {name for each in rework.ping_pongs for name in each.records}
    known = format_count(len(found.observed), "state")
    by = f", of which its source records {known}" if evidence.inputs.observed_states else ""
    return Table(
        ("Measured", "Share", "Number", "Of"),
        (
            _show_part(
                "fitness: conforming steps of all steps", found.conforming_steps, found.steps
            ),
            _show_part("incidents with conforming steps only", found.conforming, counted),
            _show_part("reopened incidents", len(rework.reopened), rework.records),
            _show_part("ping-pong assignments", len(bounced), rework.records),
        ),
        caption="What conformance measured of the incidents opened in the period",
        numbers=("Share", "Number", "Of"),
        note=f"Held against the {found.lifecycle} lifecycle{by}. A step conforms if the "
        "lifecycle has it from the state that the incident was in; incidents without a step are "
        "not counted in the first two. The framework has no figure for it: what is measured, "
        "and how, is our judgement. No level of maturity follows from it.",
    )


def _show_part(name: str, number: int, of: int) -> tuple[Cell, ...]:
    return name, format_share(Fraction(number, of) if of else None), number, of


CONFORMANCE = Topic(name="incidents of the period", shown_in=InputKind.MATURITY, show=_show)
"""What conformance measured; no finding and no level of maturity follows from it."""
