"""What the next review needs of one that was held: its actions, wishes and open decisions."""

from collections.abc import Iterable

from mof.improvement import ActionItem
from mof.improvement._earlier_reviews import AskedFor, Deferral
from mof.reviews._decisions import Decision, DecisionStatus
from mof.reviews._outputs import Output


def list_actions(outputs: Iterable[Output]) -> tuple[ActionItem, ...]:
    """The actions that were agreed on."""
    return tuple(output.action for output in outputs if output.action)


def list_asked_for(outputs: Iterable[Output]) -> tuple[AskedFor, ...]:
    """What was asked of others and is no action.

    A review that decides on findings makes the records itself, so one without a record is only a
    wish; the other reviews leave the record to those who were asked, and know it by their output.
    """
    return tuple(
        AskedFor(each.record.id if each.record else each.id, kind=each.kind, title=each.title)
        for each in outputs
        if each.decision and not each.action and (each.record or each.decision.finding is None)
    )


def list_deferrals(decisions: Iterable[Decision], *, is_binding: bool) -> tuple[Deferral, ...]:
    """What is still to be decided: all that was deferred, and everything without a quorum."""
    return tuple(
        Deferral(finding=each.finding or each.kind, text=each.text, until=each.until)
        for each in decisions
        if not is_binding or each.status is DecisionStatus.DEFERRED
    )
