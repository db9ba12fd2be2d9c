"""Answers: what is brought to a review, what it makes of it, and which of its parts it passed."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from mof.errors import DefinitionError
from mof.values import PersonId, Term
from mof.values._checks import collect


def to_evidence(value: Iterable[str]) -> tuple[str, ...]:
    """What shows something, each by its id or where it can be found.

    Raises:
        DefinitionError: a piece is blank, or no text.
    """
    pieces = collect(value, str, "pieces of evidence")
    if not all(piece.strip() for piece in pieces):
        raise DefinitionError("a piece of evidence is blank; say where it can be found")
    return pieces


@frozen(kw_only=True)
class BroughtInput:
    """Something that was brought to a review as one of its inputs, and where it can be found.

    Raises:
        DefinitionError: it has no title.
    """

    entry: str
    """The input, as the charter's column of inputs has it."""
    title: str
    """What was brought."""
    evidence: tuple[str, ...] = field(default=(), converter=to_evidence)
    """Ids of records, or where else it can be found; without any, the input is only a title."""

    def __attrs_post_init__(self) -> None:
        if not self.title.strip():
            raise DefinitionError(f"what is brought as {self.entry!r} has no title")

    @property
    def has_content(self) -> bool:
        """Whether it can be found; what is only a title provides nothing."""
        return bool(self.evidence)


@frozen(kw_only=True)
class Answer:
    """What a review found about one of its questions, and what shows it.

    Without a person it was worked out from records.
    """

    question: str
    """The question, as the charter's column of analyses has it."""
    is_good: bool
    """Whether the answer lets the review go on; a part answered without evidence does not."""
    text: str = ""
    """A remark in words; empty where none is needed."""
    evidence: tuple[str, ...] = field(default=(), converter=to_evidence)
    """Ids of records, or where else something that shows it can be found."""
    by: PersonId | None = None
    """The person who answered; None where it was worked out from records."""


class PartStatus(Term):
    """How a part of a review stands that is taken in order."""

    PASSED = "passed"
    FAILED = "failed"
    WITHOUT_EVIDENCE = "without evidence"
    NOT_ANSWERED = "not answered"
    NOT_REACHED = "not reached"


def stand_parts(
    parts: Iterable[str], answers: Iterable[Answer]
) -> Iterator[tuple[str, PartStatus]]:
    """How each part stands; what comes after one that is not passed is not reached.

    Our judgement: the framework names the parts and does not number them.
    """
    by_question = {answer.question: answer for answer in answers}
    is_reached = True
    for part in parts:
        answer = by_question.get(part)
        status = _stand(answer) if is_reached else PartStatus.NOT_REACHED
        is_reached = status is PartStatus.PASSED
        yield part, status


def _stand(answer: Answer | None) -> PartStatus:
    if answer is None:
        return PartStatus.NOT_ANSWERED
    if not answer.is_good:
        return PartStatus.FAILED
    return PartStatus.PASSED if answer.evidence else PartStatus.WITHOUT_EVIDENCE
