"""Documents that were brought to a review as one of its inputs, by title and version."""

from collections.abc import Iterator
from functools import partial

from mof.documents import Table
from mof.framework import InputKind
from mof.reviews.analyses._topic import Topic
from mof.reviews.evidence._evidence import ReviewEvidence


def _show(brought_as: InputKind, evidence: ReviewEvidence) -> Iterator[Table]:
    brought = [each for each in evidence.inputs.documents if each.brought_as is brought_as]
    if brought:
        yield Table(
            ("Document", "Version"),
            tuple((document.title, document.version or None) for document in brought),
            caption=f"Documents brought as {brought_as}",
        )


DOCUMENTS = tuple(
    Topic(name="documents", shown_in=brought_as, show=partial(_show, brought_as))
    for brought_as in InputKind
)
"""The documents, input by input; all of them are optional, so none is missing."""
