"""Registers of controls, and what they hold."""

from datetime import timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from mof.controls import (
    Control,
    ControlEvidence,
    ControlRegister,
    Objective,
    Policy,
    Risk,
    Violation,
)
from mof.controls._risks import RiskAssessment, RiskTolerance
from mof.strategies._registry import Strategy, draws, generate, register
from mof.strategies._scalars import durations, fractions, identifiers, instants, shares

_T = TypeVar("_T")
_MAGNITUDES = fractions().map(abs)
_SECOND = timedelta(seconds=1)


register(RiskAssessment, probability=shares(), impact=_MAGNITUDES)
register(RiskTolerance, exposure=_MAGNITUDES)


@st.composite
def _last(
    draw: st.DrawFn, kind: type[_T], first: str, last: str, fields: dict[str, Strategy]
) -> _T:
    """Values whose last instant, where they have one, is later than their first."""
    begun, length = draw(st.none() | instants()), draw(durations(_SECOND))
    # Without a beginning, any end will do.
    end = draw(instants()) if begun is None else begun + length
    usual = {first: st.just(begun), last: st.none() | st.just(end)}
    return draw(generate(kind, {**usual, **fields}))


def _valid(kind: type[_T], **fields: Strategy) -> st.SearchStrategy[_T]:
    return _last(kind, "valid_from", "valid_until", fields)


@draws(Objective)
def objectives(**fields: Strategy) -> st.SearchStrategy[Objective]:
    """Objectives; fields that are given are drawn from the strategies given."""
    return _valid(Objective, **{"id": identifiers("objective"), **fields})


@draws(Risk)
def risks(**fields: Strategy) -> st.SearchStrategy[Risk]:
    """Risks with assessments; fields that are given are drawn from the strategies given."""
    return _valid(Risk, **{"id": identifiers("risk"), **fields})


@draws(Control)
def controls(**fields: Strategy) -> st.SearchStrategy[Control]:
    """Controls; fields that are given are drawn from the strategies given."""
    interval = st.none() | durations(_SECOND)
    return _valid(Control, **{"id": identifiers("control"), "interval": interval, **fields})


@draws(Policy)
def policies(**fields: Strategy) -> st.SearchStrategy[Policy]:
    """Policies; fields that are given are drawn from the strategies given."""
    return _valid(Policy, **{"id": identifiers("policy"), **fields})


@draws(ControlEvidence)
@st.composite
def evidence(draw: st.DrawFn, /, **fields: Strategy) -> ControlEvidence:
    """Evidence of controls; fields that are given are drawn from the strategies given."""
    at, length = draw(instants()), draw(durations(_SECOND))
    usual = {"at": st.just(at), "valid_until": st.none() | st.just(at + length)}
    return draw(generate(ControlEvidence, {"id": identifiers("evidence"), **usual, **fields}))


@draws(Violation)
@st.composite
def violations(draw: st.DrawFn, /, **fields: Strategy) -> Violation:
    """Violations; fields that are given are drawn from the strategies given."""
    at, length = draw(instants()), draw(durations())
    usual = {"at": st.just(at), "resolved_at": st.none() | st.just(at + length)}
    return draw(generate(Violation, {"id": identifiers("violation"), **usual, **fields}))


def _few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=2, unique_by=lambda each: each.id)


def _among(items: list[Any]) -> st.SearchStrategy[frozenset[str]]:
    ids = [each.id for each in items]
    return st.frozensets(st.sampled_from(ids), max_size=2) if ids else st.just(frozenset())


@draws(ControlRegister)
@st.composite
def control_registers(draw: st.DrawFn) -> ControlRegister:
    """Registers in which everything that is named is there."""
    wanted = draw(_few(objectives()))
    feared = draw(_few(risks(objectives=_among(wanted))))
    done = draw(_few(controls(mitigates=_among(feared))))
    ruled = draw(_few(policies(controls=_among(done))))
    return ControlRegister(
        objectives=wanted,
        risks=feared,
        controls=done,
        policies=ruled,
        evidence=draw(_few(evidence(controls=_among(done)))),
        violations=draw(_few(violations(policies=_among(ruled)))),
    )
