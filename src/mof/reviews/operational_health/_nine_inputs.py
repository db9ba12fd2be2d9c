"""The nine inputs of an Operational Health Review: what was brought, and what is missing."""

from attrs import frozen

from mof.documents import Status, Tone
from mof.documents._renderables import Block
from mof.framework import InputKind
from mof.reviews.analyses._brought_documents import TITLE_ONLY, list_documents
from mof.reviews.analyses._topic import Topic
from mof.reviews.analyses._topics import TOPICS
from mof.reviews.evidence._evidence import ReviewEvidence

NO_DATA = Status("no data", Tone.NEUTRAL)
"""What stands for an input of which nothing was provided."""


@frozen
class ProvidedInput:
    """One of the nine inputs: which of its parts were provided, and how it is shown.

    Much is shown with an input that is worked out from others, such as how incidents went with the
    maturity of processes. It provides nothing.
    """

    kind: InputKind
    missing: tuple[str, ...]
    """The parts that were not provided; all of them where nothing was."""
    lacking: tuple[str, ...]
    """The records that belong to it and were not brought, though others may have been."""
    is_named: bool
    """Whether a document was brought that is only a title."""
    blocks: tuple[Block, ...]
    """The tables and charts that are shown with it."""

    @property
    def is_missing(self) -> bool:
        """Whether nothing of it was provided."""
        return len(self.missing) == len(self.kind.parts)

    @property
    def status(self) -> Status:
        """Whether it was provided, in a word."""
        if self.is_missing:
            return TITLE_ONLY if self.is_named else NO_DATA
        return Status("partly", Tone.WARNING) if self.missing else Status("yes", Tone.GOOD)

    @property
    def missing_text(self) -> str | None:
        """What is missing of it, its parts before records; None where nothing is."""
        parts = self.missing if len(self.kind.parts) > 1 else ()
        words = "; ".join(", ".join(each) for each in (parts, self.lacking) if each)
        return words or ("all" if self.is_missing else None)

    def list_missing(self) -> tuple[str, ...]:
        """Its name where nothing of it was provided, else each part that was not."""
        if self.is_missing:
            return (str(self.kind),)
        return tuple(f"{self.kind}: {part}" for part in self.missing)


def list_inputs(evidence: ReviewEvidence) -> tuple[ProvidedInput, ...]:
    """The nine inputs in the framework's order."""
    return tuple(_find_input(evidence, kind) for kind in InputKind)


def _find_input(evidence: ReviewEvidence, kind: InputKind) -> ProvidedInput:
    provided = {part for topic in _list_topics(kind) for part in topic.list_provided(evidence)}
    return ProvidedInput(
        kind,
        missing=tuple(part for part in kind.parts if part not in provided),
        lacking=list_missing(evidence, kind),
        is_named=any(not each.has_content for each in list_documents(evidence, kind)),
        blocks=show_input(evidence, kind),
    )


def show_input(evidence: ReviewEvidence, kind: InputKind) -> tuple[Block, ...]:
    """What is shown with an input, whether it provides any of it or not."""
    topics = _list_topics(kind)
    return tuple(block for topic in topics for block in topic.list_blocks(evidence))


def list_missing(evidence: ReviewEvidence, kind: InputKind) -> tuple[str, ...]:
    """The records that belong to an input and were not brought, though others may have been."""
    topics = _list_topics(kind)
    return tuple(part for topic in topics for part in topic.list_missing(evidence))


def _list_topics(kind: InputKind) -> tuple[Topic, ...]:
    return tuple(topic for topic in TOPICS if topic.shown_in is kind)


def find_missing_inputs(evidence: ReviewEvidence) -> tuple[str, ...]:
    """The inputs of which nothing was provided, and the missing parts of the others."""
    return tuple(part for each in list_inputs(evidence) for part in each.list_missing())
