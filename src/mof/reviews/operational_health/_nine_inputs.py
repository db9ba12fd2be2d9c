"""The nine inputs of an Operational Health Review: what was brought, and what is missing."""

from mof.documents._renderables import Block
from mof.framework import InputKind
from mof.reviews.analyses._topics import TOPICS
from mof.reviews.evidence._evidence import ReviewEvidence


def show_input(evidence: ReviewEvidence, brought_as: InputKind) -> tuple[Block, ...]:
    """What was brought as one of the nine inputs; nothing where nothing was."""
    topics = (topic for topic in TOPICS if topic.shown_in is brought_as)
    return tuple(block for topic in topics for block in topic.list_blocks(evidence))


def find_missing_inputs(evidence: ReviewEvidence) -> tuple[InputKind, ...]:
    """The inputs of which nothing at all was brought."""
    return tuple(each for each in InputKind if not show_input(evidence, each))


def list_missing(evidence: ReviewEvidence, brought_as: InputKind) -> tuple[str, ...]:
    """What belongs to an input and was not brought, though others of it may have been."""
    topics = (topic for topic in TOPICS if topic.shown_in is brought_as)
    return tuple(part for topic in topics for part in topic.list_missing(evidence))
