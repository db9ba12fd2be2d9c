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
from mof.strategies._agreements import Fields
from mof.strategies._generic import generate
from mof.strategies._scalars import durations, fractions, identifiers, instants, shares

_T = TypeVar("_T")
_MAGNITUDES = fractions().map(abs)
_SECOND = timedelta(seconds=1)


def risk_assessments(**fields: Fields) -> st.SearchStrategy[RiskAssessment]:
    """Assessments of risks; fields that are given are drawn from the strategies given."""
    return generate(RiskAssessment, {"probability": shares(), "impact": _MAGNITUDES, **fields})


def tolerance_boundaries(**fields: Fields) -> st.SearchStrategy[RiskTolerance]:
    """Tolerance boundaries; fields that are given are drawn from the strategies given."""
    return generate(RiskTolerance, {"exposure": _MAGNITUDES, **fields})


@st.composite
def _last(draw: st.DrawFn, kind: type[_T], first: str, last: str, fields: dict[str, Fields]) -> _T:
    """Values whose last instant, where they have one, is later than their first."""
    begun, length = draw(st.none() | instants()), draw(durations(_SECOND))
    # Without a beginning, any end will do.
    end = draw(instants()) if begun is None else begun + length
    usual = {first: st.just(begun), last: st.none() | st.just(end)}
    return draw(generate(kind, {**usual, **fields}))


def _valid(kind: type[_T], **fields: Fields) -> st.SearchStrategy[_T]:
    return _last(kind, "valid_from", "valid_until", fields)


def objectives(**fields: Fields) -> st.SearchStrategy[Objective]:
    """Objectives; fields that are given are drawn from the strategies given."""
    return _valid(Objective, **{"id": identifiers("objective"), **fields})


def risks(**fields: Fields) -> st.SearchStrategy[Risk]:
    """Risks with assessments; fields that are given are drawn from the strategies given."""
    return _valid(Risk, **{"id": identifiers("risk"), **fields})


def controls(**fields: Fields) -> st.SearchStrategy[Control]:
    """Controls; fields that are given are drawn from the strategies given."""
    interval = st.none() | durations(_SECOND)
    return _valid(Control, **{"id": identifiers("control"), "interval": interval, **fields})


def policies(**fields: Fields) -> st.SearchStrategy[Policy]:
    """Policies; fields that are given are drawn from the strategies given."""
    return _valid(Policy, **{"id": identifiers("policy"), **fields})


@st.composite
def evidence(draw: st.DrawFn, /, **fields: Fields) -> ControlEvidence:
    """Evidence of controls; fields that are given are drawn from the strategies given."""
    at, length = draw(instants()), draw(durations(_SECOND))
    usual = {"at": st.just(at), "valid_until": st.none() | st.just(at + length)}
    return draw(generate(ControlEvidence, {"id": identifiers("evidence"), **usual, **fields}))


@st.composite
def violations(draw: st.DrawFn, /, **fields: Fields) -> Violation:
    """Violations; fields that are given are drawn from the strategies given."""
    at, length = draw(instants()), draw(durations())
    usual = {"at": st.just(at), "resolved_at": st.none() | st.just(at + length)}
    return draw(generate(Violation, {"id": identifiers("violation"), **usual, **fields}))


def _few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=2, unique_by=lambda each: each.id)


def _among(items: list[Any]) -> st.SearchStrategy[frozenset[str]]:
    ids = [each.id for each in items]
    return st.frozensets(st.sampled_from(ids), max_size=2) if ids else st.just(frozenset())


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
