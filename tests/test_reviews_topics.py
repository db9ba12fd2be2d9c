"""A topic of a review answers four questions, and may leave any of them out."""

from mof.framework import AnalysisKind
from mof.reviews.analyses._topic import Topic
from mof.reviews.evidence._evidence import ReviewEvidence
from review_cases import bring


def test_topic_that_leaves_all_questions_out_says_nothing() -> None:
    topic, evidence = Topic(name="licence costs", analysis=AnalysisKind.FINANCES), bring_nothing()

    assert topic.find(evidence) is None
    assert not topic.list_missing(evidence)
    assert not topic.list_trends(evidence)
    assert not topic.list_blocks(evidence)


def test_topic_that_was_not_brought_is_named_among_what_is_missing() -> None:
    topic = Topic(name="licence costs", is_brought=lambda _: False)

    found = topic.find(bring_nothing())

    assert ("licence costs",) == topic.list_missing(bring_nothing())
    assert found is not None
    assert (False, "licence costs missing") == (found.has_data, found.summary)


def bring_nothing() -> ReviewEvidence:
    return ReviewEvidence(bring())
