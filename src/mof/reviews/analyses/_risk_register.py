"""Risks: what their register lacks, and what changed in them during the period."""

from collections.abc import Iterator

from mof.controls import ControlRegister, Risk, tabulate_risk_developments
from mof.controls._control_gaps import ControlGap, ControlGapKind
from mof.controls._risk_developments import DevelopmentKind
from mof.controls._risks import RiskExposure, RiskTolerance, write_exposure
from mof.documents import Table, format_count, format_instant
from mof.documents._charts.monthly_series import draw_columns
from mof.documents._formats import format_number
from mof.documents._renderables import Block
from mof.documents._tables import Cell
from mof.framework import AnalysisKind, InputKind
from mof.records import Level
from mof.reviews._finding_rules import Finding, FindingRule, Severity
from mof.reviews.analyses._topic import Examination, Topic
from mof.reviews.evidence._evidence import ReviewEvidence, find_since
from mof.values import ControlId, TargetStatus

# Our judgement: where a risk is not managed, though it may be thought to be.
_MEDIUM = {
    ControlGapKind.RISK_WITHOUT_CONTROL,
    ControlGapKind.CONTROL_WITHOUT_EVIDENCE,
    ControlGapKind.EVIDENCE_OUT_OF_DATE,
    ControlGapKind.CONTROL_NOT_WORKING,
}
_SEVERITIES = {
    Level.HIGH: Severity.HIGH,
    Level.MEDIUM: Severity.MEDIUM,
    Level.LOW: Severity.LOW,
}


def _is_brought(evidence: ReviewEvidence) -> bool:
    """Whether anything was said of risks and controls."""
    return evidence.inputs.register != ControlRegister()


def _examine(evidence: ReviewEvidence) -> Examination:
    """What the register of risks and controls lacks, and what changed in it."""
    gaps, changed = evidence.control_gaps, evidence.risk_developments
    return Examination(
        has_data=True,
        findings=(
            *(_write_gap(evidence, gap) for gap in gaps),
            *_find_risen(evidence),
            *_find_boundaries_set_late(evidence),
            *_find_violations(evidence),
        ),
        summary=(
            f"{_count_outside(evidence.exposures[-1]) or 0} of "
            f"{format_count(len(evidence.exposures[-1]), 'risk')} outside tolerance, "
            f"{format_count(len(gaps), 'gap')} in the register, "
            f"{format_count(len(changed), 'change')} in the period"
        ),
    )


def _write_gap(evidence: ReviewEvidence, gap: ControlGap) -> Finding:
    if gap.kind is ControlGapKind.RISK_OUTSIDE_TOLERANCE:
        return _write_outside(evidence, gap)
    register, as_of = evidence.inputs.register, evidence.inputs.as_of
    last = register.find_evidence(ControlId(gap.item), as_of=as_of)[-1:]
    return Finding(
        analysis=AnalysisKind.RISK_CHANGES,
        rule=FindingRule.CONTROL_GAP,
        subject=f"{gap.kind}:{gap.item}".replace(" ", "-"),
        severity=Severity.MEDIUM if gap.kind in _MEDIUM else Severity.LOW,
        title=f"{gap.kind}: {gap.name}",
        compared_with=_EXPECTED[gap.kind],
        evidence=(gap.item, *(each.id for each in last)),
        details=(gap.message,),
    )


def _write_outside(evidence: ReviewEvidence, gap: ControlGap) -> Finding:
    boundaries = (e.boundary for e in evidence.exposures[-1] if e.risk == gap.item)
    decided = ", ".join(f"as {boundary.by} decided" for boundary in boundaries if boundary)
    return Finding(
        analysis=AnalysisKind.RISK_CHANGES,
        rule=FindingRule.OUTSIDE_TOLERANCE,
        subject=gap.item,
        severity=Severity.MEDIUM,
        title=f"{gap.name}: {gap.message}",
        compared_with=f"the tolerance boundary, {decided}",
        evidence=(gap.item,),
        since=find_since(
            (period, each.status)
            for period, exposures in zip(evidence.periods, evidence.exposures, strict=True)
            for each in exposures
            if each.risk == gap.item
        ),
    )


_LINKED = "objectives, risks and controls that are linked"
# Our judgement: what a complete register has; the framework wants it linked and evidenced.
_EXPECTED = {
    ControlGapKind.OBJECTIVE_WITHOUT_RISK: _LINKED,
    ControlGapKind.RISK_WITHOUT_CONTROL: _LINKED,
    ControlGapKind.RISK_WITHOUT_ASSESSMENT: "a risk whose exposure is known",
    ControlGapKind.RISK_WITHOUT_BOUNDARY: "a risk that is borne up to a boundary",
    ControlGapKind.CONTROL_WITHOUT_OWNER: "a control with an owner",
    ControlGapKind.CONTROL_WITHOUT_EVIDENCE: "a control with evidence",
    ControlGapKind.CONTROL_WITHOUT_DATE: "a control that says when evidence is due",
    ControlGapKind.EVIDENCE_OUT_OF_DATE: "the interval of the control",
    ControlGapKind.CONTROL_NOT_WORKING: "a control that works",
    ControlGapKind.POLICY_WITHOUT_CONTROL: "a policy with controls that see to it",
}


def _find_risen(evidence: ReviewEvidence) -> Iterator[Finding]:
    for each in evidence.risk_developments:
        is_assessment = each.kind is DevelopmentKind.RISK_ASSESSMENT
        if is_assessment and each.before is not None and each.after and each.after > each.before:
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.RISEN_EXPOSURE,
                subject=each.item,
                severity=Severity.LOW,
                title=f"{each.name}: exposure is now {format_number(each.after)} {each.unit}",
                compared_with=f"{format_number(each.before)} {each.unit} before",
                evidence=(each.item,),
            )


def _find_boundaries_set_late(evidence: ReviewEvidence) -> Iterator[Finding]:
    period, as_of = evidence.inputs.period, evidence.inputs.as_of
    for risk in evidence.inputs.register.risks:
        boundary = risk.find_exposure(as_of).boundary
        if boundary is None or not risk.is_valid(as_of):
            continue
        if not period.is_in_time(boundary.recorded_at):
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.SET_AFTER_START,
                subject=risk.id,
                severity=Severity.MEDIUM,
                title=_tell_boundary(risk, boundary, period.tz),
                compared_with=f"{_tell_earlier(risk, evidence)}{period.first_day}, "
                "when the period began",
                evidence=(risk.id,),
            )


def _tell_boundary(risk: Risk, boundary: RiskTolerance, tz: str) -> str:
    limit = f"{format_number(boundary.exposure)} {risk.unit}"
    day = format_instant(boundary.recorded_at, tz=tz)
    return f"{risk.name}: up to {limit} is borne, as {boundary.by} decided at {day}"


def _tell_earlier(risk: Risk, evidence: ReviewEvidence) -> str:
    earlier = risk.find_exposure(evidence.inputs.period.start).boundary
    return f"{format_number(earlier.exposure)} {risk.unit} on " if earlier else ""


def _find_violations(evidence: ReviewEvidence) -> Iterator[Finding]:
    names = {policy.id: policy.name for policy in evidence.inputs.register.policies}
    for each in evidence.inputs.register.violations:
        if each.is_open(evidence.inputs.as_of):
            policies = sorted(each.policies)
            since = format_instant(each.at, tz=evidence.inputs.period.tz)
            yield Finding(
                analysis=AnalysisKind.RISK_CHANGES,
                rule=FindingRule.OPEN_VIOLATION,
                subject=each.id,
                severity=_SEVERITIES[each.severity],
                title=f"{each.what}; since {since}",
                compared_with=f"policy: {', '.join(map(names.__getitem__, policies))}",
                evidence=(each.id, *policies),
                since=each.at,
            )


# What was brought


def _show(evidence: ReviewEvidence) -> Iterator[Block]:
    """The risks against their boundaries, the controls, what changed and what is violated."""
    register, as_of, tz = evidence.inputs.register, evidence.inputs.as_of, evidence.inputs.period.tz
    risks = {risk.id: risk for risk in register.risks}
    yield Table(
        ("Risk", "Name", "Exposure", "Boundary", "Status", "Controls"),
        tuple(_show_risk(evidence, each, risks[each.risk]) for each in evidence.exposures[-1]),
        caption="Risks against their tolerance boundaries",
        numbers=("Exposure", "Boundary"),
    )
    names = [period.label for period in evidence.periods]
    yield draw_columns(
        zip(names, map(_count_outside, evidence.exposures), strict=True),
        title="Risks outside tolerance at the end of each period",
        name="risks",
        highlight=names[-1],
    )
    yield register.tabulate_controls(as_of=as_of, tz=tz)
    yield tabulate_risk_developments(evidence.risk_developments, tz=tz)
    if any(each.is_open(as_of) for each in register.violations):
        yield register.tabulate_violations(as_of=as_of, tz=tz)


def _show_risk(evidence: ReviewEvidence, exposure: RiskExposure, risk: Risk) -> tuple[Cell, ...]:
    controls = evidence.inputs.register.find_controls(risk.id, at=exposure.at)
    boundary = exposure.boundary
    return (
        risk.id,
        risk.name,
        f"{write_exposure(exposure)} {risk.unit}" if exposure.assessment else None,
        f"{format_number(boundary.exposure)} {risk.unit}" if boundary else None,
        exposure.shown_status,
        len(controls),
    )


def _count_outside(exposures: tuple[RiskExposure, ...]) -> int | None:
    """How many risks are outside tolerance; None where none could be held against anything."""
    statuses = [each.status for each in exposures if each.status is not TargetStatus.NO_DATA]
    return statuses.count(TargetStatus.OUTSIDE_TOLERANCE) if statuses else None


def _provide(evidence: ReviewEvidence) -> Iterator[str]:
    """The risks; a register without any manages none."""
    if evidence.inputs.register.risks:
        yield "risk management"


RISK_REGISTER = Topic(
    name="register of risks and controls",
    analysis=AnalysisKind.RISK_CHANGES,
    shown_in=InputKind.RISKS,
    provides=_provide,
    is_brought=_is_brought,
    examine=_examine,
    show=_show,
)
"""Risks, controls, policies and violations."""
