"""Problems that are open at the review."""

from collections.abc import Iterator

from mof.documents import Table
from mof.framework import InputKind
from mof.reviews.analyses._topic import Topic
from mof.reviews.evidence._evidence import ReviewEvidence


def _show(evidence: ReviewEvidence) -> Iterator[Table]:
    known = (problem.as_of(evidence.inputs.as_of) for problem in evidence.inputs.problems)
    problems = [problem for problem in known if problem.is_open]
    if problems:
        yield Table(
            ("Problem", "Title", "State"),
            tuple((problem.id, problem.title, str(problem.state)) for problem in problems),
            caption="Open problems",
        )


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """Problems, or the knowledge that none of them is open."""
    if evidence.inputs.problems:
        yield "current issues"


OPEN_PROBLEMS = Topic(name="problems", shown_in=InputKind.RISKS, provides=_provide, show=_show)
"""The problems that are not closed yet."""
