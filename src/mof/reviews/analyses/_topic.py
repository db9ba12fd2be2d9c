"""What a topic of a review is: brought, examined, followed and shown, all in one value."""

from collections.abc import Callable, Iterable

from attrs import frozen

from mof.documents._renderables import Block
from mof.framework import AnalysisKind, InputKind
from mof.reviews._finding_rules import Finding
from mof.reviews.analyses._trends import Trend
from mof.reviews.evidence._evidence import ReviewEvidence


@frozen(kw_only=True)
class Examination:
    """What a topic makes of the evidence: what it found, and a line that sums it up."""

    has_data: bool
    """Whether there was anything to look at; without it finding nothing is no good news."""
    summary: str
    """One line without a full stop, in the words of the topic."""
    findings: tuple[Finding, ...] = ()
    """What it found, in the order in which the minutes number it."""


def _always(evidence: ReviewEvidence, /) -> bool:
    del evidence
    return True


def _nothing(evidence: ReviewEvidence, /) -> tuple[()]:
    del evidence
    return ()


def _no_examination(evidence: ReviewEvidence, /) -> None:
    del evidence


@frozen(kw_only=True)
class Topic:
    """One topic of the Operational Health Review, with the four questions that it answers.

    Was it brought, what is found, how did it move, and how is it shown? Of what was not brought
    at all nothing is examined, followed or shown, and its name stands among what is missing.
    To add a topic, write it in a file of its own, put it into `TOPICS`, and let
    `OperationalHealthInputs` bring what it looks at.
    """

    name: str
    """What it is called where it is missing, such as "posts and absences"."""
    analysis: AnalysisKind | None = None
    """The analysis that its findings belong to; None where it is only shown."""
    shown_in: InputKind | None = None
    """The input under which it is shown; None where it is only examined."""
    is_brought: Callable[[ReviewEvidence], bool] = _always
    """Whether anything of it was brought."""
    provides: Callable[[ReviewEvidence], Iterable[str]] = _nothing
    """Which parts of the input it provides, if it says anything; nothing where it is only shown
    beside them, as what is worked out from other inputs is."""
    find_gaps: Callable[[ReviewEvidence], Iterable[str]] = _nothing
    """Which parts of it are missing though others were brought, each in words."""
    examine: Callable[[ReviewEvidence], Examination | None] = _no_examination
    """What is found; None where there is nothing to say about it."""
    follow: Callable[[ReviewEvidence], Iterable[Trend]] = _nothing
    """Its series, period by period; what became worse is found among the trends."""
    show: Callable[[ReviewEvidence], Iterable[Block]] = _nothing
    """The tables and charts in which the minutes show what was brought."""

    def list_missing(self, evidence: ReviewEvidence) -> tuple[str, ...]:
        """What of it was not brought, in words; nothing where all of it was."""
        return tuple(self.find_gaps(evidence)) if self.is_brought(evidence) else (self.name,)

    def list_provided(self, evidence: ReviewEvidence) -> tuple[str, ...]:
        """The parts of its input that are there with it; nothing where it was not brought."""
        return tuple(self.provides(evidence)) if self.is_brought(evidence) else ()

    def find(self, evidence: ReviewEvidence) -> Examination | None:
        """What is found, or that it is missing; None where there is nothing to say about it."""
        if self.is_brought(evidence):
            return self.examine(evidence)
        return Examination(has_data=False, summary=f"{self.name} missing")

    def list_trends(self, evidence: ReviewEvidence) -> tuple[Trend, ...]:
        """How it moved; nothing where it was not brought."""
        return tuple(self.follow(evidence)) if self.is_brought(evidence) else ()

    def list_blocks(self, evidence: ReviewEvidence) -> tuple[Block, ...]:
        """How it is shown; nothing where it was not brought."""
        return tuple(self.show(evidence)) if self.is_brought(evidence) else ()
