"""The post-implementation review: whether a deployment brought what it was to bring."""

from collections.abc import Iterable

from mof.framework import ReviewColumn, ReviewKind
from mof.reviews.evidence._evidence import Reading
from mof.reviews.evidence._readings import describe_value
from mof.reviews.sessions._charters import Charter, judge_components
from mof.reviews.sessions._parts_in_order import Answer
from mof.values import TargetStatus

_KIND = ReviewKind.POST_IMPLEMENTATION
_DIFFERENCES = "results that differ from what was expected"

POST_IMPLEMENTATION = Charter(
    _KIND,
    added=[
        *judge_components(
            _KIND,
            ReviewColumn.STAKEHOLDERS,
            "Solution Manager and Release Management",
            "operations and support staff",
            "customers",
        ),
        *judge_components(
            _KIND,
            ReviewColumn.INPUTS,
            "what was expected of the deployment",
            "request for change with its plan",
            "incidents and problems since the deployment",
        ),
        *judge_components(_KIND, ReviewColumn.ANALYSES, "incidents that the deployment caused"),
        *judge_components(
            _KIND,
            ReviewColumn.DECISIONS,
            "accept into operation",
            "put right what is amiss",
            "back out",
        ),
        *judge_components(
            _KIND,
            ReviewColumn.OUTPUTS,
            "acceptance into operation",
            "actions and accountabilities",
            "request for change",
            "lessons for the next release",
        ),
    ],
    voted=["accept into operation"],
    on_go=["acceptance into operation", "lessons for the next release"],
    leads={
        "put right what is amiss": ["actions and accountabilities"],
        "back out": ["request for change"],
    },
)
"""How a post-implementation review is held; all but one question is our judgement."""


def answer_from_readings(readings: Iterable[Reading]) -> Answer:
    """Whether results are as expected: each indicator against the target that was set for it.

    What was not measured is a difference too: it is not known to be as expected.
    """
    readings = tuple(readings)
    unlike = [each for each in readings if each.status is not TargetStatus.MET]
    return Answer(
        question=_DIFFERENCES,
        is_good=bool(readings) and not unlike,
        text="; ".join(
            f"{each.indicator.name}: {describe_value(each) or 'no data'}" for each in unlike
        ),
        evidence=tuple(each.indicator.id for each in readings),
    )
