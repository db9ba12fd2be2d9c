"""Outputs: what leaves a review, each pointing to the decision it follows from."""

from attrs import frozen

from mof.framework.operational_health import ChangeSubject, DecisionKind, OutputKind
from mof.ids import ActionId
from mof.improvement import ActionItem
from mof.reviews.decisions import Decision, DecisionStatus


@frozen(kw_only=True)
class Output:
    """A request or promise that leaves the review."""

    id: str
    kind: OutputKind
    decision: Decision
    title: str
    action: ActionItem | None = None


_Key = tuple[DecisionKind, ChangeSubject | None]

# Our judgement: the framework lists decisions and outputs, not which leads to which.
OUTPUT_KINDS: dict[_Key, tuple[OutputKind, ...]] = {
    (DecisionKind.IMPROVE_SERVICE, None): (
        OutputKind.IMPROVEMENT_PLAN,
        OutputKind.SERVICE_CHANGE,
    ),
    (DecisionKind.REQUEST_CHANGE, ChangeSubject.OLA): (OutputKind.AGREEMENT_CHANGE,),
    (DecisionKind.REQUEST_CHANGE, ChangeSubject.SLA): (OutputKind.AGREEMENT_CHANGE,),
    (DecisionKind.REQUEST_CHANGE, ChangeSubject.TECHNICAL): (OutputKind.INFRASTRUCTURE_CHANGE,),
    (DecisionKind.REQUEST_CHANGE, ChangeSubject.PROCEDURAL): (OutputKind.PROCEDURE_CHANGE,),
    (DecisionKind.REQUEST_CHANGE, ChangeSubject.RESOURCE): (OutputKind.RESOURCES,),
    (DecisionKind.CHANGE_PROCESS, None): (
        OutputKind.PROCEDURE_CHANGE,
        OutputKind.DOCUMENTATION_CHANGE,
    ),
    (DecisionKind.PROVIDE_RESOURCES, None): (OutputKind.RESOURCES,),
    (DecisionKind.CHANGE_FUNDING, None): (OutputKind.FUNDING,),
}


def derive_outputs(decisions: tuple[Decision, ...]) -> tuple[Output, ...]:
    """What follows from the accepted decisions, and an action for each that has an owner."""
    outputs: list[Output] = []
    for decision in decisions:
        if decision.status is DecisionStatus.ACCEPTED:
            for kind in _find_kinds(decision):
                number = f"{len(outputs) + 1:02}"
                outputs.append(_make_output(f"output-{number}", kind, decision))
    return tuple(outputs)


def _find_kinds(decision: Decision) -> tuple[OutputKind, ...]:
    action = (OutputKind.MINUTES,) if decision.owner and decision.due_on else ()
    return (*OUTPUT_KINDS[decision.kind, decision.subject], *action)


def _make_output(id: str, kind: OutputKind, decision: Decision) -> Output:  # noqa: A002
    action = None
    if kind is OutputKind.MINUTES and decision.owner and decision.due_on:
        action = ActionItem(
            ActionId(f"action-{id.removeprefix('output-')}"),
            title=decision.text,
            owner=decision.owner,
            due_on=decision.due_on,
        )
    return Output(id=id, kind=kind, decision=decision, title=decision.text, action=action)
