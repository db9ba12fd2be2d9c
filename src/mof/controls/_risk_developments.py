"""Risk developments: what changed in risks, tolerance and compliance during a period."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction

from attrs import field, frozen

from mof.controls._registers import ControlRegister
from mof.controls._risks import Risk
from mof.documents import Table, format_instant
from mof.documents._formats import format_number
from mof.records._histories import list_known
from mof.values import Period, Term
from mof.values._instants import to_utc


class DevelopmentKind(Term):
    """What it is that changed.

    MOF 4.0, Operate phase overview, Table 2: an analysis of the Operational Health Review.
    """

    RISK_ASSESSMENT = "risk assessment"
    """A risk was assessed with another exposure than before."""
    TOLERANCE_BOUNDARY = "tolerance boundary"
    """The exposure up to which a risk is accepted was set or moved."""
    VIOLATION = "violation"
    """A policy was breached."""
    RESOLUTION = "resolution of a violation"
    """A breach of a policy was put right."""


@frozen(kw_only=True)
class RiskDevelopment:
    """One change: when, in what, and for figures from what to what."""

    at: datetime = field(converter=to_utc)
    """When it took effect."""
    kind: DevelopmentKind
    """What it is that changed."""
    item: str
    """The id of the risk or the violation."""
    name: str
    """The risk or the violation in words."""
    before: Fraction | None = None
    """The exposure or boundary before; None for the first one and for violations."""
    after: Fraction | None = None
    """The exposure or boundary since then; None for violations."""
    unit: str = ""
    """The unit of the two; blank for violations."""


def find_risk_developments(
    register: ControlRegister, *, during: Period, as_of: datetime
) -> tuple[RiskDevelopment, ...]:
    """What changed in a period, as known as of an instant, the earliest first.

    A figure that was only confirmed is no change.
    """
    as_of = to_utc(as_of)
    found = [each for each in _find_all(register, as_of) if each.at in during]
    return tuple(sorted(found, key=lambda each: (each.at, each.item)))


def tabulate_risk_developments(found: Iterable[RiskDevelopment], *, tz: str = "UTC") -> Table:
    """Developments as a table, in the order given."""
    return Table(
        ("At", "Change of", "Item", "Name", "From", "To", "Unit"),
        [
            (
                format_instant(each.at, tz=tz),
                str(each.kind),
                each.item,
                each.name,
                _write(each.before),
                _write(each.after),
                each.unit or None,
            )
            for each in found
        ],
        caption="Changes in risks, tolerance boundaries and compliance",
        numbers=("From", "To"),
    )


def _write(value: Fraction | None) -> str | None:
    return None if value is None else format_number(value)


def _find_all(register: ControlRegister, as_of: datetime) -> Iterator[RiskDevelopment]:
    for risk in register.risks:
        yield from _compare(risk, as_of)
    for violation in register.violations:
        ends = {
            DevelopmentKind.VIOLATION: violation.at,
            DevelopmentKind.RESOLUTION: violation.resolved_at,
        }
        for kind, at in ends.items():
            if at is not None and at <= as_of and violation.recorded_at <= as_of:
                yield RiskDevelopment(at=at, kind=kind, item=violation.id, name=violation.what)


def _compare(risk: Risk, as_of: datetime) -> Iterator[RiskDevelopment]:
    assessed = list_known(risk.assessments, as_of, as_of)
    bounded = list_known(risk.boundaries, as_of, as_of)
    for kind, figures in (
        (DevelopmentKind.RISK_ASSESSMENT, [(each.at, each.exposure) for each in assessed]),
        (DevelopmentKind.TOLERANCE_BOUNDARY, [(each.at, each.exposure) for each in bounded]),
    ):
        before: Fraction | None = None
        for at, after in figures:
            if after != before:
                yield RiskDevelopment(
                    at=at,
                    kind=kind,
                    item=risk.id,
                    name=risk.name,
                    before=before,
                    after=after,
                    unit=risk.unit,
                )
            before = after
