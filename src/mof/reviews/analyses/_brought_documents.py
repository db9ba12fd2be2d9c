"""Documents that were brought to a review as one of its inputs, by title and version."""

from collections.abc import Iterator
from functools import partial

from mof.documents import Status, Table, Tone
from mof.documents._tables import Cell
from mof.framework import InputKind
from mof.reviews.analyses._earlier_actions import shorten
from mof.reviews.analyses._topic import Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from mof.reviews.evidence._inputs import BroughtDocument


def _show(brought_as: InputKind, evidence: ReviewEvidence) -> Iterator[Table]:
    brought = list_documents(evidence, brought_as)
    if brought:
        yield Table(
            ("Document", "Part", "Version", "Content"),
            tuple(_show_document(document) for document in brought),
            caption=f"Documents brought as {brought_as}",
        )


def list_documents(evidence: ReviewEvidence, brought_as: InputKind) -> tuple[BroughtDocument, ...]:
    """The documents that were brought as an input, in the order given."""
    documents = evidence.inputs.documents
    return tuple(document for document in documents if document.brought_as is brought_as)


def _show_document(document: BroughtDocument) -> tuple[Cell, ...]:
    content = shorten(document.content) if document.has_content else TITLE_ONLY
    return document.title, document.part, document.version or None, content


TITLE_ONLY = Status("title only", Tone.WARNING)
"""What stands for the content of a document that has none."""


def _provide(brought_as: InputKind, evidence: ReviewEvidence) -> Iterator[str]:
    for document in list_documents(evidence, brought_as):
        if document.has_content and document.part is not None:
            yield document.part


DOCUMENTS = tuple(
    Topic(
        name="documents",
        shown_in=brought_as,
        show=partial(_show, brought_as),
        provides=partial(_provide, brought_as),
    )
    for brought_as in InputKind
)
"""The documents, input by input; all of them are optional, so none is missing."""
