"""Outputs: the records that leave a review, each pointing to the decision it follows from."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from attrs import evolve, field, frozen

from mof.changes import ChangeEvent, ChangeState, RequestForChange
from mof.errors import DefinitionError
from mof.framework import ChangeSubject, DecisionKind, EvaluatedItem, OutputKind
from mof.improvement import (
    ActionItem,
    Initiative,
    RequestKind,
    ResourceRequest,
    ServiceImprovementProgram,
)
from mof.records import Entry
from mof.reviews._attendance import to_word
from mof.reviews._decisions import Decision, DecisionStatus, check_subject, name_kind
from mof.reviews._finding_rules import Finding
from mof.values import ActionId, ChangeId, InitiativeId, ProgramId, RequestId, ReviewId, ServiceId
from mof.values._checks import collect

OutputRecord = ActionItem | RequestForChange | ServiceImprovementProgram | ResourceRequest
"""What an output is, once it has left the review."""


@frozen(kw_only=True)
class Output:
    """What leaves a management review: a request or promise, with the decision it follows from.

    Without a record there is only the wish: no owner was named, or others make the
    record of it.
    """

    id: str
    """What it is called, with the id of the review before it where that is known."""
    kind: str = field(converter=to_word)
    """The kind in words: an `OutputKind`, or an entry of the charter's column of outputs."""
    title: str
    """What is asked for or promised."""
    decision: Decision | None = None
    """The decision that it follows from; None for what follows from a vote."""
    record: ActionItem | RequestForChange | ServiceImprovementProgram | ResourceRequest | None = (
        None
    )
    """The record that others work with from now on; None where there is only the wish."""

    @property
    def action(self) -> ActionItem | None:
        """The promise of a person to do something by a day, if it is one."""
        return self.record if isinstance(self.record, ActionItem) else None


def _to_kinds(value: Iterable[OutputKind]) -> tuple[OutputKind, ...]:
    return tuple(dict.fromkeys(collect(value, OutputKind, "outputs")))


@frozen(kw_only=True)
class OutputRule:
    """Which outputs an accepted decision of a kind leads to.

    Raises:
        DefinitionError: a request for change does not say of what, or anything else does.
    """

    decision: DecisionKind
    """The kind of decision that it is for."""
    subject: ChangeSubject | None = None
    """What a request for change is to change; None for every other kind of decision."""
    outputs: tuple[OutputKind, ...] = field(converter=_to_kinds)
    """What it leads to, in order; none at all is allowed."""

    def __attrs_post_init__(self) -> None:
        check_subject(self.decision, self.subject, what=f"the outputs of {self.decision}")


OUTPUT_RULES: tuple[OutputRule, ...] = (
    OutputRule(
        decision=DecisionKind.IMPROVE_SERVICE,
        outputs=[OutputKind.IMPROVEMENT_PLAN, OutputKind.SERVICE_CHANGE],
    ),
    OutputRule(
        decision=DecisionKind.REQUEST_CHANGE,
        subject=ChangeSubject.OLA,
        outputs=[OutputKind.AGREEMENT_CHANGE],
    ),
    OutputRule(
        decision=DecisionKind.REQUEST_CHANGE,
        subject=ChangeSubject.SLA,
        outputs=[OutputKind.AGREEMENT_CHANGE],
    ),
    OutputRule(
        decision=DecisionKind.REQUEST_CHANGE,
        subject=ChangeSubject.TECHNICAL,
        outputs=[OutputKind.INFRASTRUCTURE_CHANGE],
    ),
    OutputRule(
        decision=DecisionKind.REQUEST_CHANGE,
        subject=ChangeSubject.PROCEDURAL,
        outputs=[OutputKind.PROCEDURE_CHANGE],
    ),
    OutputRule(
        decision=DecisionKind.REQUEST_CHANGE,
        subject=ChangeSubject.RESOURCE,
        outputs=[OutputKind.RESOURCES],
    ),
    OutputRule(
        decision=DecisionKind.CHANGE_PROCESS,
        outputs=[OutputKind.PROCEDURE_CHANGE, OutputKind.DOCUMENTATION_CHANGE],
    ),
    OutputRule(decision=DecisionKind.PROVIDE_RESOURCES, outputs=[OutputKind.RESOURCES]),
    OutputRule(decision=DecisionKind.CHANGE_FUNDING, outputs=[OutputKind.FUNDING]),
)
"""What decisions lead to where an organisation has no rules of its own.

Our judgement: the framework lists decisions and outputs, not which leads to which. Whatever has
an owner and a day leads to an action besides.
"""


@frozen(kw_only=True)
class Occasion:
    """When outputs leave a review, and what is known about the findings behind them.

    Without the id of a review, what leaves it is only counted.
    """

    at: datetime
    find: Callable[[str | None], Finding]
    find_services: Callable[[Finding], frozenset[ServiceId]]
    review: ReviewId | None = None

    def name(self, noun: str, number: int) -> str:
        """What the record of an output is called: with its review, no other one has that id."""
        name = f"{noun}-{number:02}"
        return f"{self.review}-{name}" if self.review else name


def derive_outputs(
    decisions: Iterable[Decision],
    occasion: Occasion,
    rules: Iterable[OutputRule] = OUTPUT_RULES,
) -> tuple[Output, ...]:
    """What follows from the accepted decisions, and an action for each that has an owner.

    Raises:
        DefinitionError: no rule says what an accepted decision leads to.
    """
    kinds = {(str(rule.decision), rule.subject): rule.outputs for rule in rules}
    outputs: list[Output] = []
    for decision in decisions:
        if decision.status is DecisionStatus.ACCEPTED:
            numbered = enumerate(_find_kinds(decision, kinds), len(outputs) + 1)
            made = [_make_output(number, kind, decision, occasion) for number, kind in numbered]
            outputs += _join_promises(made)
    return tuple(outputs)


def _join_promises(made: list[Output]) -> Iterator[Output]:
    """The outputs of one decision, of which the action is done once the other promise is kept."""
    found = (_find_promise(each.record) for each in made)
    promise = next((each for each in found if each is not None), None)
    for output in made:
        if output.action and promise:
            yield evolve(output, record=evolve(output.action, settled_by=promise))
        else:
            yield output


def _find_promise(record: OutputRecord | None) -> RequestId | InitiativeId | None:
    """The id of what has an owner and a day of its own, besides an action."""
    if isinstance(record, ResourceRequest) and record.owner and record.due_on:
        return record.id
    if isinstance(record, ServiceImprovementProgram) and record.initiatives:
        return record.initiatives[0].id
    return None


_Kinds = dict[tuple[str, ChangeSubject | None], tuple[OutputKind, ...]]


def _find_kinds(decision: Decision, kinds: _Kinds) -> tuple[OutputKind, ...]:
    found = kinds.get((decision.kind, decision.subject))
    if found is None:
        kind = name_kind(decision.kind, decision.subject)
        raise DefinitionError(
            f"no rule says what a decision of {kind} about {decision.finding} leads to; "
            "give it one, if without outputs"
        )
    action = (OutputKind.MINUTES,) if decision.owner and decision.due_on else ()
    return tuple(dict.fromkeys((*found, *action)))


def _make_output(number: int, kind: OutputKind, decision: Decision, occasion: Occasion) -> Output:
    finding = occasion.find(decision.finding)
    return Output(
        id=occasion.name("output", number),
        kind=kind,
        decision=decision,
        title=decision.text,
        record=_MAKE[kind](number, kind, decision, finding, occasion),
    )


def _make_action(
    number: int, kind: OutputKind, decision: Decision, finding: Finding, occasion: Occasion
) -> ActionItem | None:
    del kind, finding
    return make_action(occasion.name("action", number), decision)


def make_action(name: str, decision: Decision) -> ActionItem | None:
    """The action that a decision of any review leads to, if it has an owner and a day."""
    if decision.owner is None or decision.due_on is None:
        return None
    return ActionItem(
        ActionId(name), title=decision.text, owner=decision.owner, due_on=decision.due_on
    )


# Our judgement: how what is to be changed is called in the lists of decisions and of outputs.
_SUBJECTS = {
    OutputKind.SERVICE_CHANGE: ChangeSubject.TECHNICAL,
    OutputKind.INFRASTRUCTURE_CHANGE: ChangeSubject.TECHNICAL,
    OutputKind.PROCEDURE_CHANGE: ChangeSubject.PROCEDURAL,
    OutputKind.DOCUMENTATION_CHANGE: ChangeSubject.PROCEDURAL,
}


def _make_change(
    number: int, kind: OutputKind, decision: Decision, finding: Finding, occasion: Occasion
) -> RequestForChange:
    """A request that Change and Configuration has yet to classify, as every other.

    The role in which it was asked for is not known, so the entries name no actor.
    """
    is_sla = finding.item is EvaluatedItem.SLA_TARGETS
    of_agreement = ChangeSubject.SLA if is_sla else ChangeSubject.OLA
    asked = {"requested_by": decision.decided_by}
    return RequestForChange(
        ChangeId(occasion.name("change", number)),
        (
            Entry(occasion.at, ChangeEvent.DRAFT, ChangeState.DRAFT, changes=asked),
            Entry(occasion.at, ChangeEvent.SUBMIT, ChangeState.SUBMITTED),
        ),
        title=decision.text,
        requested_at=occasion.at,
        subject=decision.subject or _SUBJECTS.get(kind, of_agreement),
        services=occasion.find_services(finding),
        asked_by=occasion.review,
        asked_as=kind,
    )


def _make_program(
    number: int, kind: OutputKind, decision: Decision, finding: Finding, occasion: Occasion
) -> ServiceImprovementProgram:
    """A program to be planned; what was decided is its first initiative, if it has an owner."""
    del kind
    initiatives: list[Initiative] = []
    if decision.owner and decision.due_on:
        initiatives.append(
            Initiative(
                InitiativeId(occasion.name("initiative", number)),
                title=decision.text,
                owner=decision.owner,
                due_on=decision.due_on,
                measure=finding.title,
            )
        )
    return ServiceImprovementProgram(
        ProgramId(occasion.name("program", number)),
        title=decision.text,
        owner=decision.owner,
        services=occasion.find_services(finding),
        initiatives=initiatives,
    )


def _make_request(
    number: int, kind: OutputKind, decision: Decision, finding: Finding, occasion: Occasion
) -> ResourceRequest:
    return ResourceRequest(
        RequestId(occasion.name("request", number)),
        kind=_name_request(kind, finding),
        title=decision.text,
        requested_at=occasion.at,
        requested_by=decision.decided_by,
        review=occasion.review,
        owner=decision.owner,
        due_on=decision.due_on,
        services=occasion.find_services(finding),
    )


def _name_request(kind: OutputKind, finding: Finding) -> RequestKind:
    """Our judgement: what people lack in skills is asked for as training."""
    if kind is OutputKind.FUNDING:
        return RequestKind.FUNDING
    is_skill = finding.item is EvaluatedItem.SKILLS
    return RequestKind.TRAINING if is_skill else RequestKind.RESOURCES


_Make = Callable[[int, OutputKind, Decision, Finding, Occasion], OutputRecord | None]
_MAKE: dict[OutputKind, _Make] = {
    OutputKind.MINUTES: _make_action,
    OutputKind.IMPROVEMENT_PLAN: _make_program,
    OutputKind.RESOURCES: _make_request,
    OutputKind.FUNDING: _make_request,
    **dict.fromkeys(
        (
            OutputKind.SERVICE_CHANGE,
            OutputKind.INFRASTRUCTURE_CHANGE,
            OutputKind.PROCEDURE_CHANGE,
            OutputKind.DOCUMENTATION_CHANGE,
            OutputKind.AGREEMENT_CHANGE,
        ),
        _make_change,
    ),
}
