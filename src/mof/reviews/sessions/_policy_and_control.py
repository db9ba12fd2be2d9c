"""The Policy and Control review: whether policies and controls are effective."""

from collections.abc import Collection, Iterator
from datetime import datetime

from mof.controls import ControlRegister
from mof.controls._control_gaps import ControlGap, ControlGapKind, find_control_gaps
from mof.framework import ReviewKind
from mof.reviews.sessions._charters import Charter
from mof.reviews.sessions._parts_in_order import Answer

POLICY_AND_CONTROL = Charter(
    ReviewKind.POLICY_AND_CONTROL,
    leads={
        "change or retire a policy or control": [
            "request for change to a policy, control or configuration",
            "each change of a policy with its reason and who approved it",
        ],
        "accept a risk": ["accountabilities"],
    },
)
"""How a Policy and Control review is held."""

_K = ControlGapKind
_INEFFECTIVE = frozenset(
    {_K.CONTROL_NOT_WORKING, _K.CONTROL_WITHOUT_EVIDENCE, _K.EVIDENCE_OUT_OF_DATE}
)
_UNASSESSED = frozenset({_K.RISK_WITHOUT_ASSESSMENT, _K.RISK_WITHOUT_CONTROL})


def answer_from_register(register: ControlRegister, *, as_of: datetime) -> tuple[Answer, ...]:
    """What a register of controls says of effectiveness, new risks and exceptions.

    Our judgement: a control without current evidence that it works is not effective, a risk
    without assessment or control is new, and an open violation is an exception.
    """
    return tuple(_answer(register, as_of))


def _answer(register: ControlRegister, as_of: datetime) -> Iterator[Answer]:
    gaps = find_control_gaps(register, as_of=as_of)
    yield _answer_from_gaps("effectiveness", gaps, _INEFFECTIVE)
    yield _answer_from_gaps("are there new risks?", gaps, _UNASSESSED)
    violations = [each for each in register.violations if each.is_open(as_of)]
    yield Answer(
        question="exceptions",
        is_good=not violations,
        text="; ".join(each.what for each in violations),
        evidence=tuple(each.id for each in violations),
    )


def _answer_from_gaps(
    question: str, gaps: tuple[ControlGap, ...], kinds: Collection[ControlGapKind]
) -> Answer:
    found = [gap for gap in gaps if gap.kind in kinds]
    return Answer(
        question=question,
        is_good=not found,
        text="; ".join(f"{gap.name}: {gap.message}" for gap in found),
        evidence=tuple(dict.fromkeys(gap.item for gap in found)),
    )
