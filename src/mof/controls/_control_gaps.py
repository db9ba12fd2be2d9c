"""Control gaps: what a register lacks before a risk can be said to be managed."""

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Protocol

from attrs import frozen

from mof.controls._register_items import Control, ControlEvidence, Objective, Policy
from mof.controls._registers import ControlRegister
from mof.controls._risks import Risk, write_exposure
from mof.documents._formats import format_number
from mof.values import ControlId, TargetStatus, Term
from mof.values._instants import MICROSECOND, to_utc


class ControlGapKind(Term):
    """In which way the control of risks is incomplete."""

    # MOF 4.0, Operate phase overview: objectives, risks and controls are to be linked, and
    # evidence of the controls is to be kept. Which gaps to look for is our judgement.
    OBJECTIVE_WITHOUT_RISK = "objective without risk"
    RISK_WITHOUT_CONTROL = "risk without control"
    RISK_WITHOUT_ASSESSMENT = "risk without assessment"
    RISK_WITHOUT_BOUNDARY = "risk without tolerance boundary"
    RISK_OUTSIDE_TOLERANCE = "risk outside tolerance"
    CONTROL_WITHOUT_OWNER = "control without owner"
    CONTROL_WITHOUT_EVIDENCE = "control without evidence"
    CONTROL_WITHOUT_DATE = "control without date"
    EVIDENCE_OUT_OF_DATE = "evidence out of date"
    CONTROL_NOT_WORKING = "control not working"
    POLICY_WITHOUT_CONTROL = "policy without control"


@frozen
class ControlGap:
    """One thing that is missing: of what kind, on which item, and what was found there."""

    kind: ControlGapKind
    item: str
    name: str
    message: str


class _Item(Protocol):
    @property
    @abstractmethod
    def id(self) -> str:
        """What it is called by."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What it is."""


_Found = tuple[ControlGapKind, str]


def find_control_gaps(register: ControlRegister, *, as_of: datetime) -> tuple[ControlGap, ...]:
    """What a register lacks, as known as of an instant; by kind, then by id.

    Only what holds at that instant is looked at. An objective without a risk is a gap, since
    it has not been thought through yet.
    """
    kinds = list(ControlGapKind)
    gaps = _find_gaps(register, to_utc(as_of))
    return tuple(sorted(gaps, key=lambda gap: (kinds.index(gap.kind), gap.item)))


def _find_gaps(register: ControlRegister, as_of: datetime) -> Iterator[ControlGap]:
    for objective in register.objectives:
        if objective.is_valid(as_of):
            yield from _report(objective, _check_objective(register, objective, as_of))
    for risk in register.risks:
        if risk.is_valid(as_of):
            yield from _report(risk, _check_risk(register, risk, as_of))
    for control in register.controls:
        if control.is_valid(as_of):
            yield from _report(control, _check_control(register, control, as_of))
    in_force = {each.id for each in register.controls if each.is_valid(as_of)}
    for policy in register.policies:
        if policy.is_valid(as_of):
            yield from _report(policy, _check_policy(policy, in_force))


def _report(item: _Item, found: Iterable[_Found]) -> Iterator[ControlGap]:
    return (ControlGap(kind, item.id, item.name, message) for kind, message in found)


def _check_objective(
    register: ControlRegister, objective: Objective, as_of: datetime
) -> Iterator[_Found]:
    if not register.find_risks(objective.id, at=as_of):
        yield ControlGapKind.OBJECTIVE_WITHOUT_RISK, "no risk to it named"


def _check_risk(register: ControlRegister, risk: Risk, as_of: datetime) -> Iterator[_Found]:
    exposure = risk.find_exposure(as_of)
    if not register.find_controls(risk.id, at=as_of):
        yield ControlGapKind.RISK_WITHOUT_CONTROL, "nothing is done about it"
    if exposure.assessment is None:
        yield ControlGapKind.RISK_WITHOUT_ASSESSMENT, "not assessed"
    if exposure.boundary is None:
        yield ControlGapKind.RISK_WITHOUT_BOUNDARY, "no risk tolerance defined"
    elif exposure.status is TargetStatus.OUTSIDE_TOLERANCE:
        limit = format_number(exposure.boundary.exposure)
        yield (
            ControlGapKind.RISK_OUTSIDE_TOLERANCE,
            f"exposure {write_exposure(exposure)} {risk.unit}, boundary {limit}",
        )


def _check_control(
    register: ControlRegister, control: Control, as_of: datetime
) -> Iterator[_Found]:
    evidence = register.find_evidence(control.id, as_of=as_of)
    if control.owner is None:
        yield ControlGapKind.CONTROL_WITHOUT_OWNER, "no owner named"
    if control.interval is None:
        yield ControlGapKind.CONTROL_WITHOUT_DATE, "no interval for evidence defined"
    if not evidence:
        yield ControlGapKind.CONTROL_WITHOUT_EVIDENCE, "nothing shows that it is carried out"
    elif not (current := [each for each in evidence if control.accepts(each, at=as_of)]):
        yield ControlGapKind.EVIDENCE_OUT_OF_DATE, _describe_age(evidence[-1], control, as_of)
    elif not current[-1].has_worked:
        yield ControlGapKind.CONTROL_NOT_WORKING, f"{current[-1].id}: {current[-1].what}"


def _check_policy(policy: Policy, in_force: Collection[ControlId]) -> Iterator[_Found]:
    if not any(control in in_force for control in policy.controls):
        yield ControlGapKind.POLICY_WITHOUT_CONTROL, "nothing sees to it that it is kept"


def _describe_age(last: ControlEvidence, control: Control, at: datetime) -> str:
    interval = control.interval
    if interval is None or not last.is_valid(at):
        return f"{last.id} is no longer valid"
    due, age = _to_days(interval), _to_days(at - last.at)
    return f"{last.id} is {format_number(age, against=due)} days old, allowed {format_number(due)}"


def _to_days(duration: timedelta) -> Fraction:
    return Fraction(duration // MICROSECOND, timedelta(days=1) // MICROSECOND)
