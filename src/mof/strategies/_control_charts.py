"""Rules of control charts, and the charts of shares and values."""

from typing import Any

from hypothesis import strategies as st

from mof.indicators import (
    ControlChart,
    ControlRule,
    Pattern,
    chart_moving_ranges,
    chart_shares,
    chart_values,
)
from mof.indicators._control_limits import Subgroup
from mof.strategies._scalars import fractions, texts

_ZONES = (Pattern.ONE_SIDE, Pattern.EITHER_SIDE, Pattern.WITHIN)


@st.composite
def control_rules(draw: st.DrawFn) -> ControlRule:
    """Rules of every pattern, of few points so that they are found."""
    pattern = draw(st.sampled_from(Pattern))
    needed = draw(st.integers(1, 9))
    return ControlRule(
        name=draw(texts().filter(str.strip)),
        pattern=pattern,
        needed=needed,
        of=needed + draw(st.integers(0, 3)) if pattern is Pattern.ONE_SIDE else needed,
        sigmas=draw(st.integers(0, 3)) if pattern in _ZONES else 0,
        source=draw(texts()),
    )


@st.composite
def subgroups(draw: st.DrawFn) -> Subgroup:
    """Some of so many cases, or of none."""
    size = draw(st.integers(0, 50))
    return Subgroup(draw(texts()), draw(st.integers(0, size)), size)


@st.composite
def control_charts(draw: st.DrawFn) -> ControlChart:
    """Charts of shares, values and moving ranges, with gaps and with too few points."""
    rules = draw(st.lists(control_rules(), min_size=1, max_size=3))
    if draw(st.booleans()):
        groups: list[Any] = draw(st.lists(subgroups(), max_size=16, unique_by=_get_label))
        return chart_shares(groups, rules=rules)
    labels = draw(st.lists(texts(), max_size=16, unique=True))
    points = [(label, draw(st.none() | fractions())) for label in labels]
    return draw(st.sampled_from((chart_values, chart_moving_ranges)))(points, rules=rules)


def _get_label(group: Subgroup) -> str:
    return group.label
